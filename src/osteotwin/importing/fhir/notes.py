"""What a record says in words beside its fields: it may be withdrawn, somebody else's, or not taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from osteotwin.importing.remarks import is_ordinary, of_somebody_else, why_not
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

_MOST_NOTES: Final = 50
#: Marks of a narrative that says more than the fields of its record.
_TAG: Final = later(r"<[^<>]{0,500}>")
_LONGEST_NARRATIVE: Final = 2_000
#: Codes of an interpretation that no word says.
_CODES: Final = {"ND": "not detected", "QCF": "quality control", "IE": "insufficient"}
#: Of a medicine that somebody never took, or does not take now.
_NEVER: Final = later(
    r"\b(?:not (?:yet |currently )?(?:taking|taken|started|filled|dispensed|collected|picked up)|"
    r"(?:never|(?:has|have|did|does)(?:n['\u2019]t| not)) (?:yet )?(?:took|taken?|start(?:ed)?|fill(?:ed)?|used?|"
    r"pick(?:ed)? up|collect(?:ed)?|been started)|declin(?:ed|es)|refus(?:ed|es)|"
    r"(?:entered|recorded|prescribed) in error|wrong patient|not for (?:this )?patient|allerg(?:y|ic)|considering|"
    r"(?:plan(?:s|ned)?|wants?|will|may|might|hopes?|intend\w*) to (?:start|begin|take)|"
    r"(?:will|may|might) (?:start|begin)|to (?:be )?(?:started|begun)|"
    r"nimmt (?:\w+ )?nicht|(?:nicht|nie) (?:ein)?genommen|noch nicht begonnen|abgelehnt|"
    r"geplant)\b",
    re.IGNORECASE)  # fmt: skip
_NOW_OVER: Final = later(
    r"\b(?:no longer|(?:stopped|discontinued|ceased|quit)(?! (?:smok|drink|alcohol))|paus(?:ed?|ing)|on hold|"
    r"interrupted|suspended|withheld|drug holiday|completed (?:the )?course|abgesetzt|pausiert|ausgesetzt|unterbrochen|"
    r"beendet|arrêtée?|suspendid[oa]|sospeso|gestopt|last dose|letzte (?:dosis|gabe))\b",
    re.IGNORECASE)  # fmt: skip
_DENIED: Final = later(
    r"\b(?:not|never|n['\u2019]t|without|no|nicht|nie|if|before|until|when)\s+(?:be\s+)?$", re.IGNORECASE
)


def modified(resource: dict[str, Any]) -> str:
    """Return why a record means something else than its fields say; empty where it does not.

    FHIR lets a modifier extension negate what it stands beside; who does not know it may not read on.
    """
    extensions = resource.get("modifierExtension")
    first = extensions[0] if isinstance(extensions, list) and extensions else None
    if not isinstance(first, dict):
        return ""
    name = str(first.get("url") or "").rstrip("/").rsplit("/", 1)[-1]
    return f"an extension changes what it means ({printable(name[:80])}), and is not known here"


def notes_of(resource: dict[str, Any]) -> Iterator[str]:
    """Yield the notes of a record."""
    notes, reason = resource.get("note"), resource.get("statusReason")
    notes = list(notes) if isinstance(notes, list) else []
    notes += reason if isinstance(reason, list) else [reason]
    narrative = resource.get("text")
    if isinstance(narrative, dict) and narrative.get("status") == "additional":
        notes.append({"text": _TAG.sub(" ", str(narrative.get("div") or ""))[:_LONGEST_NARRATIVE]})
    yield from (" ".join(text.split()) for one in notes[:_MOST_NOTES] if (text := said_by(one)))


def instructions_in_words(resource: dict[str, Any], instruction: dict[str, Any]) -> Iterator[str]:
    """Yield what a prescription tells in words: its instruction, that for the patient, and what is added to it."""
    added = instruction.get("additionalInstruction")
    texts = [
        instruction.get("text"),
        instruction.get("patientInstruction"),
        resource.get("renderedDosageInstruction"),
        *map(said_by, added if isinstance(added, list) else ()),
    ]
    for one in texts:
        if isinstance(one, str) and one.strip():
            yield " ".join(one.split())


def said_by(concept: Any) -> str:
    """Return the words of a concept, or else what its first code is called."""
    if not isinstance(concept, dict):
        return ""
    codings = [one.get("display") for one in concept.get("coding") or () if isinstance(one, dict)]
    return next((one for one in (concept.get("text"), *codings) if isinstance(one, str) and one.strip()), "")


def why_no_value(resource: dict[str, Any], part: dict[str, Any]) -> str:
    """Return why a result is none, by the notes on it and by how it is to be read; empty where it may be one.

    Parameters
    ----------
    resource : dict
        An Observation.
    part : dict
        The same, or a component of it.
    """
    if part.get("dataAbsentReason"):
        return "a value, and a reason why there is none (dataAbsentReason)"
    quantity = part.get("valueQuantity")
    written = quantity.get("comparator") if isinstance(quantity, dict) else part.get("valueString")
    signed = isinstance(written, str) and written.lstrip()[:1] in ("<", ">")
    beside = [*notes_of(resource), *_interpretations(resource)]
    if part is not resource:
        beside += _interpretations(part)
    return next((why for one in beside if (why := why_not(one, signed=signed))), "")


def _interpretations(part: dict[str, Any]) -> list[str]:
    """Return how a result is to be read: by codes such as H for high, and in words."""
    found: list[str] = []
    for concept in part.get("interpretation") or ():
        if not isinstance(concept, dict):
            continue
        codings = [one for one in concept.get("coding") or () if isinstance(one, dict)]
        words = [
            *(one.get("code") for one in codings),
            *(one.get("display") for one in codings),
            concept.get("text"),
        ]
        found += [_CODES.get(one, one) for one in words if isinstance(one, str)]
    return found


def readings_of(part: dict[str, Any]) -> list[str]:
    """Return in which words a result is to be read, without its codes."""
    told = [one for one in part.get("interpretation") or () if isinstance(one, dict)]
    return [text for one in told if (text := said_by(one))]


def remarks_beside(resource: dict[str, Any]) -> str:
    """Return the notes on a result that leave it as it is, for the preview; empty where there are none."""
    said = [one for one in notes_of(resource) if not is_ordinary(one)]
    return f'its note, which is not taken: "{printable("; ".join(said)[:200])}"' if said else ""


def why_not_theirs(words: str, *, over: bool) -> str:
    """Return why words beside a medicine make it none that this person takes; empty where they do not.

    Parameters
    ----------
    words : str
    over : bool
        Whether the record itself says that it has ended.

    Examples
    --------
    >>> why_not_theirs("these are his wife's tablets", over=False)
    'its words are about somebody else'
    >>> why_not_theirs("stopped in March", over=True), why_not_theirs("do not stop suddenly", over=False)
    ('', '')
    """
    if of_somebody_else(words):
        return "its words are about somebody else"
    if (never := _NEVER.search(words)) is not None:
        return f'its words say "{printable(never[0].casefold())}", and its status that it is taken; write it by hand'
    for one in () if over else _NOW_OVER.finditer(words):
        if _DENIED.search(words[: one.start()]) is None:
            said = printable(one[0].strip().casefold())
            return f'its words say "{said}", and its status that it goes on; write the entry by hand, with its last day'
    return ""
