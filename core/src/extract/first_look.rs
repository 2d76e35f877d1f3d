//! The first look at a text: whether a code can stand in it at all, from its characters alone.
//!
//! Almost every ordinary message ends here, so the look only compares and counts, in loops without
//! a way out that the compiler turns into instructions on many bytes at once.

use super::NothingReason;
use super::number::CODE_LENGTH;

/// Least characters of a code: the length of the windows that are looked at.
const SHORTEST: usize = *CODE_LENGTH.start();

/// How many bytes are counted at once.
const LANES: usize = 16;

/// Why no code stands in a text that has not been folded, or nothing where one may.
pub(crate) fn reason_without_reading(text: &str) -> Option<NothingReason> {
    let marks = Marks::of(text.as_bytes());
    if marks.bound {
        return None;
    }
    if marks.foreign {
        return (marks.digits == 0)
            .then(|| reason_without_folding(text))
            .flatten();
    }
    reason(text, &marks)
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
    if (marks.digits > 0 || marks.capitals >= SHORTEST) && has_candidate(text.as_bytes()) {
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
    bound: bool,
}

impl Marks {
    #[inline]
    fn of(bytes: &[u8]) -> Self {
        let mut counts = Counts::default();
        let (chunks, rest) = bytes.as_chunks::<LANES>();
        for chunk in chunks {
            counts.add(chunk);
        }
        if let Some(last) = bytes.last_chunk::<LANES>() {
            // The last bytes once more, without those that are counted already.
            let counted = LANES - rest.len();
            counts.add(&std::array::from_fn(|lane| {
                if lane < counted { b' ' } else { last[lane] }
            }));
        } else {
            let mut last = [b' '; LANES];
            last[..rest.len()].copy_from_slice(rest);
            counts.add(&last);
        }
        let any = |lanes: [u8; LANES]| u128::from_ne_bytes(lanes);
        Self {
            digits: sum(counts.digits),
            capitals: sum(counts.capitals),
            foreign: any(counts.all) & any([0x80; LANES]) != 0,
            bound: any(counts.bound) != 0,
        }
    }
}

/// The sum of all lanes, two and two at once.
fn sum(lanes: [u8; LANES]) -> usize {
    const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
    let lanes = u128::from_ne_bytes(lanes);
    let pairs = |half: u64| (half & EVEN) + (half >> 8 & EVEN);
    let sums = pairs(lanes as u64) + pairs((lanes >> 64) as u64);
    (sums.wrapping_mul(0x0001_0001_0001_0001) >> 48) as usize
}

/// Counts by the place of a byte in its chunk. They stop at 255, far above any that is asked for.
#[derive(Default)]
struct Counts {
    digits: [u8; LANES],
    capitals: [u8; LANES],
    all: [u8; LANES],
    bound: [u8; LANES],
}

impl Counts {
    #[inline(always)]
    fn add(&mut self, chunk: &[u8; LANES]) {
        for (lane, byte) in chunk.iter().enumerate() {
            let digit = u8::from(byte.is_ascii_digit());
            let capital = u8::from(byte.is_ascii_uppercase());
            self.digits[lane] = self.digits[lane].saturating_add(digit);
            self.capitals[lane] = self.capitals[lane].saturating_add(capital);
            self.all[lane] |= byte;
            self.bound[lane] |= u8::from(*byte == b'#');
        }
    }
}

/// Whether four bytes in a row belong to one word and hold a digit, or are capitals. Dashes belong
/// to a word.
fn has_candidate(bytes: &[u8]) -> bool {
    let Some(windows) = bytes.len().checked_sub(SHORTEST - 1) else {
        return false;
    };
    let shifted: [&[u8]; SHORTEST] = std::array::from_fn(|by| &bytes[by..by + windows]);
    (0..windows).fold(false, |found, place| {
        let window = shifted.map(|bytes| bytes[place]);
        let all = |is: fn(&u8) -> bool| window.iter().fold(true, |all, byte| all & is(byte));
        let digit = window
            .iter()
            .fold(false, |any, byte| any | byte.is_ascii_digit());
        let word = all(|byte| byte.is_ascii_alphanumeric() | (*byte == b'-'));
        found | (word & digit) | all(u8::is_ascii_uppercase)
    })
}

/// As [`reason_without_reading`] for a text without ASCII digits, as long as none of its
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
            | '\u{48a}'..='\u{58f}'
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
                    let marks = Marks::of(fold(&text).as_bytes());
                    assert!(marks.capitals < SHORTEST);
                    assert!(!fold(&text).trim().is_empty(), "{character:?}");
                }
                let text = format!("ABC{character}");
                if reason_without_folding(&text).is_some() {
                    assert!(Marks::of(fold(&text).as_bytes()).capitals < SHORTEST);
                }
            }
        }
    }

    #[test]
    fn codes_of_every_form_are_seen_at_every_place() {
        for code in ["402913", "40 29", "1a-b", "KQXP", "a4bc"] {
            for before in 0..40 {
                let text = format!("{} {code} ", "x".repeat(before));
                assert_eq!(reason_without_reading(&text), None);
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
            assert_eq!(reason_without_reading(text), Some(expected));
        }
    }
}
