//! **parse**: bytes of one file become checked values.
//!
//! Comes in: a [`Tree`](crate::base::file::Tree), one file at a time. Goes out: [`site::Site`], [`source::SourceFile`],
//! [`commentary::Commentary`], [`edition::Edition`], [`page::Page`], the vocabularies, all gathered in a
//! [`content::Content`]. Never done here: seeing a second file, choosing a route, writing HTML.

pub mod codes;
pub mod mark_codes;
pub mod ids;
pub mod locator;
pub mod words;
pub mod plain;
pub mod prose;
pub mod document;
pub mod cut;
pub mod node;
pub mod rights;
pub mod fault;
pub mod dates;
pub mod values;
pub mod text;
pub mod yaml_errors;
pub mod yaml;
pub mod toml;
pub mod fields;
pub mod front_matter;
pub mod retouch;
pub mod citation;
pub mod parts;
pub mod slips;
pub mod claims;
pub mod spans;
pub mod blockquotes;
pub mod markdown;
pub mod foreign;
pub mod source;
pub mod site;
pub mod profile;
pub mod vocabulary;
pub mod commentary;
pub mod edition;
pub mod page;
pub mod theme;
pub mod folders;
pub mod files;
pub mod together;
pub mod content;
