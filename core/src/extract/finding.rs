//! What a message turned out to hold.

use crate::secret::Secret;
use serde::Serialize;
use std::ops::Range;
use std::time::Duration;

/// What a message turned out to hold: exactly one of the three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// One code to sign in with.
    Code(Code),
    /// Something that may be a code; a person chooses.
    Ambiguous(Ambiguous),
    /// No code to sign in with.
    Nothing(NothingReason),
}

/// A piece of a message that a person could type as a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The code as a person would type it: digits in ASCII, separators between digits and Google's
    /// `G-` left out, letters as written.
    pub code: Secret<String>,
    /// Where it stands in the original text, in bytes.
    pub range: Range<usize>,
}

/// A one-time code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The code and its place.
    pub candidate: Candidate,
    /// The site the message binds the code to (`@host #code`, WICG draft), in lower case. Secret, since
    /// a message may write its code there too.
    pub bound_host: Option<Secret<String>>,
    /// How long the code lives, where the message says so.
    pub lifetime: Option<Duration>,
    /// What made it a code.
    pub reason: CodeReason,
}

/// Candidates of which none is sure enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguous {
    /// At least one, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// How long the code lives, where the message says so.
    pub lifetime: Option<Duration>,
    /// What stands in the way of a decision.
    pub reason: AmbiguousReason,
}

/// What made a piece of text a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CodeReason {
    /// The message's last line binds it to a site.
    BoundLine,
    /// A word such as "verification code" names it.
    NamedCode,
    /// The message is nothing but the code.
    Alone,
}

/// What stands in the way of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AmbiguousReason {
    /// Two or more candidates are about as likely.
    SeveralCandidates,
    /// One candidate, and little that speaks for it.
    WeakEvidence,
}

/// Why a message holds no code to sign in with. Where several hold, the one about the likeliest
/// candidate is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NothingReason {
    /// There is no text.
    Empty,
    /// The text is longer than [`MAX_BYTES`](crate::message::MAX_BYTES).
    TooLong,
    /// There is nothing that looks like a code: no digits, no code-like letters.
    NoDigits,
    /// The numbers are too short or too long for a code (fewer than 4 or more than 10 characters).
    WrongLength,
    /// A phone, hotline or short number.
    PhoneNumber,
    /// An amount of money.
    Amount,
    /// A measure, a count, a percentage or a score.
    Quantity,
    /// A date.
    Date,
    /// A time of day or a span of time.
    Time,
    /// A year.
    Year,
    /// An order, invoice, case, customer or reference number.
    OrderNumber,
    /// A tracking number.
    TrackingNumber,
    /// A flight, train, seat or booking number.
    TravelNumber,
    /// A card or account number, or the ending of one.
    AccountNumber,
    /// A part of a web or mail address.
    Address,
    /// A street number, a postal code, a room.
    Place,
    /// A code to hand over or to fetch a parcel with.
    Delivery,
    /// A code for a discount, a voucher or a competition.
    Discount,
    /// A code or secret of another kind: a door, a Wi-Fi network, a meeting, a SIM card's PUK.
    OtherCode,
    /// A number, and nothing that says code.
    OrdinaryNumber,
}

/// Whether two codes are the same to a person: blanks, dashes, case and Google's `G` before digits do
/// not count.
pub fn is_same_code(first: &str, second: &str) -> bool {
    said(first) == said(second)
}

fn said(code: &str) -> String {
    let kept: String = code
        .chars()
        .filter(|character| !character.is_whitespace() && *character != '-')
        .flat_map(char::to_uppercase)
        .collect();
    match kept.strip_prefix('G') {
        Some(digits) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.to_owned()
        }
        _ => kept,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_written() {
        assert!(is_same_code("402 913", "402-913"));
        assert!(is_same_code("G-402913", "402913"));
        assert!(is_same_code("kq7-px", "KQ7PX"));
        assert!(!is_same_code("402913", "402914"));
        assert!(!is_same_code("GX402913", "402913"));
    }
}
