//! Days of the calendar.

use serde::{Deserialize, Deserializer};
use std::time::Duration;
use time::Date;
use time::macros::{date, format_description};

/// A day (UTC), such as `2026-11-01` (ISO 8601), not before 1970.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    since_1970: u32,
}

const LENGTH: Duration = Duration::from_secs(24 * 60 * 60);

impl Day {
    fn parse(text: &str) -> Option<Self> {
        let day = Date::parse(text, format_description!("[year]-[month]-[day]")).ok()?;
        let days = day.to_julian_day() - date!(1970 - 01 - 01).to_julian_day();
        let since_1970 = u32::try_from(days).ok()?;
        Some(Self { since_1970 })
    }

    /// When it begins, since 1970.
    pub(super) const fn begins(self) -> Duration {
        Duration::from_secs(self.since_1970 as u64 * LENGTH.as_secs())
    }

    /// When it ends, since 1970.
    pub(super) const fn ends(self) -> Duration {
        Duration::from_secs((self.since_1970 as u64 + 1) * LENGTH.as_secs())
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let first = date!(1970 - 01 - 01).to_julian_day();
        let day = i32::try_from(self.since_1970)
            .ok()
            .and_then(|days| Date::from_julian_day(first + days).ok())
            .expect("it was parsed from a date");
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            day.year(),
            u8::from(day.month()),
            day.day()
        )
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom("a day is written as 2026-11-01, from 1970 on"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_lasts_from_midnight_to_midnight() {
        let day = Day::parse("2026-11-01").expect("a day");
        assert_eq!(day.begins(), Duration::from_secs(1_793_491_200));
        assert_eq!(day.ends() - day.begins(), LENGTH);
        let next = Day::parse("2026-11-02").expect("a day");
        assert_eq!(next.begins(), day.ends());
        assert_eq!(next.to_string(), "2026-11-02");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2026-02-30",
            "1969-12-31",
            "20261101",
            "2026-W44-7",
            "01-11-2026",
        ] {
            assert!(Day::parse(text).is_none(), "{text}");
        }
    }
}
