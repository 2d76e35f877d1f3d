//! Carries out a scenario with a browser, a phone and the simulated sign-in.

use super::report::Report;
use super::scenario::{Scenario, Step};
use crate::browser::{Browser, BrowserError};
use crate::phone::{AndroidPhoneError, Phone};
use crate::sign_in::{
    Clock, ClockHand, Delivery, PhoneNumber, PhoneNumberError, Running, Settings, SignIn,
    SixDigits, StartError,
};
use kodebro_core::message::Message;
use kodebro_core::secret::Secret;
use kodebro_core::session::Timestamp;
use std::time::{Duration, Instant};

/// When scenarios begin: a weekday before an exam. Only differences count.
pub const BEGIN: Timestamp = Timestamp(1_794_988_680_000);

/// How often is looked for what a step expects, and the pause between: half a minute in all, for a
/// machine that has much else to do.
const LOOKS: u32 = 600;
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// The end of that for a phone where a look takes seconds.
const PHONE_PATIENCE: Duration = Duration::from_secs(120);

/// Why a scenario did not go through.
#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    /// The simulated sign-in did not start.
    #[error(transparent)]
    SignIn(#[from] StartError),
    /// The phone did not start.
    #[error(transparent)]
    Phone(#[from] AndroidPhoneError),
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
    #[error("step {step}: {what}")]
    Otherwise {
        /// The step, counted from 1.
        step: usize,
        /// What was expected; never a code or a message.
        what: String,
    },
}

/// A scenario under way.
struct World<'report> {
    browser: Browser,
    sign_in: Running,
    hand: ClockHand,
    clock: Clock,
    phone: Box<dyn Phone>,
    number: PhoneNumber,
    /// The last message that the phone has fetched.
    seen: u64,
    noted: Option<Secret<String>>,
    report: &'report mut Report,
}

/// Carries out a scenario with a phone that was started at [`BEGIN`], and adds a picture of each step
/// to the report where it keeps any.
///
/// # Errors
/// At the first step that is not as the scenario says.
pub async fn run(
    scenario: &Scenario,
    phone: Box<dyn Phone>,
    report: &mut Report,
) -> Result<(), FlowError> {
    let (clock, hand) = Clock::held();
    let sign_in = SignIn::start(Settings::on_port(0, clock.clone())).await?;
    let number = PhoneNumber::parse(&scenario.phone)?;
    let mut world = World {
        browser: Browser::start().await.map_err(FlowError::NoBrowser)?,
        sign_in,
        hand,
        clock,
        phone,
        number,
        seen: 0,
        noted: None,
        report,
    };
    world.report.begin(&scenario.title);
    let mut result = Ok(());
    for (step, count) in scenario.steps.iter().zip(1..) {
        result = world.take(step, count).await;
        if result.is_err() {
            break;
        }
    }
    let World {
        browser, sign_in, ..
    } = world;
    let stopped = browser.stop().await;
    sign_in.stop().await;
    result?;
    stopped.map_err(FlowError::NoBrowser)
}

impl World<'_> {
    fn now(&self) -> Timestamp {
        BEGIN.after(self.clock.now())
    }

    async fn take(&mut self, step: &Step, count: usize) -> Result<(), FlowError> {
        let browser = |source| FlowError::Browser {
            step: count,
            source,
        };
        let otherwise = |what: String| FlowError::Otherwise { step: count, what };
        let expect = |holds: bool, what: &str| {
            if holds {
                Ok(())
            } else {
                Err(otherwise(what.to_owned()))
            }
        };
        self.fetch_messages();
        match step {
            Step::Caption(caption) => {
                self.picture(caption).await.map_err(browser)?;
            }
            Step::Open(path) => {
                let address = format!("{}{path}", self.sign_in.url());
                self.browser.open(&address).await.map_err(browser)?;
            }
            Step::Type { field, text } => {
                self.browser.type_into(field, text).await.map_err(browser)?;
            }
            Step::TypeCode { field } => {
                let code = self.phone.code();
                let code =
                    code.ok_or_else(|| otherwise("no code stands on the phone".to_owned()))?;
                self.browser
                    .type_into(field, code.expose())
                    .await
                    .map_err(browser)?;
            }
            Step::TypeNotedCode { field } => {
                let code = self.noted.clone();
                let code = code.ok_or_else(|| otherwise("no code was noted".to_owned()))?;
                self.browser
                    .type_into(field, code.expose())
                    .await
                    .map_err(browser)?;
            }
            Step::TypeCaptcha { field, user } => {
                let answer = self.sign_in.captcha_answer(user);
                let answer = answer.ok_or_else(|| otherwise("no captcha is shown".to_owned()))?;
                self.browser
                    .type_into(field, &answer)
                    .await
                    .map_err(browser)?;
            }
            Step::NextCode(code) => {
                let code = SixDigits::new(code)
                    .map_err(|_| otherwise("a code has six digits".to_owned()))?;
                self.sign_in.fix_next_code(code);
            }
            Step::NoteCode => {
                self.noted = self.phone.code();
                expect(self.noted.is_some(), "no code stands on the phone")?;
            }
            Step::Press(id) => {
                self.browser.press(id).await.map_err(browser)?;
                self.fetch_messages();
            }
            Step::At(path) => {
                let mut at = String::new();
                for _ in 0..LOOKS {
                    at = self.browser.path().await.map_err(browser)?;
                    if at == *path {
                        break;
                    }
                    tokio::time::sleep(LOOK_EVERY).await;
                }
                expect(
                    at == *path,
                    &format!("the page should be {path} and is {at}"),
                )?;
            }
            Step::See(text) => {
                let mut seen = false;
                for _ in 0..LOOKS {
                    seen = self
                        .browser
                        .text()
                        .await
                        .is_ok_and(|page| page.contains(text));
                    if seen {
                        break;
                    }
                    tokio::time::sleep(LOOK_EVERY).await;
                }
                expect(seen, &format!("the page should say: {text}"))?;
            }
            Step::Problem(text) => {
                let mut told = false;
                for _ in 0..LOOKS {
                    // While the page changes, there is no problem to read.
                    let problem = self.browser.problem().await.ok().flatten();
                    told = problem.is_some_and(|problem| problem.contains(text));
                    if told {
                        break;
                    }
                    tokio::time::sleep(LOOK_EVERY).await;
                }
                expect(told, &format!("the page should tell of a problem: {text}"))?;
            }
            Step::Phone(button) => self.phone.press(*button, self.now()),
            Step::PhoneShows(screen) => {
                // What was pressed may still be on its way to the sign-in.
                let begun = Instant::now();
                let mut shown = self.phone.screen();
                for _ in 0..LOOKS {
                    if shown == *screen || begun.elapsed() > PHONE_PATIENCE {
                        break;
                    }
                    tokio::time::sleep(LOOK_EVERY).await;
                    self.fetch_messages();
                    shown = self.phone.screen();
                }
                let why = self.phone.problem();
                let why = why.map_or_else(String::new, |problem| format!("; {problem}"));
                let what = format!("the phone should show {screen:?} and shows {shown:?}{why}");
                expect(shown == *screen, &what)?;
            }
            Step::PhoneCodeIs(code) => {
                let shown = self
                    .phone
                    .code()
                    .is_some_and(|shown| shown.expose() == code);
                expect(shown, "the phone should show the code that was sent")?;
            }
            Step::PhoneSays(words) => {
                let said = self.phone.words().contains(words);
                expect(said, &format!("the phone should say: {words}"))?;
            }
            Step::Clipboard(holds) => {
                let copied = self.phone.clipboard();
                let right = if *holds {
                    copied.is_some() && copied == self.noted
                } else {
                    copied.is_none()
                };
                expect(
                    right,
                    "the clipboard should hold the code, or nothing once it ended",
                )?;
            }
            Step::Message { sender, text } => {
                self.sign_in.outbox().inject(&self.number, sender, text);
                self.fetch_messages();
            }
            Step::Coverage(there) => {
                let delivery = if *there {
                    Delivery::AtOnce
                } else {
                    Delivery::Never
                };
                self.sign_in.outbox().deliver(&self.number, delivery);
            }
            Step::Pass(seconds) => {
                self.hand.advance(Duration::from_secs(*seconds));
                let now = self.now();
                self.phone.pass_time(now);
                self.fetch_messages();
            }
        }
        Ok(())
    }

    /// The phone gets what has arrived for its number.
    fn fetch_messages(&mut self) {
        for arrived in self.sign_in.outbox().arrived_after(&self.number, self.seen) {
            self.seen = arrived.id;
            let text = arrived.message.text.expose().as_str();
            let message = Message::new(text).from_sender(arrived.message.sender.as_str());
            self.phone.receive(message, self.now());
        }
    }

    async fn picture(&mut self, caption: &str) -> Result<(), BrowserError> {
        if self.report.keeps_pictures() {
            let page = self.browser.picture().await?;
            self.report.add(caption, &page, &self.phone.picture());
        }
        Ok(())
    }
}
