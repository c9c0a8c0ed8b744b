"""How long a new process needs before the first person: with an empty cache, and with a filled one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from statistics import median

from comparison.contenders.kernel import ONE_THREAD as ENGINE
from comparison.worker import ONE_THREAD

_CODE = """
import json, sys, time
method, width = sys.argv[1], int(sys.argv[2])
begin = time.perf_counter()
import numpy
numpy_here = time.perf_counter()
import osteotwin.engine.kernel_engine
from osteotwin.engine.kernel.build import build
imported = time.perf_counter()
build(method, width)
ready = time.perf_counter()
print(json.dumps([numpy_here - begin, imported - numpy_here, ready - imported]))
"""


@dataclass(frozen=True)
class Started:
    """Seconds until the engine could take the first person.

    Attributes
    ----------
    first_compile : float [s]
        Trace the equations, differentiate, write and compile the code; nothing on disk.
    cached : float [s]
        The same call where the code lies on disk.
    imports : float [s]
        Import the engine and llvmlite, with NumPy already there.
    numpy : float [s]
    """

    first_compile: float
    cached: float
    imports: float
    numpy: float


def measure_start(repeats: int, method: str = ENGINE.method, width: int = ENGINE.width) -> Started:
    """The medians over new processes."""
    first: list[float] = []
    cached: list[list[float]] = []
    for _ in range(max(1, repeats // 3)):
        with tempfile.TemporaryDirectory() as folder:
            first.append(_once(folder, method, width)[2])
            cached += [_once(folder, method, width) for _ in range(3)]
    numpy, imports, ready = (median(column) for column in zip(*cached, strict=True))
    return Started(median(first), ready, imports, numpy)


def _once(folder: str, method: str, width: int) -> list[float]:
    command = [sys.executable, "-c", _CODE, method, str(width)]
    environment = {**os.environ, **ONE_THREAD, "OSTEOTWIN_CACHE": folder}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)
