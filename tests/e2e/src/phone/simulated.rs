//! A phone's own part, simulated: it receives messages, asks for consent, holds a clipboard and a
//! timer, and carries out what the core asks. It decides nothing about codes.

use super::{Offered, PhoneScreen, WebField, WebForm};
use kodebro_core::autofill::{Decision, Field, Form, decide};
use kodebro_core::message::Message;
use kodebro_core::secret::Secret;
use kodebro_core::session::{
    Effect, Event, EventKind, Notification, Screen, Start, State, Timestamp, ViewModel, catalogue,
    live_code, update, view,
};

/// The phone's browser: Chrome, and the SHA-256 of the certificate that Google signs it with.
const BROWSER: &str = "com.android.chrome";
const BROWSER_CERTIFICATE: [u8; 32] = [
    0xf0, 0xfd, 0x6c, 0x5b, 0x41, 0x0f, 0x25, 0xcb, 0x25, 0xc3, 0xb5, 0x33, 0x46, 0xc8, 0x97, 0x2f,
    0xae, 0x30, 0xf8, 0xee, 0x74, 0x11, 0xdf, 0x91, 0x04, 0x80, 0xad, 0x6b, 0x2d, 0x60, 0xdb, 0x83,
];

/// A phone with the core on it. Time comes in with every call.
#[derive(Debug, Clone)]
pub struct SimulatedPhone {
    state: State,
    listening: bool,
    asking: bool,
    offered: Option<Message>,
    screen_is_secure: bool,
    timer: Option<Timestamp>,
    clipboard: Option<Secret<String>>,
    notification: Option<Notification>,
}

impl SimulatedPhone {
    /// Opens the app, with what was kept from the last time.
    pub fn start(start: Start, at: Timestamp) -> (Self, Vec<Effect>) {
        let mut phone = Self {
            state: State::default(),
            listening: false,
            asking: false,
            offered: None,
            screen_is_secure: false,
            timer: None,
            clipboard: None,
            notification: None,
        };
        let effects = phone.open(start, at);
        (phone, effects)
    }

    /// Something happened. Carries out what concerns the phone itself, and returns all effects for
    /// whoever keeps the history, the settings, the real clipboard or the loudspeaker.
    pub fn happen(&mut self, kind: EventKind, at: Timestamp) -> Vec<Effect> {
        let event = Event { at, kind };
        let (state, effects) = update(std::mem::take(&mut self.state), event);
        self.state = state;
        for effect in &effects {
            self.carry_out(effect);
        }
        effects
    }

    /// The app's process is killed, and the app opened again. What only it knew is gone; the clipboard
    /// and the notification are the phone's.
    pub fn restart(&mut self, start: Start, at: Timestamp) -> Vec<Effect> {
        self.state = State::default();
        self.listening = false;
        self.asking = false;
        self.offered = None;
        self.screen_is_secure = false;
        self.timer = None;
        self.open(start, at)
    }

    fn open(&mut self, start: Start, at: Timestamp) -> Vec<Effect> {
        let mut effects = self.happen(EventKind::AppStarted(start), at);
        effects.extend(self.happen(EventKind::MovedToForeground, at));
        effects
    }

    /// What is offered for the field of a page that the person is in.
    pub fn autofill(&self, page: &WebForm, at: Timestamp) -> Offered {
        let form = Form {
            package: BROWSER.to_owned(),
            certificates: vec![BROWSER_CERTIFICATE.to_vec()],
            fields: page
                .fields
                .iter()
                .map(|field| field_of(field, &page.host))
                .collect(),
        };
        let code = live_code(&self.state, at);
        let Decision::Offer(offer) = decide(&form, code.as_ref(), catalogue(&self.state)) else {
            return Offered::Nothing;
        };
        let Some(code) = code else {
            return Offered::Wait;
        };
        let values = offer.values(&code.code).unwrap_or_default();
        values
            .into_iter()
            .find(|(index, _)| page.fields[*index].is_focused)
            .map_or(Offered::Nothing, |(_, value)| Offered::Code(value))
    }

    fn carry_out(&mut self, effect: &Effect) {
        match effect {
            Effect::StartListening { .. } => self.listening = true,
            Effect::StopListening => {
                self.listening = false;
                self.offered = None;
            }
            Effect::AskConsent => self.asking = true,
            Effect::CloseConsent => self.asking = false,
            Effect::SecureScreen => self.screen_is_secure = true,
            Effect::ReleaseScreen => self.screen_is_secure = false,
            Effect::ArmTimer { at } => self.timer = Some(*at),
            Effect::DisarmTimer => self.timer = None,
            Effect::Copy(code) => self.clipboard = Some(code.clone()),
            Effect::ClearClipboard => self.clipboard = None,
            Effect::Notify(notification) => self.notification = Some(*notification),
            Effect::CancelNotification => self.notification = None,
            Effect::Vibrate
            | Effect::Announce(_)
            | Effect::CallSupport { .. }
            | Effect::OpenPage { .. }
            | Effect::RefreshGuide
            | Effect::KeepProgress(_)
            | Effect::Share(_)
            | Effect::Save(_)
            | Effect::Record(_)
            | Effect::Erase => {}
        }
    }

    /// A text message arrives. While the app listens and no other message is on offer, the phone
    /// asks whether the app may read it; otherwise it only lies in the phone's inbox.
    pub fn receive(&mut self, message: Message, at: Timestamp) -> Vec<Effect> {
        if !self.listening || self.offered.is_some() {
            return Vec::new();
        }
        self.offered = Some(message);
        self.happen(EventKind::MessageOffered, at)
    }

    /// The person answers the phone's question.
    pub fn answer_consent(&mut self, allow: bool, at: Timestamp) -> Vec<Effect> {
        match self.offered.take() {
            Some(message) if allow => self.happen(EventKind::MessageAllowed(message), at),
            Some(_) => self.happen(EventKind::MessageRefused, at),
            None => Vec::new(),
        }
    }

    /// Time passes; fires the timer if it is due.
    pub fn pass_time(&mut self, at: Timestamp) -> Vec<Effect> {
        if self.timer.is_some_and(|due| due <= at) {
            self.timer = None;
            self.happen(EventKind::Tick, at)
        } else {
            Vec::new()
        }
    }

    /// What the app shows.
    pub fn view(&self) -> ViewModel {
        view(&self.state)
    }

    /// The screen, or the question on top of it.
    pub fn screen(&self) -> PhoneScreen {
        PhoneScreen::of(&self.view(), self.asking)
    }

    /// The code on the screen.
    pub fn code(&self) -> Option<Secret<String>> {
        match self.view().screen {
            Screen::Code(code) => Some(code.code),
            _ => None,
        }
    }

    /// Whether the phone's own question stands on top of the app.
    pub const fn is_asking(&self) -> bool {
        self.asking
    }

    /// Who sent the message that the phone asks about, where it knows.
    pub fn asks_about(&self) -> Option<&str> {
        self.offered.as_ref().and_then(Message::sender)
    }

    /// Whether screenshots and the list of recent apps show nothing.
    pub const fn screen_is_secure(&self) -> bool {
        self.screen_is_secure
    }

    /// What lies on the clipboard.
    pub const fn clipboard(&self) -> Option<&Secret<String>> {
        self.clipboard.as_ref()
    }

    /// The notification that is shown.
    pub const fn notification(&self) -> Option<Notification> {
        self.notification
    }

    /// When the next tick is due.
    pub const fn timer(&self) -> Option<Timestamp> {
        self.timer
    }
}

/// A field as Android tells of it.
fn field_of(field: &WebField, host: &str) -> Field {
    let attribute = |name| field.attributes.get(name).cloned();
    let html_type = attribute("type");
    Field {
        html_id: attribute("id"),
        html_name: attribute("name"),
        is_password: html_type.as_deref() == Some("password"),
        html_type,
        autocomplete: attribute("autocomplete"),
        input_mode: attribute("inputmode"),
        max_length: attribute("maxlength").and_then(|length| length.parse().ok()),
        host: Some(host.to_owned()),
        scheme: Some("https".to_owned()),
        is_focused: field.is_focused,
        is_usable: field.is_visible,
        ..Field::default()
    }
}
