//! An emulator, as the adb server of this machine reaches it.

use super::console::{Console, ConsoleError};
use super::screen::{Point, Screen, ScreenError};
use mozdevice::{AndroidStorage, Host, UnixPath, UnixPathBuf};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where the adb server listens, unless it was told otherwise.
pub const ADB_PORT: u16 = 5037;

/// How long a device may be silent: for as long, at most, it installs an app.
const PATIENCE: Duration = Duration::from_secs(180);
/// How often UI Automator is asked for the screen; it gives up by itself after ten seconds.
const DUMPS: u32 = 4;
/// Where files lie on the device meanwhile: shells may write there on every Android.
const FOLDER: &str = "/data/local/tmp";
/// Since this level Android asks whether an app may notify.
const FIRST_WITH_NOTIFICATION_PERMISSION: u32 = 33;

/// Why a device did not do what it was asked. No message, code or number is in it.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    /// There is no adb server.
    #[error("no adb server answers at port {port}: {source}; run adb start-server")]
    NoServer {
        /// Where it was looked for.
        port: u16,
        /// What came instead.
        source: mozdevice::DeviceError,
    },
    /// No device is connected.
    #[error("adb knows no device that is ready; start one with scripts/emulator start")]
    NoDevice,
    /// Which of them is meant is not known.
    #[error("adb knows several devices; name one in ANDROID_SERIAL")]
    Several,
    /// The one that is meant is not connected.
    #[error("adb knows no device {0} that is ready; adb devices lists those there are")]
    NotThere(String),
    /// It is a phone, to which nobody can send a message for a test.
    #[error("{0} is no emulator, and only an emulator can be sent a message")]
    NotAnEmulator(String),
    /// The adb server or the connection failed.
    #[error("adb failed: {0}")]
    Adb(#[from] mozdevice::DeviceError),
    /// A file of this machine could not be read or written.
    #[error("{}: {source}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What happened.
        source: io::Error,
    },
    /// The device did not do it.
    #[error("the device did not {what}: {said}")]
    Refused {
        /// What it should have done.
        what: &'static str,
        /// What it said.
        said: String,
    },
    /// UI Automator waits for a second without a change of the screen.
    #[error("UI Automator could not read the screen, which never stood still for a second")]
    NeverStill,
    /// Android asks whether to wait for the app.
    #[error("Android says that Kodebro does not answer")]
    Hangs,
    /// The screen is not in the form that is known.
    #[error(transparent)]
    Screen(#[from] ScreenError),
    /// The message did not go out.
    #[error(transparent)]
    Console(#[from] ConsoleError),
}

/// An emulator that adb reaches.
#[derive(Debug, Clone)]
pub struct Device {
    adb_port: u16,
    serial: String,
    console: Console,
}

impl Device {
    /// The emulator with a serial number such as `emulator-5554`, or the only device there is.
    /// `token` is the file in which emulators keep what lets in at their console.
    ///
    /// # Errors
    /// Where there is no adb server, no such device, more than one, or one that is no emulator.
    pub fn find(adb_port: u16, serial: Option<&str>, token: PathBuf) -> Result<Self, DeviceError> {
        let there: Vec<mozdevice::DeviceInfo> =
            host(adb_port)
                .devices()
                .map_err(|source| DeviceError::NoServer {
                    port: adb_port,
                    source,
                })?;
        let mut there = there.into_iter().map(|device| device.serial);
        let serial = if let Some(serial) = serial {
            let found = there.find(|other| other == serial);
            found.ok_or_else(|| DeviceError::NotThere(serial.to_owned()))?
        } else {
            let only = there.next().ok_or(DeviceError::NoDevice)?;
            if there.next().is_some() {
                return Err(DeviceError::Several);
            }
            only
        };
        // An emulator is named after the port of its console.
        let port = serial.strip_prefix("emulator-");
        let Some(port) = port.and_then(|port| port.parse().ok()) else {
            return Err(DeviceError::NotAnEmulator(serial));
        };
        Ok(Self {
            adb_port,
            serial,
            console: Console { port, token },
        })
    }

    /// Installs an app in place of the one that is there, with all permissions that it asks for.
    ///
    /// # Errors
    /// Where the file cannot be read, or Android does not take it.
    pub fn install(&self, apk: &Path) -> Result<(), DeviceError> {
        let failed = |source| DeviceError::File {
            path: apk.to_owned(),
            source,
        };
        let mut file = File::open(apk).map_err(failed)?;
        let there = on_device("kodebro.apk");
        self.remote().push(&mut file, &there, 0o644)?;
        let done = self.shell(
            "install the app",
            &format!("pm install -r -g {}", there.display()),
        );
        self.remove(&there)?;
        done.map(drop)
    }

    /// Grants an app a permission.
    ///
    /// # Errors
    /// Where Android does not know the app or the permission, or the app does not ask for it.
    pub fn grant(&self, app: &str, permission: &str) -> Result<(), DeviceError> {
        self.shell("grant it", &format!("pm grant {app} {permission}"))
            .map(drop)
    }

    /// Begins anew with an app: what it kept is deleted, it may notify, and it is opened with the
    /// screen on.
    ///
    /// # Errors
    /// Where the app is not installed, or does not open.
    pub fn open_anew(&self, app: &str, activity: &str) -> Result<(), DeviceError> {
        self.shell("delete what the app kept", &format!("pm clear {app}"))?;
        if self.level()? >= FIRST_WITH_NOTIFICATION_PERMISSION {
            self.grant(app, "android.permission.POST_NOTIFICATIONS")?;
        }
        self.shell(
            "wake up",
            "input keyevent KEYCODE_WAKEUP && wm dismiss-keyguard",
        )?;
        self.open(app, activity)
    }

    /// Ends an app's process as Android does where memory is short or its person wipes it away, and
    /// opens it again.
    ///
    /// # Errors
    /// Where it does not open.
    pub fn restart(&self, app: &str, activity: &str) -> Result<(), DeviceError> {
        self.shell("end the app", &format!("am force-stop {app}"))?;
        self.open(app, activity)
    }

    fn open(&self, app: &str, activity: &str) -> Result<(), DeviceError> {
        let said = self.shell("open the app", &format!("am start -W -n {app}/{activity}"))?;
        // It ends well even where there is no such activity.
        if said.contains("Error") {
            return Err(refused("open the app", &said));
        }
        Ok(())
    }

    /// Hands a text to an app, as another app's share sheet does.
    ///
    /// # Errors
    /// Where it does not take it.
    pub fn share(&self, app: &str, activity: &str, text: &str) -> Result<(), DeviceError> {
        let command = format!(
            "am start -W -a android.intent.action.SEND -t text/plain -n {app}/{activity} \
             --es android.intent.extra.TEXT {}",
            quoted(text)
        );
        let done = self.shell("share the text", &command);
        done.map(drop).map_err(|error| match error {
            // What it says may repeat the text.
            DeviceError::Refused { what, .. } => DeviceError::Refused {
                what,
                said: "what it said is withheld".to_owned(),
            },
            other => other,
        })
    }

    /// A text message arrives, from a number.
    ///
    /// # Errors
    /// Where the emulator does not take it.
    pub fn send_sms(&self, from: &str, text: &str) -> Result<(), DeviceError> {
        Ok(self.console.send_sms(from, text)?)
    }

    /// What stands on the screen.
    ///
    /// # Errors
    /// Where UI Automator cannot read it, such as a screen that changes all the time.
    pub fn screen(&self) -> Result<Screen, DeviceError> {
        let file = on_device("kodebro-screen.xml");
        let command = format!("uiautomator dump {}", file.display());
        let mut never_still = false;
        for _ in 0..DUMPS {
            let said = self.shell("read the screen", &command)?;
            // Android's own spelling is another.
            if said.contains("dumped to") {
                return Ok(Screen::parse(&self.fetch(&file)?)?);
            }
            never_still = said.contains("idle state");
        }
        Err(if never_still {
            DeviceError::NeverStill
        } else {
            refused("read the screen", "there was no window to read")
        })
    }

    /// Taps a place that a node told.
    ///
    /// # Errors
    /// Where the connection fails.
    pub fn tap(&self, at: Point) -> Result<(), DeviceError> {
        self.shell("tap", &format!("input tap {} {}", at.x, at.y))
            .map(drop)
    }

    /// Moves a finger between two places of a node, slowly enough not to fling.
    ///
    /// # Errors
    /// Where the connection fails.
    pub fn swipe(&self, from: Point, to: Point) -> Result<(), DeviceError> {
        let command = format!("input swipe {} {} {} {} 600", from.x, from.y, to.x, to.y);
        self.shell("move a finger", &command).map(drop)
    }

    /// Types into the field that has the focus: letters of ASCII, digits and signs.
    ///
    /// # Errors
    /// Where the text holds what `input` cannot type, or the connection fails.
    pub fn type_text(&self, text: &str) -> Result<(), DeviceError> {
        if !text.chars().all(|it| it == ' ' || it.is_ascii_graphic()) {
            return Err(refused("type", "it types ASCII only"));
        }
        // `input` takes %s for a space.
        let text = quoted(&text.replace(' ', "%s"));
        self.shell("type", &format!("input text {text}")).map(drop)
    }

    /// A picture of the screen as PNG; black where the app secures its window.
    ///
    /// # Errors
    /// Where it cannot be taken.
    pub fn picture(&self) -> Result<Vec<u8>, DeviceError> {
        let file = on_device("kodebro-screen.png");
        self.shell(
            "take a picture",
            &format!("screencap -p {}", file.display()),
        )?;
        self.fetch_bytes(&file)
    }

    /// Records the screen from now on, for at most the three minutes that Android records.
    ///
    /// # Errors
    /// Where it does not begin.
    pub fn record(&self) -> Result<Recording, DeviceError> {
        let file = on_device("kodebro-screen.mp4");
        let command = format!(
            "nohup screenrecord --time-limit 180 {} >/dev/null 2>&1 & echo $!",
            file.display()
        );
        let said = self.shell("record", &command)?;
        let process = said.trim().parse::<u32>();
        Ok(Recording {
            device: self.clone(),
            file,
            process: process.map_err(|_| refused("record", &said))?,
        })
    }

    /// The time by the device's clock, in seconds since 1970.
    ///
    /// # Errors
    /// Where the connection fails.
    pub fn now_s(&self) -> Result<u64, DeviceError> {
        let said = self.shell("tell the time", "date +%s")?;
        let time = said.trim().parse();
        time.map_err(|_| refused("tell the time", &said))
    }

    /// What was logged since a time, in seconds of the device's clock, by whomever.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn log_since(&self, time_s: u64) -> Result<String, DeviceError> {
        let file = on_device("kodebro-log.txt");
        let command = format!(
            "logcat -d -b all -v threadtime -T {time_s}.000 > {}",
            file.display()
        );
        self.shell("hand over its log", &command)?;
        self.fetch(&file)
    }

    /// The level of Android's API, such as 34.
    fn level(&self) -> Result<u32, DeviceError> {
        let said = self.shell("tell its version", "getprop ro.build.version.sdk")?;
        let level = said.trim().parse();
        level.map_err(|_| refused("tell its version", &said))
    }

    /// What a command printed.
    fn shell(&self, what: &'static str, command: &str) -> Result<String, DeviceError> {
        let said = self
            .remote()
            .execute_host_shell_command(&format!("({command}); echo exit:$?"))?;
        match said.trim_end().rsplit_once("exit:") {
            Some((said, "0")) => Ok(said.to_owned()),
            Some((said, _)) => Err(refused(what, said)),
            None => Err(refused(what, "the connection ended before it was done")),
        }
    }

    fn fetch(&self, file: &UnixPath) -> Result<String, DeviceError> {
        let bytes = self.fetch_bytes(file)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The content of a file, which is taken away: a code may stand in it.
    fn fetch_bytes(&self, file: &UnixPath) -> Result<Vec<u8>, DeviceError> {
        let mut bytes = Vec::new();
        self.remote().pull(file, &mut bytes)?;
        self.remove(file)?;
        Ok(bytes)
    }

    fn remove(&self, file: &UnixPath) -> Result<(), DeviceError> {
        self.shell("delete a file", &format!("rm -f {}", file.display()))
            .map(drop)
    }

    /// The device for the library. Its own way to begin would become root where it can, and switch
    /// off what keeps apps apart: the app is to be seen as on anybody's phone.
    fn remote(&self) -> mozdevice::Device {
        mozdevice::Device {
            host: host(self.adb_port),
            serial: self.serial.clone(),
            adbd_root: false,
            is_rooted: false,
            su_0_root: false,
            su_c_root: false,
            run_as_package: None,
            storage: AndroidStorage::Internal,
            tempfile: on_device("kodebro"),
        }
    }
}

/// A recording of the screen that goes on.
#[derive(Debug)]
pub struct Recording {
    device: Device,
    file: UnixPathBuf,
    process: u32,
}

impl Recording {
    /// Ends it and keeps it as MP4.
    ///
    /// # Errors
    /// Where it cannot be fetched, or not be written here.
    pub fn keep(self, path: &Path) -> Result<(), DeviceError> {
        let Self {
            device,
            file,
            process,
        } = self;
        // It closes the file when it is interrupted; it has ended by itself after three minutes.
        let command = format!(
            "kill -INT {process} 2>/dev/null; while kill -0 {process} 2>/dev/null; do sleep 0.2; done"
        );
        device.shell("end the recording", &command)?;
        let film = device.fetch_bytes(&file)?;
        std::fs::write(path, film).map_err(|source| DeviceError::File {
            path: path.to_owned(),
            source,
        })
    }
}

fn host(adb_port: u16) -> Host {
    Host {
        host: Some("127.0.0.1".to_owned()),
        port: Some(adb_port),
        read_timeout: Some(PATIENCE),
        write_timeout: Some(PATIENCE),
    }
}

fn on_device(name: &str) -> UnixPathBuf {
    UnixPathBuf::from(FOLDER).join(name)
}

fn refused(what: &'static str, said: &str) -> DeviceError {
    const MOST: usize = 200;
    DeviceError::Refused {
        what,
        said: said.trim().chars().take(MOST).collect(),
    }
}

/// A word for the device's shell, whatever stands in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
