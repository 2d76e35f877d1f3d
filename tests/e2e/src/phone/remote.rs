//! Apps in a process of their own as phones: the Android app on Robolectric, and KodebroKit.
//!
//! The process connects to an address that it is told, and each connection is a phone. One JSON
//! object a line: a deed in (`do`, `at` in milliseconds since 1970, and what belongs to it), what is
//! seen then out.

use super::{
    Offered, Phone, PhoneButton, PhoneError, PhoneKind, PhoneScreen, Phones, Sender, WebForm,
    draw_words,
};
use kodebro_core::guide::Catalogue;
use kodebro_core::message::Message;
use kodebro_core::secret::Secret;
use kodebro_core::session::Timestamp;
use kodebro_core::text::{Language, TextKey, text};
use serde::Deserialize;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How often is looked whether a phone has come up.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Phones of one process, which is started with the first of them and ends with this.
#[derive(Debug)]
pub struct RemotePhones {
    kind: PhoneKind,
    /// The script that starts the process, below `scripts`, and its arguments.
    command: &'static [&'static str],
    /// What the process prints.
    log: PathBuf,
    process: Mutex<Option<Process>>,
    /// Held by the phone that is there: the process has room for one at a time.
    room: Arc<()>,
}

#[derive(Debug)]
struct Process {
    child: Child,
    listener: TcpListener,
}

impl RemotePhones {
    /// The Android app on Robolectric; what its build and it print goes to a file in a folder that is
    /// there.
    pub fn android(log: PathBuf) -> Self {
        let command = &[
            "android",
            "app.test.testOnly",
            "dk.kodebro.app.ScenarioPhone",
        ];
        Self::new(PhoneKind::Android, command, log)
    }

    /// KodebroKit with the core; what its build and it print goes to a file in a folder that is there.
    pub fn iphone(log: PathBuf) -> Self {
        Self::new(PhoneKind::Iphone, &["ios", "phone"], log)
    }

    fn new(kind: PhoneKind, command: &'static [&'static str], log: PathBuf) -> Self {
        Self {
            kind,
            command,
            log,
            process: Mutex::new(None),
            room: Arc::new(()),
        }
    }

    fn launch(&self) -> io::Result<Process> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts");
        let log = File::create(&self.log)?;
        let child = Command::new(scripts.join(self.command[0]))
            .args(&self.command[1..])
            .env("KODEBRO_PHONE", listener.local_addr()?.to_string())
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        Ok(Process { child, listener })
    }

    fn connect(&self) -> io::Result<TcpStream> {
        let mut running = self.process.lock().unwrap_or_else(PoisonError::into_inner);
        let process = match &mut *running {
            Some(process) => process,
            none => none.insert(self.launch()?),
        };
        loop {
            match process.listener.accept() {
                Ok((stream, _)) => {
                    stream.set_nonblocking(false)?;
                    stream.set_nodelay(true)?;
                    return Ok(stream);
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
            if process.child.try_wait()?.is_some() {
                *running = None;
                return Err(ended());
            }
            thread::sleep(LOOK_EVERY);
        }
    }
}

impl Drop for RemotePhones {
    fn drop(&mut self) {
        let running = self
            .process
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(Process {
            mut child,
            listener,
        }) = running.take()
        {
            // A process that can connect no more ends by itself.
            drop(listener);
            let _ = child.wait();
        }
    }
}

impl Phones for RemotePhones {
    fn kind(&self) -> PhoneKind {
        self.kind
    }

    fn at_once(&self) -> usize {
        1
    }

    fn start(&self, at: Timestamp) -> Result<Box<dyn Phone>, PhoneError> {
        let start = || {
            if Arc::strong_count(&self.room) > 1 {
                return Err(io::Error::other("it has room for one phone at a time"));
            }
            let commands = self.connect()?;
            let mut phone = RemotePhone {
                answers: BufReader::new(commands.try_clone()?),
                commands,
                seen: Seen::default(),
                problem: None,
                _room: Arc::clone(&self.room),
            };
            phone.tell(json!({ "do": "start" }), at)?;
            Ok::<_, io::Error>(phone)
        };
        let phone = start().map_err(|error| {
            let log = self.log.display();
            PhoneError(format!(
                "the phone {} did not come up: {error}; see {log}",
                self.kind
            ))
        })?;
        Ok(Box::new(phone))
    }
}

/// The process ended, or gave no answer.
fn ended() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "it ended before it answered")
}

/// An app in another process.
#[derive(Debug)]
pub struct RemotePhone {
    commands: TcpStream,
    answers: BufReader<TcpStream>,
    seen: Seen,
    problem: Option<String>,
    _room: Arc<()>,
}

/// What the phone answers.
#[derive(Deserialize)]
struct Seen {
    screen: PhoneScreen,
    asks: bool,
    code: Option<String>,
    clipboard: Option<String>,
    words: String,
    /// PNG, in base64; none where the phone draws no pictures.
    picture: Option<String>,
    offered: Option<SeenOffer>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum SeenOffer {
    Nothing,
    Wait,
    Code(String),
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            screen: PhoneScreen::Other,
            asks: false,
            code: None,
            clipboard: None,
            words: String::new(),
            picture: None,
            offered: None,
        }
    }
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

impl RemotePhone {
    fn tell(&mut self, mut command: Value, at: Timestamp) -> io::Result<()> {
        command["at"] = json!(at.0);
        writeln!(self.commands, "{command}")?;
        let mut answer = String::new();
        if self.answers.read_line(&mut answer)? == 0 {
            return Err(ended());
        }
        self.seen = serde_json::from_str(&answer)?;
        Ok(())
    }

    /// Tells something; a phone that has broken down shows no screen that a scenario asks for.
    fn tell_or_break(&mut self, command: Value, at: Timestamp) {
        if let Err(error) = self.tell(command, at) {
            self.seen = Seen::default();
            self.problem = Some(error.to_string());
        }
    }
}

impl Phone for RemotePhone {
    fn press(&mut self, button: PhoneButton, at: Timestamp) {
        self.tell_or_break(json!({ "do": button }), at);
    }

    fn receive(&mut self, message: Message, from: Sender, at: Timestamp) {
        let is_contact = from == Sender::Contact;
        let command = json!({ "do": "receive", "text": message.text(), "is_contact": is_contact });
        self.tell_or_break(command, at);
    }

    fn pass_time(&mut self, at: Timestamp) {
        self.tell_or_break(json!({ "do": "pass" }), at);
    }

    fn restart(&mut self, at: Timestamp) {
        self.tell_or_break(json!({ "do": "restart" }), at);
    }

    fn autofill(&mut self, form: &WebForm, at: Timestamp) -> Offered {
        let mut command = json!(form);
        command["do"] = json!("autofill");
        self.tell_or_break(command, at);
        match self.seen.offered.take() {
            Some(SeenOffer::Code(code)) => Offered::Code(Secret::new(code)),
            Some(SeenOffer::Wait) => Offered::Wait,
            Some(SeenOffer::Nothing) | None => Offered::Nothing,
        }
    }

    /// The apps ask the place that their build names, and it names none.
    fn take_guide(&mut self, _: Arc<Catalogue>, _: Timestamp) {
        self.problem = Some("no newer guide comes to an app whose build names no place".to_owned());
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
        let Some(picture) = &self.seen.picture else {
            let lines: Vec<_> = self.seen.words.lines().map(str::to_owned).collect();
            return draw_words(&lines, self.seen.code.as_deref());
        };
        let mut html = format!(
            "<div class=\"screen\"><img src=\"data:image/png;base64,{picture}\" alt=\"Telefonen\">"
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_that_does_not_come_up_says_where_to_look() {
        let folder = tempfile::tempdir().expect("there is room");
        let log = folder.path().join("phone.log");
        let phones = RemotePhones::new(PhoneKind::Iphone, &["common.sh"], log);
        let Err(error) = phones.start(Timestamp(0)) else {
            panic!("nothing can have come up");
        };
        assert!(
            error
                .to_string()
                .starts_with("the phone iphone did not come up: ")
        );
    }
}
