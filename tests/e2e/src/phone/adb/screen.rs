//! What stands on a device's screen, as `uiautomator dump` writes it.
//!
//! The form is that of Android's `AccessibilityNodeInfoDumper`: a `hierarchy` of `node`s, each with
//! `text`, `content-desc`, `resource-id`, `class`, `package`, `clickable`, `scrollable` and
//! `bounds="[left,top][right,bottom]"` in pixels. Nodes are found by what they say or by their
//! resource id; only a found node tells where to tap.

use roxmltree::{Document, Node as Element};
use std::fmt;

/// A dump that cannot be read. Nothing of the screen is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScreenError {
    /// It is no XML.
    #[error("UI Automator wrote something that is not XML")]
    NotXml,
    /// It is another XML.
    #[error("UI Automator wrote XML without a hierarchy of nodes")]
    NoHierarchy,
    /// A node does not say where it is.
    #[error("UI Automator wrote a node whose bounds are not [left,top][right,bottom]")]
    Bounds,
}

/// A place on the screen, in pixels from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// To the right.
    pub x: i32,
    /// Down.
    pub y: i32,
}

/// Where a node is, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
}

impl Bounds {
    /// Reads `[left,top][right,bottom]`.
    fn parse(words: &str) -> Option<Self> {
        let inner = words.strip_prefix('[')?.strip_suffix(']')?;
        let (from, to) = inner.split_once("][")?;
        let (left, top) = from.split_once(',')?;
        let (right, bottom) = to.split_once(',')?;
        Some(Self {
            left: left.parse().ok()?,
            top: top.parse().ok()?,
            right: right.parse().ok()?,
            bottom: bottom.parse().ok()?,
        })
    }

    /// Where it is tapped.
    pub const fn centre(self) -> Point {
        self.at(50)
    }

    /// The middle of its width, at so many hundredths of its height.
    pub const fn at(self, hundredths: i32) -> Point {
        Point {
            x: i32::midpoint(self.left, self.right),
            y: self.top + (self.bottom - self.top) * hundredths / 100,
        }
    }

    const fn is_empty(self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }
}

/// A node that can be seen. Its words do not print, since a code may be among them.
#[derive(Clone, PartialEq, Eq)]
pub struct Node {
    /// What stands in it; empty where nothing does.
    pub text: String,
    /// What a screen reader says instead; empty where there is nothing.
    pub description: String,
    /// Its resource id, such as `dk.kodebro.app:id/code`; empty where it has none.
    pub id: String,
    /// The class that it acts as, such as `android.widget.Button`.
    pub class: String,
    /// The app that it belongs to.
    pub package: String,
    /// Whether it can be tapped itself.
    pub clickable: bool,
    /// Whether there is more to see when it is moved.
    pub scrollable: bool,
    /// Where it is.
    pub bounds: Bounds,
    /// The node around it, by its place in [`Screen::nodes`].
    parent: Option<usize>,
}

impl Node {
    /// Whether these words stand in it, or are said for it.
    pub fn says(&self, words: &str) -> bool {
        self.text == words || self.description == words
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Node")
            .field("id", &self.id)
            .field("class", &self.class)
            .field("package", &self.package)
            .field("bounds", &self.bounds)
            .finish_non_exhaustive()
    }
}

/// All nodes of a screen, in the order of the dump.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    nodes: Vec<Node>,
}

impl Screen {
    /// Reads a dump.
    ///
    /// # Errors
    /// Where it is not in the form that UI Automator writes.
    pub fn parse(dump: &str) -> Result<Self, ScreenError> {
        let document = Document::parse(dump.trim_start()).map_err(|_| ScreenError::NotXml)?;
        let hierarchy = document.root_element();
        if !hierarchy.has_tag_name("hierarchy") {
            return Err(ScreenError::NoHierarchy);
        }
        let mut nodes = Vec::new();
        collect(hierarchy, None, &mut nodes)?;
        Ok(Self { nodes })
    }

    /// The nodes.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The first node that says these words and can be seen.
    pub fn saying(&self, words: &str) -> Option<&Node> {
        self.visible().find(|node| node.says(words))
    }

    /// The node with a resource id.
    pub fn with_id(&self, id: &str) -> Option<&Node> {
        self.visible().find(|node| node.id == id)
    }

    /// What can be scrolled.
    pub fn scrollable(&self) -> Option<&Node> {
        self.visible().find(|node| node.scrollable)
    }

    /// The first thing to tap that shows words: a sign alone, such as the arrow back, does not.
    pub fn first_choice(&self) -> Option<&Node> {
        let has_words = |choice: usize| {
            let inside = self.nodes.iter().enumerate();
            let mut inside = inside.filter(|(place, _)| self.is_in(*place, choice));
            inside.any(|(_, node)| !node.text.is_empty())
        };
        let choices = self.nodes.iter().enumerate();
        let mut choices = choices.filter(|(_, node)| node.clickable && !node.bounds.is_empty());
        choices
            .find(|(place, _)| has_words(*place))
            .map(|(_, node)| node)
    }

    /// Whether a node of an app is a button: it is one, or stands in something to tap.
    pub fn is_button(&self, node: &Node) -> bool {
        let parent = node.parent.and_then(|place| self.nodes.get(place));
        node.clickable || node.class.ends_with("Button") || parent.is_some_and(|it| it.clickable)
    }

    /// All words, in their order, each where it stands.
    pub fn words(&self) -> Vec<&str> {
        let all = self
            .visible()
            .flat_map(|node| [node.text.as_str(), node.description.as_str()]);
        all.filter(|words| !words.is_empty()).collect()
    }

    /// Whether the same things stand at the same places, whatever they say.
    pub fn is_arranged_like(&self, other: &Self) -> bool {
        let arrangement = |screen: &Self| -> Vec<(String, Bounds)> {
            let nodes = screen.nodes.iter();
            nodes
                .map(|node| (node.class.clone(), node.bounds))
                .collect()
        };
        arrangement(self) == arrangement(other)
    }

    fn visible(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| !node.bounds.is_empty())
    }

    /// Whether a node is another, or stands in it.
    fn is_in(&self, place: usize, around: usize) -> bool {
        let mut at = Some(place);
        while let Some(place) = at {
            if place == around {
                return true;
            }
            at = self.nodes.get(place).and_then(|node| node.parent);
        }
        false
    }
}

fn collect(
    around: Element<'_, '_>,
    parent: Option<usize>,
    nodes: &mut Vec<Node>,
) -> Result<(), ScreenError> {
    for element in around.children().filter(|child| child.has_tag_name("node")) {
        let say = |name| element.attribute(name).unwrap_or_default().to_owned();
        let is = |name| element.attribute(name) == Some("true");
        let bounds = element.attribute("bounds").and_then(Bounds::parse);
        nodes.push(Node {
            text: say("text"),
            description: say("content-desc"),
            id: say("resource-id"),
            class: say("class"),
            package: say("package"),
            clickable: is("clickable"),
            scrollable: is("scrollable"),
            bounds: bounds.ok_or(ScreenError::Bounds)?,
            parent,
        });
        let place = nodes.len() - 1;
        collect(element, Some(place), nodes)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(nodes: &str) -> Result<Screen, ScreenError> {
        Screen::parse(&format!("<hierarchy rotation=\"0\">{nodes}</hierarchy>"))
    }

    #[test]
    fn what_is_no_dump_is_told() {
        assert_eq!(Screen::parse("killed"), Err(ScreenError::NotXml));
        assert_eq!(Screen::parse("<hierarchy>"), Err(ScreenError::NotXml));
        assert_eq!(Screen::parse("<html/>"), Err(ScreenError::NoHierarchy));
        for bounds in ["", "[0,0]", "[0,0][9]", "[a,0][9,9]", "0,0,9,9"] {
            let node = format!("<node text=\"Hej\" bounds=\"{bounds}\" />");
            assert_eq!(parse(&node), Err(ScreenError::Bounds), "{bounds}");
        }
    }

    #[test]
    fn the_place_to_tap_is_the_middle_of_what_was_found() {
        let screen = parse(
            "<node text=\"\" resource-id=\"a:id/b\" bounds=\"[0,0][0,0]\" />\
             <node text=\"Ja &amp; nej\" resource-id=\"a:id/b\" bounds=\"[100,20][300,60]\" />",
        )
        .expect("it is written as it should be");
        let place = Point { x: 200, y: 40 };
        let said = screen.saying("Ja & nej").map(|node| node.bounds.centre());
        assert_eq!(said, Some(place));
        // What takes no room cannot be tapped.
        let named = screen.with_id("a:id/b").map(|node| node.bounds.centre());
        assert_eq!(named, Some(place));
    }

    #[test]
    fn what_stands_on_a_screen_does_not_print() {
        let screen = parse("<node content-desc=\"2 6 3, 6 4 1\" bounds=\"[0,0][9,9]\" />");
        assert!(!format!("{screen:?}").contains('6'));
    }
}
