//! Every problem this wing can find between files, with all that the manual says of it. Those of quoted words are in
//! `quote`.

use crate::base::diagnostic::{Code, Severity};
pub use crate::parse::mark_codes::{LOCATOR_UNKNOWN, QUOTATION_UNCITED};

/// All of them, for the manual.
pub const CODES: &[&Code] = &[
    &SOURCE_UNKNOWN,
    &SOURCE_ALTERED,
    &SOURCE_ENCODING,
    &CAPTURE_UNKNOWN,
    &CAPTURE_BEFORE_PUBLICATION,
    &DATE_TO_COME,
    &PUBLICATION_UNKNOWN,
    &TOPIC_UNKNOWN,
    &TOPIC_CYCLE,
    &COMMENTARY_UNKNOWN,
    &COMMENTARY_UNPUBLISHED,
    &TRANSLATION_CYCLE,
    &TRANSLATION_UNALIGNED,
    &LOCATOR_STALE,
    &LOCATOR_MOVED,
    &LOCATOR_PRINTED,
    &FLAG_MISPLACED,
    &NOT_VERIFIED_STORED,
    &CITATION_BARE,
    &QUOTATION_SUPERSEDED,
    &LINK_BROKEN,
    &LINK_UNSAFE,
    &PICTURE_OUTSIDE,
    &PICTURE_WITHOUT_ALT,
    &LAYOUT_IMPOSSIBLE,
];

/// A source is named that is not there.
pub const SOURCE_UNKNOWN: Code = Code {
    name: "source-unknown",
    severity: Severity::Error,
    summary: "A citation or a front matter names a source that is not in `content/sources/`.",
    why: "Nothing can be verified against a text that is not stored.",
    example: "The prices rose [@lantern-2026-03-41, ¶2].",
    cure: "Write the id of a stored source, or ingest the source. Brackets that are no citation are written `\\[@name\\]`.",
};

/// A stored text is not the one whose hash was written down.
pub const SOURCE_ALTERED: Code = Code {
    name: "source-altered",
    severity: Severity::Error,
    summary: "The text of a source is not the one whose hash its `capture` has.",
    why: "Quotations would be verified against words that nobody has captured.",
    example: "capture: {retrieved: 2026-03-14, sha256: 2c26…}   # and one word of the text was changed since",
    cure: "Restore the text as it was captured; where the change is a wanted correction, accept it with its reason: `postil amend ID --because \"…\"`.",
};

/// A stored text holds control characters.
pub const SOURCE_ENCODING: Code = Code {
    name: "source-encoding",
    severity: Severity::Warning,
    summary: "The text of a source holds control characters (U+0080–U+009F) where quotation marks, dashes or the euro sign were.",
    why: "It was read in a wrong encoding. Nobody sees these characters, and no quotation that is typed has them.",
    example: "The fare is 5 \u{80} a day.",
    cure: "Ingest the page again from its bytes, or write the characters that are meant and accept the change with `postil amend`.",
};

/// A capture is named that is not stored.
pub const CAPTURE_UNKNOWN: Code = Code {
    name: "capture-unknown",
    severity: Severity::Error,
    summary: "A citation or a front matter names a capture that its source does not have.",
    why: "The words would have to be verified in a text that is not stored.",
    example: "[@harvest, ¶2, capture 2026-03-15]",
    cure: "Name one of the captures that the message lists, or leave the capture out.",
};

/// Retrieved before it was published.
pub const CAPTURE_BEFORE_PUBLICATION: Code = Code {
    name: "capture-before-publication",
    severity: Severity::Warning,
    summary: "A source was retrieved before the day on which it was published.",
    why: "One of the two dates is wrong.",
    example: "date: 2026-03-14\ncapture: {retrieved: 2026-03-10}",
    cure: "Correct `date` or `retrieved`.",
};

/// A day that has not come.
pub const DATE_TO_COME: Code = Code {
    name: "date-to-come",
    severity: Severity::Warning,
    summary: "A source, or a change of a commentary, is dated after today.",
    why: "It stands first in every list and feed until that day, and the date is most likely a slip.",
    example: "date: 2062-03-14",
    cure: "Correct the day.",
};

/// A publication that has no entry.
pub const PUBLICATION_UNKNOWN: Code = Code {
    name: "publication-unknown",
    severity: Severity::Error,
    summary: "A source names a publication that `publications.yaml` does not have.",
    why: "Readers are always told who published a text, and its rights may depend on it.",
    example: "publication: lanten",
    cure: "Write the key of an entry, or add an entry to `content/publications.yaml`.",
};

/// A topic that the vocabulary does not have.
pub const TOPIC_UNKNOWN: Code = Code {
    name: "topic-unknown",
    severity: Severity::Error,
    summary: "A front matter names a topic that `topics.yaml` does not have.",
    why: "The vocabulary is declared so that one thing has one name.",
    example: "topics: [party/personel]",
    cure: "Write the path of a declared topic, or declare it in `content/topics.yaml`.",
};

/// A topic inside a topic of its own key.
pub const TOPIC_CYCLE: Code = Code {
    name: "topic-cycle",
    severity: Severity::Error,
    summary: "A topic lies within a topic of the same key, so the vocabulary runs in a circle.",
    why: "A narrower term cannot be wider than itself: its entries would be counted under two terms of one name.",
    example: "- key: party\n  label: Party\n  children:\n    - key: party\n      label: Party",
    cure: "Take the inner one out, or give it a key of its own.",
};

/// A commentary is named that is not there.
pub const COMMENTARY_UNKNOWN: Code = Code {
    name: "commentary-unknown",
    severity: Severity::Error,
    summary: "An edition or a `translation_of` names a commentary that is not in `content/commentary/`.",
    why: "Readers would miss an entry that the editors meant them to read.",
    example: "commentary: [the-kee]",
    cure: "Write the id of a commentary: the name of its file without `.md`.",
};

/// A commentary is gathered that is not published.
pub const COMMENTARY_UNPUBLISHED: Code = Code {
    name: "commentary-unpublished",
    severity: Severity::Error,
    summary: "An edition gathers a commentary that is a draft, or whose day has not come.",
    why: "The edition would appear with a gap.",
    example: "commentary: [the-keel]   # and the-keel.md has `draft: true`",
    cure: "Publish the commentary first, take it out of the edition, or date the edition later.",
};

/// Something translates itself.
pub const TRANSLATION_CYCLE: Code = Code {
    name: "translation-cycle",
    severity: Severity::Error,
    summary: "Following `translation_of` leads back to where it began.",
    why: "No text would be the original.",
    example: "translation_of: harvest-ko   # and harvest-ko has `translation_of: harvest`",
    cure: "Leave `translation_of` out of the original.",
};

/// A link that leads nowhere.
pub const LINK_BROKEN: Code = Code {
    name: "link-broken",
    severity: Severity::Error,
    summary: "A link leads to a file, a heading or an address that the site does not have, or a picture is missing.",
    why: "Readers would find nothing there.",
    example: "[the keel](../2026/a-kee.md)",
    cure: "Write the path from this file to the `.md` file, the address of a page of the site beginning with `/`, or a whole address with `https://`.",
};

/// A link with a scheme that no page may have.
pub const LINK_UNSAFE: Code = Code {
    name: "link-unsafe",
    severity: Severity::Error,
    summary: "A link has another scheme than `http`, `https` or `mailto`.",
    why: "Such an address can run a program in the reader's browser, or lead to the reader's own files.",
    example: "[click](javascript:alert)",
    cure: "Link to an address with `https://`, or write the address as text.",
};

/// A picture on another host.
pub const PICTURE_OUTSIDE: Code = Code {
    name: "picture-outside",
    severity: Severity::Error,
    summary: "A picture lies on another host.",
    why: "A page asks nothing of other hosts: each reader would be made known to them.",
    example: "![The sheet](https://images.example/sheet.jpg)",
    cure: "Put the picture into `content/media/`, if you may, and name it by its relative path; or link to it.",
};

/// A picture without words.
pub const PICTURE_WITHOUT_ALT: Code = Code {
    name: "picture-without-alt",
    severity: Severity::Warning,
    summary: "A picture has no alternative text.",
    why: "A reader who hears the page learns only that there is a picture.",
    example: "![](../media/sheet.svg)",
    cure: "Say between the brackets what the picture shows.",
};

/// A layout that cannot be made.
pub const LAYOUT_IMPOSSIBLE: Code = Code {
    name: "layout-impossible",
    severity: Severity::Error,
    summary: "`layout: beside` is asked for where no text can stand beside the notes.",
    why: "Beside needs one `source` with full rights, and notes in the order of its text.",
    example: "layout: beside   # and no `source`",
    cure: "Leave `layout` out or write `layout: excerpts`; or name the `source` and put the notes in its order.",
};

/// A translation whose paragraphs are not those of its original one by one.
pub const TRANSLATION_UNALIGNED: Code = Code {
    name: "translation-unaligned",
    severity: Severity::Warning,
    summary: "A translation and its original have not the same paragraphs one by one, and no `pairs` say which are which.",
    why: "The page of both sets side by side only what is certain: a false pair would have a reader compare two things.",
    example: "translation_of: harbour-ko-2026-03-16   # nine paragraphs, and the translation has ten",
    cure: "Write which are the same, the original's ¶ first: `pairs: [1-1, 2-2+3, 3-4]`.",
};

/// A locator that only an earlier capture has.
pub const LOCATOR_STALE: Code = Code {
    name: "locator-stale",
    severity: Severity::Warning,
    summary: "A reference names a paragraph that only an earlier capture of its source has.",
    why: "The reference leads to the earlier capture until somebody has read the current text.",
    example: "[@harvest, ¶9]   # and the current text has eight paragraphs",
    cure: "Name the paragraph of the current text, or name the capture: `[@harvest, ¶9, capture 2026-03-14]`.",
};

/// A quotation stands in another paragraph since its source changed.
pub const LOCATOR_MOVED: Code = Code {
    name: "locator-moved",
    severity: Severity::Warning,
    summary: "The quoted words stand in another paragraph since their source changed.",
    why: "The locator names a paragraph that no longer has them; the quotation itself is true.",
    example: "> Fear guesses; confidence counts. — [@harvest, ¶12]   # ¶11 in the current text",
    cure: "Write the new number that the message names.",
};

/// A source numbers its paragraphs otherwise.
pub const LOCATOR_PRINTED: Code = Code {
    name: "locator-printed",
    severity: Severity::Note,
    summary: "The paragraphs of a cited source print numbers of their own that differ from ¶.",
    why: "A reader of the original may look for the printed number.",
    example: "[@judgment, ¶14]   # and ¶14 prints `12.`",
    cure: "Nothing needs to be done: ¶ counts the paragraphs of the stored text. Check that the ¶ is the one you mean.",
};

/// A flag where it does not apply.
pub const FLAG_MISPLACED: Code = Code {
    name: "flag-misplaced",
    severity: Severity::Error,
    summary: "`my translation` or `official translation` stands where it cannot be true.",
    why: "The flags keep words from being verified, or say who vouches for them.",
    example: "\"orderly exit\" [@harvest, ¶5, my translation]   # and both texts are in English",
    cure: "Take the flag out, add the paragraph, or add `translation_of` to the source.",
};

/// Not verified, though it could be.
pub const NOT_VERIFIED_STORED: Code = Code {
    name: "not-verified-stored",
    severity: Severity::Error,
    summary: "`not verified` is written with the key of a stored source.",
    why: "Words of a stored source can be verified, so they are.",
    example: "\"hardly a sack\" [@harvest, not verified: from memory]",
    cure: "Cite the source with a locator and without `not verified`; or leave its key out.",
};

/// A key in running text.
pub const CITATION_BARE: Code = Code {
    name: "citation-bare",
    severity: Severity::Warning,
    summary: "The key of a stored source stands in running text without brackets.",
    why: "Without brackets it is text: nothing is checked, and nothing is linked.",
    example: "As @harvest says, prices rose.",
    cure: "Put it in brackets, `[@harvest]`; or write `\\@harvest` where text is meant.",
};

/// True in an earlier capture only.
pub const QUOTATION_SUPERSEDED: Code = Code {
    name: "quotation-superseded",
    severity: Severity::Warning,
    summary: "The quoted words are in an earlier capture of their source, and no longer in its current text.",
    why: "The page shows them with the date of that capture, so that no reader looks for them in vain.",
    example: "> hardly a sack was short — [@harvest, ¶1]   # and the current text has other words",
    cure: "Name the capture, `[@harvest, ¶1, capture 2026-03-14]`, or quote the current text.",
};
