//! Which fields get which piece of the code.

use super::form::Field;
use super::purpose::Purpose;
use super::{CODE_LENGTHS, Reason};
use crate::secret::Secret;

/// Where a code goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The fields, one at least, in the order of the form.
    pub fields: Vec<OfferedField>,
}

/// A field that gets the code or a piece of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferedField {
    /// Its index in the form.
    pub index: usize,
    /// What goes there.
    pub piece: Piece,
    /// How many characters it takes, where it says so.
    pub max_length: Option<u32>,
    /// It takes digits only.
    pub digits_only: bool,
}

/// What goes into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// The whole code.
    Whole,
    /// One character, counted from 0.
    Character(usize),
}

impl Offer {
    /// What to write into each field, by its index in the form: the code as it is written, or
    /// without its dashes where it only fits so. None where it does not fit.
    pub fn values(&self, code: &Secret<String>) -> Option<Vec<(usize, Secret<String>)>> {
        let compact = Secret::new(
            code.expose()
                .chars()
                .filter(|character| !character.is_whitespace() && *character != '-')
                .collect::<String>(),
        );
        let boxes = self
            .fields
            .iter()
            .filter(|field| field.piece != Piece::Whole)
            .count();
        if boxes > 0 && compact.expose().chars().count() != boxes {
            return None;
        }
        self.fields
            .iter()
            .map(|field| {
                let value = match field.piece {
                    Piece::Whole => [code, &compact]
                        .into_iter()
                        .find(|code| field.takes(code.expose()))?
                        .clone(),
                    Piece::Character(at) => {
                        let character = compact.expose().chars().nth(at)?;
                        Secret::new(character.to_string())
                    }
                };
                field.takes(value.expose()).then_some((field.index, value))
            })
            .collect()
    }
}

impl OfferedField {
    fn new(index: usize, field: &Field, piece: Piece) -> Self {
        let is_number = |type_: &str| type_.trim().eq_ignore_ascii_case("number");
        Self {
            index,
            piece,
            max_length: field.max_length,
            digits_only: field.html_type.as_deref().is_some_and(is_number),
        }
    }

    fn takes(&self, value: &str) -> bool {
        let length = value.chars().count();
        let fits = |most: u32| usize::try_from(most).is_ok_and(|most| length <= most);
        !value.is_empty()
            && self.max_length.is_none_or(fits)
            && (!self.digits_only || value.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

/// Finds where a code goes among fields of one page, each with its index in the form.
pub(super) fn place(fields: &[(usize, &Field, Purpose)]) -> Result<Offer, Reason> {
    let whole: Vec<_> = fields
        .iter()
        .filter(|(_, field, purpose)| *purpose == Purpose::Code && takes_whole(field))
        .collect();
    let focused = whole.iter().find(|(_, field, _)| field.is_focused);
    let single = match (focused, whole.as_slice()) {
        (Some(field), _) | (None, [field]) => Some(*field),
        _ => None,
    };
    let boxes_focused = fields
        .iter()
        .any(|(_, field, purpose)| field.is_focused && is_box(field, *purpose));
    let pieces = if let (Some((index, field, _)), false) = (single, boxes_focused) {
        vec![OfferedField::new(*index, field, Piece::Whole)]
    } else {
        numbered(fields)
            .or_else(|| boxes(fields))
            .unwrap_or_default()
    };
    if !pieces.is_empty() {
        return Ok(Offer { fields: pieces });
    }
    let has = |sought: fn(&Purpose) -> bool| fields.iter().any(|(_, _, purpose)| sought(purpose));
    Err(
        if has(|purpose| matches!(purpose, Purpose::Code | Purpose::Character(_))) {
            Reason::UnclearFields
        } else if has(|purpose| *purpose == Purpose::PasswordOfCode) {
            Reason::PasswordField
        } else {
            Reason::NoCodeField
        },
    )
}

fn takes_whole(field: &Field) -> bool {
    let shortest = u32::try_from(*CODE_LENGTHS.start()).unwrap_or(u32::MAX);
    field.max_length.is_none_or(|most| most >= shortest)
}

/// Whether a field takes one character of a code, or may do so in a row of such.
fn is_box(field: &Field, purpose: Purpose) -> bool {
    matches!(purpose, Purpose::Character(_))
        || (matches!(purpose, Purpose::Code | Purpose::Unknown) && field.max_length == Some(1))
}

/// Fields whose hints number the characters, each number once.
fn numbered(fields: &[(usize, &Field, Purpose)]) -> Option<Vec<OfferedField>> {
    let mut pieces: Vec<_> = fields
        .iter()
        .filter_map(|(index, field, purpose)| match purpose {
            Purpose::Character(position) => {
                let at = usize::try_from(position.checked_sub(1)?).ok()?;
                Some((at, OfferedField::new(*index, field, Piece::Character(at))))
            }
            _ => None,
        })
        .collect();
    let mut positions: Vec<_> = pieces.iter().map(|(at, _)| *at).collect();
    positions.sort_unstable();
    let is_whole =
        positions.iter().copied().eq(0..positions.len()) && CODE_LENGTHS.contains(&positions.len());
    is_whole.then(|| pieces.drain(..).map(|(_, piece)| piece).collect())
}

/// A row of fields of one character each, of which one at least is for a code: pages name the
/// purpose on all of them or on the first alone.
fn boxes(fields: &[(usize, &Field, Purpose)]) -> Option<Vec<OfferedField>> {
    let mut rows = fields
        .chunk_by(|(_, one, purpose), (_, next, next_purpose)| {
            (one.max_length, next.max_length) == (Some(1), Some(1))
                && is_box(one, *purpose)
                && is_box(next, *next_purpose)
        })
        .filter(|row| {
            row.iter().any(|(_, _, purpose)| *purpose == Purpose::Code)
                && row[0].1.max_length == Some(1)
        });
    let (row, another) = (rows.next()?, rows.next());
    (another.is_none() && CODE_LENGTHS.contains(&row.len())).then(|| {
        row.iter()
            .enumerate()
            .map(|(at, (index, field, _))| OfferedField::new(*index, field, Piece::Character(at)))
            .collect()
    })
}
