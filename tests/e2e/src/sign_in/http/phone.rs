//! The endpoint where a phone fetches its messages.

use super::routes::Refusal;
use super::service::Service;
use crate::sign_in::outbox::ArrivedMessage;
use crate::sign_in::phone_number::PhoneNumber;
use axum::Json;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

/// The longest that one request waits for a message, in seconds.
const LONGEST_WAIT_S: u64 = 30;

/// What a phone asks.
#[derive(Debug, Deserialize)]
pub(crate) struct Question {
    /// Only messages with a higher id.
    #[serde(default)]
    after: u64,
    /// How long to wait for the first one, in seconds.
    #[serde(default)]
    wait: u64,
}

#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    messages: Vec<MessageAnswer>,
}

#[derive(Serialize)]
struct MessageAnswer {
    id: u64,
    sender: String,
    text: String,
    age_s: u64,
}

/// Leaves the text out.
impl std::fmt::Debug for MessageAnswer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("MessageAnswer")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// `GET /telefon/{number}/beskeder?after=0&wait=30`
pub(crate) async fn messages(
    State(service): State<Arc<Service>>,
    number: Result<Path<String>, axum::extract::rejection::PathRejection>,
    question: Result<Query<Question>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<Answer>, Refusal> {
    let Path(number) = number.map_err(|_| Refusal::BadQuestion)?;
    let Query(question) = question.map_err(|_| Refusal::BadQuestion)?;
    let number = PhoneNumber::parse(&number).map_err(|_| Refusal::BadQuestion)?;
    let patience = Duration::from_secs(question.wait.min(LONGEST_WAIT_S));
    let mut stopping = service.stopping.clone();
    let arrived = tokio::select! {
        arrived = service.outbox.wait_for_arrival(&number, question.after, patience) => arrived,
        _ = stopping.wait_for(|stopping| *stopping) => Vec::new(),
    };
    Ok(Json(Answer {
        messages: arrived.into_iter().map(MessageAnswer::from).collect(),
    }))
}

impl From<ArrivedMessage> for MessageAnswer {
    fn from(arrived: ArrivedMessage) -> Self {
        Self {
            id: arrived.id,
            sender: arrived.message.sender,
            text: arrived.message.text.expose().clone(),
            age_s: arrived.age.as_secs(),
        }
    }
}
