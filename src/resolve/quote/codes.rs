//! Every problem of a quotation, with all that the manual says of it.

use crate::base::diagnostic::{Code, Severity};

/// All of them, for the manual.
pub const CODES: &[&Code] = &[
    &ALTERED,
    &NOISY,
    &NOT_FOUND,
    &ELSEWHERE,
    &PARAGRAPH,
    &AMBIGUOUS,
    &OCCURRENCE,
    &SHORT,
    &EDGE,
    &BREAK,
    &LOOKALIKE,
    &MARK_MISSING,
    &ORDER,
    &OMISSION,
    &OMITS_NEGATION,
    &BRACKETS,
    &OVERRIDE,
    &WORDLESS,
    &AFTER_NEGATION,
    &BEFORE_NEGATION,
    &PARTICLE,
    &OMITTED_NEGATION,
    &SHORT_FRAGMENT,
    &EMPHASIS,
    &RUN_IN,
    &JOINER,
    &TYPOGRAPHY,
];

/// Words close to these are in the source.
pub const ALTERED: Code = Code {
    name: "quotation-altered",
    severity: Severity::Error,
    summary: "The source has words close to the quoted ones, but not the same.",
    why: "One word changed, dropped or moved can turn the sense, and the reader is told that the words are the source's.",
    example: "> The controls would remain in force.\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Write what the source has, shown in the message, or say it in your own words without quotation marks.",
};

/// The stored text itself looks broken there.
pub const NOISY: Code = Code {
    name: "quotation-noisy",
    severity: Severity::Error,
    summary: "The quotation differs from the source only where the stored text looks broken: lost characters, a wrong encoding, a digit in the place of a letter.",
    why: "What the source says there is not known, and postil never takes a likely word for the one that was printed.",
    example: "",
    cure: "Compare the source with the page it was taken from and store its text again, or quote the words around the place.",
};

/// The words are nowhere.
pub const NOT_FOUND: Code = Code {
    name: "quotation-not-found",
    severity: Severity::Error,
    summary: "The quoted words are nowhere in the source, nor anything close to them.",
    why: "A reader would take words for the source's that it does not have.",
    example: "> Words that nobody wrote.\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Copy the words from the page of the source again, or name the source that has them. For words in quotation marks that are nobody's, use single marks, or put `<!-- not a quotation -->` right after them.",
};

/// The words are in another source.
pub const ELSEWHERE: Code = Code {
    name: "quotation-elsewhere",
    severity: Severity::Error,
    summary: "The quoted words are not in the source that is cited, but in another one.",
    why: "The words would be given to somebody who did not write them.",
    example: "> The controls will remain in force.\n>\n> — [@herald-2021-07-02, ¶3]",
    cure: "Cite the source that the message names.",
};

/// The words are outside the locator.
pub const PARAGRAPH: Code = Code {
    name: "quotation-paragraph",
    severity: Severity::Error,
    summary: "The quoted words are in the source, but not where the citation says.",
    why: "The note would stand beside another paragraph, and a reader who looks it up would not find the words.",
    example: "> The controls will remain in force.\n>\n> — [@lantern-2021-06-30, ¶9]",
    cure: "Write the locator that the message names. `¶3` names the paragraph a quotation begins in; a range such as `¶¶3–4` must hold all of it.",
};

/// The words are there more than once.
pub const AMBIGUOUS: Code = Code {
    name: "quotation-ambiguous",
    severity: Severity::Error,
    summary: "The quoted words stand in more than one place that the citation could mean.",
    why: "The note would be set beside a place that was guessed.",
    example: "> the controls\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Write one of the locators that the message lists, `2nd` after it where a paragraph has the words twice, or quote a few more words.",
};

/// There are fewer places than the occurrence says.
pub const OCCURRENCE: Code = Code {
    name: "quotation-occurrence",
    severity: Severity::Error,
    summary: "The citation asks for an occurrence that there is not.",
    why: "The source may have changed, or the count may be wrong: nothing is guessed.",
    example: "> the controls\n>\n> — [@lantern-2021-06-30, ¶3, 4th]",
    cure: "Count again within the paragraph of the locator; the message lists the places.",
};

/// Too few words without a locator.
pub const SHORT: Code = Code {
    name: "quotation-short",
    severity: Severity::Error,
    summary: "A quotation of fewer than three words has no locator.",
    why: "So few words turn up by chance, and a later edit of the source could move them.",
    example: "The circular speaks of \"orderly exit\" [@lantern-2021-06-30].",
    cure: "Add the locator that the message names. Two Han or kana characters, or four letters of Thai, Lao, Khmer or Burmese, count as one word.",
};

/// An edge inside a word, a number or a character.
pub const EDGE: Code = Code {
    name: "quotation-edge",
    severity: Severity::Error,
    summary: "The quotation begins or ends inside a word, a number or a character.",
    why: "`lawful` out of `unlawful`, or `5 million` out of `12.5 million`, says what the source does not.",
    example: "> lawful under the statute\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Quote the word or number whole, with its sign, unit of money, percent or magnitude word.",
};

/// The paragraph breaks differ.
pub const BREAK: Code = Code {
    name: "quotation-break",
    severity: Severity::Error,
    summary: "The quotation has a paragraph break that the source lacks, or runs on over more than one.",
    why: "Where a paragraph ends is part of what an author says, and words that stand far apart must not seem to follow each other.",
    example: "> The bridge reopened at dawn.\n>\n> Traffic was light.\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Break the quotation where the source does: an empty line of the blockquote, with its `>`, for each.",
};

/// Letters that look alike.
pub const LOOKALIKE: Code = Code {
    name: "quotation-lookalike",
    severity: Severity::Error,
    summary: "The quotation has letters that only look like those of the source.",
    why: "To a machine they are other words: neither search nor a reader's own check would find them.",
    example: "> The сommittee met.\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Copy the words from the page of the source; where the source itself has the wrong letter, quote it as it is.",
};

/// A change of case without its mark.
pub const MARK_MISSING: Code = Code {
    name: "quotation-mark-missing",
    severity: Severity::Error,
    summary: "The first letter was changed from a capital to a small one, or the other way round, without a mark.",
    why: "Brackets tell a reader that the sentence of the source begins or goes on elsewhere.",
    example: "> the controls will remain in force.\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Write the letter as the source has it, or put it into brackets: `[T]he`. A site may allow the change with `silent_initial_case = true` under `[quotations]`.",
};

/// A part between marks of change is out of order.
pub const ORDER: Code = Code {
    name: "quotation-order",
    severity: Severity::Error,
    summary: "The parts of a quotation round an ellipsis or brackets are in the source, but not in this order.",
    why: "Words put in another order can be made to say anything.",
    example: "> the revised budget … The council adopted\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Quote the parts in the order of the source, or as two quotations.",
};

/// An ellipsis leaves out too much.
pub const OMISSION: Code = Code {
    name: "quotation-omission",
    severity: Severity::Error,
    summary: "An ellipsis leaves out more than 120 words, or more than one paragraph break, in running text.",
    why: "Words that stand that far apart do not make one statement.",
    example: "> The report begins. … The report ends.\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Put the ellipsis on a line of its own between two empty lines of a blockquote, where it may skip any number of paragraphs, or make two quotations.",
};

/// An ellipsis leaves out a negation beside the cut.
pub const OMITS_NEGATION: Code = Code {
    name: "quotation-omits-negation",
    severity: Severity::Error,
    summary: "An ellipsis leaves out a negation, or a word that reverses, within three words of the cut.",
    why: "`The bank will … close` out of `will not close` turns the sense.",
    example: "> The bank will … close its doors\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Quote the negation too. Where the sense is kept, say so with the flag `omission checked` after the locator.",
};

/// Brackets change what they may not.
pub const BRACKETS: Code = Code {
    name: "quotation-brackets",
    severity: Severity::Error,
    summary: "Brackets in the quotation change what they may not.",
    why: "Brackets tell a reader that these words are the editors': they may make the quotation fit its sentence, and not change what it says.",
    example: "> The plan is [not] feasible.\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Brackets may add words, stand for up to six words of one sentence, change the case of an initial (`[T]he`) or an ending (`believe[d]`, `judgment[]`). They may not stand round the source's own words, nor add, remove or stand beside a negation, nor replace digits by digits, nor change the front of a word; a whole word must stand outside them.",
};

/// A direction override.
pub const OVERRIDE: Code = Code {
    name: "quotation-override",
    severity: Severity::Error,
    summary: "The quotation has an invisible character that overrides the direction of writing.",
    why: "It makes words look other than they are.",
    example: "",
    cure: "Delete the character; the message names the place.",
};

/// Nothing to verify.
pub const WORDLESS: Code = Code {
    name: "quotation-wordless",
    severity: Severity::Error,
    summary: "The quotation has neither a letter nor a digit.",
    why: "There is nothing that could be verified.",
    example: "> —\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Quote at least one word, or leave the citation as a reference without quoted words.",
};

/// It begins right after a negation.
pub const AFTER_NEGATION: Code = Code {
    name: "quotation-after-negation",
    severity: Severity::Warning,
    summary: "The quotation begins right after a negation or a word that reverses.",
    why: "The words are the source's, but it may have said the opposite.",
    example: "> permitted to terminate this lease\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Quote the negation too, or negate in your own sentence.",
};

/// It ends right before a negation.
pub const BEFORE_NEGATION: Code = Code {
    name: "quotation-before-negation",
    severity: Severity::Warning,
    summary: "The quotation ends right before a negation or a word that reverses.",
    why: "The words are the source's, but it may have said the opposite.",
    example: "> the council will accept\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Quote the negation too, or negate in your own sentence.",
};

/// It begins after a prefixed particle.
pub const PARTICLE: Code = Code {
    name: "quotation-particle",
    severity: Severity::Warning,
    summary: "The quotation begins after a particle that Arabic or Hebrew writes together with its word.",
    why: "The letter may belong to the word, which then is another one.",
    example: "> موافقة جميع النواب\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "See that the word is whole without the particle, or quote the particle too.",
};

/// A negation is left out, farther from the cut.
pub const OMITTED_NEGATION: Code = Code {
    name: "quotation-omitted-negation",
    severity: Severity::Warning,
    summary: "The words that an ellipsis leaves out have a negation in them.",
    why: "It may belong to what is quoted.",
    example: "> The council met in the old hall … and adopted the budget\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "See that the sense is kept, then add the flag `omission checked` after the locator.",
};

/// Few words stand beside an ellipsis.
pub const SHORT_FRAGMENT: Code = Code {
    name: "quotation-fragment",
    severity: Severity::Warning,
    summary: "Fewer than three words stand on one side of an ellipsis.",
    why: "Single words can be put together to say anything.",
    example: "> The council … approved … the plan\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Quote a few more words, or use two quotations.",
};

/// Emphasis that is not the source's.
pub const EMPHASIS: Code = Code {
    name: "quotation-emphasis",
    severity: Severity::Warning,
    summary: "The quotation emphasises words that the source does not.",
    why: "A reader takes the stress for the source's.",
    example: "> The committee must *not* yield.\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Add the flag `emphasis added` after the locator, write `[emphasis added]` in the quotation, or take the emphasis away.",
};

/// It runs on over a paragraph break.
pub const RUN_IN: Code = Code {
    name: "quotation-run-in",
    severity: Severity::Warning,
    summary: "The quotation runs on over a paragraph break of the source.",
    why: "A reader sees one paragraph where the source has two.",
    example: "> The plan was approved. It takes effect in May.\n>\n> — [@lantern-2021-06-30, ¶3]",
    cure: "Break the quotation where the source does, with an empty line of the blockquote.",
};

/// Zero-width non-joiners differ.
pub const JOINER: Code = Code {
    name: "quotation-joiner",
    severity: Severity::Warning,
    summary: "The quotation and the source differ in zero-width non-joiners.",
    why: "They are spelling in Persian and some other languages, though nothing else of the word changes.",
    example: "",
    cure: "Copy the words from the page of the source.",
};

/// Its marks are not those of the source.
pub const TYPOGRAPHY: Code = Code {
    name: "quotation-typography",
    severity: Severity::Note,
    summary: "The quotation is word for word that of the source, with other quotation marks, dashes or points. Found only by `check --fix --typography`.",
    why: "Nothing is wrong: readers are told that the typography was adapted. Some houses want the source's own.",
    example: "",
    cure: "`postil check --fix --typography` sets the marks of the source.",
};
