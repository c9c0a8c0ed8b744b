"""What a man's outcomes hang on: ``python benchmarks/global_sensitivity.py [--points N] [--json FILE]``.

The file that it writes is the one that the documentation's page is made of.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from osteotwin.cohort.parameter_sets import load_parameters, parameters_in_use
from osteotwin.errors import OsteotwinError
from osteotwin.progress import Progress
from osteotwin.studies.sobol_report import global_sensitivity

#: Seconds between two lines about the same work.
_QUIET = 10.0


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=1024, help="of each design; a power of 2")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parameters", help="name or folder of a parameter set; otherwise the one in use")
    parser.add_argument("--json", type=Path, help="write all numbers to this file")
    given = parser.parse_args()
    begin = time.monotonic()
    try:
        parameters = load_parameters(given.parameters) if given.parameters else parameters_in_use()
        found = global_sensitivity(parameters, given.points, given.seed, _Lines().show)
    except (OsteotwinError, ValueError) as error:
        sys.exit(str(error))
    words = ["python benchmarks/global_sensitivity.py", f"--points {given.points}", f"--seed {given.seed}"]
    words += [f"--parameters {parameters.name}"] if given.parameters else []
    found["record"] |= {
        "command": " ".join(words),
        "duration_s": round(time.monotonic() - begin, 1),
        "date": datetime.now(UTC).date().isoformat(),
    }
    if given.json:
        given.json.write_text(
            json.dumps(found, indent=1, allow_nan=False) + "\n", encoding="utf-8", newline="\n"
        )
    for name, analysis in found["analyses"].items():
        print(f"{name}: {analysis['runs']} runs, {analysis['lost']} of {analysis['points']} points lost")
        for outcome in analysis["outcomes"].values():
            print(f"  {outcome['label']}: {outcome['mean']:g} {outcome['unit']} (SD {outcome['sd']:g})")
            for row in outcome["indices"][:5]:
                print(
                    f"    {row['name']:36} first {row['first']:6.3f} +- {row['first_ci']:.3f}"
                    f"   total {row['total']:6.3f} +- {row['total_ci']:.3f}"
                )


class _Lines:
    """Says on standard error how far the work is, now and then."""

    def __init__(self) -> None:
        self.when = 0.0

    def show(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self.when >= _QUIET:
            self.when = now
            print(f"{progress.stage}: {progress.fraction:.0%}", file=sys.stderr)


if __name__ == "__main__":
    main()
