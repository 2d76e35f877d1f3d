//! Draws the guide.

use super::screen::draw_long;
use super::shell::Shell;
use kodebro_core::guide::{Device, Part};
use kodebro_core::session::{DrawnView, GuidePage, GuideView, StepView};
use kodebro_core::text::{Language, Localised, TextKey, text, time_left};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Stylize;
use ratatui::text::Line;
use ratatui::widgets::{LineGauge, Paragraph, Wrap};

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, shell: &Shell, guide: &GuideView) {
    let language = shell.language();
    let mut area = area;
    if let GuidePage::Step(step) = &guide.page {
        let [bar, rest] = Layout::vertical([Constraint::Length(2), Constraint::Min(1)]).areas(area);
        draw_progress(frame, bar, language, step);
        area = rest;
    }
    let mut lines = Vec::new();
    if let Some(left) = guide.waiting_s {
        let words = time_left(language, TextKey::GuideWaiting, left);
        lines.extend([Line::from(format!("◷ {words}")).bold(), Line::default()]);
    }
    lines.extend(page(&guide.page, language));
    for advice in &guide.advice {
        lines.extend([Line::default(), Line::from(advice.render(language))]);
    }
    let words = Paragraph::new(lines).wrap(Wrap { trim: false });
    draw_long(frame, area, shell, words);
}

fn draw_progress(frame: &mut Frame<'_>, area: Rect, language: Language, step: &StepView) {
    #[allow(
        clippy::cast_precision_loss,
        reason = "a guide has at most forty steps"
    )]
    let ratio = (step.place + 1) as f64 / step.count as f64;
    let number = step.number.render(language);
    let bar = LineGauge::default()
        .ratio(ratio.clamp(0.0, 1.0))
        .label(format!("{number} · {}", device(step.device, language)));
    frame.render_widget(bar, Rect { height: 1, ..area });
}

fn device(device: Device, language: Language) -> &'static str {
    let key = match device {
        Device::Computer => TextKey::GuideOnComputer,
        Device::Phone => TextKey::GuideOnPhone,
    };
    text(language, key)
}

fn page(page: &GuidePage, language: Language) -> Vec<Line<'static>> {
    let say = |words: &Localised| words.get(language).to_owned();
    match page {
        GuidePage::Start { guides } => {
            let mut lines = vec![Line::from(text(language, TextKey::GuideTitle)).bold()];
            for guide in guides {
                lines.extend([
                    Line::default(),
                    Line::from(say(&guide.title)).bold(),
                    Line::from(say(&guide.about)),
                ]);
            }
            lines
        }
        GuidePage::Question {
            number,
            question,
            why,
            answers,
        } => {
            let mut lines = vec![
                Line::from(number.render(language)),
                Line::default(),
                Line::from(say(question)).bold(),
                Line::from(say(why)),
            ];
            for given in answers.iter().filter(|answer| answer.given) {
                let before = text(language, TextKey::GuideAnswered);
                let words = format!("{before}: {}", say(&given.answer));
                lines.extend([Line::default(), Line::from(words)]);
            }
            lines
        }
        GuidePage::NotForYou { title, instead, .. }
        | GuidePage::Done {
            title,
            done: instead,
        } => {
            vec![
                Line::from(say(title)).bold(),
                Line::default(),
                Line::from(say(instead)),
            ]
        }
        GuidePage::Step(shown) => step(shown, language),
        // The steps are what can be pressed.
        GuidePage::Steps { title, .. } => vec![Line::from(say(title)).bold()],
        GuidePage::Stuck { step, problems, .. } => {
            let mut lines = vec![
                Line::from(text(language, TextKey::GuideStuckTitle)).bold(),
                Line::from(step.render(language)),
            ];
            for problem in problems {
                lines.extend([
                    Line::default(),
                    Line::from(say(&problem.problem)).bold(),
                    Line::from(say(&problem.remedy)),
                ]);
            }
            let support = text(language, TextKey::GuideStuckSupport);
            lines.extend([Line::default(), Line::from(support)]);
            lines
        }
    }
}

fn step(step: &StepView, language: Language) -> Vec<Line<'static>> {
    let mut lines = vec![
        Line::from(step.title.get(language).to_owned()).bold(),
        Line::default(),
        Line::from(step.instruction.get(language).to_owned()),
    ];
    if let Some(perhaps) = &step.perhaps {
        lines.push(Line::from(perhaps.get(language).to_owned()).italic());
    }
    lines.extend([Line::default(), Line::from(step.see.render(language))]);
    lines.extend(step.drawing.iter().map(drawn));
    lines
}

/// A part of the page as a line; an arrow leads to where one does something.
fn drawn(part: &DrawnView) -> Line<'static> {
    let words = &part.words;
    let filled = part.filled.as_deref().unwrap_or_default();
    let shown = match part.part {
        Part::Address => format!("⌂ {words}"),
        Part::Heading | Part::Text => words.clone(),
        Part::Field if words.is_empty() => format!("[{filled:_<24}]"),
        Part::Field => format!("{words} [{filled:_<16}]"),
        Part::Button => format!("( {words} )"),
        Part::Link => format!("↗ {words}"),
        Part::Option => format!("○ {words}"),
        Part::Picture => "▒▒▒▒▒▒▒▒".to_owned(),
        Part::Message => format!("✉ {words}"),
    };
    let line = Line::from(format!("{} │ {shown}", if part.here { '→' } else { ' ' }));
    if part.here || part.part == Part::Heading {
        line.bold()
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phone::stage::{at, microsoft, picture, press, shell};
    use kodebro_core::session::Screen;

    #[test]
    fn the_guide_leads_a_student_to_the_code_and_past_it() {
        for (language, name) in [(Language::Danish, "danish"), (Language::English, "english")] {
            let mut shell = shell(language);
            let snapshot = |shell: &Shell, page: &str| {
                insta::assert_snapshot!(format!("guide_{page}_{name}"), picture(shell));
            };
            press(&mut shell, "v", at(1));
            snapshot(&shell, "start");
            press(&mut shell, "1", at(2));
            snapshot(&shell, "question");
            press(&mut shell, "1111", at(4));
            snapshot(&shell, "step");
            press(&mut shell, "vvvvvvg", at(5));
            snapshot(&shell, "waiting");
            press(&mut shell, "i", at(6));
            snapshot(&shell, "stuck");
            press(&mut shell, "ba", at(7));
            snapshot(&shell, "steps");
            press(&mut shell, "9", at(8));
            snapshot(&shell, "message");
            shell.receive(microsoft(), at(9));
            press(&mut shell, "j", at(10));
            assert!(matches!(shell.view().screen, Screen::Code(_)));
            press(&mut shell, "u", at(11));
            snapshot(&shell, "after_code");
            press(&mut shell, "fv", at(12));
            assert!(picture(&shell).contains("11"));
        }
    }

    #[test]
    fn whom_the_guide_is_not_for_is_told_what_is() {
        let mut shell = shell(Language::Danish);
        press(&mut shell, "v13", at(1));
        insta::assert_snapshot!("guide_not_for_you_danish", picture(&shell));
        press(&mut shell, "l", at(2));
        assert!(
            picture(&shell).contains("KU-IT Support"),
            "no browser opens here, and it says so"
        );
    }
}
