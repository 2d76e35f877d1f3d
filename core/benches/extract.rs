//! Times the reader on messages of our own, one kind a benchmark.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kodebro_core::extract::{extract, prepare};
use kodebro_core::message::{MAX_BYTES, Message};
use std::hint::black_box;

fn kinds() -> [(&'static str, String); 6] {
    [
        ("a Danish code", "Brug bekræftelseskode 402913 til Microsoft godkendelse.".to_owned()),
        (
            "a payment",
            "OTP for txn of INR 4,500.00 on card ending 2210 at a shop is 402913. Valid for 5 minutes. Do not share it."
                .to_owned(),
        ),
        ("chat without a number", "Ses vi i kantinen bagefter, eller er du allerede gået hjem?".to_owned()),
        ("chat with a number", "Jeg er på Njalsgade 2300, ring når du er fremme".to_owned()),
        ("a list of numbers as long as may be", "4029 1375 ".repeat(MAX_BYTES / 10)),
        ("words of naming as long as may be", "code otp kode ".repeat(MAX_BYTES / 14)),
    ]
}

fn messages(criterion: &mut Criterion) {
    prepare();
    let mut group = criterion.benchmark_group("extract");
    for (name, text) in kinds() {
        group.throughput(Throughput::Bytes(text.len() as u64));
        let message = Message::new(text);
        group.bench_function(name, |bencher| {
            bencher.iter(|| extract(black_box(&message)))
        });
    }
    group.finish();
}

criterion_group!(benches, messages);
criterion_main!(benches);
