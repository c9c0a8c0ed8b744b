"""A Condition → a condition of the person's file, where the record says that it is there now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from osteotwin.importing.condition_names import (
    by_icd10,
    by_snomed,
    by_words,
    condition_names,
    in_doubt,
    words_beside,
)
from osteotwin.importing.fhir.notes import modified, notes_of
from osteotwin.importing.found import Found, Gathered, Place
from osteotwin.importing.no_result_words import OTHERS
from osteotwin.importing.remarks import of_somebody_else
from osteotwin.inputs.notes import printable
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.units.patterns import later

#: Statuses by which a condition is there; a record may leave its clinical status out.
_THERE: Final = ("active", "recurrence", "relapse")
_CONFIRMED: Final = ("confirmed",)
#: A test that found nothing, and what is no disease of its own.
_NO_DIAGNOSIS: Final = later(r"\bnegative\b|\bcarrier\b|\bsecondary hyperparathyroidism\b", re.IGNORECASE)
#: Addresses of ICD-10, ICD-10-CM and ICD-10-GM, as addresses or as object identifiers.
_ICD10: Final = later(r"icd-?10|2\.16\.840\.1\.113883\.6\.(?:3|90)$|1\.2\.276\.0\.76\.5\.", re.IGNORECASE)
_SNOMED: Final = later(r"snomed|2\.16\.840\.1\.113883\.6\.96$", re.IGNORECASE)

#: Broken bones: chapter S of ICD-10 from the ribs to the lower leg, without skull, fingers and toes.
_BROKEN_CODE: Final = later(r"S(?:22|32|42|52|72|82)")
_BROKEN: Final = later(
    r"\b(?:fractur\w*|fraktur\w*|\w*fraktur|(?:knochen|schenkel|hals|wirbel|gelenk|rippen|h[uü]ft)\w*bruch)\b",
    re.IGNORECASE,
)


def read(place: Place, resource: dict[str, Any], gathered: Gathered, today: date) -> None:
    """Take the conditions that somebody has today; whatever is not taken is named with the reason."""
    concept = resource.get("code")
    said = _said(concept)
    names = _names(concept)
    if isinstance(names, str):
        gathered.leave(place, said, names)
        return
    known = names or any(by_words(text, certain=False) for text in _texts(concept))
    why = (
        modified(resource)
        or _not_there(resource)
        or _noted(resource)
        or (_not_certain(concept) if known else None)
        or _long_ago(resource, names, today)
    )
    if why is not None:
        gathered.leave(place, said, why + (_by_hand(names) or _fracture(concept)))
    elif not names:
        gathered.leave(place, said, "no condition that a person's file knows" + _fracture(concept))
    else:
        for name in names:
            note = f"{CONDITIONS[name].label}, from {printable(said)}"
            note += _unknown_code(concept)
            beside = printable("; ".join(notes_of(resource))[:200])
            note += f', its note, which is not taken: "{beside}"' if beside else ""
            gathered.found.append(Found(("person",), {"conditions": [name]}, place, said, note))


def _not_there(resource: dict[str, Any]) -> str | None:
    """Return why a record says of no condition that it is there; ``None`` where it is."""
    verified = _status(resource.get("verificationStatus"))
    if verified and verified not in _CONFIRMED:
        return f"its verification status is {printable(verified)}"
    clinical = _status(resource.get("clinicalStatus"))
    if clinical and clinical not in _THERE:
        return f"its clinical status is {printable(clinical)}"
    if any(key.startswith("abatement") and resource[key] for key in resource):
        return "it says that it is over"
    return None


def _long_ago(resource: dict[str, Any], names: Sequence[str], today: date) -> str | None:
    """Return that what lasts for months began years ago; ``None`` where it may go on."""
    begun = str(resource.get("onsetDateTime") or "")[:4]
    told = str(resource.get("recordedDate") or resource.get("assertedDate") or "")[:4]
    if "pregnancy" not in names or not begun.isdecimal():
        return None
    now = int(told) if told.isdecimal() else today.year
    return f"it began in {begun}, and lasts for months" if now - int(begun) > 1 else None


def _noted(resource: dict[str, Any]) -> str | None:
    """Return why the notes, the category or the stage of a record make it no condition that is there now."""
    stages = [one.get("summary") for one in _listed(resource.get("stage")) if isinstance(one, dict)]
    evidence = [
        one.get("concept") or one.get("code")
        for one in _listed(resource.get("evidence"))
        if isinstance(one, dict)
    ]
    concepts = [resource.get("category"), resource.get("severity"), *stages, *evidence]
    texts = [text for one in concepts for each in _listed(one) for text in _texts(each)]
    for text in (*texts, *notes_of(resource)):
        if OTHERS.search(text) or in_doubt(text) or _OTHERWISE.search(text):
            return f"its words say that it is not there, or of somebody else: {printable(text[:80])}"
    return None


#: Beside a condition, what makes it none of now or none of the person.
_OTHERWISE: Final = later(
    r"\b(?:ruled out|excluded|resolved|in remission|cured|family history|"
    r"(?:his|her|their) (?:mother|father|sister|brother|wife|husband|son|daughter)\w*|"
    r"pre-?diabet\w*|borderline|not confirmed|wrong|error|ausgeschlossen|geheilt)\b",
    re.IGNORECASE,
)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _not_certain(concept: Any) -> str | None:
    """Return why a record's words or the sign behind its code make it no diagnosis that is certain."""
    for text in _texts(concept):
        if of_somebody_else(text) or _OF_FAMILY.search(text):
            return "its words are about somebody else"
        if in_doubt(text) or _NO_DIAGNOSIS.search(text):
            return "its words say that it is not there, or not certain"
    for coding in _codings(concept):
        system, code = str(coding.get("system") or ""), str(coding.get("code") or "").strip()
        if not _ICD10.search(system):
            continue
        marks = [code[-1:]] if re.fullmatch(r"[A-Z]\d\d(?:\.\d{1,2})?[!*+\u2020]?[AV]", code) else []
        marks += [
            str((one.get("valueCoding") or {}).get("code") or "")
            for one in coding.get("extension") or ()
            if isinstance(one, dict) and isinstance(one.get("valueCoding"), dict)
        ]
        if "V" in marks or "A" in marks:
            return f"its code {printable(code)} is marked as {'suspected' if 'V' in marks else 'excluded'}"
    return None


_OF_FAMILY: Final = later(r"\bfamily history\b|\bfh\b|\bfamilien\w*|antecedentes familiares", re.IGNORECASE)
#: Codes of ICD-10 for what is looked for, feared, or runs in a family.
_NO_DISEASE: Final = later(r"Z(?:0[0-4]|1[0-3]|71|8[0-4])")


def _unknown_code(concept: Any) -> str:
    """Return that a condition is read by its text alone, where none of its codes of SNOMED CT is known."""
    codes = [
        str(one.get("code")) for one in _codings(concept) if _SNOMED.search(str(one.get("system") or ""))
    ]
    known = (
        not codes
        or any(map(by_snomed, codes))
        or any(by_icd10(str(c.get("code"))) for c in _codings(concept))
    )
    return "" if known else f" (its SNOMED code {printable(codes[0][:20])} is not known here)"


def _by_hand(names: tuple[str, ...]) -> str:
    """Return what to do about a condition that counts although it is over."""
    past = [row.what for row in condition_names() if row.what in names and row.past]
    return f'; where it was there before, write "{past[0]}" into conditions by hand' if past else ""


def _fracture(concept: Any) -> str:
    """Return what to do about a broken bone: it counts when it has healed, too, where the fall was a low one."""
    codes = (
        str(coding.get("code") or "")
        for coding in _codings(concept)
        if _ICD10.search(str(coding.get("system") or ""))
    )
    if not (any(map(_BROKEN_CODE.match, codes)) or any(map(_BROKEN.search, _texts(concept)))):
        return ""
    return (
        "; a bone that broke from a fall from standing height or less since the age of 40 is counted by hand, in "
        "fragility_fractures under [person]"
    )


def _names(concept: Any) -> tuple[str, ...] | str:
    """Return what a record's codes and words mean; or how they contradict one another."""
    by_code: list[str] = []
    for coding in _codings(concept):
        system, code = str(coding.get("system") or ""), str(coding.get("code") or "")
        if _ICD10.search(system):
            by_code += by_icd10(code)
        elif _SNOMED.search(system):
            by_code += by_snomed(code)
        if _ICD10.search(system) and not by_code and _NO_DISEASE.match(code.strip().upper()):
            return f"its code {printable(code)} is of a family, a search or a fear, and of no disease that is there"
    named = tuple(dict.fromkeys(name for text in _texts(concept) for name in by_words(text)))
    codes = tuple(dict.fromkeys(by_code))
    text = concept.get("text") if isinstance(concept, dict) else None
    if (
        named
        and not codes
        and (rest := next(filter(None, (words_beside(one, named) for one in _texts(concept))), ""))
    ):
        return f'its words say more than {_labels(named)}: "{printable(rest[:80])}"; write it by hand where it is there'
    coded = [
        str(one.get("code") or "") for one in _codings(concept) if _ICD10.search(str(one.get("system") or ""))
    ]
    if named and coded and not any(map(by_icd10, coded)):
        return f"its code {printable(coded[0][:20])} is none of {_labels(named)}, and its text says so"
    if codes and not named and isinstance(text, str) and text.strip() and not by_words(text, certain=False):
        return f"its code says {_labels(codes)}, and its text says {printable(text[:60])}"
    if codes and named and not set(codes) & set(named):
        return f"its code says {_labels(codes)}, and its text says {_labels(named)}"
    return codes or named


def _labels(names: tuple[str, ...]) -> str:
    return " and ".join(CONDITIONS[name].label for name in names)


def _status(concept: Any) -> str:
    """Return the code of a status, in lower case; R3 wrote a word alone."""
    if isinstance(concept, str):
        return concept.casefold()
    codes = [str(coding.get("code") or "") for coding in _codings(concept)]
    text = concept.get("text") if isinstance(concept, dict) else None
    return next((one for one in codes if one), text if isinstance(text, str) else "").casefold()


def _said(concept: Any) -> str:
    codes = [str(coding["code"]) for coding in _codings(concept) if isinstance(coding.get("code"), str)]
    return next((text for text in _texts(concept)), codes[0] if codes else "a condition without a name")[:120]


def _texts(concept: Any) -> list[str]:
    if not isinstance(concept, dict):
        return []
    shown = [concept.get("text"), *(coding.get("display") for coding in _codings(concept))]
    return [" ".join(one.split()) for one in shown if isinstance(one, str) and one.strip()]


def _codings(concept: Any) -> list[dict[str, Any]]:
    coding = concept.get("coding") if isinstance(concept, dict) else None
    return [one for one in coding if isinstance(one, dict)] if isinstance(coding, list) else []
