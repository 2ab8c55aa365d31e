//! Themes as their authors write them, and what is said of what is wrong with them.

use super::*;
use crate::base::diagnostic::Place;
use crate::base::file::Tree;
use crate::render::view::View;

#[derive(serde::Serialize)]
struct Entry {
    title: &'static str,
    dek: Option<&'static str>,
    source: Option<Named>,
}

#[derive(serde::Serialize)]
struct Named {
    name: &'static str,
}

#[derive(serde::Serialize)]
struct Page {
    entry: Entry,
    entries: Vec<Entry>,
    date: &'static str,
    extra: serde_json::Value,
}

impl View for Page {
    fn samples() -> Vec<Page> {
        let entry = |full: bool| Entry {
            title: "A <b>",
            dek: full.then_some("dek"),
            source: full.then_some(Named { name: "The Lantern" }),
        };
        let page = |full: bool| Page {
            entry: entry(full),
            entries: if full { vec![entry(true)] } else { vec![] },
            date: "2026-03-14",
            extra: serde_json::json!({}),
        };
        vec![page(true), page(false)]
    }
}

#[derive(serde::Serialize)]
struct Other {
    other: &'static str,
}

impl View for Other {
    fn samples() -> Vec<Other> {
        vec![Other { other: "x" }]
    }
}

/// Compiles a theme with two pages; gives it with its problems, as one line each with the cure after `;`.
fn compile(theme: &str, files: &[(&str, &str)]) -> (Theme, Vec<String>) {
    let mut tree = Tree::default();
    // The default theme's templates are looked up last; here it is a small one.
    tree.insert(
        SitePath::new("themes/folio/i18n/en.toml").unwrap(),
        "hello = \"Hello {name}\"\nmenu-a = \"A\"\nn = { one = \"{count} note\", other = \"{count} notes\" }"
            .as_bytes(),
    );
    tree.insert(
        SitePath::new("themes/folio/templates/base.html").unwrap(),
        "<h1>{% block title %}{{ page_title }}{% endblock %}</h1>".as_bytes(),
    );
    tree.insert(SitePath::new("themes/folio/templates/other.html").unwrap(), "{{ other }}".as_bytes());
    tree.insert(
        SitePath::new("themes/folio/templates/page.html").unwrap(),
        "<h1>{% block title %}{{ entry.title }}{% endblock %}</h1>{% block day %}{{ date | day }}{% endblock %}"
            .as_bytes(),
    );
    for (path, text) in files {
        tree.insert(SitePath::new(path).unwrap(), text.as_bytes());
    }
    let (read, mut report) = read::read(&tree, theme, Place::file(&SitePath::new("site.toml").unwrap()));
    let pages = [PageTemplate::of::<Page>("page.html"), PageTemplate::of::<Other>("other.html")];
    let language = |tag| Language::parse(tag).unwrap();
    let (theme, compiled) = Theme::compile(&read, &language("en"), &[language("de")], &pages);
    report.extend(compiled);
    let problems = report.sorted();
    (theme, problems.iter().map(|found| format!("{found}; {}", found.help.as_deref().unwrap_or(""))).collect())
}

fn problems(files: &[(&str, &str)]) -> Vec<String> {
    compile("folio", files).1
}

#[test]
fn one_block_of_one_template_is_overridden() {
    let files = [
        ("themes/ink/theme.toml", "parent = \"folio\""),
        (
            "themes/ink/templates/page.html",
            "{% extends \"folio/page.html\" %}{% block day %}on {{ super() }}{% endblock %}",
        ),
        ("templates/page.html", "{% extends \"theme/page.html\" %}{% block title %}!{{ super() }}{% endblock %}"),
    ];
    let (theme, problems) = compile("ink", &files);
    assert_eq!(problems, [""; 0]);
    let made = |tag| theme.render("page.html", &Language::parse(tag).unwrap(), &Page::samples()[0]).unwrap();
    assert_eq!(made("en"), "<h1>!A &lt;b&gt;</h1>on 14 March 2026");
    assert_eq!(made("de"), "<h1>!A &lt;b&gt;</h1>on 14. März 2026");
    assert_eq!(made("fr"), made("en"));
}

#[test]
fn a_field_that_is_not_there_is_an_error_in_every_branch() {
    let cases = [
        ("{{ entry.titel }}", "1:10: error[template-field]: `entry` has no field `titel`; did you mean `title`?"),
        (
            "{% if entry.titel %}x{% endif %}",
            "1:13: error[template-field]: `entry` has no field `titel`; did you mean `title`?",
        ),
        (
            "{% if false %}{{ entry.author }}{% endif %}",
            "1:24: error[template-field]: `entry` has no field `author`; `entry` has `dek`, `source`, `title`",
        ),
        ("{{ enrty.title }}", "1:4: error[template-field]: no value `enrty` is in reach; did you mean `entry`?"),
        (
            "{% for one in entries %}\n  {{ one.source.nme }}{% endfor %}",
            "2:17: error[template-field]: `one.source` has no field `nme`; did you mean `name`?",
        ),
        (
            "{{ entries.title }}",
            "1:12: error[template-field]: `entries` is a list and has no field `title`; go through it: `{% for item in entries %}`",
        ),
        (
            "{{ date.year }}",
            "1:9: error[template-field]: `date` is a text or a number and has no field `year`; print it as it is: `{{ date }}`",
        ),
        (
            "{% set one = entries | first %}{{ one.titel }}",
            "1:39: error[template-field]: `one` has no field `titel`; did you mean `title`?",
        ),
        (
            "{{ entries[0].titel }}",
            "1:15: error[template-field]: `entries[…]` has no field `titel`; did you mean `title`?",
        ),
        (
            "{% set one = entry.source %}{{ one.nam }}",
            "1:36: error[template-field]: `one` has no field `nam`; did you mean `name`?",
        ),
        (
            "{{ word(key=\"hello\", name=entry.titel) }}",
            "1:33: error[template-field]: `entry` has no field `titel`; did you mean `title`?",
        ),
        (
            "{% component c(of) %}{% if of %}{{ of.titel }}{% endif %}{% endcomponent c %}{{ <c of={entry} /> }}",
            "1:39: error[template-field]: `of` has no field `titel`; did you mean `title`?",
        ),
        (
            "{% component c(of) %}{{ entry.title }}{% endcomponent c %}{{ <c of={entry} /> }}",
            "1:25: error[template-field]: no value `entry` is in reach; the component `c` has `body`, `of`",
        ),
        (
            "{{ [e.titel for e in entries] | join }}",
            "1:7: error[template-field]: `e` has no field `titel`; did you mean `title`?",
        ),
        (
            "{{ 1 if entry.titel else 2 }}",
            "1:15: error[template-field]: `entry` has no field `titel`; did you mean `title`?",
        ),
        (
            "{{ word(key=\"helo\") }}",
            "1:4: error[template-word]: no language has the word `helo`; did you mean `hello`?",
        ),
        (
            "{{ word(key=\"hello\") }}",
            "1:4: error[template-word]: the word `hello` needs `name`; write `word(key=\"hello\", name=…)`",
        ),
        (
            "{{ word(key=\"n\") }}",
            "1:4: error[template-word]: the word `n` needs `count`; write `word(key=\"n\", count=…)`",
        ),
        (
            "{{ word(key=\"mneu-\" ~ date) }}",
            "1:4: error[template-word]: no word begins with `mneu-`; add it to `i18n/en.toml`",
        ),
    ];
    for (template, expected) in cases {
        assert_eq!(
            problems(&[("templates/page.html", template)]),
            [format!("templates/page.html:{expected}")],
            "{template}"
        );
    }
}

#[test]
fn what_is_there_is_no_error() {
    let sound = [
        "{{ entry.source?.name or \"nobody\" }}",
        "{% if entry.source %}{{ entry.source.name }}{% endif %}",
        "{% for one in entries %}{{ loop.index }}{{ one.title }}{% if loop.last %}.{% endif %}{% else %}none{% endfor %}",
        "{{ extra?.anything?.at?.all or 1 }}",
        "{% if other is defined %}{{ other.thing }}{% else %}{{ entry.title }}{% endif %}",
        "{% if other is not defined %}{{ entry.title }}{% endif %}",
        "{% set n = entries | length %}{% set_global m = n + 1 %}{{ m }}{{ n | number }}",
        "{% set box %}<i>{{ entry.title }}</i>{% endset %}{{ word(key=\"hello\", name=box) }}",
        "{{ weekdays() | length }}{% for month in months() %}{{ month.long }}{% endfor %}",
        "{% component c(of, level = 2) %}{{ of.title }}{{ level }}{% endcomponent c %}{% for one in entries %}{{ <c of={one} /> }}{% endfor %}",
        "{% component c(of) %}{{ of.title }}{% for one in of.more %}{{ <c of={one} /> }}{% endfor %}{% endcomponent c %}",
        "{% component card(title) %}{{ title }}{{ body }}{% endcomponent card %}{% <card title={date}> %}{{ date }}{% </card> %}",
        "{% filter upper %}{{ date }}{% endfilter %}{{ date[:4] }}{{ date | year }}",
        "{% include \"part.html\" %}",
        "{% raw %}{{ nothing }}{% endraw %}{# {{ nothing }} #}",
        "{% set map = {\"a\": entry.title} %}{{ map.a }}{{ [1, 2, ...[3]] | join(sep=\", \") }}",
        "{% if not entry.dek and entry.title is containing(pat=\"A\") %}{{ \"a\" ~ 1 if date == \"x\" else \"b\" }}{% endif %}",
    ];
    for template in sound {
        let files = [("templates/page.html", template), ("templates/part.html", "{{ entry.title }}")];
        let found = problems(&files);
        let unused = found.iter().filter(|problem| !problem.contains("template-unused")).collect::<Vec<_>>();
        assert_eq!(unused, [""; 0], "{template}");
    }
}

#[test]
fn all_syntax_errors_are_found_at_once_then_all_wrong_names() {
    let files = [("templates/page.html", "<p>{{ entry.title | }}</p>"), ("templates/x.html", "한\n{% if %}")];
    assert_eq!(
        problems(&files),
        [
            "templates/page.html:1:21: error[template-syntax]: found `}}` but expected identifier; the manual's page of themes says what a template may hold",
            "templates/x.html:2:7: error[template-syntax]: found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`; the manual's page of themes says what a template may hold",
        ]
    );
    let files = [
        (
            "templates/page.html",
            "{{ date | dya }}\n{% include \"prat.html\" %}{{ wrd() }}{% if date is strin %}{% endif %}",
        ),
        ("templates/part.html", "{{ <nothing /> }}"),
        ("templates/other.html", "{% extends \"theme/page.html\" %}{% block titel %}{% endblock %}"),
    ];
    assert_eq!(
        problems(&files),
        [
            "templates/other.html:1:41: error[template-name]: block `titel` is not defined in any parent template; the manual's page of themes lists the blocks and components of the default theme",
            "templates/page.html:1:11: error[template-name]: unknown filter `dya`; did you mean `day`?",
            "templates/page.html:2:12: error[template-name]: unknown template `prat.html`; did you mean `part.html`?",
            "templates/page.html:2:29: error[template-name]: unknown function `wrd`; did you mean `word`?",
            "templates/page.html:2:51: error[template-name]: unknown test `strin`; did you mean `string`?",
            "templates/part.html:1:4: error[template-name]: unknown component `nothing`; the manual's page of themes lists the blocks and components of the default theme",
        ]
    );
}

#[test]
fn a_template_that_extends_itself_is_told_the_name_it_means() {
    assert_eq!(
        problems(&[("templates/page.html", "{% extends \"page.html\" %}")]),
        [
            "templates/page.html:1:4: error[template-name]: `page.html` extends itself; write `{% extends \"theme/page.html\" %}` to extend the theme's `page.html`"
        ]
    );
    assert_eq!(
        problems(&[("templates/page.html", "\n{%- extends \"bsae.html\" %}")]),
        [
            "templates/page.html:2:5: error[template-name]: there is no template `bsae.html` to extend; did you mean `base.html`?"
        ]
    );
}

#[test]
fn a_template_nobody_uses_is_named() {
    assert_eq!(
        problems(&[("templates/paeg.html", "x")]),
        [
            "templates/paeg.html:1:1: warning[template-unused]: no page uses the template `paeg.html`; did you mean `page.html`?"
        ]
    );
}

#[test]
fn what_only_some_pages_lack_is_found_with_the_sparse_sample() {
    assert_eq!(
        problems(&[("templates/page.html", "{{ entry.source.name }}")]),
        [
            "templates/page.html:1:17: error[template-field]: field `name` is not defined; put `{% if %}` round what may be absent; the manual's page of themes lists every field"
        ]
    );
}

#[test]
fn themes_and_their_parents_are_looked_up() {
    type Files<'a> = &'a [(&'a str, &'a str)];
    let cases: [(&str, Files<'_>, &str); 5] = [
        ("foilo", &[], "site.toml:1:1: error[theme-unknown]: there is no theme `foilo`; did you mean `folio`?"),
        (
            "../x",
            &[],
            "site.toml:1:1: error[theme-unknown]: there is no theme `../x`; put it into `themes/../x/`, or name one of these: `folio`",
        ),
        (
            "ink",
            &[
                ("themes/ink/theme.toml", "name = \"ink\"\nparent = \"quill\""),
                ("themes/quill/theme.toml", "parent = \"ink\""),
            ],
            "themes/quill/theme.toml:1:10: error[theme-cycle]: theme `ink` is among its own parents; take the line `parent` out of one theme of the ring",
        ),
        (
            "ink",
            &[("themes/ink/theme.toml", "parnet = \"folio\"")],
            "themes/ink/theme.toml:1:1: error[theme-broken]: unknown key `parnet`; did you mean `parent`?",
        ),
        (
            "folio",
            &[("i18n/en.toml", "a = \"x\"\nb = { one = \"x\" }")],
            "i18n/en.toml:2:5: error[theme-words]: `b` has no form `other`; write `other = \"…\"`: it serves every count that has no form of its own",
        ),
    ];
    for (theme, files, expected) in cases {
        assert_eq!(compile(theme, files).1, [expected]);
    }
}

#[test]
fn words_are_said_in_the_language_of_the_page() {
    let files = [
        ("templates/page.html", "{{ word(key=\"hello\", name=entry.title) }} {{ word(key=\"n\", count=1200) }}"),
        ("i18n/de.toml", "hello = \"Hallo <{name}>\"\nn = { one = \"{count} Notiz\", other = \"{count} Notizen\" }"),
    ];
    let (theme, problems) = compile("folio", &files);
    assert_eq!(problems, [""; 0]);
    let made = |tag| theme.render("page.html", &Language::parse(tag).unwrap(), &Page::samples()[0]).unwrap();
    assert_eq!(made("en"), "Hello A &lt;b&gt; 1,200 notes");
    assert_eq!(made("de"), "Hallo &lt;A &lt;b&gt;&gt; 1.200 Notizen");
}
