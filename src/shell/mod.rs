//! **shell**: the rim. Disk, clock, environment, network and terminal are touched here and nowhere else.
//!
//! Comes in: arguments. Goes out: an exit code. Never done here: logic worth a unit test.
