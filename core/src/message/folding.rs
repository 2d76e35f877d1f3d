//! What characters fold to, worked out once for those that most messages are made of.

use super::fold::fold_into;
use std::sync::LazyLock;

/// Most characters that one folds to, of those that are worked out: the three full stops of `…`.
const MOST: usize = 3;

/// What a character folds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Folding([Option<char>; MOST]);

impl Folding {
    /// A single character.
    #[inline]
    pub(super) const fn one(character: char) -> Self {
        Self([Some(character), None, None])
    }

    /// Adds it to a text.
    #[inline]
    pub(super) fn push_to(self, text: &mut String) {
        for character in self.0.into_iter().map_while(|character| character) {
            text.push(character);
        }
    }

    /// How many bytes it has.
    pub(super) fn length(self) -> usize {
        self.0.into_iter().flatten().map(char::len_utf8).sum()
    }

    fn of(character: char) -> Self {
        let mut folded = String::new();
        fold_into(character, &mut folded);
        let mut characters = folded.chars();
        Self([(); MOST].map(|()| characters.next()))
    }
}

/// Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic: the characters of two bytes.
const LETTERS: u32 = 0x800;
/// Accented letters of Vietnamese, and punctuation up to the primes.
const FURTHER: std::ops::RangeInclusive<u32> = 0x1e00..=0x2033;

static FOLDINGS: LazyLock<Vec<Folding>> = LazyLock::new(|| {
    (0..LETTERS)
        .chain(FURTHER)
        .filter_map(char::from_u32)
        .map(Folding::of)
        .collect()
});

/// What a character folds to, where that is worked out.
#[inline]
pub(super) fn folding(character: char) -> Option<Folding> {
    let code_point = u32::from(character);
    let place = match code_point {
        ..LETTERS => code_point,
        _ if FURTHER.contains(&code_point) => code_point - FURTHER.start() + LETTERS,
        // Han, kana and Hangul syllables, and the euro, stand as they are.
        0x3041..=0x3096 | 0x30a1..=0x30fa | 0x3400..=0x9fff | 0xac00..=0xd7a3 | 0x20ac => {
            return Some(Folding::one(character));
        }
        _ => return None,
    };
    FOLDINGS.get(place as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worked_out_is_what_folding_gives() {
        for character in '\0'..=char::MAX {
            if let Some(folding) = folding(character) {
                let (mut quick, mut folded) = (String::new(), String::new());
                folding.push_to(&mut quick);
                fold_into(character, &mut folded);
                assert_eq!(quick, folded);
            }
        }
    }
}
