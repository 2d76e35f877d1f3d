//! An emulator that is none: it shows dumps, goes from one to the next as its script says, and writes
//! down what it was asked. The dumps and answers follow what Android's sources and documentation say;
//! none was seen on a device.

use kodebro_core::text::{Language, TextKey, text};
use kodebro_e2e::phone::adb::Device;
use roxmltree::Document;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};

macro_rules! dumps {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("dumps/", $name, ".xml")))),*]
    };
}

const DUMPS: [(&str, &str); 15] = dumps![
    "home" "settings" "consent_explained" "waiting" "waiting_after_refusal" "question_en"
    "question_da" "code" "code_below" "unexpected_code" "used" "warning" "guide_question"
    "system_hangs" "app_hangs"
];

/// What an emulator does next: on a screen, when something is done, it shows another. What is tapped
/// is told by its words or the name of its text.
pub(crate) type Script = &'static [(&'static str, &'static str, &'static str)];

/// The way of the app from its first start: language, waiting, Google's question, the code.
pub(crate) const APP: Script = &[
    ("home", "home_settings", "settings"),
    ("settings", "Dansk", "settings"),
    ("settings", "button_back", "home"),
    ("home", "home_wait", "consent_explained"),
    ("home", "share", "unexpected_code"),
    ("consent_explained", "button_continue", "waiting"),
    ("waiting", "sms", "question_en"),
    ("question_en", "Allow", "code"),
    ("question_en", "Deny", "waiting_after_refusal"),
    ("waiting_after_refusal", "share", "code"),
    ("code", "swipe", "code_below"),
    ("code", "code_used", "used"),
    ("code_below", "swipe", "code_below"),
    ("code_below", "button_home", "home"),
    ("used", "button_home", "home"),
    ("unexpected_code", "code_not_mine", "warning"),
    ("warning", "button_home", "home"),
    ("system_hangs", "Wait", "home"),
    ("app_hangs", "Wait", "home"),
];

/// The emulator; the wires lead here.
pub(crate) struct Emulator {
    pub(crate) state: Mutex<State>,
    script: Script,
}

/// What a test sets and looks at.
pub(crate) struct State {
    /// The lines of `adb devices -l`.
    pub(crate) devices: Vec<String>,
    pub(crate) screen: &'static str,
    pub(crate) language: Language,
    /// The level of Android's API.
    pub(crate) level: u32,
    /// Whether the screen changes all the time.
    pub(crate) never_still: bool,
    /// What the installer says.
    pub(crate) installer: &'static str,
    pub(crate) installed: Option<Vec<u8>>,
    pub(crate) takes_what_is_shared: bool,
    pub(crate) log: String,
    pub(crate) files: HashMap<String, Vec<u8>>,
    /// The commands for the device's shell, in their order.
    pub(crate) asked: Vec<String>,
    pub(crate) messages: Vec<String>,
}

/// An emulator with its wires.
pub(crate) struct Running {
    pub(crate) emulator: Arc<Emulator>,
    pub(crate) adb_port: u16,
    pub(crate) token: PathBuf,
    _folder: tempfile::TempDir,
}

impl Running {
    pub(crate) fn start(script: Script) -> Self {
        let console: TcpListener = crate::console::listen();
        let port = console.local_addr().expect("it is bound").port();
        let serial = format!("emulator-{port}");
        let emulator = Arc::new(Emulator {
            script,
            state: Mutex::new(State {
                devices: vec![format!("{serial} device product:sdk_gphone64_x86_64")],
                screen: "home",
                language: Language::English,
                level: 34,
                never_still: false,
                installer: "Success\n",
                installed: None,
                takes_what_is_shared: true,
                log: String::new(),
                files: HashMap::new(),
                asked: Vec::new(),
                messages: Vec::new(),
            }),
        });
        crate::console::serve(console, Arc::clone(&emulator));
        let adb_port = crate::protocol::serve(Arc::clone(&emulator));
        let folder = tempfile::tempdir().expect("there is room");
        let token = folder.path().join("emulator_console_auth_token");
        std::fs::write(&token, crate::console::TOKEN).expect("there is room");
        Self {
            emulator,
            adb_port,
            token,
            _folder: folder,
        }
    }

    pub(crate) fn device(&self) -> Device {
        Device::find(self.adb_port, None, self.token.clone()).expect("it is there")
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.emulator.state()
    }

    /// Whether a command was asked for, by its beginning.
    pub(crate) fn was_asked(&self, beginning: &str) -> bool {
        let state = self.state();
        state.asked.iter().any(|asked| asked.starts_with(beginning))
    }
}

impl Emulator {
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test failed here")
    }

    pub(crate) fn devices(&self) -> String {
        let mut lines = String::new();
        for device in &self.state().devices {
            let _ = writeln!(lines, "{device}");
        }
        lines
    }

    pub(crate) fn keep_file(&self, name: &str, content: Vec<u8>) {
        self.state().files.insert(name.to_owned(), content);
    }

    pub(crate) fn file(&self, name: &str) -> Option<Vec<u8>> {
        self.state().files.get(name).cloned()
    }

    /// A message arrives.
    pub(crate) fn receive(&self, text: &str) {
        self.state().messages.push(text.to_owned());
        self.happen("sms");
    }

    /// Answers a command for the shell, which ends with how it ended.
    pub(crate) fn shell(&self, command: &str) -> String {
        let Some(inner) = command
            .strip_prefix('(')
            .and_then(|command| command.strip_suffix("); echo exit:$?"))
        else {
            // The adb client's own look into a folder.
            return String::new();
        };
        self.state().asked.push(inner.to_owned());
        let (said, status) = self.run(inner);
        format!("{said}exit:{status}\n")
    }

    fn run(&self, command: &str) -> (String, u8) {
        let words: Vec<&str> = command.split(' ').collect();
        let fine = |said: &str| (said.to_owned(), 0);
        match words.as_slice() {
            ["uiautomator", "dump", file] => {
                if self.state().never_still {
                    return fine("ERROR: could not get idle state.\n");
                }
                let dump = self.dump();
                self.keep_file(file, dump.into_bytes());
                fine(&format!("UI hierchary dumped to: {file}\n"))
            }
            ["input", "tap", x, y] => {
                self.tap(x.parse().expect("a number"), y.parse().expect("a number"));
                fine("")
            }
            ["input", "swipe", ..] => {
                self.happen("swipe");
                fine("")
            }
            ["rm", "-f", file] => {
                self.state().files.remove(*file);
                fine("")
            }
            ["pm", "install", .., file] => {
                let content = self.file(file);
                self.state().installed = content;
                let said = self.state().installer;
                (said.to_owned(), u8::from(!said.starts_with("Success")))
            }
            ["pm", "clear", _] => {
                self.state().screen = "home";
                fine("Success\n")
            }
            ["am", "start", "-W", "-a", "android.intent.action.SEND", ..] => {
                let (_, text) = command.split_once("TEXT ").expect("a text is shared");
                if !self.state().takes_what_is_shared {
                    return (format!("Error: unknown argument {text}\n"), 1);
                }
                self.state().messages.push(text.to_owned());
                self.happen("share");
                fine("Starting: Intent { act=android.intent.action.SEND (has extras) }\n")
            }
            ["getprop", ..] => fine(&format!("{}\n", self.state().level)),
            ["date", ..] => fine("1795647600\n"),
            ["logcat", .., file] => {
                let log = self.state().log.clone();
                self.keep_file(file, log.into_bytes());
                fine("")
            }
            ["screencap", _, file] => {
                self.keep_file(file, b"\x89PNG".to_vec());
                fine("")
            }
            ["nohup", "screenrecord", _, _, file, ..] => {
                self.keep_file(file, b"ftypmp42".to_vec());
                fine("4711\n")
            }
            _ => fine(""),
        }
    }

    /// What the screen's dump is, in the language of the moment.
    fn dump(&self) -> String {
        let state = self.state();
        let (_, dump) = DUMPS
            .iter()
            .find(|(name, _)| *name == state.screen)
            .expect("the script names a dump");
        let mut dump = (*dump).to_owned();
        // Longer names first: some begin like others.
        let mut keys = TextKey::ALL.to_vec();
        keys.sort_by_key(|key| std::cmp::Reverse(key.name().len()));
        for key in keys {
            let words = escaped(text(state.language, key));
            dump = dump.replace(&format!("@{}", key.name()), &words);
        }
        let message = state.messages.last().cloned().unwrap_or_default();
        dump.replace("{message}", &escaped(&message))
            .replace("{spelled}", &spelled(&message))
    }

    /// The topmost thing at a place is what stands last in the dump.
    fn tap(&self, x: i32, y: i32) {
        let dump = self.dump();
        let document = Document::parse(&dump).expect("the dumps are XML");
        let nodes = document.descendants();
        let touched = nodes.filter(|node| {
            node.attribute("bounds").is_some_and(|bounds| {
                let edges = bounds.split(['[', ',', ']']).flat_map(str::parse::<i32>);
                let edges: Vec<i32> = edges.collect();
                (edges[0]..edges[2]).contains(&x) && (edges[1]..edges[3]).contains(&y)
            })
        });
        let words =
            touched.flat_map(|node| [node.attribute("text"), node.attribute("content-desc")]);
        let words: Vec<&str> = words.flatten().filter(|words| !words.is_empty()).collect();
        let language = self.state().language;
        for words in words {
            if words == text(Language::Danish, TextKey::LanguageName) {
                self.state().language = Language::Danish;
            }
            let mut keys = TextKey::ALL.iter();
            let key = keys.find(|key| text(language, **key) == words);
            self.happen(words);
            if let Some(key) = key {
                self.happen(key.name());
            }
        }
    }

    fn happen(&self, what: &str) {
        let mut state = self.state();
        let mut script = self.script.iter();
        if let Some((_, _, next)) =
            script.find(|(at, when, _)| *at == state.screen && *when == what)
        {
            state.screen = next;
        }
    }
}

/// A message's six digits as the app has them said.
fn spelled(message: &str) -> String {
    let runs = message.split(|character: char| !character.is_ascii_digit());
    let code = runs.into_iter().find(|run| run.len() == 6);
    let code: Vec<char> = code.unwrap_or_default().chars().collect();
    let groups = code.chunks(3).map(|group| {
        let digits: Vec<String> = group.iter().map(char::to_string).collect();
        digits.join(" ")
    });
    groups.collect::<Vec<_>>().join(", ")
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
