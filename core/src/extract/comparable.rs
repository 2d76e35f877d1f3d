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
    bytes: SmallVec<[u8; MAX_BYTES + BLOCK + WORD]>,
}

impl Comparable {
    /// Fills in a text and gives it back as terms are compared with it, with so many blanks that
    /// each block is whole and the bytes of a word can be looked at together from every place.
    pub(super) fn fill(&mut self, text: &str) -> &[u8] {
        let whole = text.len().next_multiple_of(BLOCK);
        let blanks = [b' '; BLOCK + WORD];
        self.bytes.clear();
        self.bytes.extend_from_slice(text.as_bytes());
        self.bytes
            .extend_from_slice(&blanks[..whole - text.len() + WORD]);
        let (chunks, _) = self.bytes[..whole].as_chunks_mut::<TOGETHER>();
        for chunk in chunks {
            let bytes = u8x16::from(*chunk);
            let lower = bytes | between(bytes, b'A', b'Z') & u8x16::splat(0x20);
            let blank = is(bytes, b'-') | is(bytes, b'\n');
            *chunk = blank.bitselect(u8x16::splat(b' '), lower).to_array();
        }
        &self.bytes
    }
}
