"""Whether a diary loses anything: writers that are killed in the middle, disks that fill up, writers at once.

``python benchmarks/diary_faults.py killed --rounds 1000`` kills a writer in each round at a random moment; whatever it
was told to be kept must be there afterwards, once, and the database must be whole. ``full`` lets a writer hit the end
of the disk, ``together`` lets two write at once. Prints one JSON object; exit code 1 where something was lost.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from osteotwin.diary.diary import Diary
from osteotwin.diary.errors import DiaryFullError

MEASUREMENT = {"what": "bmd_total_hip", "value": "0.912 g/cm^2", "device": "hologic"}
#: Longest life of a writer that is killed [s].
LONGEST_LIFE = 0.08
ROOM_BYTES = 400_000


def write(folder: Path, person: str, told: int, start: int, count: int) -> None:
    """Write entries, and tell of each as soon as it is said to be kept."""
    diary = Diary(folder)
    for number in range(start, start + count):
        diary.add(person, ("measurement",), {**MEASUREMENT, "number": number})
        os.write(told, f"{number}\n".encode())


def killed(folder: Path, rounds: int, draws: random.Random) -> dict[str, int]:
    """Kill a writer in each round; return what was told to be kept, and what of it is not there."""
    person, kept, lost, half, begin = _begun(folder), set[int](), 0, 0, 0
    for _ in range(rounds):
        reading, told = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            try:
                write(folder, person, told, begin, 10_000)
            finally:
                os._exit(1)
        os.close(told)
        time.sleep(draws.uniform(0.0, LONGEST_LIFE))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading) as pipe:
            kept |= {int(line) for line in pipe.read().split("\n")[:-1]}
        diary = Diary(folder)
        there = _numbers(diary, person)
        lost += len(kept - set(there))
        # One more than was told may be there: kept, and killed before it could tell.
        half += len(there) != len(set(there)) or len(diary.changes(person, 10**6)) != len(there)
        # A young diary in each round, so that a thousand rounds do not read a long one a thousand times.
        diary.erase(person)
        person, kept, begin = diary.add_person("Example").id, set(), begin + 10_000
        diary.close()
    return {"rounds": rounds, "lost": lost, "not_whole": half}


def full(folder: Path) -> dict[str, int]:
    """Let a writer reach the end of what it may write; what was kept before stays, and it goes on with room."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    person = _begun(folder)
    diary, kept, refused = Diary(folder), 0, 0
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM_BYTES, limit[1]))
    try:
        while not refused:
            diary.add(person, ("measurement",), {**MEASUREMENT, "note": "x" * 2000, "number": kept})
            kept += 1
    except DiaryFullError:
        refused += 1
    lost = kept - len(_numbers(diary, person))
    resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    diary.add(person, ("measurement",), {**MEASUREMENT, "number": kept})
    again = Diary(folder)
    lost += kept + 1 - len(_numbers(again, person))
    return {"kept": kept + 1, "refused": refused, "lost": lost, "not_whole": 0}


def together(folder: Path, writers: int = 2, each: int = 60) -> dict[str, int]:
    """Let several processes write at once."""
    person = _begun(folder)
    children: list[int] = []
    for number in range(writers):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                with Path(os.devnull).open("wb") as nobody:
                    write(folder, person, nobody.fileno(), number * each, each)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    failed = sum(os.waitpid(child, 0)[1] != 0 for child in children)
    there = _numbers(Diary(folder), person)
    return {"writers": writers, "lost": writers * each - len(set(there)), "not_whole": failed}


def _begun(folder: Path) -> str:
    diary = Diary(folder)
    person = diary.add_person("Example").id
    diary.close()
    return person


def _numbers(diary: Diary, person: str) -> list[int]:
    return [entry.part.keys["number"] for entry in diary.entries(person)]


def main() -> int:
    """Run one kind of fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fault", choices=("killed", "full", "together"))
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder, begun = Path(made) / "diary", time.perf_counter()
        if given.fault == "killed":
            found = killed(folder, given.rounds, random.Random(given.seed))
        else:
            found = full(folder) if given.fault == "full" else together(folder)
    print(json.dumps({**found, "seconds": round(time.perf_counter() - begun, 1)}))
    return 1 if found["lost"] or found["not_whole"] else 0


if __name__ == "__main__":
    sys.exit(main())
