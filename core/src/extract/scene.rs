//! A message as the evidence is gathered from it: its numbers and the words that are known in it.

use super::byte_map::{BLOCK, Block, ByteMap};
use super::clause::Ends;
use super::form::Form;
use super::lexicon::{Class, Classes, Hit, Hits, Lexicon};
use super::number::{Number, Numbers, number_at};
use super::word::is_word;

/// A message as the evidence is gathered from it. Long, so it is filled in place and not moved.
#[derive(Debug)]
pub(crate) struct Scene<'text> {
    pub(crate) text: &'text str,
    pub(crate) map: &'text ByteMap,
    pub(crate) numbers: &'text mut Numbers,
    pub(crate) hits: Hits,
    pub(crate) ends: Ends,
    pub(crate) classes: Classes,
}

impl<'text> Scene<'text> {
    /// Starts with the numbers of a folded text; [`Scene::read_words`] and [`Scene::relate`]
    /// complete it.
    pub(crate) fn new(text: &'text str, map: &'text ByteMap, numbers: &'text mut Numbers) -> Self {
        Self {
            text,
            map,
            numbers,
            hits: Hits::new(),
            ends: Ends::default(),
            classes: Classes::default(),
        }
    }

    /// Finds the words that are known. Words in capitals are codes only where some word speaks of
    /// one, and other words are not in capitals too.
    pub(crate) fn read_words(&mut self) {
        Lexicon::built_in().hits(self.text, self.map, &mut self.hits);
        self.classes = Classes(self.hits.iter().fold(0, |bits, hit| bits | hit.classes.0));
        let is_letters = |number: &Number| number.form == Form::Letters;
        if self.numbers.iter().any(is_letters)
            && (!self.classes.intersects(FOR_A_CODE)
                || self.map.next(0, |block| block.small) == self.text.len())
        {
            self.numbers.retain(|number| !is_letters(number));
        }
    }

    /// Whether there is a number that may be a code.
    pub(crate) fn has_candidate(&self) -> bool {
        self.numbers.iter().any(|number| number.form.may_be_code())
    }

    /// Tells what the words make of the numbers.
    pub(crate) fn relate(&mut self) {
        self.ends.fill(self.text, self.map);
        for hit in &mut self.hits {
            hit.sentence = self.ends.sentence_at(hit.start);
        }
        self.refine();
        self.find_speaking();
    }

    /// Words inside a number tell what it is: a unit or a currency (`500DKK`), or a name that stands
    /// directly before its code (`OTP-402913`).
    fn refine(&mut self) {
        let mut next = 0;
        let mut kept = 0;
        for place in 0..self.numbers.len() {
            let number = &mut self.numbers[place];
            let (start, end) = (number.start, number.end);
            let before = self.hits[next..].iter().take_while(|hit| hit.end <= start);
            next += before.count();
            let inside = self.hits[next..].iter().take_while(|hit| hit.start < end);
            // A word that is known is not a number: `LOGIN`, `2fa`.
            if inside
                .clone()
                .any(|hit| hit.start == start && hit.end == end)
            {
                continue;
            }
            for hit in inside {
                *number = refine_by(self.text, *number, hit);
            }
            if kept != place {
                self.numbers[kept] = self.numbers[place];
            }
            kept += 1;
        }
        self.numbers.truncate(kept);
    }

    /// Notes what each term says of the numbers beside it; one that is part of a number says nothing.
    fn find_speaking(&mut self) {
        const UNITS: Classes =
            Classes::of(&[Class::Amount, Class::Quantity, Class::Time, Class::Date]);
        let mut next = 0;
        for hit in &mut self.hits {
            let passed = self.numbers[next..].iter();
            next += passed.take_while(|number| number.end <= hit.start).count();
            let inside = self.numbers.get(next).is_some_and(|number| {
                number.start <= hit.start
                    && number.form != Form::Letters
                    && number.form != Form::Address
            });
            hit.speaking = hit.classes.speaking().filter(|_| !inside);
            hit.is_unit = hit.classes.intersects(UNITS)
                && self.numbers[..next].last().is_some_and(|number| {
                    number.form != Form::Letters
                        && self.text[number.end..hit.start]
                            .trim_matches(' ')
                            .is_empty()
                });
        }
    }

    /// No term before this place speaks about the number: another number stands between.
    pub(super) fn barrier_before(&self, index: usize) -> usize {
        let barrier = (0..index).rev().find(|other| self.is_barrier(*other));
        barrier.map_or(0, |other| self.numbers[other].end)
    }

    /// As before; a line break ends it as well, since a label stands before its number.
    pub(super) fn barrier_after(&self, index: usize) -> usize {
        let end = self.numbers[index].end;
        let next = (index + 1..self.numbers.len()).find(|other| self.is_barrier(*other));
        let next = next.map(|other| self.numbers[other].start);
        let line = self.map.next(end, |block| block.lines);
        next.map_or(line, |next| line.min(next))
    }

    /// Whether a number takes the words before it for itself. Counts and list numbers do not,
    /// nor do words with digits in them, nor numbers that a code is "for".
    fn is_barrier(&self, index: usize) -> bool {
        let number = &self.numbers[index];
        let word = || {
            let small = self.map.next(number.start, |block| block.small);
            small < number.end
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
                && self.touches(hit.end, number.start)
        })
    }
    /// Whether no word stands between two places, other than words like "is".
    pub(super) fn touches(&self, from: usize, to: usize) -> bool {
        self.words(from, to) == 0
    }

    /// How many words stand between two places, other than words like "is". In scripts without
    /// blanks, four characters count as a word. Counts no further than [`ENOUGH`].
    pub(super) fn words(&self, from: usize, to: usize) -> usize {
        let length = to.saturating_sub(from);
        if length >= BLOCK {
            return self.words_far(from, to);
        }
        let between = !(u64::MAX << length);
        let window = self.map.window(from);
        if window.bits(|block| block.foreign) & between != 0 {
            return self.words_by_character(from, to);
        }
        let mut letters = window.bits(Block::alphanumeric) & between;
        if self.classes.has(Class::Is) {
            let mut skipped = from;
            let first = self.hits.partition_point(|hit| hit.start < from);
            for hit in self.hits[first..].iter().take_while(|hit| hit.start < to) {
                if hit.classes.has(Class::Is) && hit.start >= skipped && hit.end <= to {
                    skipped = hit.end;
                    letters &= !bits_between(from, hit.start, hit.end);
                }
            }
        }
        let starts = letters & !(letters << 1);
        (starts.count_ones() as usize).min(ENOUGH)
    }

    /// As [`Scene::words`], however far it is.
    fn words_far(&self, from: usize, to: usize) -> usize {
        let mut words = 0;
        let mut word_before = 0;
        let mut next = self.hits.partition_point(|hit| hit.start < from);
        let mut skipped = from;
        for number in from / BLOCK..to.div_ceil(BLOCK) {
            let first = number * BLOCK;
            let block = &self.map.blocks()[number];
            let between = bits_between(first, from, to);
            if block.foreign & between != 0 {
                return self.words_by_character(from, to);
            }
            let mut letters = block.alphanumeric() & between & !bits_between(first, 0, skipped);
            while let Some(hit) = self.hits.get(next).filter(|hit| hit.start < first + BLOCK) {
                if hit.start >= skipped && hit.end <= to && hit.classes.has(Class::Is) {
                    skipped = hit.end;
                    letters &= !bits_between(first, hit.start, hit.end);
                }
                next += 1;
            }
            let mut starts = letters & !(letters << 1 | word_before);
            word_before = letters >> (BLOCK - 1);
            while starts != 0 && words < ENOUGH {
                starts &= starts - 1;
                words += 1;
            }
            if words == ENOUGH {
                break;
            }
        }
        words
    }

    /// As [`Scene::words`] in any script.
    fn words_by_character(&self, from: usize, to: usize) -> usize {
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
                && self.ends.same_sentence(first.end, second.start)
                && self.words(first.end, second.start) <= 1
                && !self.is_target(first)
                && !self.is_target(second)
                && !self.text[first.end..second.start].contains('\n')
        };
        self.numbers.iter().find(alike).copied()
    }
}

/// Classes of words that speak for a code.
const FOR_A_CODE: Classes =
    Classes::of(&[Class::OneTimeCode, Class::Code, Class::SignIn, Class::Use]);

/// More words than any gap is asked about.
pub(super) const ENOUGH: usize = 3;

/// The bits of a block that starts at `first` for the bytes from one place to before another.
fn bits_between(first: usize, from: usize, to: usize) -> u64 {
    let below = |place: usize| match place.saturating_sub(first) {
        offset @ 0..BLOCK => !(u64::MAX << offset),
        _ => u64::MAX,
    };
    below(to) & !below(from)
}

fn refine_by(text: &str, mut number: Number, hit: &Hit) -> Number {
    const NAMES: Classes = Classes::of(&[
        Class::OneTimeCode,
        Class::Code,
        Class::Order,
        Class::Tracking,
    ]);
    let digits = |range: std::ops::Range<usize>| {
        text.get(range)
            .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    match number.form {
        Form::Alphanumeric | Form::Hyphenated
            if hit.start == number.start && hit.end < number.end =>
        {
            let dashes = text[hit.end..number.end]
                .bytes()
                .take_while(|byte| *byte == b'-')
                .count();
            let rest = hit.end + dashes..number.end;
            if hit.classes.intersects(NAMES) && hit.end - hit.start > 2 {
                number = number_at(text, rest.start, rest.end);
            } else if dashes == 0 && digits(rest) && hit.classes.has(Class::Amount) {
                number.form = Form::Currency;
            }
        }
        Form::Alphanumeric | Form::Quantity
            if hit.end == number.end && digits(number.start..hit.start) =>
        {
            number.form = if hit.classes.has(Class::Amount) {
                Form::Currency
            } else if hit.classes.has(Class::Time) {
                Form::Time
            } else if hit.classes.intersects(Classes::of(&[
                Class::Quantity,
                Class::Second,
                Class::Minute,
                Class::Hour,
            ])) {
                Form::Quantity
            } else {
                number.form
            };
        }
        _ => {}
    }
    number
}
