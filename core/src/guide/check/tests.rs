use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

const BUILT_IN: &str = include_str!("../../../assets/catalogue.json");

/// What is told of the built-in catalogue with one value changed.
fn with(pointer: &str, value: Value) -> String {
    let mut document: Value = serde_json::from_str(BUILT_IN).expect("it is JSON");
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    match document.pointer_mut(parent).expect("it is there") {
        Value::Array(items) => items[name.parse::<usize>().expect("a place")] = value,
        parent => parent[name] = value,
    }
    let text = serde_json::to_string_pretty(&document).expect("it is written");
    match parse(text.as_bytes()) {
        Ok(_) => panic!("{pointer} is taken"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_slip_is_told_with_its_place() {
    let told = with("/guides/sign_in/steps/3/title/en", json!(" "));
    assert!(told.contains("guides.sign_in.steps[3].title.en: a text is missing"));
    assert!(told.starts_with("line "));
    let broken = BUILT_IN.replacen("\"version\": 1,", "\"version\": 1", 1);
    let error = parse(broken.as_bytes()).expect_err("it is no JSON");
    assert_eq!((error.line, error.column), (4, 3));
    let unknown = BUILT_IN.replacen("\"version\"", "\"versoin\"", 1);
    let told = parse(unknown.as_bytes()).expect_err("refused").to_string();
    assert!(
        told.contains("line 3") && told.contains("versoin"),
        "{told}"
    );
}

#[test]
fn each_rule_is_held() {
    let step = "/guides/registration/steps";
    for (pointer, value, told) in [
        ("/format".to_owned(), json!(2), "this version reads 1"),
        ("/version".into(), json!(0), "versions begin at 1"),
        (
            "/valid_until".into(),
            json!("2026-10-31"),
            "before valid_from",
        ),
        (
            "/valid_from".into(),
            json!("1/11/2026"),
            "a day is written as",
        ),
        ("/support/number".into(), json!("35323232"), "a number is +"),
        (
            "/support/shown".into(),
            json!("35 32 32 33"),
            "not the last digits",
        ),
        (
            "/support/hours".into(),
            json!("http://ku.dk"),
            "an address is https",
        ),
        (
            "/support/hours".into(),
            json!("https://ku.dk@evil.example"),
            "an address is",
        ),
        (
            "/messages/0/text".into(),
            json!("{code}"),
            "words around it",
        ),
        (
            "/messages/0/text".into(),
            json!("{code} then {code} again"),
            "once",
        ),
        ("/messages/0/lifetime_s".into(), json!(5), "30 to 900"),
        ("/sites".into(), json!([]), "1 to 20 are allowed"),
        (
            "/sites/0/hosts/0".into(),
            json!("*.ku.dk"),
            "no host in lower case",
        ),
        ("/sites/0/hosts/0".into(), json!("id.ku.dk"), "listed twice"),
        ("/questions/0/id".into(), json!("Role"), "an id has"),
        ("/questions/1/id".into(), json!("role"), "there already"),
        (
            "/questions/3/answers".into(),
            json!([]),
            "2 to 4 are allowed",
        ),
        (
            "/guides/sign_in/asks/0".into(),
            json!("colour"),
            "no question with this id",
        ),
        (
            "/guides/sign_in/asks".into(),
            json!(["role", "role"]),
            "asked already",
        ),
        (
            format!("{step}/1/if"),
            json!({"colour": ["red"]}),
            "does not ask",
        ),
        (
            format!("{step}/1/if"),
            json!({"role": ["nobody"]}),
            "has no answer",
        ),
        (
            format!("{step}/1/if"),
            json!({"role": ["employee"]}),
            "ends the guide before",
        ),
        (format!("{step}/0/id"), json!("password"), "there already"),
        (
            format!("{step}/0/code"),
            json!("enter"),
            "listens, then awaits",
        ),
        (
            format!("{step}/0/drawing"),
            json!([]),
            "1 to 12 are allowed",
        ),
        (
            format!("{step}/0/drawing/0/words"),
            json!(""),
            "only a field or a picture",
        ),
        (
            format!("{step}/0/drawing/1/filled"),
            json!("x"),
            "only a field is filled",
        ),
        (
            format!("{step}/0/title/da"),
            json!("x".repeat(91)),
            "at most 90 fit",
        ),
        (
            format!("{step}/0/drawing/0"),
            json!({"part": "message", "words": "Brug kode 402913"}),
            "in place of its code",
        ),
        (format!("{step}/0/title/da"), json!("a\u{202e}b"), "U+202E"),
        (
            format!("{step}/0/device"),
            json!("tablet"),
            "unknown variant",
        ),
    ] {
        let found = with(&pointer, value);
        assert!(found.contains(told), "{pointer}: {found}");
    }
}

#[test]
fn a_code_that_is_never_entered_is_told() {
    let mut document: Value = serde_json::from_str(BUILT_IN).expect("it is JSON");
    let steps = document["guides"]["sign_in"]["steps"].as_array_mut();
    steps.expect("steps").truncate(6);
    let told = parse(document.to_string().as_bytes()).expect_err("refused");
    assert!(told.problem.contains("never entered"), "{told}");
}

#[test]
fn what_is_no_document_is_told() {
    for (bytes, told) in [
        (&b""[..], "EOF"),
        (b"\xff\xfe", "byte 0 is no UTF-8"),
        (b"<html>", "expected value"),
        (b"{}", "missing field `format`"),
        (b"[]", "expected struct"),
        (&[b' '; MAX_BYTES + 1], "262145 bytes"),
    ] {
        let error = parse(bytes).expect_err("refused").to_string();
        assert!(error.contains(told), "{error}");
    }
    let deep = "[".repeat(100_000);
    assert!(parse(deep.as_bytes()).is_err());
}

proptest! {
    #[test]
    fn a_changed_byte_never_panics(at in 0..BUILT_IN.len(), byte: u8) {
        let mut bytes = BUILT_IN.as_bytes().to_vec();
        bytes[at] = byte;
        let _ = parse(&bytes);
    }
}
