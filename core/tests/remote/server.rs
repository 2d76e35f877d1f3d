//! A web server on this machine, over TLS, that answers as it is told: rightly, wrongly, or never.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What it answers.
#[derive(Clone)]
pub(crate) enum Reply {
    /// A file with its mark, or that it is still the same.
    File(Vec<u8>, String),
    /// These bytes, and the end.
    Bytes(Vec<u8>),
    /// These bytes, and then more and more of them, without an end.
    Endless(Vec<u8>, Vec<u8>),
    /// These bytes, then one after the other, slowly, without an end.
    Drip(Vec<u8>),
    /// Nothing, while the connection stays open.
    Silence,
    /// Something that is no TLS.
    Plain,
}

type Hook = Box<dyn Fn() + Send>;

struct Told {
    reply: Reply,
    before: Option<Hook>,
    requests: Vec<String>,
    sent: usize,
}

/// The server; it ends with the test program.
pub(crate) struct Server {
    told: Arc<Mutex<Told>>,
    address: String,
    anchor: String,
}

impl Server {
    /// One whose certificate is for the name that its address has.
    pub(crate) fn start() -> Self {
        Self::with_certificate(|params| params, "127.0.0.1")
    }

    /// One with another certificate.
    pub(crate) fn with_certificate(
        change: impl FnOnce(CertificateParams) -> CertificateParams,
        name: &str,
    ) -> Self {
        let (anchor, config) = certified(change, name);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it has an address").port();
        let told = Arc::new(Mutex::new(Told {
            reply: Reply::Silence,
            before: None,
            requests: Vec::new(),
            sent: 0,
        }));
        let shared = Arc::clone(&told);
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let (told, config) = (Arc::clone(&shared), Arc::clone(&config));
                thread::spawn(move || serve(connection, config, &told));
            }
        });
        Self {
            told,
            address: format!("https://127.0.0.1:{port}/guide/kodebro"),
            anchor,
        }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The certificate of its authority, in PEM.
    pub(crate) fn anchor(&self) -> &str {
        &self.anchor
    }

    pub(crate) fn says(&self, reply: Reply) {
        self.told.lock().expect("no test has failed").reply = reply;
    }

    /// Does this once, between the question and the answer.
    pub(crate) fn before_it_answers(&self, hook: impl Fn() + Send + 'static) {
        self.told.lock().expect("no test has failed").before = Some(Box::new(hook));
    }

    /// How many bytes it could send of answers without an end.
    pub(crate) fn sent(&self) -> usize {
        self.told.lock().expect("no test has failed").sent
    }

    /// The requests so far, as they came.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.told
            .lock()
            .expect("no test has failed")
            .requests
            .clone()
    }
}

fn certified(
    change: impl FnOnce(CertificateParams) -> CertificateParams,
    name: &str,
) -> (String, Arc<ServerConfig>) {
    let key = || KeyPair::generate().expect("a key is made");
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority_key = key();
    let root = authority.self_signed(&authority_key).expect("it is signed");
    let issuer = Issuer::new(authority, authority_key);
    let server_key = key();
    let params = CertificateParams::new([name.to_owned()]).expect("a name");
    let certificate = change(params)
        .signed_by(&server_key, &issuer)
        .expect("it is signed");
    let private = PrivatePkcs8KeyDer::from(server_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the versions are known")
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::Pkcs8(private),
        )
        .expect("the certificate fits");
    (root.pem(), Arc::new(config))
}

/// A connection's end is no failure of the server: whoever asks may have had enough.
fn serve(mut connection: TcpStream, config: Arc<ServerConfig>, told: &Mutex<Told>) {
    if matches!(told.lock().expect("no test has failed").reply, Reply::Plain) {
        let _ = connection.write_all(b"HTTP/1.1 302 Found\r\nlocation: /login\r\n\r\n");
        return;
    }
    let session = ServerConnection::new(config).expect("the settings fit");
    let mut stream = StreamOwned::new(session, connection);
    let Some(request) = read_request(&mut stream) else {
        return;
    };
    let (reply, before) = {
        let mut told = told.lock().expect("no test has failed");
        told.requests.push(request.clone());
        (told.reply.clone(), told.before.take())
    };
    if let Some(before) = before {
        before();
    }
    let _ = answer(&mut stream, reply, &request, told);
    stream.conn.send_close_notify();
    let _ = stream.flush();
}

fn read_request(stream: &mut impl Read) -> Option<String> {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        request.push(byte[0]);
    }
    String::from_utf8(request).ok()
}

fn answer(
    stream: &mut impl Write,
    reply: Reply,
    request: &str,
    told: &Mutex<Told>,
) -> std::io::Result<()> {
    match reply {
        Reply::File(bytes, etag) => {
            let is_held = request.contains(&format!("if-none-match: {etag}\r\n"));
            let head = if is_held {
                format!("HTTP/1.1 304 Not Modified\r\netag: {etag}\r\n\r\n")
            } else {
                let length = bytes.len();
                format!("HTTP/1.1 200 OK\r\netag: {etag}\r\ncontent-length: {length}\r\n\r\n")
            };
            stream.write_all(head.as_bytes())?;
            if !is_held {
                stream.write_all(&bytes)?;
            }
            stream.flush()
        }
        Reply::Bytes(bytes) => {
            stream.write_all(&bytes)?;
            stream.flush()
        }
        Reply::Endless(head, piece) => {
            stream.write_all(&head)?;
            loop {
                stream.write_all(&piece)?;
                told.lock().expect("no test has failed").sent += piece.len();
            }
        }
        Reply::Drip(head) => {
            stream.write_all(&head)?;
            loop {
                stream.write_all(b"x")?;
                stream.flush()?;
                thread::sleep(std::time::Duration::from_millis(5));
            }
        }
        Reply::Silence | Reply::Plain => loop {
            thread::park();
        },
    }
}
