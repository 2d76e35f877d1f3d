//! What may be logged, and where it goes: Android's log, Apple's unified log, or standard error.
//!
//! The rule: a line holds only words that stand in the source code, and where they stand. Whatever
//! was put together while the program ran is withheld, since it may hold a code, a message or a
//! number; no pattern could tell. So it does not matter what a library logs, or what a panic says.

use kodebro_core::remote::Refreshed;
use kodebro_core::store::StoreError;
use log::{LevelFilter, Log, Metadata, Record};
use std::panic::PanicHookInfo;
use std::sync::Once;

/// What stands in place of words that were put together while the program ran.
const WITHHELD: &str = "(withheld)";

/// A log that passes on what stands in the source code, and withholds the rest.
#[derive(Debug)]
pub struct Withholding<L> {
    sink: L,
}

impl<L: Log> Withholding<L> {
    /// Passes on to a sink.
    pub const fn new(sink: L) -> Self {
        Self { sink }
    }
}

impl<L: Log> Log for Withholding<L> {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= LevelFilter::Info
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let words = record.args().as_str().unwrap_or(WITHHELD);
        let module = record.module_path_static().unwrap_or(WITHHELD);
        let line = record.line().unwrap_or_default();
        self.sink.log(
            &Record::builder()
                .level(record.level())
                .target("kodebro")
                .args(format_args!("{module}:{line} {words}"))
                .build(),
        );
    }

    fn flush(&self) {
        self.sink.flush();
    }
}

/// Starts logging, once a process, and has panics logged without their words.
pub(crate) fn start() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Where the host program logs already, its log stays.
        if log::set_boxed_logger(Box::new(Withholding::new(sink()))).is_ok() {
            log::set_max_level(LevelFilter::Info);
        }
        std::panic::set_hook(Box::new(|panic| log_panic(panic, log::logger())));
    });
}

/// Logs that there was a panic, and the number of its line. The name of the file is no word that is
/// known to stand in the source, and what the panic says is none.
fn log_panic(panic: &PanicHookInfo<'_>, logger: &dyn Log) {
    logger.log(
        &Record::builder()
            .level(log::Level::Error)
            .module_path_static(Some("panic"))
            .line(panic.location().map(std::panic::Location::line))
            .args(format_args!("the core panicked"))
            .build(),
    );
}

/// Logs that nothing about the reader is kept.
pub(crate) fn no_key() {
    log::warn!("there is no key to seal the reader's place with; it is forgotten at the end");
}

/// Logs what came of looking for a newer guide.
pub(crate) fn refreshed(refreshed: &Refreshed) {
    match refreshed {
        Refreshed::NoSource | Refreshed::NotDue => {}
        Refreshed::Unchanged => log::info!("there is no newer guide"),
        Refreshed::Taken(_) => log::info!("a newer guide was taken in"),
        Refreshed::Failed(_) => log::info!("the server of the guide gave no answer"),
        Refreshed::Refused { .. } => log::warn!("a newer guide was refused"),
    }
}

/// Logs why the store could not be opened.
pub(crate) fn store_failed(error: StoreError) {
    match error {
        StoreError::Damaged => log::warn!("the settings file is damaged"),
        StoreError::Newer { .. } => log::warn!("a newer app wrote the settings file"),
        StoreError::NotAFile => log::warn!("something else is in place of the settings file"),
        StoreError::NoFolder => log::warn!("the folder of the settings file is missing"),
        StoreError::Full => log::warn!("the disk is full"),
        StoreError::Busy => log::warn!("another process uses the settings file"),
        StoreError::NotAllowed => log::warn!("the settings file may not be used"),
        StoreError::Other(_) => log::warn!("the settings file could not be used"),
    }
}

#[cfg(target_os = "android")]
fn sink() -> impl Log {
    android_logger::AndroidLogger::new(
        android_logger::Config::default()
            .with_tag("Kodebro")
            .with_max_level(LevelFilter::Info),
    )
}

#[cfg(target_vendor = "apple")]
fn sink() -> impl Log {
    oslog::OsLogger::new("dk.kodebro.app")
}

#[cfg(not(any(target_os = "android", target_vendor = "apple")))]
fn sink() -> impl Log {
    StandardError
}

/// Writes lines to standard error.
#[cfg(not(any(target_os = "android", target_vendor = "apple")))]
struct StandardError;

#[cfg(not(any(target_os = "android", target_vendor = "apple")))]
impl Log for StandardError {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        use std::io::Write;
        // Nobody can be told where even this cannot be written.
        let _ = writeln!(std::io::stderr(), "{} {}", record.level(), record.args());
    }

    fn flush(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    /// Keeps what would be written.
    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<String>>>);

    impl Log for Lines {
        fn enabled(&self, _: &Metadata<'_>) -> bool {
            true
        }

        fn log(&self, record: &Record<'_>) {
            let line = format!(
                "{} {} {:?} {:?} {}",
                record.level(),
                record.target(),
                record.module_path(),
                record.file(),
                record.args()
            );
            self.0.lock().expect("nothing panicked").push(line);
        }

        fn flush(&self) {}
    }

    impl Lines {
        fn all(&self) -> String {
            self.0.lock().expect("nothing panicked").join("\n")
        }
    }

    /// What must not pass: a code, a message, a number and a name.
    fn secrets() -> [String; 4] {
        [
            "402913".to_owned(),
            "Brug bekræftelseskode 402913 til Microsoft godkendelse.".to_owned(),
            "+45 12 34 56 21".to_owned(),
            "Tulip Bank".to_owned(),
        ]
    }

    #[test]
    fn nothing_put_together_at_run_time_passes() {
        let lines = Lines::default();
        let log = Withholding::new(lines.clone());
        for secret in secrets() {
            for level in log::Level::iter() {
                // However a secret gets into a record: as its words, its target, its module, its file.
                log.log(
                    &Record::builder()
                        .level(level)
                        .target(&secret)
                        .module_path(Some(&secret))
                        .file(Some(&secret))
                        .args(format_args!("found {secret}"))
                        .build(),
                );
                log.log(
                    &Record::builder()
                        .level(level)
                        .args(format_args!("{secret}"))
                        .build(),
                );
            }
        }
        let written = lines.all();
        assert!(written.contains(WITHHELD), "the line itself is still told");
        for secret in secrets() {
            for piece in secret.split_whitespace() {
                assert!(!written.contains(piece), "a piece of a secret is logged");
            }
        }
    }

    #[test]
    fn words_of_the_source_pass_with_their_place() {
        let lines = Lines::default();
        Withholding::new(lines.clone()).log(
            &Record::builder()
                .level(log::Level::Warn)
                .module_path_static(Some(module_path!()))
                .line(Some(7))
                .args(format_args!("the disk is full"))
                .build(),
        );
        assert!(lines.all().contains("logging::tests:7 the disk is full"));
    }

    #[test]
    fn a_panic_is_logged_without_its_words() {
        static LINES: Mutex<Option<Lines>> = Mutex::new(None);
        let lines = Lines::default();
        *LINES.lock().expect("nothing panicked") = Some(lines.clone());
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(|panic| {
            let sink = LINES.lock().ok().and_then(|lines| lines.clone());
            log_panic(panic, &Withholding::new(sink.expect("it is set")));
        }));
        let secret = secrets()[1].clone();
        let outcome = std::panic::catch_unwind(|| panic!("cannot read {secret}"));
        std::panic::set_hook(before);
        assert!(outcome.is_err());
        assert!(lines.all().contains("the core panicked"));
        assert!(!lines.all().contains("402913"));
        assert!(!lines.all().contains("bekræftelseskode"));
    }
}
