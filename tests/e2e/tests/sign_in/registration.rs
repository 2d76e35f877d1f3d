//! Registering SMS for the first time.

use crate::browser::{place, typed_number};
use kodebro_e2e::sign_in::{
    CODE_ATTEMPTS, Clock, Message, MessageSender, NotSent, PhoneNumber, Settings, SignIn,
    TRIES_WITHOUT_CAPTCHA,
};
use std::sync::Arc;

const STUDENT: (&str, &str) = ("abc123@alumni.ku.dk", "Regn-i-oktober-7");
const BOTH: (&str, &str) = ("cde345@ku.dk", "Kaffe-klokken-ni-2");

#[tokio::test]
async fn a_student_registers_and_signs_in_for_the_first_time() {
    let place = place().await;
    let mut browser = place.browser().await;
    browser.log_in(STUDENT.0, STUDENT.1).await;
    browser
        .at("/registrer/oplysninger")
        .says("Yderligere oplysninger krævet")
        .next()
        .await;
    browser
        .at("/registrer/authenticator")
        .says("Jeg vil konfigurere en anden metode");
    browser.press("another-method").await;
    browser
        .at("/registrer/metode")
        .says("Vælg en anden metode")
        .press("choose-phone")
        .await;
    browser.says("Modtag en kode");
    place.fix("314159");
    browser.give_number().await;
    browser
        .at("/registrer/kode")
        .says("Vi har lige sendt en sekscifret kode til +45 12345621. Angiv koden nedenfor.");
    assert_eq!(
        place.last_message(&typed_number()),
        "Brug bekræftelseskode 314159 til Microsoft godkendelse."
    );
    browser.give_code("314159").await;
    browser
        .at("/registrer/fuldfoert")
        .says("Bekræftelsen er fuldført. Din telefon er registreret.")
        .next()
        .await;
    browser
        .at("/registrer/udfoert")
        .says("Udført!")
        .says("+45 12345621")
        .next()
        .await;

    place.fix("271828");
    browser
        .says("Bekræft din identitet")
        .says("Send sms til '+XX XXXXXX21'")
        .send_sms()
        .await;
    browser
        .at("/log-paa/kode")
        .says("id=\"idTxtBx_SAOTCC_OTC\"")
        .give_code("271828")
        .await;
    browser
        .at("/log-paa/forbliv")
        .says("Vil du forblive logget på?")
        .press("stay")
        .await;
    browser
        .at("/mail")
        .says("Du er logget på")
        .says("Asta Bjerre");
}

#[tokio::test]
async fn whoever_is_student_and_employee_registers_as_employee() {
    let place = place().await;
    let mut browser = place.browser().await;
    browser.fill(&[("loginfmt", "cde345@alumni.ku.dk")]).await;
    browser.complains("/log-paa", "logger på som ansat: skriv @ku.dk");
    place.fix("314159");
    browser.go_to_phone(BOTH.0, BOTH.1).await;
    browser.give_number().await;
    browser.at("/registrer/kode").give_code("314159").await;
    browser.at("/registrer/fuldfoert");
}

#[tokio::test]
async fn an_employee_cannot_choose_sms() {
    let place = place().await;
    let mut browser = place.browser().await;
    browser
        .go_to_phone("efg456@ku.dk", "Torsdag-og-torden-5")
        .await;
    browser
        .complains("/registrer/metode", "Sms kan kun bruges af studerende")
        .says("35 32 32 32")
        .press("choose-authenticator")
        .await;
    browser.at("/registrer/authenticator").next().await;
    browser.complains("/registrer/authenticator", "Apps er ikke med i øvelsen");
}

#[tokio::test]
async fn a_number_that_cannot_be_filled_in_leads_to_support() {
    let place = place().await;
    let mut browser = place.browser().await;
    browser
        .go_to_phone("nop890@alumni.ku.dk", "Lukket-felt-i-mandags-6")
        .await;
    browser
        .at("/registrer/telefon")
        .says("disabled")
        .says("Ring til supporten på");
    browser.give_number().await;
    browser.complains("/registrer/telefon", "Ring til supporten på 35 32 32 32");
    assert_eq!(place.message_count(&typed_number()), 0);
}

#[tokio::test]
async fn a_wrong_number_is_refused_and_kept_in_the_field() {
    let place = place().await;
    let mut browser = place.browser().await;
    browser.go_to_phone(STUDENT.0, STUDENT.1).await;
    for number in ["", "12", "12 34 56 2x", "<b>12345621"] {
        browser
            .fill(&[("countryCode", "45"), ("phoneNumber", number)])
            .await;
        browser.complains(
            "/registrer/telefon",
            "Telefonnummeret passer ikke til landekoden",
        );
    }
    assert!(
        !browser.page.html.contains("<b>12345621"),
        "what is typed is shown as text"
    );
    browser
        .fill(&[("countryCode", "999"), ("phoneNumber", "12345621")])
        .await;
    browser
        .complains("/registrer/telefon", "Vælg en landekode")
        .says("value=\"12345621\"");
}

#[tokio::test]
async fn sending_again_is_slowed_down_and_kills_the_old_code() {
    let place = place().await;
    let mut browser = place.browser().await;
    browser.go_to_phone(STUDENT.0, STUDENT.1).await;
    place.fix("111111");
    browser.give_number().await;
    place.pass(10);
    browser.press("resend").await;
    browser.complains("/registrer/kode", "Vent 20 sekunder");
    assert_eq!(place.message_count(&typed_number()), 1);
    place.pass(20);
    place.fix("222222");
    browser.press("resend").await;
    browser
        .at("/registrer/kode")
        .says("Vi har sendt en ny kode")
        .give_code("111111")
        .await;
    browser.complains("/registrer/kode", "Koden er forkert");
    browser.give_code("222222").await;
    browser.at("/registrer/fuldfoert");
}

#[tokio::test]
async fn a_captcha_comes_after_three_tries_and_takes_either_answer() {
    let place = place().await;
    let mut browser = place.browser().await;
    browser.go_to_phone(STUDENT.0, STUDENT.1).await;
    for _ in 0..TRIES_WITHOUT_CAPTCHA {
        browser.give_number().await;
        browser.at("/registrer/kode").press("back").await;
    }
    browser.give_number().await;
    browser
        .at("/registrer/captcha")
        .says("Please show you are not a robot.");
    let first = place.running.captcha_answer("abc123").unwrap();
    assert!(
        !browser.page.html.contains(&first),
        "the answer does not stand on the page"
    );
    browser.fill(&[("captchaAnswer", "robot")]).await;
    browser.complains("/registrer/captcha", "Tegnene passer ikke");
    assert_eq!(place.message_count(&typed_number()), 3);
    browser.press("another-captcha").await;
    let answer = place
        .running
        .captcha_answer("abc123")
        .unwrap()
        .to_lowercase();
    place.fix("314159");
    browser
        .at("/registrer/captcha")
        .fill(&[("captchaAnswer", &answer)])
        .await;
    browser.at("/registrer/kode").give_code("314159").await;
    browser.at("/registrer/fuldfoert");
    assert_eq!(place.running.captcha_answer("abc123"), None);
}

#[tokio::test]
async fn too_many_wrong_codes_kill_the_code() {
    let place = place().await;
    let mut browser = place.browser().await;
    browser.go_to_phone(STUDENT.0, STUDENT.1).await;
    place.fix("314159");
    browser.give_number().await;
    for typed in ["", "31415", "abcdef"] {
        browser.give_code(typed).await;
        browser.complains("/registrer/kode", "seks tal");
    }
    for left in (1..CODE_ATTEMPTS).rev() {
        browser.give_code("000000").await;
        browser.complains("/registrer/kode", &format!("Du har {left} forsøg tilbage"));
    }
    browser.give_code("000000").await;
    browser.complains("/registrer/kode", "for mange forkerte koder");
    browser.give_code("314159").await;
    browser.complains("/registrer/kode", "for mange forkerte koder");
}

#[tokio::test]
async fn a_message_that_cannot_be_sent_is_told_and_can_be_asked_for_at_once() {
    struct Broken;
    impl MessageSender for Broken {
        fn send(&self, _: &PhoneNumber, _: Message) -> Result<(), NotSent> {
            Err(NotSent)
        }
    }
    let settings = Settings {
        sender: Arc::new(Broken),
        ..Settings::on_port(0, Clock::held().0)
    };
    let running = SignIn::start(settings).await.unwrap();
    let mut browser = crate::browser::Browser::open(&running.url()).await;
    browser.go_to_phone(STUDENT.0, STUDENT.1).await;
    browser.give_number().await;
    browser
        .complains("/registrer/kode", "Sms'en kunne ikke sendes")
        .press("resend")
        .await;
    browser.complains("/registrer/kode", "Sms'en kunne ikke sendes");
}
