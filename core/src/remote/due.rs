//! When to ask again.

use crate::session::Timestamp;
use crate::store::Known;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// By how much the days of different phones differ, so that they do not all ask in the morning.
const SPREAD: Duration = Duration::from_secs(4 * 60 * 60);

/// Whether it is time. An attempt that lies more than a day ahead was made while the clock was
/// wrong, and does not count; one that lies less far ahead does, since clocks are set right by a
/// little all the time.
pub(super) fn is_due(known: Option<&Known>, now: Timestamp) -> bool {
    known.is_none_or(|known| {
        now >= known.attempted.after(known.wait) || known.attempted > now.after(DAY)
    })
}

/// How long to wait after an answer: a day, and by chance some hours more. `chance` is any number.
pub(super) fn after_answer(chance: u32) -> Duration {
    whole_milliseconds(DAY + part(SPREAD, chance))
}

/// How long to wait after so many attempts without an answer: an hour, two, four and so on up to a
/// day, of which up to a half is taken off by chance.
pub(super) fn after_failure(failures: u32, chance: u32) -> Duration {
    let doublings = failures.saturating_sub(1).min(5);
    let longest = (HOUR * 2u32.pow(doublings)).min(DAY);
    whole_milliseconds(longest - part(longest / 2, chance))
}

fn part(of: Duration, chance: u32) -> Duration {
    of.mul_f64(f64::from(chance) / f64::from(u32::MAX))
}

/// As it is kept.
fn whole_milliseconds(span: Duration) -> Duration {
    Duration::from_millis(u64::try_from(span.as_millis()).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempted(at: Duration, wait: Duration) -> Known {
        Known {
            attempted: Timestamp(0).after(at),
            wait,
            failures: 0,
            etag: None,
            address: None,
            seen: None,
            refused: None,
        }
    }

    #[test]
    fn it_is_asked_once_a_day_at_most() {
        assert!(is_due(None, Timestamp(0)));
        let known = attempted(DAY, after_answer(0));
        let at = |span| is_due(Some(&known), Timestamp(0).after(span));
        assert!(!at(DAY));
        assert!(!at(2 * DAY - Duration::from_millis(1)));
        assert!(at(2 * DAY));
        assert!(after_answer(u32::MAX) == DAY + SPREAD);
    }

    #[test]
    fn failures_are_followed_by_longer_and_longer_waits_up_to_a_day() {
        let waits: Vec<_> = (1..8).map(|count| after_failure(count, 0)).collect();
        let hours = [1, 2, 4, 8, 16, 24, 24].map(|count| count * HOUR);
        assert_eq!(waits, hours);
        assert_eq!(after_failure(1, u32::MAX), HOUR / 2);
        assert_eq!(after_failure(u32::MAX, 0), DAY);
    }

    #[test]
    fn a_clock_that_went_back_does_not_stop_updates_for_ever() {
        let known = attempted(40_000 * DAY, DAY);
        assert!(is_due(Some(&known), Timestamp(0).after(20_000 * DAY)));
        // A clock that is set right by an hour does not make one ask twice.
        let earlier = Timestamp(0).after(40_000 * DAY - HOUR);
        assert!(!is_due(Some(&known), earlier));
        let end = Known {
            attempted: Timestamp(u64::MAX),
            ..known
        };
        assert!(is_due(Some(&end), Timestamp(0)));
    }
}
