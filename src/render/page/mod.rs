//! Pages: what each kind of page says, as the view its template is handed.
//!
//! Comes in: a [`Here`](here::Here), the place a page is made at. Goes out: views. Never done here: HTML of a page's frame, and
//! anything that another page than the one asked for would need.

pub mod here;
pub mod frame;
pub mod strip;
pub mod months;
pub mod pagination;
pub mod entries;
pub mod archive;
pub mod topics;
pub mod records;
pub mod lists;
pub mod cited;
pub mod setting;
pub mod leaf;
pub mod provenance;
pub mod note;
pub mod commentary;
pub mod text;
pub mod source;
pub mod compared;
pub mod captures;
pub mod parallel;
pub mod verification;
pub mod front;
pub mod about;
