//! Every problem of Markdown and of its two marks (SPEC 4), with all that the manual says of it: in the order of their names.

use crate::base::diagnostic::{Code, Severity};

/// All of them, for the manual.
pub const CODES: &[&Code] = &[
    &CITATION_AS_DEFINITION,
    &CITATION_AS_LINK,
    &CITATION_UNREADABLE,
    &COMMENT_UNCLOSED,
    &FOOTNOTE_TWICE,
    &FOOTNOTE_UNKNOWN,
    &FOOTNOTE_UNUSED,
    &HEADING_ATTRIBUTE,
    &HEADING_BY_ACCIDENT,
    &HTML_AS_TEXT,
    &LOCATOR_UNKNOWN,
    &MARK_UNCLOSED,
    &NESTING_TOO_DEEP,
    &QUOTATION_EMPTY,
    &QUOTATION_RUNS_ON,
    &QUOTATION_TWO_CITATIONS,
    &QUOTATION_UNCITED,
];

/// A colon stands right after a citation that begins a paragraph.
pub const CITATION_AS_DEFINITION: Code = Code {
    name: "citation-as-definition",
    severity: Severity::Error,
    summary: "A colon stands right after a citation that begins a paragraph.",
    why: "Markdown takes such a line for the definition of a link and prints nothing of it.",
    example: "[¶12]: This paragraph is new.",
    cure: "Take the colon away: `[¶12] This paragraph is new.`",
};

/// A citation was made into a link or a picture.
pub const CITATION_AS_LINK: Code = Code {
    name: "citation-as-link",
    severity: Severity::Error,
    summary: "A citation was made into a link, or two citations run into one.",
    why: "Markdown makes a link of it, and the words before it would not be verified.",
    example: "[@lantern-2026-03-14, ¶3](https://lantern.example/)",
    cure: "Write the citation alone, with a blank before and after it, and the link beside it. Two sources share one pair of brackets: `[@a, ¶2; @b, ¶7]`.",
};

/// Brackets that should cite cannot be read.
pub const CITATION_UNREADABLE: Code = Code {
    name: "citation-unreadable",
    severity: Severity::Error,
    summary: "Brackets that should cite cannot be read.",
    why: "They would be printed as text, and the words before them would not be verified.",
    example: "[[@lantern-2026-03-14]]",
    cure: "Write one pair of brackets, the key of a source after `@`, and no brackets inside. An `@` that cites nothing is written `\\@`.",
};

/// A comment has no end, or holds the beginning of another.
pub const COMMENT_UNCLOSED: Code = Code {
    name: "comment-unclosed",
    severity: Severity::Error,
    summary: "A comment holds the beginning of another, so the first was not closed.",
    why: "Everything between the two would be dropped in silence.",
    example: "<!-- to do\n\nA paragraph.\n\n<!-- done -->",
    cure: "Close the first comment with `-->`.",
};

/// Two footnotes have one label.
pub const FOOTNOTE_TWICE: Code = Code {
    name: "footnote-twice",
    severity: Severity::Error,
    summary: "Two footnotes have the same label.",
    why: "Only one of the two would be printed.",
    example: "Exports fell.[^1]\n\n[^1]: By a third.\n\n[^1]: By a half.",
    cure: "Give one of them another label, and its mark too.",
};

/// A footnote mark has no footnote.
pub const FOOTNOTE_UNKNOWN: Code = Code {
    name: "footnote-unknown",
    severity: Severity::Error,
    summary: "A footnote mark has no footnote.",
    why: "Markdown prints the brackets as text, and the reader looks for a note that is not there.",
    example: "Exports fell.[^mrach]\n\n[^march]: By a third.",
    cure: "Write the label of a footnote of this file, or add the footnote. `\\[^` is a bracket that means nothing.",
};

/// A footnote has no mark.
pub const FOOTNOTE_UNUSED: Code = Code {
    name: "footnote-unused",
    severity: Severity::Warning,
    summary: "A footnote has no mark in the text.",
    why: "It is not printed.",
    example: "Exports fell.\n\n[^march]: By a third.",
    cure: "Put its mark where it belongs, or take it out.",
};

/// A heading has attributes other than an id and classes.
pub const HEADING_ATTRIBUTE: Code = Code {
    name: "heading-attribute",
    severity: Severity::Warning,
    summary: "A heading has an attribute other than an id.",
    why: "It is not printed: an attribute could hold a script.",
    example: "## The wall {onclick=alert}",
    cure: "Keep the id, `{#wall}`, and take the rest out.",
};

/// Three hyphens under a sentence made it a heading.
pub const HEADING_BY_ACCIDENT: Code = Code {
    name: "heading-by-accident",
    severity: Severity::Error,
    summary: "Three hyphens right under a sentence made it a heading.",
    why: "Markdown takes them for an underline; the sentence becomes a heading and ends the note.",
    example: "That is the whole of it.\n---",
    cure: "Put an empty line before the hyphens. A heading is better written with `##`.",
};

/// Something looks like HTML.
pub const HTML_AS_TEXT: Code = Code {
    name: "html-as-text",
    severity: Severity::Warning,
    summary: "Something looks like HTML and is printed as text.",
    why: "HTML in content could hold scripts, and words that nobody verified.",
    example: "The <b>whole</b> of it.",
    cure: "Write Markdown, `**whole**`, or put a backslash before the `<`.",
};

/// Something after the key was not understood, or names a place that the source does not have.
pub const LOCATOR_UNKNOWN: Code = Code {
    name: "locator-unknown",
    severity: Severity::Error,
    summary: "Something in a citation was not understood, or names a paragraph or page that the source does not have.",
    why: "A reader who looks there would find nothing; no place is ever guessed, and no word is dropped.",
    example: "[@moc-2024-17, third paragraph]",
    cure: "After the key write `¶12`, `¶¶12–14`, `p. 3`, `capture 2021-07-03`, `2nd`, `emphasis added`, `my translation`, `official translation` or `omission checked`, parted by commas. Words of your own go before the key: `[see also annex 4 of @moc-2024-17]`.",
};

/// A quotation mark has no partner.
pub const MARK_UNCLOSED: Code = Code {
    name: "mark-unclosed",
    severity: Severity::Warning,
    summary: "A quotation mark has no partner in its paragraph.",
    why: "Words that look quoted to a reader are not verified.",
    example: "It speaks of \"orderly exit [@moc-2024-17, ¶5].",
    cure: "Write the other mark. A quotation never runs over the end of a paragraph, a list item or a cell. Inches are written ″.",
};

/// Blocks or styles stand in one another too deeply.
pub const NESTING_TOO_DEEP: Code = Code {
    name: "nesting-too-deep",
    severity: Severity::Error,
    summary: "Lists, blockquotes or styles stand in one another more than 64 deep.",
    why: "No page can show it, and no person wrote it.",
    example: "",
    cure: "Take marks away at the beginning of the line.",
};

/// There are no words before a citation.
pub const QUOTATION_EMPTY: Code = Code {
    name: "quotation-empty",
    severity: Severity::Error,
    summary: "A quotation has no words.",
    why: "There is nothing to verify, and the words that follow would pass for the source's.",
    example: "> — [@moc-2024-17, ¶3]",
    cure: "Write the words before the citation, or begin a paragraph with the citation for a note without words.",
};

/// Words stand where a blockquote must end.
pub const QUOTATION_RUNS_ON: Code = Code {
    name: "quotation-runs-on",
    severity: Severity::Error,
    summary: "A quotation runs on after its citation, or a line under it was drawn into it.",
    why: "Words of the editors would pass for the source's, or the source's words would go unverified.",
    example: "> not one sack was short — [@lantern-2026-03-14, ¶1]\nA claim about Monday's carts.",
    cure: "Put an empty line between the blockquote and your own words. A translation is a paragraph of its own in the blockquote, after the citation.",
};

/// One blockquote has two citations.
pub const QUOTATION_TWO_CITATIONS: Code = Code {
    name: "quotation-two-citations",
    severity: Severity::Error,
    summary: "One blockquote has two citations.",
    why: "It would not be clear which words are whose.",
    example: "> not one sack was short [@lantern-2026-03-14, ¶1]\n>\n> a keel [@lantern-2026-03-14, ¶2]",
    cure: "Make two blockquotes with an empty line between them. Words that stand in two sources are cited once: `[@a, ¶2; @b, ¶7]`.",
};

/// Words in quotation marks, or a blockquote, have no citation.
pub const QUOTATION_UNCITED: Code = Code {
    name: "quotation-uncited",
    severity: Severity::Warning,
    summary: "Words in quotation marks, or a blockquote, have no citation.",
    why: "A reader takes them for a source's words, and nobody has verified them.",
    example: "The paper wrote that \"the granary was something to fall back upon\" in better years.",
    cure: "Put the citation after them in the same sentence. Terms and irony go in single marks or italics; anything else that is no quotation is followed by `<!-- not a quotation -->`.",
};
