//! The simulated sign-in over real requests on this machine.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod bad_input;
mod browser;
mod phone;
mod registration;
mod returning;
mod starting;
