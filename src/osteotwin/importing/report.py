"""A report as text or PDF: of a DXA scan, of a laboratory, or of both; and whom it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from osteotwin.importing.answers import Answers
from osteotwin.importing.body_composition import read_body_lines
from osteotwin.importing.cell_lines import UNEVEN, rejoined
from osteotwin.importing.dates import order_of, order_of_birth, read_birth
from osteotwin.importing.dxa_report import read_dxa_lines
from osteotwin.importing.found import About, Gathered, Place, Reading
from osteotwin.importing.hl7_v2 import without_segments
from osteotwin.importing.idle_words import unread_beside
from osteotwin.importing.lab_places import without_lab_codes
from osteotwin.importing.lab_report import read_lab_lines
from osteotwin.importing.lab_spans import names_in
from osteotwin.importing.lines import LONGEST_LINE, MOST_LINES, Line, Text
from osteotwin.importing.medication_lines import read_medication_lines
from osteotwin.importing.no_result_words import OTHERS
from osteotwin.importing.not_of_this import other_words
from osteotwin.importing.other_scripts import with_latin_units
from osteotwin.importing.report_owner import own_lines
from osteotwin.importing.report_people import SEX, others_in, sex_of
from osteotwin.importing.safe_files import LARGEST_TEXT, decoded, refusal
from osteotwin.importing.scan_lists import DATE, SENTENCE_END, in_one_list
from osteotwin.importing.scan_numbers import is_unnamed
from osteotwin.importing.scan_words import DENSITY, PRIOR, T_SCORE, site_of
from osteotwin.importing.table_people import is_measured
from osteotwin.importing.turning_lines import doubt_at_head, take_back, unknown_headings, without_turned
from osteotwin.importing.unread_lines import name_unread
from osteotwin.importing.wrapped_lines import unwrapped
from osteotwin.importing.written_numbers import sign_of
from osteotwin.units.patterns import later

_SCAN: Final = later(
    rf"{DENSITY}|bone (?:mineral )?densit|{T_SCORE}|dxa|dexa|absorptiometry|densitom", re.IGNORECASE
)
_LABEL: Final = (
    r"(?:pat(?:ient(?:in|enname)?|iente?|\.)?(?:'s)?(?:\s+name)?|pa[cz]iente|name|nom|nombre|nome)"
)
_NAME: Final = later(rf"^\W*{_LABEL}\s*[:=]\s*(.{{2,80}})$", re.IGNORECASE)
#: A name as people write it: two or three words, each with a capital.
_PERSON: Final = r"([A-ZÄÖÜ][\w'\u2019.-]*,?(?:\s[A-ZÄÖÜ][\w'\u2019.-]*,?){1,3})"
_LATER_NAME: Final = later(rf"^\W*(?i:{_LABEL})\s*[:=]\s*{_PERSON}")
_RE_NAME: Final = later(rf"^\W*(?:(?:[Rr]e|RE|Regarding|Betr\.?|Betrifft)\s*:\s*|Patient(?:in)?\s+){_PERSON}")
_WOMEN: Final = ("frau", "mrs", "ms", "mme", "woman", "female", "lady")
_TITLED: Final = later(
    r"^\W*(Frau|Herrn?|Mrs|Mr|Ms|Mme)\.?\s+(?!Dr|Prof|Kolleg)([A-ZÄÖÜ][\w'\u2019-]+(?:\s[A-ZÄÖÜ][\w'\u2019-]+){0,2})"
)
#: "Mr. Jem's testosterone" is of Mr. Jem.
_OWNS: Final = later(r"['\u2019]s?$")
#: Whose a result is: "Her estradiol came back at 41 pg/mL".
_WHOSE: Final = later(r"^\W*(her|his|she (?:had|has))\b", re.IGNORECASE)
_OF_SEX: Final = later(
    r"(?:\bpatient is an? (?:\d+[- ]y(?:ea)?rs?[- ]old )?|(?:^\W*|\bthis is )an? \d+[- ]y(?:ea)?rs?[- ]old )(?:\w+ )?"
    r"(woman|man|male|female|lady|gentleman)\b",
    re.IGNORECASE,
)
#: What begins with capitals and is nobody.
_NO_NAME: Final = later(
    r"\b(?:report|information|details?|name|id|identification|age|sex|gender|history|data|education|instructions?|summary|"
    r"copy|portal|status|demographics|scan|dxa|dexa|bone|results?|labs?|laboratory|tests?|blood|follow|visit|appointment|"
    r"your|density|letter|referral|record|notes?|number|dob|born|date|care|service|center|centre|hospital|clinic|"
    r"health|medical|medications?|height|weight|mineral|analysis|assessment|befund|untersuchung)\b",
    re.IGNORECASE)  # fmt: skip
_BORN: Final = later(
    r"(?:birth\s?date|date of birth|d\.?o\.?b\.?|born|geburtsdatum|\bgeb\.|geboren(?: am)?|"
    r"\bn[ée]e? le\b)\s*[:=]?\s*(.{6,40})",
    re.IGNORECASE,
)
#: Of a drug, and no concentration.
_DOSE: Final = later(
    r"\d\s?(?:mg|mcg|[µμu]g|g|i\.?[ue]\.?|ml)\b(?!\s?/)|\b(?:tablets?|capsules?|daily|weekly)\b",
    re.IGNORECASE,
)
#: A density in prose.
_BMD_VALUE: Final = later(r"\d[.,]\d{2,4}\s*(?:g(?:ms?)?\s?/\s?cm|grams? per square)", re.IGNORECASE)
#: A sentence on an earlier scan stands beside that on this one.
_COMPARED: Final = later(rf"{PRIOR}|\bcompared\b|\bsince\b", re.IGNORECASE)
#: Blanks beyond these part no column better, and take patterns long to look through.
_BLANK: Final = " " * 40
#: The decimal sign of older British print.
_MIDDLE_DOT: Final = later(r"(?<=\d)[\u00b7\u2027\u2219\u22c5](?=\d)")
#: A unit whose slash was lost: "ng dl".
_NO_SLASH: Final = later(
    r"(?<=\d )((?:[np\u00b5\u03bcum]|mc)?(?:g|mol|m?i?u)) ([dm]?l)\b(?! of\b)", re.IGNORECASE
)
#: How people mark up notes: bold, small pictures, and the number of an entry of a list.
#: Boxes that are not ticked and crosses stay: they turn what stands behind them.
_MARKS: Final = later(
    r"\*\*|__|`|(?![\u2610\u2716-\u2718\u274c\u274e])[\U0001F300-\U0001FAFF\u2191\u2193\u25B2\u25BC\u2600-\u27BF]"
)
_LISTED: Final = later(
    rf"^\s*(?:[-*]\s+)?(?!(?:[-*]\s+)?(?:{DATE.pattern}))\d{{1,2}}[.)]\s+(?=[A-Za-z]{{3}}|[SPU]\. ?[A-Z])",
    re.IGNORECASE,
)
#: A number without the zero before its point.
_NO_ZERO: Final = later(r"(?<![\w.,])(?<!\d\s)(?=\.\d)")
#: Dots that lead from a name to its number.
_LEADERS: Final = later(r"(?:\.{3,}|\u2026+|(?:\. ){3,}\.?)(?=\s{0,4}[<>]?\s?[\d-])")
#: So many digits are no result, and each pattern would look through all of them again and again.
_NO_NUMBER: Final = later(r"((?:\d[.,]?){40})[\d.,]+")
_LONG_BLANK: Final = later(r"\s{41,}")
#: A longer line is prose, of which the part with the value counts.
_MOST_WORDS: Final = 30
_LONGEST_PARAGRAPH: Final = 20_000
_NEXT_FIELD: Final = later(r"\s{2,}|\t|\b(?:sex|gender|dob|d\.o\.b|birth|date|patient id|id|age|mrn|height|weight|"
                                r"ethnicity|physician|referring|accession)\b\s*[:.]?", re.IGNORECASE)  # fmt: skip


def read_report(raw: bytes, file: str, answers: Answers, day: date | None = None) -> Reading:
    """Read a report as PDF or text.

    Parameters
    ----------
    raw : bytes
    file : str
    answers : Answers
    day : datetime.date, optional
        Of a report that names none itself.

    Raises
    ------
    InputError
        If it holds no text.
    ImportQuestionError
    """
    if raw.startswith(b"%PDF-"):
        from osteotwin.importing.pdf_text import pages_of

        pages = pages_of(raw, file)
        _check_length(sum(page.count("\n") for page in pages), file)
        lines = tuple(
            Line(text, Place(file, f"page {number}, line {at}"))
            for number, page in enumerate(pages, 1)
            for at, text in enumerate(page.splitlines(), 1)
        )
    else:
        text = decoded(raw[:LARGEST_TEXT])
        _check_length(text.count("\n"), file)
        lines = tuple(Line(one, Place(file, f"line {at}")) for at, one in enumerate(text.splitlines(), 1))
    return read_lines(lines, file, answers, day)


def _check_length(lines: int, file: str) -> None:
    if lines > MOST_LINES:
        raise refusal(file, f"text of {lines:,} lines, longer than any report", "take out the part with the results",
                      f"at most {MOST_LINES:,} lines")  # fmt: skip


def read_lines(lines: Sequence[Line], file: str, answers: Answers, day: date | None = None) -> Reading:
    """Read the lines of a report."""
    gathered = Gathered()
    lines = without_segments(lines, gathered)
    squeezed = unwrapped([replace(line, text=in_one_list(plain_line(line.text))) for line in lines])
    lines = without_lab_codes([part for line in squeezed for part in _sentences(line)])
    if not any(line.text.strip() for line in lines) and not gathered.left:
        raise refusal(file, "a report without text, as of a scanned page",
                      "copy its values into a text file or a table", "a report whose text can be selected")  # fmt: skip
    table = rejoined(lines)
    lines = table.lines
    texts = [line.text for line in lines]
    lines = without_turned(own_lines(lines, gathered), gathered)
    order = order_of(texts) or order_of_birth(texts, answers.born)
    text = Text(tuple(lines), order, sign_of(texts), answers, day)
    gathered.about += _about(text, file)
    for line in table.uneven:
        gathered.leave(line.place, line.text.strip(), UNEVEN)
    if any(_SCAN.search(line.text) or (site_of(line.text) and is_unnamed(line.text)) for line in lines):
        read_dxa_lines(text, gathered)
    read_lab_lines(text, gathered)
    take_back(lines, gathered)
    doubt_at_head(lines, gathered)
    name_words_beside(lines, gathered)
    measured = {one.place for one in gathered.found}
    results = {one.place for one in lines if one.place in measured and not _DOSE.search(one.text)}
    read_medication_lines(text, gathered, results)
    read_body_lines(text, gathered)
    name_unread(text, gathered)
    if not gathered.found and not gathered.left:
        gathered.leave(Place(file), "the whole text", "no value that a person's file holds was found in it")
    return gathered.reading(file)


def name_words_beside(lines: Sequence[Line], gathered: Gathered) -> None:
    """Tell the words beside values that are not known to change nothing; leave a value that they may turn."""
    whole = {one.place: "" for one in lines}
    for line in lines:
        whole[line.place] = f"{whole[line.place]} {line.text[:LONGEST_LINE]}"
    named = {left.place for left in gathered.left}
    above = unknown_headings(lines)
    for n, one in reversed([*enumerate(gathered.found)]):
        said = whole.get(one.place, one.said)
        words, turns = unread_beside(said if len(said.split()) <= _MOST_WORDS else one.said)
        told = f'beside it stands "{words}", which is not read'
        turns = turns and one.place not in named  # else it is told of its own
        if words and turns:
            del gathered.found[n]
            gathered.leave(one.place, one.said, f"{told}; write it by hand where it is a result of this day")
        else:
            heading = above.get(one.place, "")
            one = one.noting(told if words else "")
            gathered.found[n] = one.noting(
                f'above it stands "{heading}", which is not read' if heading else ""
            )


def plain_line(words: str) -> str:
    """Return a line without marks of notes and leading dots, its numbers with points and the zero before them.

    Units in Cyrillic letters stand in Latin ones.
    """
    words = _NO_SLASH.sub(r"\1/\2", with_latin_units(_NO_NUMBER.sub(r"\1", words)))
    words = _MIDDLE_DOT.sub(".", _LISTED.sub(" ", _MARKS.sub(" ", words)))
    return _LONG_BLANK.sub(_BLANK, _NO_ZERO.sub("0", _LEADERS.sub("  ", words)))


def _sentences(line: Line) -> list[Line]:
    """Return the sentences of a line with results of several sites or a word on another scan; any other as it is."""
    text = line.text[:_LONGEST_PARAGRAPH]
    others = _COMPARED.search(text) is not None or other_words(text) or len(DATE.findall(text)) > 1
    compared = others and _SCAN.search(text) is not None
    parts = [part for part in SENTENCE_END.split(text) if part.strip()]
    of_sites = (
        all(site_of(part) for part in parts if re.search(r"\d", part)) and _SCAN.search(text) is not None
    )
    if len(_BMD_VALUE.findall(text)) < 2 and not compared and not of_sites:
        return [line]
    return [replace(line, text=part) for part in parts]


def _about(text: Text, file: str) -> list[About]:
    """Return whom a report is about, as its head says."""
    name, sex, born = "", "", None
    for line in text.lines[:400]:
        for part in re.split(r"\t|\s{3,}", line.text):
            if not name and (match := _NAME.match(part.strip())):
                name = _NEXT_FIELD.split(match[1].strip(), maxsplit=1)[0].strip(" ,;:")
        if not sex and (match := SEX.search(line.text)):
            sex = sex_of(match[1])
        if born is None and (match := _BORN.search(line.text)):
            born = _birth(match[1], line, text)
    first = [About(Place(file), name, born, sex)] if name or sex or born else []
    return [*first, *_others(text, name, born), *others_in(text.lines, sex)]


def _others(text: Text, name: str, born: date | None) -> list[About]:
    """Return whom a report names besides, by the heads of later pages or by a line such as "Re: Jane Doe"."""
    found: list[About] = []
    for line in text.lines:
        words = line.text[:LONGEST_LINE].strip()
        match = _LATER_NAME.match(words) or _RE_NAME.match(words)
        other = "" if match is None else match[1].strip(" ,;:")
        if other and other != name and not _NO_NAME.search(other) and not is_measured(other):
            found.append(About(line.place, other))
        if (titled := _TITLED.match(words)) is not None:
            sex = "female" if titled[1].casefold() in _WOMEN else "male"
            found.append(About(line.place, _OWNS.sub("", titled[2].strip(" ,;:")), sex=sex))
        if (whose := _WHOSE.match(words)) is not None and _is_result(words):
            found.append(About(line.place, sex="male" if whose[1].casefold() == "his" else "female"))
        if (told := _OF_SEX.search(words)) is not None:
            found.append(About(line.place, sex="female" if told[1].casefold() in _WOMEN else "male"))
        birth = None if born is None else _BORN.search(words)
        day = None if birth is None else _birth(birth[1], line, text)
        if day is not None and day != born:
            found.append(About(line.place, birth_date=day))
    return found


def _is_result(words: str) -> bool:
    """Tell a line with a number beside the name of a test or of a place that is measured, and no relative in it."""
    measured = site_of(words) is not None or any(name.what for name in names_in(words))
    return measured and re.search(r"\d", words) is not None and OTHERS.search(words) is None


def _birth(written: str, line: Line, text: Text) -> date | None:
    return read_birth(written, text.order, line.place, text.answers)
