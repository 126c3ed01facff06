"""What a brain must know of car insurance: intents and words, as data.

The taxonomy's labels are the contract's own words, so they stay French.
"""

from pathlib import Path

from comptoir.assurance.skill import cues, lexicon, vehicles
from comptoir.brain import Attribute, Skill
from comptoir.brain.words import pattern_lines

SKILL = Skill(
    name="assurance",
    intents=cues.INTENTS,
    slots=(
        "email",
        "code",
        "numero_contrat",
        "immatriculation",
        "marque_modele",
        "annees_experience",
        "date",
    ),
    cues=pattern_lines(cues.CUES),
    against=pattern_lines(cues.AGAINST),
    attributes={
        "type_assurance": Attribute(
            lexicon.KINDS, ("demander_devis", "voir_contrats", "voir_devis", "voir_sinistres")
        ),
        "type_sinistre": Attribute(
            lexicon.EVENTS,
            ("declarer_sinistre", "voir_sinistres", "donner_information", "parler_humain"),
            by_rank=True,
        ),
    },
    vehicles=vehicles.MAKES,
    model=Path(__file__).parent / "model.bin",
)
