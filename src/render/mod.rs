//! **render**: a digest and a theme become a plan: every route in order, each made into bytes when asked.
//!
//! Comes in: `&Digest`, `&Theme`. Goes out: `Plan`. Never done here: finding, checking or deciding anything about content.

pub mod codes;
pub mod html;
pub mod dates;
pub mod words;
pub mod highlight;
pub mod prose;
pub mod view;
pub mod theme;
pub mod address;
pub mod page;
pub mod feed;
pub mod sitemap;
pub mod outline;
pub mod titles;
pub mod feed_of;
pub mod plan;
pub mod exposure;
pub mod site;
