//! Places of a text that are counted: a bit a byte, so that how many come before another place is
//! told without going through them.

use super::byte_map::BLOCK;
use smallvec::SmallVec;

/// Places of a text, and how many come before each block of it.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    /// On the stack for messages up to 512 bytes. One more than the text has.
    blocks: SmallVec<[Block; 9]>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Block {
    places: u64,
    before: u32,
}

impl Counted {
    /// Takes the places of the blocks of a text.
    pub(crate) fn fill(&mut self, blocks: impl Iterator<Item = u64>) {
        let mut before = 0;
        self.blocks.clear();
        for places in blocks.chain([0]) {
            self.blocks.push(Block { places, before });
            before += places.count_ones();
        }
    }

    /// How many stand before a place of the text or its end.
    #[inline]
    pub(crate) fn before(&self, place: usize) -> usize {
        let block = self.blocks.get(place / BLOCK).copied().unwrap_or_default();
        let below = block.places & !(u64::MAX << (place % BLOCK));
        (block.before + below.count_ones()) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_many_come_before_a_place_as_were_set(blocks in prop::collection::vec(any::<u64>(), 0..12), place in 0usize..800) {
            let place = place.min(blocks.len() * BLOCK);
            let mut counted = Counted::default();
            counted.fill(blocks.iter().copied());
            let is_set = |place: &usize| blocks[place / BLOCK] >> (place % BLOCK) & 1 == 1;
            prop_assert_eq!(counted.before(place), (0..place).filter(is_set).count());
        }
    }
}
