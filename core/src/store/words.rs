//! How outcomes and languages are written in the file. These words must not change.

use crate::session::HistoryKind;
use crate::text::Language;

/// One table for both directions, so that the compiler asks for the word of a new outcome.
macro_rules! kinds {
    ($($kind:ident = $word:literal),+ $(,)?) => {
        pub(super) const fn of_kind(kind: HistoryKind) -> &'static str {
            match kind { $(HistoryKind::$kind => $word),+ }
        }

        /// The outcome of a word; none for one that is not known, as from a file that somebody
        /// changed.
        pub(super) fn kind(word: &str) -> Option<HistoryKind> {
            match word { $($word => Some(HistoryKind::$kind),)+ _ => None }
        }
    };
}

kinds! {
    WaitStarted = "wait_started",
    WaitCancelled = "wait_cancelled",
    WaitTimedOut = "wait_timed_out",
    MessageRefused = "message_refused",
    NoCodeFound = "no_code_found",
    CodeShown = "code_shown",
    CodeReplaced = "code_replaced",
    CodeCopied = "code_copied",
    CodeUsed = "code_used",
    CodeExpired = "code_expired",
    ResendAsked = "resend_asked",
    Warned = "warned",
}

pub(super) fn language(tag: &str) -> Option<Language> {
    Language::ALL
        .into_iter()
        .find(|language| language.tag() == tag)
}
