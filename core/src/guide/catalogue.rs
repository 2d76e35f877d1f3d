//! What a catalogue holds.

use super::check::{self, CatalogueError};
use super::day::Day;
use super::host::Host;
use crate::text::{Language, Localised};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::LazyLock;
use std::time::Duration;

/// The largest catalogue that is read, in bytes.
pub const MAX_BYTES: usize = 256 * 1024;
/// The most questions that a guide may ask before its first step.
pub const MAX_QUESTIONS: usize = 4;

/// What this version of the app reads; see `docs/catalogue.md`.
pub(super) const FORMAT: u32 = 1;

/// The guide and what belongs to it. Always complete and checked: the only ways to one are
/// [`Catalogue::built_in`] and [`Catalogue::parse`].
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    pub(super) format: u32,
    pub(super) version: u32,
    pub(super) valid_from: Day,
    pub(super) valid_until: Day,
    pub(super) support: Support,
    pub(super) messages: Vec<Wording>,
    pub(super) sites: Vec<Site>,
    pub(super) questions: Vec<Question>,
    pub(super) guides: Guides,
}

/// Where help is to be had.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// The number, as a phone dials it: `+` and digits (ITU-T E.164).
    pub number: String,
    /// The number as people read it.
    pub shown: String,
    /// The page with the opening hours.
    pub hours: String,
}

/// A message that is known to bring a code, with how long its code lives.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The message, with `{code}` where the code stands.
    pub text: String,
    /// How long the code lives, in seconds: 30 to 900.
    pub lifetime_s: u32,
}

/// Hosts that belong together and ask for codes, with the fields for a code that they are known to
/// have. What is below a host is another.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The names of the hosts.
    pub hosts: Vec<String>,
    /// Why a code belongs there, for whoever maintains this.
    pub why: String,
    /// HTML ids of fields for a code.
    pub ids: Vec<String>,
    /// HTML names of fields for a code.
    pub names: Vec<String>,
}

/// A question that is asked before the first step.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its name in conditions.
    pub id: String,
    /// The question.
    pub question: Localised,
    /// Why it matters.
    pub why: Localised,
    /// The answers, two to four.
    pub answers: Vec<Answer>,
}

/// An answer to a question.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Its name in conditions.
    pub id: String,
    /// The answer.
    pub answer: Localised,
    /// Where the guide is not for whoever answers this: what is.
    pub ends: Option<Outcome>,
}

/// What somebody does for whom the guide is not.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// That it is not for them, in a few words.
    pub title: Localised,
    /// What to do instead.
    pub instead: Localised,
    /// A page that helps.
    pub link: Option<Link>,
}

/// A page to open.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What opens.
    pub label: Localised,
    /// Its address, over HTTPS.
    pub address: String,
}

#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Guides {
    pub(super) registration: Guide,
    pub(super) sign_in: Guide,
}

/// The guides.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum GuideKind {
    /// Registering SMS, and the first sign-in.
    Registration,
    /// Signing in.
    SignIn,
}

impl GuideKind {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Registration, Self::SignIn];

    /// Its name in a catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::SignIn => "sign_in",
        }
    }
}

/// One guide.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// What it leads to.
    pub title: Localised,
    /// How long it takes, and what is needed.
    pub about: Localised,
    /// The questions that are asked first, by id.
    pub asks: Vec<String>,
    /// What is told after the last step.
    pub done: Localised,
    /// The steps in order, with those that apply to some readers only.
    pub steps: Vec<Step>,
}

/// One step of a guide.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name, kept while a reader is there; unique in its guide.
    pub id: String,
    /// Whom it applies to: for each question the answers that let it apply. Without, everybody.
    #[serde(default, rename = "if")]
    pub condition: BTreeMap<String, Vec<String>>,
    /// Where it happens.
    pub device: Device,
    /// What it has to do with the code.
    pub code: Option<CodePart>,
    /// When it can be skipped, where it is not always there.
    pub perhaps: Option<Localised>,
    /// What one does, in a few words.
    pub title: Localised,
    /// How one knows the page.
    pub see: Localised,
    /// What one does.
    #[serde(rename = "do")]
    pub instruction: Localised,
    /// A page to open on the phone.
    pub link: Option<Link>,
    /// The page, drawn: its parts from above, with the words that stand on it.
    pub drawing: Vec<Drawn>,
    /// What can go wrong.
    pub problems: Vec<Problem>,
}

/// Where a step happens.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// On the computer.
    Computer,
    /// On the phone.
    Phone,
}

/// What a step has to do with the code. In every guide these follow each other: one or more steps
/// that listen, one that awaits, one that enters.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodePart {
    /// The message may come from here on: the phone listens.
    Listen,
    /// Nothing is left but to wait for it.
    Await,
    /// The code is typed.
    Enter,
}

/// A part of a drawn page.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    /// What it is.
    pub part: Part,
    /// The words on it, as the page has them.
    pub words: String,
    /// What stands in a field.
    pub filled: Option<String>,
    /// Whether this is where one does something.
    #[serde(default)]
    pub here: bool,
}

/// Kinds of parts of a drawn page.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The browser's address bar.
    Address,
    /// A heading.
    Heading,
    /// A text.
    Text,
    /// A field to type in.
    Field,
    /// A button.
    Button,
    /// A link.
    Link,
    /// One of several that can be chosen.
    Option,
    /// A picture.
    Picture,
    /// A text message.
    Message,
}

/// What can go wrong at a step.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// What is wrong.
    pub problem: Localised,
    /// What to do about it.
    pub remedy: Localised,
}

include_flate::flate!(static DOCUMENT: [u8] from "assets/catalogue.json");

static BUILT_IN: LazyLock<Arc<Catalogue>> = LazyLock::new(|| {
    Arc::new(Catalogue::parse(&DOCUMENT).expect("the catalogue is held by a test"))
});

impl Catalogue {
    /// The one that ships with the app.
    pub fn built_in() -> Arc<Self> {
        Arc::clone(&BUILT_IN)
    }

    /// Reads a catalogue, and checks all of it.
    ///
    /// # Errors
    /// What is wrong, with the line and the column: too large (over [`MAX_BYTES`]), not UTF-8, no
    /// JSON, a field that is missing, unknown or has a wrong value, or a rule of `docs/catalogue.md`
    /// that it breaks.
    pub fn parse(bytes: &[u8]) -> Result<Self, CatalogueError> {
        check::parse(bytes)
    }

    /// Grows with each that is published, from 1.
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// The start of the first day it is good for (UTC), since 1970.
    pub const fn valid_from(&self) -> Duration {
        self.valid_from.begins()
    }

    /// The end of the last day it is good for (UTC), since 1970.
    pub const fn valid_until(&self) -> Duration {
        self.valid_until.ends()
    }

    /// Where help is to be had.
    pub const fn support(&self) -> &Support {
        &self.support
    }

    /// A guide.
    pub const fn guide(&self, kind: GuideKind) -> &Guide {
        match kind {
            GuideKind::Registration => &self.guides.registration,
            GuideKind::SignIn => &self.guides.sign_in,
        }
    }

    /// A question, by its id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The listed site that a host belongs to.
    pub fn site(&self, host: &Host) -> Option<&Site> {
        self.sites
            .iter()
            .find(|site| site.hosts.iter().any(|listed| listed == host.name()))
    }

    /// How long a code lives by the known wordings of messages, where the message is one of them.
    pub fn lifetime(&self, message: &str) -> Option<Duration> {
        let message = message.trim();
        let known = self.messages.iter().find(|known| known.matches(message))?;
        Some(Duration::from_secs(u64::from(known.lifetime_s)))
    }

    /// Whether all sites are in domains (the last two labels of a host) that another catalogue
    /// knows. An update that names others would let codes out to new owners, and is refused though
    /// it be signed: keys can be stolen.
    pub fn stays_in_domains_of(&self, other: &Self) -> bool {
        let known: Vec<_> = other.hosts().map(domain).collect();
        self.hosts().all(|host| known.contains(&domain(host)))
    }

    fn hosts(&self) -> impl Iterator<Item = &str> {
        let hosts = self.sites.iter().flat_map(|site| &site.hosts);
        hosts.map(String::as_str)
    }
}

/// The last two labels. None of the domains in question lies under a public suffix of two labels.
fn domain(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    dots.nth(1).map_or(host, |at| &host[at + 1..])
}

impl Wording {
    fn matches(&self, message: &str) -> bool {
        self.text
            .split_once("{code}")
            .is_some_and(|(before, after)| {
                message
                    .strip_prefix(before)
                    .and_then(|rest| rest.strip_suffix(after))
                    .is_some_and(|code| !code.is_empty() && !code.contains(char::is_whitespace))
            })
    }
}

impl Guide {
    /// The steps for a reader who gave these answers, by the ids of questions.
    pub fn steps_for<'guide>(
        &'guide self,
        answers: &BTreeMap<String, String>,
    ) -> Vec<&'guide Step> {
        let applies = |step: &&Step| {
            step.condition.iter().all(|(question, allowed)| {
                answers
                    .get(question)
                    .is_some_and(|answer| allowed.contains(answer))
            })
        };
        self.steps.iter().filter(applies).collect()
    }
}

impl Localised {
    /// Both, each with its name.
    pub(super) fn both(&self) -> [(Language, &str); 2] {
        Language::ALL.map(|language| (language, self.get(language)))
    }
}

/// A catalogue is long, and the same for everybody: its version is enough to know it by.
impl fmt::Debug for Catalogue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Catalogue(version {})", self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_catalogue_is_sound() {
        let catalogue = Catalogue::built_in();
        assert!(catalogue.version() >= 1);
        assert!(catalogue.stays_in_domains_of(&catalogue));
        let first = &catalogue.guide(GuideKind::SignIn).steps[0];
        assert!(first.title.get(Language::Danish).contains("webmail.ku.dk"));
    }

    #[test]
    fn known_messages_tell_how_long_their_code_lives() {
        let catalogue = Catalogue::built_in();
        let known = " Brug bekræftelseskode 118273 til Microsoft godkendelse.\n";
        assert_eq!(catalogue.lifetime(known), Some(Duration::from_secs(180)));
        for unknown in [
            "Brug bekræftelseskode  til Microsoft godkendelse.",
            "Brug bekræftelseskode 1 eller 2 til Microsoft godkendelse.",
            "118273",
            "",
        ] {
            assert_eq!(catalogue.lifetime(unknown), None);
        }
    }

    #[test]
    fn hosts_that_only_look_like_a_listed_one_are_not_it() {
        let catalogue = Catalogue::built_in();
        let is_listed = |name: &str| {
            let host = Host::parse(name).expect("a host");
            catalogue.site(&host).is_some()
        };
        assert!(is_listed("login.microsoftonline.com"));
        for name in [
            "login.microsoftonline.com.evil.example",
            "evil-login.microsoftonline.com",
            "a.login.microsoftonline.com",
            "microsoftonline.com",
            "login.micros0ftonline.com",
            "xn--login-microsoftonline-abc.com",
            "login-microsoftonline.com",
            "ku.dk",
            "evil.ku.dk",
            "idku.dk",
        ] {
            assert!(!is_listed(name), "{name}");
        }
    }

    #[test]
    fn a_catalogue_that_trusts_new_domains_is_told_apart() {
        let built_in = Catalogue::built_in();
        let mut wider = (*built_in).clone();
        wider.sites[0].hosts.push("sso.ku.dk".to_owned());
        assert!(wider.stays_in_domains_of(&built_in));
        wider.sites[0].hosts.push("ku.dk.example.com".to_owned());
        assert!(!wider.stays_in_domains_of(&built_in));
    }
}
