//! Words that terms begin with: what each says where it stands alone, and where the tree of terms
//! goes on after it.

/// A node of the tree, and how many bytes lead to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Landing {
    pub(super) node: u32,
    pub(super) depth: u8,
}

/// What is known of a word, or of the letters that words begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known<Meaning> {
    /// What the word says where nothing follows that makes it part of a longer term.
    pub(super) says: Option<Meaning>,
    /// Where the walk goes on after the letters; at the root where nothing is nearer.
    pub(super) landing: Option<Landing>,
    /// Whether the landing passes by a term that may go on.
    pub(super) passes_stem: bool,
    pub(super) follow: Follow,
}

/// What may follow a word in a longer term: a bit for each two bytes; several share one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Follow(u64);

impl Follow {
    #[inline]
    const fn bit([first, second]: [u8; 2]) -> u64 {
        // Most terms go on after a blank.
        let blank = (first == b' ') as u8;
        let letter = if first == b' ' { second } else { first };
        1 << (blank << 5 | letter & 0x1f)
    }

    /// Adds what follows the word in a term.
    pub(super) fn insert(&mut self, rest: &[u8]) {
        if let [first, ..] = rest {
            // No term ends with a blank.
            let second = rest.get(1).copied().unwrap_or_default();
            self.0 |= Self::bit([*first, second]);
        }
    }

    /// Whether a longer term may go on with these bytes.
    #[inline]
    pub(super) const fn has(self, next: [u8; 2]) -> bool {
        self.0 & Self::bit(next) != 0
    }
}

/// What is known of words, by their keys, which are never 0. There are fewer than 65,536.
#[derive(Debug)]
pub(super) struct Words<Meaning> {
    /// At the place that the key is spread to, or the next one that was free; 0 for none.
    keys: Vec<u128>,
    /// What is known of the key at each place.
    places: Vec<u16>,
    known: Vec<Known<Meaning>>,
    /// How far a spread key is moved, so that it is a place.
    shift: u32,
}

impl<Meaning> Words<Meaning> {
    pub(super) fn new() -> Self {
        const SIZE: usize = 16;
        Self {
            keys: vec![0; SIZE],
            places: vec![0; SIZE],
            known: Vec::new(),
            shift: u64::BITS - SIZE.ilog2(),
        }
    }

    /// The number of a key; that of a new one is how many there were.
    pub(super) fn number(&mut self, key: u128) -> usize {
        let mut place = self.place(key);
        if self.keys[place] == 0 {
            // At least every third place is free, so that a search is short.
            if self.known.len() * 3 >= self.keys.len() * 2 {
                self.grow();
                place = self.place(key);
            }
            self.keys[place] = key;
            self.places[place] = self.known.len() as u16;
            self.known.push(Known {
                says: None,
                landing: None,
                passes_stem: false,
                follow: Follow::default(),
            });
        }
        usize::from(self.places[place])
    }

    /// What is known of the keys, by their numbers.
    pub(super) fn known_mut(&mut self) -> &mut [Known<Meaning>] {
        &mut self.known
    }

    fn grow(&mut self) {
        let size = self.keys.len() * 2;
        let keys = std::mem::replace(&mut self.keys, vec![0; size]);
        let places = std::mem::replace(&mut self.places, vec![0; size]);
        self.shift -= 1;
        for (key, number) in keys.into_iter().zip(places).filter(|(key, _)| *key != 0) {
            let place = self.place(key);
            self.keys[place] = key;
            self.places[place] = number;
        }
    }

    #[inline]
    pub(super) fn get(&self, key: u128) -> Option<&Known<Meaning>> {
        let place = self.place(key);
        (self.keys[place] == key).then(|| &self.known[usize::from(self.places[place])])
    }

    /// Where a key stands, or would stand.
    #[inline]
    fn place(&self, key: u128) -> usize {
        let last = self.keys.len() - 1;
        let folded = key as u64 ^ ((key >> 64) as u64).rotate_left(29);
        let spread = folded.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut place = (spread >> self.shift) as usize & last;
        while self.keys[place] != key && self.keys[place] != 0 {
            place = (place + 1) & last;
        }
        place
    }
}

/// The key of a whole word of up to 15 letters: what its first eight bytes and its next eight are
/// without all that comes after the letters.
#[inline]
pub(super) const fn whole_key(first: u64, next: u64) -> u128 {
    first as u128 | (next as u128) << 64
}

/// The key of letters that longer words begin with.
#[inline]
pub(super) const fn start_key(letters: u64) -> u128 {
    whole_key(letters, u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_key_leads_to_what_is_known_of_it(depths in prop::collection::btree_map(1..u128::MAX, any::<u8>(), 1..60), other in 1..u128::MAX) {
            let mut words = Words::<u8>::new();
            for (key, depth) in &depths {
                let number = words.number(*key);
                words.known_mut()[number].says = Some(*depth);
                prop_assert_eq!(words.number(*key), number);
            }
            for key in depths.keys().chain([&other]) {
                let says = words.get(*key).and_then(|known| known.says);
                prop_assert_eq!(says, depths.get(key).copied());
            }
        }
    }
}
