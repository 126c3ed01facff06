"""The language of a message, or none when it could be several."""

import pytest

from comptoir.brain.languages import detect

WRITTEN_IN = {
    "fr": """
oui
non
merci
bonjour
c'est ça
je confirme
mon canapé est cassé
jai pa recu ma comande
le tiroir coince
ou é mon canap
ui sa marche pa
la chaise est bancale
il manque deux planches
allez-y
d'accord
salut
pied cassé
non pas ca
ouais
parfait
annulez
au revoir
Table rayée
canap déchiré
prix du lit alba
ma tabl é rayé
ok merci
c bon
vous livrez en suisse
kan es ke je recoi mon meubl
facture svp
""",
    "en": """
yes
hello
thanks
my sofa broke
the drawer is stuck
when does my order arrive
yes please go ahead
no thanks
talk to a human
leg broken
bye
that's right
do you ship to spain
how much
wrong color
it smells bad
no, that's wrong
can i pay with my phone
""",
    "es": """
hola
gracias
sí, correcto
mi sofá está roto
donde esta mi pedido
el cajon no se abre
quiero hablar con una persona
no funciona
falta una pata
no gracias
buenos días
cuanto cuesta el envio
¿Tienen mesas negras?
quiero cancelar mi pedido
de acuerdo
la silla cojea
""",
    "it": """
ciao
grazie
buongiorno
il mio divano è rotto
dov'è il mio ordine
vorrei parlare con una persona
non funziona
manca una vite
va bene
il cassetto non si apre
sì, esatto
quanto costa la spedizione
non confermo
il tavolo traballa
ciao grazie
""",
    "de": """
ja
nein
danke
hallo
ja genau
mein Sofa ist kaputt
wo ist meine Bestellung
die Schublade klemmt
ich möchte mit einem Menschen sprechen
es fehlt eine Schraube
nein danke
stimmt
tschüss
Tisch zerkratzt
was kostet der Versand
guten Tag
falsche Farbe geliefert
""",
    "ar": """
نعم
لا
شكرا
أين طلبي
الأريكة مكسورة
أريد التحدث مع شخص
هل توصلون إلى المغرب؟
""",
}


@pytest.mark.parametrize(
    ("language", "message"),
    [
        (language, line)
        for language, block in WRITTEN_IN.items()
        for line in block.split("\n")[1:-1]
    ],
)
def test_a_message_is_known_by_its_words(language: str, message: str) -> None:
    assert detect(message) == language


@pytest.mark.parametrize(
    "message", ["ok", "no", "CMD-2025-30301", "30301", "123456", "👍", "?", "a@b.fr", "", "sofa"]
)
def test_what_could_be_several_languages_is_none(message: str) -> None:
    assert detect(message) is None


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("fr", "jatten mon canap depui 3 semaine é toujour rien"),
        ("fr", "slt ma tabl é arrivé tt cassé"),
        ("en", "my sofa is brokn and nobdy answers me"),
        ("es", "mi sofa esta roto y no me contestan"),
        ("it", "il divano e rotto e nessuno risponde"),
        ("de", "mein sofa ist kaput und keiner antwortet"),
    ],
)
def test_missing_accents_and_slips_do_not_hide_the_language(language: str, message: str) -> None:
    assert detect(message) == language


def test_a_foreign_word_does_not_change_the_language() -> None:
    assert detect("Bonjour, mon sofa est cassé, I am very angry mais bon") == "fr"
    assert detect("Hello, the canapé I bought from you is broken") == "en"
