//! "Please show you are not a robot": characters in a picture, and sums for whoever cannot see it.

use std::fmt::Write as _;

/// A line through points of a grid 4 wide and 6 high.
type Stroke = &'static [(u8, u8)];

/// The characters that can appear, each as strokes. All are drawn with straight
/// lines, and none is easily taken for another.
const GLYPHS: [(char, &[Stroke]); 16] = [
    ('A', &[&[(0, 6), (2, 0), (4, 6)], &[(1, 4), (3, 4)]]),
    ('E', &[&[(4, 0), (0, 0), (0, 6), (4, 6)], &[(0, 3), (3, 3)]]),
    ('F', &[&[(4, 0), (0, 0), (0, 6)], &[(0, 3), (3, 3)]]),
    (
        'H',
        &[&[(0, 0), (0, 6)], &[(4, 0), (4, 6)], &[(0, 3), (4, 3)]],
    ),
    ('K', &[&[(0, 0), (0, 6)], &[(4, 0), (0, 3), (4, 6)]]),
    ('L', &[&[(0, 0), (0, 6), (4, 6)]]),
    ('M', &[&[(0, 6), (0, 0), (2, 3), (4, 0), (4, 6)]]),
    ('N', &[&[(0, 6), (0, 0), (4, 6), (4, 0)]]),
    ('T', &[&[(0, 0), (4, 0)], &[(2, 0), (2, 6)]]),
    ('V', &[&[(0, 0), (2, 6), (4, 0)]]),
    ('W', &[&[(0, 0), (1, 6), (2, 2), (3, 6), (4, 0)]]),
    ('X', &[&[(0, 0), (4, 6)], &[(4, 0), (0, 6)]]),
    ('Y', &[&[(0, 0), (2, 3), (4, 0)], &[(2, 3), (2, 6)]]),
    ('Z', &[&[(0, 0), (4, 0), (0, 6), (4, 6)]]),
    ('4', &[&[(3, 6), (3, 0), (0, 4), (4, 4)]]),
    ('7', &[&[(0, 0), (4, 0), (1, 6)]]),
];

const LENGTH: usize = 5;

/// The numbers from 1 to 9 in words, so that the sum cannot be read as digits off the page.
const NUMBERS: [&str; 9] = [
    "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni",
];

/// How many random bytes a captcha is made of.
pub(super) const RANDOM_BYTES: usize = LENGTH * 4 + 2;

/// A picture of characters and a sum; the answer to either will do.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Captcha {
    random: [u8; RANDOM_BYTES],
}

impl Captcha {
    pub(super) const fn new(random: [u8; RANDOM_BYTES]) -> Self {
        Self { random }
    }

    /// The characters in the picture.
    pub(super) fn characters(&self) -> String {
        self.random[..LENGTH]
            .iter()
            .map(|byte| glyph(*byte).0)
            .collect()
    }

    fn summands(&self) -> (usize, usize) {
        let number = |byte: u8| usize::from(byte) % NUMBERS.len();
        (
            number(self.random[RANDOM_BYTES - 2]),
            number(self.random[RANDOM_BYTES - 1]),
        )
    }

    /// The sum in words: "tre plus fire".
    pub(super) fn sum(&self) -> String {
        let (first, second) = self.summands();
        format!("{} plus {}", NUMBERS[first], NUMBERS[second])
    }

    /// Whether `typed` is what the picture shows, or what the sum makes.
    pub(super) fn is_answer(&self, typed: &str) -> bool {
        let typed: String = typed
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        let (first, second) = self.summands();
        typed.eq_ignore_ascii_case(&self.characters()) || typed == (first + second + 2).to_string()
    }

    /// The picture, as the inside of an SVG path 200 wide and 64 high. Each character is moved,
    /// turned and drawn as strokes, so the page holds no letter to copy.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for place in 0..LENGTH {
            let jitter = &self.random[LENGTH + place * 3..][..3];
            let shift = |byte: u8, most: f32| (f32::from(byte) / 255.0 - 0.5) * 2.0 * most;
            let (sine, cosine) = shift(jitter[0], 0.32).sin_cos();
            #[expect(clippy::cast_precision_loss, reason = "places are 0 to 4")]
            let left = 24.0 + place as f32 * 38.0 + shift(jitter[1], 4.0);
            let top = 32.0 + shift(jitter[2], 6.0);
            for stroke in glyph(self.random[place]).1 {
                for (index, (column, row)) in stroke.iter().enumerate() {
                    let (x, y) = (
                        (f32::from(*column) - 2.0) * 6.0,
                        (f32::from(*row) - 3.0) * 6.0,
                    );
                    let _ = write!(
                        path,
                        "{}{:.1} {:.1}",
                        if index == 0 { 'M' } else { 'L' },
                        left + x * cosine - y * sine,
                        top + x * sine + y * cosine,
                    );
                }
            }
        }
        path
    }
}

/// Leaves the answer out.
impl std::fmt::Debug for Captcha {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Captcha")
    }
}

fn glyph(byte: u8) -> (char, &'static [Stroke]) {
    GLYPHS[usize::from(byte) % GLYPHS.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_answer_is_right_in_any_case_and_spacing() {
        let captcha = Captcha::new(std::array::from_fn(|index| u8::try_from(index).unwrap()));
        assert_eq!(captcha.characters(), "AEFHK");
        assert_eq!(captcha.sum(), "tre plus fire");
        for answer in ["AEFHK", " aef hk ", "7"] {
            assert!(captcha.is_answer(answer), "{answer}");
        }
        for answer in ["", "AEFH", "8", "tre plus fire"] {
            assert!(!captcha.is_answer(answer), "{answer}");
        }
    }

    #[test]
    fn every_picture_stays_inside_its_frame() {
        for byte in 0..=255 {
            let path = Captcha::new([byte; RANDOM_BYTES]).path();
            for point in path.split(['M', 'L']).skip(1) {
                let (x, y) = point.split_once(' ').unwrap();
                assert!(
                    (2.0..=198.0).contains(&x.parse::<f32>().unwrap()),
                    "{byte} {point}"
                );
                assert!(
                    (2.0..=62.0).contains(&y.parse::<f32>().unwrap()),
                    "{byte} {point}"
                );
            }
        }
    }
}
