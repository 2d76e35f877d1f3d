//! How outcomes and languages are written in the file. These words must not change.

use crate::session::HistoryKind;
use crate::text::Language;

const KINDS: [(HistoryKind, &str); 12] = [
    (HistoryKind::WaitStarted, "wait_started"),
    (HistoryKind::WaitCancelled, "wait_cancelled"),
    (HistoryKind::WaitTimedOut, "wait_timed_out"),
    (HistoryKind::MessageRefused, "message_refused"),
    (HistoryKind::NoCodeFound, "no_code_found"),
    (HistoryKind::CodeShown, "code_shown"),
    (HistoryKind::CodeReplaced, "code_replaced"),
    (HistoryKind::CodeCopied, "code_copied"),
    (HistoryKind::CodeUsed, "code_used"),
    (HistoryKind::CodeExpired, "code_expired"),
    (HistoryKind::ResendAsked, "resend_asked"),
    (HistoryKind::Warned, "warned"),
];

pub(super) fn of_kind(kind: HistoryKind) -> &'static str {
    KINDS
        .iter()
        .find(|(known, _)| *known == kind)
        .map_or("", |(_, word)| word)
}

/// The outcome of a word; none for one that is not known, as from a file that somebody changed.
pub(super) fn kind(word: &str) -> Option<HistoryKind> {
    KINDS
        .iter()
        .find(|(_, known)| *known == word)
        .map(|(kind, _)| *kind)
}

pub(super) fn language(tag: &str) -> Option<Language> {
    Language::ALL
        .into_iter()
        .find(|language| language.tag() == tag)
}
