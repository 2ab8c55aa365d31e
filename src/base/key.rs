//! Keys: what people type to name a thing.

use std::fmt;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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

    /// A key as Pandoc has it, for texts that belong to no site, in which nothing is made into an address: a letter, a digit
    /// or `_`, then letters and digits of any script and single `_:.#$%&-+?<>~/` between them. `None` for any other text.
    pub fn pandoc(text: &str) -> Option<Key> {
        (pandoc_length(text) == text.len() && text.len() <= 200 && !text.is_empty()).then(|| Key(text.into()))
    }

    /// The nearest lawful key to any text: what a diagnostic or `ingest` offers. Letters lose their accents, those of Latin script
    /// that have none become the nearest (`ß`: `ss`). `None` where no letter or digit is left.
    pub fn from_words(text: &str) -> Option<Key> {
        let mut key = String::new();
        for character in text.nfd().filter(|character| !is_combining_mark(*character)).flat_map(plain) {
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

/// A letter of Latin script as letters of ASCII; any other character as it is.
fn plain(character: char) -> impl Iterator<Item = char> {
    const LETTERS: [(char, &str); 26] = [
        ('ß', "ss"),
        ('ẞ', "ss"),
        ('æ', "ae"),
        ('Æ', "ae"),
        ('œ', "oe"),
        ('Œ', "oe"),
        ('ø', "o"),
        ('Ø', "o"),
        ('đ', "d"),
        ('Đ', "d"),
        ('ð', "d"),
        ('Ð', "d"),
        ('þ', "th"),
        ('Þ', "th"),
        ('ł', "l"),
        ('Ł', "l"),
        ('ı', "i"),
        ('ħ', "h"),
        ('Ħ', "h"),
        ('ŋ', "ng"),
        ('Ŋ', "ng"),
        ('ŧ', "t"),
        ('Ŧ', "t"),
        ('ə', "e"),
        ('Ə', "e"),
        ('ĸ', "k"),
    ];
    let known = LETTERS.iter().find(|(letter, _)| *letter == character).map(|(_, plain)| *plain);
    // An apostrophe parts no word.
    let own = (known.is_none() && !matches!(character, '’' | '\'' | 'ʼ')).then_some(character);
    known.unwrap_or_default().chars().chain(own)
}

/// How many bytes at the start of a text are a key as Pandoc has it; 0 where none begins there.
pub fn pandoc_length(text: &str) -> usize {
    let is_letter = |character: char| character.is_alphanumeric() || character == '_';
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let goes_on = characters.peek().is_some_and(|(_, next)| is_letter(*next));
        if !is_letter(character) && (at == 0 || !":.#$%&-+?<>~/".contains(character) || !goes_on) {
            break;
        }
        end = at + character.len_utf8();
    }
    end
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_pandoc_are_read_as_pandoc_reads_them() {
        let table = [
            ("smith2020, p. 3", "smith2020"),
            ("Smith_2020:a.b", "Smith_2020:a.b"),
            ("doe99. And", "doe99"),
            ("a--b", "a"),
            ("한국일보-2021]", "한국일보-2021"),
            ("-a", ""),
            ("Smith 2020", "Smith"),
        ];
        for (text, key) in table {
            assert_eq!(&text[..pandoc_length(text)], key, "{text}");
        }
        assert!(Key::pandoc("Smith 2020").is_none() && Key::pandoc("").is_none() && Key::pandoc("a.").is_none());
        assert_eq!(Key::pandoc("Smith:2020").unwrap().as_str(), "Smith:2020");
    }
}
