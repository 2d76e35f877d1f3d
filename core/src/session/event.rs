//! What happens to a session.

use super::guide::GuideEvent;
use super::time::Timestamp;
use crate::guide::{Catalogue, Progress};
use crate::message::Message;
use crate::text::Language;
use std::sync::Arc;

/// Something that happened, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When it happened, by the device's clock.
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum EventKind {
    /// The app was started, with what was kept. Send this first.
    AppStarted(Start),
    /// The person wants to wait for a code: by the button, the tile, the shortcut or the link.
    WaitRequested,
    /// The person tapped the offer to wait that stands at a field for a code. The page has sent the
    /// message by then.
    WaitRequestedAtField,
    /// The person has read what will be asked, and goes on.
    ConsentExplained,
    /// A message came in just now, and the platform wants to ask whether Kodebro may read it. The
    /// code in it lives from this moment.
    MessageOffered,
    /// The person allowed the message to be read.
    MessageAllowed(Message),
    /// The platform handed over a code alone, out of a message that came up to a minute before
    /// (Google, "SMS Code Autofill"). It is counted from the earliest moment.
    CodeHandedOver(Message),
    /// The person did not allow it, or closed the question.
    MessageRefused,
    /// The platform stopped listening: its own five minutes are over. Long before the wait's end
    /// this is taken for a late answer to an earlier listening, and changes nothing.
    ListeningTimedOut,
    /// The platform cannot listen here, as on a phone without Play services.
    ListeningFailed,
    /// The person pasted or shared a message; works with or without a wait.
    MessageShared(Message),
    /// The person chose one of the candidates, counted from 0.
    CandidateChosen(usize),
    /// None of the candidates is the code.
    NoneOfThese,
    /// The person wants the code on the clipboard. Of a code that nobody waited for, this and the
    /// next two change nothing before [`CodeExpected`](Self::CodeExpected).
    CopyPressed,
    /// The person wants to hand the code to another app.
    SharePressed,
    /// The code was typed or filled in.
    CodeUsed,
    /// The person says that the unexpected code is theirs.
    CodeExpected,
    /// The person did not ask for this code.
    CodeNotMine,
    /// The person asked for another code on the page ("Send kode igen").
    ResendPressed,
    /// The armed timer fired.
    Tick,
    /// The person no longer wants to wait.
    WaitCancelled,
    /// Back, one step. A wait or a code is not ended by it.
    BackPressed,
    /// Home, from anywhere.
    HomePressed,
    /// Something in the guide.
    Guide(GuideEvent),
    /// A newer guide came, and was found good.
    CatalogueTaken(Arc<Catalogue>),
    /// A page was asked for.
    PageOpened(Page),
    /// A language was chosen.
    LanguageChosen(Language),
    /// The app is no longer seen. The platform's own question on top of the app is no background.
    MovedToBackground,
    /// The app is seen again.
    MovedToForeground,
    /// The person confirmed that everything is to be deleted.
    DeletionConfirmed,
    /// The person wants to call support.
    SupportCallPressed,
    /// The person wants to see when support is open.
    SupportPagePressed,
    /// The shell could not do what an effect asked of it.
    ShellFailed(ShellProblem),
}

/// Pages that can be opened from any screen, and closed by back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Page {
    /// How to use the app.
    Help,
    /// Why no SMS comes.
    WhyNoMessage,
    /// Language, and deleting everything.
    Settings,
    /// What the app is and is not.
    About,
    /// The question before everything is deleted.
    ConfirmDeletion,
}

/// What a shell could not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShellProblem {
    /// The code could not be put on the clipboard.
    Copy,
    /// The clipboard could not be cleared: the person has to.
    ClearClipboard,
    /// No app could open the page.
    OpenPage,
    /// No app could make the call.
    Call,
    /// No app could take the code that was to be shared.
    Share,
    /// There is no text on the clipboard that could be a message.
    Paste,
    /// What was shared with the app is no text.
    SharedText,
    /// The app does not know the link that it was opened by.
    Link,
    /// The system's settings could not be opened.
    OpenSettings,
    /// The core itself failed at an event, and stays where it was.
    Core,
    /// Settings and history could not be kept.
    Store,
    /// Settings and history were damaged and have been set aside.
    StoreSetAside,
    /// A newer guide was refused, because it could not be trusted or read.
    GuideRefused,
}

/// What was kept when the app was last used.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Start {
    /// Settings and what went on; none in a new store.
    pub saved: Option<Saved>,
    /// How far the reader of the guide had come.
    pub progress: Progress,
    /// A newer guide than the one built in.
    pub catalogue: Option<Arc<Catalogue>>,
}

/// What survives the end of the process. It never holds a code, a message or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// The language that was chosen; none: as the system has it.
    pub language: Option<Language>,
    /// Whether the person has read what the platform asks.
    pub consent_explained: bool,
    /// When the running wait ends.
    pub wait_ends: Option<Timestamp>,
    /// Whether a code stood on the screen. It is gone; the person is told.
    pub code_was_shown: bool,
    /// Whether a code stood on the clipboard, which outlives the process.
    pub code_on_clipboard: bool,
}
