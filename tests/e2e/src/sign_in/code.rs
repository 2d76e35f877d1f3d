//! Six-digit codes: how long one lives, how often it may be tried, how soon another may be sent.

use super::phone_number::PhoneNumber;
use kodebro_core::secret::Secret;
use std::time::Duration;

/// How long a code can be used. Source: Microsoft's page, 180 seconds.
pub const CODE_LIFETIME: Duration = Duration::from_secs(180);

/// How long to wait before another code can be asked for.
pub const RESEND_PAUSE: Duration = Duration::from_secs(30);

/// How many wrong codes can be typed before the code that was sent is dead.
pub const CODE_ATTEMPTS: u32 = 5;

/// A code of six ASCII digits. It prints as `***`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SixDigits(Secret<String>);

/// The text is not six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a code is six digits, 0 to 9")]
pub struct NotSixDigits;

impl SixDigits {
    /// Takes six digits; spaces are left out, as a person may type `263 641`.
    ///
    /// # Errors
    /// [`NotSixDigits`] for anything else.
    pub fn new(text: &str) -> Result<Self, NotSixDigits> {
        let digits: String = text
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(Secret::new(digits)))
        } else {
            Err(NotSixDigits)
        }
    }

    /// Makes a code out of any number.
    pub(super) fn from_number(number: u32) -> Self {
        Self(Secret::new(format!("{:06}", number % 1_000_000)))
    }

    /// Shows the code. Do not log, store or format what comes back.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

/// What a code was sent for. A code for one is no good for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Registration,
    SignIn,
}

/// A code that was sent and is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Challenge {
    purpose: Purpose,
    to: PhoneNumber,
    code: SixDigits,
    sent_at: Duration,
    attempts_left: u32,
}

/// Why a code was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeRefusal {
    NotSixDigits,
    Wrong { attempts_left: u32 },
    Expired,
    NoAttemptsLeft,
}

impl Challenge {
    pub(super) const fn new(
        purpose: Purpose,
        to: PhoneNumber,
        code: SixDigits,
        now: Duration,
    ) -> Self {
        Self {
            purpose,
            to,
            code,
            sent_at: now,
            attempts_left: CODE_ATTEMPTS,
        }
    }

    /// Whether the code was sent to `to` for this purpose.
    pub(super) fn is_for(&self, purpose: Purpose, to: &PhoneNumber) -> bool {
        self.purpose == purpose && self.to == *to
    }

    /// Compares what was typed with the code. What is not six digits costs no attempt.
    pub(super) fn check(&mut self, typed: &str, now: Duration) -> Result<(), CodeRefusal> {
        let typed = SixDigits::new(typed).map_err(|_| CodeRefusal::NotSixDigits)?;
        if now.saturating_sub(self.sent_at) >= CODE_LIFETIME {
            return Err(CodeRefusal::Expired);
        }
        if self.attempts_left == 0 {
            return Err(CodeRefusal::NoAttemptsLeft);
        }
        if typed == self.code {
            return Ok(());
        }
        self.attempts_left -= 1;
        Err(match self.attempts_left {
            0 => CodeRefusal::NoAttemptsLeft,
            attempts_left => CodeRefusal::Wrong { attempts_left },
        })
    }

    /// How long to wait before another code can be asked for; `None` when it can be now.
    pub(super) fn pause_left(&self, now: Duration) -> Option<Duration> {
        RESEND_PAUSE
            .checked_sub(now.saturating_sub(self.sent_at))
            .filter(|pause| !pause.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_six_ascii_digits_are_a_code() {
        assert_eq!(SixDigits::new(" 314 159\n").unwrap().expose(), "314159");
        for text in ["", "31415", "3141592", "31415a", "３１４１５９", "-31415"] {
            assert_eq!(SixDigits::new(text), Err(NotSixDigits));
        }
        assert_eq!(SixDigits::from_number(4_000_000_042).expose(), "000042");
    }

    #[test]
    fn a_code_prints_as_stars() {
        let to = PhoneNumber::new("45", "12345621").unwrap();
        let code = SixDigits::from_number(314_159);
        let challenge = Challenge::new(Purpose::SignIn, to, code, Duration::ZERO);
        assert!(!format!("{challenge:?}").contains("314159"));
    }
}
