//! Fits the weights of the evidence to labelled messages and prints them as
//! `core/assets/evidence.txt` wants them.
//!
//! Usage: `cargo run --release -p kodebro-core --example fit_evidence -- FILE… > evidence.txt`
//!
//! Each candidate of each message is one observation of a logistic regression: it is the code, or
//! it is not. The fit starts from the weights that are built in and is drawn back towards those
//! that `core/assets/evidence_prior.txt` holds (set by hand), so that a feature seen seldom keeps
//! the weight that was thought out for it. Every fifth message is held back from a trial fit, five
//! times, and what the trials make of the messages they did not see is told on standard error.

use kodebro_core::extract::{Finding, explain, extract, is_same_code};
use kodebro_core::message::Message;
use std::collections::BTreeMap;
use std::io::Write;

/// How strongly the weights are drawn towards the prior.
const PULL: f64 = 0.5;
const STEPS: usize = 600;
const FOLDS: usize = 5;
/// A code must reach this score, in units of one, to be taken: as in the decision.
const SURE: f64 = 0.6;

struct Observation {
    message: usize,
    features: Vec<usize>,
    is_code: bool,
}

fn main() {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut prior = Vec::new();
    for line in include_str!("../assets/evidence_prior.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let (name, weight) = line
            .split_once(' ')
            .expect("a line holds a name and a weight");
        names.insert(name.to_owned(), prior.len());
        prior.push(weight.parse::<f64>().expect("a weight is a number") / 100.0);
    }
    let observations = observations(&mut names, &mut prior);
    let messages = observations.last().map_or(0, |last| last.message + 1);
    let mut errors = std::io::stderr().lock();
    let (mut exact, mut missed, mut wrong) = (0, 0, 0);
    for fold in 0..FOLDS {
        let (seen, unseen): (Vec<&Observation>, Vec<&Observation>) = observations
            .iter()
            .partition(|observation| observation.message % FOLDS != fold);
        let weights = fit(&seen, &prior);
        for message in unseen.chunk_by(|first, second| first.message == second.message) {
            let best = message
                .iter()
                .max_by(|first, second| score(first, &weights).total_cmp(&score(second, &weights)));
            let taken = best.filter(|best| score(best, &weights) >= SURE);
            match taken {
                Some(taken) if taken.is_code => exact += 1,
                Some(_) => wrong += 1,
                None => missed += usize::from(message.iter().any(|one| one.is_code)),
            }
        }
    }
    let _ = writeln!(
        errors,
        "unseen messages with a candidate: {messages}; right {exact}, wrong or false {wrong}, missed or asked {missed}"
    );
    let weights = fit(&observations.iter().collect::<Vec<_>>(), &prior);
    let mut output = std::io::stdout().lock();
    let _ = writeln!(
        output,
        "# The weight of each feature of a number, in hundredths, fitted by core/examples/fit_evidence.rs."
    );
    let _ = writeln!(
        output,
        "# Features are explained in core/src/extract/evidence.rs; one that is missing here weighs nothing."
    );
    for (name, index) in &names {
        let weight = (weights[*index] * 100.0).round();
        if weight != 0.0 {
            let _ = writeln!(output, "{name} {weight}");
        }
    }
}

fn observations(names: &mut BTreeMap<String, usize>, prior: &mut Vec<f64>) -> Vec<Observation> {
    let mut observations = Vec::new();
    let mut count = 0;
    for file in std::env::args().skip(1) {
        let content = std::fs::read_to_string(&file).expect("the file can be read");
        for line in content.lines() {
            let row: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
            if row["outcome"] == "ambiguous" || row["reason"] == "bound_line" {
                continue;
            }
            let code = row["code"].as_str();
            let mut message = Message::new(row["text"].as_str().expect("a row has a text"));
            if let Some(sender) = row["sender"].as_str() {
                message = message.from_sender(sender);
            }
            let explanations = explain(&message);
            if explanations.is_empty()
                || matches!(extract(&message), Finding::Code(code) if code.bound_host.is_some())
            {
                continue;
            }
            for explanation in explanations {
                let features = explanation
                    .evidence
                    .iter()
                    .map(|(name, _)| {
                        *names.entry(name.clone()).or_insert_with(|| {
                            prior.push(0.0);
                            prior.len() - 1
                        })
                    })
                    .collect();
                let is_code =
                    code.is_some_and(|code| is_same_code(code, explanation.code.expose()));
                observations.push(Observation {
                    message: count,
                    features,
                    is_code,
                });
            }
            count += 1;
        }
    }
    observations
}

fn score(observation: &Observation, weights: &[f64]) -> f64 {
    observation
        .features
        .iter()
        .map(|feature| weights[*feature])
        .sum()
}

/// Gradient descent with a step for each weight that adapts to how often it is seen (Adagrad).
fn fit(observations: &[&Observation], prior: &[f64]) -> Vec<f64> {
    let mut weights = prior.to_vec();
    let mut seen = vec![1e-6; weights.len()];
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> = weights
            .iter()
            .zip(prior)
            .map(|(weight, prior)| PULL * (weight - prior))
            .collect();
        for observation in observations {
            let error = 1.0 / (1.0 + (-score(observation, &weights)).exp())
                - f64::from(u8::from(observation.is_code));
            for feature in &observation.features {
                gradient[*feature] += error;
            }
        }
        for index in 0..weights.len() {
            seen[index] += gradient[index] * gradient[index];
            weights[index] -= 0.3 * gradient[index] / seen[index].sqrt();
        }
    }
    weights
}
