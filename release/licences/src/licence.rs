//! The licences that Kodebro carries: how their texts are known, which one of a choice is taken, and
//! where their standard texts are from.

use spdx::{Expression, LicenseReq, Licensee};

/// A licence.
struct Licence {
    /// As SPDX names it.
    name: &'static str,
    /// Words that stand in every text of it and in no text of another.
    words: &'static str,
    /// Whether the standard text is enough: no copyright notice of the library's own belongs in it.
    is_standard: bool,
}

/// The one that stands first is taken where there is a choice.
const LICENCES: &[Licence] = &[
    own(
        "MIT",
        "to any person obtaining a copy of this software and associated documentation files",
    ),
    own(
        "ISC",
        "Permission to use, copy, modify, and/or distribute this software for any purpose",
    ),
    own(
        "BSD-3-Clause",
        "Redistribution and use in source and binary forms",
    ),
    own(
        "Zlib",
        "Altered source versions must be plainly marked as such",
    ),
    own(
        "Unicode-3.0",
        "to any person obtaining a copy of data files and any associated documentation",
    ),
    standard(
        "Apache-2.0",
        "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
    ),
    standard(
        "Apache-2.0 WITH LLVM-exception",
        "LLVM Exceptions to the Apache 2.0 License",
    ),
    standard("MPL-2.0", "Mozilla Public License Version 2.0"),
    standard(
        "Unlicense",
        "This is free and unencumbered software released into the public domain",
    ),
    standard(
        "blessing",
        "May you find forgiveness for yourself and forgive others",
    ),
];

const fn own(name: &'static str, words: &'static str) -> Licence {
    Licence {
        name,
        words,
        is_standard: false,
    }
}

const fn standard(name: &'static str, words: &'static str) -> Licence {
    Licence {
        name,
        words,
        is_standard: true,
    }
}

/// Licences that SPDX does not know and that ask for no text, with what is said in its place.
const OTHERS: &[(&str, &str)] = &[(
    "Android Software Development Kit License",
    "Google gives this library out under the terms of the Android Software Development Kit:\n\nhttps://developer.android.com/studio/terms",
)];

/// What a library asks to be carried: the texts of it, and the standard ones of licences that none of
/// them is a text of. Nothing where its licence is unknown, or a text is missing that must be its own.
pub(crate) fn chosen(licence: &str, texts: &[String]) -> Option<Vec<String>> {
    if let Some((_, said)) = OTHERS.iter().find(|(name, _)| *name == licence) {
        return Some(
            std::iter::once((*said).to_owned())
                .chain(texts.iter().cloned())
                .collect(),
        );
    }
    let expression = Expression::parse(licence).ok()?;
    let (there, away): (Vec<&Licence>, Vec<&Licence>) = LICENCES
        .iter()
        .partition(|licence| texts.iter().any(|text| is_of(text, licence)));
    let away = away.into_iter().filter(|licence| licence.is_standard);
    let accepted: Vec<Licensee> = there
        .iter()
        .copied()
        .chain(away)
        .filter_map(|licence| Licensee::parse(licence.name).ok())
        .collect();
    let taken = expression.minimized_requirements(&accepted).ok()?;
    let of_others = |text: &&String| {
        let mut of = LICENCES
            .iter()
            .filter(|licence| is_of(text, licence))
            .peekable();
        of.peek().is_some()
            && of.all(|licence| is_offered(&expression, licence) && !is_among(&taken, licence))
    };
    let mut carried: Vec<String> = texts
        .iter()
        .filter(|text| !of_others(text))
        .cloned()
        .collect();
    for licence in LICENCES {
        if is_among(&taken, licence) && !there.iter().any(|one| one.name == licence.name) {
            carried.push(standard_text(licence.name)?);
        }
    }
    Some(carried)
}

/// Whether a licence asks that people are told where the source of a library is (Mozilla's, 3.2).
pub(crate) fn asks_for_source(licence: &str) -> bool {
    licence.contains("MPL-2.0")
}

fn is_of(text: &str, licence: &Licence) -> bool {
    words(text).contains(licence.words)
}

fn is_offered(expression: &Expression, licence: &Licence) -> bool {
    expression
        .requirements()
        .any(|one| one.req.to_string() == licence.name)
}

fn is_among(taken: &[LicenseReq], licence: &Licence) -> bool {
    taken.iter().any(|one| one.to_string() == licence.name)
}

/// The text that SPDX has for a licence; that of an exception follows it.
pub(crate) fn standard_text(name: &str) -> Option<String> {
    let (licence, exception) = match name.split_once(" WITH ") {
        Some((licence, exception)) => (licence, Some(exception)),
        None => (name, None),
    };
    let text = spdx::license_id(licence)?.text();
    Some(match exception {
        Some(exception) => format!("{text}\n\n{}", spdx::exception_id(exception)?.text()),
        None => text.to_owned(),
    })
}

/// A text without its lines, by which equal ones are known.
pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIT: &str = "Copyright (c) 2020 Somebody\n\nPermission is hereby granted, free of charge, to any\nperson obtaining a copy of this software and associated\ndocumentation files";
    const ISC: &str =
        "Permission to use, copy, modify, and/or distribute this software for any purpose";

    fn apache() -> String {
        standard_text("Apache-2.0").expect("SPDX knows it")
    }

    fn carried(licence: &str, texts: &[&str]) -> Option<Vec<String>> {
        let texts: Vec<String> = texts.iter().map(|&text| text.to_owned()).collect();
        chosen(licence, &texts)
    }

    #[test]
    fn of_a_choice_the_one_with_its_copyright_line_is_carried() {
        assert_eq!(
            carried("MIT OR Apache-2.0", &[&apache(), MIT]),
            Some(vec![MIT.to_owned()])
        );
        assert_eq!(
            carried("Apache-2.0 OR ISC OR MIT", &[&apache(), ISC, MIT]),
            Some(vec![MIT.to_owned()])
        );
    }

    #[test]
    fn every_licence_that_holds_at_once_is_carried() {
        let both = carried("Apache-2.0 AND ISC", &[&apache(), ISC]);
        assert_eq!(both, Some(vec![apache(), ISC.to_owned()]));
        assert_eq!(carried("Apache-2.0 AND ISC", &[&apache()]), None);
    }

    #[test]
    fn what_a_library_took_from_others_is_carried_whatever_it_is_under() {
        let texts = carried("Apache-2.0 AND ISC", &[&apache(), ISC, MIT]);
        assert_eq!(texts, Some(vec![apache(), ISC.to_owned(), MIT.to_owned()]));
        let notice = "Parts of this are by somebody else.";
        let texts = carried("MIT OR Apache-2.0", &[&apache(), MIT, notice]);
        assert_eq!(texts, Some(vec![MIT.to_owned(), notice.to_owned()]));
    }

    #[test]
    fn without_a_text_a_licence_is_taken_whose_standard_text_is_enough() {
        assert_eq!(carried("MIT OR Apache-2.0", &[]), Some(vec![apache()]));
        assert_eq!(carried("MIT", &[]), None);
        assert_eq!(carried("MIT", &["See the website."]), None);
    }

    #[test]
    fn an_exception_follows_its_licence() {
        let [text] = &carried("Apache-2.0 WITH LLVM-exception", &[]).expect("known")[..] else {
            panic!("one text");
        };
        assert!(text.starts_with(&apache()) && text.contains("LLVM Exceptions"));
    }

    #[test]
    fn an_unknown_licence_is_refused() {
        assert_eq!(carried("GPL-3.0-only", &[]), None);
        assert_eq!(carried("A Licence of its Own", &["text"]), None);
    }

    #[test]
    fn the_words_of_every_standard_text_are_known() {
        for licence in LICENCES.iter().filter(|licence| licence.is_standard) {
            let text = standard_text(licence.name).expect(licence.name);
            assert!(is_of(&text, licence), "{}", licence.name);
        }
    }
}
