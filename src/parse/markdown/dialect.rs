//! Which Markdown is read: a source's is CommonMark with tables and footnotes, the editors' has more, and cites (SPEC 3, 4).

use super::events::Cites;
use super::shadow::Tildes;
use crate::base::file::Span;
use crate::parse::citation::{KeyForm, is_citation, is_short_citation, read};
use crate::parse::ids::SourceId;
use crate::parse::locator::{Citation, Flags};
use crate::parse::slips::Slips;
use pulldown_cmark::{LinkType, Options};

/// Which Markdown is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// The text of a source.
    Source,
    /// Commentary, an edition or a page.
    Body(Keys),
    /// Words to be verified: a body's Markdown, in which nothing cites.
    Words,
}

/// Whether the key of a citation may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// The front matter names the one source.
    Optional,
    /// It does not.
    Required,
    /// The body belongs to no site: none is left out, and each may be any that Pandoc has.
    Pandoc,
}

impl Keys {
    fn form(self) -> KeyForm {
        if self == Keys::Pandoc { KeyForm::Pandoc } else { KeyForm::Site }
    }
}

impl Dialect {
    fn keys(&self) -> Keys {
        if let Dialect::Body(keys) = self { *keys } else { Keys::Required }
    }

    /// Whether it is the editors' own text, in which slips are looked for.
    pub fn is_editors(&self) -> bool {
        matches!(self, Dialect::Body(_))
    }

    /// The extensions of CommonMark it has.
    pub fn options(&self) -> Options {
        let both = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        let more = Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_HEADING_ATTRIBUTES;
        if *self == Dialect::Source { both } else { both | more }
    }

    /// What tildes are in it.
    pub fn tildes(&self) -> Tildes {
        if *self == Dialect::Source { Tildes::Text } else { Tildes::Strike }
    }

    /// Which brackets cite in it.
    pub fn cites(&self) -> Cites {
        match self {
            Dialect::Source | Dialect::Words => |_| false,
            Dialect::Body(Keys::Required | Keys::Pandoc) => is_citation,
            Dialect::Body(Keys::Optional) => |text| is_citation(text) || is_short_citation(text),
        }
    }

    /// Reads a link as a citation, where it is one. Citations that became something else are reported; a link whose text is
    /// a key is gathered, since only `resolve` knows whether it is a source's.
    pub fn citation(
        &self,
        slips: &mut Slips,
        link_type: LinkType,
        link: Span,
        linked_keys: &mut Vec<(SourceId, Span)>,
    ) -> Option<Citation> {
        let Dialect::Body(keys) = self else { return None };
        let text = slips.file.slice(link.clone());
        match link_type {
            LinkType::ShortcutUnknown => {}
            LinkType::Autolink | LinkType::Email => return None,
            _ => {
                self.report_link(slips, link_type, link, linked_keys);
                return None;
            }
        }
        let doubled = slips.file.text()[..link.start].ends_with('[') && slips.file.text()[link.end..].starts_with(']');
        if doubled {
            let span = link.start - 1..link.end + 1;
            slips.unreadable_citation(span, "has two pairs of brackets", &format!("write one pair, `{text}`"));
        }
        let file = slips.file;
        let mut misread = Vec::new();
        let citation = read(file.text(), link, keys.form(), &mut misread);
        misread.into_iter().for_each(|part| slips.misread(part));
        Some(citation)
    }

    fn report_link(&self, slips: &mut Slips, link_type: LinkType, link: Span, linked_keys: &mut Vec<(SourceId, Span)>) {
        let text = slips.file.slice(link.clone());
        let unknown = matches!(link_type, LinkType::ReferenceUnknown | LinkType::CollapsedUnknown);
        let inside =
            text.strip_prefix('[').and_then(|rest| rest.split_once(']')).filter(|(inside, _)| !inside.contains('['));
        let cited = inside.filter(|(inside, _)| self.cites()(inside)).map(|(inside, _)| {
            let span = link.start..link.start + inside.len() + 2;
            (read(slips.file.text(), span.clone(), self.keys().form(), &mut Vec::new()), span)
        });
        let Some((citation, span)) = cited else {
            if unknown {
                let help =
                    "leave a blank between the words and the citation; quoted words go in double marks before it";
                slips.citation_as_link(link, "is read as one link, not as a citation", help);
            }
            return;
        };
        let shown = slips.file.slice(span);
        if unknown && link_type == LinkType::ReferenceUnknown {
            let help = "put both sources in one pair of brackets, `[@a, ¶2; @b, ¶7]`, or a blank between the two";
            return slips.citation_as_link(link, "is read as one link, and the first citation is lost", help);
        }
        let help = format!("write `{shown}` alone, and the link, if you need one, beside it");
        let placed = |item: &crate::parse::locator::CitationItem| {
            item.locator.is_some()
                || item.capture.is_some()
                || item.occurrence.is_some()
                || item.flags != Flags::default()
        };
        if unknown || citation.not_verified.is_some() || citation.items.iter().any(placed) {
            return slips.citation_as_link(link, "is a citation made a link", &help);
        }
        if let [item] = citation.items.as_slice()
            && item.prefix.is_empty()
            && let Some(key) = &item.key
            && shown.trim_start_matches(['[', '-', '@']).trim_end_matches(']') == key.as_str()
        {
            linked_keys.push((key.clone(), link));
        }
    }
}
