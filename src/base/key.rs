//! Keys: what people type to name a thing.

use std::fmt;
use std::sync::Arc;

/// An id or key as SPEC 3 has it: lower-case ASCII letters, digits and hyphens, at least one character.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Arc<str>);

impl Key {
    /// `None` where a character is not allowed, or the text is empty.
    pub fn new(text: &str) -> Option<Key> {
        let sound = !text.is_empty()
            && text.len() <= 200
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        sound.then(|| Key(text.into()))
    }

    /// The nearest lawful key to any text: what a diagnostic or `ingest` offers. `None` where no letter or digit is left.
    pub fn from_words(text: &str) -> Option<Key> {
        let mut key = String::new();
        for character in text.chars() {
            let lower = character.to_ascii_lowercase();
            if lower.is_ascii_alphanumeric() {
                key.push(lower);
            } else if !key.is_empty() && !key.ends_with('-') {
                key.push('-');
            }
        }
        Key::new(key.trim_end_matches('-'))
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a file or a topic is called is not the key of something else: one type a kind.
macro_rules! keyed {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub Key);

        impl $name {
            /// `None` where the text is no [`Key`].
            pub fn new(text: &str) -> Option<$name> {
                Key::new(text).map($name)
            }

            /// The characters.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}
pub(crate) use keyed;
