//! Where sentences end. A word speaks about the numbers of its own sentence.

use super::byte_map::{BLOCK, ByteMap, ones};
use super::lexicon::Hit;
use smallvec::SmallVec;

/// The ends of the sentences of a folded text, as byte offsets in ascending order.
pub(crate) type Ends = SmallVec<[usize; 24]>;

/// Finds where sentences end: at `!`, `?`, the full stops of other scripts, a blank line, and at a
/// full stop before a blank unless a digit or a small letter follows, as after "no." or "kl.".
pub(crate) fn sentence_ends(text: &str, map: &ByteMap, ends: &mut Ends) {
    for (block, number) in map.blocks().iter().zip(0..) {
        let foreign = block.foreign & !block.inner;
        for place in ones(block.stops | block.lines | foreign) {
            let place = number * BLOCK + place as usize;
            if is_end(text, place) {
                ends.push(place);
            }
        }
    }
}

/// Full stops and question marks of other scripts.
const FOREIGN_STOPS: [&str; 5] = ["。", "।", "؟", "።", "။"];

fn is_end(text: &str, place: usize) -> bool {
    let bytes = text.as_bytes();
    match bytes[place] {
        b'!' | b'?' => true,
        b'\n' => bytes.get(place + 1) == Some(&b'\n'),
        b'.' => match bytes.get(place + 1) {
            Some(b' ') => {
                let after = text[place + 1..].trim_start_matches(' ').chars().next();
                !after.is_some_and(|after| after.is_ascii_digit() || after.is_lowercase())
            }
            Some(b'\n') => true,
            _ => false,
        },
        _ => FOREIGN_STOPS
            .iter()
            .any(|stop| bytes[place..].starts_with(stop.as_bytes())),
    }
}

/// In which sentence a place is, counted from 0.
pub(crate) fn sentence_at(ends: &[usize], place: usize) -> u16 {
    ends.iter().take_while(|end| **end < place).count() as u16
}

/// Fills in the sentences of terms, which come in the order of the text.
pub(crate) fn number_sentences(ends: &[usize], hits: &mut [Hit]) {
    let mut sentence = 0;
    for hit in hits {
        sentence += ends[sentence..]
            .iter()
            .take_while(|end| **end < hit.start)
            .count();
        hit.sentence = sentence as u16;
    }
}

/// Whether two places, the first before the second, stand in one sentence.
pub(crate) fn same_sentence(ends: &[usize], first: usize, second: usize) -> bool {
    let next = ends.partition_point(|end| *end < first);
    ends.get(next).is_none_or(|end| *end >= second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(text: &str, first: &str, second: &str) -> bool {
        let first = text.find(first).expect("the first word is there");
        let second = text.find(second).expect("the second word is there");
        let mut ends = Ends::new();
        sentence_ends(text, &ByteMap::of(text), &mut ends);
        same_sentence(&ends, first, second)
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
