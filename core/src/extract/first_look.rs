//! The first look at a text: whether a code can stand in it at all, from its characters alone.
//!
//! Almost every ordinary message ends here, so the look only compares and counts, many bytes at
//! once and without a way out on the way.

use super::NothingReason;
use super::bound_line::may_be_bound;
use super::byte_map::{TOGETHER, between, is};
use super::number::CODE_LENGTH;
use wide::u8x16;

/// Least characters of a code: the length of the windows that are looked at.
const SHORTEST: usize = *CODE_LENGTH.start();

/// What a first look at a text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FirstLook {
    /// No code stands in it, and why.
    Nothing(NothingReason),
    /// A code may stand in it.
    Unsure {
        /// Whether the last line may bind a code to a site.
        bound: bool,
        /// Whether there are characters other than ASCII, which may become others when they are folded.
        foreign: bool,
    },
}

/// Looks at a text that has not been folded.
pub(crate) fn first_look(text: &str) -> FirstLook {
    let marks = Marks::of(text.as_bytes());
    let bound = marks.hash && may_be_bound(text);
    let reason = if bound {
        None
    } else if marks.foreign {
        (marks.digits == 0)
            .then(|| reason_without_folding(text))
            .flatten()
    } else {
        reason(text, &marks)
    };
    let foreign = marks.foreign;
    reason.map_or(FirstLook::Unsure { bound, foreign }, FirstLook::Nothing)
}

/// Why no code stands in a text that has been folded, or nothing where one may.
pub(crate) fn reason_without_candidates(folded: &str) -> Option<NothingReason> {
    reason(folded, &Marks::of(folded.as_bytes()))
}

/// A code is a word with a digit that is long enough, four digits in groups, or four capitals in a
/// row.
fn reason(text: &str, marks: &Marks) -> Option<NothingReason> {
    if marks.digits >= SHORTEST {
        return None;
    }
    if marks.digits > 0 && has_word_with_digit(text.as_bytes())
        || marks.capitals >= SHORTEST && has_capitals_in_row(text.as_bytes())
    {
        return None;
    }
    Some(if marks.digits > 0 {
        NothingReason::WrongLength
    } else if text.trim_start().is_empty() {
        NothingReason::Empty
    } else {
        NothingReason::NoDigits
    })
}

/// What the bytes of a text tell when they are only counted.
#[derive(Debug, PartialEq, Eq)]
struct Marks {
    /// ASCII digits.
    digits: usize,
    /// ASCII capitals.
    capitals: usize,
    /// Whether there is a byte that is not ASCII.
    foreign: bool,
    /// Whether there is a `#`, as in a line that binds a code to a site.
    hash: bool,
}

impl Marks {
    #[inline]
    fn of(bytes: &[u8]) -> Self {
        // Counts by the place of a byte in its chunk. They stop at 255, far above any that is
        // asked for.
        let mut digits = u8x16::ZERO;
        let mut all = u8x16::ZERO;
        let mut hash = u8x16::ZERO;
        let mut capitals = u8x16::ZERO;
        // Each of the two parts in a loop of its own, as `for` would not do it.
        chunks(bytes).for_each(|chunk| {
            let digit = between(chunk, b'0', b'9') & u8x16::ONE;
            digits = digits.saturating_add(digit);
            let capital = between(chunk, b'A', b'Z') & u8x16::ONE;
            capitals = capitals.saturating_add(capital);
            all |= chunk;
            hash |= is(chunk, b'#');
        });
        Self {
            digits: sum(digits),
            capitals: sum(capitals),
            foreign: all.to_bitmask() != 0,
            hash: hash.to_bitmask() != 0,
        }
    }
}

/// The bytes of a text in chunks, with blanks at the end.
#[inline(always)]
fn chunks(bytes: &[u8]) -> impl Iterator<Item = u8x16> {
    let (chunks, rest) = bytes.as_chunks::<TOGETHER>();
    let last = (!rest.is_empty()).then(|| last_chunk(bytes, rest));
    chunks.iter().copied().map(u8x16::from).chain(last)
}

/// The rest of a text that does not fill a chunk, with blanks after it.
#[inline(always)]
fn last_chunk(bytes: &[u8], rest: &[u8]) -> u8x16 {
    let blanks = u128::from_ne_bytes([b' '; TOGETHER]);
    let Some(last) = bytes.last_chunk::<TOGETHER>() else {
        let mut last = [b' '; TOGETHER];
        last[..rest.len()].copy_from_slice(rest);
        return u8x16::from(last);
    };
    // Out of the last bytes of the text, those that are seen already move out.
    let known = 8 * (TOGETHER - rest.len()) as u32;
    let moved = u128::from_le_bytes(*last) >> known;
    let filled = moved | blanks << (u128::BITS - known);
    u8x16::from(filled.to_le_bytes())
}

/// Looks for places where [`SHORTEST`] bytes of a kind follow each other, across chunks.
#[derive(Default)]
struct Row {
    /// The kinds of the bytes before the next chunk.
    before: u32,
}

impl Row {
    /// Adds a chunk; tells the kinds of its bytes with those just before it.
    #[inline(always)]
    fn add(&mut self, kind: u8x16) -> u32 {
        let bits = kind.to_bitmask() << (SHORTEST - 1) | self.before;
        self.before = bits >> TOGETHER;
        bits
    }
}

/// The sum of all lanes, two and two at once.
fn sum(lanes: u8x16) -> usize {
    const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
    let lanes = u128::from_ne_bytes(lanes.to_array());
    let pairs = |half: u64| (half & EVEN) + (half >> 8 & EVEN);
    let sums = pairs(lanes as u64) + pairs((lanes >> 64) as u64);
    (sums.wrapping_mul(0x0001_0001_0001_0001) >> 48) as usize
}

/// Whether so many bytes in a row as a code has at least belong to one word and hold a digit.
/// Dashes belong to a word.
fn has_word_with_digit(bytes: &[u8]) -> bool {
    let (mut words, mut digits) = (Row::default(), Row::default());
    let mut found = 0;
    chunks(bytes).for_each(|chunk| {
        let digit = between(chunk, b'0', b'9');
        let letter = between(chunk | u8x16::splat(0x20), b'a', b'z');
        let words = words.add(digit | letter | is(chunk, b'-'));
        let digits = digits.add(digit);
        let any_digit = (1..SHORTEST).fold(digits, |any, by| any | digits >> by);
        found |= all_in_row(words) & any_digit;
    });
    found != 0
}

/// Whether so many bytes in a row as a code has at least are capitals.
fn has_capitals_in_row(bytes: &[u8]) -> bool {
    let mut capitals = Row::default();
    let mut found = 0;
    chunks(bytes).for_each(|chunk| {
        found |= all_in_row(capitals.add(between(chunk, b'A', b'Z')));
    });
    found != 0
}

/// Where [`SHORTEST`] bits that are set follow each other.
const fn all_in_row(bits: u32) -> u32 {
    bits & bits >> 1 & bits >> 2 & bits >> 3
}

const _: () = assert!(SHORTEST == 4, "as many bits as are looked at in a row");

/// As [`first_look`] for a text without ASCII digits, as long as none of its
/// characters can become a digit, and too few can become capitals.
fn reason_without_folding(text: &str) -> Option<NothingReason> {
    let mut capitals = 0;
    let mut visible = false;
    for character in text.chars() {
        match character {
            'A'..='Z' => capitals += 1,
            '!'..='~' => visible = true,
            '\0'..='\x7f' => {}
            '²' | '³' | '¹' | '¼'..='¾' => return None,
            // Letters of the Latin script; the capitals among them may become two.
            '\u{a0}'..='\u{17f}' | '\u{1e00}'..='\u{1eff}' => {
                if character.is_uppercase() {
                    capitals += 2;
                }
            }
            // Greek, Cyrillic and Armenian; Han, kana and Hangul; general punctuation; the euro;
            // pictures.
            '\u{386}'..='\u{482}'
            | '\u{48a}'..='\u{55a}'
            | '\u{55d}'
            | '\u{55f}'..='\u{58f}'
            | 'ぁ'..='ゖ'
            | 'ァ'..='ヺ'
            | '一'..='鿿'
            | '가'..='힣'
            | '\u{2010}'..='\u{2016}'
            | '\u{2018}'..='\u{2027}'
            | '€'
            | '\u{1f300}'..='\u{1f64f}'
            | '\u{1f900}'..='\u{1faff}' => visible = true,
            _ => return None,
        }
    }
    (capitals < SHORTEST && (visible || capitals > 0)).then_some(NothingReason::NoDigits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::fold::fold;

    #[test]
    fn a_text_that_need_not_be_folded_holds_nothing_when_it_is() {
        for character in '\u{80}'..=char::MAX {
            let text = format!("a{character}");
            if reason_without_folding(&text).is_some() {
                let folded = fold(&text);
                assert!(!folded.bytes().any(|byte| byte.is_ascii_digit()));
                let text = character.to_string().repeat(SHORTEST);
                if reason_without_folding(&text).is_some() {
                    assert!(reason_without_candidates(&fold(&text)).is_some());
                    assert!(!fold(&text).trim().is_empty(), "{character:?}");
                }
                let text = format!("ABC{character}");
                if reason_without_folding(&text).is_some() {
                    assert!(reason_without_candidates(&fold(&text)).is_some());
                }
            }
        }
    }

    #[test]
    fn codes_of_every_form_are_seen_at_every_place() {
        for code in ["402913", "40 29", "1a-b", "KQXP", "a4bc"] {
            for before in 0..40 {
                let text = format!("{} {code} ", "x".repeat(before));
                assert_eq!(
                    first_look(&text),
                    FirstLook::Unsure {
                        bound: false,
                        foreign: false
                    }
                );
            }
        }
    }

    #[test]
    fn texts_without_a_candidate_end_at_the_first_look() {
        for (text, expected) in [
            ("", NothingReason::Empty),
            (" \n", NothingReason::Empty),
            ("See you at 9 in B-2", NothingReason::WrongLength),
            ("THE BUS IS OFF", NothingReason::NoDigits),
            ("Så ses vi på Østerbro…", NothingReason::NoDigits),
            ("до завтра", NothingReason::NoDigits),
        ] {
            assert_eq!(first_look(text), FirstLook::Nothing(expected));
        }
    }
}
