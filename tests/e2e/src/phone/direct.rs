//! The first phone: the core driven directly, in Danish.

use super::{
    Offered, Phone, PhoneButton, PhoneError, PhoneKind, PhoneScreen, Phones, Sender,
    SimulatedPhone, WebForm, draw_words,
};
use kodebro_core::guide::{Catalogue, Progress};
use kodebro_core::message::Message;
use kodebro_core::secret::Secret;
use kodebro_core::session::{
    Effect, EventKind, GuideEvent, GuidePage, GuideView, Page, Saved, Screen, Start, Timestamp,
    ViewModel,
};
use kodebro_core::text::{Language, Line, TextKey, text, time_left};
use std::sync::Arc;

/// The language of the phone's system.
const SYSTEM_LANGUAGE: Language = Language::Danish;

/// Phones without a shell of their own.
#[derive(Debug, Clone, Copy)]
pub struct DirectPhones;

impl Phones for DirectPhones {
    fn kind(&self) -> PhoneKind {
        PhoneKind::Core
    }

    fn start(&self, at: Timestamp) -> Result<Box<dyn Phone>, PhoneError> {
        Ok(Box::new(DirectPhone::start(at)))
    }
}

/// A phone without a shell of its own.
#[derive(Debug)]
pub struct DirectPhone {
    phone: SimulatedPhone,
    /// What lies in the phone's own inbox.
    last_message: Option<Message>,
    saved: Option<Saved>,
    progress: Progress,
    catalogue: Option<Arc<Catalogue>>,
}

impl DirectPhone {
    /// A phone on which the app is started for the first time.
    pub fn start(at: Timestamp) -> Self {
        let (phone, effects) = SimulatedPhone::start(Start::default(), at);
        let mut phone = Self {
            phone,
            last_message: None,
            saved: None,
            progress: Progress::default(),
            catalogue: None,
        };
        phone.keep(effects);
        phone
    }

    /// Something happened; what is to outlive the process is kept.
    fn happen(&mut self, kind: EventKind, at: Timestamp) {
        let effects = self.phone.happen(kind, at);
        self.keep(effects);
    }

    fn keep(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Save(saved) => self.saved = Some(saved),
                Effect::KeepProgress(progress) => self.progress = progress,
                Effect::Erase => {
                    self.saved = None;
                    self.progress = Progress::default();
                }
                _ => {}
            }
        }
    }

    fn speak(&mut self, language: Language, at: Timestamp) {
        self.happen(EventKind::PageOpened(Page::Settings), at);
        self.happen(EventKind::LanguageChosen(language), at);
        self.happen(EventKind::BackPressed, at);
    }

    /// The words of the screen: headings first, each once.
    fn lines(&self) -> Vec<String> {
        let view = self.phone.view();
        let language = language_of(&view);
        let say = |key| text(language, key).to_owned();
        let mut lines = Vec::new();
        if let Some(notice) = &view.notice {
            lines.push(notice.render(language));
        }
        if self.phone.is_asking() {
            lines.push(say(TextKey::ConsentQuestion));
            if let Some(sender) = self.phone.asks_about() {
                let from = Line::with(TextKey::ConsentFrom, "sender", sender);
                lines.push(from.render(language));
            }
            lines.extend([TextKey::ConsentAllow, TextKey::ConsentRefuse].map(say));
            return lines;
        }
        match &view.screen {
            Screen::Home => lines.extend([TextKey::HomeTitle, TextKey::HomeIntro].map(say)),
            Screen::ConsentExplained => {
                lines.extend([TextKey::ConsentTitle, TextKey::ConsentBody].map(say));
            }
            Screen::Waiting {
                seconds_left,
                next,
                advice,
                ..
            } => {
                lines.push(say(TextKey::WaitingTitle));
                lines.push(time_left(language, TextKey::WaitingLeft, *seconds_left));
                lines.push(next.render(language));
                lines.extend(advice.iter().map(|line| line.render(language)));
            }
            Screen::Code(code) => {
                lines.push(say(TextKey::CodeTitle));
                lines.push(time_left(language, TextKey::CodeLeft, code.seconds_left));
                if code.expected {
                    lines.push(say(TextKey::CodeTypeIt));
                } else {
                    lines.push(say(TextKey::CodeExpectedQuestion));
                }
                if code.copied {
                    lines.push(say(TextKey::CodeCopied));
                }
                lines.extend(code.advice.iter().map(|line| line.render(language)));
            }
            Screen::Choose { .. } => {
                lines.extend([TextKey::ChooseTitle, TextKey::ChooseBody].map(say))
            }
            Screen::Expired => lines.extend([TextKey::ExpiredTitle, TextKey::ExpiredBody].map(say)),
            Screen::Used => lines.extend([TextKey::UsedTitle, TextKey::UsedBody].map(say)),
            Screen::Warning { steps } => {
                lines.push(say(TextKey::WarningTitle));
                lines.extend(steps.iter().map(|line| line.render(language)));
            }
            Screen::WhyNoMessage { causes, .. } => {
                lines.push(say(TextKey::SilenceTitle));
                for cause in causes {
                    lines.push(format!(
                        "{} {}",
                        cause.cause.render(language),
                        cause.remedy.render(language)
                    ));
                }
            }
            Screen::Guide(guide) => lines.extend(guide_lines(guide, language)),
            Screen::Help => lines.push(say(TextKey::HelpTitle)),
            Screen::Settings => lines.push(say(TextKey::SettingsTitle)),
            Screen::About => lines.push(say(TextKey::AboutTitle)),
            Screen::ConfirmDeletion => lines.push(say(TextKey::DeleteTitle)),
        }
        lines
    }
}

/// The language of the moment.
fn language_of(view: &ViewModel) -> Language {
    view.language.unwrap_or(SYSTEM_LANGUAGE)
}

impl Phone for DirectPhone {
    fn press(&mut self, button: PhoneButton, at: Timestamp) {
        let kind = match button {
            PhoneButton::Wait => {
                self.happen(EventKind::WaitRequested, at);
                // Does nothing where it has been read before.
                EventKind::ConsentExplained
            }
            PhoneButton::Allow | PhoneButton::Refuse => {
                let effects = self.phone.answer_consent(button == PhoneButton::Allow, at);
                return self.keep(effects);
            }
            PhoneButton::Copy => EventKind::CopyPressed,
            PhoneButton::Used => EventKind::CodeUsed,
            PhoneButton::Resend => EventKind::ResendPressed,
            PhoneButton::NotMine => EventKind::CodeNotMine,
            PhoneButton::Paste => match self.last_message.clone() {
                Some(message) => EventKind::MessageShared(message),
                None => return,
            },
            PhoneButton::Home => EventKind::HomePressed,
            PhoneButton::Guide => EventKind::Guide(GuideEvent::Opened),
            PhoneButton::FirstChoice => match self.phone.view().screen {
                Screen::Guide(GuideView {
                    page: GuidePage::Start { guides },
                    ..
                }) => EventKind::Guide(GuideEvent::Chosen(guides[0].kind)),
                _ => EventKind::Guide(GuideEvent::Answered(0)),
            },
            PhoneButton::NextStep => EventKind::Guide(GuideEvent::NextPressed),
            PhoneButton::English => return self.speak(Language::English, at),
            PhoneButton::Danish => return self.speak(Language::Danish, at),
        };
        self.happen(kind, at);
    }

    fn receive(&mut self, message: Message, from: Sender, at: Timestamp) {
        self.last_message = Some(message.clone());
        if from == Sender::Stranger {
            let effects = self.phone.receive(message, at);
            self.keep(effects);
        }
    }

    fn pass_time(&mut self, at: Timestamp) {
        let effects = self.phone.pass_time(at);
        self.keep(effects);
    }

    fn restart(&mut self, at: Timestamp) {
        let start = Start {
            saved: self.saved,
            progress: self.progress.clone(),
            catalogue: self.catalogue.clone(),
        };
        let effects = self.phone.restart(start, at);
        self.keep(effects);
    }

    fn autofill(&mut self, form: &WebForm, at: Timestamp) -> Offered {
        let offered = self.phone.autofill(form, at);
        if offered == Offered::Wait {
            self.happen(EventKind::WaitRequestedAtField, at);
            self.happen(EventKind::ConsentExplained, at);
        }
        offered
    }

    fn take_guide(&mut self, catalogue: Arc<Catalogue>, at: Timestamp) {
        self.catalogue = Some(Arc::clone(&catalogue));
        self.happen(EventKind::CatalogueTaken(catalogue), at);
    }

    fn screen(&self) -> PhoneScreen {
        self.phone.screen()
    }

    fn code(&self) -> Option<Secret<String>> {
        self.phone.code()
    }

    fn clipboard(&self) -> Option<Secret<String>> {
        self.phone.clipboard().cloned()
    }

    fn words(&self) -> String {
        self.lines().join("\n")
    }

    fn picture(&self) -> String {
        let code = match self.phone.view().screen {
            Screen::Code(code) => {
                let groups = code.grouped();
                let groups: Vec<_> = groups.iter().map(|group| group.expose().as_str()).collect();
                Some(groups.join(" "))
            }
            _ => None,
        };
        draw_words(&self.lines(), code.as_deref())
    }
}

/// The words of the guide, as far as scenarios look at them.
fn guide_lines(guide: &GuideView, language: Language) -> Vec<String> {
    let say = |key| text(language, key).to_owned();
    let mut lines = match &guide.page {
        GuidePage::Start { guides } => {
            let titles = guides
                .iter()
                .map(|guide| guide.title.get(language).to_owned());
            [say(TextKey::GuideTitle)]
                .into_iter()
                .chain(titles)
                .collect()
        }
        GuidePage::Question {
            number, question, ..
        } => vec![question.get(language).to_owned(), number.render(language)],
        GuidePage::NotForYou { title, instead, .. } => [title, instead]
            .map(|words| words.get(language).to_owned())
            .to_vec(),
        GuidePage::Step(step) => vec![
            step.title.get(language).to_owned(),
            step.number.render(language),
            step.instruction.get(language).to_owned(),
        ],
        GuidePage::Steps { title, .. } => vec![title.get(language).to_owned()],
        GuidePage::Stuck { step, .. } => {
            vec![say(TextKey::GuideStuckTitle), step.render(language)]
        }
        GuidePage::Done { title, done } => [title, done]
            .map(|words| words.get(language).to_owned())
            .to_vec(),
    };
    let waiting = guide.waiting_s;
    lines.extend(waiting.map(|left| time_left(language, TextKey::GuideWaiting, left)));
    lines
}
