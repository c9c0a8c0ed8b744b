"""The log of a server: one JSON object a line, and nothing in it that tells of a person.

No names, no person's number, no address with its query, no password, no session's word, no message of an error: a route
is written as its pattern, a client as a word that means something within one run of the server only.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import secrets
import traceback
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final, TextIO

LOGGER: Final = logging.getLogger("osteotwin.web")
#: What else may speak while a server runs.
_OTHERS: Final = ("uvicorn", "asyncio", "osteotwin", "py.warnings", "sqlalchemy", "alembic")
_FRAMES: Final = 3


class Lines(logging.Formatter):
    """A record as one JSON object; of what others log only the pattern of the message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower()}
        fields = getattr(record, "osteotwin", None)
        if isinstance(fields, dict):
            line |= {"event": record.msg, **fields}
        else:
            line |= {"event": "log", "logger": record.name, "text": str(record.msg)[:200]}
        if record.exc_info and record.exc_info[1] is not None:
            line |= fault_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=True, default=str)


class Events:
    """Writes what happens.

    Attributes
    ----------
    client : callable
        Turns an address into its word.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def client(self, address: str) -> str:
        """Return a word for an address: the same within a run of the server, and not to be turned back."""
        return hmac.new(self._key, address.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:12]

    def write(self, event: str, address: str = "", *, warning: bool = False, **fields: Any) -> None:
        """Write one event."""
        told = {"client": self.client(address), **fields} if address else fields
        LOGGER.log(logging.WARNING if warning else logging.INFO, event, extra={"osteotwin": told})


def fault_of(error: BaseException) -> dict[str, Any]:
    """Return an error's kind and where it happened, without what it says."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = [f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno}" for frame in frames]
    return {"error": type(error).__name__, "where": places}


@contextmanager
def logging_lines(stream: TextIO) -> Generator[None]:
    """Write all logs as lines of JSON into a stream, and nowhere else."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines())
    loggers = [logging.getLogger(name) for name in _OTHERS]
    before = [(one.handlers, one.level, one.propagate) for one in loggers]
    for one in loggers:
        one.handlers, one.propagate = [handler], False
        one.setLevel(logging.WARNING)
    level = LOGGER.level
    LOGGER.setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
    try:
        yield
    finally:
        logging.captureWarnings(capture=False)
        LOGGER.setLevel(level)
        for one, (handlers, level, propagate) in zip(loggers, before, strict=True):
            one.handlers, one.propagate = handlers, propagate
            one.setLevel(level)
