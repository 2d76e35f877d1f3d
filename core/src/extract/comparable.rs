//! A text as terms are compared with it.

use super::byte_map::{BLOCK, TOGETHER, between, is};
use crate::message::MAX_BYTES;
use smallvec::SmallVec;
use wide::u8x16;

/// Bytes of a word that are looked at together.
pub(super) const WORD: usize = 8;

/// A text as terms are compared with it: in lower case, with a line break or a hyphen as good as a
/// blank. Long, so it is filled in place and not moved.
#[derive(Default)]
pub(super) struct Comparable {
    /// With blanks at the end; no term ends with one.
    blocks: SmallVec<[[u8; BLOCK]; MAX_BYTES / BLOCK + 2]>,
}

impl Comparable {
    /// Fills in a text and gives it back as terms are compared with it, with so many blanks that
    /// each block is whole and the bytes of a word can be looked at together from every place.
    pub(super) fn fill(&mut self, text: &str) -> &[u8] {
        let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
        self.blocks.clear();
        for block in blocks {
            self.blocks.push(comparable(block));
        }
        let mut last = [b' '; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        self.blocks.push(comparable(&last));
        self.blocks.push([b' '; BLOCK]);
        self.blocks.as_flattened()
    }
}

#[inline]
fn comparable(block: &[u8; BLOCK]) -> [u8; BLOCK] {
    let mut comparable = [0; BLOCK];
    let (chunks, _) = block.as_chunks::<TOGETHER>();
    let (comparable_chunks, _) = comparable.as_chunks_mut::<TOGETHER>();
    for (chunk, comparable) in chunks.iter().zip(comparable_chunks) {
        let bytes = u8x16::from(*chunk);
        let lower = bytes | between(bytes, b'A', b'Z') & u8x16::splat(0x20);
        let blank = is(bytes, b'-') | is(bytes, b'\n');
        *comparable = blank.bitselect(u8x16::splat(b' '), lower).to_array();
    }
    comparable
}
