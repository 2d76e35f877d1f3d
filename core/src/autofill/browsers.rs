//! The browsers whose word on the page's address counts.
//!
//! Data: `core/assets/browsers.json`, the package and the SHA-256 of the certificates that each is
//! signed with. Each stands in two published lists at least, which the file names. Certificates of
//! debug builds are left out, and so is the one of Samsung Internet that some lists have and that is
//! the public test key of Android.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    browsers: Vec<Browser>,
}

#[derive(Deserialize)]
struct Browser {
    package: String,
    certificates: Vec<String>,
}

include_flate::flate!(static LIST: str from "assets/browsers.json");

static BROWSERS: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    let file: File = serde_json::from_str(&LIST).expect("the file is held by a test");
    file.browsers
        .into_iter()
        .map(|browser| (browser.package, browser.certificates))
        .collect()
});

/// Whether an app is a known browser, signed as that browser is. To have one listed certificate
/// among several is enough: nobody can sign with it but its owner.
pub(super) fn is_verified(package: &str, certificates: &[Vec<u8>]) -> bool {
    BROWSERS.get(package).is_some_and(|listed| {
        certificates
            .iter()
            .any(|certificate| listed.iter().any(|listed| *listed == hex(certificate)))
    })
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().take(33).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Whole {
        sources: BTreeMap<String, String>,
        browsers: Vec<Entry>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Entry {
        name: String,
        package: String,
        certificates: Vec<String>,
        sources: Vec<String>,
    }

    const CHROME: [u8; 32] = [
        0xf0, 0xfd, 0x6c, 0x5b, 0x41, 0x0f, 0x25, 0xcb, 0x25, 0xc3, 0xb5, 0x33, 0x46, 0xc8, 0x97,
        0x2f, 0xae, 0x30, 0xf8, 0xee, 0x74, 0x11, 0xdf, 0x91, 0x04, 0x80, 0xad, 0x6b, 0x2d, 0x60,
        0xdb, 0x83,
    ];

    #[test]
    fn a_browser_is_known_by_its_package_and_its_certificate_together() {
        let chrome = vec![CHROME.to_vec()];
        assert!(is_verified("com.android.chrome", &chrome));
        assert!(is_verified(
            "com.android.chrome",
            &[vec![7; 32], CHROME.to_vec()]
        ));
        assert!(!is_verified("com.android.chrome", &[]));
        assert!(!is_verified("com.android.chrome", &[vec![7; 32]]));
        assert!(!is_verified("org.mozilla.firefox", &chrome));
        assert!(!is_verified("com.android.chrome.evil", &chrome));
        let longer = [&CHROME[..], &[0]].concat();
        assert!(!is_verified("com.android.chrome", &[longer]));
    }

    #[test]
    fn every_entry_is_well_formed_and_stands_in_two_lists() {
        let whole: Whole = serde_json::from_str(&LIST).expect("it is JSON");
        let packages: BTreeSet<_> = whole.browsers.iter().map(|entry| &entry.package).collect();
        assert_eq!(packages.len(), whole.browsers.len());
        for entry in &whole.browsers {
            assert!(!entry.name.is_empty() && !entry.certificates.is_empty());
            for certificate in &entry.certificates {
                let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
                assert!(certificate.len() == 64 && certificate.bytes().all(is_hex));
            }
            for source in &entry.sources {
                assert!(whole.sources.contains_key(source));
            }
            // The first source is kept by two others, which is two lists for what has it alone.
            assert_eq!(entry.sources[0], "google");
        }
    }
}
