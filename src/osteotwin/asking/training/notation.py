"""Notation of logs and gyms: hours and seconds, repetitions in reserve, body weight with more, open repetitions."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_UNIT: Final = r"(?:kgs?|kilos?|lbs?|pounds?)"
_WARM_UP: Final = r"warm[ -]?ups?(?: sets?)?"
_HOURS: Final = r"(?:hours?|hrs?|h)"
_MINUTES: Final = r"(?:minutes?|minuten|minutos?|mins?|min|m(?=\b))"
#: "at a 9:30 min/mile pace"
_PACE: Final = (
    r"(?:at |@ ?)?(?:an? |about )*(?<!\d)(?P<m>\d{1,2})(?::(?P<s>\d\d))? ?-?(?:min\w*)?(?: pace)?[ -]?"
    r"(?:(?:/|per|a|each) ?|(?<=min[ -])|(?<=minute[ -])|(?<=mins ))"
    r"(?P<w>miles?|mi|kms?|k|kilomet(?:er|re)s?)\b(?: pace)?"
)
#: Before an "x" that stands behind no number.
_ALONE: Final = r"(?<![\dx.] )(?<![\dx.])(?<!kg )(?<!kgs )(?<!kilos )(?<!lb )(?<!lbs )(?<!pounds )"
_PLAIN: Final = tuple(
    (later(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"(?<=\d) ?(?:horas?|heures?)\b", lambda _: " h"),
        #: "5 miles at 9:30 a mile"; a pace alone tells no time.
        (rf"(?P<d>\d+(?:\.\d+)?) ?-?(?P<u>miles?|mi|kms?|k|kilomet(?:er|re)s?)\b(?P<b>[^\d]{{0,30}}?){_PACE}",
         lambda f: f"{float(f['d']) * (int(f['m']) + int(f['s'] or 0) / 60.0):.3g} min{f['b']}"
         if f["u"][0].lower() == f["w"][0].lower() else f[0]),
        (_PACE, lambda _: ""),
        (r"\b(?P<n>\d{1,2}) ?(?:stones?|st)\b(?:,? ?(?P<lb>\d{1,2}) ?(?:lbs?|pounds?)\b)?",
         lambda f: f"{14 * int(f['n']) + int(f['lb'] or 0)} lb"),
        #: Before how it is done, and no run.
        (r"\b(?:ultra|super)[ -]?(?=(?:wide|narrow|close|deep|low|slow|light|heavy|strict)\b)", lambda _: ""),
        #: "1x5 40 kg (warm up), 3x9 100 kg": what the sets before it are for; the sets behind it are of the exercise.
        (rf"(?P<sets>(?:\d ?x ?\d{{1,2}}(?: ?(?:@|at|with)? ?\d+(?:\.\d+)? ?{_UNIT})?|"
         rf"\d+(?:\.\d+)? ?{_UNIT} ?x ?\d{{1,2}}(?: reps)?)),? ?"
         rf"(?:\((?:as |for )?(?:an? )?{_WARM_UP}\)|(?:as |for )?(?:an? )?{_WARM_UP}(?= ?[,;]| then\b))",
         lambda f: f["sets"]),
        (rf"(?<=[a-z][:,] ){_WARM_UP}:? (?=\d ?x ?\d{{1,2}}(?: ?(?:@|at|with)? ?\d+(?:\.\d+)? ?{_UNIT})?,? "
         r"(?:(?:and )?then )?\d ?x ?\d)", lambda _: ""),
        #: "3 sets of 12 x 70 kg": with more sets than six the first number may be that of repetitions.
        (rf"(?<![\d.x])(?P<sets>[1-6]) ?(?:x|sets? of) ?(?P<reps>\d{{1,2}})(?: reps?)? ?x ?"
         rf"(?P<load>\d+(?:\.\d+)? ?{_UNIT})\b", lambda f: f"{f['sets']}x{f['reps']} {f['load']}"),
        #: "20 mins to work and 20 mins home"
        (r"(?P<n>\d{1,3}) ?min\w* (?:to (?:the )?[a-z]+|there|out),? ?(?:and )?(?P=n) ?(?:min\w*)? (?:home|back)\b",
         lambda f: f"{2 * int(f['n'])} min"),
        (rf"(?<![\d.])(?P<n>[1-9]) ?[x\u00d7] ?(?P<t>\d(?:\.\d+)?|an|one)[ -]?{_HOURS}\b",
         lambda f: f"{f['n']} x {60.0 * float(1 if f['t'][0] in 'aoAO' else f['t']):g} min"),
        #: "5 x 30 min walking weekly": so long is a session, and no interval of one.
        (r"\b(?P<n>[1-9]) ?[x\u00d7] ?(?P<t>1[5-9]|[2-9]\d|\d{3}) ?min\w*,? ?(?P<b>(?:[a-z]{3,} ){1,3}?)?"
         r"(?:(?:a|per|each|every|/) ?(?:week|wk)|weekly)\b",
         lambda f: f"{f['t']} min {f['b'] or ''}{f['n']} times a week"),
        (rf"(?P<d>\d+(?:\.\d+)?) ?-?(?P<u>miles?|mi|kms?|kilomet(?:er|re)s)\b(?!.*\d ?{_MINUTES})(?P<b>[^\d]{{0,30}}?)"
         r"(?P<v>\d+(?:\.\d+)?) ?(?P<w>mph|km/?h|kph|km an? hour)\b", lambda f: _minutes_of_way(f)),
        (r"\b(?:two|three|four|five|six) times (?:five|six|eight|ten|twelve|fifteen|twenty)\b",
         lambda f: in_digits(f[0])),
        #: How it is done, and no time of it.
        (r"(?:with |and )?(?:an? )?(?:\d+|one|two|three|five) ?-?(?:seconds?|secs?|s) (?:pause|squeeze|stop|"
         r"negative|eccentric|lowering|iso)s?"
         r"(?: (?:at|in) (?:the )?(?:top|bottom|stretch|end|middle))?\b", lambda _: ""),
        #: What somebody has to train with is not done.
        (r"^(?:i )?(?:have|own|have got) (?:only )?(?:[^,.;]{0,40}?\b(?:dumbbells?|kettlebells?|bench(?:es)?|barbells?|"
         r"racks?|bands?|treadmill|bike|mat)\b)+(?: at home)?(?: and|,| so|, and| and so) "
         r"(?=(?:i )?(?:do|train|lift|use)\b)", lambda _: ""),
        #: "3 sets to failure, about 8 reps", "3 sets leg curl 15 reps"
        (r"\b(?P<sets>\d{1,2}) sets?(?: of)? (?:to|until|till) (?:failure|exhaustion),? ?\(?(?:about|around|"
         r"usually|~|ca\.?)* ?"
         r"(?P<n>\d{1,2}) reps?\)?", lambda f: f"{f['sets']}x{f['n']}"),
        (r"\b(?P<sets>\d{1,2}) sets? (?:of )?(?P<name>[a-z][a-z -]{3,40}?),? (?:of |x |"
         r"for )?(?P<n>\d{1,3}) ?(?:reps|wdh)\b",
         lambda f: f"{f['name']} {f['sets']}x{f['n']}"),
        #: "5 sets of 3 @ 245, 255, 265, 275, 285": one load for each set
        (rf"\b(?P<sets>\d) ?(?:x|sets? of) ?(?P<reps>\d{{1,2}})(?: reps)? ?(?:@|at|"
         rf"with|-|:) ?(?P<loads>\d+(?:[,/] ?\d+)+)(?![\d.]| ?x) ?(?P<unit>{_UNIT}\b)?",
         lambda f: _one_by_one(f)),
        #: "3 reps 60 seconds" of a hold
        (r"\b(?P<n>\d{1,2}) ?reps?,? (?:of |x |for |@ ?)?(?P<t>\d{1,3}) ?(?:seconds?|secs?|s)\b(?: holds?)?(?! rest)",
         lambda f: f"{_in_minutes(int(f['n']) * int(f['t']) / 60.0)} min"),
        #: "5x(2+2+2)": small sets within one
        (r"(?P<sets>\d{1,2}) ?x ?\((?P<reps>\d{1,2}(?: ?\+ ?\d{1,2})+)\)",
         lambda f: f"{f['sets']}x{sum(map(int, re.findall(r'[0-9]+', f['reps'])))}"),
        #: "5 reps at 100 kg x 5 sets"
        (rf"(?P<reps>\d{{1,2}}) ?reps? (?:at|@|with|of) (?P<load>\d+(?:\.\d+)? ?{_UNIT}),? "
         r"(?:x|for) ?(?P<sets>\d{1,2}) sets?\b",
         lambda f: f"{f['sets']}x{f['reps']} {f['load']}"),
        #: "3 times 10 reps"
        (r"\b(?P<n>[1-9]) (?:times|mal|veces|fois) (?P<m>\d{1,2})(?: ?(?:reps?|wdh)\b)?(?![\d.:]| ?(?:min|sec|"
         r"s\b|m\b|h\b|hours?|km|kg|lb|mi|a |"
         r"per |times|days|x))", lambda f: f"{f['n']}x{f['m']}"),
        #: "reps 8 sets 3", "sets: 4, reps: 5", "260 x 5 reps x 3 sets", "5 singles"
        (r"(?<!\d )(?<!\d)\breps?:? ?(?P<reps>\d{1,3})[,;]? (?:and )?sets?:? ?(?P<sets>\d{1,2})(?! ?[x\d])",
         lambda f: f"{f['sets']}x{f['reps']}"),
        (r"(?<!\d )(?<!\d)\bsets?:? ?(?P<sets>\d{1,2})[,;]? (?:and )?reps?:? ?(?P<reps>\d{1,3})(?! ?[x\d])",
         lambda f: f"{f['sets']}x{f['reps']}"),
        (rf"(?P<load>\d+(?:\.\d+)?(?: ?{_UNIT})?) ?x ?(?P<reps>\d{{1,2}})(?: ?reps?)? ?x ?(?P<sets>\d{{1,2}}) ?sets?\b",
         lambda f: f"{f['sets']}x{f['reps']} {f['load']}"),
        (r"\b(?P<n>\d{1,2}) ?x? (?:heavy )?(?P<what>singles|doubles|triples)\b",
         lambda f: f"{f['n']}x{_FEW[f['what'][0].lower()]}"),
        #: "2x 3 sets of 5": the first number is of how often, or open
        (r"\b(?P<n>[1-7]) ?x (?P<sets>\d{1,2} sets?(?: ?(?:of|x) ?\d{1,3}(?: ?reps?)?)?)",
         lambda f: f"{f['sets']} {f['n']} times"),
        (r"(?<!kg )(?<!kgs )(?<!kilos )(?<!lb )(?<!lbs )(?<!pounds )"
         r"\beach (?=\d ?(?:d|days?|x|times) ?(?:a|per|/) ?w)", lambda _: ", "),
        (r"(?P<n>\d+(?:\.\d+)?) ?poods?\b", lambda f: f"{16.0 * float(f['n']):g} kg"),
        #: "x 12, x 10, x 8", "x 10/10", "x 12"
        (rf"{_ALONE}\bx ?(?P<row>\d{{1,2}}(?:(?:, ?| )x ?\d{{1,2}})+)(?![\d.])",
         lambda f: re.sub(r"\D+", "/", f["row"])),
        (r"\b(?P<n>\d{1,2})/(?P=n)(?!/)(?= |$|[,;)])", lambda f: f"{f['n']} reps"),
        (rf"{_ALONE}\bx ?(?P<n>\d{{1,3}})(?: reps?)?(?![\d.]| ?(?:x|/|a |per |times|days|weekly|min|sec|s\b|m\b|"
         rf"km|kg|lb|(?:-|to|bis|a|\u00e0) ?\d))",
         lambda f: f"{f['n']} reps"),
        (r"(?P<n>\d{1,3})(?: reps?)? ?/ ?(?:side|leg|arm)\b", lambda f: f"{f['n']} reps"),
        (r"(?P<n>\d{1,3}) reps(?: (?:each|per|a) (?:leg|side|arm))?,? (?:for |x ?)?(?P<sets>\d{1,2}) (?:rounds|sets)\b",
         lambda f: f"{f['sets']}x{f['n']}"),
        #: "1:15 h", "28:30" of a run, "3 x 1:00"
        (r"(?P<n>\d{1,2}) ?x ?(?P<m>\d):(?P<s>[0-5]\d)\b", lambda f: f"{f['n']}x{60 * int(f['m']) + int(f['s'])} "
            f"seconds"),
        (r"\b(?P<w>total of|in all|altogether|for about|for around|for) (?P<h>\d):(?P<m>[0-5]\d)\b(?! ?[ap]\.?m)(?!:)",
         lambda f: f"{f['w']} {60 * int(f['h']) + int(f['m'])} min"),
        (r"\b(?P<h>\d):(?P<m>[0-5]\d):[0-5]\d\b", lambda f: f"{60 * int(f['h']) + int(f['m'])} min"),
        (r"\b(?:in|time:?) (?P<m>\d\d):(?P<s>[0-5]\d)\b(?! ?[ap]\.?m)",
         lambda f: f"in {int(f['m']) + int(f['s']) / 60.0:.3g} min"),
        (r"(?<!at )(?<![\d:])(?P<m>[1-5]\d):(?P<s>[0-5]\d)\b(?![\d:]| ?[ap]\.?m|/| ?(?:h|uhr)\b)",
         lambda f: f"{int(f['m']) + int(f['s']) / 60.0:.3g} min"),
        (r"(?<![\d:])0:(?P<m>[0-5]\d)\b(?! ?[ap]\.?m)(?!:)", lambda f: f"{int(f['m'])} min"),
        (r"(?<=[a-z])/d\b", lambda _: "/day"),
        (rf"\b(?P<h>\d+) ?{_HOURS},? ?(?:and )?(?P<m>\d+) ?{_MINUTES}\b|\b(?P<hh>\d)h(?P<mm>\d\d)\b|"
         rf"\b(?P<hhh>\d):(?P<mmm>\d\d) ?{_HOURS}\b", lambda f: _hours_and_minutes(f)),
        (r"\b(?:an|one|1) hour and a half\b|\bone and a half hours\b|\b1 ?1/2 hours?\b|\b1½ ?h(?:ours?)?\b",
         lambda _: "90 min"),
        (r"\b(?:half an hour|a half hour|half hour|1/2 (?:an )?hour|½ hour)\b", lambda _: "30 min"),
        (r"\b(?:three quarters of an hour|3/4 hour)\b", lambda _: "45 min"),
        (r"\b(?:a quarter of an hour|quarter of an hour)\b", lambda _: "15 min"),
        (r"\b(?:an|a full|a whole|one) hour\b(?! (?:and|each way))", lambda _: "1 hour"),
        (r"(?:a |of )?\b\d{2,4} ?['\u2032] (?:of )?(?:climb\w*|elevation|gain|vert\w*)", lambda _: ""),
        (r"(?<!\d)(?P<n>\d{2}|1\d\d) ?['\u2019\u2032](?=[\s,;)]|$)", lambda f: f"{f['n']} min"),
        (rf"\b(?:bw|body ?weight) ?\+ ?(?=\d+(?:\.\d+)? ?{_UNIT})|(?<=\s)\+(?=\d+(?:\.\d+)? ?{_UNIT})",
         lambda _: "with "),
        (r"(?:@ ?)?\b(?P<n>[0-4]) ?(?:rir|reps? in reserve|in reserve)\b|(?:@ ?)?\brir ?(?P<m>[0-4])\b",
         lambda f: f"RPE {10 - int(f['n'] or f['m'])}"),
        (r"(?<=\d) ?@ ?(?P<n>[6-9](?:\.5)?|10)(?=\s|,|$)(?! ?(?:kg|lb|%|x|rpe))", lambda f: f" RPE {f['n']}"),
        (r"(?:@ ?)?\b(?P<n>[5-9](?:\.5)?|10) ?rpe\b(?! ?\d)", lambda f: f"RPE {f['n']}"),
        (r"\b(?P<n>\d{1,2}) ?(?:x|sets? of|sets? x) ?(?P<t>\d{1,3}) ?(?P<u>seconds?|secs?|s|sek\w*)\b(?: holds?)?",
         lambda f: f"{_in_minutes(int(f['n']) * int(f['t']) / 60.0)} min"),
        (r"\b(?P<n>\d{1,2}) ?(?:x|sets? of) ?(?P<t>\d{1,2}(?:\.\d)?) ?(?:minutes?|mins?|min)\b(?! (?:walk|run|bike)s?)",
         lambda f: f"{_in_minutes(int(f['n']) * float(f['t']))} min"),
        (r"\b(?P<t>\d{1,3}) ?(?:seconds?|secs?|sek\w*)\b(?: holds?)?",
         lambda f: f"{_in_minutes(int(f['t']) / 60.0)} min"),
    )
)  # fmt: skip
_FEW: Final = {"s": 1, "d": 2, "t": 3}
#: Sets whose repetitions or weights change from set to set.
_OPEN: Final = later(
    r"\b(?P<what>amrap|(?:to )?failure|until failure|(?:as many|max)(?: reps?)?(?: as possible)?"
    r"(?! ?\d+ ?(?:times|days|x|min|h\b))|drop ?sets?|pyramids?|"
    r"emom|myo ?reps?|clusters?)\b",
    re.IGNORECASE,
)
_SETS: Final = later(r"\b\d{1,2} ?(?:x|@|sets? of|sets? x) ?\d{1,3}|\d ?x ?\d{1,2}\b", re.IGNORECASE)


def _one_by_one(found: re.Match[str]) -> str:
    """Return sets of which each has a load of its own; what was found where there are not as many loads."""
    loads = re.findall(r"\d+", found["loads"])
    if len(loads) != int(found["sets"]):
        return found[0]
    unit = f" {found['unit']}" if found["unit"] else ""
    return ", ".join(f"1x{found['reps']}{(unit and ' ') or 'x'}{load}{unit}" for load in loads)


#: "3 rounds: 15 deadlifts, 20 jumps", "15 deadlifts, 20 jumps x 3 rounds", "circuit x 3: squats 20, lunges 15"
_ROUNDS: Final = later(
    r"^(?:[^\W\d_ ]+ ?[:-] ?)?(?P<n>\d{1,2}) rounds?(?: for times?)?(?: of)? ?[:,-]? (?P<rest>.+)$|"
    r"^(?P<first>.+?),? (?:x|for) ?(?P<m>\d{1,2}) rounds?$|"
    r"^(?:[^\W\d_]+ )?circuit,? (?:x ?)?(?P<k>\d{1,2})(?: ?x| rounds| times| reps)? ?[:,-] ?(?P<then>.+)$",
    re.IGNORECASE,
)
_COUNTED: Final = later(
    r"(?<![\dx.:/@] )(?<![\dx.:/@-])\b(?P<n>\d{1,3}) (?=[a-z])(?!(?:kgs?|kilos?|lbs?|pounds?|min\w*|sec\w*|h|"
    r"hours?|m|km|k|"
    r"miles?|mi|met\w+|yards?|in|inch\w*|cm|ft|feet|x|times|sets?|reps?|rounds?|days?|weeks?|cals?|a|"
    r"per)\b)",
    re.IGNORECASE,
)


def in_rounds(piece: str) -> str:
    """Return a piece with the sets of a circuit at each of its exercises.

    Examples
    --------
    >>> in_rounds("3 rounds: 15 deadlifts 60 kg, 20 box jumps"), in_rounds("10 pull-ups, 20 push-ups x 3 rounds")
    ('3x15 deadlifts 60 kg, 3x20 box jumps', '3x10 pull-ups, 3x20 push-ups')
    """
    found = _ROUNDS.match(piece)
    if found is None:
        return piece
    number, rest = found["n"] or found["m"] or found["k"], found["rest"] or found["first"] or found["then"]
    if not _COUNTED.search(rest) and not _COUNTED_BEHIND.search(rest):
        return piece
    rest = _TIMED.sub(lambda one: f"{int(number) * float(one['n']):g} min", rest)
    rest = _COUNTED_BEHIND.sub(lambda one: f" {number}x{one['n']}", rest)
    return _COUNTED.sub(lambda one: f"{number}x{one['n']} ", rest)


#: "squats 20, lunges 15", and how long in each round.
_COUNTED_BEHIND: Final = later(r"(?<=[a-z]) (?P<n>\d{1,3})(?= ?(?:[,;]|$))", re.IGNORECASE)
_TIMED: Final = later(r"\b(?P<n>\d+(?:\.\d+)?) min\b", re.IGNORECASE)


def _hours_and_minutes(found: re.Match[str]) -> str:
    hours, minutes = (next(filter(None, (found[name] for name in names))) for names in (_H, _M))
    return f"{60 * int(hours) + int(minutes)} min"


def _minutes_of_way(found: re.Match[str]) -> str:
    """Return how long a way takes at the speed that is told beside it."""
    if (found["u"][0].lower() == "m") != (found["w"].lower() == "mph") or float(found["v"]) == 0.0:
        return found[0]
    unit = "mph" if found["w"].lower() == "mph" else "km/h"
    between = found["b"].rstrip().removesuffix(" at").removesuffix(" @")
    return f"{60.0 * float(found['d']) / float(found['v']):.0f} min{between} at {found['v']} {unit}"


_H: Final = ("h", "hh", "hhh")
_M: Final = ("m", "mm", "mmm")


def _in_minutes(number: float) -> str:
    return f"{number:.3g}"


def in_notation(piece: str) -> str:
    """Return a piece with its times in minutes and its effort as RPE.

    Examples
    --------
    >>> in_notation("plank 3x60 seconds daily"), in_notation("squat 3x8 2 RIR twice a week")
    ('plank 3 min daily', 'squat 3x8 RPE 8 twice a week')
    >>> in_notation("tennis 1 h 30 min weekly"), in_notation("pull ups 3x5 BW+10kg weekly")
    ('tennis 90 min weekly', 'pull ups 3x5 with 10kg weekly')
    """
    for pattern, plain in _PLAIN:
        piece = pattern.sub(plain, piece)
    return in_rounds(" ".join(piece.split()))


#: "AMRAP 20 min: 5 pull-ups, 10 push-ups": what is done in each round is told.
_IN_TURNS: Final = later(
    r"^(?P<before>[^:]*\b(?:amrap|emom)\b[^:\d]*(?:\d{1,2} ?-?min\w*)?[^:\d]*)(?:[:,-] ?|of )(?P<rest>\d.*)$",
    re.IGNORECASE,
)
_LONG: Final = later(r"(?P<n>\d{1,2}) ?-?min", re.IGNORECASE)
#: Rounds of an example where nothing tells how many they may be.
_ROUNDS_USUAL: Final = 5


def _check_rounds(said: str) -> None:
    """Ask for the rounds of what is done on the minute, or as often as it goes."""
    if (told := _IN_TURNS.search(said)) is None or not (each := _COUNTED.findall(told["rest"])):
        return
    minutes = _LONG.search(told["before"])
    rounds = _ROUNDS_USUAL
    if minutes is not None and "emom" in told["before"].casefold():
        rounds = max(int(minutes["n"]) // (len(each) if "altern" in told["before"].casefold() else 1), 1)
    line = f"{rounds} rounds: {told['rest'].strip()}"
    if len(each) == 1 and told["rest"].startswith(each[0]):
        line = f"{rounds} sets of {told['rest'].strip()}"
    name = "EMOM" if "emom" in told["before"].casefold() else "AMRAP"
    raise UnclearAnswerError(
        "training", f"{quoted(told['before'].strip())} in {quoted(said)}, {name} without the number of its rounds",
        "about how many rounds", f'write for example "{line}"',
    )  # fmt: skip


def check_counted(piece: str, said: str = "") -> None:
    """Ask where sets have no number of repetitions, and rounds no number.

    Parameters
    ----------
    piece : str
        A sentence in plain words.
    said : str
        As it was written.

    Raises
    ------
    UnclearAnswerError
    """
    _check_rounds(said or piece)
    if (found := _OPEN.search(piece)) is not None and not _SETS.search(piece):
        rest = " ".join(
            re.sub(r"\b\d{1,2} ?(?:x|sets?(?: of| to)?)(?: near)? ?$", "", piece[: found.start()]).split()
        ).strip(" ,:")
        rest = re.sub(r"\b(?:on|of|for)$", "", rest).strip()
        tail = re.sub(r"^ ?(?:on|of|for|with|at)\b", "", piece[found.end() :]).strip(" ,:")
        whole = " ".join(f"{rest} 3x10 {tail}".split()) if rest else " ".join(f"3x10 {tail}".split())
        raise UnclearAnswerError(
            "training", f"{quoted(piece)}, {found['what']} without a number of repetitions", "sets and repetitions",
            f'write about how many they are, for example "{whole}"',
        )  # fmt: skip
