//! The words of buttons and titles.

use kodebro_core::text;
use std::collections::HashMap;

/// The languages of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Language {
    /// Danish.
    Danish,
    /// English.
    English,
}

impl From<text::Language> for Language {
    fn from(language: text::Language) -> Self {
        match language {
            text::Language::Danish => Self::Danish,
            text::Language::English => Self::English,
        }
    }
}

impl From<Language> for text::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Danish => Self::Danish,
            Language::English => Self::English,
        }
    }
}

macro_rules! mirror {
    ($($key:ident),*) => {
        /// The name of a text, as in the core.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
        #[allow(missing_docs, reason = "the text itself says what it is")]
        pub enum TextKey {
            $($key,)*
        }

        impl From<text::TextKey> for TextKey {
            fn from(key: text::TextKey) -> Self {
                match key {
                    $(text::TextKey::$key => Self::$key,)*
                }
            }
        }
    };
}

kodebro_core::with_text_keys!(mirror);

/// All texts in a language. A `{name}` in one stands for something that the shell fills in.
#[uniffi::export]
pub fn texts(language: Language) -> HashMap<TextKey, String> {
    text::TextKey::ALL
        .iter()
        .map(|key| {
            let words = text::text(language.into(), *key);
            ((*key).into(), words.to_owned())
        })
        .collect()
}

/// The language for a system's tag (BCP 47), such as `da-DK`.
#[uniffi::export]
pub fn language_of_system(tag: &str) -> Language {
    text::Language::of_system(tag).into()
}
