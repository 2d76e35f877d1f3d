//! Names of hosts, compared as browsers do.

/// The longest name that DNS knows, in characters (RFC 1035, section 2.3.4).
const LONGEST: usize = 253;

/// A host's name in lower case, without a trailing dot: two labels or more, ASCII only. An IP
/// address is none, nor is anything with a port, user information or a path, nor a name in other
/// letters: browsers report those in their ASCII form (punycode), which is compared as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host(String);

impl Host {
    /// Reads a name; whatever is not plainly one gives nothing.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.strip_suffix('.').unwrap_or(name);
        if name.len() > LONGEST {
            return None;
        }
        let labels: Vec<_> = name.split('.').collect();
        let is_label = |label: &&str| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        // The URL standard: a name whose last label is a number is an IPv4 address.
        let last_is_name = labels
            .last()
            .is_some_and(|last| last.starts_with(|first: char| first.is_ascii_alphabetic()));
        (labels.len() >= 2 && last_is_name && labels.iter().all(is_label))
            .then(|| Self(name.to_ascii_lowercase()))
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Whether this is the other host, or below it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0
            .strip_suffix(other.name())
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<String> {
        Host::parse(text).map(|host| host.0)
    }

    #[test]
    fn case_and_a_trailing_dot_do_not_count() {
        let expected = Some("login.example.com".to_owned());
        assert_eq!(name("Login.Example.COM"), expected);
        assert_eq!(name("login.example.com."), expected);
    }

    #[test]
    fn what_is_not_plainly_a_name_is_none() {
        for text in [
            "",
            ".",
            "localhost",
            "login.example.com..",
            ".example.com",
            "login..example.com",
            "login.example.com:443",
            "user@login.example.com",
            "https://login.example.com",
            "login.example.com/",
            "login.example.com%2e",
            "login.example.com\0",
            " login.example.com",
            "lоgin.example.com",
            "login。example.com",
            "127.0.0.1",
            "1.1.1.0x1",
            "[::1]",
            "-a.example",
            "a-.example",
        ] {
            assert_eq!(name(text), None, "{text}");
        }
        assert_eq!(name(&format!("{}.dk", "a.".repeat(200))), None);
        assert_eq!(name(&format!("{}.dk", "a".repeat(64))), None);
    }

    #[test]
    fn a_host_holds_what_is_below_it_and_not_what_ends_alike() {
        let within = |host: &str, other: &str| {
            let [host, other] = [host, other].map(|name| Host::parse(name).expect("a host"));
            host.is_within(&other)
        };
        assert!(within("example.com", "example.com"));
        assert!(within("a.b.example.com", "example.com"));
        assert!(!within("badexample.com", "example.com"));
        assert!(!within("example.com", "a.example.com"));
        assert!(!within("example.com.evil.example", "example.com"));
    }
}
