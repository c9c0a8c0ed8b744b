"""Reports of DXA scans, as Hologic and GE Lunar print them and as radiologists word them.

Both makers print a table of regions: Hologic ``Region | Area | BMC | BMD | T-score | PR | Z-score | AM``, Lunar
``Region | BMD | Young-Adult % | T-score | Age-Matched % | Z-score``. The heads of a table tell its columns; where text
of a PDF has lost them, the numbers of a row are told apart by what each can be.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from osteotwin.importing.found import Found, Gathered, Place
from osteotwin.importing.lines import LONGEST_LINE, Line, Text
from osteotwin.importing.measured import measurement
from osteotwin.importing.not_of_this import of_this
from osteotwin.importing.remarks import leaves_vertebrae_out
from osteotwin.importing.scan_changes import EARLIER_ASIDE, with_scores, without_changes
from osteotwin.importing.scan_columns import cells_of
from osteotwin.importing.scan_dates import day_beside, days_stand_below, only_day
from osteotwin.importing.scan_doubts import corrects, doubt_on, of_one_vertebra, series_in, spoiled_by
from osteotwin.importing.scan_heads import Scan, with_head
from osteotwin.importing.scan_lists import DATE, SEVERAL_SITES, by_site, without_dates
from osteotwin.importing.scan_makers import with_makers
from osteotwin.importing.scan_numbers import (
    FRAX,
    in_brackets,
    of_each_site,
    of_frax,
    row_not_read,
    unread_line,
)
from osteotwin.importing.scan_sentences import labeled
from osteotwin.importing.scan_series import is_oldest, of_each_scan
from osteotwin.importing.scan_trends import prior_day
from osteotwin.importing.scan_turned import turned
from osteotwin.importing.scan_words import (
    endpoint_of,
    mentions_of,
    most_vertebrae,
    side_of,
    with_sites_in_full,
)
from osteotwin.importing.score_reference import with_references
from osteotwin.importing.shared_scores import each_with_its_score
from osteotwin.importing.written_numbers import minus_in_front
from osteotwin.units.patterns import later
from osteotwin.units.signs import with_signs

_DENSE: Final = later(r"\d[.,]\d{2,4}(?![\d.,])")
_NO_SIGN: Final = "above zero, for no sign stands before it; check it"
#: From here on a T-score without a sign and without its density may have lost a minus.
_HIGH_SCORE: Final = 1.0
_SHOWN: Final = 100
_NO_DAY: Final = "beneath a table of several scans, and without a day; write it by hand with its day"
_BELOW: Final = (
    "no word on which of several days it is of: some stand below results; write it by hand with its day"
)
_TWO_SIDES: Final = "columns of the left and the right; write one side a line"
_EARLIER_ASIDE: Final = "a value of an earlier scan; write it and its day by hand"
_EARLIER: Final = "a number of an earlier scan whose day is not given"
_ASIDES: Final = later(r"[()\[\]]")
_OPPOSITE: Final = {"left", "right"}
_SENTENCES: Final = later(r"(?<=[.;])\s+")
#: Columns with a comma between them, as a spreadsheet saves them, and decimals with points.
_COMMA_COLUMNS: Final = later(r"\d\.\d+,\s?[-+]?\d+\.\d")
#: A density as a part of that of others, which is no result.
_PERCENT_OF: Final = later(
    r"(?:\b(?:which is|or|and)\s+)?\b\d{1,3}(?:[.,]\d)?\s?%\s+of\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:mean|average|normal|reference|population|peak(?: bone mass)?|adults?|values?)\b",
    re.IGNORECASE)  # fmt: skip
#: A sign apart from its number: within parentheses, or in a row behind another number.
_SIGN_ALONE: Final = later(r"[(\[]\s?[-\u2010-\u2015\u2212]\s?[)\]]\s?(?=\d)")
_SIGN_IN_ROW: Final = later(r"(?<=[\d%])\s+- (?=\d)")
#: A density without the zero before its comma.
_NO_ZERO: Final = later(r"(?<![\w.,])(?=,\d{3}(?![\w.,]))")


def read_dxa_lines(text: Text, gathered: Gathered) -> None:
    """Take the densities and scores of a report; several scans may stand in one."""
    lines = text.lines
    first = next((n for n, one in enumerate(lines) if _holds_value(one)), len(lines))
    below = days_stand_below(text, first)
    lasting = Scan(day=only_day(text))
    rows: list[Found] = []
    prior = prior_day(text)
    for at, whole in enumerate(lines):
        line = replace(whole, text=each_with_its_score(with_scores(_without_others(whole, gathered))))
        words = _spaced(line.text[:LONGEST_LINE])
        if not words.strip():
            continue
        if labeled(words) or mentions_of(words):
            said = " ".join(words.split())
            words, was = without_changes(_PERCENT_OF.sub(" ", words) if labeled(words) else words)
            for one in was:
                gathered.leave(line.place, f"{one} in {said}", _EARLIER_ASIDE)
            line = replace(line, text=words) if was else line
        asides = [one[0] for one in EARLIER_ASIDE.finditer(words) if one[0].strip()]
        rest = EARLIER_ASIDE.sub("", words)
        if any(_DENSE.search(DATE.sub(" ", one)) for one in asides) or (
            asides and (any(map(labeled, _SENTENCES.split(rest))) or not rest.strip(" .;,"))
        ):
            for one in asides:
                gathered.leave(line.place, one.strip(), _EARLIER_ASIDE)
            words = rest
        lasting = with_head(lasting, words, line, text)
        scan = lasting if lasting.day else replace(lasting, day=day_beside(words, line, text))
        said = " ".join(words.split())
        dated = of_each_scan(words, scan, line, text, oldest=is_oldest(at, text))
        if isinstance(dated, str):
            dated = dated or (_NO_DAY if labeled(words) and mentions_of(words) else "")
            if dated:
                gathered.leave(line.place, said, dated)
            continue
        if not dated and not scan.past:
            words = _of_this_scan(words, scan, line, text, gathered)
        one_scan = [] if scan.past or dated else of_each_site(words, scan)
        if not (one_scan or dated or scan.past) and (
            unread := unread_line(words) or row_not_read(words, scan)
        ):
            gathered.leave(line.place, said, unread)
        why = turned(said, scan.day, scan.method)
        if why and any(not site.startswith("!") for _, site, *_ in (*dated, *one_scan)):
            gathered.leave(line.place, said, why)
            continue
        for number, site, side, value, day in dated or [(*one, scan.day) for one in one_scan]:
            if site.startswith("!"):
                why = (doubt_on(words) if site[1:] == SEVERAL_SITES else "") or site[1:]
                gathered.leave(line.place, f"{value} in {said}" if value else said, why)
                continue
            if number.startswith("prior"):
                if number == "prior" or prior is None:
                    gathered.leave(line.place, f"{said}: {value}", _EARLIER)
                    continue
                number, day = number.removeprefix("prior_"), prior
            endpoint = endpoint_of(number, site)
            if endpoint is None:  # the scores of a site of which only the density counts
                continue
            if below and not dated:
                gathered.leave(line.place, f"{value} in {said}", _BELOW)
                continue
            unit = "g/cm^2" if number == "bmd" else ""
            high = (
                number == "t_score" and "+" not in words and _is_high(value) and _DENSE.search(words) is None
            )
            found = measurement(endpoint, "", value, unit, day, line.place, said, text.answers,
                                side=side, note=_NO_SIGN if high else _of_most(site, words))  # fmt: skip
            gathered.leave(line.place, said, found) if isinstance(found, str) else rows.append(found)
    kept = with_makers(_uncorrected(_once(rows), text, gathered), text)
    gathered.found += with_references(kept, text, gathered)


def _holds_value(line: Line) -> bool:
    words = line.text[:LONGEST_LINE]
    return bool(labeled(words)) or _DENSE.search(DATE.sub(" ", words)) is not None


def _uncorrected(rows: list[Found], text: Text, gathered: Gathered) -> list[Found]:
    """Return the rows without those of a place that the report corrects, or counts without a bone, elsewhere."""
    doubts: dict[str, str] = {}
    for line in text.lines:
        words, where = line.text[:LONGEST_LINE], line.place.within
        if corrects(words):
            doubts |= {
                site: f"{where} corrects it; write what counts by hand" for site, _, _ in mentions_of(words)
            }
        if leaves_vertebrae_out(words):
            doubts["lumbar_spine"] = (
                f"{where} names vertebrae that were left out; a person's file holds L1-L4"
            )
    notes, sides = dict[str, str](), dict[str, str]()
    for line in (replace(one, text=part) for one in text.lines for part in _SENTENCES.split(one.text)):
        words = line.text[:LONGEST_LINE]
        said, spoils = spoiled_by(words)
        if said and not re.search(r"\d[.,]\d", words):
            here = [str(one.keys["what"]) for one in rows if one.place == line.place]
            named = ["lumbar_spine"] if re.search(r"\bL[1-5]\b(?! hip)", words) else []
            sites = [*named, *(site for site, _, _ in mentions_of(words))] or here or ["lumbar_spine"]
            why = f'{line.place.within} says "{" ".join(words.split())[:_SHOWN]}"'
            (doubts if spoils else notes).update(dict.fromkeys(sites, why))
            sides[why] = next((side_of(one) for one in _ASIDES.split(words) if said in one), "")
    kept: list[Found] = []
    told: set[tuple[Place, str]] = set()
    for one in rows:
        note = next((note for site, note in notes.items() if str(one.keys["what"]).endswith(site)), "")
        one = one.noting(note)
        why = next(
            (
                why for site, why in doubts.items()
                if str(one.keys["what"]).endswith(site) and {one.side, sides.get(why, "")} != _OPPOSITE
            ),
            None,
        )  # fmt: skip
        if why is None:
            kept.append(one)
        elif (one.place, why) not in told:
            told.add((one.place, why))
            gathered.leave(one.place, one.said, why)
    return kept


def _of_this_scan(words: str, scan: Scan, line: Line, text: Text, gathered: Gathered) -> str:
    """Return what of a line is of this person and this scan; what is not is named where it could be read as such."""
    read = of_each_site(words, scan)
    if not any(not site.startswith("!") for _, site, _, _ in read):
        return words
    if (
        why := _TWO_SIDES
        if scan.sides and len(cells_of(without_dates(words))) > 1
        else (in_brackets(words) or doubt_on(words) or doubt_on(line.text[:LONGEST_LINE]) or series_in(words))
    ):
        gathered.leave(line.place, " ".join(words.split()), why)
        return ""
    if not labeled(words) and len(by_site(words)) < 2:
        return words
    kept, rest, why = of_this(words, scan.day, line, text, lambda part: bool(labeled(part)))
    if re.search(r"\d", rest):
        gathered.leave(line.place, " ".join(rest.split()), why)
    return kept


def _without_others(line: Line, gathered: Gathered) -> str:
    """Return a line without sentences on probabilities of fracture or on one vertebra beside densities or scores."""
    parts = _SENTENCES.split(line.text[:LONGEST_LINE])
    others = {one: of_frax(one) if FRAX.search(one) else _ONE_VERTEBRA for one in parts
              if FRAX.search(one) or (len(parts) > 1 and of_one_vertebra(one))}  # fmt: skip
    if not others or not any(labeled(one) for one in parts if one not in others):
        return line.text
    for one, why in others.items():
        gathered.leave(line.place, one, why)
    return " ".join(one for one in parts if one not in others)


_ONE_VERTEBRA: Final = "a vertebra alone; a person's file holds L1-L4"


def _spaced(words: str) -> str:
    """Return a line whose columns stand apart by spaces, each number with its sign right before it."""
    words = minus_in_front(with_sites_in_full(words))
    spaced = _NO_ZERO.sub("0", words.replace(",", "  ") if _COMMA_COLUMNS.search(words) else words)
    spaced = re.sub(r"[|;\t]", "  ", spaced) if len(re.findall(r"[|;\t]", spaced)) >= 2 else spaced
    return _SIGN_IN_ROW.sub(" -", with_signs(_SIGN_ALONE.sub("-", spaced)))


def _of_most(site: str, words: str) -> str:
    """Return of which vertebrae the score of a spine is, where they are three of the four."""
    most = most_vertebrae(words) if site == "lumbar_spine" else ""
    return f"of {most}" if most else ""


def _is_high(score: str) -> bool:
    """Tell a score well above zero."""
    try:
        return float(score.replace(",", ".")) >= _HIGH_SCORE
    except ValueError:
        return False


def _once(rows: list[Found]) -> list[Found]:
    """Return the rows without those that say the same of the same side again, as a summary beneath a table does."""
    seen: set[tuple[object, ...]] = set()
    kept: list[Found] = []
    for one in rows:
        key = (one.keys["what"], one.keys["date"], str(one.keys["value"]), one.side)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept
