//! A page that shows each step of the flow: the browser beside the phone.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// Collects pictures, or nothing.
#[derive(Debug)]
pub struct Report {
    folder: Option<PathBuf>,
    body: String,
    pictures: u32,
    /// The first picture that could not be written.
    problem: Option<io::Error>,
    progress: Option<fn(&str)>,
}

impl Report {
    /// A report that keeps nothing.
    pub const fn none() -> Self {
        Self {
            folder: None,
            body: String::new(),
            pictures: 0,
            problem: None,
            progress: None,
        }
    }

    /// A report in a folder, whose older content is taken away; `progress` is told each caption.
    ///
    /// # Errors
    /// Where the folder cannot be made or emptied.
    pub fn into_folder(folder: &Path, progress: fn(&str)) -> io::Result<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        Ok(Self {
            folder: Some(folder.to_owned()),
            progress: Some(progress),
            ..Self::none()
        })
    }

    pub(super) const fn keeps_pictures(&self) -> bool {
        self.folder.is_some()
    }

    pub(super) fn begin(&mut self, title: &str) {
        if let Some(progress) = self.progress {
            progress(&format!("== {title}"));
        }
        let _ = write!(self.body, "<h2>{title}</h2>");
    }

    /// Adds a step: the page as PNG, the phone as HTML.
    pub(super) fn add(&mut self, caption: &str, page: &[u8], phone: &str) {
        if let Some(progress) = self.progress {
            progress(caption);
        }
        let Some(folder) = &self.folder else { return };
        self.pictures += 1;
        let name = format!("{:02}.png", self.pictures);
        if let Err(error) = std::fs::write(folder.join(&name), page) {
            self.problem.get_or_insert(error);
        }
        let _ = write!(
            self.body,
            "<section><h4>{number}. {caption}</h4><div class=\"pair\">\
             <img src=\"{name}\" alt=\"Browseren: {caption}\" width=\"560\">{phone}</div></section>",
            number = self.pictures
        );
    }

    /// Writes the page and returns where it is.
    ///
    /// # Errors
    /// Where the page or a picture could not be written, as on a full disk.
    pub fn finish(self) -> io::Result<Option<PathBuf>> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let Some(folder) = self.folder else {
            return Ok(None);
        };
        let page = folder.join("index.html");
        std::fs::write(&page, format!("{HEAD}{}</main></body></html>\n", self.body))?;
        Ok(Some(page))
    }
}

const HEAD: &str = r#"<!doctype html>
<html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Kodebro: hele vejen</title><style>
:root { color-scheme: light dark; --line: #8884; --back: #fff; --ink: #1b1f24; --accent: #0b6e6e; }
@media (prefers-color-scheme: dark) { :root { --back: #14181d; --ink: #e8ecf0; --accent: #5cc8c8; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: var(--back); color: var(--ink); }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1rem; }
h2 { margin-top: 3rem; }
h4 { margin: 2rem 0 .5rem; font-size: 1rem; }
.pair { display: flex; gap: 1.5rem; align-items: flex-start; flex-wrap: wrap; }
img { border: 1px solid var(--line); border-radius: 8px; max-width: 100%; height: auto; }
.phone { width: 17rem; min-height: 26rem; border: 6px solid var(--ink); border-radius: 28px; padding: 1.5rem 1.2rem; box-sizing: border-box; }
.phone h3 { margin: 0 0 .5rem; font-size: 1.15rem; }
.phone p { margin: .5rem 0; font-size: .95rem; }
.phone .code { font-size: 2.6rem; font-weight: 700; letter-spacing: .04em; margin: .25rem 0; font-variant-numeric: tabular-nums; white-space: nowrap; }
.screen { position: relative; width: 18rem; border: 6px solid var(--ink); border-radius: 28px; overflow: hidden; }
.screen img { display: block; width: 100%; border: 0; border-radius: 0; }
.asks { position: absolute; inset: auto 0 0; padding: 1rem; background: #fff; color: #1b1f24; border-radius: 20px 20px 0 0; box-shadow: 0 0 0 100vmax #0006; }
.asks b { display: block; margin-bottom: .75rem; }
.asks span { margin-right: 1.5rem; color: #0b57d0; font-weight: 600; }
.bar { height: 6px; background: var(--line); border-radius: 3px; margin-bottom: .75rem; }
.bar i { display: block; height: 100%; background: var(--accent); border-radius: 3px; }
</style></head><body><main>
<h1>Fra sms til log på</h1>
<p>Til venstre browseren med den simulerede side, til højre telefonen. Alt er opdigtet og sker på denne maskine.</p>
"#;
