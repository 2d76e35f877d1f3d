//! What terms can begin with, so that most words of a message are passed by without being looked
//! up.
//!
//! Each question is answered by a bit. Terms that are told apart elsewhere may share one; looking
//! the word up then finds nothing.

use super::comparable::WORD;

/// Bytes that are looked at inside a word, and of words that go on.
pub(super) const PART: usize = 4;

/// Bytes that are looked at where a term starts with anything but an ASCII letter: two letters of
/// Han, three of Arabic.
pub(super) const OTHER: usize = 6;
const OTHER_BYTES: u64 = u64::MAX >> (u64::BITS as usize - 8 * OTHER);
/// As many of shorter terms.
const SHORT_OTHER: usize = 3;
const SHORT_OTHER_BYTES: u64 = u64::MAX >> (u64::BITS as usize - 8 * SHORT_OTHER);

/// A set of keys: a bit for each, at a place made of the key, in so many words of 32 bits, which are
/// a power of two.
#[derive(Debug)]
struct Keys<const WORDS: usize>(Box<[u32; WORDS]>);

impl<const WORDS: usize> Keys<WORDS> {
    fn new() -> Self {
        Self(Box::new([0; WORDS]))
    }

    /// The word and the bit of a key. Multiplying by the golden ratio spreads keys that are alike.
    #[inline]
    const fn place(key: u64) -> (usize, u32) {
        let spread = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let word = spread >> (u64::BITS - WORDS.ilog2());
        (word as usize, (spread >> 32) as u32 % u32::BITS)
    }

    fn insert(&mut self, key: u64) {
        let (word, bit) = Self::place(key);
        self.0[word] |= 1 << bit;
    }

    #[inline]
    fn has(&self, key: u64) -> bool {
        let (word, bit) = Self::place(key);
        self.0[word] >> bit & 1 == 1
    }
}

/// What the terms of a lexicon can begin with.
#[derive(Debug)]
pub(super) struct Beginnings {
    /// The first five letters of words that begin a term, or the whole of shorter ones.
    words: Keys<4096>,
    /// The first four letters of short terms that may go on.
    short_stems: Keys<512>,
    /// The first five letters of longer terms that may go on.
    stems: Keys<1024>,
    /// First words with the two bytes after them.
    phrases: Keys<2048>,
    /// The first four bytes of terms that may stand inside a word.
    inside: Keys<2048>,
    /// The first six bytes of terms that begin with anything but an ASCII letter.
    others: Keys<1024>,
    /// The first three bytes of those that are shorter.
    short_others: Keys<256>,
}

impl Beginnings {
    pub(super) fn new() -> Self {
        Self {
            words: Keys::new(),
            short_stems: Keys::new(),
            stems: Keys::new(),
            phrases: Keys::new(),
            inside: Keys::new(),
            others: Keys::new(),
            short_others: Keys::new(),
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
            self.words.insert(stem(word.key));
        } else if letters > PART {
            self.words.insert(stem(word.key));
            self.stems.insert(stem(word.key));
        } else {
            self.add_short_stem(word.key, letters);
        }
        if open_left {
            let free = PART.saturating_sub(term.len());
            for rest in 0..1_u64 << (8 * free) {
                let known = part(word.bytes);
                self.inside.insert(known | rest << (8 * (PART - free)));
            }
        }
    }

    /// A short term that may go on by any letter.
    fn add_short_stem(&mut self, key: u64, length: usize) {
        self.words.insert(stem(key));
        self.short_stems.insert(part(key));
        if length <= PART {
            for letter in b'a'..=b'z' {
                self.add_short_stem(key | u64::from(letter) << (8 * length), length + 1);
            }
        }
    }

    fn add_other(&mut self, term: &[u8]) {
        let mut bytes = [0; WORD];
        let length = term.len().min(WORD);
        bytes[..length].copy_from_slice(&term[..length]);
        let key = u64::from_le_bytes(bytes);
        if term.len() >= OTHER {
            self.others.insert(other(bytes));
        } else {
            // A shorter term is followed by anything.
            let known = u8::BITS as usize * term.len().min(SHORT_OTHER);
            for rest in 0..=SHORT_OTHER_BYTES >> known {
                self.short_others
                    .insert(key & SHORT_OTHER_BYTES | rest << known);
            }
        }
    }

    /// Whether a term may start with the word and what follows it.
    #[inline]
    pub(super) fn may_start_word(&self, word: Word) -> bool {
        self.words.has(stem(word.key)) | self.phrases.has(word.key_of_phrase())
    }

    /// Whether terms that may go on may start with the word.
    #[inline]
    pub(super) fn may_be_stem(&self, word: Word) -> bool {
        self.stems.has(stem(word.key)) | self.short_stems.has(part(word.key))
    }

    /// Whether a term may start with these bytes inside a word.
    #[inline]
    pub(super) fn may_start_inside(&self, bytes: [u8; WORD]) -> bool {
        self.inside.has(part(u64::from_le_bytes(bytes)))
    }

    /// Whether a term may start with these bytes, of which the first is no ASCII letter.
    #[inline]
    pub(super) fn may_start_other(&self, bytes: [u8; WORD]) -> bool {
        self.others.has(other(bytes)) | self.may_start_short_other(bytes)
    }

    /// Whether a term may start so that is shorter than those looked for by a key.
    #[inline]
    pub(super) fn may_start_short_other(&self, bytes: [u8; WORD]) -> bool {
        let bytes = u64::from_le_bytes(bytes);
        self.short_others.has(bytes & SHORT_OTHER_BYTES)
    }
}

/// The key of a term that begins with these bytes, of which the first is no ASCII letter.
#[inline]
pub(super) const fn other(bytes: [u8; WORD]) -> u64 {
    u64::from_le_bytes(bytes) & OTHER_BYTES
}

/// The first four bytes.
pub(super) const fn part(key: u64) -> u64 {
    key & 0xffff_ffff
}

/// The first five bytes.
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

    /// How many letters there are, where the word ends among the bytes.
    #[inline]
    pub(super) const fn length(&self) -> Option<usize> {
        match self.after {
            0 => None,
            after => Some((after.trailing_zeros() / u8::BITS) as usize),
        }
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
