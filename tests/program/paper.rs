//! Small PDFs, written byte by byte: pages of lines in a standard font, and whatever else a test wants in them.

/// Objects in their order; the first is the catalogue.
#[derive(Default)]
pub struct Paper {
    objects: Vec<Vec<u8>>,
    info: Option<usize>,
    root: Option<usize>,
}

impl Paper {
    /// Adds an object; gives its number.
    pub fn add(&mut self, object: impl Into<Vec<u8>>) -> usize {
        self.objects.push(object.into());
        self.objects.len()
    }

    /// Adds a stream; gives its number.
    pub fn stream(&mut self, entries: &str, content: &[u8]) -> usize {
        let mut object = format!("<< {entries} /Length {} >>\nstream\n", content.len()).into_bytes();
        object.extend(content);
        object.extend(b"\nendstream");
        self.add(object)
    }

    /// What the file says of itself.
    pub fn info(&mut self, entries: &str) {
        let number = self.add(format!("<< {entries} >>"));
        self.info = Some(number);
    }

    /// Pages out of contents, all with the same resources.
    pub fn pages(&mut self, contents: &[String], resources: &str) {
        let tree = self.objects.len() + 2 * contents.len() + 1;
        let mut kids = String::new();
        for content in contents {
            let content = self.stream("", content.as_bytes());
            let page = self.add(format!(
                "<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 420 595] /Resources << {resources} >> /Contents {content} 0 R >>"
            ));
            kids.push_str(&format!("{page} 0 R "));
        }
        self.add(format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", contents.len()));
        let root = self.add(format!("<< /Type /Catalog /Pages {tree} 0 R >>"));
        self.root = Some(root);
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut places = Vec::new();
        for (object, number) in self.objects.iter().zip(1..) {
            places.push(out.len());
            out.extend(format!("{number} 0 obj\n").bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let start = out.len();
        out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
        places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").bytes()));
        let info = self.info.map_or_else(String::new, |number| format!("/Info {number} 0 R "));
        let root = self.root.unwrap_or(1);
        out.extend(
            format!("trailer\n<< /Size {} /Root {root} 0 R {info}>>\nstartxref\n{start}\n%%EOF\n", places.len() + 1)
                .bytes(),
        );
        out
    }
}

/// A line of text at a place, as content writes it.
pub fn line(text: &str, size: u32, left: u32, base: u32) -> String {
    let codes = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    format!("BT /F1 {size} Tf {left} {base} Td ({codes}) Tj ET\n")
}

/// Lines below each other, fourteen points apart.
pub fn lines(texts: &[&str], left: u32, top: u32) -> String {
    texts.iter().zip(0..).map(|(text, at)| line(text, 10, left, top - 14 * at)).collect()
}

/// The font that [`line`] names.
pub const FONT: &str =
    "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >> >>";

/// A PDF of pages with the usual font.
pub fn paper(contents: &[String], info: &str) -> Vec<u8> {
    let mut paper = Paper::default();
    if !info.is_empty() {
        paper.info(info);
    }
    paper.pages(contents, FONT);
    paper.bytes()
}
