"""What training and food win back of what a drug takes, from the contributions."""

from __future__ import annotations

from collections.abc import Sequence

from osteotwin.explaining.bands import Json, interval
from osteotwin.explaining.contributions import Contributions
from osteotwin.protocol.drug_groups import is_drug, is_simulated, label_of, takes_bone
from osteotwin.units import listed


def won_back(found: Contributions) -> dict[str, dict[str, Json]]:
    """Return what the drugs take that take bone, what training, food and supplements win, and a sentence.

    Testosterone and bone drugs are on neither side.

    Returns
    -------
    dict
        By site and moment ``cost`` and ``won`` in percentage points, and ``text``; empty by moment where the plan has
        not both.
    """
    drugs = [k for k, part in enumerate(found.parts) if takes_bone(part.group) and is_simulated(part.group)]
    lifestyle = [
        k for k, part in enumerate(found.parts) if not is_drug(part.group) and part.group != "unloading"
    ]
    if not drugs or not lifestyle:
        return {site: {} for site in found.shares}
    takers, winners = _labels(found, drugs), _labels(found, lifestyle)
    result: dict[str, dict[str, Json]] = {}
    for site, shares in found.shares.items():
        result[site] = {}
        for i, year in enumerate(found.years):
            cost, won = (interval(shares[some, :, i].sum(axis=0)) for some in (drugs, lifestyle))
            text = _sentence(cost["median"], won["median"], takers, winners)
            result[site][year] = {"cost": cost, "won": won, "text": text}
    return result


def _labels(found: Contributions, some: Sequence[int]) -> list[str]:
    return list(dict.fromkeys(label_of(found.parts[k].group) for k in some))


def _sentence(cost: float | None, won: float | None, takers: Sequence[str], winners: Sequence[str]) -> str:
    drugs, rest = listed(takers), listed(winners)
    take, win = "take" if len(takers) > 1 else "takes", "win" if len(winners) > 1 else "wins"
    if cost is None or won is None:
        text = f"what {rest} {win} back is not known."
    elif (taken := round(-cost, 1)) <= 0:
        text = f"{drugs} {take} next to nothing."
    else:
        gain = round(won, 1)
        much = f"{gain:.1f}, more than" if gain > taken else f"{gain:.1f} of" if gain < taken else "all of"
        much = much if gain > 0 else "nothing of"
        text = f"{rest} {win} back {much} the {taken:.1f} points that {drugs} {take}."
    return text[:1].upper() + text[1:]
