"""The words of a quotation in conversation, in the six languages.

French and English are those of every quotation (`words_of_quotes`); the others are here, for the
conversation alone.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from comptoir.assurance.guarantees import BY_CODE, Formula
from comptoir.assurance.words_of_quotes import CONFLICTS, CONTRADICTION, FACTS, FORMULAS, SEVERAL
from comptoir.kernel.errors import Text

_OTHERS: Final = ("es", "it", "de", "ar")

_FORMULAS: Final = {
    "tiers": ("a terceros", "solo RC", "Haftpflicht", "تأمين ضد الغير"),
    "tiers_plus": ("terceros ampliado", "RC con furto, incendio e cristalli", "Teilkasko",
                   "تأمين ضد الغير موسع"),
    "tous_risques": ("todo riesgo", "kasko", "Vollkasko", "تأمين شامل"),
}  # fmt: skip
_ASSUMED: Final = {
    "driver_age": ("un conductor de {v} años", "un conducente di {v} anni",
                   "Fahrer {v} Jahre alt", "عمر السائق {v}"),
    "licence_years": ("carné desde hace {v} años", "patente da {v} anni",
                      "Führerschein seit {v} Jahren", "الرخصة منذ {v} سنوات"),
    "accompanied": ("sin conducción acompañada", "nessuna guida accompagnata",
                    "kein begleitetes Fahren", "دون سياقة مرافقة"),
    "insured_years": ("asegurado sin interrupción desde hace {v} años",
                      "assicurato senza interruzioni da {v} anni",
                      "ununterbrochen versichert seit {v} Jahren", "تأمين متواصل منذ {v} سنوات"),
    "crm": ("coeficiente bonus-malus de {v}", "coefficiente bonus-malus di {v}",
            "Bonus-Malus-Koeffizient {v}", "معامل {v}"),
    "use": ("uso privado y trayecto al trabajo", "uso privato e tragitto casa-lavoro",
            "privat und Arbeitsweg", "استعمال خاص والذهاب إلى العمل"),
    "power_cv": ("{v} CV fiscales, lo usual en este modelo", "{v} CV fiscali francesi, i soliti",
                 "{v} französische Steuer-PS, wie üblich", "{v} أحصنة جبائية"),
    "segment": ("coche de gama {v}", "auto di classe {v}", "Wagenklasse {v}", "فئة السيارة {v}"),
    "vehicle_age_years": ("coche de {v} años", "auto di {v} anni", "Auto {v} Jahre alt",
                          "عمر السيارة {v} سنوات"),
    "fuel": ("energía: {v}", "alimentazione: {v}", "Antrieb: {v}", "الوقود: {v}"),
    "density": ("municipio de densidad media", "comune di densità media",
                "Gemeinde mittlerer Dichte", "بلدة متوسطة الكثافة"),
    "parking": ("aparcado: {v}", "parcheggio: {v}", "Stellplatz: {v}", "مكان الركن: {v}"),
}  # fmt: skip
_QUESTIONS: Final = {
    "driver_age": ("¿Qué edad tiene el conductor principal?", "Quanti anni ha il conducente?",
                   "Wie alt ist der Hauptfahrer?", "كم عمر السائق الرئيسي؟"),
    "licence_years": ("¿Desde hace cuántos años tiene el carné?", "Da quanti anni ha la patente?",
                      "Seit wie vielen Jahren haben Sie den Führerschein?",
                      "منذ كم سنة لديكم رخصة السياقة؟"),
    "accompanied": ("¿Aprendió con conducción acompañada?", "Ha fatto la guida accompagnata?",
                    "Haben Sie begleitetes Fahren gemacht?", "هل تعلمتم بالسياقة المرافقة؟"),
    "insured_years": ("¿Desde hace cuántos años está asegurado sin interrupción?",
                      "Da quanti anni è assicurato senza interruzioni?",
                      "Seit wie vielen Jahren sind Sie ununterbrochen versichert?",
                      "منذ كم سنة وأنتم مؤمنون دون انقطاع؟"),
    "crm": ("¿Cuál es su coeficiente bonus-malus (CRM)? Está en su historial de seguro.",
            "Qual è il suo coefficiente bonus-malus francese (CRM)? È sull'attestato.",
            "Wie lautet Ihr Bonus-Malus-Koeffizient (CRM)? Er steht im Schadenverlauf.",
            "ما هو معامل المكافأة والعقوبة (CRM)؟ تجدونه في كشف المعلومات."),
    "use": ("¿Usa el coche para ir al trabajo o para su oficio?",
            "Usa l'auto per andare al lavoro o per il suo mestiere?",
            "Fahren Sie damit zur Arbeit oder geschäftlich?",
            "هل تستعملون السيارة للذهاب إلى العمل أو لمهنتكم؟"),
    "power_cv": ("¿Cuál es su potencia fiscal (P.6 del permiso de circulación)?",
                 "Qual è la potenza fiscale (P.6 della carta di circolazione)?",
                 "Wie hoch ist die Steuerleistung (P.6 im Fahrzeugschein)?",
                 "كم القوة الجبائية (P.6 في البطاقة الرمادية)؟"),
    "segment": ("¿Qué modelo es el coche?", "Che modello è l'auto?", "Welches Modell ist es?",
                "ما هو طراز السيارة؟"),
    "vehicle_age_years": ("¿De qué año es el coche?", "Di che anno è l'auto?",
                          "Aus welchem Jahr ist das Auto?", "من أي سنة السيارة؟"),
    "fuel": ("¿Es de gasolina, diésel o eléctrico?", "È a benzina, diesel o elettrica?",
             "Fährt es mit Benzin, Diesel oder Strom?", "هل تعمل بالبنزين أو الديزل أو الكهرباء؟"),
    "density": ("¿En qué municipio (código postal) duerme el coche?",
                "In quale comune (codice postale) dorme l'auto?",
                "In welcher Gemeinde (Postleitzahl) steht es nachts?",
                "في أي بلدة (الرمز البريدي) تركن ليلا؟"),
    "parking": ("¿Duerme en un garaje, un aparcamiento cerrado o la calle?",
                "Dorme in garage, in un parcheggio chiuso o in strada?",
                "Steht es nachts in der Garage, auf einem geschlossenen Parkplatz oder auf der"
                " Straße?", "هل تركن في مرأب أو موقف مغلق أو في الشارع؟"),
}  # fmt: skip
_SEVERAL: Final = (
    "Nombra varios coches: ¿para cuál quiere el presupuesto?",
    "Lei nomina più auto: per quale vuole il preventivo?",
    "Sie nennen mehrere Autos: für welches möchten Sie das Angebot?",
    "ذكرتم عدة سيارات: لأي منها تريدون العرض؟",
)
_CONTRADICTION: Final = (
    "Dos datos se contradicen: {which}. ¿Cuál es el correcto?",
    "Due dati si contraddicono: {which}. Quale è giusto?",
    "Zwei Angaben widersprechen sich: {which}. Welche stimmt?",
    "معلومتان متناقضتان: {which}. أيهما صحيحة؟",
)
_SLOTS: Final = {
    "driver_age": ("conducteur de {v} ans", "driver aged {v}", "conductor de {v} años",
                   "conducente di {v} anni", "Fahrer {v} Jahre", "عمر السائق {v}"),
    "licence_years": ("permis depuis {v} ans", "licence for {v} years", "carné desde hace {v} años",
                      "patente da {v} anni", "Führerschein seit {v} Jahren",
                      "الرخصة منذ {v} سنوات"),
    "licence_year": ("permis de {v}", "licence of {v}", "carné de {v}", "patente del {v}",
                     "Führerschein von {v}", "رخصة سنة {v}"),
    "licence_age": ("permis à {v} ans", "licence at {v}", "carné a los {v} años",
                    "patente a {v} anni", "Führerschein mit {v}", "رخصة في سن {v}"),
    "novice": ("jeune conducteur", "new driver", "conductor novel", "neopatentato", "Fahranfänger",
               "سائق جديد"),
    "accompanied_driving": ("conduite accompagnée", "accompanied driving", "conducción acompañada",
                            "guida accompagnata", "begleitetes Fahren", "سياقة مرافقة"),
    "insured_years": ("assuré depuis {v} ans", "insured for {v} years",
                      "asegurado desde hace {v} años", "assicurato da {v} anni",
                      "versichert seit {v} Jahren", "مؤمن منذ {v} سنوات"),
    "crm": ("coefficient {v}", "coefficient {v}", "coeficiente {v}", "coefficiente {v}",
            "Koeffizient {v}", "معامل {v}"),
    "at_fault_claims": ("{v} sinistre(s) responsable(s)", "{v} claim(s) at fault",
                        "{v} siniestro(s) con culpa", "{v} sinistro/i con colpa",
                        "{v} selbst verschuldete Schäden", "{v} حوادث بالمسؤولية"),
    "usage": ("usage {v}", "use: {v}", "uso: {v}", "uso: {v}", "Nutzung: {v}", "الاستعمال: {v}"),
    "parking": ("stationnement : {v}", "parked: {v}", "aparcado: {v}", "parcheggio: {v}",
                "Stellplatz: {v}", "مكان الركن: {v}"),
    "annual_km": ("{v} km par an", "{v} km a year", "{v} km al año", "{v} km all'anno",
                  "{v} km im Jahr", "{v} كم في السنة"),
    "city": ("{v}",) * 6,
    "postcode": ("{v}",) * 6,
    "departement": ("département {v}", "département {v}", "departamento {v}", "dipartimento {v}",
                    "Departement {v}", "{v}"),
    "fuel": ("{v}",) * 6,
    "fiscal_power": ("{v} CV fiscaux", "{v} fiscal HP", "{v} CV fiscales", "{v} CV fiscali",
                     "{v} Steuer-PS", "{v} CV"),
    "power_ch": ("{v} ch", "{v} hp", "{v} CV", "{v} CV", "{v} PS", "{v} ch"),
    "vehicle_age": ("voiture de {v} ans", "a car {v} years old", "coche de {v} años",
                    "auto di {v} anni", "Auto {v} Jahre alt", "عمر السيارة {v}"),
}  # fmt: skip
_KINDS: Final = {
    "accident": ("accident", "accident", "accidente", "incidente", "Unfall", "حادث"),
    "vol": ("vol", "theft", "robo", "furto", "Diebstahl", "سرقة"),
    "bris de glace": ("bris de glace", "broken glass", "rotura de lunas", "rottura cristalli",
                      "Glasbruch", "كسر الزجاج"),
    "incendie": ("incendie", "fire", "incendio", "incendio", "Brand", "حريق"),
}  # fmt: skip
_GUARANTEES: Final = {
    "rc": ("responsabilidad civil", "responsabilità civile", "Haftpflicht", "المسؤولية المدنية"),
    "conducteur": ("protección del conductor", "protezione del conducente", "Fahrerschutz",
                   "حماية السائق"),
    "protection_juridique": ("protección jurídica", "tutela legale", "Rechtsschutz",
                             "الحماية القانونية"),
    "assistance": ("asistencia en carretera", "assistenza stradale", "Pannenhilfe",
                   "المساعدة على الطريق"),
    "bris_glace": ("rotura de lunas", "cristalli", "Glasbruch", "كسر الزجاج"),
    "vol": ("robo", "furto", "Diebstahl", "السرقة"),
    "incendie": ("incendio", "incendio", "Brand", "الحريق"),
    "cat_nat": ("catástrofes naturales", "catastrofi naturali", "Naturkatastrophen",
                "الكوارث الطبيعية"),
    "dommages": ("daños propios", "danni propri", "eigene Schäden", "أضرار السيارة"),
}  # fmt: skip
_ADVICE: Final = {
    "franchise_300": ("Una franquicia de 300 €", "Una franchigia di 300 €",
                      "300 € Selbstbeteiligung", "تحمل قدره 300 €"),
    "franchise_600": ("Una franquicia de 600 €", "Una franchigia di 600 €",
                      "600 € Selbstbeteiligung", "تحمل قدره 600 €"),
    "garage": ("Aparcarlo en un garaje", "Tenerla in garage", "Ein Stellplatz in der Garage",
               "ركنها في مرأب"),
    "usage_prive": ("Un uso privado, sin trayectos al trabajo", "Un uso privato, senza lavoro",
                    "Private Nutzung ohne Arbeitsweg", "استعمال خاص دون العمل"),
    "annee_sans_sinistre": ("Un año más sin siniestro con culpa", "Un altro anno senza sinistri",
                            "Ein weiteres Jahr ohne eigenen Schaden",
                            "سنة أخرى دون حادث بالمسؤولية"),
    "formule_tiers": ("La modalidad a terceros", "La sola RC", "Nur Haftpflicht",
                      "تأمين ضد الغير"),
    "formule_tiers_plus": ("Terceros ampliado", "RC con furto, incendio e cristalli",
                           "Teilkasko", "تأمين ضد الغير موسع"),
}  # fmt: skip
_LANGUAGES: Final = ("fr", "en", *_OTHERS)
_VALUES: Final = {
    "essence": ("essence", "petrol", "gasolina", "benzina", "Benzin", "بنزين"),
    "diesel": ("diesel", "diesel", "diésel", "diesel", "Diesel", "ديزل"),
    "hybride": ("hybride", "hybrid", "híbrido", "ibrida", "Hybrid", "هجين"),
    "hybride_rechargeable": ("hybride rechargeable", "plug-in hybrid", "híbrido enchufable",
                             "ibrida plug-in", "Plug-in-Hybrid", "هجين قابل للشحن"),
    "electrique": ("électrique", "electric", "eléctrico", "elettrica", "elektrisch", "كهربائية"),
    "prive": ("privé", "private", "privado", "privato", "privat", "خاص"),
    "trajet_travail": ("privé et trajets domicile-travail", "private and commuting",
                       "privado y trayecto al trabajo", "privato e tragitto casa-lavoro",
                       "privat und Arbeitsweg", "خاص والذهاب إلى العمل"),
    "tournees": ("tournées", "professional rounds", "rutas profesionales", "giri professionali",
                 "Liefer- und Besuchstouren", "جولات مهنية"),
    "tous_deplacements": ("tous déplacements professionnels", "all business travel",
                          "todos los viajes profesionales", "tutti gli spostamenti professionali",
                          "alle Geschäftsfahrten", "كل التنقلات المهنية"),
    "garage": ("garage", "garage", "garaje", "garage", "Garage", "مرأب"),
    "parking_ferme": ("parking fermé", "closed car park", "aparcamiento cerrado",
                      "parcheggio chiuso", "geschlossener Parkplatz", "موقف مغلق"),
    "rue": ("rue", "street", "calle", "strada", "Straße", "الشارع"),
}  # fmt: skip


def _other(row: tuple[str, ...], language: str) -> str:
    return row[_OTHERS.index(language)]


def _value(value: Any, language: str) -> str:
    row = _VALUES.get(str(value))
    if row:
        return row[_LANGUAGES.index(language)]
    if isinstance(value, float) and language not in {"en", "ar"}:
        return f"{value:.2f}".replace(".", ",")
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def formula_words(formula: str, language: str) -> str:
    """A formula, as it stands within a sentence."""
    if language in _OTHERS:
        return _other(_FORMULAS[formula], language)
    return FORMULAS[Formula(formula)].in_language(language).lower()


def guarantee_words(code: str, language: str) -> str:
    """A guarantee, as it stands within a sentence."""
    if language in _OTHERS:
        return _other(_GUARANTEES[code], language)
    label = BY_CODE[code].label if language == "fr" else BY_CODE[code].label_en
    return label[0].lower() + label[1:]


def advice_words(advice: Mapping[str, Any], language: str) -> str:
    """One way to pay less."""
    if language in _OTHERS:
        return _other(_ADVICE[advice["code"]], language)
    return str(advice["texte" if language == "fr" else "text"])


def kind_words(kind: str, language: str) -> str:
    """What happened, in a word."""
    row = _KINDS.get(kind.replace("_", " "))
    return row[_LANGUAGES.index(language)] if row else kind.replace("_", " ")


def car_words(slots: Mapping[str, Any]) -> str:
    """The car of a quotation, as people name it: "Peugeot 308 GTI (2018)"."""
    names = [
        str(slots[name]) for name in ("make", "model", "generation", "version") if slots.get(name)
    ]
    year = f" ({slots['vehicle_year']})" if slots.get("vehicle_year") else ""
    return (" ".join(names) or "—") + year


def assumed_words(assumptions: Iterable[Mapping[str, Any]], language: str) -> list[str]:
    """What was taken for what was not said."""
    if language not in _OTHERS:
        key = "texte" if language == "fr" else "text"
        return [str(each[key]) for each in assumptions]
    return [
        _other(_ASSUMED[each["fait"]], language).format(v=_value(each["valeur"], language))
        for each in assumptions
    ]


def question_words(fact: str, language: str) -> str:
    """The question that asks for one fact."""
    if language in _OTHERS:
        return _other(_QUESTIONS[fact], language)
    return FACTS[fact].question.in_language(language)


def several_words(language: str) -> str:
    """Which of several cars is meant."""
    return _other(_SEVERAL, language) if language in _OTHERS else SEVERAL.in_language(language)


def conflict_words(conflicts: list[str], language: str) -> str:
    """Which facts contradict each other; empty where there are none."""
    if not conflicts:
        return ""
    named: list[Text] = [CONFLICTS[each] for each in conflicts if each in CONFLICTS]
    if language in _OTHERS:
        # The facts by their French names: each is a word of the policy the customer will read.
        which = ", ".join(each.fr for each in named)
        return _other(_CONTRADICTION, language).format(which=which or "…")
    which = ", ".join(each.in_language(language) for each in named)
    return CONTRADICTION.in_language(language).format(which=which or "…")


def recalled(slots: Mapping[str, Any], language: str) -> list[str]:
    """What was understood, fact by fact, the car first."""
    return [car_words(slots), *fact_words(slots, language)]


def fact_words(slots: Mapping[str, Any], language: str) -> list[str]:
    """What was understood beside the car."""
    said = []
    for name, row in _SLOTS.items():
        if name in slots and slots[name] is not False:
            said.append(row[_LANGUAGES.index(language)].format(v=_value(slots[name], language)))
    if "formula" in slots:
        said.append(formula_words(slots["formula"], language))
    return said
