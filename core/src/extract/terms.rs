//! Finds terms in a text: looks at what each word begins with, and follows few words further.

use super::beginnings::{Beginnings, OTHER, PART, Word, other, part};
use super::byte_map::{BLOCK, Block, ByteMap, ones};
use super::comparable::{Comparable, WORD};
use super::trie::Trie;
use super::word::joins;
use super::words::{Words, start_key, whole_key};
use std::ops::Range;

/// A term to be found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term<'spelling> {
    /// As a comparable text has it ([`Comparable`]); not empty, and no blank at its ends. It
    /// starts with two digits at most, and is not made of digits alone.
    pub(super) spelling: &'spelling str,
    /// What it is told by, below 65,535; several may share one.
    pub(super) number: u16,
    /// Whether letters may stand directly before it.
    pub(super) open_left: bool,
    /// Whether letters may stand directly after it.
    pub(super) open_right: bool,
}

/// What was found at a place of a text.
pub(super) enum Found<Meaning> {
    /// A whole word, with all that terms of one word say of it, whether they are the word or begin it.
    Word(Meaning),
    /// A term.
    Term {
        number: u16,
        /// Whether a word starts there.
        starts_word: bool,
    },
}

impl<Meaning> Found<Meaning> {
    /// A term with which a word starts.
    const fn term(number: u16) -> Self {
        let starts_word = true;
        Self::Term {
            number,
            starts_word,
        }
    }
}

/// A set of terms, and what words say that stand alone.
#[derive(Debug)]
pub(super) struct Terms<Meaning> {
    trie: Trie,
    beginnings: Beginnings,
    /// All words that begin a term, and the first letters of those with more letters than a key has;
    /// and what other terms begin with.
    words: Words<Meaning>,
}

impl<Meaning: Copy> Terms<Meaning> {
    /// Builds the set, of terms in the order of their spelling. `says` tells what a word of its own says, out of the terms that it begins
    /// with: where each ends, and its number.
    pub(super) fn new(
        terms: &[Term<'_>],
        says: impl Fn(&[u8], &[(usize, u16)]) -> Option<Meaning>,
    ) -> Self {
        let trie = Trie::new(terms.iter().map(|term| (term.spelling, term.number)));
        let mut beginnings = Beginnings::new();
        let mut words = Words::new();
        let mut spellings: Vec<&[u8]> = Vec::new();
        for term in terms {
            let spelling = term.spelling.as_bytes();
            beginnings.add(spelling, term.open_right, term.open_left);
            let mut add = |key, length: usize| {
                let (word, rest) = spelling.split_at(length.min(spelling.len()));
                let number = words.number(key);
                if number == spellings.len() {
                    spellings.push(word);
                }
                words.known_mut()[number].follow.insert(rest);
            };
            let mut bytes = [b' '; 2 * WORD];
            let length = spelling.len().min(2 * WORD);
            bytes[..length].copy_from_slice(&spelling[..length]);
            let [first, next] = [0, WORD].map(|at| bytes_at(&bytes, at));
            let [word, rest] = [first, next].map(Word::of);
            if word.key == 0 {
                add(start_key(other(first)), OTHER);
                continue;
            }
            // Words that go on are looked for by their first letters.
            let letters = word.length().unwrap_or(WORD);
            add(start_key(part(word.key)), letters.min(PART));
            match (word.length(), rest.length()) {
                (Some(length), _) => add(whole_key(word.key, 0), length),
                (None, rest_length) => {
                    add(start_key(word.key), WORD);
                    if let Some(length) = rest_length {
                        add(whole_key(word.key, rest.key), WORD + length);
                    }
                }
            }
        }
        // Terms that may go on and are shorter than the letters that those are looked for by.
        let stems: Vec<&[u8]> = terms
            .iter()
            .filter(|term| term.open_right && term.spelling.len() < PART)
            .map(|term| term.spelling.as_bytes())
            .collect();
        for (known, word) in words.known_mut().iter_mut().zip(spellings) {
            let mut found = Vec::new();
            let mut alone = word.to_vec();
            alone.push(b' ');
            trie.walk(&alone, 0, &mut |end, number| found.push((end, number)));
            known.says = says(word, &found);
            known.landing = trie.landing(word);
            known.passes_stem = stems.iter().any(|stem| word.starts_with(stem));
        }
        Self {
            words,
            trie,
            beginnings,
        }
    }

    /// Calls back with the place of each term in a folded text and what it is, in the order of the
    /// places.
    ///
    /// Some are told that stand inside a longer word than they may. Those are left out that begin
    /// with the last two letters of an ASCII word.
    #[inline]
    pub(super) fn find(
        &self,
        text: &str,
        map: &ByteMap,
        mut found: impl FnMut(Range<usize>, Found<Meaning>),
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
                let is = |places: u64| places >> place & 1 == 1;
                if is(places.words & !places.after_foreign) {
                    self.find_word(comparable, start, bytes_in(window, place), &mut found);
                    continue;
                }
                let starts_word = !joins(text, start);
                let mut found = |end, number| {
                    found(
                        start..end,
                        Found::Term {
                            number,
                            starts_word,
                        },
                    );
                };
                if is(places.others) {
                    let bytes = bytes_in(window, place);
                    let landing = self
                        .words
                        .get(start_key(other(bytes)))
                        .filter(|_| !self.beginnings.may_start_short_other(bytes))
                        .and_then(|known| known.landing);
                    self.trie.walk_from(comparable, start, landing, &mut found);
                } else if starts_word || is(places.inside) {
                    self.trie.walk(comparable, start, &mut found);
                }
            }
            before = block;
        }
    }

    /// Finds the terms that start with a word, which begins with the given bytes.
    #[inline]
    fn find_word(
        &self,
        comparable: &[u8],
        start: usize,
        bytes: [u8; WORD],
        found: &mut impl FnMut(Range<usize>, Found<Meaning>),
    ) {
        let word = Word::of(bytes);
        let (key, length) = match word.length() {
            Some(length) => (whole_key(word.key, 0), Some(length)),
            None => {
                let rest = Word::of(bytes_at(comparable, start + WORD));
                let length = rest.length().map(|length| WORD + length);
                (whole_key(word.key, rest.key), length)
            }
        };
        let mut ends_in_ascii = false;
        if let Some(length) = length {
            let end = start + length;
            let next = [end, end + 1].map(|place| comparable.get(place).copied().unwrap_or(b' '));
            ends_in_ascii = next[0].is_ascii();
            let known = self.words.get(key).filter(|_| ends_in_ascii);
            if let Some(known) = known {
                if let Some(says) = known.says {
                    found(start..end, Found::Word(says));
                }
                if known.follow.has(next) {
                    let mut found = |end, number| found(start..end, Found::term(number));
                    match known.landing {
                        // What the word says has been told.
                        Some(landing) => self
                            .trie
                            .walk_beyond(comparable, start, landing, &mut found),
                        None => self.trie.walk(comparable, start, &mut found),
                    }
                }
                return;
            }
        }
        let mut found = |end, number| found(start..end, Found::term(number));
        if self.beginnings.may_be_stem(word) {
            let known = self.words.get(start_key(part(word.key)));
            let known = known.filter(|known| !known.passes_stem);
            let landing = known.and_then(|known| known.landing);
            self.trie.walk_from(comparable, start, landing, &mut found);
        } else if word.length().is_none() {
            if let Some(known) = self.words.get(start_key(word.key)) {
                self.trie
                    .walk_from(comparable, start, known.landing, &mut found);
            }
        } else if !ends_in_ascii {
            self.trie.walk(comparable, start, &mut found);
        }
    }

    /// Where terms may start in a block, told by the bytes that stand there.
    #[inline]
    fn places_to_walk(&self, window: &[u8; BLOCK + WORD], places: &Places) -> u64 {
        let mut walks = 0;
        for place in ones(places.words) {
            let bytes = bytes_in(window, place);
            walks |= u64::from(self.beginnings.may_start_word(Word::of(bytes))) << place;
        }
        for place in ones(places.inside) {
            let bytes = bytes_in(window, place);
            walks |= u64::from(self.beginnings.may_start_inside(bytes)) << place;
        }
        for place in ones(places.others) {
            let bytes = bytes_in(window, place);
            walks |= u64::from(self.beginnings.may_start_other(bytes)) << place;
        }
        walks
    }
}

#[inline]
fn bytes_at(bytes: &[u8], place: usize) -> [u8; WORD] {
    let rest = bytes.get(place..).and_then(|rest| rest.first_chunk());
    *rest.unwrap_or(&[b' '; WORD])
}

/// As [`bytes_at`] in a block.
#[inline]
fn bytes_in(window: &[u8; BLOCK + WORD], place: u32) -> [u8; WORD] {
    let place = place as usize % BLOCK;
    *window[place..].first_chunk().unwrap_or(&[b' '; WORD])
}

/// Where terms may start in a block.
struct Places {
    /// At the first of ASCII letters.
    words: u64,
    /// Behind a byte that is not ASCII.
    after_foreign: u64,
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
            after_foreign: foreign_before,
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
            let says = |_: &[u8], found: &[(usize, u16)]| found.iter().map(|(_, number)| 1_u16 << number).reduce(|all, one| all | one);
            Terms::new(&terms, says).find(&text, &ByteMap::of(&text), |place, what| match what {
                Found::Term { number, starts_word } => {
                    found.insert((place.start, number, starts_word));
                }
                Found::Word(numbers) => {
                    assert!(!joins(&text, place.start) && !joins(&text, place.end));
                    let numbers = (0..16).filter(|number| numbers >> number & 1 == 1);
                    found.extend(numbers.map(|number| (place.start, number, true)));
                }
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
