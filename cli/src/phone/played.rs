//! The terminal phone as scenarios play it: by its keys, on a terminal in memory.

use super::buttons::Label;
use super::screen::drawn;
use super::sealing_key;
use super::shell::Shell;
use kodebro_core::guide::Catalogue;
use kodebro_core::message::Message;
use kodebro_core::remote::Refreshed;
use kodebro_core::secret::Secret;
use kodebro_core::session::Timestamp;
use kodebro_core::store::Keeper;
use kodebro_core::text::{Language, TextKey};
use kodebro_e2e::phone::{
    Offered, Phone, PhoneButton, PhoneError, PhoneKind, PhoneScreen, Phones, Sender, WebForm,
    draw_terminal,
};
use std::io;
use std::sync::Arc;
use tempfile::TempDir;

/// The usual size of a terminal, and one on which every text has room.
const USUAL: (u16, u16) = (80, 26);
const LARGE: (u16, u16) = (80, 80);
/// From anywhere, waiting is not more presses away than this.
const PRESSES_TO_WAITING: usize = 4;

/// Terminals in memory, each with a store of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TerminalPhones;

impl Phones for TerminalPhones {
    fn kind(&self) -> PhoneKind {
        PhoneKind::Terminal
    }

    fn start(&self, at: Timestamp) -> Result<Box<dyn Phone>, PhoneError> {
        let start = || {
            let folder = tempfile::tempdir()?;
            let shell = open(&folder, at)?;
            Ok::<_, io::Error>(TerminalPhone {
                shell,
                folder,
                last_message: None,
                clipboard: None,
                problem: None,
            })
        };
        match start() {
            Ok(phone) => Ok(Box::new(phone)),
            Err(error) => Err(PhoneError(format!("the terminal did not start: {error}"))),
        }
    }
}

fn open(folder: &TempDir, at: Timestamp) -> io::Result<Shell> {
    let key = sealing_key::of_folder(folder.path())?;
    let keeper = Keeper::open(folder.path(), Some(key)).map_err(io::Error::other)?;
    Ok(Shell::start(keeper, Language::Danish, at))
}

struct TerminalPhone {
    shell: Shell,
    /// What it keeps.
    folder: TempDir,
    /// What lies in the phone's own inbox.
    last_message: Option<Message>,
    /// The terminal's.
    clipboard: Option<Secret<String>>,
    problem: Option<String>,
}

impl TerminalPhone {
    /// Presses the key of the first button with these words; whether there is one.
    fn press_key(&mut self, key: TextKey, at: Timestamp) -> bool {
        self.press_where(at, |label| *label == Label::Text(key))
    }

    fn press_where(&mut self, at: Timestamp, is_it: impl Fn(&Label) -> bool) -> bool {
        let buttons = self.shell.buttons();
        let Some(button) = buttons.iter().find(|button| is_it(&button.label)) else {
            return false;
        };
        self.shell.type_character(button.letter, at);
        self.look_at_clipboard();
        true
    }

    fn look_at_clipboard(&mut self) {
        if let Some(copied) = self.shell.take_copies().pop() {
            self.clipboard = (!copied.is_empty()).then(|| Secret::new(copied));
        }
    }

    fn begin_to_wait(&mut self, at: Timestamp) {
        for _ in 0..PRESSES_TO_WAITING {
            let leads = [
                TextKey::HomeWait,
                TextKey::ButtonContinue,
                TextKey::SilenceAgain,
            ];
            if leads.into_iter().any(|key| self.press_key(key, at)) {
                continue;
            }
            // From the end of one code, the way to the next leads over the front page.
            if self.screen() != PhoneScreen::Used {
                return;
            }
            self.press_key(TextKey::ButtonHome, at);
        }
    }

    fn speak(&mut self, language: Language, at: Timestamp) {
        self.press_key(TextKey::HomeSettings, at);
        self.press_where(at, |label| *label == Label::Language(language));
        self.press_key(TextKey::ButtonBack, at);
    }

    fn rows(&self, size: (u16, u16)) -> String {
        let rows = drawn(&self.shell, size);
        let rows = rows.lines().map(|row| row.trim_matches('"'));
        rows.collect::<Vec<_>>().join("\n")
    }
}

impl Phone for TerminalPhone {
    fn press(&mut self, button: PhoneButton, at: Timestamp) {
        let key = match button {
            PhoneButton::Wait => return self.begin_to_wait(at),
            PhoneButton::English => return self.speak(Language::English, at),
            PhoneButton::Danish => return self.speak(Language::Danish, at),
            PhoneButton::Paste => {
                if let Some(message) = &self.last_message {
                    self.shell.paste(message.text(), at);
                }
                return;
            }
            PhoneButton::Guide => {
                let way = Label::Line(self.shell.view().way_to_guide);
                self.press_where(at, |label| *label == way);
                return;
            }
            PhoneButton::FirstChoice => {
                self.press_where(at, |label| matches!(label, Label::Words(_)));
                return;
            }
            PhoneButton::Allow => TextKey::ConsentAllow,
            PhoneButton::Refuse => TextKey::ConsentRefuse,
            PhoneButton::Copy => TextKey::CodeCopy,
            PhoneButton::Used => TextKey::CodeUsed,
            PhoneButton::Resend => TextKey::CodeResend,
            PhoneButton::NotMine => TextKey::CodeNotMine,
            PhoneButton::Home => TextKey::ButtonHome,
            PhoneButton::NextStep => TextKey::GuideNext,
        };
        self.press_key(key, at);
    }

    fn receive(&mut self, message: Message, from: Sender, at: Timestamp) {
        self.last_message = Some(message.clone());
        if from == Sender::Stranger {
            self.shell.receive(message, at);
        }
    }

    fn pass_time(&mut self, at: Timestamp) {
        self.shell.pass_time(at);
        self.look_at_clipboard();
    }

    fn restart(&mut self, at: Timestamp) {
        match open(&self.folder, at) {
            Ok(shell) => self.shell = shell,
            Err(error) => self.problem = Some(error.to_string()),
        }
        self.look_at_clipboard();
    }

    /// A terminal has no browser.
    fn autofill(&mut self, _: &WebForm, _: Timestamp) -> Offered {
        Offered::Nothing
    }

    fn take_guide(&mut self, catalogue: Arc<Catalogue>, at: Timestamp) {
        self.shell.refreshed(Refreshed::Taken(catalogue), at);
    }

    fn screen(&self) -> PhoneScreen {
        self.shell.phone().screen()
    }

    fn code(&self) -> Option<Secret<String>> {
        self.shell.phone().code()
    }

    fn clipboard(&self) -> Option<Secret<String>> {
        self.clipboard.clone()
    }

    /// Without the frame.
    fn words(&self) -> String {
        let is_frame = |character| matches!(character, '\u{2500}'..='\u{259f}');
        self.rows(LARGE).replace(is_frame, " ")
    }

    fn picture(&self) -> String {
        draw_terminal(&self.rows(USUAL))
    }

    fn problem(&self) -> Option<String> {
        self.problem.clone()
    }
}
