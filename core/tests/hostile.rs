//! Bad input gives a decision, never a panic, and every finding points at what it holds.

use kodebro_core::extract::{Candidate, Finding, NothingReason, explain, extract};
use kodebro_core::message::Message;
use proptest::prelude::*;

fn read(text: &str) -> Finding {
    extract(&Message::new(text))
}

/// The candidates of a finding, in its order.
fn candidates(finding: &Finding) -> Vec<&Candidate> {
    match finding {
        Finding::Code(code) => vec![&code.candidate],
        Finding::Ambiguous(ambiguous) => ambiguous.candidates.iter().collect(),
        Finding::Nothing(_) => Vec::new(),
    }
}

/// Reads a text and checks that each candidate stands in it where the finding says: on whole
/// characters, and as long as the code at least, since separators and a prefix are left out.
fn check(text: &str) -> Result<(), TestCaseError> {
    let message = Message::new(text);
    let finding = extract(&message);
    for candidate in candidates(&finding) {
        let written = text.get(candidate.range.clone());
        prop_assert!(written.is_some());
        let written = written.map_or(0, |written| written.chars().count());
        let code = candidate.code.expose();
        prop_assert!(!code.is_empty());
        prop_assert!(written >= code.chars().count());
    }
    for explanation in explain(&message) {
        prop_assert!(text.get(explanation.range).is_some());
    }
    Ok(())
}

#[test]
fn a_text_without_anything_to_see_is_empty() {
    for text in ["", " ", "\n\n", "\u{200b}\u{202e}", "\u{a0}\u{3000}"] {
        assert_eq!(read(text), Finding::Nothing(NothingReason::Empty));
    }
}

#[test]
fn a_megabyte_is_too_long() {
    for piece in ["a", "4", "code 4029 ", "é", "\0"] {
        let text = piece.repeat(1_000_000 / piece.len());
        assert_eq!(read(&text), Finding::Nothing(NothingReason::TooLong));
        assert!(explain(&Message::new(text)).is_empty());
    }
}

#[test]
fn many_digits_in_a_row_are_no_code() {
    assert_eq!(
        read(&"4".repeat(10_000)),
        Finding::Nothing(NothingReason::TooLong)
    );
    assert_eq!(
        read(&format!("Your code is {}", "4".repeat(4000))),
        Finding::Nothing(NothingReason::WrongLength)
    );
}

#[test]
fn pictures_alone_are_no_code() {
    for text in ["😀🎉👍🏽", "👩‍👩‍👧‍👦🇩🇰", "⚡️☎️✅"] {
        assert_eq!(read(text), Finding::Nothing(NothingReason::NoDigits));
    }
}

#[test]
fn a_code_is_found_among_zero_bytes_and_unpaired_marks_of_direction() {
    for (text, written) in [
        ("\0Your\0code is\u{0}402913\0", "402913"),
        ("\u{202e}\u{2067}Your code is 402913", "402913"),
        ("Your code is \u{2066}402913", "402913"),
        ("Your code is 402\u{2069}913.", "402\u{2069}913"),
    ] {
        let finding = read(text);
        assert!(matches!(finding, Finding::Code(_)));
        for candidate in candidates(&finding) {
            assert_eq!(candidate.code.expose(), "402913");
            assert_eq!(&text[candidate.range.clone()], written);
        }
    }
}

#[test]
fn a_letter_that_is_folded_to_two_stays_in_the_code_as_written() {
    let finding = extract(&Message::new("code is \u{661}0-Æ7"));
    let codes: Vec<_> = candidates(&finding)
        .iter()
        .map(|candidate| candidate.code.expose().as_str())
        .collect();
    assert_eq!(codes, ["10-Æ7"]);
}

#[test]
fn bytes_that_are_not_text_are_refused_with_their_place() {
    let error = Message::from_bytes(b"Your code \xff 402913").expect_err("0xff is not UTF-8");
    assert_eq!(error.valid_up_to, 10);
    assert!(!error.to_string().contains("402913"));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(message) = Message::from_bytes(&bytes) {
            check(message.text())?;
        }
        check(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn any_characters_round_a_code_leave_its_range_whole(
        before in any::<String>(),
        joint in "[ :\u{200b}\u{202e}-]{0,3}",
        code in "[0-9０-９٠-٩A-Z -]{1,14}",
        after in any::<String>(),
    ) {
        check(&format!("{before}code is{joint}{code}{after}"))?;
        check(&format!("{before}\n@example.com #{code}"))?;
    }
}
