//! Named features of a number, each with a weight.
//!
//! The weights stand in `core/assets/evidence.txt`, in hundredths; the sum is the number's score.
//! A feature that is not listed there weighs nothing.

use super::lexicon::Class;
use std::sync::LazyLock;

/// How many words stand between a number and the term that speaks about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// None, other than words like "is".
    Touching,
    /// One or two.
    Near,
    /// More, in the same sentence.
    Far,
}

impl Gap {
    const ALL: [Self; 3] = [Self::Touching, Self::Near, Self::Far];

    const fn name(self) -> &'static str {
        match self {
            Self::Touching => "touching",
            Self::Near => "near",
            Self::Far => "far",
        }
    }
}

/// Features that are not made of a class of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub(super) enum Trait {
    Any,
    Digits,
    Groups,
    DottedGroups,
    GooglePrefix,
    Hyphenated,
    Alphanumeric,
    Letters,
    Year,
    Length4,
    Length5,
    Length6,
    Length7,
    Length8,
    Length9,
    Length10,
    SmallLetters,
    Alternating,
    LeadingZero,
    Quoted,
    AloneOnLine,
    AloneInMessage,
    FirstInMessage,
    LastInMessage,
    AfterColon,
    AfterIs,
    BeforeIs,
    AfterFor,
    AfterHash,
    Repeated,
    NameBefore,
    NameAfter,
    CodeBefore,
    CodeAfter,
    SignInBeside,
    WeakNameUndisturbed,
    WeakNameAndDelivery,
    WeakNameAndDiscount,
    WeakNameAndOtherCode,
    StrongNameAndDelivery,
    StrongNameAndDiscount,
    StrongNameAndOtherCode,
    NoNameAtAll,
    OtherCandidates,
    NamedBySentenceBefore,
}

const TRAITS: [(Trait, &str); 45] = [
    (Trait::Any, "any"),
    (Trait::Digits, "form.digits"),
    (Trait::Groups, "form.groups"),
    (Trait::DottedGroups, "form.dotted_groups"),
    (Trait::GooglePrefix, "form.google_prefix"),
    (Trait::Hyphenated, "form.hyphenated"),
    (Trait::Alphanumeric, "form.alphanumeric"),
    (Trait::Letters, "form.letters"),
    (Trait::Year, "form.year"),
    (Trait::Length4, "length.4"),
    (Trait::Length5, "length.5"),
    (Trait::Length6, "length.6"),
    (Trait::Length7, "length.7"),
    (Trait::Length8, "length.8"),
    (Trait::Length9, "length.9"),
    (Trait::Length10, "length.10"),
    (Trait::SmallLetters, "small_letters"),
    (Trait::Alternating, "alternating"),
    (Trait::LeadingZero, "leading_zero"),
    (Trait::Quoted, "quoted"),
    (Trait::AloneOnLine, "alone_on_line"),
    (Trait::AloneInMessage, "alone_in_message"),
    (Trait::FirstInMessage, "first_in_message"),
    (Trait::LastInMessage, "last_in_message"),
    (Trait::AfterColon, "after_colon"),
    (Trait::AfterIs, "after_is"),
    (Trait::BeforeIs, "before_is"),
    (Trait::AfterFor, "after_for"),
    (Trait::AfterHash, "after_hash"),
    (Trait::Repeated, "repeated"),
    (Trait::NameBefore, "name_before"),
    (Trait::NameAfter, "name_after"),
    (Trait::CodeBefore, "code_before"),
    (Trait::CodeAfter, "code_after"),
    (Trait::SignInBeside, "sign_in_beside"),
    (Trait::WeakNameUndisturbed, "weak_name_undisturbed"),
    (Trait::WeakNameAndDelivery, "weak_name_and_delivery"),
    (Trait::WeakNameAndDiscount, "weak_name_and_discount"),
    (Trait::WeakNameAndOtherCode, "weak_name_and_other_code"),
    (Trait::StrongNameAndDelivery, "strong_name_and_delivery"),
    (Trait::StrongNameAndDiscount, "strong_name_and_discount"),
    (Trait::StrongNameAndOtherCode, "strong_name_and_other_code"),
    (Trait::NoNameAtAll, "no_name_at_all"),
    (Trait::OtherCandidates, "other_candidates"),
    (Trait::NamedBySentenceBefore, "named_by_sentence_before"),
];

const CLASSES: usize = Class::ALL.len();
pub(super) const LEFT: usize = TRAITS.len();
pub(super) const RIGHT: usize = LEFT + CLASSES * Gap::ALL.len();
const MESSAGE: usize = RIGHT + CLASSES * Gap::ALL.len();
/// How many features there are.
pub(crate) const FEATURES: usize = MESSAGE + CLASSES;

/// One feature, by its place in the list of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Feature(u16);

impl Feature {
    pub(super) const fn of(feature: Trait) -> Self {
        Self(feature as u16)
    }

    pub(super) const fn beside(base: usize, class: Class, gap: Gap) -> Self {
        Self((base + class as usize * Gap::ALL.len() + gap as usize) as u16)
    }

    /// A class of terms, by its place in the list of all, is spoken of somewhere.
    pub(super) const fn in_message(class: usize) -> Self {
        Self((MESSAGE + class) as u16)
    }

    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }

    /// The name by which the weights list it.
    pub(crate) fn name(self) -> String {
        let index = self.index();
        let beside = |side: &str, offset: usize| {
            let (class, gap) = (offset / Gap::ALL.len(), offset % Gap::ALL.len());
            format!(
                "{side}.{}.{}",
                Class::ALL[class].name(),
                Gap::ALL[gap].name()
            )
        };
        if index < LEFT {
            TRAITS[index].1.to_owned()
        } else if index < RIGHT {
            beside("left", index - LEFT)
        } else if index < MESSAGE {
            beside("right", index - RIGHT)
        } else {
            format!("message.{}", Class::ALL[index - MESSAGE].name())
        }
    }

    /// All features, in the order of their places.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..FEATURES as u16).map(Self)
    }
}

/// The weights of all features, in hundredths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Weights(pub(crate) [i32; FEATURES]);

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    Weights::parse(include_str!("../../assets/evidence.txt"))
        .expect("the weights are held by a test")
});

impl Weights {
    pub(crate) fn built_in() -> &'static Self {
        &WEIGHTS
    }

    /// Reads lines of a feature's name and its weight; `#` starts a comment.
    pub(crate) fn parse(content: &str) -> Result<Self, String> {
        let mut weights = [0; FEATURES];
        let names: Vec<String> = Feature::all().map(Feature::name).collect();
        for line in content
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let (name, weight) = line
                .split_once(' ')
                .ok_or_else(|| format!("no weight: {line}"))?;
            let index = names
                .iter()
                .position(|known| known == name)
                .ok_or_else(|| format!("no such feature: {name}"))?;
            weights[index] = weight
                .trim()
                .parse()
                .map_err(|_| format!("not a whole number: {line}"))?;
        }
        Ok(Self(weights))
    }
}

/// Where the features of a number are put together.
pub(super) trait Tally {
    /// Adds one feature.
    fn add_feature(&mut self, feature: Feature);

    /// Adds a feature that is not made of a class of terms.
    fn add(&mut self, feature: Trait) {
        self.add_feature(Feature::of(feature));
    }

    /// Adds such a feature where it holds.
    fn add_if(&mut self, holds: bool, feature: Trait) {
        if holds {
            self.add(feature);
        }
    }
}

/// The sum of the weights of all features that were added.
#[derive(Debug, Clone, Copy)]
pub(super) struct Score {
    weights: &'static Weights,
    /// In hundredths.
    pub(super) sum: i32,
}

impl Score {
    pub(super) fn new() -> Self {
        let weights = Weights::built_in();
        Self { weights, sum: 0 }
    }
}

impl Tally for Score {
    fn add_feature(&mut self, feature: Feature) {
        self.sum += self.weights.0[feature.index()];
    }

    fn add_if(&mut self, holds: bool, feature: Trait) {
        // Without a branch, since nothing foretells it.
        self.sum += i32::from(holds) * self.weights.0[Feature::of(feature).index()];
    }
}

impl Tally for Vec<Feature> {
    fn add_feature(&mut self, feature: Feature) {
        self.push(feature);
    }
}
