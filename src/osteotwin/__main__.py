"""The command ``osteotwin``, also as ``python -m osteotwin``.

Nothing is imported here but what Python itself has loaded, so that an interruption finds a handler from the first
moment on: while modules load, an exception could end inside one of them.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

STOPPED = 130


def main() -> int:
    """Run the command line that the process was called with.

    Returns
    -------
    int
        As of :func:`osteotwin.cli.main.main`.
    """
    # Ignored, as after ``nohup``, it stays so.
    watched = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if watched:
        signal.signal(signal.SIGINT, _stop)
    from osteotwin.cli.main import main as run  # here, because loading it takes most of the time

    try:
        if watched:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        return run()
    except KeyboardInterrupt:  # while the command's own handler was being entered or left
        return STOPPED
    finally:
        if watched:
            signal.signal(signal.SIGINT, _stop)
        # An interruption inside a text that ``exec`` runs (a dataclass being made, say) leaves a mark in Python, by
        # which it would die of the signal in the end, though the interruption was answered. The next text unsets it.
        exec("")


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """End the process at once: nothing has been begun yet, or everything is done."""
    os.write(2, b"stopped\n")
    os._exit(STOPPED)


if __name__ == "__main__":
    sys.exit(main())
