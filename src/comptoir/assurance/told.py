"""A kept quotation in the language of whoever reads it. It is kept in French, as documented.

In English the same keys hold English words; figures, codes and what was understood are the same in
both. Words of a guarantee, a step or an advice follow from its code, so that a quotation kept long
ago is told as well; one whose code is unknown by now keeps its French.
"""

from collections.abc import Mapping
from typing import Any

from comptoir.assurance.guarantees import BY_CODE, Formula
from comptoir.assurance.words_of_quotes import ADVICE, FORMULAS, STEPS_IN_ENGLISH

DISASTER_BASE = "Net premiums of theft and fire"


def told(answer: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The answer in English for `en`, in French for anything else."""
    if language != "en":
        return {**answer, "langue": "fr"}
    question = answer["prochaine_question"]
    return {
        **answer,
        "langue": "en",
        "formule_libelle": FORMULAS[Formula(answer["formule"])].en,
        "garanties": [_named(each) for each in answer["garanties"]],
        "options": [_named(each) for each in answer["options"]],
        "hypotheses": [{**each, "texte": each["text"]} for each in answer["hypotheses"]],
        "detail": [{**line, "libelle": step_in_english(line)} for line in answer["detail"]],
        "prochaine_question": question and {**question, "question": question["question_en"]},
        "conseils": [
            {**each, "texte": ADVICE[each["code"]].en if each["code"] in ADVICE else each["text"]}
            for each in answer["conseils"]
        ],
    }


def _named(each: Mapping[str, Any]) -> dict[str, Any]:
    return {**each, "libelle": guarantee_in_english(each["code"]) or each["libelle"]}


def guarantee_in_english(code: str) -> str | None:
    """What a guarantee is called; None for one that is sold no more."""
    return BY_CODE[code].label_en if code in BY_CODE else None


def step_in_english(line: Mapping[str, Any]) -> str:
    """What a line of the detail does, in words."""
    french: str = line["libelle"]
    if line["type"] == "base":
        of_disasters = line["garantie"] == "cat_nat"
        return DISASTER_BASE if of_disasters else guarantee_in_english(line["garantie"]) or french
    return STEPS_IN_ENGLISH.get(line["code"], french)
