//! The messages that arrive at the terminal phone.

use kodebro_core::message::Message;
use serde::Deserialize;
use std::io;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long the sign-in may hold a question for messages open.
const WAIT_S: u64 = 25;
/// The pause after a failed question, so that a sign-in that is gone is not asked without end.
const PAUSE: Duration = Duration::from_secs(2);

/// Where messages arrive.
#[derive(Debug)]
pub(super) struct Inbox(Option<Receiver<Message>>);

#[derive(Deserialize)]
struct Answer {
    messages: Vec<Arrived>,
}

#[derive(Deserialize)]
struct Arrived {
    id: u64,
    sender: String,
    text: String,
}

impl Inbox {
    /// An inbox to which nothing comes.
    pub(super) const fn empty() -> Self {
        Self(None)
    }

    /// The inbox of a number at a simulated sign-in. Messages from before are not fetched.
    ///
    /// # Errors
    /// Where nobody answers at the address.
    pub(super) fn of_sign_in(address: &str, number: &str) -> io::Result<Self> {
        let base = address.trim_end_matches('/');
        let compact: String = number
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        let place = format!("{base}/telefon/{compact}/beskeder");
        let client = reqwest::blocking::Client::builder()
            .timeout(Duration::from_secs(WAIT_S + 10))
            .build()
            .map_err(io::Error::other)?;
        let ask = move |after: u64, wait: u64| -> Result<Answer, reqwest::Error> {
            let answer = client
                .get(format!("{place}?after={after}&wait={wait}"))
                .send()?;
            answer.error_for_status()?.json()
        };
        let first = ask(0, 0).map_err(|_| {
            io::Error::other(format!(
                "no simulated sign-in answers at {base}; start one with `kodebro sign-in`, and check address and number"
            ))
        })?;
        let mut after = first.messages.last().map_or(0, |message| message.id);
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            loop {
                let Ok(answer) = ask(after, WAIT_S) else {
                    std::thread::sleep(PAUSE);
                    continue;
                };
                for arrived in answer.messages {
                    after = after.max(arrived.id);
                    let message = Message::new(arrived.text).from_sender(arrived.sender);
                    if sender.send(message).is_err() {
                        return;
                    }
                }
            }
        });
        Ok(Self(Some(receiver)))
    }

    /// What has arrived since the last look.
    pub(super) fn arrived(&self) -> Vec<Message> {
        self.0
            .as_ref()
            .map(|receiver| receiver.try_iter().collect())
            .unwrap_or_default()
    }
}
