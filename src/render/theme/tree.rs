//! A template as a tree, as far as its fields are concerned.
//!
//! Comes in: the tokens of a template that Tera has read without complaint. Goes out: a [`Template`]. Never done here:
//! reporting: what this reader does not understand it takes for an expression of which nothing is known.

use super::tokens::{Kind, Token, tokens};
use crate::base::file::Span;
use std::collections::BTreeMap;

/// A template.
#[derive(Debug, Default)]
pub struct Template<'a> {
    /// What it extends.
    pub extends: Option<&'a str>,
    /// Its nodes.
    pub nodes: Vec<Node<'a>>,
    /// The components it defines.
    pub components: BTreeMap<String, Component<'a>>,
}

/// A component.
#[derive(Debug)]
pub struct Component<'a> {
    /// Its parameters; one that has no default must be given.
    pub parameters: Vec<&'a str>,
    /// Its body.
    pub body: Vec<Node<'a>>,
}

/// A statement.
#[derive(Debug)]
pub enum Node<'a> {
    /// `{{ … }}`
    Output(Expression<'a>),
    /// `{% set name = … %}`, or with a body instead of a value.
    Set {
        /// The name.
        name: &'a str,
        /// The value.
        value: Option<Expression<'a>>,
        /// The body.
        body: Vec<Node<'a>>,
        /// `set_global`
        global: bool,
    },
    /// Branches with their conditions; `else` has none.
    If(Vec<(Option<Expression<'a>>, Vec<Node<'a>>)>),
    /// `{% for key, value in over %}`
    For {
        /// The name of the key.
        key: Option<&'a str>,
        /// The name of the value.
        value: &'a str,
        /// What is gone through.
        over: Expression<'a>,
        /// What is done with each.
        body: Vec<Node<'a>>,
        /// What is done where there is none.
        otherwise: Vec<Node<'a>>,
    },
    /// A block.
    Block {
        /// Its name.
        name: &'a str,
        /// Its body.
        body: Vec<Node<'a>>,
    },
    /// `{% include "…" %}`
    Include(&'a str),
    /// A filter section, or a component with what stands in it.
    Section(Expression<'a>, Vec<Node<'a>>),
}

/// An expression.
#[derive(Debug)]
pub enum Expression<'a> {
    /// A string.
    Text(&'a str),
    /// A number, a truth, nothing: or what this reader does not understand.
    Other,
    /// A name.
    Name(&'a str, Span),
    /// `.name`
    Field(Box<Expression<'a>>, &'a str, Span),
    /// `[…]`
    Item(Box<Expression<'a>>, Box<Expression<'a>>),
    /// `[a:b]`
    Slice(Box<Expression<'a>>, Vec<Expression<'a>>),
    /// `name(…)`
    Call(&'a str, Arguments<'a>, Span),
    /// `<name … />`
    Component(String, Arguments<'a>),
    /// `… | name(…)`
    Filter(Box<Expression<'a>>, &'a str, Arguments<'a>),
    /// `… is name(…)`; whether it is denied.
    Test(Box<Expression<'a>>, &'a str, Arguments<'a>, bool),
    /// `a ~ b`
    Concat(Box<Expression<'a>>, Box<Expression<'a>>),
    /// `a and b`
    And(Box<Expression<'a>>, Box<Expression<'a>>),
    /// `a or b`, and both ends of a choice: either may be the value.
    Either(Box<Expression<'a>>, Box<Expression<'a>>),
    /// `not a`
    Not(Box<Expression<'a>>),
    /// Operands of which the value is a number or a truth.
    Operands(Vec<Expression<'a>>),
    /// `[a, b]`
    List(Vec<Expression<'a>>),
    /// `{"a": b}`, values alone.
    Map(Vec<Expression<'a>>),
    /// `[a for b in c if d]`: the item, names, what is gone through, the condition.
    Comprehension(Box<Expression<'a>>, Vec<&'a str>, Box<Expression<'a>>, Option<Box<Expression<'a>>>),
}

/// Named arguments.
pub type Arguments<'a> = Vec<(&'a str, Expression<'a>)>;

/// Reads a template.
pub fn read(text: &str) -> Template<'_> {
    let mut reader = Reader { tokens: tokens(text), at: 0, template: Template::default() };
    while reader.at < reader.tokens.len() {
        let nodes = reader.nodes(&[]);
        reader.template.nodes.extend(nodes);
        // An end tag without its beginning, which Tera does not let through.
        reader.skip_tag();
    }
    reader.template
}

struct Reader<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
    template: Template<'a>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<Kind<'a>> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn span(&self) -> Span {
        self.tokens.get(self.at).map_or(0..0, |token| token.span.clone())
    }

    fn next(&mut self) -> Option<Kind<'a>> {
        let kind = self.peek();
        self.at += 1;
        kind
    }

    fn eat(&mut self, kind: Kind) -> bool {
        let found = self.peek() == Some(kind);
        self.at += usize::from(found);
        found
    }

    fn mark(&mut self, mark: &str) -> bool {
        self.eat(Kind::Mark(mark))
    }

    fn named(&mut self, name: &str) -> bool {
        self.eat(Kind::Name(name))
    }

    fn name(&mut self) -> Option<&'a str> {
        match self.peek() {
            Some(Kind::Name(name)) => {
                self.at += 1;
                Some(name)
            }
            _ => None,
        }
    }

    /// Past the end of the tag or output it is in.
    fn skip_tag(&mut self) {
        while let Some(kind) = self.next() {
            if matches!(kind, Kind::TagEnd | Kind::OutputEnd) {
                break;
            }
        }
    }

    /// The word that a tag opens with.
    fn tag_word(&self) -> Option<&'a str> {
        match self.tokens.get(self.at + 1).map(|token| token.kind) {
            Some(Kind::Name(name)) => Some(name),
            Some(Kind::Mark("</")) => Some("</"),
            _ => None,
        }
    }

    /// Nodes up to a tag that opens with one of the words, which is not passed.
    fn nodes(&mut self, ends: &[&str]) -> Vec<Node<'a>> {
        let mut nodes = Vec::new();
        while let Some(kind) = self.peek() {
            match kind {
                Kind::OutputStart => {
                    self.at += 1;
                    let output = self.expression(0);
                    nodes.push(Node::Output(output));
                    self.skip_tag();
                }
                Kind::TagStart => {
                    let word = self.tag_word();
                    if word.is_some_and(|word| ends.contains(&word)) {
                        return nodes;
                    }
                    if word.is_some_and(|word| word.starts_with("end") || word == "</" || word.starts_with("el")) {
                        return nodes;
                    }
                    self.at += 1;
                    nodes.extend(self.tag());
                }
                _ => self.at += 1,
            }
        }
        nodes
    }

    fn tag(&mut self) -> Option<Node<'a>> {
        if self.mark("<") {
            let call = self.component_call();
            self.skip_tag();
            let body = self.body("</");
            return Some(Node::Section(call, body));
        }
        let word = self.name();
        match word? {
            word @ ("set" | "set_global") => self.set(word == "set_global"),
            "if" => {
                let mut branches = Vec::new();
                let mut condition = Some(self.expression(0));
                loop {
                    self.skip_tag();
                    let body = self.nodes(&["elif", "else", "endif"]);
                    branches.push((condition.take(), body));
                    self.at += 1; // `{%`
                    match self.name() {
                        Some("elif") => condition = Some(self.expression(0)),
                        Some("else") => {}
                        _ => break,
                    }
                }
                self.skip_tag();
                Some(Node::If(branches))
            }
            "for" => {
                let (mut key, mut value) = (None, self.name()?);
                if self.mark(",") {
                    key = Some(value);
                    value = self.name()?;
                }
                self.named("in");
                let over = self.expression(0);
                self.skip_tag();
                let body = self.nodes(&["else", "endfor"]);
                let otherwise = if self.tag_word() == Some("else") {
                    self.skip_tag();
                    self.nodes(&["endfor"])
                } else {
                    Vec::new()
                };
                self.skip_tag();
                Some(Node::For { key, value, over, body, otherwise })
            }
            "block" => {
                let name = self.name()?;
                self.skip_tag();
                let body = self.body("endblock");
                Some(Node::Block { name, body })
            }
            "include" => {
                let name = self.text();
                self.skip_tag();
                name.map(Node::Include)
            }
            "extends" => {
                self.template.extends = self.text();
                self.skip_tag();
                None
            }
            "filter" => {
                let filter = self.filter(Expression::Other);
                self.skip_tag();
                let body = self.body("endfilter");
                Some(Node::Section(filter, body))
            }
            "component" => {
                self.component();
                None
            }
            _ => {
                self.skip_tag();
                None
            }
        }
    }

    fn body(&mut self, end: &str) -> Vec<Node<'a>> {
        let nodes = self.nodes(&[end]);
        self.skip_tag();
        nodes
    }

    fn text(&mut self) -> Option<&'a str> {
        match self.peek() {
            Some(Kind::Text(text)) => {
                self.at += 1;
                Some(text)
            }
            _ => None,
        }
    }

    fn set(&mut self, global: bool) -> Option<Node<'a>> {
        let name = self.name()?;
        if self.mark("=") {
            let value = Some(self.expression(0));
            self.skip_tag();
            return Some(Node::Set { name, value, body: Vec::new(), global });
        }
        self.skip_tag();
        let body = self.body("endset");
        Some(Node::Set { name, value: None, body, global })
    }

    fn component(&mut self) {
        let name = self.dotted();
        let mut parameters = Vec::new();
        let mut depth = 0;
        // Parameters are the names right after `(` and `,`; types, defaults and metadata are passed over.
        let mut wanted = false;
        while let Some(kind) = self.peek() {
            match kind {
                Kind::TagEnd => break,
                Kind::Mark("(" | "[" | "{") => {
                    depth += 1;
                    wanted = depth == 1;
                }
                Kind::Mark(")" | "]" | "}") => depth -= 1,
                Kind::Mark(",") => wanted = depth == 1,
                Kind::Mark("..." | "@") => {}
                Kind::Name(name) if wanted => {
                    parameters.push(name);
                    wanted = false;
                }
                _ => {}
            }
            self.at += 1;
        }
        self.skip_tag();
        let body = self.body("endcomponent");
        self.template.components.insert(name, Component { parameters, body });
    }

    fn dotted(&mut self) -> String {
        let mut name = self.name().unwrap_or_default().to_owned();
        while self.mark(".") {
            name.push('.');
            name.push_str(self.name().unwrap_or_default());
        }
        name
    }

    fn component_call(&mut self) -> Expression<'a> {
        let name = self.dotted();
        let mut arguments = Vec::new();
        loop {
            let span = self.span();
            if let Some(argument) = self.name() {
                let value = if !self.mark("=") {
                    Expression::Name(argument, span)
                } else if self.mark("{") {
                    let value = self.expression(0);
                    self.mark("}");
                    value
                } else {
                    self.text().map_or(Expression::Other, Expression::Text)
                };
                arguments.push((argument, value));
            } else if self.mark("{") {
                self.mark("...");
                arguments.push(("...", self.expression(0)));
                self.mark("}");
            } else {
                break;
            }
        }
        self.mark("/");
        self.mark(">");
        Expression::Component(name, arguments)
    }

    /// `least` is how tightly an operator must bind to be taken.
    fn expression(&mut self, least: u8) -> Expression<'a> {
        let mut left = self.operand();
        loop {
            let Some(kind) = self.peek() else { return left };
            let denied = kind == Kind::Name("not");
            let (binding, operator) = match kind {
                Kind::Name("or") => (1, "or"),
                Kind::Name("and") => (3, "and"),
                Kind::Name("in" | "not") => (5, "in"),
                Kind::Name("is") => (5, "is"),
                Kind::Name("if") if least == 0 => (0, "if"),
                Kind::Mark("==" | "!=" | "<" | ">" | "<=" | ">=") => (7, "=="),
                Kind::Mark("+" | "-") => (11, "+"),
                Kind::Mark("~") => (13, "~"),
                Kind::Mark("*" | "/" | "//" | "%") => (13, "*"),
                Kind::Mark("**") => (15, "*"),
                Kind::Mark("|") => (17, "|"),
                Kind::Mark("[") => (19, "["),
                _ => return left,
            };
            if binding < least {
                return left;
            }
            self.at += 1 + usize::from(denied);
            left = match operator {
                "|" => self.filter(left),
                "is" => self.test(left),
                "[" => self.subscript(left),
                "if" => {
                    let condition = self.expression(0);
                    self.named("else");
                    let other = self.expression(0);
                    // The condition is looked at, the value is one of the ends.
                    let ends = Expression::Either(Box::new(left), Box::new(other));
                    Expression::And(Box::new(condition), Box::new(ends))
                }
                operator => {
                    let right = self.expression(binding + 1);
                    let (left, right) = (Box::new(left), Box::new(right));
                    match operator {
                        "or" => Expression::Either(left, right),
                        "and" => Expression::And(left, right),
                        "~" => Expression::Concat(left, right),
                        _ => Expression::Operands(vec![*left, *right]),
                    }
                }
            };
        }
    }

    fn operand(&mut self) -> Expression<'a> {
        let span = self.span();
        match self.peek() {
            Some(Kind::Text(text)) => {
                self.at += 1;
                Expression::Text(text)
            }
            Some(Kind::Number) => {
                self.at += 1;
                // The dot and digits of a fraction.
                if self.mark(".") {
                    self.eat(Kind::Number);
                }
                Expression::Other
            }
            Some(Kind::Name("not")) => {
                self.at += 1;
                Expression::Not(Box::new(self.expression(5)))
            }
            Some(Kind::Name("true" | "True" | "false" | "False" | "none" | "None" | "null")) => {
                self.at += 1;
                Expression::Other
            }
            Some(Kind::Name(name)) => {
                self.at += 1;
                if self.mark("(") {
                    let arguments = self.arguments();
                    return Expression::Call(name, arguments, span);
                }
                self.chain(Expression::Name(name, span))
            }
            Some(Kind::Mark("-")) => {
                self.at += 1;
                Expression::Operands(vec![self.expression(19)])
            }
            Some(Kind::Mark("(")) => {
                self.at += 1;
                let inside = self.expression(0);
                self.mark(")");
                inside
            }
            Some(Kind::Mark("<")) => {
                self.at += 1;
                self.component_call()
            }
            Some(Kind::Mark("[")) => {
                self.at += 1;
                self.list()
            }
            Some(Kind::Mark("{")) => {
                self.at += 1;
                self.map()
            }
            // The end of the tag is for whoever opened it.
            Some(Kind::TagEnd | Kind::OutputEnd | Kind::TagStart | Kind::OutputStart) | None => Expression::Other,
            Some(Kind::Mark(_)) => {
                self.at += 1;
                Expression::Other
            }
        }
    }

    /// `.name` and `[…]` after a name.
    fn chain(&mut self, mut left: Expression<'a>) -> Expression<'a> {
        loop {
            if self.mark(".") || self.mark("?.") {
                let span = self.span();
                let Some(name) = self.name() else { return left };
                left = Expression::Field(Box::new(left), name, span);
            } else if self.mark("[") || self.mark("?[") {
                left = self.subscript(left);
            } else {
                return left;
            }
        }
    }

    /// After `[`: an item or a slice.
    fn subscript(&mut self, left: Expression<'a>) -> Expression<'a> {
        let mut parts = Vec::new();
        let mut slice = false;
        while !self.mark("]") {
            if self.mark(":") {
                slice = true;
            } else if matches!(self.peek(), None | Some(Kind::TagEnd | Kind::OutputEnd)) {
                break;
            } else {
                parts.push(self.expression(0));
            }
        }
        match (slice, parts.pop()) {
            (false, Some(item)) => Expression::Item(Box::new(left), Box::new(item)),
            (_, last) => Expression::Slice(Box::new(left), parts.into_iter().chain(last).collect()),
        }
    }

    fn filter(&mut self, input: Expression<'a>) -> Expression<'a> {
        let name = self.name().unwrap_or_default();
        let arguments = if self.mark("(") { self.arguments() } else { Vec::new() };
        Expression::Filter(Box::new(input), name, arguments)
    }

    fn test(&mut self, input: Expression<'a>) -> Expression<'a> {
        let denied = self.named("not");
        let name = self.name().unwrap_or_default();
        let arguments = if self.mark("(") { self.arguments() } else { Vec::new() };
        Expression::Test(Box::new(input), name, arguments, denied)
    }

    /// After `(`.
    fn arguments(&mut self) -> Arguments<'a> {
        let mut arguments = Vec::new();
        while !self.mark(")") {
            let span = self.span();
            match self.peek() {
                Some(Kind::Name(name)) => {
                    self.at += 1;
                    let value = if self.mark("=") { self.expression(0) } else { Expression::Name(name, span) };
                    arguments.push((name, value));
                }
                None | Some(Kind::TagEnd | Kind::OutputEnd) => break,
                Some(_) => self.at += 1,
            }
        }
        arguments
    }

    /// After `[`.
    fn list(&mut self) -> Expression<'a> {
        let mut items = Vec::new();
        while !self.mark("]") {
            if self.mark(",") || self.mark("...") {
                continue;
            }
            if matches!(self.peek(), None | Some(Kind::TagEnd | Kind::OutputEnd)) {
                break;
            }
            if self.named("for") {
                let mut names: Vec<&str> = self.name().into_iter().collect();
                if self.mark(",") {
                    names.extend(self.name());
                }
                self.named("in");
                let over = self.expression(1);
                let condition = if self.named("if") { Some(Box::new(self.expression(1))) } else { None };
                self.mark("]");
                let item = items.pop().unwrap_or(Expression::Other);
                return Expression::Comprehension(Box::new(item), names, Box::new(over), condition);
            }
            items.push(self.expression(1));
        }
        Expression::List(items)
    }

    /// After `{`.
    fn map(&mut self) -> Expression<'a> {
        let mut values = Vec::new();
        while !self.mark("}") {
            if matches!(self.peek(), None | Some(Kind::TagEnd | Kind::OutputEnd)) {
                break;
            }
            if self.mark("...") {
                values.push(self.expression(0));
            } else {
                self.at += 1; // the key
                if self.mark(":") {
                    values.push(self.expression(0));
                }
            }
            self.mark(",");
        }
        Expression::Map(values)
    }
}
