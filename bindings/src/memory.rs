//! What is freed here is overwritten first.
//!
//! A message and a code cross by UniFFI, which copies texts into buffers and out of them again, and
//! frees each as it is. So all memory of the core is overwritten when it is freed, whatever it held.
//! What stood on a stack stays until something else stands there. SQLite has memory of its own, and
//! is handed no message and no code.

use std::alloc::System;
use zeroizing_alloc::ZeroAlloc;

#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use crate::{Event, Hidden, Screen, Session, UniFfiTag, Update};
    use kodebro_core::secret::Secret;
    use std::fs::File;
    use std::io::{BufRead, Read};
    use std::os::unix::fs::FileExt;
    use uniffi::{Lift, Lower};

    /// A code that stands nowhere in memory: each byte is changed.
    const MASKED: [u8; 8] = *b"\xf1\xf4\xf9\xf2\xf3\xf6\xf1\xf7";
    const MASK: u8 = 0xc1;

    fn message() -> Hidden {
        let mut text = "Your Microsoft verification code is ".to_owned();
        text.extend(MASKED.map(|byte| char::from(byte ^ MASK)));
        text.push('.');
        text.push_str(&" Do not share it with anybody.".repeat(50));
        Hidden(Secret::new(text))
    }

    /// As it comes from the other side.
    fn crossed(event: Event) -> Event {
        <Event as Lift<UniFfiTag>>::try_lift(<Event as Lower<UniFfiTag>>::lower(event))
            .expect("it is read as it was written")
    }

    /// What the other side does when it has read what it was given.
    fn hand_over(update: Update) {
        <Update as Lower<UniFfiTag>>::lower_into_rust_buffer(update).destroy();
    }

    /// Looks for the code in memory. It has all that it needs from the beginning on, so that nothing
    /// that was freed is written over by looking.
    struct Search {
        map: String,
        bytes: Vec<u8>,
    }

    impl Search {
        fn new() -> Self {
            Self {
                map: String::with_capacity(1 << 16),
                bytes: vec![0; 1 << 20],
            }
        }

        /// How often it stands in what can be written to, but for this thread's stack.
        fn found(&mut self) -> usize {
            let here = 0_u8;
            let here = std::ptr::from_ref(&here).addr() as u64;
            let memory = File::open("/proc/self/mem").expect("a process may read its own");
            let mut map = File::open("/proc/self/maps").expect("and its map");
            self.map.clear();
            map.read_to_string(&mut self.map).expect("it is a text");
            let mut found = 0;
            for line in self.map.lines().filter(|line| line.contains(" rw-p ")) {
                let (range, _) = line.split_once(' ').expect("a range");
                let (begin, end) = range.split_once('-').expect("two ends");
                let address = |text| u64::from_str_radix(text, 16).expect("hexadecimal");
                let range = address(begin)..address(end);
                if range.contains(&here) {
                    continue;
                }
                let step = self.bytes.len() + 1 - MASKED.len();
                for begin in range.clone().step_by(step) {
                    let length = self.bytes.len().min((range.end - begin) as usize);
                    let bytes = &mut self.bytes[..length];
                    if memory.read_exact_at(bytes, begin).is_ok() {
                        found += count(bytes);
                    }
                    // What was read is no further copy.
                    bytes.fill(0);
                }
            }
            found
        }
    }

    fn count(mut bytes: &[u8]) -> usize {
        let [first, rest @ ..] = MASKED;
        let mut found = 0;
        while bytes
            .skip_until(first ^ MASK)
            .is_ok_and(|skipped| skipped > 0)
        {
            let mut pairs = bytes.iter().zip(rest);
            let is_code =
                bytes.len() >= rest.len() && pairs.all(|(byte, masked)| byte ^ MASK == masked);
            found += usize::from(is_code);
        }
        found
    }

    #[test]
    fn what_was_freed_of_a_message_and_its_code_is_gone() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let session = Session::open(folder.path().to_str().expect("it is UTF-8"), "en", None);
        let tell = |event| session.handle(event, 1_800_000_000_000);
        let mut search = Search::new();
        hand_over(tell(Event::AppStarted).expect("no panic"));
        let crossed = crossed(Event::MessageShared { text: message() });
        assert_eq!(search.found(), 1, "the event's own");
        let shared = tell(crossed).expect("no panic");
        assert!(matches!(shared.view.screen, Screen::Code { .. }));
        hand_over(shared);
        assert_eq!(search.found(), 1, "the session's own");
        hand_over(tell(Event::HomePressed).expect("no panic"));
        assert_eq!(search.found(), 0);
    }
}
