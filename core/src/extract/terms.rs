//! Finds terms in a text: looks at what each word begins with, and follows few words further.

use super::beginnings::{Beginnings, Key, PART, WORD};
use super::byte_map::{BLOCK, Block, ByteMap, ones};
use super::shortcuts::Shortcuts;
use super::trie::{Comparable, Trie};
use super::word::joins;
use std::collections::BTreeMap;
use std::ops::Range;

/// A term to be found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term<'spelling> {
    /// As a [`Comparable`] text has it; not empty, and no blank at its ends. It starts with two
    /// digits at most, and is not made of digits alone.
    pub(super) spelling: &'spelling str,
    /// What it is told by, below 65,535; several may share one.
    pub(super) number: u16,
    /// Whether letters may stand directly before it.
    pub(super) open_left: bool,
    /// Whether letters may stand directly after it.
    pub(super) open_right: bool,
}

/// A set of terms.
#[derive(Debug)]
pub(super) struct Terms {
    trie: Trie,
    beginnings: Beginnings,
    /// The ways to those that begin with an ASCII letter.
    shortcuts: Shortcuts,
}

impl Terms {
    pub(super) fn new(terms: &[Term<'_>]) -> Self {
        let numbers: BTreeMap<&str, u16> = terms
            .iter()
            .map(|term| (term.spelling, term.number))
            .collect();
        let trie = Trie::new(&numbers);
        let mut beginnings = Beginnings::new();
        for term in terms {
            let spelling = term.spelling.as_bytes();
            beginnings.add(spelling, term.open_right, term.open_left);
        }
        // Short terms that may go on: a shortcut must not pass them by.
        let stems: Vec<&[u8]> = terms
            .iter()
            .filter(|term| term.open_right && term.spelling.len() < PART)
            .map(|term| term.spelling.as_bytes())
            .collect();
        let mut keys: Vec<u64> = terms
            .iter()
            .flat_map(|term| Key::of_term(term.spelling.as_bytes()))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        let mut landings = Vec::new();
        for key in keys {
            let letters = key.to_le_bytes();
            let letters = letters.split(|byte| *byte == 0).next().unwrap_or_default();
            let passes = |stem: &&[u8]| letters.starts_with(stem);
            let way = match letters {
                [first, ..] if stems.iter().any(passes) => std::slice::from_ref(first),
                _ => letters,
            };
            landings.extend(trie.landing(way).map(|landing| (key, landing)));
        }
        Self {
            shortcuts: Shortcuts::new(&landings),
            trie,
            beginnings,
        }
    }

    /// Calls back with the place and the number of each term in a folded text, and whether a word
    /// starts there, in the order of the places.
    ///
    /// Some are told that stand inside a longer word than they may. Those are left out that begin
    /// with the last two letters of an ASCII word.
    #[inline]
    pub(super) fn find(
        &self,
        text: &str,
        map: &ByteMap,
        mut found: impl FnMut(Range<usize>, u16, bool),
    ) {
        let mut comparable = Comparable::default();
        let comparable = comparable.fill(text);
        let mut before = &Block::EMPTY;
        let blocks = map.blocks();
        for (number, block) in blocks.iter().enumerate() {
            let after = blocks.get(number + 1).unwrap_or(&Block::EMPTY);
            let places = Places::of(before, block, after);
            let first = number * BLOCK;
            let Some(window) = comparable[first..].first_chunk() else {
                break;
            };
            for place in ones(self.places_to_walk(window, &places)) {
                let start = first + place as usize;
                let starts_word = !joins(text, start);
                let is = |places: u64| places >> place & 1 == 1;
                let found = |end, number| found(start..end, number, starts_word);
                if starts_word && is(places.words) {
                    let landing = match self.beginnings.key(bytes_at(window, place)) {
                        Key::Word(key) => self.shortcuts.get(key),
                        Key::Stem(key) => self
                            .shortcuts
                            .get(key)
                            .or_else(|| self.trie.landing(&comparable[start..=start])),
                    };
                    if let Some(landing) = landing {
                        self.trie.walk_on(comparable, start, landing, found);
                    }
                } else if starts_word || is(block.foreign | places.inside) {
                    self.trie.walk(comparable, start, found);
                }
            }
            before = block;
        }
    }

    /// Where terms may start in a block, told by the bytes that stand there.
    #[inline]
    fn places_to_walk(&self, window: &[u8; BLOCK + WORD], places: &Places) -> u64 {
        let mut walks = 0;
        for place in ones(places.words) {
            let bytes = bytes_at(window, place);
            walks |= u64::from(self.beginnings.may_start_word(bytes)) << place;
        }
        for place in ones(places.inside) {
            let bytes = bytes_at(window, place);
            walks |= u64::from(self.beginnings.may_start_inside(bytes)) << place;
        }
        for place in ones(places.others) {
            let bytes = bytes_at(window, place);
            walks |= u64::from(self.beginnings.may_start_other(bytes)) << place;
        }
        walks
    }
}

#[inline]
fn bytes_at(window: &[u8; BLOCK + WORD], place: u32) -> [u8; WORD] {
    let place = place as usize % BLOCK;
    *window[place..].first_chunk().unwrap_or(&[b' '; WORD])
}

/// Where terms may start in a block.
struct Places {
    /// At the first of ASCII letters.
    words: u64,
    /// Inside a word, at an ASCII letter that two more follow; so most words are not searched.
    inside: u64,
    /// At everything else but blanks, the inside of a character, and digits that two more follow.
    others: u64,
}

impl Places {
    /// Looks at a block and at those beside it.
    fn of(before: &Block, block: &Block, after: &Block) -> Self {
        let letters = block.letters();
        let letter_before = (letters << 1) | (before.letters() >> (BLOCK - 1));
        let foreign_before = (block.foreign << 1) | (before.foreign >> (BLOCK - 1));
        let next = |offset: usize, kind: fn(&Block) -> u64| block.next(after, offset, kind);
        let letters_follow = next(1, Block::letters) & next(2, Block::letters);
        let digits_follow = next(1, |block| block.digits) & next(2, |block| block.digits);
        Self {
            words: letters & !letter_before,
            inside: letters & (letter_before | foreign_before) & letters_follow,
            others: block.others() & !(block.digits & digits_follow),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn every_term_is_found_where_it_may_stand(
            spellings in prop::collection::btree_map("[abд]{1,6}( [abд2]{1,6})?|2[ab]{1,3}|ab{1,9}", any::<(bool, bool)>(), 1..12),
            text in "[abд2 .]{0,90}",
        ) {
            let terms: Vec<Term<'_>> = spellings
                .iter()
                .zip(0..)
                .map(|((spelling, (open_left, open_right)), number)| Term {
                    spelling,
                    number,
                    open_left: *open_left,
                    open_right: *open_right,
                })
                .collect();
            let mut found = BTreeSet::new();
            Terms::new(&terms).find(&text, &ByteMap::of(&text), |place, number, starts_word| {
                found.insert((place.start, number, starts_word));
            });
            for (start, _) in text.char_indices() {
                for term in &terms {
                    let stands = text[start..].starts_with(term.spelling);
                    let starts_word = !joins(&text, start);
                    let key = (start, term.number, starts_word);
                    if !stands {
                        prop_assert!(!found.contains(&key));
                        continue;
                    }
                    let end = start + term.spelling.len();
                    let letters = text[start..].bytes().take_while(u8::is_ascii_alphabetic);
                    let ends = letters.count();
                    let is_last = (1..3).contains(&ends) && !starts_word;
                    let may_stand = (starts_word || term.open_left && !is_last)
                        && (term.open_right || !joins(&text, end));
                    prop_assert!(!may_stand || found.contains(&key));
                }
            }
        }
    }
}
