//! postil: a static-site generator for annotated digests, in which a misquote cannot be published.
//!
//! # The way of the data
//!
//! ```text
//!  the world            Clip                Source file
//!  ─────────  ingest ─────────  (written to content/)
//!  content/, themes/, site.toml
//!      │ shell/read     folders → Tree (paths → bytes); the only reader of the disk
//!      ▼
//!    parse              bytes → checked values
//!      ▼
//!    resolve            values → one frozen Digest: passages anchored, links and routes settled, orders made
//!      ▼
//!    render             &Digest + &Theme → Plan: every route in order, each made into bytes when asked
//!      ▼
//!      │ shell/write    Plan → folder, complete or not at all; the only writer
//!  public/
//! ```

pub mod base;
pub mod parse;
pub mod ingest;
pub mod resolve;
pub mod render;
pub mod shell;
