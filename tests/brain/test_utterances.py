"""The utterances the models learn from: labelled, in six languages, no two the same."""

import re
from collections import Counter
from typing import get_args

import pytest

from comptoir.assurance.skill import SKILL as ASSURANCE
from comptoir.brain import LANGUAGES, Emotion, Skill, training
from comptoir.brain.offline import slots
from comptoir.brain.training import Utterance
from comptoir.brain.words import plain, tokens
from comptoir.meuble.skill import SKILL as MEUBLE

SKILLS = (MEUBLE, ASSURANCE)
FEWEST, FEWEST_IN_A_LANGUAGE, MOST_ALIKE = 60, 5, 3

_PRODUCTS = slots.Names(MEUBLE.products)
_COLOURS = slots.Names(MEUBLE.attributes["couleur"].values)
_ADDRESSES, _NUMBERS = re.compile(r"\S*@\S*"), re.compile(r"\S*\d\S*")


def said(skill: Skill) -> list[Utterance]:
    folder = training.folder_of(skill)
    return training.utterances(training.COMMON) + training.utterances(folder)


def problems() -> list[Utterance]:
    return training.utterances(training.folder_of(MEUBLE) / "problems")


def masked(text: str) -> str:
    """What is left of a text once numbers, addresses, products and colours are taken as equal."""
    words = plain(_NUMBERS.sub("0", _ADDRESSES.sub("address", text)))
    words = _PRODUCTS.marked(words, "product")
    return " ".join(tokens(_COLOURS.marked(words, "colour"))) or text


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.name)
def test_every_intent_has_utterances_in_every_language(skill: Skill) -> None:
    counted = Counter((each.label, each.language) for each in said(skill))

    assert {label for label, _ in counted} == set(skill.intents)
    for intent in skill.intents:
        by_language = {language: counted[intent, language] for language in LANGUAGES}
        assert sum(by_language.values()) >= FEWEST, intent
        assert min(by_language.values()) >= FEWEST_IN_A_LANGUAGE, (intent, by_language)


def test_every_category_and_severity_of_a_problem_has_utterances() -> None:
    told = problems()

    assert {each.label for each in told} == set(MEUBLE.symptoms)
    assert min(Counter(each.label for each in told).values()) >= FEWEST
    assert {each.mark for each in told} == {"Basse", "Moyenne", "Haute", "Critique"}
    assert min(Counter(each.mark for each in told).values()) >= FEWEST


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.name)
def test_every_utterance_has_a_known_language_and_mood(skill: Skill) -> None:
    for each in said(skill):
        assert each.language in LANGUAGES, each
        assert each.mark in get_args(Emotion), each


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.name)
def test_no_two_utterances_of_an_intent_are_the_same_but_for_names_and_numbers(
    skill: Skill,
) -> None:
    for intent in skill.intents:
        texts = [each.text for each in said(skill) if each.label == intent]
        twice = [text for text, count in Counter(map(masked, texts)).items() if count > 1]
        assert not twice, (intent, twice[:5])


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.name)
def test_no_four_words_open_more_than_three_utterances_of_an_intent(skill: Skill) -> None:
    for intent in skill.intents:
        texts = [tokens(plain(each.text)) for each in said(skill) if each.label == intent]
        opened = Counter(" ".join(words[:4]) for words in texts if len(words) >= 4)
        alike = {opening: count for opening, count in opened.items() if count > MOST_ALIKE}
        assert not alike, (intent, alike)


def test_a_line_without_its_fields_is_named(tmp_path) -> None:
    (tmp_path / "salutation.tsv").write_text("# comment\nfr\tneutral\tbonjour\nfr\tsalut\n")

    with pytest.raises(ValueError, match=r"salutation\.tsv, line 3"):
        training.utterances(tmp_path)


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.name)
def test_the_model_that_ships_was_learned_from_the_utterances_that_ship(skill: Skill) -> None:
    from comptoir.brain.offline.model import Model  # noqa: PLC0415

    assert skill.model is not None
    others = [other for other in SKILLS if other is not skill]
    now = training.digest(training.questions(skill, others))
    assert Model.load(skill.model).learned_from == now, "run `make train`"
