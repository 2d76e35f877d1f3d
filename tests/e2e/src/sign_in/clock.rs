//! The time that codes, pauses and late messages go by.

use std::fmt;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// Tells the time since the service started. It never runs backwards.
#[derive(Clone)]
pub struct Clock(Kind);

#[derive(Clone)]
enum Kind {
    Real(Instant),
    Held(watch::Receiver<Duration>),
}

/// Moves a held clock, so that a test need not wait until a code is too old.
#[derive(Debug)]
pub struct ClockHand(watch::Sender<Duration>);

impl Clock {
    /// A clock that runs by itself, from zero.
    #[must_use]
    pub fn real() -> Self {
        Self(Kind::Real(Instant::now()))
    }

    /// A clock that stands at zero until its hand is moved.
    #[must_use]
    pub fn held() -> (Self, ClockHand) {
        let (sender, receiver) = watch::channel(Duration::ZERO);
        (Self(Kind::Held(receiver)), ClockHand(sender))
    }

    /// The time since the clock's start.
    #[must_use]
    pub fn now(&self) -> Duration {
        match &self.0 {
            Kind::Real(start) => start.elapsed(),
            Kind::Held(receiver) => *receiver.borrow(),
        }
    }

    /// Returns once the clock has reached `moment`. A held clock whose hand was dropped stands
    /// still for good.
    pub(super) async fn wait_until(&self, moment: Duration) {
        match &self.0 {
            Kind::Real(start) => {
                tokio::time::sleep(moment.saturating_sub(start.elapsed())).await;
            }
            Kind::Held(receiver) => {
                let reached = receiver
                    .clone()
                    .wait_for(|now| *now >= moment)
                    .await
                    .is_ok();
                if !reached {
                    std::future::pending::<()>().await;
                }
            }
        }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Clock").field(&self.now()).finish()
    }
}

impl ClockHand {
    /// Moves the clock forward by `step`.
    pub fn advance(&self, step: Duration) {
        self.0.send_modify(|now| *now = now.saturating_add(step));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_held_clock_moves_only_by_its_hand() {
        let (clock, hand) = Clock::held();
        assert_eq!(clock.now(), Duration::ZERO);
        let waiting = tokio::spawn({
            let clock = clock.clone();
            async move { clock.wait_until(Duration::from_secs(180)).await }
        });
        hand.advance(Duration::from_secs(180));
        waiting.await.unwrap();
        assert_eq!(clock.now(), Duration::from_secs(180));
    }
}
