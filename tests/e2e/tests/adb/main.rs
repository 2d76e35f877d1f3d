//! The phone over adb, without a device: against a small adb server and an emulator's console of our
//! own, which show dumps and write down what they are asked.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod console;
mod driving;
mod emulator;
mod finding;
mod protocol;
mod scenarios;
