//! Moments and spans by a clock that may jump.

use std::time::Duration;

/// A moment by the device's clock: milliseconds since 1970-01-01 00:00 UTC. The clock may be wrong
/// and may jump in either direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub u64);

impl Timestamp {
    /// The moment a span later, or the end of time.
    #[must_use]
    pub fn after(self, span: Duration) -> Self {
        Self(
            self.0
                .saturating_add(u64::try_from(span.as_millis()).unwrap_or(u64::MAX)),
        )
    }

    /// How long it is until this moment; nothing where it has passed.
    pub fn left(self, now: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(now.0))
    }

    /// The moment a span earlier, or the start of time.
    pub(crate) fn back(self, span: Duration) -> Self {
        Self(
            self.0
                .saturating_sub(u64::try_from(span.as_millis()).unwrap_or(u64::MAX)),
        )
    }
}

/// Whole seconds as a countdown shows them: the last one is 1, and 0 means that time is up.
pub(crate) fn seconds(span: Duration) -> u32 {
    u32::try_from(span.as_millis().div_ceil(1000)).unwrap_or(u32::MAX)
}
