//! The whole flow, end to end.

pub mod sign_in;
