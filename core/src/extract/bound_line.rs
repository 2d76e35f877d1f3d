//! The origin-bound last line, `@host #code`.
//!
//! Source: WICG draft "Origin-bound one-time codes delivered via SMS", section on parsing: the last
//! line is `@`, a host without forbidden host code points (URL standard), one blank, `#` and the
//! code; a blank, `@` and the host of an embedded frame may follow.

use crate::message::fold::fold;
use std::ops::Range;

/// What the last line binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BoundLine {
    /// The site the code is for, in lower case.
    pub(crate) host: String,
    /// Where the code stands in the text, in bytes.
    pub(crate) code: Range<usize>,
}

/// The last line of a text, and where it starts.
fn last_line(text: &str) -> (&str, usize) {
    let trimmed = text.trim_end_matches(['\n', '\r', ' ']);
    let start = trimmed.rfind('\n').map_or(0, |place| place + 1);
    (&trimmed[start..], start)
}

/// Whether the last line starts as one that binds a code does.
pub(super) fn may_be_bound(text: &str) -> bool {
    last_line(text).0.starts_with('@')
}

/// Reads the last line of a text that has not been folded, since the format is exact.
pub(crate) fn bound_line(text: &str) -> Option<BoundLine> {
    let (line, line_start) = last_line(text);
    let (host, rest) = line.strip_prefix('@')?.split_once(' ')?;
    if host.contains(is_forbidden_in_host) || !is_host(host) {
        return None;
    }
    let code = rest.strip_prefix('#')?;
    let length = code
        .find(|character: char| character.is_ascii_whitespace() || character == '#')
        .unwrap_or(code.len());
    if length > LONGEST_CODE || !is_seen(&code[..length]) {
        return None;
    }
    let start = line_start + (line.len() - code.len());
    Some(BoundLine {
        host: host.to_lowercase(),
        code: start..start + length,
    })
}

/// Most bytes of a code, far above any that a person types. The draft sets no bound.
const LONGEST_CODE: usize = 64;

/// Whether something of a code can be read and typed.
fn is_seen(code: &str) -> bool {
    fold(code).chars().any(char::is_alphanumeric)
}

/// A name with a dot, or this machine; a word alone is somebody's name on a social network.
fn is_host(host: &str) -> bool {
    host == "localhost" || host.trim_matches('.').contains('.')
}

/// The URL standard's forbidden host code points, and the per cent sign.
fn is_forbidden_in_host(character: char) -> bool {
    character.is_control()
        || character.is_whitespace()
        || matches!(
            character,
            '#' | '%' | '/' | ':' | '<' | '>' | '?' | '@' | '[' | '\\' | ']' | '^' | '|'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(String, &str)> {
        bound_line(text).map(|line| (line.host, &text[line.code]))
    }

    #[test]
    fn the_last_line_binds_a_code_to_a_host() {
        assert_eq!(
            parts("Your code is 402913.\n\n@Example.com #402913"),
            Some(("example.com".to_owned(), "402913"))
        );
        assert_eq!(
            parts("@example.com #402913 @frame.example"),
            Some(("example.com".to_owned(), "402913"))
        );
        assert_eq!(
            parts("@example.com #AB-12\n"),
            Some(("example.com".to_owned(), "AB-12"))
        );
    }

    #[test]
    fn anything_else_binds_nothing() {
        for text in [
            "@example.com",
            "@somebody #giveaway",
            "@example.com #",
            "@example.com#402913",
            "@example.com  #402913",
            "@example.com:443 #402913",
            "@https://example.com #402913",
            "write to a@example.com #402913",
            "@example.com #402913\nBest regards",
            "@example.com #\u{200b}",
            "@example.com #--",
        ] {
            assert_eq!(parts(text), None);
        }
        let long = format!("@example.com #{}", "4".repeat(LONGEST_CODE + 1));
        assert_eq!(parts(&long), None);
    }
}
