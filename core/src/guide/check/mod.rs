//! What a catalogue must be, so that no reader is ever led astray by a slip.

mod order;
mod value;

use super::catalogue::{
    Catalogue, Drawn, FORMAT, Guide, GuideKind, Link, MAX_BYTES, MAX_QUESTIONS, Outcome, Part,
    Question, Step,
};
use super::host::Host;
use super::locate::Path;
use order::{check_order, readers};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::RangeInclusive;
use value::{LONGEST_TEXT, LONGEST_TITLE, count, explanation, https, id, title, words};

/// How long a known message's code may live, in seconds; the bounds that hold for every code.
const LIFETIMES: RangeInclusive<u32> = 30..=900;
const MOST_STEPS: usize = 40;
const ANSWERS: RangeInclusive<usize> = 2..=4;
const MOST_DRAWN: usize = 12;
const MOST_PROBLEMS: usize = 8;
const MOST_SITES: usize = 20;
const MOST_MESSAGES: usize = 50;

/// What is wrong with a catalogue, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueError {
    /// The line, counted from 1; 0 where no line is meant.
    pub line: usize,
    /// The column in characters, counted from 1; 0 where no column is meant.
    pub column: usize,
    /// The field, such as `guides.registration.steps[3].title`; empty where it has no name.
    pub field: String,
    /// What is wrong, and what is right.
    pub problem: String,
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(formatter, "line {}, column {}: ", self.line, self.column)?;
        }
        if !self.field.is_empty() {
            write!(formatter, "{}: ", self.field)?;
        }
        formatter.write_str(&self.problem)
    }
}

impl std::error::Error for CatalogueError {}

/// What is wrong, before its line is looked up.
struct Wrong {
    path: Path,
    problem: String,
}

type Checked = Result<(), Wrong>;

fn wrong<T>(path: &Path, problem: impl Into<String>) -> Result<T, Wrong> {
    Err(Wrong {
        path: path.clone(),
        problem: problem.into(),
    })
}

/// Reads and checks.
pub(super) fn parse(bytes: &[u8]) -> Result<Catalogue, CatalogueError> {
    let plain = |problem: String| CatalogueError {
        line: 0,
        column: 0,
        field: String::new(),
        problem,
    };
    if bytes.len() > MAX_BYTES {
        return Err(plain(format!(
            "the catalogue has {} bytes; {MAX_BYTES} are allowed",
            bytes.len()
        )));
    }
    let document = std::str::from_utf8(bytes).map_err(|error| {
        plain(format!(
            "byte {} is no UTF-8; save the file as UTF-8",
            error.valid_up_to()
        ))
    })?;
    let of_json = |error: serde_json::Error| {
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let place = format!(" at line {line} column {column}");
        CatalogueError {
            line,
            column,
            field: String::new(),
            problem: text.strip_suffix(&place).unwrap_or(&text).to_owned(),
        }
    };
    // Asked first: a newer format has fields that would be called unknown.
    let Format { format } = serde_json::from_str(document).map_err(of_json)?;
    let located = |wrong: Wrong| {
        let (line, column) = wrong.path.line_and_column(document);
        CatalogueError {
            line,
            column,
            field: wrong.path.to_string(),
            problem: wrong.problem,
        }
    };
    if format != FORMAT {
        return Err(located(Wrong {
            path: Path::default().field("format"),
            problem: format!("the format is {format}; this version reads {FORMAT}"),
        }));
    }
    let catalogue: Catalogue = serde_json::from_str(document).map_err(of_json)?;
    catalogue.check().map_err(located)?;
    Ok(catalogue)
}

#[derive(Deserialize)]
struct Format {
    format: u32,
}

impl Catalogue {
    fn check(&self) -> Checked {
        let top = Path::default();
        if self.version == 0 {
            return wrong(&top.field("version"), "versions begin at 1");
        }
        if self.valid_until < self.valid_from {
            let problem = "this day is before valid_from";
            return wrong(&top.field("valid_until"), problem);
        }
        self.check_support(&top.field("support"))?;
        self.check_messages(&top.field("messages"))?;
        self.check_sites(&top.field("sites"))?;
        self.check_questions(&top.field("questions"))?;
        for kind in GuideKind::ALL {
            let path = top.field("guides").field(kind.name());
            self.check_guide(self.guide(kind), &path)?;
        }
        Ok(())
    }

    fn check_support(&self, path: &Path) -> Checked {
        let digits = self.support.number.strip_prefix('+').unwrap_or_default();
        // ITU-T E.164: at most fifteen digits.
        if !(5..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            let problem = "a number is + and 5 to 15 digits, such as +4535323232";
            return wrong(&path.field("number"), problem);
        }
        words(&self.support.shown, 30, &path.field("shown"))?;
        let dialled = |text: &str| -> String {
            let digits = text.chars().filter(char::is_ascii_digit);
            digits.collect()
        };
        let shown = dialled(&self.support.shown);
        if shown.len() < 5 || !digits.ends_with(&shown) {
            let problem = "these are not the last digits of the number that is dialled";
            return wrong(&path.field("shown"), problem);
        }
        https(&self.support.hours, &path.field("hours"))
    }

    fn check_messages(&self, path: &Path) -> Checked {
        count(self.messages.len(), 0..=MOST_MESSAGES, "messages", path)?;
        for (place, message) in self.messages.iter().enumerate() {
            let path = path.place(place);
            words(&message.text, LONGEST_TEXT, &path.field("text"))?;
            let (before, after) = message.text.split_once("{code}").unwrap_or_default();
            if after.contains("{code}") || before.trim().len() + after.trim().len() < 10 {
                let problem = "a message has {code} once, and words around it to know it by";
                return wrong(&path.field("text"), problem);
            }
            if !LIFETIMES.contains(&message.lifetime_s) {
                let (least, most) = LIFETIMES.into_inner();
                let problem = format!("a code lives {least} to {most} seconds");
                return wrong(&path.field("lifetime_s"), problem);
            }
        }
        Ok(())
    }

    fn check_sites(&self, path: &Path) -> Checked {
        count(self.sites.len(), 1..=MOST_SITES, "sites", path)?;
        let mut seen = BTreeSet::new();
        for (place, site) in self.sites.iter().enumerate() {
            let path = path.place(place);
            let hosts = path.field("hosts");
            count(site.hosts.len(), 1..=MOST_SITES, "hosts", &hosts)?;
            for (place, host) in site.hosts.iter().enumerate() {
                let path = hosts.place(place);
                if Host::parse(host).is_none_or(|parsed| parsed.name() != host) {
                    let problem = "this is no host in lower case, such as login.example.com";
                    return wrong(&path, problem);
                }
                if !seen.insert(host) {
                    return wrong(&path, "this host is listed twice");
                }
            }
            words(&site.why, LONGEST_TEXT, &path.field("why"))?;
            for (known, name) in [(&site.ids, "ids"), (&site.names, "names")] {
                let path = path.field(name);
                count(known.len(), 0..=MOST_SITES, name, &path)?;
                for (place, id) in known.iter().enumerate() {
                    words(id, LONGEST_TITLE, &path.place(place))?;
                }
            }
        }
        Ok(())
    }

    fn check_questions(&self, path: &Path) -> Checked {
        let mut seen = BTreeSet::new();
        for (place, question) in self.questions.iter().enumerate() {
            let path = path.place(place);
            id(&question.id, &mut seen, &path)?;
            title(&question.question, &path.field("question"))?;
            explanation(&question.why, &path.field("why"))?;
            let answers = path.field("answers");
            count(question.answers.len(), ANSWERS, "answers", &answers)?;
            let mut seen = BTreeSet::new();
            for (place, answer) in question.answers.iter().enumerate() {
                let path = answers.place(place);
                id(&answer.id, &mut seen, &path)?;
                title(&answer.answer, &path.field("answer"))?;
                if let Some(outcome) = &answer.ends {
                    check_outcome(outcome, &path.field("ends"))?;
                }
            }
            if question.answers.iter().all(|answer| answer.ends.is_some()) {
                let problem = "every answer ends the guide; nobody would reach a step";
                return wrong(&answers, problem);
            }
        }
        Ok(())
    }

    fn check_guide(&self, guide: &Guide, path: &Path) -> Checked {
        title(&guide.title, &path.field("title"))?;
        explanation(&guide.about, &path.field("about"))?;
        explanation(&guide.done, &path.field("done"))?;
        let asks = path.field("asks");
        count(guide.asks.len(), 0..=MAX_QUESTIONS, "questions", &asks)?;
        let mut asked = Vec::new();
        for (place, name) in guide.asks.iter().enumerate() {
            match self.question(name) {
                Some(question) if !asked.contains(&question) => asked.push(question),
                Some(_) => return wrong(&asks.place(place), "this is asked already"),
                None => return wrong(&asks.place(place), "there is no question with this id"),
            }
        }
        let steps = path.field("steps");
        count(guide.steps.len(), 1..=MOST_STEPS, "steps", &steps)?;
        let mut seen = BTreeSet::new();
        for (place, step) in guide.steps.iter().enumerate() {
            let path = steps.place(place);
            id(&step.id, &mut seen, &path)?;
            check_step(step, &asked, &path)?;
        }
        for answers in readers(&asked) {
            check_order(guide, &answers, &steps)?;
        }
        Ok(())
    }
}

fn check_outcome(outcome: &Outcome, path: &Path) -> Checked {
    title(&outcome.title, &path.field("title"))?;
    explanation(&outcome.instead, &path.field("instead"))?;
    check_link(outcome.link.as_ref(), &path.field("link"))
}

fn check_link(link: Option<&Link>, path: &Path) -> Checked {
    let Some(link) = link else { return Ok(()) };
    title(&link.label, &path.field("label"))?;
    https(&link.address, &path.field("address"))
}

fn check_step(step: &Step, asked: &[&Question], path: &Path) -> Checked {
    for (question, answers) in &step.condition {
        let path = path.field("if");
        let Some(known) = asked.iter().find(|known| known.id == *question) else {
            return wrong(&path, format!("the guide does not ask {question:?}"));
        };
        for answer in answers {
            let is_known = |known: &&super::catalogue::Answer| known.id == *answer;
            match known.answers.iter().find(is_known) {
                Some(known) if known.ends.is_none() => {}
                Some(_) => return wrong(&path, format!("{answer:?} ends the guide before")),
                None => return wrong(&path, format!("{question:?} has no answer {answer:?}")),
            }
        }
    }
    title(&step.title, &path.field("title"))?;
    explanation(&step.see, &path.field("see"))?;
    explanation(&step.instruction, &path.field("do"))?;
    if let Some(perhaps) = &step.perhaps {
        explanation(perhaps, &path.field("perhaps"))?;
    }
    check_link(step.link.as_ref(), &path.field("link"))?;
    let drawing = path.field("drawing");
    count(step.drawing.len(), 1..=MOST_DRAWN, "parts", &drawing)?;
    for (place, drawn) in step.drawing.iter().enumerate() {
        check_drawn(drawn, &drawing.place(place))?;
    }
    let problems = path.field("problems");
    count(
        step.problems.len(),
        0..=MOST_PROBLEMS,
        "problems",
        &problems,
    )?;
    for (place, problem) in step.problems.iter().enumerate() {
        let path = problems.place(place);
        title(&problem.problem, &path.field("problem"))?;
        explanation(&problem.remedy, &path.field("remedy"))?;
    }
    Ok(())
}

fn check_drawn(drawn: &Drawn, path: &Path) -> Checked {
    // A field may have no label, and a picture has none.
    if !drawn.words.is_empty() {
        words(&drawn.words, LONGEST_TEXT, &path.field("words"))?;
    } else if !matches!(drawn.part, Part::Field | Part::Picture) {
        return wrong(&path.field("words"), "only a field or a picture is empty");
    }
    // Nobody may take the code of a drawing for their own.
    if drawn.part == Part::Message && drawn.words.contains(char::is_numeric) {
        return wrong(
            &path.field("words"),
            "a message is drawn with •••••• in place of its code",
        );
    }
    match &drawn.filled {
        Some(filled) if drawn.part == Part::Field => {
            words(filled, LONGEST_TITLE, &path.field("filled"))
        }
        Some(_) => wrong(&path.field("filled"), "only a field is filled"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
