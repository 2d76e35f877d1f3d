//! Screens as HTML, for phones that draw no pictures.

use std::fmt::Write as _;

/// A phone with words on its screen, the heading first; below that the code in groups, where there
/// is one.
pub fn draw_words(lines: &[String], code: Option<&str>) -> String {
    let mut html = String::from("<div class=\"phone\">");
    let mut lines = lines.iter();
    if let Some(heading) = lines.next() {
        let _ = write!(html, "<h3>{}</h3>", escape(heading));
    }
    if let Some(code) = code {
        let _ = write!(html, "<p class=\"code\">{}</p>", escape(code));
    }
    for line in lines {
        let _ = write!(html, "<p>{}</p>", escape(line));
    }
    html.push_str("</div>");
    html
}

/// A terminal, row by row.
pub fn draw_terminal(rows: &str) -> String {
    format!("<pre class=\"terminal\">{}</pre>", escape(rows))
}

/// Text as HTML shows it.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
