//! What a single value of a catalogue must be.

use super::{Checked, wrong};
use crate::guide::host::Host;
use crate::guide::locate::Path;
use crate::text::Localised;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// The longest explanation, in characters: what fits a small phone without much scrolling.
pub(super) const LONGEST_TEXT: usize = 400;
/// The longest title, label or answer, in characters.
pub(super) const LONGEST_TITLE: usize = 90;

pub(super) fn title(text: &Localised, path: &Path) -> Checked {
    localised(text, LONGEST_TITLE, path)
}

pub(super) fn explanation(text: &Localised, path: &Path) -> Checked {
    localised(text, LONGEST_TEXT, path)
}

fn localised(text: &Localised, longest: usize, path: &Path) -> Checked {
    for (language, text) in text.both() {
        words(text, longest, &path.field(language.tag()))?;
    }
    Ok(())
}

/// Words that a person reads: some, not too many, and nothing that reads otherwise than it looks.
pub(super) fn words(text: &str, longest: usize, path: &Path) -> Checked {
    if text.trim().is_empty() {
        return wrong(path, "a text is missing");
    }
    if text.trim() != text {
        return wrong(path, "a text begins or ends with a space");
    }
    let length = text.chars().count();
    if length > longest {
        let problem = format!("{length} characters; at most {longest} fit");
        return wrong(path, problem);
    }
    match text.chars().find(|character| is_deceptive(*character)) {
        Some(found) => wrong(
            path,
            format!(
                "U+{:04X} is invisible or turns the text round",
                u32::from(found)
            ),
        ),
        None => Ok(()),
    }
}

/// Controls, and what Unicode calls format characters that hide or reorder text (UAX #9).
fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
        )
}

pub(super) fn https(address: &str, path: &Path) -> Checked {
    let rest = address.strip_prefix("https://").unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = rest.bytes().all(|byte| byte.is_ascii_graphic());
    if Host::parse(host).is_some() && is_plain && address.len() <= 500 {
        Ok(())
    } else {
        wrong(
            path,
            "an address is https:// and a host, such as https://www.ku.dk/it",
        )
    }
}

pub(super) fn id(name: &str, seen: &mut BTreeSet<String>, path: &Path) -> Checked {
    let path = path.field("id");
    let is_fine = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !(1..=40).contains(&name.len()) || !name.bytes().all(is_fine) {
        return wrong(&path, "an id has 1 to 40 of a-z, 0-9 and -");
    }
    if !seen.insert(name.to_owned()) {
        return wrong(&path, "this id is there already");
    }
    Ok(())
}

pub(super) fn count(
    number: usize,
    allowed: RangeInclusive<usize>,
    what: &str,
    path: &Path,
) -> Checked {
    if allowed.contains(&number) {
        return Ok(());
    }
    let (least, most) = allowed.into_inner();
    wrong(
        path,
        format!("{number} {what}; {least} to {most} are allowed"),
    )
}
