//! Words of a quotation, folded and ready to be sought.

use crate::base::fold::{Folded, Folder, Joint, Parting, Shape, Side};
use crate::parse::words::Words;

/// Words of a quotation, folded, ready to be sought.
#[derive(Clone, Debug)]
pub struct Needle {
    folded: Folded,
    /// How much of the skeleton counts: all but a final mark.
    length: usize,
    /// The final `.` or `,` that is ignored, unless it stands for another mark.
    mark: Option<char>,
}

impl Needle {
    /// A whole quotation, or the last part of one, where a final mark may be ignored. `None` where the words have no
    /// characters that count.
    pub fn new(words: &Words) -> Option<Needle> {
        let needle = Needle::of_part(words)?;
        let skeleton = needle.folded.skeleton();
        let mark = skeleton.chars().next_back().filter(|mark| matches!(mark, '.' | ','));
        let length = skeleton.len() - mark.map_or(0, char::len_utf8);
        Some(if length == 0 { needle } else { Needle { length, mark, ..needle } })
    }

    /// A part of a quotation before a gap: every mark counts.
    pub fn of_part(words: &Words) -> Option<Needle> {
        let mut folder = Folder::new(Side::Typed);
        for plain in &words.paragraphs {
            folder.paragraph(&plain.text, &plain.line_ends, Parting::Break);
        }
        let folded = folder.finish();
        let length = folded.skeleton().len();
        (length > 0).then_some(Needle { folded, length, mark: None })
    }

    /// The folded words.
    pub fn folded(&self) -> &Folded {
        &self.folded
    }

    /// How much of the skeleton counts: all but a final mark.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The final `.` or `,` that is ignored, unless it stands for another mark.
    pub fn mark(&self) -> Option<char> {
        self.mark
    }

    /// What is sought.
    pub fn skeleton(&self) -> &str {
        &self.folded.skeleton()[..self.length]
    }

    /// The dash before its first character.
    pub fn first_joint(&self) -> Option<&Joint> {
        self.folded.joints().first().filter(|joint| joint.skeleton == 0 && has_dash(joint))
    }

    /// What stands after its last character that counts.
    pub fn last_joint(&self) -> Option<&Joint> {
        self.folded.joint_at(self.length)
    }
}

/// Whether a dash lies there.
pub fn has_dash(joint: &Joint) -> bool {
    !matches!(joint.shape(), Shape::Closed | Shape::Blank)
}
