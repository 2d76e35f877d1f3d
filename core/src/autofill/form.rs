//! A form, as the platform describes it.

use std::fmt;

/// What the platform says about the app that is asking, and its form. It is untrusted: whoever made
/// the page or the app chose every word of it, but for the app's own name and certificates.
///
/// It prints as the number of its fields only: what a person visits is nobody's business.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// The app's package, from the platform and not from the form.
    pub package: String,
    /// The SHA-256 digests of the certificates that the app is signed with, past ones included, 32
    /// bytes each.
    pub certificates: Vec<Vec<u8>>,
    /// The fields in the order of the form. Those past [`MAX_FIELDS`](super::MAX_FIELDS) are not
    /// looked at.
    pub fields: Vec<Field>,
}

impl fmt::Debug for Form {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Form")
            .field("fields", &self.fields.len())
            .finish_non_exhaustive()
    }
}

/// A field. A text longer than [`MAX_TEXT`](super::MAX_TEXT) bytes is taken as one that says
/// nothing known.
#[derive(Clone, PartialEq, Eq)]
pub struct Field {
    /// The name of the view's resource, without its package and type. Some browsers put the HTML
    /// id here.
    pub view_id: Option<String>,
    /// The HTML attribute `id`.
    pub html_id: Option<String>,
    /// The HTML attribute `name`.
    pub html_name: Option<String>,
    /// The HTML attribute `type`.
    pub html_type: Option<String>,
    /// The HTML attribute `autocomplete`.
    pub autocomplete: Option<String>,
    /// The HTML attribute `inputmode`.
    pub input_mode: Option<String>,
    /// How many characters the field takes, where it says so.
    pub max_length: Option<u32>,
    /// The autofill hints.
    pub hints: Vec<String>,
    /// The host of the page or frame that the field stands in, as the field or the nearest view
    /// around it names it; none in an app's own form.
    pub host: Option<String>,
    /// The scheme of that page, where the browser names it.
    pub scheme: Option<String>,
    /// The platform says that what is typed is a password.
    pub is_password: bool,
    /// The person is in this field.
    pub is_focused: bool,
    /// The field can be seen, and typed into.
    pub is_usable: bool,
}

impl Default for Field {
    fn default() -> Self {
        Self {
            view_id: None,
            html_id: None,
            html_name: None,
            html_type: None,
            autocomplete: None,
            input_mode: None,
            max_length: None,
            hints: Vec::new(),
            host: None,
            scheme: None,
            is_password: false,
            is_focused: false,
            is_usable: true,
        }
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Field(***)")
    }
}
