"""Training in words: ``back squat 5x5 80 kg twice a week`` → entries of habitual training."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from osteotwin.asking.doses import is_rhythm
from osteotwin.asking.pieces import MOST_LISTED, MOST_WORDS, pieces_of
from osteotwin.asking.training_asides import check_steps, in_minutes_of_walking, noted, past_apart, with_note
from osteotwin.asking.training_clear import check_clear
from osteotwin.asking.training_fixes import in_words, with_readable_fix
from osteotwin.asking.training_lists import each_with_its_days, with_rhythm_of_all, without_hours
from osteotwin.asking.training_meant import check_meant
from osteotwin.asking.training_notation import check_counted, in_notation
from osteotwin.asking.training_now import check_now, is_no_training
from osteotwin.asking.training_numbers import check_numbers
from osteotwin.asking.training_open import check_often
from osteotwin.asking.training_phrases import in_all, in_plain_words
from osteotwin.asking.training_rhythms import days_named_first, often_within, with_bare_counts
from osteotwin.asking.training_sentences import bare_name, plain_sentence, sentences_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.table import value_of_key
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.file_values import ONCE_OR_BOTH_DAYS, may_be_one_day
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.plan_file import HabitualTraining
from osteotwin.units import AmbiguousRhythm, in_digits, rhythm
from osteotwin.units.german import in_english

_SETS: Final = re.compile(
    r"(?P<sets>\d{1,2}) ?(?:x|sets? of|sets?,? ?(?:x|by)?) ?(?P<reps>\d{1,3})(?: ?reps?)?\b(?! ?(?:/|times|a week|per))"
)
_MINUTES: Final = re.compile(
    r"(?:\b(?:for|about|around) )*(?P<n>\d+(?:\.\d+)?) ?(?P<unit>minutes?|mins?|min|hours?|hrs?|h)\b"
)
_IMPACTS: Final = re.compile(r"(?P<n>\d{1,4}) ?(?:jumps?|impacts?|hops?|skips?|reps?)\b")
_LOAD: Final = re.compile(
    r"(?:(?:@|\b(?:at|with)\b) ?)?(?P<load>rpe ?\d+(?:\.5)?|\d+(?:\.\d+)? ?(?:kg|kilos?|lbs?|pounds?|"
    r"%(?: ?(?:of )?(?:my )?(?:1 ?rm|bw|body ?weight))?))"
)


def read_training_words(text: str) -> tuple[Found, ...]:
    """Return the training of an answer.

    Raises
    ------
    UnclearAnswerError
    """
    if is_no_training(text):
        return ()
    found: list[Found] = []
    text, note = past_apart(text)
    check_steps(text)
    for told in sentences_of(text):
        if is_no_training(told):
            continue
        try:
            check_now(told)
            found += _told(told)
        except UnclearAnswerError as unclear:
            plain = " ".join(in_english(told).split())
            reads = _reads if _OFTEN_TOLD.search(plain) else _reads_so_far
            raise with_readable_fix(unclear, told, plain, reads) from None
    return tuple(with_note(found, note))


def _told(sentence: str) -> list[Found]:
    check_meant(sentence)
    check_numbers(sentence)
    return [
        entry
        for piece in pieces_of(plain_sentence(in_english(sentence)))
        for entry in _entries(in_notation(piece))
    ]


def _reads(text: str) -> bool:
    """Tell whether an answer is understood, and says how much where that is needed."""
    if is_no_training(text):
        return True
    try:
        found = [entry for told in sentences_of(text) for entry in _told(told)]
    except UnclearAnswerError:
        return False
    return bool(found) and all(_has_amount(one.keys) for one in found)


#: Where how often is told, an example may not lose it.
_OFTEN_TOLD: Final = re.compile(
    r"\b(?:daily|weekly|days?|week|wk|(?:mon|tue|wed|thu|fri|sat|sun)\w*)\b", re.IGNORECASE
)


def _reads_so_far(text: str) -> bool:
    """Tell whether an answer is understood but for how often, which is asked next."""
    return _reads(text) or _reads(f"{text} twice a week")


def _has_amount(keys: Mapping[str, Any]) -> bool:
    exercise = load_exercises()[keys["exercise"]]
    if exercise.id.startswith("generic_") and exercise.counted_by == "repetitions":
        return True
    if exercise.counted_by == "minutes":
        return "minutes" in keys or "sets" in keys
    return "sets" in keys or "impacts" in keys


def _entries(piece: str) -> list[Found]:
    """Return the training of a piece: one entry, or several parted by commas, each with how often."""
    if (each := each_with_its_days(piece)) is not None:
        return [_entry(one) for one in each]
    if (days := days_named_first(piece)) is not None:
        parts = re.split(r",\s+(?:and )?", days[1])
        return [_entry(part if _has_rhythm(part) else f"{part} {days[0]}") for part in parts]
    try:
        return [_entry(piece)]
    except UnclearAnswerError as unclear:
        one = unclear.problems[0]
        if not one.expected.startswith("an exercise") and not one.found.startswith("no word"):
            raise
        parts = re.split(r",\s+(?:and )?|\s+and\s+(?=[A-Za-z\d])", piece)
        last = re.sub(r"^(?:all|each|both|everything)(?: of (?:them|it))? ", "", parts[-1])
        if len(parts) > 1 and is_rhythm(last):  # "hip thrust 3x10 80 kg, lunges 3x12 20 kg, twice a week"
            parts = [part if _has_rhythm(part) else f"{part} {last}" for part in parts[:-1]]
        parts = with_bare_counts(parts)
        parts = [part for part in parts if not is_no_training(part)] or parts
        if len(parts) == 1 and parts[0] != piece:
            return [_entry(parts[0])]
        named = [_names_exercise(part) for part in parts]
        if 1 < len(parts) <= MOST_LISTED and all(map(_lacks_often, parts)):
            raise UnclearAnswerError("training", f"no word on how often in {quoted(piece)}", "how often a week, too",
                                     f'write for example "{piece}, 3 times a week"') from None  # fmt: skip
        if not 1 < len(parts) <= MOST_LISTED:
            raise
        if not any(named) and any(len(part.split()) > _SHORT_PART for part in parts):
            raise
        if not all(named) and any(len(part.split()) > _LONGEST_NAME for part in parts):
            raise
        if all(named) and (whole := with_rhythm_of_all(parts, _times_in_front, _times)) is not None:
            return [_entry(part) for part in whole]
        if all(named) and all(map(_lacks_often, parts[:-1])) and not _lacks_often(parts[-1]):
            last, often = _often(in_digits(parts[-1]), parts[-1])
            last, often = (last, often) if often is not None else often_within(last)
            whole = ", ".join((*parts[:-1], last.strip(" ,")))
            raise UnclearAnswerError(
                "training", f"no word on how often in {quoted(parts[0])}", "how often a week, too",
                f'write "{whole}, {in_words(often or _OFTEN_IN_EXAMPLES)} a week" where it is of all of them',
            ) from None  # fmt: skip
        return [_entry(part) for part in sorted(parts, key=_names_exercise)]


def _has_rhythm(part: str) -> bool:
    return _often(in_digits(part), part)[1] is not None


def _times_in_front(part: str) -> float | None:
    return _often_first(in_digits(part))[1]


def _times(part: str) -> float | None:
    own = _often(in_digits(part), part)[1] or _times_in_front(part)
    return own or often_within(in_digits(part))[1]


def _lacks_often(part: str) -> bool:
    """Tell whether a part lacks nothing but how often."""
    try:
        _entry(part)
    except UnclearAnswerError as unclear:
        return unclear.problems[0].found.startswith("no word on how often")
    return False


def _names_exercise(part: str) -> bool:
    """Tell whether a part is of an exercise of its own, whatever else it lacks."""
    try:
        _entry(part)
    except UnclearAnswerError as unclear:
        return unclear.problems[0].found.startswith("no word on how often")
    return True


_ONE_OF_TWO: Final = re.compile(r"\bonce (?:every|each|a|per|at the) week-?end\b", re.IGNORECASE)
_INCLINE: Final = re.compile(
    r",? ?(?:(?:at |with )?(?:an? )?\d+(?:\.\d+)? ?% (?:incline|grade)|(?:incline|grade) (?:of )?\d+(?:\.\d+)? ?%)",
    re.IGNORECASE,
)


def _entry(piece: str) -> Found:
    told, piece = piece, in_all(in_plain_words(in_minutes_of_walking(without_hours(piece))))
    check_counted(piece)
    check_often(piece)
    check_clear(piece)
    piece = _ONE_OF_TWO.sub("once a week", piece)
    if _INCLINE.search(piece):
        piece = f"incline {_INCLINE.sub('', piece)}"
    said = in_digits(piece).replace("×", "x")
    said, often = _often(said, piece)
    keys: dict[str, Any] = {}
    said = _taken(_SETS, said, keys, lambda one: {"sets": int(one["sets"]), "reps": int(one["reps"])})
    said = _taken(_MINUTES, said, keys, lambda one: {"minutes": _minutes(one)})
    said = _taken(_LOAD, said, keys, lambda one: {"load": _load(one["load"])})
    if "sets" not in keys:
        said = _taken(_IMPACTS, said, keys, lambda one: {"impacts": int(one["n"])}, keep=r"\1")
    if often is None:
        said, often = _often(" ".join(said.split()), piece)
    if often is None:  # "walking 30 minutes a day"
        said, often = _often(_A_DAY.sub(" 1 x per day", " ".join(said.split())), piece)
    if often is None:
        said, often = _often_first(" ".join(said.split()))
    if often is None:
        said, often = often_within(" ".join(said.split()))
    _check_said(said, piece, keys)
    if "minutes" in keys:
        said = _IN_TIME.sub(" ", said)
    name = bare_name(said)
    if not {"sets", "minutes", "impacts"} & set(keys) and (count := _COUNT.match(name)) is not None:
        name = name[count.end() :]
        keys["impacts"] = int(count[1])
    elif not {"sets", "minutes", "impacts", "load"} & set(keys) and (behind := _COUNT_BEHIND.search(name)):
        name = name[: behind.start()]
        _check_count(name, behind[1], piece)
        keys["impacts"] = int(behind[1])
    if not name and often is not None:
        raise UnclearAnswerError("training", f"no word on what is done in {quoted(piece)}", "an exercise or a sport",
                                 f'write for example "walking 30 min {piece}"')  # fmt: skip
    exercise = _exercise_of(name or piece, piece, loaded="load" in keys)
    if "impacts" in keys and load_exercises()[exercise].counted_by == "repetitions":
        keys |= {"sets": 1, "reps": keys.pop("impacts")}
    if "minutes" in keys and "sets" not in keys and "impacts" not in keys:
        _check_jumps(exercise, piece, keys["minutes"])
    if often is None:
        raise UnclearAnswerError("training", f"no word on how often in {quoted(piece)}", "how often a week, too",
                                 f'write for example "{piece}, 3 times a week"')  # fmt: skip
    keys = {"exercise": exercise, "sessions_per_week": often, **keys}
    return noted(Found(("habits", "training"), keys, Place(""), piece), told)


#: "100 push-ups": how many there are, where it is no measure.
_COUNT: Final = re.compile(
    r"(\d{1,4}) (?=[a-z])(?!(?:degrees?|deg|way|point|inch|in|cm|arms?|legs?|hands?|count|d|k|km|m|kg|lbs?|mi|"
    r"miles?|holes|steps?|part|by|x|rep|reps|sets?|rounds?|watts?|mph|kph|days?|times|weeks?|years?|or|to|and|of|a|per|each)\b)"
)


#: "heel drops 50"
_COUNT_BEHIND: Final = re.compile(r"(?<=[a-z]) (\d{2,4})(?: times)?$")


def _check_count(name: str, number: str, piece: str) -> None:
    """Ask what a number behind an exercise is, where it may be none of jumps or repetitions."""
    known = load_exercises()[_exercise_of(name, piece, loaded=False)]
    if known.counted_by == "minutes":
        ways = (f"{number} min",)
    elif _LIFTED.intersection(known.equipment):
        ways = (f"1x{number}", f"3x5 {number} kg")
    else:
        return
    raise UnclearAnswerError("training", f"{quoted(number)} in {quoted(piece)}, a number without its unit",
                             "minutes, repetitions or a load",
                             f"write {' or '.join(quoted(piece.replace(number, way, 1)) for way in ways)}")  # fmt: skip


#: With these a number may be a load.
_LIFTED: Final = frozenset(
    (
        "barbell",
        "dumbbell",
        "kettlebell",
        "weights",
        "machine",
        "cable machine",
        "trap bar",
        "leg press machine",
    )
)


def _check_jumps(exercise: str, piece: str, minutes: str) -> None:
    """Ask for the number of jumps where only their time is told."""
    known = load_exercises()[exercise]
    if known.counted_by == "impacts":
        raise UnclearAnswerError(
            "training", f"{quoted(minutes)} of {known.name} in {quoted(piece)}, which is counted in jumps",
            "about how many jumps or landings a session", 'write for example "60 jumps" instead',
        )  # fmt: skip


#: Words of the longest name of an exercise.
_LONGEST_NAME: Final = 6


def _exercise_of(name: str, piece: str, *, loaded: bool) -> str:
    """Return the exercise of a name, or ask for it with the words that were written."""
    bare = " ".join(re.sub(r"[()]", " ", name).split())
    try:
        return _first_known(dict.fromkeys((name, bare, bare_name(_BRACKET.sub(" ", name)))), loaded=loaded)
    except UnclearAnswerError as unclear:
        if _SPLITS.search(piece):
            raise _says_no_exercise(piece) from None
        if len(name.split()) <= _LONGEST_NAME:
            raise
        one = unclear.problems[0]
        named = one.fix.startswith("write") and one.fix != _COMMON_NAME
        raise UnclearAnswerError(
            "training", f"{quoted(piece)}, in which more is said than one exercise",
            "an exercise, how much and how often",
            one.fix if named
            else 'write each by itself: "back squat 3x5 80 kg twice a week; running 30 min 3 times a week"',
        ) from None  # fmt: skip


_BRACKET: Final = re.compile(r"\([^()]*\)|\([^()]*$")


def _first_known(names: Iterable[str], *, loaded: bool) -> str:
    """Return the exercise of the first name that is known."""
    first: UnclearAnswerError | None = None
    for name in filter(None, names):
        try:
            return _exercise(name, loaded=loaded)
        except UnclearAnswerError as unclear:
            first = first or unclear
    raise first or UnclearAnswerError("training", "no name", "an exercise", _COMMON_NAME)


def _says_no_exercise(piece: str) -> UnclearAnswerError:
    return UnclearAnswerError(
        "training", f"{quoted(piece)}, which parts the week and says no exercise",
        "the exercises, each with its sets and how often a week",
        'write for example "back squat 3x5 100 kg twice a week; bench press 3x5 80 kg twice a week"',
    )  # fmt: skip


#: Names of a way to part the week, which say no exercise.
#: Times a week of an example.
_OFTEN_IN_EXAMPLES: Final = 3
#: Words of a part that is asked by itself.
_SHORT_PART: Final = 5
_SPLITS: Final = re.compile(
    r"^(?:[a-z ]+\bsplit\b|ppl|full[ -]body|split)\b|"
    r"\b(?:ppl|push[ /-]pull(?:[ /-]legs)?|upper[ /-]lower|bro[ -]split)\b",
    re.IGNORECASE,
)
_DISTANCE: Final = re.compile(
    r"\b\d+(?:[.,]\d+)? ?(?:km|k|miles?|mi|m|meters|metres|yards?|yds?|laps?|lengths?|flights?(?: of stairs)?|floors?|"
    r"blocks?|kilometers|kilometres|kms)\b(?! steps)"
)
#: "5 km in" 30 min: the minutes tell how much it is.
_IN_TIME: Final = re.compile(rf",? ?{_DISTANCE.pattern},?(?: in| within)?")
_A_DAY: Final = re.compile(r"(?: a|/| per) ?day\b(?! (?:of|off))")
_BARE_LOAD: Final = re.compile(r"(?:@ ?|\b(?:at|with) |^\D*[a-z]\s+)(?P<n>\d{2,3}(?:\.\d)?)\s*$")
_SETS_ALONE: Final = re.compile(r"\b(?P<n>\d{1,2}) sets\b")


def _check_said(said: str, piece: str, keys: dict[str, Any]) -> None:
    """Ask for what is missing, where it is plain what it is."""
    if "minutes" not in keys and (way := _DISTANCE.search(said)) is not None:
        raise UnclearAnswerError("training", f"{quoted(piece)}, a distance of {way[0].strip()}",
                                 "how long one session takes",
                                 f'write for example "{_without(said, way[0])} 30 min", with its minutes')  # fmt: skip
    if _SPLITS.search(said.strip()) and not keys:
        raise _says_no_exercise(piece)
    if "sets" not in keys and (alone := _SETS_ALONE.search(said)) is not None:
        raise UnclearAnswerError("training", f"{quoted(alone[0])} in {quoted(piece)}, sets without their repetitions",
                                 "sets and repetitions",
                                 f'write "{alone["n"]} sets of 5" where each set has 5 repetitions')  # fmt: skip
    if "sets" in keys and "load" not in keys and (load := _BARE_LOAD.search(said)) is not None:
        raise UnclearAnswerError("training", f"{quoted(load['n'])} in {quoted(piece)}, a load without its unit",
                                 "kg or lb", f'write "{load["n"]} lb" or "{load["n"]} kg"')  # fmt: skip


def _without(said: str, part: str) -> str:
    """Return the words before a distance, which name the sport."""
    before = re.match(r"[a-z ]*", said.partition(part)[0].strip())
    return (before[0].strip() if before else "") or "running"


#: "hiking with 15 kg pack": what is carried tells the exercise.
_CARRIED: Final = re.compile(
    r"\s+(?:with )?(?:carrying )?(?:an? |my )?(?P<what>(?:weighted )?(?:pack|backpack|rucksack|vest))\b.*"
)
_COMMON_NAME: Final = (
    'write it by a common name, or what is nearest: for example "walking 30 min daily", or "resistance training twice '
    'a week" where weights are lifted'
)
_BODY_WEIGHT: Final = re.compile(r"\b(?:bw|body[ -]?weight)\b")


def _exercise(name: str, *, loaded: bool) -> str:
    """Return the exercise of a name; with the body's weight alone, no exercise of a loaded bar."""
    read = value_of_key(HabitualTraining, "exercise").read
    if loaded and (carried := _CARRIED.search(name)) is not None:
        try:
            return str(read(f"{name[: carried.start()]} with a {carried['what']}"))
        except Mistake:
            pass
    name = " ".join(re.sub(r"\bwith\b", " ", name).split())
    bare = " ".join(_BODY_WEIGHT.sub(" ", name).split())
    try:
        if bare == name or loaded:
            return str(read(name))
        try:
            exercise = str(read(f"body-weight {bare}"))
        except Mistake:
            exercise = str(read(bare))
    except Mistake as mistake:
        fix = mistake.fix.replace("{key}", "it")
        raise UnclearAnswerError(
            "training", mistake.found, mistake.expected, _COMMON_NAME if fix.startswith("choose") else fix
        ) from None
    if "barbell" in load_exercises()[exercise].equipment:
        raise UnclearAnswerError("training", f"{quoted(name)}, with the body's weight on a bar or without a bar",
                                 "the load on the bar", f'write for example "{bare} with 100 %BW"')  # fmt: skip
    return exercise


#: "heel drops 50 daily": so many, not every 50 days.
_COUNT_A_DAY: Final = re.compile(r"\d+ (?:daily|every day|weekly|every week)\b")


def _often(said: str, piece: str) -> tuple[str, float | None]:
    """Return what is left without how often, and the times a week."""
    for start in [found.start() for found in re.finditer(r"[ ,]+", said)][-MOST_WORDS:]:
        words = said[start:].strip(" ,")
        if _COUNT_A_DAY.match(words):
            continue
        try:
            found = rhythm(words)
        except AmbiguousRhythm as ambiguous:
            if re.match(r"\d+ ?(?:-|to|or) ?\d+ ?(?:min|h|reps?|sets?|kg|lb|km|mi)", words):
                continue
            raise UnclearAnswerError("training", quoted(piece), "how often a week", str(ambiguous)) from None
        if found is not None and may_be_one_day(found, words):
            raise UnclearAnswerError("training", quoted(piece), "how often a week", ONCE_OR_BOTH_DAYS)
        if found is not None and 0.0 < found.mean_days < float("inf"):
            return said[:start], _rounded(7.0 / found.mean_days)
    return said, None


def _often_first(said: str) -> tuple[str, float | None]:
    """Return what is left without how often at the front: "3x a week back squat"."""
    for end in reversed([found.start() for found in re.finditer(r" ", said)][:MOST_WORDS]):
        words = said[:end].strip(" ,:")
        try:
            found = rhythm(words)
        except AmbiguousRhythm:
            continue
        if found is not None and 0.0 < found.mean_days < float("inf"):
            return said[end:], _rounded(7.0 / found.mean_days)
    return said, None


def _rounded(times: float) -> float:
    return round(times, 3) if times % 1 else int(times)


def _taken(pattern: re.Pattern[str], said: str, keys: dict[str, Any], read: Any, keep: str = "") -> str:
    found = pattern.search(said)
    if found is None:
        return said
    keys.update(read(found))
    rest = "" if not keep else re.sub(r"^\d+ ?", "", found[0])
    stays = rest if rest.startswith(("jump", "hop", "skip")) and not said[: found.start()].strip(" ,") else ""
    return f"{said[: found.start()]} {stays} {said[found.end() :]}"


def _minutes(found: re.Match[str]) -> str:
    number = float(found["n"]) * (60.0 if found["unit"].startswith("h") else 1.0)
    return f"{number:g} min"


def _load(text: str) -> str:
    text = text.replace("kilos", "kg").replace("kilo", "kg")
    if "%" not in text:
        return text
    number = text.partition("%")[0].strip()
    return f"{number} %BW" if "b" in text.partition("%")[2] else f"{number} %1RM"
