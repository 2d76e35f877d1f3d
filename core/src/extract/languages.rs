//! The language files, built in.

macro_rules! files {
    ($($tag:literal)*) => {
        [$(($tag, include_str!(concat!("../../assets/languages/", $tag, ".txt")))),*]
    };
}

/// Tag and content of each file.
pub(crate) const FILES: [(&str, &str); 2] = files!["international" "connectors"];
