//! What holds for every form, however hostile: no panic, and no code where it does not belong.

use kodebro_core::autofill::{Decision, Field, Form, decide};
use kodebro_core::guide::Catalogue;
use kodebro_core::message::Message;
use kodebro_core::session::{
    CodeView, Event, EventKind, Start, State, Timestamp, live_code, update,
};
use proptest::prelude::*;

/// The SHA-256 of the certificate of Chrome, from the list of browsers.
fn chrome() -> Vec<u8> {
    let list = include_str!("../assets/browsers.json");
    let chrome = &list[list.find("com.android.chrome").expect("it is listed")..];
    let digest = chrome
        .split('"')
        .find(|text| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .expect("a certificate");
    let byte = |at| u8::from_str_radix(&digest[at..at + 2], 16).expect("hexadecimal");
    (0..64).step_by(2).map(byte).collect()
}

/// The live code of a session that waited and got a message.
fn code(message: &str) -> CodeView {
    let kinds = [
        EventKind::AppStarted(Start::default()),
        EventKind::WaitRequested,
        EventKind::WaitRequestedAtField,
        EventKind::ConsentExplained,
        EventKind::MessageShared(Message::new(message)),
    ];
    let state = kinds.into_iter().fold(State::default(), |state, kind| {
        let at = Timestamp(1_800_000_000_000);
        update(state, Event { at, kind }).0
    });
    live_code(&state, Timestamp(1_800_000_000_000)).expect("a code")
}

fn word() -> impl Strategy<Value = Option<String>> {
    const KNOWN: &[&str] = &[
        "one-time-code",
        "off",
        "smsOTPCode",
        "smsOTPCode1",
        "smsOTPCode4294967296",
        "smsOTPCode-1",
        "idTxtBx_SAOTCC_OTC",
        "otc",
        "tel",
        "password",
        "number",
        "username",
        "",
    ];
    proptest::option::of(prop_oneof![
        proptest::sample::select(KNOWN).prop_map(str::to_owned),
        any::<String>(),
        Just("one-time-code ".repeat(50)),
    ])
}

const KNOWN_HOSTS: &[&str] = &[
    "login.microsoftonline.com",
    "LOGIN.MICROSOFTONLINE.COM.",
    "login.microsoftonline.com.evil.example",
    "shop.example",
    "a.shop.example",
    "id.ku.dk",
    "..",
];

fn host() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(prop_oneof![
        proptest::sample::select(KNOWN_HOSTS).prop_map(str::to_owned),
        any::<String>(),
    ])
}

prop_compose! {
    fn any_field()(
        ids in [word(), word(), word(), word(), word(), word()],
        hints in proptest::collection::vec(word().prop_map(Option::unwrap_or_default), 0..4),
        host in host(),
        scheme in proptest::option::of(prop_oneof![Just("https".to_owned()), any::<String>()]),
        max_length in prop_oneof![Just(None), Just(Some(1)), any::<u32>().prop_map(Some)],
        flags in any::<[bool; 3]>(),
    ) -> Field {
        let [view_id, html_id, html_name, html_type, autocomplete, input_mode] = ids;
        Field {
            view_id, html_id, html_name, html_type, autocomplete, input_mode,
            max_length, hints, host, scheme,
            is_password: flags[0], is_focused: flags[1], is_usable: flags[2],
        }
    }
}

prop_compose! {
    /// A field that is for a code, but for what may be wrong with it.
    fn likely_field()(
        host in proptest::sample::select(KNOWN_HOSTS),
        scheme in proptest::sample::select(&[None, Some("https"), Some("http")][..]),
        type_ in proptest::sample::select(&[None, Some("tel"), Some("password")][..]),
        max_length in proptest::sample::select(&[None, Some(1), Some(5), Some(6)][..]),
        flags in any::<[bool; 3]>(),
    ) -> Field {
        Field {
            autocomplete: Some("one-time-code".to_owned()),
            html_type: type_.map(str::to_owned),
            host: Some(host.to_owned()),
            scheme: scheme.map(str::to_owned),
            max_length,
            is_password: flags[0], is_focused: flags[1], is_usable: flags[2],
            ..Field::default()
        }
    }
}

fn field() -> impl Strategy<Value = Field> {
    prop_oneof![likely_field(), any_field()]
}

fn form(fields: Vec<Field>) -> Form {
    Form {
        package: "com.android.chrome".to_owned(),
        certificates: vec![chrome()],
        fields,
    }
}

fn plain(host: Option<&String>) -> String {
    let host = host.map_or("", String::as_str).to_ascii_lowercase();
    host.strip_suffix('.').unwrap_or(&host).to_owned()
}

proptest! {
    #[test]
    fn a_code_reaches_only_usable_fields_of_the_hosts_it_belongs_to(
        fields in proptest::collection::vec(field(), 0..12),
        bound in any::<bool>(),
    ) {
        let code = if bound {
            code("Your code is 402913.\n@shop.example #402913")
        } else {
            code("Your verification code is 402913")
        };
        let form = form(fields);
        if let Decision::Offer(offer) = decide(&form, Some(&code), &Catalogue::built_in()) {
            let values = offer.values(&code.code);
            prop_assert!(values.is_some());
            let values = values.unwrap_or_default();
            prop_assert!(!values.is_empty());
            for (index, value) in values {
                let field = &form.fields[index];
                let host = plain(field.host.as_ref());
                prop_assert!(field.is_usable && !field.is_password);
                prop_assert!(field.html_type.as_deref() != Some("password"));
                prop_assert!(field.scheme.as_deref().is_none_or(|scheme|
                    scheme.eq_ignore_ascii_case("https")));
                prop_assert!(field.max_length.is_none_or(|most|
                    value.expose().len() <= most as usize));
                if bound {
                    prop_assert!(host == "shop.example" || host.ends_with(".shop.example"));
                } else {
                    prop_assert!(["login.microsoftonline.com", "id.ku.dk"].contains(&host.as_str()));
                }
            }
        }
    }

    #[test]
    fn an_app_that_is_not_known_never_gets_anything(
        fields in proptest::collection::vec(field(), 0..6),
        package in any::<String>(),
        certificate in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let form = Form { package, certificates: vec![certificate], fields };
        prop_assert!(matches!(decide(&form, None, &Catalogue::built_in()), Decision::NoOffer(_)));
    }
}
