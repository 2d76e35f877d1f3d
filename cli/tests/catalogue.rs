//! `kodebro catalogue`, as whoever publishes the guide uses it.

use kodebro_core::signed::{Keys, PublicKey, TrustedKey};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const CATALOGUE: &str = include_str!("../../core/assets/catalogue.json");

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder can be made"))
    }

    fn place(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.place(name), content).expect("it is written");
        name.to_owned()
    }

    /// The catalogue with changes.
    fn catalogue(&self, name: &str, changes: &[(&str, &str)]) -> String {
        let mut text = CATALOGUE.to_owned();
        for (from, to) in changes {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        self.file(name, text)
    }

    fn kodebro(&self, arguments: &[&str]) -> Answer {
        let output = Command::new(env!("CARGO_BIN_EXE_kodebro"))
            .arg("catalogue")
            .args(arguments)
            .current_dir(self.0.path())
            .output();
        Answer(output.expect("the program starts"))
    }

    fn key(&self) -> String {
        let made = self.kodebro(&["keygen", "--id", "ku-2027", "--out", "key.pem"]);
        assert!(made.is_fine(), "{}", made.told());
        made.said()
    }

    fn sign(&self, catalogue: &str) -> Answer {
        let rest = ["--key", "key.pem", "--id", "ku-2027", "--out", "published"];
        self.kodebro(&[&["sign", catalogue], &rest[..]].concat())
    }
}

struct Answer(Output);

impl Answer {
    fn is_fine(&self) -> bool {
        self.0.status.success()
    }

    fn said(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    fn told(&self) -> String {
        assert_ne!(self.0.status.code(), Some(101), "it panicked");
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }
}

fn mode(file: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    let metadata = fs::metadata(file).expect("the file is there");
    metadata.permissions().mode() & 0o777
}

#[test]
fn a_sound_catalogue_is_said_to_be() {
    let desk = Desk::new();
    let answer = desk.kodebro(&["check", &desk.catalogue("new.json", &[])]);
    assert!(answer.is_fine());
    assert_eq!(answer.said(), "version 1 is sound\n");
}

#[test]
fn what_is_wrong_is_told_with_file_line_and_column() {
    let desk = Desk::new();
    let line_of = |text: &str| {
        1 + CATALOGUE
            .lines()
            .position(|line| line.contains(text))
            .expect("it is there")
    };
    let unsound = desk.catalogue("new.json", &[("\"35 32 32 32\"", "\"35 32 32 33\"")]);
    let answer = desk.kodebro(&["check", &unsound]);
    assert!(!answer.is_fine());
    let line = line_of("35 32 32 32");
    let begins = format!("new.json:{line}:14: support.shown: these are not the last digits");
    assert!(answer.told().starts_with(&begins), "{}", answer.told());
    let no_json = desk.catalogue("new.json", &[("\"version\": 1,", "\"version\": 1")]);
    let told = desk.kodebro(&["check", &no_json]).told();
    assert!(told.starts_with("new.json:4:3: "), "{told}");
    for (content, expected) in [
        (&b"\xff"[..], "new.json: byte 0 is no UTF-8"),
        (&[b' '; 300_000], "new.json: the catalogue has"),
        (
            b"kodebro-catalogue 1 x\n{}",
            "new.json: the first line is not",
        ),
    ] {
        let told = desk
            .kodebro(&["check", &desk.file("new.json", content)])
            .told();
        assert!(told.starts_with(expected), "{told}");
    }
    let told = desk.kodebro(&["check", "missing.json"]).told();
    assert!(
        told.starts_with("missing.json: the file cannot be read"),
        "{told}"
    );
}

#[test]
fn a_key_is_for_its_owner_and_never_overwritten() {
    let desk = Desk::new();
    let line = desk.key();
    assert!(
        line.starts_with("{ \"id\": \"ku-2027\", \"key\": \""),
        "{line}"
    );
    let file = desk.place("key.pem");
    assert_eq!(mode(&file), 0o600);
    let before = fs::read(&file).expect("the key is there");
    assert!(!line.contains(&String::from_utf8_lossy(&before)[30..60]));
    let again = desk.kodebro(&["keygen", "--id", "other", "--out", "key.pem"]);
    assert!(!again.is_fine());
    assert!(again.told().contains("never overwritten"));
    assert_eq!(fs::read(&file).expect("the key is there"), before);
    let unnamed = desk.kodebro(&["keygen", "--id", "A Name", "--out", "other.pem"]);
    assert!(unnamed.told().contains("1 to 20 of a-z"));
    assert!(!desk.place("other.pem").exists());
}

#[test]
fn what_is_signed_is_what_the_line_for_the_build_trusts() {
    let desk = Desk::new();
    let line = desk.key();
    let catalogue = desk.catalogue("new.json", &[("\"version\": 1,", "\"version\": 2,")]);
    let signed = desk.sign(&catalogue);
    assert!(signed.is_fine(), "{}", signed.told());
    assert!(
        signed
            .said()
            .starts_with("version 2 is signed by ku-2027: ")
    );
    let keys: Keys = serde_json::from_str(&format!("[{line}]")).expect("the line fits");
    let published = fs::read(desk.place("published")).expect("it is written");
    let update = keys.open(&published).expect("it is signed");
    let document = fs::read(desk.place("new.json")).expect("it is there");
    assert_eq!(update.document(), document);
    assert!(!desk.place("published.new").exists());
    // This build trusts no key yet, and says so.
    let checked = desk.kodebro(&["check", "published"]);
    assert!(!checked.is_fine());
    assert!(checked.told().contains("this version trusts no key"));
    assert!(desk.sign("published").told().contains("signed already"));
    let public = PublicKey::parse(line.split('"').nth(7).expect("a key")).expect("a key");
    assert!(TrustedKey::new("ku-2027", public).is_ok());
}

#[test]
fn what_is_not_sound_is_not_signed_and_what_was_published_stays() {
    let desk = Desk::new();
    desk.key();
    assert!(desk.sign(&desk.catalogue("new.json", &[])).is_fine());
    let before = fs::read(desk.place("published")).expect("it is written");
    let unsound = desk.catalogue("new.json", &[("\"format\": 1", "\"format\": 9")]);
    let refused = desk.sign(&unsound);
    assert!(!refused.is_fine());
    assert!(
        refused.told().starts_with("new.json:2:13: format: "),
        "{}",
        refused.told()
    );
    desk.file("key.pem", "no key");
    let refused = desk.sign(&desk.catalogue("new.json", &[]));
    assert!(
        refused
            .told()
            .starts_with("key.pem: this is no private key")
    );
    assert_eq!(
        fs::read(desk.place("published")).expect("it is there"),
        before
    );
}

#[test]
fn a_slip_in_a_signed_file_is_told_with_its_own_line() {
    let desk = Desk::new();
    desk.key();
    desk.sign(&desk.catalogue("new.json", &[]));
    let published = fs::read_to_string(desk.place("published")).expect("it is there");
    desk.file(
        "published",
        published.replacen("\"format\": 1", "\"format\": 9", 1),
    );
    let told = desk.kodebro(&["check", "published"]).told();
    assert!(told.starts_with("published:3:13: format: "), "{told}");
}

#[test]
fn what_changes_for_the_reader_is_shown() {
    let desk = Desk::new();
    let new = desk.catalogue(
        "new.json",
        &[
            ("\"version\": 1,", "\"version\": 2,"),
            ("Skriv dit telefonnummer", "Skriv dit mobilnummer"),
            ("+4535323232", "+4535323233"),
            ("35 32 32 32", "35 32 32 33"),
        ],
    );
    let shown = desk.kodebro(&["diff", &new]);
    assert!(shown.is_fine(), "{}", shown.told());
    for expected in [
        "support: number\n  - +4535323232\n  + +4535323233\n",
        "registration, step number: title (da)\n  - Skriv dit telefonnummer\n  + Skriv dit mobilnummer\n",
        "\n4 changes\n",
    ] {
        assert!(shown.said().contains(expected), "{}", shown.said());
    }
    // Against an earlier one that was published.
    let newer = desk.catalogue(
        "newer.json",
        &[
            ("\"version\": 1,", "\"version\": 3,"),
            ("\"id.ku.dk\",", "\"id.ku.dk\", \"sso.ku.dk\","),
            ("+4535323232", "+4535323233"),
            ("35 32 32 32", "35 32 32 33"),
        ],
    );
    let shown = desk.kodebro(&["diff", &new, &newer]);
    assert!(shown.is_fine());
    assert!(shown.said().contains("trusted site sso.ku.dk"));
    assert!(!shown.said().contains("support: number"));
}

#[test]
fn what_an_app_would_refuse_is_told() {
    let desk = Desk::new();
    let version = ("\"version\": 1,", "\"version\": 2,");
    for (changes, why) in [
        (
            vec![],
            "its version is 1, and the earlier one has 1; give it 2",
        ),
        (
            vec![
                version,
                ("\"id.ku.dk\",", "\"id.ku.dk\", \"id.example.org\","),
            ],
            "a site in a domain",
        ),
    ] {
        let new = desk.catalogue("new.json", &changes);
        let refused = desk.kodebro(&["diff", &new]);
        assert!(!refused.is_fine());
        let begins = "new.json: an app would refuse it: ";
        assert!(refused.told().starts_with(begins));
        assert!(refused.told().contains(why), "{}", refused.told());
    }
}

#[test]
fn what_every_app_would_refuse_is_neither_sound_nor_signed() {
    let desk = Desk::new();
    desk.key();
    for (change, why) in [
        (
            ("\"id.ku.dk\",", "\"id.ku.dk\", \"id.example.org\","),
            "the catalogue trusts a site in a domain",
        ),
        (
            (
                "\"valid_until\": \"2028-12-31\"",
                "\"valid_until\": \"2026-11-01\"",
            ),
            "the catalogue is past its last day",
        ),
    ] {
        let new = desk.catalogue("new.json", &[change]);
        let told = format!("new.json: an app would refuse it: {why}");
        let checked = desk.kodebro(&["check", &new]);
        assert!(!checked.is_fine());
        assert!(checked.told().starts_with(&told), "{}", checked.told());
        let signed = desk.sign(&new);
        assert!(!signed.is_fine());
        assert!(signed.told().starts_with(&told), "{}", signed.told());
        assert!(!desk.place("published").exists());
    }
}

#[test]
fn what_is_for_a_later_day_is_told_and_can_be_published_ahead() {
    let desk = Desk::new();
    desk.key();
    let days = [
        ("\"version\": 1,", "\"version\": 2,"),
        ("2026-11-01", "2098-01-01"),
        ("2028-12-31", "2099-01-01"),
    ];
    let new = desk.catalogue("new.json", &days);
    for answer in [
        desk.kodebro(&["check", &new]),
        desk.kodebro(&["diff", &new]),
        desk.sign(&new),
    ] {
        assert!(answer.is_fine(), "{}", answer.told());
        let said = answer.said();
        assert!(
            said.ends_with("is for a later day; it is taken in then\n"),
            "{said}"
        );
    }
}
