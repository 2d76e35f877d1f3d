//! Writes the texts of the licences of libraries, as the apps carry them.
//!
//! Standard input is a list of libraries in JSON, each with what its files say of its licence
//! (`release/licence_texts.py` gathers them). Standard output is plain text: a page for each text, with
//! a line for every library it holds for, an empty line, and the text. A form feed parts the pages.
//! Where a licence asks for a text that is nowhere, nothing is written, and every such library is named.

mod licence;
mod page;

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut input = String::new();
    let written = std::io::stdin()
        .read_to_string(&mut input)
        .map_err(|error| error.to_string())
        .and_then(|_| serde_json::from_str(&input).map_err(|error| error.to_string()))
        .and_then(|libraries: Vec<page::Library>| page::write(&libraries))
        .and_then(|pages| {
            let mut output = std::io::stdout();
            output
                .write_all(pages.as_bytes())
                .map_err(|error| error.to_string())
        });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "{message}");
            ExitCode::FAILURE
        }
    }
}
