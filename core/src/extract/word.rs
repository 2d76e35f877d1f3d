//! Where words begin and end, in all scripts.

/// How far a word is followed from a term, in bytes. Longer words are not words.
const LONGEST_WORD: usize = 64;

/// Whether a word goes on across this place: letters of a script with blanks on both sides.
#[inline]
pub(super) fn joins(text: &str, place: usize) -> bool {
    let bytes = text.as_bytes();
    let (Some(before), Some(after)) = (
        place.checked_sub(1).map(|last| bytes[last]),
        bytes.get(place),
    ) else {
        return false;
    };
    if before.is_ascii() && after.is_ascii() {
        return before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
    }
    joins_across_scripts(text, place)
}

/// As [`joins`] where a letter is not ASCII.
#[inline(never)]
fn joins_across_scripts(text: &str, place: usize) -> bool {
    let before = text[..place].chars().next_back();
    let after = text[place..].chars().next();
    matches!((before, after), (Some(before), Some(after)) if is_word(before) && is_word(after))
}

/// Letters of scripts that set blanks between words. Indic vowel signs belong to their word.
pub(super) fn is_word(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphabetic(),
        // The letters of most messages, told without a table: Latin, Greek, Cyrillic, Hebrew, Arabic,
        // Hangul; and what stands between words.
        'ß'..='ö' | 'α'..='ω' | 'а'..='џ' | 'א'..='ת' | 'ء'..='غ' | 'ف'..='ي' => true,
        '\u{671}'..='\u{6d3}' | '가'..='\u{d7a3}' => true,
        '\u{2010}'..='\u{2027}' | '、'..='〄' | '〈'..='〠' | '！'..='＠' => false,
        '\u{1f300}'..='\u{1faff}' => false,
        '\u{964}' | '\u{965}' => false,
        '\u{900}'..='\u{dff}' => true,
        // Thai, Lao, Myanmar, Khmer, kana and Han write without blanks.
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => false,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => false,
        _ => character.is_alphabetic(),
    }
}

/// Where the word begins that goes on across a place.
pub(super) fn word_start(text: &str, place: usize) -> usize {
    let floor = place.saturating_sub(LONGEST_WORD);
    text[..place]
        .char_indices()
        .rev()
        .take_while(|(offset, character)| *offset >= floor && is_word(*character))
        .last()
        .map_or(place, |(offset, _)| offset)
}

/// Where the word ends that goes on across a place.
pub(super) fn word_end(text: &str, place: usize) -> usize {
    text[place..]
        .char_indices()
        .take_while(|(offset, character)| *offset < LONGEST_WORD && is_word(*character))
        .last()
        .map_or(place, |(offset, character)| {
            place + offset + character.len_utf8()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_without_a_table_is_right() {
        for character in '\u{80}'..=char::MAX {
            let unspaced = matches!(
                character,
                '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
                    | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
            );
            let indic = matches!(character, '\u{900}'..='\u{dff}');
            if !unspaced && !indic {
                assert_eq!(is_word(character), character.is_alphabetic());
            }
        }
    }
}
