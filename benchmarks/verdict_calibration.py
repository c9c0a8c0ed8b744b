"""Whether the verdict's "yes" holds: ``python benchmarks/verdict_calibration.py FILE``.

Draws people with plans, tells each what the verdict would, and counts of whom it comes true. The file that it writes is
the one of which a table and a figure of the documentation are made
(``src/osteotwin/studies/data/verdict_calibration.json``). The parameter set is the one in use; the people are numbered,
and the number is the seed.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.studies.verdict_calibration import PEOPLE, summarize, tell_people


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="where the result is written, as JSON")
    parser.add_argument("--people", type=int, default=195, help="how many people are drawn")
    parser.add_argument("--first", type=int, default=0, help="number of the first of them")
    given = parser.parse_args()
    chosen = parameters_in_use()
    told = []
    for one in tell_people(range(given.first, given.first + given.people), chosen):
        told.append(one)
        answers = " ".join(f"{key} {value:.2f} {one.became[key]:d}" for key, value in one.told.items())
        print(f"{len(told)} {one.plan}: {answers}", file=sys.stderr, flush=True)
    result = {"parameter_set": chosen.name, "twin_people": PEOPLE, **summarize(told)}
    given.file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
