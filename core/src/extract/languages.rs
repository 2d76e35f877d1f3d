//! The language files, built in.

macro_rules! files {
    ($($tag:literal)*) => {
        [$(($tag, include_str!(concat!("../../assets/languages/", $tag, ".txt")))),*]
    };
}

/// Tag and content of each file.
pub(crate) const FILES: [(&str, &str); 53] = files![
    "af" "ar" "az" "bg" "bn" "ca" "connectors" "cs" "da" "de" "el" "en" "es" "et" "eu" "fa" "fi" "fr" "he" "hi" "hr" "hu" "hy" "id" "international" "is" "it" "ja" "ka" "kk" "ko" "lt" "lv" "mk" "nb" "nl" "nn" "pl" "pt" "ro" "ru" "sk" "sq" "sv" "sw" "ta" "th" "tl" "tr" "uk" "ur" "vi" "zh"
];
