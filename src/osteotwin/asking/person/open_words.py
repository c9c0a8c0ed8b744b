"""What is told of a person and leaves something open, such as "in my late 50s", and what is asked of it."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.person.asides import KIN
from osteotwin.asking.person.fracture_lists import count_in
from osteotwin.asking.person.fractures import BONE
from osteotwin.asking.person.lay_words import ask_lay
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_QUESTION: Final = "person"
_TRANS: Final = later(r"\b(?:trans|transgender|mtf|ftm|nonbinary|non-binary|intersex|amab|afab)\b")
#: What denies all that is listed behind it.
AVOIDED: Final = later(
    r"\b(?:avoided|escaped|spared|dodged|free (?:of|from)|luckily without)\b.*[a-z]", re.IGNORECASE
)
#: Bones that broke, in each language; a hernia is none in German.
_BROKEN: Final = (
    r"\b(?:fractur\w*|fxs?|broken?|quebr\w+|frakturen?|\w*fraktur|(?!leisten|nabel|zwerchfell|ab|ein|um|durch|aus)\w*br(?:\u00fc|ue|u)che?|"
    r"gebrochen|cass\u00e9e?s?|romp[i\u00ed]\w*|frattur\w*|fratura\w*|(?:cracked|crushed|snapped|shattered|collapsed)"
    rf"(?= (?:[\w-]+ ){{0,2}}?(?:{BONE}|vertebra\w*|spine)\b))\b"
)
#: What is plainly meant, and what is to be asked about it.
_ASKED: Final = (
    (later(r"(?:in |after |past )?(?:the )?(?:menopause|(?:post-?)?menopausal)"),
     "the age at menopause", 'write "menopause at 51", with the age then'),
    (later(r".*\bfrax\b.*|.*\bfracture\w*\b.*\b(?:risk|probability|(?<!by )chance)\b.*|"
                r".*\b(?:risk|probability|(?<!by )chance)\b.*\bfractur.*"),
     "the probability of a major fracture or of the hip, each in percent",
     'write "FRAX major 12 %" or "FRAX hip 3 %", with your own numbers, else leave it out'),
    (later(r".*\b(?:ovaries|oophorectomy|ovariectomy|surgical(?:ly)? (?:post)?menopaus\w*)\b.*"),
     "the age then, as that of menopause",
     'where both were taken out before it, write for example "menopause at 45", with the age then; else leave it out'),
    (later(rf"(?=.*{_BROKEN})(?:.*\b)?(?:{KIN}|grandparents?|family)\b.*"), "whether a parent broke a hip",
     'write "mother broke her hip" or "father broke his hip" if so, else leave out what is of others'),
    (later(rf"(?!.*\b(?:no|never|without|kein\w*|sin|ninguna|aucune|pas de) (?:\w+ )?{_BROKEN}).*{_BROKEN}.*"),
     "how many bones broke in a fall from standing since the age of 40",
     'write "1 fracture" where it was so, "vertebral fracture" for a vertebra, "fragility fracture before 40" where it '
     "was so before that age, and leave any other out"),
    (later(r".*\b(?:smok\w+|cigar\w*)\b.*"), "whether it goes on",
     'write "smoker" if it does, "former smoker" if it has ended'),
    (later(r".*\bperi-?menopaus(?:al|e)\b.*"), "whether periods still come",
     'write "premenopausal" if they do, else "menopause at 48" with the age at the last one'),
    (later(r".*\b(?:alcoholi[ck]|sober|alcohol|etoh|drink\w*)\b.*"), "how much alcohol is drunk now",
     'write "no alcohol", or how much, for example "3 units of alcohol a day"'),
    (later(r"\d{3} ?/ ?\d{2,3}|.*\b1[4-9]\d[ ,/]+\d{2,3}"), "height and weight with their units",
     'write for example "180 cm, 75 kg"'),
    (later(r"(?:weight|gewicht|poids|peso)[ :=]*\d{2,3}(?:[.,]\d)?"), "the weight with its unit",
     'write for example "75 kg" or "165 lb", with your own number'),
    (later(r"(?:.* )?(?:w ?\d\d|\d\d ?w)(?: .*)?"), 'the sex, which "w" may tell', 'write "woman" or "man"'),
    (later(r".*\b(?:was|were|had|having|used to)\b.*\bperiods?\b.*"), "whether periods still come",
     'write "premenopausal" if they do, else for example "menopause at 48" with your own age at the last one'),
    (later(r"(?!.*\bno cancer).*\b(?:cancers?|carcinoma|tumou?rs?|metast\w+|krebs)\b.*"), "which cancer it is",
     'write "breast cancer", "prostate cancer" or "bone cancer" if it is one of these, else leave it out'),
    (later(r".*\d ?(?:lbs?|pounds?|kgs?|kilos?)\b.*\b(?:over|under|above|below)(?:weight)?\b.*"),
     "the weight and the height of now", 'write them alone, for example "178 cm, 84 kg", with your own numbers'),
    (later(r".*\bpregnan\w*\b.*"), "whether it is so now",
     'write "pregnancy" if it is so now, else leave it out'),
    (later(r".*\b(?:menopaus\w*|periods?|wechseljahre|m\u00e9nopause)\b.*"),
     "the age at menopause, as one number, or whether it is still to come",
     'write "premenopausal" where it is still to come, also under a pill or a coil that stops the periods, '
     '"no periods" where they stay away long before it; else for example "menopause at 51", '
     "with the age at the last period"),
    (later(rf".*\b(?:{KIN}|family|friends?|clients?|patients?|mutter|vater|meine? (?:frau|mann)|m\u00e8re|"
                rf"p\u00e8re|mari|"
                r"madre|padre|mujer|marido)\b.*"), "what is of the person of the file alone",
     'leave out what is of others; where a parent broke a hip, write "mother broke her hip" or "father broke his hip"'),
    (later(r".*\b(?:bench\w*|squat\w*|dead ?lift\w*|press(?:es|ing)?|curl\w*|lift\w*|carry\w*|backpack|vest)\b.*"),
     "the body, and no load that is moved", "write it in the answer on training, and leave it out here"),
    (later(r".*\b(?:was|were|weighed|used to|fr\u00fcher|avant|antes)\b.*\d ?(?:kg|kilos?|lbs?|pounds?|cm|"
                r"m|ft|'|stone).*"),
     "the weight and the height of now", 'write them alone, for example "178 cm, 84 kg"'),
    (later(r"[^\d]+ or [^\d]+"), "what of both is there", "write the one that is there alone, or leave both out"),
    (later(r".*\bosteopeni[ac]\b.*|.*\b[tz][- ]?scores?\b.*|[-\u2212]\d(?:\.\d)?\b.*\b(?:spine|hips?|"
                r"neck)\b.*"),
     "a score among the scans", "write it in the answer on scans, and leave it out here"),
)  # fmt: skip
#: An age, a weight and a sex that are told about, and drugs.
_ABOUT_RIGHT: Final = (
    (later(r"\b(?:(?:early|mid|late)(?:[- ]?to[- ]?(?:mid|late))?[- ]?(?:\d0'?s|forties|fifties|sixties|"
                r"seventies)|"
                r"\d0[- ]something|in (?:my|his|her) (?:\d0'?s|(?:thir|for|fif|six|seven|eigh)ties)|(?:almost|"
                r"nearly|going on|turn(?:s|ing)?|(?:will|going to) "
                r"(?:be|turn)) \d\d(?! ?(?:kg|lb|cm|kilo|pound|st\b))|^\d0s\b|"
                r"^(?:about|around|roughly|approx\w*|ca\.?|~) ?\d\d$|"
                r"^(?:age[d:]? ?)?\d\d ?\+|\b(?:over|under|above|below) \d0\b(?! ?(?:kg|lb|cm|kilo|pound|st\b|"
                r"in\b|m\b|/)))"),
     "the age in years", 'write the age of now, for example "59", or "born 1966"'),
    (later(r"\b\d{2,3} ?(?:-|\u2013|to) ?\d{2,3} ?(?:kg|kilos?|lbs?|pounds?)\b|\bweight\b.*\bbetween\b"),
     "one weight", 'write the weight of now, for example "84 kg"'),
    (later(r"(?<!no )\bfamily history(?: of|:)? (?:an? )?(?:broken hips?|hip fractures?)"),
     "whether a parent broke a hip",
     'write "mother broke her hip" or "father broke his hip" if so, else leave it out'),
    (later(r"\bsecondary osteoporosis ?[:=?]"), "the illness or the drug behind it, by its name",
     'write "osteoporosis" if a scan or a broken bone showed it, and what it comes from'),
    (_TRANS, "the sex at birth, which tells the skeleton and the gonads",
     'write "male" or "female"; hormones are told by what is taken'),
    (later(r"^(?!.*\b(?:no|not|never|\w+n't|off|stopped)\b).*\b(?:on|started|taking|began|doing) (?:trt|"
                r"hrt)\b"), "drugs among the drugs",
     "write what is taken in the first answer with its dose, and leave it out here"),
)  # fmt: skip


def ask_of_about(part: str) -> None:
    """Ask for an age or a weight that is told about.

    Raises
    ------
    UnclearAnswerError
    """
    for words, expected, fix in _ABOUT_RIGHT:
        if words.search(part.casefold().replace("\u2019", "'")):
            raise UnclearAnswerError(_QUESTION, quoted(part), expected, fix)


def ask_what_lacks(piece: str) -> None:
    """Ask for what is missing, where it is plain what is meant.

    Raises
    ------
    UnclearAnswerError
    """
    for words, expected, fix in _ASKED:
        if words.fullmatch(piece.casefold()):
            fix = fix.replace("1 fracture", count_in(piece))
            raise UnclearAnswerError(_QUESTION, quoted(piece), expected, fix)
    ask_lay(piece)
