"""Blood and urine tests in words → the entries of measurements, with the words of reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from osteotwin.asking.measured.context_apart import without_context
from osteotwin.asking.measured.lab_beside import check_beside, check_unsaid
from osteotwin.asking.measured.labels_of_days import ask_of_no_number, without_labels_of_days
from osteotwin.asking.measured.limits import check_limit, with_limits
from osteotwin.asking.measured.none_told import is_none_measured
from osteotwin.asking.measured.not_measured import (
    EXAMPLE,
    IN_NAMES,
    check_time,
    without_goals,
    without_remarks,
)
from osteotwin.asking.measured.only_units import with_only_units
from osteotwin.asking.measured.report_words import (
    Reported,
    UnreadFormError,
    check_safe,
    of_report,
    told_by_reader,
)
from osteotwin.asking.measured.series import each_with_its_name
from osteotwin.asking.measured.spoken_units import with_units
from osteotwin.asking.measured.told_days import with_told_days
from osteotwin.asking.measured.words import NUMBER, dated, measured, possible_units, with_confirmed
from osteotwin.asking.pieces import is_none
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE
from osteotwin.endpoints import MEASURED
from osteotwin.importing.assay_words import assay_of
from osteotwin.importing.found import Found
from osteotwin.importing.idle_words import OF_LABS
from osteotwin.importing.lab_names import lab_endpoint
from osteotwin.importing.lab_pairs import pairs_of
from osteotwin.importing.lab_report import read_lab_lines
from osteotwin.importing.lab_results import result_of
from osteotwin.importing.lab_slips import without_slip
from osteotwin.importing.lab_spans import names_in
from osteotwin.importing.lab_spellings import two_values, with_names_in_full
from osteotwin.importing.remarks import why_not
from osteotwin.units import KINDS, listed, with_signs
from osteotwin.units.patterns import later

#: "(normal 15-74)" is of the laboratory.
_NORMAL_RANGE: Final = later(
    r"[,\s]*(?:\((?:(?:ref\w*|normal|range|interval|n)\b[^()]*|[\d.,]+ ?- ?[\d.,]+[^()]*)(?:\)|$)|"
    r"\b(?:ref\w*|normal)(?: range| interval)?:? [<>]?[\d.,]+(?: ?- ?[\d.,]+)?|"
    r"(?:[.,]\s*)?\b(?:which |it )?should be (?:between )?[\d.,]+ ?(?:-|to|and) ?\d[\d.,]*)", re.IGNORECASE,
)  # fmt: skip
#: "36 pg/mL 12.0 - 41.0": a range behind the unit; and "23.5 (range 7.6 - 42.6 pg/mL)", whose unit is of both.
_RANGE_BEHIND: Final = later(r"(?<=/d[lL]|/m[lL]|l/[lL])\s+\d[\d.,]* ?- ?\d[\d.,]*(?![\w/-])")
_UNIT_IN_RANGE: Final = later(
    r"(?<![\w.,-])(\d[\d.,]*) ?\((?:(?:normal|ref\w*)?\s?(?:range|interval)?:?\s?)"
    r"[\d.,]+ ?- ?[\d.,]+ ?([a-zA-Zµμ]+/[a-zA-Z]+|%)\)",
    re.IGNORECASE,
)
#: The hour at which blood was drawn.
_HOUR: Final = later(
    r"\b(?:at )?\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?|o'clock)|\bat \d{1,2}:\d\d\b", re.IGNORECASE
)
#: "testosterone 1,450 ng/dL": of thousands, or a decimal comma.
_THOUSANDS: Final = later(r"\d{1,3},\d{3}")
_BARS: Final = later(r"[ \t]*\|[ \t|]*")
#: "30+ ng/mL": that or more.
_OR_MORE: Final = later(r"(?<![\w.,<>])(\d+(?:\.\d+)?)\+(?=\s|$|[a-z%])", re.IGNORECASE)
#: "Blutwerte vom 14.10.2025:"
_HEAD: Final = later(
    r"(?:^|(?<=\n))\s*(?:blut(?:werte|bild|abnahme|test)|labor(?:werte|befund|bericht|ergebnis\w*)?|"
    r"prise de sang|bilan(?: sanguin)?|analyses?(?: de sang)?|anal[\u00edi]ticas?|"
    r"an[\u00e1a]lisis(?: de sangre)?|esami(?: del sangue)?|bloedonderzoek|"
    r"exames?(?: de sangue)?)(?: (?:vom|am|du|de|del|des|van|do))?\s*(?::\s*)?(?=\d)",
    re.IGNORECASE,
)
#: Calcium of a sample of urine, whose unit tells how much is in a litre.
_OF_SAMPLE: Final = later(r"(?<=\d) ?m(?:g|mol) ?/ ?(?:d?l)\b", re.IGNORECASE)
#: As those who take it write it; the unit of a concentration tells the rest.
_TESTOSTERONE: Final = later(r"^((?:total |free )?)(?:t|test)$", re.IGNORECASE)


_UNKNOWN: Final = later(r"[^\W\d_][\w'-]*|\?")


#: "65-": a limit, or a slip.
_DASH_BEHIND: Final = later(r"[-\u2010-\u2015\u2212](?=\s|$)")
#: The moment between two doses at which blood was drawn, and what goes up and down with them.
_MOMENT: Final = later(r"\b(?:trough|peak|nadir)\b", re.IGNORECASE)
#: "before last injection: testosterone 14 nmol/L"
_BEFORE_DOSE: Final = later(
    r"(?<!\d )(?<!hours )(?<!days )(?<!hour )\b(?:just |right |the |on the |in the |morning |day |taken |drawn )*"
    r"(?:before|prior to|pre)[- ](?:the |my |last |next )*(?:injection|shot|jab|pin|dose)s?\b:?\s*",
    re.IGNORECASE,
)
#: As those on hormones call estradiol; all estrogens together are another test.
_ESTROGEN: Final = later(
    r"(?<!total )(?<!free )\bo?estrogen\b(?! (?:blocker|receptor|patch|gel|ratio))", re.IGNORECASE
)
#: "D 44 ng/ml"
_D: Final = later(r"(^|[,;:\n]\s*|\band )D(?=\s*[:=]?\s*\d[\d.,]* ?(?:ng/ml|nmol/l)\b)", re.IGNORECASE)
#: "Total 550 ng/dL, Free 12 pg/mL", of testosterone.
_TOTAL_FREE: Final = later(
    r"(^|(?<!testosterone)(?<!testosteron)[,;:\n]\s*|\s-\s+|\band )"
    r"(total|free)(?=\s*[:=]?\s*\d[\d.,]* ?(?:ng/dl|nmol/l|pg/ml|pmol/l)\b)",
    re.IGNORECASE,
)
#: What stops the making of testosterone, so that as good as none is right.
_CASTRATES: Final = later(
    r"\b(?:ADT|lupron|eligard|leuprol\w+|leuprorelin|prostap|zoladex|goserelin|firmagon|degarelix|orgovyx|relugolix|"
    r"decapeptyl|triptorelin|pamorelin|enantone|trenantone)\b",
    re.IGNORECASE,
)
_OF_DOSES: Final = ("testosterone", "free_testosterone", "estradiol")


def read_labs(text: str, order: str | None, today: date | None = None) -> tuple[Found, ...]:
    """Return the laboratory values of an answer.

    Raises
    ------
    UnclearAnswerError
    """
    if is_none_measured(text):
        return ()
    called = _ESTROGEN.search(text)
    said = _D.sub(r"\1vitamin D", _ESTROGEN.sub("estradiol", text))
    if len({one[2].casefold() for one in _TOTAL_FREE.finditer(said)}) > 1:
        said = _TOTAL_FREE.sub(r"\1\2 testosterone", said)
    rows = _read_beside(said, order, today)
    if _CASTRATES.search(text) is not None:
        rows = tuple(
            replace(one, keys={**one.keys, "confirmed": True})
            if one.keys["what"] in ("testosterone", "free_testosterone") and _is_tiny(str(one.keys["value"]))
            else one
            for one in rows
        )
    if called is not None:
        rows = tuple(
            one.noting(f'"{called[0]}" taken for estradiol') if one.keys["what"] == "estradiol" else one
            for one in rows
        )
    return _with_doses_named(text, rows)


#: "D 2000 IU": of what is taken, and no concentration.
_OF_A_DOSE: Final = later(
    r"(?<![\w-])(?:vit(?:amin)?\.? ?)?[a-z][\w-]* \d[\d.,]* ?(?:iu|i\.?e\.?|mcg|ug|\u00b5g)\b(?! ?(?:/|per\b|\w))",
    re.IGNORECASE,
)


def _with_doses_named(text: str, rows: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return values with a note of doses beside them, which belong to what is taken."""
    noted = " ".join(one.note for one in rows)
    left = [one[0] for one in _OF_A_DOSE.finditer(text) if one[0] not in noted]
    if not rows or not left:
        return rows
    return (rows[0].noting(f"{listed([quoted(one) for one in left])} beside it not used"), *rows[1:])


#: No more than what is left of testosterone where its making is stopped, in ng/dL.
_CASTRATE: Final = 50.0


def _is_tiny(value: str) -> bool:
    number, _, unit = value.lstrip("<").partition(" ")
    factors = KINDS[MEASURED["testosterone"].quantity].units
    return unit in factors and float(number) * factors[unit] <= _CASTRATE * factors["ng/dL"]


def _read_beside(text: str, order: str | None, today: date | None) -> tuple[Found, ...]:
    """Return the values of an answer, with what stands beside them and is none left out."""
    try:
        return _read(text, order, today)
    except UnclearAnswerError:
        plain, beside = without_context(text)
        try:
            rows = _read(plain, order, today) if beside else ()
        except UnclearAnswerError:
            rows = ()
        if not rows:
            raise
        return (rows[0].noting(f"not used: {listed([quoted(one) for one in beside])}"), *rows[1:])


def _read(text: str, order: str | None, today: date | None) -> tuple[Found, ...]:
    ask_of_no_number("labs", text)
    text = each_with_its_name("labs", text)
    text = without_labels_of_days(
        _HEAD.sub("", with_only_units(with_units(with_told_days("labs", text, today))))
    )
    text = _BEFORE_DOSE.sub("at trough ", text)
    for line in text.splitlines():
        check_limit(_in_one_line(without_goals(DATE.sub(" ", line))))
    others: list[str] = []
    rows = _reported(_report_of(text, None, order, today), text) if "\n" in text.strip() else []
    for piece, day, note in () if rows else dated("labs", text, order, today):
        check_unsaid(piece)
        if _is_of_another_test(piece):
            others.append(piece)
            continue
        if sample := _sample_of_urine(piece):
            raise UnclearAnswerError(
                "labs", f"{quoted(sample)}, of a sample of urine",
                "calcium of the urine of 24 hours, in mg/day or mmol/day", "leave it out: it tells no amount of a day",
            )  # fmt: skip
        read = _report_of(piece, day)
        try:
            found = _reported(read, piece, day_lacks=day is None) or _rows(_without_beside(piece), day)
        except UnclearAnswerError as error:
            if (two := two_values(piece)) is not None:
                raise _two_days_asked(piece, *two) from None
            raise told_by_reader(error, read) from None
        check_safe("labs", read)
        rows += [one.noting(note) for one in found]
    if others and not rows:
        raise UnclearAnswerError(
            "labs",
            f"{' and '.join(map(quoted, others))} (nothing that a person's file holds)",
            "a laboratory value that is held",
            f'leave it out, or write "none" where nothing else was measured; {EXAMPLE["labs"]}',
        )  # fmt: skip
    if others:
        rows[-1] = rows[-1].noting(f"{' and '.join(map(quoted, others))} beside it not used")
    if not rows and not is_none(text):
        raise UnclearAnswerError(
            "labs", f"no value in {quoted(text)}", "a value with its day", f"{EXAMPLE['labs']}; or none"
        )
    return tuple(rows)


def _is_of_another_test(piece: str) -> bool:
    """Tell whether a piece is a test that is known and that no person's file holds: "ferritin 42"."""
    names = names_in(piece)
    if len(names) != 1 or names[0].what or piece[: names[0].start].strip():
        return False
    return _ONE_RESULT.match(piece[names[0].end :]) is not None


#: A result and the range beside it.
_ONE_RESULT: Final = later(
    r"[\s:=-]*[<>]?\s?\d[\d.,]*(?:\s?[^\W\d][^\s,;]*|\s?%)?(?:[\s(]+[\d.,-]+[\s)]*)*\W*$"
)


def _sample_of_urine(piece: str) -> str:
    """Return what is said of calcium of a sample of urine; empty where a piece tells of none."""
    names = names_in(piece)
    ends = [*(one.start for one in names[1:]), len(piece)]
    for name, end in zip(names, ends, strict=False):
        said = piece[name.start : end].strip(" ,;")
        if name.what == "urine_calcium_24h" and _OF_SAMPLE.search(said):
            return said
    return ""


def _report_of(text: str, day: date | None, order: str | None = None, today: date | None = None) -> Reported:
    """Return what the reader of reports takes of a piece, or of an answer of several lines."""
    return of_report("labs", read_lab_lines, _HOUR.sub("", _in_one_line(text)), day, order, today)


def _two_days_asked(piece: str, what: str, was: str, now: str) -> UnclearAnswerError:
    """Return the question on a value that went from one number to another."""
    name = MEASURED[what].label
    was, now = (possible_units(what, "", number).split(" or ")[0].strip('"') for number in (was, now))
    return UnclearAnswerError(
        "labs", f"two values of {name} in {quoted(piece)}", "each value with its unit and its own day",
        f'write "DAY MONTH YEAR: {name} {was}; DAY MONTH YEAR: {name} {now}", with your own days and '
        "units; leave out a value whose day is not known",
    )  # fmt: skip


def _reported(read: Reported, text: str, *, day_lacks: bool = False) -> list[Found]:
    """Return the values that the reader of reports takes; none where it leaves any.

    Raises
    ------
    UnclearAnswerError
        If units lack.
    """
    if read.without_unit:
        raise _units_asked(read.without_unit, day_lacks=day_lacks)
    if read.found and "\n" not in text.strip():
        taken = {str(one.keys["what"]) for one in read.found}
        check_beside(_HOUR.sub("", _in_one_line(text)), read.beside, taken)
    rows = [_completed(with_confirmed(one, _of_its_own(one, read.found, text)), text) for one in read.found]
    return [rows[0].noting(read.note), *rows[1:]] if rows else []


def _of_its_own(one: Found, rows: Sequence[Found], text: str) -> str:
    """Return the words of a text from the number of one value up to that of the next: "confirmed" is of that one."""
    starts: list[int] = []
    for row in rows:
        number = _DIGITS.search(str(row.keys["value"]))
        ways = {number[0], number[0].replace(".", ",")} if number is not None else set[str]()
        found = [place for way in ways if (place := text.find(way, starts[-1] + 1 if starts else 0)) >= 0]
        if not found:
            return text if len(rows) == 1 else ""
        starts.append(min(found))
    place = rows.index(one)
    first = starts[place] if place else 0
    return text[first : starts[place + 1]] if place + 1 < len(rows) else text[first:]


_DIGITS: Final = later(r"\d+(?:\.\d+)?")


def _units_asked(said: tuple[str, ...], *, day_lacks: bool) -> UnclearAnswerError:
    """Return the question on the units of results, and on their day where it lacks, too."""
    found: list[str] = []
    fixes: list[str] = []
    whole: list[str] = []
    for one in said:
        name, what, _, match = result_of(one) or ("", "", "", None)
        if match is not None:
            number = match["number"].rstrip(".,").replace(",", ".")
            found.append(quoted(f"{name}: {number}"))
            fixes.append(possible_units(what, match["sign"] or "", number))
            whole.append(f"{name} {fixes[-1].split(' or ')[0].strip(chr(34))}")
    fix = (
        f"write the unit that the report prints behind the number: {'; '.join(fixes)}, or whichever it prints"
    )
    if day_lacks and whole:
        fix += f'; and the day before it: "DAY MONTH YEAR: {"; ".join(whole)}", with your own day and units'
    return UnclearAnswerError(
        "labs", f"no unit in {' and '.join(found or map(quoted, said))}{', and no day' if day_lacks else ''}",
        f"a value with its unit{', and the day on which it was measured' if day_lacks else ''}", fix,
    )  # fmt: skip


def _completed(found: Found, piece: str) -> Found:
    """Return an entry with what its piece says of the assay, and of the moment of the sample."""
    what = str(found.keys["what"])
    if "assay" not in found.keys and (assay := assay_of(piece, what)) is not None:
        found = replace(found, keys={"assay": assay.name, **found.keys}).noting(assay.note)
    return found.noting(_said_of_cycle(what, piece))


def _without_beside(piece: str) -> str:
    """Return a piece without ranges, hours and remarks beside its values.

    Raises
    ------
    UnclearAnswerError
        If a number of it may be none that was measured on that day.
    """
    bare = _UNIT_IN_RANGE.sub(r"\1 \2", _RANGE_BEHIND.sub("", _in_one_line(piece)))
    check_time("labs", bare)
    return without_remarks("labs", _NORMAL_RANGE.sub("", _HOUR.sub("", bare)))


def _in_one_line(text: str) -> str:
    """Return an answer with its limits as signs, and cells between bars apart by spaces."""
    text = with_names_in_full(text)
    return _OR_MORE.sub(r">\1", with_limits(with_signs(_BARS.sub(" ", text))))


def _rows(piece: str, day: date | None) -> list[Found]:
    """Return the values of a piece, each beside its name.

    Raises
    ------
    UnclearAnswerError
    """
    try:
        return [_lab(part, day) for part in _parts(piece)]
    except UnclearAnswerError:
        pairs = pairs_of(piece)
        if not pairs or not all(one.whole and one.what for one in pairs):
            raise
        return [_lab(one.text, day, piece) for one in pairs]


def _parts(piece: str) -> list[str]:
    """Return what is said of each value; "(sensitive, LC-MS)" is of the one before it."""
    parts: list[str] = []
    for part in re.split(r",\s+(?=[\w-]*[^\W\d_])|\band\b", piece):
        if parts and not any(map(str.isalnum, OF_LABS.sub(" ", part))):
            parts[-1] += f" {part}"
        elif part.strip(" ,."):
            parts.append(part)
    return parts


def _lab(piece: str, day: date | None, around: str = "") -> Found:
    masked = IN_NAMES.sub(lambda one: "x" * len(one[0]), piece)
    best: tuple[str, re.Match[str]] | None = None
    slip = ""
    for value in NUMBER.finditer(masked):
        name = re.sub(
            r"^(?:trough|peak)(?= )|\b(?:was|is|of|at|were|level|=)\s*$",
            "",
            piece[: value.start()].strip(" ,:=.("),
        ).strip(" ,:=.(")
        meant = without_slip(name)
        what = lab_endpoint(meant or _TESTOSTERONE.sub(r"\1testosterone", name))
        if what is not None and MEASURED[what].group != "body":
            best = (what, value)
            slip = f'"{name}" taken for {MEASURED[what].label}' if meant else ""
    if best is None and _NAMELESS.fullmatch(piece):
        raise UnclearAnswerError(
            "labs", f"no word on what was measured in {quoted(piece)}", "a name before each value",
            "write before it what it is of",
        )  # fmt: skip
    if best is None:
        raise UnreadFormError("labs", quoted(piece), "a laboratory value that is known, with its number and unit",
                                 f"{EXAMPLE['labs']}; leave out what is not in: osteotwin list endpoints")  # fmt: skip
    what, value = best
    behind = [one[0].strip() for one in NUMBER.finditer(masked, value.end()) if not _in_name(masked, one)]
    if behind:
        raise UnreadFormError("labs", f"{quoted(piece)}, with {quoted(behind[0])} behind the first value",
                                 "one value in each part",
                                 f"part several by semicolons, each with its name; {EXAMPLE['labs']}")  # fmt: skip
    if _DASH_BEHIND.match(piece, value.end("number")):
        raise UnclearAnswerError("labs", f"a dash behind {quoted(value['number'])} in {quoted(piece)}",
                                 "one value, or a limit with its sign",
                                 "leave the dash out if it means nothing, else write a limit with < or >")  # fmt: skip
    if (unknown := _UNKNOWN.search(OF_LABS.sub(" ", piece[value.end() :]))) is not None:
        raise UnclearAnswerError(
            "labs", f"{quoted(unknown[0])} in {quoted(piece)}", "a laboratory value with its number and unit",
            "leave it out if it changes nothing, else leave out the value",
        )  # fmt: skip
    if why := why_not(piece[value.end() :], signed=True, graded=what == "25ohd"):
        raise UnclearAnswerError("labs", f"{quoted(piece)}, where {why}", "a value that counts",
                                 "leave it out, or leave out those words")  # fmt: skip
    if value["number"][0] in "+-":
        raise UnclearAnswerError("labs", f"{quoted(value['number'])} in {quoted(piece)}, which may be a change",
                                 "the value that was measured", "write it without a sign, or leave it out")  # fmt: skip
    if _THOUSANDS.fullmatch(value["number"]):
        unit, number = value["unit"] or "", value["number"]
        either = (f"{number.replace(',', sign)} {unit}".strip() for sign in ("", "."))
        raise UnclearAnswerError(
            "labs", f"{quoted(number)}, whose comma may part thousands or decimals",
            "a number that can be read in one way",
            "write " + " or ".join(f'"{one}"' for one in either),
        )  # fmt: skip
    found = measured(
        "labs", what, value, value["unit"] or "", day, piece, assay=assay_of(around or piece, what)
    )
    return replace(
        found, note="; ".join(filter(None, (found.note, slip, _said_of_cycle(what, around or piece))))
    )


_NAMELESS: Final = later(r"\W*[<>]?\s?\d[\d.,]*\s?[a-z\u00b5\u03bc]+/[a-z]+\W*", re.IGNORECASE)


def _said_of_cycle(what: str, piece: str) -> str:
    """Return what is to be told of a value that is said to be of one moment between two doses; empty for any other."""
    moment = _MOMENT.search(piece)
    if moment is None or what not in _OF_DOSES:
        return ""
    word = "peak" if moment[0].casefold() == "peak" else "trough"
    lies = "above" if word == "peak" else "below"
    return (
        f"said to be a {word}, and compared with what the model has on that day: of daily and weekly doses their "
        f"average, which it lies {lies}"
    )


def _in_name(text: str, number: re.Match[str]) -> bool:
    """Tell whether a number is glued to a name: "P1NP", "IGF-1"."""
    start = number.start() + len(number[0]) - len(number[0].lstrip())
    return text[max(0, start - 1) : start].isalpha()
