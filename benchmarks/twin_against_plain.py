"""A twin against the plainest sampler there is: ``python benchmarks/twin_against_plain.py FILE``.

Three people are conditioned by the twin, and by weighting very many people of the prior. The file that it writes is
the one of which a table of the documentation is made (``src/osteotwin/studies/data/twin_against_plain.json``). The
parameter set is the one in use.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.people.twin import Twin
from osteotwin.progress import Progress
from osteotwin.studies.plain_sampler import compare_with_twin, sample_plainly
from osteotwin.studies.synthetic_people import synthetic_person

#: Synthetic people: a man on an inhibitor, a man who stopped training, a woman on letrozole; 5, 7 and 4 values.
NUMBERS = (19, 32, 52)
#: Virtual people of each twin.
PEOPLE = 4000


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="where the result is written, as JSON")
    parser.add_argument("--draws", type=int, default=400_000, help="people of the prior for each person")
    given = parser.parse_args()
    chosen = parameters_in_use()
    found: list[dict[str, Any]] = []
    for number in NUMBERS:
        one = synthetic_person(number, chosen)
        plain = sample_plainly(one.person, chosen, given.draws, on_progress=_show)
        twin = Twin.from_person(one.person, PEOPLE, number, parameters=chosen)
        compared = compare_with_twin(plain, twin)
        measured = [
            f"{row.what} {(row.date - one.person.start).days}" for row in one.person.measurements
        ]  # fmt: skip
        found.append({"number": number, "history": one.history, "measured": measured, **compared})
        for row in compared["rows"]:
            print(f"{row['asked']:13} {row['quantile']:4.0%} {row['plain']:9.4f} ± {row['plain_error']:.4f} "
                  f"{row['twin']:9.4f} ± {row['twin_error']:.4f} {row['apart']:+.1f}", file=sys.stderr)  # fmt: skip
        print(
            f"effective: plain {compared['plain_effective']:.0f}, twin {compared['twin_effective']:.0f}",
            file=sys.stderr,
        )
    result = {"parameter_set": chosen.name, "twin_people": PEOPLE, "people": found}
    given.file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8", newline="\n")


def _show(progress: Progress) -> None:
    print(f"{progress.fraction:4.0%} {progress.stage}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
