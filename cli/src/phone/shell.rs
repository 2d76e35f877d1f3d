//! The terminal phone between its keys and the core.

use super::buttons::{Button, buttons, consent_buttons};
use kodebro_core::message::{MAX_BYTES, Message};
use kodebro_core::remote::Refreshed;
use kodebro_core::secret::Secret;
use kodebro_core::session::{
    Effect, EventKind, GuidePage, Screen, ShellProblem, Timestamp, ViewModel,
};
use kodebro_core::store::Keeper;
use kodebro_core::text::Language;
use kodebro_e2e::phone::SimulatedPhone;
use std::cell::Cell;

/// How many rows a page key moves a text that is too long for its place.
const PAGE_ROWS: u16 = 5;

/// What pressing a button does.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Press {
    Event(EventKind),
    /// Answers the phone's own question.
    Consent(bool),
    /// Opens the field to paste a message into.
    Paste,
    Quit,
}

/// The phone, the field for pasting, and what is focused.
#[derive(Debug)]
pub(super) struct Shell {
    phone: SimulatedPhone,
    keeper: Keeper,
    system_language: Language,
    pasting: Option<Secret<String>>,
    focus: usize,
    /// The first row in sight of a text that is too long for its place; drawing keeps it in bounds,
    /// since only then the rows are known.
    scrolled: Cell<u16>,
    copies: Vec<Secret<String>>,
    has_copied: bool,
    wants_to_refresh: bool,
    quit: bool,
}

impl Shell {
    pub(super) fn start(keeper: Keeper, system_language: Language, at: Timestamp) -> Self {
        let (phone, effects) = SimulatedPhone::start(keeper.start(at), at);
        let mut shell = Self {
            phone,
            keeper,
            system_language,
            pasting: None,
            focus: 0,
            scrolled: Cell::new(0),
            copies: Vec::new(),
            has_copied: false,
            wants_to_refresh: false,
            quit: false,
        };
        shell.carry_out(&effects, at);
        if let Some(problem) = shell.keeper.take_problem() {
            shell.happen(EventKind::ShellFailed(problem), at);
        }
        shell
    }

    pub(super) fn view(&self) -> ViewModel {
        self.phone.view()
    }

    /// The language of the moment.
    pub(super) fn language(&self) -> Language {
        self.view().language.unwrap_or(self.system_language)
    }

    pub(super) const fn phone(&self) -> &SimulatedPhone {
        &self.phone
    }

    /// What has been put into the field, while it is open.
    pub(super) const fn pasting(&self) -> Option<&Secret<String>> {
        self.pasting.as_ref()
    }

    pub(super) fn buttons(&self) -> Vec<Button> {
        if self.phone.is_asking() {
            consent_buttons()
        } else {
            buttons(&self.view())
        }
    }

    pub(super) fn focus(&self) -> usize {
        self.focus.min(self.buttons().len().saturating_sub(1))
    }

    pub(super) const fn wants_to_quit(&self) -> bool {
        self.quit
    }

    pub(super) const fn quit(&mut self) {
        self.quit = true;
    }

    /// The phone is going away: what it holds ends, and is cleared.
    pub(super) fn leave(&mut self, at: Timestamp) {
        self.happen(EventKind::HomePressed, at);
    }

    /// What is to go to the terminal's clipboard; an empty text clears it.
    pub(super) fn take_copies(&mut self) -> Vec<String> {
        self.copies
            .drain(..)
            .map(|text| text.expose().clone())
            .collect()
    }

    pub(super) fn receive(&mut self, message: Message, at: Timestamp) {
        let effects = self.phone.receive(message, at);
        self.carry_out(&effects, at);
    }

    pub(super) fn pass_time(&mut self, at: Timestamp) {
        let effects = self.phone.pass_time(at);
        self.carry_out(&effects, at);
    }

    /// Whether a newer guide is to be looked for.
    pub(super) const fn take_wish_to_refresh(&mut self) -> bool {
        std::mem::replace(&mut self.wants_to_refresh, false)
    }

    /// A newer guide was looked for.
    pub(super) fn refreshed(&mut self, refreshed: Refreshed, at: Timestamp) {
        if let Some(kind) = refreshed.into_event() {
            self.happen(kind, at);
        }
    }

    pub(super) fn focus_next(&mut self) {
        self.focus = (self.focus() + 1) % self.buttons().len().max(1);
    }

    pub(super) fn focus_previous(&mut self) {
        let count = self.buttons().len().max(1);
        self.focus = (self.focus() + count - 1) % count;
    }

    pub(super) fn page_down(&self) {
        self.scrolled
            .set(self.scrolled.get().saturating_add(PAGE_ROWS));
    }

    pub(super) fn page_up(&self) {
        self.scrolled
            .set(self.scrolled.get().saturating_sub(PAGE_ROWS));
    }

    /// The first row in sight, where so many rows are too many.
    pub(super) fn scroll_to(&self, hidden: u16) -> u16 {
        self.scrolled.set(self.scrolled.get().min(hidden));
        self.scrolled.get()
    }

    pub(super) fn press_focused(&mut self, at: Timestamp) {
        if let Some(text) = self.pasting.take() {
            let message = Message::new(text.expose().as_str());
            self.happen(EventKind::MessageShared(message), at);
        } else if let Some(button) = self.buttons().into_iter().nth(self.focus()) {
            self.press(button.press, at);
        }
    }

    pub(super) fn type_character(&mut self, character: char, at: Timestamp) {
        if self.pasting.is_some() {
            self.add(character.encode_utf8(&mut [0; 4]));
            return;
        }
        let lower = character.to_ascii_lowercase();
        if let Some(button) = self
            .buttons()
            .into_iter()
            .find(|button| button.letter == lower)
        {
            self.press(button.press, at);
        }
    }

    pub(super) fn erase_character(&mut self) {
        if let Some(text) = &self.pasting {
            let mut shorter = text.expose().clone();
            shorter.pop();
            self.pasting = Some(Secret::new(shorter));
        }
    }

    /// A text was pasted: into the open field, or as a message at once.
    pub(super) fn paste(&mut self, text: &str, at: Timestamp) {
        if self.pasting.is_some() {
            self.add(text);
        } else {
            self.happen(EventKind::MessageShared(Message::new(text)), at);
        }
    }

    /// Adds to the field what fits; one byte too many is kept, so that the core can say so.
    fn add(&mut self, text: &str) {
        let mut whole = self
            .pasting
            .take()
            .map(|text| text.expose().clone())
            .unwrap_or_default();
        for character in text.chars() {
            if whole.len() > MAX_BYTES {
                break;
            }
            whole.push(character);
        }
        self.pasting = Some(Secret::new(whole));
    }

    pub(super) fn back(&mut self, at: Timestamp) {
        if self.pasting.take().is_none() {
            self.happen(EventKind::BackPressed, at);
        }
    }

    fn press(&mut self, press: Press, at: Timestamp) {
        match press {
            Press::Event(kind) => self.happen(kind, at),
            Press::Consent(allow) => {
                let effects = self.phone.answer_consent(allow, at);
                self.focus = 0;
                self.carry_out(&effects, at);
            }
            Press::Paste => self.pasting = Some(Secret::new(String::new())),
            Press::Quit => self.quit = true,
        }
    }

    fn happen(&mut self, kind: EventKind, at: Timestamp) {
        let before = place(&self.view().screen);
        let effects = self.phone.happen(kind, at);
        if place(&self.view().screen) != before {
            self.focus = 0;
            self.scrolled.set(0);
        }
        self.carry_out(&effects, at);
    }

    fn carry_out(&mut self, effects: &[Effect], at: Timestamp) {
        for effect in effects {
            let problem = match effect {
                Effect::Copy(code) => {
                    self.copies.push(code.clone());
                    self.has_copied = true;
                    None
                }
                // A terminal's clipboard cannot be looked at: after a restart it may hold something
                // else by now.
                Effect::ClearClipboard => {
                    if self.has_copied {
                        self.copies.push(Secret::new(String::new()));
                    }
                    None
                }
                // A terminal makes no calls, and the notice that says so names the number.
                Effect::CallSupport { .. } => Some(ShellProblem::Call),
                Effect::OpenPage { .. } => Some(ShellProblem::OpenPage),
                Effect::Share(_) => Some(ShellProblem::Share),
                Effect::RefreshGuide => {
                    self.wants_to_refresh = true;
                    None
                }
                _ => self.keeper.carry_out(effect, at).err(),
            };
            if let Some(problem) = problem {
                let effects = self.phone.happen(EventKind::ShellFailed(problem), at);
                debug_assert!(
                    effects
                        .iter()
                        .all(|effect| !matches!(effect, Effect::Record(_)))
                );
            }
        }
    }
}

/// What a person would call the same screen, while a countdown on it goes on.
fn place(screen: &Screen) -> (std::mem::Discriminant<Screen>, Option<GuidePage>) {
    let page = match screen {
        Screen::Guide(guide) => Some(guide.page.clone()),
        _ => None,
    };
    (std::mem::discriminant(screen), page)
}

#[cfg(test)]
mod tests {
    use crate::phone::stage::{at, microsoft, press, shell};
    use kodebro_core::text::Language;

    #[test]
    fn who_leaves_has_no_code_on_the_clipboard() {
        let mut shell = shell(Language::Danish);
        shell.paste(microsoft().text(), at(1));
        press(&mut shell, "jk", at(2));
        assert_eq!(shell.take_copies(), ["402913"]);
        shell.leave(at(3));
        assert_eq!(shell.take_copies(), [""]);
        // What the person copied elsewhere stays.
        shell.leave(at(4));
        assert!(shell.take_copies().is_empty());
    }
}
