//! Words that terms begin with: what each says where it stands alone, and where the tree of terms
//! goes on after it.

/// A node of the tree, and how many bytes lead to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Landing {
    pub(super) node: u32,
    pub(super) depth: u8,
}

/// The letters by which a word is looked up: the first eight, and the next eight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key(u64, u64);

impl Key {
    /// A whole word of up to 15 letters, with zeros after them.
    #[inline]
    pub(super) const fn of_word(first: u64, rest: u64) -> Self {
        Self(first, rest)
    }

    /// Up to eight letters that longer words begin with.
    #[inline]
    pub(super) const fn of_start(letters: u64) -> Self {
        Self(letters, u64::MAX)
    }

    /// The letters together, for what need not be told apart from all else.
    #[inline]
    pub(super) const fn folded(self) -> u64 {
        self.0 ^ self.1.rotate_left(29)
    }

    /// Multiplying by the golden ratio spreads keys that are alike.
    #[inline]
    const fn spread(self) -> usize {
        (self.folded().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - PLACES.ilog2())) as usize
    }
}

/// What is known of a word, or of letters that words begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    key: Key,
    /// Where a walk goes on after the letters, or [`NOWHERE`].
    node: u32,
    pub(super) short: Follow,
    /// What the word says where nothing follows that makes it part of a longer term, or [`NOTHING`].
    says: u16,
    depth: u8,
}

/// In place of a node: the letters lead to none, or pass one by.
const NOWHERE: u32 = u32::MAX;
/// In place of what a word says.
const NOTHING: u16 = u16::MAX;

impl Known {
    const fn new(key: Key) -> Self {
        Self {
            key,
            node: NOWHERE,
            short: Follow(0),
            says: NOTHING,
            depth: 0,
        }
    }

    /// What the word says where nothing follows that makes it part of a longer term.
    #[inline]
    pub(super) fn says(&self) -> Option<u16> {
        (self.says != NOTHING).then_some(self.says)
    }

    /// Where a walk goes on after the letters.
    #[inline]
    pub(super) fn landing(&self) -> Option<Landing> {
        (self.node != NOWHERE).then_some(Landing {
            node: self.node,
            depth: self.depth,
        })
    }

    pub(super) fn say(&mut self, says: Option<u16>) {
        self.says = says.unwrap_or(NOTHING);
    }

    pub(super) fn land(&mut self, landing: Option<Landing>) {
        self.node = landing.map_or(NOWHERE, |landing| landing.node);
        self.depth = landing.map_or(0, |landing| landing.depth);
    }
}

/// What may follow a word in a longer term that ends soon after it: a bit for each letter after a
/// blank, and one for all else. Several letters share one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Follow(u32);

impl Follow {
    #[inline]
    const fn bit(rest: u64) -> u32 {
        let [first, second, ..] = rest.to_le_bytes();
        let after_blank = (first == b' ') as u32;
        1 << ((second & 0x1f) as u32 * after_blank)
    }

    /// Adds what follows the word in a term, the first byte in the lowest bits.
    pub(super) fn insert(&mut self, rest: u64) {
        self.0 |= Self::bit(rest);
    }

    /// Whether a longer term may go on with these bytes.
    #[inline]
    pub(super) const fn has(self, next: u64) -> bool {
        self.0 & Self::bit(next) != 0
    }
}

/// Places by which words are looked up; so many more than words that most stand where they are looked
/// for first.
const PLACES: usize = 1 << 16;

/// What is known of words. There are fewer than half as many as places.
#[derive(Debug)]
pub(super) struct Words {
    /// At the place that the key is spread to, or the next one that was free: the number of the word,
    /// plus one, or 0.
    places: Box<[u16; PLACES]>,
    known: Vec<Known>,
}

impl Words {
    pub(super) fn new() -> Self {
        Self {
            places: Box::new([0; PLACES]),
            known: Vec::new(),
        }
    }

    /// What is known of a key; nothing yet where it is new.
    pub(super) fn entry(&mut self, key: Key) -> &mut Known {
        let (place, number) = self.find(key);
        let number = number.unwrap_or_else(|| {
            self.known.push(Known::new(key));
            self.places[place] = self.known.len() as u16;
            self.known.len() - 1
        });
        &mut self.known[number]
    }

    #[inline]
    pub(super) fn get(&self, key: Key) -> Option<&Known> {
        self.find(key).1.map(|number| &self.known[number])
    }

    /// Where a key stands or would stand, and its number.
    #[inline]
    fn find(&self, key: Key) -> (usize, Option<usize>) {
        let mut place = key.spread();
        loop {
            let number = usize::from(self.places[place % PLACES]).checked_sub(1);
            match number {
                Some(number) if self.known[number].key != key => place += 1,
                _ => return (place % PLACES, number),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_key_leads_to_what_is_known_of_it(says in prop::collection::btree_map((any::<u64>(), 0..3_u64), 0..NOTHING, 1..60), other: (u64, u64)) {
            let mut words = Words::new();
            for ((first, rest), says) in &says {
                words.entry(Key(*first, *rest)).say(Some(*says));
            }
            for (first, rest) in says.keys().chain([&other]) {
                let known = words.get(Key(*first, *rest)).and_then(Known::says);
                prop_assert_eq!(known, says.get(&(*first, *rest)).copied());
            }
        }
    }
}
