//! What speaks for and against a number being a code.

use super::clause::{Ends, same_sentence, sentence_at};
use super::feature::{Feature, Gap, LEFT, RIGHT, Trait};
use super::form::Form;
use super::lexicon::{Class, Classes, Hit, Hits, is_word};
use super::number::{Number, Numbers};
use smallvec::SmallVec;

/// All that is known about one number.
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    pub(crate) features: SmallVec<[Feature; 40]>,
    /// The classes of the nearest terms on both sides that speak against a code.
    pub(crate) against: SmallVec<[Class; 2]>,
    /// Whether a word names it a code.
    pub(crate) named: bool,
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

const SPEAKING_CLASSES: Classes = Classes::of(&SPEAKING);

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

/// A message as the evidence is gathered from it.
#[derive(Debug)]
pub(crate) struct Scene<'text> {
    pub(crate) text: &'text str,
    pub(crate) numbers: Numbers,
    pub(crate) hits: Hits,
    pub(crate) ends: Ends,
    pub(crate) classes: Classes,
}

impl Scene<'_> {
    /// Gathers the evidence about one of the message's numbers.
    pub(crate) fn evidence(&self, index: usize) -> Evidence {
        let number = &self.numbers[index];
        let mut evidence = Evidence {
            features: SmallVec::new(),
            against: SmallVec::new(),
            named: false,
            alone: false,
        };
        self.add_form(number, &mut evidence);
        self.add_place(number, &mut evidence);
        self.add_neighbours(index, &mut evidence);
        self.add_message(number, &mut evidence);
        evidence
    }

    fn add_form(&self, number: &Number, evidence: &mut Evidence) {
        let mut add = |feature| evidence.features.push(Feature::of(feature));
        add(Trait::Any);
        add(match number.form {
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
        add(match number.characters - prefix {
            ..=4 => Trait::Length4,
            5 => Trait::Length5,
            6 => Trait::Length6,
            7 => Trait::Length7,
            8 => Trait::Length8,
            9 => Trait::Length9,
            _ => Trait::Length10,
        });
        let written = &self.text.as_bytes()[number.range()];
        if written.iter().any(u8::is_ascii_lowercase) {
            add(Trait::SmallLetters);
        }
        let changes = written
            .windows(2)
            .filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit())
            .count();
        if number.form == Form::Alphanumeric && changes > 1 {
            add(Trait::Alternating);
        }
        if written[0] == b'0' {
            add(Trait::LeadingZero);
        }
    }

    fn add_place(&self, number: &Number, evidence: &mut Evidence) {
        let before = &self.text[..number.start];
        let after = &self.text[number.end..];
        let mut add = |feature| evidence.features.push(Feature::of(feature));
        let closes = |character: char| {
            matches!(
                character,
                '"' | '\'' | ')' | ']' | '>' | '】' | '」' | '』' | '*' | '»'
            )
        };
        let opens = |character: char| {
            matches!(
                character,
                '"' | '\'' | '(' | '[' | '<' | '【' | '「' | '『' | '*' | '«'
            )
        };
        if before.ends_with(opens) && after.starts_with(closes) {
            add(Trait::Quoted);
        }
        let blank_before = before.trim_end_matches(is_filler);
        let blank_after = after.trim_start_matches(is_filler);
        let starts_line = blank_before.is_empty() || before[blank_before.len()..].contains('\n');
        let ends_line =
            blank_after.is_empty() || after[..after.len() - blank_after.len()].contains('\n');
        if starts_line && ends_line {
            add(Trait::AloneOnLine);
        }
        if blank_before.is_empty() {
            add(Trait::FirstInMessage);
        }
        if blank_after.is_empty() {
            add(Trait::LastInMessage);
        }
        let alone = blank_before.is_empty() && blank_after.is_empty();
        if alone && !matches!(number.form, Form::Letters | Form::Year) {
            add(Trait::AloneInMessage);
            evidence.alone = true;
        }
        let mut add = |feature| evidence.features.push(Feature::of(feature));
        let lead = before
            .trim_end_matches(|character: char| character.is_whitespace() || opens(character));
        if lead.ends_with([':', '=']) {
            add(Trait::AfterColon);
        }
        if before.ends_with('#') {
            add(Trait::AfterHash);
        }
    }

    /// The nearest terms on either side that say what the number is.
    fn add_neighbours(&self, index: usize, evidence: &mut Evidence) {
        let number = &self.numbers[index];
        let hits = &self.hits[..];
        let first_after = hits.partition_point(|hit| hit.start < number.start);
        if let Some(is) = hits[..first_after].last() {
            let touching = is.end <= number.start && self.words(is.end, number.start) == 0;
            if touching && is.classes.has(Class::Is) {
                evidence.features.push(Feature::of(Trait::AfterIs));
            }
            if touching && is.classes.has(Class::For) {
                evidence.features.push(Feature::of(Trait::AfterFor));
            }
        }
        let next = hits[first_after..]
            .iter()
            .find(|hit| hit.start >= number.end);
        if next.is_some_and(|is| is.classes.has(Class::Is) && self.words(number.end, is.start) == 0)
        {
            evidence.features.push(Feature::of(Trait::BeforeIs));
        }
        let barrier = self.barrier_before(index);
        let sentence = sentence_at(&self.ends, number.start);
        let left = hits[..first_after]
            .iter()
            .rev()
            .take_while(|hit| hit.start >= barrier && hit.sentence == sentence)
            .find(|hit| {
                hit.end <= number.start && self.speaks(hit) && !self.belongs_to_number_before(hit)
            });
        if let Some(hit) = left {
            let gap = self.gap(hit.end, number.start);
            self.add_neighbour(LEFT, hit, gap, evidence);
        }
        let barrier = self.barrier_after(index);
        let sentence = sentence_at(&self.ends, number.end);
        let right = hits[first_after..]
            .iter()
            .take_while(|hit| hit.end <= barrier && hit.sentence == sentence)
            .find(|hit| self.speaks(hit) && hit.start >= number.end);
        if let Some(hit) = right {
            let gap = self.gap(number.end, hit.start);
            self.add_neighbour(RIGHT, hit, gap, evidence);
        }
    }

    /// Whether a term can speak about a number beside it; one that is part of a number cannot.
    fn speaks(&self, hit: &Hit) -> bool {
        let inside = || {
            let next = self
                .numbers
                .partition_point(|number| number.end <= hit.start);
            self.numbers.get(next).is_some_and(|number| {
                number.start <= hit.start
                    && number.form != Form::Letters
                    && number.form != Form::Address
            })
        };
        hit.classes.intersects(SPEAKING_CLASSES) && !inside()
    }

    /// Whether a term is the unit of a number that stands directly before it, as in "25 kr": it
    /// says nothing about a later one.
    fn belongs_to_number_before(&self, hit: &Hit) -> bool {
        const UNITS: Classes =
            Classes::of(&[Class::Amount, Class::Quantity, Class::Time, Class::Date]);
        let before = self
            .numbers
            .partition_point(|number| number.end <= hit.start);
        hit.classes.intersects(UNITS)
            && self.numbers[..before].last().is_some_and(|number| {
                number.form != Form::Letters
                    && self.text[number.end..hit.start]
                        .trim_matches(' ')
                        .is_empty()
            })
    }

    fn add_neighbour(&self, side: usize, hit: &Hit, gap: Gap, evidence: &mut Evidence) {
        let Some(class) = SPEAKING.into_iter().find(|class| hit.classes.has(*class)) else {
            return;
        };
        evidence.features.push(Feature::beside(side, class, gap));
        if AGAINST.has(class) {
            evidence.against.push(class);
        }
    }

    /// No term before this place speaks about the number: another number stands between.
    fn barrier_before(&self, index: usize) -> usize {
        let barrier = (0..index).rev().find(|other| self.is_barrier(*other));
        barrier.map_or(0, |other| self.numbers[other].end)
    }

    /// As before; a line break ends it as well, since a label stands before its number.
    fn barrier_after(&self, index: usize) -> usize {
        let end = self.numbers[index].end;
        let next = (index + 1..self.numbers.len()).find(|other| self.is_barrier(*other));
        let next = next.map(|other| self.numbers[other].start);
        let line = self.text[end..].find('\n').map(|offset| end + offset);
        next.into_iter()
            .chain(line)
            .min()
            .unwrap_or(self.text.len())
    }

    /// Whether a number takes the words before it for itself. Counts and list numbers do not,
    /// nor do words with digits in them, nor numbers that a code is "for".
    fn is_barrier(&self, index: usize) -> bool {
        let number = &self.numbers[index];
        let word = || {
            self.text[number.range()]
                .bytes()
                .any(|byte| byte.is_ascii_lowercase())
        };
        match number.form {
            Form::Short | Form::Letters | Form::Quantity => false,
            Form::Alphanumeric => !word(),
            _ => !self.is_target(number),
        }
    }

    /// Whether the word before a number is one like "for".
    fn is_target(&self, number: &Number) -> bool {
        let before = self.hits.partition_point(|hit| hit.start < number.start);
        self.hits[..before].last().is_some_and(|hit| {
            hit.classes.has(Class::For)
                && hit.end <= number.start
                && self.words(hit.end, number.start) == 0
        })
    }

    fn gap(&self, from: usize, to: usize) -> Gap {
        match self.words(from, to) {
            0 => Gap::Touching,
            1 | 2 => Gap::Near,
            _ => Gap::Far,
        }
    }

    /// How many words stand between two places, other than words like "is". In scripts without
    /// blanks, four characters count as a word.
    fn words(&self, from: usize, to: usize) -> usize {
        /// More words than any gap is asked about.
        const ENOUGH: usize = 3;
        let mut words = 0;
        let mut unspaced = 0;
        let mut inside = false;
        let mut place = from;
        let hits = &self.hits[..];
        let mut next_hit = hits.partition_point(|hit| hit.start < from);
        while place < to && words < ENOUGH {
            if let Some(hit) = hits.get(next_hit).filter(|hit| hit.start == place) {
                next_hit += 1;
                if hit.classes.has(Class::Is) && hit.end <= to {
                    place = hit.end;
                    inside = false;
                    continue;
                }
            }
            while hits.get(next_hit).is_some_and(|hit| hit.start <= place) {
                next_hit += 1;
            }
            let Some(character) = self.text[place..].chars().next() else {
                break;
            };
            place += character.len_utf8();
            if is_word(character) || character.is_ascii_digit() {
                words += usize::from(!inside);
                inside = true;
            } else {
                inside = false;
                if character.is_alphanumeric() {
                    unspaced += 1;
                    words += usize::from(unspaced % 4 == 0);
                }
            }
        }
        words
    }

    fn add_message(&self, number: &Number, evidence: &mut Evidence) {
        let sentence = sentence_at(&self.ends, number.start);
        let beside = |hit: &&Hit| hit.sentence == sentence;
        let (mut name_before, mut name_after, mut code_before, mut code_after, mut sign_in) =
            (false, false, false, false, false);
        for hit in self.hits.iter().filter(beside) {
            let before = hit.start < number.start;
            if hit.classes.has(Class::OneTimeCode) {
                name_before |= before;
                name_after |= !before;
            } else if hit.classes.has(Class::Code) && !hit.classes.intersects(AGAINST) {
                code_before |= before;
                code_after |= !before;
            }
            sign_in |= hit.classes.has(Class::SignIn);
        }
        let has = |class| self.classes.has(class);
        let strong = has(Class::OneTimeCode);
        let weak = !strong && has(Class::Code);
        let named_before = !(name_before || name_after || code_before || code_after)
            && sentence > 0
            && self.hits.iter().any(|hit| {
                hit.classes
                    .intersects(Classes::of(&[Class::OneTimeCode, Class::Code]))
                    && hit.sentence == sentence - 1
            });
        evidence.named = strong || has(Class::Code) || has(Class::SignIn);
        let traits = [
            (name_before, Trait::NameBefore),
            (name_after, Trait::NameAfter),
            (code_before, Trait::CodeBefore),
            (code_after, Trait::CodeAfter),
            (sign_in, Trait::SignInBeside),
            (
                weak && !self.classes.intersects(DISTURBING),
                Trait::WeakNameUndisturbed,
            ),
            (named_before, Trait::NamedBySentenceBefore),
            (weak && has(Class::Delivery), Trait::WeakNameAndDelivery),
            (weak && has(Class::Discount), Trait::WeakNameAndDiscount),
            (weak && has(Class::OtherCode), Trait::WeakNameAndOtherCode),
            (strong && has(Class::Delivery), Trait::StrongNameAndDelivery),
            (strong && has(Class::Discount), Trait::StrongNameAndDiscount),
            (
                strong && has(Class::OtherCode),
                Trait::StrongNameAndOtherCode,
            ),
            (!strong && !weak && !has(Class::SignIn), Trait::NoNameAtAll),
            (self.others(number) > 0, Trait::OtherCandidates),
            (self.is_repeated(number), Trait::Repeated),
        ];
        for (holds, feature) in traits {
            if holds {
                evidence.features.push(Feature::of(feature));
            }
        }
        for class in SPEAKING.into_iter().chain([Class::Greeting]) {
            if has(class) {
                evidence.features.push(Feature::in_message(class));
            }
        }
    }

    /// A number beside this one that is as much a code as it is: "4029 or 1375". What is said of
    /// the first is said of the second too.
    pub(crate) fn sibling(&self, number: &Number) -> Option<Number> {
        let alike = |other: &&Number| {
            let (first, second) = if other.start < number.start {
                (*other, number)
            } else {
                (number, *other)
            };
            other.start != number.start
                && other.form == number.form
                && other.characters == number.characters
                && self.text[other.range()] != self.text[number.range()]
                && same_sentence(&self.ends, first.end, second.start)
                && self.words(first.end, second.start) <= 1
                && !self.is_target(first)
                && !self.is_target(second)
                && !self.text[first.end..second.start].contains('\n')
        };
        self.numbers.iter().find(alike).copied()
    }

    fn others(&self, number: &Number) -> usize {
        let digits = |other: &&Number| {
            other.form.may_be_code() && !matches!(other.form, Form::Letters | Form::Year)
        };
        self.numbers.iter().filter(digits).count() - usize::from(digits(&number))
    }

    /// Whether the same characters stand in the message once more, as in a link that carries the code.
    fn is_repeated(&self, number: &Number) -> bool {
        let text = self.text.as_bytes();
        let written = &text[number.range()];
        self.numbers.iter().any(|other| {
            other.start != number.start
                && text[other.range()]
                    .windows(written.len())
                    .any(|part| part == written)
        })
    }
}

/// Characters that stand round a code without being text.
fn is_filler(character: char) -> bool {
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
