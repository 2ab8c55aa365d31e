//! What came of asking for one source again.

use crate::base::day::Day;
use crate::parse::ids::SourceId;
use crate::parse::source::SourceFile;
use crate::resolve::recapture::Distance;
use crate::shell::outcome::{Exit, Stop};
use crate::shell::web::{self, Landed};

/// What came of one source.
pub struct Finding {
    /// The source.
    pub id: SourceId,
    /// Its title.
    pub title: String,
    /// The address that is asked for.
    pub address: Option<String>,
    /// Where that leads for good now, if elsewhere.
    pub moved_to: Option<String>,
    /// The day its current text was retrieved.
    pub since: Option<Day>,
    /// What it is.
    pub what: What,
}

/// What a page is to the stored text.
pub enum What {
    /// It has the same words.
    Unchanged,
    /// It has others.
    Changed(Distance),
    /// It has others, and they were stored.
    Kept {
        /// How far they are from those before.
        distance: Distance,
        /// As `ingest` says it.
        said: String,
        /// SHA-256 of the text.
        text: String,
    },
    /// It has others, which could not be stored.
    NotKept(Distance, Stop),
    /// There is no page any more.
    Gone(u16),
    /// There is one, and no text could be read in it.
    Unread(Stop),
    /// The server could not be asked.
    Unasked(Stop),
    /// This host does not want programs to fetch it.
    Refused(String),
    /// It was not asked for, and why.
    LeftOut(&'static str),
}

impl Finding {
    /// Nothing known yet.
    pub fn of(source: &SourceFile) -> Finding {
        Finding {
            id: source.id.clone(),
            title: source.front.title.clone(),
            address: address_of(source),
            moved_to: None,
            since: source.front.capture.as_ref().map(|capture| capture.day),
            what: What::LeftOut("it has no address"),
        }
    }

    /// Notes where the address led.
    pub fn landed(&mut self, landed: &Landed) {
        let is_elsewhere = self.address.as_deref().and_then(web::address).is_none_or(|own| own != landed.address);
        self.moved_to = (landed.moved && is_elsewhere).then(|| landed.address.to_string());
    }

    /// Whether the words of the page are those of the stored text now.
    pub fn is_stored(&self) -> bool {
        matches!(self.what, What::Unchanged | What::Kept { .. })
    }

    /// The hash of the text that was stored just now.
    pub fn new_text(&self) -> Option<&str> {
        match &self.what {
            What::Kept { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The word for it, as programs read it.
    pub fn outcome(&self) -> &'static str {
        match self.what {
            What::Unchanged if self.moved_to.is_some() => "moved",
            What::Unchanged => "unchanged",
            What::Changed(_) | What::Kept { .. } | What::NotKept(..) => "changed",
            What::Gone(_) => "gone",
            What::Unread(_) => "unread",
            What::Unasked(_) => "unasked",
            What::Refused(_) | What::LeftOut(_) => "left-out",
        }
    }

    /// How the words differ.
    pub fn distance(&self) -> Option<&Distance> {
        match &self.what {
            What::Changed(distance) | What::Kept { distance, .. } | What::NotKept(distance, _) => Some(distance),
            _ => None,
        }
    }
}

/// 1 where an editor has to look, else 3 where a server could not be asked.
pub fn exit(findings: &[Finding]) -> Exit {
    let needs_an_editor = |finding: &Finding| match finding.what {
        What::Unchanged | What::Kept { .. } => finding.moved_to.is_some(),
        What::Changed(_) | What::NotKept(..) | What::Gone(_) | What::Unread(_) => true,
        What::Unasked(_) | What::Refused(_) | What::LeftOut(_) => false,
    };
    if findings.iter().any(needs_an_editor) {
        return Exit::Found;
    }
    let unasked = findings.iter().any(|finding| matches!(finding.what, What::Unasked(_)));
    if unasked { Exit::Machine } else { Exit::Clean }
}

/// The address of a source: the one its editors keep, else the one it was retrieved from.
pub fn address_of(source: &SourceFile) -> Option<String> {
    let from = source.front.capture.as_ref().and_then(|capture| capture.from.clone());
    source.front.url.clone().or(from.filter(|from| web::address(from).is_some()))
}

/// Why a source is not asked for, whatever its address.
pub fn left_out(source: &SourceFile) -> Option<&'static str> {
    source.front.withdrawn.is_some().then_some("it is withdrawn")
}
