//! Shortcuts into the tree of terms: where a walk goes on that would begin with the letters of a
//! word.

/// A node of the tree, and how many bytes lead to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Landing {
    pub(super) node: u32,
    pub(super) depth: u32,
}

/// Landings by the letters that lead there, as [`super::beginnings`] makes keys of them.
#[derive(Debug)]
pub(super) struct Shortcuts {
    /// A power of two of them, at least half of them empty: with the key 0.
    slots: Box<[(u64, Landing)]>,
}

impl Shortcuts {
    /// Keys are not 0; of two landings with one key the first counts.
    pub(super) fn new(landings: &[(u64, Landing)]) -> Self {
        let length = (2 * landings.len()).next_power_of_two();
        let mut shortcuts = Self {
            slots: vec![(0, Landing::default()); length].into_boxed_slice(),
        };
        for (key, landing) in landings {
            let slot = shortcuts.slot(*key);
            if shortcuts.slots[slot].0 == 0 {
                shortcuts.slots[slot] = (*key, *landing);
            }
        }
        shortcuts
    }

    #[inline]
    pub(super) fn get(&self, key: u64) -> Option<Landing> {
        let (found, landing) = self.slots[self.slot(key)];
        (found == key).then_some(landing)
    }

    /// Where a key stands, or would stand.
    #[inline]
    fn slot(&self, key: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & last;
        while self.slots[slot].0 != key && self.slots[slot].0 != 0 {
            slot = (slot + 1) & last;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn each_key_leads_to_its_landing(depths in prop::collection::btree_map(1u64.., 0u32.., 1..60), other in 1u64..) {
            let landing = |depth: u32| Landing { node: 1, depth };
            let landings: Vec<_> = depths.iter().map(|(key, depth)| (*key, landing(*depth))).collect();
            let shortcuts = Shortcuts::new(&landings);
            let expected: BTreeMap<u64, Landing> = landings.into_iter().collect();
            for key in depths.keys().chain([&other]) {
                prop_assert_eq!(shortcuts.get(*key), expected.get(key).copied());
            }
        }
    }
}
