//! The service over HTTP: sessions, forms, pages, the phone's endpoint.

mod actions;
mod form;
mod pages;
mod phone;
mod problem_words;
mod routes;
pub(super) mod service;
mod sessions;

pub(super) use routes::router;
