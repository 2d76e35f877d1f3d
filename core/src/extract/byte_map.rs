//! Where the bytes of each kind stand in a text: one bit a byte, so that the end of a word or the
//! next digit is found in a few steps, however far it is.

use smallvec::SmallVec;
use wide::u8x16;

/// Bytes that one block tells of.
pub(super) const BLOCK: usize = u64::BITS as usize;
/// Bytes that are looked at together.
pub(super) const TOGETHER: usize = 16;

/// The kinds of 64 bytes that follow each other, the first one in the lowest bit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// `0` to `9`.
    pub(super) digits: u64,
    /// `A` to `Z`.
    pub(super) capitals: u64,
    /// `a` to `z`.
    pub(super) small: u64,
    /// Not ASCII.
    pub(super) foreign: u64,
    /// Blanks.
    pub(super) blanks: u64,
    /// Line breaks.
    pub(super) lines: u64,
    /// Further bytes of a character that is not ASCII.
    pub(super) inner: u64,
    /// Full stops.
    pub(super) dots: u64,
    /// `!` and `?`.
    pub(super) calls: u64,
    /// What may change what a number is that it stands at: `$` to `+` (a per cent sign, brackets, a
    /// star), `-`, and all that is not ASCII.
    pub(super) odd: u64,
    /// Where there may be an address: `@`, `/`, a full stop at a letter.
    pub(super) address: u64,
    /// Digits, and the first of four capitals in a row.
    pub(super) signs: u64,
}

impl Block {
    pub(super) const EMPTY: Self = Self {
        digits: 0,
        capitals: 0,
        small: 0,
        foreign: 0,
        blanks: 0,
        lines: 0,
        inner: 0,
        dots: 0,
        calls: 0,
        odd: 0,
        address: 0,
        signs: 0,
    };

    /// What stands behind a text.
    pub(super) const BLANKS: Self = Self {
        blanks: u64::MAX,
        ..Self::EMPTY
    };

    #[inline]
    fn of(bytes: &[u8; BLOCK]) -> Self {
        let mut block = Self::EMPTY;
        let (chunks, _) = bytes.as_chunks::<TOGETHER>();
        for (chunk, number) in chunks.iter().zip(0..) {
            let bytes = u8x16::from(*chunk);
            let bits = |kind: u8x16| u64::from(kind.to_bitmask()) << (number * TOGETHER);
            block.digits |= bits(between(bytes, b'0', b'9'));
            block.capitals |= bits(between(bytes, b'A', b'Z'));
            block.small |= bits(between(bytes, b'a', b'z'));
            block.foreign |= bits(bytes);
            block.blanks |= bits(is(bytes, b' '));
            block.lines |= bits(is(bytes, b'\n'));
            block.dots |= bits(is(bytes, b'.'));
            block.calls |= bits(is(bytes, b'!') | is(bytes, b'?'));
            block.odd |= bits(between(bytes, b'$', b'+') | is(bytes, b'-') | bytes);
            block.address |= bits(is(bytes, b'@') | is(bytes, b'/'));
        }
        if block.foreign != 0 {
            for (chunk, number) in chunks.iter().zip(0..) {
                let inner = between(u8x16::from(*chunk), 0x80, 0xbf);
                block.inner |= u64::from(inner.to_bitmask()) << (number * TOGETHER);
            }
        }
        // At the ends of a block the byte beside it is not known.
        let beside = |bits: u64| bits << 1 | 1 | bits >> 1 | 1 << (BLOCK - 1);
        block.address |= block.dots & beside(block.letters());
        block
    }

    /// Adds what depends on the bytes after the block.
    #[inline]
    fn complete(&mut self, after: &Self) {
        let next = |offset: usize| self.next(after, offset, |block| block.capitals);
        self.signs = self.digits | self.capitals & next(1) & next(2) & next(3);
    }

    /// The kinds of the bytes that stand so many after those of the block.
    #[inline]
    pub(super) fn next(&self, after: &Self, offset: usize, kind: impl Fn(&Self) -> u64) -> u64 {
        (kind(self) >> offset) | (kind(after) << (BLOCK - offset))
    }

    /// ASCII letters.
    pub(super) const fn letters(&self) -> u64 {
        self.capitals | self.small
    }

    /// ASCII letters and digits.
    pub(super) const fn alphanumeric(&self) -> u64 {
        self.capitals | self.small | self.digits
    }

    /// The first bytes of all that a term may start with but letters: digits, characters that are not
    /// ASCII, and few others.
    pub(super) const fn others(&self) -> u64 {
        (self.digits | self.odd) & !self.inner
    }

    /// What parts the chunks of a text: blanks, line breaks and everything that is not ASCII.
    pub(super) const fn breaks(&self) -> u64 {
        self.blanks | self.lines | self.foreign
    }
}

/// Which of some bytes are a given one: all bits set for each that is.
#[inline(always)]
pub(super) fn is(bytes: u8x16, byte: u8) -> u8x16 {
    bytes.simd_eq(u8x16::splat(byte))
}

/// Which of some bytes are among those from the first to the last one.
#[inline(always)]
pub(super) fn between(bytes: u8x16, first: u8, last: u8) -> u8x16 {
    let offset = bytes - u8x16::splat(first);
    offset.min(u8x16::splat(last - first)).simd_eq(offset)
}

/// The kinds of all bytes of a text. Long, so it is filled in place and not moved.
#[derive(Debug, Default)]
pub(super) struct ByteMap {
    /// On the stack for messages up to 512 bytes. One more than the text has.
    blocks: SmallVec<[Block; 9]>,
    length: usize,
}

impl ByteMap {
    #[cfg(test)]
    pub(super) fn of(text: &str) -> Self {
        let mut map = Self::default();
        map.fill(text);
        map
    }

    /// Tells of this text from now on.
    pub(super) fn fill(&mut self, text: &str) {
        let (chunks, rest) = text.as_bytes().as_chunks::<BLOCK>();
        self.length = text.len();
        self.blocks.clear();
        for chunk in chunks {
            self.blocks.push(Block::of(chunk));
        }
        if !rest.is_empty() {
            // Blanks say nothing, wherever they are asked for.
            let mut last = [b' '; BLOCK];
            last[..rest.len()].copy_from_slice(rest);
            self.blocks.push(Block::of(&last));
        }
        self.blocks.push(Block::BLANKS);
        for number in (0..self.blocks.len() - 1).rev() {
            if let [block, after, ..] = &mut self.blocks[number..] {
                block.complete(after);
            }
        }
    }

    /// How many bytes the text has.
    pub(super) const fn length(&self) -> usize {
        self.length
    }

    pub(super) fn blocks(&self) -> &[Block] {
        let count = self.blocks.len().saturating_sub(1);
        &self.blocks[..count]
    }

    /// The first byte of a kind at or after a place, or else the length of the text.
    #[inline]
    pub(super) fn next(&self, from: usize, kind: impl Fn(&Block) -> u64) -> usize {
        let mut number = from / BLOCK;
        let mut mask = u64::MAX << (from % BLOCK);
        while let Some(block) = self.blocks.get(number) {
            let bits = kind(block) & mask;
            if bits != 0 {
                return (number * BLOCK + bits.trailing_zeros() as usize).min(self.length);
            }
            number += 1;
            mask = u64::MAX;
        }
        self.length
    }

    /// The 64 bytes from a place on, which is not behind the text.
    #[inline]
    pub(super) fn window(&self, from: usize) -> Window<'_> {
        let (number, offset) = (from / BLOCK, from % BLOCK);
        // There is one block more than the text has.
        let (first, second) = match &self.blocks[number..] {
            [first, second, ..] => (first, second),
            [first] => (first, first),
            [] => unreachable!("a place in the text"),
        };
        Window {
            first,
            second,
            offset,
        }
    }

    /// One past the last byte of a kind before a place, or else 0.
    #[inline]
    pub(super) fn after_last(&self, before: usize, kind: impl Fn(&Block) -> u64) -> usize {
        let mut number = before / BLOCK;
        let mut mask = !(u64::MAX << (before % BLOCK));
        loop {
            let bits = self.blocks.get(number).map_or(0, &kind) & mask;
            if bits != 0 {
                return (number + 1) * BLOCK - bits.leading_zeros() as usize;
            }
            if number == 0 {
                return 0;
            }
            number -= 1;
            mask = u64::MAX;
        }
    }
}

/// 64 bytes of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window<'map> {
    first: &'map Block,
    second: &'map Block,
    offset: usize,
}

impl Window<'_> {
    /// The bytes of a kind among them.
    #[inline]
    pub(super) fn bits(&self, kind: impl Fn(&Block) -> u64) -> u64 {
        // In two steps, since nothing can be moved by a whole block at once.
        (kind(self.first) >> self.offset) | (kind(self.second) << 1 << (BLOCK - 1 - self.offset))
    }
}

/// The places of the bits that are set, from the lowest on.
pub(super) fn ones(bits: u64) -> impl Iterator<Item = u32> {
    let mut rest = bits;
    std::iter::from_fn(move || {
        let place = rest.trailing_zeros();
        rest &= rest.wrapping_sub(1);
        (place < u64::BITS).then_some(place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_byte_is_of_its_kinds(text in "[0-9A-Za-z .@/!?$+\n:é-]{0,150}[A-Z]{0,5}[a1é]{0,20}") {
            let map = ByteMap::of(&text);
            let bit = |bits: u64, place: usize| bits >> (place % BLOCK) & 1 == 1;
            for (place, byte) in text.bytes().enumerate() {
                let block = map.blocks()[place / BLOCK];
                prop_assert_eq!(bit(block.digits, place), byte.is_ascii_digit());
                prop_assert_eq!(bit(block.capitals, place), byte.is_ascii_uppercase());
                prop_assert_eq!(bit(block.small, place), byte.is_ascii_lowercase());
                prop_assert_eq!(bit(block.foreign, place), !byte.is_ascii());
                prop_assert_eq!(bit(block.inner, place), !text.is_char_boundary(place));
                prop_assert_eq!(bit(block.blanks, place), byte == b' ');
                prop_assert_eq!(bit(block.lines, place), byte == b'\n');
                prop_assert_eq!(bit(block.dots, place), byte == b'.');
                prop_assert_eq!(bit(block.calls, place), b"!?".contains(&byte));
                prop_assert_eq!(bit(block.odd, place), b"$%&'()*+-".contains(&byte) || !byte.is_ascii());
                let four = text.as_bytes()[place..].first_chunk::<4>();
                let capitals = four.is_some_and(|four| four.iter().all(u8::is_ascii_uppercase));
                prop_assert_eq!(bit(block.signs, place), byte.is_ascii_digit() || capitals);
            }
        }

        #[test]
        fn the_nearest_byte_of_a_kind_is_found(text in "[0a ]{0,200}", place in 0usize..=200) {
            let place = place.min(text.len());
            let map = ByteMap::of(&text);
            let next = text[place..].find('0').map_or(text.len(), |offset| place + offset);
            prop_assert_eq!(map.next(place, |block| block.digits), next);
            let not = text[place..].find(['a', ' ']).map_or(text.len(), |offset| place + offset);
            prop_assert_eq!(map.next(place, |block| !block.digits), not);
            let last = text[..place].rfind('0').map_or(0, |last| last + 1);
            prop_assert_eq!(map.after_last(place, |block| block.digits), last);
        }
    }
}
