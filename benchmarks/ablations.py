"""What each mechanism is worth for trials that a fit has not seen: ``python benchmarks/ablations.py FILE``.

The file that it writes is the one of which a table of the documentation is made
(``src/osteotwin/studies/data/ablations.json``). The parameter set is the one in use.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.evidence.files.load import load_trials
from osteotwin.progress import Progress
from osteotwin.studies.ablations import run_ablations


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="where the result is written, as JSON")
    file: Path = parser.parse_args().file
    chosen = parameters_in_use()
    rows = run_ablations(load_trials().trials, chosen, on_progress=_show)
    result = {"parameter_set": chosen.name, "rows": rows}
    file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8", newline="\n")


def _show(progress: Progress) -> None:
    print(f"{progress.fraction:4.0%} {progress.stage}", file=sys.stderr)


if __name__ == "__main__":
    main()
