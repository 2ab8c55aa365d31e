//! Whether every field a template names is there, in branches that no sample takes too.
//!
//! Comes in: the templates of a theme, and what each page is given. Goes out: problems, each at the name that is wrong.
//! Never done here: filling anything in.
//!
//! A template is gone through as Tera fills it in: blocks where they stand, each in its lowest definition, includes with
//! the names in reach, components with what they are called with.

use super::schema::Schema;
use super::tree::{Arguments, Expression, Node, Template};
use super::{Sources, THEME_PREFIX, tree};
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::{FileText, Span};
use crate::base::suggest::nearest;
use crate::render::codes;
use crate::render::words::Interface;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The templates of a theme, read once for all pages.
pub struct Reading<'a> {
    /// By name as Tera knows it.
    templates: BTreeMap<&'a str, (&'a Arc<FileText>, Template<'a>)>,
    /// Prefixes in the order of looking up; the first is none.
    prefixes: Vec<String>,
    interface: &'a Interface,
    /// Templates that some page came by.
    used: BTreeSet<&'a str>,
}

impl<'a> Reading<'a> {
    /// Reads all templates. Prefixes are those of the layers, in the order of looking up.
    pub fn new(sources: &'a Sources, layers: impl Iterator<Item = String>, interface: &'a Interface) -> Reading<'a> {
        let templates = sources.0.iter().map(|(name, file)| (name.as_str(), (file, tree::read(file.text()))));
        let prefixes = [String::new(), THEME_PREFIX.to_owned()].into_iter().chain(layers).collect();
        Reading { templates: templates.collect(), prefixes, interface, used: BTreeSet::new() }
    }

    /// Checks the template of a page and all it extends, includes and calls.
    pub fn check(&mut self, page: &'a str, given: &Schema, report: &mut Report) {
        let mut chain = Vec::new();
        let mut next = Some(page);
        while let Some(name) = next.and_then(|name| self.find(name)) {
            // Tera has refused rings already; this is for templates it never saw.
            if chain.contains(&name) {
                break;
            }
            chain.push(name);
            next = self.templates[name].1.extends;
        }
        let Some(top) = chain.last().copied() else { return };
        self.used.extend(&chain);
        let mut blocks: BTreeMap<&str, Vec<(&str, &[Node])>> = BTreeMap::new();
        for name in &chain {
            gather_blocks(&self.templates[name].1.nodes, name, &mut blocks);
        }
        let mut walk = Walk {
            reading: self,
            report,
            page,
            blocks,
            file: top,
            super_of: Vec::new(),
            scopes: vec![roots(given)],
            component: None,
            called: BTreeSet::new(),
            used: BTreeSet::new(),
        };
        walk.nodes(&walk.reading.templates[top].1.nodes);
        let used = walk.used;
        self.used.extend(used);
    }

    /// Templates of the site or of a theme that is not built in which no page uses: most often a name mistyped.
    pub fn unused(&self, pages: &[&str], report: &mut Report) {
        let path = |name: &'a str| -> &'a str {
            let prefix = self.prefixes.iter().rev().find(|prefix| name.starts_with(prefix.as_str()));
            &name[prefix.map_or(0, String::len)..]
        };
        let used: BTreeSet<&str> = self.used.iter().map(|name| path(name)).collect();
        for (name, (file, template)) in &self.templates {
            let built_in = file.path().as_str().starts_with(BUILT_IN);
            if built_in || used.contains(path(name)) || !template.components.is_empty() {
                continue;
            }
            let message = format!("no page uses the template `{}`", path(name));
            let help = match nearest(path(name), pages.iter().copied().chain(used.iter().copied())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "take it away, or include it somewhere".to_owned(),
            };
            report.add(Diagnostic::new(&codes::TEMPLATE_UNUSED, Place::file(file.path()), message).help(help));
        }
    }

    fn find(&self, name: &str) -> Option<&'a str> {
        let known = |name: String| self.templates.get_key_value(name.as_str()).map(|(name, _)| *name);
        self.prefixes.iter().find_map(|prefix| known(format!("{prefix}{name}")))
    }

    /// The template that defines a component, by the order of looking up.
    fn component(&self, name: &str) -> Option<&'a str> {
        let layer = |template: &str| {
            let longest = self.prefixes.iter().rposition(|prefix| template.starts_with(prefix.as_str()));
            longest.unwrap_or(0)
        };
        let defining = self.templates.iter().filter(|(_, (_, template))| template.components.contains_key(name));
        defining.map(|(template, _)| *template).min_by_key(|template| layer(template))
    }
}

/// Where the files of the default theme are, be they built in or the site's.
const BUILT_IN: &str = "themes/folio/";

fn roots(given: &Schema) -> BTreeMap<String, Schema> {
    match given {
        Schema::Fields(fields) => (**fields).clone(),
        _ => BTreeMap::new(),
    }
}

/// Every definition of each block, the lowest first.
fn gather_blocks<'t, 'a>(
    nodes: &'t [Node<'a>],
    file: &'a str,
    into: &mut BTreeMap<&'a str, Vec<(&'a str, &'t [Node<'a>])>>,
) {
    for node in nodes {
        match node {
            Node::Block { name, body } => {
                into.entry(name).or_default().push((file, body));
                gather_blocks(body, file, into);
            }
            Node::Set { body, .. } | Node::Section(_, body) => gather_blocks(body, file, into),
            Node::If(branches) => branches.iter().for_each(|(_, body)| gather_blocks(body, file, into)),
            Node::For { .. } | Node::Output(_) | Node::Include(_) => {}
        }
    }
}

/// One page's way through the templates.
struct Walk<'w, 'a> {
    reading: &'w Reading<'a>,
    report: &'w mut Report,
    page: &'w str,
    blocks: BTreeMap<&'w str, Vec<(&'w str, &'w [Node<'a>])>>,
    /// The template it is in.
    file: &'w str,
    /// Blocks it is in, with which of their definitions.
    super_of: Vec<(&'w str, usize)>,
    /// Names in reach, the nearest last.
    scopes: Vec<BTreeMap<String, Schema>>,
    /// The component it is in.
    component: Option<String>,
    /// Components gone through, by what they were called with.
    called: BTreeSet<(String, Vec<(String, Schema)>)>,
    used: BTreeSet<&'a str>,
}

impl<'w, 'a> Walk<'w, 'a> {
    fn nodes(&mut self, nodes: &'w [Node<'a>]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &'w Node<'a>) {
        match node {
            Node::Output(expression) => {
                self.see(expression);
            }
            Node::Section(expression, body) => {
                self.see(expression);
                self.nodes(body);
            }
            Node::Set { name, value, body, global } => {
                let schema = value.as_ref().map_or(Schema::Plain, |value| self.see(value));
                self.nodes(body);
                let depth = if *global { 0 } else { self.scopes.len() - 1 };
                self.scopes[depth].insert((*name).to_owned(), schema);
            }
            Node::If(branches) => self.branches(branches),
            Node::For { key, value, over, body, otherwise } => {
                let item = self.see(over).item();
                let mut names = BTreeMap::from([((*value).to_owned(), item), ("loop".to_owned(), Schema::Any)]);
                names.extend(key.map(|key| (key.to_owned(), Schema::Plain)));
                self.scopes.push(names);
                self.nodes(body);
                self.scopes.pop();
                self.nodes(otherwise);
            }
            Node::Block { name, .. } => self.block(name, 0),
            Node::Include(name) => {
                let Some(found) = self.reading.find(name) else { return };
                self.used.insert(found);
                let outer = std::mem::replace(&mut self.file, found);
                self.scopes.push(BTreeMap::new());
                self.nodes(&self.reading.templates[found].1.nodes);
                self.scopes.pop();
                self.file = outer;
            }
        }
    }

    /// Goes through one of the definitions of a block, 0 the lowest.
    fn block(&mut self, name: &'w str, definition: usize) {
        let Some((file, body)) = self.blocks.get(name).and_then(|all| all.get(definition)).copied() else { return };
        let outer = std::mem::replace(&mut self.file, file);
        self.super_of.push((name, definition));
        self.nodes(body);
        self.super_of.pop();
        self.file = outer;
    }

    /// A branch that asks whether a name is defined is gone through only on pages where it is.
    fn branches(&mut self, branches: &'w [(Option<Expression<'a>>, Vec<Node<'a>>)]) {
        for (condition, body) in branches {
            let decided = condition.as_ref().and_then(|condition| self.decide(condition));
            if decided != Some(false) {
                if let Some(condition) = condition {
                    self.see(condition);
                }
                self.nodes(body);
            }
            if decided == Some(true) {
                return;
            }
        }
    }

    /// What `name is defined` comes to on this page, where a condition hangs on it.
    fn decide(&self, condition: &Expression<'a>) -> Option<bool> {
        match condition {
            Expression::Test(input, test @ ("defined" | "undefined"), _, denied) => match **input {
                Expression::Name(name, _) => Some(self.lookup(name).is_some() == ((*test == "defined") != *denied)),
                _ => None,
            },
            Expression::Not(inside) => self.decide(inside).map(|decided| !decided),
            Expression::And(a, b) => match (self.decide(a), self.decide(b)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            _ => None,
        }
    }

    fn lookup(&self, name: &str) -> Option<Schema> {
        self.scopes.iter().rev().find_map(|scope| scope.get(name).cloned())
    }

    /// Looks at an expression; gives what is known of its value.
    fn see(&mut self, expression: &'w Expression<'a>) -> Schema {
        match expression {
            Expression::Text(_) => Schema::Plain,
            Expression::Other => Schema::Any,
            Expression::Name(name, span) => match self.lookup(name) {
                Some(schema) => schema,
                None => self.unknown_name(name, span),
            },
            Expression::Field(value, name, span) => {
                let value = self.see(value);
                match value.field(name) {
                    Some(schema) => schema,
                    None => self.unknown_field(&value, expression, name, span),
                }
            }
            Expression::Item(value, key) => {
                let value = self.see(value);
                self.see(key);
                match (&value, &**key) {
                    (Schema::Fields(_), Expression::Text(name)) => value.field(name).unwrap_or(Schema::Any),
                    _ => value.item(),
                }
            }
            Expression::Slice(value, bounds) => {
                bounds.iter().for_each(|bound| self.see_only(bound));
                self.see(value)
            }
            Expression::Call("super", _, _) => {
                if let Some((name, definition)) = self.super_of.last().copied() {
                    self.block(name, definition + 1);
                }
                Schema::Plain
            }
            Expression::Call(name, arguments, span) => {
                self.arguments(arguments);
                match *name {
                    "word" => self.word(arguments, span),
                    "weekdays" | "months" => return named_list(),
                    "range" => return Schema::List(Schema::Plain.into()),
                    _ => {}
                }
                Schema::Plain
            }
            Expression::Component(name, arguments) => {
                let given = self.arguments(arguments);
                self.call(name, given);
                Schema::Plain
            }
            Expression::Filter(input, name, arguments) => {
                let input = self.see(input);
                let given = self.arguments(arguments);
                filtered(&input, name, &given)
            }
            Expression::Test(input, test, arguments, _) => {
                self.arguments(arguments);
                let asks = matches!(*test, "defined" | "undefined") && matches!(**input, Expression::Name(..));
                if !asks {
                    self.see(input);
                }
                Schema::Plain
            }
            Expression::Concat(a, b) => {
                self.see_only(a);
                self.see_only(b);
                Schema::Plain
            }
            Expression::And(a, b) => {
                if self.decide(a) == Some(false) {
                    return Schema::Any;
                }
                self.see_only(a);
                self.see(b)
            }
            Expression::Either(a, b) => {
                let (a, b) = (self.see(a), self.see(b));
                a.either(&b)
            }
            Expression::Not(inside) => {
                self.see(inside);
                Schema::Plain
            }
            Expression::Operands(operands) => {
                operands.iter().for_each(|operand| self.see_only(operand));
                Schema::Plain
            }
            Expression::List(items) => {
                let mut known: Option<Schema> = None;
                for item in items {
                    let schema = self.see(item);
                    known = Some(known.map_or(schema.clone(), |known| known.either(&schema)));
                }
                Schema::List(known.unwrap_or(Schema::Any).into())
            }
            Expression::Map(values) => {
                values.iter().for_each(|value| self.see_only(value));
                Schema::Any
            }
            Expression::Comprehension(item, names, over, condition) => {
                let over = self.see(over).item();
                let last = names.len().saturating_sub(1);
                let schema = |at: usize| if at == last { over.clone() } else { Schema::Plain };
                let names = names.iter().enumerate().map(|(at, name)| ((*name).to_owned(), schema(at)));
                self.scopes.push(names.collect());
                if let Some(condition) = condition {
                    self.see(condition);
                }
                let item = self.see(item);
                self.scopes.pop();
                Schema::List(item.into())
            }
        }
    }

    fn see_only(&mut self, expression: &'w Expression<'a>) {
        self.see(expression);
    }

    fn arguments(&mut self, arguments: &'w Arguments<'a>) -> Vec<(String, Schema)> {
        arguments.iter().map(|(name, value)| ((*name).to_owned(), self.see(value))).collect()
    }

    /// Goes through the body of a component, once for each kind of arguments.
    fn call(&mut self, name: &str, mut given: Vec<(String, Schema)>) {
        given.sort();
        let Some(template) = self.reading.component(name) else { return };
        self.used.insert(template);
        if !self.called.insert((name.to_owned(), given.clone())) {
            return;
        }
        let component = &self.reading.templates[template].1.components[name];
        // A parameter that is not given has its default, a text or a number; `body` is what the call holds.
        let mut names: BTreeMap<String, Schema> =
            component.parameters.iter().map(|parameter| ((*parameter).to_owned(), Schema::Any)).collect();
        names.insert("body".to_owned(), Schema::Plain);
        names.extend(given);
        let scopes = std::mem::replace(&mut self.scopes, vec![names]);
        let file = std::mem::replace(&mut self.file, template);
        let outer = self.component.replace(name.to_owned());
        let super_of = std::mem::take(&mut self.super_of);
        self.nodes(&component.body);
        self.super_of = super_of;
        self.component = outer;
        self.file = file;
        self.scopes = scopes;
    }

    fn unknown_name(&mut self, name: &str, span: &Span) -> Schema {
        if name.starts_with("__tera") {
            return Schema::Any;
        }
        let known: BTreeSet<String> = self.scopes.iter().flat_map(|scope| scope.keys().cloned()).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let whose = match &self.component {
            Some(component) => format!("the component `{component}` has"),
            None => format!("`{}` is given", self.page),
        };
        let help = help(name, &known, &whose);
        self.problem(span, format!("no value `{name}` is in reach"), help);
        Schema::Any
    }

    fn unknown_field(&mut self, value: &Schema, expression: &Expression, name: &str, span: &Span) -> Schema {
        let Expression::Field(owner, ..) = expression else { return Schema::Any };
        let owner = written(owner);
        let message = match value {
            Schema::Fields(_) => format!("`{owner}` has no field `{name}`"),
            Schema::List(_) => format!("`{owner}` is a list and has no field `{name}`"),
            _ => format!("`{owner}` is a text or a number and has no field `{name}`"),
        };
        let help = match value {
            Schema::Fields(_) => help(name, &value.names(), &format!("`{owner}` has")),
            Schema::List(_) => format!("go through it: `{{% for item in {owner} %}}`"),
            _ => format!("print it as it is: `{{{{ {owner} }}}}`"),
        };
        self.problem(span, message, help);
        Schema::Any
    }

    /// A word asked for by a key that is written out, or begins with what is written out.
    fn word(&mut self, arguments: &Arguments<'a>, span: &Span) {
        let given: Vec<&str> = arguments.iter().map(|(name, _)| *name).collect();
        let key = arguments.iter().find(|(name, _)| *name == "key").map(|(_, key)| key);
        match key {
            Some(Expression::Text(key)) => match self.reading.interface.needs(key) {
                None => {
                    let help = match nearest(key, self.reading.interface.keys()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "add it to `i18n/en.toml`".to_owned(),
                    };
                    self.word_problem(span, format!("no language has the word `{key}`"), help);
                }
                Some(needs) => {
                    for name in needs.into_iter().filter(|name| !given.contains(name)) {
                        let help = format!("write `word(key=\"{key}\", {name}=…)`");
                        self.word_problem(span, format!("the word `{key}` needs `{name}`"), help);
                    }
                }
            },
            Some(Expression::Concat(start, _)) => {
                if let Expression::Text(start) = **start
                    && !self.reading.interface.keys().any(|key| key.starts_with(start))
                {
                    let message = format!("no word begins with `{start}`");
                    self.word_problem(span, message, "add it to `i18n/en.toml`".to_owned());
                }
            }
            _ => {}
        }
    }

    fn problem(&mut self, span: &Span, message: String, help: String) {
        let place = Place::of(self.reading.templates[self.file].0, span.clone());
        self.report.add(Diagnostic::new(&codes::TEMPLATE_FIELD, place, message).help(help));
    }

    fn word_problem(&mut self, span: &Span, message: String, help: String) {
        let place = Place::of(self.reading.templates[self.file].0, span.clone());
        self.report.add(Diagnostic::new(&codes::TEMPLATE_WORD, place, message).help(help));
    }
}

fn help(name: &str, known: &[&str], whose: &str) -> String {
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("{whose} `{}`", known.join("`, `")),
    }
}

/// An expression as its author wrote it, as far as it is names.
fn written(expression: &Expression) -> String {
    match expression {
        Expression::Name(name, _) => (*name).to_owned(),
        Expression::Field(value, name, _) => format!("{}.{name}", written(value)),
        Expression::Item(value, _) => format!("{}[…]", written(value)),
        _ => "…".to_owned(),
    }
}

/// What `weekdays()` and `months()` give.
fn named_list() -> Schema {
    let fields = ["long", "brief"].map(|name| (name.to_owned(), Schema::Plain));
    Schema::List(Schema::Fields(BTreeMap::from(fields).into()).into())
}

/// What is known of a value after a filter.
fn filtered(input: &Schema, name: &str, given: &[(String, Schema)]) -> Schema {
    match name {
        "first" | "last" | "nth" => input.item(),
        "reverse" | "sort" | "unique" | "safe" => input.clone(),
        "default" => match given.iter().find(|(name, _)| name == "value") {
            Some((_, other)) => input.either(other),
            None => input.clone(),
        },
        "get" | "group_by" | "values" | "keys" | "pairs" => Schema::Any,
        "split" => Schema::List(Schema::Plain.into()),
        _ => Schema::Plain,
    }
}
