//! Finds the one-time code in a message, or says why there is none.
//!
//! The way of a message:
//! 1. A first look counts bytes; most messages end there (`first_look`).
//! 2. The exact format `@host #code` on the last line wins (`bound_line`).
//! 3. The text is folded, so that every script's digits and every spelling of a word compare
//!    ([`crate::message`]), and a map tells where the bytes of each kind stand (`byte_map`).
//! 4. Numbers and code-like words are found, with what their form says: a date, an amount, a phone
//!    number (`number`, `form`, `surroundings`). Where none can be a code, no word is read.
//! 5. The words of all languages are found in one pass (`lexicon`, data in
//!    `core/assets/languages`; `terms`, with `beginnings`, `words` and `trie`).
//! 6. Each candidate gathers evidence in a `scene`, each piece has a weight (`evidence`, `feature`;
//!    data in `core/assets/evidence.txt`), and the sums decide (`decision`).
//!
//! Each step takes time linear in the length of the text, and none can panic on any text.

mod address;
mod beginnings;
mod bound_line;
mod byte_map;
mod capitals;
mod characters;
mod clause;
mod comparable;
mod counted;
mod decision;
mod evidence;
mod feature;
mod finding;
mod first_look;
mod form;
mod languages;
mod lexicon;
mod lifetime;
mod number;
mod scene;
mod surroundings;
mod terms;
mod trie;
mod word;
mod words;

pub use finding::{
    Ambiguous, AmbiguousReason, Candidate, Code, CodeReason, Finding, NothingReason, is_same_code,
};

use crate::message::fold::{Folded, fold};
use crate::message::{MAX_BYTES, Message};
use crate::secret::Secret;
use byte_map::ByteMap;
use decision::Decision;
use first_look::FirstLook;
use lexicon::Lexicon;
use number::{Number, Numbers};
use scene::Scene;

/// Reads a message.
///
/// Text longer than [`MAX_BYTES`] gives [`NothingReason::TooLong`]; every other text, whatever its
/// characters, gives a decision. The time taken is linear in the length of the text.
pub fn extract(message: &Message) -> Finding {
    let text = message.text();
    if text.len() > MAX_BYTES {
        return Finding::Nothing(NothingReason::TooLong);
    }
    match first_look::first_look(text) {
        FirstLook::Nothing(reason) => Finding::Nothing(reason),
        FirstLook::Unsure { bound, foreign } => read(message, bound, foreign),
    }
}

/// Reads a message that passed the first look. Apart from it, since it needs much of the stack.
#[inline(never)]
fn read(message: &Message, may_be_bound: bool, foreign: bool) -> Finding {
    let text = message.text();
    let bound = Some(text)
        .filter(|_| may_be_bound)
        .and_then(bound_line::bound_line);
    let folded = Folded::new(text);
    if bound.is_none()
        && (may_be_bound || foreign)
        && let Some(reason) = first_look::reason_without_candidates(folded.text())
    {
        return Finding::Nothing(reason);
    }
    let mut map = ByteMap::default();
    map.fill(folded.text());
    let mut numbers = Numbers::new();
    find_numbers(folded.text(), &map, message.sender(), &mut numbers);
    let mut scene = Scene::new(folded.text(), &map, &mut numbers);
    if scene.has_candidate() || bound.is_some() {
        scene.read_words();
    }
    if !scene.has_candidate() && bound.is_none() {
        return Finding::Nothing(decision::reason_of_forms(scene.numbers));
    }
    scene.relate();
    if let Some(bound) = bound {
        let candidate = Candidate {
            code: Secret::new(text[bound.code.clone()].to_owned()),
            range: bound.code,
        };
        let bound_host = Some(Secret::new(bound.host));
        return Finding::Code(Code {
            candidate,
            bound_host,
            lifetime: lifetime::lifetime(&scene),
            reason: CodeReason::BoundLine,
        });
    }
    let candidate = |number: Number| Candidate {
        code: Secret::new(typed(message.text(), &folded, &number)),
        range: folded.source_range(number.range()),
    };
    match decision::decide(&scene, &decision::weigh(&scene)) {
        Decision::Code(number, reason) => Finding::Code(Code {
            candidate: candidate(number),
            bound_host: None,
            lifetime: lifetime::lifetime(&scene),
            reason,
        }),
        Decision::Ambiguous(numbers, reason) => {
            let candidates = numbers.into_iter().map(candidate).collect();
            Finding::Ambiguous(Ambiguous {
                candidates,
                lifetime: lifetime::lifetime(&scene),
                reason,
            })
        }
        Decision::Nothing(reason) => Finding::Nothing(reason),
    }
}

/// Builds the tables that the first message would otherwise wait for.
pub fn prepare() {
    let _ = Lexicon::built_in();
    let _ = feature::Weights::built_in();
}

/// One candidate of a message with its score and the evidence behind it, in hundredths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Where the candidate stands in the original text, in bytes.
    pub range: std::ops::Range<usize>,
    /// The candidate as a person would type it.
    pub code: Secret<String>,
    /// The sum of all weights.
    pub score: i32,
    /// Each piece of evidence by name with its weight, the weightiest first.
    pub evidence: Vec<(String, i32)>,
}

/// Tells how each candidate of a message was weighed, in the order of the text. Empty where the
/// message ended before words were read.
pub fn explain(message: &Message) -> Vec<Explanation> {
    if message.text().len() > MAX_BYTES {
        return Vec::new();
    }
    let folded = Folded::new(message.text());
    let mut map = ByteMap::default();
    map.fill(folded.text());
    let mut numbers = Numbers::new();
    find_numbers(folded.text(), &map, message.sender(), &mut numbers);
    let mut scene = Scene::new(folded.text(), &map, &mut numbers);
    scene.read_words();
    scene.relate();
    decision::explain(&scene)
        .map(|(number, evidence)| Explanation {
            range: folded.source_range(number.range()),
            code: Secret::new(typed(message.text(), &folded, &number)),
            score: evidence.iter().map(|(_, weight)| weight).sum(),
            evidence,
        })
        .collect()
}

/// A code as a person would type it. A letter that is folded to two, such as Æ, stays as it is written.
fn typed(text: &str, folded: &Folded<'_>, number: &Number) -> String {
    let written = &text[folded.source_range(number.range())];
    if written.is_ascii() {
        return decision::typed(folded.text(), number);
    }
    let fold = |character: char| {
        let folded = fold(character.encode_utf8(&mut [0; 4]));
        if folded.chars().nth(1).is_some() {
            (character.to_string(), true)
        } else {
            (folded, false)
        }
    };
    if !written.chars().any(|character| fold(character).1) {
        return decision::typed(folded.text(), number);
    }
    written.chars().map(|character| fold(character).0).collect()
}

/// Finds the numbers of a message that are worth reading words for: one that is the sender's own is
/// not a code.
fn find_numbers(text: &str, map: &ByteMap, sender: Option<&str>, numbers: &mut Numbers) {
    number::find_numbers(text, map, numbers);
    if let Some(sender) = sender.map(Folded::new)
        && digits(sender.text()).next().is_some()
    {
        numbers.retain(|number| !digits(&text[number.range()]).eq(digits(sender.text())));
    }
}

fn digits(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_digit)
}
