"""What a brain must know of furniture after-sales: intents, problems and words, as data.

The taxonomy's labels are the contract's own words, so they stay French.
"""

from collections.abc import Mapping

from comptoir.brain import Skill
from comptoir.brain.words import lines
from comptoir.meuble.skill import cues, lexicon, problems


def _patterns(blocks: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {name: lines(block) for name, block in blocks.items()}


SKILL = Skill(
    name="meuble",
    intents=cues.INTENTS,
    products=lexicon.PRODUCTS,
    symptoms=_patterns(problems.SYMPTOMS),
    severities=_patterns(problems.SEVERITIES),
    problem_intent="declarer_probleme",
    usual_severity=problems.USUAL_SEVERITY,
    critical=problems.CRITICAL,
    cues=_patterns(cues.CUES),
    hints=_patterns(cues.HINTS),
    against=_patterns(cues.AGAINST),
    attributes={"couleur": lexicon.COLOURS, "matiere": lexicon.MATERIALS},
    attributes_of=("recherche_produit", "faq_entretien", "modifier_commande"),
    word_sets=problems.WORD_SETS,
)
