//! What a new catalogue changes, for whoever publishes it.

use super::catalogue::{Catalogue, Guide, GuideKind, Link, Question, Step};
use crate::text::Localised;

/// One thing that is otherwise in the new catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where, such as `registration, step password: what one does (da)`.
    pub place: String,
    /// What stood there; none where it is new.
    pub before: Option<String>,
    /// What stands there; none where it is gone.
    pub after: Option<String>,
}

/// Every difference that a reader or the app would notice, in the order of the document.
pub fn difference(before: &Catalogue, after: &Catalogue) -> Vec<Change> {
    let (before, after) = (entries(before), entries(after));
    let value = |entries: &[(String, String)], place: &str| {
        let found = entries.iter().find(|(other, _)| other == place);
        found.map(|(_, value)| value.clone())
    };
    let gone = before
        .iter()
        .filter(|(place, _)| value(&after, place).is_none())
        .map(|(place, value)| Change {
            place: place.clone(),
            before: Some(value.clone()),
            after: None,
        });
    let new = after.iter().filter_map(|(place, new)| {
        let old = value(&before, place);
        (old.as_ref() != Some(new)).then(|| Change {
            place: place.clone(),
            before: old,
            after: Some(new.clone()),
        })
    });
    gone.chain(new).collect()
}

/// All that is noticed, each with its place.
fn entries(catalogue: &Catalogue) -> Vec<(String, String)> {
    let mut entries = Entries(Vec::new());
    entries.add("version", catalogue.version());
    entries.add("first day", catalogue.valid_from);
    entries.add("last day", catalogue.valid_until);
    let support = catalogue.support();
    entries.add("support: number", &support.number);
    entries.add("support: number as shown", &support.shown);
    entries.add("support: opening hours", &support.hours);
    for message in &catalogue.messages {
        let place = format!("message {:?}: seconds that its code lives", message.text);
        entries.add(place, message.lifetime_s);
    }
    for site in &catalogue.sites {
        let fields = [site.ids.join(" "), site.names.join(" ")].join(" ");
        for host in &site.hosts {
            entries.add(format!("trusted site {host}: known fields"), &fields);
        }
    }
    for question in &catalogue.questions {
        entries.question(question);
    }
    for kind in GuideKind::ALL {
        entries.guide(kind.name(), catalogue.guide(kind));
    }
    entries.0
}

struct Entries(Vec<(String, String)>);

impl Entries {
    fn add(&mut self, place: impl Into<String>, value: impl ToString) {
        self.0.push((place.into(), value.to_string()));
    }

    fn words(&mut self, place: &str, words: &Localised) {
        for (language, words) in words.both() {
            self.add(format!("{place} ({})", language.tag()), words);
        }
    }

    fn link(&mut self, place: &str, link: Option<&Link>) {
        if let Some(link) = link {
            self.words(&format!("{place}: link"), &link.label);
            self.add(format!("{place}: address of the link"), &link.address);
        }
    }

    fn question(&mut self, question: &Question) {
        let place = format!("question {}", question.id);
        self.words(&place, &question.question);
        self.words(&format!("{place}: why"), &question.why);
        for answer in &question.answers {
            let place = format!("{place}, answer {}", answer.id);
            self.words(&place, &answer.answer);
            if let Some(outcome) = &answer.ends {
                self.words(&format!("{place}: not for you"), &outcome.title);
                self.words(&format!("{place}: what instead"), &outcome.instead);
                self.link(&place, outcome.link.as_ref());
            }
        }
    }

    fn guide(&mut self, name: &str, guide: &Guide) {
        self.words(&format!("{name}: title"), &guide.title);
        self.words(&format!("{name}: about"), &guide.about);
        self.words(&format!("{name}: after the last step"), &guide.done);
        self.add(format!("{name}: questions"), guide.asks.join(", "));
        let ids: Vec<_> = guide.steps.iter().map(|step| step.id.as_str()).collect();
        self.add(format!("{name}: order of the steps"), ids.join(", "));
        for step in &guide.steps {
            self.step(&format!("{name}, step {}", step.id), step);
        }
    }

    fn step(&mut self, place: &str, step: &Step) {
        self.words(&format!("{place}: title"), &step.title);
        self.words(&format!("{place}: what one sees"), &step.see);
        self.words(&format!("{place}: what one does"), &step.instruction);
        if let Some(perhaps) = &step.perhaps {
            self.words(&format!("{place}: when it is there"), perhaps);
        }
        self.add(format!("{place}: device"), format!("{:?}", step.device));
        self.add(format!("{place}: code"), format!("{:?}", step.code));
        self.add(
            format!("{place}: whom for"),
            format!("{:?}", step.condition),
        );
        self.link(place, step.link.as_ref());
        for (count, drawn) in (1..).zip(&step.drawing) {
            let filled = drawn.filled.as_deref().unwrap_or_default();
            let here = if drawn.here { " (here)" } else { "" };
            let drawn = format!("{:?} {:?} {filled}{here}", drawn.part, drawn.words);
            self.add(format!("{place}: drawing, part {count}"), drawn);
        }
        for (count, problem) in (1..).zip(&step.problems) {
            let place = format!("{place}, problem {count}");
            self.words(&place, &problem.problem);
            self.words(&format!("{place}: remedy"), &problem.remedy);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(from: &str, to: &str) -> Vec<Change> {
        let document = include_str!("../../assets/catalogue.json");
        assert!(document.contains(from));
        let changed = Catalogue::parse(document.replacen(from, to, 1).as_bytes());
        difference(&Catalogue::built_in(), &changed.expect("it is sound"))
    }

    #[test]
    fn nothing_is_told_of_the_same() {
        let same = Catalogue::built_in();
        assert_eq!(difference(&same, &same), []);
    }

    #[test]
    fn a_changed_wording_is_told_with_its_place() {
        let told = changed("Skriv dit telefonnummer", "Skriv dit mobilnummer");
        assert_eq!(
            told,
            [Change {
                place: "registration, step number: title (da)".to_owned(),
                before: Some("Skriv dit telefonnummer".to_owned()),
                after: Some("Skriv dit mobilnummer".to_owned()),
            }]
        );
    }

    #[test]
    fn a_site_that_is_added_is_told() {
        let told = changed("\"id.ku.dk\",", "\"id.ku.dk\", \"sso.ku.dk\",");
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].before, None);
        assert!(told[0].place.contains("trusted site sso.ku.dk"));
    }
}
