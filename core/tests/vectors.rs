//! The reader against the project's own messages, whose labels all languages share.

use kodebro_core::extract::{Finding, extract, is_same_code};
use kodebro_core::message::Message;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Debug, Deserialize)]
struct Row {
    text: String,
    sender: Option<String>,
    language: String,
    outcome: String,
    code: Option<String>,
    candidates: Vec<String>,
    reason: serde_json::Value,
    bound_host: Option<String>,
    lifetime_s: Option<u64>,
}

/// A message of which only the outcome is labelled.
#[derive(Debug, Deserialize)]
struct Plain {
    text: String,
    sender: Option<String>,
    outcome: String,
    code: Option<String>,
}

fn message(text: &str, sender: Option<&str>) -> Message {
    let message = Message::new(text);
    match sender {
        Some(sender) => message.from_sender(sender),
        None => message,
    }
}

impl Row {
    fn message(&self) -> Message {
        message(&self.text, self.sender.as_deref())
    }

    /// Whether a reason is one of those that the label accepts.
    fn accepts(&self, reason: &serde_json::Value) -> bool {
        match &self.reason {
            serde_json::Value::Array(reasons) => reasons.contains(reason),
            one => one == reason,
        }
    }
}

fn rows() -> Vec<Row> {
    include_str!("../../tests/vectors/messages.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is a labelled message"))
        .collect()
}

/// Counts in hundredths of a per cent.
fn share(part: usize, whole: usize) -> usize {
    part * 10_000 / whole
}

#[test]
fn the_messages_are_many_and_of_many_languages() {
    let rows = rows();
    let languages: BTreeSet<&str> = rows
        .iter()
        .filter_map(|row| row.language.split('-').next())
        .collect();
    assert!(rows.len() >= 1_200);
    assert!(languages.len() >= 30);
    assert!(rows.iter().filter(|row| row.outcome == "nothing").count() >= 400);
    for row in rows.iter().filter(|row| row.outcome == "ambiguous") {
        assert!(!row.candidates.is_empty());
    }
}

/// How many messages were read in which way.
#[derive(Debug, Default)]
struct Score {
    exact: usize,
    wrong: usize,
    false_codes: usize,
}

impl Score {
    fn count(&mut self, message: &Message, code: Option<&str>, outcome: &str) {
        let found = extract(message);
        match (code, &found) {
            (Some(code), Finding::Code(found)) => {
                let same = is_same_code(code, found.candidate.code.expose());
                self.exact += usize::from(same);
                self.wrong += usize::from(!same);
            }
            (None, Finding::Code(_)) if outcome == "nothing" => self.false_codes += 1,
            _ => {}
        }
    }

    fn of(content: &str) -> Self {
        let mut score = Self::default();
        for line in content.lines() {
            let row: Plain = serde_json::from_str(line).expect("each line is a labelled message");
            let message = message(&row.text, row.sender.as_deref());
            score.count(&message, row.code.as_deref(), &row.outcome);
        }
        score
    }

    /// Holds what was reached: so many exact, wrong and false ones, which may only get better.
    fn assert_no_worse(&self, exact: usize, wrong: usize, false_codes: usize) {
        assert!(self.exact >= exact, "{self:?}");
        assert!(self.wrong <= wrong, "{self:?}");
        assert!(self.false_codes <= false_codes, "{self:?}");
    }
}

/// The messages are hard on purpose and were written by others than the reader was.
#[test]
fn codes_are_found_and_other_numbers_are_not() {
    let mut score = Score::default();
    for row in rows() {
        score.count(&row.message(), row.code.as_deref(), &row.outcome);
    }
    score.assert_no_worse(928, 5, 12);
}

/// Messages as they arrive; the weights are fitted to them and to the hard ones.
#[test]
fn everyday_codes_are_found() {
    let content = include_str!("../../tests/vectors/everyday.jsonl");
    Score::of(content).assert_no_worse(3_141, 0, 8);
}

/// Messages that neither weights nor words were ever fitted to: what to expect on a phone.
#[test]
fn codes_of_unseen_messages_are_found() {
    let content = include_str!("../../tests/vectors/unseen.jsonl");
    Score::of(content).assert_no_worse(477, 0, 4);
}

#[test]
fn what_a_message_says_about_its_code_is_read() {
    let (mut hosts, mut lifetimes, mut right_lifetimes, mut made_up) = (0, 0, 0, 0);
    for row in rows() {
        let Finding::Code(found) = extract(&row.message()) else {
            continue;
        };
        if row.code.is_none() {
            continue;
        }
        assert_eq!(
            found.bound_host.as_ref().map(|host| host.expose()),
            row.bound_host.as_ref(),
            "in a message in {}",
            row.language
        );
        hosts += usize::from(row.bound_host.is_some());
        let lifetime = found.lifetime.map(|lifetime| lifetime.as_secs());
        match row.lifetime_s {
            Some(_) => {
                lifetimes += 1;
                right_lifetimes += usize::from(lifetime == row.lifetime_s);
            }
            None => made_up += usize::from(lifetime.is_some()),
        }
    }
    assert!(hosts >= 25, "bound hosts: {hosts}");
    assert!(
        share(right_lifetimes, lifetimes) >= 7_500,
        "{right_lifetimes} of {lifetimes}"
    );
    assert!(made_up <= 20, "lifetimes that no message names: {made_up}");
}

#[test]
fn the_reason_for_nothing_is_the_labelled_one_more_often_than_not() {
    let (mut nothing, mut right) = (0, 0);
    for row in rows() {
        if let (Finding::Nothing(reason), "nothing") =
            (extract(&row.message()), row.outcome.as_str())
        {
            nothing += 1;
            right += usize::from(row.accepts(&serde_json::json!(reason)));
        }
    }
    assert!(share(right, nothing) >= 6_300, "{right} of {nothing}");
}
