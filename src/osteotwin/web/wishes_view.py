"""The form of wishes for a plan: what is asked, what the file says, and what stands in where it says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import osteotwin as ot
from osteotwin.web.days import today
from osteotwin.web.language import Words, gettext, ngettext

#: What a wish is asked as, with the word for "none of it".
LISTED: Final = (
    ("equipment", Words("Equipment at hand"), Words("none")),
    ("pain", Words("Joints that hurt"), Words("none hurts")),
    ("not_eaten", Words("Foods you do not eat"), Words("I eat all of them")),
)
#: What the training of a file may show.
_SHOWN: Final = ("experience", "equipment")


def wishes_asked(document: Mapping[str, Any], person: ot.Person | None) -> dict[str, Any]:
    """Return the fields of the form, with what the file says and what stands in where it says nothing.

    Parameters
    ----------
    document : mapping
        The person's file.
    person : Person or None
        As it is read; ``None`` where it cannot be.
    """
    stated, choices = document.get("wishes", {}), ot.wish_choices()
    cautious, begins = ot.cautious_wishes(person), document.get("outlook", {}).get("from")
    by_training = [key for key in _SHOWN if key not in stated and cautious[key] != ot.cautious_wishes()[key]]
    return {
        "stated": stated,
        "cautious": cautious,
        "lists": [
            {
                "key": key,
                "label": label,
                "none": none,
                "options": [{"id": one, "label": one.replace("_", " ")} for one in choices[key]],
                "chosen": list(stated.get(key, ())),
                "says_none": stated.get(key) == [],
            }
            for key, label, none in LISTED
        ],
        "experience": choices["experience"],
        "budget": choices["budget"],
        "not_done": ", ".join(stated.get("not_done", ())),
        "begins": max(filter(None, (begins, today()))).isoformat(),
        "assumed": _assumed({*stated, *by_training}, cautious),
        "by_training": [_by_training(key, cautious) for key in by_training],
    }


def _assumed(known: set[str], cautious: Mapping[str, Any]) -> list[str]:
    days, minutes = cautious["days_per_week"], cautious["minutes_per_session"]
    said = {
        "days_per_week": ngettext("%(count)s day a week", "%(count)s days a week", days) % {"count": days},
        "minutes_per_session": gettext("%(count)s minutes a session") % {"count": f"{minutes:g}"},
        "equipment": gettext("no equipment"),
        "experience": gettext("no experience of lifting or jumping"),
        "pain": gettext("no joint that hurts"),
        "not_eaten": gettext("every food is eaten"),
        "budget": gettext("a %(size)s budget for food") % {"size": cautious["budget"]},
        "supplements": gettext("tablets would be taken"),
    }
    return [text for key, text in said.items() if key not in known]


def _by_training(key: str, cautious: Mapping[str, Any]) -> str:
    if key == "experience":
        return gettext("some experience of lifting")
    return gettext("at hand: %(things)s") % {"things": ", ".join(cautious["equipment"])}
