"""The facts a message gives: what it is about, when, for how much, in which colour."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence

from comptoir.brain.languages import is_common
from comptoir.brain.words import WORD, any_of, bare, lines, spelled, tokens

_DATES = {
    "number": any_of(r"""
        \d{1,3} | une? | deux | trois | quatre | cinq | six | sept | huit | neuf | dix | onze
        douze | quinze | vingt | trente | quelques | plusieurs | one | two | three | four | five
        seven | eight | nine | ten | a few | several | dos | tres | cuatro | cinco | seis | siete
        ocho | nueve | diez | once | doce | quince | veinte | treinta | un | uno | due | tre
        quattro | cinque | sei | sette | otto
        nove | dieci | undici | dodici | quindici | venti | trenta | zwolf | funfzehn | zwanzig
        dreissig | eleven | twelve | fifteen | twenty | thirty | couple of
        zwei | drei | vier | funf | sechs | sieben | acht | neun | zehn | eine?[mnr]?
    """),
    "unit": any_of("""
        jours? | jrs? | semaines? | sem | mois | moi | ans? | annees? | days? | weeks? | months?
        years? | dias? | semanas? | mes | meses | anos? | giorn[oi] | settiman[ae] | mes[ei]
        ann[oi] | tage?n? | wochen? | monate?n? | monat | jahre?n? | jahr
    """),
    "month": any_of("""
        janvier | fevrier | mars | avril | mai | juin | juillet | aout | septembre | octobre
        novembre | decembre | january | february | march | april | may | june | july | august
        september | october | november | december | enero | febrero | marzo | abril | mayo | junio
        julio | agosto | septiembre | octubre | noviembre | diciembre | gennaio | febbraio | aprile
        maggio | giugno | luglio | settembre | ottobre | dicembre | januar | februar | marz | juni
        juli | oktober | dezember | يناير | فبراير | مارس | ابريل | مايو | يونيو | يوليو | اغسطس
        سبتمبر | اكتوبر | نوفمبر | ديسمبر | janv | fev | sept | oct | nov | dec | jan | feb | aug
    """),
    "weekday": any_of("""
        lundi | mardi | mercredi | jeudi | vendredi | samedi | dimanche | monday | tuesday
        wednesday | thursday | friday | saturday | sunday | lunes | martes | miercoles | jueves
        viernes | sabado | domingo | lunedi | martedi | mercoledi | giovedi | venerdi | sabato
        domenica | montag | dienstag | mittwoch | donnerstag | freitag | samstag | sonntag
    """),
    "which": any_of("""
        prochain | dernier | passe | soir | matin | que viene | pasado | prossimo | scorso
    """),
    "named": any_of(r"""
        avant[ -]hier | hier(?: soir| matin)? | aujourd ?'?hui | apres[ -]demain
        demain(?: matin| soir)? | ce (?:matin|soir|week[ -]end) | cet apres[ -]midi
        cette (?:semaine|nuit|annee) | ce mois(?:[ -]ci)? | la fin du mois | noel | paques
        toussaint | christmas | easter | navidad | natale | weihnachten
        la semaine (?:prochaine|derniere|passee)
        (?:le )?(?:mois|week[ -]end) (?:prochain|dernier|passe)
        l'?(?:ete|annee|an|hiver|automne) (?:dernier|derniere|prochaine?|passee?)
        the day before yesterday
        yesterday | today | the day after tomorrow | tomorrow
        this (?:morning|afternoon|evening|week|month|year) | tonight | stamattina | stasera
        stanotte | questa (?:mattina|sera|settimana) | esta (?:manana|tarde|noche|semana)
        este (?:mes|ano) | heute (?:morgen|abend|fruh) | diese (?:woche|nacht)
        (?:last|next) (?:week|month|year|weekend)
        last night | anteayer | ayer | hoy | manana | la semana (?:pasada|que viene|proxima)
        la proxima semana | el mes (?:pasado|que viene|proximo) | l'altro ieri | ieri | oggi
        domani | (?:la )?settimana (?:scorsa|prossima) | la prossima settimana
        il mese (?:scorso|prossimo) | vorgestern | gestern | heute | ubermorgen
        (?:letzte|nachste|vorige)[rn]? woche | (?:letzten|nachsten) (?:monat|jahr)
        {the}?امس | {the}?بارح\w* | مبارح | امبارح | {the}?يوم | غدا | بكرة | غدوة | هذا {the}?صباح
        {the}?اسبوع {the}?(?:ماضي|قادم|مقبل|جاي) | {the}?شهر {the}?(?:ماضي|قادم|مقبل|جاي)
    """).replace("{the}", r"(?:\u0627\u0644)"),
}
_DATE = re.compile(
    spelled(
        r"(?<![\w-])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d|20\d\d-\d\d-\d\d|\d{1,2}/\d{1,2}(?!\d)"
        r"|(?:{weekday} )?\d{1,2}(?:er|st|nd|rd|th|\.)? (?:de |di )?{month}"
        r"(?:,? (?:de |del )?{year})?"
        r"|{month} \d{1,2}(?:st|nd|rd|th)?(?:,? {year})?|{month} {year}|{named}"
        r"|(?<=en )(?:{month})|(?<=in )(?:{month})|(?<=a )(?:{month})|(?<=im )(?:{month})"
        r"|(?<=depuis )(?:{month})|(?<=since )(?:{month})|(?<=avant )(?:{month})"
        r"|(?P<weekday>{weekday}(?: {which})?)|(?:next|last|nachsten|letzten) {weekday}"
        r"|(?P<length>{number} {unit}))"
        r"(?![\w-])",
        year=r"(?:19|20)\d\d",
        **_DATES,
    )
)
# A length of time that says no when: of a warranty, of a licence, of somebody's life.
_LENGTH_OF = re.compile(
    r"^(?:'? |' ?)(?:de |d'?|of )?(?:garantie|warranty|guarantee|experience|permis|conduite|bonus|"
    r"driving|licen[cs]e|carnet|de carne|conduciendo|patente|guida|fuhrerschein|fahrpraxis|old|"
    r"assurance|sans (?:accident|sinistre))\b"
)
_LENGTH_BEFORE = re.compile(
    r"\b(?:permis|licen[cs]e|licence|conduis|conducteur|conductrice|driving|carnet|carne|conduzco|"
    r"patente|guido|fuhrerschein|fahre|fahrer|garanti\w*|warranty|رخصة|اقود)\b[^.!?;,]{0,20}$"
)
# "My mother is 84 years": an age.
_AGE_BEFORE = re.compile(r"\b(?:a|ai|as|ont|tiene|tengo|ha|ho|hat|bin|ist|is|am|i'?m|j'ai) $")
_YEARS_LONG = re.compile(r"(?:ans?|years?|anos?|anni|jahre?)$")

_BUDGET = re.compile(
    spelled(
        r"(?<!\w){limit} (?:a |de |les |is |of )?{amount}({currency})?(?!\w)"
        r"|(?:entre|between|tra|zwischen) [\d .]+{currency}? (?:et|and|y|e|und) {amount}"
        r"|(?<!\w){amount}{currency} ?(?:max\w*|tout au plus|grand max|hochstens|at most)",
        limit=any_of(r"""
            moins de | moins d | au maximum | maxi?m?u?m? | pas plus de | jusqu'? ?a | sous les
            budget(?: max\w*)?(?: de| d environ| :| est de)? | ne depass\w+ pas | sans depasser
            inferieur\w* a | en dessous de | plafond de | dans les | autour de | environ | under
            below | less than | up to | no more than | budget (?:of|is) | at most | around
            menos de | hasta | presupuesto(?: de)? | maximo(?: de)? | meno di | fino a | massimo
            sotto (?:i|gli|le) | al massimo | entro (?:i|gli) | ميزانيت\w* | بحدود | لا يتجاوز
            unter | bis(?: zu)? | maximal | hochstens | weniger als | budget von | اقل من | حتى
        """),
        amount=r"(\d{1,3}(?:[ .]\d{3})+|\d{2,6})(?:[.,]\d\d?)?",
        currency=r"(?: ?(?:€|euros?|eur|e|يورو)(?!\w))",
    )
)
_MONEY_SAID = re.compile(r"budget|€|euro|\beur\b|max|presupuesto|cher|price|prix")


def aligned(text: str) -> str:
    """`text` in lower case without accents, letter for letter: the same places, the same length."""
    text = unicodedata.normalize("NFC", text).lower()
    if text.isascii():
        return text
    return "".join(c if c.isascii() else _one_letter(c) for c in text)


def _one_letter(character: str) -> str:
    return bare(character)[:1] or " "


def date(text: str, *, general: bool = False) -> str | None:
    """The first date as it is written in `text`; in a `general` question only a certain one."""
    typed = unicodedata.normalize("NFC", text)
    letters = aligned(text).replace("’", "'")
    if len(letters) != len(typed):
        typed = letters
    for found in _DATE.finditer(letters):
        vague = found["length"] or found["weekday"]
        if vague and (general or (found["length"] and not _says_when(letters, found))):
            continue
        return typed[found.start() : found.end()]
    return None


def _says_when(letters: str, length: re.Match[str]) -> bool:
    """Whether a length of time says since when, and is no warranty, licence or age."""
    before, after = letters[: length.start()], letters[length.end() :]
    is_age = _AGE_BEFORE.search(before) and _YEARS_LONG.search(length[0])
    return not (is_age or _LENGTH_OF.search(after) or _LENGTH_BEFORE.search(before))


def budget(folded: str) -> int | None:
    """The most the customer wants to pay, in euros."""
    found = _BUDGET.search(folded)
    if not found or not (found[2] or found[4] or _MONEY_SAID.search(folded)):
        return None
    amount = next(group for group in (found[1], found[3], found[4]) if group)
    return int(re.sub(r"[ .]", "", amount))


_CONTRACT = re.compile(
    r"(?<!\w)(?:contrat|police|policy|contract|poliza|polizza|contratto|contrato|vertrag\w*|"
    r"versicherungsnummer|policennummer|عقد|العقد|بوليصة)(?:\s(?:\w+\s)?)?[\s:#n°o.-]{0,12}"
    r"(?:numero\s|number\s|nummer\s)?((?=[a-z/-]{0,8}\d)[a-z]{0,6}[-/]?\d[\da-z/-]{3,18}\d)(?!\w)"
)
_PLATE = re.compile(r"(?<![\w-])([a-z]{2})[ -]?(\d{3})[ -]?([a-z]{2})(?![\w-])")
_OLD_PLATE = re.compile(r"(?<![\w-])(\d{2,4}) ?([a-z]{2,3}) ?(\d{2}|2[ab])(?![\w-])")
_NO_PLATE_LETTERS = re.compile(r"^(?:ans?|jan|fev|mai|eur|cv|ch|km|mm|cm|le|de|du|et|en|la|or)$")

_LICENCE = (
    r"(?:permi[st]?|experience|conduite|conduis|licen[cs]e|licence|driving|driver|drive|experiencia|"
    r"carne|carnet|conduciendo|conduzco|patente|esperienza|guido|guida|fuhrerschein|fahrpraxis|"
    r"fahrerfahrung|fahre|erfahrung|رخصة|خبرة|سياقة|قيادة|اقود)"
)
_YEARS = r"(?:ans|an|annees?|years?|yrs?|anos?|anni|anno|jahren?|jahr|سنوات|سنين|سنة|عام|اعوام)"
_COUNTED = {
    word: number
    for number, words in enumerate(
        lines("""
            zero
            un one uno ein eins
            deux two dos due zwei
            trois three tres tre drei
            quatre four cuatro quattro vier
            cinq five cinco cinque funf
            six seis sei sechs
            sept seven siete sette sieben
            huit eight ocho otto acht
            neuf nine nueve nove neun
            dix ten diez dieci zehn
            onze eleven once undici elf
            douze twelve doce dodici zwolf
            treize
            quatorze
            quinze fifteen quince quindici funfzehn
            seize
            dix-sept
            dix-huit
            dix-neuf
            vingt twenty veinte venti zwanzig
        """)
    )
    for word in words.split()
}
_COUNT = rf"(\d{{1,2}}|{'|'.join(sorted(_COUNTED, key=len, reverse=True))})"
_EXPERIENCE = re.compile(
    rf"(?<!\w){_COUNT} ?{_YEARS} (?:\w+ ){{0,3}}?{_LICENCE}"
    rf"|{_LICENCE}\b[^.!?;0-9]{{0,30}}?(?<!\w){_COUNT} ?{_YEARS}(?!\w)(?! d.?assurance)"
)


def contract_number(folded: str) -> str | None:
    """The contract's number, in capitals, where a contract is spoken of."""
    found = _CONTRACT.search(folded)
    return found[1].upper() if found else None


def plate(folded: str) -> str | None:
    """A French number plate, `AB-123-CD`, or `1234 AB 75` of the older kind."""
    found = _PLATE.search(folded)
    if found:
        return "-".join(found.groups()).upper()
    old = _OLD_PLATE.search(folded)
    if old and not _NO_PLATE_LETTERS.match(old[2]):
        return " ".join(old.groups()).upper()
    return None


def years_of_driving(words: str) -> int | None:
    """For how many years they have held a licence."""
    found = _EXPERIENCE.search(words)
    if not found:
        return None
    said = found[1] or found[2]
    return int(said) if said.isdigit() else _COUNTED[said]


class Vehicles:
    """Finds the car a text names, as it is written there."""

    _SHORTEST_ALONE = 4
    # Everyday words that are models too: they need their make beside them.
    _EVERYDAY = frozenset(
        tokens("""
            espace punto
            one sport spring master expert ami space dawn rapid rio up note leaf soul seal born fox
            adam karl alto spark dolphin explorer ranger focus delta bravo stilo galaxy partner
            colt zip insight accord scala outback combo transit ka e ct is xf xe tt hs zs
        """)
    )

    def __init__(self, makes: Mapping[str, Sequence[str]]) -> None:
        beside, alone, behind = [], set(), set()
        for make, models in makes.items():
            names = "|".join(map(_loosely, sorted(models, key=len, reverse=True)))
            beside.append(rf"{_loosely(make)}(?:[\s-]+(?:{names}))?")
            for model in models:
                everyday = model in self._EVERYDAY or len(model) < self._SHORTEST_ALONE
                if model.replace(" ", "").isdigit() or (everyday and not model.isalpha()):
                    behind.add(model)
                elif not everyday:
                    alone.add(model)
        self._named = re.compile(
            rf"(?<!\w)(?:{'|'.join(beside)}|{_longest_first(alone)}"
            rf"|(?<=\s)(?:(?<=une\s)|(?<=ma\s)|(?<=la\s)|(?<=my\s)|(?<=a\s)|(?<=mi\s)|(?<=mia\s)"
            rf"|(?<=un\s)|(?<=una\s)|(?<=meine\s)|(?<=meinen\s)|(?<=einen\s))"
            rf"{_longest_first(behind)})"
            # A generation: "clio 4", unless something is counted.
            r"(?:\s(?:[1-8]|i{1,3}|iv|v)(?!\w|[.,]\d|\s(?:ans?|portes?|places|cv|ch|years?|mois)))?"
            r"(?!\w)"
        )

    def first(self, text: str) -> str | None:
        """The first car named in `text`, letter for letter."""
        typed = unicodedata.normalize("NFC", text)
        letters = aligned(text)
        if len(letters) != len(typed):
            typed = letters
        found = self._named.search(letters)
        return typed[found.start() : found.end()] if found else None


def _loosely(name: str) -> str:
    return r"[\s-]?".join(map(re.escape, name.split()))


def _longest_first(names: Collection[str]) -> str:
    return "(?:" + "|".join(map(_loosely, sorted(names, key=lambda n: (-len(n), n)))) + ")"


class Names:
    """Finds which of several values a text names, the first one named winning.

    Long words also answer to one letter forgotten, doubled or swapped with its neighbour.
    """

    _SHORTEST_GUESS, _LONGEST_GUESS = 6, 16

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self._ranks = {value: rank for rank, value in enumerate(values)}
        self._exact = {
            tuple(bare(name).split()): value for value, names in values.items() for name in names
        }
        self._longest = max(map(len, self._exact), default=0)
        words = {name[0]: v for name, v in self._exact.items() if len(name) == 1}
        long_words = {w: v for w, v in words.items() if len(w) >= self._SHORTEST_GUESS}
        self._known = frozenset(word for name in self._exact for word in name)
        self._one_less = {less: v for word, v in long_words.items() for less in _one_less(word)}
        self._guessed = long_words

    def first(self, words: Sequence[str]) -> str | None:
        """The value named first in `words`, the longest name winning, or None."""
        return next(self.every(words), None)

    def foremost(self, words: Sequence[str]) -> str | None:
        """Of the values named in `words` the one that was given first when this was made."""
        return min(self.every(words), key=self._ranks.__getitem__, default=None)

    def every(self, words: Sequence[str]) -> Iterator[str]:
        """The values named in `words`, in their order, as often as each is named."""
        i = 0
        while i < len(words):
            length = self._named_at(words, i)
            if length:
                named = self._exact.get(tuple(words[i : i + length])) or self._guess(words[i])
                if named:
                    yield named
            i += length or 1

    def marked(self, words: str, mark: str) -> str:
        """`words` with each thing named in it replaced by `mark`."""
        found = list(WORD.finditer(words))
        spoken = [match[0] for match in found]
        pieces, at, i = [], 0, 0
        while i < len(found):
            length = self._named_at(spoken, i)
            if length:
                pieces += [words[at : found[i].start()], mark]
                at = found[i + length - 1].end()
            i += length or 1
        return "".join([*pieces, words[at:]])

    def _named_at(self, words: Sequence[str], i: int) -> int:
        for length in range(min(self._longest, len(words) - i), 0, -1):
            if tuple(words[i : i + length]) in self._exact:
                return length
        return 1 if self._guess(words[i]) else 0

    def _guess(self, word: str) -> str | None:
        if (
            not self._SHORTEST_GUESS - 1 <= len(word) <= self._LONGEST_GUESS
            or word in self._known
            or is_common(word)
        ):
            return None
        if word in self._one_less:
            return self._one_less[word]
        tried = [*_one_less(word), *(_swapped(word))]
        return next((self._guessed[t] for t in tried if t in self._guessed), None)


def _one_less(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(1, len(word))]


def _swapped(word: str) -> list[str]:
    return [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1)]
