"""What is done on the feet, and here with a part of the weight borne by something else: a chair, water, a frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.known import Known
from osteotwin.asking.training.vocabulary import names_of_exercises
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.names import folded
from osteotwin.protocol.library import load_exercises
from osteotwin.units.patterns import later

#: Each with NAME for the exercise; "squats to a chair" rise from it.
_SEATED: Final = (
    r"\b(?:seated|sitting(?: down)?|in (?:an? |my |the )?(?:chair|stool)|(?:chair|stool)[ -](?=NAME)|im sitzen|"
    r"sitzend\w*|assise?|sentad[oa])\b"
)
_HELD: Final = (
    r"\b(?:(?:with|in|on|while|using) )?(?:(?:an? |my |the )|body[ -]?weight[ -]|robot(?:ic)?[ -]|partially )*"
    r"(?:supported|assisted|unweighted|unweighting|alter-?g|anti-?gravity|harness|exoskeleton|"
    r"hold(?:ing)?(?: on)?(?: to)?(?: the)? ?(?:hand ?)?rails?|(?:hand ?)?rails|crutch(?:es)?|"
    r"(?:walking |zimmer )?frame|rollator)\b"
)
_WATER: Final = (
    r"\b(?:in|im|dans|en) (?:the |a |dem |el |la |l')?(?:[a-z]+ )?(?:water|pool|wasser|piscine|piscina|agua|eau)\b|"
    r"\b(?:aqua\w*|under ?water|hydro\w*)\b|\b(?:water|pool)[ -](?!bottle)(?=NAME)"
)
_SITS: Final = "which is done seated"
_HELPED: Final = "which bears a part of the weight"
#: Of lifts those that are done standing; of others a force beneath the feet tells it.
_STANDING: Final = later(r"squat|lunge|deadlift")
_RIDDEN: Final = frozenset(("horse_riding", "battle_ropes"))


def check_borne(known: Sequence[Known], text: str, said: str) -> None:
    """Ask where what is done on the feet is told with something that bears the body.

    Raises
    ------
    UnclearAnswerError
    """
    for one in known:
        part = said if len(known) == 1 else _clause(one, text)
        if one.exercise != "swimming" and (wet := _found(_WATER, one, part)):
            minutes = one.item.of(Kind.MINUTES)
            often = " ".join(span.text for span in one.often)
            line = f"swimming {minutes[0].value[0] if minutes else '30 min'} {often}".strip()
            raise UnclearAnswerError(
                "training", f"{quoted(wet)} in {quoted(said)}, and water carries the body", "what is done in water",
                f'write for example "{line}", which it carries, too',
            )  # fmt: skip
        for words, why in ((_SEATED, _SITS), (_HELD, _HELPED)):
            if _is_on_feet(one) and (borne := _found(words, one, part)):
                whole = " ".join(said.replace(borne, " ", 1).replace("( )", " ").split())
                more = ": it loads bone hardly more than sitting does" if why == _SITS else ""
                raise UnclearAnswerError(
                    "training", f"{quoted(borne)} in {quoted(said)}, {why}", "what is done on the feet",
                    f'write "{whole}" where the feet bear nearly the whole weight, and leave it out where not{more}',
                )  # fmt: skip


def _clause(one: Known, text: str) -> str:
    """Return the words about an exercise up to the next comma or "and"."""
    start = max((found.end() for found in _JOINT.finditer(text[: one.item.start])), default=0)
    end = _JOINT.search(text, one.item.end)
    return text[start : end.start() if end else len(text)]


_JOINT: Final = later(r"[,;+&|]| and ")


def _found(words: str, one: Known, part: str) -> str:
    """Return the words of a pattern beside an exercise; not those of a name of the library: "chair squats"."""
    name = re.escape(one.item.name)
    if folded(one.item.name) in names_of_exercises() and not (words is _HELD and one.item.of(Kind.LOAD)):
        part = re.sub(name, "NAME", part, flags=re.IGNORECASE)
        name = "NAME"
    found = re.search(words.replace("NAME", rf"(?:{name}|\w+ {name})"), part, re.IGNORECASE)
    if found is None and name != "NAME":  # which the name itself may begin with
        inside = re.search(words.replace("NAME", "[a-z]"), one.item.name, re.IGNORECASE)
        found = inside and re.search(re.escape(inside[0]), part, re.IGNORECASE)
    return found[0].strip() if found else ""


def _is_on_feet(one: Known) -> bool:
    """Tell whether the feet bear the body in an exercise, by its name or by the force beneath them."""
    forced = load_exercises()[one.exercise].ground_reaction_bw is not None
    return (forced and one.exercise not in _RIDDEN) or _STANDING.search(one.exercise) is not None
