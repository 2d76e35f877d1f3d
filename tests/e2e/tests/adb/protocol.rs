//! The wire of an adb server: requests behind four hexadecimal digits of length, the shell of a
//! device, and files by the sync protocol.
//! https://android.googlesource.com/platform/packages/modules/adb/+/refs/heads/main/docs/dev

use crate::emulator::Emulator;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// The most that a sync packet carries.
const CHUNK: usize = 64 * 1024;

/// Serves at a free port, for as long as the process runs; gives the port.
pub(crate) fn serve(emulator: Arc<Emulator>) -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    let port = listener.local_addr().expect("it is bound").port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let emulator = Arc::clone(&emulator);
            // A client may hang up at any time.
            thread::spawn(move || drop(answer(stream, &emulator)));
        }
    });
    port
}

fn answer(mut stream: TcpStream, emulator: &Emulator) -> io::Result<()> {
    loop {
        let request = read_request(&mut stream)?;
        if request == "host:devices-l" {
            let devices: String = emulator.devices();
            stream.write_all(format!("OKAY{:04x}{devices}", devices.len()).as_bytes())?;
            return Ok(());
        } else if let Some(serial) = request.strip_prefix("host:transport:") {
            if !emulator.devices().contains(serial) {
                let why = format!("device '{serial}' not found");
                return stream.write_all(format!("FAIL{:04x}{why}", why.len()).as_bytes());
            }
            stream.write_all(b"OKAY")?;
        } else if let Some(command) = request.strip_prefix("shell:") {
            stream.write_all(b"OKAY")?;
            return stream.write_all(emulator.shell(command).as_bytes());
        } else if request == "sync:" {
            stream.write_all(b"OKAY")?;
            return sync(&mut stream, emulator);
        } else {
            let why = "unknown host service";
            return stream.write_all(format!("FAIL{:04x}{why}", why.len()).as_bytes());
        }
    }
}

fn read_request(stream: &mut TcpStream) -> io::Result<String> {
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let length = std::str::from_utf8(&length).ok();
    let length = length.and_then(|length| usize::from_str_radix(length, 16).ok());
    let mut request = vec![0; length.ok_or(io::ErrorKind::InvalidData)?];
    stream.read_exact(&mut request)?;
    String::from_utf8(request).map_err(|_| io::ErrorKind::InvalidData.into())
}

fn sync(stream: &mut TcpStream, emulator: &Emulator) -> io::Result<()> {
    let mut receiving = String::new();
    let mut file = Vec::new();
    loop {
        let mut head = [0; 8];
        stream.read_exact(&mut head)?;
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        let mut body = || {
            let mut body = vec![0; length as usize];
            stream.read_exact(&mut body).map(|()| body)
        };
        match &head[..4] {
            b"SEND" => {
                let target = String::from_utf8_lossy(&body()?).into_owned();
                // The name, a comma, and the mode.
                let (name, _) = target.rsplit_once(',').unwrap_or((&target, ""));
                receiving = name.to_owned();
            }
            b"DATA" => file.extend(body()?),
            b"DONE" => {
                emulator.keep_file(&receiving, std::mem::take(&mut file));
                stream.write_all(b"OKAY\0\0\0\0")?;
            }
            b"RECV" => {
                let name = String::from_utf8_lossy(&body()?).into_owned();
                let Some(content) = emulator.file(&name) else {
                    let why = b"No such file or directory";
                    stream.write_all(b"FAIL")?;
                    stream.write_all(&(why.len() as u32).to_le_bytes())?;
                    return stream.write_all(why);
                };
                for chunk in content.chunks(CHUNK) {
                    stream.write_all(b"DATA")?;
                    stream.write_all(&(chunk.len() as u32).to_le_bytes())?;
                    stream.write_all(chunk)?;
                }
                stream.write_all(b"DONE\0\0\0\0")?;
            }
            _ => return Ok(()),
        }
    }
}
