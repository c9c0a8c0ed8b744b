"""What happens at a place of remodeling at one moment, in a person's numbers, at three depths."""

from __future__ import annotations

from osteotwin.explaining.remodeling.course import Life, RemodelingCourse
from osteotwin.explaining.remodeling.signals import MINERAL, STRAIN
from osteotwin.explaining.tables.content import LEVELS
from osteotwin.explaining.tables.wording import level, signed
from osteotwin.inputs.names import choose

#: A change that is smaller is told as none [share]: the virtual people differ by more.
_NOTHING = 0.005
#: Osteoclasts and osteoblasts in plain words.
_CELLS = ("cells that remove bone", "cells that build it")


def moment(course: RemodelingCourse, depth: str, place: int) -> tuple[str, ...]:
    """Return sentences about one day, those of the plan first, then what is otherwise without it.

    Parameters
    ----------
    course : RemodelingCourse
    depth : str
        ``"fundamentals"``, ``"intermediate"`` or ``"academic"``.
    place : int
        Of the day.

    Returns
    -------
    tuple of str
        A sentence whose number is not known is left out.

    Raises
    ------
    InputError
        If there is no such depth.
    """
    plan, *others = course.lives
    write = {"fundamentals": _plain, "intermediate": _clinical, "academic": _full}[
        choose(depth, LEVELS, "level")
    ]
    said = write(plan, place)
    if others and place > 0:
        said += _beside(course, others[0], place, depth)
    return tuple(said)


def _plain(life: Life, place: int) -> list[str]:
    strain, clasts, blasts = (_ratio(life, name, place) for name in (STRAIN, "osteoclasts", "osteoblasts"))
    said: list[str] = []
    if strain is not None:
        said.append(
            f"The bone cells of your hip sense {_more(strain, 'load')} {'than' if _moves(strain) else 'as'} they "
            f"are used to{_load(strain)}."
        )
    estradiol, left = _level(life, "estradiol", place), _ratio(life, "estradiol", place)
    if estradiol is not None and left is not None:
        said.append(f"You have {estradiol} of estradiol, {_of_today(left)}.")
    if clasts is not None and blasts is not None:
        said.append(
            f"Of the cells that remove bone you have {_many(clasts)}, of those that build it {_many(blasts)}."
        )
    ctx, p1np = (_ratio(life, name, place) for name in ("ctx", "p1np"))
    if ctx is not None and p1np is not None:
        said.append(
            f"Blood tests would show bone removal {_up_or_down(ctx)} and bone building {_up_or_down(p1np)}."
        )
    mineral = _ratio(life, MINERAL, place)
    if mineral is not None:
        said.append(_mineral(mineral))
    return said


def _clinical(life: Life, place: int) -> list[str]:
    said: list[str] = []
    estradiol = _level(life, "estradiol", place)
    sclerostin, call = _percent(life, "sclerostin", place), _percent(life, "rankl_opg", place)
    if estradiol and sclerostin and call:
        said.append(
            f"Estradiol {estradiol}; RANKL over OPG, the call for osteoclasts, {call} %; sclerostin, the brake "
            f"on osteoblasts, {sclerostin} % against today."
        )
    strain = _percent(life, STRAIN, place)
    if strain:
        said.append(f"Strain at the hip is {strain} % against what its osteocytes have adapted to.")
    ctx, p1np = _percent(life, "ctx", place), _percent(life, "p1np", place)
    if ctx and p1np:
        said.append(
            f"A laboratory would read CTX (resorption) {ctx} % and P1NP (formation) {p1np} % against today."
        )
    pth, store = _level(life, "pth", place), _level(life, "25ohd", place)
    if pth and store:
        said.append(f"PTH {pth} at 25OHD {store}.")
    mineral, low, high = (_percent(life, MINERAL, place, of) for of in ("median", "lo90", "hi90"))
    if mineral and low and high:
        said.append(f"Density of the total hip {mineral} % (90 % interval {low} to {high} %).")
    return said


def _full(life: Life, place: int) -> list[str]:
    def told(*names: str) -> str:
        parts = [_with_interval(life, name, place) for name in names]
        return "; ".join(part for part in parts if part)

    said = [
        ("Medians over the virtual people, each against the own value of today, with 90 % intervals. Mechanics: "
         f"{told(STRAIN, 'nitric_oxide', 'prostaglandin_e2')}."),
        f"Osteocyte and Wnt signals: {told('osteocytes', 'sclerostin', 'wnt')}.",
        f"Osteoclastogenesis: {told('estradiol', 'rankl', 'opg', 'rankl_opg', 'osteoclasts')}.",
        f"Formation and minerals: {told('osteoblasts', 'pth', '1_25ohd')}.",
        f"What it comes to: {told('ctx', 'p1np', MINERAL)}.",
    ]  # fmt: skip
    return [text for text in said if not text.endswith(": .")]


def _beside(course: RemodelingCourse, other: Life, place: int, depth: str) -> list[str]:
    """What is otherwise in the other life, and the difference in the same virtual people."""
    clasts, blasts, mineral = (
        _percent(other, name, place) for name in ("osteoclasts", "osteoblasts", MINERAL)
    )
    if course.difference is None or clasts is None or blasts is None or mineral is None:
        return []
    digits = 2 if depth == "academic" else 1
    removing, building = _CELLS if depth == "fundamentals" else ("osteoclasts", "osteoblasts")
    middle, low, high = (signed(course.difference[of][place], digits) for of in ("median", "lo90", "hi90"))
    if middle is None or low is None or high is None:
        return []
    return [
        f"{other.label}, from today on: {removing} {clasts} %, {building} {blasts} %, mineral of the hip {mineral} % "
        f"against today. In the same virtual people that makes a difference of {middle} points of hip mineral "
        f"(90 % interval {low} to {high})."
    ]


def _mineral(ratio: float) -> str:
    if not _moves(ratio, 0.0005):
        return "Your hip holds as much mineral as today."
    word = "more" if ratio > 1 else "less"
    return f"So far your hip holds {level(abs(100 * (ratio - 1)))} % {word} mineral than today."


def _load(strain: float) -> str:
    if not _moves(strain):
        return ""
    return ", which asks for bone" if strain > 1 else ", which asks for less bone"


def _up_or_down(ratio: float) -> str:
    if not _moves(ratio):
        return "as today"
    return f"{level(abs(100 * (ratio - 1)))} % {'above' if ratio > 1 else 'below'} today"


def _more(ratio: float, what: str) -> str:
    if not _moves(ratio):
        return f"about as much {what}"
    return f"{level(abs(100 * (ratio - 1)))} % {'more' if ratio > 1 else 'less'} {what}"


def _many(ratio: float) -> str:
    if not _moves(ratio):
        return "about as many as today"
    return f"{level(abs(100 * (ratio - 1)))} % {'more' if ratio > 1 else 'fewer'} than today"


def _of_today(ratio: float) -> str:
    return f"{100 * ratio:.0f} % of today's" if _moves(ratio) else "as today"


def _moves(ratio: float, least: float = _NOTHING) -> bool:
    return abs(ratio - 1.0) >= least


def _ratio(life: Life, name: str, place: int, of: str = "median") -> float | None:
    signal = life.signals.get(name)
    return None if signal is None else signal.ratio[of][place]


def _level(life: Life, name: str, place: int) -> str | None:
    signal = life.signals.get(name)
    value = None if signal is None or signal.level is None else level(signal.level["median"][place])
    return None if signal is None or value is None else f"{value} {signal.unit}"


def _percent(life: Life, name: str, place: int, of: str = "median") -> str | None:
    ratio = _ratio(life, name, place, of)
    return None if ratio is None else signed(100.0 * (ratio - 1.0))


def _with_interval(life: Life, name: str, place: int) -> str:
    middle, low, high = (_percent(life, name, place, of) for of in ("median", "lo90", "hi90"))
    if middle is None or low is None or high is None:
        return ""
    return f"{life.signals[name].label} {middle} % ({low} to {high} %)"
