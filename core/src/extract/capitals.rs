//! Words in capitals: codes made of letters, or just shouting.

use super::byte_map::{Block, ByteMap};
use super::number::Number;

/// Whether a word in capitals stands as a code does: as the first or second word of a sentence,
/// after a mark that introduces it or a short word such as "is", and not beside a word in capitals.
///
/// Told from the bytes beside it, since shouting is common and codes of letters only are not.
pub(super) fn stands_as_code(bytes: &[u8], map: &ByteMap, number: &Number) -> bool {
    let not_blank = |block: &Block| !block.blanks;
    let lead = map.after_last(number.start, not_blank);
    let word = map.after_last(lead, |block| !(block.letters() | block.foreign));
    let introduced = match bytes[..lead].last() {
        None => true,
        Some(_) if word < lead => {
            let sentence = map.after_last(word, not_blank);
            let sentence = bytes[..sentence].last();
            let starts_sentence = matches!(sentence, None | Some(b'.' | b'!' | b'?' | b'\n'));
            let is_short = lead - word <= LONGEST_INTRODUCTION;
            let has = |kind: fn(&Block) -> u64| map.next(word, kind) < lead;
            starts_sentence
                || is_short && !has(|block| block.capitals)
                || has(|block| block.foreign)
        }
        Some(last) => matches!(
            last,
            b':' | b'=' | b'"' | b'\'' | b'(' | b'[' | b'<' | b'-' | b'\n' | b'*'
        ),
    };
    // A word of two letters or more in capitals only.
    let is_shouted = |start: usize, end: usize| {
        start + 1 < end && map.next(start, |block| !block.capitals) >= end
    };
    introduced && !is_shouted(word, lead) && {
        let after = map.next(number.end, not_blank);
        !is_shouted(after, map.next(after, |block| !block.letters()))
    }
}

/// Most letters of a word before a code: "is", "enter", "code" in a language that has it short.
const LONGEST_INTRODUCTION: usize = 5;
