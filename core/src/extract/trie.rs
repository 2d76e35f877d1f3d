//! A prefix tree of terms, small and quick to walk.

use super::words::Landing;

/// A node: 8 bytes, its children in a row.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The byte that leads here.
    label: u8,
    /// How many children, or [`TAIL`] or [`FORK`].
    children: u8,
    /// The number of the term that ends here, plus one; 0 for none.
    term: u16,
    /// The first child, or where the tail or the fork stands.
    next: u32,
}

/// In place of a number of children: one term goes on alone, with the bytes at `next`.
const TAIL: u8 = u8::MAX;
/// In place of a number of children: they are many, and found by a table.
const FORK: u8 = u8::MAX - 1;
/// In place of a root: no term starts so.
const NONE: u32 = u32::MAX;
/// From this number of children on, a table is quicker than looking at each.
const FORK_FROM: usize = 4;

impl Node {
    /// A node without children and terms yet.
    const fn reached_by(label: u8) -> Self {
        Self {
            label,
            children: 0,
            term: 0,
            next: 0,
        }
    }
}

/// The children of a node by their label. Small, since what is walked should stay near.
#[derive(Debug)]
struct Fork {
    /// A bit for each label that there is.
    labels: [u64; 4],
    /// How many labels there are before each of these four.
    before: [u8; 4],
    first: u32,
}

impl Fork {
    fn of(first: u32, labels: impl Iterator<Item = u8>) -> Self {
        let mut bits = [0_u64; 4];
        for label in labels {
            bits[usize::from(label / 64)] |= 1 << (label % 64);
        }
        let mut before = [0; 4];
        for part in 1..4 {
            before[part] = before[part - 1] + bits[part - 1].count_ones() as u8;
        }
        Self {
            labels: bits,
            before,
            first,
        }
    }

    #[inline]
    fn child(&self, label: u8) -> Option<u32> {
        let part = usize::from(label / 64);
        let bit = 1 << (label % 64);
        let below = (self.labels[part] & (bit - 1)).count_ones();
        (self.labels[part] & bit != 0).then(|| self.first + u32::from(self.before[part]) + below)
    }
}

/// A set of terms, each with a number, to be looked for at any place of a text.
#[derive(Debug)]
pub(crate) struct Trie {
    nodes: Vec<Node>,
    forks: Vec<Fork>,
    tails: Vec<u8>,
    roots: [u32; 256],
}

impl Trie {
    /// Builds the tree of terms with their numbers, in the order of their bytes and each once.
    ///
    /// Terms must not be empty, and numbers are below 65,535.
    pub(crate) fn new<'term>(terms: impl Iterator<Item = (&'term str, u16)>) -> Self {
        let mut trie = Self {
            nodes: Vec::new(),
            forks: Vec::new(),
            tails: Vec::new(),
            roots: [NONE; 256],
        };
        let sorted: Vec<(&[u8], u16)> = terms
            .map(|(term, number)| (term.as_bytes(), number + 1))
            .collect();
        debug_assert!(sorted.is_sorted_by(|first, second| first.0 < second.0));
        for group in sorted.chunk_by(|first, second| first.0[0] == second.0[0]) {
            let root = trie.nodes.len();
            trie.nodes.push(Node::reached_by(group[0].0[0]));
            trie.roots[usize::from(group[0].0[0])] = root as u32;
            trie.fill(root, group, 1);
        }
        trie
    }

    /// Completes a node whose terms are those of a sorted group, alike up to `depth`.
    fn fill(&mut self, node: usize, group: &[(&[u8], u16)], depth: usize) {
        let mut group = group;
        if let Some((term, number)) = group.first().filter(|(term, _)| term.len() == depth) {
            debug_assert_eq!(term.len(), depth);
            self.nodes[node].term = *number;
            group = &group[1..];
        }
        if let [(term, number)] = group {
            let rest = &term[depth..];
            self.nodes[node].children = TAIL;
            self.nodes[node].next = self.tails.len() as u32;
            self.tails.push(rest.len() as u8);
            self.tails.extend_from_slice(&number.to_le_bytes());
            self.tails.extend_from_slice(rest);
            return;
        }
        let children: Vec<&[(&[u8], u16)]> = group
            .chunk_by(|first, second| first.0[depth] == second.0[depth])
            .collect();
        let first = self.nodes.len();
        if children.len() < FORK_FROM {
            self.nodes[node].children = children.len() as u8;
            self.nodes[node].next = first as u32;
        } else {
            self.nodes[node].children = FORK;
            self.nodes[node].next = self.forks.len() as u32;
            let labels = children.iter().map(|child| child[0].0[depth]);
            self.forks.push(Fork::of(first as u32, labels));
        }
        for child in &children {
            self.nodes.push(Node::reached_by(child[0].0[depth]));
        }
        for (offset, child) in children.into_iter().enumerate() {
            self.fill(first + offset, child, depth + 1);
        }
    }

    /// The last node on a way, as far as the way has nodes of its own.
    pub(super) fn landing(&self, way: &[u8]) -> Option<Landing> {
        let (first, rest) = way.split_first()?;
        let root = self.roots[usize::from(*first)];
        let mut landing = Landing {
            node: root,
            depth: 1,
        };
        for byte in rest {
            let node = self.nodes.get(landing.node as usize)?;
            let Some(child) = Some(node)
                .filter(|node| node.children != TAIL)
                .and_then(|node| self.child(node, *byte))
            else {
                break;
            };
            landing.node = child;
            landing.depth += 1;
        }
        (root != NONE).then_some(landing)
    }

    /// Calls back with the end and the number of each term that starts at a place of a
    /// comparable text, the shortest first.
    pub(crate) fn walk(&self, text: &[u8], start: usize, found: impl FnMut(usize, u16)) {
        let node = self.roots[usize::from(text[start])];
        if node != NONE {
            self.walk_on(text, start, Landing { node, depth: 1 }, found);
        }
    }

    /// As [`Trie::walk`] from a landing on, to which the text leads.
    #[inline]
    pub(super) fn walk_on(
        &self,
        text: &[u8],
        start: usize,
        landing: Landing,
        mut found: impl FnMut(usize, u16),
    ) {
        let node = &self.nodes[landing.node as usize];
        if node.term != 0 {
            found(start + usize::from(landing.depth), node.term - 1);
        }
        self.walk_beyond(text, start, landing, found);
    }

    /// As [`Trie::walk_on`], but for the term that ends at the landing.
    pub(super) fn walk_beyond(
        &self,
        text: &[u8],
        start: usize,
        landing: Landing,
        mut found: impl FnMut(usize, u16),
    ) {
        let mut node = &self.nodes[landing.node as usize];
        let mut end = start + usize::from(landing.depth);
        loop {
            if node.children == TAIL {
                if let Some((end, term)) = self.tail(node, text, end) {
                    found(end, term);
                }
                return;
            }
            let Some(child) = text.get(end).and_then(|byte| self.child(node, *byte)) else {
                return;
            };
            node = &self.nodes[child as usize];
            end += 1;
            if node.term != 0 {
                found(end, node.term - 1);
            }
        }
    }

    /// The end and the number of the term that goes on alone, where the text goes on as it does.
    fn tail(&self, node: &Node, text: &[u8], end: usize) -> Option<(usize, u16)> {
        let [length, low, high, rest @ ..] = &self.tails[node.next as usize..] else {
            return None;
        };
        let length = usize::from(*length);
        let goes_on = text.get(end..end + length)?;
        let fits = goes_on.iter().zip(rest).all(|(byte, tail)| byte == tail);
        fits.then(|| (end + length, u16::from_le_bytes([*low, *high]) - 1))
    }

    fn child(&self, node: &Node, byte: u8) -> Option<u32> {
        if node.children == FORK {
            return self.forks[node.next as usize].child(byte);
        }
        let next = node.next as usize;
        self.nodes[next..next + usize::from(node.children)]
            .iter()
            .zip(node.next..)
            .find(|(child, _)| child.label == byte)
            .map(|(_, number)| number)
    }
}

#[cfg(test)]
mod tests {
    use super::super::comparable::Comparable;
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn every_term_at_a_place_is_found(
            terms in prop::collection::btree_set("[ab ]{0,4}[ab]", 1..12),
            text in "[ab ]{0,12}",
        ) {
            let numbered: BTreeMap<&str, u16> = terms.iter().map(String::as_str).zip(0..).collect();
            let trie = Trie::new(numbered.iter().map(|(term, number)| (*term, *number)));
            let mut comparable = Comparable::default();
            let comparable = comparable.fill(&text);
            for start in 0..text.len() {
                let mut found = Vec::new();
                trie.walk(comparable, start, |end, number| found.push((end, number)));
                let mut expected: Vec<(usize, u16)> = numbered
                    .iter()
                    .filter(|(term, _)| text[start..].starts_with(*term))
                    .map(|(term, number)| (start + term.len(), *number))
                    .collect();
                expected.sort_unstable();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
