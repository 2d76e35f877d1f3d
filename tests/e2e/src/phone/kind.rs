//! The kinds of phones.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A kind of phone; the names are those of the scenario files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// The core, driven directly.
    Core,
    /// The app in a terminal.
    Terminal,
    /// The Android app on Robolectric.
    Android,
    /// KodebroKit with the core, in Swift.
    Iphone,
    /// The Android app on an emulator or a device, over adb.
    Device,
}

impl PhoneKind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Core,
        Self::Terminal,
        Self::Android,
        Self::Iphone,
        Self::Device,
    ];

    /// The name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Terminal => "terminal",
            Self::Android => "android",
            Self::Iphone => "iphone",
            Self::Device => "device",
        }
    }
}

impl fmt::Display for PhoneKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for PhoneKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let names = Self::ALL.map(Self::name);
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or_else(|| format!("there is no phone {name}; there are {}", names.join(", ")))
    }
}
