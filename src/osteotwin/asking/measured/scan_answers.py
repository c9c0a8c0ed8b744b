"""Scans in words → the entries of measurements, with the words of reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from osteotwin.asking.measured.beside_values import check_beside, check_year_and_unit
from osteotwin.asking.measured.context_apart import without_context
from osteotwin.asking.measured.density_and_score import CALLED, without_scores
from osteotwin.asking.measured.labels_of_days import ask_of_no_number, without_labels_of_days
from osteotwin.asking.measured.lacking import with_all_that_lacks
from osteotwin.asking.measured.limits import check_others
from osteotwin.asking.measured.none_told import is_none_measured
from osteotwin.asking.measured.not_measured import (
    EXAMPLE,
    IN_NAMES,
    check_time,
    holds_number,
    without_goals,
    without_remarks,
)
from osteotwin.asking.measured.other_scores import without_other_scores
from osteotwin.asking.measured.report_words import (
    Reported,
    UnreadFormError,
    check_safe,
    of_report,
    told_by_reader,
)
from osteotwin.asking.measured.scan_context import (
    check_words,
    device_of,
    of_all_days,
    reference_in,
    reference_of_others,
)
from osteotwin.asking.measured.scan_sentences import ask_of_two_days, in_sentences
from osteotwin.asking.measured.scan_sites import of_sites
from osteotwin.asking.measured.score_heads import with_heads, with_kind_of_all
from osteotwin.asking.measured.series import each_with_its_name
from osteotwin.asking.measured.spoken_units import with_grams
from osteotwin.asking.measured.told_days import with_told_days
from osteotwin.asking.measured.unsaid import OF_A_WORD, of_what_lacks, without_to_come
from osteotwin.asking.measured.words import NUMBER, dated, measured
from osteotwin.asking.pieces import is_none
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE
from osteotwin.importing.dxa_report import read_dxa_lines
from osteotwin.importing.found import Found
from osteotwin.importing.idle_words import unread_beside, unsaying
from osteotwin.importing.remarks import why_not
from osteotwin.importing.scan_doubts import lost_sign, spoiled_by
from osteotwin.importing.scan_heads import OTHER_METHOD
from osteotwin.importing.scan_lists import in_one_list
from osteotwin.importing.scan_numbers import FRAX
from osteotwin.importing.scan_words import (
    DENSITY,
    T_SCORE,
    Z_SCORE,
    endpoint_of,
    maker_of,
    mentions_of,
    most_vertebrae,
    number_named,
    side_of,
    site_of,
    vertebrae_of,
    with_sites_in_full,
)
from osteotwin.importing.shared_scores import each_with_its_score
from osteotwin.importing.turning_lines import turning_heading
from osteotwin.units import listed, with_signs
from osteotwin.units.patterns import later

#: A score with words on its sign that none of its numbers has taken in.
_SIGN_LEFT: Final = later(
    r"\(\s*[.,]?\d[\d.,]*\s*(?:\)|$)|(?<![\w.,])-\s+[.,]?\d|(?<=\d)\s?-(?!\s*[\d.])|\b(?:minus|negative|neg|"
    r"below|under)\b",
    re.IGNORECASE,
)
#: "T -1.8", "T was -1.8" for a T-score.
#: "T lumbar -2.7": the letter before the place.
_LETTER_BEFORE: Final = later(
    r"(?<![\w-])(?P<letter>[TZ])(?P<place> (?i:[a-z][a-z.-]*(?: [a-z][a-z.-]*){0,2}))(?=\s*[:=]?\s*[-+\u2212]\s?\d)"
)
_SIGNED: Final = later(
    r"\b([TZ])(?:\s*[:=]\s*|\s+(?:(?:was|is|of|at)\s+)?)(?=[-+]\s?[.,]?\d|0(?:[.,]0+)?(?![\d.,]))"
)
#: "-2.2 (T)", "-2.2T", and "0.916/-2.2", a density with its score.
_BEHIND: Final = later(r"(?<![\w.,])([-+]\d[.,]\d{1,2})(?:\s*\(\s*([TZ])\s*\)|([TZ])\b)", re.IGNORECASE)
_BOTH: Final = later(r"(?<![\w.,/])(0?[.,][3-9]\d\d|1[.,][0-7]\d\d)\s*/\s*([-+\u2212]\d[.,]\d)(?![\d/])")
_PLUS: Final = later(r"\bplus\s+(?=[.,]?\d)", re.IGNORECASE)
#: What people call scanners.
_SHORT: Final = ((later(r"\bGE\b(?! (?:health|med|lun))", re.IGNORECASE), "GE Lunar"),
                 (later(r"\b(?<!hologic )horizon\b", re.IGNORECASE), "Hologic Horizon"))  # fmt: skip
#: "T-scores: spine -1.2, total hip -1.5": said once of all.
_SCORES: Final = later(r"\bT[- ]?scores\b", re.IGNORECASE)
_Z_SCORES: Final = later(r"\bZ[- ]?scores?\b", re.IGNORECASE)
_HEADED: Final = later(r"\b(?P<letter>[TZ])[- ]?scores\b", re.IGNORECASE)
#: Two numbers with a dash between them, the second without a sign of its own.
_TWO: Final = later(r"(?<![\w.,/-])[-+]?\d(?:[.,]\d+)?[-\u2013]\d[.,]\d+(?![\w/.])")
_LIMIT: Final = later(r"\b(?:not|at (?:least|most)|(?:no|not) (?:more|less|lower|higher))\b", re.IGNORECASE)
#: A score or a density and no site.
_OF_SITE_BEFORE: Final = later(
    rf"\W*(?:{T_SCORE}|{Z_SCORE}|{DENSITY})[\s:=]*[-+]?\d[^a-z]*(?:g/cm\S*\W*)?$", re.IGNORECASE
)
#: A number with its sign: who writes one writes all.
_WITH_SIGN: Final = later(r"(?<![\w.,/-])[-+][.,]?\d")
_HIGH_SCORE: Final = 1.0
#: "T 2.5".
_LETTER: Final = later(r"\b[TZ]\b(?=[\s:=]*\d)")
#: The hip in German, which may be either.
_HIP: Final = later(r"\bh[uü]fte\b", re.IGNORECASE)


def read_scans(text: str, order: str | None, today: date | None = None) -> tuple[Found, ...]:
    """Return the densities and scores of an answer.

    Raises
    ------
    UnclearAnswerError
    """
    if is_none_measured(text):
        return ()
    said, to_come = without_to_come(text, today)
    said, others = without_other_scores(said)
    to_come = (*to_come, *others)
    try:
        rows = _read(said, order, today)
    except UnclearAnswerError as unclear:
        plain, beside = without_context(said)
        try:
            rows = _read(plain, order, today) if beside else ()
        except UnclearAnswerError:
            rows = ()
        if not rows:
            raise of_what_lacks(unclear, said) from None
        to_come = (*to_come, *beside)
    if rows and to_come:
        rows = (rows[0].noting(f"not used: {listed([quoted(one) for one in to_come])}"), *rows[1:])
    return rows


def _read(text: str, order: str | None, today: date | None) -> tuple[Found, ...]:
    if _BROKEN.search(text) is None:
        ask_of_no_number("scans", text)
    text = each_with_its_name("scans", with_signs(text))
    text = in_sentences(without_labels_of_days(with_grams(with_told_days("scans", text, today))))
    text = _BOTH.sub(r"\1 g/cm2 T-score \2", with_signs(_PLUS.sub("+", text)))
    text = _BEHIND.sub(lambda one: f"{one[2] or one[3]}-score {one[1]}", text)
    text = _LETTER_BEFORE.sub(_named_score, text)
    text = _SIGNED.sub(r"\1-score ", text)
    text = each_with_its_score(with_sites_in_full(in_one_list(text)))
    for short, scanner in _SHORT:
        text = short.sub(scanner, text)
    text = with_kind_of_all(with_heads(text))
    ask_of_two_days(text)
    for line in text.splitlines():
        check_others(without_goals(DATE.sub(" ", line)))
    whole = _whole_report(text, order, today) if "\n" in text.strip() else []
    said = whole or _joined([*dated("scans", text, order, today)])
    everything = [piece for piece, *_ in said]
    others = reference_of_others(text, everything)
    if score := lost_sign(text):
        raise _sign_asked(text, f"T-score {score}", " beside words of a low density")
    rows: list[Found] = []
    for piece, day, note in said:
        # What is left of "Hologic" or "scan" says no value.
        if not holds_number(piece):
            if (
                turning_heading(piece)
                or OTHER_METHOD.search(piece)
                or "to rely on" in why_not(piece, signed=True)
            ):
                raise UnclearAnswerError(
                    "scans", f"{quoted(piece)}, which may make another thing of the values beside it",
                    "values of DXA scans of the own body", "leave out what is none, and those words",
                )  # fmt: skip
            if spoiled := spoiled_by(piece)[0]:
                raise UnclearAnswerError(
                    "scans", f"{quoted(spoiled)} in {quoted(piece)}, which puts a value in doubt", "values that count",
                    "leave out the value where it is of that place, else leave out those words",
                )  # fmt: skip
            if (
                unknown := ""
                if maker_of(piece)
                else unread_beside(piece)[0] or " ".join(unsaying(f"({piece})"))
            ):
                raise UnclearAnswerError(
                    "scans", f"{quoted(unknown)} in {quoted(piece)}", OF_A_WORD,
                    "leave it out if it changes nothing, else leave out the values that it is of",
                )  # fmt: skip
            if maker_of(piece) is None and site_of(piece) is not None:
                raise UnclearAnswerError(
                    "scans", f"no value in {quoted(piece)}", "a density or a score", EXAMPLE["scans"]
                )
            continue
        if (two := _TWO.search(IN_NAMES.sub(" ", piece))) is not None:
            raise UnclearAnswerError("scans", f"{quoted(two[0])} in {quoted(piece)}, a range or two numbers",
                                     "one number", "write the one that the report prints of this site")  # fmt: skip
        of_day = [one for one, other, _ in said if other == day]
        of_all = of_all_days([(one, other) for one, other, _ in said], last=everything[-1])
        scores = bool(_SCORES.search(text)) and _Z_SCORES.search(text) is None
        try:
            told = _rows(piece, day, (of_day, of_all), scores=scores)
        except UnclearAnswerError as error:
            raise with_all_that_lacks(error, piece, day) from None
        for part, row in told:
            if row.keys["what"].startswith("t_score_") and (own := reference_in(part) or others) is not None:
                row = replace(row, keys={**row.keys, "reference": own})
            if row.keys["what"].startswith("z_score_") and (own := reference_in(part) or others) is not None:
                raise UnclearAnswerError(
                    "scans", f"{quoted(part)} against {_PEOPLE[own]}", "a Z-score against people of the own sex",
                    "leave those words out where it is so, else leave out the score",
                )  # fmt: skip
            if _may_have_lost_its_sign(row) and _WITH_SIGN.search(text) is None:
                raise _sign_asked(part, f"T-score {row.keys['value']}", "")
            rows.append(row.noting(note))
    if not rows and not is_none(text):
        raise UnclearAnswerError(
            "scans", f"no value in {quoted(text)}", "a density or a score", f"{EXAMPLE['scans']}; or none"
        )
    return tuple(rows)


def _joined(said: Sequence[tuple[str, date | None, str]]) -> list[tuple[str, date | None, str]]:
    """Return the pieces of an answer, one that is a score without a site with the one before, of whose site it is."""
    joined: list[tuple[str, date | None, str]] = []
    for piece, day, note in said:
        if (
            joined
            and joined[-1][1] == day
            and _OF_SITE_BEFORE.match(piece)
            and site_of(joined[-1][0]) is not None
        ):
            before, _, noticed = joined.pop()
            piece, note = f"{before}, {piece}", "; ".join(filter(None, (noticed, note)))
        joined.append((piece, day, note))
    return joined


def _may_have_lost_its_sign(row: Found) -> bool:
    """Tell a T-score well above zero beside no density that agrees with it: its minus is often left out."""
    is_alone = "density" not in row.note and not row.keys.get("confirmed")
    value = row.keys["value"]
    return (
        is_alone
        and row.keys["what"].startswith("t_score_")
        and str(value)[:1] not in "<>\u2264\u2265"  # a limit
        and float(value) >= _HIGH_SCORE
    )


def _rows(
    piece: str, day: date | None, around: tuple[Sequence[str], Sequence[str]], *, scores: bool
) -> list[tuple[str, Found]]:
    """Return the values of a piece with the words that tell them, in the forms of reports, too.

    Raises
    ------
    UnclearAnswerError
    """

    def read(parts: Sequence[str]) -> list[tuple[str, Found]]:
        rows: list[tuple[str, Found]] = []
        heading = "T" if scores else ""
        for part in parts:
            device = device_of(part, piece, *around)
            named = number_named(part)
            if (headed := _HEADED.search(part)) is not None:
                heading = headed["letter"].upper()
            elif heading and named is None and _signed(part):
                part = f"{heading}-score {part}"
            elif named is not None:
                heading = named[0].upper() if named != "bmd" and not side_of(part) else ""
            rows.append((part, _scan(part, day, device)))
        return rows

    reader = of_report("scans", read_dxa_lines, piece, day)
    if reported := _as_reported(reader, piece, day):
        rows = read([part for part, _ in reported])
        noticed = [note for _, note in reported]
        check_beside(piece, [*reader.beside, *noticed], day)
        return [
            (piece, replace(row, said=piece).noting(note))
            for (_, row), note in zip(rows, noticed, strict=True)
        ]
    check_time("scans", piece)
    try:
        said = without_remarks("scans", piece)
        check_year_and_unit(said, piece, day)
        found = read(of_sites(said))
    except UnclearAnswerError as error:
        check_safe("scans", reader)
        raise told_by_reader(error, reader) from None
    check_safe("scans", reader)
    return found


def _as_reported(read: Reported, piece: str, day: date | None) -> list[tuple[str, str]]:
    """Return a piece in the form of a report as parts of one site each, with a note; none where any of it is unread."""
    mentioned = {site for site, _, _ in mentions_of(piece)}
    if any(one.keys["date"] != day for one in read.found):
        return []
    if not read.beside and {_number_and_site(one)[1] for one in read.found} != mentioned:
        return []
    parts = [(part, note) for part, _, note in _site_by_site(read.found, vertebrae_of(piece))]
    return [(part, "; ".join(filter(None, (note, read.note)))) for part, note in parts[:1]] + parts[1:]


def _whole_report(text: str, order: str | None, today: date | None) -> list[tuple[str, date | None, str]]:
    """Return a report of several lines as parts of one site each with their days; none where any of it is unread."""
    read = of_report("scans", read_dxa_lines, text, None, order, today)
    if len({(one.keys["what"], one.keys["date"]) for one in read.found}) < len(read.found):
        return []  # both sides
    maker = maker_of(text)
    parts = _site_by_site(read.found, None)
    return [(f"{part}, {maker}" if maker else part, day, note) for part, day, note in parts]


def _site_by_site(found: Sequence[Found], vertebrae: str | None) -> list[tuple[str, date, str]]:
    """Return the values of each site, side and day as a person would write them, with their day and a note."""
    sites: dict[tuple[str, str, date], list[Found]] = {}
    for one in found:
        sites.setdefault((_number_and_site(one)[1], one.side, one.keys["date"]), []).append(one)
    of = vertebrae if vertebrae is not None and "-" in vertebrae else ""
    parts: list[tuple[str, date, str]] = []
    for (site, side, day), rows in sites.items():
        values = ", ".join(f"{_number_and_site(one)[0]} {one.keys['value']}" for one in rows)
        name = _SITE_NAMES.get(site, site.replace("_", " "))
        named = " ".join(filter(None, (side, name, of if site == "lumbar_spine" else "")))
        parts.append(
            (
                f"{named} {values}",
                day,
                "; ".join(
                    filter(None, dict.fromkeys(one.note for one in rows if not one.note.startswith("of L")))
                ),
            )
        )
    return parts


_SITE_NAMES: Final = {"radius_33": "1/3 radius", "radius_ultradistal": "ultradistal radius"}


def _number_and_site(found: Found) -> tuple[str, str]:
    """Return what a value of a scan is called, and its site."""
    number, _, site = re.sub(r"^([tz])_score", r"\1-score", str(found.keys["what"])).partition("_")
    return number.upper(), site


def _signed(part: str) -> bool:
    values = [*NUMBER.finditer(IN_NAMES.sub(" ", part))]
    return len(values) == 1 and values[0]["number"][0] in "-+" and (values[0]["unit"] or "SD").upper() == "SD"


_PEOPLE: Final = {"male": "men", "female": "women"}
_BROKEN: Final = later(r"\bfractur\w*|\bbroken?\b|\bbroke\b|\w*fraktur\w*|\bwirbelbr\w+", re.IGNORECASE)


def _scan(piece: str, day: date | None, device: str | None) -> Found:
    said = piece
    piece, beside = without_scores(piece)
    site = site_of(piece)
    if site == "femur" or (site is None and _HIP.search(piece)):
        raise UnclearAnswerError("scans", f"{quoted(piece)}, which may be of the neck or of the whole", "the site",
                                 'write "femoral neck" or "total hip"')  # fmt: skip
    values = [one for one in NUMBER.finditer(IN_NAMES.sub(" ", piece)) if not _is_year(one["number"])]
    if site is None or len(values) != 1:
        if site is None and _BROKEN.search(piece):
            raise UnclearAnswerError("scans", f"{quoted(piece)}, a broken bone and no density", "a density or a score",
                                     'leave it out here; write a broken vertebra in the answer on the person, as '
                                     '"vertebral fracture"')  # fmt: skip
        found = f"no site in {quoted(piece)}" if site is None else quoted(piece)
        fix = EXAMPLE["scans"] if site is not None else (
            f"write the place of each number before it, or leave it out; {EXAMPLE['scans']}")  # fmt: skip
        raise UnreadFormError("scans", found, "one value of one site of the skeleton", fix)
    value = values[0]
    unit = value["unit"] or ""
    named = number_named(piece)
    unit = "" if maker_of(unit) is not None else unit  # "BMD 0.780 Hologic"
    number = named or ("bmd" if unit.casefold().startswith(("g/", "gm/", "gms/")) else None)
    if number is None and not unit and not value["sign"] and _DENSITY.fullmatch(value["number"]):
        number = None if _LIMIT.search(piece) or _LETTER.search(piece) else "bmd"
    if number is None and FRAX.search(said):
        raise UnclearAnswerError("scans", f"{quoted(said)}, a probability of FRAX", "a density or a score",
                                 f"leave it out here; {EXAMPLE['scans']}")  # fmt: skip
    if number is None and unit.startswith("%"):
        raise UnclearAnswerError("scans", f"{quoted(piece)}, a percentage", "a density with its unit, or a score",
                                 f"leave it out, or {EXAMPLE['scans']}")  # fmt: skip
    if number is None:
        if value["sign"] or _LIMIT.search(piece):
            raise UnclearAnswerError("scans", f"a limit in {quoted(piece)}, and no value", "a value that was measured",
                                     "write the value that the report prints, or leave it out")  # fmt: skip
        if value["number"][0] not in "-+" and _SIGN_LEFT.search(IN_NAMES.sub(" ", piece)):
            raise _sign_asked(piece, f"T-score {value['number']}", "")
        if value["number"][0] not in "-+" and not unit and (letter := _LETTER.search(piece)) is not None:
            raise _sign_asked(piece, f"{letter[0].upper()}-score {value['number']}", "")
        score = f'"T-score {value["number"]}"'
        fix = (
            f"write {score}" if value["number"][0] in "-+" else f'write "{value["number"]} g/cm2", or {score}'
        )
        found = f"no word on what the number is in {quoted(piece)}"
        raise UnclearAnswerError("scans", found, "a density with its unit, or a score", fix)
    if number == "bmd" and value["number"].startswith("-"):
        raise UnclearAnswerError("scans", f"{value['number']} in {quoted(piece)}, which is below zero and no density",
                                 "a score with its name, or a density", f'write "T-score {value["number"]}" or '
                                 f'"Z-score {value["number"]}", whichever it is')  # fmt: skip
    what = endpoint_of(number, site)
    if what is None:
        raise UnclearAnswerError("scans", quoted(piece), "the density of that site: its score is not used",
                                 f'write for example "{site.replace("_", " ")} 0.62 g/cm2"')  # fmt: skip
    if number != "bmd" and value["number"][0] not in "-+" and _SIGN_LEFT.search(IN_NAMES.sub(" ", piece)):
        raise _sign_asked(piece, f"{CALLED[number]} {value['number']}", "")
    vertebrae = vertebrae_of(piece)
    if vertebrae is not None and "-" not in vertebrae:
        raise UnclearAnswerError("scans", f"{quoted(piece)}, of one vertebra", "the lumbar spine, L1-L4, or most of it",
                                 'write for example "lumbar spine L2-L4 T-score -1.2"')  # fmt: skip
    if vertebrae not in (None, "L1-L4") and (number == "bmd" or not most_vertebrae(piece)):
        raise UnclearAnswerError(
            "scans", f"{quoted(piece)}, of {vertebrae}", "a density of L1-L4, or a score of three of them",
            "write the value that the report prints of L1-L4, or leave it out",
        )  # fmt: skip
    check_words(piece, value["number"])
    side = side_of(said)
    of = f"of {vertebrae}" if vertebrae else f"of the {side}" if side in ("left", "right") else ""
    note = "; ".join(filter(None, (of, beside)))
    unit = (unit or "g/cm^2") if number == "bmd" else ""
    return measured("scans", what, value, unit, day, piece, device=device, side=side, note=note)


def _named_score(found: re.Match[str]) -> str:
    is_place = site_of(with_sites_in_full(found["place"])) is not None
    return f"{found['letter']}-score{found['place']}" if is_place else found[0]


def _sign_asked(piece: str, score: str, why: str) -> UnclearAnswerError:
    name, _, number = score.rpartition(" ")
    return UnclearAnswerError(
        "scans", f"a score in {quoted(piece)} that may be below zero or above{why}", "its sign",
        f'write "{name} -{number}" if it is below zero, else "{name} +{number}"',
    )  # fmt: skip


#: A number of three decimals is no score, which is printed with one or two.
_DENSITY: Final = later(r"0?[.,][3-9]\d\d|1[.,][0-7]\d\d")


def _is_year(number: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d{2}", number) is not None
