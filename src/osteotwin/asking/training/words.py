"""Training in words: ``back squat 5x5 80 kg twice a week`` → entries of habitual training."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.apart import note_of, now_and_apart
from osteotwin.asking.training.asides import check_steps, past_apart, with_note
from osteotwin.asking.training.behind import with_heads, with_more_behind, with_rhythm_behind
from osteotwin.asking.training.clear import check_clear
from osteotwin.asking.training.doubt import check_blocks, check_done
from osteotwin.asking.training.entries import entries_of
from osteotwin.asking.training.fixes import in_words, with_readable_fix
from osteotwin.asking.training.idle import check_behind
from osteotwin.asking.training.in_place import LackingError, lines_in_place
from osteotwin.asking.training.items import AMOUNTS, HOW_OFTEN, items_of
from osteotwin.asking.training.known import Heading
from osteotwin.asking.training.log_rows import check_log
from osteotwin.asking.training.meant import check_another, check_meant
from osteotwin.asking.training.names import WHOLE
from osteotwin.asking.training.notation import check_counted
from osteotwin.asking.training.nothing import NOTHING_DONE, nothing_done
from osteotwin.asking.training.now import check_now, is_no_training
from osteotwin.asking.training.numbers import check_numbers, without_body
from osteotwin.asking.training.of_a_week import of_a_week
from osteotwin.asking.training.offered import offered
from osteotwin.asking.training.open import check_often
from osteotwin.asking.training.part_by_part import check_parts
from osteotwin.asking.training.past import check_past, in_present
from osteotwin.asking.training.phrases import in_all, without_weather
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.rest import check_rest, without_rest, without_rest_between
from osteotwin.asking.training.sentences import check_whole, sentences_of
from osteotwin.asking.training.spans import Span, kinds_of, spans_of
from osteotwin.asking.training.totals import check_times_of_day, check_total
from osteotwin.asking.training.unknown import check_named, left_out
from osteotwin.asking.training.ways_told import check_ways
from osteotwin.asking.training.work import check_work
from osteotwin.asking.unclear import QUOTED, UnclearAnswerError, quoted
from osteotwin.importing.found import Found
from osteotwin.protocol.library import GENERIC_EXERCISES, load_exercises
from osteotwin.units import listed
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

_POUNDS: Final = later(r"(?<=\d) ?#(?=\W|$)")
#: That nothing else is done, behind what is.
_NO_OTHER: Final = later(
    r"(?:[,;.]\s*|\s+)(?:and |but )?(?:i (?:do not|don't) do (?:any )?|no )(?:other|more|further) "
    r"(?:kinds? of )?(?:sports?|exercises?|training|activit\w+|workouts?)(?=\W*$)",
    re.IGNORECASE,
)
#: A kind of training that is not done, as a part of its own: it says no exercise that no plan may hold.
_NOT_DONE: Final = (
    r"(?:(?:but|and|with|i|we|also|currently|so) )*(?:(?:zero|no|not much|hardly any|very little|little|"
    r"without(?: any)?|skip(?:s|ping)?|"
    r"(?:do(?: not|n'?t)|never) (?:really )?(?:do|like|bother with)(?: any| much)?|do (?:no|zero|not much|little))) "
    r"(?:(?:real|formal|dedicated|specific|structured|separate|other|extra|much|steady state|any) )*"
    r"(?:cardio(?: (?:work|training|exercise|sessions?))?|aerobics?(?: (?:exercise|training|work))?|conditioning|"
    r"stretching|mobility(?: work)?|classes|"
    r"legs?(?: (?:days?|work|training))?|abs|core(?: work)?|gym(?: work)?|machines|sports?|impact(?: (?:work|exercise|"
    r"training))?|plyo\w*|"
    r"high impact(?: (?:work|exercise|stuff))?)(?: (?:at all|at the moment|right now|for now|whatsoever|"
    r"though|yet|currently|these days|really))*"
)
_NO_KIND: Final = later(
    rf"(?:^|(?P<lead>[,;.]\s*|\s+(?=(?:but|and|with) )|\s*\((?=[^()]*\))))(?P<what>{_NOT_DONE})(?(lead)(?:\)|"
    rf"(?=\s*(?:[,;.]|$)))|\s*[,;.]\s*)",
    re.IGNORECASE,
)
#: Before what is done: it answers the question, and changes nothing.
_YES: Final = later(
    r"^\s*(?:ja|jep|jo|jawohl|natürlich|klar|yes|yeah|yep|yup|sure|of course|oui|bien s[uû]r|s[ií]|claro|por supuesto|"
    r"ok|okay|well|so|hi|hello|hallo|hola|bonjour)(?:[,.!:]+|\s[-\u2013])\s*(?=\S)",
    re.IGNORECASE,
)
#: "3 days on, 1 day off" is one rhythm.
_DAYS_OFF: Final = later(
    r"(?P<on>\b[1-9](?: days?)?[ -]on),\s*(?:and |then )?(?=[1-9](?: days?)?[ -]off\b)", re.IGNORECASE
)
_INCHES: Final = later(r"(?<=\d) ?(?:\"|''|\u201d)")


def read_training_words(text: str) -> tuple[Found, ...]:
    """Return the training of an answer.

    Raises
    ------
    UnclearAnswerError
    """
    text = _DAYS_OFF.sub(r"\g<on> ", text)
    found = _read_together(text)
    check_parts(past_apart(text)[0], found, _read_together)
    return found


def _read_together(text: str) -> tuple[Found, ...]:
    """Return the training of an answer, or of a part of one."""
    if is_no_training(text):
        return ()
    check_log(text)
    check_another(text)
    text = _YES.sub("", _NO_OTHER.sub("", text.replace("\u2019", "'")))
    text, note = past_apart(_POUNDS.sub(" lb", _INCHES.sub("\u2033", text.replace("\u2019", "'"))))
    text, not_done = _without_kinds(text)
    text, between = without_rest_between(text)
    note = "; ".join(
        filter(None, (note, not_done, between and f"{between}, the rest between sets, is in no number"))
    )
    check_blocks(text)
    text = with_heads(text)
    check_steps(text)
    now, apart = now_and_apart(with_more_behind(with_rhythm_behind(sentences_of(text))))
    found = _read(now)
    aside = note_of(apart, found) if apart else ""
    if aside is None:
        return tuple(_read([*now, *apart]))
    if not found and not all(map(is_no_training, now)):
        raise UnclearAnswerError(
            "training", f"{NOTHING_DONE} in {quoted(text)}", "an exercise or a sport",
            'write for example "walking 30 min daily", or "none" where nothing is done',
        )  # fmt: skip
    return tuple(with_note(found, "; ".join(filter(None, (note, aside)))))


def _without_kinds(text: str) -> tuple[str, str]:
    """Return an answer without the kinds of training that are not done, where something is; and what to say of it."""
    rest = _NO_KIND.sub("", text).strip(" ,;.")
    if rest == text.strip(" ,;.") or is_no_training(rest):
        return text, ""
    told = [one["what"].strip() for one in _NO_KIND.finditer(text)]
    return rest, f"{' and '.join(map(quoted, told))} {'is' if len(told) == 1 else 'are'} in no number"


def _read(sentences: Sequence[str]) -> list[Found]:
    """Return the training of the sentences of an answer."""
    found: list[Found] = []
    heading = Heading()
    check_rest(sentences)
    for place, told in enumerate(sentences):
        if is_no_training(told):
            continue
        if _is_head(told) and any(map(_names_one, sentences[place + 1 :])):
            heading.unused.append(told)
            continue
        try:
            waiting, heading.asks = heading.asks, None
            new = _told(told, heading)
            if waiting is not None and not heading.taken:
                raise waiting
        except UnclearAnswerError as unclear:
            if (whole := _all_lacking(sentences, unclear)) is not None:
                raise whole from None
            if (own := _in_place(told, unclear)) is not None:
                raise own from None
            unclear = _with_all_lacking(unclear, told)
            shown = " ".join(in_english(told).split())
            reads = _reads if _OFTEN_TOLD.search(shown) else _reads_so_far
            now = in_present(told)[0]
            readable = with_readable_fix(unclear, now, reads, offered, _reads, _completed)
            raise _in_his_words(readable, told) from None
        heading.told = heading.told or bool(new)
        if heading.taken and heading.replaces in found:
            found.remove(heading.replaces)
        heading.replaces = new[0] if len(new) == 1 and _stands_for_lifts(new[0].keys) else None
        found += new
    if heading.asks is not None:
        told = sentences[-1]
        raise _in_his_words(with_readable_fix(heading.asks, told, _reads, offered), told)
    unused = " and ".join(map(quoted, dict.fromkeys(heading.unused)))
    return list(with_note(found, f"{unused} is not used" if unused else ""))


def _is_head(sentence: str) -> bool:
    """Tell whether a sentence only says what kind of session it is: "Leg day."."""
    kinds = kinds_of(sentence)
    return Kind.HOLDS in kinds and not kinds & {Kind.EXERCISE, Kind.UNKNOWN, *AMOUNTS, *HOW_OFTEN}


def _names_one(sentence: str) -> bool:
    return Kind.EXERCISE in kinds_of(sentence)


#: How often, in an example for several sentences.
_EACH: Final = "each 3 times a week"


def _all_lacking(sentences: Sequence[str], unclear: UnclearAnswerError) -> UnclearAnswerError | None:
    """Return one question for sentences of which none tells how often; ``None`` where it is otherwise."""
    (one, *_) = unclear.problems
    if len(sentences) < 2 or not one.found.startswith("no word on ") or one.found.startswith(NOTHING_DONE):
        return None
    text = "; ".join(sentences)
    if _IN_TURN.search(text) and (shared := _shared_out(list(filter(None, map(offered, sentences))))):
        return UnclearAnswerError(
            "training", f"no word on how often each in {quoted(text)}, in turn or all together",
            "how often each a week",
            f'write "{shared}" where it is of all together',
        )  # fmt: skip
    lacks = [_lack_of(sentence) for sentence in sentences]
    if all(own is not None for _, own in lacks) and _reads(line := "; ".join(own or "" for _, own in lacks)):
        told: dict[str, str] = {}
        for words, _ in lacks:
            for what in _LACKS.findall(words):
                told[what] = f"{told[what]}, {words.partition(' in ')[2]}" if what in told else words
        return UnclearAnswerError(
            "training", " and ".join(told.values()), f"{listed(told)}, too", f'write for example "{line}"'
        )
    lines = (f"{text}; {_EACH}", "; ".join(_without_whole(list(filter(None, map(offered, sentences))))))
    line = next(filter(_reads, lines), None)
    if line is None:
        return None
    return UnclearAnswerError("training", f"{one.found.partition(' in ')[0]} in {quoted(text)}", one.expected,
                              f'write for example "{line}"')  # fmt: skip


_LACKS: Final = later(r"no word on (.+?) in \"")


def _lack_of(sentence: str) -> tuple[str, str | None]:
    """Return what lacks of a sentence, and it with an example of that; ``None`` where it is asked otherwise."""
    if is_no_training(sentence):
        return "", sentence
    try:
        _told(sentence, Heading())
    except LackingError as lacking:
        own = _in_place(sentence, lacking)
        return ("", None) if own is None else (own.problems[0].found, QUOTED.findall(own.problems[0].fix)[-1])
    except UnclearAnswerError:
        return "", None
    return "", sentence


def _words(text: str) -> set[str]:
    return {*re.findall(r"[^\W_]+", text.casefold())}


def _completed(line: str) -> str:
    """Return a line with an example of what lacks of it; empty where it is asked otherwise."""
    return _lack_of(line)[1] or ""


def _with_all_lacking(unclear: UnclearAnswerError, told: str) -> UnclearAnswerError:
    """Return a question whose lines tell what else lacks, too, and which says so."""
    (one, *_) = unclear.problems
    fix, lacks = one.fix, list[str]()
    told = in_english(told)
    asked = [part for part in QUOTED.findall(one.found) if len(part) < len(told)]
    others = _words(told) - _words(in_english(" ".join(asked[:1])))
    for line in dict.fromkeys(QUOTED.findall(one.fix)):
        if not others or not others <= _words(in_english(line)) or one.found.startswith("no word on "):
            continue  # what is in place of a word alone, or an example of something else
        found, longer = _lack_of(line)
        if longer not in (None, line):
            fix = fix.replace(f'"{line}"', f'"{longer}"')
            lacks += _LACKS.findall(found)
    if not lacks:
        return unclear
    mark = re.sub(r'(\bwrite )(?=")', r"\1for example ", fix, count=1) if "example" not in fix else fix
    expected = listed(dict.fromkeys((one.expected, *lacks)))
    return UnclearAnswerError(unclear.question, one.found, expected, mark)


def _in_place(told: str, unclear: UnclearAnswerError) -> UnclearAnswerError | None:
    """Return a question for what lacks with his own words and that in its place; ``None`` where that is not read."""
    if not isinstance(unclear, LackingError):
        return None
    (one, *_) = unclear.problems
    written = " ".join(told.split())
    line = next(filter(_reads, lines_in_place(written, unclear.added)), None)
    if line is None or "where it is of all" in one.fix:
        return None
    named = _in_his_words(unclear, told).problems[0].found
    return UnclearAnswerError("training", named, one.expected, f'write for example "{line}"')


_IN_TURN: Final = later(
    r"\balternat\w+|\babwechselnd\b|\bim wechsel\b|\balternando\b|\ben alternance\b", re.IGNORECASE
)
_TIMES: Final = later(r"\b(?P<n>\d+(?:\.\d+)?) times a week\b|\btwice a week\b")


def _shared_out(lines: list[str]) -> str:
    """Return lines of what is done in turn, each with its share of how often; nothing where that is not told."""
    told = _TIMES.search(lines[-1]) if len(lines) > 1 else None
    if told is None:
        return ""
    share = f"{in_words(float(told['n'] or 2) / len(lines))} a week"
    whole = "; ".join(_TIMES.sub(share, line) for line in lines)
    return whole if _reads(whole) else ""


def _without_whole(lines: list[str]) -> list[str]:
    """Return lines without those of lifting as a whole, of which the exercises are told in others."""
    return [line for line in lines if not line.startswith("resistance training")] or lines


def _in_his_words(unclear: UnclearAnswerError, told: str) -> UnclearAnswerError:
    """Return a question that quotes a sentence as it was written, and not in the present tense."""
    (one, *_) = unclear.problems
    said = " ".join(in_english(told).split())
    written = quoted(" ".join(told.split()))
    found = one.found.replace(quoted(in_present(said)[0]), written).replace(quoted(said), written)
    return (
        unclear if found == one.found else UnclearAnswerError(unclear.question, found, one.expected, one.fix)
    )


def _stands_for_lifts(keys: Mapping[str, Any]) -> bool:
    """Tell whether an entry is of training with weights that says no exercise and no amount."""
    return keys["exercise"] == GENERIC_EXERCISES["resistance"] and not {"sets", "minutes", "load"} & set(keys)


def _told(sentence: str, heading: Heading) -> list[Found]:
    said = _without_nothing(" ".join(in_english(sentence).split()).replace("\u2019", "'"))
    said, weather = without_weather(said)
    said, rest = without_rest(said)
    heading.unused += list(filter(None, (weather, rest)))
    if rest and not said:
        return []
    said, body = without_body(said)
    check_now(said)
    check_done(said)
    was = said
    said, past = in_present(said)
    check_meant(said)
    check_numbers(said)
    check_whole(said)
    text = plain(said)
    check_counted(text, said)
    check_often(said)
    check_clear(text, was)
    check_work(spans_of(text), was)
    check_ways(spans_of(text), text, said)
    check_total(text, said, spans_of(text))
    text, week = of_a_week(text, said)
    text = in_all(text)
    spans = spans_of(text)
    check_named(spans, said)
    told = items_of(spans)
    unused, unknown = left_out(spans, told, text, said)
    if (season := next((one for one in spans if one.kind is Kind.SEASON), None)) is not None and told.items:
        raise UnclearAnswerError(
            "training", f"{quoted(season.text)} in {quoted(said)}, which is not all the year", "what is done now",
            f'write "{WHOLE}" where that is done now, and leave it out where not',
        )  # fmt: skip
    amounts = {one.kind for one in spans} & AMOUNTS
    if not told.items and heading.told and amounts == {Kind.DISTANCE} and not told.heading:
        heading.unused.append(said)
        return []
    if not told.items and (told.heading or amounts):
        raise nothing_done(spans, said)
    found = _with_complaints(entries_of(told, text, said, heading), spans)
    if found:
        check_past(past, said, was)
    if unknown is not None:
        raise unknown
    if found or heading.told:
        check_behind(spans, text, said, told=heading.told)
    check_times_of_day(found, text, said)
    notes = [*filter(None, (week, body and f"{quoted(body)} is the body's weight, and no load"))]
    heading.unused += [unused] if unused else []
    return list(with_note(found, "; ".join(notes)))


def read_plainly(text: str) -> list[Found]:
    """Return the training of an answer that tells nothing beside it.

    Raises
    ------
    UnclearAnswerError
    """
    heading = Heading()
    found: list[Found] = []
    for told in with_more_behind(with_rhythm_behind(sentences_of(text))):
        heading.asks = None
        found += _told(told, heading)
        heading.told = bool(found)
    if heading.asks is not None:
        raise heading.asks
    return found


def _without_nothing(sentence: str) -> str:
    """Return a sentence without the words before a comma that nothing is done: "mostly sedentary, walks daily"."""
    first, comma, rest = sentence.partition(", ")
    return rest if comma and rest and is_no_training(first) else sentence


def _with_complaints(found: list[Found], spans: Sequence[Span]) -> list[Found]:
    """Return entries, the first with what of the sentence is no training."""
    ill = [quoted(one.text) for one in spans if one.kind is Kind.COMPLAINT]
    return list(with_note(found, f"{' and '.join(ill)} is no training, and left out" if ill else ""))


@lru_cache(maxsize=1024)
def _reads(text: str) -> bool:
    """Tell whether an answer is understood, and says how much where that is needed."""
    if is_no_training(text):
        return True
    try:
        found = read_plainly(text)
    except UnclearAnswerError:
        return False
    return bool(found) and all(_has_amount(one.keys) for one in found)


#: Where how often is told, an example may not lose it.
_OFTEN_TOLD: Final = later(
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
        return "minutes" in keys
    return "sets" in keys or "impacts" in keys
