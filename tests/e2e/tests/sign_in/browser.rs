//! A browser without a screen: keeps cookies, follows redirects, fills in forms.

use kodebro_e2e::sign_in::{Clock, ClockHand, PhoneNumber, Running, Settings, SignIn, SixDigits};
use reqwest::StatusCode;
use std::time::Duration;

/// A running service whose clock stands still until it is moved.
pub(crate) struct Place {
    pub(crate) running: Running,
    pub(crate) hand: ClockHand,
}

/// A page as it came.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) path: String,
    pub(crate) html: String,
}

/// One browser with its cookies.
pub(crate) struct Browser {
    client: reqwest::Client,
    url: String,
    pub(crate) page: Page,
}

/// Any free port, a held clock.
pub(crate) async fn place() -> Place {
    kodebro_e2e::tls::install_provider();
    let (clock, hand) = Clock::held();
    let running = SignIn::start(Settings::on_port(0, clock)).await.unwrap();
    Place { running, hand }
}

/// The number that is typed when someone registers.
pub(crate) fn typed_number() -> PhoneNumber {
    PhoneNumber::new("45", "12345621").unwrap()
}

/// The number that `bcd234` has registered.
pub(crate) fn registered_number() -> PhoneNumber {
    PhoneNumber::new("45", "12345622").unwrap()
}

impl Place {
    pub(crate) async fn browser(&self) -> Browser {
        Browser::open(&self.running.url()).await
    }

    pub(crate) fn pass(&self, seconds: u64) {
        self.hand.advance(Duration::from_secs(seconds));
    }

    pub(crate) fn fix(&self, code: &str) {
        self.running.fix_next_code(SixDigits::new(code).unwrap());
    }

    /// The text of the last message to `number`.
    pub(crate) fn last_message(&self, number: &PhoneNumber) -> String {
        let arrived = self.running.outbox().arrived_after(number, 0);
        arrived
            .last()
            .expect("a message has come")
            .message
            .text
            .expose()
            .clone()
    }

    /// How many messages have come to `number`.
    pub(crate) fn message_count(&self, number: &PhoneNumber) -> usize {
        self.running.outbox().arrived_after(number, 0).len()
    }
}

impl Browser {
    pub(crate) async fn open(url: &str) -> Self {
        let client = reqwest::Client::builder()
            .cookie_store(true)
            .build()
            .unwrap();
        let page = Page {
            status: StatusCode::OK,
            path: String::new(),
            html: String::new(),
        };
        let mut browser = Self {
            client,
            url: url.to_owned(),
            page,
        };
        browser.get("/").await;
        browser
    }

    pub(crate) async fn get(&mut self, path: &str) {
        let request = self.client.get(format!("{}{path}", self.url));
        self.send(request).await;
    }

    /// Fills in fields of the page and presses its main button.
    pub(crate) async fn fill(&mut self, fields: &[(&str, &str)]) {
        let path = self.page.path.clone();
        self.post(&path, fields).await;
    }

    /// Presses the button whose `action` this is.
    pub(crate) async fn press(&mut self, action: &str) {
        self.fill(&[("action", action)]).await;
    }

    /// Presses the page's main button where there is nothing to fill in.
    pub(crate) async fn next(&mut self) {
        self.fill(&[]).await;
    }

    /// Posts to any path with the token of the page that is shown.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) {
        let token = self.token();
        let mut form = vec![("token", token.as_str())];
        form.extend_from_slice(fields);
        let request = self.client.post(format!("{}{path}", self.url)).form(&form);
        self.send(request).await;
    }

    /// Posts a body as it is.
    pub(crate) async fn post_raw(&mut self, path: &str, kind: &str, body: Vec<u8>) {
        let request = self.client.post(format!("{}{path}", self.url));
        self.send(request.header("content-type", kind).body(body))
            .await;
    }

    /// The token in the page's forms.
    pub(crate) fn token(&self) -> String {
        let marker = "name=\"token\" value=\"";
        let start = self.page.html.find(marker).expect("the page has a form") + marker.len();
        self.page.html[start..]
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) {
        let response = request.send().await.unwrap();
        self.page = Page {
            status: response.status(),
            path: response.url().path().to_owned(),
            html: response.text().await.unwrap(),
        };
    }

    /// Gives user name and password.
    pub(crate) async fn log_in(&mut self, account_name: &str, password: &str) {
        self.at("/log-paa")
            .fill(&[("loginfmt", account_name)])
            .await;
        self.at("/log-paa/adgangskode")
            .fill(&[("passwd", password)])
            .await;
    }

    /// Goes from the user name to the page for the telephone number.
    pub(crate) async fn go_to_phone(&mut self, account_name: &str, password: &str) {
        self.log_in(account_name, password).await;
        self.at("/registrer/oplysninger").next().await;
        self.at("/registrer/authenticator")
            .press("another-method")
            .await;
        self.at("/registrer/metode").press("choose-phone").await;
    }

    /// Types the telephone number, which asks for a code.
    pub(crate) async fn give_number(&mut self) {
        self.at("/registrer/telefon")
            .fill(&[
                ("countryCode", "45"),
                ("phoneNumber", "12 34 56 21"),
                ("method", "sms"),
            ])
            .await;
    }

    pub(crate) async fn send_sms(&mut self) {
        self.at("/log-paa/identitet")
            .fill(&[("proof", "OneWaySMS")])
            .await;
    }

    pub(crate) async fn give_code(&mut self, code: &str) {
        self.fill(&[("otc", code)]).await;
    }

    /// Holds that this page is shown.
    #[track_caller]
    pub(crate) fn at(&mut self, path: &str) -> &mut Self {
        assert_eq!(self.page.path, path, "{}", self.page.html);
        self
    }

    /// Holds that the page says this.
    #[track_caller]
    pub(crate) fn says(&mut self, text: &str) -> &mut Self {
        let mut html = self.page.html.clone();
        for (markup, text) in [
            ("&#39;", "'"),
            ("<span class=\"whole\">", ""),
            ("</span>", ""),
        ] {
            html = html.replace(markup, text);
        }
        assert!(html.contains(text), "no “{text}” in {html}");
        self
    }

    /// Holds that the page comes again with this problem, and that its link leads to a field or
    /// button of the page.
    #[track_caller]
    pub(crate) fn complains(&mut self, path: &str, text: &str) -> &mut Self {
        self.at(path)
            .says("role=\"alert\"")
            .says("<title>Fejl: ")
            .says(text);
        let alert = self.page.html.split_once("role=\"alert\"").unwrap().1;
        let alert = alert.split_once("</div>").unwrap().0;
        if let Some((_, link)) = alert.split_once("href=\"#") {
            let target = format!("id=\"{}\"", link.split('"').next().unwrap());
            assert!(self.page.html.contains(&target), "no {target}");
        }
        self
    }
}
