//! From a posted form to what the person did.

use super::form::{Form, FormError};
use crate::sign_in::flow::{Action, Step};
use kodebro_core::secret::Secret;

/// Reads what the person did on the page of `step`. A button other than the page's main one
/// carries its name in `action`.
pub(crate) fn read(step: &Step, form: &Form) -> Result<Action, FormError> {
    let secret = |name: &str| form.required(name).map(Secret::new);
    if let Some(button) = form.get("action") {
        return match button {
            "forgot-password" => Ok(Action::ForgotPassword),
            "another-account" => Ok(Action::AnotherAccount),
            "another-method" => Ok(Action::AnotherMethod),
            "choose-authenticator" => Ok(Action::ChooseAuthenticator),
            "choose-phone" => Ok(Action::ChoosePhone),
            "another-captcha" => Ok(Action::AnotherCaptcha),
            "resend" => Ok(Action::Resend),
            "back" => Ok(Action::Back),
            "stay" => Ok(Action::Stay(true)),
            "do-not-stay" => Ok(Action::Stay(false)),
            "sign-out" => Ok(Action::SignOut),
            _ => Err(FormError::Missing),
        };
    }
    match step {
        Step::UserName => Ok(Action::UserName(form.required("loginfmt")?)),
        Step::Password => Ok(Action::Password(secret("passwd")?)),
        Step::NewPassword => Ok(Action::NewPassword {
            first: secret("newPassword")?,
            again: secret("confirmNewPassword")?,
        }),
        Step::Phone => Ok(Action::PhoneNumber {
            country_code: form.required("countryCode")?,
            local: form.required("phoneNumber")?,
        }),
        Step::Captcha { .. } => Ok(Action::CaptchaAnswer(form.required("captchaAnswer")?)),
        Step::RegistrationCode { .. } | Step::SignInCode { .. } => Ok(Action::Code(secret("otc")?)),
        Step::Identity { .. } => match form.get("proof") {
            Some("OneWaySMS") => Ok(Action::SendSms),
            _ => Err(FormError::Missing),
        },
        Step::MoreInformation
        | Step::AuthenticatorApp
        | Step::AppInstead { .. }
        | Step::Registered { .. }
        | Step::Done { .. } => Ok(Action::Next),
        Step::ChooseMethod | Step::StaySignedIn | Step::SignedIn { .. } => Err(FormError::Missing),
    }
}
