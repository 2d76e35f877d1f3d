//! What speaks for and against a number being a code.

use super::characters::Characters;
use super::feature::{Feature, Gap, LEFT, RIGHT, Tally, Trait};
use super::form::Form;
use super::lexicon::{Class, Classes, Hit};
use super::number::Number;
use super::scene::Scene;
use std::ops::RangeInclusive;

/// What is known about one number besides its features.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Evidence {
    /// The class of the nearest term that speaks against a code; one before the number counts more.
    pub(crate) against: Option<Class>,
    /// Whether it is all there is.
    pub(crate) alone: bool,
}

/// Terms that can stand nearest to a number and say what it is, the more telling first.
const SPEAKING: [Class; 20] = [
    Class::OtherCode,
    Class::Discount,
    Class::Delivery,
    Class::OneTimeCode,
    Class::Spent,
    Class::Tracking,
    Class::Travel,
    Class::Account,
    Class::Order,
    Class::Phone,
    Class::Amount,
    Class::Quantity,
    Class::Place,
    Class::Code,
    Class::Date,
    Class::Time,
    Class::SignIn,
    Class::Use,
    Class::Secrecy,
    Class::Lifetime,
];

pub(super) const SPEAKING_CLASSES: Classes = Classes::of(&SPEAKING);

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
        self.add_form(number, tally);
        let alone = self.add_place(number, tally);
        let sentence = self.ends.sentence(number.start);
        let against = self.add_neighbours(index, &sentence, tally);
        self.add_sentence(number, &sentence, tally);
        self.add_others(number, tally);
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
        if written[0] == b'0' {
            tally.add(Trait::LeadingZero);
        }
    }

    /// What stands round the number; tells whether it is all there is.
    fn add_place(&self, number: &Number, tally: &mut impl Tally) -> bool {
        let before = &self.text[..number.start];
        let after = &self.text[number.end..];
        if OPENS.ends(before) && CLOSES.starts(after) {
            tally.add(Trait::Quoted);
        }
        let rest_before = FILLERS.trim_end(before);
        let rest_after = FILLERS.trim_start(after);
        let first = rest_before.is_empty();
        let last = rest_after.is_empty();
        let breaks = |from, to| self.map.next(from, |block| block.lines) < to;
        if (first || breaks(rest_before.len(), number.start))
            && (last || breaks(number.end, self.text.len() - rest_after.len()))
        {
            tally.add(Trait::AloneOnLine);
        }
        tally.add_if(first, Trait::FirstInMessage);
        tally.add_if(last, Trait::LastInMessage);
        let alone = first && last && !matches!(number.form, Form::Letters | Form::Year);
        if alone {
            tally.add(Trait::AloneInMessage);
        }
        let lead = LEADS.trim_end(before).as_bytes().last();
        tally.add_if(matches!(lead, Some(b':' | b'=')), Trait::AfterColon);
        tally.add_if(before.ends_with('#'), Trait::AfterHash);
        alone
    }

    /// The nearest terms on either side that say what the number is; tells the first one that
    /// speaks against a code.
    fn add_neighbours(
        &self,
        index: usize,
        sentence: &RangeInclusive<usize>,
        tally: &mut impl Tally,
    ) -> Option<Class> {
        let number = &self.numbers[index];
        let (before, after) = self
            .hits
            .split_at(self.hits.partition_point(|hit| hit.start < number.start));
        let joins = Classes::of(&[Class::Is, Class::For]);
        if let Some(is) = before.last().filter(|hit| hit.classes.intersects(joins))
            && is.end <= number.start
            && self.touches(is.end, number.start)
        {
            tally.add_if(is.classes.has(Class::Is), Trait::AfterIs);
            tally.add_if(is.classes.has(Class::For), Trait::AfterFor);
        }
        let next = after.iter().find(|hit| hit.start >= number.end);
        if next.is_some_and(|is| is.classes.has(Class::Is) && self.touches(number.end, is.start)) {
            tally.add(Trait::BeforeIs);
        }
        let left = before
            .iter()
            .rev()
            .take_while(|hit| sentence.contains(&hit.start))
            .find(|hit| hit.speaks & !hit.is_unit & (hit.end <= number.start))
            .filter(|hit| hit.start >= self.barrier_before(index));
        let left = left.and_then(|hit| {
            let gap = self.gap_between(hit.end, number.start);
            Self::add_neighbour(LEFT, hit, gap, tally)
        });
        let right = after
            .iter()
            .take_while(|hit| sentence.contains(&hit.start))
            .find(|hit| hit.speaks & (hit.start >= number.end))
            .filter(|hit| hit.end <= self.barrier_after(index));
        let right = right.and_then(|hit| {
            let gap = self.gap_between(number.end, hit.start);
            Self::add_neighbour(RIGHT, hit, gap, tally)
        });
        left.or(right)
    }

    fn gap_between(&self, from: usize, to: usize) -> Gap {
        match self.words(from, to) {
            0 => Gap::Touching,
            1 | 2 => Gap::Near,
            _ => Gap::Far,
        }
    }

    /// Adds a term beside the number; gives its class back where that speaks against a code.
    fn add_neighbour(side: usize, hit: &Hit, gap: Gap, tally: &mut impl Tally) -> Option<Class> {
        // Most terms are of one class.
        let only = hit
            .classes
            .only()
            .filter(|class| SPEAKING_CLASSES.has(*class));
        let class = only.or_else(|| SPEAKING.into_iter().find(|class| hit.classes.has(*class)))?;
        tally.add_feature(Feature::beside(side, class, gap));
        AGAINST.has(class).then_some(class)
    }

    /// The words of naming in the number's sentence, or else in the one before.
    fn add_sentence(
        &self,
        number: &Number,
        sentence: &RangeInclusive<usize>,
        tally: &mut impl Tally,
    ) {
        let names = Classes::of(&[Class::OneTimeCode, Class::Code]);
        let (mut before, mut after, mut named_before) = (0, 0, false);
        // Without a way out on the way, since nothing foretells it.
        for hit in &self.hits {
            let only_code = !hit.classes.has(Class::OneTimeCode) & !hit.classes.intersects(AGAINST);
            let code = u32::from(!only_code) << Class::Code as u32;
            let is_inside = (hit.start >= *sentence.start()) & (hit.start <= *sentence.end());
            let told = if is_inside { hit.classes.0 & !code } else { 0 };
            let is_before = hit.start < number.start;
            before |= if is_before { told } else { 0 };
            after |= if is_before { 0 } else { told };
            named_before |= hit.classes.intersects(names) & (hit.start < *sentence.start());
        }
        let (before, after) = (Classes(before), Classes(after));
        let named = before.intersects(names) || after.intersects(names);
        tally.add_if(before.has(Class::OneTimeCode), Trait::NameBefore);
        tally.add_if(after.has(Class::OneTimeCode), Trait::NameAfter);
        tally.add_if(before.has(Class::Code), Trait::CodeBefore);
        tally.add_if(after.has(Class::Code), Trait::CodeAfter);
        let sign_in = before.has(Class::SignIn) || after.has(Class::SignIn);
        tally.add_if(sign_in, Trait::SignInBeside);
        tally.add_if(
            named_before && !named && self.is_named_before(sentence, names),
            Trait::NamedBySentenceBefore,
        );
    }

    /// Whether a word of naming stands in the sentence before one.
    fn is_named_before(&self, sentence: &RangeInclusive<usize>, names: Classes) -> bool {
        let Some(end) = sentence.start().checked_sub(1) else {
            return false;
        };
        let before = self.ends.sentence(end);
        let mut hits = self.hits.iter();
        hits.any(|hit| hit.classes.intersects(names) && before.contains(&hit.start))
    }

    /// What the other numbers of the message say of this one.
    fn add_others(&self, number: &Number, tally: &mut impl Tally) {
        let text = self.text.as_bytes();
        let written = &text[number.range()];
        let (mut others, mut repeated) = (false, false);
        for other in self.numbers.iter() {
            let is_other = other.start != number.start;
            let is_code =
                other.form.may_be_code() & !matches!(other.form, Form::Letters | Form::Year);
            others |= is_code & is_other;
            // The same characters stand in the message once more, as in a link that carries the code.
            if is_other & !repeated & (other.end - other.start >= written.len()) {
                repeated = contains(&text[other.range()], written);
            }
        }
        tally.add_if(others, Trait::OtherCandidates);
        tally.add_if(repeated, Trait::Repeated);
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
        let told = SPEAKING_CLASSES.0 | Class::Greeting.bit();
        tally.add_in_message(Classes(self.classes.0 & told));
    }
}

/// Whether some bytes hold others.
fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    let Some(first) = wanted.first_chunk::<4>() else {
        return bytes.windows(wanted.len()).any(|part| part == wanted);
    };
    if bytes.len() <= wanted.len() {
        return bytes.starts_with(first) && bytes == wanted;
    }
    let places = bytes.windows(first.len());
    let may_start = places.fold(false, |may, place| may | (place == first));
    may_start && bytes.windows(wanted.len()).any(|part| part == wanted)
}
