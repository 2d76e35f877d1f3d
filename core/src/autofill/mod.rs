//! Whether a code may be filled into a form of another app, and where.
//!
//! The rules, and why they are so:
//! - **Only a browser is believed.** A web view in another app, or a browser that is not known by
//!   its package and certificate, can name any host it likes, so it gets nothing. No other app is on
//!   a list: for none is there a published certificate that could be relied upon.
//! - **Only where a code belongs.** On a listed host (Microsoft's and KU's sign-in) a code may be
//!   filled in, or waited for. Anywhere else it may only where the message itself binds it to that
//!   host (`@host #code`). An unbound code is not offered to a page that nobody knows, however its
//!   fields are named: a page made to deceive is named best.
//! - **A bound code goes nowhere else**, to no listed host either. Hosts below the bound one are
//!   fine; the WICG draft allows its whole site, for which a list of public suffixes would be needed.
//! - **Only over HTTPS**, where the browser names the scheme.
//! - **Only a field that is for a code**, by its hints, its `autocomplete`, or an id that is known on
//!   that very site. Never a password field, a hidden one, or one that also says it is for something
//!   else.
//! - **Only the page the person is in**: frames of other hosts on it are left alone. A browser that
//!   names only the host of the page around a frame cannot be seen through; neither Microsoft's nor
//!   KU's sign-in has foreign frames.
//! - **Only a code that the person asked for.** While the app still asks whether they did, nothing
//!   is offered.
//!
//! What is offered is decided anew when the person taps it, since a newer code may have come.

mod browsers;
mod form;
mod offer;
mod purpose;

pub use form::{Field, Form};
pub use offer::{Offer, OfferedField, Piece};

use crate::guide::{Catalogue, Host};
use crate::session::CodeView;
use purpose::Purpose;
use std::ops::RangeInclusive;

/// How many fields of a form are looked at.
pub const MAX_FIELDS: usize = 256;
/// The longest text of a field that is read, in bytes.
pub const MAX_TEXT: usize = 256;
/// A field with more hints than this is not one for a code.
pub const MAX_HINTS: usize = 16;

/// How long codes are, in characters (SMS User Consent: 4 to 10).
const CODE_LENGTHS: RangeInclusive<usize> = 4..=10;

/// What a form gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The code, or a wait for one.
    Offer(Offer),
    /// Nothing.
    NoOffer(Reason),
}

/// Why a form gets nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// No field is for a code.
    NoCodeField,
    /// The field for the code hides what is typed, as a password field does.
    PasswordField,
    /// Fields are for a code, and which gets it is not clear.
    UnclearFields,
    /// The app is not a browser that is known.
    UntrustedApp,
    /// The page's host is not one where an unbound code belongs, or it is not named.
    UnknownSite,
    /// The page came without encryption.
    Insecure,
    /// The message binds the code to another host.
    OtherHost,
    /// Nobody has said yet that they asked for this code.
    NotConfirmed,
    /// The code is too long or too short for the fields, or has letters where digits go.
    DoesNotFit,
}

/// Decides what a form gets. `code` is the code that is alive, if any; without one, an offer means
/// that one may be waited for. The catalogue tells the hosts on which a code may be offered, and
/// the fields that are known there.
pub fn decide(form: &Form, code: Option<&CodeView>, catalogue: &Catalogue) -> Decision {
    match offer(form, code, catalogue) {
        Ok(offer) => Decision::Offer(offer),
        Err(reason) => Decision::NoOffer(reason),
    }
}

fn offer(form: &Form, code: Option<&CodeView>, catalogue: &Catalogue) -> Result<Offer, Reason> {
    if !browsers::is_verified(&form.package, &form.certificates) {
        return Err(Reason::UntrustedApp);
    }
    let fields: Vec<_> = form
        .fields
        .iter()
        .take(MAX_FIELDS)
        .map(|field| Seen::of(field, catalogue))
        .enumerate()
        .collect();
    let host = host(&fields)?;
    let on_page: Vec<_> = fields
        .iter()
        .filter(|(_, seen)| seen.field.is_usable && seen.host.as_ref() == Some(host))
        .collect();
    let placed: Vec<_> = on_page
        .iter()
        .map(|(index, seen)| (*index, seen.field, seen.purpose))
        .collect();
    let offer = offer::place(&placed)?;
    if on_page.iter().any(|(_, seen)| !is_secure(seen.field)) {
        return Err(Reason::Insecure);
    }
    belongs(host, code, catalogue)?;
    match code {
        Some(code) if !code.expected => Err(Reason::NotConfirmed),
        Some(code) if offer.values(&code.code).is_none() => Err(Reason::DoesNotFit),
        _ => Ok(offer),
    }
}

/// A field with what is known of it.
struct Seen<'form> {
    field: &'form Field,
    host: Option<Host>,
    purpose: Purpose,
}

impl<'form> Seen<'form> {
    fn of(field: &'form Field, catalogue: &Catalogue) -> Self {
        let host = field.host.as_deref().and_then(Host::parse);
        let purpose = purpose::purpose(field, host.as_ref().and_then(|host| catalogue.site(host)));
        Self {
            field,
            host,
            purpose,
        }
    }

    fn is_for_code(&self) -> bool {
        self.field.is_usable
            && matches!(
                self.purpose,
                Purpose::Code | Purpose::Character(_) | Purpose::PasswordOfCode
            )
    }
}

/// The host of the page that is filled: the one that the person is in, else the only one that asks
/// for a code.
fn host<'seen>(fields: &'seen [(usize, Seen<'_>)]) -> Result<&'seen Host, Reason> {
    let named = |seen: &'seen Seen<'_>| seen.host.as_ref().ok_or(Reason::UnknownSite);
    if let Some((_, focused)) = fields.iter().find(|(_, seen)| seen.field.is_focused) {
        return named(focused);
    }
    let mut asking = fields.iter().filter(|(_, seen)| seen.is_for_code());
    let (_, first) = asking.next().ok_or(Reason::NoCodeField)?;
    let host = named(first)?;
    if asking.all(|(_, seen)| seen.host.as_ref() == Some(host)) {
        Ok(host)
    } else {
        Err(Reason::UnclearFields)
    }
}

/// Whether a page came over HTTPS; one whose scheme the browser does not name may have.
fn is_secure(field: &Field) -> bool {
    field
        .scheme
        .as_deref()
        .is_none_or(|scheme| scheme.eq_ignore_ascii_case("https"))
}

/// Whether a code, or the wait for one, belongs on a host.
fn belongs(host: &Host, code: Option<&CodeView>, catalogue: &Catalogue) -> Result<(), Reason> {
    match code.and_then(|code| code.bound_host.as_ref()) {
        Some(bound) => match Host::parse(bound.expose()) {
            Some(bound) if host.is_within(&bound) => Ok(()),
            _ => Err(Reason::OtherHost),
        },
        None if catalogue.site(host).is_some() => Ok(()),
        None => Err(Reason::UnknownSite),
    }
}

#[cfg(test)]
mod tests;
