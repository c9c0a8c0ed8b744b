"""What stands around the words that are read: greetings, labels of lists, "I am a", in several languages."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

_PERSON: Final = r"(?:homme|femme|hombre|mujer|uomo|donna|mann|frau|homem|mulher|man|vrouw)"
_PLAIN: Final = tuple(
    (later(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"^\s*(?:hi|hello|hey|hallo|bonjour|hola|ciao)(?: there| all| everyone)?\s*[!,.:]+\s*", ""),
        (r"(?:^|(?<=[\n;.]))(?P<blank>\s*)(?:(?:medical |health |known )?(?:conditions|diagnoses|diagnosis|illnesses)|"
         r"health (?:problems|issues)|pmh|past medical history|vorerkrankungen|diagnosen|maladies|enfermedades)"
         r"\s*[:=]\s*(?!\s|none|no\b|nil|n/a|-|kein|aucun|ningun)", r"\g<blank>"),
        (rf"\b(?:je suis|j'suis|soy|sono|ich bin|sou|ik ben)(?: une?| una?| eine?| um| uma| een)? (?={_PERSON}\b)", ""),
        (rf"\b(?P<who>{_PERSON}) (?:de|di|von|van|,) ?(?P<n>\d\d) (?:ans|anni|a\u00f1os|jahren|anos|jaar)\b",
         r"\g<who>, \g<n>"),
        (rf"\b(?P<who>{_PERSON}) (?=n[\u00e9e]e? (?:le|en)\b|nacid[ao]\b|nat[oa]\b)", r"\g<who>, "),
        (r"\borchi\b", "orchiectomy"),
        (r"\bmido (?P<n>[12][.,]\d\d)(?: m(?:etros?)?)?(?: y|,|;)? ?(?:peso )?", r"\g<n> m, "),
        (r"\b1 ?(?:meter|m\u00e8tre|metre|metro) ?(?P<cm>\d\d)\b", r"1.\g<cm> m"),
        (r"(?<=\d) ?(?P<unit>m|cm) gro\u00df\b", r" \g<unit>"),
        (r"\b(?:i was |i am |i'm |was )?born (?:on )?the (?P<n>\d{1,2})(?:st|nd|rd|th)? of (?=[a-z])", r"born \g<n> "),
        (r"\b(?P<n>\d\d) and a half\b", r"\g<n>.5"),
        (r"\b(?P<what>weight|gewicht|poids|peso)(?P<sign>[ :=]+)(?P<n>\d{2,3}),(?P<m>\d)(?![\d,])",
         r"\g<what>\g<sign>\g<n>.\g<m>"),
    )
)  # fmt: skip


def without_labels(text: str) -> str:
    """Return an answer without greetings and labels, and with a few sentences of other languages in parts.

    Examples
    --------
    >>> without_labels("Hi! 56, man"), without_labels("Je suis une femme de 60 ans, 1,65 m")
    ('56, man', 'femme, 60, 1,65 m')
    >>> without_labels("Conditions: kidney stones, bad knees"), without_labels("Conditions: none")
    ('kidney stones, bad knees', 'Conditions: none')
    """
    for pattern, plain in _PLAIN:
        text = pattern.sub(plain, text)
    return text
