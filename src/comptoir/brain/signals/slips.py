"""Key words as people mistype them: by ear, or with one slip of the thumb.

Only the few words that a signal hangs on are looked for, and only behind words that mean nothing
else here. Two spellings that sound alike are the same word; from six letters on, so are two that
differ by one letter dropped, doubled, swapped or replaced, the first letter excepted.
"""

import re

from comptoir.brain.languages import is_common
from comptoir.brain.signals import harm
from comptoir.brain.words import tokens

_KEYS = """
    basculer effondre ecroule decroche eclate renverse blessee ecrasee decharge chataigne
    etincelle fumee brulure allergique vomissements saigne partout transperce epaule hopital
    collapsed shattered exploded bleeding allergic daughter zusammengebrochen
    conseiller responsable humain personne telephone numero operateur directeur technicien
    joindre representative alguien operatore sprechen mitarbeiter
    bientot revoir journee merci confirme exactement parfait retracte retractation
"""
# Other words that sound like a key word or lie one letter from it.
_OTHERS = frozenset(
    tokens("""
    conseil conseils personnel personnels personnelle personal personen tombes techniques
    technique technician consulter consulte consultez consultes consultation console consoles
    consolez consolider rembourrer reverse reverser reversee renvoyer renvoyee confirmer
    confirmation retracter retractable retraite retraites telephones telefono telefonica revoyure
    operation operations operazione numerote numeros humaine humaines directrice epaules basculant
    decharger dechargement responsables responsabile joindre joints bleeding bedding blinding
    accroche accrocher accroches decroches etincelles etincelant exposer expose exposee parfaite
    parfaits parfois exacte personas person persons journees journal journaux mairie marche
    eclats eclat eclaire eclairer eclairage ecran ecrou ecrous ecraser blesser saignee allergie
    allergies eclatant parquet parents parent conseille conseilles conseillez conseillent
    conseillee conseillees hospital hospitals perso confirm confirms renverser telephoner
    telephonez
    """)
)
_SHORTEST_TO_HEAR, _SHORTEST_TO_MEND = 5, 6
_WORD = re.compile(r"(?<![\w@.])[a-z]{5,24}(?![\w@])")
_HEARD = re.compile(r"qu|ck|c(?![eih])|ph|eau|au|ai|ei|y|([a-z])\1")
_HEARD_AS = {"qu": "k", "ck": "k", "c": "k", "ph": "f", "eau": "o", "au": "o"}
_HEARD_AS |= {"ai": "e", "ei": "e", "y": "i"}
_SILENT = re.compile(r"(?<=\w{3})(?:ent|er|ez|ee?s?|s)$")


def mend(words: str) -> str:
    """Plain `words` with each mistyped key word put right; nothing else is touched."""
    return _WORD.sub(lambda found: _mended(found[0]), words)


def _sound(word: str) -> str:
    heard = _HEARD.sub(lambda found: _HEARD_AS.get(found[0], found[0][0]), word)
    return _SILENT.sub("", heard)


def _shortened(sound: str) -> list[tuple[str, int]]:
    return [(sound[:at] + sound[at + 1 :], at) for at in range(1, len(sound))]


_BY_SOUND = {_sound(key): key for key in reversed(_KEYS.split())}
_BY_SHORTENED = {
    shortened: (sound, at)
    for sound in _BY_SOUND
    if len(sound) >= _SHORTEST_TO_MEND
    for shortened, at in _shortened(sound)
}


def _mended(word: str) -> str:
    if word in _OTHERS or is_common(word) or harm.knows(word):
        return word
    sound = _sound(word)
    meant = _meant(sound) if len(sound) >= _SHORTEST_TO_HEAR else ""
    return _BY_SOUND.get(meant, word)


def _meant(sound: str) -> str:
    """The key sound that `sound` is or nearly is; empty for none."""
    if sound in _BY_SOUND:
        return sound
    if sound in _BY_SHORTENED:
        return _BY_SHORTENED[sound][0]
    for shortened, at in _shortened(sound):
        if len(shortened) >= _SHORTEST_TO_MEND and shortened in _BY_SOUND:
            return shortened
        near, missing = _BY_SHORTENED.get(shortened, ("", 0))
        if near and abs(missing - at) <= 1:
            return near
    return ""
