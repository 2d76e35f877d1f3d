//! The hosts on which a code may be offered, and the fields that are known there.
//!
//! Data: `core/assets/sites.json`. A host must be the same as a listed one; what is below it is
//! another.

use super::host::Host;
use serde::Deserialize;
use std::sync::LazyLock;

/// Hosts that belong together, with the fields for a code that their pages are known to have.
#[derive(Deserialize)]
pub(super) struct Site {
    hosts: Vec<String>,
    ids: Vec<String>,
    names: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    sites: Vec<Site>,
}

static SITES: LazyLock<Vec<Site>> = LazyLock::new(|| {
    let file: File = serde_json::from_str(include_str!("../../assets/sites.json"))
        .expect("the file is held by a test");
    file.sites
});

impl Site {
    /// The listed site that a host belongs to.
    pub(super) fn of(host: &Host) -> Option<&'static Self> {
        SITES
            .iter()
            .find(|site| site.hosts.iter().any(|listed| listed == host.name()))
    }

    /// Whether the site's field for a code has this id.
    pub(super) fn has_id(&self, id: &str) -> bool {
        self.ids.iter().any(|known| known == id)
    }

    /// Whether the site's field for a code has this name.
    pub(super) fn has_name(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_host_is_a_name_that_a_browser_may_report() {
        for name in SITES.iter().flat_map(|site| &site.hosts) {
            let host = Host::parse(name).expect("a host");
            assert_eq!(host.name(), name);
            assert!(Site::of(&host).is_some());
        }
    }

    #[test]
    fn hosts_that_only_look_like_a_listed_one_are_not_it() {
        for name in [
            "login.microsoftonline.com.evil.example",
            "evil-login.microsoftonline.com",
            "a.login.microsoftonline.com",
            "microsoftonline.com",
            "login.micros0ftonline.com",
            "xn--login-microsoftonline-abc.com",
            "login-microsoftonline.com",
            "ku.dk",
            "evil.ku.dk",
            "idku.dk",
        ] {
            let host = Host::parse(name).expect("a host");
            assert!(Site::of(&host).is_none(), "{name}");
        }
    }
}
