//! Finds the one-time code in a message, or says why there is none.
//!
//! The way of a message:
//! 1. The exact format `@host #code` on the last line wins (`bound_line`).
//! 2. The text is folded, so that every script's digits and every spelling of a word compare
//!    ([`crate::message`]).
//! 3. Numbers and code-like words are found, with what their form says: a date, an amount, a phone
//!    number (`number`, `form`, `surroundings`). Most messages end here, without a word being read.
//! 4. The words of all languages are found in one pass (`lexicon`; data in
//!    `core/assets/languages`).
//! 5. Each candidate gathers evidence, each piece has a weight (`evidence`, `feature`; data in
//!    `core/assets/evidence.txt`), and the sums decide (`decision`).
//!
//! Each step takes time linear in the length of the text, and none can panic on any text.

mod address;
mod beginnings;
mod bound_line;
mod byte_map;
mod capitals;
mod clause;
mod decision;
mod evidence;
mod feature;
mod finding;
mod first_look;
mod form;
mod languages;
mod lexicon;
mod lifetime;
mod number;
mod surroundings;
mod trie;

pub use finding::{
    Ambiguous, AmbiguousReason, Candidate, Code, CodeReason, Finding, NothingReason,
};

use crate::message::fold::Folded;
use crate::message::{MAX_BYTES, Message};
use crate::secret::Secret;
use byte_map::ByteMap;
use decision::Decision;
use evidence::Scene;
use form::Form;
use lexicon::{Class, Classes, Hit, Lexicon};
use number::Number;

/// Reads a message.
///
/// Text longer than [`MAX_BYTES`] gives [`NothingReason::TooLong`]; every other text, whatever its
/// characters, gives a decision. The time taken is linear in the length of the text.
pub fn extract(message: &Message) -> Finding {
    let text = message.text();
    if text.len() > MAX_BYTES {
        return Finding::Nothing(NothingReason::TooLong);
    }
    if let Some(reason) = first_look::reason_without_reading(text) {
        return Finding::Nothing(reason);
    }
    read(message)
}

/// Reads a message that passed the first look. Apart from it, since it needs much of the stack.
#[inline(never)]
fn read(message: &Message) -> Finding {
    let text = message.text();
    let bound = bound_line::bound_line(text);
    let folded = Folded::new(text);
    if bound.is_none()
        && let Some(reason) = first_look::reason_without_candidates(folded.text())
    {
        return Finding::Nothing(reason);
    }
    let numbers = numbers(&folded, message.sender());
    if bound.is_none() && !numbers.iter().any(|number| number.form.may_be_code()) {
        return Finding::Nothing(decision::reason_of_forms(&numbers));
    }
    let scene = scene(&folded, &numbers);
    let lifetime = lifetime::lifetime(&scene);
    if let Some(bound) = bound {
        let candidate = Candidate {
            code: Secret::new(text[bound.code.clone()].to_owned()),
            range: bound.code,
        };
        let bound_host = Some(Secret::new(bound.host));
        return Finding::Code(Code {
            candidate,
            bound_host,
            lifetime,
            reason: CodeReason::BoundLine,
        });
    }
    let candidate = |number: Number| Candidate {
        code: Secret::new(decision::typed(folded.text(), &number)),
        range: folded.source_range(number.range()),
    };
    match decision::decide(&scene, &decision::weigh(&scene)) {
        Decision::Code(number, reason) => Finding::Code(Code {
            candidate: candidate(number),
            bound_host: None,
            lifetime,
            reason,
        }),
        Decision::Ambiguous(numbers, reason) => {
            let candidates = numbers.into_iter().map(candidate).collect();
            Finding::Ambiguous(Ambiguous {
                candidates,
                lifetime,
                reason,
            })
        }
        Decision::Nothing(reason) => Finding::Nothing(reason),
    }
}

/// Builds the tables that the first message would otherwise wait for.
pub fn prepare() {
    let _ = Lexicon::built_in();
    let _ = feature::Weights::built_in();
}

/// One candidate of a message with its score and the evidence behind it, in hundredths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Where the candidate stands in the original text, in bytes.
    pub range: std::ops::Range<usize>,
    /// The candidate as a person would type it.
    pub code: Secret<String>,
    /// The sum of all weights.
    pub score: i32,
    /// Each piece of evidence by name with its weight, the weightiest first.
    pub evidence: Vec<(String, i32)>,
}

/// Tells how each candidate of a message was weighed, in the order of the text. Empty where the
/// message ended before words were read.
pub fn explain(message: &Message) -> Vec<Explanation> {
    if message.text().len() > MAX_BYTES {
        return Vec::new();
    }
    let folded = Folded::new(message.text());
    let numbers = numbers(&folded, message.sender());
    decision::weigh(&scene(&folded, &numbers))
        .into_iter()
        .map(|weighed| Explanation {
            range: folded.source_range(weighed.number.range()),
            code: Secret::new(decision::typed(folded.text(), &weighed.number)),
            score: weighed.score,
            evidence: decision::explain(&weighed.evidence),
        })
        .collect()
}

fn scene<'text>(folded: &'text Folded<'_>, numbers: &[Number]) -> Scene<'text> {
    let mut hits = lexicon::Hits::new();
    let map = ByteMap::of(folded.text());
    Lexicon::built_in().hits(folded.text(), &map, &mut hits);
    let classes = Classes(hits.iter().fold(0, |bits, hit| bits | hit.classes.0));
    let ends = clause::sentence_ends(folded.text());
    clause::number_sentences(&ends, &mut hits);
    let mut numbers = refine(folded.text(), numbers, &hits);
    if !folded.text().bytes().any(|byte| byte.is_ascii_lowercase()) {
        // Where all words are in capitals, capitals do not make a code.
        numbers.retain(|number| number.form != Form::Letters);
    }
    Scene {
        text: folded.text(),
        numbers,
        hits,
        ends,
        classes,
    }
}

/// The numbers of a message that are worth reading words for. A number that is the sender's own is
/// not a code, nor is a word in capitals that nothing introduces.
fn numbers(folded: &Folded<'_>, sender: Option<&str>) -> number::Numbers {
    let text = folded.text();
    let mut numbers = number::numbers(text);
    let sender = sender.map(Folded::new);
    let sender = sender.as_ref().map_or("", Folded::text);
    if digits(sender).next().is_some() {
        numbers.retain(|number| !digits(&text[number.range()]).eq(digits(sender)));
    }
    numbers.retain(|number| number.form != Form::Letters || capitals::stands_as_code(text, number));
    numbers
}

fn digits(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_digit)
}

/// Words inside a number tell what it is: a unit or a currency (`500DKK`), or a name that stands
/// directly before its code (`OTP-402913`).
fn refine(text: &str, numbers: &[Number], hits: &lexicon::Hits) -> number::Numbers {
    let mut refined = number::Numbers::new();
    let mut next = 0;
    for number in numbers {
        while hits.get(next).is_some_and(|hit| hit.end <= number.start) {
            next += 1;
        }
        let inside = hits[next..].iter().take_while(|hit| hit.start < number.end);
        // A word that is known is not a number: `LOGIN`, `2fa`.
        if !inside
            .clone()
            .any(|hit| hit.start == number.start && hit.end == number.end)
        {
            refined.push(inside.fold(*number, |number, hit| refine_by(text, number, hit)));
        }
    }
    refined
}

fn refine_by(text: &str, mut number: Number, hit: &Hit) -> Number {
    const NAMES: Classes = Classes::of(&[
        Class::OneTimeCode,
        Class::Code,
        Class::Order,
        Class::Tracking,
    ]);
    let digits = |range: std::ops::Range<usize>| {
        text.get(range)
            .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    match number.form {
        Form::Alphanumeric | Form::Hyphenated
            if hit.start == number.start && hit.end < number.end =>
        {
            let dashes = text[hit.end..number.end]
                .bytes()
                .take_while(|byte| *byte == b'-')
                .count();
            let rest = hit.end + dashes..number.end;
            if hit.classes.intersects(NAMES) && hit.end - hit.start > 2 {
                number = number::number_at(text, rest.start, rest.end);
            } else if dashes == 0 && digits(rest) && hit.classes.has(Class::Amount) {
                number.form = Form::Currency;
            }
        }
        Form::Alphanumeric | Form::Quantity
            if hit.end == number.end && digits(number.start..hit.start) =>
        {
            number.form = if hit.classes.has(Class::Amount) {
                Form::Currency
            } else if hit.classes.has(Class::Time) {
                Form::Time
            } else if hit.classes.intersects(Classes::of(&[
                Class::Quantity,
                Class::Second,
                Class::Minute,
                Class::Hour,
            ])) {
                Form::Quantity
            } else {
                number.form
            };
        }
        _ => {}
    }
    number
}
