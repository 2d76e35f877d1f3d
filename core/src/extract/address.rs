//! Web and mail addresses, whose numbers are not codes, and the hash that ends messages to apps.

use super::byte_map::{BLOCK, Block, ByteMap};

/// Where a web or mail address starts in a chunk.
pub(super) fn address(chunk: &[u8]) -> Option<usize> {
    let find = |wanted: u8| chunk.iter().position(|byte| *byte == wanted);
    let (dot, at, slash) = (find(b'.'), find(b'@'), find(b'/'));
    if dot.is_none() && at.is_none() && slash.is_none() {
        return None;
    }
    let find_all = |wanted: &[u8]| {
        chunk
            .windows(wanted.len())
            .position(|bytes| bytes == wanted)
    };
    if let Some(place) = slash.and_then(|_| find_all(b"://")) {
        let scheme = chunk[..place]
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        return Some(place - scheme);
    }
    if let Some(place) = dot.and_then(|_| find_all(b"www.")) {
        return Some(place);
    }
    if let Some(at) = at {
        let host = &chunk[at + 1..];
        if at == 0
            || (chunk[at - 1].is_ascii_alphanumeric()
                && host.first().is_some_and(u8::is_ascii_alphanumeric))
        {
            let name = chunk[..at]
                .iter()
                .rev()
                .take_while(|byte| is_name_byte(**byte))
                .count();
            return Some(at - name);
        }
    }
    (dot.is_some() && names_host(chunk)).then_some(0)
}

/// Whether a chunk with a dot is a host name, with or without a path.
fn names_host(chunk: &[u8]) -> bool {
    let host_end = chunk
        .iter()
        .position(|byte| matches!(byte, b'/' | b'?'))
        .unwrap_or(chunk.len());
    let Some(last) = chunk[..host_end]
        .iter()
        .rposition(u8::is_ascii_alphanumeric)
    else {
        return false;
    };
    let host = &chunk[..=last];
    let Some(last_dot) = host.iter().rposition(|byte| *byte == b'.') else {
        return false;
    };
    let (name, top) = (&host[..last_dot], &host[last_dot + 1..]);
    let path = host_end < chunk.len();
    TOP_LENGTH.contains(&top.len())
        && top.iter().all(u8::is_ascii_alphabetic)
        && (path || top.len() <= 3 && top.iter().all(u8::is_ascii_lowercase))
        && (path || name.iter().any(u8::is_ascii_alphabetic))
        && name
            .iter()
            .all(|byte| is_name_byte(*byte) || matches!(byte, b'(' | b'"' | b'\'' | b'<'))
}

/// Letters of the last part of a host name, from `.dk` to `.university`.
const TOP_LENGTH: std::ops::RangeInclusive<usize> = 2..=10;

const fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+')
}

/// The hash by which SMS Retriever finds its app: 11 characters of base 64 at the message's end
/// (Google, "Perform SMS verification on a server"). Returns where it starts.
pub(super) fn app_hash(text: &str, map: &ByteMap) -> Option<usize> {
    const LENGTH: usize = 11;
    let end = map.after_last(text.len(), |block| !(block.blanks | block.lines));
    let start = end.checked_sub(LENGTH)?;
    // Both kinds of letters, and no blank: seldom so at the end of a message.
    let window = map.window(start);
    let last = |kind: fn(&Block) -> u64| window.bits(kind) << (BLOCK - LENGTH);
    let may_be = last(|block| block.small) != 0
        && last(|block| block.capitals) != 0
        && last(Block::breaks) == 0;
    if !may_be {
        return None;
    }
    let text = &text.as_bytes()[..end];
    let word = &text[start..];
    let base64 = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    (text[..start].last()?.is_ascii_whitespace()
        && word.iter().all(base64)
        && word.iter().any(u8::is_ascii_lowercase)
        && word.iter().any(u8::is_ascii_uppercase))
    .then_some(start)
}
