"""Whether a twin's intervals hold what they say: ``python benchmarks/twin_calibration.py FILE``.

Draws people, measures them and ranks each among his twin's people. The file that it writes is the one of which a
table of the documentation is made (``src/osteotwin/studies/data/twin_calibration.json``). The parameter set is the one
in use.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.studies.twin_calibration import PEOPLE, rank_people, summarize


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="where the result is written, as JSON")
    parser.add_argument("--people", type=int, default=540, help="how many people are drawn")
    parser.add_argument("--first", type=int, default=0, help="number of the first of them")
    given = parser.parse_args()
    chosen = parameters_in_use()
    ranked = []
    for one in rank_people(range(given.first, given.first + given.people), chosen):
        ranked.append(one)
        scores = " ".join(f"{score:.3f}" for score in one.score.values())
        print(f"{len(ranked)} {one.history}: {one.values} values, {scores}, effective {one.effective:.0f}, "
              f"{one.widened} widened", file=sys.stderr, flush=True)  # fmt: skip
    result = {"parameter_set": chosen.name, "twin_people": PEOPLE, **summarize(ranked)}
    given.file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
