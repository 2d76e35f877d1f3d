//! Messages on their way to phones, and those that have arrived.

use super::clock::Clock;
use super::phone_number::PhoneNumber;
use kodebro_core::secret::Secret;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// The most messages kept for one number; older ones are dropped.
pub const MESSAGES_KEPT: usize = 100;

/// Something that takes a message to a phone.
pub trait MessageSender: Send + Sync + 'static {
    /// Hands the message over. Whether and when it arrives is not known afterwards.
    ///
    /// # Errors
    /// [`NotSent`] when it could not even be handed over.
    fn send(&self, to: &PhoneNumber, message: Message) -> Result<(), NotSent>;
}

/// A message could not be handed over for sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the message could not be handed over for sending; see that the phone can be reached")]
pub struct NotSent;

/// A text message before it is sent. Its text does not print.
#[derive(Debug, Clone)]
pub struct Message {
    /// The name or number that the phone shows as its sender.
    pub sender: String,
    /// What it says.
    pub text: Secret<String>,
}

/// A message that has arrived.
#[derive(Debug, Clone)]
pub struct ArrivedMessage {
    /// Counts up from 1 for each number, in the order of arrival.
    pub id: u64,
    /// The message.
    pub message: Message,
    /// How long ago it arrived.
    pub age: Duration,
}

/// What happens to the messages to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Delivery {
    /// They arrive at once.
    #[default]
    AtOnce,
    /// They arrive this much later.
    Late(Duration),
    /// They never arrive, as with no coverage.
    Never,
}

/// Carries messages to numbers inside the service. Cloning gives another handle to the same one.
#[derive(Debug, Clone)]
pub struct Outbox {
    clock: Clock,
    phones: Arc<Mutex<BTreeMap<PhoneNumber, Phone>>>,
    /// Changes with every message and every change of delivery.
    changes: Arc<watch::Sender<()>>,
}

#[derive(Debug, Default)]
struct Phone {
    delivery: Delivery,
    last_id: u64,
    /// With the time of arrival, which is still to come.
    under_way: Vec<(Duration, Message)>,
    /// With the number and the time of arrival.
    arrived: VecDeque<(u64, Duration, Message)>,
}

impl Outbox {
    /// An outbox with no messages, whose delays go by `clock`.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            phones: Arc::default(),
            changes: Arc::new(watch::Sender::new(())),
        }
    }

    /// Puts any message on the phone at once, whatever [`Delivery`] is set: an advertisement, a
    /// bank's code, a code that nobody asked for.
    pub fn inject(&self, to: &PhoneNumber, sender: &str, text: &str) {
        let message = Message {
            sender: sender.to_owned(),
            text: Secret::new(text.to_owned()),
        };
        self.add(to, message, |_| Delivery::AtOnce);
    }

    /// Says what happens to the messages that are sent to `to` from now on.
    pub fn deliver(&self, to: &PhoneNumber, delivery: Delivery) {
        self.phones().entry(to.clone()).or_default().delivery = delivery;
    }

    /// The messages that have arrived at `to` with an id above `after`, oldest first.
    #[must_use]
    pub fn arrived_after(&self, to: &PhoneNumber, after: u64) -> Vec<ArrivedMessage> {
        self.look(to, after).0
    }

    /// Like [`Outbox::arrived_after`], but waits for the first such message, at most `patience`
    /// of real time. Empty when none came.
    pub async fn wait_for_arrival(
        &self,
        to: &PhoneNumber,
        after: u64,
        patience: Duration,
    ) -> Vec<ArrivedMessage> {
        let mut changes = self.changes.subscribe();
        let arrival = async {
            loop {
                changes.mark_unchanged();
                let (arrived, next_due) = self.look(to, after);
                if !arrived.is_empty() {
                    return arrived;
                }
                let due = async {
                    match next_due {
                        Some(moment) => self.clock.wait_until(moment).await,
                        None => std::future::pending().await,
                    }
                };
                // The sender lives in `self`, so `changed` cannot fail.
                tokio::select! {
                    _ = changes.changed() => {}
                    () = due => {}
                }
            }
        };
        tokio::time::timeout(patience, arrival)
            .await
            .unwrap_or_default()
    }

    /// What has arrived after `after`, and when the next message is due.
    fn look(&self, to: &PhoneNumber, after: u64) -> (Vec<ArrivedMessage>, Option<Duration>) {
        let now = self.clock.now();
        let mut phones = self.phones();
        let Some(phone) = phones.get_mut(to) else {
            return (Vec::new(), None);
        };
        phone.let_arrive(now);
        let arrived = phone
            .arrived
            .iter()
            .filter(|(id, _, _)| *id > after)
            .map(|(id, since, message)| ArrivedMessage {
                id: *id,
                message: message.clone(),
                age: now.saturating_sub(*since),
            })
            .collect();
        (arrived, phone.under_way.iter().map(|(due, _)| *due).min())
    }

    fn add(&self, to: &PhoneNumber, message: Message, delivery: impl FnOnce(&Phone) -> Delivery) {
        let now = self.clock.now();
        let mut phones = self.phones();
        let phone = phones.entry(to.clone()).or_default();
        phone.let_arrive(now);
        match delivery(phone) {
            Delivery::AtOnce => phone.arrive(now, message),
            Delivery::Late(delay) => phone.under_way.push((now.saturating_add(delay), message)),
            Delivery::Never => {}
        }
        drop(phones);
        self.changes.send_replace(());
    }

    fn phones(&self) -> MutexGuard<'_, BTreeMap<PhoneNumber, Phone>> {
        self.phones.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl MessageSender for Outbox {
    fn send(&self, to: &PhoneNumber, message: Message) -> Result<(), NotSent> {
        self.add(to, message, |phone| phone.delivery);
        Ok(())
    }
}

impl Phone {
    /// Takes in what is due by `now`, in the order of its time.
    fn let_arrive(&mut self, now: Duration) {
        self.under_way.sort_by_key(|(due, _)| *due);
        let still_under_way = self.under_way.partition_point(|(due, _)| *due <= now);
        for (due, message) in self.under_way.drain(..still_under_way).collect::<Vec<_>>() {
            self.arrive(due, message);
        }
    }

    fn arrive(&mut self, at: Duration, message: Message) {
        self.last_id += 1;
        self.arrived.push_back((self.last_id, at, message));
        if self.arrived.len() > MESSAGES_KEPT {
            self.arrived.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number() -> PhoneNumber {
        PhoneNumber::new("45", "12345621").unwrap()
    }

    fn texts(messages: &[ArrivedMessage]) -> Vec<&str> {
        messages
            .iter()
            .map(|arrived| arrived.message.text.expose().as_str())
            .collect()
    }

    #[test]
    fn a_phone_gets_its_own_messages_after_the_last_it_saw() {
        let (clock, hand) = Clock::held();
        let outbox = Outbox::new(clock);
        outbox.inject(&number(), "Bank", "one");
        hand.advance(Duration::from_secs(7));
        outbox.inject(&number(), "Bank", "two");
        let all = outbox.arrived_after(&number(), 0);
        assert_eq!(texts(&all), ["one", "two"]);
        assert_eq!(all[0].age, Duration::from_secs(7));
        assert_eq!(texts(&outbox.arrived_after(&number(), all[0].id)), ["two"]);
        let other = PhoneNumber::new("45", "12345622").unwrap();
        assert!(outbox.arrived_after(&other, 0).is_empty());
    }

    #[test]
    fn messages_can_be_late_or_lost_while_injected_ones_arrive() {
        let (clock, hand) = Clock::held();
        let outbox = Outbox::new(clock);
        let send = |text: &str| {
            let message = Message {
                sender: "M".into(),
                text: Secret::new(text.into()),
            };
            outbox.send(&number(), message).unwrap();
        };
        outbox.deliver(&number(), Delivery::Never);
        send("lost");
        outbox.deliver(&number(), Delivery::Late(Duration::from_secs(60)));
        send("late");
        outbox.inject(&number(), "Shop", "now");
        assert_eq!(texts(&outbox.arrived_after(&number(), 0)), ["now"]);
        hand.advance(Duration::from_secs(60));
        assert_eq!(texts(&outbox.arrived_after(&number(), 1)), ["late"]);
    }

    #[tokio::test]
    async fn waiting_ends_with_the_message_or_with_patience() {
        let (clock, hand) = Clock::held();
        let outbox = Outbox::new(clock);
        assert!(
            outbox
                .wait_for_arrival(&number(), 0, Duration::ZERO)
                .await
                .is_empty()
        );
        outbox.deliver(&number(), Delivery::Late(Duration::from_secs(10)));
        let waiting = tokio::spawn({
            let outbox = outbox.clone();
            async move {
                outbox
                    .wait_for_arrival(&number(), 0, Duration::from_secs(600))
                    .await
            }
        });
        tokio::task::yield_now().await;
        let message = Message {
            sender: "M".into(),
            text: Secret::new("late".into()),
        };
        outbox.send(&number(), message).unwrap();
        hand.advance(Duration::from_secs(10));
        assert_eq!(texts(&waiting.await.unwrap()), ["late"]);
    }

    #[test]
    fn only_the_newest_messages_are_kept() {
        let outbox = Outbox::new(Clock::real());
        for count in 0..=MESSAGES_KEPT {
            outbox.inject(&number(), "Shop", &count.to_string());
        }
        let kept = outbox.arrived_after(&number(), 0);
        assert_eq!(kept.len(), MESSAGES_KEPT);
        assert_eq!(kept[0].id, 2);
    }

    #[test]
    fn a_message_prints_without_its_text() {
        let outbox = Outbox::new(Clock::real());
        outbox.inject(&number(), "Shop", "tulips");
        assert!(!format!("{outbox:?}").contains("tulips"));
    }
}
