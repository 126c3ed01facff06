"""What a brain must know of furniture after-sales: intents, problems and words, as data.

The taxonomy's labels are the contract's own words, so they stay French.
"""

from comptoir.brain import Skill
from comptoir.meuble.skill import cues, lexicon, problems

SKILL = Skill(
    name="meuble",
    intents=cues.INTENTS,
    products=lexicon.PRODUCTS,
    symptoms=problems.SYMPTOMS,
    severities=problems.SEVERITIES,
    usual_severity=problems.USUAL_SEVERITY,
    critical=problems.CRITICAL,
    cues=cues.CUES,
    against=cues.AGAINST,
    attributes={"couleur": lexicon.COLOURS, "matiere": lexicon.MATERIALS},
    attributes_of=("recherche_produit", "faq_entretien", "modifier_commande"),
    word_sets=problems.WORD_SETS,
)
