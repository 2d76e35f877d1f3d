//! The reader against the project's own messages, whose labels all languages share, and against
//! the measuring corpus beside the checkout where that is there.

use kodebro_core::extract::{Finding, extract};
use kodebro_core::message::Message;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

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

impl Row {
    fn message(&self) -> Message {
        let message = Message::new(self.text.as_str());
        match &self.sender {
            Some(sender) => message.from_sender(sender.as_str()),
            None => message,
        }
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

fn comparable(code: &str) -> String {
    code.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|one| one.to_ascii_uppercase())
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

/// The messages are hard on purpose and were written by others than the reader was; the shares are
/// what it reached, and may only get better.
#[test]
fn codes_are_found_and_other_numbers_are_not() {
    let (mut codes, mut exact, mut wrong, mut none, mut false_codes) = (0, 0, 0, 0, 0);
    for row in rows() {
        let found = extract(&row.message());
        match (row.code.as_deref(), &found) {
            (Some(code), Finding::Code(found)) => {
                let same = comparable(code) == comparable(found.candidate.code.expose());
                exact += usize::from(same);
                wrong += usize::from(!same);
            }
            (None, Finding::Code(_)) if row.outcome == "nothing" => false_codes += 1,
            _ => {}
        }
        codes += usize::from(row.code.is_some());
        none += usize::from(row.outcome == "nothing");
    }
    assert!(share(exact, codes) >= 8_900, "exact: {exact} of {codes}");
    assert!(share(wrong, codes) <= 60, "wrong: {wrong} of {codes}");
    assert!(
        share(false_codes, none) <= 200,
        "a code where there is none: {false_codes} of {none}"
    );
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

#[test]
fn everyday_messages_hold_no_code() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/ordinary.jsonl");
    let Ok(content) = std::fs::read_to_string(&corpus) else {
        eprintln!("skipped: the measuring corpus is not beside this checkout");
        return;
    };
    let false_codes = content
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("each line is JSON"))
        .filter(|row| {
            let message = Message::new(row["text"].as_str().expect("a row has a text"));
            matches!(extract(&message), Finding::Code(_))
        })
        .count();
    assert!(
        false_codes <= 5,
        "a code in {false_codes} everyday messages"
    );
}
