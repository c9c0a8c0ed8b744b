"""A share of a measure is as much as it says, in any language; two weights of one food that differ are asked."""

from __future__ import annotations

import re

import pytest
from tests.asking.saying import told

import osteotwin as ot
from osteotwin.asking.food.eaten_amounts import amount_of
from osteotwin.asking.food.shares import in_plain_shares

#: Milk in a day's answer, and how much milk that is.
MILK = [
    ("\u00be of a cup of milk", 0.75, "cup"),
    ("1 1/2 of a cup of milk", 1.5, "cup"),
    ("0.5 of a cup of milk", 0.5, "cup"),
    ("two thirds of a cup of milk", 2.0 / 3.0, "cup"),
    ("3/4 de taza de leche", 0.75, "cup"),
    ("la mitad de una taza de leche", 0.5, "cup"),
    ("\u00bd d'une tasse de lait", 0.5, "cup"),
    ("1/2 of a litre of milk", 0.5, "l"),
    ("1/2 eines Liters Milch", 0.5, "l"),
    ("die H\u00e4lfte eines Liters Milch", 0.5, "l"),
    ("drei Viertel von einem Liter Milch", 0.75, "l"),
    ("un quart de litre de lait", 0.25, "l"),
    ("1/2 of a 200 ml glass of milk", 100.0, "ml"),
    ("half of a 1 litre carton of milk", 0.5, "l"),
    ("a third of a 300 ml mug of milk", 100.0, "ml"),
    ("half of 2 oz of milk", 1.0, "oz"),
]


@pytest.mark.parametrize(("text", "count", "measure"), MILK)
def test_a_share_of_a_measure_is_as_much_as_it_says(text: str, count: float, measure: str) -> None:
    amount, _ = amount_of(in_plain_shares(text))
    assert amount.count == pytest.approx(count, rel=1e-4)
    assert amount.measure == measure


@pytest.mark.parametrize(
    "text", ["half of the day", "1/2 2026", "2 of 3 times a week", "vitamin D 1/2 of it"]
)
def test_a_share_of_what_is_no_measure_stays(text: str) -> None:
    assert in_plain_shares(text) == text


@pytest.mark.parametrize(
    ("answer", "fix"),
    [
        ("oats 2 oz/100 g daily", '"100 g of oats daily"'),
        ("yoghurt 6 oz 250 g daily", '"6 oz of yoghurt daily" or "250 g of yoghurt daily"'),
        ("cheddar 2 oz (100 g) daily", '"2 oz of cheddar daily" or "100 g of cheddar daily"'),
        ("kefir 1 l / 500 ml daily", '"1 l of kefir daily" or "500 ml of kefir daily"'),
    ],
)
def test_two_weights_that_differ_are_asked(answer: str, fix: str) -> None:
    with pytest.raises(ot.InputError, match=re.escape(fix)):
        told("food", answer)


@pytest.mark.parametrize(
    ("answer", "fix"),
    [
        (
            "half a pot of yoghurt (500 g pot) every day",
            '"250 g of yoghurt every day" if that is the weight of the whole',
        ),
        (
            "1/2 cup (240 ml cup) of milk every day",
            '"120 ml of milk every day" if that is the weight of the whole',
        ),
        (
            "1/2 Becher Joghurt (500-g-Becher) t\u00e4glich",
            '"250 g of joghurt daily" if that is the weight of the whole',
        ),
        (
            "medio vaso de leche (250 ml) todos los d\u00edas",
            '"125 ml of leche" if that is the weight of the whole',
        ),
    ],
)
def test_a_weight_beside_half_of_a_vessel_is_asked(answer: str, fix: str) -> None:
    with pytest.raises(ot.InputError, match=re.escape(fix)):
        told("food", answer)


@pytest.mark.parametrize(
    "answer", ["30 g cheese made from goat milk daily", "yoghurt made of sheep's milk 125 g daily"]
)
def test_the_milk_that_a_food_is_made_of_is_not_drunk_beside_it(answer: str) -> None:
    with pytest.raises(ot.InputError, match="which may be another food than"):
        told("food", answer)


def test_a_weight_that_is_that_of_half_a_cup_is_read() -> None:
    assert "calcium" in told("food", "1/2 cup milk (120 ml) daily")


@pytest.mark.parametrize(
    "answer", ["yoghurt 6 oz (170 g) daily", "milk 250 ml (8 oz) daily", "2 yoghurts of 125 g (250 g) daily"]
)
def test_one_weight_in_two_measures_is_read(answer: str) -> None:
    assert "calcium" in told("food", answer)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("my new favorite breakfast is plain yogurt and 200 ml of milk daily", "Milk, reduced fat 2 %"),
        ("Quark mit Lein\u00f6l verr\u00fchren, 250 g t\u00e4glich", "10.3 servings a week"),
        ("feta, 50 g (3 times a week) + vitamin K2 100 mcg, bid", "Cheese, feta, 5.29 servings a week"),
        (
            "50 ml of milk in each of 3 coffees daily",
            "Milk, reduced fat 2 %, vitamin A and D added, 4.44 servings",
        ),
        ("150 g 0% Greek yoghurt daily", "Yogurt, Greek, plain, non-fat"),
        ("yaourt grec 0% 150 g par jour", "Yogurt, Greek, plain, non-fat"),
        ("gouda 30 g (5x/week), D3 2000 IU (daily)", "Cheese, Gouda, 5.36 servings a week"),
    ],
)
def test_an_amount_is_of_the_food_it_is_told_of(answer: str, words: str) -> None:
    assert words in told("food", answer)


@pytest.mark.parametrize(
    "answer",
    ["Plus jeune, je buvais beaucoup de lait", "de ni\u00f1o tomaba leche", "als Kind Milch, 1 Glas am Tag"],
)
def test_what_was_eaten_once_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError, match="tells of the past"):
        told("food", answer)
