"""The car of a sentence: make, model, generation, version, year, energy, power, kilometres."""

import re
from datetime import date
from functools import cache
from typing import Any

from comptoir.assurance import places, vehicles
from comptoir.assurance.said.respelling import EVERYDAY
from comptoir.assurance.said.sheet import Sheet
from comptoir.brain.words import plain, tokens

Slots = dict[str, Any]

_MAKES_TOO = {
    "vw": "Volkswagen",
    "volkswagen": "Volkswagen",
    "volswagen": "Volkswagen",
    "wolkswagen": "Volkswagen",
    "volkswagon": "Volkswagen",
    "merco": "Mercedes",
    "mercos": "Mercedes",
    "mercedes benz": "Mercedes",
    "mercedes-benz": "Mercedes",
    "mercedez": "Mercedes",
    "benz": "Mercedes",
    "reno": "Renault",
    "renaut": "Renault",
    "renauld": "Renault",
    "renaud": "Renault",
    "peugot": "Peugeot",
    "pijo": "Peugeot",
    "peugeo": "Peugeot",
    "peugeaut": "Peugeot",
    "citroene": "Citroën",
    "citron": "Citroën",
    "citroen": "Citroën",
    "dacia": "Dacia",
    "toyotta": "Toyota",
    "toyata": "Toyota",
    "hundai": "Hyundai",
    "hyundaï": "Hyundai",
    "huyndai": "Hyundai",
    "chevy": "Chevrolet",
    "alfa": "Alfa Romeo",
    "skoda": "Skoda",
    "beemer": "BMW",
    "bm": "BMW",
    "range rover": "Land Rover",
    "landrover": "Land Rover",
    "suzuki": "Suzuki",
    "infiniti": "Infiniti",
    "ssangyong": "SsangYong",
    "lada": "Lada",
    "isuzu": "Isuzu",
    "chrysler": "Chrysler",
    "dodge": "Dodge",
    "bentley": "Bentley",
    "aston martin": "Aston Martin",
    "lotus": "Lotus",
    "daihatsu": "Daihatsu",
    "daewoo": "Daewoo",
    "saab": "Saab",
    "polestar": "Polestar",
    "ligier": "Ligier",
    "aixam": "Aixam",
    "microcar": "Microcar",
    "xpeng": "Xpeng",
    "yamaha": "Yamaha",
    "kawasaki": "Kawasaki",
    "ducati": "Ducati",
    "ktm": "KTM",
    "harley davidson": "Harley-Davidson",
    "harley": "Harley-Davidson",
    "triumph": "Triumph",
    "aprilia": "Aprilia",
    "vespa": "Piaggio",
    "piaggio": "Piaggio",
    "royal enfield": "Royal Enfield",
}
_MODELS_TOO = {
    "meganne": ("Renault", "Mégane"),
    "megan": ("Renault", "Mégane"),
    "grand scenic": ("Renault", "Grand Scénic"),
    "scenick": ("Renault", "Scénic"),
    "r 5": ("Renault", "5"),
    "twigo": ("Renault", "Twingo"),
    "serie 1": ("BMW", "Série 1"),
    "serie 3": ("BMW", "Série 3"),
    "serie 5": ("BMW", "Série 5"),
    "series 1": ("BMW", "Série 1"),
    "1 series": ("BMW", "Série 1"),
    "series 3": ("BMW", "Série 3"),
    "3 series": ("BMW", "Série 3"),
    "5 series": ("BMW", "Série 5"),
    "a class": ("Mercedes", "Classe A"),
    "a-class": ("Mercedes", "Classe A"),
    "c class": ("Mercedes", "Classe C"),
    "c-class": ("Mercedes", "Classe C"),
    "classe a": ("Mercedes", "Classe A"),
    "qashquai": ("Nissan", "Qashqai"),
    "quashqai": ("Nissan", "Qashqai"),
    "qashqaï": ("Nissan", "Qashqai"),
    "kashkai": ("Nissan", "Qashqai"),
    "tiguane": ("Volkswagen", "Tiguan"),
    "golff": ("Volkswagen", "Golf"),
    "up": ("Volkswagen", "Up!"),
    "id3": ("Volkswagen", "ID.3"),
    "id4": ("Volkswagen", "ID.4"),
    "ds3": ("Citroën", "DS3"),
    "ds 3": ("Citroën", "DS3"),
    "ds 4": ("DS", "DS 4"),
    "ds 7": ("DS", "DS 7"),
    "ds 9": ("DS", "DS 9"),
    "crossland": ("Opel", "Crossland X"),
    "e-208": ("Peugeot", "208"),
    "e208": ("Peugeot", "208"),
    "e-2008": ("Peugeot", "2008"),
    "206+": ("Peugeot", "206"),
    "model3": ("Tesla", "Model 3"),
    "range rover evoque": ("Land Rover", "Range Rover Evoque"),
    "evoque": ("Land Rover", "Range Rover Evoque"),
    "fiat500": ("Fiat", "500"),
    "captur": ("Renault", "Captur"),
    "capture": ("Renault", "Captur"),
    "espace": ("Renault", "Espace"),
    "picasso": ("Citroën", "C4 Picasso"),
    "xsara picasso": ("Citroën", "Xsara Picasso"),
    "mini cooper": ("Mini", "Cooper"),
    "mini one": ("Mini", "Mini"),
    "fortwo": ("Smart", "Fortwo"),
    "mx5": ("Mazda", "MX-5"),
    "cx5": ("Mazda", "CX-5"),
    "cx30": ("Mazda", "CX-30"),
    "chr": ("Toyota", "C-HR"),
    "rav 4": ("Toyota", "RAV4"),
    "xtrail": ("Nissan", "X-Trail"),
    "troc": ("Volkswagen", "T-Roc"),
    "tcross": ("Volkswagen", "T-Cross"),
    "crv": ("Honda", "CR-V"),
    "hrv": ("Honda", "HR-V"),
    **{
        f"{n}{x}": ("BMW", f"{n}{x}")
        for n in (
            114,
            116,
            118,
            120,
            123,
            125,
            218,
            220,
            316,
            318,
            320,
            325,
            330,
            335,
            420,
            430,
            435,
            520,
            525,
            530,
            535,
            730,
        )
        for x in "di"
    },
    "mg 4": ("MG", "MG4"),
    "mg 3": ("MG", "MG3"),
    "classe c": ("Mercedes", "Classe C"),
}
_ONLY_BESIDE = frozenset(
    tokens("2 3 4 5 6 25 e one gt ct is note up ka space dawn monza 147 159 812 840 850")
)
_UNITS = r"(?!\s*(?:ans?\b|km|kms|€|eur|cv|ch\b|chevaux|mois|%|jours?|years?|[.,]\d|h\b))"
_GENERATION = re.compile(
    r"^\s*(?:phase\s+|generation\s+|mk\s*)?([1-9]|iii|ii|iv|vi|v|viii|vii)(?!\w|[.,]\d|['+-]"
    r"|\s*(?:ans?\b|km|€|eur"
    r"|portes?|places|cv|ch\b|chevaux|mois|%|accidents?|sinistres?|jours?|years?|enfants?|st\b|nd\b"
    r"|mille|claims?|bris))"
)
ELECTRIC_ONLY = frozenset(
    {"Zoe", "Leaf", "Twizy", "Spring", "ID.3", "ID.4", "i3", "Ariya", "EV3", "EV6", "EV9", "Ami"}
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
_VERSIONS = re.compile(
    r"\b(gti|gtd|gte|gt[ -]?line|s[ -]?line|r[ -]?line|st[ -]?line|m[ -]?sport"
    r"|amg(?:[ -]line)?|rs|gt"
    r"|n[ -]?line|cupra|fr|stepway|allure|active|feline|griffe|access|style|intens|zen"
    r"|life|business"
    r"|initiale|iconic|trek|titanium|trend|vignale|abarth|quattro|type r|nismo|scoupe"
    r"|society|techno"
    r"|evolution|esprit alpine|long range|performance|laureate|prestige|confort|dynamique|exclusive"
    r"|feel|shine|live(?! (?:in|at|near|on|with|alone))|carat|lounge|pop|connected"
    r"|campus|xline|monte carlo)\b"
    r"|(?<=§ )(st|sport)\b(?=\s*(?:[\d,;.]|$|de \d))"
)
_SHOWN = {
    "gti": "GTI",
    "gtd": "GTD",
    "gte": "GTE",
    "rs": "RS",
    "gt": "GT",
    "fr": "FR",
    "amg": "AMG",
    "st": "ST",
    "gt line": "GT Line",
    "s line": "S line",
    "r line": "R-Line",
    "st line": "ST-Line",
    "n line": "N Line",
    "m sport": "M Sport",
    "amg line": "AMG Line",
    "type r": "Type R",
}

_FUELS = (
    (
        "hybride_rechargeable",
        r"hybrides? rechargeables?|phev|plug[ -]?in(?: hybrid)?|e-?hybrid"
        r"|rechargeables?|4xe",
    ),
    (
        "hybride",
        r"hybrides?|hybrids?|hev|e-?tech|full hybrid|micro[ -]?hybrid\w*|ibrid[ao]|hibrid[ao]",
    ),
    (
        "electrique",
        r"electriques?|electri[ck]|\bev\b|\bbev\b|100 ?% elec\w*|e-208|e-2008|e208"
        r"|elettric[ao]|elektro\w*|electric[ao]",
    ),
    (
        "diesel",
        r"diesels?|diezel|dizel|dci|bluehdi|hdi|e-hdi|tdi|cdti|tdci|crdi|d-?4d|jtd\w?|multijet"
        r"|gas-?oil|gazoil|gazole|mazout|\bcdi|dtec|bluetec|\d{2,3}d",
    ),
    (
        "essence",
        r"essence|petrol|gasoline|tce|puretech|tsi|tfsi|vti|thp|ecoboost|e85|flexfuel|ethanol"
        r"|sans plomb|sp9[58]|vvt-?i|mpi|\bgpl\b|gasolina|benzina?|benziner",
    ),
)
_FUEL = {name: re.compile(rf"(?<![\w-])(?:{words})(?![a-z])") for name, words in _FUELS}
_ENGINE_POWER = re.compile(
    r"(?:dci|bluehdi|hdi|tdi|cdti|tdci|crdi|d-?4d|multijet|tce|puretech|tsi|tfsi|vti|thp"
    r"|ecoboost|cdi|jtdm?"
    r"|e-?tech|mpi)\s*(\d{2,3})(?!\d|\s*(?:ans?\b|km|€|eur|%|mois|000))"
)
_HORSES = re.compile(
    r"(\d{2,3})\s*(?:ch(?:evaux)?|cv din|hp|bhp|ps|pk)\b(?!\s*fisca)|(\d{2,3})\s*horsepower"
)
_FISCAL = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:cv(?: fiscaux)?|chevaux fiscaux|ch fiscaux|chevaux\b)"
    r"|puissance fiscale(?: de| :)?\s*(\d{1,2})|(?:fiscal power|p\.?6)(?: of| :)?\s*(\d{1,2})"
)
_KILOWATTS = re.compile(r"(?<!\d)(\d{2,3})\s*kw\b(?!h)")
CH_A_KW = 1.3596
_HORSES_AS_CV = re.compile(r"(\d{2,3})\s*cv\b")
_ANNUAL = re.compile(
    r"(\d{1,3})\s*(?:k|mille)\s*(?:km|kms|bornes)?\s*(?:/|par|a|per|each"
    r"|l')\s*(?:an(?:nee)?\b|year)"
    r"|(\d{3,6})\s*(?:km|kms|kilometres?|bornes)\s*(?:/|par|a|per|each|(?:dans )?l')?\s*"
    r"(?:ans?\b|annees?\b|annuels?|year|yr|annually|a l'annee)"
    r"|(?:kilometrage annuel|annual mileage)\D{0,12}(\d{3,6})"
    r"|(?<![\d.,])([3-9]\d{3}|\d{2}[ .]?\d{3})\s*(?:/|par|a|per)\s*(?:ans?|year)\b"
)
_ODOMETER = re.compile(
    r"(\d{1,3})\s*(?:k|mille)\s*(?:km|kms|kilometres?|bornes|au compteur)"
    r"|(\d{3,6})\s*(?:km|kms|kilometres?|bornes|au compteur)"
)
_BODIES = {
    "cabriolet": r"cabriolet|cabrio|decapotable|convertible",
    "break": r"break|estate|sw\b|station wagon|touring|kombi|tourer",
    "monospace": r"monospace|mpv|people carrier",
    "suv": r"\bsuv\b|4x4|crossover",
    "coupe": r"coupe\b",
    "berline": r"berline|sedan|saloon",
    "citadine": r"citadine|city car",
    "utilitaire": r"utilitaire|fourgon(?:nette)?|camionnette|\bvan\b",
}
_BODY = {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for name, words in _BODIES.items()}
_FINANCING = {
    "leasing": re.compile(
        r"\b(?:leasing|loa|lld|location longue duree|location avec option|lease[d]?)\b"
    ),
    "credit": re.compile(
        r"\b(?:a credit|en credit|credit auto|achetee? a credit|on finance|financed"
        r"|sous credit|par credit|credit)\b"
    ),
}
_YEAR = re.compile(
    r"(?<![\d/.,-])(?:\d{1,2}[/.-](?:\d{1,2}[/.-])?)?((?:19[5-9]|20[0-4])\d)(?![\d%]|[.,]\d"
    r"|\s*(?:km|kms|€|eur|ans?\b|kilom|/an))"
)
_SHORT_YEAR = re.compile(
    r"(?:\bde|\bannee|\bmodele|\bfrom)\s+'?(0\d|1\d|2[0-6]|9\d)(?!\d|\s*(?:ans?|km|€|cv|ch"
    r"|mois|%|eur|000|chev))(?=[\s,.;]|$)|(?<=§ )'?(9\d)(?!\d)(?=\s*(?:[,.;]|$|[a-z]{3}))"
)
_AGE = re.compile(
    r"(?:vieille?|ancienne|agee?)\s*(?:de|d')?\s*(\d{1,2})\s*ans?\b"
    r"|(?:voiture|vehicule|auto|caisse|bagnole|elle|car)\s+(?:de|a|qui a|is"
    r"|est agee? de)\s+(\d{1,2})\s*(?:ans?\b|years?)"
    r"|(\d{1,2})[ -]years?[ -]old (?:car|vehicle|{car})"
    r"|§\s*,?\s*(?:qui a|elle a|agee? de|vieille de|has)\s+(\d{1,2})\s*ans\b"
    r"|\b(?:it's|it is)\s+(\d{1,2})\s*years? old"
    r"|(\d{1,2})\s*ans\s+d'age".replace("{car}", "§")
)
_NEW = re.compile(r"\b(?:voiture|vehicule|auto)?\s*(?:toute |flambant )?(?:neuve|neuf|brand new)\b")


@cache
def _named() -> tuple[re.Pattern[str], dict[str, tuple[str, str]], dict[str, str]]:
    """The pattern of every model and make, and what each means."""
    vehicles.find("", "")
    models: dict[str, tuple[str, str]] = {}
    makes: dict[str, str] = {}
    for (make, model), vehicle in vehicles._by_name().items():
        makes.setdefault(make, vehicle.make)
        models.setdefault(model, (vehicle.make, vehicle.model))
        models.setdefault(f"{make} {model}", (vehicle.make, vehicle.model))
    for name, meaning in _MODELS_TOO.items():
        models[plain(name).replace("-", " ")] = meaning
    makes |= {plain(name).replace("-", " "): make for name, make in _MAKES_TOO.items()}
    return _compiled(models, makes), models, makes


def _loosely(name: str) -> str:
    return r"[\s-]?".join(map(re.escape, name.split()))


def _compiled(models: dict[str, tuple[str, str]], makes: dict[str, str]) -> re.Pattern[str]:
    """Names of their own stand alone; everyday words need their make, or an article."""
    own_make = set(makes)
    alone: list[str] = []
    behind: list[str] = []
    for name in sorted(models, key=len, reverse=True):
        if name not in own_make and name not in _ONLY_BESIDE:
            (behind if name in EVERYDAY else alone).append(name)
    make = "|".join(map(_loosely, sorted(makes, key=len, reverse=True)))
    make = re.sub(r"(?<=\|)ds(?=\|)", r"ds(?![\\s-]?\\d(?!\\w))", make)  # "DS 4" is a model's name
    every = "|".join(map(_loosely, sorted(models, key=len, reverse=True)))
    alone_, behind_ = ("|".join(map(_loosely, names)) for names in (alone, behind))
    # "a 2008 Clio" has a year, "une 2008" is a car.
    behind_ = behind_.replace("2008", rf"2008(?!\s+(?:{make}|{alone_})(?!\w))")
    articles = "|".join(rf"(?<=\b{article}\s)" for article in _ARTICLES)
    return re.compile(
        rf"(?<![\w§])(?:(?P<make>{make})(?:\s*,?\s*(?P<beside>{every})(?!\w)(?!\s*(?:ans?\b|%)))?"
        rf"|(?P<alone>{alone_}){_UNITS}|(?:{articles})(?P<behind>{behind_}){_UNITS})(?!\w)"
    )


_ARTICLES = (
    *("ma", "une", "la", "mon", "un", "le", "sa", "my", "a", "pour", "assurer", "the"),
    "maintenant",
)


def _key(text: str) -> str:
    return re.sub(r"[\s-]+", " ", text).strip()


def read_car(sheet: Sheet, today: date) -> tuple[Slots, list[str]]:
    """What is said of the car, and what of it cannot be."""
    slots: Slots = {}
    conflicts: list[str] = []
    _read_names(sheet, slots, conflicts)
    _read_fuel(sheet, slots, conflicts)
    _read_distances(sheet, slots)
    for name, pattern in _BODY.items():
        if sheet.take(pattern):
            slots.setdefault("body", name)
    for name, pattern in _FINANCING.items():
        if sheet.take(pattern):
            slots.setdefault("financing", name)
    return slots, conflicts


def _read_names(sheet: Sheet, slots: Slots, conflicts: list[str]) -> None:
    pattern, models, makes = _named()
    cars: list[tuple[str | None, str | None]] = []
    position = 0
    while found := pattern.search(sheet.text, position):
        position = found.end()
        make = makes.get(_key(found["make"])) if found["make"] else None
        name = found["beside"] or found["alone"] or found["behind"]
        car = _model_of(name, make, models) if name else None
        if car and make and car[0] != make and not _same_house(make, car[0]):
            conflicts.append("make_vs_model")
            car = (make, car[1])
        if found["alone"] and not make and _is_a_town(found["alone"], cars):
            continue
        another = _ANOTHER.search(sheet.whole[: found.start()])
        sheet.blank(*found.span())
        if another:
            continue
        if car:
            _read_generation(sheet, position, slots, first=not any(c[1] for c in cars))
        cars.append(car or (make, None))
    named = [car for car in cars if car[1]]
    if named:
        distinct = _without_engines(list(dict.fromkeys(named)), slots)
        if len(distinct) > 1:
            slots["models"] = [model for _, model in distinct]
        else:
            slots["model"] = distinct[0][1]
        if len({make for make, _ in distinct}) == 1:
            slots["make"] = distinct[0][0]
    elif cars:
        slots["make"] = cars[0][0]
    version = sheet.take(_VERSIONS) if slots.get("model") else None
    if version:
        word = (version[1] or version[2]).replace("-", " ")
        slots["version"] = _SHOWN.get(word, word.title())


_ANOTHER = re.compile(
    r"\b(?:pas|plutot qu'|au lieu d'|instead of|rather than|not|jamais|avant|j'avais|ancienne"
    r"|precedente|previously|before)"
    r"\s*:?\s*(?:une?|la|le|ma|mon|a|an|de|the|my)?\s*$"
)
"""Before a car that is named only to say that it is not the one."""


def _is_a_town(name: str, cars: list[tuple[str | None, str | None]]) -> bool:
    """ "Duster, Cayenne": beside another car, a model that is also a town is the town."""
    return any(model for _, model in cars) and bool(places.named(name))


_ENGINE_NAME = re.compile(r"\d{3}[di]?")


def _without_engines(
    cars: list[tuple[str | None, str | None]], slots: Slots
) -> list[tuple[str | None, str | None]]:
    """ "Série 3 320d" is one car: the number beside a series is its engine."""
    first, *others = cars
    if not re.match(r"(?:Série|Classe|GL|X\d|CL)", str(first[1])):
        return cars
    engines = [car for car in others if _ENGINE_NAME.fullmatch(str(car[1]))]
    if engines:
        slots["version"] = engines[0][1]
    return [first, *(car for car in others if car not in engines)]


def _same_house(make: str, other: str) -> bool:
    return {make, other} in ({"Citroën", "DS"}, {"Seat", "Cupra"}, {"Fiat", "Abarth"})


def _model_of(
    name: str, make: str | None, models: dict[str, tuple[str, str]]
) -> tuple[str, str] | None:
    key = _key(name)
    if make:
        own = models.get(f"{plain(make).replace('-', ' ')} {key}")
        if own:
            return own
    return models.get(key) or models.get(key.replace(" ", ""))


def _read_generation(sheet: Sheet, position: int, slots: Slots, *, first: bool) -> None:
    found = _GENERATION.match(sheet.text[position:])
    if not found or not first:
        return
    word = found[1]
    slots["generation"] = str(_ROMAN.get(word, word))
    sheet.blank(position + found.start(1), position + found.end(1))


def _read_fuel(sheet: Sheet, slots: Slots, conflicts: list[str]) -> None:
    power = sheet.take(_ENGINE_POWER) if slots.get("model") or slots.get("make") else None
    engine = power[0] if power else ""
    fuels = []
    for name, pattern in _FUEL.items():
        if (sheet.take(pattern) or pattern.search(engine)) and not (
            name == "hybride" and "hybride_rechargeable" in fuels
        ):
            fuels.append(name)
    if len(fuels) == 2 and set(fuels) & {"hybride", "hybride_rechargeable"}:
        fuels = fuels[:1]  # "hybride essence", "full hybrid electric"
    if len(fuels) > 1:
        conflicts.append("fuel")
    elif fuels:
        slots["fuel"] = fuels[0]
    if not fuels and re.search(r"\d{3}d$", str(slots.get("version") or slots.get("model"))):
        slots["fuel"] = "diesel"
    _read_power(sheet, slots, int(power[1]) if power and power[1] else None)


def _read_power(sheet: Sheet, slots: Slots, of_engine_ch: int | None) -> None:
    if of_engine_ch is not None:
        slots["power_ch"] = of_engine_ch
    if found := sheet.take(_HORSES):
        slots["power_ch"] = int(found[1] or found[2])
    elif found := sheet.take(_KILOWATTS):
        slots["power_ch"] = round(int(found[1]) * CH_A_KW)
    if found := sheet.take(_FISCAL):
        number = int(found[1] or found[2] or found[3])
        if number <= 45:
            slots["fiscal_power"] = number
        else:
            slots["power_ch"] = number
    elif found := sheet.take(_HORSES_AS_CV):
        slots["power_ch"] = int(found[1])


def _km(text: str) -> int:
    return int(text.replace(" ", "").replace(".", ""))


def _read_distances(sheet: Sheet, slots: Slots) -> None:
    if found := sheet.take(_ANNUAL):
        thousands, whole = found[1], found[2] or found[3] or found[4]
        slots["annual_km"] = int(thousands) * 1000 if thousands else _km(whole)
    if found := sheet.take(_ODOMETER):
        slots["odometer_km"] = int(found[1]) * 1000 if found[1] else int(found[2])


_OLDEST_YEARS = 60
"""Whoever is "79 ans" is no car."""
_WHEN = re.compile(r"\b(?:en|in|depuis|since|le)\s*$")


def _years(sheet: Sheet, slots: Slots) -> list[int]:
    """The years that may be the car's, the likeliest first: "2016" before "en 2023"."""
    found = sheet.take_all(_YEAR)
    when = [each for each in found if _WHEN.search(sheet.whole[: each.start()])]
    plain_years = [int(each[1]) for each in found if each not in when]
    if plain_years or "aggravating" in slots:
        return plain_years
    return [int(each[1]) for each in when]


def read_year(sheet: Sheet, slots: Slots, today: date) -> list[str]:
    """The car's year or age, once years of licences were taken; what of it cannot be."""
    conflicts = []
    if found := sheet.take(_AGE):
        years_old = int(next(group for group in found.groups() if group))
        somebody = years_old > _OLDEST_YEARS and "driver_age" not in slots
        slots["driver_age" if somebody else "vehicle_age"] = years_old
    years = _years(sheet, slots)
    if not years and slots.get("model") and (found := sheet.take(_SHORT_YEAR)):
        short = int(found[1] or found[2])
        years = [2000 + short if short <= today.year % 100 else 1900 + short]
    if years:
        slots["vehicle_year"] = years[0]
        if years[0] > today.year + 1:
            conflicts.append("vehicle_year_in_future")
        age = slots.get("vehicle_age")
        if age is not None and abs(today.year - years[0] - age) > 1:
            conflicts.append("vehicle_age_vs_vehicle_year")
        electric_only = {"Zoe": 2012, "Model 3": 2017, "Model Y": 2020, "Captur": 2013}
        first = electric_only.get(slots.get("model", ""))
        if first and years[0] < first - 1:
            conflicts.append("vehicle_year_vs_model")
    if "vehicle_year" not in slots and "vehicle_age" not in slots and sheet.take(_NEW):
        slots["vehicle_age"] = 0
    return conflicts
