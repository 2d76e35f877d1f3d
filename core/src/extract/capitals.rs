//! Words in capitals: codes made of letters, or just shouting.

use super::number::Number;

/// Whether a word in capitals stands as a code does: as the first or second word of a sentence,
/// after a mark that introduces it or a short word such as "is", and not beside a word in capitals.
///
/// Told from the bytes beside it, since shouting is common and codes of letters only are not.
pub(super) fn stands_as_code(text: &str, number: &Number) -> bool {
    let bytes = text.as_bytes();
    let before = &bytes[..number.start];
    let blanks = |bytes: &[u8]| bytes.iter().rev().take_while(|byte| **byte == b' ').count();
    let lead = &before[..before.len() - blanks(before)];
    let word = lead
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii())
        .count();
    let word_before = &lead[lead.len() - word..];
    let introduced = match lead.last() {
        None => true,
        Some(_) if word > 0 => {
            let sentence = &lead[..lead.len() - word];
            let sentence = &sentence[..sentence.len() - blanks(sentence)];
            let starts_sentence =
                matches!(sentence.last(), None | Some(b'.' | b'!' | b'?' | b'\n'));
            let is_short = word <= LONGEST_INTRODUCTION;
            let has_capitals = word_before.iter().any(u8::is_ascii_uppercase);
            starts_sentence || is_short && !has_capitals || !word_before.is_ascii()
        }
        Some(last) => matches!(
            last,
            b':' | b'=' | b'"' | b'\'' | b'(' | b'[' | b'<' | b'-' | b'\n' | b'*'
        ),
    };
    introduced && !is_shouted(word_before) && !is_shouted(word_after(&bytes[number.end..]))
}

/// Most letters of a word before a code: "is", "code" in a language that has it short.
const LONGEST_INTRODUCTION: usize = 4;

fn word_after(bytes: &[u8]) -> &[u8] {
    let start = bytes
        .iter()
        .position(|byte| *byte != b' ')
        .unwrap_or(bytes.len());
    let bytes = &bytes[start..];
    let end = bytes.iter().position(|byte| !byte.is_ascii_alphabetic());
    &bytes[..end.unwrap_or(bytes.len())]
}

/// A word of two letters or more in capitals only.
fn is_shouted(word: &[u8]) -> bool {
    word.len() > 1 && word.iter().all(u8::is_ascii_uppercase)
}
