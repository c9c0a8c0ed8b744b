"""What an answer expects of bone, as FHIR Observations that nobody can take for measured ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from osteotwin.interchange.fhir_parts import Json, concept, percent, quantity

METHOD: Final = "simulation of virtual people who agree with what was measured; nothing here was measured"
#: What is told of a site: key of the answer, name, unit, code of the unit.
_BY_SITE: Final = (
    ("bone", "change of bone density since today, simulated", "%", "%"),
    ("t_score", "T-score, simulated", "T-score", "1"),
)
_ENDS: Final = {
    "lo50": "low end of the 50 % interval",
    "hi50": "high end of the 50 % interval",
    "lo90": "low end of the 90 % interval",
    "hi90": "high end of the 90 % interval",
}
_QUESTIONS: Final = {
    "offset": "Share of virtual people who keep at least as much bone as without the drugs that take it",
    "kept": "Share of virtual people who lose no more bone than two scans can tell",
    "lifestyle": "Share of virtual people who keep at least as much bone by lifestyle alone",
}
_NOT_COMPUTED: Final = {
    "coding": [
        {"system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "not-a-number"}
    ],
    "text": "could not be computed",
}


def observations(answer: Mapping[str, Any]) -> Iterator[Json]:
    """Yield one Observation for each site, quantity and year, and for each question of the verdict and year.

    Subject and device are left to the bundle.

    Parameters
    ----------
    answer : mapping
        The answer object (schema ``osteotwin/answer/2``).
    """
    milestones = _milestones(answer["years"])
    for site, entry in answer["sites"].items():
        for key, words, unit, code in _BY_SITE:
            band = entry.get(key)
            for index in milestones if band else ():
                yield _observation(
                    f"{site}.{key}",
                    f"{entry['label']}: {words}",
                    answer["dates"][index],
                    None if band["median"][index] is None else quantity(band["median"][index], unit, code),
                    component=[
                        {"code": concept(name, end), "valueQuantity": quantity(band[end][index], unit, code)}
                        for end, name in _ENDS.items()
                        if band[end][index] is not None
                    ],
                )
    for year, questions in answer["verdict"]["years"].items():
        date = answer["dates"][_nearest(answer["years"], float(year))]
        for question, words in _QUESTIONS.items():
            found = questions.get(question)
            if found:
                probability = found["probability"]
                yield _observation(
                    f"verdict.{question}",
                    words,
                    date,
                    None if probability is None else percent(100 * probability),
                    interpretation=[concept(found["class"])],
                )


def _observation(code: str, text: str, date: str, value: Json | None, **more: list[Json]) -> Json:
    told = {"dataAbsentReason": _NOT_COMPUTED} if value is None else {"valueQuantity": value}
    return {
        "resourceType": "Observation",
        "status": "preliminary",
        "code": concept(text, code),
        "effectiveDateTime": date,
        **told,
        "method": {"text": METHOD},
        **{name: parts for name, parts in more.items() if parts},
    }


def _milestones(years: Sequence[float]) -> list[int]:
    """Where the whole years and the end stand among the times of the answer."""
    whole = range(1, int(years[-1] + 0.01) + 1)
    return sorted({*(_nearest(years, year) for year in whole), len(years) - 1})


def _nearest(years: Sequence[float], year: float) -> int:
    return min(range(len(years)), key=lambda index: abs(years[index] - year))
