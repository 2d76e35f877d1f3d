//! `kodebro demo`: an SMS becomes a code, and the code signs in, in a real browser.

use crate::phone;
use kodebro_e2e::demo::demonstrate;
use kodebro_e2e::sign_in::{Clock, Settings, SignIn};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Registration and the first sign-in by themselves, with pictures of each step.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Prints the address of the simulated sign-in for your own browser, and opens the phone.
    #[arg(long)]
    live: bool,
}

/// Where the pictures go.
const FOLDER: &str = "target/demo";
/// The person of the live demonstration registers this number.
const NUMBER: &str = "+45 12 34 56 21";

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    if arguments.live {
        return live();
    }
    let progress = |line: &str| {
        let _ = writeln!(io::stdout(), "{line}");
    };
    match demonstrate(Path::new(FOLDER), progress) {
        Ok(page) => {
            let _ = writeln!(
                io::stdout(),
                "signed in; pictures of each step: {}",
                page.display()
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "kodebro: {error}");
            ExitCode::FAILURE
        }
    }
}

fn live() -> ExitCode {
    let served = tokio::runtime::Runtime::new()
        .map_err(|error| error.to_string())
        .and_then(|runtime| {
            let settings = Settings::on_port(0, Clock::real());
            let running = runtime
                .block_on(SignIn::start(settings))
                .map_err(|error| error.to_string())?;
            Ok((runtime, running))
        });
    let (runtime, running) = match served {
        Ok(served) => served,
        Err(error) => {
            let _ = writeln!(io::stderr(), "kodebro: {error}");
            return ExitCode::FAILURE;
        }
    };
    let url = running.url();
    let _ = writeln!(
        io::stdout(),
        "Open {url} in your browser; its people and their passwords: {url}/oevelse\n\
         Register the number {NUMBER}: it is this phone's. Press Enter to open the phone."
    );
    let _ = io::stdin().read_line(&mut String::new());
    let status = phone::run(&phone::Arguments::at_sign_in(url, NUMBER));
    runtime.block_on(running.stop());
    status
}
