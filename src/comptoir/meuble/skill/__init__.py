"""What a brain must know of furniture after-sales: intents, problems and words, as data.

The taxonomy's labels are the contract's own words, so they stay French.
"""

from pathlib import Path

from comptoir.brain import Attribute, Skill
from comptoir.brain.words import pattern_lines
from comptoir.meuble.skill import cues, lexicon, problems

_WHERE_LOOKS_MATTER = ("recherche_produit", "faq_entretien", "modifier_commande")

SKILL = Skill(
    name="meuble",
    intents=cues.INTENTS,
    slots=("numero_commande", "ticket_id", "photos", "produit", "date", "budget_max"),
    products=lexicon.PRODUCTS,
    attributes={
        "couleur": Attribute(lexicon.COLOURS, _WHERE_LOOKS_MATTER),
        "matiere": Attribute(lexicon.MATERIALS, _WHERE_LOOKS_MATTER),
    },
    symptoms=pattern_lines(problems.SYMPTOMS),
    severities=pattern_lines(problems.SEVERITIES),
    problem_intent="declarer_probleme",
    usual_severity=problems.USUAL_SEVERITY,
    critical=problems.CRITICAL,
    cues=pattern_lines(cues.CUES),
    hints=pattern_lines(cues.HINTS),
    against=pattern_lines(cues.AGAINST),
    word_sets=problems.WORD_SETS,
    model=Path(__file__).parent / "model.bin",
)
