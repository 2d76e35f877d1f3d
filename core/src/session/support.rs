//! Where help is to be had.

/// The number of KU-IT Support, as a phone dials it (the seed: 35 32 32 32, in Denmark).
pub const SUPPORT_NUMBER: &str = "+4535323232";
/// The page of the University of Copenhagen that tells when support is open.
pub const SUPPORT_PAGE: &str = "https://about.ku.dk/organisation/administration/it/login-help/";
