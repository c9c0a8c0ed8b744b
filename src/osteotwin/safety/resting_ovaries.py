"""Flags about losses that no drug brings and no number holds: ovaries that rest, and too little eaten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from osteotwin.people.resting_ovaries import SOURCE, estradiol_without_ovaries, has_unexplained_amenorrhea
from osteotwin.safety.situation import ASK_FIRST, Flag, Situation

_UNDER_EATING: Final = "low_energy_availability"
_AMENORRHEA_SOURCE: Final = (
    "Gordon 2017, Endocrine Society, functional hypothalamic amenorrhea (10.1210/jc.2017-00131)"
)
_UNDER_EATING_SOURCE: Final = (
    "IOC consensus on relative energy deficiency, Mountjoy 2023 (10.1136/bjsports-2023-106994); what to ask for: "
    "Gordon 2017, Endocrine Society (10.1210/jc.2017-00131), and Watts 2012 (10.1210/jc.2011-3045)"
)


def resting_ovaries(situation: Situation) -> Iterator[Flag]:
    """Flag estradiol before menopause that is as low as without working ovaries."""
    last = estradiol_without_ovaries(situation.person)
    if last is None:
        return
    sign = "under " if last.bound == "below" else ""
    yield Flag(
        ASK_FIRST,
        f"Estradiol of {sign}{last.value:.3g} pg/mL on {last.date} is that of a woman whose ovaries do not work. The "
        "model takes them to work: the loss of bone by it is not in these numbers. Ask a clinician for the cause: "
        "whether periods have stopped, LH and FSH, whether enough is eaten. Where periods have ended for good, write "
        "menopause_age.",
        SOURCE,
        about=("estradiol", "ovaries"),
    )


def no_periods(situation: Situation) -> Iterator[Flag]:
    """Say what periods that have stopped mean for bone, where no drug explains them and no estradiol was measured."""
    person = situation.person
    if not has_unexplained_amenorrhea(person) or estradiol_without_ovaries(person) is not None:
        return
    yield Flag(
        ASK_FIRST,
        "No periods before menopause mean ovaries that rest or fail, and bone is lost meanwhile. The model takes them "
        "to work: that loss is not in these numbers. Ask a clinician for the cause: pregnancy, estradiol, LH, FSH and "
        "prolactin, whether enough is eaten. Where periods have ended for good, write menopause_age.",
        _AMENORRHEA_SOURCE,
        about=("estradiol", "ovaries"),
    )


def under_eating(situation: Situation) -> Iterator[Flag]:
    """Say what too little food takes from bone, that no number holds it, and what to ask for."""
    if _UNDER_EATING not in situation.conditions:
        return
    ask = (
        "whether periods have stopped, estradiol, LH and FSH"
        if situation.person.sex == "female"
        else "testosterone in the morning, with LH"
    )
    yield Flag(
        ASK_FIRST,
        "Too little eaten for what is done lowers sex hormones, thyroid hormone and IGF-1, and takes bone: that loss "
        f"is not in these numbers. Eating more comes first. Ask a clinician for {ask}.",
        _UNDER_EATING_SOURCE,
        about=("loss by low energy",),
    )
