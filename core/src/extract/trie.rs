//! A prefix tree of terms, small and quick to walk.

use std::collections::BTreeMap;

/// A node: 8 bytes, its children in a row.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The byte that leads here.
    label: u8,
    /// How many children, or [`TAIL`].
    children: u8,
    /// The term that ends here, counted from one; 0 for none.
    term: u16,
    /// The first child, or where the tail stands.
    next: u32,
}

/// In place of a number of children: one term goes on alone, with the bytes at `next`.
const TAIL: u8 = u8::MAX;

/// A set of terms, each with its number, to be looked for at any place of a text.
#[derive(Debug)]
pub(crate) struct Trie {
    nodes: Vec<Node>,
    tails: Vec<u8>,
    roots: [u32; 256],
    beginnings: Beginnings,
}

/// Which three bytes a term can begin with, so that most places of a text need no walk. Of each
/// byte only five bits count; two beginnings may share a place in the set.
#[derive(Debug)]
struct Beginnings(Box<[u64; 512]>);

impl Beginnings {
    fn of<'term>(terms: impl Iterator<Item = &'term [u8]>) -> Self {
        let mut set = Box::new([0; 512]);
        for term in terms {
            // A shorter term is followed by anything.
            let free = 5 * 3usize.saturating_sub(term.len());
            let first = Self::key(term, 0);
            for key in first..first + (1 << free) {
                set[key / 64] |= 1 << (key % 64);
            }
        }
        Self(set)
    }

    #[inline]
    fn may_start(&self, text: &[u8], start: usize) -> bool {
        let key = Self::key(text, start);
        self.0[key / 64] >> (key % 64) & 1 != 0
    }

    #[inline]
    fn key(text: &[u8], start: usize) -> usize {
        if let Some([first, second, third]) = text[start..].first_chunk::<3>() {
            return bits(*first) << 10 | bits(*second) << 5 | bits(*third);
        }
        let byte = |offset| text.get(start + offset).map_or(0, |byte| bits(*byte));
        byte(0) << 10 | byte(1) << 5
    }
}

fn bits(byte: u8) -> usize {
    usize::from(comparable(byte) & 0x1f)
}

/// The byte that is compared: lower case, with a line break or a hyphen as good as a blank.
const fn comparable(byte: u8) -> u8 {
    match byte {
        b'-' | b'\n' => b' ',
        _ => byte.to_ascii_lowercase(),
    }
}

impl Trie {
    /// Builds the tree; the terms' numbers are those of the map's values.
    ///
    /// Terms must not be empty, and there are fewer than 65,535 of them.
    pub(crate) fn new(terms: &BTreeMap<&str, u16>) -> Self {
        let mut trie = Self {
            nodes: Vec::new(),
            tails: Vec::new(),
            roots: [u32::MAX; 256],
            beginnings: Beginnings::of(terms.keys().map(|term| term.as_bytes())),
        };
        let sorted: Vec<(&[u8], u16)> = terms
            .iter()
            .map(|(term, number)| (term.as_bytes(), number + 1))
            .collect();
        for group in sorted.chunk_by(|first, second| first.0[0] == second.0[0]) {
            let root = trie.nodes.len();
            trie.nodes.push(Node {
                label: group[0].0[0],
                children: 0,
                term: 0,
                next: 0,
            });
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
        self.nodes[node].children = children.len() as u8;
        self.nodes[node].next = first as u32;
        for child in &children {
            self.nodes.push(Node {
                label: child[0].0[depth],
                children: 0,
                term: 0,
                next: 0,
            });
        }
        for (offset, child) in children.into_iter().enumerate() {
            self.fill(first + offset, child, depth + 1);
        }
    }

    /// Calls back with the end and the number of each term that starts at a place, the shortest
    /// first. Bytes are compared as [`comparable`] gives them.
    #[inline]
    pub(crate) fn walk(&self, text: &[u8], start: usize, found: impl FnMut(usize, u16)) {
        if self.beginnings.may_start(text, start) {
            self.walk_from_root(text, start, found);
        }
    }

    fn walk_from_root(&self, text: &[u8], start: usize, mut found: impl FnMut(usize, u16)) {
        let root = self.roots[usize::from(comparable(text[start]))];
        if root == u32::MAX {
            return;
        }
        let mut node = &self.nodes[root as usize];
        let mut end = start + 1;
        loop {
            if node.term != 0 {
                found(end, node.term - 1);
            }
            let next = node.next as usize;
            if node.children == TAIL {
                let length = usize::from(self.tails[next]);
                let number = u16::from_le_bytes([self.tails[next + 1], self.tails[next + 2]]);
                let tail = &self.tails[next + 3..next + 3 + length];
                let fits = text.get(end..end + length).is_some_and(|rest| {
                    rest.iter()
                        .zip(tail)
                        .all(|(byte, expected)| comparable(*byte) == *expected)
                });
                if fits {
                    found(end + length, number - 1);
                }
                return;
            }
            let Some(byte) = text.get(end) else { return };
            let byte = comparable(*byte);
            let children = &self.nodes[next..next + usize::from(node.children)];
            let Some(child) = children.iter().find(|child| child.label == byte) else {
                return;
            };
            node = child;
            end += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_term_at_a_place_is_found(
            terms in prop::collection::btree_set("[ab ]{1,5}", 1..12),
            text in "[ab ]{0,12}",
        ) {
            let numbered: BTreeMap<&str, u16> = terms.iter().map(String::as_str).zip(0..).collect();
            let trie = Trie::new(&numbered);
            for start in 0..text.len() {
                let mut found = Vec::new();
                trie.walk(text.as_bytes(), start, |end, number| found.push((end, number)));
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
