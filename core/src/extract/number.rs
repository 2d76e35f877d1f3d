//! Numbers and code-like words in a folded text, with what their form alone says of them.

use super::address::{address, app_hash};
use super::byte_map::{BLOCK, Block, ByteMap};
use super::capitals::stands_as_code;
use super::form::{Atom, Atoms, Form, MOST_GROUPS, form, form_of_atom};
use super::surroundings::surroundings;
use smallvec::SmallVec;
use std::ops::Range;

/// Least and most letters and digits of a code. Codes of 4 to 10 are in use; SMS User Consent
/// offers the same lengths (Google, "Request one-time user consent to SMS").
pub(crate) const CODE_LENGTH: std::ops::RangeInclusive<usize> = 4..=10;

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

/// Finds the numbers of a folded text. Time is linear in its length.
///
/// A word in capitals that nothing introduces is not among them.
pub(crate) fn find_numbers(text: &str, map: &ByteMap, numbers: &mut Numbers) {
    let bytes = text.as_bytes();
    let app_hash = app_hash(text, map);
    let plain_until = app_hash.unwrap_or(usize::MAX);
    let mut place = 0;
    let mut atoms = Atoms::new();
    loop {
        let sign = map.next(place, |block| block.signs);
        if sign >= map.length() {
            break;
        }
        if let Some((atom, is_beside_odd)) =
            plain_atom(bytes, map, sign).filter(|_| sign < plain_until)
        {
            place = atom.end;
            let after_phone =
                |before: &Number| before.form == Form::Phone && before.end + 1 == atom.start;
            let is_odd = is_beside_odd || numbers.last().is_some_and(after_phone);
            let number = form_of_atom(bytes, &atom).map(|form| Number {
                start: atom.start,
                end: atom.end,
                form: if is_odd {
                    surroundings(bytes, atom.start, atom.end, form, numbers.last())
                } else {
                    form
                },
                characters: atom.len(),
            });
            let stands = |number: &Number| {
                number.form != Form::Letters || stands_as_code(bytes, map, number)
            };
            if let Some(number) = number.filter(stands) {
                numbers.push(number);
            }
            continue;
        }
        let chunk = chunk_at(map, sign, place);
        let end = chunk.end;
        if app_hash == Some(chunk.start) {
            place = end;
            continue;
        }
        let has_address = map.next(chunk.start, |block| block.address) < end;
        let address = if has_address {
            address(&bytes[chunk.clone()]).map(|offset| chunk.start + offset)
        } else {
            None
        };
        let limit = address.unwrap_or(end);
        place = chunk.start;
        while place < limit {
            place = next_number(bytes, map, place, limit, &mut atoms, numbers);
            let shouts =
                |last: &&Number| last.form == Form::Letters && !stands_as_code(bytes, map, last);
            if numbers.last().filter(shouts).is_some() {
                numbers.pop();
            }
        }
        if let Some(start) = address.filter(|_| place < end) {
            let digits = bytes[start..end]
                .iter()
                .filter(|byte| byte.is_ascii_digit());
            let characters = digits.count();
            if characters > 0 {
                numbers.push(Number {
                    start,
                    end,
                    form: Form::Address,
                    characters,
                });
            }
        }
        place = place.max(end);
    }
}

/// The atom that a sign stands in, where no other belongs to the same number: so are most. Tells
/// also whether something odd stands beside it, which may have a say in what it is. Told from the
/// kinds of the bytes alone; [`next_number`] finds the same, and more slowly.
#[inline]
fn plain_atom(bytes: &[u8], map: &ByteMap, sign: usize) -> Option<(Atom, bool)> {
    /// An atom that starts further before its sign, or goes on longer, is not plain.
    const LEAD: usize = 16;
    const LONGEST: u32 = 40;
    let lead = sign.min(LEAD);
    let from = sign - lead;
    let window = map.window(from);
    let digits = window.bits(|block| block.digits);
    let capitals = window.bits(|block| block.capitals);
    let small = window.bits(|block| block.small);
    let odd = window.bits(|block| block.odd);
    let breaks = window.bits(Block::breaks);
    let addresses = window.bits(|block| block.address);
    let upto_sign = |bits: u64| bits << (BLOCK - 1 - lead) << 1;
    let lead = lead as u32;
    // The chunk that the sign stands in, as far as it can be seen.
    let chunk_before = upto_sign(breaks).leading_zeros().min(lead);
    let chunk_after = (breaks >> lead).trailing_zeros();
    // Two bytes more must be seen before it.
    if chunk_before as usize + 2 > LEAD || lead + chunk_after >= u64::BITS {
        return None;
    }
    let chunk = !(u64::MAX << (chunk_before + chunk_after)) << (lead - chunk_before);
    let atoms = digits | capitals | small;
    let offset = lead - upto_sign(atoms).leading_ones();
    let length = (atoms >> offset).trailing_ones();
    if length >= LONGEST || addresses & chunk != 0 {
        return None;
    }
    let start = from + offset as usize;
    let inside = !(u64::MAX << length) << offset;
    let atom = Atom {
        start,
        end: start + length as usize,
        has_digits: digits & inside != 0,
        has_capitals: capitals & inside != 0,
        has_small: small & inside != 0,
    };
    // Digits after what joins them, or a dash beside the atom.
    let digit_follows = digits >> offset >> length >> 1 & 1 != 0;
    let goes_on = atom.is_digits() & digit_follows && joins_digits(bytes[atom.end]);
    let is_dash = |place: Option<usize>| place.and_then(|place| bytes.get(place)) == Some(&b'-');
    if goes_on || is_dash(start.checked_sub(1)) || is_dash(Some(atom.end)) {
        return None;
    }
    // Two bytes on either side.
    let round = !(u64::MAX << (length + 4)) << offset >> 2;
    let after_dot = start.checked_sub(1).is_some_and(|last| bytes[last] == b'.');
    let before_dots = bytes[atom.end..].starts_with(b"..");
    Some((atom, after_dot | before_dots | (odd & round != 0)))
}

/// Reads the one number that fills a part of a folded text.
pub(crate) fn number_at(text: &str, start: usize, end: usize) -> Number {
    let text = &text[..end];
    let mut numbers = Numbers::new();
    let mut map = ByteMap::default();
    map.fill(text);
    let mut atoms = Atoms::new();
    next_number(text.as_bytes(), &map, start, end, &mut atoms, &mut numbers);
    let empty = Number {
        start,
        end,
        form: Form::Short,
        characters: 0,
    };
    numbers.pop().unwrap_or(empty)
}

/// The chunk that a place stands in, from no earlier than another place on.
///
/// Chunks are parted by blanks and by every character that is not ASCII, so that Chinese text or
/// a quotation mark directly at a number does no harm.
fn chunk_at(map: &ByteMap, place: usize, from: usize) -> Range<usize> {
    let start = map.after_last(place, Block::breaks).max(from);
    start..map.next(place, Block::breaks)
}

/// Reads the next number at or after a place and returns where to go on. Looks no further than
/// `limit` for its start; groups after a blank may reach beyond.
fn next_number(
    bytes: &[u8],
    map: &ByteMap,
    place: usize,
    limit: usize,
    atoms: &mut Atoms,
    numbers: &mut Numbers,
) -> usize {
    let start = map.next(place, Block::alphanumeric);
    if start >= limit {
        return limit;
    }
    let first = atom_at(map, start);
    let (form, end, characters) = if goes_on(bytes, &first) {
        atoms_from(bytes, map, first, atoms);
        let (form, count) = form(bytes, atoms);
        let atoms = &atoms[..count];
        (
            form,
            atoms[count - 1].end,
            atoms.iter().map(Atom::len).sum(),
        )
    } else {
        let (form, _) = form(bytes, std::slice::from_ref(&first));
        (form, first.end, first.len())
    };
    if let Some(form) = form {
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

fn atom_at(map: &ByteMap, start: usize) -> Atom {
    let end = map.next(start, |block| !block.alphanumeric());
    let window = map.window(start);
    let length = (end - start).min(BLOCK);
    let inside = u64::MAX >> (BLOCK - length);
    let has = |kind: fn(&Block) -> u64| {
        window.bits(kind) & inside != 0 || end - start > BLOCK && map.next(start, kind) < end
    };
    Atom {
        start,
        end,
        has_digits: has(|block| block.digits),
        has_capitals: has(|block| block.capitals),
        has_small: has(|block| block.small),
    }
}

/// Whether an atom may be followed by another of the same number. Only a short prefix in capitals
/// belongs to a code; other words before a dash do not.
fn goes_on(bytes: &[u8], atom: &Atom) -> bool {
    let joins = match bytes.get(atom.end) {
        Some(b'-') => atom.has_digits() || atom.is_capital() && atom.len() <= 4,
        Some(separator) => joins_digits(*separator) && atom.is_digits(),
        None => false,
    };
    joins
        && bytes
            .get(atom.end + 1)
            .is_some_and(u8::is_ascii_alphanumeric)
}

const fn joins_digits(separator: u8) -> bool {
    matches!(separator, b'.' | b'/' | b':' | b',' | b' ')
}

/// The atoms that follow each other with one separator between them. Letters join by dashes only,
/// and blanks join digits only.
fn atoms_from(bytes: &[u8], map: &ByteMap, first: Atom, atoms: &mut Atoms) {
    atoms.clear();
    atoms.push(first);
    let mut last = first;
    while atoms.len() < MOST_GROUPS {
        let Some(separator) = bytes.get(last.end) else {
            break;
        };
        let joins_digits = joins_digits(*separator);
        if *separator != b'-' && !(joins_digits && last.is_digits()) {
            break;
        }
        let start = last.end + 1;
        if !bytes.get(start).is_some_and(u8::is_ascii_alphanumeric) {
            break;
        }
        let next = atom_at(map, start);
        if joins_digits && !next.is_digits() {
            break;
        }
        atoms.push(next);
        last = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers(text: &str) -> Numbers {
        let mut numbers = Numbers::new();
        find_numbers(text, &ByteMap::of(text), &mut numbers);
        numbers
    }

    fn forms(text: &str) -> Vec<(&str, Form)> {
        numbers(text)
            .iter()
            .map(|number| (&text[number.range()], number.form))
            .collect()
    }

    #[test]
    fn words_in_capitals_stand_as_codes_only_where_something_introduces_them() {
        let stands = |text: &str| {
            numbers(text)
                .iter()
                .any(|number| number.form == Form::Letters)
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
        for phone in ["35 32 32 32", "555-010-4477", "01632 960018"] {
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
        assert_eq!(
            forms("402913,10分钟"),
            [("402913", Form::Digits), ("10", Form::Short)]
        );
        assert_eq!(forms("4500 €"), [("4500", Form::Currency)]);
    }

    #[test]
    fn endings_are_told_by_their_masks() {
        for masked in [
            "card *4412",
            "card **4412",
            "..4412",
            "4412**",
            "card x-4412",
            "xx-4412",
        ] {
            assert_eq!(forms(masked), [("4412", Form::Masked)]);
        }
        for masked in ["XXXX-4412", "XXXX-XXXX-4412"] {
            assert_eq!(forms(masked), [(masked, Form::Masked)]);
        }
        assert_eq!(
            forms("4102..3345"),
            [("4102", Form::Masked), ("3345", Form::Masked)]
        );
        assert_eq!(forms("code *4412*"), [("4412", Form::Digits)]);
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
            forms("my-clinic.university/4029"),
            [("my-clinic.university/4029", Form::Address)]
        );
        assert_eq!(
            forms("abc1234@alumni.ku.dk"),
            [("abc1234@alumni.ku.dk", Form::Address)]
        );
    }

    proptest! {
        #[test]
        fn a_plain_atom_is_what_reading_on_finds(text in "([0-9]{1,6}|[A-Z]{1,6}|[a-z]{1,4}|[-.,:/@ $%*+()€é\n]){1,30}") {
            let map = ByteMap::of(&text);
            let bytes = text.as_bytes();
            for sign in 0..text.len() {
                let sign_is_there = map.next(sign, |block| block.signs) == sign;
                let Some((atom, is_odd)) = plain_atom(bytes, &map, sign).filter(|_| sign_is_there) else {
                    continue;
                };
                let mut numbers = Numbers::new();
                let end = next_number(bytes, &map, atom.start, text.len(), &mut Atoms::new(), &mut numbers);
                prop_assert_eq!(end, atom.end);
                let form = numbers.first().map(|number| number.form);
                let plain = form_of_atom(bytes, &atom);
                prop_assert_eq!(form.is_some(), plain.is_some());
                prop_assert!(is_odd || form == plain);
            }
        }
    }

    #[test]
    fn a_currency_far_before_the_first_digit_counts() {
        let amount = "€ abcdefghijklmno1";
        assert_eq!(forms(amount), [("abcdefghijklmno1", Form::Currency)]);
    }

    #[test]
    fn the_app_hash_is_no_number() {
        assert_eq!(
            forms("Code 402913\nFA+9qCX9VSu"),
            [("402913", Form::Digits)]
        );
    }
}
