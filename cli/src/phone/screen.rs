//! Draws the phone.

use super::buttons::Button;
use super::guide;
use super::shell::Shell;
use kodebro_core::session::{Cause, CodeView, Screen};
use kodebro_core::text::{Language, Line as Words, TextKey, text, time_left};
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Alignment, Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style, Stylize};
use ratatui::text::{Line, Text};
use ratatui::widgets::{
    Block, BorderType, Gauge, Padding, Paragraph, Scrollbar, ScrollbarOrientation, ScrollbarState,
    Widget, Wrap,
};
use ratatui::{Frame, Terminal};
use tui_big_text::{BigText, PixelSize};

/// The phone is as wide as is good to read, and no taller than its words need.
const WIDEST: u16 = 76;
/// A countdown turns to its last colour below this many seconds.
const HURRY_S: u32 = 20;
/// More rows than any text of ours takes, even in a narrow terminal.
const MOST_ROWS: u16 = 400;

/// The screen on a terminal in memory of so many columns and rows: a line for each row, in quotes.
pub(super) fn drawn(shell: &Shell, (columns, rows): (u16, u16)) -> String {
    let Ok(mut terminal) = Terminal::new(TestBackend::new(columns, rows));
    let Ok(_) = terminal.draw(|frame| draw(frame, shell));
    terminal.backend().to_string()
}

/// Draws what the phone shows, and its own question on top where it asks.
pub(super) fn draw(frame: &mut Frame<'_>, shell: &Shell) {
    let language = shell.language();
    let area = centred(frame.area());
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .title(" Kodebro ".bold())
        .title_alignment(Alignment::Center)
        .padding(Padding::horizontal(2));
    let inside = block.inner(area);
    frame.render_widget(block, area);
    let view = shell.view();
    let buttons = shell.buttons();
    let [notice_area, body_area, buttons_area] = Layout::vertical([
        Constraint::Length(if view.notice.is_some() { 3 } else { 1 }),
        Constraint::Min(3),
        Constraint::Length(
            u16::try_from(buttons.len())
                .unwrap_or(u16::MAX)
                .saturating_add(1),
        ),
    ])
    .areas(inside);
    if let Some(notice) = &view.notice {
        let words = Paragraph::new(format!("ℹ {}", notice.render(language)));
        frame.render_widget(words.wrap(Wrap { trim: true }).bold(), notice_area);
    }
    if let Some(pasted) = shell.pasting() {
        draw_paste(frame, body_area, language, pasted.expose().chars().count());
        return;
    }
    if shell.phone().is_asking() {
        let mut parts = vec![Heading(text(language, TextKey::ConsentQuestion).to_owned())];
        if let Some(sender) = shell.phone().asks_about() {
            let from = Words::with(TextKey::ConsentFrom, "sender", sender);
            parts.push(Body(from.render(language)));
        }
        parts.push(Body(text(language, TextKey::ConsentBody).to_owned()));
        let question = paragraphs(&parts);
        frame.render_widget(question, body_area);
    } else {
        draw_screen(frame, body_area, shell, &view.screen);
    }
    draw_buttons(frame, buttons_area, language, &buttons, shell.focus());
}

fn centred(area: Rect) -> Rect {
    let width = area.width.min(WIDEST);
    Rect {
        x: area.x + (area.width - width) / 2,
        width,
        ..area
    }
}

/// A part of a text.
enum Part {
    Heading(String),
    Body(String),
}

use Part::{Body, Heading};

fn paragraphs(parts: &[Part]) -> Paragraph<'static> {
    let mut lines = Vec::new();
    for part in parts {
        match part {
            Heading(words) => lines.push(Line::from(words.clone()).bold()),
            Body(words) => lines.push(Line::from(words.clone())),
        }
        lines.push(Line::default());
    }
    Paragraph::new(lines).wrap(Wrap { trim: true })
}

/// Draws a text that may be longer than its place, from as far down as the person has read, with a
/// bar beside it where some of it is out of sight.
pub(super) fn draw_long(frame: &mut Frame<'_>, area: Rect, shell: &Shell, words: Paragraph<'_>) {
    let rows = rows(&words, area.width);
    let hidden = rows.saturating_sub(area.height);
    let row = shell.scroll_to(hidden);
    frame.render_widget(words.scroll((row, 0)), area);
    if hidden > 0 {
        let mut state = ScrollbarState::new(usize::from(hidden) + 1).position(usize::from(row));
        // In the padding, where no word stands.
        let beside = Rect {
            width: area.width + 1,
            ..area
        };
        let bar = Scrollbar::new(ScrollbarOrientation::VerticalRight);
        frame.render_stateful_widget(bar, beside, &mut state);
    }
}

/// How many rows a text takes at this width.
fn rows(words: &Paragraph<'_>, width: u16) -> u16 {
    let mut drawn = Buffer::empty(Rect::new(0, 0, width, MOST_ROWS));
    words.render(drawn.area, &mut drawn);
    let last = drawn
        .content()
        .iter()
        .rposition(|cell| *cell != Cell::EMPTY);
    last.map_or(0, |last| drawn.pos_of(last).1 + 1)
}

fn draw_screen(frame: &mut Frame<'_>, area: Rect, shell: &Shell, screen: &Screen) {
    let language = shell.language();
    let heading = |key| Heading(text(language, key).to_owned());
    let body = |key| Body(text(language, key).to_owned());
    let parts = match screen {
        Screen::Home => vec![heading(TextKey::HomeTitle), body(TextKey::HomeIntro)],
        Screen::ConsentExplained => vec![
            heading(TextKey::ConsentTitle),
            body(TextKey::ConsentBody),
            body(TextKey::ConsentPrivacy),
        ],
        Screen::Waiting {
            seconds_left,
            seconds_total,
            next,
            advice,
        } => {
            let rest = draw_countdown(
                frame,
                area,
                *seconds_left,
                *seconds_total,
                &time_left(language, TextKey::WaitingLeft, *seconds_left),
            );
            let mut parts = vec![heading(TextKey::WaitingTitle), Body(next.render(language))];
            parts.extend(advice.iter().map(|line| Body(line.render(language))));
            frame.render_widget(paragraphs(&parts), rest);
            return;
        }
        Screen::Code(code) => return draw_code(frame, area, language, code),
        Screen::Choose { seconds_left, .. } => {
            let words = time_left(language, TextKey::CodeLeft, *seconds_left);
            vec![
                heading(TextKey::ChooseTitle),
                body(TextKey::ChooseBody),
                Body(words),
            ]
        }
        Screen::Expired => vec![heading(TextKey::ExpiredTitle), body(TextKey::ExpiredBody)],
        Screen::Used => vec![heading(TextKey::UsedTitle), body(TextKey::UsedBody)],
        Screen::Warning { steps } => {
            let mut parts = vec![heading(TextKey::WarningTitle)];
            parts.extend(steps.iter().map(|step| Body(step.render(language))));
            parts
        }
        Screen::WhyNoMessage { causes, .. } => {
            return draw_long(frame, area, shell, why(language, causes));
        }
        Screen::Guide(shown) => return guide::draw(frame, area, shell, shown),
        Screen::Help => vec![
            heading(TextKey::HelpTitle),
            body(TextKey::HelpStepWait),
            body(TextKey::HelpStepSend),
            body(TextKey::HelpStepAllow),
            body(TextKey::HelpStepType),
        ],
        Screen::Settings => {
            vec![
                heading(TextKey::SettingsTitle),
                body(TextKey::SettingsLanguage),
            ]
        }
        Screen::About => vec![
            heading(TextKey::AboutTitle),
            body(TextKey::AboutBody),
            body(TextKey::AboutPrivacy),
        ],
        Screen::ConfirmDeletion => vec![heading(TextKey::DeleteTitle), body(TextKey::DeleteBody)],
    };
    draw_long(frame, area, shell, paragraphs(&parts));
}

fn why(language: Language, causes: &[Cause]) -> Paragraph<'static> {
    let mut lines = vec![
        Line::from(text(language, TextKey::SilenceTitle)).bold(),
        Line::from(text(language, TextKey::SilenceIntro)),
    ];
    for (place, cause) in (1..).zip(causes) {
        lines.push(Line::from(format!("{place}. {}", cause.cause.render(language))).bold());
        lines.push(Line::from(format!("   {}", cause.remedy.render(language))));
    }
    Paragraph::new(lines).wrap(Wrap { trim: false })
}

fn draw_code(frame: &mut Frame<'_>, area: Rect, language: Language, code: &CodeView) {
    let words = time_left(language, TextKey::CodeLeft, code.seconds_left);
    let rest = draw_countdown(frame, area, code.seconds_left, code.seconds_total, &words);
    let shown: Vec<String> = code
        .grouped()
        .iter()
        .map(|group| group.expose().clone())
        .collect();
    let shown = shown.join(" ");
    let characters = u16::try_from(shown.chars().count()).unwrap_or(u16::MAX);
    // Each character is eight cells wide, or four in the smaller size.
    let size = if characters.saturating_mul(8) <= rest.width {
        Some(PixelSize::HalfHeight)
    } else if characters.saturating_mul(4) <= rest.width {
        Some(PixelSize::Quadrant)
    } else {
        None
    };
    let [title_area, code_area, words_area] = Layout::vertical([
        Constraint::Length(2),
        Constraint::Length(5),
        Constraint::Min(1),
    ])
    .areas(rest);
    frame.render_widget(
        Line::from(text(language, TextKey::CodeTitle)).bold(),
        title_area,
    );
    match size {
        Some(size) => {
            let big = BigText::builder()
                .pixel_size(size)
                .lines([Line::from(shown)])
                .build();
            frame.render_widget(big, code_area);
        }
        None => frame.render_widget(Line::from(shown).bold(), code_area),
    }
    let mut parts = Vec::new();
    if code.expected {
        parts.push(Body(text(language, TextKey::CodeTypeIt).to_owned()));
    } else {
        parts.push(Heading(
            text(language, TextKey::CodeExpectedQuestion).to_owned(),
        ));
    }
    if code.copied {
        parts.push(Body(format!("✓ {}", text(language, TextKey::CodeCopied))));
    }
    parts.extend(code.advice.iter().map(|line| Body(line.render(language))));
    frame.render_widget(paragraphs(&parts), words_area);
}

/// Draws the bar and its words, and returns the place below.
fn draw_countdown(
    frame: &mut Frame<'_>,
    area: Rect,
    seconds_left: u32,
    seconds_total: u32,
    words: &str,
) -> Rect {
    let [bar_area, _, rest] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(1),
    ])
    .areas(area);
    let ratio = f64::from(seconds_left.min(seconds_total)) / f64::from(seconds_total.max(1));
    let style = if seconds_left < HURRY_S {
        Style::new().red()
    } else {
        Style::new().cyan()
    };
    let bar = Gauge::default()
        .ratio(ratio)
        .label(words.to_owned())
        .gauge_style(style);
    frame.render_widget(bar, bar_area);
    rest
}

fn draw_paste(frame: &mut Frame<'_>, area: Rect, language: Language, characters: usize) {
    // What was pasted may hold a code: only its length is shown.
    let field = format!("▸ {}", "•".repeat(characters.min(60)));
    let parts = [
        Heading(text(language, TextKey::PasteTitle).to_owned()),
        Body(text(language, TextKey::PasteHint).to_owned()),
        Body(field),
    ];
    frame.render_widget(paragraphs(&parts), area);
}

fn draw_buttons(
    frame: &mut Frame<'_>,
    area: Rect,
    language: Language,
    buttons: &[Button],
    focus: usize,
) {
    let lines: Vec<Line<'_>> = buttons
        .iter()
        .enumerate()
        .map(|(place, button)| {
            let label = button.label.words(language);
            let line = format!(
                "{} [{}] {label}",
                if place == focus { "›" } else { " " },
                button.letter
            );
            if place == focus {
                Line::from(line).add_modifier(Modifier::REVERSED)
            } else {
                Line::from(line)
            }
        })
        .collect();
    frame.render_widget(Text::from(lines), area);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phone::sealing_key;
    use crate::phone::stage::{at, microsoft, picture, press, shell};
    use kodebro_core::store::Keeper;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    #[test]
    fn the_first_wait_explains_then_asks_then_shows_the_code() {
        let mut shell = shell(Language::Danish);
        insta::assert_snapshot!("home_danish", picture(&shell));
        press(&mut shell, "w", at(1));
        insta::assert_snapshot!("consent_explained_danish", picture(&shell));
        press(&mut shell, "g", at(2));
        insta::assert_snapshot!("waiting_danish", picture(&shell));
        shell.receive(microsoft(), at(5));
        insta::assert_snapshot!("consent_question_danish", picture(&shell));
        press(&mut shell, "j", at(6));
        insta::assert_snapshot!("code_danish", picture(&shell));
        press(&mut shell, "k", at(7));
        assert_eq!(shell.take_copies(), ["402913"]);
        press(&mut shell, "u", at(8));
        assert_eq!(shell.take_copies(), [""]);
        insta::assert_snapshot!("used_danish", picture(&shell));
    }

    #[test]
    fn english_has_the_same_screens() {
        let mut shell = shell(Language::English);
        insta::assert_snapshot!("home_english", picture(&shell));
        press(&mut shell, "wg", at(1));
        shell.receive(microsoft(), at(2));
        press(&mut shell, "j", at(3));
        insta::assert_snapshot!("code_english", picture(&shell));
        shell.pass_time(at(200));
        insta::assert_snapshot!("expired_english", picture(&shell));
    }

    #[test]
    fn a_wait_without_a_message_ends_in_causes() {
        let mut shell = shell(Language::Danish);
        press(&mut shell, "wg", at(1));
        shell.pass_time(at(302));
        insta::assert_snapshot!("silence_danish", picture(&shell));
    }

    #[test]
    fn all_causes_can_be_read_in_a_low_terminal() {
        let mut shell = shell(Language::Danish);
        press(&mut shell, "wg", at(1));
        shell.pass_time(at(302));
        let mut terminal = Terminal::new(TestBackend::new(40, 20)).expect("memory has room");
        let mut picture = |shell: &Shell| {
            terminal
                .draw(|frame| draw(frame, shell))
                .expect("memory has room");
            terminal.backend().to_string()
        };
        let top = picture(&shell);
        assert!(top.contains("1. ") && !top.contains("6. ") && top.contains('▼'));
        for _ in 0..20 {
            shell.page_down();
            picture(&shell);
        }
        let bottom = picture(&shell);
        assert!(!bottom.contains("1. ") && bottom.contains("6. ") && bottom.contains("ny kode."));
        for _ in 0..20 {
            shell.page_up();
            picture(&shell);
        }
        assert_eq!(picture(&shell), top);
        shell.page_down();
        press(&mut shell, "f", at(303));
        press(&mut shell, "h", at(304));
        assert!(picture(&shell).contains(text(Language::Danish, TextKey::HelpTitle)));
    }

    #[test]
    fn a_pasted_message_that_nobody_asked_for_is_questioned() {
        let mut shell = shell(Language::Danish);
        press(&mut shell, "p", at(1));
        shell.paste(microsoft().text(), at(2));
        assert!(
            !picture(&shell).contains("402913"),
            "what is pasted is not shown"
        );
        shell.press_focused(at(3));
        insta::assert_snapshot!("unexpected_danish", picture(&shell));
        press(&mut shell, "i", at(4));
        insta::assert_snapshot!("warning_danish", picture(&shell));
    }

    #[test]
    fn two_codes_are_chosen_from() {
        let mut shell = shell(Language::English);
        shell.paste("Codes: 118402 or 773019", at(1));
        insta::assert_snapshot!("choose_english", picture(&shell));
        press(&mut shell, "2", at(2));
        assert!(matches!(shell.view().screen, Screen::Code(_)));
    }

    #[test]
    fn every_page_opens_and_closes_in_both_languages() {
        for (language, name) in [(Language::Danish, "danish"), (Language::English, "english")] {
            for (letters, page) in [
                ("h", "help"),
                ("s", "settings"),
                ("a", "about"),
                ("sx", "deletion"),
            ] {
                let mut shell = shell(language);
                press(&mut shell, letters, at(1));
                insta::assert_snapshot!(format!("{page}_{name}"), picture(&shell));
                for _ in letters.chars() {
                    shell.back(at(2));
                }
                assert_eq!(shell.view().screen, Screen::Home);
            }
        }
    }

    #[test]
    fn a_wait_goes_on_after_a_restart_and_a_code_does_not() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let start = |seconds| {
            let keeper = Keeper::open(folder.path(), None).expect("the store opens");
            Shell::start(keeper, Language::Danish, at(seconds))
        };
        let mut first = start(0);
        press(&mut first, "wg", at(1));
        drop(first);
        let mut second = start(60);
        assert!(matches!(
            second.view().screen,
            Screen::Waiting {
                seconds_left: 241,
                ..
            }
        ));
        second.receive(microsoft(), at(61));
        press(&mut second, "j", at(62));
        drop(second);
        let third = start(63);
        assert_eq!(third.view().screen, Screen::Home);
        assert!(picture(&third).contains("koden er slettet"));
    }

    #[test]
    fn the_place_in_the_guide_outlives_the_phone() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let start = |seconds| {
            let key = sealing_key::of_folder(folder.path()).expect("a key can be made");
            let keeper = Keeper::open(folder.path(), Some(key)).expect("the store opens");
            Shell::start(keeper, Language::English, at(seconds))
        };
        let mut first = start(0);
        press(&mut first, "v21vv", at(1));
        drop(first);
        let mut second = start(60);
        assert!(picture(&second).contains("step 3 of 7"));
        press(&mut second, "v", at(61));
        assert!(picture(&second).contains("Step 3 of 7"));
        drop(second);
    }

    #[test]
    fn a_guide_that_was_refused_is_told_and_a_newer_one_is_shown() {
        use kodebro_core::guide::Catalogue;
        use kodebro_core::remote::{Refreshed, Refusal};
        let mut shell = shell(Language::English);
        assert!(shell.take_wish_to_refresh(), "the start looks for one");
        let refused = |is_new| Refreshed::Refused {
            reason: Refusal::WrongSignature,
            is_new,
        };
        shell.refreshed(refused(false), at(1));
        assert!(!picture(&shell).contains("newer guide"));
        shell.refreshed(refused(true), at(2));
        assert!(picture(&shell).contains("newer guide could not be checked"));
        press(&mut shell, "v", at(3));
        shell.refreshed(Refreshed::Taken(Catalogue::built_in()), at(4));
        assert!(picture(&shell).contains("has been updated"));
    }

    #[test]
    fn damaged_settings_are_told_once() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        std::fs::write(folder.path().join("kodebro.sqlite"), "damaged").expect("it is written");
        let told = || {
            let keeper = Keeper::open(folder.path(), None).expect("the store opens");
            picture(&Shell::start(keeper, Language::English, at(0))).contains("were damaged")
        };
        assert!(told());
        assert!(!told());
    }

    #[test]
    fn a_narrow_terminal_still_shows_the_code() {
        let mut shell = shell(Language::Danish);
        shell.paste(microsoft().text(), at(1));
        press(&mut shell, "j", at(2));
        for width in [20, 34, 50] {
            let mut terminal = Terminal::new(TestBackend::new(width, 24)).expect("memory has room");
            terminal
                .draw(|frame| draw(frame, &shell))
                .expect("memory has room");
        }
        let mut terminal = Terminal::new(TestBackend::new(20, 24)).expect("memory has room");
        terminal
            .draw(|frame| draw(frame, &shell))
            .expect("memory has room");
        assert!(terminal.backend().to_string().contains("402 913"));
    }
}
