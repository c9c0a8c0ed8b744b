"""Lists of medicines: brackets with a maker, counts behind how often and lines beneath are not passed over."""

from __future__ import annotations

from tests.every import every

from osteotwin.importing.answers import Answers
from osteotwin.importing.found import Place
from osteotwin.importing.lines import Line
from osteotwin.importing.report import Reading, read_lines


def reading(text: str) -> Reading:
    lines = [
        Line(one, Place("a.txt", f"line {n}")) for n, one in enumerate(f"Medications\n{text}".splitlines(), 1)
    ]
    return read_lines(lines, "a.txt", Answers(dates="dmy"))


DAILY = "letrozole 2.5 mg daily since 2024-03-01"
NOT_READ = (
    *(f"{DAILY} ({said})" for said in (
        "not collected from pharmacy", "on hold per pharmacy", "withdrawn, see pharmacy note", "time-limited",
        "limited course, finished", "wife's, from UK pharmacy", "never taken: Teva recall", "Stopped Teva Ltd",
    )),
    *(f"letrozole 2.5 mg ({said}) daily since 2024-03-01" for said in (
        "not taking; Mylan", "half a tablet, Teva", "every other day, Teva", "pausiert, Ratiopharm GmbH",
        "on hold - Sandoz out of stock",
    )),
    "Letrozol 2,5 mg 1-0-0-0 seit 01.03.2024 (nimmt er nicht, Pharmazie)",
    # So many tablets behind how often.
    "Prednisolone 5mg tablets once daily 6 tablets since 2025-05-01",
    "Progynova 2 mg tablets each night 3 tablets since 2025-05-01",
    "estradiol oral 2 mg tablets daily (2 tablets) since 2025-05-01",
    "alendronate 35 mg weekly 2 tablets since 2025-05-01",
    "vitamin D 1000 IU every morning 5 capsules since 2025-05-01",
    # Numbers told twice that differ.
    "alendronate 70 mg take 1 tablet every 7 (fourteen) days since 2025-05-01",
    "letrozole 2,5 mg 1 cp/j x 2/j depuis le 01/03/2024",
    "Progynova 2 mg take 2 tablets (2 mg total) daily since 2024-03-01",
    "Progynova 2 mg (2 St.) täglich seit 01.03.2024",
    f"NEW? {DAILY}",
    # Lines beneath.
    *(f"{DAILY}\n{said}" for said in ("Actually takes half", "Actually every other day", "DC 6/2025", "Ende: 06/2025")),
    *(f"{DAILY}\n\n{said}" for said in (
        "Stopped June 2025", "No longer taken", "Not taking any", "All of these were stopped in June",
        "She stopped all in June 2025", "Stopped by Dr X", "Takes half",
    )),
    # The rhythm of a name.
    "Fosamax einmal wöchentlich 70 mg 1-0-0-0 seit 01.03.2024",
    "Alendronato semanal 70 mg 1-0-0 desde 01/03/2024",
    "Actonel Once a Week 35mg tablets 1-0-0 since 2024-03-01",
    "Alendronsäure 70 mg Wochentablette 1-0-0-0 seit 01.03.2024",
)  # fmt: skip
READ = (
    f"{DAILY} (Teva UK Ltd)",
    f"{DAILY} (Accord Healthcare Limited)",
    f"{DAILY} (ProStrakan Ltd)",
    f"{DAILY}\n\nPlease call us with questions\nKind regards",
    f"{DAILY}\n\nStopped smoking 2010",
    "letrozole 2.5 mg tablets once daily 30 tablet since 2025-05-01",
    "letrozole 2.5 mg take 1 tablet every 1 (one) days since 2025-05-01",
    "letrozole 2.5 mg take 1 tablet (2.5 mg total) daily since 2024-03-01",
    "Letrozol 2,5 mg (100 St.) täglich seit 01.03.2024",
    "Fosamax einmal wöchentlich 70 mg 1x pro Woche seit 01.03.2024",
)


@every("text", NOT_READ)
def test_what_may_turn_a_medicine_is_not_passed_over(text: str) -> None:
    read = reading(text)
    assert not [one for one in read.found if one.table[-1] in ("drug", "supplement")]
    assert read.left


@every("text", READ)
def test_makers_packs_and_other_lines_change_nothing(text: str) -> None:
    (found,) = reading(text).found
    assert found.keys["every"] in ("1 day", "7 days")


@every("beneath", ("Fin: 01/06/2025", "Hasta: 01/06/2025"))
def test_an_end_beneath_is_read(beneath: str) -> None:
    (found,) = reading(f"{DAILY}\n{beneath}").found
    assert str(found.keys["until"]) == "2025-06-01"


def test_what_ends_beneath_an_empty_line_ends_each_above() -> None:
    assert not reading(f"{DAILY}\nalendronate 70 mg weekly since 2025-05-01\n\nStopped June 2025").found


def test_a_box_with_more_than_a_bisphosphonate_says_so() -> None:
    (found,) = reading("Actonel Combi D 35 mg weekly since 2024-03-01").found
    assert "what else is in the box is not counted" in found.note
