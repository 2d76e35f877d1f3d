//! A real browser: Chromium without a window, driven through its own driver.

use crate::phone::WebForm;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use thirtyfour::prelude::{By, ElementQueryable, WebDriverError};
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How long the driver may take to start.
const START_PATIENCE: Duration = Duration::from_secs(30);
/// How long an element may take to appear.
const PATIENCE: Duration = Duration::from_secs(10);
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// The window: as wide as a small laptop's half, so that pictures stay readable beside a phone.
const WINDOW: (u32, u32) = (900, 760);

/// What Android is told of a page's fields (`ViewStructure`), as far as an HTML page says it.
const FIELDS: &str = "
    return [...document.querySelectorAll('input, select, textarea')].map(field => ({
        attributes: Object.fromEntries([...field.attributes].map(it => [it.name, it.value])),
        is_visible: field.type !== 'hidden' && field.checkVisibility(),
        is_focused: field === document.activeElement,
    }));
";

/// What can go wrong with the browser. Nothing of a page's text is in it.
#[derive(Debug, thiserror::Error)]
pub enum BrowserError {
    /// A program is missing.
    #[error("{0} is missing; run scripts/setup e2e")]
    Missing(&'static str),
    /// The driver did not start.
    #[error("chromedriver did not start: {0}")]
    Driver(io::Error),
    /// The page does not have what was looked for.
    #[error("the page has no element {0}")]
    NoElement(String),
    /// The browser failed.
    #[error("the browser failed: {}", describe(.0))]
    Failed(Box<WebDriverError>),
}

/// The driver's errors repeat what was typed in places: only their kind is told.
fn describe(error: &WebDriverError) -> String {
    let whole = format!("{error:?}");
    let inner = whole.trim_start_matches("WebDriverError(");
    inner
        .split(['(', '{', ' '])
        .next()
        .unwrap_or("unknown")
        .to_owned()
}

impl From<WebDriverError> for BrowserError {
    fn from(error: WebDriverError) -> Self {
        Self::Failed(Box::new(error))
    }
}

/// A browser with one page.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    process: Child,
    /// Its settings and cache, thrown away at the end.
    profile: tempfile::TempDir,
}

impl Browser {
    /// Starts a browser with an empty profile.
    ///
    /// # Errors
    /// [`BrowserError::Missing`] where Chromium or its driver is not installed.
    pub async fn start() -> Result<Self, BrowserError> {
        let chromium =
            find(&["chromium", "chromium-browser"]).ok_or(BrowserError::Missing("chromium"))?;
        let chromedriver = find(&["chromedriver"]).ok_or(BrowserError::Missing("chromedriver"))?;
        let profile = tempfile::tempdir().map_err(BrowserError::Driver)?;
        let mut process = Command::new(chromedriver)
            .arg("--port=0")
            // Chromium leaves folders of its own there.
            .env("TMPDIR", profile.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(BrowserError::Driver)?;
        let port = port(&mut process).await?;
        let capabilities = capabilities(&chromium, profile.path())?;
        crate::tls::install_provider();
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await?;
        Ok(Self {
            driver,
            process,
            profile,
        })
    }

    /// Opens an address.
    ///
    /// # Errors
    /// Where the browser fails.
    pub async fn open(&self, address: &str) -> Result<(), BrowserError> {
        Ok(self.driver.goto(address).await?)
    }

    /// Empties the field with this id and types into it, key by key.
    ///
    /// # Errors
    /// Where there is no such field.
    pub async fn type_into(&self, id: &str, text: &str) -> Result<(), BrowserError> {
        let field = self.element(id).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Presses the button or link with this id, or the first one inside it.
    ///
    /// # Errors
    /// Where there is no such element.
    pub async fn press(&self, id: &str) -> Result<(), BrowserError> {
        let element = self.element(id).await?;
        let inner = element.find_all(By::Css("button")).await?;
        let target = inner.first().unwrap_or(&element);
        target.scroll_into_view().await?;
        Ok(target.click().await?)
    }

    /// The path of the page's address.
    ///
    /// # Errors
    /// Where the browser fails.
    pub async fn path(&self) -> Result<String, BrowserError> {
        Ok(self.driver.current_url().await?.path().to_owned())
    }

    /// The text that is seen on the page.
    ///
    /// # Errors
    /// Where the browser fails.
    pub async fn text(&self) -> Result<String, BrowserError> {
        let body = self
            .driver
            .query(By::Css("body"))
            .wait(PATIENCE, LOOK_EVERY)
            .first()
            .await?;
        Ok(body.text().await?)
    }

    /// The text of the page's problem, if it tells of one.
    ///
    /// # Errors
    /// Where the browser fails.
    pub async fn problem(&self) -> Result<Option<String>, BrowserError> {
        let alerts = self.driver.find_all(By::Css("[role=alert]")).await?;
        match alerts.first() {
            Some(alert) => Ok(Some(alert.text().await?)),
            None => Ok(None),
        }
    }

    /// The form on the page, with the person in the field with this id, as a browser on a phone would
    /// tell of it if the page came from this host.
    ///
    /// # Errors
    /// Where there is no such field.
    pub async fn form(&self, id: &str, host: &str) -> Result<WebForm, BrowserError> {
        self.element(id).await?.focus().await?;
        let fields = self.driver.execute(FIELDS, Vec::new()).await?;
        Ok(WebForm {
            host: host.to_owned(),
            fields: fields.convert()?,
        })
    }

    /// A picture of the page as PNG.
    ///
    /// # Errors
    /// Where the browser fails.
    pub async fn picture(&self) -> Result<Vec<u8>, BrowserError> {
        Ok(self.driver.screenshot_as_png().await?)
    }

    /// Ends the browser and its driver.
    ///
    /// # Errors
    /// Where they do not end by themselves; then they are killed.
    pub async fn stop(mut self) -> Result<(), BrowserError> {
        let quit = self.driver.quit().await;
        self.process.kill().await.map_err(BrowserError::Driver)?;
        // Chromium may still write its last files; what is left goes with the system's own cleaning.
        let _ = self.profile.close();
        Ok(quit?)
    }

    async fn element(&self, id: &str) -> Result<thirtyfour::WebElement, BrowserError> {
        self.driver
            .query(By::Id(id.to_owned()))
            .wait(PATIENCE, LOOK_EVERY)
            .first()
            .await
            .map_err(|_| BrowserError::NoElement(id.to_owned()))
    }
}

fn capabilities(
    chromium: &Path,
    profile: &Path,
) -> Result<thirtyfour::ChromeCapabilities, BrowserError> {
    let mut capabilities = DesiredCapabilities::chrome();
    capabilities.set_binary(&chromium.to_string_lossy())?;
    for argument in [
        "--headless=new".to_owned(),
        // Chromium refuses to run as root with its sandbox, as in a container; it only sees pages
        // of this program.
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        // The browser is not to look for anything outside this machine.
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--lang=da".to_owned(),
        format!("--window-size={},{}", WINDOW.0, WINDOW.1),
        format!("--user-data-dir={}", profile.display()),
    ] {
        capabilities.add_arg(&argument)?;
    }
    Ok(capabilities)
}

/// The port that the driver says it listens on.
async fn port(process: &mut Child) -> Result<u16, BrowserError> {
    let no_port = || io::Error::new(io::ErrorKind::TimedOut, "it named no port");
    let output = process
        .stdout
        .take()
        .ok_or_else(|| BrowserError::Driver(no_port()))?;
    let mut lines = BufReader::new(output).lines();
    let read = async {
        while let Some(line) = lines.next_line().await? {
            let number = line
                .rsplit_once("successfully on port ")
                .map(|(_, rest)| rest.trim_end_matches('.'));
            if let Some(port) = number.and_then(|number| number.parse().ok()) {
                return Ok(port);
            }
        }
        Err(no_port())
    };
    tokio::time::timeout(START_PATIENCE, read)
        .await
        .unwrap_or_else(|_| Err(no_port()))
        .map_err(BrowserError::Driver)
}

/// The first of these programs on the search path.
fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|program| program.is_file())
}
