//! The pages: one template for each step, and those around them.

use super::problem_words::{self, ProblemWords, SUPPORT};
use super::sessions::Session;
use crate::sign_in::accounts::Accounts;
use crate::sign_in::flow::{SHORTEST_PASSWORD, Step, Visit};
use crate::sign_in::outbox::ArrivedMessage;
use crate::sign_in::people::People;
use crate::sign_in::phone_number::{COUNTRIES, Country, PhoneNumber};
use askama::Template;

/// Where the page of a step is found.
pub(crate) const fn path(step: &Step) -> &'static str {
    match step {
        Step::UserName => "/log-paa",
        Step::Password => "/log-paa/adgangskode",
        Step::NewPassword => "/log-paa/ny-adgangskode",
        Step::AppInstead { .. } => "/log-paa/app",
        Step::Identity { .. } => "/log-paa/identitet",
        Step::SignInCode { .. } => "/log-paa/kode",
        Step::StaySignedIn => "/log-paa/forbliv",
        Step::MoreInformation => "/registrer/oplysninger",
        Step::AuthenticatorApp => "/registrer/authenticator",
        Step::ChooseMethod => "/registrer/metode",
        Step::Phone => "/registrer/telefon",
        Step::Captcha { .. } => "/registrer/captcha",
        Step::RegistrationCode { .. } => "/registrer/kode",
        Step::Registered { .. } => "/registrer/fuldfoert",
        Step::Done { .. } => "/registrer/udfoert",
        Step::SignedIn { .. } => "/mail",
    }
}

/// Every path that [`path`] gives.
pub(crate) const PATHS: [&str; 16] = [
    "/log-paa",
    "/log-paa/adgangskode",
    "/log-paa/ny-adgangskode",
    "/log-paa/app",
    "/log-paa/identitet",
    "/log-paa/kode",
    "/log-paa/forbliv",
    "/registrer/oplysninger",
    "/registrer/authenticator",
    "/registrer/metode",
    "/registrer/telefon",
    "/registrer/captcha",
    "/registrer/kode",
    "/registrer/fuldfoert",
    "/registrer/udfoert",
    "/mail",
];

/// The heading of a step's page. Source: KU's guide, as far as it shows the page.
const fn heading(step: &Step) -> &'static str {
    match step {
        Step::UserName => "Log på",
        Step::Password => "Indtast adgangskode",
        Step::NewPassword => "Lav en ny adgangskode",
        Step::AppInstead { .. } => "Du behøver ikke sms",
        Step::Identity { .. } => "Bekræft din identitet",
        Step::SignInCode { .. } => "Indtast kode",
        Step::StaySignedIn => "Vil du forblive logget på?",
        Step::MoreInformation => "Yderligere oplysninger krævet",
        Step::AuthenticatorApp => "Microsoft Authenticator",
        Step::ChooseMethod => "Vælg en anden metode",
        Step::Phone
        | Step::Captcha { .. }
        | Step::RegistrationCode { .. }
        | Step::Registered { .. } => "Telefon",
        Step::Done { .. } => "Udført!",
        Step::SignedIn { .. } => "Du er logget på",
    }
}

/// The title of a step's page: its heading, or more where several pages have the same.
const fn title(step: &Step) -> &'static str {
    match step {
        Step::Captcha { .. } => "Telefon: tegnene i billedet",
        Step::RegistrationCode { .. } => "Telefon: angiv kode",
        Step::Registered { .. } => "Telefon: registreret",
        _ => heading(step),
    }
}

/// What every step's page needs.
struct Frame<'a> {
    title: &'static str,
    heading: &'static str,
    path: &'static str,
    token: &'a str,
    account_name: &'a str,
    problem: Option<ProblemWords>,
    notice: Option<&'static str>,
    support: &'static str,
}

impl Frame<'_> {
    /// The id of the problem's text, or nothing.
    fn problem_id(&self) -> &'static str {
        self.problem.as_ref().map_or("", |problem| problem.id)
    }

    /// Whether the problem is about the field with this id.
    fn about(&self, field: &str) -> bool {
        self.problem
            .as_ref()
            .is_some_and(|problem| problem.field == Some(field))
    }
}

macro_rules! pages {
    ($($(#[$doc:meta])* $name:ident $file:literal { $($field:ident: $type:ty),* })*) => {$(
        $(#[$doc])*
        #[derive(Template)]
        #[template(path = $file)]
        struct $name<'a> { frame: Frame<'a>, $($field: $type),* }
    )*};
}

pages! {
    UserName "user_name.html" {}
    Password "password.html" {}
    NewPassword "new_password.html" { shortest: usize }
    MoreInformation "more_information.html" {}
    AuthenticatorApp "authenticator_app.html" {}
    ChooseMethod "choose_method.html" {}
    Phone "phone.html" {
        countries: &'a [Country],
        country_code: &'a str,
        number: &'a str,
        locked: bool
    }
    Captcha "captcha.html" { picture: String, sum: String }
    RegistrationCode "registration_code.html" { number: String }
    Registered "registered.html" {}
    Done "done.html" { number: String }
    Identity "identity.html" { number: String }
    SignInCode "sign_in_code.html" { number: String }
    AppInstead "app_instead.html" { app: &'a str }
    StaySignedIn "stay_signed_in.html" {}
    SignedIn "signed_in.html" { name: &'a str }
}

/// Draws the page of the session's step.
pub(crate) fn step(session: &Session, accounts: &Accounts) -> Result<String, askama::Error> {
    let Session { visit, token } = session;
    let frame = frame(visit, token);
    let person = accounts
        .get(visit.user_name())
        .map(|account| account.person());
    match visit.step() {
        Step::UserName => UserName { frame }.render(),
        Step::Password => Password { frame }.render(),
        Step::NewPassword => NewPassword {
            frame,
            shortest: SHORTEST_PASSWORD,
        }
        .render(),
        Step::MoreInformation => MoreInformation { frame }.render(),
        Step::AuthenticatorApp => AuthenticatorApp { frame }.render(),
        Step::ChooseMethod => ChooseMethod { frame }.render(),
        Step::Phone => {
            let (country_code, number) = visit.typed_number();
            let locked = person.is_some_and(|person| person.number_field_locked);
            Phone {
                frame,
                countries: &COUNTRIES,
                country_code,
                number,
                locked,
            }
            .render()
        }
        Step::Captcha { captcha, .. } => Captcha {
            frame,
            picture: captcha.path(),
            sum: captcha.sum(),
        }
        .render(),
        Step::RegistrationCode { number } => RegistrationCode {
            frame,
            number: number.shown(),
        }
        .render(),
        Step::Registered { .. } => Registered { frame }.render(),
        Step::Done { number } => Done {
            frame,
            number: number.shown(),
        }
        .render(),
        Step::Identity { number } => Identity {
            frame,
            number: number.hidden(),
        }
        .render(),
        Step::SignInCode { number } => SignInCode {
            frame,
            number: number.hidden(),
        }
        .render(),
        Step::AppInstead { app } => AppInstead { frame, app }.render(),
        Step::StaySignedIn => StaySignedIn { frame }.render(),
        Step::SignedIn { .. } => SignedIn {
            frame,
            name: person.map_or("", |person| &person.name),
        }
        .render(),
    }
}

fn frame<'a>(visit: &'a Visit, token: &'a str) -> Frame<'a> {
    let step = visit.step();
    Frame {
        title: title(step),
        heading: heading(step),
        path: path(step),
        token,
        account_name: visit.typed_name(),
        problem: visit
            .problem()
            .map(|problem| problem_words::problem(step, problem)),
        notice: visit.notice().map(problem_words::notice),
        support: SUPPORT,
    }
}

#[derive(Template)]
#[template(path = "practice.html")]
struct Practice<'a> {
    people: &'a People,
    support: &'static str,
}

/// Draws the page that says what this is and who to practise as.
pub(crate) fn practice(people: &People) -> Result<String, askama::Error> {
    Practice {
        people,
        support: SUPPORT,
    }
    .render()
}

#[derive(Template)]
#[template(path = "messages.html")]
struct Messages<'a> {
    number: String,
    messages: &'a [ArrivedMessage],
}

impl Messages<'_> {
    fn since(&self, arrived: &ArrivedMessage) -> String {
        match arrived.age.as_secs() / 60 {
            0 => "for under et minut siden".to_owned(),
            1 => "for 1 minut siden".to_owned(),
            minutes => format!("for {minutes} minutter siden"),
        }
    }
}

/// Draws a phone's messages, newest first.
pub(crate) fn messages(
    number: &PhoneNumber,
    messages: &[ArrivedMessage],
) -> Result<String, askama::Error> {
    Messages {
        number: number.shown(),
        messages,
    }
    .render()
}

#[derive(Template)]
#[template(path = "refusal.html")]
struct Refused<'a> {
    title: &'a str,
    text: &'a str,
}

/// Draws the page for a request that was refused.
pub(crate) fn refusal(title: &str, text: &str) -> Result<String, askama::Error> {
    Refused { title, text }.render()
}
