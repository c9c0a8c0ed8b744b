"""Blocks at equal distances are told as one thing with pauses."""

from __future__ import annotations

from osteotwin.protocol.file_values import Cycle
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.spells import Spell, pauses_in_words, spells

BLOCKS = tuple(DrugCourse("anastrozole", 1.0, 1.0, 84.0 * k, 84.0 * k + 56.0) for k in range(4))
OTHER = DrugCourse("letrozole", 2.5, 1.0)


def test_a_cycle_is_one_spell_and_others_stay() -> None:
    whole = DrugCourse("anastrozole", 1.0, 1.0, 0.0, BLOCKS[-1].until_day)
    assert spells((*BLOCKS, OTHER)) == (Spell(whole, Cycle(56.0, 28.0)), Spell(OTHER))


def test_two_blocks_or_uneven_ones_stay_as_they_are() -> None:
    uneven = (*BLOCKS[:3], DrugCourse("anastrozole", 1.0, 1.0, 400.0, 456.0))
    for blocks in (BLOCKS[:2], uneven):
        assert spells(blocks) == tuple(Spell(block) for block in blocks)


def test_a_last_block_may_be_cut_short() -> None:
    cut = DrugCourse("anastrozole", 1.0, 1.0, 336.0, 350.0)
    (spell,) = spells((*BLOCKS, cut))
    assert (spell.cycle, spell.item.until_day) == (Cycle(56.0, 28.0), 350.0)


def test_pauses_are_said_in_weeks_or_days() -> None:
    assert pauses_in_words(Cycle(7.0, 10.0)) == "1 week on and 10 days off"
