"""A language for tests, in which whatever is translated stands in brackets; and what of a page stands outside them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from osteotwin.web.language import DOMAIN, LOCALE

TAG = "en-XA"
#: Of a browser that asks for it.
READS = {"accept-language": f"{TAG}, en;q=0.5"}
#: Attributes that are read, or shown by a style sheet.
_READ = (
    "aria-label",
    "alt",
    "title",
    "placeholder",
    "data-column",
    "data-unit",
    "data-word",
    "aria-valuetext",
)
_VOID = ("meta", "link", "input", "br", "hr", "img", "path", "circle")
#: Not of the page: drawings of the report, data, commands.
_APART = ("script", "style", "svg", "code")
_KEPT = re.compile(r"<[^>]*>|%\(\w+\)s|%%|%")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Names, units and examples, which are the same in every language.
SAME = re.compile(
    r"\b[0-9a-f]{8,}\b|osteotwin|Person 1|1 day|6 months|51 years"
    r"|\d[\w.]*|[pn]g/mL|[pn]mol/L|ng/dL|mmol|mg/day|IU/day|mg|IU|cm|kg|g/cm\^2|1RM|UTC"
    r"|bmd_total_hip|hologic|anastrozole|back squat|vitamin_d|rope jumping, deadlift|\bmale\b"
    r"|running|heavy lifting|milk|levothyroxine|denosumab|\bug\b"
)


def make_bracketed(folder: Path) -> Path:
    """Write the catalogue of the language, and return its folder."""
    with (LOCALE / f"{DOMAIN}.pot").open("rb") as file:
        source = read_po(file)
    made = Catalog(locale="en", domain=DOMAIN)
    for message in source:
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            words = tuple(f"⟦{one}⟧" for one in ids)
            made.add(message.id, words if len(words) > 1 else words[0], context=message.context)
    place = folder / TAG.replace("-", "_") / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, made)
    return folder


def outside(page: str) -> list[str]:
    """Return the words of a page that stand neither in brackets nor in what is marked as English."""
    reader = _Outside()
    reader.feed(page)
    return reader.found


def faults_of(source: str, said: str) -> list[str]:
    """Return what a translation lost of what is put in, or of the marks of a page, and what it has beyond them."""
    kept = [sorted(_KEPT.findall(one)) for one in (source, said)]
    faults = [one for one in {*kept[0], *kept[1]} if kept[0].count(one) != kept[1].count(one)]
    return faults + [said] * ('"' in _KEPT.sub("", said))


class _Outside(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        english = self._is_apart() or tag in _APART or (tag != "html" and "lang" in given)
        if not english:
            for name in _READ:
                self._look(_without_brackets(given.get(name) or ""))
        if tag not in _VOID:
            self._open.append((tag, english))

    def handle_endtag(self, tag: str) -> None:
        while tag not in _VOID and self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._is_apart():
            return
        for part in re.split("([⟦⟧])", data):
            if part in ("⟦", "⟧"):
                self._depth += 1 if part == "⟦" else -1
            elif not self._depth:
                self._look(part)

    def _is_apart(self) -> bool:
        return any(english for _, english in self._open)

    def _look(self, text: str) -> None:
        if _WORD.search(SAME.sub("", text)):
            self.found.append(" ".join(text.split()))


def _without_brackets(text: str) -> str:
    while True:
        less = re.sub("⟦[^⟦⟧]*⟧", "", text)
        if less == text:
            return text
        text = less
