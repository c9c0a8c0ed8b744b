"""A line on supplements → each nutrient by itself with how much and how often, whatever the order of its words.

What the line says of several at once is put to each: one rhythm behind a list, the tablets of a product. A line with
one word that is of no supplement is left to the readers of food and drugs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Final

from osteotwin.asking.supplements.tokens import Amount, Count, Join, Mark, Nutrient, Often, Token, tokens_of
from osteotwin.asking.supplements.told_twice import IU_OF, merged, same_amount
from osteotwin.asking.supplements.units import in_units, with_vitamin_d
from osteotwin.asking.supplements.vocabulary import CALCIUM, VITAMIN_D
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

#: Of vitamin D a bare number from here on counts IU: as micrograms it would be more than anybody takes.
_LEAST_BARE_IU: Final = 400.0
#: The vitamin D that one tablet of calcium holds [IU], and the calcium in it [mg].
_IU_OF_TABLET, _MG_OF_TABLET = (100.0, 5000.0), (150.0, 1500.0)


@dataclass(frozen=True)
class PlainSupplements:
    """What a line says.

    Attributes
    ----------
    pieces : tuple of str
        One for each nutrient, such as ``"vitamin D 2000 IU daily"``.
    notes : tuple of str
        What is to be said of them.
    """

    pieces: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass
class _Item:
    """One nutrient while its line is read."""

    nutrient: Nutrient
    amount: Amount | None
    often: list[Often] = field(default_factory=list[Often])
    counts: list[float] = field(default_factory=list[float])
    is_product: bool = False
    is_form: bool = False
    is_elemental: bool = False
    is_sum: bool = False


@dataclass
class _Chunk:
    """What stands between two commas or joining words."""

    join: str
    tokens: list[Token] = field(default_factory=list[Token])

    @property
    def names(self) -> set[str]:
        return {token.name for token in self.tokens if isinstance(token, Nutrient)}

    def has(self, kind: type[Token]) -> bool:
        return any(isinstance(token, kind) for token in self.tokens)

    def marks(self, what: str) -> bool:
        return any(isinstance(token, Mark) and token.what == what for token in self.tokens)


def plain_supplements(piece: str) -> PlainSupplements | None:
    """Return each nutrient of a line by itself; ``None`` for a line that is of anything else, too, or not clear.

    Raises
    ------
    UnclearAnswerError
        Where an amount may be of one tablet, or of all that are taken.

    Examples
    --------
    >>> plain_supplements("calcium/vitamin D 600mg/400IU, take 1 tablet twice daily").pieces
    ('calcium tablets 600mg twice daily', 'vitamin D 400 IU twice daily')
    >>> plain_supplements("2000 IU D3 in winter") is None
    True
    """
    tokens = tokens_of(piece)
    if tokens is None:
        return None
    named = {token.name for token in tokens if isinstance(token, Nutrient)}
    is_counted = any(isinstance(token, Count) and token.is_form for token in tokens) or any(
        isinstance(one, Nutrient) and one.name == CALCIUM and isinstance(form, Mark) and form.what == "form"
        for one, form in pairwise(tokens)
    )
    if not named & {VITAMIN_D, CALCIUM} or (
        CALCIUM in named
        and not is_counted
        and any(isinstance(one, Mark) and one.what == "sum" for one in tokens)
    ):
        return None
    notes: tuple[str, ...] = ()
    if named == {CALCIUM} and (units := in_units(tokens)):
        tokens, named = with_vitamin_d(tokens, units), {CALCIUM, VITAMIN_D}
        notes = (f"{units[0].said.upper()} beside calcium is taken for vitamin D",)
    chunks = _chunks(tokens)
    denied = [chunk for chunk in chunks if chunk.marks("none")]
    if any(chunk.has(Amount) for chunk in denied):
        return None
    chunks = [chunk for chunk in chunks if chunk not in denied]
    if not chunks and piece.casefold().startswith("no "):
        return None  # "no calcium" may be of food
    items = _paired(chunks)
    if items is None or not _with_scope(chunks, items):
        return None
    flat = [item for mine in items for item in mine]
    for item in flat:
        _put_unit(item, named)
        item.is_elemental = item.is_elemental or "elemental" in piece.casefold()
    said = [_in_words(item) for item in flat]
    if any(words is None for words in said):
        return None
    _check_in_one_or_all(tokens, piece, flat)
    notes += tuple(
        f"of {_said(item.amount)} {item.nutrient.name} the mean is taken, {item.amount.value:g} {item.amount.unit}"
        for item in flat
        if item.amount is not None and _is_range(item.amount)
    )
    notes += tuple(
        f"no {token.name}, as told"
        for chunk in denied
        for token in chunk.tokens
        if isinstance(token, Nutrient)
    )
    return PlainSupplements(tuple(words for words in said if words), notes)


def _chunks(tokens: Sequence[Token]) -> list[_Chunk]:
    chunks = [_Chunk("")]
    for token in tokens:
        if isinstance(token, Join) and token.sign != "/":
            chunks.append(_Chunk(token.sign))
        elif not isinstance(token, Join):
            chunks[-1].tokens.append(token)
    return [chunk for chunk in chunks if chunk.tokens]


def _paired(chunks: list[_Chunk]) -> list[list[_Item]] | None:
    """Return the nutrients of each chunk with their amounts; ``None`` where one cannot tell which belongs to which."""
    found: list[list[_Item]] = []
    told = {name for chunk in chunks if chunk.has(Amount) for name in chunk.names}
    for chunk in chunks:
        is_heading = not chunk.has(Amount) and chunk.names and chunk.names <= told
        pairs = [] if is_heading else _pairs(chunk.tokens)
        if pairs is None:
            return _paired_in_order(chunks)
        had = found[-1][-1] if found and found[-1] else None
        if (
            had
            and len(pairs) == 1
            and had.amount
            and pairs[0].amount
            and pairs[0].nutrient.name == had.nutrient.name
        ):
            one = same_amount([had.amount, pairs[0].amount], had.nutrient)
            if one is not None:  # told twice: the salt, and the calcium in it
                had.amount, had.is_elemental, pairs = one, True, []
        found.append(pairs)
    return found if _fits(found) else _paired_in_order(chunks)


def _fits(items: list[list[_Item]]) -> bool:
    """Tell whether what the model has comes with its amount."""
    return all(
        item.amount is not None
        for mine in items
        for item in mine
        if item.nutrient.name in (VITAMIN_D, CALCIUM)
    )


def _pairs(tokens: Sequence[Token]) -> list[_Item] | None:
    """Return the nutrients of some tokens, the amounts in their order."""
    nutrients = _once([token for token in tokens if isinstance(token, Nutrient)])
    amounts = [token for token in tokens if isinstance(token, Amount)]
    if len(nutrients) == 1 and len(amounts) > 1:
        one = same_amount(amounts, nutrients[0])
        amounts = [one] if one is not None else amounts
    if len(amounts) > len(nutrients) > 1:
        amounts = merged(amounts)
    if (
        len(nutrients) > len(amounts) == 1 and amounts[0].unit == "IU"
    ):  # which vitamin K and minerals have not
        of_d = [one for one in nutrients if one.name == VITAMIN_D]
        rest = [one for one in nutrients if one.name != VITAMIN_D]
        if of_d:
            return [
                _Item(of_d[0], amounts[0], is_product=True),
                *(_Item(one, None, is_product=True) for one in rest),
            ]
    if amounts and len(amounts) != len(nutrients):
        return None
    told = [*amounts] if amounts else [None] * len(nutrients)
    return [
        _Item(nutrient, amount, is_product=len(nutrients) > 1)
        for nutrient, amount in zip(nutrients, told, strict=True)
    ]


def _once(nutrients: list[Nutrient]) -> list[Nutrient]:
    """Return nutrients in their order, each once: "ergocalciferol (vitamin D2)" is one."""
    found: dict[str, Nutrient] = {}
    for one in nutrients:
        had = found.get(one.name, one)
        found[one.name] = Nutrient(one.name, had.salt or one.salt, had.is_brand or one.is_brand)
    return list(found.values())


def _put_unit(item: _Item, named: set[str]) -> None:
    """Put to a bare number the unit that it can only have, beside what else is named."""
    amount = item.amount
    if amount is None or amount.unit:
        return
    name, n = item.nutrient.name, amount.value
    both = {VITAMIN_D, CALCIUM} <= named
    in_tablet = both and _IU_OF_TABLET[0] <= n <= _IU_OF_TABLET[1]
    of_minerals = CALCIUM in named and any(map(_MINERAL.match, named))
    is_calcium = name == CALCIUM and (both or of_minerals) and _MG_OF_TABLET[0] <= n <= _MG_OF_TABLET[1]
    if name == VITAMIN_D and (n >= _LEAST_BARE_IU or item.nutrient.is_brand or in_tablet):
        item.amount = Amount(n, "IU", amount.said)
    elif is_calcium or (of_minerals and _MINERAL.match(name)):
        item.amount = Amount(n, "mg", amount.said)


#: Told in milligrams beside calcium.
_MINERAL: Final = later("magnesium|zinc")


def _paired_in_order(chunks: list[_Chunk]) -> list[list[_Item]] | None:
    """Return nutrients whose amounts stand together behind or before all of them."""
    kinds = [
        (type(token), token)
        for chunk in chunks
        for token in chunk.tokens
        if isinstance(token, Nutrient | Amount)
    ]
    runs = [[token for _, token in run] for _, run in groupby(kinds, key=lambda one: one[0])]
    if len(runs) % 2:
        return None
    items: list[_Item] = []
    for one, other in zip(runs[::2], runs[1::2], strict=True):
        mine = _pairs([*one, *other])
        if mine is None or len(mine) != len(one):
            return None
        items += mine
    last = {
        item.nutrient.name: chunk
        for item in items
        for chunk in range(len(chunks))
        if item.nutrient.name in chunks[chunk].names
    }
    found: list[list[_Item]] = [[] for _ in chunks]
    for item in items:
        item.is_product = len(items) > 1
        found[last[item.nutrient.name]].append(item)
    return found if _fits(found) else None


def _with_scope(chunks: list[_Chunk], items: list[list[_Item]]) -> bool:
    """Put to each nutrient how often, how many and of what form it is; tell whether that is certain."""
    group: list[_Item] = []
    is_closed = False
    leading, ahead = _leading(chunks)
    for chunk, mine in zip(chunks, items, strict=True):
        often = [token for token in chunk.tokens if isinstance(token, Often) and token not in leading]
        counts = [token.n for token in chunk.tokens if isinstance(token, Count) and token not in ahead]
        if mine:
            if is_closed:
                group, is_closed = [], False
            joined = _joins_product(chunk.join)
            for item in mine:
                item.is_product = item.is_product or (joined and bool(group))
            if joined and group:
                for item in group:
                    item.is_product = True
            group += mine
        elif not group:
            continue
        if not _put_often(often, mine, group, chunk.join, of_all=chunk.marks("all")):
            return False
        if not _put_counts(counts, mine, group):
            return False
        if chunk.marks("sum") and not _put_sum(mine or group):
            return False
        if chunk.marks("form") or any(token.is_form for token in chunk.tokens if isinstance(token, Count)):
            for item in group if all(one.is_product for one in group) else mine or group:
                item.is_form = True
        is_closed = is_closed or any(not one.is_time for one in often)
    flat = [item for mine in items for item in mine]
    counted = flat if all(item.is_product for item in flat) else next((mine for mine in items if mine), [])
    for item in counted:
        item.counts += [] if item.is_sum else [one.n for one in ahead]
        item.is_form = item.is_form or any(one.is_form for one in ahead)
    if any(not one.is_time for one in leading) and any(item.often and not item.is_sum for item in flat):
        return False  # "twice a day: D3 1000 IU plus omega-3 once a day"
    for item in flat:
        item.often = item.often or leading
    one_is_said = any(chunk.marks("one") for chunk in chunks)
    return not one_is_said or all(item.counts for item in flat) or not any(item.often for item in flat)


def _leading(chunks: list[_Chunk]) -> tuple[list[Often], list[Count]]:
    """Return how often and how many stand before the first nutrient and amount: of all that is named."""
    tokens = [token for chunk in chunks for token in chunk.tokens]
    first = next((n for n, token in enumerate(tokens) if isinstance(token, Nutrient | Amount)), len(tokens))
    before = tokens[:first]
    return [one for one in before if isinstance(one, Often)], [
        one for one in before if isinstance(one, Count)
    ]


def _joins_product(sign: str) -> bool:
    return sign in ("+", "&", "with", "plus", "w/", "combined with", "|")


def _put_often(often: list[Often], mine: list[_Item], group: list[_Item], join: str, *, of_all: bool) -> bool:
    """Put how often to those of which it is told: all before it that lack it, where it is a day or of one product."""
    for one in often:
        waiting = [item for item in group if not item.often or (item.often and not mine)]
        is_product = all(item.is_product for item in group)
        is_open = one.days < 1.0 and join == "," and bool(mine)  # "D3 2000 IU, calcium 500 mg twice a day"
        if (one.days <= 1.0 and not is_open) or of_all or len(waiting) == 1:
            targets = waiting
        elif is_product:
            _check_rare(one, waiting)
            targets = waiting
        elif mine:
            targets = mine
        else:
            return False
        for item in dict.fromkeys([*map(id, targets), *map(id, mine)]):
            next(one_ for one_ in group if id(one_) == item).often.append(one)
    return True


def _check_rare(often: Often, items: list[_Item]) -> None:
    """Ask of calcium with vitamin D that is taken once a week whether the calcium is.

    Raises
    ------
    UnclearAnswerError
    """
    told = [(item, item.amount) for item in items if item.amount is not None]
    if any(item.nutrient.name == CALCIUM for item, _ in told):
        each = "; ".join(
            f"{item.nutrient.name}{' tablets' if item.nutrient.name == CALCIUM else ''} {_plain_number(amount.value)} "
            f"{amount.unit} {'daily' if item.nutrient.name == CALCIUM else often.words}"
            for item, amount in told
        )
        raise UnclearAnswerError(
            "food", f"{quoted(often.words)} behind calcium and what else is named, which may be of the last alone",
            "how often of each", f'write for example "{each}"',
        )  # fmt: skip


def _put_counts(counts: list[float], mine: list[_Item], group: list[_Item]) -> bool:
    more = [n for n in counts if n != 1.0]
    is_product = all(item.is_product for item in group)
    if more and mine and len(group) > 1 and not is_product and len(mine) > 1:
        return False
    for item in group if is_product or not mine else mine:
        item.counts += counts
    return True


def _put_sum(items: list[_Item]) -> bool:
    """Put to nutrients that their amount is that of a day in all."""
    for item in items:
        if any(one.days > 1.0 for one in item.often):
            return False
        item.counts, item.often, item.is_sum = [1.0], [Often("daily", 1.0)], True
    return bool(items)


def _in_words(item: _Item) -> str | None:
    """Return one nutrient with how much and how often; ``None`` where one of them is not certain."""
    often = _one_often(item.often)
    counts = {n for n in item.counts if n != 1.0}
    if often is None or len({*item.counts}) > 1:  # "2 in the morning, 1 at night"
        return None
    name, amount = item.nutrient.name, item.amount
    n = counts.pop() if counts else 1.0
    if amount is None:
        return f"{name} {often.words}".strip()
    if not amount.unit or (name == VITAMIN_D and amount.unit not in IU_OF):
        return None
    if name == CALCIUM:
        if amount.unit not in ("mg", "g"):
            return None
        if _is_range(amount) and not item.nutrient.salt and not item.is_form:
            return None
        in_tablets = item.is_form or item.is_product or bool(item.counts) or (often.days < 1.0)
        name = (
            f"calcium {item.nutrient.salt}"
            if item.nutrient.salt
            else "calcium tablets"
            if in_tablets
            else name
        )
    how_much = amount.said
    if n != 1.0 or name == VITAMIN_D or _is_range(amount) or not any(map(str.isalpha, how_much)):
        how_much = f"{_plain_number(amount.value * n)} {amount.unit}"
    counts = " elemental" if item.is_elemental and item.nutrient.salt else ""
    return f"{name} {how_much}{counts} {often.words}".strip()


def _plain_number(value: float) -> str:
    return f"{value:,.10g}" if value >= _LEAST_WITH_COMMA else f"{value:.10g}"


#: Numbers from here on have a comma.
_LEAST_WITH_COMMA: Final = 10_000.0


def _one_often(often: list[Often]) -> Often | None:
    """Return how often, where all that is said of it agrees; times of day tell nothing beside it."""
    if not often:
        return Often("", 1.0)
    strong = [one for one in often if not one.is_time]
    if not strong:
        return often[0] if len({one.words for one in often}) == 1 else None
    days = {round(one.days, 6) for one in strong}
    return strong[0] if len(days) == 1 else None


def _said(amount: Amount) -> str:
    return amount.said.upper() if amount.unit == "IU" else amount.said


def _is_range(amount: Amount) -> bool:
    return any(sign in amount.said for sign in ("-", "\u2013", " to "))


def _check_in_one_or_all(tokens: Sequence[Token], piece: str, items: list[_Item]) -> None:
    """Ask of an amount beside several tablets whether it is in one of them or in all.

    It is of one where it stands before them or behind "of", and of drops only where that is said.

    Raises
    ------
    UnclearAnswerError
    """
    if any(isinstance(token, Mark) and token.what in ("one", "sum") for token in tokens):
        return
    counted = next((token for token in tokens if isinstance(token, Count) and token.n != 1.0), None)
    if counted is None:
        return
    place = tokens.index(counted)
    before, behind = tokens[:place], tokens[place + 1 :]
    first = next((token for token in behind if isinstance(token, Amount | Often)), None)
    is_open = (
        counted.is_drops
        or (counted.is_form and behind[:1] == [first] and isinstance(first, Amount))
        or (isinstance(first, Often) and not any(isinstance(token, Amount) for token in before))
        or any(isinstance(token, Join) and token.sign == "/" for token in before[-1:])  # "1000 IU / 2 daily"
    )
    if not is_open or not (counts := [one for one in items if one.amount is not None and one.counts]):
        return
    ways = ("; ".join(_each_time(one, n) for one in counts) for n in (1.0, counted.n))
    raise UnclearAnswerError(
        "food", f"{quoted(piece)}, which does not tell whether that is in one of them or in all",
        "how much there is in all each time",
        f'write "{next(ways)}" if it is in all of them, or "{next(ways)}" if it is in one',
    )  # fmt: skip


def _each_time(item: _Item, times: float) -> str:
    """Return so many times the amount of a nutrient, with how often."""
    amount = item.amount or Amount(0.0, "", "")
    often = (_one_often(item.often) or Often("daily", 1.0)).words or "daily"
    name = f"{item.nutrient.name}{' tablets' if item.nutrient.name == CALCIUM else ''}"
    return f"{name} {_plain_number(amount.value * times)} {amount.unit} {often}"
