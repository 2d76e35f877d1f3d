//! A simulated KU sign-in on this machine: registration of SMS, and signing in with a code.
//!
//! [`SignIn::start`] starts it inside a program that drives it, [`run`] runs it until Ctrl-C.
//! It takes no address but this machine's, writes no log, and keeps everything in memory.
//!
//! Each step has its own address (`/log-paa`, `/log-paa/adgangskode`, `/registrer/telefon`, …);
//! any other step's address leads to the step that the browser has come to. Where Microsoft's
//! sign-in page has ids and names, the pages have the same:
//!
//! | page | fields and buttons |
//! |---|---|
//! | `/log-paa` | `i0116` (`loginfmt`), `idSIButton9` |
//! | `/log-paa/adgangskode` | `i0118` (`passwd`), `idA_PWD_ForgotPassword`, `idSIButton9` |
//! | `/log-paa/ny-adgangskode` | `newPassword`, `confirmNewPassword`, `idSIButton9` |
//! | `/registrer/oplysninger` | `idSubmit_ProofUp_Redirect`, `CancelLinkButton` |
//! | `/registrer/authenticator` | `next`, `another-method` |
//! | `/registrer/metode` | `choose-authenticator`, `choose-phone`, `back` |
//! | `/registrer/telefon` | `countryCode`, `phoneNumber`, `next` |
//! | `/registrer/captcha` | `captchaAnswer`, `another-captcha`, `back`, `next` |
//! | `/registrer/kode` | `idTxtBx_SAOTCSC_OTC` (`otc`), `idA_SAOTCC_Resend`, `back`, `next` |
//! | `/registrer/fuldfoert`, `/registrer/udfoert` | `next` |
//! | `/log-paa/identitet` | `idDiv_SAOTCS_Proofs`, `proof` (`OneWaySMS`), `idBtn_SAOTCS_Cancel` |
//! | `/log-paa/kode` | `idTxtBx_SAOTCC_OTC` (`otc`), `idA_SAOTCC_Resend`, `idBtn_SAOTCC_Cancel`, `idSubmit_SAOTCC_Continue` |
//! | `/log-paa/app` | `next` |
//! | `/log-paa/forbliv` | `idBtn_Back` (Nej), `idSIButton9` (Ja) |
//! | `/mail` | `sign-out` |
//!
//! Microsoft's registration page gives its fields no lasting ids; those of `/registrer/` are this
//! simulation's, and its code field has the id of Microsoft's second code page. A problem stands
//! in an element with `role="alert"`.
//!
//! A phone fetches its messages at `/telefon/{number}/beskeder?after=0&wait=30`: those with an id
//! above `after`, at once or as soon as one comes within `wait` seconds (at most 30), as
//! `{"messages": [{"id": 1, "sender": "…", "text": "…", "age_s": 0}]}`. `/telefon/{number}`
//! shows them to a person, and `/oevelse` lists the invented people with their passwords.
//!
//! Inside: `flow` decides and knows no HTTP; `http` reads forms and draws pages.

mod accounts;
mod captcha;
mod chance;
mod clock;
mod code;
mod flow;
mod http;
mod outbox;
mod people;
mod phone_number;
mod server;
mod wording;

pub use accounts::TRIES_WITHOUT_CAPTCHA;
pub use clock::{Clock, ClockHand};
pub use code::{CODE_ATTEMPTS, CODE_LIFETIME, NotSixDigits, RESEND_PAUSE, SixDigits};
pub use outbox::{
    ArrivedMessage, Delivery, MESSAGES_KEPT, Message, MessageSender, NotSent, Outbox,
};
pub use people::{Language, Method, People, PeopleError, Person, Role};
pub use phone_number::{PhoneNumber, PhoneNumberError};
pub use server::{Running, Settings, SignIn, StartError, run};
pub use wording::SENDER;
