"""How long a twin takes and what two scans tell: ``python benchmarks/twin.py FILE``.

A man with five measurements and four interventions, 10,000 people of the prior: from his file to the answer, the twin
alone, the twin with one more scan. Each is done once to warm up, then several times; the median counts. The file that
it writes is the one of which a table of the documentation is made (``src/osteotwin/studies/data/twin.json``). The
parameter set is the one in use.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

import osteotwin as ot
from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.people.twin import Twin
from osteotwin.protocol.interventions import Diet, DrugCourse, Protocol, Supplement, Training
from osteotwin.studies.synthetic_people import answers

TODAY = date(2026, 6, 1)
#: Virtual people of a twin as they are usually asked for, and of those whose intervals are compared.
PEOPLE, COMPARED = 400, 4000


def measured(what: str, value: float, unit: str, days: int) -> Measurement:
    """One measured value, so many days before today."""
    assay = "lc-ms" if what == "estradiol" else None
    device = "hologic" if unit == "g/cm2" else None
    day = TODAY - timedelta(days=days)
    return Measurement(day, what, value, unit, f"{value:g} {unit}", device=device, assay=assay)


HIP_SCANS = (measured("bmd_total_hip", 0.98, "g/cm2", 730), measured("bmd_total_hip", 0.955, "g/cm2", 0))
MAN = Person(
    "male",
    date(1972, 5, 14),
    TODAY,
    TODAY + timedelta(days=730),
    height_cm=181.0,
    weight_kg=86.0,
    habits=Habits(750.0, 150.0),
    measurements=(
        *HIP_SCANS,
        measured("bmd_lumbar_spine", 1.05, "g/cm2", 0),
        measured("estradiol", 9.0, "pg/mL", 200),
        measured("ctx", 0.45, "ng/mL", 200),
    ),
    plan=Protocol((
        DrugCourse("anastrozole", 1.0, 1.0, from_day=-730.0),
        Training("back_squat", 3.0, 24.0, 0.8),
        Diet("calcium", 1200.0),
        Supplement("vitamin_d", 1000.0, 1.0),
    )),
)  # fmt: skip
ONE_MORE = measured("bmd_total_hip", 0.95, "g/cm2", -365)


def timed(work: Callable[[], object], repeats: int) -> dict[str, float]:
    """Medians of several runs after one to warm up: time, and time of all cores [s]."""
    work()
    wall: list[float] = []
    cpu: list[float] = []
    for _ in range(repeats):
        begun, used = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - used)
    return {"wall_s": median(wall), "cpu_s": median(cpu)}


def width(measurements: tuple[Measurement, ...]) -> float:
    """Width of the band of 90 % of the hip's change over two years [percent]."""
    twin = Twin.from_person(replace(MAN, measurements=measurements), COMPARED)
    change = answers(twin.cohort, twin.person.protocol)["hip_change"]
    return float(np.ptp(np.nanquantile(change, [0.05, 0.95])))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="where the result is written, as JSON")
    parser.add_argument("--repeats", type=int, default=5, help="how often each is timed")
    given = parser.parse_args()
    twin = Twin.from_person(MAN, PEOPLE)
    later = twin.updated([ONE_MORE])
    if twin.posterior is None or later.posterior is None:
        raise RuntimeError("the man was measured")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "man.toml"
        ot.write_person(MAN, file)
        whole = timed(lambda: ot.run(file), given.repeats)
    wide, narrow, all_five = width(()), width(HIP_SCANS), width(MAN.measurements)
    found: dict[str, Any] = {
        "parameter_set": ot.parameters_in_use().name,
        "machine": f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores",
        "candidates": len(twin.posterior.population),
        "people": PEOPLE,
        "repeats": given.repeats,
        "file_to_answer": whole,
        "twin": timed(lambda: Twin.from_person(MAN, PEOPLE), given.repeats),
        "updated": timed(lambda: twin.updated([ONE_MORE]), given.repeats),
        "load": os.getloadavg()[0],
        "effective": twin.posterior.effective,
        "steps": twin.posterior.population.steps,
        "effective_updated": later.posterior.effective,
        "steps_updated": later.posterior.population.steps,
        "hip_width_before": wide,
        "hip_width_two_scans": narrow,
        "hip_width_all": all_five,
    }
    given.file.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8", newline="\n")
    print(json.dumps(found, indent=1), file=sys.stderr)


if __name__ == "__main__":
    main()
