//! Sets of characters that stand round a number.

/// A set of characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Characters {
    /// A bit for each that is ASCII.
    ascii: [u64; 2],
    others: &'static [char],
    /// Whether every blank is among them.
    blanks: bool,
}

impl Characters {
    pub(super) const fn of(ascii: &[u8], others: &'static [char]) -> Self {
        let mut bits = [0; 2];
        let mut place = 0;
        while place < ascii.len() {
            bits[ascii[place] as usize / 64] |= 1 << (ascii[place] % 64);
            place += 1;
        }
        Self {
            ascii: bits,
            others,
            blanks: false,
        }
    }

    /// With every blank and line break.
    pub(super) const fn and_blanks(mut self) -> Self {
        // Folding leaves these two of all that are ASCII.
        self.ascii[0] |= 1 << b' ' | 1 << b'\n';
        self.blanks = true;
        self
    }

    fn has(&self, character: char) -> bool {
        if character.is_ascii() {
            let bits = self.ascii[character as usize / 64 % 2];
            return bits >> (character as u32 % 64) & 1 == 1;
        }
        self.others.contains(&character) || self.blanks && character.is_whitespace()
    }

    /// Whether a text starts with one of them.
    pub(super) fn starts(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|first| self.has(first))
    }

    /// Whether a text ends with one of them.
    pub(super) fn ends(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|last| self.has(last))
    }

    /// A text without those at its start.
    pub(super) fn trim_start<'text>(&self, text: &'text str) -> &'text str {
        text.trim_start_matches(|character| self.has(character))
    }

    /// A text without those at its end.
    pub(super) fn trim_end<'text>(&self, text: &'text str) -> &'text str {
        text.trim_end_matches(|character| self.has(character))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_told_and_trimmed() {
        const BRACKETS: Characters = Characters::of(b"[]", &['【', '】']);
        const ROUND: Characters = BRACKETS.and_blanks();
        assert!(BRACKETS.starts("】a") && BRACKETS.ends("a["));
        assert!(!BRACKETS.starts(" [") && !BRACKETS.starts(""));
        assert_eq!(ROUND.trim_start("\n [】a】 "), "a】 ");
        assert_eq!(ROUND.trim_end("\n [】a】 "), "\n [】a");
    }
}
