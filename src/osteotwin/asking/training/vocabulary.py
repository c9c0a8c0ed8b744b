"""Words of training that name no exercise and no amount: who does it, where, why, and what only holds exercises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.inputs.names import folded, with_plain_letters, words
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.library.exercise_modifiers import modifiers_file
from osteotwin.protocol.library.exercise_words import words_file

#: What changes nothing of what is done, how much and how often.
_NEUTRAL: Final = """
followed more i we he you it me us my his our their your patient pt client gentleman ich wir er yo nous mein meine
meinem mi ve i'm i've he's im ive there here a an the this that these those any some several own am is are be being
been do does doing done go goes going get gets getting got play plays playing take takes taking have has having attend
attends attending practice practices practise practises practicing practising enjoy enjoys like likes love loves hit
hits use uses using participate participates engage engages engaged complete completes perform performs performing
keep keeps endure follow follows following include includes including consist consists consisting train trains make
makes making manage manages able sure add adds adding involve involves involving spend spends continue continues
continuing remain remains stay stays hold holds holding tend tends work works put count counts prefer prefers focus
focused focusing know carry carrying squeeze fit active healthy athletic sporty good great decent shape strong mobile
moving moderate moderately also still now currently otherwise regular regularly routinely actively usually normally
mostly mainly typically generally always really very quite pretty fairly just only about around approximately approx
roughly circa ca total accumulated overall actually basically consistently frequently primarily religiously faithfully
even too again back reasonable reasonably solid solidly extra plain usual normal main current present time to for in
on of at with by from as per into onto through during while out over along near after before well so then plus via
inside gym home house park club studio outside outdoors indoors outdoor indoor pool garden yard garage basement
neighborhood neighbourhood road roads street trail trails track field court course local town city country countryside
hill hills beach woods forest office school church community center centre hall fun health fitness pleasure wellbeing
bone bones exercise exercises exercising training trainings times physical sport sports workout workouts session
sessions routine regimen program programme plan split schedule class classes lesson lessons body full whole upper
lower way ways minutes minute min hour hours set sets rep reps repetition repetitions weight weights load loaded
pounds kilos light heavy easy hard gentle vigorous brisk slow steady intense relaxed long short big little nice
morning mornings evening evenings afternoon afternoons night nights lunch lunchtime breakfast dinner week weeks day
days daily weekly warmup warm-up working hund hunde chien perro perros dog dogs larga largo largas largos lange langer
langen monte egal physio physiotherapist therapist physiotherapeut physiotherapeutin doctor doctors chiropractor
osteopath fisio fisioterapeuta surgeon oncologist lasts lasting dauert dure durent dura duran matin matins soirée
matinée vormittag vormittags nachmittag nachmittags abends morgens mittags abend noche noches tardes il pleuve vente
left right rotate rotates exercices ejercicios übungen übung séries series sätze top straight superset supersetted
supersets circuit giant zone pace effort level intensity speed leg legs arm arms side sides hand hands dumbbell
dumbbells barbell bar bars kettlebell kettlebells machine cable band bands aktuell einen einem eine ein der die das
den dem des mit auf zum zur ins fur für bei und gehe geht gehen mache macht fahre fahrt mal pro regelmäßig etwa
ungefähr noch dazu spiele viele etwas immer außerdem danach ausführen muss welche ganzkörper ganzkorper ganzkörperplan
el la los las un una unos unas de del al en con por para voy va hago hace hacemos juego practico luego también tambien
cada vez veces dia día semana normalmente le les du au aux et dans avec pour chez fais fait faire vais pratique joue
suis sur par fois puis aussi environ pendant j'ai qu' keen avid cyclist runner swimmer walker lifter hiker golfer
player reports reported states mr mrs dr was between bit much first second third were felt feel feels feeling tough
brutal guy guys folks group groups teacher teachers instructor found liked station corner beautiful sunny lovely
wonderful awesome amazing fantastic sore tired sweaty exhausted exhausting killer rough challenging grip sleep slept
kind sort stuff thing things something everything fancy simple basic retired retirement job desk sidewalk sidewalks
campus bowflex nautilus app video videos youtube online music podcast garmin strava fitbit shoes belt straps wraps
chalk gloves mat floor ground grass sand early knock knocking within real saddle called named type etc aka personal
personally lately nowadays life lives older age rested rest resting took sweat each meets meet game games match
matches pr pb prs rx amp boring favorite favourite best better fine busy quick quickly slowly briskly gently
comfortably comfortable carefully strictly cleanly negatives eccentric concentric ok okay funny weather energy heart
rate bpm watts calories kcal cal cals burned average avg max realizo suelo entre sesiones según mañana tarde sobre
semanal semanales actualmente bin war habe immerhin gerade heute mich mir sonst auch nur dann jetzt aktiv trabajo
dedico concentrados siguiente primer segundo tercer lo salgo trainiert muskulatur bauchmuskulatur beinmuskulatur
oberer oberen unterer schulter schultern haut bas meist meistens gerne gern palestra sportschool academia cours hello
hi thanks fwiw honestly tbh reality oh position positions conventional classic standard style form technique notes
note log today's von poids travail soir sweating être peu fatiguée c'est séance séances semaine jour quatrième
troisième à burn outs burnout burnouts mancuerna mancuernas haltère haltères hantel hanteln kurzhantel kurzhanteln
langhantel below above shop shops store stores supermarket mall verein asociación association c'était était against
wall snow schnee neige nieve amigos amigas amigo amiga amis amies freunden freundin freundinnen freund neue neuen
neuer neues nun trainingsplan trainingsplans fixe fixen feste festen tage tagen einer eines round rounds hauptübung
nouveau nouvelle nuevo nueva programa entraînement jours días begin begins beginning starts finish finishes end ends
beginnt beginne endet commence commencer termine empiezo empieza termino termina
"""
NEUTRAL: Final = frozenset(_NEUTRAL.split())
#: Where it hurts, which is why something is done and denies no exercise: "my knees are bad".
ACHES: Final = (
    r"(?:(?:because|as|since) )?(?:my|both|his) (?:(?:left|right|lower|upper) )?(?:knees?|hips?|back|shoulders?|neck|"
    r"feet|foot|ankles?|spine|joints?|legs?|balance|heart|lungs|eyes) (?:is|are|hurts?|aches?)"
    r"(?: (?:too|very|really|so|quite|a bit))?(?: (?:bad|sore|painful|not good|stiff|weak|aching))?"
)
#: A complaint: no training, and left out with a word.
COMPLAINT: Final = re.compile(
    rf"\b{ACHES}(?=[\s,.;:)]|$)|"
    r"\b(?:(?:i )?(?:have|has|with|suffer\w* from|diagnosed with|due to|despite|because of) )?"
    r"(?:(?:\d|two|an?|my|mild|moderate|severe|some|chronic|bad|sore|painful|old|left|right|both|bilateral|"
    r"the|lumbar|low|lower|early) )*"
    r"(?:(?:knees?|hips?|shoulders?|backs?|neck|spine|spinal|disc|discs|ankles?|elbows?|wrists?|rotator cuff|meniscus|"
    r"heart|feet|foot|joints?|lumbar|thoracic|vertebral|compression) )*"
    r"(?:arthritis|osteoarthritis|arthrosis|injur(?:y|ies)|osteoporosis|osteop\w?enia|pain|pains|replacements?|surgery|"
    r"herniat\w+(?: discs?)?|sciatica|tendon[io]tis|bursitis|stenosis|scoliosis|fractures?|tears?|diabetes|"
    r"hypertension|high blood pressure|neuropathy|gout|asthma|copd|fibromyalgia|rheumatism|arthrose|artrosis)"
    r"(?: (?:and|or|in (?:my|the|both) \w+|of (?:my|the) \w+))?(?=[\s,.;:)]|$)",
    re.IGNORECASE,
)  # fmt: skip
#: What holds exercises and names none.
HOLDS: Final = frozenset(map(folded, (
    "accessories", "accessory work", "accessory lifts", "assistance work", "assistance", "gym", "the gym",
    "leg day", "legs", "push", "pull", "push day", "pull day", "leg days", "lower body", "upper body", "full body",
    "back day", "chest day", "arm day", "arms", "fitnessstudio", "gimnasio", "salle de sport", "salle", "la salle",
    "health club",
    "fitness studio", "fitness center", "fitness centre", "work out", "workout", "workouts", "works out",
    "working out", "exercise", "exercises", "training", "core", "core work", "abs", "ab work", "lower", "upper",
    "shoulders", "chest", "fitness", "gym session", "gym sessions", "weight room", "rest", "rest day", "cool down",
    "cooldown", "warm up", "warmup", "activity", "activities", "full body workout", "full body workouts",
    "machines", "weight machines", "gym machines", "ich trainiere", "trainiere", "ich trainiere mit", "entreno",
    "je m'entraîne", "mentraine", "physical activity", "ganzkörperplan", "ganzkörper plan", "ganzkörper", "sport",
    "sports", "stretch cool down",
    "triceps", "biceps", "glutes", "quads", "hamstrings", "delts", "deltoids", "trapezius", "quadriceps",
    "abdominals", "traps", "pecs", "lats", "forearms", "piernas",
    "pantorrilla", "pantorrillas", "muslo", "muslos", "cintura",
    "brazos", "pierna", "brazo", "hombro", "espalda", "pecho", "pectorales", "hombros",
    "gl\u00fateos", "tr\u00edceps", "b\u00edceps", "beine",
    "arme",
    "mollets", "fessier", "fessiers", "quadris", "quadri", "ischios", "ischio jambiers", "pectoraux", "dorsaux",
    "abdos",
    "waden", "bauch", "oberschenkel", "oberk\u00f6rper", "unterk\u00f6rper", "beintag", "gemelos", "femorales",
    "cu\u00e1driceps", "abdomen", "dorsales", "trapecio", "calves", "hams", "back", "haut du corps",
    "bas du corps", "tren superior", "tren inferior", "gambe", "petto",
    "r\u00fccken", "brust", "schultern", "bizeps", "trizeps", "jambes", "bras", "\u00e9paules", "poitrine",
)))  # fmt: skip
#: What lifters say for training with weights.
WEIGHTS: Final = re.compile(
    r"(?:work(?:s|ing)? ?out with )?"
    r"(?:(?:do|does|doing|hit|hits|pump|pumps|lift|lifts|lifting|some|the|free|light|heavy|small|hago|mache|hace|"
    r"levanto) )*"
    r"(?:weights|iron|pesas|gewichte|weight ?lifting|weight training|lift|lifts|lifting|"
    r"(?:(?:weight|strength|resistance) )+(?:work|stuff|sessions?|workouts?|exercises?|days?|training|program(?:me)?|"
    r"machines)|barbell work|(?:(?:entrenamientos?|ejercicios?|entreno|trabajo) )?(?:de )?fuerza|"
    r"kraftsport|krafttraining|musculation|muscu|musculaci\u00f3n|musculacion)",
    re.IGNORECASE,
)
#: What denies, bounds or makes conditional what is said beside it: never left out.
_TURNS: Final = """
since not no never none nor neither without don't doesn't didn't can't cannot couldn't won't wouldn't isn't aren't
unable minus hardly barely rarely seldom except unless until till if when whenever once would should could might may
maybe perhaps possibly will hope want wish need must instead stopped quit ago kein keine keinen nicht nie ohne wenn
nunca sin si pas jamais sans ne n former formerly ex almost nearly up permitting skip skips skipped miss missed paused
vacation vacations holiday holidays injured recovering rehab supposed ideally goal aim target failed fail attempt
attempted wanted wants wanting recommended prescribed suggested advised someone somebody somebody's people others
another's next tomorrow soon eventually later previously past last yesterday recently rather considering pretend
imagine dreams dream ought told ordered asked less fewer reduced reducing cut cutting lockdown pandemic covid optional
optionally hate hates hated dislike dislikes loathe biweekly bimonthly hourly yearly annually month months year years
sauf außer excepto salvo bald pronto bientôt vielleicht quizás quizas peut-être möchte wollte soll sollte sollen
debería debo esposa mujer marido frau mann femme mari früher autrefois non mai smesso niet nooit não mehr meer
vorgenommen vorhabe propuesto prévu depuis statt anstatt anstelle lieu alternating alternate alternately alternierend
rotating i'd he'd we'd i'll he'll we'll before
"""
TURNS: Final = frozenset(_TURNS.split())
#: Of these, what tells of one time: it turns a rhythm that is told, and says nothing where none is.
ONCE: Final = frozenset(["last", "yesterday", "recently", "past", "almost", "nearly"])
#: When in the year: what is done then may not be done now.
SEASON: Final = re.compile(
    r"(?:(?:in|during|from|over|through|between|only|the|early|late|im|en|in der|et|and|to|until|"
    r"till|bis|a|-|\u2013) )*"
    r"(?:spring|summer|autumn|winter|off-?season|on-?season|season|sommer|fr\u00fchling|herbst|verano|invierno|"
    r"oto\u00f1o|primavera|\u00e9t\u00e9|hiver|january|february|march|april|june|july|august|september|october|november|"
    r"december|jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?:time|s|months?)?\b(?!s)",
    re.IGNORECASE,
)


@cache
def words_of_names() -> frozenset[str]:
    """Return the words, folded, of which names of exercises are made."""
    modifiers = modifiers_file()
    names = [
        *(name for one in load_exercises().values() for name in (one.name, *one.aliases, one.id)),
        *modifiers.neutral, *modifiers.equipment, *modifiers.bench, *modifiers.left_out, *modifiers.in_full,
        *modifiers.in_full.values(),
        *words_file().words, *words_file().words.values(),
        *(name for row in words_file().asked for name in row.names),
    ]  # fmt: skip
    return frozenset(word for name in names for word in words(name))


@cache
def names_with_numbers() -> tuple[str, ...]:
    """Return the names that hold a number of their own, the longest first: "couch to 5k"."""
    names = [name for one in load_exercises().values() for name in one.aliases]
    names += [name for row in words_file().asked for name in row.names]
    told = (name.casefold() for name in names if any(map(str.isdigit, name)) and not name[0].isdigit())
    return tuple(sorted(told, key=len, reverse=True))


@cache
def names_joined() -> frozenset[str]:
    """Return the names of the library in which two words are joined: "clean and jerk"."""
    names = (name.casefold() for one in load_exercises().values() for name in (one.name, *one.aliases))
    return frozenset(name for name in names if " and " in name)


@cache
def names_of_exercises() -> frozenset[str]:
    """Return the names of the library, folded."""
    return frozenset(folded(name) for one in load_exercises().values() for name in (one.name, *one.aliases))


@dataclass(frozen=True)
class _Idle(Row):
    """Words that tell nothing of training: before what is done, anywhere, behind it, and as a clause of their own."""

    before: Words
    anywhere: tuple[Words, ...]
    stems: tuple[Words, ...]
    endings: tuple[str, ...]
    behind: Words
    places: Words
    clauses: tuple[Words, ...]


@cache
def _idle() -> _Idle:
    return load_table(_Idle, "osteotwin.asking.training", "data", "idle_words.toml")


def _with_plain(found: set[str]) -> frozenset[str]:
    return with_plain_letters(map(str.casefold, found))


@cache
def idle_words() -> frozenset[str]:
    """Return the words, without case, that tell nothing of training beside those that are neutral."""
    return _with_plain(set(_idle().before.split())) | _idle_anywhere()


@cache
def _idle_anywhere() -> frozenset[str]:
    file = _idle()
    found = {word for line in file.anywhere for word in line.split()}
    found |= {f"{stem}{ending}" for line in file.stems for stem in line.split() for ending in file.endings}
    return _with_plain(found)


@cache
def idle_behind() -> frozenset[str]:
    """Return the words that tell nothing behind what is done, either."""
    return _with_plain(set(_idle().behind.split())) | _idle_anywhere()


@cache
def idle_clauses() -> tuple[re.Pattern[str], ...]:
    """Return clauses that behind what is done tell nothing, each as a pattern of the whole."""
    return tuple(re.compile(clause) for clause in _idle().clauses)


@cache
def idle_places() -> frozenset[str]:
    """Return the words of places in which something may be done, where they begin a part of their own."""
    return _with_plain(set(_idle().places.split()))
