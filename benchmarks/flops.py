"""How far the fast engine is from the machine's limit: ``python benchmarks/flops.py [--people N] [--json FILE]``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from comparison.alone import alone
from comparison.cases import PLANS
from comparison.limit import how_far


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--plan", choices=list(PLANS), default="constant")
    parser.add_argument("--json", type=Path, help="write all numbers to this file")
    given = parser.parse_args()
    found = alone(how_far, given.people, given.plan)
    if given.json:
        given.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(
        f"{found['operations']:.3g} operations, {found['operations_per_step_and_person']:.0f} per step and person; "
        f"{found['operations_per_second'] / 1e9:.1f} of {found['peak_per_second'] / 1e9:.1f} billion per second: "
        f"{found['share_of_peak']:.0%} of the peak"
    )
    for name, part in found["functions"].items():
        print(
            f"{name:16} {part['share_of_time']:6.1%} of the time, {part['share_of_operations']:6.1%} of the operations"
        )
    for name, counts in found["instructions"].items():
        print(name, counts)


if __name__ == "__main__":
    main()
