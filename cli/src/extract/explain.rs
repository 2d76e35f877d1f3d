//! Shows how each candidate of a message was weighed.

use kodebro_core::extract::{explain, extract};
use kodebro_core::message::Message;
use std::io::{self, Read, Write};
use std::process::ExitCode;

pub(super) fn run(mut input: impl Read, mut output: impl Write) -> io::Result<ExitCode> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let message = Message::from_bytes(&bytes).map_err(io::Error::other)?;
    writeln!(output, "{:?}", extract(&message))?;
    for explanation in explain(&message) {
        writeln!(
            output,
            "{:>6.2}  {}",
            f64::from(explanation.score) / 100.0,
            &message.text()[explanation.range]
        )?;
        for (name, weight) in explanation.evidence {
            writeln!(output, "        {:>6.2}  {name}", f64::from(weight) / 100.0)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
