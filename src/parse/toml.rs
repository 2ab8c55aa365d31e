//! TOML as the same tree as YAML: maps, lists and characters, each with its place.
//!
//! Comes in: a [`FileText`]. Goes out: a [`Node`] and the problems. Never done here: knowing a key.

use super::codes;
use super::node::{Entry, Located, Node, Value, Written};
use crate::base::diagnostic::{Diagnostic, Place, Report};
use crate::base::file::{FileText, Span};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads a whole file. `None` where it is broken, which is then in the report.
pub fn read(file: &FileText, report: &mut Report) -> Option<Node> {
    let (table, errors) = DeTable::parse_recoverable(file.text());
    for error in &errors {
        report.add(explain(file, error));
    }
    errors.is_empty().then(|| Node { span: 0..file.text().len(), value: map(table.into_inner()) })
}

fn map(table: DeTable<'_>) -> Value {
    let entry = |(key, value): (Spanned<std::borrow::Cow<'_, str>>, Spanned<DeValue<'_>>)| Entry {
        key: Located { span: key.span(), value: key.into_inner().into_owned() },
        value: node(value),
    };
    Value::Map(table.into_iter().map(entry).collect())
}

fn node(value: Spanned<DeValue<'_>>) -> Node {
    let span = value.span();
    let scalar = |text: String, written| Value::Scalar { text, written };
    let value = match value.into_inner() {
        DeValue::String(text) => scalar(text.into_owned(), Written::Text),
        DeValue::Integer(number) => scalar(decimal(number.as_str(), number.radix()), Written::Number),
        DeValue::Float(number) => scalar(number.as_str().to_owned(), Written::Number),
        DeValue::Boolean(truth) => scalar(truth.to_string(), Written::Boolean),
        DeValue::Datetime(date) => scalar(date.to_string(), Written::Date),
        DeValue::Array(items) => Value::List(items.into_iter().map(node).collect()),
        DeValue::Table(table) => map(table),
    };
    Node { value, span }
}

/// `0x1f` and its kind in decimal; as written where it is too large for any field of ours.
fn decimal(digits: &str, radix: u32) -> String {
    match radix {
        10 => digits.to_owned(),
        _ => i64::from_str_radix(digits, radix).map_or_else(|_| digits.to_owned(), |number| number.to_string()),
    }
}

fn explain(file: &FileText, error: &toml::de::Error) -> Diagnostic {
    let span: Span = error.span().unwrap_or(0..0);
    let message = error.message().lines().next().unwrap_or("").trim_end_matches('.').to_owned();
    let place = Place::of(file, span.clone());
    if message.starts_with("duplicate key") {
        let key = file.slice(span);
        return Diagnostic::new(&codes::KEY_DUPLICATE, place, format!("the key `{key}` stands here a second time"))
            .help("keep one of the two");
    }
    Diagnostic::new(&codes::TOML_BROKEN, place, format!("the TOML cannot be read here: {message}")).help(
        "text stands in quotation marks, `title = \"Our digest\"`; a table begins with its name in brackets, `[feeds]`",
    )
}
