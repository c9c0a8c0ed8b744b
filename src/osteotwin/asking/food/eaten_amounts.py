"""How much of a food is told, wherever it stands: "2 slices of rye bread", "quark 250 g low fat", "activia x2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from osteotwin.asking.food.eaten_grammar import Token, grammar, known_name_at, measures, phrases, tokens_of
from osteotwin.asking.food.kinds import kinds
from osteotwin.protocol.library.foods import in_our_words
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

#: Measures of weight and volume: a vessel beside them tells nothing more.
MEASURED: Final = ("g", "kg", "oz", "lb", "ml", "cl", "dl", "l", "fl oz")
#: What one of each measure is [g or mL].
WEIGHS: Final[dict[str, float]] = dict(
    zip(MEASURED, (1.0, 1000.0, 28.35, 453.6, 1.0, 10.0, 100.0, 1000.0, 29.57), strict=True)
)
#: Two measures of one amount are the same within this: 6 oz and 170 g, 250 ml and 8 oz.
_SAME_WITHIN: Final = 0.1
#: Halves and quarters of pieces are fewer than this.
_MOST_OF_PIECES: Final = 5.0
#: Letters of an abbreviation that is a measure behind a number only.
_SHORT: Final = 3
_SHORTEST: Final = frozenset(("el", "tl", "c", "tb"))
_FULL_SHORT: Final = frozenset(
    ("cup", "can", "tin", "pot", "tub", "mug", "bar", "bol", "pat", "bit", "box", "bag", "jar")
)
_INCHES: Final = later(
    r"\b\d+(?:\.\d+)? ?(?:\"|''|\u201d|-?inch(?:es)?\b)\s*(?:x ?\d+ ?(?:\"|''|\u201d|-?inch(?:es)?\b))?\s*",
    re.IGNORECASE,
)
_PER_CENT: Final = later(r"(?<=\d) ?(?:per ?cent|prozent|pour ?cent|por ?ciento)\b", re.IGNORECASE)
#: "2 Gl\u00e4ser \u00e0 200 ml".
_EACH: Final = frozenset(("\u00e0", "je", "@"))
#: "8-oz", "2-slice".
_DASHED: Final = later(r"(?<=\d)-(?=[a-z])|(?<=\d-g)-|(?<=\d-ml)-|(?<=\d g)-|(?<=\d ml)-", re.IGNORECASE)
_HALF_DASHED: Final = later(r"(?<=\bdemi)-(?=[a-z])|(?<=\bhalf)-(?=[a-z])", re.IGNORECASE)
#: 7up
_BRAND: Final = later(r"\d[a-z]{2}", re.IGNORECASE)
_EMPTY: Final = later(r"[(\[]\s*(?:[,;:.=~/+]\s*)*[)\]]")
_ELIDED: Final = later(r"^(?:d|l|dell|dall|un)['\u2019](?=\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Amount:
    """How much is told.

    Attributes
    ----------
    count : float
        Of the measure; 1 where none is said.
    measure : str
        Such as ``"slice"``; empty for pieces.
    is_counted, is_few : bool
        Whether a number or an article says how many; whether a word says several, and not how many.
    is_times : bool
        Whether the number counts portions: "2 x yogurt".
    unknown : float or None
        A number without a unit behind the food.
    size : str
        A word of size before the food: "large".
    pieces : float
        How many there are of what is weighed, where the weight may be of each or of all; else 1.
    is_behind, is_each : bool
        Whether it is told behind the food; whether it is of each of what stands before.
    other : str
        Another weight that is told beside it, and is not the same; empty for none.
    """

    count: float = 1.0
    measure: str = ""
    is_counted: bool = False
    is_few: bool = False
    is_times: bool = False
    unknown: float | None = None
    size: str = ""
    pieces: float = 1.0
    is_behind: bool = False
    is_each: bool = False
    other: str = ""

    @property
    def is_said(self) -> bool:
        """Whether anything is said of how much."""
        return self.is_counted or bool(self.measure)


@dataclass(frozen=True)
class _Span:
    """An amount in a text, from one token to another."""

    start: int
    end: int
    amount: Amount
    is_each: bool = False

    @property
    def is_measured(self) -> bool:
        return self.amount.measure in MEASURED


@lru_cache(maxsize=2048)
def amount_of(text: str) -> tuple[Amount, str]:
    """Return how much is told of a food, and its name.

    Examples
    --------
    >>> amount, name = amount_of("zwei Scheiben Roggenbrot")
    >>> amount.count, amount.measure, name
    (2.0, 'slice', 'roggenbrot')
    >>> amount, name = amount_of("yogurt 150g low fat")
    >>> amount.count, amount.measure, name
    (150.0, 'g', 'yogurt low fat')
    >>> amount_of("cherry pie: 230")[0].unknown
    230.0
    """
    plain = _INCHES.sub("", _PER_CENT.sub("%", in_digits(" ".join(text.split()))))
    plain = _HALF_DASHED.sub(" ", _DASHED.sub(" ", plain)).strip(" ,.;:")
    tokens = tokens_of(plain)
    is_counted = bool(tokens) and tokens[0].kind == "number" and not _BRAND.match(plain)
    if " ".join(in_our_words(plain)) in kinds() and not is_counted:
        return Amount(), plain  # a food that is called as a measure is
    spans = _spans(tokens)
    name = _without(plain, tokens, spans)
    name, each_behind = _each_behind(name) if spans else (name, False)
    name, size = _sized(name)
    amount = replace(_together(spans), other=_other_weight(spans))
    if amount.is_counted and not amount.measure and amount.unknown is None:
        name, behind = _measure_behind(name)
        amount = replace(amount, measure=behind)
    if not name and spans and not amount.is_counted and not amount.measure:
        return Amount(), plain
    size = amount.size or size
    is_each = len(spans) == 1 and (spans[0].is_each or each_behind)
    return replace(amount, size=size, is_each=is_each, is_behind=bool(spans) and spans[0].start > 0), name


def plural(measure: str, count: float) -> str:
    """Return a measure as it is written behind a count.

    Examples
    --------
    >>> plural("glass", 2.0), plural("slice", 2.0), plural("ml", 2.0), plural("cup", 1.0)
    ('glasses', 'slices', 'ml', 'cup')
    """
    if count == 1.0 or measure in (*MEASURED, "tbsp", "tsp"):
        return measure
    return f"{measure}{'es' if measure.endswith(('s', 'sh')) else 's'}"


def is_amount(text: str) -> bool:
    """Tell whether words are an amount alone: "about 1.5 cups"."""
    amount, name = amount_of(text)
    return not name and bool(amount.measure)


def is_size(text: str) -> bool:
    """Tell whether words are a size alone: "large"."""
    tokens = tokens_of(text)
    return bool(tokens) and len(_sizes_at(tokens, 0)) == len(tokens)


def _spans(tokens: Sequence[Token]) -> list[_Span]:
    found: list[_Span] = []
    place = 0
    while place < len(tokens):
        is_first = all(token.kind == "sign" for token in _left(tokens[:place], found))
        span = _span_at(tokens, place, is_first=is_first)
        if span is None:
            place += 1
            continue
        found.append(span)
        place = span.end
    return found


def _left(tokens: Sequence[Token], spans: list[_Span]) -> list[Token]:
    return [t for at, t in enumerate(tokens) if not any(span.start <= at < span.end for span in spans)]


def _span_at(tokens: Sequence[Token], start: int, *, is_first: bool) -> _Span | None:
    """Return the amount that begins at a token; None where none does."""
    place = start
    is_of = tokens[start].word in ("of", "de", "von", "zu") and not is_first  # 2 yogurts of 125 g
    is_each = (
        (is_of or tokens[start].text in _EACH)
        and start + 1 < len(tokens)
        and tokens[start + 1].kind == "number"
    )
    place += is_each
    while place < len(tokens) and (tokens[place].word in "~\u2248=" or phrases("about").at(tokens, place)[0]):
        place += phrases("about").at(tokens, place)[0] or 1
    if is_first and (little := _little_at(tokens, place)):
        return _closed(tokens, start, place + little, Amount(1.0, "bit"))
    number, place, is_times, few = _count_at(tokens, place, is_first=is_first)
    weight = _weight_at(tokens, place) if number is not None else None
    sizes = _sizes_at(tokens, place)
    behind_sizes = place + len(sizes)
    has_number = number is not None and tokens[place - 1].kind in ("number", "sign")
    count, measure = _measure_at(tokens, behind_sizes, is_behind_number=has_number and not sizes)
    if weight is not None and number is not None:  # 2 x 250 ml
        end = weight[0]
        return _closed(tokens, start, end, Amount(number * weight[1], weight[2], is_counted=True))
    size = sizes[-1] if sizes else ""
    if count:
        if number is None and not few and not is_first:
            return None
        end = behind_sizes + count
        amount = Amount(_count(number, few=few), measure, number is not None, few, size=size)
        span = _closed(tokens, start, end, amount)
        return replace(span, is_each=True) if is_each else span
    if number is None and not few:
        return None
    if is_first and behind_sizes < len(tokens):
        return _Span(
            start, behind_sizes, Amount(_count(number, few=few), "", not few, few, is_times, size=size)
        )
    if number is None or (tokens[place - 1].kind == "word" and not is_times):
        return None
    if is_times or sizes:
        return _Span(start, behind_sizes, Amount(number, "", is_counted=True, is_times=is_times))
    is_closed = (
        start > 0 and tokens[start - 1].text in "([" and place < len(tokens) and tokens[place].text in ")]"
    )
    if (not number.is_integer() or is_closed) and number < _MOST_OF_PIECES:
        return _Span(start, place, Amount(number, "", is_counted=True))  # cucumber 1/2
    return _Span(start, place, Amount(unknown=number))


def _count(number: float | None, *, few: bool) -> float:
    """Return a count that is told, which may be none; of several two stand in."""
    return number if number is not None else 2.0 if few else 1.0


def _little_at(tokens: Sequence[Token], place: int) -> int:
    """Return how many tokens say a little of it: "un peu de", "a little"; 0 for "a little slice"."""
    count, measure = measures().at(tokens, place)
    is_little = count > 1 and measure == "bit" and not measures().at(tokens, place + count)[0]
    return count if is_little else 0


def _count_at(tokens: Sequence[Token], place: int, *, is_first: bool) -> tuple[float | None, int, bool, bool]:
    """Return a count, the place behind it, whether it counts portions, and whether it is only said to be several."""
    if place >= len(tokens):
        return None, place, False, False
    one = tokens[place]
    if one.word in ("x", "\u00d7") and place + 1 < len(tokens) and tokens[place + 1].kind == "number":
        return float(tokens[place + 1].text), place + 2, True, False
    if (many := phrases("few").at(tokens, place)[0]) and is_first:
        return None, place + many + _of_at(tokens, place + many), False, True
    if one.kind == "number" and not _is_in_name(tokens, place):
        behind = place + 1
        is_times = behind < len(tokens) and tokens[behind].word in ("x", "\u00d7")
        return float(one.text), behind + is_times, is_times, False
    if one.word in grammar().numbers:
        is_half = grammar().numbers[one.word] < 1.0
        if is_first or is_half or measures().at(tokens, place + 1)[0]:
            return grammar().numbers[one.word], place + 1 + _of_at(tokens, place + 1), False, False
    if count := phrases("articles").at(tokens, place)[0]:
        behind = tokens[place + count] if place + count < len(tokens) else None
        if behind and (behind.kind == "number" or grammar().numbers.get(behind.word, 1.0) < 1.0):
            return _count_at(tokens, place + count, is_first=is_first)  # a 12 oz latte
        return 1.0, place + count, False, False
    return None, place, False, False


def _is_in_name(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a number is of a name: milk 1.5, greek yogurt 2."""
    if place == 0 or measures().at(tokens, place + 1)[0]:
        return False
    return any(
        known_name_at(tokens[: place + 1], start) == place + 1 - start
        for start in range(max(0, place - 4), place)
    )


def _weight_at(tokens: Sequence[Token], place: int) -> tuple[int, float, str] | None:
    """Return the end, number and measure of a weight behind a count: 1 6 oz yogurt, 2 x 250 ml."""
    if place < len(tokens) and tokens[place].kind == "number":
        count, measure = _measure_at(tokens, place + 1, is_behind_number=True)
        if count and measure in MEASURED:
            return place + 1 + count, float(tokens[place].text), measure
    return None


def _sizes_at(tokens: Sequence[Token], place: int) -> list[str]:
    """Return the words of size at a place, as far as no name of a food begins with one."""
    found: list[str] = []
    while place < len(tokens):
        if tokens[place].word in (",", "-") and found:
            found.append("")
            place += 1
            continue
        count, _ = phrases("sizes").at(tokens, place)
        if not count or known_name_at(tokens, place) > count:
            break
        found += [token.word for token in tokens[place : place + count]]
        place += count
    return found


def _measure_at(tokens: Sequence[Token], place: int, *, is_behind_number: bool) -> tuple[int, str]:
    """Return how many tokens are a measure, and which."""
    count, measure = measures().at(tokens, place)
    if not count:
        return 0, ""
    said = tokens[place].word
    is_short = count == 1 and len(said) <= _SHORT and said not in _FULL_SHORT
    if is_short and not is_behind_number:
        return 0, ""
    is_of = phrases("of").at(tokens, place + count)[0]
    if not (is_behind_number and measure in MEASURED) and not is_of and known_name_at(tokens, place) > count:
        return 0, ""  # pot roast
    return count, measure


def _closed(tokens: Sequence[Token], start: int, end: int, amount: Amount) -> _Span:
    """Return an amount with what closes it: a vessel of so much, "of", "each"."""
    place = end
    if amount.measure in (*MEASURED, "pint"):
        vessel, measure = measures().at(tokens, place)
        place += vessel if vessel and measure not in MEASURED and tokens[place].word not in _SHORTEST else 0
    place += _of_at(tokens, place)
    each = phrases("each").at(tokens, place)[0]
    return _Span(start, place + each, amount, bool(each))


def _of_at(tokens: Sequence[Token], place: int) -> int:
    count = phrases("of").at(tokens, place)[0]
    return count if place + count < len(tokens) and not known_name_at(tokens, place) > count else 0


def _without(text: str, tokens: Sequence[Token], spans: list[_Span]) -> str:
    """Return a text without its amounts."""
    kept, at = "", 0
    for span in spans:
        kept += text[at : tokens[span.start].start] + " "
        at = tokens[span.end - 1].end
    bare = _EMPTY.sub(" ", kept + text[at:])
    bare = re.sub(r"\s+([,;:)\]])", r"\1", " ".join(bare.split())).strip(" ,.;:=~-\u2013/+")
    return _bare(re.sub(r"([(\[])\s+", r"\1", re.sub(r"[,;]([)\]])", r"\1", bare)))


def _bare(name: str) -> str:
    """Return a name without articles and "of" before it."""
    while True:
        tokens = tokens_of(name)
        count = max(phrases(field).at(tokens, 0)[0] for field in ("of", "determiners", "articles"))
        if not count or count >= len(tokens) or known_name_at(tokens, 0) > count:
            return _ELIDED.sub("", name)
        name = name[tokens[count].start :]


def _each_behind(name: str) -> tuple[str, bool]:
    """Return a name without "each" behind it, and whether it stood there: "30 ml of milk in each"."""
    tokens = tokens_of(name)
    count = phrases("each").behind(tokens, len(tokens))
    if not count or count >= len(tokens):
        return name, False
    return name[: tokens[len(tokens) - count].start].rstrip(" ,"), True


def _measure_behind(name: str) -> tuple[str, str]:
    """Return a name without the measure behind it, and that: "2 vanilla yogurt cups"."""
    tokens = tokens_of(name)
    if len(tokens) <= 1:
        return name, ""
    last = tokens[len(tokens) - 1]
    count, measure = measures().at((last,), 0)
    if not count or measure not in _VESSELS or " ".join(in_our_words(name)) in kinds():
        return name, ""
    return name[: last.start].rstrip(" ,"), measure


_VESSELS: Final = ("cup", "pot", "bottle", "tub", "can", "pack", "slice", "piece", "square", "carton", "container",
                   "serving")  # fmt: skip


def _sized(name: str) -> tuple[str, str]:
    tokens = tokens_of(name)
    if (behind := phrases("sizes").behind(tokens, len(tokens))) > 1 and behind < len(tokens):
        return name[: tokens[len(tokens) - behind].start].rstrip(" ,"), ""  # cheddar matchbox size
    sizes = _sizes_at(tokens, 0)
    if not sizes or len(sizes) >= len(tokens):
        return name, ""
    return name[tokens[len(sizes)].start :], next(filter(None, reversed(sizes)), "")


def _other_weight(spans: list[_Span]) -> str:
    """Return a second weight that is not the first, nor that of all pieces: "2 oz/100 g"."""
    first, *rest = [span.amount for span in spans if span.is_measured] or [Amount()]
    pieces = next((span.amount.count for span in spans if not span.is_measured), 1.0)
    for one in rest:
        told, of_all = one.count * WEIGHS[one.measure], first.count * WEIGHS[first.measure]
        if all(
            abs(told - same) > _SAME_WITHIN * same
            for same in (of_all, of_all * pieces, of_all / (pieces or 1.0))
        ):
            return f"{one.count:g} {one.measure}"
    return ""


#: Of half of one, a weight beside it is of the half; of a vessel it may be of the whole, too.
_SPOONS: Final = ("tbsp", "tsp", "bit", "splash", "dollop", "drizzle", "sprinkle")
#: A cup of no food weighs more than this [g].
_MOST_IN_CUP: Final = 310.0


def _may_be_of_whole(part: Amount, weight: Amount) -> bool:
    """Tell whether a weight beside half of a vessel may be of all that is in it: "half a pot (500 g)"."""
    if part.measure == "cup":
        return weight.count * WEIGHS[weight.measure] > part.count * _MOST_IN_CUP
    return part.measure not in _SPOONS


def _together(spans: list[_Span]) -> Amount:
    """Return the one amount that several are: a count and its weight, a count of portions."""
    if not spans:
        return Amount()
    said = [span for span in spans if span.amount.unknown is None]
    if not said:
        return spans[0].amount
    measured = next((span for span in said if span.is_measured), None)
    counted = next((span for span in said if not span.is_measured), None)
    if measured is not None and counted is not None:
        many = counted.amount.count
        if counted.amount.is_times:
            return replace(measured.amount, count=many * measured.amount.count)
        if many < 1.0 and _may_be_of_whole(counted.amount, measured.amount):
            return Amount(measured.amount.count, measured.amount.measure, is_counted=True, pieces=many)
        if many <= 1.0 or counted.amount.is_few:
            return replace(measured.amount, size=counted.amount.size)
        if measured.is_each:
            return Amount(many * measured.amount.count, measured.amount.measure, is_counted=True)
        return Amount(measured.amount.count, measured.amount.measure, is_counted=True, pieces=many)
    first = said[0].amount
    times = next((span.amount for span in said[1:] if span.amount.is_times), None)
    if times is not None:
        return Amount(first.count * times.count, first.measure, is_counted=True, is_times=not first.measure)
    with_measure = next((span.amount for span in said if span.amount.measure), first)
    unknown = next((span.amount.unknown for span in spans if span.amount.unknown is not None), None)
    if unknown is not None and not first.measure and len(spans) == len(said) + 1:
        return replace(first, unknown=unknown)
    if unknown is not None and unknown < _MOST_OF_PIECES and first.measure and not first.is_counted:
        return replace(first, count=unknown, is_counted=True)  # glasses of milk 2
    return with_measure
