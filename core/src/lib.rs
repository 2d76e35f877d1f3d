//! The core of Kodebro: text messages and taps go in, a picture of the screen and effects come out.
//!
//! - To read a code out of a message, start at [`extract`].
//! - To build a phone (a shell), start at [`session`]: feed it events, show its view, carry out
//!   its effects.
//! - To find the words for a view, see [`text`].
//! - To fill a code into another app's form, see [`autofill`].
//! - To see what a message is before anyone has judged it, see [`message`].
//! - To read, check or compare the guide and what belongs to it, see [`guide`].
//! - To sign a catalogue, or see whether an update may be taken in, see `signed` (feature `store`).
//! - To keep settings, history, the reader's place and a newer catalogue, see `store` (feature
//!   `store`).
//! - To ask for a newer catalogue, see `remote` (feature `remote`).
//!
//! Everything outside `store` and `remote` is pure: no clock, no thread, no file, no network. Time comes in as
//! a value. (`signed` draws a random number where it makes a key.)

pub mod autofill;
pub mod extract;
pub mod guide;
pub mod message;
#[cfg(feature = "remote")]
pub mod remote;
pub mod secret;
pub mod session;
#[cfg(feature = "store")]
pub mod signed;
#[cfg(feature = "store")]
pub mod store;
pub mod text;
