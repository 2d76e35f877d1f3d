//! Where sentences end. A word speaks about the numbers of its own sentence.

use super::byte_map::{BLOCK, Block, ByteMap, TOGETHER, is, ones};
use smallvec::SmallVec;
use std::ops::RangeInclusive;
use wide::u8x16;

/// Where the sentences of a folded text end: a bit a byte.
#[derive(Debug, Default)]
pub(crate) struct Ends {
    blocks: SmallVec<[u64; 8]>,
    length: usize,
}

impl Ends {
    /// Finds where sentences end: at `!`, `?`, the full stops of other scripts, a blank line, and at a
    /// full stop before a blank unless a digit or a small letter follows, as after "no." or "kl.".
    pub(crate) fn fill(&mut self, text: &str, map: &ByteMap) {
        self.length = text.len();
        let blocks = map.blocks();
        let mut first = 0;
        for (number, block) in blocks.iter().enumerate() {
            let after = blocks.get(number + 1).unwrap_or(&Block::BLANKS);
            self.blocks.push(ends(text, first, block, after));
            first += BLOCK;
        }
    }

    /// Where the words of the sentence start that a place stands in.
    pub(crate) fn sentence(&self, place: usize) -> RangeInclusive<usize> {
        let (number, offset) = (place / BLOCK, place % BLOCK);
        let bits = |number: usize| self.blocks.get(number).copied().unwrap_or_default();
        let mut before = number;
        let mut last = bits(before) & !(u64::MAX << offset);
        while last == 0 && before > 0 {
            before -= 1;
            last = bits(before);
        }
        let start = match last {
            0 => 0,
            last => (before + 1) * BLOCK - last.leading_zeros() as usize,
        };
        start..=self.next(place)
    }

    /// The first end at or after a place, or else the length of the text.
    fn next(&self, place: usize) -> usize {
        let mut number = place / BLOCK;
        let mut mask = u64::MAX << (place % BLOCK);
        while let Some(block) = self.blocks.get(number) {
            if block & mask != 0 {
                return number * BLOCK + (block & mask).trailing_zeros() as usize;
            }
            number += 1;
            mask = u64::MAX;
        }
        self.length
    }

    /// Whether two places, the first before the second, stand in one sentence.
    pub(crate) fn same_sentence(&self, first: usize, second: usize) -> bool {
        self.next(first) >= second
    }
}

/// Where sentences end in a block.
fn ends(text: &str, first: usize, block: &Block, after: &Block) -> u64 {
    let next = |offset: usize, kind: fn(&Block) -> u64| block.next(after, offset, kind);
    let line_follows = next(1, |block| block.lines);
    let before_blank = block.dots & next(1, |block| block.blanks);
    let goes_on = next(2, |block| block.digits | block.small);
    // More blanks, or a letter that is not ASCII.
    let untold = next(2, |block| block.blanks | block.foreign);
    let rest = &text.as_bytes()[first..];
    let told =
        marks(rest) | (block.lines | block.dots) & line_follows | before_blank & !goes_on & !untold;
    let look = before_blank & untold | block.foreign & !block.inner;
    ones(look)
        .filter(|place| is_end(text, first + *place as usize))
        .fold(told, |ends, place| ends | 1 << place)
}

/// Where `!` and `?` stand in the first bytes of a text.
fn marks(bytes: &[u8]) -> u64 {
    let mut block = [0; BLOCK];
    let length = bytes.len().min(BLOCK);
    block[..length].copy_from_slice(&bytes[..length]);
    let (chunks, _) = block.as_chunks::<TOGETHER>();
    chunks.iter().rev().fold(0, |marks, chunk| {
        let bytes = u8x16::from(*chunk);
        let kind = is(bytes, b'!') | is(bytes, b'?');
        marks << TOGETHER | u64::from(kind.to_bitmask())
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn together(text: &str, first: &str, second: &str) -> bool {
        let first = text.find(first).expect("the first word is there");
        let second = text.find(second).expect("the second word is there");
        let mut ends = Ends::default();
        ends.fill(text, &ByteMap::of(text));
        ends.same_sentence(first, second)
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
