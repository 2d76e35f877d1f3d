//! What the messages say. Source: the message in KU's guide, and Microsoft's English for it.

use super::code::SixDigits;
use super::people::Language;
use kodebro_core::secret::Secret;

/// Who the messages come from.
pub const SENDER: &str = "Microsoft";

pub(super) fn code_message(language: Language, code: &SixDigits) -> Secret<String> {
    let code = code.expose();
    Secret::new(match language {
        Language::Danish => format!("Brug bekræftelseskode {code} til Microsoft godkendelse."),
        Language::English => format!("Use verification code {code} for Microsoft authentication."),
    })
}
