//! What stands directly before and after a number: currency signs, masks, a plus.

use super::form::Form;
use super::number::Number;

/// What stands directly before and after decides for some forms.
pub(super) fn surroundings(
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
    // A single star marks an ending too ("card *4412"), but a pair of them only the code (`*402913*`).
    let starred = last(1) == Some(b'*')
        && (last(2) == Some(b'*')
            || end - start <= LONGEST_ENDING && text_after.first() != Some(&b'*'));
    let masked = starred
        || is_after_crosses(text_before)
        || text_before.ends_with(b"..")
        || text_before.ends_with("…".as_bytes())
        || text_before.ends_with("•".as_bytes())
        || matches!(text_after, [b'.', b'.', b'0'..=b'9', ..] | [b'*', b'*', ..]);
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

/// Most digits of an ending of a card or an account that a single star marks.
const LONGEST_ENDING: usize = 4;

/// Whether a text ends with a dash after crosses that hide the start of a number: `x-4412`.
fn is_after_crosses(text: &[u8]) -> bool {
    text.strip_suffix(b"-").is_some_and(|text| {
        let word = text.rsplit(|byte| !byte.is_ascii_alphanumeric()).next();
        word.is_some_and(|word| !word.is_empty() && word.iter().all(|byte| *byte == b'x'))
    })
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
