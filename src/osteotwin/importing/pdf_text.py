"""The text of a PDF, page by page, read in a process of its own that has limits of time and memory.

A PDF is a program of a kind: a few bytes can ask for hours and gigabytes. Whatever it does, the process that reads it
ends in time, and what it says is text and nothing else.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import subprocess
import sys
import warnings
import zlib
from typing import Any, Final

from osteotwin.importing.safe_files import refusal

SECONDS: Final = 60.0
MEMORY_BYTES: Final = 2_000_000_000
MOST_PAGES: Final = 300
_LARGEST_TEXT: Final = 5_000_000
_PROGRAM: Final = "from osteotwin.importing.pdf_text import main; main()"


def pages_of(raw: bytes, file: str) -> list[str]:
    """Return the text of each page.

    Raises
    ------
    InputError
        If it is damaged, locked, or asks for more time or memory than any report.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM], input=raw, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise refusal(
            file, "a PDF that takes longer than any report to read", "print it into a new PDF"
        ) from None
    try:
        answer: Any = json.loads(done.stdout)
    except ValueError:
        answer = {}
    return _pages(answer, file)


def pages_here(raw: bytes, file: str) -> list[str]:
    """As :func:`pages_of`, in this process and without its limits."""
    return _pages(extracted(raw), file)


def extracted(raw: bytes) -> dict[str, Any]:
    """Return ``{"pages": [text, ...]}``, or ``{"fault": what is wrong}``."""
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _extracted(raw)
        except (PyPdfError, ValueError, TypeError, LookupError, AttributeError, OSError, ArithmeticError, EOFError,
                AssertionError, ImportError, MemoryError, RuntimeError, zlib.error):  # fmt: skip
            # Whatever a reader of damaged bytes may raise: the file is damaged.
            return {"fault": "damaged"}


def _extracted(raw: bytes) -> dict[str, Any]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(raw), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"fault": "locked"}
    if len(reader.pages) > MOST_PAGES:
        return {"fault": "long"}
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > _LARGEST_TEXT:
            return {"fault": "long"}
    return {"pages": pages}


def main() -> None:
    """Read a PDF from standard input, and write its text to standard output."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    answer = extracted(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer))


def _pages(answer: dict[str, Any], file: str) -> list[str]:
    match answer:
        case {"pages": list() as pages}:
            return [str(page) for page in pages]
        case {"fault": "locked"}:
            raise refusal(file, "a PDF locked with a password", "open it and print it into a new PDF")
        case {"fault": "long"}:
            raise refusal(file, "a PDF longer than any report", "take out the pages with the results",
                          f"at most {MOST_PAGES} pages")  # fmt: skip
        case _:
            raise refusal(file, "a damaged PDF", "download it again, or print it into a new PDF")
