//! A sample in which nothing is left out: what one page does without is taken from another that has it.
//!
//! Two values are of one type if they have the same fields. So every name that a template may use is there, in every place
//! where its type stands, though no page of a digest has all of it at once.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// By the fields of a type: of each field one value that says something.
#[derive(Default)]
pub struct Examples(BTreeMap<String, BTreeMap<String, Value>>);

impl Examples {
    /// Learns from samples of any number of types.
    pub fn of(samples: &[Value]) -> Examples {
        let mut examples = Examples::default();
        samples.iter().for_each(|sample| examples.learn(sample));
        examples
    }

    /// Fills in what a value leaves out.
    pub fn complete(&self, value: &mut Value) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(|item| self.complete(item)),
            Value::Object(map) => {
                let known = self.0.get(&shape(map));
                for (name, item) in map.iter_mut() {
                    self.complete(item);
                    if let Some(example) = known.and_then(|known| known.get(name)).filter(|_| says_nothing(item)) {
                        *item = example.clone();
                    }
                }
            }
            _ => {}
        }
    }

    /// Fields that no sample fills, each with the fields of its type.
    #[cfg(test)]
    pub fn unfilled(&self) -> Vec<String> {
        let types = self.0.iter();
        types
            .flat_map(|(shape, known)| {
                let missing = shape.split(' ').filter(|name| *name != "extra" && !known.contains_key(*name));
                missing.map(move |name| format!("`{name}` of {{{shape}}}"))
            })
            .collect()
    }

    fn learn(&mut self, value: &Value) {
        match value {
            Value::Array(list) => list.iter().for_each(|item| self.learn(item)),
            Value::Object(map) if !map.is_empty() => {
                let known = self.0.entry(shape(map)).or_default();
                for (name, item) in map.iter().filter(|(_, item)| !says_nothing(item)) {
                    known.entry(name.clone()).or_insert_with(|| item.clone());
                }
                map.values().for_each(|item| self.learn(item));
            }
            _ => {}
        }
    }
}

fn shape(map: &Map<String, Value>) -> String {
    let mut names: Vec<&str> = map.keys().map(String::as_str).collect();
    names.sort_unstable();
    names.join(" ")
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}
