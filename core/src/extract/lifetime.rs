//! How long a code lives, where the message says so.

use super::lexicon::{Class, Classes, Hit};
use super::scene::Scene;
use std::time::Duration;

/// Lifetimes beyond a day are not those of a one-time code.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

const UNITS: Classes = Classes::of(&[Class::Second, Class::Minute, Class::Hour]);

/// Reads "valid for 5 minutes" in all languages: a number, as digits or as a word, beside a unit of
/// time, in a sentence that speaks of validity. The first one counts.
pub(crate) fn lifetime(scene: &Scene<'_>) -> Option<Duration> {
    let in_validity = |unit: &&Hit| {
        scene
            .hits
            .iter()
            .filter(|hit| hit.classes.has(Class::Lifetime))
            .any(|hit| {
                let (first, second) = if hit.start < unit.start {
                    (hit, *unit)
                } else {
                    (*unit, hit)
                };
                scene.ends.same_sentence(first.start, second.start)
            })
    };
    scene
        .hits
        .iter()
        .filter(|hit| hit.classes.intersects(UNITS))
        .filter(in_validity)
        .find_map(|unit| {
            let count = count_beside(scene, unit)?;
            let seconds = if unit.classes.has(Class::Second) {
                1
            } else if unit.classes.has(Class::Minute) {
                60
            } else {
                3600
            };
            let lifetime = Duration::from_secs(count * seconds);
            (count > 0 && lifetime <= LONGEST).then_some(lifetime)
        })
}

fn count_beside(scene: &Scene<'_>, unit: &Hit) -> Option<u64> {
    let before = scene.text[..unit.start].trim_end_matches([' ', '-', '(', '\n']);
    digits_at_end(before)
        .or_else(|| {
            let word = scene.hits.iter().rev().find(|hit| hit.end <= unit.start)?;
            let touching = scene.text[word.end..unit.start]
                .trim_matches([' ', '-', '\n'])
                .is_empty();
            (touching && word.number > 0).then_some(u64::from(word.number))
        })
        .or_else(|| count_after(scene, unit))
}

/// Some languages set the unit first ("dakika 10"); but a number that has a unit of its own
/// belongs to that one.
fn count_after(scene: &Scene<'_>, unit: &Hit) -> Option<u64> {
    let rest = scene.text[unit.end..].trim_start_matches([' ', ':', '.']);
    let start = scene.text.len() - rest.len();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let taken = scene
        .hits
        .iter()
        .filter(|hit| hit.classes.intersects(UNITS))
        .any(|hit| {
            hit.start >= start + digits && scene.text[start + digits..hit.start].trim().is_empty()
        });
    if taken { None } else { digits_at_start(rest) }
}

/// At most four digits: more are no count of seconds, minutes or hours.
fn digits_at_end(text: &str) -> Option<u64> {
    let count = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    (1..=4)
        .contains(&count)
        .then(|| text[text.len() - count..].parse().ok())
        .flatten()
}

fn digits_at_start(text: &str) -> Option<u64> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4)
        .contains(&count)
        .then(|| text[..count].parse().ok())
        .flatten()
}
