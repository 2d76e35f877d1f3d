//! What a field is for.

use super::form::Field;
use super::{MAX_HINTS, MAX_TEXT};
use crate::guide::Site;

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The whole code.
    Code,
    /// One character of the code, counted from 1.
    Character(u32),
    /// The form asks for a code here, and hides what is typed as it does a password.
    PasswordOfCode,
    /// Something else, or nothing that is known; text can be typed.
    Unknown,
    /// Certainly something else.
    Other,
}

/// Words of a hint that name another purpose (HintConstants of androidx.autofill; autofill detail
/// tokens of the HTML standard). `name` is in `username` and `given-name` alike.
const OTHER_HINTS: [&str; 18] = [
    "password", "user", "name", "mail", "phone", "tel", "card", "cc-", "csc", "cvc", "cvv",
    "postal", "address", "bday", "birth", "search", "url", "amount",
];

/// Words of an id or a name that no field for a code has.
const OTHER_WORDS: [&str; 9] = [
    "password", "passwd", "pwd", "search", "query", "card", "cvc", "cvv", "csc",
];

/// Words of an id or a name that a field for a code has only beside one of [`CODE_WORDS`]: some
/// pages write `one-time-code` on such fields to keep a browser from filling them.
const ACCOUNT_WORDS: [&str; 9] = [
    "user", "username", "login", "email", "mail", "phone", "mobile", "tel", "name",
];

const CODE_WORDS: [&str; 6] = ["code", "otp", "otc", "pin", "token", "verification"];

/// The types of HTML fields that a code can be typed into.
const TEXT_TYPES: [&str; 5] = ["", "text", "tel", "number", "password"];

/// Tells what a field is for; `site` is the listed site that it stands on, if any.
pub(super) fn purpose(field: &Field, site: Option<&Site>) -> Purpose {
    let type_ = field.html_type.as_deref().map(lower).unwrap_or_default();
    let mode = field.input_mode.as_deref().map(lower).unwrap_or_default();
    if !TEXT_TYPES.contains(&type_.as_str()) || ["email", "url", "search"].contains(&mode.as_str())
    {
        return Purpose::Other;
    }
    let ids = [&field.html_id, &field.view_id, &field.html_name];
    let is_known = site.is_some_and(|site| {
        [&field.html_id, &field.view_id]
            .into_iter()
            .flatten()
            .any(|id| site.ids.contains(id))
            || field
                .html_name
                .as_ref()
                .is_some_and(|name| site.names.contains(name))
    });
    if field.hints.len() > MAX_HINTS
        || (!is_known && names_other(ids.into_iter().filter_map(Option::as_deref)))
    {
        return Purpose::Other;
    }
    let hints = field.hints.iter().map(|hint| lower(hint));
    let autocomplete = field.autocomplete.as_deref().map(lower).unwrap_or_default();
    let tokens = autocomplete.split_ascii_whitespace().map(str::to_owned);
    let mut found = is_known.then_some(Purpose::Code);
    for hint in hints.chain(tokens) {
        let named = of_hint(&hint);
        if named == Purpose::Other {
            return Purpose::Other;
        }
        if let Purpose::Character(_) = named
            && matches!(found, Some(Purpose::Character(_)))
            && found != Some(named)
        {
            return Purpose::Other;
        }
        if matches!(named, Purpose::Character(_)) || (named == Purpose::Code && found.is_none()) {
            found = Some(named);
        }
    }
    match found {
        Some(_) if field.is_password || type_ == "password" => Purpose::PasswordOfCode,
        Some(found) => found,
        None if field.is_password || type_ == "password" => Purpose::Other,
        None => Purpose::Unknown,
    }
}

/// What one hint or token names.
fn of_hint(hint: &str) -> Purpose {
    if ["smsotpcode", "one-time-code", "2faappotpcode"].contains(&hint) {
        return Purpose::Code;
    }
    if let Some(position) = hint.strip_prefix("smsotpcode") {
        return position
            .parse()
            .map_or(Purpose::Unknown, Purpose::Character);
    }
    if OTHER_HINTS.iter().any(|word| hint.contains(word)) {
        Purpose::Other
    } else {
        Purpose::Unknown
    }
}

fn names_other<'a>(ids: impl Iterator<Item = &'a str>) -> bool {
    let words: Vec<_> = ids
        .filter(|id| id.len() <= MAX_TEXT)
        .flat_map(words)
        .collect();
    let any = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    any(&OTHER_WORDS) || (any(&ACCOUNT_WORDS) && !any(&CODE_WORDS))
}

/// The words of an id: parted by anything but letters, and by capitals after small letters.
fn words(id: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for character in id.chars() {
        if !character.is_ascii_alphabetic() || (after_small && character.is_ascii_uppercase()) {
            words.push(String::new());
        }
        after_small = character.is_ascii_lowercase();
        if character.is_ascii_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.push(character.to_ascii_lowercase());
        }
    }
    words
}

/// A text in lower case; one that is too long says something unknown.
fn lower(text: &str) -> String {
    if text.len() > MAX_TEXT {
        "?".to_owned()
    } else {
        text.trim().to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::{Catalogue, Host};

    fn text(value: &str) -> Option<String> {
        Some(value.to_owned())
    }

    fn autocomplete(value: &str) -> Field {
        Field {
            autocomplete: text(value),
            ..Field::default()
        }
    }

    fn hints(values: &[&str]) -> Field {
        Field {
            hints: values.iter().map(|hint| (*hint).to_owned()).collect(),
            ..Field::default()
        }
    }

    fn microsoft() -> Site {
        let host = Host::parse("login.microsoftonline.com").expect("a host");
        let catalogue = Catalogue::built_in();
        catalogue.site(&host).cloned().expect("it is listed")
    }

    #[test]
    fn hints_and_autocomplete_name_a_field_for_a_code() {
        for field in [
            hints(&["smsOTPCode"]),
            hints(&["one-time-code"]),
            hints(&["2faAppOTPCode", "smsOTPCode"]),
            autocomplete("one-time-code"),
            autocomplete(" Section-login ONE-TIME-CODE webauthn"),
        ] {
            assert_eq!(purpose(&field, None), Purpose::Code);
        }
        assert_eq!(
            purpose(&hints(&["smsOTPCode3"]), None),
            Purpose::Character(3)
        );
        assert_eq!(purpose(&Field::default(), None), Purpose::Unknown);
        assert_eq!(purpose(&autocomplete("off"), None), Purpose::Unknown);
    }

    #[test]
    fn microsofts_field_is_known_on_its_site_only_even_where_autocomplete_is_off() {
        for id in ["idTxtBx_SAOTCC_OTC", "idTxtBx_SAOTCSC_OTC"] {
            let field = Field {
                html_id: text(id),
                html_type: text("tel"),
                ..autocomplete("off")
            };
            assert_eq!(purpose(&field, Some(&microsoft())), Purpose::Code);
            assert_eq!(purpose(&field, None), Purpose::Unknown);
        }
        let by_name = Field {
            html_name: text("otc"),
            ..Field::default()
        };
        assert_eq!(purpose(&by_name, Some(&microsoft())), Purpose::Code);
        let by_view = Field {
            view_id: text("idTxtBx_SAOTCC_OTC"),
            ..Field::default()
        };
        assert_eq!(purpose(&by_view, Some(&microsoft())), Purpose::Code);
    }

    #[test]
    fn another_purpose_beside_the_hint_is_never_filled() {
        for field in [
            hints(&["smsOTPCode", "phone"]),
            hints(&["smsOTPCode", "newUsername"]),
            hints(&["one-time-code", "creditCardSecurityCode"]),
            hints(&["smsOTPCode1", "smsOTPCode2"]),
            hints(&["smsOTPCode"; MAX_HINTS + 1]),
            autocomplete("one-time-code cc-csc"),
            autocomplete("username"),
        ] {
            assert_eq!(purpose(&field, None), Purpose::Other);
        }
        for (type_, mode) in [("email", ""), ("search", ""), ("hidden", ""), ("", "email")] {
            let field = Field {
                html_type: text(type_),
                input_mode: text(mode),
                ..autocomplete("one-time-code")
            };
            assert_eq!(purpose(&field, Some(&microsoft())), Purpose::Other);
        }
    }

    #[test]
    fn a_field_named_after_something_else_is_not_for_the_code() {
        let named = |id: &str| Field {
            html_id: text(id),
            ..autocomplete("one-time-code")
        };
        for id in [
            "userName",
            "login_email",
            "mobilePhone",
            "cvcCode",
            "searchCode",
        ] {
            assert_eq!(purpose(&named(id), None), Purpose::Other, "{id}");
        }
        for id in ["phoneVerificationCode", "otp", "field7", "smsPin"] {
            assert_eq!(purpose(&named(id), None), Purpose::Code, "{id}");
        }
    }

    #[test]
    fn a_password_field_is_never_for_the_code() {
        let hidden = Field {
            is_password: true,
            ..hints(&["smsOTPCode"])
        };
        assert_eq!(purpose(&hidden, None), Purpose::PasswordOfCode);
        let typed = Field {
            html_type: text("Password"),
            ..autocomplete("current-password")
        };
        assert_eq!(purpose(&typed, None), Purpose::Other);
        let plain = Field {
            is_password: true,
            ..Field::default()
        };
        assert_eq!(purpose(&plain, None), Purpose::Other);
    }

    #[test]
    fn a_text_that_is_too_long_says_nothing() {
        let long = format!("one-time-code{}", " ".repeat(MAX_TEXT));
        assert_eq!(purpose(&autocomplete(&long), None), Purpose::Unknown);
    }
}
