//! Every word a person reads, in Danish and English, from one place: `core/assets/texts`.

mod key;

pub use key::TextKey;

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The languages of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Danish, the first.
    #[serde(rename = "da")]
    Danish,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Danish, Self::English];

    /// The language's tag (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Danish => "da",
            Self::English => "en",
        }
    }

    /// The language for a system's tag, such as `da-DK` or `en_GB.UTF-8`: Danish for Danish and its
    /// neighbours, who read it, else English.
    pub fn of_system(tag: &str) -> Self {
        match tag
            .split(['-', '_', '.'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
            .as_str()
        {
            "da" | "nb" | "nn" | "no" | "fo" | "kl" => Self::Danish,
            _ => Self::English,
        }
    }
}

/// Words in both languages that do not stand in the text files, such as those of the guide.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Localised {
    da: String,
    en: String,
}

impl Localised {
    /// The words in a language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Danish => &self.da,
            Language::English => &self.en,
        }
    }
}

/// A text with what is filled in: `{name}` stands for the argument of that name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which text.
    pub key: TextKey,
    /// What is filled in, by name.
    pub arguments: Vec<(&'static str, Argument)>,
}

/// What is filled into a text. It prints as `***`, since a message may have brought it.
#[derive(Clone, PartialEq, Eq)]
pub enum Argument {
    /// The same in every language, such as a number.
    Same(String),
    /// Words of their own.
    Words(Localised),
}

impl std::fmt::Debug for Argument {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("***")
    }
}

impl From<String> for Argument {
    fn from(same: String) -> Self {
        Self::Same(same)
    }
}

impl From<&str> for Argument {
    fn from(same: &str) -> Self {
        Self::Same(same.to_owned())
    }
}

impl From<&Localised> for Argument {
    fn from(words: &Localised) -> Self {
        Self::Words(words.clone())
    }
}

impl Line {
    /// A text in which nothing is filled in.
    pub const fn plain(key: TextKey) -> Self {
        Self {
            key,
            arguments: Vec::new(),
        }
    }

    /// A text in which one thing is filled in.
    pub fn with(key: TextKey, name: &'static str, value: impl Into<Argument>) -> Self {
        Self::plain(key).and(name, value)
    }

    /// The same with one more thing filled in.
    #[must_use]
    pub fn and(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The words in a language.
    pub fn render(&self, language: Language) -> String {
        let mut words = text(language, self.key).to_owned();
        for (name, argument) in &self.arguments {
            let value = match argument {
                Argument::Same(same) => same,
                Argument::Words(localised) => localised.get(language),
            };
            words = words.replace(&format!("{{{name}}}"), value);
        }
        words
    }
}

/// A text with `{time}` in it, such as "3 min 5 s left", for a number of seconds.
pub fn time_left(language: Language, key: TextKey, seconds: u32) -> String {
    let time = if seconds < 60 {
        Line::with(TextKey::TimeSeconds, "seconds", seconds.to_string())
    } else {
        Line::with(TextKey::TimeMinutes, "minutes", (seconds / 60).to_string())
            .and("seconds", (seconds % 60).to_string())
    };
    Line::with(key, "time", time.render(language)).render(language)
}

type Texts = HashMap<String, String>;

include_flate::flate!(static DANISH: str from "assets/texts/da.json");
include_flate::flate!(static ENGLISH: str from "assets/texts/en.json");

static TEXTS: LazyLock<[Texts; 2]> = LazyLock::new(|| {
    [DANISH.as_str(), ENGLISH.as_str()]
        .map(|content| serde_json::from_str(content).expect("the texts are held by a test"))
});

/// The words of a key in a language.
pub fn text(language: Language, key: TextKey) -> &'static str {
    TEXTS[language as usize]
        .get(key.name())
        .map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn placeholders(words: &str) -> BTreeSet<&str> {
        words
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next())
            .collect()
    }

    #[test]
    fn every_text_stands_in_both_languages() {
        for language in Language::ALL {
            for key in TextKey::ALL {
                assert!(
                    !text(language, *key).trim().is_empty(),
                    "{language:?} lacks {key:?}"
                );
            }
        }
    }

    #[test]
    fn no_language_has_a_text_without_a_key() {
        let keys: BTreeSet<&str> = TextKey::ALL.iter().map(|key| key.name()).collect();
        for texts in TEXTS.iter() {
            for name in texts.keys() {
                assert!(keys.contains(name.as_str()), "{name} is not used");
            }
        }
    }

    #[test]
    fn both_languages_fill_in_the_same() {
        for key in TextKey::ALL {
            let [danish, english] =
                Language::ALL.map(|language| placeholders(text(language, *key)));
            assert_eq!(danish, english, "{key:?}");
        }
    }

    #[test]
    fn the_neighbours_of_danish_read_danish() {
        assert_eq!(Language::of_system("nb-NO"), Language::Danish);
        assert_eq!(Language::of_system("da_DK.UTF-8"), Language::Danish);
        assert_eq!(Language::of_system("pl"), Language::English);
        assert_eq!(Language::of_system(""), Language::English);
    }

    #[test]
    fn arguments_are_filled_in() {
        let line = Line::with(TextKey::AdviceBoundHost, "host", "login.example");
        assert!(line.render(Language::English).contains("login.example"));
    }
}
