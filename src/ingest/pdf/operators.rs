//! The operators of a page's content: what it draws, one after the other.
//!
//! Comes in: the bytes of a content stream, unpacked. Goes out: each operator with its operands. Pictures inside are gone past.
//! Never done here: drawing, knowing a font.

/// An operand.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A number.
    Number(f64),
    /// A name, without its slash.
    Name(Vec<u8>),
    /// A string of codes of a font.
    Codes(Vec<u8>),
    /// A list.
    List(Vec<Operand>),
    /// What no operator of text takes.
    Other,
}

/// The content is broken off: a string or a list in it has no end, or operands have no operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenOff;

/// An operator by its name, with its operands.
pub type Operator<'a> = (Vec<Operand>, &'a [u8]);

/// Reads operators in their order.
pub struct Operators<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// No operator has more operands: of so many, one has lost its operator. The maps of fonts have long lists of them.
const OPERANDS: usize = 4_096;

impl<'a> Operators<'a> {
    /// Those of some content.
    pub fn of(bytes: &'a [u8]) -> Operators<'a> {
        Operators { bytes, at: 0 }
    }

    fn next_operator(&mut self) -> Result<Option<Operator<'a>>, BrokenOff> {
        let mut operands = Vec::new();
        loop {
            self.skip_blanks();
            let Some(first) = self.bytes.get(self.at).copied() else { return Ok(None) };
            if !is_operator_start(first) {
                operands.push(self.operand(first)?);
                if operands.len() > OPERANDS {
                    return Err(BrokenOff);
                }
                continue;
            }
            let word = self.word();
            match word {
                b"true" | b"false" | b"null" => operands.push(Operand::Other),
                b"BI" => {
                    self.skip_picture();
                    operands.clear();
                }
                _ => return Ok(Some((operands, word))),
            }
        }
    }

    fn skip_blanks(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            if *byte == b'%' {
                self.at += self.bytes[self.at..].iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count();
            } else if is_blank(*byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// The characters up to a blank or a bracket; at least one.
    fn word(&mut self) -> &'a [u8] {
        let start = self.at;
        let length = self.bytes[start..].iter().take_while(|byte| !is_blank(**byte) && !is_bracket(**byte)).count();
        self.at += length.max(1);
        &self.bytes[start..self.at]
    }

    fn operand(&mut self, first: u8) -> Result<Operand, BrokenOff> {
        match first {
            b'(' => self.string(),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => self.dictionary(),
            b'<' => self.hex(),
            b'[' => self.list(),
            b'/' => Ok(self.name()),
            b'+' | b'-' | b'.' | b'0'..=b'9' => Ok(number(self.word())),
            // A bracket that closes nothing.
            _ => {
                self.at += 1;
                Ok(Operand::Other)
            }
        }
    }

    fn name(&mut self) -> Operand {
        self.at += 1;
        let length = self.bytes[self.at..].iter().take_while(|byte| !is_blank(**byte) && !is_bracket(**byte)).count();
        let written = &self.bytes[self.at..self.at + length];
        self.at += length;
        let mut name = Vec::with_capacity(length);
        let mut at = 0;
        while let Some(byte) = written.get(at) {
            let pair = written.get(at + 1..at + 3).and_then(|pair| Some((hex_digit(pair[0])?, hex_digit(pair[1])?)));
            match pair.filter(|_| *byte == b'#') {
                Some((high, low)) => {
                    name.push(high << 4 | low);
                    at += 3;
                }
                None => {
                    name.push(*byte);
                    at += 1;
                }
            }
        }
        Operand::Name(name)
    }

    fn string(&mut self) -> Result<Operand, BrokenOff> {
        self.at += 1;
        let (mut codes, mut depth) = (Vec::new(), 1);
        loop {
            let byte = self.take()?;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 1 => return Ok(Operand::Codes(codes)),
                b')' => depth -= 1,
                b'\\' => {
                    self.escape(&mut codes)?;
                    continue;
                }
                _ => {}
            }
            codes.push(byte);
        }
    }

    fn escape(&mut self, codes: &mut Vec<u8>) -> Result<(), BrokenOff> {
        match self.take()? {
            b'n' => codes.push(b'\n'),
            b'r' => codes.push(b'\r'),
            b't' => codes.push(b'\t'),
            b'b' => codes.push(8),
            b'f' => codes.push(12),
            b'\r' => self.at += usize::from(self.bytes.get(self.at) == Some(&b'\n')),
            b'\n' => {}
            digit @ b'0'..=b'7' => {
                let mut code = u32::from(digit - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.bytes.get(self.at).copied() else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                codes.push((code & 0xff) as u8);
            }
            other => codes.push(other),
        }
        Ok(())
    }

    fn hex(&mut self) -> Result<Operand, BrokenOff> {
        self.at += 1;
        let mut digits = Vec::new();
        loop {
            match self.take()? {
                b'>' => break,
                byte => digits.extend(hex_digit(byte)),
            }
        }
        let codes = digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0));
        Ok(Operand::Codes(codes.collect()))
    }

    /// Lists inside a list, which no operator of text takes, are gone past.
    fn list(&mut self) -> Result<Operand, BrokenOff> {
        self.at += 1;
        let (mut items, mut depth) = (Vec::new(), 1);
        loop {
            self.skip_blanks();
            match self.bytes.get(self.at).copied().ok_or(BrokenOff)? {
                b']' if depth == 1 => {
                    self.at += 1;
                    return Ok(Operand::List(items));
                }
                bracket @ (b'[' | b']') => {
                    depth = if bracket == b'[' { depth + 1 } else { depth - 1 };
                    self.at += 1;
                }
                first if is_operator_start(first) => {
                    self.word();
                }
                first => items.push(self.operand(first)?),
            }
        }
    }

    fn dictionary(&mut self) -> Result<Operand, BrokenOff> {
        let mut depth = 0;
        loop {
            self.skip_blanks();
            let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty()).ok_or(BrokenOff)?;
            if rest.starts_with(b"<<") || rest.starts_with(b">>") {
                depth = if rest[0] == b'<' { depth + 1 } else { depth - 1 };
                self.at += 2;
                if depth == 0 {
                    return Ok(Operand::Other);
                }
                continue;
            }
            match rest[0] {
                b'(' => drop(self.string()?),
                b'<' => drop(self.hex()?),
                _ => self.at += 1,
            }
        }
    }

    /// A picture inside the content ends where `EI` stands by itself.
    fn skip_picture(&mut self) {
        let rest = &self.bytes[self.at..];
        let data = memchr::memmem::find(rest, b"ID").map_or(rest.len(), |at| at + 2);
        let is_end = |at: &usize| {
            let before = rest.get(at.wrapping_sub(1)).is_none_or(|byte| is_blank(*byte));
            before && rest.get(at + 2).is_none_or(|byte| is_blank(*byte))
        };
        let end = memchr::memmem::find_iter(&rest[data..], b"EI").map(|at| data + at).find(is_end);
        self.at += end.map_or(rest.len(), |at| at + 2);
    }

    fn take(&mut self) -> Result<u8, BrokenOff> {
        let byte = self.bytes.get(self.at).copied().ok_or(BrokenOff)?;
        self.at += 1;
        Ok(byte)
    }
}

impl<'a> Iterator for Operators<'a> {
    type Item = Result<Operator<'a>, BrokenOff>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_operator().transpose()
    }
}

fn number(word: &[u8]) -> Operand {
    let text = std::str::from_utf8(word).unwrap_or("");
    // Some programs write `--5` and `5-3`.
    let text = text.strip_prefix('-').filter(|rest| rest.starts_with('-')).unwrap_or(text);
    let end = text.char_indices().skip(1).find(|(_, character)| *character == '-').map_or(text.len(), |(at, _)| at);
    match text[..end].parse::<f64>() {
        Ok(number) if number.is_finite() => Operand::Number(number.clamp(-1e9, 1e9)),
        _ => Operand::Number(0.0),
    }
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_bracket(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn is_operator_start(byte: u8) -> bool {
    !is_blank(byte) && !is_bracket(byte) && !matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &[u8]) -> Result<Vec<Operator<'_>>, BrokenOff> {
        Operators::of(content).collect()
    }

    #[test]
    fn operators_come_with_their_operands() {
        let content = b"% remark\nq BT /F#31 12.5 Tf [(a\\)(b)) -120 <4 15>] TJ (\\101\\\nb) ' BI /W 1 ID \x00EIx EI\n\
                        /Span <</ActualText (a>>b)>> BDC EMC Q";
        let read = read(content).unwrap();
        let names: Vec<&[u8]> = read.iter().map(|(_, name)| *name).collect();
        assert_eq!(names, [&b"q"[..], b"BT", b"Tf", b"TJ", b"'", b"BDC", b"EMC", b"Q"]);
        assert_eq!(read[2].0, [Operand::Name(b"F1".to_vec()), Operand::Number(12.5)]);
        let list = [Operand::Codes(b"a)(b)".to_vec()), Operand::Number(-120.0), Operand::Codes(b"A\x50".to_vec())];
        assert_eq!(read[3].0, [Operand::List(list.to_vec())]);
        assert_eq!(read[4].0, [Operand::Codes(b"Ab".to_vec())]);
    }

    #[test]
    fn broken_content_is_broken_off_and_no_other_stops_it() {
        for broken in [&b"BT (abc"[..], b"[(a)", b"<41", b"<</A (b)", b"(a\\"] {
            assert_eq!(read(broken), Err(BrokenOff), "{broken:?}");
        }
        for strange in [&b") ] > } { Tj"[..], b"--5 5-3 1e5 . - Td", b"BI", b"\xff\xfe Tj", b"", b"/", b"%"] {
            assert!(read(strange).is_ok(), "{strange:?}");
        }
    }
}
