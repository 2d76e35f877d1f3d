//! What can stand in the way, and what can be told, on a page.

use crate::sign_in::people::Role;

/// Why a page comes again instead of the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    UserNameMissing,
    /// Neither @ku.dk nor @alumni.ku.dk follows the user name.
    SuffixMissing,
    UnknownUser,
    /// The suffix is that of another role than the person's.
    OtherSuffix(Role),
    PasswordMissing,
    WrongPassword,
    PasswordTooOld,
    NewPasswordTooShort,
    NewPasswordIsOld,
    NewPasswordsDiffer,
    /// Setting up an app is not part of the simulation.
    AppNotInExercise,
    SmsForStudentsOnly,
    /// Country code and number cannot be filled in.
    NumberLocked,
    WrongCountry,
    WrongNumber,
    WrongCaptcha,
    CodeNotSixDigits,
    WrongCode {
        attempts_left: u32,
    },
    CodeExpired,
    NoAttemptsLeft,
    /// Another code was asked for too soon.
    TooSoon {
        seconds: u128,
    },
    /// The message could not be handed over for sending.
    NotSent,
}

/// What went well and is worth telling on the page that comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    PasswordChanged,
    CodeSentAgain,
}
