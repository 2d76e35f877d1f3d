//! What speaks for and against a number being a code.

use super::byte_map::ones;
use super::characters::Characters;
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

/// What the term before a number tells.
#[derive(Debug, Clone, Copy, Default)]
struct TermBefore {
    /// The class of the nearest term, where that speaks against a code.
    against: Option<Class>,
    /// Whether the number stands directly after a name of codes.
    is_named: bool,
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

/// What a sentence is judged by.
const NAMING: Classes = Classes::of(&[Class::OneTimeCode, Class::Code, Class::SignIn]);

/// The terms round a number.
struct Beside<'scene> {
    /// Those that start before it, in the order of the text.
    before: &'scene [Hit],
    /// All others.
    after: &'scene [Hit],
    /// The sentence that it stands in.
    sentence: u16,
}

impl<'scene> Beside<'scene> {
    fn new(scene: &'scene Scene<'_>, number: &Number) -> Self {
        let split = scene.hits.partition_point(|hit| hit.start < number.start);
        let (before, after) = scene.hits.split_at(split);
        Self {
            before,
            after,
            sentence: scene.ends.sentence_at(number.start),
        }
    }

    /// The terms before the number in its sentence, the nearest first.
    fn left(&self) -> impl Iterator<Item = &'scene Hit> + use<'scene> {
        let sentence = self.sentence;
        let before = self.before.iter().rev();
        before.take_while(move |hit| hit.sentence == sentence)
    }

    /// The other terms of the number's sentence, in the order of the text.
    fn right(&self) -> impl Iterator<Item = &'scene Hit> + use<'scene> {
        let sentence = self.sentence;
        let after = self.after.iter();
        after.take_while(move |hit| hit.sentence == sentence)
    }

    /// Whether the sentence before the number's has a name of codes.
    fn is_named_before(&self) -> bool {
        let earlier = self.before.iter().rev();
        earlier
            .skip_while(|hit| hit.sentence == self.sentence)
            .take_while(|hit| hit.sentence + 1 == self.sentence)
            .any(|hit| hit.classes.intersects(NAMES))
    }
}

/// What opens before a code that is set apart, and what closes after it.
const OPENS: Characters = Characters::of(b"\"'([<*", &['【', '「', '『', '«']);
const CLOSES: Characters = Characters::of(b"\"')]>*", &['】', '」', '』', '»']);

/// What stands between a colon and its code.
const LEADS: Characters = OPENS.and_blanks();

/// Characters that stand round a code without being text.
const FILLERS: Characters = Characters::of(b".:,-\"'()[]<>#*!", &['。', '»', '«']).and_blanks();

impl Scene<'_> {
    /// Gathers the features of one of the message's numbers, but for those of the whole message.
    pub(crate) fn evidence(&self, index: usize, tally: &mut impl Tally) -> Evidence {
        let number = &self.numbers[index];
        let beside = Beside::new(self, number);
        self.add_form(number, tally);
        let alone = self.add_place(number, tally);
        self.add_joints(number, &beside, tally);
        let before = self.add_term_before(index, &beside, tally);
        // Directly after its name, the number needs no other word: what follows is what the code is
        // for, as in "code 402913 to pay 20 EUR".
        let after = if before.is_named {
            None
        } else {
            self.add_term_after(index, &beside, tally)
        };
        // Most messages have no word of naming at all.
        if self.classes.intersects(NAMING) {
            add_sentence(&beside, tally);
        }
        self.add_repeated(number, tally);
        Evidence {
            against: before.against.or(after),
            alone,
        }
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
        tally.add_if(OPENS.ends(before) && CLOSES.starts(after), Trait::Quoted);
        let rest_before = FILLERS.trim_end(before);
        let rest_after = FILLERS.trim_start(after);
        let first = rest_before.is_empty();
        let last = rest_after.is_empty();
        let breaks = |from, to| self.map.next(from, |block| block.lines) < to;
        let alone_on_line = (first || breaks(rest_before.len(), number.start))
            && (last || breaks(number.end, self.text.len() - rest_after.len()));
        tally.add_if(alone_on_line, Trait::AloneOnLine);
        tally.add_if(first, Trait::FirstInMessage);
        tally.add_if(last, Trait::LastInMessage);
        let alone = first && last && !matches!(number.form, Form::Letters | Form::Year);
        tally.add_if(alone, Trait::AloneInMessage);
        let lead = LEADS.trim_end(before).as_bytes().last();
        tally.add_if(matches!(lead, Some(b':' | b'=')), Trait::AfterColon);
        tally.add_if(before.ends_with('#'), Trait::AfterHash);
        alone
    }

    /// The words that join a number to what stands beside it.
    fn add_joints(&self, number: &Number, beside: &Beside<'_>, tally: &mut impl Tally) {
        let joins = Classes::of(&[Class::Is, Class::For]);
        if let Some(hit) = beside
            .before
            .last()
            .filter(|hit| hit.classes.intersects(joins))
            && hit.end <= number.start
            && self.touches(hit.end, number.start)
        {
            tally.add_if(hit.classes.has(Class::Is), Trait::AfterIs);
            tally.add_if(hit.classes.has(Class::For), Trait::AfterFor);
        }
        let next = beside.after.iter().find(|hit| hit.start >= number.end);
        let before_is = next
            .is_some_and(|hit| hit.classes.has(Class::Is) && self.touches(number.end, hit.start));
        tally.add_if(before_is, Trait::BeforeIs);
    }

    /// The term before the number that says what it is.
    fn add_term_before(
        &self,
        index: usize,
        beside: &Beside<'_>,
        tally: &mut impl Tally,
    ) -> TermBefore {
        let number = &self.numbers[index];
        let mut terms = beside
            .left()
            .filter(|hit| hit.end <= number.start && !hit.is_unit)
            .filter_map(|hit| Some((hit, hit.speaking?)));
        let Some((nearest, class)) = terms.next() else {
            return TermBefore::default();
        };
        let barrier = self.barrier_before(index);
        if nearest.start < barrier {
            return TermBefore::default();
        }
        let terms = terms.take_while(|(hit, _)| hit.start >= barrier);
        let against = AGAINST.has(class);
        let name = if against {
            self.name_before(number, terms)
        } else {
            None
        };
        let (term, told) = name.unwrap_or((nearest, class));
        let gap = self.gap_between(term.end, number.start);
        tally.add_feature(Feature::beside(LEFT, told, gap));
        TermBefore {
            against: against.then_some(class),
            is_named: NAMES.has(told) && gap == Gap::Touching,
        }
    }

    /// The name of codes among the terms before a number, the nearest first. It takes what the code
    /// is for with it: "code to confirm your phone: 402913". Not where its line warns: "we never ask
    /// for codes, call 4029".
    fn name_before<'scene>(
        &self,
        number: &Number,
        terms: impl Iterator<Item = (&'scene Hit, Class)>,
    ) -> Option<(&'scene Hit, Class)> {
        let line = self.map.after_last(number.start, |block| block.lines);
        let mut name = None;
        for (hit, class) in terms {
            if class == Class::Secrecy && hit.start >= line {
                return None;
            }
            if NAMES.has(class) {
                name = name.or(Some((hit, class)));
            }
        }
        name
    }

    /// The term after the number that says what it is; tells its class where that speaks against a
    /// code.
    fn add_term_after(
        &self,
        index: usize,
        beside: &Beside<'_>,
        tally: &mut impl Tally,
    ) -> Option<Class> {
        let number = &self.numbers[index];
        let mut terms = beside
            .right()
            .filter(|hit| hit.start >= number.end)
            .filter_map(|hit| Some((hit, hit.speaking?)));
        let (term, class) = terms.next()?;
        if term.end > self.barrier_after(index) {
            return None;
        }
        let gap = self.gap_between(number.end, term.start);
        tally.add_feature(Feature::beside(RIGHT, class, gap));
        AGAINST.has(class).then_some(class)
    }

    fn gap_between(&self, from: usize, to: usize) -> Gap {
        match self.words(from, to) {
            0 => Gap::Touching,
            1 | 2 => Gap::Near,
            _ => Gap::Far,
        }
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

/// The words of naming in the number's sentence, or else in the one before.
fn add_sentence(beside: &Beside<'_>, tally: &mut impl Tally) {
    let before = judged(beside.left());
    let after = judged(beside.right());
    tally.add_if(before.has(Class::OneTimeCode), Trait::NameBefore);
    tally.add_if(after.has(Class::OneTimeCode), Trait::NameAfter);
    tally.add_if(before.has(Class::Code), Trait::CodeBefore);
    tally.add_if(after.has(Class::Code), Trait::CodeAfter);
    let all = Classes(before.0 | after.0);
    tally.add_if(all.has(Class::SignIn), Trait::SignInBeside);
    let named_before = !all.intersects(NAMES) && beside.is_named_before();
    tally.add_if(named_before, Trait::NamedBySentenceBefore);
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

/// Whether some bytes hold others.
fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    let Some(first) = wanted.first_chunk::<4>() else {
        return bytes.windows(wanted.len()).any(|part| part == wanted);
    };
    if bytes.len() <= wanted.len() {
        return bytes == wanted;
    }
    let places = bytes.windows(first.len());
    let may_start = places.fold(false, |may, place| may | (place == first));
    may_start && bytes.windows(wanted.len()).any(|part| part == wanted)
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
    fn what_follows_a_code_that_is_named_is_what_it_is_for() {
        for text in [
            "Sikkerhedskode 81640273 til betaling af kr. 3480 til konto 3730",
            "Bank: пароль 3817 для оплати 450.00 UAH",
            "Ma OTP 71830462, GD thanh toan 350,000 VND",
        ] {
            assert!(code(text).is_some());
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
