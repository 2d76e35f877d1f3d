//! The first phone: the core driven directly, in Danish.

use super::{Phone, PhoneButton, PhoneScreen, SimulatedPhone};
use kodebro_core::message::Message;
use kodebro_core::secret::Secret;
use kodebro_core::session::{
    CodeView, EventKind, GuideEvent, GuidePage, GuideView, Screen, Start, Timestamp,
};
use kodebro_core::text::{Language, Line, TextKey, text, time_left};
use std::fmt::Write as _;

const LANGUAGE: Language = Language::Danish;

/// A phone without a shell of its own.
#[derive(Debug)]
pub struct DirectPhone {
    phone: SimulatedPhone,
    /// What lies in the phone's own inbox.
    last_message: Option<Message>,
}

impl DirectPhone {
    /// A phone on which the app is started for the first time.
    pub fn start(at: Timestamp) -> Self {
        Self {
            phone: SimulatedPhone::start(Start::default(), at).0,
            last_message: None,
        }
    }

    /// The words of the screen: headings first, each once.
    fn lines(&self) -> Vec<String> {
        let view = self.phone.view();
        let say = |key| text(LANGUAGE, key).to_owned();
        let mut lines = Vec::new();
        if let Some(notice) = &view.notice {
            lines.push(notice.render(LANGUAGE));
        }
        if self.phone.is_asking() {
            lines.push(say(TextKey::ConsentQuestion));
            if let Some(sender) = self.phone.asks_about() {
                let from = Line::with(TextKey::ConsentFrom, "sender", sender);
                lines.push(from.render(LANGUAGE));
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
                lines.push(time_left(LANGUAGE, TextKey::WaitingLeft, *seconds_left));
                lines.push(next.render(LANGUAGE));
                lines.extend(advice.iter().map(|line| line.render(LANGUAGE)));
            }
            Screen::Code(code) => {
                lines.push(say(TextKey::CodeTitle));
                lines.push(time_left(LANGUAGE, TextKey::CodeLeft, code.seconds_left));
                if code.expected {
                    lines.push(say(TextKey::CodeTypeIt));
                } else {
                    lines.push(say(TextKey::CodeExpectedQuestion));
                }
                if code.copied {
                    lines.push(say(TextKey::CodeCopied));
                }
                lines.extend(code.advice.iter().map(|line| line.render(LANGUAGE)));
            }
            Screen::Choose { .. } => {
                lines.extend([TextKey::ChooseTitle, TextKey::ChooseBody].map(say))
            }
            Screen::Expired => lines.extend([TextKey::ExpiredTitle, TextKey::ExpiredBody].map(say)),
            Screen::Used => lines.extend([TextKey::UsedTitle, TextKey::UsedBody].map(say)),
            Screen::Warning { steps } => {
                lines.push(say(TextKey::WarningTitle));
                lines.extend(steps.iter().map(|line| line.render(LANGUAGE)));
            }
            Screen::WhyNoMessage { causes, .. } => {
                lines.push(say(TextKey::SilenceTitle));
                for cause in causes {
                    lines.push(format!(
                        "{} {}",
                        cause.cause.render(LANGUAGE),
                        cause.remedy.render(LANGUAGE)
                    ));
                }
            }
            Screen::Guide(guide) => lines.extend(guide_lines(guide)),
            Screen::Help => lines.push(say(TextKey::HelpTitle)),
            Screen::Settings => lines.push(say(TextKey::SettingsTitle)),
            Screen::About => lines.push(say(TextKey::AboutTitle)),
            Screen::ConfirmDeletion => lines.push(say(TextKey::DeleteTitle)),
        }
        lines
    }
}

impl Phone for DirectPhone {
    fn press(&mut self, button: PhoneButton, at: Timestamp) {
        let kind = match button {
            PhoneButton::Wait => {
                self.phone.happen(EventKind::WaitRequested, at);
                // Does nothing where it has been read before.
                EventKind::ConsentExplained
            }
            PhoneButton::Allow | PhoneButton::Refuse => {
                self.phone.answer_consent(button == PhoneButton::Allow, at);
                return;
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
        };
        self.phone.happen(kind, at);
    }

    fn receive(&mut self, message: Message, at: Timestamp) {
        self.last_message = Some(message.clone());
        self.phone.receive(message, at);
    }

    fn pass_time(&mut self, at: Timestamp) {
        self.phone.pass_time(at);
    }

    fn screen(&self) -> PhoneScreen {
        if self.phone.is_asking() {
            return PhoneScreen::Asking;
        }
        match self.phone.view().screen {
            Screen::Home => PhoneScreen::Home,
            Screen::ConsentExplained => PhoneScreen::ConsentExplained,
            Screen::Waiting { .. } => PhoneScreen::Waiting,
            Screen::Code(CodeView { expected: true, .. }) => PhoneScreen::Code,
            Screen::Code(_) => PhoneScreen::UnexpectedCode,
            Screen::Choose { .. } => PhoneScreen::Choose,
            Screen::Expired => PhoneScreen::Expired,
            Screen::Used => PhoneScreen::Used,
            Screen::Warning { .. } => PhoneScreen::Warning,
            Screen::WhyNoMessage { .. } => PhoneScreen::WhyNoMessage,
            Screen::Guide(_) => PhoneScreen::Guide,
            Screen::Help | Screen::Settings | Screen::About | Screen::ConfirmDeletion => {
                PhoneScreen::Other
            }
        }
    }

    fn code(&self) -> Option<Secret<String>> {
        match self.phone.view().screen {
            Screen::Code(code) => Some(code.code),
            _ => None,
        }
    }

    fn clipboard(&self) -> Option<Secret<String>> {
        self.phone.clipboard().cloned()
    }

    fn words(&self) -> String {
        self.lines().join("\n")
    }

    fn picture(&self) -> String {
        let mut html = String::from("<div class=\"phone\">");
        let mut lines = self.lines().into_iter();
        if let Some(heading) = lines.next() {
            let _ = write!(html, "<h3>{}</h3>", escape(&heading));
        }
        if let Screen::Code(code) = self.phone.view().screen {
            let groups: Vec<String> = code
                .grouped()
                .iter()
                .map(|group| escape(group.expose()))
                .collect();
            let left = f64::from(code.seconds_left) / f64::from(code.seconds_total.max(1)) * 100.0;
            let _ = write!(
                html,
                "<p class=\"code\">{}</p><div class=\"bar\"><i style=\"width:{left:.0}%\"></i></div>",
                groups.join(" ")
            );
        }
        for line in lines {
            let _ = write!(html, "<p>{}</p>", escape(&line));
        }
        html.push_str("</div>");
        html
    }
}

/// The words of the guide, as far as scenarios look at them.
fn guide_lines(guide: &GuideView) -> Vec<String> {
    let say = |key| text(LANGUAGE, key).to_owned();
    let mut lines = match &guide.page {
        GuidePage::Start { guides } => {
            let titles = guides
                .iter()
                .map(|guide| guide.title.get(LANGUAGE).to_owned());
            [say(TextKey::GuideTitle)]
                .into_iter()
                .chain(titles)
                .collect()
        }
        GuidePage::Question {
            number, question, ..
        } => vec![question.get(LANGUAGE).to_owned(), number.render(LANGUAGE)],
        GuidePage::NotForYou { title, instead, .. } => [title, instead]
            .map(|words| words.get(LANGUAGE).to_owned())
            .to_vec(),
        GuidePage::Step(step) => vec![
            step.title.get(LANGUAGE).to_owned(),
            step.number.render(LANGUAGE),
            step.instruction.get(LANGUAGE).to_owned(),
        ],
        GuidePage::Steps { title, .. } => vec![title.get(LANGUAGE).to_owned()],
        GuidePage::Stuck { step, .. } => {
            vec![say(TextKey::GuideStuckTitle), step.render(LANGUAGE)]
        }
        GuidePage::Done { title, done } => [title, done]
            .map(|words| words.get(LANGUAGE).to_owned())
            .to_vec(),
    };
    let waiting = guide.waiting_s;
    lines.extend(waiting.map(|left| time_left(LANGUAGE, TextKey::GuideWaiting, left)));
    lines
}

/// Text as HTML shows it.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
