//! What terms can begin with, so that most words of a message are passed by without being looked
//! up.
//!
//! Each question is answered by a bit. Terms that are told apart elsewhere may share one; looking
//! the word up then finds nothing.

use super::comparable::WORD;

/// Bytes that are looked at where a term starts with anything but a letter, or inside a word.
pub(super) const PART: usize = 4;
/// Letters that are looked at of terms that may go on.
const STEM: usize = 5;
/// Places for what starts with anything but a letter.
const OTHERS: usize = 1 << 15;

/// A set of keys: a bit for each, at a place made of the key, in so many words of 64 bits, which are
/// a power of two.
#[derive(Debug)]
struct Keys<const WORDS: usize>(Box<[u64; WORDS]>);

impl<const WORDS: usize> Keys<WORDS> {
    fn new() -> Self {
        Self(Box::new([0; WORDS]))
    }

    /// The word and the bit of a key. Multiplying by the golden ratio spreads keys that are alike.
    #[inline]
    const fn place(key: u64) -> (usize, u64) {
        let spread = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let word = spread >> (u64::BITS - WORDS.ilog2());
        (word as usize, spread >> 32 & 63)
    }

    fn insert(&mut self, key: u64) {
        let (word, bit) = Self::place(key);
        self.0[word] |= 1 << bit;
    }

    /// 1 where the key is in the set, and for few others; else 0.
    #[inline]
    fn has(&self, key: u64) -> u64 {
        let (word, bit) = Self::place(key);
        self.0[word] >> bit & 1
    }
}

/// What the terms of a lexicon can begin with.
#[derive(Debug)]
pub(super) struct Beginnings {
    /// First words of terms, or their first eight letters.
    words: Keys<4096>,
    /// The first five letters of terms that may go on.
    stems: Keys<2048>,
    /// First words with the two bytes after them.
    phrases: Keys<2048>,
    /// First words with the four bytes after them.
    long_phrases: Keys<2048>,
    /// The first four bytes of terms that may stand inside a word.
    inside: Keys<1024>,
    /// See [`Beginnings::may_start_other`].
    others: Box<[u8; OTHERS]>,
}

impl Beginnings {
    pub(super) fn new() -> Self {
        Self {
            words: Keys::new(),
            stems: Keys::new(),
            phrases: Keys::new(),
            long_phrases: Keys::new(),
            inside: Keys::new(),
            others: Box::new([0; OTHERS]),
        }
    }

    /// Adds a term; whether its first word may go on to the right, and whether letters may stand
    /// before it.
    pub(super) fn add(&mut self, term: &[u8], open_right: bool, open_left: bool) {
        if !term[0].is_ascii_lowercase() {
            self.add_other(term);
            return;
        }
        let mut bytes = [0; WORD];
        let length = term.len().min(WORD);
        bytes[..length].copy_from_slice(&term[..length]);
        let word = Word::of(bytes);
        let letters = term.iter().take_while(|byte| byte.is_ascii_lowercase());
        let letters = letters.count();
        if letters + 1 < term.len().min(WORD) {
            self.phrases.insert(word.key_of_phrase());
        } else if letters < term.len().min(WORD) || !open_right || letters >= WORD {
            self.words.insert(word.key);
        } else {
            self.add_stem(stem(word.key), letters);
        }
        if open_left {
            let free = PART.saturating_sub(term.len());
            for rest in 0..1_u64 << (8 * free) {
                let known = part(word.bytes);
                self.inside.insert(known | rest << (8 * (PART - free)));
            }
        }
    }

    /// A term that may go on; a short one by any letter.
    fn add_stem(&mut self, key: u64, length: usize) {
        self.stems.insert(key);
        if length < STEM {
            for letter in b'a'..=b'z' {
                self.add_stem(key | u64::from(letter) << (8 * length), length + 1);
            }
        }
    }

    fn add_other(&mut self, term: &[u8]) {
        let byte = |place: usize| term.get(place).copied().unwrap_or(0);
        let first = Self::other(byte(0), byte(1), byte(2));
        // A shorter term is followed by anything.
        let free = 5 * 3usize.saturating_sub(term.len());
        let fourth = term.get(3).map_or(u8::MAX, |byte| 1 << (byte & 7));
        for next in &mut self.others[first..first + (1 << free)] {
            *next |= fourth;
        }
    }

    /// Whether a term may start with the word and what follows it: 1 or 0.
    #[inline]
    pub(super) fn may_start_word(&self, word: Word) -> u64 {
        self.words.has(word.key)
            | self.phrases.has(word.key_of_phrase())
            | self.stems.has(stem(word.key))
    }

    /// Whether terms that may go on may start with the word.
    #[inline]
    pub(super) fn may_be_stem(&self, word: Word) -> bool {
        self.stems.has(stem(word.key)) != 0
    }

    /// Adds a first word with what comes after it in a term.
    pub(super) fn add_phrase(&mut self, word: u64, rest: u64) {
        self.long_phrases.insert(long_phrase(word, rest));
    }

    /// Whether a term may go on with these bytes after a first word.
    #[inline]
    pub(super) fn may_be_phrase(&self, word: u64, rest: u64) -> bool {
        self.long_phrases.has(long_phrase(word, rest)) != 0
    }

    /// Whether a term may start with these bytes inside a word: 1 or 0.
    #[inline]
    pub(super) fn may_start_inside(&self, bytes: [u8; WORD]) -> u64 {
        self.inside.has(part(u64::from_le_bytes(bytes)))
    }

    /// Whether a term may start with these bytes, of which the first is no ASCII letter: 1 or 0.
    /// Told by five bits of each of the first three and three of the fourth.
    #[inline]
    pub(super) fn may_start_other(&self, bytes: [u8; WORD]) -> u64 {
        let [first, second, third, fourth, ..] = bytes;
        let bits = self.others[Self::other(first, second, third)];
        u64::from(bits >> (fourth & 7) & 1)
    }

    const fn other(first: u8, second: u8, third: u8) -> usize {
        (first as usize & 0x1f) << 10 | (second as usize & 0x1f) << 5 | third as usize & 0x1f
    }
}

/// The key of a word with the first four bytes after it.
const fn long_phrase(word: u64, rest: u64) -> u64 {
    word.rotate_left(23) ^ part(rest)
}

/// The first four bytes.
pub(super) const fn part(key: u64) -> u64 {
    key & 0xffff_ffff
}

/// The first bytes, as many as of terms that go on.
const fn stem(key: u64) -> u64 {
    key & 0xff_ffff_ffff
}

/// The word of small ASCII letters that bytes begin with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// All of the bytes, the first one in the lowest bits.
    bytes: u64,
    /// The letters; zeros for what comes after them.
    pub(super) key: u64,
    /// The lowest bit of the first byte that is no letter; 0 where all are.
    after: u64,
}

impl Word {
    #[inline]
    pub(super) const fn of(bytes: [u8; WORD]) -> Self {
        const EACH: u64 = u64::MAX / 0xff;
        const HIGH: u64 = EACH << 7;
        let bytes = u64::from_le_bytes(bytes);
        let low = bytes & !HIGH;
        // The high bit of each byte is set from `a` on, and from the byte after `z` on.
        let from_a = low + EACH * (0x80 - b'a' as u64);
        let after_z = low + EACH * (0x7f - b'z' as u64);
        let others = !(from_a & !after_z & !bytes) & HIGH;
        let after = (others & others.wrapping_neg()) >> 7;
        let key = bytes & after.wrapping_sub(1);
        Self { bytes, key, after }
    }

    /// How many letters there are among the bytes.
    #[inline]
    pub(super) const fn length(&self) -> usize {
        (self.after.trailing_zeros() / u8::BITS) as usize
    }

    /// The letters and the two bytes after them, as far as they are known.
    #[inline]
    const fn key_of_phrase(&self) -> u64 {
        self.bytes & (self.after << 16).wrapping_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_key_of_a_word_is_its_letters(bytes in prop::array::uniform8(prop_oneof![b'a'..=b'z', any::<u8>()])) {
            let letters = bytes.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
            let mut expected = [0; WORD];
            expected[..letters].copy_from_slice(&bytes[..letters]);
            prop_assert_eq!(Word::of(bytes).key, u64::from_le_bytes(expected));
        }
    }
}
