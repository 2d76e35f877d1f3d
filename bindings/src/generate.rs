//! Writes the Kotlin and the Swift that call this library.

fn main() {
    uniffi::uniffi_bindgen_main();
}
