//! The parser's events, with a look ahead to the next character of the text.

use super::shadow::Shadow;
use super::writing::OBJECT;
use crate::base::file::Span;
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag};
use std::collections::VecDeque;

/// Decides whether the brackets around a text cite.
pub type Cites = fn(&str) -> bool;

type Source<'a> = Box<dyn Iterator<Item = (Event<'a>, Span)> + 'a>;

/// Events in order, each with its bytes in the body.
pub struct Events<'a> {
    source: Source<'a>,
    ahead: VecDeque<(Event<'a>, Span)>,
    shadow: &'a Shadow<'a>,
}

impl<'a> Events<'a> {
    /// Reads a shadow.
    pub fn new(shadow: &'a Shadow<'a>, options: Options, cites: Cites) -> Events<'a> {
        // The address is charged against a limit after which links are text: an empty one costs nothing.
        let callback = move |link: BrokenLink<'a>| cites(&link.reference).then(|| (CowStr::from(""), CowStr::from("")));
        let parser = Parser::new_with_broken_link_callback(shadow.text(), options, Some(callback));
        Events { source: Box::new(parser.into_offset_iter()), ahead: VecDeque::new(), shadow }
    }

    /// The first character of the text to come, over the beginnings of styles and links. U+FFFC where a picture or a
    /// citation comes, `None` where the block ends.
    pub fn next_character(&mut self) -> Option<char> {
        let mut index = 0;
        loop {
            if index == self.ahead.len() {
                self.ahead.push_back(self.source.next()?);
            }
            let (event, span) = &self.ahead[index];
            match event {
                Event::Text(text) => {
                    let part = self.shadow.visible(span.clone()).into_iter().next();
                    let first = part.and_then(|part| self.shadow.original(part).chars().next());
                    if first.is_some() || text.is_empty() {
                        return first;
                    }
                }
                Event::Code(text) => return text.chars().next(),
                Event::Start(Tag::Link { link_type, .. }) if is_unknown(*link_type) => return OBJECT.chars().next(),
                Event::Start(Tag::Image { .. }) => return OBJECT.chars().next(),
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) => {}
                Event::FootnoteReference(_) | Event::InlineHtml(_) => {}
                _ => return None,
            }
            index += 1;
        }
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = (Event<'a>, Span);

    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        self.ahead.pop_front().or_else(|| self.source.next())
    }
}

/// Whether a link is one that the callback made.
pub fn is_unknown(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::ShortcutUnknown | LinkType::CollapsedUnknown | LinkType::ReferenceUnknown)
}
