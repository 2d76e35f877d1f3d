//! `kodebro catalogue schema`.

use super::Problem;
use kodebro_core::guide;
use std::io::Write;

pub(super) fn run(out: &mut impl Write) -> Result<(), Problem> {
    writeln!(out, "{}", guide::schema()).map_err(Problem::Output)
}
