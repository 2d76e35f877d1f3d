//! Times the reader on files of messages and prints one JSON object, as the peers beside it do:
//! nanoseconds a message (median of the rounds, after a second of reading), bytes a second, the slowest message as a multiple
//! of the median of messages about as long, and the process's peak memory.

use kodebro_core::extract::{extract, prepare};
use kodebro_core::message::Message;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 9;
/// As the peers: see `peers/node.cjs`.
const WARM_UP: Duration = Duration::from_secs(1);
/// How often a single message is read to time it alone; the quickest counts, since whatever
/// disturbs a run only makes it slower.
const TRIES: usize = 25;

fn main() {
    // Cargo adds --bench to the arguments.
    let file = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"));
    let Some(file) = file else { return };
    let content = std::fs::read_to_string(&file).expect("the file of messages can be read");
    let texts: Vec<String> = content
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("each line is JSON"))
        .filter_map(|row| row["text"].as_str().map(str::to_owned))
        .collect();
    let messages: Vec<Message> = texts
        .iter()
        .map(|text| Message::new(text.as_str()))
        .collect();
    let begun = Instant::now();
    prepare();
    let prepared = begun.elapsed();
    let begun = Instant::now();
    while begun.elapsed() < WARM_UP {
        for message in &messages {
            black_box(extract(black_box(message)));
        }
    }
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            for message in &messages {
                black_box(extract(black_box(message)));
            }
            begun.elapsed().as_nanos() as f64 / messages.len() as f64
        })
        .collect();
    let nanoseconds = median(&mut rounds);
    let bytes = texts.iter().map(String::len).sum::<usize>() as f64 / messages.len() as f64;
    let (worst, worst_nanoseconds) = worst(&messages);
    let report = serde_json::json!({
        "name": "kodebro",
        "messages": messages.len(),
        "ns_per_message": nanoseconds.round(),
        "mb_per_second": (bytes / nanoseconds * 10_000.0).round() / 10.0,
        "worst_over_median_for_length": (worst * 10.0).round() / 10.0,
        "worst_ns": worst_nanoseconds.round(),
        "prepare_ms": (prepared.as_secs_f64() * 10_000.0).round() / 10.0,
        "peak_memory_kb": peak_memory(),
    });
    #[allow(
        clippy::print_stdout,
        reason = "the report is what this program is for"
    )]
    {
        println!("{report}");
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The slowest message against the median of its length class (each class twice as long as the
/// one before), and its time.
fn worst(messages: &[Message]) -> (f64, f64) {
    let mut classes = BTreeMap::<u32, Vec<f64>>::new();
    for message in messages {
        let quickest = (0..TRIES)
            .map(|_| {
                let begun = Instant::now();
                black_box(extract(black_box(message)));
                begun.elapsed().as_nanos() as f64
            })
            .fold(f64::INFINITY, f64::min);
        classes
            .entry(message.text().len().max(16).ilog2())
            .or_default()
            .push(quickest);
    }
    classes
        .values_mut()
        .map(|times| {
            let median = median(times);
            let slowest = times[times.len() - 1];
            (slowest / median, slowest)
        })
        .fold(
            (0.0, 0.0),
            |worst, one| if one.0 > worst.0 { one } else { worst },
        )
}

/// Peak resident memory in kilobytes, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
