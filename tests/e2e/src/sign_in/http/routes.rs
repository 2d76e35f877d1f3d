//! Paths, cookies, redirects and refusals.

use super::form::{Form, FormError, LARGEST_FORM};
use super::service::Service;
use super::{actions, pages, phone};
use crate::sign_in::flow::Step;
use crate::sign_in::phone_number::PhoneNumber;
use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::extract::{DefaultBodyLimit, OriginalUri, Path, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, HOST, LOCATION, REFERRER_POLICY,
    SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use std::sync::Arc;

/// The cookie that holds a session's name.
const COOKIE_NAME: &str = "kodebro_session";

/// How long the cookie lasts for whoever stays signed in, in seconds: 90 days.
const STAY_S: u32 = 90 * 24 * 60 * 60;

/// No script, nothing from elsewhere, in nobody's frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Every page and endpoint.
pub(crate) fn router(service: Arc<Service>) -> Router {
    let mut router = Router::new()
        .route("/", get(start))
        .route("/oevelse", get(practice))
        .route("/stil.css", get(style))
        .route("/telefon/{number}", get(messages))
        .route("/telefon/{number}/beskeder", get(phone::messages));
    for path in pages::PATHS {
        router = router.route(path, get(show).post(act));
    }
    router
        .fallback(async || Refusal::UnknownPage)
        .method_not_allowed_fallback(async || Refusal::WrongMethod)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(middleware::from_fn(guard))
        .with_state(service)
}

/// Why a request was refused, rather than answered with a page of the sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    UnknownPage,
    WrongMethod,
    WrongHost,
    TooLarge,
    NotAForm,
    BadForm,
    WrongToken,
    BadQuestion,
    Internal,
}

impl Refusal {
    const fn words(self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::UnknownPage => (
                StatusCode::NOT_FOUND,
                "Siden findes ikke",
                "Adressen er forkert, eller siden er flyttet.",
            ),
            Self::WrongMethod => (
                StatusCode::METHOD_NOT_ALLOWED,
                "Siden kan ikke bruges sådan",
                "Siden findes, men tager ikke imod den slags forespørgsel.",
            ),
            Self::WrongHost => (
                StatusCode::MISDIRECTED_REQUEST,
                "Forkert værtsnavn",
                "Øvelsen svarer kun på localhost, 127.0.0.1 og [::1]. Brug en af dem i adressen.",
            ),
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "Formularen er for stor",
                "Der blev sendt mere, end en formular her kan indeholde. Intet er gemt.",
            ),
            Self::NotAForm => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "Det er ikke en formular",
                "Siden tager kun imod en almindelig formular. Intet er gemt.",
            ),
            Self::BadForm => (
                StatusCode::BAD_REQUEST,
                "Formularen kan ikke læses",
                "Et felt mangler, står der to gange eller er ikke gyldig tekst. Intet er gemt.",
            ),
            Self::WrongToken => (
                StatusCode::FORBIDDEN,
                "Formularen er forældet",
                "Formularen hører ikke til denne browser. Intet er gemt. Gå tilbage til start.",
            ),
            Self::BadQuestion => (
                StatusCode::BAD_REQUEST,
                "Adressen kan ikke læses",
                "Skriv telefonnummeret som +4512345621. “after” og “wait” er hele tal.",
            ),
            Self::Internal => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Siden kan ikke vises",
                "Der skete en fejl i øvelsen. Gå tilbage til start.",
            ),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, title, text) = self.words();
        match pages::refusal(title, text) {
            Ok(page) => (status, Html(page)).into_response(),
            Err(_) => (status, text).into_response(),
        }
    }
}

impl From<FormError> for Refusal {
    fn from(_: FormError) -> Self {
        Self::BadForm
    }
}

impl From<askama::Error> for Refusal {
    fn from(_: askama::Error) -> Self {
        Self::Internal
    }
}

/// Refuses names other than this machine's (a web page elsewhere could point its own name here),
/// and tells the browser what the pages may do.
async fn guard(headers: HeaderMap, request: Request, next: Next) -> Response {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let mut response = if host.is_some_and(is_this_machine) {
        next.run(request).await
    } else {
        Refusal::WrongHost.into_response()
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// The page that every sign-in starts from leads to wherever this browser has come to.
async fn start(State(service): State<Arc<Service>>, headers: HeaderMap) -> Response {
    let step = session_name(&headers)
        .and_then(|name| service.look(name, |session| session.visit.step().clone()));
    see_other(pages::path(step.as_ref().unwrap_or(&Step::UserName)))
}

/// Shows the page of the visit's step. Any other step's address leads there, so that back, reload
/// and bookmarks are harmless.
async fn show(
    State(service): State<Arc<Service>>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let mut shared = service.shared();
    let shared = &mut *shared;
    let known = session_name(&headers).filter(|name| shared.sessions.get_mut(name).is_some());
    let (name, is_new) = match known {
        Some(name) => (name.to_owned(), false),
        None => (shared.sessions.open(), true),
    };
    let session = shared.sessions.get_mut(&name).ok_or(Refusal::Internal)?;
    let path = pages::path(session.visit.step());
    let mut response = if path == uri.path() {
        Html(pages::step(session, &shared.accounts)?).into_response()
    } else {
        see_other(path)
    };
    if is_new {
        response
            .headers_mut()
            .insert(SET_COOKIE, cookie(&name, false)?);
    }
    Ok(response)
}

/// Takes in a posted form and leads to the page that follows. A form of a step that was left in
/// the meantime changes nothing.
async fn act(
    State(service): State<Arc<Service>>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let is_form = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    if !is_form {
        return Err(Refusal::NotAForm);
    }
    let body = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge,
        _ => Refusal::BadForm,
    })?;
    let form = Form::read(&body)?;
    let found = session_name(&headers).and_then(|name| {
        service.look(name, |session| {
            (session.token.clone(), session.visit.step().clone())
        })
    });
    let (Some(name), Some((token, step))) = (session_name(&headers), found) else {
        // The session is gone, such as after a restart: begin again.
        return Ok(see_other(pages::path(&Step::UserName)));
    };
    if form.get("token") != Some(token.as_str()) {
        return Err(Refusal::WrongToken);
    }
    if pages::path(&step) != uri.path() {
        return Ok(see_other(pages::path(&step)));
    }
    let action = actions::read(&step, &form)?;
    let next = service.act(name, action).unwrap_or(Step::UserName);
    let mut response = see_other(pages::path(&next));
    let stays = |step: &Step| matches!(step, Step::SignedIn { stay: true });
    if stays(&step) != stays(&next) {
        response
            .headers_mut()
            .insert(SET_COOKIE, cookie(name, stays(&next))?);
    }
    Ok(response)
}

async fn practice(State(service): State<Arc<Service>>) -> Result<Html<String>, Refusal> {
    Ok(Html(pages::practice(&service.people)?))
}

async fn messages(
    State(service): State<Arc<Service>>,
    number: Result<Path<String>, PathRejection>,
) -> Result<Html<String>, Refusal> {
    let Path(number) = number.map_err(|_| Refusal::BadQuestion)?;
    let number = PhoneNumber::parse(&number).map_err(|_| Refusal::BadQuestion)?;
    let mut arrived = service.outbox.arrived_after(&number, 0);
    arrived.reverse();
    Ok(Html(pages::messages(&number, &arrived)?))
}

async fn style() -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("../templates/style.css"),
    )
}

fn see_other(path: &'static str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, path)]).into_response()
}

fn session_name(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .find_map(|cookie| cookie.trim().strip_prefix(COOKIE_NAME)?.strip_prefix('='))
}

/// No `Secure`: the service is reached on this machine only, without TLS.
fn cookie(name: &str, stays: bool) -> Result<HeaderValue, Refusal> {
    let life = if stays {
        format!("; Max-Age={STAY_S}")
    } else {
        String::new()
    };
    HeaderValue::try_from(format!(
        "{COOKIE_NAME}={name}; Path=/; HttpOnly; SameSite=Lax{life}"
    ))
    .map_err(|_| Refusal::Internal)
}
