"""The first line of the verdict: what guidelines say, whatever the simulation does."""

from __future__ import annotations

from typing import Final

from osteotwin.explaining.bands import Json
from osteotwin.safety.guidelines.criteria import within_sentence
from osteotwin.safety.guidelines.gather import Guidelines
from osteotwin.safety.guidelines.rules import MET, Line, rules

_SAYS: Final = {
    "treat": "A bone drug applies, whatever the simulation says",
    "discuss": "A bone drug is to be talked over",
    "monitor": "Guidelines ask for measuring, not yet for a bone drug",
    "none": "No guideline calls for a bone drug",
}
#: The same in a few words, where a bone drug is taken or planned.
_OF_A_DRUG: Final = {"treat": "a bone drug applies", "discuss": "a bone drug is to be talked over"}
_COULD: Final = {"treat": "A bone drug could apply", "discuss": "A bone drug could be due for a talk"}
_MORE: Final = "More could be due"
_TREATMENT: Final = "treatment"


def guideline_line(guidelines: Guidelines) -> Json:
    """The class in a sentence, with the rules that make it, the person's numbers, and what else could decide.

    Where the first of those rules asks for something else than a bone drug, or one is taken already, ``in_short`` says
    so in a few words.
    """
    made = guidelines.guideline_class
    deciding = [line for line in guidelines.lines if line.met == MET and line.guideline_class == made]
    deciding.sort(key=lambda line: line.about != _TREATMENT)
    first = deciding[0] if made != "none" and deciding else None
    own = "" if first is None else rules()[first.rule].in_short or ""
    text = (_sentence(own) or _SAYS[made]) + ("." if first is None else f": {_reason(first)}")
    treated = f"taken or planned: {', '.join(map(within_sentence, guidelines.treated_by))}"
    if guidelines.treated_by:
        text += f" Taken or planned: {', '.join(guidelines.treated_by)}."
    if guidelines.could_become != made and guidelines.decided_by and not guidelines.treated_by:
        text += f" {_COULD.get(guidelines.could_become, _MORE)}; this would tell: "
        text += "; ".join(guidelines.decided_by) + "."
    found: Json = {"question": "guideline", "class": "nothing" if made == "none" else made, "text": text}
    if first is not None and guidelines.treated_by and made in _OF_A_DRUG:
        own = f"{own or _OF_A_DRUG[made]}; {treated}"
    if first is not None and own:
        found["in_short"] = f"{own} ({first.because})" if first.because else own
    return found


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _reason(line: Line) -> str:
    because = f" Here: {line.because}." if line.because else ""
    return f"{line.sentence}{because} ({line.body})"
