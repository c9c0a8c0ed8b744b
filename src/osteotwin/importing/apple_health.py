"""Apple Health's ``export.xml``, read element by element: a gigabyte of it needs no more memory than a page.

Weight, height, calcium and vitamin D of the diet, and workouts; and who it is about. Everything else is counted by
kind and left. The file begins with a document type of its own, so that is allowed; entities of any kind are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from xml.sax.handler import ContentHandler

from osteotwin.importing.answers import Answers
from osteotwin.importing.body_size import OfDays, of_days
from osteotwin.importing.food_logs.daily import BySource, intake_of
from osteotwin.importing.found import About, Gathered, Place, Reading, counted
from osteotwin.importing.safe_files import Readable, refusal
from osteotwin.importing.training_logs.weekly import Log, habits_of

_PIECE: Final = 1 << 20
_QUANTITY, _WORKOUT = "HKQuantityTypeIdentifier", "HKWorkoutActivityType"
_GRAMS: Final = {"mg": 0.001, "g": 1.0, "mcg": 1e-6, "ug": 1e-6, "kg": 1000.0}
_KILOGRAMS: Final = {"kg": 1.0, "lb": 0.45359237, "g": 0.001, "st": 6.35029318}
_CENTIMETERS: Final = {"cm": 1.0, "m": 100.0, "in": 2.54, "ft": 30.48}
_IU_PER_GRAM_VITAMIN_D: Final = 40e6
_SECONDS: Final = {"min": 60.0, "s": 1.0, "sec": 1.0, "hr": 3600.0, "h": 3600.0}
#: No session lasts longer [s].
_LONGEST: Final = 86_400.0
_SEXES: Final = {"HKBiologicalSexMale": "male", "HKBiologicalSexFemale": "female"}
#: Workouts -> what the library of exercises calls them, where the name of the kind does not say it.
_CALLED: Final = {"Walking": "walking", "Running": "running", "Cycling": "cycling", "Swimming": "swimming",
                  "Soccer": "football", "Hiking": "hill walking", "Rowing": "rowing machine",
                  "Elliptical": "elliptical", "StairClimbing": "stair climbing",
                  "Stairs": "stair climbing", "JumpRope": "rope jumping",
                  "EquestrianSports": "horse riding", "StepTraining": "step aerobics", "PaddleSports": "kayaking",
                  "SocialDance": "dancing", "CardioDance": "dancing", "Dance": "dancing"}  # fmt: skip
#: Outermost elements of other records in XML.
_RECORDS: Final = {"ClinicalDocument": "a clinical document (CDA) in XML", "Bundle": "FHIR as XML"}
_MOST_KINDS: Final = 300
_MOST_SHOWN: Final = 60
_DEEPEST: Final = 50


@dataclass
class _Totals:
    """What the elements add up to."""

    weight: OfDays = field(default_factory=OfDays)
    height: OfDays = field(default_factory=OfDays)
    calcium: BySource = field(default_factory=BySource)
    vitamin_d: BySource = field(default_factory=BySource)
    log: Log = field(default_factory=Log)
    others: Counter[str] = field(default_factory=Counter[str])
    unread: Counter[str] = field(default_factory=Counter[str])
    about: list[About] = field(default_factory=list[About])
    is_health: bool = False


def read_apple_health(stream: Readable, file: str, answers: Answers) -> Reading:
    """Read an export of Apple Health.

    Parameters
    ----------
    stream : binary file
    file : str
        Its name.
    answers : Answers

    Raises
    ------
    InputError
        If it is no export, damaged, or holds entities.
    """
    from xml.sax import SAXException
    from xml.sax.expatreader import ExpatParser

    from defusedxml import DefusedXmlException
    from defusedxml.sax import make_parser

    totals = _Totals()
    parser: ExpatParser = make_parser()
    parser.setContentHandler(_Handler(totals, file))
    try:
        while piece := stream.read(_PIECE):
            parser.feed(piece)
        parser.close()
    except DefusedXmlException:
        found = "XML with entities or a document type elsewhere, as no export has it"
        raise refusal(file, found, "export it again") from None
    except SAXException as error:
        if not totals.is_health:
            raise refusal(
                file, "XML that is no export of Apple Health", "check that this is the right file"
            ) from None
        at = getattr(error, "getLineNumber", lambda: None)()
        within = "" if at is None else f"line {at}"
        raise refusal(
            file, "damaged XML, or XML that ends in the middle", "export it again", "whole XML", within
        ) from None
    except (ValueError, LookupError, UnicodeError):
        raise refusal(file, "XML in an encoding that is not known", "export it again") from None
    if not totals.is_health:
        raise refusal(file, "XML that is no export of Apple Health", "check that this is the right file")
    return _reading(totals, file, answers)


class _Handler(ContentHandler):
    """Adds up elements as they pass."""

    def __init__(self, totals: _Totals, file: str) -> None:
        super().__init__()
        self._totals, self._file, self._depth, self._correlations = totals, file, 0, 0

    def startElement(self, name: str, attrs: Any) -> None:  # the name is SAX's
        self._depth += 1
        if self._depth > _DEEPEST:
            raise refusal(self._file, "XML nested beyond any export", "export it again")
        if name == "HealthData":
            self._totals.is_health = True
        elif self._depth == 1 and name in _RECORDS:
            raise refusal(self._file, _RECORDS[name], "download the record as FHIR in JSON, and read that in")
        elif self._depth == 1:
            raise refusal(
                self._file, "XML that is no export of Apple Health", "check that this is the right file"
            )
        elif name == "Correlation":
            self._correlations += 1
        elif name == "Record" and self._correlations:
            pass  # what a correlation holds, as a meal its foods, stands outside of it once more
        elif name == "Record":
            _record(self._totals, attrs)
        elif name == "Workout":
            _workout(self._totals, attrs)
        elif name == "Me":
            _me(self._totals, attrs, self._file)

    def endElement(self, name: str) -> None:
        self._depth -= 1
        self._correlations -= name == "Correlation"


def _record(totals: _Totals, attrs: Mapping[str, str]) -> None:
    kind = attrs.get("type", "").removeprefix(_QUANTITY)
    match kind:
        case "BodyMass":
            read = _put(totals.weight, attrs, _KILOGRAMS)
        case "Height":
            read = _put(totals.height, attrs, _CENTIMETERS)
        case "DietaryCalcium":
            read = _add(totals.calcium, attrs, 1000.0)
        case "DietaryVitaminD":
            read = _add(totals.vitamin_d, attrs, _IU_PER_GRAM_VITAMIN_D)
        case _:
            _count(totals.others, kind)
            return
    if not read:
        _count(totals.unread, f"{kind} in {attrs.get('unit', '') or 'no unit'}")


def _workout(totals: _Totals, attrs: Mapping[str, str]) -> None:
    kind = attrs.get("workoutActivityType", "").removeprefix(_WORKOUT)[:60]
    day, seconds = _day(attrs), _lasted(attrs)
    if not kind or day is None or seconds is None:
        _count(totals.unread, f"workout {kind}".strip())
    elif len(totals.log.unknown) < _MOST_KINDS or kind in totals.log.unknown:
        name, begins = _CALLED.get(kind, _spaced(kind)), _moment(attrs.get("startDate", ""))
        totals.log.kinds.setdefault(name, _spaced(kind))
        if begins is None:
            totals.log.add(name, day, seconds=seconds)
        else:
            totals.log.add_session(name, day, begins, seconds)


def _lasted(attrs: Mapping[str, str]) -> float | None:
    """Return the seconds of a workout: as it says, or else from its beginning to its end."""
    duration, factor = _number(attrs.get("duration", "")), _SECONDS.get(attrs.get("durationUnit", "min"))
    if duration is not None:
        return None if factor is None else duration * factor
    begins, ends = _moment(attrs.get("startDate", "")), _moment(attrs.get("endDate", ""))
    if begins is None or ends is None or attrs.get("duration"):
        return None
    return ends - begins if 0.0 < ends - begins < _LONGEST else None


def _me(totals: _Totals, attrs: Mapping[str, str], file: str) -> None:
    born = attrs.get("HKCharacteristicTypeIdentifierDateOfBirth", "")
    sex = _SEXES.get(attrs.get("HKCharacteristicTypeIdentifierBiologicalSex", ""), "")
    try:
        day = date.fromisoformat(born[:10])
    except ValueError:
        day = None
    if (day or sex) and len(totals.about) < 2:
        totals.about.append(About(Place(file, "Me"), "", day, sex))


def _put(into: OfDays, attrs: Mapping[str, str], units: Mapping[str, float]) -> bool:
    """Keep the last value of a day; tell whether it is understood."""
    day, value, factor = _day(attrs), _number(attrs.get("value", "")), units.get(attrs.get("unit", ""))
    if day is not None and value is not None and factor is not None:
        into.put(day, value * factor)
        return True
    return False


def _add(into: BySource, attrs: Mapping[str, str], per_gram: float) -> bool:
    """Add an amount of a day; tell whether it is understood."""
    day, value, factor = _day(attrs), _number(attrs.get("value", "")), _GRAMS.get(attrs.get("unit", ""))
    if day is not None and value is not None and factor is not None:
        into.add(attrs.get("sourceName", "")[:100], day, value * factor * per_gram)
        return True
    return False


def _count(kinds: Counter[str], kind: str) -> None:
    if len(kinds) < _MOST_KINDS or kind[:60] in kinds:
        kinds[kind[:60]] += 1


def _day(attrs: Mapping[str, str]) -> date | None:
    try:
        return date.fromisoformat(attrs.get("startDate", "")[:10])
    except ValueError:
        return None


def _moment(written: str) -> float | None:
    try:
        return datetime.strptime(written[:40], "%Y-%m-%d %H:%M:%S %z").timestamp()
    except (ValueError, OverflowError):
        return None


def _number(text: str) -> float | None:
    try:
        value = float(text) if len(text) < 40 else -1.0
    except ValueError:
        return None
    return value if 0.0 < value < 1e9 else None


def _spaced(kind: str) -> str:
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in kind).strip()


def _reading(totals: _Totals, file: str, answers: Answers) -> Reading:
    gathered, place = Gathered(), Place(file, "Apple Health")
    gathered.about += totals.about
    for what, values, unit in (("weight", totals.weight, "kg"), ("height", totals.height, "cm")):
        of_days(what, values.agreeing(what, unit, place, gathered), unit, place, gathered, answers)
    calcium = totals.calcium.taken("calcium", place, gathered)
    intake_of(calcium, totals.vitamin_d.taken("vitamin D", place, gathered), place, gathered, answers)
    habits_of(totals.log, place, gathered, answers)
    for kinds, why in (
        (totals.unread, "its day, number or unit is not understood"),
        (totals.others, "nothing that a person's file holds"),
    ):
        for kind, count in kinds.most_common(_MOST_SHOWN):
            gathered.leave(place, f"{kind} ({counted(count, 'record')})", why)
        if len(kinds) > _MOST_SHOWN:
            gathered.leave(place, f"{len(kinds) - _MOST_SHOWN} more kinds of records", why)
    return gathered.reading(file)
