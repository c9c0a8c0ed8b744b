"""Whether a diary loses anything: writers and servers that are killed in the middle, full disks, writers at once.

``python benchmarks/diary_faults.py killed --rounds 1000`` kills a writer in each round at a random moment; whatever it
was told to be kept must be there afterwards, once, and the database must be whole. ``full`` lets a writer hit the end
of what it may write; with ``--disk 8`` in each round the end of a disk of 8 MB that is mounted for it, where half of
the writers are killed on the way. ``together`` lets two write at once. With ``--postgresql`` all of it is done to a
PostgreSQL server that is started for it; ``crashed`` then kills that server with all its processes in each round.
Prints one JSON object; exit code 1 where something was lost.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from osteotwin.diary.diary import Diary
from osteotwin.diary.errors import DiaryError, DiaryFullError
from osteotwin.diary.place import Place

MEASUREMENT = {"what": "bmd_total_hip", "value": "0.912 g/cm^2", "device": "hologic"}
#: A writer or a server is killed so long after the writer told of something, at most [s]: about what a change takes.
LONGEST_WAIT = 0.05
#: What is told at most before: that the diary is open, and a few entries.
MOST_TOLD = 4
OPENED = "opened"
ROOM_BYTES = 400_000
#: On a small disk a round begins with so much room at most.
MOST_ROOM_BYTES = 600_000
DISK_COUNTS = ("told", "lost", "not_whole", "read_while_full", "closed_while_full")
Found = dict[str, Any]


def write(place: Place, person: str, told: int, start: int, count: int) -> None:
    """Write entries, and tell of each as soon as it is said to be kept; each third is changed or taken back."""
    diary = Diary(place)
    os.write(told, f"{OPENED}\n".encode())
    for number in range(start, start + count):
        entry = diary.add(person, ("measurement",), {**MEASUREMENT, "number": number})
        os.write(told, f"{number}\n".encode())
        if number % 3 == 1:
            diary.change(
                person, entry.id, {**MEASUREMENT, "number": number, "changed": True}, read_at=entry.revision
            )
        elif number % 3 == 2:
            diary.add(person, ("symptom",), {"what": "joint pain"}, "diary")
            diary.undo(person)


def killed(place: Place, rounds: int, draws: random.Random, until: float) -> Found:
    """Kill a writer in each round; return what was told to be kept, and what of it is not there."""
    person, lost, half, told, begin, done = _begun(place), 0, 0, 0, 0, 0
    while done < rounds and time.perf_counter() < until:
        kept = _while_writing(place, person, begin, draws, _kill)
        told += len(kept)
        diary = Diary(place)
        missing, torn = _judge(diary, person, kept)
        lost, half = lost + missing, half + torn
        # A young diary in each round, so that a thousand rounds do not read a long one a thousand times.
        diary.erase(person)
        person, begin, done = diary.add_person("Example").id, begin + 10_000, done + 1
        diary.close()
    return {"rounds": done, "told": told, "lost": lost, "not_whole": half}


def crashed(place: Place, server: Any, rounds: int, draws: random.Random) -> Found:
    """Kill the server in each round, while a writer writes; what was told must be there when it has recovered."""
    person, lost, half, told = _begun(place), 0, 0, 0
    for number in range(rounds):

        def crash(child: int) -> None:
            server.kill()
            os.waitpid(child, 0)  # it ends with an error

        kept = _while_writing(place, person, number * 10_000, draws, crash)
        told += len(kept)
        server.start()
        diary = Diary(place)
        missing, torn = _judge(diary, person, kept)
        lost, half = lost + missing, half + torn
        diary.erase(person)
        person = diary.add_person("Example").id
        diary.close()
    return {"rounds": rounds, "told": told, "lost": lost, "not_whole": half}


def full(place: Place) -> Found:
    """Let a writer reach the end of what it may write; what was kept before stays, and it goes on with room."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    person = _begun(place)
    diary, kept, refused = Diary(place), 0, 0
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM_BYTES, limit[1]))
    try:
        while not refused:
            diary.add(person, ("measurement",), {**MEASUREMENT, "note": "x" * 2000, "number": kept})
            kept += 1
    except DiaryFullError:
        refused += 1
    lost = kept - len(_numbers(diary, person))  # it can be read all the same
    resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    diary.add(person, ("measurement",), {**MEASUREMENT, "number": kept})
    diary.close()
    again = Diary(place)
    lost += kept + 1 - len(_numbers(again, person))
    again.close()
    return {"kept": kept + 1, "refused": refused, "lost": lost, "not_whole": 0}


def disk_full(place: Place, rounds: int, draws: random.Random) -> Found:
    """Let a writer reach the end of the disk in each round, or be killed before; with room again nothing is lost."""
    found: Counter[str] = Counter()
    ballast = place.folder.parent / "ballast"

    def end(child: int) -> None:
        if draws.random() < 0.5:
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

    for number in range(rounds):
        person = _begun(place)
        room = os.statvfs(ballast.parent)
        ballast.write_bytes(bytes(max(room.f_bavail * room.f_frsize - draws.randint(0, MOST_ROOM_BYTES), 0)))
        kept = _while_writing(place, person, number * 10_000, draws, end)
        try:
            diary = Diary(place)
            found["read_while_full"] += kept <= set(_numbers(diary, person))
            diary.close()
        except DiaryError:
            found["closed_while_full"] += 1
        ballast.unlink()
        diary = Diary(place)
        lost, torn = _judge(diary, person, kept)
        found += Counter(told=len(kept), lost=lost, not_whole=int(torn))
        diary.erase(person)
        diary.close()
    return {"rounds": rounds, **{name: found[name] for name in DISK_COUNTS}}


@contextmanager
def small_disk(at: Path, megabytes: int) -> Generator[None]:
    """Mount a disk in memory.

    Raises
    ------
    PermissionError
        Where nothing may be mounted.
    """
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(at)]
    if shutil.which("mount") is None or subprocess.run(mounting, check=False, capture_output=True).returncode:
        message = "nothing may be mounted here, so that no disk can be made small"
        raise PermissionError(message)
    try:
        yield
    finally:
        subprocess.run(["umount", str(at)], check=True)


def together(place: Place, rounds: int, each: int = 60) -> Found:
    """Let two processes write at once in each round."""
    found = Counter(lost=0, not_whole=0)
    for _ in range(rounds):
        found += Counter(_two_writers(place, each))
    return {
        "rounds": rounds,
        "told": rounds * 2 * each,
        "lost": found["lost"],
        "not_whole": found["not_whole"],
    }


def _two_writers(place: Place, each: int, writers: int = 2) -> dict[str, int]:
    person = _begun(place)
    children: list[int] = []
    for number in range(writers):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                diary = Diary(place)
                for count in range(each):
                    diary.add(person, ("measurement",), {**MEASUREMENT, "number": number * each + count})
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    failed = sum(os.waitpid(child, 0)[1] != 0 for child in children)
    diary = Diary(place)
    there = _numbers(diary, person)
    revisions = [change.revision for change in diary.changes(person, 10**6)]
    failed += revisions != list(range(writers * each, 0, -1))
    diary.erase(person)
    diary.close()
    return {"lost": writers * each - len(set(there)), "not_whole": failed}


def _while_writing(
    place: Place, person: str, begin: int, draws: random.Random, end: Callable[[int], None]
) -> set[int]:
    """Let a process write until it is ended at a random moment; return the numbers that it was told are kept."""
    reading, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write(place, person, told, begin, 10_000)
        except DiaryError:
            pass  # the server is gone
        finally:
            os._exit(1)
    os.close(told)
    with os.fdopen(reading) as pipe:
        lines = "".join(pipe.readline() for _ in range(draws.randint(0, MOST_TOLD)))
        time.sleep(draws.uniform(0.0, LONGEST_WAIT))
        end(child)
        lines += pipe.read()
    return {int(line) for line in lines.split("\n")[:-1] if line != OPENED}


def _kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _judge(diary: Diary, person: str, kept: set[int]) -> tuple[int, bool]:
    """How many entries that were told to be kept are not there; whether something was kept by half."""
    there = _numbers(diary, person)
    changes = diary.changes(person, 10**6)
    # One more than was told may be there: kept, and killed before it could tell. Each change has its number and its
    # step, and taking all of them back leads to nothing.
    torn = len(there) != len(set(there)) or len(set(there) - kept) > 1
    torn |= [change.revision for change in changes] != list(range(len(changes), 0, -1))
    torn |= diary.person(person).revision != len(changes)
    lost = len(kept - set(there))
    while diary.undo(person) is not None:
        pass
    return lost, torn or bool(diary.entries(person))


def _begun(place: Place) -> str:
    diary = Diary(place)
    person = diary.add_person("Example").id
    diary.close()
    return person


def _numbers(diary: Diary, person: str) -> list[int]:
    return [entry.part.keys["number"] for entry in diary.entries(person) if entry.where == "file"]


def main() -> int:
    """Run one kind of fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fault", choices=("killed", "crashed", "full", "together"))
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument(
        "--disk", type=int, metavar="MB", help="full: the size of a disk that is mounted for it"
    )
    parser.add_argument("--minutes", type=float, default=math.inf, help="after which killed begins no round")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", action="store_true")
    given = parser.parse_args()
    if given.fault == "crashed" and not given.postgresql:
        parser.error("crashed is of a server: give --postgresql, too")
    if given.fault == "full" and given.postgresql:
        parser.error("full is of a file")
    if given.disk is not None and given.fault != "full":
        parser.error("--disk is of full")
    draws = random.Random(given.seed)
    with ExitStack() as stack:
        made, server = Path(stack.enter_context(tempfile.TemporaryDirectory())), None
        if given.disk is not None:
            try:
                stack.enter_context(small_disk(made, given.disk))
            except PermissionError as error:
                print(json.dumps({"skipped": str(error)}))
                return 0
        folder = made / "diary"
        if given.postgresql:
            from postgres_server import find_programs, postgres_server

            programs = find_programs()
            if programs is None:
                parser.error("no PostgreSQL server on this machine: install the package 'postgresql'")
            server = stack.enter_context(postgres_server(programs))
        place, begun = Place(folder, server and server.new_database()), time.perf_counter()
        if given.fault == "killed":
            found = killed(place, given.rounds, draws, begun + 60.0 * given.minutes)
        elif given.fault == "crashed":
            found = crashed(place, server, given.rounds, draws)
        elif given.fault == "together":
            found = together(place, given.rounds)
        elif given.disk is not None:
            found = disk_full(place, given.rounds, draws)
        else:
            found = full(place)
        seconds = round(time.perf_counter() - begun, 1)
    print(json.dumps({**found, "seconds": seconds}))
    return 1 if found["lost"] or found["not_whole"] else 0


if __name__ == "__main__":
    sys.exit(main())
