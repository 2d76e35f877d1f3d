//! Reads a posted form strictly: what a browser would not send is refused, not guessed at.

use percent_encoding::percent_decode;
use std::collections::BTreeMap;

/// The most bytes of a posted form. The longest real one is below a kilobyte.
pub(crate) const LARGEST_FORM: usize = 16 * 1024;

/// The fields of a posted form. It does not print: passwords and codes are among them.
pub(crate) struct Form(BTreeMap<String, String>);

/// Why a form was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FormError {
    #[error("the form is not valid UTF-8")]
    NotUtf8,
    #[error("a field appears twice")]
    Twice,
    #[error("a field or button of the page is missing")]
    Missing,
}

impl Form {
    /// Reads the body of a form post (`application/x-www-form-urlencoded`).
    pub(crate) fn read(body: &[u8]) -> Result<Self, FormError> {
        let mut fields = BTreeMap::new();
        for pair in body
            .split(|byte| *byte == b'&')
            .filter(|pair| !pair.is_empty())
        {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = decode(halves.next().unwrap_or_default())?;
            let value = decode(halves.next().unwrap_or_default())?;
            if fields.insert(name, value).is_some() {
                return Err(FormError::Twice);
            }
        }
        Ok(Self(fields))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub(crate) fn required(&self, name: &str) -> Result<String, FormError> {
        self.0.get(name).cloned().ok_or(FormError::Missing)
    }
}

fn decode(bytes: &[u8]) -> Result<String, FormError> {
    let spaced: Vec<u8> = bytes
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    let decoded: Vec<u8> = percent_decode(&spaced).collect();
    String::from_utf8(decoded).map_err(|_| FormError::NotUtf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_a_browser_writes_it() {
        let form =
            Form::read(b"loginfmt=abc123%40alumni.ku.dk&passwd=r%C3%B8d+gr%2Bd&empty=&&bare")
                .unwrap();
        assert_eq!(form.get("loginfmt"), Some("abc123@alumni.ku.dk"));
        assert_eq!(form.get("passwd"), Some("rød gr+d"));
        assert_eq!(form.get("empty"), Some(""));
        assert_eq!(form.get("bare"), Some(""));
        assert_eq!(form.required("otc"), Err(FormError::Missing));
    }

    #[test]
    fn what_no_browser_sends_is_refused() {
        assert_eq!(Form::read(b"otc=%ff%fe").err(), Some(FormError::NotUtf8));
        assert_eq!(Form::read(b"otc=\xff").err(), Some(FormError::NotUtf8));
        assert_eq!(Form::read(b"otc=1&otc=2").err(), Some(FormError::Twice));
    }
}
