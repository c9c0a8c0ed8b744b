"""Names of drugs with a form, a rhythm or something else in the box: what contradicts is asked, the rest said."""

from __future__ import annotations

from datetime import date

import pytest
from tests.every import every

import osteotwin as ot
from osteotwin.protocol.library import NotInLibraryError, find_drug

TODAY = date(2026, 2, 1)


def understood(text: str, question: str = "drugs") -> str:
    return ot.new_person({question: text}, today=TODAY).understood[question]


ASKED = (
    # A form in which the drug is not given.
    ("tamoxifen gel 20 mg daily", "given in another way"),
    ("letrozole injection 2.5 mg daily", "given in another way"),
    ("alendronate infusion 70 mg weekly", "given in another way"),
    ("zoledronate oral 5 mg once a year", "given in another way"),
    ("denosumab oral 60 mg every 6 months", "given in another way"),
    # Two names before one dose.
    ("letrozole ribociclib 2.5 mg daily", "two names before one dose"),
    ("Raloxifen Calcium 60 mg daily", "two names before one dose"),
    # The rhythm of a name.
    ("Alendron-HEXAL once weekly 70 mg daily", '"70 mg weekly"'),
    ("Fosamax semanal 70 mg 1-0-0", "weekly"),
    ("Alendronsäure 70 mg Wochentablette 1-0-0", "the two that are said differ"),
    # So many pieces, which no pack holds.
    ("Progynova 2 mg täglich (2 Stück)", "2 Stück"),
    ("Progynova 2 mg (3 Stk) täglich", "3 Stk"),
    # What means another thing elsewhere, or nothing.
    ("Ostenil 20 mg weekly", "not valid"),
    ("Arolac 0.2 mg daily", "not valid"),
    ("letrozoletest 2.5 mg daily", "not valid"),
)
READ = (
    ("alendronate oral 70 mg weekly", "70 mg every week"),
    ("denosumab injection 60 mg every 6 months", "60 mg every 6 months"),
    ("zoledronate infusion 5 mg once a year", "5 mg every year"),
    ("Actonel Once a Week 35 mg weekly", "35 mg every week"),
    ("Alendronsäure 70 mg Wochentablette", "70 mg every week"),
    ("Letrozol 2,5 mg (100 Stück) täglich", "2.5 mg every day"),
    ("Alendron HEXAL 70mg 1x Woe (4 St)", "70 mg every week"),
    ("Letrozolhexal 2.5 mg daily", "letrozole: 2.5 mg every day"),
    # What else is in the box.
    ("Actonel Combi 35 mg weekly", "what else is in the box is not counted"),
    ("Acara Trio 35 mg weekly", "what else is in the box is not counted"),
    ("Climara Pro 45 mcg weekly", "is taken as its estradiol"),
    ("Fosavance 70 mg weekly", "The vitamin D in Fosavance is not counted"),
)


@every("text, why", ASKED)
def test_what_contradicts_is_asked(text: str, why: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        understood(text)
    assert why in str(asked.value)


@every("text, said", READ)
def test_what_agrees_is_read(text: str, said: str) -> None:
    assert said in understood(text)


@every("name", ("duratest", "onclast", "taxus", "deltisona b", "goseron", "maxibone", "suprecur"))
def test_a_name_that_is_not_sure_is_no_alias(name: str) -> None:
    with pytest.raises(NotInLibraryError):
        find_drug(name)


def test_an_example_for_dutasteride_is_its_own_dose() -> None:
    with pytest.raises(ot.InputError, match=r"Duodart 0\.5 mg daily"):
        understood("Duodart daily")
