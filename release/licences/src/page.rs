//! Pages with the texts of licences.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::licence;

/// A library of others.
#[derive(Deserialize)]
pub(crate) struct Library {
    /// As the apps show it.
    pub(crate) name: String,
    /// An expression of SPDX, or the name of a licence that SPDX does not know.
    pub(crate) licence: String,
    /// What its files say of its licence, whole.
    pub(crate) texts: Vec<String>,
    /// Where its source is; empty where nobody asks.
    pub(crate) source: String,
}

/// The pages, in the order of the libraries that they begin with.
///
/// # Errors
/// Names every library whose licence is unknown or whose text is missing.
pub(crate) fn write(libraries: &[Library]) -> Result<String, String> {
    let mut missing = Vec::new();
    // By the words of the text: the same text is laid out in many ways.
    let mut pages: BTreeMap<String, (Vec<String>, String)> = BTreeMap::new();
    for library in libraries {
        let line = format!("{} – {}", library.name, library.licence);
        let Some(text) = text(library) else {
            missing.push(line);
            continue;
        };
        let page = pages
            .entry(licence::words(&text))
            .or_insert_with(|| (Vec::new(), text));
        page.0.push(line);
    }
    if !missing.is_empty() {
        return Err(format!(
            "no text of the licence is there for {}; see release/licences/src/licence.rs",
            missing.join(", ")
        ));
    }
    let mut pages: Vec<_> = pages.into_values().collect();
    for (lines, _) in &mut pages {
        lines.sort_by_key(|line| line.to_lowercase());
        lines.dedup();
    }
    pages.sort_by_key(|(lines, _)| lines.first().map(|line| line.to_lowercase()));
    let pages: Vec<String> = pages
        .iter()
        .map(|(lines, text)| format!("{}\n\n{text}\n", lines.join("\n")))
        .collect();
    Ok(pages.join("\u{c}"))
}

/// All that a library asks to be carried.
fn text(library: &Library) -> Option<String> {
    let mut texts: Vec<String> = Vec::new();
    if licence::asks_for_source(&library.licence) {
        if library.source.is_empty() {
            return None;
        }
        texts.push(format!("Its source is at {}", library.source));
    }
    let own: Vec<String> = library.texts.iter().map(|text| tidy(text)).collect();
    for text in licence::chosen(&library.licence, &own)? {
        let text = tidy(&text);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

/// A line shorter than this many characters ends where its author meant it to.
const WRAPPED: usize = 50;

/// A text as a narrow screen can show it. The words stay; what goes are the form feeds, the marks of a
/// comment, the indents, empty lines in a row, and the ends of lines inside a paragraph.
fn tidy(text: &str) -> String {
    let lines = || {
        text.trim_start_matches('\u{feff}')
            .split(['\n', '\u{c}'])
            .map(str::trim)
    };
    let is_comment = lines().all(|line| line.is_empty() || line.starts_with("//"));
    let mut tidied: Vec<String> = Vec::new();
    let mut last = "";
    for line in lines() {
        let line = if is_comment {
            line.trim_start_matches('/').trim_start()
        } else {
            line
        };
        match tidied.last_mut() {
            Some(paragraph) if last.chars().count() >= WRAPPED && goes_on(line) => {
                paragraph.push(' ');
                paragraph.push_str(line);
            }
            None if line.is_empty() => {}
            Some(_) if line.is_empty() && last.is_empty() => {}
            _ => tidied.push(line.to_owned()),
        }
        last = line;
    }
    tidied.join("\n").trim_end().to_owned()
}

/// Whether a line goes on with the sentence before it, and is no point of a list, notice or rule.
fn goes_on(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let is_point = first.starts_with('(') && first.ends_with(')')
        || first.ends_with(['.', ')'])
            && first.len() <= 4
            && first.starts_with(|one: char| one.is_ascii_alphanumeric())
        || first.starts_with(['*', '-', '=', '_', '#', '/', '<']);
    !first.is_empty() && !is_point && first != "Copyright"
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIT: &str = "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files";

    fn library(name: &str, licence: &str, text: &str) -> Library {
        let texts = Some(text.to_owned())
            .filter(|text| !text.is_empty())
            .into_iter()
            .collect();
        Library {
            name: name.to_owned(),
            licence: licence.to_owned(),
            texts,
            source: String::new(),
        }
    }

    #[test]
    fn equal_texts_are_one_page_for_all_their_libraries() {
        let wrapped = MIT.replace(" free ", "\r\n\r\n\u{c}   free ");
        let pages = write(&[
            library("Zebra", "MIT", MIT),
            library("ant", "MIT", &wrapped),
            library("bee", "MIT", &format!("Copyright B\n{MIT}")),
        ]);
        let expected =
            format!("ant – MIT\nZebra – MIT\n\n{MIT}\n\u{c}bee – MIT\n\nCopyright B\n{MIT}\n");
        assert_eq!(pages, Ok(expected));
    }

    #[test]
    fn every_library_without_a_text_is_named() {
        let message = write(&[
            library("ant", "MIT", ""),
            library("bee", "MIT", MIT),
            library("cat", "ISC", MIT),
        ])
        .expect_err("two are missing");
        assert!(
            message.contains("ant – MIT, cat – ISC") && !message.contains("bee"),
            "{message}"
        );
    }

    #[test]
    fn mozillas_licence_comes_with_the_place_of_the_source() {
        let mut one = library("uniffi", "MPL-2.0", "");
        assert!(write(std::slice::from_ref(&one)).is_err());
        one.source = "https://example.org/uniffi".to_owned();
        let pages = write(&[one]).expect("all is there");
        assert!(
            pages.starts_with(
                "uniffi – MPL-2.0\n\nIts source is at https://example.org/uniffi\n\nMozilla"
            ),
            "{pages}"
        );
    }

    #[test]
    fn a_text_has_no_form_feed_and_no_empty_lines_in_a_row() {
        assert_eq!(tidy("\u{feff}\n\none  \r\n\n\n\u{c}two\n\n"), "one\n\ntwo");
    }

    #[test]
    fn the_lines_of_a_paragraph_are_one_and_notices_and_points_stay_apart() {
        let long = "a line that was broken near its eightieth column, or so";
        assert_eq!(
            tidy(&format!("{long}\n   and goes on.\nEnd.")),
            format!("{long} and goes on.\nEnd.")
        );
        for next in [
            "Copyright 2020 Somebody",
            "* a point",
            "(b) a point",
            "2. a point",
            "",
            "=====",
        ] {
            assert_eq!(
                tidy(&format!("{long}\n{next}\nEnd.")),
                format!("{long}\n{next}\nEnd.")
            );
        }
    }

    #[test]
    fn a_text_in_a_comment_is_taken_out_of_it() {
        assert_eq!(tidy("// one\n//\n// two\n"), "one\n\ntwo");
        assert_eq!(tidy("// one\ntwo"), "// one\ntwo");
    }
}
