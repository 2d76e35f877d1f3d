//! Shortcuts into the tree of terms: where a walk goes on that would begin with the letters of a
//! word.

/// A node of the tree, and how many bytes lead to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Landing {
    pub(super) node: u32,
    pub(super) depth: u8,
}

/// Landings by the letters that lead there, as [`super::beginnings`] makes keys of them.
#[derive(Debug)]
pub(super) struct Shortcuts {
    /// By what the keys are spread to.
    keys: Vec<u64>,
    landings: Vec<Landing>,
    /// Where the keys begin whose spread begins with so many bits, and one more.
    starts: Vec<u16>,
}

/// So many bits of a spread key tell where to look; enough that seldom two keys share them.
const BITS: u32 = 15;

impl Shortcuts {
    /// There are fewer than 65,536 landings, each with a key of its own.
    pub(super) fn new(landings: &[(u64, Landing)]) -> Self {
        let mut sorted = landings.to_vec();
        sorted.sort_unstable_by_key(|(key, _)| spread(*key));
        let start = |number: usize| sorted.partition_point(|(key, _)| spread(*key) < number) as u16;
        Self {
            keys: sorted.iter().map(|(key, _)| *key).collect(),
            landings: sorted.iter().map(|(_, landing)| *landing).collect(),
            starts: (0..=1 << BITS).map(start).collect(),
        }
    }

    #[inline]
    pub(super) fn get(&self, key: u64) -> Option<Landing> {
        let number = spread(key);
        let (start, end) = (self.starts[number], self.starts[number + 1]);
        (usize::from(start)..usize::from(end))
            .find(|place| self.keys[*place] == key)
            .map(|place| self.landings[place])
    }
}

#[inline]
const fn spread(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn each_key_leads_to_its_landing(depths in prop::collection::btree_map(any::<u64>(), any::<u8>(), 1..60), other: u64) {
            let landing = |depth: u8| Landing { node: 1, depth };
            let landings: Vec<_> = depths.iter().map(|(key, depth)| (*key, landing(*depth))).collect();
            let shortcuts = Shortcuts::new(&landings);
            let expected: BTreeMap<u64, Landing> = landings.into_iter().collect();
            for key in depths.keys().chain([&other]) {
                prop_assert_eq!(shortcuts.get(*key), expected.get(key).copied());
            }
        }
    }
}
