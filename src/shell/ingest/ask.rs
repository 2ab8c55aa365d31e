//! Asking an editor at a terminal about everything in doubt.

use super::known::Known;
use super::readings::take;
use crate::ingest::clip::{Clip, Doubt};
use crate::ingest::publication;
use crate::shell::outcome::Stop;
use crate::shell::terminal::{self, printable};
use std::io::{self, BufRead};

/// Settles every doubt, or stops where the editor ends the input.
pub fn settle(clip: &mut Clip, known: &Known) -> Result<(), Stop> {
    let mut fields: Vec<&'static str> = Vec::new();
    for doubt in &clip.doubts {
        if !fields.contains(&doubt.field) {
            fields.push(doubt.field);
        }
    }
    for field in fields {
        let doubts: Vec<Doubt> = clip.doubts.iter().filter(|doubt| doubt.field == field).cloned().collect();
        let readings: Vec<&str> = doubts.iter().filter_map(|doubt| doubt.reading.as_deref()).collect();
        match field {
            "publication" if clip.publication.is_none() => {
                let name = answer("the name or key of the publication")?;
                clip.publication = publication::by_name(&name, &known.publications);
            }
            "publication" => {}
            "body" | "encoding" | "front matter" => {
                if !terminal::agrees(&format!("{field}: store it all the same?"))? {
                    return Err(Stop::found("nothing was stored, as you wished"));
                }
            }
            "paragraphs" => return Err(Stop::found("no running text was found, so nothing was stored")),
            _ if readings.is_empty() => {
                let given = answer(&format!("{field} (an empty line leaves it out)"))?;
                if !given.is_empty() {
                    take(clip, field, &given);
                }
            }
            _ => {
                if let Some(reading) = choose(field, &readings)? {
                    take(clip, field, &reading);
                }
            }
        }
    }
    Ok(())
}

/// One of the readings, or of a title another; `None` for none of them.
fn choose(field: &str, readings: &[&str]) -> Result<Option<String>, Stop> {
    let may_write = field == "title";
    let mut question = format!("{field}:\n");
    for (index, reading) in readings.iter().enumerate() {
        question.push_str(&format!("  {} {reading}\n", index + 1));
    }
    let or = if may_write { ", or another one" } else { "" };
    question.push_str(&format!("  {} leave it out\nwhich{or}", readings.len() + 1));
    loop {
        let given = answer(&question)?;
        match given.parse::<usize>() {
            Ok(number) if (1..=readings.len()).contains(&number) => return Ok(Some(readings[number - 1].to_owned())),
            Ok(number) if number == readings.len() + 1 => return Ok(None),
            Err(_) if may_write && !given.is_empty() => return Ok(Some(given)),
            _ => terminal::note("please write one of the numbers")?,
        }
    }
}

fn answer(question: &str) -> Result<String, Stop> {
    terminal::note(&format!("{}:", printable(question)))?;
    let mut line = String::new();
    match io::stdin().lock().read_line(&mut line) {
        Ok(0) => Err(Stop::found("the input ended before every question was answered, so nothing was stored")),
        Ok(_) => Ok(line.trim().to_owned()),
        Err(error) => Err(Stop::at("read", std::path::Path::new("the terminal"), &error)),
    }
}
