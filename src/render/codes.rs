//! Every problem this wing can find, with all that the manual says of it.

use crate::base::diagnostic::{Code, Severity};

/// All of them, for the manual.
pub const CODES: &[&Code] =
    &[&TEMPLATE_SYNTAX, &TEMPLATE_NAME, &TEMPLATE_FIELD, &TEMPLATE_WORD, &TEMPLATE_FAILED, &TEMPLATE_UNUSED];

/// A template is not in Tera's language.
pub const TEMPLATE_SYNTAX: Code = Code {
    name: "template-syntax",
    severity: Severity::Error,
    summary: "A template cannot be read.",
    why: "Pages would be made from half a template.",
    example: "<p>{{ title | }}</p>",
    cure: "Mend the template at the place named.",
};

/// A template names a template, block, filter, function, test or component that is not there.
pub const TEMPLATE_NAME: Code = Code {
    name: "template-name",
    severity: Severity::Error,
    summary: "A template names another template, a block, filter, function, test or component that does not exist.",
    why: "The page would fail, or a block that overrides nothing would silently not be shown.",
    example: "{% block maim %}…{% endblock %}",
    cure: "Write the name as it is in the theme; the manual's page of themes lists them.",
};

/// A template names a value it is not given.
pub const TEMPLATE_FIELD: Code = Code {
    name: "template-field",
    severity: Severity::Error,
    summary: "A template names a field that its page does not have.",
    why: "In a condition the field would count as empty, and the page would lack what the template is there for, in silence.",
    example: "{% if entry.titel %}…{% endif %}",
    cure: "Write the field as the manual's page of themes lists it.",
};

/// A template asks for a word of the interface that is in no language, or leaves out what stands in it.
pub const TEMPLATE_WORD: Code = Code {
    name: "template-word",
    severity: Severity::Error,
    summary: "A template asks for a word that no `i18n` file has, or does not give what the word needs.",
    why: "The page would be without its wording.",
    example: "{{ word(key=\"nav-topcis\") }}",
    cure: "Write the key as it is in `i18n/en.toml`, or add it there.",
};

/// A template could not be filled in.
pub const TEMPLATE_FAILED: Code = Code {
    name: "template-failed",
    severity: Severity::Error,
    summary: "A template cannot be filled in with what it is given.",
    why: "The page would be missing.",
    example: "{% for topic in title %}…{% endfor %}",
    cure: "A field that may be empty needs `{% if %}` round it; the manual says which may be.",
};

/// A template that no page uses.
pub const TEMPLATE_UNUSED: Code = Code {
    name: "template-unused",
    severity: Severity::Warning,
    summary: "A template has a name that no page and no other template uses.",
    why: "What was to change the site changes nothing, in silence.",
    example: "templates/comentary.html",
    cure: "Give it the name of the template it is to replace.",
};
