//! What fields a value has: learnt from examples of it.
//!
//! Comes in: the samples of a page. Goes out: a [`Schema`]. Never done here: looking at templates.

use std::collections::BTreeMap;
use std::rc::Rc;

/// What is known of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Schema {
    /// Nothing: any field may be there. What no sample shows, and maps that are empty in all of them.
    Any,
    /// A text, a number or a truth: it has no fields.
    Plain,
    /// A list of these.
    List(Rc<Schema>),
    /// A value with these fields and no others.
    Fields(Rc<BTreeMap<String, Schema>>),
}

impl Schema {
    /// What all samples together show.
    pub fn of(samples: &[tera::Value]) -> Schema {
        samples.iter().fold(Shown::Nothing, |all, sample| all.and(learn(sample))).settle()
    }

    /// A field, `None` where there is no such field.
    pub fn field(&self, name: &str) -> Option<Schema> {
        match self {
            Schema::Any => Some(Schema::Any),
            Schema::Fields(fields) => fields.get(name).cloned(),
            Schema::Plain | Schema::List(_) => None,
        }
    }

    /// What it holds, gone through one by one.
    pub fn item(&self) -> Schema {
        match self {
            Schema::List(item) => (**item).clone(),
            // A text is gone through by characters.
            Schema::Plain => Schema::Plain,
            Schema::Any | Schema::Fields(_) => Schema::Any,
        }
    }

    /// Names of its fields.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Schema::Fields(fields) => fields.keys().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// What is known of a value that is one of two.
    pub fn either(&self, other: &Schema) -> Schema {
        match (self, other) {
            (Schema::Fields(a), Schema::Fields(b)) => {
                let mut fields = (**a).clone();
                for (name, schema) in b.iter() {
                    let schema = fields.get(name).map_or(schema.clone(), |known| known.either(schema));
                    fields.insert(name.clone(), schema);
                }
                Schema::Fields(Rc::new(fields))
            }
            (Schema::List(a), Schema::List(b)) => Schema::List(Rc::new(a.either(b))),
            (a, b) if a == b => a.clone(),
            // What is absent or empty otherwise, as in `entry.source or ""`.
            (Schema::Plain, known @ (Schema::Fields(_) | Schema::List(_))) => known.clone(),
            (known @ (Schema::Fields(_) | Schema::List(_)), Schema::Plain) => known.clone(),
            _ => Schema::Any,
        }
    }
}

/// What samples have shown so far.
enum Shown {
    Nothing,
    Plain,
    List(Box<Shown>),
    Fields(BTreeMap<String, Shown>),
    /// One thing here, another there.
    Mixed,
}

fn learn(value: &tera::Value) -> Shown {
    if value.is_none() || value.is_undefined() {
        return Shown::Nothing;
    }
    if let Some(items) = value.as_array() {
        return Shown::List(Box::new(items.iter().fold(Shown::Nothing, |all, item| all.and(learn(item)))));
    }
    match value.as_map() {
        Some(map) if map.is_empty() => Shown::Nothing,
        Some(map) => Shown::Fields(map.iter().map(|(key, value)| (key.to_string(), learn(value))).collect()),
        None => Shown::Plain,
    }
}

impl Shown {
    fn and(self, other: Shown) -> Shown {
        match (self, other) {
            (Shown::Nothing, known) | (known, Shown::Nothing) => known,
            (Shown::Plain, Shown::Plain) => Shown::Plain,
            (Shown::List(a), Shown::List(b)) => Shown::List(Box::new(a.and(*b))),
            (Shown::Fields(mut a), Shown::Fields(b)) => {
                for (name, shown) in b {
                    let known = a.remove(&name).unwrap_or(Shown::Nothing);
                    a.insert(name, known.and(shown));
                }
                Shown::Fields(a)
            }
            _ => Shown::Mixed,
        }
    }

    fn settle(self) -> Schema {
        match self {
            Shown::Nothing | Shown::Mixed => Schema::Any,
            Shown::Plain => Schema::Plain,
            Shown::List(item) => Schema::List(Rc::new(item.settle())),
            Shown::Fields(fields) => {
                Schema::Fields(Rc::new(fields.into_iter().map(|(name, shown)| (name, shown.settle())).collect()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_together_show_every_field() {
        let sample =
            |json: &str| tera::Value::from_serializable(&serde_json::from_str::<serde_json::Value>(json).unwrap());
        let samples = [
            sample(r#"{"title": "a", "source": {"name": "x"}, "list": [{"a": 1}, {"b": [2]}], "extra": {}}"#),
            sample(r#"{"title": "a", "source": null, "list": [], "extra": {}}"#),
        ];
        let schema = Schema::of(&samples);
        assert_eq!(schema.names(), ["extra", "list", "source", "title"]);
        assert_eq!(schema.field("source").unwrap().names(), ["name"]);
        assert_eq!(schema.field("list").unwrap().item().names(), ["a", "b"]);
        assert_eq!(schema.field("titel"), None);
        assert_eq!(schema.field("title").unwrap().field("length"), None);
        assert_eq!(schema.field("extra").unwrap().field("anything"), Some(Schema::Any));
    }
}
