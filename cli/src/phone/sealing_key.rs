//! The key that seals what is about the reader.

use kodebro_core::store::SealingKey;
use ring::rand::{SecureRandom, SystemRandom};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

const FILE: &str = "sealing-key";

/// The key of a folder, which is made with its key where it is missing; one that is torn is made
/// anew.
///
/// A terminal has no key store that every system has. So the key lies in a file beside what it
/// seals, which only its owner may read. That protects a copy of the store that was made without the
/// key, such as one that was sent to somebody, and from nobody who may read the folder.
///
/// # Errors
/// Where the folder or the file cannot be used, or the system gives no random numbers.
pub(super) fn of_folder(folder: &Path) -> io::Result<SealingKey> {
    fs::create_dir_all(folder)?;
    let file = folder.join(FILE);
    if let Some(key) = read(&file)? {
        return Ok(key);
    }
    let mut bytes = [0; SealingKey::LENGTH];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| io::Error::other("the system gave no random numbers"))?;
    // Whole or not there, though the process be killed in between.
    let beside = folder.join(format!("{FILE}.new"));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(&beside)?;
    opened.write_all(&bytes)?;
    opened.sync_all()?;
    fs::rename(&beside, &file)?;
    Ok(SealingKey::new(bytes))
}

fn read(file: &Path) -> io::Result<Option<SealingKey>> {
    match fs::read(file) {
        Ok(bytes) => Ok(SealingKey::try_from(&bytes[..]).ok()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kodebro_core::guide::{GuideKind, Progress, Reading};
    use kodebro_core::store::Keeper;

    #[test]
    fn the_reader_goes_on_with_the_key_of_the_folder() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let place = folder.path().join("new");
        let open = || Keeper::open(&place, of_folder(&place).ok()).expect("the store opens");
        let progress = Progress {
            answers: [].into(),
            reading: Some(Reading {
                guide: GuideKind::SignIn,
                step: None,
            }),
        };
        assert_eq!(open().keep_progress(&progress), Ok(()));
        assert_eq!(open().progress(), Some(progress));
        // A torn key is made anew, and what it sealed is gone.
        fs::write(place.join(FILE), "torn").expect("it is written");
        assert_eq!(open().progress(), None);
        let left = fs::read(place.join(FILE)).expect("the key is there");
        assert_eq!(left.len(), SealingKey::LENGTH);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_the_key() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder can be made");
        of_folder(folder.path()).expect("a key");
        let entries: Vec<_> = fs::read_dir(folder.path())
            .expect("a folder")
            .map(|entry| entry.and_then(|entry| entry.metadata()).expect("a file"))
            .collect();
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].permissions().mode() & 0o777, 0o600);
    }
}
