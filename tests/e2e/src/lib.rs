//! The whole flow, end to end: a simulated sign-in, a real browser, a phone, and scenarios that
//! join them.

pub mod browser;
pub mod demo;
pub mod flow;
pub mod phone;
pub mod sign_in;
pub mod tls;
