//! Measures the reader on labelled messages.
//!
//! A file holds one JSON object a line: `text`, `code` (null where the message holds none), and
//! where known `sender`, `language` or `lang`, `set`, and what Kodebro's own vectors add: `outcome`
//! and more. A row labelled `ambiguous` counts as exact where the reader asks as well.

use kodebro_core::extract::{Finding, extract, is_same_code};
use kodebro_core::message::Message;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, Deserialize)]
struct Row {
    text: String,
    sender: Option<String>,
    code: Option<String>,
    #[serde(alias = "lang")]
    language: Option<String>,
    set: Option<String>,
    outcome: Option<String>,
}

/// Rows whose label contradicts what Kodebro calls a code, by the SHA-256 of their text.
#[derive(Debug, Deserialize)]
struct Disputed {
    sha256: String,
    #[serde(rename = "reason")]
    _reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Exact,
    Wrong,
    Ambiguous,
    Missed,
    /// A code where there is none.
    False,
    /// No code where there is none.
    Quiet,
    Disputed,
}

#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    with_code: u32,
    exact: u32,
    wrong: u32,
    ambiguous: u32,
    missed: u32,
    without_code: u32,
    false_codes: u32,
    disputed: u32,
}

impl Counts {
    fn add(&mut self, row: &Row, verdict: Verdict) {
        if verdict == Verdict::Disputed {
            self.disputed += 1;
            return;
        }
        if row.has_code() {
            self.with_code += 1;
        } else {
            self.without_code += 1;
        }
        match verdict {
            Verdict::Exact => self.exact += 1,
            Verdict::Wrong => self.wrong += 1,
            Verdict::Ambiguous => self.ambiguous += 1,
            Verdict::Missed => self.missed += 1,
            Verdict::False => self.false_codes += 1,
            Verdict::Quiet | Verdict::Disputed => {}
        }
    }

    fn join(&mut self, other: &Self) {
        self.with_code += other.with_code;
        self.exact += other.exact;
        self.wrong += other.wrong;
        self.ambiguous += other.ambiguous;
        self.missed += other.missed;
        self.without_code += other.without_code;
        self.false_codes += other.false_codes;
        self.disputed += other.disputed;
    }
}

impl Row {
    fn has_code(&self) -> bool {
        self.code.is_some() || self.outcome.as_deref() == Some("ambiguous")
    }

    fn judge(&self, disputed: &[Disputed]) -> (Verdict, Finding) {
        let mut message = Message::new(self.text.as_str());
        if let Some(sender) = &self.sender {
            message = message.from_sender(sender.as_str());
        }
        let finding = extract(&message);
        let verdict = match (&self.code, &finding) {
            (Some(code), Finding::Code(found))
                if is_same_code(code, found.candidate.code.expose()) =>
            {
                Verdict::Exact
            }
            (Some(_), Finding::Code(_)) => Verdict::Wrong,
            (Some(_), Finding::Ambiguous(_)) => Verdict::Ambiguous,
            (Some(_), Finding::Nothing(_)) => Verdict::Missed,
            (None, Finding::Code(_)) if self.has_code() => Verdict::Wrong,
            (None, Finding::Ambiguous(_)) if self.has_code() => Verdict::Exact,
            (None, Finding::Nothing(_)) if self.has_code() => Verdict::Missed,
            (None, Finding::Code(_)) => Verdict::False,
            (None, _) => Verdict::Quiet,
        };
        let is_disputed = || {
            let digest = ring::digest::digest(&ring::digest::SHA256, self.text.as_bytes());
            let hex: String = digest
                .as_ref()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            disputed.iter().any(|row| row.sha256 == hex)
        };
        let right = matches!(verdict, Verdict::Exact | Verdict::Quiet);
        (
            if !right && is_disputed() {
                Verdict::Disputed
            } else {
                verdict
            },
            finding,
        )
    }
}

fn disputed() -> Vec<Disputed> {
    serde_json::from_str(include_str!("../../../tests/vectors/disputed.json"))
        .expect("the list of disputed rows is held by a test")
}

fn rows(path: &Path) -> io::Result<Vec<Row>> {
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned();
    let file = File::open(path)
        .map_err(|error| io::Error::new(error.kind(), format!("cannot read {name}: {error}")))?;
    let mut rows = Vec::new();
    for (index, line) in BufReader::new(file).split(b'\n').enumerate() {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let mut row: Row = serde_json::from_slice(&line).map_err(|error| {
            let text = format!(
                "{name}, line {}: not a labelled message (column {})",
                index + 1,
                error.column()
            );
            io::Error::new(io::ErrorKind::InvalidData, text)
        })?;
        row.set
            .get_or_insert_with(|| name.trim_end_matches(".jsonl").to_owned());
        rows.push(row);
    }
    Ok(rows)
}

/// Prints the table by set and language.
pub(super) fn table(paths: &[PathBuf], mut output: impl Write) -> io::Result<ExitCode> {
    let disputed = disputed();
    let mut groups = BTreeMap::<(String, String), Counts>::new();
    let mut total = Counts::default();
    for path in paths {
        for row in rows(path)? {
            let (verdict, _) = row.judge(&disputed);
            let key = (
                row.set.clone().unwrap_or_default(),
                row.language.clone().unwrap_or_else(|| "-".to_owned()),
            );
            groups.entry(key).or_default().add(&row, verdict);
        }
    }
    writeln!(
        output,
        "{:<22} {:<8} {:>6} {:>7} {:>6} {:>9} {:>7} {:>9} {:>6} {:>6} {:>9}",
        "set",
        "language",
        "codes",
        "exact",
        "wrong",
        "ambiguous",
        "missed",
        "exact %",
        "none",
        "false",
        "disputed"
    )?;
    for ((set, language), counts) in &groups {
        line(&mut output, set, language, counts)?;
        total.join(counts);
    }
    line(&mut output, "all", "", &total)?;
    Ok(ExitCode::SUCCESS)
}

fn line(mut output: impl Write, set: &str, language: &str, counts: &Counts) -> io::Result<()> {
    let percent = match counts.with_code {
        0 => "-".to_owned(),
        all => format!("{:.1}", 100.0 * f64::from(counts.exact) / f64::from(all)),
    };
    writeln!(
        output,
        "{set:<22} {language:<8} {:>6} {:>7} {:>6} {:>9} {:>7} {percent:>9} {:>6} {:>6} {:>9}",
        counts.with_code,
        counts.exact,
        counts.wrong,
        counts.ambiguous,
        counts.missed,
        counts.without_code,
        counts.false_codes,
        counts.disputed
    )
}

/// Prints each message that was read wrongly, with its label and what was found.
pub(super) fn mistakes(paths: &[PathBuf], mut output: impl Write) -> io::Result<ExitCode> {
    let disputed = disputed();
    for path in paths {
        for row in rows(path)? {
            let (verdict, finding) = row.judge(&disputed);
            if matches!(verdict, Verdict::Exact | Verdict::Quiet) {
                continue;
            }
            let found = match &finding {
                Finding::Code(code) => code.candidate.code.expose().clone(),
                Finding::Ambiguous(ambiguous) => {
                    let codes: Vec<&str> = ambiguous
                        .candidates
                        .iter()
                        .map(|one| one.code.expose().as_str())
                        .collect();
                    codes.join(" or ")
                }
                Finding::Nothing(reason) => format!("{reason:?}"),
            };
            let label = row
                .code
                .as_deref()
                .or(row.outcome.as_deref())
                .unwrap_or("none");
            let language = row.language.as_deref().unwrap_or("-");
            writeln!(
                output,
                "{verdict:?}\t{language}\t{label}\t{found}\t{:?}",
                row.text
            )?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
