"""Phrases of training: weeks, weights of pairs, several exercises with one rhythm; or one question."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

READ = [
    ("leg press 3x12 180 kg, leg curl 3x12 40 kg, 2x week", "3 x 12 leg curl with 40 kg, twice a week"),
    ("hip thrust 3x10 80 kg, lunges 3x12 20 kg, 2x weekly", "3 x 10 hip thrust with 80 kg, twice a week"),
    ("push-ups 50 a day", "1 x 50 push-up, 7 times a week"),
    ("squat 3x5 with my bodyweight on the bar twice a week", "back squat with 100 % of body weight"),
    ("RDL 3x10 @ 60kg on leg day (once a week)", "with 60 kg, once a week"),
    ("dumbbell press 3x10 2x20kg twice a week", "with 40 kg, twice a week"),
    ("DB bench press 3x8 30 kg each twice a week", "with 60 kg, twice a week"),
    ("DB bench press 3x8 60 kg together twice a week", "with 60 kg, twice a week"),
    ("DB rows 3x10 30 kg twice a week", "with 30 kg, twice a week"),
    ("back squat 3x8 mit 70 kg zweimal pro Woche", "with 70 kg, twice a week"),
    ("walking 30 Minuten täglich", "walking for 30 min, 7 times a week"),
    ("yoga 20 min 3 mornings a week", "for 20 min, 3 times a week"),
    ("run 3 days a week 45 minutes each", "running for 45 min, 3 times a week"),
    (
        "curl 4 sets x 10-14 reps 3 times a week",
        '4 x 12 biceps curl, 3 times a week. "4 sets x 10-14 reps" is counted',
    ),
    ("squat 3 sets x 6-8 reps 80 kg twice a week", "3 x 7 back squat with 80 kg, twice a week."),
    ("squat 4 sets of 10-14 reps, 3 times a week", "4 x 12 back squat, 3 times a week."),
    ("Kniebeugen 3 S\u00e4tze x 8-12 Wdh zweimal pro Woche", "3 x 10 back squat, twice a week."),
    ("sentadilla 3 series x 8-12 repeticiones 3 veces por semana", "3 x 10 back squat, 3 times a week."),
    (
        "squat 3 s\u00e9ries x 8 \u00e0 12 r\u00e9p\u00e9titions 2 fois par semaine",
        '12 r\u00e9p\u00e9titions" is counted as 3x10',
    ),
    ("single leg curl 3x8 20 kg twice a week", "3 x 8 leg curl with 20 kg"),
    ("one leg curls 3x8 20 kg twice a week", "3 x 8 leg curl with 20 kg"),
    ("single leg biceps curl 3x8 20 kg twice a week", "3 x 8 biceps curl with 20 kg"),
    ("rear foot elevated lunges 3x10 40 lb twice a week", "3 x 10 split squat with"),
    (
        "run 30 min M/W/F with Sunday as a rest day",
        '30 min, 3 times a week. "with Sunday as a rest day" is not used',
    ),
    ("run 30 min M/W/F, Sunday rest", "30 min, 3 times a week."),
    ("run 30 min Tuesday, Thursday and Saturday, Wednesday is my rest day", "30 min, 3 times a week."),
    ("squat 3x8 80 kg Montag und Donnerstag, Sonntag Ruhetag", "with 80 kg, twice a week."),
    ("sentadilla 3x8 80 kg lunes y jueves, domingo descanso", "with 80 kg, twice a week."),
    ("run 30 min 5 days a week with Sundays off", "30 min, 5 times a week."),
    ("Rest day Sunday, run 30 min Mon and Wed", "30 min, twice a week."),
    ("run 30 min Tuesday and Thursday. Sunday is a rest day", "30 min, twice a week."),
    ("squat 3x8 Monday and Thursday, rest 90 s", "3 x 8 back squat, twice a week."),
    ("lunges 3x20 (10 each leg) twice a week", "3 x 20 lunge, twice a week."),
    ("run 30 min Tuesday, Thursday, Saturday, Wednesday is my rest day", "30 min, 3 times a week."),
    ("fast walking on a treadmill 30 min 3 times a week", "brisk walking for 30 min"),
    ("schnelles Gehen auf dem Laufband 30 min daily", "brisk walking for 30 min"),
    ("slow walking on the treadmill 30 min daily", "slow walking for 30 min"),
    ("Squat 80 kg x 5, 82.5 kg x 5, 85 kg x 5 weekly", "1 x 5 back squat with 85 kg, once a week"),
    ("squat 3x8 80 kg x 3 weekly", "3 x 8 back squat with 80 kg, 3 times a week"),
    ("side plank 30 sec each side x3 daily", "plank for 1.5 min"),
    ("squat 20 rep set 80kg weekly", "1 x 20 back squat with 80 kg"),
    ("supported squats 2x10 daily", "2 x 10 body-weight squat"),
    ("yoga/pilates 60 min twice a week", "yoga or Pilates for 60 min, twice a week"),
    ("12-3-30 four times a week", "hill walking for 30 min, 4 times a week"),
    ("ball squats 3x10 daily", "3 x 10 body-weight squat"),
    ("squats with swiss ball against wall 3x10 daily", "3 x 10 body-weight squat"),
    ("farmer's carry 2x24 kg 3x40 steps weekly", "3 x 40 farmer's carry with 48 kg"),
    ("DB lunges 3x10 12kgs a hand weekly", "3 x 10 lunge with 24 kg"),
    ("squat 3x5 1.5x BW weekly", "with 150 % of body weight"),
    ("squat 3x5 and deadlift 1x5, both 100 kg, weekly", "3 x 5 back squat with 100 kg"),
    ("this year I run 30 min 3 times a week", "running for 30 min, 3 times a week"),
    ("hop on one leg 10 times daily", "hopping, 10 impacts, 7 times a week"),
    ("45 minutes of tai chi a day, five days a week", "for 45 min, 5 times a week"),
    ("leg press 10x(300,250,250 lb) weekly", "1 x 10 leg press with 136.078 kg"),
    ("lunges, rear foot elevated 3x10x(2x20 lb), each side weekly", "3 x 10 split squat with 18.1437 kg"),
    ("walking lunges x 4 sets of 10 weekly", "4 x 10 lunge"),
    ("8 L/8 R single leg hip thrusts 60 kg weekly", "1 x 8 hip thrust with 60 kg"),
    ("run 30 min S/T/Th/S", "running for 30 min, 4 times a week"),
    ("run 30 min Sa/Su", "running for 30 min, twice a week"),
    ("run 30 min Monday through Friday except Wednesday", "4 times a week"),
    ("10 each leg curtsy lunge (do not alternate legs) weekly", "1 x 10 lunge"),
    ("squat 3x8 60 kg, not to failure, weekly", '"not to failure" is not used'),
    (
        "3x/week: squat 3x5 80 kg. 2x/week: run 30 min. 1x/week: swim 45 min.",
        "running for 30 min, twice a week",
    ),
    ("weekly: run 30 min. daily: walk 20 min", "running for 30 min, once a week"),
    ("3x/week - squat 3x5 80 kg. 2x/week - run 30 min.", "with 80 kg, 3 times a week"),
    (
        "2x/Woche: Kniebeugen 3x5 80 kg. 1x/Woche: Laufen 30 min. Täglich: Gehen 20 min.",
        "walking for 20 min, 7 times",
    ),
    ("Mon: squat 3x5 80kg. Tue, Thu: run 30 min. Sat: swim 45 min.", "running for 30 min, twice a week"),
    ("this cycle: squat 3x5 80 kg twice a week", "3 x 5 back squat with 80 kg, twice a week"),
    ("simply hop 10 times 3 times a week", "hopping, 10 impacts, 3 times a week"),
]
ASKED = [
    ("run 30 min Sat and/or Sun", 'write "run 30 min Sat and Sun", or one of the two alone'),
    ("run 30 min 3 times or more a week", 'write "run 30 min 3 times a week" where it is that'),
    ("run 30min+ 3x week", '"30min+"'),
    ("ideal: run 30 min 3 times a week", "which may be planned"),
    ("best week: run 30 min 5 times a week", "which may be planned"),
    ("Flugelgang", '"back squat 3x8 twice a week" or "walking 30 min daily"'),
    ("Flugelgang 3x15", 'for example "back squat 3x15 3 times a week"'),
    ("legs twice a week", 'for example "back squat 3x8 twice a week", or "resistance training twice a week"'),
    ("chest and back on Monday, legs on Thursday", '"resistance training twice a week"'),
    ("squat 4 sets", 'write for example "squat 4x8, 3 times a week"'),
    ("I lifted every day and pulled back to 4 days", 'write "lift 4 times a week" or'),
    ("3 miles of walking weekly", '"walking 30 min weekly"'),
    ("summer swimming 45 min 3x a week", "which is not all the year"),
    ("holiday hiking 2 h daily", '"holiday"'),
    ("pull ups (green band) 3x8 weekly", "of which a band lifts a part"),
    ("DB bench 3x10 2x22 weekly", '2x22 kg weekly" or "db bench 3x10 2x22 lb weekly"'),
    ("double kb front squat 3x8 16kg weekly", "of each weight or of both"),
    ("Mon: gym, Tue: run 30 min", '"gym"'),
    ("Mon: class, Tue: run 30 min", "which names no exercise"),
    ("Week A: squat 3x5 80 kg Mon; Week B: deadlift 3x5 100 kg Mon", "which is not every week"),
    ("squat 3x8, not done, weekly", '"not"'),
    (
        "stiff leg deadlift: 6 x 175 x 3 weekly",
        '6x3 175 kg weekly" or "stiff leg deadlift: 6x3 175 lb weekly"',
    ),
    ("bench 60kg/132lbs 3x8 weekly", '"bench 60 kg 3x8 weekly" or "bench 132 lbs 3x8 weekly"'),
    ("kettlebell swings 3x10 (m-44lbs/f-26lbs) weekly", "two loads"),
    ("60s sumo deadlift high-pull 25 kg weekly", '"1 min"'),
    ("strength training 3 sets of 10, 10 exercises, twice a week", "of which it is not told which they are"),
    ("seated marching 10 min daily", "leave it out: it loads bone no more than sitting"),
    ("seated squats 3x10 daily", 'write "sit to stand 3x10 daily"'),
    ("squats 5x5 (top set 100 kg) twice a week", "the load of each set"),
    ("leg press 7 sets of 20 reps (heaviest at 810 lbs) weekly", "the most that is lifted"),
    ("swapped squats for leg press 3x10 100 kg twice a week", 'write "leg press 3x10 100 kg twice a week"'),
    ("replaced running with walking 40 min daily", 'write "walking 40 min daily"'),
    ("walk/jog 40 min daily", '"walk 40 min 7 times a week" or "jog 40 min 7 times a week"'),
    ("walking or cycling 45 min weekly", '"walking 45 min once a week" or "cycling 45 min once a week"'),
    ("farmer carry 40 kg 3x30m weekly", '"3x30m"'),
    ("Langlauf im Winter 2x/Woche 90 min", "which is not all the year"),
    ("im Winter Langlauf 2x/Woche 90 min", "which is not all the year"),
    ("eigentlich 3x die Woche Joggen 30 min", '"eigentlich"'),
    ("walking 150 minutes a week", 'write for example "walking 30 min 5 times a week"'),
    ("cycling 8 hours a week", "on how many days"),
    (
        "bench press 3x8 with 30 kg dumbbells twice weekly",
        'with 30 kg each dumbbells twice weekly" or "bench press 3x8 with 30 kg together',
    ),
    ("squat 70-80 % 3x5 twice a week", '"squat 75 % 3x5 twice a week"'),
    ("bench 185x5x5 MWF", 'write "bench 5x5 185 kg MWF" or "bench 5x5 185 lb MWF"'),
    ("swim 1km every other day", 'write for example "swim 30 min every other day"'),
    ("gym 4x a week push pull legs upper", "says no exercise"),
    (
        "squat 4 sets of 10 (20 each leg) twice a week",
        'write "squat 4x10 twice a week" or "squat 4x20 twice a week"',
    ),
    ("lunges 3x10 20 kg (20 each leg) twice a week", 'or "lunges 3x20 20 kg twice a week"'),
    ("run 30 min every day, Sunday rest", "a day of rest beside those of training"),
    ("run 30 min daily. Sunday is a rest day", "a day of rest beside those of training"),
    ("run 30 min Tuesday and Thursday and Sunday rest", "a day of rest beside those of training"),
    ("squat 3x8 Mon, Wed, Fri rest", 'write "squat 3x8 Mon and Wed" where only the last is of rest'),
    ("correr 30 min lunes, jueves, domingo descanso", '"correr 30 min lunes and jueves" where only the last'),
    ("Cable Pull Down (Rope) 3x10 twice a week", '"triceps pushdown'),
    ("2 on strength 3 times a week", 'write "strength 2 days a week"'),
    (
        "3 days a week running 30 min and 2 of weights",
        '"running 30 min 3 times a week; weights 2 days a week"',
    ),
    ("I run 30 min 3 days and lift 2", '"run 30 min 3 times a week; lift 2 days a week"'),
    ("snatch squat 3x8 40 kg twice a week", 'write "overhead squat 3x8 40 kg twice a week"'),
    ("clean squats 3x8 40 kg twice a week", '"front squat 3x8 40 kg twice a week"'),
    ("snatch deadlift 3x8 40 kg twice a week", 'write "snatch grip deadlift 3x8 40 kg twice a week"'),
]


@pytest.mark.parametrize(("answer", "words"), READ)
def test_training_is_read(answer: str, words: str) -> None:
    said = ot.new_person({"training": answer}, today=date(2026, 2, 1)).understood["training"]
    assert words in said


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_training_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"training": answer}, today=date(2026, 2, 1))
    assert words in str(asked.value)
