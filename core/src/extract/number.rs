//! Numbers and code-like words in a folded text, with what their form alone says of them.

use smallvec::SmallVec;
use std::ops::Range;

/// Least and most letters and digits of a code. Codes of 4 to 10 are in use; SMS User Consent
/// offers the same lengths (Google, "Request one-time user consent to SMS").
pub(crate) const CODE_LENGTH: std::ops::RangeInclusive<usize> = 4..=10;

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

/// A number or code-like word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    /// First byte in the folded text.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    pub(crate) form: Form,
    /// Letters and digits in it, separators not counted.
    pub(crate) characters: usize,
}

impl Number {
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// The numbers of a message, in the order of the text.
pub(crate) type Numbers = SmallVec<[Number; 24]>;

/// A run of ASCII letters and digits.
#[derive(Debug, Clone, Copy)]
struct Atom {
    start: usize,
    end: usize,
    digits: usize,
    capitals: usize,
}

impl Atom {
    const fn len(&self) -> usize {
        self.end - self.start
    }

    const fn is_digits(&self) -> bool {
        self.digits == self.len()
    }

    const fn has_digits(&self) -> bool {
        self.digits > 0
    }

    /// Nothing but capitals and digits.
    const fn is_capital(&self) -> bool {
        self.digits + self.capitals == self.len()
    }
}

/// Atoms joined by separators: all that may be one number.
type Atoms = SmallVec<[Atom; 8]>;

/// More groups than any number has; a longer list is a list of numbers.
const MOST_GROUPS: usize = 8;

/// Finds the numbers of a folded text. Time is linear in its length.
pub(crate) fn numbers(text: &str) -> Numbers {
    let bytes = text.as_bytes();
    let app_hash = app_hash(text);
    let mut numbers = Numbers::new();
    let mut place = 0;
    while let Some(chunk) = next_chunk(bytes, place) {
        let end = chunk.end;
        if app_hash == Some(chunk.start) {
            place = end;
            continue;
        }
        let address = address(&bytes[chunk.clone()]).map_or(end, |start| chunk.start + start);
        place = chunk.start;
        while place < address {
            place = next_number(bytes, place, address, &mut numbers);
        }
        if place < end && address < end {
            let digits = bytes[address..end]
                .iter()
                .filter(|byte| byte.is_ascii_digit())
                .count();
            if digits > 0 {
                numbers.push(Number {
                    start: address,
                    end,
                    form: Form::Address,
                    characters: digits,
                });
            }
        }
        place = place.max(end);
    }
    numbers
}

/// Reads the one number that fills a part of a folded text.
pub(crate) fn number_at(text: &str, start: usize, end: usize) -> Number {
    let mut numbers = Numbers::new();
    next_number(&text.as_bytes()[..end], start, end, &mut numbers);
    let empty = Number {
        start,
        end,
        form: Form::Short,
        characters: 0,
    };
    numbers.pop().unwrap_or(empty)
}

/// The next chunk at or after a place that holds a digit or a word in capitals.
///
/// Chunks are parted by blanks and by every character that is not ASCII, so that Chinese text or
/// a quotation mark directly at a number does no harm.
fn next_chunk(bytes: &[u8], place: usize) -> Option<Range<usize>> {
    let found = next_sign(bytes, place)?;
    let start = bytes[place..found]
        .iter()
        .rposition(|byte| !is_chunk(*byte))
        .map_or(place, |offset| place + offset + 1);
    Some(start..chunk_end(bytes, found))
}

/// The first digit, or the first of four capitals in a row, at or after a place.
fn next_sign(bytes: &[u8], place: usize) -> Option<usize> {
    /// So many bytes are looked at together.
    const TOGETHER: usize = 16;
    let is_sign = |[first, second, third, fourth]: [u8; 4]| {
        first.is_ascii_digit()
            | (first.is_ascii_uppercase()
                & second.is_ascii_uppercase()
                & third.is_ascii_uppercase()
                & fourth.is_ascii_uppercase())
    };
    let mut place = place;
    while let Some(block) = bytes[place..].first_chunk::<{ TOGETHER + 3 }>() {
        let signs: [bool; TOGETHER] = std::array::from_fn(|at| {
            is_sign([block[at], block[at + 1], block[at + 2], block[at + 3]])
        });
        if u128::from_ne_bytes(signs.map(u8::from)) != 0 {
            return signs.iter().position(|sign| *sign).map(|at| place + at);
        }
        place += TOGETHER;
    }
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    (place..bytes.len()).find(|at| is_sign([byte(*at), byte(at + 1), byte(at + 2), byte(at + 3)]))
}

const fn is_chunk(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_whitespace()
}

fn chunk_end(bytes: &[u8], start: usize) -> usize {
    bytes[start..]
        .iter()
        .position(|byte| !is_chunk(*byte))
        .map_or(bytes.len(), |length| start + length)
}

/// Reads the next number at or after a place and returns where to go on. Looks no further than
/// `limit` for its start; groups after a blank may reach beyond.
fn next_number(bytes: &[u8], place: usize, limit: usize, numbers: &mut Numbers) -> usize {
    let Some(first) = next_atom(bytes, place, limit) else {
        return limit;
    };
    let mut atoms = atoms_from(bytes, first);
    // Only a short prefix in capitals belongs to a code; other words before a dash do not.
    if !atoms[0].has_digits() && atoms.len() > 1 && (!atoms[0].is_capital() || atoms[0].len() > 4) {
        atoms.truncate(1);
    }
    let (form, count) = form(bytes, &atoms);
    atoms.truncate(count);
    let (start, end) = (atoms[0].start, atoms[count - 1].end);
    if let Some(form) = form {
        let characters = atoms.iter().map(Atom::len).sum();
        let form = surroundings(bytes, start, end, form, numbers.last());
        numbers.push(Number {
            start,
            end,
            form,
            characters,
        });
    }
    end
}

fn next_atom(bytes: &[u8], place: usize, limit: usize) -> Option<Atom> {
    let start = place
        + bytes[place..limit]
            .iter()
            .position(u8::is_ascii_alphanumeric)?;
    Some(atom_at(bytes, start))
}

fn atom_at(bytes: &[u8], start: usize) -> Atom {
    let mut atom = Atom {
        start,
        end: start,
        digits: 0,
        capitals: 0,
    };
    for byte in bytes[start..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric())
    {
        atom.end += 1;
        atom.digits += usize::from(byte.is_ascii_digit());
        atom.capitals += usize::from(byte.is_ascii_uppercase());
    }
    atom
}

/// The atoms that follow each other with one separator between them. Letters join by dashes only,
/// and blanks join digits only.
fn atoms_from(bytes: &[u8], first: Atom) -> Atoms {
    let mut atoms = Atoms::new();
    atoms.push(first);
    let mut last = first;
    while atoms.len() < MOST_GROUPS {
        let Some(separator) = bytes.get(last.end) else {
            break;
        };
        let joins_digits = matches!(separator, b'.' | b'/' | b':' | b',' | b' ');
        if *separator != b'-' && !joins_digits {
            break;
        }
        let start = last.end + 1;
        if !bytes.get(start).is_some_and(u8::is_ascii_alphanumeric) {
            break;
        }
        let next = atom_at(bytes, start);
        if joins_digits && !(last.is_digits() && next.is_digits()) {
            break;
        }
        atoms.push(next);
        last = next;
    }
    atoms
}

/// The form of the number that the first atoms make, and of how many of them.
fn form(bytes: &[u8], atoms: &[Atom]) -> (Option<Form>, usize) {
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
        b' ' => blank_groups(&lengths),
        b'-' => Some(dashed(bytes, atoms, &lengths)),
        b'.' => Some(dotted(bytes, atoms, &lengths)),
        b'/' => is_date(bytes, atoms).then_some(Form::Date),
        b':' => lengths
            .iter()
            .all(|length| *length <= 2)
            .then_some(Form::Time),
        _ => is_decimal(&lengths).then_some(Form::Decimal),
    };
    match form {
        Some(form) => (Some(form), alike),
        None => form_with_letters(bytes, &atoms[..1]),
    }
}

/// Groups parted by blanks are one number where they are alike; else each stands for itself.
fn blank_groups(lengths: &[usize]) -> Option<Form> {
    let total: usize = lengths.iter().sum();
    let alike = lengths.iter().all(|length| *length == lengths[0]);
    match lengths[0] {
        // Eight digits in four pairs: how Danish, Norwegian and French numbers are written.
        2 if alike && lengths.len() >= 4 => Some(Form::Phone),
        1 | 3 | 4 if alike && (4..=9).contains(&total) => Some(Form::Groups),
        2 if alike && total == 6 => Some(Form::Groups),
        _ if lengths.len() >= 3 && total >= 8 => Some(Form::Phone),
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
    if atoms.len() > 1 && atoms.iter().all(Atom::is_capital) {
        let characters: usize = atoms.iter().map(Atom::len).sum();
        let digits: usize = atoms.iter().map(|atom| atom.digits).sum();
        let fits = CODE_LENGTH.contains(&characters)
            && atoms
                .iter()
                .filter(|atom| !atom.has_digits())
                .all(|atom| atom.len() <= 4);
        if fits && digits > 0 {
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
        if digits > 0 && characters > *CODE_LENGTH.end() {
            return (Some(Form::Long), atoms.len());
        }
    }
    // A one-letter prefix belongs to its number even where that is partly in small letters.
    if atoms.len() == 2
        && first.len() == 1
        && first.capitals == 1
        && atoms[1].has_digits()
        && !atoms[1].is_capital()
    {
        return (Some(Form::Hyphenated), 2);
    }
    let form = if first.is_digits() {
        match first.len() {
            ..4 => Form::Short,
            4 if is_year(value(bytes, first)) => Form::Year,
            4..=10 => Form::Digits,
            _ => Form::Long,
        }
    } else if first.has_digits() {
        alphanumeric(&bytes[first.start..first.end])
    } else if first.is_capital() && CODE_LENGTH.contains(&first.len()) {
        Form::Letters
    } else {
        return (None, 1);
    };
    (Some(form), 1)
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

/// What stands directly before and after decides for some forms.
fn surroundings(
    bytes: &[u8],
    start: usize,
    end: usize,
    form: Form,
    before: Option<&Number>,
) -> Form {
    let text_before = &bytes[..start];
    let text_after = &bytes[end..];
    let last = |offset: usize| {
        text_before
            .len()
            .checked_sub(offset)
            .map(|place| text_before[place])
    };
    if form == Form::Letters {
        return form;
    }
    if last(1) == Some(b'+') {
        return Form::Phone;
    }
    let in_phone = before.is_some_and(|before| {
        let between = &bytes[before.end..start];
        let goes_on = matches!(between, b" " | b"-" | b") " | b")" | b")-");
        goes_on
            && (before.form == Form::Phone || (between[0] == b')' && before.form == Form::Short))
    });
    if in_phone
        && matches!(
            form,
            Form::Digits | Form::Groups | Form::Short | Form::Phone | Form::Year
        )
    {
        return Form::Phone;
    }
    if ends_with_currency(text_before) || starts_with_currency(text_after) {
        return Form::Currency;
    }
    let masked = matches!(last(1), Some(b'*')) && last(2) == Some(b'*')
        || text_before.ends_with(b"..")
        || text_before.ends_with("…".as_bytes())
        || text_before.ends_with("•".as_bytes());
    if masked {
        return Form::Masked;
    }
    if form == Form::Groups && matches!(text_after, [b'-', ..]) {
        return Form::Long;
    }
    if matches!(text_after, [b'%', ..] | [b' ', b'%', ..]) {
        return Form::Quantity;
    }
    form
}

/// Currency signs other than the dollar, all of which are more than one byte long.
const CURRENCY_SIGNS: [&str; 15] = [
    "€", "£", "¥", "₹", "₩", "₪", "₺", "₽", "₫", "₱", "₴", "₦", "₸", "₾", "฿",
];

fn ends_with_currency(text: &[u8]) -> bool {
    let text = text.strip_suffix(b" ").unwrap_or(text);
    let Some(last) = text.last() else {
        return false;
    };
    *last == b'$'
        || !last.is_ascii()
            && CURRENCY_SIGNS
                .iter()
                .any(|sign| text.ends_with(sign.as_bytes()))
}

fn starts_with_currency(text: &[u8]) -> bool {
    // The Nordic way to write a whole amount: `1234,-` and `1234:-`.
    if matches!(text, [b',' | b':', b'-', ..]) {
        return true;
    }
    let text = text.strip_prefix(b" ").unwrap_or(text);
    let Some(first) = text.first() else {
        return false;
    };
    *first == b'$'
        || !first.is_ascii()
            && CURRENCY_SIGNS
                .iter()
                .any(|sign| text.starts_with(sign.as_bytes()))
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

/// `1,234` and `1,234,567`, or a fraction of one or two digits.
fn is_decimal(lengths: &[usize]) -> bool {
    let thousands = lengths[0] <= 3 && lengths[1..].iter().all(|length| *length == 3);
    thousands || (lengths.len() == 2 && lengths[1] == 2) || (lengths[0] < 4 && lengths[1] == 1)
}

/// Where a web or mail address starts in a chunk.
fn address(chunk: &[u8]) -> Option<usize> {
    let find = |wanted: u8| chunk.iter().position(|byte| *byte == wanted);
    let (dot, at, slash) = (find(b'.'), find(b'@'), find(b'/'));
    if dot.is_none() && at.is_none() && slash.is_none() {
        return None;
    }
    let find_all = |wanted: &[u8]| {
        chunk
            .windows(wanted.len())
            .position(|bytes| bytes == wanted)
    };
    if let Some(place) = slash.and_then(|_| find_all(b"://")) {
        let scheme = chunk[..place]
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        return Some(place - scheme);
    }
    if let Some(place) = dot.and_then(|_| find_all(b"www.")) {
        return Some(place);
    }
    if let Some(at) = at {
        let host = &chunk[at + 1..];
        if at == 0
            || (chunk[at - 1].is_ascii_alphanumeric()
                && host.first().is_some_and(u8::is_ascii_alphanumeric))
        {
            let name = chunk[..at]
                .iter()
                .rev()
                .take_while(|byte| is_name_byte(**byte))
                .count();
            return Some(at - name);
        }
    }
    (dot.is_some() && names_host(chunk)).then_some(0)
}

/// Whether a chunk with a dot is a host name, with or without a path.
fn names_host(chunk: &[u8]) -> bool {
    let host_end = chunk
        .iter()
        .position(|byte| matches!(byte, b'/' | b'?'))
        .unwrap_or(chunk.len());
    let Some(last) = chunk[..host_end]
        .iter()
        .rposition(u8::is_ascii_alphanumeric)
    else {
        return false;
    };
    let host = &chunk[..=last];
    let Some(last_dot) = host.iter().rposition(|byte| *byte == b'.') else {
        return false;
    };
    let (name, top) = (&host[..last_dot], &host[last_dot + 1..]);
    let path = host_end < chunk.len();
    (2..=6).contains(&top.len())
        && top.iter().all(u8::is_ascii_alphabetic)
        && (path || top.len() <= 3 && top.iter().all(u8::is_ascii_lowercase))
        && (path || name.iter().any(u8::is_ascii_alphabetic))
        && name
            .iter()
            .all(|byte| is_name_byte(*byte) || matches!(byte, b'(' | b'"' | b'\'' | b'<'))
}

const fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+')
}

/// Whether a word in capitals stands as a code does: as the first or second word of a sentence,
/// after a mark that introduces it or a short word such as "is", and not beside a word in capitals.
///
/// Told from the bytes beside it, since shouting is common and codes of letters only are not.
pub(crate) fn stands_as_code(text: &str, number: &Number) -> bool {
    let bytes = text.as_bytes();
    let before = &bytes[..number.start];
    let blanks = |bytes: &[u8]| bytes.iter().rev().take_while(|byte| **byte == b' ').count();
    let lead = &before[..before.len() - blanks(before)];
    let word = lead
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii())
        .count();
    let word_before = &lead[lead.len() - word..];
    let introduced = match lead.last() {
        None => true,
        Some(_) if word > 0 => {
            let sentence = &lead[..lead.len() - word];
            let sentence = &sentence[..sentence.len() - blanks(sentence)];
            let starts_sentence =
                matches!(sentence.last(), None | Some(b'.' | b'!' | b'?' | b'\n'));
            let is_short = word <= LONGEST_INTRODUCTION;
            let has_capitals = word_before.iter().any(u8::is_ascii_uppercase);
            starts_sentence || is_short && !has_capitals || !word_before.is_ascii()
        }
        Some(last) => matches!(
            last,
            b':' | b'=' | b'"' | b'\'' | b'(' | b'[' | b'<' | b'-' | b'\n' | b'*'
        ),
    };
    introduced && !is_shouted(word_before) && !is_shouted(word_after(&bytes[number.end..]))
}

/// Most letters of a word before a code: "is", "code" in a language that has it short.
const LONGEST_INTRODUCTION: usize = 4;

fn word_after(bytes: &[u8]) -> &[u8] {
    let start = bytes
        .iter()
        .position(|byte| *byte != b' ')
        .unwrap_or(bytes.len());
    let bytes = &bytes[start..];
    let end = bytes.iter().position(|byte| !byte.is_ascii_alphabetic());
    &bytes[..end.unwrap_or(bytes.len())]
}

/// A word of two letters or more in capitals only.
fn is_shouted(word: &[u8]) -> bool {
    word.len() > 1 && word.iter().all(u8::is_ascii_uppercase)
}

/// The hash by which SMS Retriever finds its app: 11 characters of base 64 at the message's end
/// (Google, "Perform SMS verification on a server"). Returns where it starts.
fn app_hash(text: &str) -> Option<usize> {
    const LENGTH: usize = 11;
    let text = text.trim_end().as_bytes();
    let start = text.len().checked_sub(LENGTH)?;
    let word = &text[start..];
    let base64 = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    (text[..start].last()?.is_ascii_whitespace()
        && word.iter().all(base64)
        && word.iter().any(u8::is_ascii_lowercase)
        && word.iter().any(u8::is_ascii_uppercase))
    .then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<(&str, Form)> {
        numbers(text)
            .iter()
            .map(|number| (&text[number.range()], number.form))
            .collect()
    }

    #[test]
    fn words_in_capitals_stand_as_codes_only_where_something_introduces_them() {
        let stands = |text: &str| {
            let numbers = numbers(text);
            let number = numbers.iter().find(|number| number.form == Form::Letters);
            stands_as_code(text, number.expect("there is a word in capitals"))
        };
        for text in [
            "KQXP now",
            "Code: KQXP",
            "the code is KQXP.",
            "Enter KQXP to go on",
        ] {
            assert!(stands(text));
        }
        for text in [
            "we visited NASA today",
            "for a FREE RIDE",
            "Best regards SUSAN",
        ] {
            assert!(!stands(text));
        }
    }

    #[test]
    fn codes_keep_their_groups_and_prefixes() {
        assert_eq!(forms("use 123 456 now"), [("123 456", Form::Groups)]);
        assert_eq!(forms("12-34-56"), [("12-34-56", Form::Groups)]);
        assert_eq!(forms("is G-402913."), [("G-402913", Form::GooglePrefix)]);
        assert_eq!(forms("(KQS-548142)"), [("KQS-548142", Form::Hyphenated)]);
        assert_eq!(forms("code 3F9K2A"), [("3F9K2A", Form::Alphanumeric)]);
        assert_eq!(forms("Code:402913."), [("402913", Form::Digits)]);
    }

    #[test]
    fn dates_and_times_are_told_by_their_form() {
        for date in ["01-02-2026", "2026/02/01", "1.2.26", "1399/4/18", "24/12"] {
            assert_eq!(forms(date), [(date, Form::Date)]);
        }
        assert_eq!(forms("14:30:05"), [("14:30:05", Form::Time)]);
        assert_eq!(
            forms("2026-02-01 14:30"),
            [("2026-02-01", Form::Date), ("14:30", Form::Time)]
        );
    }

    #[test]
    fn phone_numbers_are_told_by_their_groups() {
        for phone in ["35 32 32 32", "555-010-4477"] {
            assert_eq!(forms(phone), [(phone, Form::Phone)]);
        }
        assert_eq!(
            forms("(555) 010-4477").last(),
            Some(&("010-4477", Form::Phone))
        );
        assert_eq!(forms("+4512345621"), [("4512345621", Form::Phone)]);
    }

    #[test]
    fn amounts_are_told_by_their_signs() {
        assert_eq!(forms("$4500"), [("4500", Form::Currency)]);
        assert_eq!(forms("1.234,50"), [("1.234,50", Form::Decimal)]);
        assert_eq!(forms("1234,-"), [("1234", Form::Currency)]);
        assert_eq!(forms("4500 €"), [("4500", Form::Currency)]);
    }

    #[test]
    fn addresses_hide_their_numbers() {
        assert_eq!(
            forms("see v.example.com/402913"),
            [("v.example.com/402913", Form::Address)]
        );
        assert_eq!(
            forms("https://a.example/4029"),
            [("https://a.example/4029", Form::Address)]
        );
        assert_eq!(
            forms("abc1234@alumni.ku.dk"),
            [("abc1234@alumni.ku.dk", Form::Address)]
        );
    }

    #[test]
    fn the_app_hash_is_no_number() {
        assert_eq!(
            forms("Code 402913\nFA+9qCX9VSu"),
            [("402913", Form::Digits)]
        );
    }
}
