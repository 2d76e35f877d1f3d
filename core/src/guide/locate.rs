//! Where something stands in a JSON document.

use serde_json::value::RawValue;
use std::collections::HashMap;
use std::fmt::{self, Write as _};

/// A way into a document: fields and places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Path(Vec<Segment>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    Field(&'static str),
    Place(usize),
}

impl Path {
    #[must_use]
    pub(super) fn field(&self, name: &'static str) -> Self {
        self.with(Segment::Field(name))
    }

    #[must_use]
    pub(super) fn place(&self, place: usize) -> Self {
        self.with(Segment::Place(place))
    }

    fn with(&self, segment: Segment) -> Self {
        let mut path = self.clone();
        path.0.push(segment);
        path
    }

    /// The line and the column of its value, both counted from 1; of the closest around it, where
    /// there is no such value.
    pub(super) fn line_and_column(&self, document: &str) -> (usize, usize) {
        let mut value = document;
        for segment in &self.0 {
            let next = match segment {
                Segment::Field(name) => serde_json::from_str::<HashMap<&str, &RawValue>>(value)
                    .ok()
                    .and_then(|fields| fields.get(name).map(|raw| raw.get())),
                Segment::Place(place) => serde_json::from_str::<Vec<&RawValue>>(value)
                    .ok()
                    .and_then(|items| items.get(*place).map(|raw| raw.get())),
            };
            let Some(next) = next else { break };
            value = next;
        }
        // Each value is a part of the document itself.
        let offset = value.as_ptr() as usize - document.as_ptr() as usize;
        let before = &document[..offset];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        (line, column)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (count, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Field(name) if count == 0 => formatter.write_str(name)?,
                Segment::Field(name) => write!(formatter, ".{name}")?,
                Segment::Place(place) => {
                    formatter.write_char('[')?;
                    write!(formatter, "{place}]")?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_its_way() {
        let document = "{\n  \"a\": [1, {\"b\": 2}]\n}";
        let path = Path::default().field("a").place(1).field("b");
        assert_eq!(path.to_string(), "a[1].b");
        assert_eq!(path.line_and_column(document), (2, 18));
        assert_eq!(path.field("none").line_and_column(document), (2, 18));
        assert_eq!(Path::default().line_and_column(document), (1, 1));
    }
}
