//! What every request shares.

use super::sessions::{Session, Sessions};
use crate::sign_in::accounts::Accounts;
use crate::sign_in::chance::SystemChance;
use crate::sign_in::clock::Clock;
use crate::sign_in::flow::{Action, Sms, Step, Visit, World};
use crate::sign_in::outbox::{Message, MessageSender, Outbox};
use crate::sign_in::people::People;
use crate::sign_in::wording::SENDER;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// The running service: accounts, sessions and where messages go.
pub(crate) struct Service {
    pub(crate) people: People,
    pub(crate) clock: Clock,
    pub(crate) outbox: Outbox,
    pub(crate) sender: Arc<dyn MessageSender>,
    /// Becomes true when the service stops, so that waiting requests end.
    pub(crate) stopping: watch::Receiver<bool>,
    pub(crate) shared: Mutex<Shared>,
}

/// What requests change.
pub(crate) struct Shared {
    pub(crate) accounts: Accounts,
    pub(crate) sessions: Sessions,
    pub(crate) chance: SystemChance,
}

impl Service {
    pub(crate) fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in what the person did and sends the message that follows from it. Gives the step
    /// that the visit has come to, or `None` when there is no such session.
    pub(crate) fn act(&self, session_name: &str, action: Action) -> Option<Step> {
        let sms = self.update(session_name, action)?;
        if let Some(Sms { to, text }) = sms {
            // Sent without the lock: a sender may take its time.
            let message = Message {
                sender: SENDER.to_owned(),
                text,
            };
            if self.sender.send(&to, message).is_err() {
                let mut shared = self.shared();
                let Shared {
                    accounts, sessions, ..
                } = &mut *shared;
                sessions
                    .get_mut(session_name)?
                    .visit
                    .sending_failed(accounts);
            }
        }
        self.look(session_name, |session| session.visit.step().clone())
    }

    fn update(&self, session_name: &str, action: Action) -> Option<Option<Sms>> {
        let now = self.clock.now();
        let mut shared = self.shared();
        let Shared {
            accounts,
            sessions,
            chance,
        } = &mut *shared;
        let visit = &mut sessions.get_mut(session_name)?.visit;
        Some(visit.update(
            action,
            &mut World {
                accounts,
                chance,
                now,
            },
        ))
    }

    /// Looks at a session.
    pub(crate) fn look<T>(
        &self,
        session_name: &str,
        look: impl FnOnce(&Session) -> T,
    ) -> Option<T> {
        self.shared()
            .sessions
            .get_mut(session_name)
            .map(|session| look(session))
    }

    /// The characters in the captcha that `user_name` was shown last.
    pub(crate) fn captcha_answer(&self, user_name: &str) -> Option<String> {
        let shared = self.shared();
        shared
            .sessions
            .visits()
            .filter(|visit| visit.user_name() == user_name)
            .find_map(|visit: &Visit| match visit.step() {
                Step::Captcha { captcha, .. } => Some(captcha.characters()),
                _ => None,
            })
    }
}
