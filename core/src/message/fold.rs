//! Folding: the many ways to write a text become one, so that it can be compared with a word list.

use super::folding::{Folding, folding};
use smallvec::SmallVec;
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::char::decompose_compatible;
use wide::u8x16;

/// A text in its folded form, with the way back to the original.
///
/// Folded means: decimal digits of every script, full-width and mathematical letters and digits are
/// ASCII; accents on Latin, Greek and Cyrillic letters, Armenian marks of tone, Hebrew points and
/// Arabic vowel signs are gone; a Greek final sigma is a sigma;
/// letters other than ASCII are in lower case (ASCII keeps its case, since a code may be made of
/// it); invisible characters are gone; every blank is a space and every line break `\n`;
/// typographic quotes and dashes are ASCII.
#[derive(Debug)]
pub(crate) struct Folded<'source> {
    text: Cow<'source, str>,
    source: &'source str,
    changes: Changes,
}

/// A character that has another length when it is folded.
#[derive(Debug, Clone, Copy, Default)]
struct Change {
    /// Where it stands in the folded text.
    folded: u32,
    folded_length: u32,
    /// Where it stands in the original.
    source: u32,
    source_length: u32,
}

/// Such characters in the order of the text: the first ones, all in most messages. More would need
/// memory of their own.
type Changes = SmallVec<[Change; MOST_CHANGES]>;
const MOST_CHANGES: usize = 16;

impl<'source> Folded<'source> {
    /// Folds a text in one pass. Characters that expand (ligatures) grow it by at most a constant.
    /// A text that is folded already, as most English ones are, is not copied.
    pub(crate) fn new(source: &'source str) -> Self {
        let mut changes = Changes::new();
        let change = if is_plain(source) {
            None
        } else {
            first_change(source)
        };
        let mut keep = |change| {
            if changes.len() < MOST_CHANGES {
                changes.push(change);
            }
        };
        let text = match change {
            None => Cow::Borrowed(source),
            Some(place) => Cow::Owned(fold_from(source, place, &mut keep)),
        };
        Self {
            text,
            source,
            changes,
        }
    }

    /// The folded text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of the folded text stands in the original, both in bytes: from the character
    /// that its first byte comes from to the one that its last byte comes from.
    pub(crate) fn source_range(&self, folded: Range<usize>) -> Range<usize> {
        if folded.is_empty() {
            return 0..0;
        }
        if let Cow::Borrowed(text) = self.text
            && text.get(folded.clone()).is_some()
        {
            return folded;
        }
        let last = self.source_character(folded.end - 1);
        self.source_character(folded.start).start..last.end
    }

    /// Where the character stands in the original that a byte of the folded text comes from.
    fn source_character(&self, folded: usize) -> Range<usize> {
        let before = self
            .changes
            .partition_point(|change| change.folded as usize <= folded);
        let change = self.changes[..before].last().copied().unwrap_or_default();
        let offset = folded - change.folded as usize;
        let source = change.source as usize;
        if offset < change.folded_length as usize {
            return source..source + change.source_length as usize;
        }
        let place = source + change.source_length as usize;
        let rest = offset - change.folded_length as usize;
        if before == MOST_CHANGES {
            return self.walk_to(place, rest);
        }
        // From there on all characters have the length that they had.
        let starts = |place: &usize| self.source.is_char_boundary(*place);
        let start = (0..=place + rest).rev().find(starts).unwrap_or_default();
        let length = self.source[start..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        start..start + length
    }

    /// Where the character stands in the original whose folded form is so many bytes behind that of a
    /// place.
    fn walk_to(&self, place: usize, folded: usize) -> Range<usize> {
        let mut rest = folded;
        let mut characters = self.source[place..].char_indices();
        let found = characters.find(|(_, character)| {
            let length = folded_length(*character);
            let is_here = rest < length;
            rest = rest.saturating_sub(length);
            is_here
        });
        let (start, length) =
            found.map_or((0, 0), |(start, character)| (start, character.len_utf8()));
        place + start..place + start + length
    }
}

/// How many bytes a character has when it is folded.
fn folded_length(character: char) -> usize {
    match folding(character) {
        Some(folding) => folding.length(),
        None => {
            let mut folded = String::new();
            fold_into(character, &mut folded);
            folded.len()
        }
    }
}

impl Drop for Folded<'_> {
    fn drop(&mut self) {
        if let Cow::Owned(text) = &mut self.text {
            zeroize::Zeroize::zeroize(text);
        }
    }
}

/// Whether a text is ASCII that needs no replacement.
fn is_plain(text: &str) -> bool {
    // Without a way out of the loop, so that many bytes are looked at at once.
    let (chunks, rest) = text.as_bytes().as_chunks::<TOGETHER>();
    let changes = chunks.iter().fold(u8x16::ZERO, |changes, chunk| {
        changes | changing(u8x16::from(*chunk))
    });
    let rest_stays = match text.as_bytes().last_chunk::<TOGETHER>() {
        Some(last) => changing(u8x16::from(*last)).to_bitmask() == 0,
        None => rest.iter().fold(true, |stay, byte| stay & stays(byte)),
    };
    rest_stays && changes.to_bitmask() == 0
}

/// So many bytes are looked at together.
const TOGETHER: usize = 16;

/// Which of some bytes folding may change: all bits set for each.
fn changing(bytes: u8x16) -> u8x16 {
    let is = |byte| bytes.simd_eq(u8x16::splat(byte));
    let offset = bytes - u8x16::splat(b' ');
    let printed = offset.min(u8x16::splat(b'~' - b' ')).simd_eq(offset);
    !(printed | is(b'\n')) | is(b'`')
}

/// Whether folding leaves a byte as it is, and whatever stands beside it.
fn stays(byte: &u8) -> bool {
    (b' '..=b'~').contains(byte) & (*byte != b'`') | (*byte == b'\n')
}

/// How many bytes at the start of a text stay as they are.
fn plain_start(bytes: &[u8]) -> usize {
    let (chunks, rest) = bytes.as_chunks::<TOGETHER>();
    for (chunk, number) in chunks.iter().zip(0..) {
        let changes = changing(u8x16::from(*chunk)).to_bitmask();
        if changes != 0 {
            return number * TOGETHER + changes.trailing_zeros() as usize;
        }
    }
    let start = bytes.len() - rest.len();
    start + rest.iter().take_while(|byte| stays(byte)).count()
}

/// Where the first character stands that folding changes.
fn first_change(text: &str) -> Option<usize> {
    let mut place = plain_start(text.as_bytes());
    while let Some(character) = text[place..].chars().next() {
        if character.is_ascii() && stays(&(character as u8)) {
            place += plain_start(&text.as_bytes()[place..]);
        } else if folding(character) == Some(Folding::one(character)) {
            place += character.len_utf8();
        } else {
            return Some(place);
        }
    }
    None
}

/// Folds a text of our own, such as a term of a word list.
pub(crate) fn fold(text: &str) -> String {
    fold_from(text, 0, &mut |_| {})
}

/// Folds a text that stays as it is up to a place, and tells of each character that has another
/// length then.
fn fold_from(text: &str, place: usize, changed: &mut dyn FnMut(Change)) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut place = place;
    // What stands before it is in the folded text already.
    let mut done = 0;
    while let Some(character) = text[place..].chars().next() {
        if character.is_ascii() && stays(&(character as u8)) {
            place += plain_start(&text.as_bytes()[place..]);
            continue;
        }
        let length = character.len_utf8();
        let worked_out = folding(character);
        if worked_out == Some(Folding::one(character)) {
            place += length;
            continue;
        }
        folded.push_str(&text[done..place]);
        let before = folded.len();
        match worked_out {
            Some(folding) => folding.push_to(&mut folded),
            None => fold_into(character, &mut folded),
        }
        if folded.len() - before != length {
            changed(Change {
                folded: before as u32,
                folded_length: (folded.len() - before) as u32,
                source: place as u32,
                source_length: length as u32,
            });
        }
        place += length;
        done = place;
    }
    folded.push_str(&text[done..]);
    folded
}

/// The first character of each run of ten decimal digits (general category Nd, Unicode 16).
const DIGIT_ZEROS: [u32; 70] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0,
    0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50,
    0x11da0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1e140, 0x1e2f0,
    0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
];

/// The five runs of mathematical digits (U+1D7CE to U+1D7FF) follow each other without a gap.
const MATHEMATICAL_DIGITS: Range<u32> = 0x1d7ce..0x1d800;

fn decimal_digit(code_point: u32) -> Option<char> {
    if MATHEMATICAL_DIGITS.contains(&code_point) {
        return char::from_digit((code_point - MATHEMATICAL_DIGITS.start) % 10, 10);
    }
    let next = DIGIT_ZEROS.partition_point(|zero| *zero <= code_point);
    let zero = DIGIT_ZEROS[..next].last()?;
    char::from_digit(code_point - zero, 10)
}

/// Characters that are not seen, or only change how a neighbour is drawn.
fn is_invisible(code_point: u32) -> bool {
    matches!(
        code_point,
        0xad | 0x34f | 0x61c | 0x640 | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x3164 | 0xfeff | 0xffa0
            | 0x180b..=0x180f
            | 0x200b..=0x200f
            | 0x202a..=0x202e
            | 0x2060..=0x206f
            | 0xfe00..=0xfe0f
            | 0xfff9..=0xfffb
            | 0xe0000..=0xe0fff
    )
}

/// Marks that may be left out in writing without changing the word for its readers: accents,
/// Armenian marks of tone inside a word, Hebrew points, Arabic vowel signs, and the enclosing marks
/// that make keycap digits.
fn is_optional_mark(code_point: u32) -> bool {
    matches!(
        code_point,
        0x300..=0x36f
            | 0x483..=0x489
            | 0x55b
            | 0x55c
            | 0x55e
            | 0x591..=0x5bd
            | 0x5bf
            | 0x5c1
            | 0x5c2
            | 0x5c4
            | 0x5c5
            | 0x5c7
            | 0x610..=0x61a
            | 0x64b..=0x65f
            | 0x670
            | 0x6d6..=0x6dc
            | 0x1ab0..=0x1aff
            | 0x1dc0..=0x1dff
            | 0x20d0..=0x20ff
            | 0xfe20..=0xfe2f
    )
}

/// Folds one character.
pub(super) fn fold_into(character: char, text: &mut String) {
    if character.is_ascii() {
        text.push(match character {
            '\r' | '\u{b}' | '\u{c}' => '\n',
            '`' => '\'',
            _ if character.is_ascii_control() && character != '\n' => ' ',
            _ => character,
        });
        return;
    }
    let code_point = u32::from(character);
    match code_point {
        // Han, kana and Hangul syllables stand as they are.
        0x3041..=0x3096 | 0x30a1..=0x30fa | 0x3400..=0x9fff | 0xac00..=0xd7a3 => {
            text.push(character)
        }
        0x430..=0x44f => text.push(character),
        0x410..=0x42f => push_code_point(code_point + 0x20, text),
        _ => fold_rare(character, code_point, text),
    }
}

fn push_code_point(code_point: u32, text: &mut String) {
    if let Some(character) = char::from_u32(code_point) {
        text.push(character);
    }
}

fn fold_rare(character: char, code_point: u32, text: &mut String) {
    // Below U+0300, which is where most characters are, there are neither marks nor digits.
    if code_point >= 0x300 || code_point == 0xad {
        if is_invisible(code_point) || is_optional_mark(code_point) {
            return;
        }
        if let Some(digit) = decimal_digit(code_point) {
            text.push(digit);
            return;
        }
    }
    match character {
        'æ' => text.push_str("ae"),
        'Æ' => text.push_str("AE"),
        'œ' => text.push_str("oe"),
        'Œ' => text.push_str("OE"),
        'ø' => text.push('o'),
        'Ø' => text.push('O'),
        'ł' => text.push('l'),
        'Ł' => text.push('L'),
        'đ' | 'ð' => text.push('d'),
        'Đ' | 'Ð' => text.push('D'),
        'þ' => text.push_str("th"),
        'Þ' => text.push_str("TH"),
        'ħ' => text.push('h'),
        'Ħ' => text.push('H'),
        'ŧ' => text.push('t'),
        'Ŧ' => text.push('T'),
        'ŋ' => text.push('n'),
        'Ŋ' => text.push('N'),
        'ı' => text.push('i'),
        'ß' | 'ẞ' => text.push_str("ss"),
        // Terms are written with the final sigma, words in capitals without.
        'ς' => text.push('σ'),
        'й' | 'Й' => text.push('й'),
        '\u{85}' | '\u{2028}' | '\u{2029}' => text.push('\n'),
        '‐'..='―' | '−' | '⁃' | '﹘' | '﹣' | '－' => text.push('-'),
        '‘'..='‛' | '′' | '´' | 'ʼ' | '׳' => text.push('\''),
        '“'..='‟' | '″' | '«' | '»' | '״' => text.push('"'),
        '٫' => text.push('.'),
        '٬' | '،' => text.push(','),
        'أ' | 'إ' | 'آ' | 'ٱ' => text.push('ا'),
        'ى' | 'ی' | 'ئ' | 'ې' => text.push('ي'),
        'ک' | 'ڪ' => text.push('ك'),
        'ة' | 'ۀ' | 'ہ' | 'ۂ' | 'ھ' | 'ە' | 'ۃ' => text.push('ه'),
        'ؤ' => text.push('و'),
        // A full-width comma parts two numbers, where an ASCII one would join them.
        '，' => text.push(character),
        // Number signs must not become the words "no" and "o".
        '。' | '、' | '・' | '№' => text.push(character),
        'º' | 'ª' => text.push('°'),
        _ if character.is_whitespace() => text.push(' '),
        _ if character.is_control() => text.push(' '),
        _ => decompose_compatible(character, |part| {
            if part == character {
                text.extend(part.to_lowercase());
            } else {
                fold_into(part, text);
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_of_every_script_become_ascii() {
        for digits in [
            "٤٨٢٩١٣",
            "۴۸۲۹۱۳",
            "४८२९१३",
            "৪৮২৯১৩",
            "๔๘๒๙๑๓",
            "４８２９１３",
            "𝟒𝟖𝟐𝟗𝟏𝟑",
            "𝟺𝟾𝟸𝟿𝟷𝟹",
        ] {
            assert_eq!(fold(digits), "482913");
        }
        assert_eq!(fold("4\u{fe0f}\u{20e3}8\u{fe0f}\u{20e3}"), "48");
    }

    #[test]
    fn accents_and_invisible_characters_go() {
        assert_eq!(fold("Bekræftelse"), "Bekraeftelse");
        assert_eq!(fold("Bestätigung Größe"), "Bestatigung Grosse");
        assert_eq!(fold("mã xác thực"), "ma xac thuc");
        assert_eq!(fold("4\u{200b}8\u{202a}2"), "482");
        assert_eq!(fold("ΚΩΔΙΚΌΣ ЁЛКА"), "κωδικοσ елка");
        assert_eq!(fold("κωδικός"), fold("ΚΩΔΙΚΟΣ"));
        assert_eq!(fold("մի՛"), "մի");
    }

    #[test]
    fn a_range_leads_back_to_the_original() {
        let source = "Kód: ４８\u{200b}２-913.";
        let folded = Folded::new(source);
        let start = folded
            .text()
            .find("482-913")
            .expect("the digits are folded");
        let range = folded.source_range(start..start + 7);
        assert_eq!(&source[range], "４８\u{200b}２-913");
    }

    #[test]
    fn the_way_back_is_known_behind_many_changes() {
        let source = format!("{}: 4029, \u{200b}{}", "Łéx²…".repeat(30), "ş".repeat(20));
        let folded = Folded::new(&source);
        let start = folded.text().find("4029").expect("the digits are there");
        assert_eq!(&source[folded.source_range(start..start + 4)], "4029");
        let first = folded.source_range(0..1);
        assert_eq!(&source[first], "Ł");
        let last = folded.text().len() - 1;
        assert_eq!(&source[folded.source_range(last..last + 1)], "ş");
    }

    proptest! {
        #[test]
        fn every_range_lies_on_characters_of_the_original(source in "\\PC{0,40}", from in 0usize..60, length in 0usize..20) {
            let folded = Folded::new(&source);
            let start = from.min(folded.text().len());
            let end = (start + length).min(folded.text().len());
            let range = folded.source_range(start..end);
            prop_assert!(source.get(range).is_some());
        }

        #[test]
        fn folding_twice_changes_nothing(source in "[À-žΑ-ωА-яء-ي0-9a-z ]{0,40}") {
            let once = fold(&source);
            prop_assert_eq!(fold(&once), once.clone());
        }
    }
}
