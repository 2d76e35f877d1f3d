//! A reader's way through a guide.

use super::catalogue::{Answer, Catalogue, CodePart, Guide, GuideKind, Outcome, Question, Step};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far a reader has come: what survives a restart. It is about the person, and not printed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Their answers, by the ids of question and answer.
    pub answers: BTreeMap<String, String>,
    /// The guide that they are in.
    pub reading: Option<Reading>,
}

/// A guide that is being read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Which one.
    pub guide: GuideKind,
    /// The id of the step that was reached; none before the first.
    pub step: Option<String>,
}

/// Where a reader stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// Choosing a guide.
    #[default]
    Start,
    /// At one of the questions that the guide asks, by its place.
    Question(usize),
    /// At an answer with which the guide is not for them, by the places of question and answer.
    NotForYou(usize, usize),
    /// At the step that was reached.
    Step,
    /// Looking at all steps.
    Steps,
    /// Looking at what can go wrong at the step.
    Stuck,
    /// Past the last step.
    Done(GuideKind),
}

/// A reader's way through a guide. What makes no sense where they stand changes nothing; whatever an
/// earlier catalogue knew and this one does not is passed over.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Walk {
    progress: Progress,
    place: Place,
}

impl Walk {
    /// Goes on from what was kept.
    pub const fn resumed(progress: Progress) -> Self {
        Self {
            progress,
            place: Place::Start,
        }
    }

    /// What is to be kept.
    pub const fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Where the reader stands.
    pub const fn place(&self) -> Place {
        self.place
    }

    /// The guide that is being read.
    pub fn guide<'c>(&self, catalogue: &'c Catalogue) -> Option<&'c Guide> {
        let reading = self.progress.reading.as_ref()?;
        Some(catalogue.guide(reading.guide))
    }

    /// The question at a place of the guide that is being read.
    pub fn question<'c>(&self, catalogue: &'c Catalogue, place: usize) -> Option<&'c Question> {
        catalogue.question(self.guide(catalogue)?.asks.get(place)?)
    }

    /// The steps that apply to the reader.
    pub fn steps<'c>(&self, catalogue: &'c Catalogue) -> Vec<&'c Step> {
        self.guide(catalogue)
            .map(|guide| guide.steps_for(&self.progress.answers))
            .unwrap_or_default()
    }

    /// The place of the step that was reached, among those that apply.
    pub fn reached(&self, catalogue: &Catalogue) -> Option<usize> {
        let id = self.progress.reading.as_ref()?.step.as_ref()?;
        let steps = self.steps(catalogue);
        steps.iter().position(|step| step.id == *id)
    }

    /// The step that was reached.
    pub fn step<'c>(&self, catalogue: &'c Catalogue) -> Option<&'c Step> {
        self.steps(catalogue).get(self.reached(catalogue)?).copied()
    }

    /// What is for the reader where the guide is not.
    pub fn outcome<'c>(&self, catalogue: &'c Catalogue) -> Option<&'c Outcome> {
        let Place::NotForYou(question, answer) = self.place else {
            return None;
        };
        let question = self.question(catalogue, question)?;
        question.answers.get(answer)?.ends.as_ref()
    }

    /// What the step where the reader stands has to do with the code.
    pub fn code_part(&self, catalogue: &Catalogue) -> Option<CodePart> {
        if self.place != Place::Step {
            return None;
        }
        self.step(catalogue)?.code
    }

    /// As [`code_part`](Self::code_part), also where the reader looks at all steps, or at what can go
    /// wrong.
    pub fn code_part_reached(&self, catalogue: &Catalogue) -> Option<CodePart> {
        if !matches!(self.place, Place::Step | Place::Steps | Place::Stuck) {
            return None;
        }
        self.step(catalogue)?.code
    }

    /// Opens the guide where it was left.
    pub fn open(&mut self, catalogue: &Catalogue) {
        let is_there = match self.place {
            Place::Start => self.guide(catalogue).is_none(),
            Place::Question(place) => self.question(catalogue, place).is_some(),
            Place::NotForYou(..) => self.outcome(catalogue).is_some(),
            Place::Step | Place::Steps | Place::Stuck => self.reached(catalogue).is_some(),
            // Whoever comes back after the end wants to begin anew.
            Place::Done(_) => false,
        };
        if is_there {
            return;
        }
        if self.guide(catalogue).is_some() {
            self.go_on(catalogue);
        } else {
            self.place = Place::Start;
        }
    }

    /// Chooses a guide, and begins it.
    pub fn choose(&mut self, guide: GuideKind, catalogue: &Catalogue) {
        if self.place == Place::Start {
            self.progress.reading = Some(Reading { guide, step: None });
            self.go_on(catalogue);
        }
    }

    /// Answers the question, by the answer's place.
    pub fn answer(&mut self, answer: usize, catalogue: &Catalogue) {
        let Place::Question(place) = self.place else {
            return;
        };
        let Some(question) = self.question(catalogue, place) else {
            return;
        };
        let Some(chosen) = question.answers.get(answer) else {
            return;
        };
        if chosen.ends.is_some() {
            self.progress.answers.remove(&question.id);
            self.place = Place::NotForYou(place, answer);
            return;
        }
        let chosen = (question.id.clone(), chosen.id.clone());
        self.progress.answers.extend([chosen]);
        if self.question(catalogue, place + 1).is_some() {
            self.place = Place::Question(place + 1);
        } else {
            self.go_on(catalogue);
        }
    }

    /// The answer that was given to a question, by its place.
    pub fn answered(&self, question: &Question) -> Option<usize> {
        let given = self.progress.answers.get(&question.id)?;
        let is_given = |answer: &Answer| answer.id == *given && answer.ends.is_none();
        question.answers.iter().position(is_given)
    }

    /// Goes on to the next step.
    pub fn next(&mut self, catalogue: &Catalogue) {
        if self.place != Place::Step {
            return;
        }
        let Some(reached) = self.reached(catalogue) else {
            return;
        };
        if reached + 1 < self.steps(catalogue).len() {
            self.reach(reached + 1, catalogue);
        } else if let Some(reading) = self.progress.reading.take() {
            self.place = Place::Done(reading.guide);
        }
    }

    /// Goes back one step; false where that leads out of the guide.
    pub fn back(&mut self, catalogue: &Catalogue) -> bool {
        match self.place {
            Place::Start => return false,
            Place::Question(0) | Place::Done(_) => self.place = Place::Start,
            Place::Question(place) => self.place = Place::Question(place - 1),
            Place::NotForYou(place, _) => self.place = Place::Question(place),
            Place::Steps | Place::Stuck => self.place = Place::Step,
            Place::Step => match self.reached(catalogue) {
                Some(reached) if reached > 0 => self.reach(reached - 1, catalogue),
                _ => {
                    let asked = self.guide(catalogue).map_or(0, |guide| guide.asks.len());
                    self.place = asked.checked_sub(1).map_or(Place::Start, Place::Question);
                }
            },
        }
        true
    }

    /// Shows all steps.
    pub fn show_steps(&mut self, catalogue: &Catalogue) {
        self.show(Place::Steps, catalogue);
    }

    /// Shows what can go wrong at the step.
    pub fn show_problems(&mut self, catalogue: &Catalogue) {
        self.show(Place::Stuck, catalogue);
    }

    fn show(&mut self, place: Place, catalogue: &Catalogue) {
        if self.reached(catalogue).is_some() && matches!(self.place, Place::Step) {
            self.place = place;
        }
    }

    /// Goes to a step, by its place among those that apply.
    pub fn jump(&mut self, place: usize, catalogue: &Catalogue) {
        if self.place == Place::Steps {
            self.reach(place, catalogue);
        }
    }

    /// Forgets the answers and the step, and chooses a guide anew.
    pub fn restart(&mut self) {
        *self = Self::default();
    }

    /// The reader typed the code: goes on to what comes after that.
    pub fn code_entered(&mut self, catalogue: &Catalogue) {
        if let Some(entering) = self.step_that_enters(catalogue) {
            self.reach(entering, catalogue);
            self.next(catalogue);
        }
    }

    /// The code is waited for again: goes back from the step that enters it.
    pub fn code_awaited(&mut self, catalogue: &Catalogue) {
        let Some(reached) = self.reached(catalogue) else {
            return;
        };
        let steps = self.steps(catalogue);
        if steps[reached].code == Some(CodePart::Enter) {
            let awaits = |step: &&Step| step.code == Some(CodePart::Await);
            let before = steps[..reached].iter().rposition(awaits);
            self.reach(before.unwrap_or(reached), catalogue);
        }
    }

    /// The code came: goes on to the step that enters it.
    pub fn code_came(&mut self, catalogue: &Catalogue) {
        if let Some(entering) = self.step_that_enters(catalogue) {
            self.reach(entering, catalogue);
        }
    }

    /// The step that enters the code that the reader is at, waits for, or comes to next.
    fn step_that_enters(&self, catalogue: &Catalogue) -> Option<usize> {
        let reached = self.reached(catalogue)?;
        let steps = self.steps(catalogue);
        let enters = |step: &&Step| step.code == Some(CodePart::Enter);
        steps[reached..]
            .iter()
            .position(enters)
            .map(|ahead| reached + ahead)
    }

    /// Asks what is not answered, then goes to the step that was reached, or the first.
    fn go_on(&mut self, catalogue: &Catalogue) {
        let asked = self.guide(catalogue).map_or(0, |guide| guide.asks.len());
        let open = (0..asked).find(|place| {
            self.question(catalogue, *place)
                .is_some_and(|question| self.answered(question).is_none())
        });
        match open {
            Some(place) => self.place = Place::Question(place),
            None => self.reach(self.reached(catalogue).unwrap_or_default(), catalogue),
        }
    }

    fn reach(&mut self, place: usize, catalogue: &Catalogue) {
        let id = self.steps(catalogue).get(place).map(|step| step.id.clone());
        if let (Some(id), Some(reading)) = (id, &mut self.progress.reading) {
            reading.step = Some(id);
            self.place = Place::Step;
        }
    }
}

/// How far somebody has come is theirs.
impl std::fmt::Debug for Progress {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Progress(***)")
    }
}

impl std::fmt::Debug for Reading {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Reading(***)")
    }
}

impl std::fmt::Debug for Walk {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Walk(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn catalogue() -> Arc<Catalogue> {
        Catalogue::built_in()
    }

    /// At the first step of the registration, with these answers.
    fn registering(answers: [usize; 4]) -> Walk {
        let catalogue = catalogue();
        let mut walk = Walk::default();
        walk.open(&catalogue);
        walk.choose(GuideKind::Registration, &catalogue);
        for answer in answers {
            walk.answer(answer, &catalogue);
        }
        walk
    }

    fn ids(walk: &Walk) -> Vec<String> {
        let catalogue = catalogue();
        let steps = walk.steps(&catalogue);
        steps.iter().map(|step| step.id.clone()).collect()
    }

    #[test]
    fn only_the_steps_that_apply_are_shown() {
        let student = registering([0, 0, 0, 0]);
        assert_eq!(student.place(), Place::Step);
        assert!(ids(&student).contains(&"user-name-student".to_owned()));
        assert!(!ids(&student).contains(&"user-name-both".to_owned()));
        assert!(!ids(&student).contains(&"new-password".to_owned()));
        let both = registering([1, 0, 0, 1]);
        assert!(ids(&both).contains(&"user-name-both".to_owned()));
        assert!(ids(&both).contains(&"new-password".to_owned()));
    }

    #[test]
    fn whom_the_guide_is_not_for_is_told_what_is() {
        let catalogue = catalogue();
        let mut walk = Walk::default();
        walk.choose(GuideKind::SignIn, &catalogue);
        walk.answer(2, &catalogue);
        assert_eq!(walk.place(), Place::NotForYou(0, 2));
        assert!(walk.back(&catalogue));
        assert_eq!(walk.place(), Place::Question(0));
        walk.answer(0, &catalogue);
        assert_eq!(walk.place(), Place::Step);
    }

    #[test]
    fn a_restart_goes_on_at_the_step_and_asks_nothing_again() {
        let catalogue = catalogue();
        let mut walk = registering([0, 0, 0, 0]);
        walk.next(&catalogue);
        walk.next(&catalogue);
        let mut again = Walk::resumed(walk.progress().clone());
        again.open(&catalogue);
        assert_eq!(
            (again.place(), again.reached(&catalogue)),
            (Place::Step, Some(2))
        );
        let mut sign_in = Walk::resumed(Progress {
            reading: None,
            ..walk.progress().clone()
        });
        sign_in.choose(GuideKind::SignIn, &catalogue);
        assert_eq!(sign_in.place(), Place::Step);
    }

    #[test]
    fn a_step_that_is_gone_leads_to_the_first() {
        let catalogue = catalogue();
        let mut progress = registering([0, 0, 0, 0]).progress().clone();
        if let Some(reading) = &mut progress.reading {
            reading.step = Some("of-an-earlier-catalogue".to_owned());
        }
        let mut walk = Walk::resumed(progress);
        walk.open(&catalogue);
        assert_eq!(
            (walk.place(), walk.reached(&catalogue)),
            (Place::Step, Some(0))
        );
    }

    #[test]
    fn a_code_that_was_typed_leads_past_its_step() {
        let catalogue = catalogue();
        let mut walk = registering([0, 0, 0, 0]);
        while walk.code_part(&catalogue) != Some(CodePart::Listen) {
            walk.next(&catalogue);
        }
        walk.code_came(&catalogue);
        assert_eq!(walk.code_part(&catalogue), Some(CodePart::Enter));
        walk.code_entered(&catalogue);
        let reached = walk.reached(&catalogue).expect("a step");
        assert_eq!(ids(&walk)[reached], "confirmed");
    }

    proptest! {
        #[test]
        fn whatever_is_pressed_there_is_a_way_out(
            kind in 0usize..2,
            presses in prop::collection::vec((0u8..8, 0usize..5), 0..80),
        ) {
            let catalogue = catalogue();
            let mut walk = Walk::default();
            for (press, place) in presses {
                match press {
                    0 => walk.open(&catalogue),
                    1 => walk.choose(GuideKind::ALL[kind], &catalogue),
                    2 => walk.answer(place, &catalogue),
                    3 => walk.next(&catalogue),
                    4 => { walk.back(&catalogue); }
                    5 => { walk.show_steps(&catalogue); walk.jump(place * 4, &catalogue); }
                    6 => walk.show_problems(&catalogue),
                    _ => walk.code_entered(&catalogue),
                }
                if matches!(walk.place(), Place::Step | Place::Steps | Place::Stuck) {
                    prop_assert!(walk.reached(&catalogue).is_some());
                }
            }
            let mut backs = 0;
            while walk.back(&catalogue) {
                backs += 1;
                prop_assert!(backs < 40);
            }
        }
    }
}
