//! The console of an emulator, which sends it text messages.
//!
//! Its protocol is one command a line, answered by lines that end with `OK` or `KO: …`; it is what
//! `adb emu` speaks. <https://developer.android.com/studio/run/emulator-console>

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::time::Duration;

/// How long the console may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why a message could not be sent. Nothing of the message is in it.
#[derive(Debug, thiserror::Error)]
pub enum ConsoleError {
    /// The console is not there, or stopped answering.
    #[error("the emulator's console at port {port} could not be reached: {source}")]
    Connection {
        /// The port on this machine.
        port: u16,
        /// What happened.
        source: io::Error,
    },
    /// It refused the token.
    #[error("the emulator's console refused the token in {}", .0.display())]
    Token(PathBuf),
    /// It refused the message.
    #[error("the emulator's console did not take the message; see that the emulator has a modem")]
    Message,
}

/// An emulator's console.
#[derive(Debug, Clone)]
pub(super) struct Console {
    /// Its port on this machine.
    pub(super) port: u16,
    /// Where the emulator keeps the token that lets in.
    pub(super) token: PathBuf,
}

impl Console {
    /// A message arrives at the emulator. A number is its sender: the console takes no name.
    ///
    /// # Errors
    /// Where the console is not there or refuses.
    pub(super) fn send_sms(&self, from: &str, text: &str) -> Result<(), ConsoleError> {
        let failed = |source| ConsoleError::Connection {
            port: self.port,
            source,
        };
        let mut talk = Talk::begin(self.port).map_err(failed)?;
        // An empty file, or none, means that it lets everybody in.
        let token = std::fs::read_to_string(&self.token).unwrap_or_default();
        let token = token.trim();
        if !token.is_empty() && !talk.tell(&format!("auth {token}")).map_err(failed)? {
            return Err(ConsoleError::Token(self.token.clone()));
        }
        // A line is a command; the console has `\n` for a new line.
        let text = text.replace('\\', "\\\\").replace('\n', "\\n");
        if talk
            .tell(&format!("sms send {from} {text}"))
            .map_err(failed)?
        {
            Ok(())
        } else {
            Err(ConsoleError::Message)
        }
    }
}

/// A conversation with the console.
struct Talk {
    commands: TcpStream,
    answers: BufReader<TcpStream>,
}

impl Talk {
    fn begin(port: u16) -> io::Result<Self> {
        let commands = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        commands.set_read_timeout(Some(PATIENCE))?;
        commands.set_write_timeout(Some(PATIENCE))?;
        let answers = BufReader::new(commands.try_clone()?);
        let mut talk = Self { commands, answers };
        talk.answer()?;
        Ok(talk)
    }

    fn tell(&mut self, command: &str) -> io::Result<bool> {
        self.commands.write_all(format!("{command}\n").as_bytes())?;
        self.answer()
    }

    /// Whether the answer is a good one.
    fn answer(&mut self) -> io::Result<bool> {
        loop {
            let mut line = String::new();
            if self.answers.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            match line.trim() {
                "OK" => return Ok(true),
                refusal if refusal.starts_with("KO") => return Ok(false),
                _ => {}
            }
        }
    }
}
