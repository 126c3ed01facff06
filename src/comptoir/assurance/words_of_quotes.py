"""The words of a quotation: formulas, facts, what is assumed, questions, contradictions, advice."""

from dataclasses import dataclass

from comptoir.assurance.bonus_malus import Use
from comptoir.assurance.guarantees import Formula
from comptoir.kernel.errors import Text


@dataclass(frozen=True)
class Fact:
    """One fact a price depends on, in words."""

    slot: str
    """Its name among what a sentence says."""
    assumed: Text
    question: Text


FORMULAS = {
    Formula.TIERS: Text("Au tiers", "Third-party"),
    Formula.TIERS_PLUS: Text("Tiers plus", "Third-party plus"),
    Formula.TOUS_RISQUES: Text("Tous risques", "Comprehensive"),
}
USES = {
    Use.PRIVATE: Text("privé seulement", "private only"),
    Use.COMMUTE: Text("privé et trajets domicile-travail", "private and commuting"),
    Use.ROUNDS: Text("tournées", "professional rounds"),
    Use.ALL_TRAVEL: Text("tous déplacements professionnels", "all business travel"),
}
FACTS = {
    "driver_age": Fact(
        "driver_age",
        Text("conducteur de {value} ans", "a driver of {value}"),
        Text("Quel âge a le conducteur principal ?", "How old is the main driver?"),
    ),
    "licence_years": Fact(
        "licence_years",
        Text("permis depuis {value} ans", "licence held for {value} years"),
        Text("Depuis combien d'années avez-vous le permis ?", "How long have you held a licence?"),
    ),
    "accompanied": Fact(
        "accompanied_driving",
        Text("pas de conduite accompagnée", "no accompanied driving"),
        Text(
            "Avez-vous passé le permis en conduite accompagnée ?",
            "Did you learn by accompanied driving?",
        ),
    ),
    "insured_years": Fact(
        "insured_years",
        Text("assuré sans interruption depuis {value} ans", "insured for {value} years"),
        Text(
            "Depuis combien d'années êtes-vous assuré sans interruption ?",
            "For how many years have you been insured without a break?",
        ),
    ),
    "crm": Fact(
        "crm",
        Text("coefficient de bonus-malus de {value}", "a no-claims coefficient of {value}"),
        Text(
            "Quel est votre coefficient de bonus-malus (CRM) ? Il est sur votre relevé"
            " d'information.",
            "What is your bonus-malus coefficient (CRM)? It is on your insurance record.",
        ),
    ),
    "use": Fact(
        "usage",
        Text("usage : {value}", "use: {value}"),
        Text(
            "Utilisez-vous la voiture pour aller au travail, ou pour votre métier ?",
            "Do you use the car to commute, or for your business?",
        ),
    ),
    "power_cv": Fact(
        "fiscal_power",
        Text("{value} CV fiscaux, l'usuel de ce modèle", "{value} fiscal HP, usual for this model"),
        Text(
            "Quelle est sa puissance fiscale (P.6 de la carte grise) ?",
            "What is its fiscal power (P.6 of the registration)?",
        ),
    ),
    "segment": Fact(
        "model",
        Text("voiture de gamme {value}", "a car of class {value}"),
        Text("Quel est le modèle de la voiture ?", "Which model is the car?"),
    ),
    "vehicle_age_years": Fact(
        "vehicle_year",
        Text("voiture de {value} ans", "a car {value} years old"),
        Text("De quelle année est la voiture ?", "From which year is the car?"),
    ),
    "fuel": Fact(
        "fuel",
        Text("énergie : {value}", "energy: {value}"),
        Text(
            "Roule-t-elle à l'essence, au diesel, à l'électricité ?",
            "Does it run on petrol, diesel or electricity?",
        ),
    ),
    "density": Fact(
        "postcode",
        Text(
            "commune de densité médiane ({value} habitants au km²)",
            "a commune of median density ({value} inhabitants a km²)",
        ),
        Text(
            "Dans quelle commune (code postal) dort-elle ?",
            "In which commune (postcode) is it parked at night?",
        ),
    ),
    "parking": Fact(
        "parking",
        Text("stationnement : {value}", "parked: {value}"),
        Text(
            "Dort-elle dans un garage, un parking fermé ou dans la rue ?",
            "Is it parked in a garage, a closed car park or the street?",
        ),
    ),
}
SEGMENTS_IN_ENGLISH = {
    "A": "city car",
    "B": "supermini",
    "C": "compact",
    "D": "family car",
    "E": "executive car",
    "F": "luxury car",
    "G": "coupé",
    "L": "leisure van",
    "M": "people carrier",
    "Q": "quadricycle",
    "S": "SUV",
    "U": "van",
}
VALUES_IN_ENGLISH = {
    "essence": "petrol",
    "diesel": "diesel",
    "hybride": "hybrid",
    "hybride_rechargeable": "plug-in hybrid",
    "electrique": "electric",
    "garage": "garage",
    "parking_ferme": "closed car park",
    "rue": "street",
}
STEPS_IN_ENGLISH = {
    "VehPower": "Fiscal power",
    "VehAge": "Age of the car",
    "DrivAge": "Age of the driver",
    "Density": "Density of the place where it is parked",
    "VehGas": "Energy",
    "Region": "Region",
    "DrivAge × VehPower": "Age of the driver and power",
    "VehPower × VehGas": "Power and energy",
    "DrivAge × VehGas": "Age of the driver and energy",
    "segment": "Class of the car",
    "age_vehicule": "Age of the car",
    "usage": "Use of the car",
    "stationnement": "Parking",
    "densite": "Density of the place where it is parked",
    "franchise": "Chosen deductible",
    "technique": "Technical premium",
    "novice": "Surcharge of a novice driver (A121-1-1)",
    "jeune": "Age of the young driver",
    "reference": "Reference premium",
    "crm": "No-claims coefficient (bonus-malus)",
    "nette": "Net premium",
    "majorations": "Surcharges of the law (A121-1-2)",
    "taxable": "Premium before tax",
    "cat_nat": "Natural disasters, the share set by law",
    "tsca_rc": "Insurance tax",
    "tsca": "Insurance tax",
    "fgao": "Contribution to the compulsory insurance guarantee fund",
    "fgao_rentes": "Contribution to the compulsory insurance guarantee fund, annuities",
    "attentats": "Contribution to the fund for victims of terrorism",
    "total": "Premium for a year, taxes included",
}
"""The steps of a price by their codes; their French is the tariff's own."""
NO_CAR = Text(
    "Quelle voiture voulez-vous assurer (marque, modèle, année) ?",
    "Which car do you want to insure (make, model, year)?",
)
UNSUPPORTED = Text(
    "Nous n'assurons que les voitures particulières : ni deux-roues, ni camping-cars, ni poids"
    " lourds, ni taxis.",
    "We insure private cars only: no motorbikes, campers, lorries or taxis.",
)
OUT_OF_SCOPE = Text(
    "Ce n'est pas une demande de devis auto. Dites-moi quelle voiture vous voulez assurer.",
    "This is no request for a car quotation. Tell me which car you want to insure.",
)
SEVERAL = Text(
    "Vous nommez plusieurs voitures : pour laquelle voulez-vous un devis ?",
    "You name several cars: which one is the quotation for?",
)
CONTRADICTION = Text(
    "Deux informations se contredisent ({which}) : laquelle est juste ?",
    "Two facts contradict each other ({which}): which one is right?",
)
CONFLICTS = {
    "driver_age_vs_licence_years": Text(
        "l'âge et les années de permis", "the age and the years of licence"
    ),
    "driver_age_vs_licence_year": Text(
        "l'âge et l'année du permis", "the age and the year of the licence"
    ),
    "driver_age_vs_licence_age": Text("l'âge et l'âge au permis", "the age and the licence's"),
    "driver_age_vs_insured_years": Text(
        "l'âge et les années d'assurance", "the age and the years insured"
    ),
    "driver_age_too_young": Text("l'âge du conducteur", "the driver's age"),
    "insured_years_vs_licence_years": Text(
        "les années d'assurance et de permis", "the years insured and of licence"
    ),
    "licence_years_vs_licence_year": Text(
        "les années et la date du permis", "the years and the date of the licence"
    ),
    "licence_year_in_future": Text("l'année du permis", "the year of the licence"),
    "crm_vs_licence_years": Text(
        "le bonus et les années de permis", "the bonus and the years of licence"
    ),
    "crm050_years_vs_licence_years": Text(
        "les années à 0,50 et les années de permis", "the years at 0.50 and of licence"
    ),
    "crm_out_of_range": Text(
        "le coefficient, qui va de 0,50 à 3,50", "the coefficient, from 0.50 to 3.50"
    ),
    "novice_vs_licence_years": Text(
        "jeune conducteur et les années de permis", "a novice, and the years of licence"
    ),
    "make_vs_model": Text("la marque et le modèle", "the make and the model"),
    "fuel": Text("deux énergies", "two energies"),
    "fuel_vs_model": Text("le modèle et l'énergie", "the model and the energy"),
    "vehicle_year_in_future": Text("l'année de la voiture", "the year of the car"),
    "vehicle_year_vs_model": Text("le modèle et l'année", "the model and the year"),
    "vehicle_age_vs_vehicle_year": Text(
        "l'âge et l'année de la voiture", "the age and the year of the car"
    ),
    "at_fault_claims": Text("les sinistres", "the claims"),
    "formula": Text("deux formules", "two formulas"),
}
ADVICE = {
    "franchise_300": Text("Une franchise de 300 €", "A deductible of 300 €"),
    "franchise_600": Text("Une franchise de 600 €", "A deductible of 600 €"),
    "garage": Text("La garer dans un garage fermé", "Parking it in a garage"),
    "usage_prive": Text("Un usage privé, sans trajets de travail", "Private use, no commuting"),
    "annee_sans_sinistre": Text(
        "Une année de plus sans sinistre responsable", "One more year without a claim at fault"
    ),
    "formule_tiers": Text("La formule au tiers", "The third-party formula"),
    "formule_tiers_plus": Text("La formule tiers plus", "The third-party plus formula"),
}
