//! Carries out a scenario with a browser, a phone and the simulated sign-in.

use super::film::Film;
use super::scenario::{AutofillOffer, Scenario, Step};
use crate::browser::{Browser, BrowserError};
use crate::phone::{Offered, Phone, PhoneError, Phones, Sender};
use crate::sign_in::{
    Clock, ClockHand, Delivery, PhoneNumber, PhoneNumberError, Running, Settings, SignIn,
    SixDigits, StartError,
};
use kodebro_core::guide::Catalogue;
use kodebro_core::message::Message;
use kodebro_core::secret::Secret;
use kodebro_core::session::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// When scenarios begin: a weekday before an exam. Only differences count.
pub const BEGIN: Timestamp = Timestamp(1_794_988_680_000);

/// How often is looked for what a step expects, and the pause between: half a minute in all, for a
/// machine that has much else to do.
const LOOKS: u32 = 600;
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// The end of that for a phone where a look takes seconds.
const PHONE_PATIENCE: Duration = Duration::from_secs(120);

/// The caption of the last picture of what failed.
const FAILED_HERE: &str = "Here it went otherwise";

const BUILT_IN_GUIDE: &str = include_str!("../../../../core/assets/catalogue.json");

/// Why a scenario did not go through. Never a code or a message.
#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    /// The simulated sign-in did not start.
    #[error(transparent)]
    SignIn(#[from] StartError),
    /// The phone did not start, or left what it should not have.
    #[error(transparent)]
    Phone(#[from] PhoneError),
    /// The scenario's number is none.
    #[error("the scenario's phone number is not right: {0}")]
    Number(#[from] PhoneNumberError),
    /// The browser did not start, or did not end.
    #[error(transparent)]
    NoBrowser(BrowserError),
    /// The browser failed, or a page lacked something.
    #[error("step {step}: {source}")]
    Browser {
        /// The step, counted from 1.
        step: usize,
        /// What failed.
        source: BrowserError,
    },
    /// Something was not as the scenario says.
    #[error("step {step}: expected {expected}; seen: {seen}")]
    Otherwise {
        /// The step, counted from 1.
        step: usize,
        /// What was expected.
        expected: String,
        /// What was there.
        seen: String,
    },
}

/// A phone in the person's hand, and what belongs to it.
struct Handset {
    phone: Box<dyn Phone>,
    number: PhoneNumber,
    /// The last message that the phone has fetched.
    fetched: u64,
    noted: Option<Secret<String>>,
    is_in_airplane_mode: bool,
}

/// A scenario under way.
struct World<'film> {
    browser: Browser,
    sign_in: Running,
    hand: ClockHand,
    clock: Clock,
    /// The person's phone, and the other one where there is one.
    handsets: Vec<Handset>,
    sender_is_contact: bool,
    film: &'film mut Film,
}

/// Why a step failed.
enum Failure {
    Browser(BrowserError),
    /// What was expected, and what was there instead.
    Otherwise {
        expected: String,
        seen: String,
    },
}

impl From<BrowserError> for Failure {
    fn from(error: BrowserError) -> Self {
        Self::Browser(error)
    }
}

/// Fails where something does not hold.
fn expect(holds: bool, expected: &str, seen: impl Into<String>) -> Result<(), Failure> {
    if holds {
        Ok(())
    } else {
        Err(otherwise(expected, seen))
    }
}

fn otherwise(expected: &str, seen: impl Into<String>) -> Failure {
    Failure::Otherwise {
        expected: expected.to_owned(),
        seen: seen.into(),
    }
}

/// Carries out a scenario with phones started for it. Its film gets each step with its time and, where
/// it takes pictures, one at each caption and one where a step failed. Returns what the phones left
/// in the folder.
///
/// # Errors
/// At the first step that is not as the scenario says.
pub async fn run(
    scenario: &Scenario,
    phones: &dyn Phones,
    film: &mut Film,
) -> Result<Vec<PathBuf>, FlowError> {
    let numbers = [Some(&scenario.phone), scenario.other_phone.as_ref()];
    let mut handsets = Vec::new();
    for number in numbers.into_iter().flatten() {
        handsets.push(Handset {
            number: PhoneNumber::parse(number)?,
            phone: tokio::task::block_in_place(|| phones.start(BEGIN))?,
            fetched: 0,
            noted: None,
            is_in_airplane_mode: false,
        });
    }
    let (clock, hand) = Clock::held();
    let mut world = World {
        sign_in: SignIn::start(Settings::on_port(0, clock.clone())).await?,
        browser: Browser::start().await.map_err(FlowError::NoBrowser)?,
        hand,
        clock,
        handsets,
        sender_is_contact: false,
        film,
    };
    world.film.tell(&format!("== {}", scenario.title));
    let played = world.play(&scenario.steps).await;
    let World {
        browser,
        sign_in,
        handsets,
        film,
        ..
    } = world;
    let stopped = browser.stop().await;
    sign_in.stop().await;
    let beside = film.path();
    let mut files = Vec::new();
    let mut ended = Ok(());
    for handset in handsets {
        match handset.phone.end(beside.as_deref()) {
            Ok(left) => files.extend(left),
            Err(error) => ended = Err(error),
        }
    }
    played?;
    stopped.map_err(FlowError::NoBrowser)?;
    ended?;
    Ok(files)
}

impl World<'_> {
    async fn play(&mut self, steps: &[Step]) -> Result<(), FlowError> {
        for (step, count) in steps.iter().zip(1..) {
            let begun = Instant::now();
            let taken = match step {
                Step::OtherPhone(step) => self.take(step, 1).await,
                step => self.take(step, 0).await,
            };
            self.film.took(step.to_string(), begun.elapsed());
            if let Err(failure) = taken {
                // What there is to see at the end belongs to the report.
                let _ = self.picture(FAILED_HERE).await;
                return Err(match failure {
                    Failure::Browser(source) => FlowError::Browser {
                        step: count,
                        source,
                    },
                    Failure::Otherwise { expected, seen } => FlowError::Otherwise {
                        step: count,
                        expected,
                        seen,
                    },
                });
            }
        }
        Ok(())
    }

    fn now(&self) -> Timestamp {
        BEGIN.after(self.clock.now())
    }

    /// Takes a step with a phone.
    async fn take(&mut self, step: &Step, which: usize) -> Result<(), Failure> {
        self.fetch_messages();
        match step {
            Step::Caption(caption) => self.picture(caption).await?,
            Step::Open(path) => {
                let address = format!("{}{path}", self.sign_in.url());
                self.browser.open(&address).await?;
            }
            Step::Type { field, text } => self.browser.type_into(field, text).await?,
            Step::TypeCode { field } => {
                let code = self.code(which)?;
                self.browser.type_into(field, code.expose()).await?;
            }
            Step::TypeNotedCode { field } => {
                let code = self.handsets[which].noted.clone();
                let code = code.ok_or_else(|| otherwise("a code that was noted", "none"))?;
                self.browser.type_into(field, code.expose()).await?;
            }
            Step::TypeCaptcha { field, user } => {
                let answer = self.sign_in.captcha_answer(user);
                let answer = answer.ok_or_else(|| otherwise("a captcha", "none"))?;
                self.browser.type_into(field, &answer).await?;
            }
            Step::NextCode(code) => {
                let code = SixDigits::new(code)
                    .map_err(|_| otherwise("a code of six digits", "another"))?;
                self.sign_in.fix_next_code(code);
            }
            Step::NoteCode => self.handsets[which].noted = Some(self.code(which)?),
            Step::Press(id) => {
                self.browser.press(id).await?;
                self.fetch_messages();
            }
            Step::At(path) => self.is_at(path).await?,
            Step::See(text) => self.sees(text).await?,
            Step::Problem(text) => self.reads_of_problem(text).await?,
            Step::Phone(button) => {
                let now = self.now();
                self.handsets[which].phone.press(*button, now);
            }
            Step::PhoneShows(screen) => {
                // What was pressed may still be on its way to the sign-in.
                let begun = Instant::now();
                let mut shown = self.handsets[which].phone.screen();
                for _ in 0..LOOKS {
                    if shown == *screen || begun.elapsed() > PHONE_PATIENCE {
                        break;
                    }
                    tokio::time::sleep(LOOK_EVERY).await;
                    self.fetch_messages();
                    shown = self.handsets[which].phone.screen();
                }
                let expected = format!("the phone to show {screen:?}");
                expect(
                    shown == *screen,
                    &expected,
                    self.on_phone(which, &format!("{shown:?}")),
                )?;
            }
            Step::PhoneCodeIs(code) => {
                let is_right = self.code(which)?.expose() == code;
                expect(is_right, "the code that was sent", "another code")?;
            }
            Step::PhoneSays(words) => {
                let said = plain(&self.handsets[which].phone.words()).contains(&plain(words));
                let shown = format!("{:?}", self.handsets[which].phone.screen());
                let expected = format!("the phone to say: {words}");
                expect(said, &expected, self.on_phone(which, &shown))?;
            }
            Step::Clipboard(true) => {
                let copied = self.handsets[which].phone.clipboard();
                let is_code = copied.is_some() && copied == self.handsets[which].noted;
                expect(is_code, "the clipboard to hold the code", "something else")?;
            }
            Step::Clipboard(false) => {
                let is_empty = self.handsets[which].phone.clipboard().is_none();
                expect(is_empty, "a clipboard without a code", "a code on it")?;
            }
            Step::Message { sender, text } => {
                let number = &self.handsets[which].number;
                self.sign_in.outbox().inject(number, sender, text);
                self.fetch_messages();
            }
            Step::Coverage(there) => {
                let delivery = if *there {
                    Delivery::AtOnce
                } else {
                    Delivery::Never
                };
                let number = &self.handsets[which].number;
                self.sign_in.outbox().deliver(number, delivery);
            }
            Step::AirplaneMode(on) => {
                self.handsets[which].is_in_airplane_mode = *on;
                self.fetch_messages();
            }
            Step::SenderIsContact(is_one) => self.sender_is_contact = *is_one,
            Step::Pass(seconds) => {
                self.hand.advance(Duration::from_secs(*seconds));
                let now = self.now();
                for handset in &mut self.handsets {
                    handset.phone.pass_time(now);
                }
                self.fetch_messages();
            }
            Step::Restart => {
                let now = self.now();
                self.handsets[which].phone.restart(now);
            }
            Step::GuideUpdate { instead_of, words } => {
                let catalogue = newer_guide(instead_of, words)?;
                let now = self.now();
                self.handsets[which].phone.take_guide(catalogue, now);
            }
            Step::Autofill {
                field,
                host,
                offers,
            } => self.autofill(which, field, host, *offers).await?,
            Step::OtherPhone(_) => {
                return Err(otherwise("a person with two phones at most", "more"));
            }
        }
        Ok(())
    }

    async fn is_at(&mut self, path: &str) -> Result<(), Failure> {
        let mut at = String::new();
        for _ in 0..LOOKS {
            at = self.browser.path().await?;
            if at == path {
                return Ok(());
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        Err(otherwise(&format!("the page {path}"), at))
    }

    async fn sees(&mut self, text: &str) -> Result<(), Failure> {
        for _ in 0..LOOKS {
            let page = self.browser.text().await;
            if page.is_ok_and(|page| page.contains(text)) {
                return Ok(());
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        Err(otherwise(
            &format!("the page to say: {text}"),
            format!("the page {}", self.browser.path().await?),
        ))
    }

    async fn reads_of_problem(&mut self, text: &str) -> Result<(), Failure> {
        let mut told = None;
        for _ in 0..LOOKS {
            // While the page changes, there is no problem to read.
            told = self.browser.problem().await.ok().flatten();
            if told.as_ref().is_some_and(|problem| problem.contains(text)) {
                return Ok(());
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        let seen = if told.is_some() {
            "another problem"
        } else {
            "no problem"
        };
        Err(otherwise(
            &format!("the page to tell of a problem: {text}"),
            format!("{seen} on the page {}", self.browser.path().await?),
        ))
    }

    async fn autofill(
        &mut self,
        which: usize,
        field: &str,
        host: &str,
        offers: AutofillOffer,
    ) -> Result<(), Failure> {
        let form = self.browser.form(field, host).await?;
        let now = self.now();
        let offered = self.handsets[which].phone.autofill(&form, now);
        let shown = match &offered {
            Offered::Nothing => AutofillOffer::Nothing,
            Offered::Wait => AutofillOffer::Wait,
            Offered::Code(_) => AutofillOffer::Code,
        };
        expect(
            shown == offers,
            &format!("autofill to offer {offers:?}"),
            self.on_phone(which, &format!("{shown:?}")),
        )?;
        if let Offered::Code(value) = offered {
            self.browser.type_into(field, value.expose()).await?;
        }
        Ok(())
    }

    /// The code on a phone.
    fn code(&self, which: usize) -> Result<Secret<String>, Failure> {
        let phone = &self.handsets[which].phone;
        let shown = format!("{:?}", phone.screen());
        phone
            .code()
            .ok_or_else(|| otherwise("a code on the phone", self.on_phone(which, &shown)))
    }

    /// What was seen on a phone, and what ails the phone itself.
    fn on_phone(&self, which: usize, seen: &str) -> String {
        match self.handsets[which].phone.problem() {
            Some(problem) => format!("{seen}; {problem}"),
            None => seen.to_owned(),
        }
    }

    /// The phones get what has arrived for their numbers.
    fn fetch_messages(&mut self) {
        let now = self.now();
        let from = if self.sender_is_contact {
            Sender::Contact
        } else {
            Sender::Stranger
        };
        for handset in &mut self.handsets {
            if handset.is_in_airplane_mode {
                continue;
            }
            let outbox = self.sign_in.outbox();
            for arrived in outbox.arrived_after(&handset.number, handset.fetched) {
                handset.fetched = arrived.id;
                let text = arrived.message.text.expose().as_str();
                let message = Message::new(text).from_sender(arrived.message.sender.as_str());
                handset.phone.receive(message, from, now);
            }
        }
    }

    async fn picture(&mut self, caption: &str) -> Result<(), BrowserError> {
        self.film.tell(caption);
        if self.film.takes_pictures() {
            let page = self.browser.picture().await?;
            let phones = self.handsets.iter();
            let phones = phones.map(|handset| handset.phone.picture()).collect();
            self.film.add(caption, &page, phones);
        }
        Ok(())
    }
}

/// Words without what keeps them apart on a screen, such as ends of lines.
fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The built-in guide with other words in one place, as the next version.
fn newer_guide(instead_of: &str, words: &str) -> Result<Arc<Catalogue>, Failure> {
    let wrong = |seen: &str| otherwise("a guide that can follow the built-in one", seen);
    let version = Catalogue::built_in().version();
    let numbered = |version: u32| format!("\"version\": {version},");
    let newer = BUILT_IN_GUIDE
        .replacen(&numbered(version), &numbered(version + 1), 1)
        .replacen(instead_of, words, 1);
    let catalogue =
        Catalogue::parse(newer.as_bytes()).map_err(|error| wrong(&error.to_string()))?;
    let is_right = newer.contains(words) && catalogue.version() == version + 1;
    expect(is_right, "the words in the built-in guide", "no such words")?;
    Ok(Arc::new(catalogue))
}
