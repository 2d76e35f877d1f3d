//! What speaks for and against a number being a code.

use super::byte_map::ones;
use super::clause::sentence_at;
use super::feature::{Feature, Gap, LEFT, RIGHT, Tally, Trait};
use super::form::Form;
use super::lexicon::{Class, Classes, Hit};
use super::number::Number;
use super::scene::Scene;

/// What is known about one number besides its features.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Evidence {
    /// The class of the nearest term that speaks against a code; one before the number counts more.
    pub(crate) against: Option<Class>,
    /// Whether it is all there is.
    pub(crate) alone: bool,
}

const AGAINST: Classes = Classes::of(&[
    Class::OtherCode,
    Class::Discount,
    Class::Delivery,
    Class::Spent,
    Class::Tracking,
    Class::Travel,
    Class::Account,
    Class::Order,
    Class::Phone,
    Class::Amount,
    Class::Quantity,
    Class::Place,
    Class::Date,
    Class::Time,
]);

/// Classes that say what a number beside them is.
const SPEAKING: Classes = Classes(2 * Class::Lifetime.bit() - 1);

/// Classes whose words name a code.
const NAMES: Classes = Classes::of(&[Class::OneTimeCode, Class::Code]);

/// Classes that make a word such as "code" mean something else than a one-time code.
const DISTURBING: Classes = Classes::of(&[
    Class::OtherCode,
    Class::Discount,
    Class::Delivery,
    Class::Order,
    Class::Tracking,
    Class::Travel,
    Class::Place,
    Class::Quantity,
    Class::Greeting,
]);

impl Scene<'_> {
    /// Gathers the features of one of the message's numbers, but for those of the whole message.
    pub(crate) fn evidence(&self, index: usize, tally: &mut impl Tally) -> Evidence {
        let number = &self.numbers[index];
        self.add_form(number, tally);
        let alone = self.add_place(number, tally);
        let against = self.add_neighbours(index, tally);
        self.add_sentence(number, tally);
        self.add_repeated(number, tally);
        Evidence { against, alone }
    }

    fn add_form(&self, number: &Number, tally: &mut impl Tally) {
        tally.add(Trait::Any);
        tally.add(match number.form {
            Form::Groups => Trait::Groups,
            Form::DottedGroups => Trait::DottedGroups,
            Form::GooglePrefix => Trait::GooglePrefix,
            Form::Hyphenated => Trait::Hyphenated,
            Form::Alphanumeric => Trait::Alphanumeric,
            Form::Letters => Trait::Letters,
            Form::Year => Trait::Year,
            _ => Trait::Digits,
        });
        let prefix = usize::from(number.form == Form::GooglePrefix);
        tally.add(match number.characters - prefix {
            ..=4 => Trait::Length4,
            5 => Trait::Length5,
            6 => Trait::Length6,
            7 => Trait::Length7,
            8 => Trait::Length8,
            9 => Trait::Length9,
            _ => Trait::Length10,
        });
        let written = &self.text.as_bytes()[number.range()];
        if matches!(number.form, Form::Alphanumeric | Form::Hyphenated) {
            if written.iter().any(u8::is_ascii_lowercase) {
                tally.add(Trait::SmallLetters);
            }
            let changes = written
                .windows(2)
                .filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit())
                .count();
            if number.form == Form::Alphanumeric && changes > 1 {
                tally.add(Trait::Alternating);
            }
        }
        tally.add_if(written[0] == b'0', Trait::LeadingZero);
    }

    /// What stands round the number; tells whether it is all there is.
    fn add_place(&self, number: &Number, tally: &mut impl Tally) -> bool {
        let before = &self.text[..number.start];
        let after = &self.text[number.end..];
        if before.ends_with(opens) && after.starts_with(closes) {
            tally.add(Trait::Quoted);
        }
        let fillers = before.chars().rev().take_while(is_filler);
        let (before_length, before_breaks) = lengths_and_breaks(fillers);
        let fillers = after.chars().take_while(is_filler);
        let (after_length, after_breaks) = lengths_and_breaks(fillers);
        let first = before_length == before.len();
        let last = after_length == after.len();
        if (first || before_breaks) && (last || after_breaks) {
            tally.add(Trait::AloneOnLine);
        }
        if first {
            tally.add(Trait::FirstInMessage);
        }
        if last {
            tally.add(Trait::LastInMessage);
        }
        let alone = first && last && !matches!(number.form, Form::Letters | Form::Year);
        if alone {
            tally.add(Trait::AloneInMessage);
        }
        let mut lead = before
            .chars()
            .rev()
            .skip_while(|character| character.is_whitespace() || opens(*character));
        let after_colon = matches!(lead.next(), Some(':' | '='));
        tally.add_if(after_colon, Trait::AfterColon);
        if before.ends_with('#') {
            tally.add(Trait::AfterHash);
        }
        alone
    }

    /// The nearest terms on either side that say what the number is; tells the first one that
    /// speaks against a code.
    fn add_neighbours(&self, index: usize, tally: &mut impl Tally) -> Option<Class> {
        let number = &self.numbers[index];
        let (before, after) = self
            .hits
            .split_at(self.hits.partition_point(|hit| hit.start < number.start));
        let joins = Classes::of(&[Class::Is, Class::For]);
        if let Some(is) = before.last().filter(|hit| hit.classes.intersects(joins))
            && is.end <= number.start
            && self.touches(is.end, number.start)
        {
            let is = is.classes;
            tally.add_if(is.has(Class::Is), Trait::AfterIs);
            tally.add_if(is.has(Class::For), Trait::AfterFor);
        }
        let next = after.iter().find(|hit| hit.start >= number.end);
        let before_is =
            next.is_some_and(|is| is.classes.has(Class::Is) && self.touches(number.end, is.start));
        tally.add_if(before_is, Trait::BeforeIs);
        let sentence = sentence_at(&self.ends, number.start);
        let barrier = self.barrier_before(index);
        let mut left = before
            .iter()
            .rev()
            .take_while(|hit| hit.sentence == sentence && hit.start >= barrier)
            .filter(|hit| hit.end <= number.start && !hit.is_unit)
            .filter_map(|hit| Some((hit, hit.speaking?)));
        let mut left_against = None;
        if let Some((mut hit, mut class)) = left.next() {
            if AGAINST.has(class) {
                left_against = Some(class);
                // A name of codes takes what it is for with it: "code to confirm your phone: 402913";
                // not where the sentence warns: "we never ask for codes, call 4029".
                let mut name = None;
                let mut warned = false;
                let line = self.map.after_last(number.start, |block| block.lines);
                for (hit, class) in left {
                    warned |= class == Class::Secrecy && hit.start >= line;
                    if NAMES.has(class) {
                        name = name.or(Some((hit, class)));
                    }
                }
                if let Some(name) = name.filter(|_| !warned) {
                    (hit, class) = name;
                }
            }
            let gap = self.gap_between(hit.end, number.start);
            tally.add_feature(Feature::beside(LEFT, class, gap));
        }
        let sentence = sentence_at(&self.ends, number.end);
        let mut right = after
            .iter()
            .take_while(|hit| hit.sentence == sentence)
            .filter(|hit| hit.start >= number.end)
            .filter_map(|hit| Some((hit, hit.speaking?)));
        let right = right
            .next()
            .filter(|(hit, _)| hit.end <= self.barrier_after(index));
        let mut right_against = None;
        if let Some((hit, class)) = right {
            let gap = self.gap_between(number.end, hit.start);
            tally.add_feature(Feature::beside(RIGHT, class, gap));
            right_against = Some(class).filter(|class| AGAINST.has(*class));
        }
        left_against.or(right_against)
    }

    fn gap_between(&self, from: usize, to: usize) -> Gap {
        match self.words(from, to) {
            0 => Gap::Touching,
            1 | 2 => Gap::Near,
            _ => Gap::Far,
        }
    }

    /// The words of naming in the number's sentence, or else in the one before.
    fn add_sentence(&self, number: &Number, tally: &mut impl Tally) {
        let sentence = sentence_at(&self.ends, number.start);
        let (before_number, after_number) = self
            .hits
            .split_at(self.hits.partition_point(|hit| hit.start < number.start));
        let same = |hit: &&Hit| hit.sentence == sentence;
        let before = judged(before_number.iter().rev().take_while(same));
        let after = judged(after_number.iter().take_while(same));
        let previous = |hit: &&Hit| hit.sentence + 1 == sentence;
        let mut earlier = before_number
            .iter()
            .rev()
            .skip_while(same)
            .take_while(previous);
        let named_before = earlier.any(|hit| hit.classes.intersects(NAMES));
        let named = before.intersects(NAMES) || after.intersects(NAMES);
        tally.add_if(before.has(Class::OneTimeCode), Trait::NameBefore);
        tally.add_if(after.has(Class::OneTimeCode), Trait::NameAfter);
        tally.add_if(before.has(Class::Code), Trait::CodeBefore);
        tally.add_if(after.has(Class::Code), Trait::CodeAfter);
        let sign_in = before.has(Class::SignIn) || after.has(Class::SignIn);
        tally.add_if(sign_in, Trait::SignInBeside);
        tally.add_if(named_before && !named, Trait::NamedBySentenceBefore);
    }

    /// The same characters stand in the message once more, in a link or after a `#`, as where it
    /// carries the code for a browser or an app too.
    fn add_repeated(&self, number: &Number, tally: &mut impl Tally) {
        let text = self.text.as_bytes();
        let written = &text[number.range()];
        let repeats = |other: &Number| {
            other.start != number.start
                && (other.form == Form::Address || text[..other.start].ends_with(b"#"))
                && contains(&text[other.range()], written)
        };
        tally.add_if(self.numbers.iter().any(repeats), Trait::Repeated);
    }

    /// What the whole message says, the same of each of its numbers.
    pub(crate) fn add_message(&self, tally: &mut impl Tally) {
        let has = |class| self.classes.has(class);
        let strong = has(Class::OneTimeCode);
        let weak = !strong && has(Class::Code);
        let combined = if strong {
            [
                (Class::Delivery, Trait::StrongNameAndDelivery),
                (Class::Discount, Trait::StrongNameAndDiscount),
                (Class::OtherCode, Trait::StrongNameAndOtherCode),
            ]
        } else {
            [
                (Class::Delivery, Trait::WeakNameAndDelivery),
                (Class::Discount, Trait::WeakNameAndDiscount),
                (Class::OtherCode, Trait::WeakNameAndOtherCode),
            ]
        };
        if strong || weak {
            for (_, feature) in combined.into_iter().filter(|(class, _)| has(*class)) {
                tally.add(feature);
            }
        }
        if weak && !self.classes.intersects(DISTURBING) {
            tally.add(Trait::WeakNameUndisturbed);
        }
        if !strong && !weak && !has(Class::SignIn) {
            tally.add(Trait::NoNameAtAll);
        }
        let told = SPEAKING.0 | Class::Greeting.bit();
        for class in ones(u64::from(self.classes.0 & told)) {
            tally.add_feature(Feature::in_message(class as usize));
        }
    }
}

/// The classes by which a sentence is judged: a word such as "code" counts where it means nothing
/// else.
fn judged<'hit>(hits: impl Iterator<Item = &'hit Hit>) -> Classes {
    const ELSE: Classes = Classes(AGAINST.0 | Class::OneTimeCode.bit());
    Classes(hits.fold(0, |classes, hit| {
        let means_else = hit.classes.intersects(ELSE);
        classes | hit.classes.0 & !(u32::from(means_else) << Class::Code as u32)
    }))
}

fn opens(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '(' | '[' | '<' | '【' | '「' | '『' | '*' | '«'
    )
}

fn closes(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | ')' | ']' | '>' | '】' | '」' | '』' | '*' | '»'
    )
}

/// Whether some bytes hold others.
fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    let Some(first) = wanted.first_chunk::<4>() else {
        return bytes.windows(wanted.len()).any(|part| part == wanted);
    };
    if bytes.len() < wanted.len() {
        return false;
    }
    let places = bytes.windows(first.len());
    let may_start = places.fold(false, |may, place| may | (place == first));
    may_start && bytes.windows(wanted.len()).any(|part| part == wanted)
}

/// How many bytes some characters take, and whether a line break is among them.
fn lengths_and_breaks(characters: impl Iterator<Item = char>) -> (usize, bool) {
    characters.fold((0, false), |(length, breaks), character| {
        (length + character.len_utf8(), breaks || character == '\n')
    })
}

/// Characters that stand round a code without being text.
fn is_filler(character: &char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '.' | ':'
                | ','
                | '-'
                | '"'
                | '\''
                | '('
                | ')'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '*'
                | '!'
                | '。'
                | '»'
                | '«'
        )
}

#[cfg(test)]
mod tests {
    use crate::extract::{Finding, extract};
    use crate::message::Message;

    fn code(text: &str) -> Option<String> {
        match extract(&Message::new(text)) {
            Finding::Code(found) => Some(found.candidate.code.expose().clone()),
            _ => None,
        }
    }

    #[test]
    fn a_name_takes_what_its_code_is_for_with_it() {
        for text in [
            "Your verification code to confirm your phone number: 402913",
            "Din bekræftelseskode til betaling med kort: 402913",
            "Код для підтвердження номера телефону 402913",
        ] {
            assert_eq!(code(text).as_deref(), Some("402913"));
        }
    }

    #[test]
    fn a_warning_that_names_codes_gives_its_telephone_number_no_name() {
        assert_eq!(code("We never ask for your security code, call 1850"), None);
    }

    #[test]
    fn a_number_that_a_word_says_something_else_of_is_no_rival() {
        let text = "Card ending 2210: purchase of 45.90 EUR. One-time code 402913";
        assert_eq!(code(text).as_deref(), Some("402913"));
    }
}
