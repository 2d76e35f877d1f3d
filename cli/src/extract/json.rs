//! One JSON object a line in, one a line out.

use kodebro_core::extract::{Candidate, Finding, extract};
use kodebro_core::message::Message;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Write};
use std::process::ExitCode;

#[derive(Deserialize)]
struct Question {
    text: String,
    sender: Option<String>,
}

/// The answer to one message; its fields are an interface that others rely on.
#[derive(Debug, Serialize)]
struct Answer {
    outcome: &'static str,
    code: Option<String>,
    candidates: Vec<String>,
    reason: serde_json::Value,
    bound_host: Option<String>,
    lifetime_s: Option<u64>,
}

#[derive(Debug, Serialize)]
struct Failure {
    outcome: &'static str,
    reason: String,
}

/// Answers line by line, each as soon as it is read. A line that is not as it should be is
/// answered with an error; then the exit status is 1 at the end.
pub(super) fn run(mut input: impl BufRead, mut output: impl Write) -> io::Result<ExitCode> {
    let mut failed = false;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Question>(&line) {
            Ok(question) => serde_json::to_writer(&mut output, &answer(question))?,
            Err(error) => {
                failed = true;
                serde_json::to_writer(&mut output, &failure(&error))?;
            }
        }
        output.write_all(b"\n")?;
        output.flush()?;
    }
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Says where the line is wrong without repeating anything of it.
fn failure(error: &serde_json::Error) -> Failure {
    let problem = match error.classify() {
        serde_json::error::Category::Data => {
            "the object is not {\"text\": string, \"sender\": string or null}"
        }
        serde_json::error::Category::Eof => "the line ends before the JSON object does",
        _ => "the line is not a JSON object in UTF-8",
    };
    Failure {
        outcome: "error",
        reason: format!("{problem} (column {})", error.column()),
    }
}

fn answer(question: Question) -> Answer {
    let mut message = Message::new(question.text);
    if let Some(sender) = question.sender {
        message = message.from_sender(sender);
    }
    let typed = |candidate: &Candidate| candidate.code.expose().clone();
    let (outcome, code, candidates, reason, bound_host, lifetime) = match extract(&message) {
        Finding::Code(code) => (
            "code",
            Some(typed(&code.candidate)),
            Vec::new(),
            serde_json::json!(code.reason),
            code.bound_host.map(|host| host.expose().clone()),
            code.lifetime,
        ),
        Finding::Ambiguous(ambiguous) => (
            "ambiguous",
            None,
            ambiguous.candidates.iter().map(typed).collect(),
            serde_json::json!(ambiguous.reason),
            None,
            ambiguous.lifetime,
        ),
        Finding::Nothing(reason) => (
            "nothing",
            None,
            Vec::new(),
            serde_json::json!(reason),
            None,
            None,
        ),
    };
    let lifetime_s = lifetime.map(|lifetime| lifetime.as_secs());
    Answer {
        outcome,
        code,
        candidates,
        reason,
        bound_host,
        lifetime_s,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &[u8]) -> (String, ExitCode) {
        let mut output = Vec::new();
        let status = run(input, &mut output).expect("memory takes everything");
        (
            String::from_utf8(output).expect("answers are UTF-8"),
            status,
        )
    }

    #[test]
    fn a_wrong_line_is_told_and_the_rest_goes_on() {
        let (output, status) =
            answers(b"{\"text\": 7}\nnonsense\n{\"text\": \"\", \"sender\": null}\n\xff\n");
        let lines: Vec<&str> = output.lines().collect();
        assert_eq!(lines.len(), 4);
        for place in [0, 1, 3] {
            assert!(lines[place].starts_with("{\"outcome\":\"error\",\"reason\":"));
        }
        assert!(lines[2].starts_with("{\"outcome\":\"nothing\""));
        assert_eq!(status, ExitCode::FAILURE);
    }

    #[test]
    fn an_error_repeats_nothing_of_its_line() {
        let (output, _) = answers(b"{\"text\": 7, \"sender\": \"tulip\"}\n\"tulip\"\n");
        assert!(!output.contains("tulip"));
    }

    #[test]
    fn a_text_of_a_megabyte_is_too_long() {
        let line = format!("{{\"text\": \"{}\"}}\n", "4".repeat(1 << 20));
        let (output, status) = answers(line.as_bytes());
        assert!(output.contains("\"reason\":\"too_long\""));
        assert_eq!(status, ExitCode::SUCCESS);
    }
}
