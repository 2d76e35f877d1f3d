//! The order of a guide's steps, for every reader.

use super::{Checked, wrong};
use crate::guide::catalogue::{CodePart, Guide, Question};
use crate::guide::locate::Path;
use std::collections::BTreeMap;

/// All answers that a reader can reach the steps with.
pub(super) fn readers(asked: &[&Question]) -> Vec<BTreeMap<String, String>> {
    let mut readers = vec![BTreeMap::new()];
    for question in asked {
        let going_on = question
            .answers
            .iter()
            .filter(|answer| answer.ends.is_none());
        let going_on: Vec<_> = going_on.collect();
        readers = readers
            .iter()
            .flat_map(|reader| {
                going_on.iter().map(|answer| {
                    let mut reader: BTreeMap<_, _> = reader.clone();
                    reader.insert(question.id.clone(), answer.id.clone());
                    reader
                })
            })
            .collect();
    }
    readers
}

/// Every reader has steps, and for every code one listens, then awaits, then enters.
pub(super) fn check_order(
    guide: &Guide,
    answers: &BTreeMap<String, String>,
    path: &Path,
) -> Checked {
    let steps = guide.steps_for(answers);
    if steps.is_empty() {
        return wrong(
            path,
            format!("no step applies to a reader with {answers:?}"),
        );
    }
    let mut before = None;
    let parts = steps.iter().filter_map(|step| Some((step, step.code?)));
    for (step, part) in parts {
        let fits = matches!(
            (before, part),
            (
                None | Some(CodePart::Enter | CodePart::Listen),
                CodePart::Listen
            ) | (Some(CodePart::Listen), CodePart::Await)
                | (Some(CodePart::Await), CodePart::Enter)
        );
        if !fits {
            let place = guide.steps.iter().position(|other| other.id == step.id);
            let path = path.place(place.unwrap_or_default()).field("code");
            let problem = "for each code a guide listens, then awaits, then enters";
            return wrong(&path, problem);
        }
        before = Some(part);
    }
    if matches!(before, Some(CodePart::Listen | CodePart::Await)) {
        return wrong(path, "the last code is never entered");
    }
    Ok(())
}
