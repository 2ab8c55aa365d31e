//! Markup that is ready: what templates print as it is, where everything else is escaped.
//!
//! Comes in: what the rooms below write with [`crate::base::html`]. Goes out: [`Html`]. Never done here: writing markup.

use serde::{Serialize, Serializer};
use std::fmt;

/// HTML made by this program from checked values. A template prints it without escaping and needs no `safe` filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Takes markup that the caller has written with every text in it escaped.
    pub fn ready(markup: String) -> Html {
        Html(markup)
    }

    /// Escapes a text.
    pub fn text(text: &str) -> Html {
        Html(crate::base::html::escape(text))
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Html {
    /// Inside the template engine a string marked as safe; for anybody else a string.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn a_template_prints_markup_and_escapes_text() {
        #[derive(serde::Serialize)]
        struct View {
            body: Html,
            title: &'static str,
            list: Vec<Html>,
        }
        let view = View { body: Html::ready("<p>a</p>".into()), title: "<b>", list: vec![Html::text("<")] };
        let context = tera::Context::from_serialize(&view).unwrap();
        let mut tera = tera::Tera::new();
        tera.add_raw_template("a.html", "{{ body }}{{ title }}{% for one in list %}{{ one }}{% endfor %}").unwrap();
        assert_eq!(tera.render("a.html", &context).unwrap(), "<p>a</p>&lt;b&gt;&lt;");
        assert_eq!(serde_json::to_value(&view).unwrap()["body"], "<p>a</p>");
    }
}
