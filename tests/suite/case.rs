//! A suite file, read: cases, and the fenced blocks in them.

/// What every case has, if only empty.
pub const DIAGNOSTICS: &str = "diagnostics";

/// One Markdown file of cases.
pub struct SuiteFile<'a> {
    /// Blocks before the first case: files that every case has.
    shared: Vec<Block<'a>>,
    cases: Vec<Case<'a>>,
    lines: Vec<&'a str>,
}

/// A heading of the second level with all under it.
#[derive(Clone)]
pub struct Case<'a> {
    /// Files of all cases, unless this one has its own.
    shared: Vec<Block<'a>>,
    blocks: Vec<Block<'a>>,
    /// The line after its last one.
    end: usize,
}

/// How a file is written, after its path.
const WAYS: [&str; 4] = ["absent", "crlf", "mark", "escaped"];

/// A fenced block.
#[derive(Clone)]
pub struct Block<'a> {
    /// What follows the fence.
    pub info: &'a str,
    /// Its lines, without the fences.
    body: Vec<&'a str>,
    /// Its first and last line, both fences, by index.
    range: (usize, usize),
}

impl<'a> SuiteFile<'a> {
    pub fn read(text: &'a str) -> SuiteFile<'a> {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let (mut shared, mut cases) = (Vec::new(), Vec::<Case<'_>>::new());
        let mut at = 0;
        while at < lines.len() {
            let line = lines[at].trim_end();
            if line.starts_with("## ") {
                if let Some(case) = cases.last_mut() {
                    case.end = at;
                }
                cases.push(Case { shared: Vec::new(), blocks: Vec::new(), end: lines.len() });
            } else if line.starts_with("```") {
                let block = Block::read(&lines, at);
                at = block.range.1;
                match cases.last_mut() {
                    Some(case) => case.blocks.push(block),
                    None => shared.push(block),
                }
            }
            at += 1;
        }
        cases.iter_mut().for_each(|case| case.shared = shared.clone());
        SuiteFile { shared, cases, lines }
    }

    /// In the order of the file.
    pub fn cases(&self) -> &[Case<'a>] {
        &self.cases
    }

    /// The whole file, with what each case finds in its blocks of expected things: `diagnostics`, and what else it asks
    /// for. `run` is given the kind of the block. A case that finds no diagnostics needs no block for them.
    pub fn rewritten(&self, run: impl Fn(&Case<'_>, &str) -> String) -> String {
        assert!(self.shared.iter().all(|block| block.path().is_some()), "only files stand before the first case");
        let (mut text, mut at) = (String::new(), 0);
        for case in &self.cases {
            let expected: Vec<&Block<'_>> = case.blocks.iter().filter(|block| block.path().is_none()).collect();
            if !expected.iter().any(|block| block.info == DIAGNOSTICS) {
                let found = run(case, DIAGNOSTICS);
                let first = expected.first().map_or(case.end, |block| block.range.0);
                text.extend(self.lines[at..first].iter().copied());
                at = first;
                if !found.is_empty() {
                    text.push_str(&format!("```{DIAGNOSTICS}\n{found}```\n\n"));
                }
            }
            for block in expected {
                text.extend(self.lines[at..block.range.0].iter().copied());
                text.push_str(&format!("```{}\n{}```\n", block.info, run(case, block.info)));
                at = block.range.1 + 1;
            }
        }
        text.extend(self.lines[at..].iter().copied());
        text
    }
}

impl<'a> Case<'a> {
    /// Its files, its own before those of all cases.
    pub fn files(&self) -> impl Iterator<Item = &Block<'a>> {
        let own = |path| self.blocks.iter().any(|block| block.path() == path);
        let shared = self.shared.iter().filter(move |block| !own(block.path()));
        self.blocks.iter().chain(shared).filter(|block| block.path().is_some())
    }
}

impl<'a> Block<'a> {
    fn read(lines: &[&'a str], at: usize) -> Block<'a> {
        let fence: String = lines[at].chars().take_while(|character| *character == '`').collect();
        let length =
            lines[at + 1..].iter().position(|line| line.trim_end() == fence).expect("a block that is not closed");
        let body = lines[at + 1..at + 1 + length].to_vec();
        Block { info: lines[at][fence.len()..].trim(), body, range: (at, at + 1 + length) }
    }

    /// The path of a block that is a file: what follows the first word after the fence. A route begins with `/` and is none.
    pub fn path(&self) -> Option<&'a str> {
        let (_, mut path) = self.info.split_once(' ')?;
        while let Some((before, _)) = path.rsplit_once(' ').filter(|(_, word)| WAYS.contains(word)) {
            path = before;
        }
        (!path.starts_with('/')).then_some(path)
    }

    /// The bytes of a file, `None` where it is to be absent.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let mut bytes = self.body.concat().into_bytes();
        let path = self.path()?;
        let after = self.info.split_once(path).map_or("", |(_, after)| after);
        for word in after.split_whitespace() {
            bytes = match word {
                "absent" => return None,
                "crlf" => String::from_utf8(bytes).unwrap().replace('\n', "\r\n").into_bytes(),
                "mark" => [b"\xef\xbb\xbf", &bytes[..]].concat(),
                "escaped" => unescaped(&String::from_utf8(bytes).unwrap()),
                word => panic!("`{word}` is no way to write a file"),
            };
        }
        Some(bytes)
    }
}

/// `\xE9` is a byte, `\\` a backslash.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend(before.bytes());
        rest = match after.strip_prefix('x') {
            Some(byte) => {
                bytes.push(u8::from_str_radix(&byte[..2], 16).unwrap());
                &byte[2..]
            }
            None => {
                bytes.push(b'\\');
                after.strip_prefix('\\').unwrap()
            }
        };
    }
    bytes.extend(rest.bytes());
    bytes
}
