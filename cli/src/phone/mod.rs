//! `kodebro phone`: the app in a terminal.

mod buttons;
mod guide;
mod inbox;
mod played;
mod screen;
mod sealing_key;
mod shell;
#[cfg(test)]
mod stage;
mod updates;

pub(crate) use played::TerminalPhones;

use crossterm::event::{self, Event as TerminalEvent, KeyCode, KeyEventKind, KeyModifiers};
use inbox::Inbox;
use kodebro_core::extract::prepare;
use kodebro_core::session::Timestamp;
use kodebro_core::store::Keeper;
use kodebro_core::text::Language;
use ratatui::DefaultTerminal;
use shell::Shell;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use updates::Updates;

/// The app in a terminal: it waits for a code, asks before it reads a message, and shows the code.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The address of a simulated sign-in to take messages from, as `kodebro sign-in` prints it.
    /// Without it, messages can be pasted.
    #[arg(long, value_name = "URL")]
    from: Option<String>,

    /// The phone's number, as it is typed at the simulated sign-in.
    #[arg(long, value_name = "NUMBER", default_value = "+45 12 34 56 21")]
    number: String,

    /// The folder for settings, history and the place in the guide; without it they are forgotten at
    /// the end, and no newer guide is looked for.
    #[arg(long, value_name = "FOLDER")]
    keep_in: Option<PathBuf>,
}

impl Arguments {
    /// A phone with a number of a simulated sign-in, which keeps nothing.
    pub(crate) fn at_sign_in(address: String, number: &str) -> Self {
        Self {
            from: Some(address),
            number: number.to_owned(),
            keep_in: None,
        }
    }
}

/// How often the screen is drawn at least, so that countdowns move.
const REDRAW: Duration = Duration::from_millis(200);

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    use io::{IsTerminal, Write};
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        let _ = writeln!(
            io::stderr(),
            "kodebro: the phone needs a terminal; start it in one, without redirecting its input or output"
        );
        return ExitCode::FAILURE;
    }
    match show(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "kodebro: {error}");
            ExitCode::FAILURE
        }
    }
}

fn show(arguments: &Arguments) -> io::Result<()> {
    let inbox = match &arguments.from {
        Some(address) => Inbox::of_sign_in(address, &arguments.number)?,
        None => Inbox::empty(),
    };
    // So that the first message does not wait for the tables.
    std::thread::spawn(prepare);
    let keeper = match &arguments.keep_in {
        Some(folder) => {
            let key = sealing_key::of_folder(folder)?;
            Keeper::open(folder, Some(key)).map_err(io::Error::other)?
        }
        None => Keeper::forgetful(),
    };
    let mut shell = Shell::start(keeper, system_language(), now());
    let updates = Updates::kept_in(arguments.keep_in.clone());
    let mut terminal = ratatui::try_init()?;
    let _restore = Restore;
    let ended = go_on(&mut terminal, &mut shell, &inbox, &updates);
    // However it ended, no code stays on the clipboard.
    shell.leave(now());
    ended.and(copy(&mut shell))
}

/// Lets the phone go on until it is quit.
fn go_on(
    terminal: &mut DefaultTerminal,
    shell: &mut Shell,
    inbox: &Inbox,
    updates: &Updates,
) -> io::Result<()> {
    crossterm::execute!(io::stdout(), event::EnableBracketedPaste)?;
    while !shell.wants_to_quit() {
        for message in inbox.arrived() {
            shell.receive(message, now());
        }
        if shell.take_wish_to_refresh() {
            updates.look(now());
        }
        for refreshed in updates.came() {
            shell.refreshed(refreshed, now());
        }
        shell.pass_time(now());
        terminal.draw(|frame| screen::draw(frame, shell))?;
        if event::poll(REDRAW)? {
            take_in(shell, &event::read()?);
        }
        copy(shell)?;
    }
    Ok(())
}

fn take_in(shell: &mut Shell, event: &TerminalEvent) {
    match event {
        TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => {
            let control = key.modifiers.contains(KeyModifiers::CONTROL);
            match key.code {
                KeyCode::Char('c') if control => shell.quit(),
                KeyCode::Char(character) => shell.type_character(character, now()),
                KeyCode::Enter => shell.press_focused(now()),
                KeyCode::Tab | KeyCode::Down => shell.focus_next(),
                KeyCode::BackTab | KeyCode::Up => shell.focus_previous(),
                KeyCode::PageDown => shell.page_down(),
                KeyCode::PageUp => shell.page_up(),
                KeyCode::Backspace => shell.erase_character(),
                KeyCode::Esc => shell.back(now()),
                _ => {}
            }
        }
        TerminalEvent::Paste(text) => shell.paste(text, now()),
        _ => {}
    }
}

/// Puts on the terminal's clipboard what is to go there (OSC 52).
fn copy(shell: &mut Shell) -> io::Result<()> {
    for copied in shell.take_copies() {
        crossterm::execute!(
            io::stdout(),
            crossterm::clipboard::CopyToClipboard::to_clipboard_from(copied)
        )?;
    }
    Ok(())
}

/// Gives the terminal back as it was, whatever happens.
struct Restore;

impl Drop for Restore {
    fn drop(&mut self) {
        let _ = crossterm::execute!(io::stdout(), event::DisableBracketedPaste);
        ratatui::restore();
    }
}

fn now() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

fn system_language() -> Language {
    let tag = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|tag| !tag.is_empty()));
    Language::of_system(&tag.unwrap_or_default())
}
