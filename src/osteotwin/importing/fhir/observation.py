"""An Observation → measurements: densities and scores by DXA, laboratory values, weight and height."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.assay_words import assay_of
from osteotwin.importing.dates import month_in
from osteotwin.importing.fhir.notes import modified, notes_of, readings_of, remarks_beside, why_no_value
from osteotwin.importing.fhir.patient import referred
from osteotwin.importing.fhir.values import number_in
from osteotwin.importing.found import Found, Gathered, Place
from osteotwin.importing.known_beside import why_another_kind, why_unknown
from osteotwin.importing.lab_names import (
    against_code,
    lab_codes,
    lab_endpoint,
    near_endpoint,
    of_another,
    scan_codes,
)
from osteotwin.importing.measured import known_unit, measurement
from osteotwin.importing.not_of_this import why_no_result
from osteotwin.importing.scan_heads import OTHER_METHOD
from osteotwin.importing.scan_words import (
    endpoint_of,
    is_change,
    is_prior,
    maker_of,
    number_named,
    side_of,
    site_of,
    vertebrae_of,
)
from osteotwin.importing.written_numbers import plain
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

_LOINC: Final = "http://loinc.org"
#: Observations that were withdrawn, or never became results.
_NO_RESULT: Final = ("entered-in-error", "cancelled", "registered", "unknown")
#: Results that may change still.
_NOT_FINAL: Final = ("preliminary", "partial")
#: Codes of what osteotwin itself expects, and words for what nobody has measured.
_OURS: Final = "urn:osteotwin:"
_NOT_MEASURED: Final = later(r"\b(?:simulat(?:ed|ion)|predicted|projected|forecast)\b", re.IGNORECASE)
#: A number as text: "<5.0 pg/mL".
_WRITTEN: Final = later(r"([<>]=?)?\s?(-?\d{1,6}(?:\.\d{1,6}|,\d{1,2})?)(?:\s?([^\d\s,;].{0,20}))?")
#: A value of a longer time, such as a mean of months, is of no day.
_LONGEST_DAYS: Final = 7
#: More words are a report.
_MOST_WORDS_OF_VALUE: Final = 4
#: Groups of what is measured by DXA; places of which one is a part of another; and what is measured of no blood.
_SCAN: Final = ("bmd", "t_score", "z_score")
_HIPS: Final = ("femur", "total_hip")
_USUAL: Final = {
    "weight": "the weight of that day",
    "height": "the height of that day",
    "urine_calcium_24h": "the calcium in the urine of a day",
}
_SIGNS: Final = {"<": "<", "<=": "<", ">": ">", ">=": ">", "": ""}


def read(
    place: Place,
    resource: dict[str, Any],
    by_reference: dict[str, dict[str, Any]],
    gathered: Gathered,
    answers: Answers,
    reports: Sequence[str] = (),
) -> None:
    """Take the values of an Observation, and of its components; ``reports`` are what it is a result of."""
    said = _text_of(resource.get("code"))
    why = withdrawn(resource) or modified(resource) or _simulated(resource) or _test_data(resource)
    if why or resource.get("focus"):
        gathered.leave(place, said, why or "of something else than the patient (focus)")
        return
    day = day_of(resource)
    specimen = _specimen(resource, by_reference)
    around = " ".join((*_texts(resource, "bodySite", "method", "device", "specimen"), specimen))
    for part in (resource, *(one for one in resource.get("component") or () if isinstance(one, dict))):
        within = part is not resource
        if not any(key.startswith("value") for key in part):
            if not within and not resource.get("component") and not resource.get("hasMember"):
                gathered.leave(place, said, _absent(part))
            continue
        context = f"{around} {said}" if within else around
        found = (
            why_no_value(resource, part)
            or (why_no_result(said) if within else "")
            or _otherwise(context)
            or _value(place, part, context, day, answers)
        )
        if isinstance(found, Found):
            found = _beside(found, resource, part, reports) or found
        if isinstance(found, str):
            gathered.leave(place, _text_of(part.get("code")), found)
        else:
            gathered.found.append(as_it_stands(found, resource).noting(remarks_beside(resource)))


def _beside(found: Found, resource: dict[str, Any], part: dict[str, Any], reports: Sequence[str]) -> str:
    """Return why a value is not taken, by the words of the fields beside it; empty where all are known."""
    group, name = MEASURED[found.keys["what"]].group, _text_of(part.get("code"))
    scan = group in _SCAN
    kinds = ("scan",) if scan else ("body",) if group == "body" else ("lab",)
    kinds = (*kinds, "egfr") if found.keys["what"] == "egfr" else kinds
    if scan and (why := why_unknown("name", [name], "name")):
        return why
    others = {"note": notes_of(resource), "report": reports, "name": (*_displays(part), *_displays(resource)),
              "method": _texts(resource, "method"), "device": _texts(resource, "device")}  # fmt: skip
    of_what = f"{name} {MEASURED[found.keys['what']].label}"
    told = (why_another_kind(field, one, of_what) for field, texts in others.items() for one in texts)
    if why := next(filter(None, told), ""):
        return why
    if scan and (metal := next(filter(None, map(_METAL.search, notes_of(resource))), None)) is not None:
        return f"{metal[0]} is beside it, and metal is no bone"
    return (
        why_unknown("method", _texts(resource, "method"), *kinds)
        or why_unknown("device", _texts(resource, "device"), *kinds)
        or why_unknown("interpretation", (*readings_of(resource), *readings_of(part)), "reading", *kinds)
        or why_unknown("category", _categories(resource), "category", *kinds)
    )


def _categories(resource: dict[str, Any]) -> list[str]:
    categories = resource.get("category")
    return [_text_of(one) for one in (categories if isinstance(categories, list) else [categories])]


def _test_data(resource: dict[str, Any]) -> str:
    """Return why a record is none of a person, by its own labels; empty where it is."""
    meta = resource.get("meta")
    held = [meta.get(key) for key in ("tag", "security")] if isinstance(meta, dict) else []
    labels = [one for part in held if isinstance(part, list) for one in part]
    told = (str(one.get(key)) for one in labels if isinstance(one, dict) for key in ("code", "display"))
    label = next((one for one in told if re.search(r"\bHTEST\b|\b(?:test|synthetic)\b", one)), "")
    return f"it is labelled {printable(label[:40])}, and not of a person" if label else ""


def _otherwise(around: str) -> str:
    """Return why words beside a value make it none of DXA or none of bone; empty where they do not."""
    method, metal = OTHER_METHOD.search(around), _METAL.search(around)
    if method is not None and method[0].casefold() == "estimated":
        return "it is estimated, and was not measured"
    if method is not None:
        return f"measured by {method[0]}, and a person's file holds what DXA measured"
    return f"{metal[0]} is beside it, and metal is no bone" if metal is not None else ""


_METAL: Final = later(
    r"\b(?:prosthe\w*|implant\w*|metal\w*|hardware|screws?|plates?|arthroplasty)\b", re.IGNORECASE
)


def _specimen(resource: dict[str, Any], by_reference: dict[str, dict[str, Any]]) -> str:
    """Return of what a value is, where its record refers to another that says so."""
    reference = resource.get("specimen")
    named = reference.get("reference") if isinstance(reference, dict) else None
    target = referred(named, resource, by_reference) if isinstance(named, str) else None
    return "" if target is None else _text_of(target.get("type"))


def withdrawn(resource: dict[str, Any]) -> str:
    """Return why an Observation or a DiagnosticReport is no result; empty where it is one."""
    status = str(resource.get("status", ""))
    return f"its status is {printable(status)}" if status in _NO_RESULT else ""


def as_it_stands(found: Found, resource: dict[str, Any]) -> Found:
    """Return an entry with a word on a record that may change still."""
    status = str(resource.get("status", ""))
    if status not in _NOT_FINAL:
        return found
    return found.noting(f"its status is {status}: it may change, so compare it with the final result")


def _simulated(resource: dict[str, Any]) -> str:
    """Return why an Observation was not measured; empty where nothing says so."""
    coding = (resource.get("code") or {}).get("coding") or ()
    ours = any(str(one.get("system", "")).startswith(_OURS) for one in coding if isinstance(one, dict))
    told = _NOT_MEASURED.search(" ".join((_text_of(resource.get("code")), *_texts(resource, "method"))))
    return "it is simulated or expected, and was not measured" if ours or told else ""


def _absent(part: dict[str, Any]) -> str:
    """Return why an Observation has no value, in the words of its record."""
    reason = _text_of(part.get("dataAbsentReason"))
    codes = (part.get("dataAbsentReason") or {}).get("coding") if not reason else None
    reason = reason or next(
        (str(one["code"]) for one in codes or () if isinstance(one, dict) and one.get("code")), ""
    )
    return f"no value ({printable(reason[:80])})" if reason else "no value"


def _value(
    place: Place, part: dict[str, Any], around: str, day: date | None, answers: Answers
) -> Found | str:
    quantity = part.get("valueQuantity") or _in_words(part.get("valueString"))
    text = _text_of(part.get("code"))
    if why := why_no_result(text) or _of_another_scan(text):
        return why
    value = number_in(quantity.get("value")) if isinstance(quantity, dict) else None
    if not isinstance(quantity, dict) or value is None:
        return "a range, and no single number" if isinstance(part.get("valueRange"), dict) else "no number"
    unit = str(quantity.get("unit") or quantity.get("code") or "")
    ucum = str(quantity.get("code") or "")
    what = _meaning(part, text, around, unit, place, answers)
    if not isinstance(what, tuple):
        return what
    endpoint, side, note = what
    if why := _of_urine(endpoint, around):
        return why
    units = {known for one in (unit, ucum) if one and (known := known_unit(one, MEASURED[endpoint].quantity))}
    if len(units) > 1:
        return f"two units, {printable(unit)} and the code {printable(ucum)}"
    sign = _SIGNS.get(comparator := str(quantity.get("comparator") or ""))
    if sign is None:
        return f"its sign is {printable(comparator[:20])}, which is not known here"
    if MEASURED[endpoint].group in ("t_score", "z_score") and (odd := _no_score(unit, ucum)):
        return f"its unit is {printable(odd[:20])}, and a score has none"
    number = plain(value)
    said = f"{text} {sign}{number} {unit}"
    found: Found | str = "no unit"
    for one in dict.fromkeys((unit, ucum)):
        words = f"{text} {around}"
        found = measurement(endpoint, sign, number, one, day, place, said, answers, device=maker_of(words),
                            assay=assay_of(words, endpoint), side=side, note=note)  # fmt: skip
        if isinstance(found, Found) and _is_known(one, endpoint):
            return found
    return found


def _no_score(*units: str) -> str:
    """Return the unit that a score cannot have; empty where there is none."""
    return next((one for one in units if _SCORE_UNIT.fullmatch(one.strip()) is None), "")


#: What stands where the unit of a score would.
_SCORE_UNIT: Final = later(
    r"(?:1|[{\[(]?(?:[tz][\s_-]?scores?|scores?|s\.?d\.?|std\.? dev\.?|standard deviations?|ratio|unity)[}\])]?)?",
    re.IGNORECASE,
)


def _of_another_scan(text: str) -> str:
    """Return why what a number of a scan is called makes it none of this scan; empty where it does not."""
    if number_named(text) is None and site_of(text) is None:
        return ""
    if is_prior(text):
        return "a value of an earlier scan; write it and its day by hand"
    return "a change or a percentage, which is no result" if is_change(text) else ""


def _of_urine(endpoint: str, around: str) -> str:
    """Return why a value of another specimen is none of blood."""
    other = re.search(r"urine?\b|harn|saliva|speichel|orina", around, re.IGNORECASE)
    if other is None or "urine" in endpoint:
        return ""
    return f"its specimen is {printable(other[0])}, and a person's file holds {MEASURED[endpoint].label} of blood"


def _in_words(written: Any) -> dict[str, Any] | None:
    """Return a number with its sign and unit that stands as text, as some laboratories send what is below a limit."""
    match = _WRITTEN.fullmatch(written.strip()[:60]) if isinstance(written, str) else None
    if match is None:
        return None
    return {
        "comparator": (match[1] or "").replace(" ", ""),
        "value": float(match[2].replace(",", ".")),
        "unit": match[3] or "",
    }


def report_in(resource: dict[str, Any]) -> str:
    """Return the text of a report that stands where a single value would; empty where a value or nothing does."""
    written = resource.get("valueString")
    told = (
        isinstance(written, str)
        and len(written.split()) > _MOST_WORDS_OF_VALUE
        and _in_words(written) is None
    )
    stands = told and not (withdrawn(resource) or modified(resource) or resource.get("dataAbsentReason"))
    return str(written) if stands and re.search(r"\d[.,]\d", str(written)) else ""


def _is_known(unit: str, endpoint: str) -> bool:
    return known_unit(unit, MEASURED[endpoint].quantity) is not None


def _meaning(
    part: dict[str, Any], text: str, around: str, unit: str, place: Place, answers: Answers
) -> tuple[str, str, str] | str:
    """Return endpoint, side and how it was understood; or why it is nothing that a file holds."""
    codes = [
        str(coding.get("code")) for coding in (part.get("code") or {}).get("coding") or ()
        if isinstance(coding, dict) and coding.get("system") == _LOINC
    ]  # fmt: skip
    named = lab_endpoint(text) or next((e for one in _displays(part) if (e := lab_endpoint(one))), None)
    near = "" if named is not None else near_endpoint(text)
    for code in codes:
        if (what := lab_codes().get(code)) is not None:
            if why := against_code(code, text if named is None else "", unit):
                return why
            if named is not None and named != what:
                return f"LOINC {code} is {MEASURED[what].label}, and its text says {MEASURED[named].label}"
            return what, "", ""
        if (scan := scan_codes().get(code)) is not None:
            return _scan(scan, text, around, code, place, answers)
    words = f"{text} {around}"
    number = number_named(text) or ("bmd" if "g/cm" in unit.casefold() else None)
    elsewhere = site_of(around)
    if number is not None and elsewhere not in (None, site_of(text), *_HIPS) and site_of(text) is not None:
        return f"its text is of the {site_of(text)}, and beside it stands the {elsewhere}".replace("_", " ")
    if number is not None and (site := site_of(words)) is not None:
        return _scan(f"{number} {site}", text, around, "", place, answers)
    if named is not None and (other := of_another(codes)):
        return f"{other}, and its text says {MEASURED[named].label}"
    if named is not None and codes:
        usual = _USUAL.get(named, f"{MEASURED[named].label} of blood")
        return (
            f"LOINC {printable(codes[0][:20])} is not known here; write the value by hand where it is {usual}"
        )
    if named is not None:
        return named, "", "by its name; it has no LOINC code that is known here"
    return near or "nothing that a person's file holds"


def _scan(
    code_says: str, text: str, around: str, code: str, place: Place, answers: Answers
) -> tuple[str, str, str] | str:
    """Return what a number of a scan is of, which its words may say more narrowly than its code."""
    number, site, *sided = code_says.split()
    words = f"{text} {around}"
    named, said = site_of(words), number_named(text)
    if said is not None and said != number:
        return f"LOINC {code} is a {number.replace('_', '-')}, and its text says {said.replace('_', '-')}"
    if site in ("femur", "total_hip") and named in ("femoral_neck", "trochanter", "total_hip"):
        site = named
    elif site == "forearm":
        if named not in ("radius_33", "radius_ultradistal", "total_forearm"):
            return "a forearm of which it does not say whether a third, the end or the whole was measured"
        site = named
    elif named not in (None, site, "femur"):
        return f"LOINC {code} is of the {site.replace('_', ' ')}, and its text names the {named.replace('_', ' ')}"
    if site == "lumbar_spine" and (vertebrae := vertebrae_of(words)) not in (None, "L1-L4"):
        return f"{vertebrae} alone; a person's file holds L1-L4"
    note = ""
    if site == "femur":
        if answers.femur is None:
            raise ImportQuestionError(
                "femur", place, f'a density of the femur ("{text}")', "whether the whole hip or the neck was measured",
                (("total_hip", "the whole hip"), ("femoral_neck", "the neck of the femur")),
            )  # fmt: skip
        site, note = answers.femur, f"the femur taken as {answers.femur.replace('_', ' ')}, as you said"
    endpoint = endpoint_of(number, site)
    if endpoint is None or endpoint not in MEASURED:
        return f"a {number.replace('_', '-')} of the {site.replace('_', ' ')}, which a person's file does not hold"
    return endpoint, sided[0] if sided else side_of(words), note


def day_of(resource: dict[str, Any]) -> date | None:
    """Return the day of an Observation or a DiagnosticReport; ``None`` where it tells none."""
    period = resource.get("effectivePeriod")
    begins, ends = (_date(period.get(key)) if isinstance(period, dict) else None for key in ("start", "end"))
    if begins is not None and ends is not None and (ends - begins).days > _LONGEST_DAYS:
        return None
    timing = resource.get("effectiveTiming")
    events = timing.get("event") if isinstance(timing, dict) else None
    event = events[0] if isinstance(events, list) and len(events) == 1 else None
    written = (resource.get("effectiveDateTime"), resource.get("effectiveInstant"), event)
    told = next((one for one in written if isinstance(one, str)), None)
    return begins if told is None else _date(told)


def _date(written: Any) -> date | None:
    if isinstance(written, str) and len(written) == len("2021-03"):
        return month_in(written)
    try:
        return date.fromisoformat(written[:10]) if isinstance(written, str) else None
    except ValueError:
        return None


def _texts(resource: dict[str, Any], *keys: str) -> Iterator[str]:
    for key in keys:
        concept = resource.get(key)
        if isinstance(concept, dict):
            yield _text_of(concept)
            yield str(concept.get("display") or "")


def _displays(part: dict[str, Any]) -> Iterator[str]:
    for coding in (part.get("code") or {}).get("coding") or ():
        if isinstance(coding, dict) and isinstance(coding.get("display"), str):
            yield coding["display"]


def _text_of(concept: Any) -> str:
    """Return what a concept is called, in its own words and those of its codes."""
    if not isinstance(concept, dict):
        return ""
    if isinstance(concept.get("text"), str) and concept["text"].strip():
        return concept["text"].strip()[:200]
    shown = [c.get("display") for c in concept.get("coding") or () if isinstance(c, dict)]
    return next((one[:200] for one in shown if isinstance(one, str) and one.strip()), "")
