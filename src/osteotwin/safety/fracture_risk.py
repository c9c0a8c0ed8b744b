"""Flags about fracture probabilities that FRAX gave elsewhere; nothing here computes one."""

from __future__ import annotations

from collections.abc import Iterator

from osteotwin.body.sites import DIAGNOSTIC_SITES
from osteotwin.protocol.drug_groups import is_bone_drug
from osteotwin.safety.situation import Flag, Situation, limits
from osteotwin.safety.t_score_today import t_score_today

#: The US guideline speaks of people from this age on [year].
_YOUNGEST = 50.0


def frax(situation: Situation) -> Iterator[Flag]:
    """Say of whom the treatment lines of FRAX are not meant; of the others guidelines speak."""
    person = situation.person
    given = (
        ("frax_hip", "a hip fracture", person.frax_hip_percent),
        ("frax_major", "a major osteoporotic fracture", person.frax_major_percent),
    )
    reached = [
        (limits()[name], words, value)
        for name, words, value in given
        if value is not None and value >= limits()[name].value
    ]
    if not reached or any(is_bone_drug(group) for group in situation.plan.groups()):
        return
    said = " and ".join(
        f"{value:g} % for {words} (line: {limit.value:g} %)" for limit, words, value in reached
    )
    begin = f"FRAX, computed elsewhere, gives over ten years {said}"
    source = reached[0][0].source
    if not _is_meant(situation):
        yield Flag(
            "good_to_know",
            f"{begin}. The US guideline's lines are for women after menopause and men from {_YOUNGEST:g} on with a "
            "T-score of -1.0 or lower, which is not so here; your country may have others.",
            source,
            about=("frax",),
        )


def _is_meant(situation: Situation) -> bool:
    """Whether the guideline speaks of such a person: old enough, with low bone mass at a site of the diagnosis."""
    person = situation.person
    lowest = min(t_score_today(situation, site)[0] for site in DIAGNOSTIC_SITES)
    menopause = person.menopause_age if person.sex == "female" else None
    return (menopause is not None or person.age_at_start >= _YOUNGEST) and lowest <= limits()[
        "frax_t_score"
    ].value
