//! The core of Kodebro: text messages and taps go in, a picture of the screen and effects come out.
//!
//! - To read a code out of a message, start at [`extract`].
//! - To build a phone (a shell), start at [`session`]: feed it events, show its view, carry out
//!   its effects.
//! - To find the words for a view, see [`text`].
//! - To fill a code into another app's form, see [`autofill`].
//! - To see what a message is before anyone has judged it, see [`message`].
//! - To read, check or compare the guide and what belongs to it, see [`guide`].
//! - To keep settings and history, see `store` (feature `store`).
//!
//! Everything outside `store` is pure: no clock, no thread, no file, no network. Time comes in as
//! a value.

pub mod autofill;
pub mod extract;
pub mod guide;
pub mod message;
pub mod secret;
pub mod session;
#[cfg(feature = "store")]
pub mod store;
pub mod text;
