"""Memory and time of reading a large export of Apple Health, as somebody's telephone writes it after years.

    uv run --frozen python benchmarks/apple_health.py --megabytes 1000

The export is made record by record (heart rate with metadata, steps, weight, food, workouts) and read by the command
itself in a process of its own, as a file and within the ZIP in which it comes.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(2008, 1, 1)
PERSON = "[person]\nsex = 'male'\nbirth_date = 1968-06-01\n\n[outlook]\nuntil = 2040-01-01\n"


def main() -> None:
    """Make, read, and print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "export.xml"
        days = write_export(export, options.megabytes * 1_000_000)
        archive = Path(folder) / "export.zip"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.write(export, "apple_health_export/export.xml")
        (Path(folder) / "person.toml").write_text(PERSON, "utf-8")
        print(
            f"{export.stat().st_size / 1e6:.0f} MB of {days} days, {archive.stat().st_size / 1e6:.0f} MB packed"
        )
        for path in (export, archive):
            seconds, said = read_in(path)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{path.suffix[1:]}: {seconds:.0f} s, at most {peak:.0f} MB; {said}")


def write_export(path: Path, size: int) -> int:
    """Write an export of at least so many bytes; return how many days it holds."""
    written = days = 0
    with path.open("w", encoding="utf-8") as file:
        written += file.write('<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_US">\n')
        while written < size:
            for record in records_of(FIRST_DAY + timedelta(days=days)):
                written += file.write(record)
            days += 1
        file.write("</HealthData>\n")
    return days


def records_of(day: date) -> Iterator[str]:
    """Yield what a watch and a telephone write on one day."""

    def record(kind: str, unit: str, value: float, minute: int, within: str = "") -> str:
        at = f"{day} {minute // 60:02d}:{minute % 60:02d}:00 +0100"
        ends = f">{within}</Record>" if within else "/>"
        return (
            f' <Record type="HKQuantityTypeIdentifier{kind}" sourceName="Watch" sourceVersion="11.1" '
            f'device="&lt;HKDevice: 0x3&gt;, name:Watch" unit="{unit}" creationDate="{at}" startDate="{at}" '
            f'endDate="{at}" value="{value:g}"{ends}\n'
        )

    motion = '<MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="1"/>'
    for minute in range(0, 1440, 4):
        yield record("HeartRate", "count/min", 60 + minute % 50, minute, motion)
    for minute in range(0, 1440, 15):
        yield record("StepCount", "count", 40 + minute % 200, minute)
    yield record("BodyMass", "kg", 86 + day.day % 5 / 10, 420)
    yield record("DietaryCalcium", "mg", 500, 480)
    yield record("DietaryVitaminD", "mcg", 5, 480)
    if day.weekday() < 3:
        at = f"{day} 18:00:00 +0100"
        yield (f' <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" '
               f'startDate="{at}" endDate="{at}"/>\n')  # fmt: skip


def read_in(path: Path) -> tuple[float, str]:
    """Preview an export by the command; return the seconds and the last line that it printed."""
    begun = time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "osteotwin",
        "import",
        str(path),
        "--into",
        str(path.with_name("person.toml")),
    ]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    lines = (done.stdout + done.stderr).strip().splitlines()
    return time.perf_counter() - begun, lines[-1] if lines else ""


if __name__ == "__main__":
    main()
