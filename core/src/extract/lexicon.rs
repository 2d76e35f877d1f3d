//! What words mean: the terms of all languages.
//!
//! The terms stand in `core/assets/languages/*.txt`, one file a language; `international.txt`
//! explains the format. All languages apply to every message, since a message does not say which
//! one it is written in, and many mix two.

use super::byte_map::ByteMap;
use super::terms::{Found, Term, Terms};
use super::word::{joins, word_end, word_start};
use crate::message::fold::fold;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a term says about the text around it. The names are the sections of the language files.
///
/// Those up to [`Class::Lifetime`] can say what a number beside them is, the more telling first:
/// where a term has several, the first one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Class {
    OtherCode,
    Discount,
    Delivery,
    OneTimeCode,
    Spent,
    Tracking,
    Travel,
    Account,
    Order,
    Phone,
    Amount,
    Quantity,
    Place,
    Code,
    Date,
    Time,
    SignIn,
    Use,
    Secrecy,
    Lifetime,
    Second,
    Minute,
    Hour,
    Number,
    Greeting,
    Is,
    For,
}

impl Class {
    pub(crate) const ALL: [Self; 27] = [
        Self::OtherCode,
        Self::Discount,
        Self::Delivery,
        Self::OneTimeCode,
        Self::Spent,
        Self::Tracking,
        Self::Travel,
        Self::Account,
        Self::Order,
        Self::Phone,
        Self::Amount,
        Self::Quantity,
        Self::Place,
        Self::Code,
        Self::Date,
        Self::Time,
        Self::SignIn,
        Self::Use,
        Self::Secrecy,
        Self::Lifetime,
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Number,
        Self::Greeting,
        Self::Is,
        Self::For,
    ];

    /// The section's name in a language file.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::OtherCode => "other_code",
            Self::Discount => "discount",
            Self::Delivery => "delivery",
            Self::OneTimeCode => "one_time_code",
            Self::Spent => "spent",
            Self::Tracking => "tracking",
            Self::Travel => "travel",
            Self::Account => "account",
            Self::Order => "order",
            Self::Phone => "phone",
            Self::Amount => "amount",
            Self::Quantity => "quantity",
            Self::Place => "place",
            Self::Code => "code",
            Self::Date => "date",
            Self::Time => "time",
            Self::SignIn => "sign_in",
            Self::Use => "use",
            Self::Secrecy => "secrecy",
            Self::Lifetime => "lifetime",
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Number => "number",
            Self::Greeting => "greeting",
            Self::Is => "is",
            Self::For => "for",
        }
    }

    pub(crate) const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Classes(pub(crate) u32);

impl Classes {
    pub(crate) const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut index = 0;
        while index < classes.len() {
            bits |= classes[index].bit();
            index += 1;
        }
        Self(bits)
    }

    pub(crate) const fn has(self, class: Class) -> bool {
        self.0 & class.bit() != 0
    }

    pub(crate) const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What terms of these classes say of a number beside them.
    #[inline]
    pub(crate) const fn speaking(self) -> Option<Class> {
        const SPEAKING: usize = Class::Lifetime as usize;
        match self.0.trailing_zeros() as usize {
            first @ 0..=SPEAKING => Some(Class::ALL[first]),
            _ => None,
        }
    }
}

/// A term found in a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    /// First byte of the word the term stands in.
    pub(crate) start: usize,
    /// One past the last byte of that word.
    pub(crate) end: usize,
    pub(crate) classes: Classes,
    /// The value of a number written as a word, else 0.
    pub(crate) number: u8,
    /// Which sentence it starts in, counted from 0; filled in by the scene.
    pub(crate) sentence: u16,
    /// What it says of a number beside it; filled in by the scene.
    pub(crate) speaking: Option<Class>,
    /// Whether it is the unit of the number that stands directly before it, as in "25 kr": it says
    /// nothing about a later one. Filled in by the scene.
    pub(crate) is_unit: bool,
}

impl Hit {
    const fn of(place: Range<usize>, meaning: Meaning) -> Self {
        Self {
            start: place.start,
            end: place.end,
            classes: meaning.classes,
            number: meaning.number,
            sentence: 0,
            speaking: None,
            is_unit: false,
        }
    }
}

/// The hits of a message, in the order of the text, none inside another. On the stack for all but
/// the wordiest messages.
pub(crate) type Hits = SmallVec<[Hit; 48]>;

/// A term may be extended by letters to the left, to the right, on both sides or not at all:
/// an index made of these two bits.
const OPEN_LEFT: usize = 1;
const OPEN_RIGHT: usize = 2;

/// What a term says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    classes: [u32; 4],
    number: u8,
}

impl Entry {
    /// What the term says, by the sides on which the word ends with it.
    fn says(&self) -> Says {
        [0, OPEN_LEFT, OPEN_RIGHT, OPEN_LEFT | OPEN_RIGHT].map(|ends| {
            // It must be open on each side on which the word goes on.
            let fits = |open: &usize| open | ends == OPEN_LEFT | OPEN_RIGHT;
            let classes = (0..self.classes.len()).filter(fits);
            let classes = classes.fold(0, |all, open| all | self.classes[open]);
            Meaning {
                classes: Classes(classes),
                number: if classes != 0 { self.number } else { 0 },
            }
        })
    }

    /// Whether the term may be extended by letters on a side.
    fn is_open(&self, side: usize) -> bool {
        (0..self.classes.len()).any(|open| open & side != 0 && self.classes[open] != 0)
    }
}

/// What a word says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Meaning {
    classes: Classes,
    /// The value of a number written as a word, else 0.
    number: u8,
}

/// What a term says, by how it stands in a word: an index made of the sides on which the word ends
/// with it.
type Says = [Meaning; 4];

/// The sides on which a word ends with a term.
const fn ends(starts_word: bool, ends_word: bool) -> usize {
    (starts_word as usize * OPEN_LEFT) | (ends_word as usize * OPEN_RIGHT)
}

/// The terms of all languages.
#[derive(Debug)]
pub(crate) struct Lexicon {
    terms: Terms,
    /// What they say, by their number; many say the same.
    entries: Vec<Says>,
    /// What whole words say, by a number; many say the same.
    meanings: Vec<Meaning>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::parse(&super::languages::files()).expect("the language files are held by a test")
});

/// What is wrong with a language file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {problem}")]
pub(crate) struct LanguageFileError {
    file: String,
    line: usize,
    problem: &'static str,
}

impl Lexicon {
    /// The built-in lexicon; built at the first call.
    pub(crate) fn built_in() -> &'static Self {
        &LEXICON
    }

    fn parse(files: &[(&str, &str)]) -> Result<Self, LanguageFileError> {
        let mut terms = BTreeMap::<String, Entry>::new();
        for (file, content) in files {
            let mut section = None;
            for (index, line) in content.lines().enumerate() {
                let line = line.trim();
                let fail = |problem| LanguageFileError {
                    file: (*file).to_owned(),
                    line: index + 1,
                    problem,
                };
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                if let Some(name) = line
                    .strip_prefix('[')
                    .and_then(|rest| rest.strip_suffix(']'))
                {
                    let class = Class::ALL.into_iter().find(|class| class.name() == name);
                    section = Some(class.ok_or_else(|| fail("no such section"))?);
                    continue;
                }
                let class =
                    section.ok_or_else(|| fail("a term stands before the first section"))?;
                let (term, number) = match line.split_once('=') {
                    Some((term, number)) if class == Class::Number => (
                        term.trim(),
                        number.trim().parse().map_err(|_| fail("not a number"))?,
                    ),
                    _ if class == Class::Number => {
                        return Err(fail("a number word needs = and a value"));
                    }
                    _ => (line, 0),
                };
                let open = if term.starts_with('*') { OPEN_LEFT } else { 0 }
                    | if term.ends_with('*') { OPEN_RIGHT } else { 0 };
                let term = term.trim_matches('*').trim();
                if term.is_empty() {
                    return Err(fail("the term is empty"));
                }
                for spelling in spellings(term) {
                    let digits = spelling.bytes().take_while(u8::is_ascii_digit).count();
                    if digits > 2 || digits == spelling.len() {
                        return Err(fail(
                            "a term starts with two digits at most, and something after them",
                        ));
                    }
                    if spelling.starts_with(|first: char| {
                        first.is_ascii_punctuation() && !('$'..='+').contains(&first)
                    }) {
                        return Err(fail("no term starts with this sign"));
                    }
                    let entry = terms.entry(spelling).or_default();
                    entry.classes[open] |= class.bit();
                    entry.number = entry.number.max(number);
                }
            }
        }
        let mut entries: Vec<Entry> = terms.values().copied().collect();
        entries.sort_unstable();
        entries.dedup();
        let number = |entry: &Entry| entries.binary_search(entry).unwrap_or_default() as u16;
        let terms = terms.iter().map(|(spelling, entry)| Term {
            spelling,
            number: number(entry),
            open_left: entry.is_open(OPEN_LEFT),
            open_right: entry.is_open(OPEN_RIGHT),
        });
        let terms: Vec<Term<'_>> = terms.collect();
        let entries: Vec<Says> = entries.iter().map(Entry::says).collect();
        let mut meanings = Vec::new();
        let says = |word: &[u8], found: &[(usize, u16)]| {
            let says = |(end, number): &(usize, u16)| {
                entries[usize::from(*number)][ends(true, *end == word.len())]
            };
            let meaning = found
                .iter()
                .map(says)
                .fold(Meaning::default(), |all, one| Meaning {
                    classes: Classes(all.classes.0 | one.classes.0),
                    number: all.number.max(one.number),
                });
            (meaning != Meaning::default()).then(|| {
                let known = meanings.iter().position(|known| *known == meaning);
                known.unwrap_or_else(|| {
                    meanings.push(meaning);
                    meanings.len() - 1
                }) as u16
            })
        };
        Ok(Self {
            terms: Terms::new(&terms, says),
            entries,
            meanings,
        })
    }

    /// All terms in a folded text. Time is linear in its length: each place is walked from once,
    /// and no further than the longest term.
    pub(crate) fn hits(&self, text: &str, map: &ByteMap, hits: &mut Hits) {
        self.terms.find(text, map, |place, found| match found {
            Found::Word(number) => add(hits, Hit::of(place, self.meanings[usize::from(number)])),
            Found::Term(number, starts_word) => {
                if let Some(hit) = self.hit(text, place, number, starts_word) {
                    add(hits, hit);
                }
            }
        });
    }

    /// A term that was found, if its word may go on as it does.
    fn hit(&self, text: &str, found: Range<usize>, number: u16, starts_word: bool) -> Option<Hit> {
        let ends_word = !joins(text, found.end);
        let meaning = self.entries[usize::from(number)][ends(starts_word, ends_word)];
        (meaning.classes != Classes::default()).then(|| {
            let start = if starts_word {
                found.start
            } else {
                word_start(text, found.start)
            };
            let end = if ends_word {
                found.end
            } else {
                word_end(text, found.end)
            };
            Hit::of(start..end, meaning)
        })
    }
}

/// Adds a hit unless a longer one covers it; drops those it covers. Hits arrive by the start of
/// their term, so that only the last ones can be covered.
#[inline]
fn add(hits: &mut Hits, hit: Hit) {
    if hits.last().is_none_or(|last| last.end <= hit.start) {
        hits.push(hit);
    } else {
        add_over(hits, hit);
    }
}

/// As [`add`] where hits may cover each other.
#[inline(never)]
fn add_over(hits: &mut Hits, hit: Hit) {
    while let Some(last) = hits.last_mut() {
        if last.start == hit.start && last.end == hit.end {
            last.classes.0 |= hit.classes.0;
            last.number = last.number.max(hit.number);
            return;
        }
        if last.start <= hit.start && last.end >= hit.end {
            return;
        }
        if hit.start <= last.start && hit.end >= last.end {
            hits.pop();
        } else {
            break;
        }
    }
    hits.push(hit);
}

/// The folded spellings of a term: as it is, and with Nordic and German letters written out.
fn spellings(term: &str) -> impl Iterator<Item = String> {
    let plain = comparable_text(term);
    // Most terms are ASCII, and nothing is written out in them.
    let written_out = (!term.is_ascii()).then(|| {
        let mut written_out = String::with_capacity(term.len() + 4);
        for character in term.chars() {
            match character {
                'å' => written_out.push_str("aa"),
                'ø' | 'ö' => written_out.push_str("oe"),
                'ä' => written_out.push_str("ae"),
                'ü' => written_out.push_str("ue"),
                _ => written_out.push(character),
            }
        }
        comparable_text(&written_out)
    });
    let written_out = written_out.filter(|spelling| *spelling != plain);
    std::iter::once(plain).chain(written_out)
}

fn comparable_text(text: &str) -> String {
    let lower = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    };
    fold(&lower)
        .chars()
        .map(|character| match character {
            '-' | '\n' => ' ',
            _ => character.to_ascii_lowercase(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lexicon: &Lexicon, text: &str) -> Vec<(String, Vec<&'static str>)> {
        let folded = fold(text);
        let mut hits = Hits::new();
        lexicon.hits(&folded, &ByteMap::of(&folded), &mut hits);
        hits.iter()
            .map(|hit| {
                let names = Class::ALL
                    .into_iter()
                    .filter(|class| hit.classes.has(*class));
                (
                    folded[hit.start..hit.end].to_owned(),
                    names.map(Class::name).collect(),
                )
            })
            .collect()
    }

    fn lexicon(content: &str) -> Lexicon {
        Lexicon::parse(&[("test", content)]).expect("the file is right")
    }

    #[test]
    fn the_built_in_files_are_right() {
        let _ = Lexicon::built_in();
    }

    #[test]
    fn stars_tell_where_a_word_may_go_on() {
        let lexicon = lexicon("[code]\nkode*\n[one_time_code]\n*nøgle*\n[sign_in]\nlog\n");
        assert_eq!(
            found(&lexicon, "Koden"),
            [("Koden".to_owned(), vec!["code"])]
        );
        assert_eq!(
            found(&lexicon, "Engangsnoeglen"),
            [("Engangsnoeglen".to_owned(), vec!["one_time_code"])]
        );
        assert!(found(&lexicon, "bakkode").is_empty());
        assert!(found(&lexicon, "logik").is_empty());
    }

    #[test]
    fn the_longest_phrase_counts() {
        let lexicon = lexicon("[code]\ncode\n[place]\nzip code\n");
        assert_eq!(
            found(&lexicon, "Zip-Code"),
            [("Zip-Code".to_owned(), vec!["place"])]
        );
        assert_eq!(found(&lexicon, "Code"), [("Code".to_owned(), vec!["code"])]);
    }

    #[test]
    fn scripts_without_blanks_need_no_boundary() {
        let lexicon = lexicon("[one_time_code]\n验证码\n");
        assert_eq!(found(&lexicon, "您的验证码是").len(), 1);
    }

    #[test]
    fn a_wrong_file_is_told_with_its_line() {
        let error =
            Lexicon::parse(&[("xx", "[code]\nkode\n[kode]\n")]).expect_err("no such section");
        assert_eq!(error.to_string(), "xx, line 3: no such section");
    }
}
