//! Signing in when SMS, an app or nothing useful is registered.

use crate::browser::{Browser, Place, place, registered_number};
use kodebro_e2e::sign_in::PhoneNumber;

const NAME: &str = "bcd234@alumni.ku.dk";
const PASSWORD: &str = "Cykel-uden-lygte-4";

async fn at_the_code(place: &Place, code: &str) -> Browser {
    let mut browser = place.browser().await;
    browser.log_in(NAME, PASSWORD).await;
    place.fix(code);
    browser.send_sms().await;
    browser.at("/log-paa/kode");
    browser
}

#[tokio::test]
async fn a_returning_student_signs_in_and_the_name_is_kept_for_the_next_time() {
    let place = place().await;
    let mut browser = at_the_code(&place, "314159").await;
    browser.says("+XX XXXXXX22").give_code("314 159").await;
    browser.at("/log-paa/forbliv").press("stay").await;
    browser.at("/mail").get("/").await;
    browser.at("/mail").press("sign-out").await;
    browser.at("/log-paa").says("value=\"bcd234@alumni.ku.dk\"");
}

#[tokio::test]
async fn whoever_does_not_stay_leaves_no_name_behind() {
    let place = place().await;
    let mut browser = at_the_code(&place, "314159").await;
    browser.give_code("314159").await;
    browser.press("do-not-stay").await;
    browser.at("/mail").press("sign-out").await;
    assert!(!browser.at("/log-paa").page.html.contains("bcd234"));
}

#[tokio::test]
async fn a_wrong_code_can_be_followed_by_the_right_one() {
    let place = place().await;
    let mut browser = at_the_code(&place, "314159").await;
    browser.give_code("951413").await;
    browser
        .complains("/log-paa/kode", "Koden er forkert")
        .says("idSpan_SAOTCC_Error_OTC");
    browser.give_code("314159").await;
    browser.at("/log-paa/forbliv");
}

#[tokio::test]
async fn a_code_lives_for_three_minutes() {
    let place = place().await;
    let mut browser = at_the_code(&place, "314159").await;
    place.pass(180);
    browser.give_code("314159").await;
    browser.complains("/log-paa/kode", "Koden gælder ikke længere");
    place.fix("271828");
    browser.press("resend").await;
    place.pass(179);
    browser.give_code("271828").await;
    browser.at("/log-paa/forbliv");
}

#[tokio::test]
async fn a_code_works_once() {
    let place = place().await;
    let mut first = at_the_code(&place, "314159").await;
    first.give_code("314159").await;
    let mut second = at_the_code(&place, "271828").await;
    second.give_code("314159").await;
    second.complains("/log-paa/kode", "Koden er forkert");
}

#[tokio::test]
async fn asking_anew_from_the_start_is_slowed_down_too() {
    let place = place().await;
    let mut browser = at_the_code(&place, "314159").await;
    browser.press("another-account").await;
    browser.log_in(NAME, PASSWORD).await;
    place.pass(29);
    browser.send_sms().await;
    browser.complains("/log-paa/identitet", "Vent 1 sekund,");
    assert_eq!(place.message_count(&registered_number()), 1);
}

#[tokio::test]
async fn user_names_and_passwords_are_checked() {
    let place = place().await;
    let mut browser = place.browser().await;
    for (typed, problem) in [
        ("", "Skriv dit brugernavn"),
        ("   ", "Skriv dit brugernavn"),
        (
            "bcd234",
            "Skriv @alumni.ku.dk (studerende) eller @ku.dk (ansat)",
        ),
        (
            "bcd234@example.com",
            "Skriv @alumni.ku.dk (studerende) eller @ku.dk (ansat)",
        ),
        ("zzz999@alumni.ku.dk", "Vi kender ikke det brugernavn"),
        ("bcd234@ku.dk", "Du er studerende: skriv @alumni.ku.dk"),
        ("efg456@alumni.ku.dk", "Du er ansat: skriv @ku.dk"),
    ] {
        browser.fill(&[("loginfmt", typed)]).await;
        browser.complains("/log-paa", problem);
    }
    browser.fill(&[("loginfmt", " BCD234@Alumni.KU.dk ")]).await;
    for (typed, problem) in [
        ("", "Skriv din adgangskode"),
        ("cykel", "Adgangskoden er forkert"),
    ] {
        browser.fill(&[("passwd", typed)]).await;
        browser.complains("/log-paa/adgangskode", problem);
        assert!(!browser.page.html.contains("value=\"cykel\""));
    }
}

#[tokio::test]
async fn an_old_password_must_be_replaced_first() {
    let place = place().await;
    let mut browser = place.browser().await;
    let (name, old, new) = (
        "klm789@alumni.ku.dk",
        "Gammel-som-gaden-1",
        "Ny-som-nyfalden-sne-2",
    );
    browser.log_in(name, old).await;
    browser.complains("/log-paa/adgangskode", "mere end 12 måneder gammel");
    browser.press("forgot-password").await;
    for (first, again, problem) in [
        ("kort", "kort", "mindst 12 tegn"),
        (old, old, "en anden adgangskode"),
        (new, "noget-helt-andet", "ikke ens"),
    ] {
        browser
            .fill(&[("newPassword", first), ("confirmNewPassword", again)])
            .await;
        browser.complains("/log-paa/ny-adgangskode", problem);
    }
    browser
        .fill(&[("newPassword", new), ("confirmNewPassword", new)])
        .await;
    browser
        .at("/log-paa/adgangskode")
        .says("Din adgangskode er ændret");
    browser.fill(&[("passwd", old)]).await;
    browser.complains("/log-paa/adgangskode", "Adgangskoden er forkert");
    browser.fill(&[("passwd", new)]).await;
    browser.at("/registrer/oplysninger");
}

#[tokio::test]
async fn a_password_grows_too_old_while_the_service_runs() {
    let place = place().await;
    place.pass(366 * 24 * 60 * 60);
    let mut browser = place.browser().await;
    browser.log_in(NAME, PASSWORD).await;
    browser.complains("/log-paa/adgangskode", "mere end 12 måneder gammel");
}

#[tokio::test]
async fn whoever_has_an_app_needs_no_sms() {
    let place = place().await;
    for (name, password, app) in [
        (
            "ghi567@alumni.ku.dk",
            "Blomster-paa-bordet-3",
            "Microsoft Authenticator",
        ),
        ("hij678@ku.dk", "Vinden-vender-igen-8", "NetIQ"),
    ] {
        let mut browser = place.browser().await;
        browser.log_in(name, password).await;
        browser
            .at("/log-paa/app")
            .says("Du behøver ikke sms")
            .says(app)
            .next()
            .await;
        browser.at("/log-paa/forbliv");
    }
}

#[tokio::test]
async fn the_message_speaks_the_persons_language() {
    let place = place().await;
    let mut browser = place.browser().await;
    browser
        .log_in("rst901@alumni.ku.dk", "Seven-swans-swimming-9")
        .await;
    place.fix("314159");
    browser.says("+XX XXXXXXXX21").send_sms().await;
    let number = PhoneNumber::parse("+442079460021").unwrap();
    assert_eq!(
        place.last_message(&number),
        "Use verification code 314159 for Microsoft authentication."
    );
}

#[tokio::test]
async fn back_reload_and_stale_pages_are_harmless() {
    let place = place().await;
    let mut browser = at_the_code(&place, "314159").await;
    browser.get("/log-paa/kode").await;
    browser.at("/log-paa/kode").get("/log-paa/identitet").await;
    browser
        .at("/log-paa/kode")
        .get("/log-paa/adgangskode")
        .await;
    browser
        .at("/log-paa/kode")
        .post("/log-paa/identitet", &[("proof", "OneWaySMS")])
        .await;
    browser.at("/log-paa/kode");
    assert_eq!(place.message_count(&registered_number()), 1);
    browser.get("/mail").await;
    browser.at("/log-paa/kode").give_code("314159").await;
    browser.at("/log-paa/forbliv");
}
