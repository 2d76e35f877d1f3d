//! Where sentences end. A word speaks about the numbers of its own sentence.

use super::byte_map::{BLOCK, Block, ByteMap, ones};
use super::counted::Counted;

/// Where the sentences of a folded text end.
#[derive(Debug, Default)]
pub(crate) struct Ends(Counted);

impl Ends {
    /// Finds where sentences end: at `!`, `?`, the full stops of other scripts, a blank line, and at
    /// a full stop before a blank unless a digit or a small letter follows, as after "no." or "kl.".
    pub(crate) fn fill(&mut self, text: &str, map: &ByteMap) {
        let blocks = map.blocks();
        self.0
            .fill(blocks.iter().enumerate().map(|(number, block)| {
                let after = blocks.get(number + 1).unwrap_or(&Block::BLANKS);
                ends_in_block(text, number * BLOCK, block, after)
            }));
    }

    /// In which sentence a place is, counted from 0.
    pub(crate) fn sentence_at(&self, place: usize) -> u16 {
        self.0.before(place) as u16
    }

    /// Whether two places, the first before the second, stand in one sentence.
    pub(crate) fn same_sentence(&self, first: usize, second: usize) -> bool {
        self.0.before(first) >= self.0.before(second)
    }
}

/// Where sentences end in a block: told by the kinds of the bytes, but for few places.
fn ends_in_block(text: &str, first: usize, block: &Block, after: &Block) -> u64 {
    let next = |offset: usize, kind: fn(&Block) -> u64| block.next(after, offset, kind);
    let line_follows = next(1, |block| block.lines);
    let before_blank = block.dots & next(1, |block| block.blanks);
    let goes_on = next(2, |block| block.digits | block.small);
    // More blanks, or a letter that is not ASCII.
    let untold = next(2, |block| block.blanks | block.foreign);
    let told =
        block.calls | (block.lines | block.dots) & line_follows | before_blank & !goes_on & !untold;
    let look = before_blank & untold | block.foreign & !block.inner;
    ones(look)
        .filter(|place| is_end(text, first + *place as usize))
        .fold(told, |ends, place| ends | 1 << place)
}

/// Whether a sentence ends at a full stop before a blank, or at a character that is not ASCII: the
/// full stops and question marks of other scripts.
fn is_end(text: &str, place: usize) -> bool {
    let rest = &text[place..];
    if let Some(after) = rest.strip_prefix('.') {
        let after = after.trim_start_matches(' ').chars().next();
        return !after.is_some_and(|after| after.is_ascii_digit() || after.is_lowercase());
    }
    matches!(rest.chars().next(), Some('。' | '।' | '؟' | '።' | '။'))
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
