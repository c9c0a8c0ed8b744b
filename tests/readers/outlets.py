"""What outlets may not do: say other things than each other, or other numbers than the object that they show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tests.readers.reading import Reading, Row, numbers_in, numbers_of, plain, texts_of
from tests.readers.rules import held_by, strange_words

from osteotwin.people.person import Person
from osteotwin.report.access import Milestone, at, milestones
from osteotwin.report.formatting import interval, number, percent, share, tied, year_name

Answer = Mapping[str, Any]
OutletRule = Callable[[Answer, Person, Reading, Reading], Iterator[str]]

#: Sections of the page and headings of the terminal that are about more than this plan.
_WIDER = (
    "due", "dates", "measur", "signals", "score", "lines", "fracture", "assumed", "method", "sources", "reasons",
    "act on", "beyond", "not used", "crossed",
)  # fmt: skip
#: What guidelines ask for is not of the plan.
_GUIDELINES = ("Guidelines", "• Guidelines")
#: Scenarios that have a column of their own on the terminal, after the plan.
_COMPARED = ("drug_only", "nothing")


def sentences_stand_in_every_outlet(
    answer: Answer, person: Person, terminal: Reading, page: Reading
) -> Iterator[str]:
    """Each line of the verdict and each flag is read, whole, on the page and on the terminal."""
    texts = [line["text"] for line in answer["verdict"]["lines"]] + [flag["text"] for flag in answer["flags"]]
    for reading in (terminal, page):
        for text in texts:
            # Outlets write dates in words.
            if plain(tied(text)) not in reading.text:
                yield f"not on the {reading.outlet}: {text}"


def what_is_lost_on_top_stands_by_the_numbers(
    answer: Answer, person: Person, terminal: Reading, page: Reading
) -> Iterator[str]:
    """What no number holds of the loss is said before the verdict, and no share is told that there is not."""
    for reading in (terminal, page):
        if "not available of the virtual people" in reading.text:
            yield f"on the {reading.outlet} a share is missing in a sentence"
        above, _, _ = reading.text.partition("Guidelines ")
        told, on_top = "is not in these numbers" in above, answer["verdict"]["on_top"]
        if answer["verdict"]["years"] and (told != bool(on_top) or plain(tied(on_top)) not in above):
            yield f"above the verdict the {reading.outlet} does not say just this: {on_top}"


def the_offset_is_against_one_life(
    answer: Answer, person: Person, terminal: Reading, page: Reading
) -> Iterator[str]:
    """The few words of page and terminal, and the sentence, compare with the same life."""
    for line in answer["verdict"]["lines"]:
        if "against" not in line:
            continue
        told = f"have at least as much bone as {plain(line['against'])}"
        if told not in plain(line["text"]):
            yield f"the sentence compares with another life than {line['against']}: {line['text']}"
        for reading in (terminal, page):
            if f"{told}, year" not in reading.text:
                yield f"on the {reading.outlet} the few words do not say {told}"


def outlets_speak_of_the_plan(
    answer: Answer, person: Person, terminal: Reading, page: Reading
) -> Iterator[str]:
    """Where an outlet speaks of this plan it says no word that the plan lacks."""
    advice = {plain(tied(text)).lower() for text in _advice(answer)}
    for reading in (terminal, page):
        about = [
            block.text
            for block in reading.blocks
            if block.place
            and not any(word in block.place.lower() for word in _WIDER)
            and not block.text.startswith(_GUIDELINES)
            and not any(text in block.text.lower() for text in advice)
        ]
        for complaint in strange_words(about, held_by(person)):
            yield f"on the {reading.outlet}: {complaint}"


def _advice(answer: Answer) -> Iterator[str]:
    """What could be done, asked or measured."""
    verdict = answer["verdict"]
    yield from (line["text"] for line in verdict["lines"])  # a rule on the object reads them with more care
    yield from (flag["text"] for flag in answer["flags"])
    # What anybody may eat, what is recommended, and how a drug works, whatever the plan holds.
    for table in answer["tables"]:
        general = slice(None) if table["columns"][0] == "Nutrient" else slice(1, 4)
        cells = [cell for row in table["rows"] for cell in row["cells"][general]]
        yield from (cell for cell in (table["caption"], *cells) if len(cell) > 6)
    for key, words in (("lines", "sentence"), ("work_up", "test"), ("follow_up", "because")):
        yield from (row[words] for row in verdict["guidelines"][key])


def the_terminals_table_is_the_objects(
    answer: Answer, person: Person, terminal: Reading, page: Reading
) -> Iterator[str]:
    """Each median and interval of the terminal's table of bone is the object's, to the digit."""
    for label, site, mark in _places(answer):
        bands = [answer["sites"][site]["percent_change"]]
        if answer["sites"][site]["diagnostic"]:
            bands += [
                answer["scenarios"][key]["sites"][site]["percent_change"]
                for key in _COMPARED
                if key in answer["scenarios"]
            ]
        expected = [_terminal_cell(band, mark) for band in bands]
        rows = [
            row for row in terminal.rows if row.title == label and row.cells[0] == plain(year_name(mark.year))
        ]
        # The table of bone comes before that of contributions, whose rows are parts.
        if not rows or list(filter(None, rows[0].cells[1:])) != expected:
            yield f"{label}, year {mark.year:g}: {rows[:1]} on the terminal, {expected} in the object"


def the_pages_table_is_the_objects(
    answer: Answer, person: Person, terminal: Reading, page: Reading
) -> Iterator[str]:
    """Each median and interval of the page's tables of bone is the object's, to the digit.

    A plan that comes to the same as another at every site may be told by that one alone.
    """
    marks = milestones(answer["years"])
    for site, entry in answer["sites"].items():
        own = entry["diagnostic"]
        scenarios = answer["scenarios"] if own else {"plan": None}
        for key in scenarios:
            told = entry if key == "plan" else answer["scenarios"][key]["sites"][site]
            band = told["percent_change"]
            expected = tuple(_page_cell(band, mark) for mark in marks)
            name, title = (answer["scenarios"][key]["label"], entry["label"])
            if not own:
                name, title = entry["label"], "Other sites"
            found = [row.cells for row in page.rows if _is(row, title, name)]
            if (name, *expected) not in found and (found or not own or not _told_by_another(answer, key)):
                yield f"{title}, {name}: {found} on the page, {expected} in the object"


def _told_by_another(answer: Answer, key: str) -> bool:
    """Tell whether a plan's courses are those of another; the person's own plan is always told."""
    courses = {
        name: {
            site: (entry if name == "plan" else answer["scenarios"][name]["sites"][site])["percent_change"][
                "median"
            ]
            for site, entry in answer["sites"].items()
            if entry["diagnostic"]
        }
        for name in answer["scenarios"]
    }
    return key != "plan" and any(courses[key] == courses[name] for name in courses if name != key)


def _is(row: Row, title: str, name: str) -> bool:
    return row.title.startswith(title) and "percent" in row.title and row.cells[:1] == (name,)


def _places(answer: Answer) -> Iterator[tuple[str, str, Milestone]]:
    for site, entry in answer["sites"].items():
        for mark in milestones(answer["years"]):
            yield entry["label"], site, mark


def _three(band: Any, mark: Milestone) -> tuple[float | None, float | None, float | None]:
    median, low, high = (at(band, key, mark.index) for key in ("median", "lo90", "hi90"))
    return median, low, high


def _terminal_cell(band: Any, mark: Milestone) -> str:
    median, low, high = _three(band, mark)
    return plain(f"{number(median, 1, sign=True)} ({interval(low, high)})")


def _page_cell(band: Any, mark: Milestone) -> str:
    median, low, high = _three(band, mark)
    return plain(f"{percent(median)} {interval(low, high)}")


def the_terminals_numbers_are_on_the_page(
    answer: Answer, person: Person, terminal: Reading, page: Reading
) -> Iterator[str]:
    """Every number with a sign or a unit that the terminal says is read on the page."""
    for found in sorted(terminal.numbers() - page.numbers()):
        places = [block.text for block in terminal.blocks if found in numbers_in(block.text)]
        yield f"{found} is not on the page: {places[0]}"


def the_terminals_numbers_are_the_objects(
    answer: Answer, person: Person, terminal: Reading, page: Reading
) -> Iterator[str]:
    """Every number with a sign or a unit is one of the object, as the one formatter rounds it, or of its texts."""
    known = _written(answer)
    for block in terminal.blocks:
        for found in numbers_in(_without_captions(block.text)):
            if found not in known:
                yield f"{found} is not in the object: {block.text}"


def _written(answer: Answer) -> frozenset[str]:
    """Every number of the object as it may be written, and those of its texts."""
    # Of thousands of numbers few are written differently: what is the same is made plain once.
    values, texts = set(numbers_of(answer)), {text for _, text in texts_of(answer)}
    forms: Sequence[Callable[[float], str]] = (
        lambda value: number(value, 1, sign=True), percent, share, lambda value: f"{number(value, 1)} points",
        lambda value: f"{value:.0f} years", lambda value: f"{int(value)} years", lambda value: f"{value:.0f} values",
    )  # fmt: skip
    return frozenset(
        [plain(text) for text in {form(value) for form in forms for value in values}]
        + [found for text in texts for found in numbers_in(text)]
    )


def _without_captions(text: str) -> str:
    for words in ("90 % interval", "by 1 % or more", "less than 1 %", "more than 99 %"):
        text = text.replace(words, "")
    # The lines of a T-score have a sign and are no result.
    return text.replace("T −", "T ")


#: About an answer and its outlets.
OUTLET_RULES: tuple[OutletRule, ...] = (
    sentences_stand_in_every_outlet,
    what_is_lost_on_top_stands_by_the_numbers,
    the_offset_is_against_one_life,
    outlets_speak_of_the_plan,
    the_terminals_table_is_the_objects,
    the_pages_table_is_the_objects,
    the_terminals_numbers_are_on_the_page,
    the_terminals_numbers_are_the_objects,
)
