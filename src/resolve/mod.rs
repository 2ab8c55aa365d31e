//! **resolve**: parsed values become one frozen `Digest`.
//!
//! Comes in: a [`Content`](crate::parse::content::Content). Goes out: the `Digest`, every passage anchored, every link
//! and route settled, every order made. Never done here: reading bytes, writing HTML, knowing a theme.

pub mod quote;
pub mod digest;
