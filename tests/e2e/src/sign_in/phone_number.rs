//! Telephone numbers: how they are typed, stored, shown and half hidden.

use serde::{Deserialize, Deserializer, de};
use std::fmt;

/// A country whose numbers the registration page takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Country {
    /// The name, in Danish.
    pub(super) name: &'static str,
    /// The country code without `+`.
    pub(super) code: &'static str,
    /// The fewest and the most digits after the country code.
    digits: (usize, usize),
}

/// The countries to choose from, Denmark first as on the page.
pub(super) const COUNTRIES: [Country; 10] = [
    country("Danmark", "45", 8, 8),
    country("Færøerne", "298", 6, 6),
    country("Grønland", "299", 6, 6),
    country("Island", "354", 7, 9),
    country("Norge", "47", 8, 8),
    country("Sverige", "46", 7, 10),
    country("Finland", "358", 5, 12),
    country("Tyskland", "49", 6, 12),
    country("Polen", "48", 9, 9),
    country("Storbritannien", "44", 9, 10),
];

const fn country(name: &'static str, code: &'static str, fewest: usize, most: usize) -> Country {
    Country {
        name,
        code,
        digits: (fewest, most),
    }
}

/// A telephone number with its country code.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhoneNumber {
    country_code: &'static str,
    local: String,
}

/// The text is not a telephone number that the service takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneNumberError {
    /// The country code is missing or not among those to choose from.
    #[error("the country code is not one of those on the page; choose one from its list")]
    Country,
    /// The rest holds something other than digits and spaces, or too few or too many digits.
    #[error("the number after the country code does not fit that country; write digits only")]
    Digits,
}

impl PhoneNumber {
    /// Puts a number together from a country code (`45`, with or without `+`) and what was typed
    /// beside it. Spaces and dashes are left out.
    ///
    /// # Errors
    /// See [`PhoneNumberError`].
    pub fn new(country_code: &str, local: &str) -> Result<Self, PhoneNumberError> {
        let code = country_code.trim().trim_start_matches('+');
        let country = COUNTRIES
            .iter()
            .find(|country| country.code == code)
            .ok_or(PhoneNumberError::Country)?;
        let local: String = local
            .chars()
            .filter(|character| !matches!(character, ' ' | '-' | '\u{a0}'))
            .collect();
        let fits = local.bytes().all(|byte| byte.is_ascii_digit())
            && (country.digits.0..=country.digits.1).contains(&local.len());
        if fits {
            Ok(Self {
                country_code: country.code,
                local,
            })
        } else {
            Err(PhoneNumberError::Digits)
        }
    }

    /// Reads a whole number, such as `+45 12 34 56 21` or `4512345621`.
    ///
    /// # Errors
    /// See [`PhoneNumberError`].
    pub fn parse(text: &str) -> Result<Self, PhoneNumberError> {
        let text = text.trim();
        let text = text.strip_prefix('+').unwrap_or(text);
        COUNTRIES
            .iter()
            .filter_map(|country| {
                text.strip_prefix(country.code)
                    .map(|local| Self::new(country.code, local))
            })
            .max_by_key(Result::is_ok)
            .unwrap_or(Err(PhoneNumberError::Country))
    }

    /// The number as the registration pages show it: `+45 12345621`.
    #[must_use]
    pub fn shown(&self) -> String {
        format!("+{} {}", self.country_code, self.local)
    }

    /// The number as the sign-in pages show it, all but the last two digits hidden:
    /// `+XX XXXXXX21`.
    #[must_use]
    pub fn hidden(&self) -> String {
        let (hidden, last) = self.local.split_at(self.local.len() - 2);
        format!(
            "+{} {}{last}",
            "X".repeat(self.country_code.len()),
            "X".repeat(hidden.len())
        )
    }

    /// The number as it stands in an address: `+4512345621`.
    #[must_use]
    pub fn compact(&self) -> String {
        format!("+{}{}", self.country_code, self.local)
    }
}

/// Shows the last two digits only, so that no log holds a number.
impl fmt::Debug for PhoneNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.hidden())
    }
}

impl<'de> Deserialize<'de> for PhoneNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_with_spaces_and_without() {
        let number = PhoneNumber::new("+45", "12 34 56 21").unwrap();
        assert_eq!(PhoneNumber::parse("+45 12 34 56 21"), Ok(number.clone()));
        assert_eq!(PhoneNumber::parse("4512345621"), Ok(number.clone()));
        assert_eq!(PhoneNumber::parse(&number.compact()), Ok(number.clone()));
        assert_eq!(number.shown(), "+45 12345621");
        assert_eq!(number.hidden(), "+XX XXXXXX21");
        assert_eq!(format!("{number:?}"), "+XX XXXXXX21");
    }

    #[test]
    fn wrong_numbers_are_told_apart() {
        assert_eq!(
            PhoneNumber::new("999", "12345621"),
            Err(PhoneNumberError::Country)
        );
        assert_eq!(PhoneNumber::parse(""), Err(PhoneNumberError::Country));
        for local in [
            "",
            "1234562",
            "123456210",
            "1234562a",
            "１２３４５６２１",
            "+4512345621",
        ] {
            assert_eq!(
                PhoneNumber::new("45", local),
                Err(PhoneNumberError::Digits),
                "{local}"
            );
        }
    }
}
