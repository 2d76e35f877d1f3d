//! Where codes, captchas and the names of sessions come from.

use super::captcha::{Captcha, RANDOM_BYTES};
use super::code::SixDigits;
use std::collections::VecDeque;

/// Draws what must not be guessed.
pub(super) trait Chance {
    fn code(&mut self) -> SixDigits;
    fn captcha(&mut self) -> Captcha;
}

/// Draws from the operating system, except for codes that a test has fixed.
#[derive(Debug, Default)]
pub(super) struct SystemChance {
    fixed_codes: VecDeque<SixDigits>,
}

impl SystemChance {
    /// Makes `code` the next code that is drawn; several are drawn in the order they were fixed.
    pub(super) fn fix_next_code(&mut self, code: SixDigits) {
        self.fixed_codes.push_back(code);
    }
}

impl Chance for SystemChance {
    fn code(&mut self) -> SixDigits {
        self.fixed_codes
            .pop_front()
            .unwrap_or_else(|| SixDigits::from_number(u32::from_ne_bytes(random_bytes())))
    }

    fn captcha(&mut self) -> Captcha {
        Captcha::new(random_bytes::<RANDOM_BYTES>())
    }
}

/// A name that nobody can guess: 128 random bits in hexadecimal.
pub(super) fn unguessable_name() -> String {
    format!("{:032x}", u128::from_ne_bytes(random_bytes()))
}

fn random_bytes<const COUNT: usize>() -> [u8; COUNT] {
    let mut bytes = [0; COUNT];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}
