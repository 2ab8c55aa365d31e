//! Choices, and the runner that draws and shrinks them.

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestCaseError, TestCaseResult, TestRng, TestRunner};

/// Choices that were drawn, used up one after another: then the first of everything. So less was chosen in a shorter list,
/// and a failure shrinks to a plain one.
pub struct Draw {
    choices: Vec<u16>,
    at: usize,
}

impl Draw {
    /// Below a number, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        let choice = self.choices.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(choice) % end
    }

    /// One of them.
    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    /// Once in so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }
}

/// How many cases all laws together have: of `POSTIL_LAWS`, or 5,000.
fn all_cases() -> u32 {
    std::env::var("POSTIL_LAWS").ok().and_then(|number| number.parse().ok()).unwrap_or(5_000)
}

/// The same in each run, unless `POSTIL_LAWS_SEED` says otherwise.
fn seed() -> [u8; 32] {
    let mut seed = *b"a misquote cannot be published.\n";
    let asked = std::env::var("POSTIL_LAWS_SEED").unwrap_or_default();
    for (index, byte) in asked.bytes().enumerate() {
        seed[index % 32] ^= byte;
    }
    seed
}

/// Tries a law on its share of the cases, in hundredths. A case that does not come to what the law speaks of is drawn
/// again.
pub fn try_law(share: u32, law: impl Fn(&mut Draw) -> TestCaseResult) {
    let cases = (u64::from(all_cases()) * u64::from(share) / 100).max(1);
    let cases = u32::try_from(cases).unwrap_or(u32::MAX);
    let config = ProptestConfig {
        cases,
        max_global_rejects: cases.saturating_mul(20),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed());
    let choices = prop::collection::vec(any::<u16>(), 0..160);
    let tried = TestRunner::new_with_rng(config, rng).run(&choices, |choices| law(&mut Draw { choices, at: 0 }));
    if let Err(error) = tried {
        panic!("{error}");
    }
}

/// What the law does not speak of.
pub fn pass_over<T>(reason: &'static str) -> Result<T, TestCaseError> {
    Err(TestCaseError::reject(reason))
}
