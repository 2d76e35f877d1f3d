//! What each problem is called on the page, and which field it is about.

use crate::sign_in::flow::{Notice, Problem, SHORTEST_PASSWORD, Step};
use crate::sign_in::people::Role;

/// KU-IT Support. Source: KU's guide.
pub(crate) const SUPPORT: &str = "35 32 32 32";

/// A problem in words.
#[derive(Debug)]
pub(crate) struct ProblemWords {
    pub(crate) text: String,
    /// The id of the field it is about; none when it is about the whole page.
    pub(crate) field: Option<&'static str>,
    /// The id of the text itself, Microsoft's where the page has one.
    pub(crate) id: &'static str,
}

pub(crate) fn problem(step: &Step, problem: &Problem) -> ProblemWords {
    ProblemWords {
        text: text(problem),
        field: field(step, problem),
        id: id(step),
    }
}

pub(crate) const fn notice(notice: Notice) -> &'static str {
    match notice {
        Notice::PasswordChanged => "Din adgangskode er ændret. Log på med den nye.",
        Notice::CodeSentAgain => "Vi har sendt en ny kode. Den gamle kan ikke længere bruges.",
    }
}

fn text(problem: &Problem) -> String {
    match problem {
        Problem::UserNameMissing => "Skriv dit brugernavn.".to_owned(),
        Problem::SuffixMissing => {
            "Skriv @alumni.ku.dk (studerende) eller @ku.dk (ansat) efter dit brugernavn.".to_owned()
        }
        Problem::UnknownUser => {
            "Vi kender ikke det brugernavn. Se efter, om det er stavet rigtigt.".to_owned()
        }
        Problem::OtherSuffix(role) => other_suffix(*role).to_owned(),
        Problem::PasswordMissing => "Skriv din adgangskode.".to_owned(),
        Problem::WrongPassword => "Adgangskoden er forkert. Prøv igen, eller vælg \
            “Jeg har glemt min adgangskode”."
            .to_owned(),
        Problem::PasswordTooOld => "Din adgangskode er mere end 12 måneder gammel. Vælg \
            “Jeg har glemt min adgangskode” for at lave en ny."
            .to_owned(),
        Problem::NewPasswordTooShort => {
            format!("Den nye adgangskode skal have mindst {SHORTEST_PASSWORD} tegn.")
        }
        Problem::NewPasswordIsOld => "Vælg en anden adgangskode end den, du har nu.".to_owned(),
        Problem::NewPasswordsDiffer => "De to adgangskoder er ikke ens.".to_owned(),
        Problem::AppNotInExercise => "Apps er ikke med i øvelsen. Vælg \
            “Jeg vil konfigurere en anden metode” for at bruge sms."
            .to_owned(),
        Problem::SmsForStudentsOnly => format!(
            "Sms kan kun bruges af studerende. Brug Microsoft Authenticator, eller ring til \
             supporten på {SUPPORT}."
        ),
        Problem::NumberLocked => format!(
            "Landekode og telefonnummer kan ikke udfyldes for din konto. Ring til supporten på \
             {SUPPORT}."
        ),
        Problem::WrongCountry => "Vælg en landekode fra listen.".to_owned(),
        Problem::WrongNumber => {
            "Telefonnummeret passer ikke til landekoden. Skriv kun tal.".to_owned()
        }
        Problem::WrongCaptcha => {
            "Tegnene passer ikke med billedet. Her er et nyt billede.".to_owned()
        }
        Problem::CodeNotSixDigits => "Skriv koden fra sms'en: seks tal.".to_owned(),
        Problem::WrongCode { attempts_left } => format!(
            "Koden er forkert. Brug koden fra den nyeste sms. Du har {attempts_left} forsøg \
             tilbage."
        ),
        Problem::CodeExpired => {
            "Koden gælder ikke længere. Vælg “Send kode igen” for at få en ny.".to_owned()
        }
        Problem::NoAttemptsLeft => {
            "Der er skrevet for mange forkerte koder. Vælg “Send kode igen” for at få en ny."
                .to_owned()
        }
        Problem::TooSoon { seconds: 1 } => {
            "Vi har lige sendt en kode. Vent 1 sekund, før du beder om en ny.".to_owned()
        }
        Problem::TooSoon { seconds } => {
            format!("Vi har lige sendt en kode. Vent {seconds} sekunder, før du beder om en ny.")
        }
        Problem::NotSent => "Sms'en kunne ikke sendes. Vælg “Send kode igen” om lidt.".to_owned(),
    }
}

const fn other_suffix(role: Role) -> &'static str {
    match role {
        Role::Student => "Du er studerende: skriv @alumni.ku.dk efter dit brugernavn.",
        Role::Employee => "Du er ansat: skriv @ku.dk efter dit brugernavn.",
        Role::Both => {
            "Du er både studerende og ansat og logger på som ansat: skriv @ku.dk efter dit \
             brugernavn."
        }
    }
}

const fn field(step: &Step, problem: &Problem) -> Option<&'static str> {
    match problem {
        Problem::UserNameMissing
        | Problem::SuffixMissing
        | Problem::UnknownUser
        | Problem::OtherSuffix(_) => Some("i0116"),
        Problem::PasswordMissing | Problem::WrongPassword => Some("i0118"),
        Problem::PasswordTooOld => Some("idA_PWD_ForgotPassword"),
        Problem::NewPasswordTooShort | Problem::NewPasswordIsOld => Some("newPassword"),
        Problem::NewPasswordsDiffer => Some("confirmNewPassword"),
        Problem::WrongCountry => Some("countryCode"),
        Problem::WrongNumber => Some("phoneNumber"),
        Problem::WrongCaptcha => Some("captchaAnswer"),
        Problem::CodeNotSixDigits | Problem::WrongCode { .. } => match step {
            Step::RegistrationCode { .. } => Some("idTxtBx_SAOTCSC_OTC"),
            _ => Some("idTxtBx_SAOTCC_OTC"),
        },
        Problem::CodeExpired | Problem::NoAttemptsLeft | Problem::NotSent => {
            Some("idA_SAOTCC_Resend")
        }
        Problem::AppNotInExercise => Some("another-method"),
        Problem::SmsForStudentsOnly | Problem::NumberLocked | Problem::TooSoon { .. } => None,
    }
}

const fn id(step: &Step) -> &'static str {
    match step {
        Step::UserName => "usernameError",
        Step::Password => "passwordError",
        Step::SignInCode { .. } => "idSpan_SAOTCC_Error_OTC",
        Step::RegistrationCode { .. } => "idSpan_SAOTCSC_Error_OTC",
        _ => "problem",
    }
}
