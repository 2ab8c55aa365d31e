//! Manners: what a host asks for is kept, there is a pause between two pages, and a host that cannot answer is left in peace.

use super::{Answer, Fault, Limits, Seen, fetch};
use crate::ingest::robots::Robots;
use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::{Duration, Instant};
use url::Url;

/// After so many failures in a row a host is not asked any more.
const PATIENCE: usize = 3;

/// What is known of the hosts that were asked.
pub struct Polite {
    pause: Duration,
    private: bool,
    /// By scheme, host and port, as RFC 9309 has it.
    robots: BTreeMap<String, Result<Robots, Fault>>,
    asked: BTreeMap<String, Instant>,
    failed: BTreeMap<String, (usize, Fault)>,
}

impl Polite {
    /// `pause` lies at least between two requests to one host.
    pub fn new(pause: Duration, private: bool) -> Polite {
        Polite { pause, private, robots: BTreeMap::new(), asked: BTreeMap::new(), failed: BTreeMap::new() }
    }

    /// Waits until an address may be asked for; a fault where its host does not want that.
    pub fn leave(&mut self, address: &Url) -> Result<(), Fault> {
        let origin = address.origin().ascii_serialization();
        if !self.robots.contains_key(&origin) {
            let robots = self.ask_for_rules(address);
            self.robots.insert(origin.clone(), robots);
        }
        let mut pause = self.pause;
        match self.robots.get(&origin) {
            Some(Ok(robots)) => {
                let query = address.query().map(|query| format!("?{query}")).unwrap_or_default();
                if !robots.allow(&format!("{}{query}", address.path())) {
                    return Err(Fault::Robots(address.host_str().unwrap_or_default().to_owned()));
                }
                pause = pause.max(robots.pause().unwrap_or_default());
            }
            Some(Err(fault)) => return Err(fault.clone()),
            None => {}
        }
        self.wait(address, pause);
        Ok(())
    }

    /// Why a host is asked for nothing any more, if so.
    pub fn gave_up(&self, address: &Url) -> Option<Fault> {
        let (times, fault) = self.failed.get(address.host_str()?)?;
        (*times >= PATIENCE).then(|| fault.clone())
    }

    /// Notes how a request ended.
    pub fn note(&mut self, address: &Url, fault: Option<&Fault>) {
        let host = address.host_str().unwrap_or_default().to_owned();
        match fault {
            // It was asked too often, and says so.
            Some(fault @ Fault::Status(429)) => {
                self.failed.insert(host, (PATIENCE, fault.clone()));
            }
            Some(fault @ (Fault::Host(_) | Fault::Time(_) | Fault::Network(_) | Fault::Status(500..))) => {
                let times = self.failed.get(&host).map_or(0, |(times, _)| *times);
                self.failed.insert(host, (times + 1, fault.clone()));
            }
            _ => {
                self.failed.remove(&host);
            }
        }
    }

    /// A host without rules allows all; one that cannot say them allows nothing now.
    fn ask_for_rules(&mut self, address: &Url) -> Result<Robots, Fault> {
        let Ok(file) = address.join("/robots.txt") else { return Ok(Robots::default()) };
        self.wait(&file, self.pause);
        let limits = Limits { bytes: 512 << 10, time: Duration::from_secs(15), redirects: 5, private: self.private };
        match fetch(&file, &Seen::default(), &limits) {
            Ok(Answer::Page(page)) => Ok(Robots::read(&String::from_utf8_lossy(&page.bytes))),
            Ok(Answer::Gone(_) | Answer::Unchanged(_)) => Ok(Robots::default()),
            Err(fault @ (Fault::Status(429 | 500..) | Fault::Time(_) | Fault::Network(_) | Fault::Host(_))) => {
                Err(fault)
            }
            // Anything else is no rule: too long, somewhere else, refused like a page.
            Err(_) => Ok(Robots::default()),
        }
    }

    fn wait(&mut self, address: &Url, pause: Duration) {
        let host = address.host_str().unwrap_or_default().to_owned();
        if let Some(since) = self.asked.get(&host).map(Instant::elapsed) {
            sleep(pause.saturating_sub(since));
        }
        self.asked.insert(host, Instant::now());
    }
}
