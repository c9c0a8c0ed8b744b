"""What is told not to be taken beside what is: "no AI", "no other medication", "nothing else"; set aside, and said."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.library import of_class
from osteotwin.units.patterns import later

_NO: Final = (
    r"(?:(?:i )?(?:(?:am|['\u2019]m) )?not (?:on|taking|using)|(?:i )?(?:do not|don['\u2019]?t) (?:take|use)|"
    r"(?:i(?:['\u2019]ve| have)? )?never (?:had|taken|took|used|tried|been on)|not?|nicht|without|"
    r"kein(?:e[nrs]?)?|ohne|pas d(?:e |['\u2019])|aucune?|sans|sin|ning[u\u00fa]n[ao]?|geen|nessun[ao]?)"
)
_ANY: Final = (
    r"(?:(?:any|an?|the|others?|further|more|additional|anderen?|weiteren?|autres?|otr[oa]s?|andere)\b ?)*"
)
_NOW: Final = (
    r"(?: (?:currently|now|right now|at the moment|at present|at all|either|atm|these days|zurzeit|derzeit|"
    r"aktuell))?"
)
_AND: Final = r"\b(?:and|but|und|aber|et|mais|y|pero)\b"
_SIGN: Final = rf"[.,;\n(\u2013\u2014]| - |{_AND}"
_END: Final = rf"(?=\s*(?:[,;\n)\u2013\u2014]|\.(?!\d)| - |$|{_AND}))"
#: A denial is a clause of its own; "without" may stand behind a dose, too. The name Nomegestrol denies nothing.
_DENIAL: Final = later(
    rf"(?P<mark>^|{_SIGN}|(?=\b(?:without|ohne|sans|sin)\b))\s*(?P<said>{_NO}(?:(?<!\w)|\b)\s*{_ANY}"
    rf"(?P<what>[^\W\d][^,;.\n()\u2013\u2014\d]{{0,60}}?){_NOW}){_END}",
    re.IGNORECASE,
)
_CLOSING: Final = later(
    rf"(?P<mark>{_SIGN})\s*(?P<said>(?:nothing (?:else|more)|that(?:['\u2019]?s| is) (?:it|all)|sonst nichts|"
    r"nichts (?:weiter|anderes)|das ist alles|rien d['\u2019]autre|c['\u2019]est tout|nada m[a\u00e1]s|eso es tod[o]|"
    rf"niets anders|nient['\u2019]altro){_NOW}){_END}",
    re.IGNORECASE,
)
#: What stands for whatever else might be taken.
_ANYTHING: Final = later(
    r"(?:prescription |bone |hormone )?(?:med(?:s|ications?|icines?)|drugs?|supplements?|vitamins|"
    r"(?:(?:t|e|testosterone|estrogen|androgen|hormone|puberty) )?blockers?|anti-?androgens?|medikamente?|"
    r"pr\u00e4parate|nahrungserg\u00e4nzung(?:smittel)?|m\u00e9dicaments?|compl\u00e9ments|medicamentos?|"
    r"medicaci\u00f3n|suplementos|medicijnen|farmaci|integratori)",
    re.IGNORECASE,
)
_LIST: Final = later(
    r"\s*/\s*|\s+(?:or|nor|oder|noch|ou|ni|o|of)\s+(?:no |any |an? |kein\w* )?", re.IGNORECASE
)


def without_denied(text: str) -> tuple[str, str]:
    """Return an answer without the clauses that only tell what is not taken, and those clauses.

    A clause of a drug that is taken besides stays, as does one that tells anything more ("no AI since May"), and an
    answer that tells nothing else.

    Examples
    --------
    >>> without_denied("testosterone cypionate 70 mg twice a week, no AI, no HCG")
    ('testosterone cypionate 70 mg twice a week', 'no AI; no HCG')
    >>> without_denied("anastrozole 1 mg daily, no AI since May 2024")
    ('anastrozole 1 mg daily, no AI since May 2024', '')
    """
    said: list[str] = []
    kept = text
    for form in (_DENIAL, _CLOSING):
        at = 0
        while (found := form.search(kept, at)) is not None:
            rest = f"{kept[: found.start()]}{kept[found.end() :]}"
            if form is _CLOSING or _is_of_others(found["what"], rest):
                said.append(found["said"])
                kept, at = rest, found.start()
            else:
                at = found.end("mark") + 1
    kept = kept.strip(" ,;\n")
    return (kept, "; ".join(said)) if said and re.search(r"\d|[^\W\d]{3}", kept) else (text, "")


def _is_of_others(what: str, rest: str) -> bool:
    """Tell whether words name drugs, each of them and nothing else, that the rest of the answer does not."""
    taken = {product for name in drugs_in(rest) for product in _products(name)}
    return all(
        _ANYTHING.fullmatch(one) or (_is_drug(one) and not taken & _products(one))
        for one in _LIST.split(what)
    )


def _is_drug(name: str) -> bool:
    return bool(of_class(name)) or drugs_in(name) == [name]


def _products(name: str) -> set[str]:
    return {product.label for one in (of_class(name) or (name,)) for product in products_named(one)} or {
        name.casefold()
    }
