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

impl Scene<'_> {
    /// Gathers the features of one of the message's numbers, but for those of the whole message.
    pub(crate) fn evidence(&self, index: usize, tally: &mut impl Tally) -> Evidence {
        let number = &self.numbers[index];
        self.add_form(number, tally);
        let alone = self.add_place(number, tally);
        let against = self.add_neighbours(index, tally);
        self.add_sentence(number, tally);
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
        if matches!(lead.next(), Some(':' | '=')) {
            tally.add(Trait::AfterColon);
        }
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
            if is.classes.has(Class::Is) {
                tally.add(Trait::AfterIs);
            }
            if is.classes.has(Class::For) {
                tally.add(Trait::AfterFor);
            }
        }
        let next = after.iter().find(|hit| hit.start >= number.end);
        if next.is_some_and(|is| is.classes.has(Class::Is) && self.touches(number.end, is.start)) {
            tally.add(Trait::BeforeIs);
        }
        let sentence = sentence_at(&self.ends, number.start);
        let mut left = before
            .iter()
            .rev()
            .take_while(|hit| hit.sentence == sentence)
            .filter(|hit| {
                hit.end <= number.start && self.speaks(hit) && !self.belongs_to_number_before(hit)
            });
        let left = left
            .next()
            .filter(|hit| hit.start >= self.barrier_before(index));
        let left = left.and_then(|hit| {
            let gap = self.gap_between(hit.end, number.start);
            Self::add_neighbour(LEFT, hit, gap, tally)
        });
        let sentence = sentence_at(&self.ends, number.end);
        let mut right = after
            .iter()
            .take_while(|hit| hit.sentence == sentence)
            .filter(|hit| self.speaks(hit) && hit.start >= number.end);
        let right = right
            .next()
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
        let class = SPEAKING.into_iter().find(|class| hit.classes.has(*class))?;
        tally.add_feature(Feature::beside(side, class, gap));
        AGAINST.has(class).then_some(class)
    }

    /// The words of naming in the number's sentence, or else in the one before.
    fn add_sentence(&self, number: &Number, tally: &mut impl Tally) {
        let sentence = sentence_at(&self.ends, number.start);
        let (mut before, mut after, mut named_before) = (0, 0, false);
        for hit in &self.hits {
            if hit.sentence == sentence {
                let code = hit.classes.has(Class::Code)
                    && !hit.classes.has(Class::OneTimeCode)
                    && !hit.classes.intersects(AGAINST);
                let code = if code { Class::Code.bit() } else { 0 };
                let names = hit.classes.0 & !Class::Code.bit() | code;
                if hit.start < number.start {
                    before |= names;
                } else {
                    after |= names;
                }
            }
            named_before |= sentence > 0
                && hit.sentence == sentence - 1
                && hit
                    .classes
                    .intersects(Classes::of(&[Class::OneTimeCode, Class::Code]));
        }
        let (before, after) = (Classes(before), Classes(after));
        let names = Classes::of(&[Class::OneTimeCode, Class::Code]);
        let named = before.intersects(names) || after.intersects(names);
        tally.add_if(before.has(Class::OneTimeCode), Trait::NameBefore);
        tally.add_if(after.has(Class::OneTimeCode), Trait::NameAfter);
        tally.add_if(before.has(Class::Code), Trait::CodeBefore);
        tally.add_if(after.has(Class::Code), Trait::CodeAfter);
        let sign_in = before.has(Class::SignIn) || after.has(Class::SignIn);
        tally.add_if(sign_in, Trait::SignInBeside);
        tally.add_if(named_before && !named, Trait::NamedBySentenceBefore);
    }

    /// What the other numbers of the message say of this one.
    fn add_others(&self, number: &Number, tally: &mut impl Tally) {
        // Without a way out of the loops, since nothing foretells it.
        let others = self.numbers.iter().fold(false, |others, other| {
            let is_code =
                other.form.may_be_code() & !matches!(other.form, Form::Letters | Form::Year);
            others | (is_code & (other.start != number.start))
        });
        tally.add_if(others, Trait::OtherCandidates);
        // The same characters stand in the message once more, as in a link that carries the code.
        let text = self.text.as_bytes();
        let written = &text[number.range()];
        let repeats =
            |other: &Number| other.start != number.start && contains(&text[other.range()], written);
        if self.numbers.iter().any(repeats) {
            tally.add(Trait::Repeated);
        }
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
        for class in ones(u64::from(self.classes.0 & told)) {
            tally.add_feature(Feature::in_message(class as usize));
        }
    }
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
