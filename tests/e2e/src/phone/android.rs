//! The Android app as the phone, on Robolectric, driven through its screen.

use super::{Phone, PhoneButton, PhoneScreen};
use kodebro_core::message::Message;
use kodebro_core::secret::Secret;
use kodebro_core::session::Timestamp;
use kodebro_core::text::{Language, TextKey, text};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// How often is looked whether the phone has come up.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Why there is no Android phone.
#[derive(Debug, thiserror::Error)]
pub enum AndroidPhoneError {
    /// The build could not be started, or the phone could not be reached.
    #[error("the Android app could not be started: {0}")]
    Start(#[from] io::Error),
    /// It ended before it answered.
    #[error("the Android app ended before it was there; run scripts/android app.test to see why")]
    Ended,
}

/// The Android app, in a process of its own. Time comes in with every call.
#[derive(Debug)]
pub struct AndroidPhone {
    process: Child,
    commands: TcpStream,
    answers: BufReader<TcpStream>,
    seen: Seen,
    problem: Option<String>,
}

/// What the phone answers.
#[derive(Deserialize)]
struct Seen {
    screen: PhoneScreen,
    asks: bool,
    code: Option<String>,
    clipboard: Option<String>,
    words: String,
    picture: String,
}

/// Without what may be a code.
impl std::fmt::Debug for Seen {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Seen")
            .field("screen", &self.screen)
            .field("asks", &self.asks)
            .finish_non_exhaustive()
    }
}

impl AndroidPhone {
    /// Builds the app where it is not built, and starts it for the first time.
    ///
    /// # Errors
    /// Where it cannot be built or does not come up.
    pub fn start(at: Timestamp) -> Result<Self, AndroidPhoneError> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts");
        let mut process = Command::new(scripts.join("android"))
            .args(["app.test.testOnly", "dk.kodebro.app.DemoPhone"])
            .env("KODEBRO_PHONE", listener.local_addr()?.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let commands = loop {
            match listener.accept() {
                Ok((stream, _)) => break stream,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
            if process.try_wait()?.is_some() {
                return Err(AndroidPhoneError::Ended);
            }
            thread::sleep(LOOK_EVERY);
        };
        commands.set_nonblocking(false)?;
        let answers = BufReader::new(commands.try_clone()?);
        let nothing = Seen {
            screen: PhoneScreen::Other,
            asks: false,
            code: None,
            clipboard: None,
            words: String::new(),
            picture: String::new(),
        };
        let mut phone = Self {
            process,
            commands,
            answers,
            seen: nothing,
            problem: None,
        };
        phone.tell(json!({ "do": "start" }), at)?;
        Ok(phone)
    }

    fn tell(&mut self, mut command: Value, at: Timestamp) -> Result<(), AndroidPhoneError> {
        command["at"] = json!(at.0);
        writeln!(self.commands, "{command}")?;
        let mut answer = String::new();
        if self.answers.read_line(&mut answer)? == 0 {
            return Err(AndroidPhoneError::Ended);
        }
        self.seen = serde_json::from_str(&answer).map_err(io::Error::from)?;
        Ok(())
    }

    /// Tells something; a phone that has broken down shows no screen that a scenario asks for.
    fn tell_or_break(&mut self, command: Value, at: Timestamp) {
        if let Err(error) = self.tell(command, at) {
            self.seen.screen = PhoneScreen::Other;
            self.seen.asks = false;
            self.seen.code = None;
            self.problem = Some(error.to_string());
        }
    }
}

impl Drop for AndroidPhone {
    fn drop(&mut self) {
        // The end of the commands ends the phone.
        let _ = self.commands.shutdown(std::net::Shutdown::Both);
        let _ = self.process.wait();
    }
}

impl Phone for AndroidPhone {
    fn press(&mut self, button: PhoneButton, at: Timestamp) {
        let name = match button {
            PhoneButton::Wait => "wait",
            PhoneButton::Allow => "allow",
            PhoneButton::Refuse => "refuse",
            PhoneButton::Copy => "copy",
            PhoneButton::Used => "used",
            PhoneButton::Resend => "resend",
            PhoneButton::NotMine => "not_mine",
            PhoneButton::Paste => "paste",
            PhoneButton::Home => "home",
            PhoneButton::Guide => "guide",
            PhoneButton::FirstChoice => "first_choice",
            PhoneButton::NextStep => "next_step",
        };
        self.tell_or_break(json!({ "do": name }), at);
    }

    fn receive(&mut self, message: Message, at: Timestamp) {
        let command = json!({ "do": "receive", "text": message.text() });
        self.tell_or_break(command, at);
    }

    fn pass_time(&mut self, at: Timestamp) {
        self.tell_or_break(json!({ "do": "pass" }), at);
    }

    fn screen(&self) -> PhoneScreen {
        if self.seen.asks {
            PhoneScreen::Asking
        } else {
            self.seen.screen
        }
    }

    fn code(&self) -> Option<Secret<String>> {
        self.seen.code.clone().map(Secret::new)
    }

    fn clipboard(&self) -> Option<Secret<String>> {
        self.seen.clipboard.clone().map(Secret::new)
    }

    fn words(&self) -> String {
        self.seen.words.clone()
    }

    fn picture(&self) -> String {
        let mut html = format!(
            "<div class=\"screen\"><img src=\"data:image/png;base64,{}\" alt=\"Telefonen\">",
            self.seen.picture
        );
        if self.seen.asks {
            // Android's own question stands on top of the app; it is not the app's to draw.
            let say = |key| text(Language::Danish, key);
            html.push_str(&format!(
                "<div class=\"asks\"><b>{}</b><span>{}</span><span>{}</span></div>",
                say(TextKey::ConsentQuestion),
                say(TextKey::ConsentRefuse),
                say(TextKey::ConsentAllow),
            ));
        }
        html.push_str("</div>");
        html
    }

    fn problem(&self) -> Option<String> {
        self.problem.clone()
    }
}
