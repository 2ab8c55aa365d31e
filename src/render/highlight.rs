//! Code with its parts marked by class: comments, strings, numbers, keywords, names.
//!
//! Comes in: code and the name of its language. Goes out: HTML with a handful of classes that a theme colours. Never done
//! here: colours, inline styles.

use super::html::Html;
use crate::base::html::escape_into;
use std::sync::LazyLock;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

/// One set for all threads; a language is compiled when it is first used.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Beginnings of scopes with the class for what they name; of several the most specific counts.
static CLASSES: LazyLock<Vec<(Scope, &str)>> = LazyLock::new(|| {
    let classes = [
        ("comment", "hl-comment"),
        ("string", "hl-string"),
        ("constant.character.escape", "hl-escape"),
        ("constant.numeric", "hl-number"),
        ("constant.language", "hl-constant"),
        ("constant", "hl-constant"),
        ("keyword.operator", "hl-operator"),
        ("keyword", "hl-keyword"),
        ("storage", "hl-keyword"),
        ("entity.name.function", "hl-name"),
        ("support.function", "hl-name"),
        ("entity.name", "hl-name"),
        ("entity.other.attribute-name", "hl-attribute"),
        ("variable.parameter", "hl-attribute"),
        ("support", "hl-name"),
        ("markup.inserted", "hl-inserted"),
        ("markup.deleted", "hl-deleted"),
        ("markup.heading", "hl-keyword"),
    ];
    classes.into_iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, class))).collect()
});

/// `None` where the language is not known, or the code is longer than anybody reads: it is shown as it is then.
pub fn highlight(code: &str, language: &str) -> Option<Html> {
    const LONGEST: usize = 200_000;
    let syntax = SYNTAXES.find_syntax_by_token(language).filter(|syntax| syntax.name != "Plain Text")?;
    if code.len() > LONGEST {
        return None;
    }
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut out = Runs::default();
    // The set wants lines with their ends.
    let whole = format!("{code}\n");
    for line in whole.split_inclusive('\n') {
        let changes = state.parse_line(line, &SYNTAXES).ok()?;
        let mut at = 0;
        for (next, change) in changes {
            out.push(line.get(at..next)?, class_of(&stack));
            at = next;
            stack.apply(&change).ok()?;
        }
        out.push(line.get(at..)?, class_of(&stack));
    }
    Some(Html::ready(out.finish()))
}

fn class_of(stack: &ScopeStack) -> &'static str {
    let of = |scope: &Scope| {
        let matching = CLASSES.iter().filter(|(prefix, _)| prefix.is_prefix_of(*scope));
        matching.max_by_key(|(prefix, _)| prefix.len()).map(|(_, class)| *class)
    };
    stack.as_slice().iter().rev().find_map(of).unwrap_or("")
}

/// Neighbouring pieces of one class are one element.
#[derive(Default)]
struct Runs {
    out: String,
    class: &'static str,
    text: String,
}

impl Runs {
    fn push(&mut self, text: &str, class: &'static str) {
        if text.is_empty() {
            return;
        }
        if class != self.class {
            self.flush();
            self.class = class;
        }
        self.text.push_str(text);
    }

    fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        if self.class.is_empty() {
            escape_into(&mut self.out, &self.text);
        } else {
            self.out.push_str("<span class=\"");
            self.out.push_str(self.class);
            self.out.push_str("\">");
            escape_into(&mut self.out, &self.text);
            self.out.push_str("</span>");
        }
        self.text.clear();
    }

    /// Without the line end that was added.
    fn finish(mut self) -> String {
        if self.text.ends_with('\n') {
            self.text.pop();
        }
        self.flush();
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::highlight;

    #[test]
    fn parts_of_code_have_classes() {
        let code = "# <a>\ndef f(x):\n    return \"b\" + 1";
        let html = highlight(code, "python").unwrap();
        assert_eq!(
            html.as_str(),
            "<span class=\"hl-comment\"># &lt;a&gt;\n</span><span class=\"hl-keyword\">def</span> \
             <span class=\"hl-name\">f</span>(<span class=\"hl-attribute\">x</span>):\n    \
             <span class=\"hl-keyword\">return</span> <span class=\"hl-string\">&quot;b&quot;</span> \
             <span class=\"hl-operator\">+</span> <span class=\"hl-number\">1</span>"
        );
        assert!(highlight("anything", "no such language").is_none());
        assert!(highlight("anything", "txt").is_none());
    }
}
