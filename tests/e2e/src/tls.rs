//! The cryptography for TLS of whoever asks over HTTP.

/// Names ring as the process's cryptography for TLS. A client wants to know it even where it speaks
/// plain HTTP, as everything here does, once any part of the program uses TLS.
pub fn install_provider() {
    // Whoever came before has named the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
