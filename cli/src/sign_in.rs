//! `kodebro sign-in`: the simulated KU sign-in for a browser on this machine.

use kodebro_e2e::sign_in::run as serve;
use std::io::Write;
use std::process::ExitCode;

/// A simulated KU sign-in for a browser on this machine, to practise on.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The port to listen on; 0 takes any that is free.
    #[arg(long, default_value_t = 4460)]
    port: u16,
}

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let result = serve(arguments.port, |running| {
        let url = running.url();
        let _ = writeln!(
            std::io::stdout(),
            "The simulated sign-in answers at {url}\n\
             Its people and their passwords: {url}/oevelse\n\
             A phone for it, in another terminal: kodebro phone --from {url}\n\
             Ctrl-C ends it."
        );
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "kodebro: {error}");
            ExitCode::FAILURE
        }
    }
}
