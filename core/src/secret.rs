//! Values that must not be seen: codes and message bodies.

use std::fmt;
use zeroize::Zeroize;

/// A value that prints as `***` and is overwritten with zeros when it is dropped.
///
/// It has no `Display` and cannot be serialised: whoever wants the value says so with
/// [`Secret::expose`], which is easy to search for. Overwriting covers the value's own memory, not
/// copies made before it was wrapped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret<T: Zeroize>(T);

impl<T: Zeroize> Secret<T> {
    /// Takes the value in.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Shows the value. Do not log, store or format what comes back.
    pub const fn expose(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

impl<T: Zeroize> Drop for Secret<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<T: Zeroize> From<T> for Secret<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::rc::Rc;

    #[test]
    fn debug_output_hides_the_value() {
        assert_eq!(
            format!("{:?}", Some(Secret::new("tulip".to_owned()))),
            "Some(***)"
        );
    }

    #[test]
    fn dropping_overwrites_the_value() {
        struct Witness(Rc<RefCell<Vec<u8>>>);
        impl Zeroize for Witness {
            fn zeroize(&mut self) {
                self.0.borrow_mut().zeroize();
            }
        }
        let memory = Rc::new(RefCell::new(vec![7; 4]));
        drop(Secret::new(Witness(Rc::clone(&memory))));
        assert!(memory.borrow().iter().all(|byte| *byte == 0));
    }
}
