//! The one object: events in, a view and effects out.

use crate::autofill::{Autofill, AutofillForm};
use crate::effect::Update;
use crate::event::Event;
use crate::logging;
use crate::view::View;
use kodebro_core::extract::prepare;
use kodebro_core::remote::{self, Source};
use kodebro_core::session::{self, EventKind, State, Timestamp, update};
use kodebro_core::store::{Keeper, SealingKey};
use kodebro_core::text::Language;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use zeroize::Zeroizing;

/// What the shell is told where the core fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Error)]
#[uniffi(flat_error)]
pub enum SessionError {
    /// The core panicked at this event. The session is as it was before it and goes on; tell it
    /// [`ShellProblem::Core`](crate::ShellProblem::Core), so that the person knows.
    Panicked,
}

impl std::fmt::Display for SessionError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the core failed at this event and stays where it was; try again")
    }
}

impl std::error::Error for SessionError {}

/// One person's session. It may be called from any thread; calls wait for each other.
#[derive(Debug, uniffi::Object)]
pub struct Session {
    inner: Mutex<Inner>,
    /// Where things are kept; none where nothing is.
    folder: Option<PathBuf>,
}

#[derive(Debug)]
struct Inner {
    state: State,
    keeper: Keeper,
    system_language: Language,
    /// [`Update::of`], and what panics in a test.
    render: fn(&State, &[session::Effect], Language) -> Update,
}

#[uniffi::export]
impl Session {
    /// Opens a session that keeps settings and outcomes in a folder of the app's own, which is made
    /// where it is missing. Where that fails, the session works, keeps nothing and says so.
    ///
    /// `system_language` is the system's tag (BCP 47), such as `da-DK`. `key` is 32 random bytes that
    /// the platform's key store made and keeps: how far the reader of the guide has come is sealed
    /// with it. Without a key, or with one of another length, that is forgotten at the end; with
    /// another key than before, it begins anew.
    #[uniffi::constructor]
    pub fn open(folder: &str, system_language: &str, key: Option<Vec<u8>>) -> Arc<Self> {
        logging::start();
        let key = key.map(Zeroizing::new);
        let key = key.and_then(|bytes| SealingKey::try_from(bytes.as_slice()).ok());
        if key.is_none() {
            logging::no_key();
        }
        let folder = Path::new(folder);
        let keeper = Keeper::open(folder, key).unwrap_or_else(|error| {
            logging::store_failed(error);
            Keeper::failed()
        });
        Self::with(keeper, Some(folder.to_owned()), system_language)
    }

    /// Takes an event in. `at` is when it happened by the device's clock, in milliseconds since
    /// 1970-01-01 00:00 UTC; the clock may be wrong and may jump.
    ///
    /// # Errors
    /// Where the core panicked; the session is then as it was before.
    pub fn handle(&self, event: Event, at: u64) -> Result<Update, SessionError> {
        if matches!(event, Event::MovedToForeground) {
            get_ready_to_read();
        }
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        guarded(|| inner.handle(event, Timestamp(at)))
    }

    /// Tells what a form of another app gets; `at` is as in [`Session::handle`]. Nothing happens to
    /// the session.
    ///
    /// # Errors
    /// Where the core panicked.
    pub fn autofill(&self, form: AutofillForm, at: u64) -> Result<Autofill, SessionError> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        guarded(|| Autofill::of(form, &inner.state, Timestamp(at)))
    }

    /// Looks for a newer guide where it is time to, and keeps it. Nothing happens to the session: what
    /// comes back is to be told to it by [`Session::handle`], as something that happens then. Nothing
    /// comes back where there is nothing to tell.
    ///
    /// It waits for the network, a minute at most: call it on a thread that may wait. Other calls do
    /// not wait for it. `at` is as in [`Session::handle`].
    ///
    /// # Errors
    /// Where the core panicked.
    pub fn refresh_guide(&self, at: u64) -> Result<Option<Event>, SessionError> {
        let Some(folder) = &self.folder else {
            return Ok(None);
        };
        guarded(|| {
            let refreshed = remote::refresh(folder, &Source::of_build(), Timestamp(at));
            logging::refreshed(&refreshed);
            Event::of_refresh(refreshed)
        })
    }

    /// The system's language changed; tells what is to be seen now.
    ///
    /// # Errors
    /// Where the core panicked; the session is then as it was before.
    pub fn speak(&self, system_language: &str) -> Result<View, SessionError> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.system_language = Language::of_system(system_language);
        guarded(|| View::of(&inner.state, inner.system_language))
    }
}

impl Session {
    fn with(keeper: Keeper, folder: Option<PathBuf>, system_language: &str) -> Arc<Self> {
        Arc::new(Self {
            folder,
            inner: Mutex::new(Inner {
                state: State::default(),
                keeper,
                system_language: Language::of_system(system_language),
                render: Update::of,
            }),
        })
    }
}

impl Inner {
    fn handle(&mut self, event: Event, at: Timestamp) -> Update {
        let starts = matches!(event, Event::AppStarted);
        let kind = event.into_kind(&self.keeper, at);
        let (mut state, mut told) = self.take_in(self.state.clone(), kind, at);
        if starts && let Some(problem) = self.keeper.take_problem() {
            state = self.take_problem_in(state, problem, at, &mut told);
        }
        // Last, so that the session is as it was where anything before this panics.
        self.state = state;
        told
    }

    /// What comes of an event in a state. What is to be kept is kept once all has been rendered.
    fn take_in(&mut self, state: State, kind: EventKind, at: Timestamp) -> (State, Update) {
        let (state, wanted) = update(state, session::Event { at, kind });
        let mut told = (self.render)(&state, &wanted, self.system_language);
        let mut problem = None;
        for effect in &wanted {
            problem = problem.or(self.keeper.carry_out(effect, at).err());
        }
        let Some(problem) = problem else {
            return (state, told);
        };
        let state = self.take_problem_in(state, problem, at, &mut told);
        (state, told)
    }

    /// Telling the session of a problem leads to nothing that would have to be kept.
    fn take_problem_in(
        &mut self,
        state: State,
        problem: session::ShellProblem,
        at: Timestamp,
        told: &mut Update,
    ) -> State {
        let (state, more) = self.take_in(state, EventKind::ShellFailed(problem), at);
        told.view = more.view;
        told.effects.extend(more.effects);
        state
    }
}

/// Builds the tables for reading as soon as the app is seen, so that the first message does not wait
/// for them, and a process that only answers another app does without. Where no thread can be had, the
/// first message waits.
fn get_ready_to_read() {
    let _ = thread::Builder::new()
        .name("prepare".to_owned())
        .spawn(prepare);
}

/// Runs a piece of the core, and turns a panic into an error. What the panic says is dropped: it
/// may hold a piece of a message.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, SessionError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| SessionError::Panicked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::autofill::{AutofillField, AutofillReason};
    use crate::effect::Effect;
    use crate::event::{Page, ShellProblem};
    use crate::guide::{GuideEvent, GuideKind, GuidePage};
    use crate::hidden::Hidden;
    use crate::text;
    use crate::view::Screen;
    use kodebro_core::guide::Catalogue;
    use kodebro_core::remote::{Refreshed, Refusal};
    use kodebro_core::secret::Secret;

    const KEY: [u8; 32] = [7; 32];
    const BEGIN: u64 = 1_800_000_000_000;
    const SMS: &str = "Brug bekræftelseskode 402913 til Microsoft godkendelse.";

    fn hidden(text: &str) -> Hidden {
        Hidden(Secret::new(text.to_owned()))
    }

    fn tell(session: &Session, event: Event, second: u64) -> Update {
        session
            .handle(event, BEGIN + second * 1000)
            .expect("the core does not fail")
    }

    #[test]
    fn a_wait_leads_to_the_code_and_keeps_nothing_of_it() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().to_str().expect("it is UTF-8");
        let session = Session::open(path, "da-DK", Some(KEY.to_vec()));
        tell(&session, Event::AppStarted, 0);
        tell(&session, Event::WaitRequested, 1);
        let waiting = tell(&session, Event::ConsentExplained, 2);
        assert!(
            waiting
                .effects
                .contains(&Effect::StartListening { at_most: 300_000 })
        );
        let asked = tell(&session, Event::MessageOffered, 9);
        assert!(asked.effects.contains(&Effect::AskConsent));
        let allowed = Event::MessageAllowed {
            text: hidden(SMS),
            sender: None,
        };
        let Screen::Code { code } = tell(&session, allowed, 10).view.screen else {
            panic!("a code is shown");
        };
        assert_eq!(code.code, hidden("402913"));
        assert_eq!(code.groups, [hidden("402"), hidden("913")]);
        assert_eq!(code.left, "Gælder i 2 min. 59 sek. endnu");
        for file in std::fs::read_dir(folder.path()).expect("it can be read") {
            let bytes = std::fs::read(file.expect("an entry").path()).expect("it can be read");
            assert!(!bytes.windows(6).any(|window| window == b"402913"));
        }
        // The next process knows that a code stood there, and not which.
        let again = tell(
            &Session::open(path, "da-DK", Some(KEY.to_vec())),
            Event::AppStarted,
            20,
        );
        assert_eq!(again.view.screen, Screen::Home);
        assert!(again.view.notice.is_some());
    }

    #[test]
    fn microsofts_field_gets_a_wait_and_then_the_code_while_it_lives() {
        let session = Session::with(Keeper::forgetful(), None, "en");
        let ask = |second: u64| {
            let at = BEGIN + second * 1000;
            session.autofill(microsofts_form(), at).expect("no panic")
        };
        let wait = |has_begun| Autofill::Wait {
            fields: vec![0],
            has_begun,
        };
        tell(&session, Event::AppStarted, 0);
        assert_eq!(ask(1), wait(false));
        tell(&session, Event::WaitRequested, 1);
        tell(&session, Event::ConsentExplained, 2);
        assert_eq!(ask(3), wait(true));
        let shared = Event::MessageShared { text: hidden(SMS) };
        tell(&session, shared, 10);
        let code = ask(11);
        assert!(!format!("{code:?} {:?}", microsofts_form()).contains("402"));
        let Autofill::Code { values, groups, .. } = code else {
            panic!("the code is offered");
        };
        assert_eq!((values[0].field, &values[0].value), (0, &hidden("402913")));
        assert_eq!(groups, [hidden("402"), hidden("913")]);
        // The timer may come late; a dead code is not offered all the same.
        assert!(!matches!(ask(200), Autofill::Code { .. }));
        let unknown = AutofillForm {
            certificates: Vec::new(),
            ..microsofts_form()
        };
        assert_eq!(
            session.autofill(unknown, BEGIN + 11_000),
            Ok(Autofill::Nothing {
                reason: AutofillReason::UntrustedApp
            })
        );
    }

    fn microsofts_form() -> AutofillForm {
        let digest = "a78b62a5165b4494b2fead9e76a280d22d937fee6251aece599446b2ea319b04";
        let byte = |at| u8::from_str_radix(&digest[at..at + 2], 16).expect("hexadecimal");
        AutofillForm {
            package: "org.mozilla.firefox".to_owned(),
            certificates: vec![(0..64).step_by(2).map(byte).collect()],
            fields: vec![AutofillField {
                view_id: None,
                html_id: Some("idTxtBx_SAOTCC_OTC".to_owned()),
                html_name: Some("otc".to_owned()),
                html_type: Some("tel".to_owned()),
                autocomplete: Some("off".to_owned()),
                input_mode: None,
                max_length: Some(16),
                hints: Vec::new(),
                host: Some("login.microsoftonline.com".to_owned()),
                scheme: Some("https".to_owned()),
                is_password: false,
                is_focused: true,
                is_usable: true,
            }],
        }
    }

    #[test]
    fn the_place_in_the_guide_is_kept_for_who_has_the_key() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().to_str().expect("it is UTF-8");
        let press = |session: &Session, event| tell(session, Event::Guide { event }, 1).view;
        let session = Session::open(path, "en", Some(KEY.to_vec()));
        tell(&session, Event::AppStarted, 0);
        press(&session, GuideEvent::Opened);
        let guide = GuideKind::SignIn;
        press(&session, GuideEvent::Chosen { guide });
        press(&session, GuideEvent::Answered { answer: 0 });
        let view = press(&session, GuideEvent::NextPressed);
        let Screen::Guide { guide } = &view.screen else {
            panic!("the guide is shown");
        };
        let GuidePage::Step { step } = &guide.page else {
            panic!("a step is shown");
        };
        assert!(step.title.contains("@alumni.ku.dk"));
        assert!(
            step.drawing
                .iter()
                .any(|part| part.here && part.spoken.contains("Here"))
        );
        assert!(view.way_to_guide.contains("step 2 of 7"));
        assert!(
            !format!("{view:?}").contains("alumni"),
            "where they stand is theirs"
        );
        let way = |key| {
            let session = Session::open(path, "en", key);
            tell(&session, Event::AppStarted, 2).view.way_to_guide
        };
        assert!(way(Some(KEY.to_vec())).contains("step 2 of 7"));
        for other in [None, Some(vec![8; 32]), Some(vec![7; 31])] {
            assert!(!way(other).contains("step 2"), "it opens without the key");
        }
    }

    #[test]
    fn a_build_that_names_no_server_asks_none() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let session = Session::open(folder.path().to_str().expect("it is UTF-8"), "en", None);
        tell(&session, Event::AppStarted, 0);
        let seen = tell(&session, Event::MovedToForeground, 0);
        assert!(seen.effects.contains(&Effect::RefreshGuide));
        assert_eq!(session.refresh_guide(BEGIN), Ok(None));
    }

    #[test]
    fn a_guide_that_comes_late_takes_no_time_from_a_code() {
        let session = Session::with(Keeper::forgetful(), None, "en");
        tell(&session, Event::AppStarted, 0);
        let shared = Event::MessageShared { text: hidden(SMS) };
        tell(&session, shared, 2);
        // It was looked for now, and the network takes its time.
        let came = Event::of_refresh(Refreshed::Taken(Catalogue::built_in()));
        tell(&session, Event::CodeExpected, 50);
        tell(&session, came.expect("there is one to tell"), 60);
        let Screen::Code { code } = tell(&session, Event::Tick, 62).view.screen else {
            panic!("the code still stands");
        };
        assert_eq!(code.seconds_left, 120);
    }

    #[test]
    fn a_newer_guide_is_told_to_who_reads_it() {
        let session = Session::with(Keeper::forgetful(), None, "en");
        tell(&session, Event::AppStarted, 0);
        let event = GuideEvent::Opened;
        tell(&session, Event::Guide { event }, 1);
        let taken = tell(&session, Event::CatalogueTaken, 2).view;
        let newer = text::texts(text::Language::English)[&text::TextKey::NoticeGuideNewer].clone();
        assert_eq!(taken.notice, Some(newer));
    }

    #[test]
    fn a_guide_that_alarms_is_told() {
        let refused = Refreshed::Refused {
            reason: Refusal::WrongSignature,
            is_new: true,
        };
        let problem = ShellProblem::GuideRefused;
        let told = Event::of_refresh(refused);
        assert_eq!(told, Some(Event::ShellFailed { problem }));
        assert_eq!(Event::of_refresh(Refreshed::Unchanged), None);
    }

    #[test]
    fn the_words_follow_the_system_until_a_language_is_chosen() {
        let session = Session::with(Keeper::forgetful(), None, "da-DK");
        tell(&session, Event::AppStarted, 0);
        assert_eq!(
            session.speak("fr").map(|view| view.language),
            Ok(text::Language::English)
        );
        let chosen = Event::LanguageChosen {
            language: text::Language::Danish,
        };
        tell(&session, chosen, 1);
        assert_eq!(
            session.speak("en").map(|view| view.language),
            Ok(text::Language::Danish)
        );
    }

    #[test]
    fn a_folder_that_cannot_be_used_is_told_and_the_session_works() {
        let file = tempfile::NamedTempFile::new().expect("a file can be made");
        let session = Session::open(file.path().to_str().expect("it is UTF-8"), "en", None);
        let started = tell(&session, Event::AppStarted, 0);
        let told = text::texts(text::Language::English)[&text::TextKey::ProblemStore].clone();
        assert_eq!(started.view.notice, Some(told));
        let open = Event::PageOpened { page: Page::Help };
        assert_eq!(tell(&session, open, 1).view.screen, Screen::Help);
    }

    #[test]
    fn a_panic_is_an_error_and_the_session_is_as_it_was() {
        let session = Session::with(Keeper::forgetful(), None, "en");
        tell(&session, Event::AppStarted, 0);
        let render = |render| session.inner.lock().expect("it is whole").render = render;
        render(|_, _, _| panic!("as the core might, once it has moved on"));
        let page = Page::Help;
        let failed = session.handle(Event::PageOpened { page }, BEGIN + 1000);
        assert_eq!(failed, Err(SessionError::Panicked));
        render(Update::of);
        let problem = ShellProblem::Core;
        let next = tell(&session, Event::ShellFailed { problem }, 2);
        assert_eq!(next.view.screen, Screen::Home);
        assert!(next.view.notice.is_some());
    }

    #[test]
    fn nothing_that_comes_in_or_goes_out_prints_a_secret() {
        let session = Session::with(Keeper::forgetful(), None, "en");
        let shared = Event::MessageShared { text: hidden(SMS) };
        let printed = format!(
            "{shared:?} {:?} {:?} {session:?}",
            tell(&session, shared.clone(), 1),
            tell(&session, Event::SharePressed, 2),
        );
        assert!(!printed.contains("402913"));
        assert!(!printed.contains("godkendelse"));
    }
}
