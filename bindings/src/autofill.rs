//! Forms of other apps, and what they get.

use crate::hidden::Hidden;
use kodebro_core::autofill::{self, Decision, Field, Form};
use kodebro_core::session::{CodeView, State, Timestamp, catalogue, is_waiting, live_code};

/// What the platform says about an app and its form. Each field is explained at the core's `Form`.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[allow(missing_docs, reason = "they are explained in the core")]
pub struct AutofillForm {
    pub package: String,
    pub certificates: Vec<Vec<u8>>,
    pub fields: Vec<AutofillField>,
}

/// A field. Each of its fields is explained at the core's `Field`.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[allow(missing_docs, reason = "they are explained in the core")]
pub struct AutofillField {
    pub view_id: Option<String>,
    pub html_id: Option<String>,
    pub html_name: Option<String>,
    pub html_type: Option<String>,
    pub autocomplete: Option<String>,
    pub input_mode: Option<String>,
    pub max_length: Option<u32>,
    pub hints: Vec<String>,
    pub host: Option<String>,
    pub scheme: Option<String>,
    pub is_password: bool,
    pub is_focused: bool,
    pub is_usable: bool,
}

/// What a form gets.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Autofill {
    /// The code that is alive.
    Code {
        /// What goes where.
        values: Vec<AutofillValue>,
        /// The groups in which it is shown.
        groups: Vec<Hidden>,
        /// The code for a screen reader.
        spelled: Hidden,
    },
    /// A wait for a code.
    Wait {
        /// The fields that the code will go to, by their index in the form.
        fields: Vec<u32>,
        /// The wait has begun already.
        has_begun: bool,
    },
    /// Nothing.
    Nothing {
        /// Why.
        reason: AutofillReason,
    },
}

/// What goes into a field.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AutofillValue {
    /// The field's index in the form.
    pub field: u32,
    /// The code, or its piece.
    pub value: Hidden,
}

/// Why a form gets nothing. Each is explained at the core's `Reason`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[allow(missing_docs, reason = "they are explained in the core")]
pub enum AutofillReason {
    NoCodeField,
    PasswordField,
    UnclearFields,
    UntrustedApp,
    UnknownSite,
    Insecure,
    OtherHost,
    NotConfirmed,
    DoesNotFit,
}

impl std::fmt::Debug for AutofillForm {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("AutofillForm")
            .field("fields", &self.fields.len())
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for AutofillField {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("AutofillField(***)")
    }
}

impl Autofill {
    /// What a form gets where the session stands, at a moment.
    pub(crate) fn of(form: AutofillForm, state: &State, at: Timestamp) -> Self {
        let form = form.into();
        let code = live_code(state, at);
        let decision = autofill::decide(&form, code.as_ref(), catalogue(state));
        match (decision, code) {
            (Decision::NoOffer(reason), _) => Self::Nothing {
                reason: reason.into(),
            },
            (Decision::Offer(offer), Some(code)) => Self::code(&offer, &code),
            (Decision::Offer(offer), None) => Self::Wait {
                fields: offer
                    .fields
                    .iter()
                    .map(|field| position(field.index))
                    .collect(),
                has_begun: is_waiting(state),
            },
        }
    }

    fn code(offer: &autofill::Offer, code: &CodeView) -> Self {
        let Some(values) = offer.values(&code.code) else {
            let reason = AutofillReason::DoesNotFit;
            return Self::Nothing { reason };
        };
        Self::Code {
            values: values
                .into_iter()
                .map(|(index, value)| AutofillValue {
                    field: position(index),
                    value: value.into(),
                })
                .collect(),
            groups: code.grouped().into_iter().map(Hidden::from).collect(),
            spelled: code.spelled().into(),
        }
    }
}

/// An index in a form. It is below the core's limit of fields.
fn position(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

impl From<AutofillForm> for Form {
    fn from(form: AutofillForm) -> Self {
        Self {
            package: form.package,
            certificates: form.certificates,
            fields: form.fields.into_iter().map(Field::from).collect(),
        }
    }
}

impl From<AutofillField> for Field {
    fn from(field: AutofillField) -> Self {
        Self {
            view_id: field.view_id,
            html_id: field.html_id,
            html_name: field.html_name,
            html_type: field.html_type,
            autocomplete: field.autocomplete,
            input_mode: field.input_mode,
            max_length: field.max_length,
            hints: field.hints,
            host: field.host,
            scheme: field.scheme,
            is_password: field.is_password,
            is_focused: field.is_focused,
            is_usable: field.is_usable,
        }
    }
}

impl From<autofill::Reason> for AutofillReason {
    fn from(reason: autofill::Reason) -> Self {
        use autofill::Reason;
        match reason {
            Reason::NoCodeField => Self::NoCodeField,
            Reason::PasswordField => Self::PasswordField,
            Reason::UnclearFields => Self::UnclearFields,
            Reason::UntrustedApp => Self::UntrustedApp,
            Reason::UnknownSite => Self::UnknownSite,
            Reason::Insecure => Self::Insecure,
            Reason::OtherHost => Self::OtherHost,
            Reason::NotConfirmed => Self::NotConfirmed,
            Reason::DoesNotFit => Self::DoesNotFit,
        }
    }
}
