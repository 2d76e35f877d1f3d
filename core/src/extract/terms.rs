//! Finds terms in a text: looks at what each word begins with, and follows few words further.

use super::beginnings::{Beginnings, PART, Word, part};
use super::byte_map::{BLOCK, Block, ByteMap, ones};
use super::comparable::{Comparable, WORD};
use super::trie::Trie;
use super::word::joins;
use super::words::{Key, Landing, Words};
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

/// What was found at a place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// A whole word, with what all terms say together that are the word or that it may go on from.
    Word(u16),
    /// A term by its number, and whether a word starts there.
    Term(u16, bool),
}

/// A set of terms, and what words say that stand alone.
#[derive(Debug)]
pub(super) struct Terms {
    trie: Trie,
    beginnings: Beginnings,
    /// The first words of those that begin with an ASCII letter.
    words: Words,
}

impl Terms {
    /// Builds the set, of terms in the order of their spelling. `says` gives a number to what a word
    /// of its own says, out of the terms that it begins with: where each ends, and its number.
    pub(super) fn new(
        terms: &[Term<'_>],
        mut says: impl FnMut(&[u8], &[(usize, u16)]) -> Option<u16>,
    ) -> Self {
        let trie = Trie::new(terms.iter().map(|term| (term.spelling, term.number)));
        let mut beginnings = Beginnings::new();
        let mut words = Words::new();
        // Short terms that may go on: a landing must not pass them by.
        let stems: Vec<&[u8]> = terms
            .iter()
            .filter(|term| term.open_right && term.spelling.len() < PART)
            .map(|term| term.spelling.as_bytes())
            .collect();
        let mut before = &[][..];
        for term in terms {
            let spelling = term.spelling.as_bytes();
            beginnings.add(spelling, term.open_right, term.open_left);
            let length = spelling.iter().take_while(|byte| byte.is_ascii_lowercase());
            let (word, rest) = spelling.split_at(length.count());
            if word.is_empty() {
                continue;
            }
            let [first, next] = [0, WORD].map(|place| Word::of(bytes_at(word, place)));
            if word.len() < 2 * WORD {
                let key = Key::of_word(first.key, next.key);
                let known = words.entry(key);
                let after = u64::from_le_bytes(bytes_at(rest, 0));
                match rest.len() {
                    0 => {}
                    1..PART => known.short.insert(after),
                    _ => beginnings.add_phrase(key.folded(), after),
                }
                if word != before {
                    let mut found = Vec::new();
                    let mut alone = word.to_vec();
                    alone.push(b' ');
                    trie.walk(&alone, 0, |end, number| found.push((end, number)));
                    known.say(says(word, &found));
                    known.land(trie.landing(word));
                }
            }
            // Words that go on are looked for by their first letters.
            for length in [word.len().min(PART), WORD] {
                let Some(start) = word.get(..length) else {
                    continue;
                };
                let known = words.entry(Key::of_start(Word::of(bytes_at(start, 0)).key));
                if !stems.iter().any(|stem| start.starts_with(stem)) {
                    known.land(trie.landing(start));
                }
            }
            before = word;
        }
        Self {
            trie,
            beginnings,
            words,
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
        mut found: impl FnMut(Range<usize>, Found),
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
                if starts_word || is(block.foreign | places.inside) {
                    self.trie.walk(comparable, start, |end, number| {
                        found(start..end, Found::Term(number, starts_word));
                    });
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
        found: &mut impl FnMut(Range<usize>, Found),
    ) {
        let word = Word::of(bytes);
        let rest = Word::of(bytes_at(comparable, start + WORD));
        // Without a branch, since nothing foretells the length.
        let is_long = word.length() == WORD;
        let key = Key::of_word(word.key, if is_long { rest.key } else { 0 });
        let end = start + word.length() + if is_long { rest.length() } else { 0 };
        let next = bytes_at(comparable, end);
        let Some(known) = self.words.get(key) else {
            self.find_beginning(comparable, start, word, found);
            return;
        };
        if !next[0].is_ascii() {
            // The word may go on.
            self.walk(comparable, start, None, found);
            return;
        }
        if let Some(says) = known.says() {
            found(start..end, Found::Word(says));
        }
        let next = u64::from_le_bytes(next);
        let may_go_on = self.beginnings.may_be_phrase(key.folded(), next) | known.short.has(next);
        if may_go_on && let Some(landing) = known.landing() {
            // What the word says has been told.
            self.trie
                .walk_beyond(comparable, start, landing, |end, number| {
                    found(start..end, Found::Term(number, true));
                });
        }
    }

    /// As [`Terms::find_word`] where the whole word is not known: finds the terms that may go on.
    fn find_beginning(
        &self,
        comparable: &[u8],
        start: usize,
        word: Word,
        found: &mut impl FnMut(Range<usize>, Found),
    ) {
        let letters = if self.beginnings.may_be_stem(word) {
            part(word.key)
        } else if word.length() == WORD {
            word.key
        } else {
            return;
        };
        let known = |letters| self.words.get(Key::of_start(letters));
        let goes_on_short = |length: usize| known(letters & !(u64::MAX << (8 * length))).is_some();
        if let Some(known) = known(letters) {
            self.walk(comparable, start, known.landing(), found);
        } else if (1..PART).any(goes_on_short) {
            self.walk(comparable, start, None, found);
        }
    }

    /// Walks from a landing, or else from the root.
    #[inline(never)]
    fn walk(
        &self,
        comparable: &[u8],
        start: usize,
        landing: Option<Landing>,
        found: &mut impl FnMut(Range<usize>, Found),
    ) {
        let mut found = |end, number| found(start..end, Found::Term(number, true));
        match landing {
            Some(landing) => self.trie.walk_on(comparable, start, landing, found),
            None => self.trie.walk(comparable, start, &mut found),
        }
    }

    /// Where terms may start in a block, told by the bytes that stand there.
    #[inline]
    fn places_to_walk(&self, window: &[u8; BLOCK + WORD], places: &Places) -> u64 {
        let start_word = |bytes| self.beginnings.may_start_word(Word::of(bytes));
        told(window, places.words, start_word)
            | told(window, places.inside, |bytes| {
                self.beginnings.may_start_inside(bytes)
            })
            | told(window, places.others, |bytes| {
                self.beginnings.may_start_other(bytes)
            })
    }
}

/// The places for whose bytes it is told that a term may start so, by 1 or 0.
#[inline]
fn told(window: &[u8; BLOCK + WORD], places: u64, may_start: impl Fn([u8; WORD]) -> u64) -> u64 {
    let mut rest = places;
    let mut walks = 0;
    // Without a branch but for the end, since nothing foretells what is told.
    while rest != 0 {
        let place = rest.trailing_zeros();
        walks |= may_start(bytes_in(window, place)) << place;
        rest &= rest - 1;
    }
    walks
}

#[inline]
fn bytes_at(bytes: &[u8], place: usize) -> [u8; WORD] {
    let mut found = [b' '; WORD];
    let rest = bytes.get(place..).unwrap_or_default();
    match rest.first_chunk() {
        Some(bytes) => *bytes,
        None => {
            found[..rest.len()].copy_from_slice(rest);
            found
        }
    }
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
                Found::Term(number, starts_word) => {
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
