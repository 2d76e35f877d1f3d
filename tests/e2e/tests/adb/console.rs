//! The wire of an emulator's console.

use crate::emulator::Emulator;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// What lets in.
pub(crate) const TOKEN: &str = "Ab3dEf6hIj9lMnOp";

/// A port that is free for [`serve`].
pub(crate) fn listen() -> TcpListener {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free")
}

/// Serves for as long as the process runs.
pub(crate) fn serve(listener: TcpListener, emulator: Arc<Emulator>) {
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let emulator = Arc::clone(&emulator);
            // A client may hang up at any time.
            thread::spawn(move || drop(answer(stream, &emulator)));
        }
    });
}

fn answer(mut stream: TcpStream, emulator: &Emulator) -> io::Result<()> {
    let commands = BufReader::new(stream.try_clone()?);
    stream.write_all(
        b"Android Console: Authentication required\r\n\
          Android Console: type 'auth <auth_token>' to authenticate\r\n\
          Android Console: you can find your <auth_token> in \r\n\
          '/home/abc123/.emulator_console_auth_token'\r\nOK\r\n",
    )?;
    let mut is_in = false;
    for command in commands.lines() {
        let command = command?;
        let answer: &[u8] = if let Some(token) = command.strip_prefix("auth ") {
            is_in = token == TOKEN;
            if is_in {
                b"Android Console: type 'help' for a list of commands\r\nOK\r\n"
            } else {
                b"KO: authentication token does not match ~/.emulator_console_auth_token\r\n"
            }
        } else if !is_in {
            b"KO: unknown command, try 'help'\r\n"
        } else if let Some((from, text)) = command
            .strip_prefix("sms send ")
            .and_then(|rest| rest.split_once(' '))
        {
            let number = from.strip_prefix('+').unwrap_or(from);
            if number.chars().all(|digit| digit.is_ascii_digit()) {
                emulator.receive(text);
                b"OK\r\n"
            } else {
                b"KO: bad phone number format, must be [+](0-9)*\r\n"
            }
        } else {
            b"KO: unknown command, try 'help'\r\n"
        };
        stream.write_all(answer)?;
    }
    Ok(())
}
