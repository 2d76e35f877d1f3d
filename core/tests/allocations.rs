//! Reading an everyday message takes no memory from the heap beyond its folded text.

use kodebro_core::extract::{Finding, extract, prepare};
use kodebro_core::message::Message;

/// How often reading a message asks for memory. Messages that hold no code only: a code that is
/// found is handed out in memory of its own.
fn allocations(text: &str) -> u64 {
    prepare();
    let message = Message::new(text);
    let counted = allocation_counter::measure(|| {
        assert!(matches!(extract(&message), Finding::Nothing(_)));
    });
    counted.count_total
}

#[test]
fn an_ascii_message_without_a_code_takes_nothing() {
    for text in [
        "See you in the canteen, or did you go home already?",
        "I am at 12 Baker Street, call me on 012 3456 7890 when you are here",
        "Your order 40291375 was sent and comes on 24/12 between 10:00 and 14:00.",
        "URGENT! You have WON 2,000 pounds, call 09061701461 before 31-12-2026",
    ] {
        assert_eq!(allocations(text), 0);
    }
}

#[test]
fn a_message_in_other_letters_takes_its_folded_text_at_most() {
    for text in [
        "Ses vi i kantinen bagefter, eller er du allerede gået hjem?",
        "Jeg er på Njalsgade 2300, ring når du er fremme",
        "Din pakke 40291375 er på vej og kommer den 24. december",
        "Ваш заказ 40291375 уже в пути",
    ] {
        assert!(allocations(text) <= 1);
    }
}

#[test]
fn letters_that_fold_to_plain_ones_without_a_number_take_nothing() {
    assert_eq!(allocations("Så ses vi på Østerbro – jeg glæder mig…"), 0);
    assert_eq!(allocations("до завтра"), 0);
}
