"""What is asked before anything else: a hormone in a way of which there is no product, and a pack beside a strength."""

from __future__ import annotations

from osteotwin.asking.drugs.told_drugs import drugs_in, name_places
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.dose_packs import pack_before
from osteotwin.protocol.library import WITHOUT_PRODUCT, by_way, without_kinetics
from osteotwin.protocol.library.ways import ways_in
from osteotwin.protocol.plan_file import LOCAL
from osteotwin.units import in_digits


def ask_way(piece: str) -> None:
    """Ask of a hormone that is given in a way of which there is no product: "estradiol 10 mcg vaginally".

    Raises
    ------
    UnclearAnswerError
    """
    names = [piece[start:end] for start, end in name_places(piece)]
    if len(names) == 1 and by_way(names[0]):
        for way in sorted(WITHOUT_PRODUCT.intersection(ways_in(piece.casefold())), reverse=True):
            found = f"{quoted(piece)}, of which the model has no kinetics"
            if way == "vagina":
                raise UnclearAnswerError("drugs", found, *LOCAL)
            raise UnclearAnswerError(
                "drugs", found, f"one of {', '.join(without_kinetics(f'{names[0]} {way}'))}",
                "name the one whose levels are nearest, if that will do",
            )  # fmt: skip


def ask_pack(piece: str) -> None:
    """Ask of so many tablets before their strength as only a pack holds.

    Raises
    ------
    UnclearAnswerError
    """
    if (pack := pack_before(in_digits(piece))) is not None:
        name = next(iter(drugs_in(piece)), "finasteride")
        raise UnclearAnswerError(
            "drugs", f"{quoted(piece)}, in which {pack[0]} tablets are what a pack holds",
            "how much is taken each time",
            f'write for example "{name} {pack[1]} daily" for one tablet a day',
        )  # fmt: skip
