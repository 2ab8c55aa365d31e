//! Front matter, vocabularies and settings as a tree of what was written, each piece with its place.
//!
//! Comes in: what [`yaml`](super::yaml) and [`toml`](super::toml) read. Goes out: [`Node`], [`Located`]. Never done
//! here: guessing a type; that is for the [field](super::fields) that wants the value.

use crate::base::file::Span;

/// How deep lists and maps may lie in each other.
pub const DEPTH_LIMIT: usize = 64;

/// A value with its bytes in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

/// One value as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Its bytes in the file, quotation marks and brackets too.
    pub span: Span,
}

/// What a value is, as far as its notation says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing follows the colon.
    Empty,
    /// Characters.
    Scalar {
        /// The characters, after quotation marks and escapes are read.
        text: String,
        /// What the notation says of their type.
        written: Written,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in the order of the file; no key twice.
    Map(Vec<Entry>),
    /// Something whose problem is reported already: nothing more is to be said of it.
    Broken,
}

/// What a notation says of the type of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Nothing: YAML, in which the field decides.
    Untyped,
    /// TOML text in quotation marks.
    Text,
    /// A TOML number.
    Number,
    /// `true` or `false` of TOML.
    Boolean,
    /// A date or time of TOML.
    Date,
}

/// One key of a map with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: Located<String>,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// What it is, for a message: `a list`.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Empty | Value::Broken => "nothing",
            Value::Scalar { written: Written::Number, .. } => "a number",
            Value::Scalar { written: Written::Boolean, .. } => "`true` or `false`",
            Value::Scalar { written: Written::Date, .. } => "a date",
            Value::Scalar { .. } => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map of keys and values",
        }
    }
}
