//! What the form of a number says before any word is read.

use super::number::CODE_LENGTH;
use smallvec::SmallVec;

/// What the form of a number says before any word is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Digits in one run: `263641`.
    Digits,
    /// Digits in groups of a kind, parted by blanks or dashes: `123 456`, `12-34-56`.
    Groups,
    /// Digits in groups parted by dots that are no date, time or amount: `123.456`.
    DottedGroups,
    /// Google's prefix before digits: `G-123456`.
    GooglePrefix,
    /// Capital letters and digits joined by dashes: `KQS-548142`.
    Hyphenated,
    /// Letters and digits in one run: `3F9K2A`.
    Alphanumeric,
    /// Capital letters only: `KQXPVM`.
    Letters,
    /// Fewer characters than a code.
    Short,
    /// More characters than a code.
    Long,
    /// 1900 to 2099.
    Year,
    /// A day of a calendar.
    Date,
    /// A time of day.
    Time,
    /// A fraction, or thousands set apart.
    Decimal,
    /// With a currency sign.
    Currency,
    /// With a per cent sign, or a unit written on to it.
    Quantity,
    /// With a plus, or grouped as phone numbers are.
    Phone,
    /// The visible end of a masked number: `xx1234`.
    Masked,
    /// Inside a web or mail address.
    Address,
}

impl Form {
    /// Whether a code may have this form.
    pub(crate) const fn may_be_code(self) -> bool {
        matches!(
            self,
            Self::Digits
                | Self::Groups
                | Self::DottedGroups
                | Self::GooglePrefix
                | Self::Hyphenated
                | Self::Alphanumeric
                | Self::Letters
                | Self::Year
        )
    }
}

/// A run of ASCII letters and digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) has_digits: bool,
    pub(super) has_capitals: bool,
    pub(super) has_small: bool,
}

impl Atom {
    pub(super) const fn len(&self) -> usize {
        self.end - self.start
    }

    pub(super) const fn is_digits(&self) -> bool {
        !self.has_capitals && !self.has_small
    }

    pub(super) const fn has_digits(&self) -> bool {
        self.has_digits
    }

    /// Nothing but capitals and digits.
    pub(super) const fn is_capital(&self) -> bool {
        !self.has_small
    }
}

/// Atoms joined by separators: all that may be one number.
pub(super) type Atoms = SmallVec<[Atom; 8]>;

/// More groups than any number has; a longer list is a list of numbers.
pub(super) const MOST_GROUPS: usize = 8;

/// The form of the number that the first atoms make, and of how many of them.
pub(super) fn form(bytes: &[u8], atoms: &[Atom]) -> (Option<Form>, usize) {
    if atoms.len() == 1 || !atoms.iter().all(Atom::is_digits) {
        return form_with_letters(bytes, atoms);
    }
    let separators: SmallVec<[u8; MOST_GROUPS]> = atoms[..atoms.len() - 1]
        .iter()
        .map(|atom| bytes[atom.end])
        .collect();
    let alike = 1 + separators
        .iter()
        .take_while(|separator| **separator == separators[0])
        .count();
    if alike < atoms.len() {
        if separators
            .iter()
            .all(|separator| matches!(separator, b'.' | b','))
        {
            return (Some(Form::Decimal), atoms.len());
        }
        let until_blank = 1 + separators
            .iter()
            .take_while(|separator| **separator != b' ')
            .count();
        if until_blank > 1 {
            let head = &separators[..until_blank - 1];
            if head.contains(&b':') {
                return (Some(Form::Time), until_blank);
            }
            if head.contains(&b'/') {
                return (Some(Form::Date), until_blank);
            }
        }
    }
    let atoms = &atoms[..alike];
    let lengths: SmallVec<[usize; MOST_GROUPS]> = atoms.iter().map(Atom::len).collect();
    let form = match separators[0] {
        b' ' => blank_groups(&lengths, bytes[atoms[0].start]),
        b'-' => Some(dashed(bytes, atoms, &lengths)),
        b'.' => Some(dotted(bytes, atoms, &lengths)),
        b'/' => is_date(bytes, atoms).then_some(Form::Date),
        b':' => lengths
            .iter()
            .all(|length| *length <= 2)
            .then_some(Form::Time),
        _ => (is_decimal(&lengths) && !is_followed_by_word(bytes, atoms)).then_some(Form::Decimal),
    };
    match form {
        Some(form) => (Some(form), alike),
        None => form_with_letters(bytes, &atoms[..1]),
    }
}

/// Groups parted by blanks are one number where they are alike; else each stands for itself.
fn blank_groups(lengths: &[usize], first_digit: u8) -> Option<Form> {
    let total: usize = lengths.iter().sum();
    let alike = lengths.iter().all(|length| *length == lengths[0]);
    match lengths[0] {
        // Eight digits in four pairs: how Danish, Norwegian and French numbers are written.
        2 if alike && lengths.len() >= 4 => Some(Form::Phone),
        1 | 3 | 4 if alike && (4..=9).contains(&total) => Some(Form::Groups),
        2 if alike && total == 6 => Some(Form::Groups),
        _ if lengths.len() >= 3 && total >= 8 => Some(Form::Phone),
        // With the zero before a number within a country: `01632 960018`.
        3..=5 if lengths.len() == 2 && first_digit == b'0' && (9..=11).contains(&total) => {
            Some(Form::Phone)
        }
        _ => None,
    }
}

fn dashed(bytes: &[u8], atoms: &[Atom], lengths: &[usize]) -> Form {
    let total: usize = lengths.iter().sum();
    if is_date(bytes, atoms) {
        Form::Date
    } else if lengths == [3, 3, 4] {
        Form::Phone
    } else if lengths.iter().all(|length| *length == 4)
        && atoms.iter().all(|atom| is_year(value(bytes, atom)))
    {
        Form::Year
    } else if total > *CODE_LENGTH.end() {
        Form::Long
    } else if total < 5 {
        Form::Short
    } else {
        Form::Groups
    }
}

fn dotted(bytes: &[u8], atoms: &[Atom], lengths: &[usize]) -> Form {
    let total: usize = lengths.iter().sum();
    let alike = lengths.iter().all(|length| *length == lengths[0]);
    if is_date(bytes, atoms) {
        Form::Date
    } else if lengths.len() == 2 && lengths[1] == 2 && lengths[0] <= 2 && is_clock(bytes, atoms) {
        Form::Time
    } else if lengths.len() >= 4 {
        Form::Phone
    } else if alike && lengths[0] > 1 && (5..=9).contains(&total) {
        Form::DottedGroups
    } else {
        Form::Decimal
    }
}

/// One atom, or atoms with letters joined by dashes.
fn form_with_letters(bytes: &[u8], atoms: &[Atom]) -> (Option<Form>, usize) {
    let first = &atoms[0];
    if let [hidden @ .., end] = atoms
        && hidden.iter().map(Atom::len).sum::<usize>() > 1
        && end.is_digits()
        && hidden
            .iter()
            .all(|atom| bytes[atom.start..atom.end].iter().all(|byte| *byte == b'X'))
    {
        return (Some(Form::Masked), atoms.len());
    }
    if atoms.len() > 1 && atoms.iter().all(Atom::is_capital) {
        let characters: usize = atoms.iter().map(Atom::len).sum();
        let has_digits = atoms.iter().any(Atom::has_digits);
        let fits = CODE_LENGTH.contains(&characters)
            && atoms
                .iter()
                .filter(|atom| !atom.has_digits())
                .all(|atom| atom.len() <= 4);
        if fits && has_digits {
            let google = atoms.len() == 2
                && first.len() == 1
                && bytes[first.start] == b'G'
                && atoms[1].is_digits();
            return (
                Some(if google {
                    Form::GooglePrefix
                } else {
                    Form::Hyphenated
                }),
                atoms.len(),
            );
        }
        if has_digits && characters > *CODE_LENGTH.end() {
            return (Some(Form::Long), atoms.len());
        }
    }
    // A one-letter prefix belongs to its number even where that is partly in small letters.
    if atoms.len() == 2
        && first.len() == 1
        && first.has_capitals
        && atoms[1].has_digits()
        && !atoms[1].is_capital()
    {
        return (Some(Form::Hyphenated), 2);
    }
    (form_of_atom(bytes, first), 1)
}

/// The form of one atom.
#[inline]
pub(super) fn form_of_atom(bytes: &[u8], atom: &Atom) -> Option<Form> {
    let word = &bytes[atom.start..atom.end];
    if atom.is_digits() {
        Some(form_of_digits(word))
    } else if atom.has_digits() {
        Some(alphanumeric(word))
    } else {
        let may_be_code = atom.is_capital() && CODE_LENGTH.contains(&atom.len());
        may_be_code.then_some(Form::Letters)
    }
}

/// The form of digits in one run.
#[inline]
fn form_of_digits(digits: &[u8]) -> Form {
    // By a table, since nothing foretells the length.
    const BY_LENGTH: [Form; 12] = {
        let mut forms = [Form::Digits; 12];
        let mut length = 0;
        while length < *CODE_LENGTH.start() {
            forms[length] = Form::Short;
            length += 1;
        }
        forms[*CODE_LENGTH.end() + 1] = Form::Long;
        forms
    };
    let form = BY_LENGTH[digits.len().min(BY_LENGTH.len() - 1)];
    let is_year = matches!(digits, [b'1', b'9', _, _] | [b'2', b'0', _, _]);
    if is_year { Form::Year } else { form }
}

fn alphanumeric(word: &[u8]) -> Form {
    let crosses = word
        .iter()
        .take_while(|byte| matches!(byte, b'x' | b'X'))
        .count();
    let leading_digits = word.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let tail = &word[leading_digits..];
    if crosses > 0
        && crosses < word.len()
        && word[crosses..].iter().all(u8::is_ascii_digit)
        && (crosses > 1 || word[0] == b'x')
    {
        Form::Masked
    } else if leading_digits > 0
        && (tail.iter().all(u8::is_ascii_lowercase) || matches!(tail, [b'K' | b'M' | b'G' | b'T']))
    {
        Form::Quantity
    } else if word.len() < *CODE_LENGTH.start() {
        Form::Short
    } else if word.len() > *CODE_LENGTH.end() {
        Form::Long
    } else {
        Form::Alphanumeric
    }
}

fn value(bytes: &[u8], atom: &Atom) -> u32 {
    bytes[atom.start..atom.end]
        .iter()
        .fold(0u32, |value, byte| {
            value
                .saturating_mul(10)
                .saturating_add(u32::from(byte - b'0'))
        })
}

/// The years a message may speak of as plain numbers.
const fn is_year(value: u32) -> bool {
    value >= 1900 && value <= 2099
}

/// Years in dates: Gregorian, Persian and Islamic, Buddhist.
const fn is_calendar_year(value: u32) -> bool {
    is_year(value) || (value >= 1300 && value <= 1499) || (value >= 2400 && value <= 2599)
}

fn is_date(bytes: &[u8], atoms: &[Atom]) -> bool {
    let values: SmallVec<[u32; MOST_GROUPS]> =
        atoms.iter().map(|atom| value(bytes, atom)).collect();
    let lengths: SmallVec<[usize; MOST_GROUPS]> = atoms.iter().map(Atom::len).collect();
    let day_and_month = |first: u32, second: u32| {
        (1..=31).contains(&first) && (1..=31).contains(&second) && (first <= 12 || second <= 12)
    };
    match (&lengths[..], &values[..]) {
        ([4, 1..=2, 1..=2], [year, first, second]) => {
            is_calendar_year(*year) && day_and_month(*first, *second)
        }
        ([1..=2, 1..=2, 4], [first, second, year]) => {
            is_calendar_year(*year) && day_and_month(*first, *second)
        }
        ([1..=2, 1..=2, 2], [first, second, third]) => {
            day_and_month(*first, *second)
                || ((1..=12).contains(second) && (1..=31).contains(third))
        }
        ([1..=2, 1..=2], [first, second]) if bytes[atoms[0].end] == b'/' => {
            day_and_month(*first, *second)
        }
        ([1..=2, 4], [month, year]) if bytes[atoms[0].end] == b'/' => {
            (1..=12).contains(month) && is_year(*year)
        }
        _ => false,
    }
}

fn is_clock(bytes: &[u8], atoms: &[Atom]) -> bool {
    value(bytes, &atoms[0]) <= 24 && value(bytes, &atoms[1]) <= 59
}

/// The longest character in UTF-8.
const MOST_BYTES_OF_CHARACTER: usize = 4;

/// Whether a letter that is not ASCII stands directly after groups parted by commas. A comma parts two
/// numbers there, as in "402913,10分钟内有效", where fractions are written with a full stop.
fn is_followed_by_word(bytes: &[u8], atoms: &[Atom]) -> bool {
    let Some(last) = atoms.last() else {
        return false;
    };
    let after = &bytes[last.end..bytes.len().min(last.end + MOST_BYTES_OF_CHARACTER)];
    let mut chunks = after.utf8_chunks();
    let character = chunks.next().and_then(|chunk| chunk.valid().chars().next());
    character.is_some_and(|character| !character.is_ascii() && character.is_alphabetic())
}

/// `1,234` and `1,234,567`, or a fraction of one or two digits.
fn is_decimal(lengths: &[usize]) -> bool {
    let thousands = lengths[0] <= 3 && lengths[1..].iter().all(|length| *length == 3);
    thousands || (lengths.len() == 2 && lengths[1] == 2) || (lengths[0] < 4 && lengths[1] == 1)
}
