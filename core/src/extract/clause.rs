//! Where sentences end. A word speaks about the numbers of its own sentence.

use super::byte_map::{Block, ByteMap, ones};
use std::ops::RangeInclusive;

/// Where sentences end in a block of a folded text: at `!`, `?`, the full stops of other scripts, a
/// blank line, and at a full stop before a blank unless a digit or a small letter follows, as after
/// "no." or "kl.".
pub(super) fn ends(text: &str, first: usize, block: &Block, after: &Block) -> u64 {
    let next = |offset: usize, kind: fn(&Block) -> u64| block.next(after, offset, kind);
    let line_follows = next(1, |block| block.lines);
    let before_blank = block.dots & next(1, |block| block.blanks);
    let goes_on = next(2, |block| block.digits | block.small);
    // More blanks, or a letter that is not ASCII.
    let untold = next(2, |block| block.blanks | block.foreign);
    let told =
        block.marks | (block.lines | block.dots) & line_follows | before_blank & !goes_on & !untold;
    let look = before_blank & untold | block.foreign & !block.inner;
    ones(look)
        .filter(|place| is_end(text, first + *place as usize))
        .fold(told, |ends, place| ends | 1 << place)
}

/// Full stops and question marks of other scripts.
const FOREIGN_STOPS: [&str; 5] = ["。", "।", "؟", "።", "။"];

/// Whether a sentence ends at a full stop before a blank, or at a character that is not ASCII.
fn is_end(text: &str, place: usize) -> bool {
    let bytes = text.as_bytes();
    match bytes[place] {
        b'.' if bytes.get(place + 1) == Some(&b' ') => {
            let after = text[place + 1..].trim_start_matches(' ').chars().next();
            !after.is_some_and(|after| after.is_ascii_digit() || after.is_lowercase())
        }
        _ => FOREIGN_STOPS
            .iter()
            .any(|stop| bytes[place..].starts_with(stop.as_bytes())),
    }
}

/// Where the words of the sentence start that a place stands in.
pub(crate) fn sentence(map: &ByteMap, place: usize) -> RangeInclusive<usize> {
    map.after_last(place, |block| block.ends)..=map.next(place, |block| block.ends)
}

/// Whether two places, the first before the second, stand in one sentence.
pub(crate) fn same_sentence(map: &ByteMap, first: usize, second: usize) -> bool {
    map.next(first, |block| block.ends) >= second
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(text: &str, first: &str, second: &str) -> bool {
        let first = text.find(first).expect("the first word is there");
        let second = text.find(second).expect("the second word is there");
        same_sentence(&ByteMap::of(text), first, second)
    }

    #[test]
    fn sentences_end_at_their_marks() {
        assert!(!together("Ready. Code follows", "Ready", "Code"));
        assert!(!together("完成。代码", "完成", "代码"));
        assert!(!together("Done!\nCode", "Done", "Code"));
    }

    #[test]
    fn abbreviations_and_line_breaks_end_nothing() {
        assert!(together("order no. 4029", "order", "4029"));
        assert!(together("kode:\n4029", "kode", "4029"));
        assert!(together("version 4.2", "version", "2"));
    }
}
