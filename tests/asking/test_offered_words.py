"""What a question about drugs offers to write is read when it is typed in."""

from __future__ import annotations

import re

import pytest
from tests.asking.saying import TODAY

from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.asking.understand import understand
from osteotwin.errors import InputError

#: Answers that are asked about; a dose that is offered alone is of the drug behind the bar.
UNCLEAR = [
    "letrozole 2.5 mg when I remember",
    "letrozole 2.5 mg",
    "letrozole 5 days a week",
    "Fosamax 70 Mg Po Tabs",
    "Fosamax 70",
    "anastrozole 0.25mg E3D if E2 climbs",
    "prednisolone 15 mg for 4 weeks, 10 mg for 4 weeks, then reduce by 1 mg every 4 weeks",
    "They have increased my prednisolone to 10 mg",
    "I rang the clinic and have increased the Prednisolone to 10 mg.",
    "prednisone 5mg daily and Foobarimab 162 mg weekly",
    "Keppra 500mg twice daily, +500mg every 2 weeks",
    "leuprorelin 22.5 mg IM day 1 every 84 days 2 cycles",
    "Xgeva every month or so",
    "Zometa 4 mg sometimes",
    "Nebido every 12 weeks",
    "Had my first Prolia shot in March 2023",
    "This week I added the denosumab shot (Prolia).",
    "My friend Sarah and I take Arimidex: Sarah for three years; me, four and a-half years.",
    "I'm currently on 100mcg of levo, and T3 as needed, in the morning",
    "levothyroxine and iron, whatever the doctor says, plus vitamin D at night",
    "Post RAI have been on 75mcg Levo. Have been on T3 for a week. Levo was reduced to 50mcg",
    "I used to take prednisone 10 mg daily, but I stopped that about a week ago",
    "used to take anastrozole 1 mg daily",
    "letrozole 2.5 mg daily; alendronate 70 mg weekly since 2024",
    "adex .25 twice a week",
    "PCT: nolva 40/40/20/20, clomid 100/50/50/50",
    "finasteride 1mg since 2015",
    "finasteride 1 mg daily for 10 years",
    "sertraline 100mg for 3 years then 150mg for 2 weeks",
    "I have had a lot of trouble with Reclast 5 mg in June 2023",
    "Doc initially prescribed Arimidex at 1MG 3X per week with HCG injections, now climbed to 1MG daily.",
    "12 week cycle: test e 500 mg/week weeks 1-12, adex 0.5 mg eod weeks 1-14",
    "Currently running 500mg test e a week with 12.5 aromasin eod",
    "my mother takes alendronate 70 mg weekly since 2020",
    "Rheumatologe wollte Prednisolon auf 15 mg/d setzen, warum auch immer",
    "deca 200mg/wk and also some test 400mg/wk",
    "Started Prolia 60 mg every 6 months in Jan 2022, last shot was in July 2025",
]  # fmt: skip
_QUOTED = re.compile(r'"([^"]+)"')
#: Words of a day alone, and places for his own.
_NO_ANSWER = re.compile(r"^(?:since|until|starting|and|every|or)\b|\.\.\.")


def _asked(answer: str) -> str:
    with pytest.raises(InputError) as raised:
        understand({"drugs": answer}, TODAY, None)
    return " ".join(problem.fix for problem in raised.value.problems)


@pytest.mark.parametrize("answer", UNCLEAR)
def test_what_is_offered_is_read(answer: str) -> None:
    fix = _asked(answer)
    assert '"' in fix  # words of an answer, and not advice alone
    offered = [one for one in _QUOTED.findall(fix) if not _NO_ANSWER.search(one) and drugs_in(one)]
    for one in offered:
        try:
            assert understand({"drugs": one}, TODAY, None).taken
        except UnclearAnswerError as unclear:  # pragma: no cover
            pytest.fail(f"{one!r} is offered, and not read: {unclear}")
