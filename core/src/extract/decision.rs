//! From evidence to a decision.

use super::evidence::Evidence;
use super::feature::{Feature, Score, Tally, Trait, Weights};
use super::form::Form;
use super::lexicon::Class;
use super::number::Number;
use super::scene::Scene;
use super::{AmbiguousReason, CodeReason, NothingReason};
use smallvec::SmallVec;

/// From this score on, in hundredths, a number is a code.
const SURE: i32 = 60;
/// From this score on a person is asked.
const POSSIBLE: i32 = 0;
/// The best must be this much ahead of the second.
const AHEAD: i32 = 100;

/// How many candidates are weighed: the first and the last ones of a message. More numbers than
/// that are a list, and weighing all of them would take longer than linear time.
const MOST_FIRST: usize = 12;
const MOST_LAST: usize = 4;

/// A candidate with what its evidence comes to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed<Tallied = Score> {
    number: Number,
    evidence: Evidence,
    tallied: Tallied,
}

impl Weighed {
    const fn score(&self) -> i32 {
        self.tallied.sum
    }
}

/// The candidates of a message, in the order of the text.
pub(super) type AllWeighed<Tallied = Score> = SmallVec<[Weighed<Tallied>; 4]>;

/// What the weights say of a message.
#[derive(Debug)]
pub(crate) enum Decision {
    Code(Number, CodeReason),
    Ambiguous(Vec<Number>, AmbiguousReason),
    Nothing(NothingReason),
}

/// Weighs the candidates of a scene.
pub(super) fn weigh(scene: &Scene<'_>) -> AllWeighed {
    let mut message = Score::new();
    scene.add_message(&mut message);
    tally(scene, message)
}

/// Tallies the evidence of each candidate that is weighed, from what holds for all of them on.
fn tally<T: Tally + Clone>(scene: &Scene<'_>, message: T) -> AllWeighed<T> {
    let mut all = AllWeighed::new();
    for index in weighed_numbers(scene) {
        let mut tallied = message.clone();
        let evidence = scene.evidence(index, &mut tallied);
        all.push(Weighed {
            number: scene.numbers[index],
            evidence,
            tallied,
        });
    }
    // A number that a word says something else of, such as a card's, is no rival.
    let is_rival = |candidate: &Weighed<T>| {
        candidate.evidence.against.is_none()
            && !matches!(candidate.number.form, Form::Letters | Form::Year)
    };
    let rivals = all.iter().filter(|candidate| is_rival(candidate)).count();
    for candidate in &mut all {
        let others = rivals - usize::from(is_rival(candidate));
        candidate.tallied.add_if(others > 0, Trait::OtherCandidates);
    }
    all
}

/// The places of the numbers that are weighed: all candidates, or the first and the last ones.
fn weighed_numbers(scene: &Scene<'_>) -> impl Iterator<Item = usize> {
    let is_candidate = |index: &usize| scene.numbers[*index].form.may_be_code();
    let candidates = || (0..scene.numbers.len()).filter(is_candidate);
    let skipped = MOST_FIRST
        ..candidates()
            .count()
            .saturating_sub(MOST_LAST)
            .max(MOST_FIRST);
    candidates()
        .enumerate()
        .filter(move |(place, _)| !skipped.contains(place))
        .map(|(_, index)| index)
}

/// Decides from the candidates' weights; the same code written twice counts once.
pub(super) fn decide(scene: &Scene<'_>, weighed: &[Weighed]) -> Decision {
    let mut weighed: SmallVec<[&Weighed; 16]> = weighed.iter().collect();
    weighed.sort_by_key(|candidate| std::cmp::Reverse(candidate.score()));
    if weighed.first().is_none_or(|first| first.score() < POSSIBLE) {
        return Decision::Nothing(reason(scene, &weighed));
    }
    let mut best: SmallVec<[&Weighed; 16]> = SmallVec::new();
    for candidate in &weighed {
        let known = best
            .iter()
            .any(|other| same_code(scene.text, &other.number, &candidate.number));
        if !known {
            best.push(candidate);
        }
    }
    let first = best[0];
    let rival = best
        .get(1)
        .filter(|second| second.score() >= POSSIBLE && second.score() > first.score() - AHEAD);
    if rival.is_some() {
        let close = best.iter().take_while(|other| {
            other.score() >= POSSIBLE && other.score() > first.score() - 2 * AHEAD
        });
        return Decision::Ambiguous(
            close.map(|other| other.number).collect(),
            AmbiguousReason::SeveralCandidates,
        );
    }
    if let Some(sibling) = scene.sibling(&first.number) {
        let mut both = vec![first.number, sibling];
        both.sort_by_key(|number| number.start);
        return Decision::Ambiguous(both, AmbiguousReason::SeveralCandidates);
    }
    if first.score() < SURE {
        return Decision::Ambiguous(vec![first.number], AmbiguousReason::WeakEvidence);
    }
    let reason = if first.evidence.alone {
        CodeReason::Alone
    } else {
        CodeReason::NamedCode
    };
    Decision::Code(first.number, reason)
}

/// A code as a person would type it: separators between digits and Google's prefix left out.
pub(crate) fn typed(text: &str, number: &Number) -> String {
    let written = &text[number.range()];
    match number.form {
        Form::Groups | Form::DottedGroups => written.chars().filter(char::is_ascii_digit).collect(),
        Form::GooglePrefix => written[2..].to_owned(),
        _ => written.to_owned(),
    }
}

/// Whether two candidates are the same code, separators not counted.
fn same_code(text: &str, first: &Number, second: &Number) -> bool {
    let characters = |number: &Number| {
        text[number.range()]
            .bytes()
            .filter(u8::is_ascii_alphanumeric)
    };
    characters(first).eq(characters(second))
}

/// What a message can be about, the more telling first.
const SUBJECTS: [Class; 9] = [
    Class::Delivery,
    Class::Discount,
    Class::OtherCode,
    Class::Tracking,
    Class::Travel,
    Class::Account,
    Class::Order,
    Class::Phone,
    Class::Quantity,
];

/// Why there is nothing: what is known of the likeliest candidate, or else of the other numbers.
fn reason(scene: &Scene<'_>, weighed: &[&Weighed]) -> NothingReason {
    for candidate in weighed {
        if candidate.number.form == Form::Year {
            return NothingReason::Year;
        }
        if let Some(class) = candidate.evidence.against {
            return of_class(class);
        }
        // No word beside it says what it is: what the message speaks of is the best guess.
        if let Some(class) = SUBJECTS.into_iter().find(|class| scene.classes.has(*class)) {
            return of_class(class);
        }
        if candidate.number.form != Form::Letters {
            return NothingReason::OrdinaryNumber;
        }
    }
    reason_of_forms(scene.numbers)
}

/// Why there is nothing, where no number can be a code by its form.
pub(crate) fn reason_of_forms(numbers: &[Number]) -> NothingReason {
    let telling = numbers
        .iter()
        .filter(|number| of_form(number.form).is_some())
        .max_by_key(|number| {
            (
                number.form != Form::Short && number.form != Form::Quantity,
                number.characters.min(10),
            )
        });
    telling
        .and_then(|number| of_form(number.form))
        .unwrap_or(NothingReason::NoDigits)
}

const fn of_form(form: Form) -> Option<NothingReason> {
    Some(match form {
        Form::Short | Form::Long => NothingReason::WrongLength,
        Form::Year => NothingReason::Year,
        Form::Date => NothingReason::Date,
        Form::Time => NothingReason::Time,
        Form::Decimal | Form::Currency => NothingReason::Amount,
        Form::Quantity => NothingReason::Quantity,
        Form::Phone => NothingReason::PhoneNumber,
        Form::Masked => NothingReason::AccountNumber,
        Form::Address => NothingReason::Address,
        _ => return None,
    })
}

const fn of_class(class: Class) -> NothingReason {
    match class {
        Class::Discount => NothingReason::Discount,
        Class::Delivery => NothingReason::Delivery,
        Class::OtherCode => NothingReason::OtherCode,
        Class::Order => NothingReason::OrderNumber,
        Class::Tracking => NothingReason::TrackingNumber,
        Class::Travel => NothingReason::TravelNumber,
        Class::Account => NothingReason::AccountNumber,
        Class::Phone => NothingReason::PhoneNumber,
        Class::Amount => NothingReason::Amount,
        Class::Quantity => NothingReason::Quantity,
        Class::Date => NothingReason::Date,
        Class::Time => NothingReason::Time,
        Class::Place => NothingReason::Place,
        _ => NothingReason::OrdinaryNumber,
    }
}

/// The evidence of each candidate that is weighed, as lines of a name and a weight, the weightiest
/// first.
pub(crate) fn explain(scene: &Scene<'_>) -> impl Iterator<Item = (Number, Vec<(String, i32)>)> {
    let weights = Weights::built_in();
    let mut message = Vec::<Feature>::new();
    scene.add_message(&mut message);
    tally(scene, message).into_iter().map(|candidate| {
        let mut lines: Vec<(String, i32)> = candidate
            .tallied
            .into_iter()
            .map(|feature| (feature.name(), weights.0[feature.index()]))
            .collect();
        lines.sort_by_key(|(_, weight)| std::cmp::Reverse(weight.abs()));
        (candidate.number, lines)
    })
}
