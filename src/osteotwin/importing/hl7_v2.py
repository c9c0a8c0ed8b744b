"""Messages of HL7 version 2: the segments of results, as lines that the readers of reports take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.found import About, Gathered, Place
from osteotwin.importing.known_beside import why_another_kind
from osteotwin.importing.lab_names import against_code, lab_codes, lab_endpoint, scan_codes
from osteotwin.importing.lines import Line
from osteotwin.importing.remarks import is_ordinary, why_not
from osteotwin.importing.scan_words import number_named, site_of
from osteotwin.units.patterns import later

_SEGMENT: Final = later(r"\s*(?P<name>MSH|PID|PV1|ORC|OBR|OBX|NTE|SPM|TQ1|EVN)\|", re.IGNORECASE)
_ESCAPES: Final = (
    ("\\F\\", "|"),
    ("\\S\\", "^"),
    ("\\T\\", "&"),
    ("\\R\\", "~"),
    ("\\.br\\", " "),
    ("\\E\\", "\\"),
)
_DAY: Final = later(r"(\d{4})(\d\d)(\d\d)")
#: Of OBX-11: final, corrected, and not told; of any other the result is none, or not yet one.
_COUNTS: Final = ("F", "C", "U", "A", "")
_NUMBERS: Final = ("NM", "SN", "ST", "")
_WRITTEN: Final = {"bmd": "BMD", "t_score": "T-score", "z_score": "Z-score"}


def without_segments(lines: Sequence[Line], gathered: Gathered) -> list[Line]:
    """Return the lines of a report with the results of segments in words; whom they are of is gathered.

    Parameters
    ----------
    lines : sequence of Line
    gathered : Gathered
        Told of results that do not count, and of the person that the message names.
    """
    plain: list[Line] = []
    ordered, order = None, ""
    segments = [_SEGMENT.match(line.text) for line in lines]
    numbers = [*accumulate(any(_is(line.text, one) for one in _OF_ORDER) for line in lines)]
    alike = dict[tuple[int, str], list[list[str]]]()
    for line, number in zip(lines, numbers, strict=True):
        if _is(line.text, "OBX"):
            fields = _fields(line.text)
            alike.setdefault((number, _field(fields, 3)), []).append(fields)
    for at, (line, segment) in enumerate(zip(lines, segments, strict=True)):
        if segment is None:
            plain.append(line)
            continue
        fields = [segment["name"].upper(), *line.text[segment.end() :].split("|")]
        match fields[0]:
            case "PID":
                gathered.about.append(_person(fields, line))
            case "OBR":
                ordered = _day(_field(fields, 7))
                specimens = (
                    _field(_fields(one), 4) for one in _until(_OF_ORDER, lines, at) if _is(one, "SPM")
                )
                order = _in_words(_field(fields, 4), _field(fields, 15), *specimens)
            case "OBX":
                notes = [
                    _said(_field(_fields(one), 3)) for one in _until(_OF_RESULT, lines, at) if _is(one, "NTE")
                ]
                # Texts of the code of one number are remarks on it.
                same = alike[numbers[at], _field(fields, 3)]
                remarked = sum(map(_is_number, same)) == 1
                if remarked and _is_number(fields):
                    notes += [_said(_field(one, 5)) for one in same if not _is_number(one)]
                if _is_number(fields) or not remarked:
                    plain += _result(fields, ordered, line, gathered, order, notes)
            case "NTE" if not _SEGMENT.match(lines[at - 1].text) or not _BESIDE.match(lines[at - 1].text):
                plain.append(replace(line, text=_said(_field(fields, 3))))
            case _:
                pass
    return plain


#: Segments that end what an order, or a result, goes on with; and those behind which notes are of a result.
_OF_ORDER: Final = ("OBR", "MSH", "PID")
_OF_RESULT: Final = ("OBX", "SPM", "ORC", *_OF_ORDER)
_BESIDE: Final = later(r"\s*(?:OBX|NTE)\|", re.IGNORECASE)


def _until(ends: Sequence[str], lines: Sequence[Line], at: int) -> Iterator[str]:
    """Yield the segments behind one, up to the next that begins another of its kind."""
    for line in lines[at + 1 :]:
        if any(_is(line.text, one) for one in ends):
            return
        yield line.text


def _is(text: str, name: str) -> bool:
    return text.lstrip()[:4].upper() == f"{name}|"


def _fields(text: str) -> list[str]:
    return text.strip().split("|")


def _is_number(fields: list[str]) -> bool:
    """Tell a result from a text, which some laboratories send as a result of the same kind."""
    return _field(fields, 2).upper() in _NUMBERS and re.search(r"\d", _field(fields, 5)) is not None


def _in_words(*fields: str) -> str:
    """Return the components of fields as words: what was ordered, and of which specimen."""
    return " ".join(_said(one) for field in fields for one in field.split("^") if one)


def _result(
    fields: list[str], ordered: date | None, line: Line, gathered: Gathered, order: str, notes: Sequence[str]
) -> Iterator[Line]:
    """Yield the day of a result and the result, each as a line; nothing where it does not count."""
    kind, value = _field(fields, 2).upper(), _field(fields, 5)
    day = _day(_field(fields, 14)) or ordered
    dated = (
        []
        if day is None
        else [
            replace(
                line, text=f"{name}: {day}", place=Place(line.place.file, f"{line.place.within}, its day")
            )
            for name in ("Collected", "Date of exam")
        ]
    )
    if kind not in _NUMBERS:
        yield from dated
        yield from (replace(line, text=_said(one)) for one in value.split("~"))
        return
    code, name = _name(_field(fields, 3))
    unit = _said(_field(fields, 6).split("^")[0])
    shown = f"{name}: {_number(kind, value)} {unit}".strip()
    status = _field(fields, 11).upper()[:1]
    why = f"its status is {status}: no final result" if status not in _COUNTS else ""
    if not why and code in lab_codes():
        why = against_code(code, name, unit)
    what = _field(fields, 3)
    if (
        not why
        and "LN" in what.split("^")[2:3]
        and lab_endpoint(name)
        and not {code} & {*lab_codes(), *scan_codes()}
    ):
        why = f"LOINC {code} is not known here, and may be of something else; write the value by hand if it is not"
    beside = {"order": order, "name": _in_words(what), "method": _in_words(_field(fields, 17))}
    told = [(field, words) for field, words in beside.items() if words]
    why = why or next((why for field, words in told if (why := why_another_kind(field, words, shown))), "")
    why = why or next(
        (why for one in notes if (why := why_not(one) or why_another_kind("note", one, shown))), ""
    )
    if why:
        gathered.leave(line.place, shown, why)
        return
    for note in notes:
        if not is_ordinary(note):
            gathered.leave(line.place, f"{shown}, {note}", "a remark, which is not taken")
    yield from dated
    yield replace(line, text=shown)


def _name(field: str) -> tuple[str, str]:
    """Return the code and the name of what was measured; that of its code where the name is not known."""
    code, *others = [_said(one) for one in field.split("^")]
    texts = [one for one in (others[0] if others else "", *others[3:4]) if re.search(r"[^\W\d_]", one)]
    known = next(
        (one for one in texts if lab_endpoint(one) is not None or (site_of(one) and number_named(one))), None
    )
    if known is not None:
        return code, known
    if code in lab_codes():
        return code, MEASURED[lab_codes()[code]].label
    if code in scan_codes():
        number, _, site = scan_codes()[code].partition(" ")
        return code, f"{site.replace('_', ' ')} {_WRITTEN[number]}"
    return code, texts[0] if texts else code


def _number(kind: str, value: str) -> str:
    """Return a number with the sign of its limit, or what stands for one."""
    if kind != "SN":
        return _said(value)
    return "".join(_said(one) for one in value.split("^"))


def _person(fields: list[str], line: Line) -> About:
    names = [_said(one) for one in _field(fields, 5).split("~")[0].split("^")]
    sex = {"M": "male", "F": "female"}.get(_field(fields, 8).upper()[:1], "")
    return About(
        line.place, " ".join(one for one in (*names[1:2], names[0]) if one), _day(_field(fields, 7)), sex
    )


def _day(written: str) -> date | None:
    match = _DAY.match(written)
    try:
        return None if match is None else date(*map(int, match.groups()))
    except ValueError:
        return None


def _field(fields: list[str], number: int) -> str:
    return fields[number].strip() if number < len(fields) else ""


def _said(text: str) -> str:
    for escape, sign in _ESCAPES:
        text = text.replace(escape, sign)
    return text.strip()
