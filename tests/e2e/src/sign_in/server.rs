//! Starting and stopping the service.

use super::accounts::Accounts;
use super::chance::SystemChance;
use super::clock::Clock;
use super::code::SixDigits;
use super::http::router;
use super::http::service::{Service, Shared};
use super::outbox::{MessageSender, Outbox};
use super::people::People;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long a stop waits for requests that are under way.
const STOP_PATIENCE: Duration = Duration::from_secs(2);

/// How the service is to run.
pub struct Settings {
    /// Where to listen; only addresses of this machine are taken. Port 0 takes any free port.
    pub address: SocketAddr,
    /// What codes and pauses go by.
    pub clock: Clock,
    /// Who can sign in.
    pub people: People,
    /// Where phones fetch their messages.
    pub outbox: Outbox,
    /// What takes the service's messages to phones: the outbox, unless a test puts another in.
    pub sender: Arc<dyn MessageSender>,
}

impl Settings {
    /// Listens on 127.0.0.1 at `port`, with the invented people, and with codes and late messages
    /// going by `clock`.
    #[must_use]
    pub fn on_port(port: u16, clock: Clock) -> Self {
        let outbox = Outbox::new(clock.clone());
        Self {
            address: (Ipv4Addr::LOCALHOST, port).into(),
            clock,
            people: People::invented(),
            sender: Arc::new(outbox.clone()),
            outbox,
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Settings")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// The service could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address can be reached from other machines.
    #[error(
        "the simulated sign-in may only listen on this machine, and {0} is not an address of it; \
         use 127.0.0.1 or [::1]"
    )]
    NotLoopback(SocketAddr),
    /// Another program listens there.
    #[error(
        "port {0} is in use by another program; stop that program, or choose another port (0 \
         takes any free one)"
    )]
    PortInUse(u16),
    /// The system does not allow this port.
    #[error("this account may not listen on port {0}; choose a port from 1024 to 65535")]
    PortNotAllowed(u16),
    /// Anything else that the system says.
    #[error("the simulated sign-in cannot listen on {address}: {source}")]
    Listen {
        /// Where it was to listen.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The system gives no threads or timers.
    #[error("the system gives no threads to run the simulated sign-in on: {0}")]
    Runtime(#[source] io::Error),
}

/// The simulated sign-in.
#[derive(Debug)]
pub struct SignIn;

impl SignIn {
    /// Starts the service; it answers as soon as this returns.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start(settings: Settings) -> Result<Running, StartError> {
        let Settings {
            address,
            clock,
            people,
            outbox,
            sender,
        } = settings;
        if !address.ip().is_loopback() {
            return Err(StartError::NotLoopback(address));
        }
        let explain = |source: io::Error| match source.kind() {
            io::ErrorKind::AddrInUse => StartError::PortInUse(address.port()),
            io::ErrorKind::PermissionDenied => StartError::PortNotAllowed(address.port()),
            _ => StartError::Listen { address, source },
        };
        let listener = TcpListener::bind(address).await.map_err(explain)?;
        let address = listener.local_addr().map_err(explain)?;
        let (stop, stopping) = watch::channel(false);
        let shared = Shared {
            accounts: Accounts::new(&people),
            sessions: Default::default(),
            chance: SystemChance::default(),
        };
        let service = Arc::new(Service {
            people,
            clock,
            outbox,
            sender,
            stopping: stopping.clone(),
            shared: Mutex::new(shared),
        });
        let server = axum::serve(listener, router(Arc::clone(&service)))
            .with_graceful_shutdown(until_stopped(stopping));
        let task = tokio::spawn(server.into_future());
        Ok(Running {
            address,
            service,
            stop,
            task,
        })
    }
}

/// A service that runs. It stops when this is dropped.
pub struct Running {
    address: SocketAddr,
    service: Arc<Service>,
    stop: watch::Sender<bool>,
    task: JoinHandle<io::Result<()>>,
}

impl Running {
    /// Where it listens, with the port that was taken.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address for a browser: `http://127.0.0.1:4000`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The phones' messages: to read them, put others among them, hold them back.
    #[must_use]
    pub fn outbox(&self) -> &Outbox {
        &self.service.outbox
    }

    /// Makes `code` the next code that is sent; several are sent in the order they were fixed.
    pub fn fix_next_code(&self, code: SixDigits) {
        self.service.shared().chance.fix_next_code(code);
    }

    /// The characters in the captcha that the person with this user name (without what follows
    /// the `@`) sees, or `None` when no browser of theirs stands at a captcha.
    #[must_use]
    pub fn captcha_answer(&self, user_name: &str) -> Option<String> {
        self.service.captcha_answer(user_name)
    }

    /// Stops: takes no new request, lets those under way finish for at most two seconds, and
    /// frees the port.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        if tokio::time::timeout(STOP_PATIENCE, &mut self.task)
            .await
            .is_err()
        {
            self.task.abort();
        }
    }
}

impl fmt::Debug for Running {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Running")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// Runs the service on 127.0.0.1 at `port` until Ctrl-C, and calls `ready` once it answers.
///
/// # Errors
/// See [`StartError`].
pub fn run(port: u16, ready: impl FnOnce(&Running)) -> Result<(), StartError> {
    let runtime = tokio::runtime::Runtime::new().map_err(StartError::Runtime)?;
    runtime.block_on(async {
        let running = SignIn::start(Settings::on_port(port, Clock::real())).await?;
        ready(&running);
        // Without a signal handler the system ends the program by itself on Ctrl-C.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
        running.stop().await;
        Ok(())
    })
}

/// Returns when a stop was asked for, or when whoever could ask is gone.
async fn until_stopped(mut stopping: watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stopping| *stopping).await;
}
