"""Which of the six languages a message is written in.

Function words decide, weighed down when several languages share them; spellings that only one
language has help with the rest. A message that could be in several ("ok", "no", an order
number) is left undecided, and the caller falls back on what it was told.
"""

import re
import unicodedata
from functools import lru_cache

from comptoir.brain import LANGUAGES, Language
from comptoir.brain.words import MAX_CHARS, fold, tokens

# Folded function words and the commonest words of a customer's letter, texting included.
_COMMON: dict[Language, str] = {
    "fr": """
        je j tu il elle on nous vous ils elles me m te t se s le la l les un une des du de d au aux
        ce c cet cette ces ca cela mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
        que qu qui quoi dont ou et mais donc car ni si ne n pas plus jamais rien personne aucun
        aucune tout toute tous toutes tres trop bien mal encore deja toujours aussi alors ainsi
        comme comment pourquoi quand combien quel quelle quels quelles est sont suis es etes sommes
        etait ete etre ai as a avons avez ont avait avoir fait faire fais peut peux pouvez pouvoir
        puis veux veut voulez voudrais voudrait souhaite souhaiterais aimerais dois doit faut va
        vais allez avec sans pour par sur sous dans en chez vers entre depuis pendant avant apres
        contre y oui non ouais merci bonjour bonsoir salut coucou revoir svp stp voila voici
        desole aujourd hui hier demain semaine jour jours mois an ans annee fois commande livraison
        livre livres recu recue recois achete acheter acheté ticket dossier conseiller parler
        quelqu quelque chose probleme casse cassee manque retard client magasin facture garantie
        rembourser remboursement accord confirme correct parfait journee soiree bonne bon cherche
        nouveau nouvelle devis sinistre contrat assurance voiture accident meuble attends attend
        donne passez moi toi lui eux ceci celui celle lors sinon svp monsieur madame avis prix cher
        c'est jai cest nai lai jsuis chui nn jattend jattends kan kand ke ki koi pk cmt pr ds vs tjs
        tjrs tjr bcp mtn bjr slt dsl pb ya kelkun jveux jve veu depui moi savoir jaimerais quil
        combien coute coûte numero adresse changer annuler annulez combien photos mauvaise mauvais
        toujours dos petit petite grand grande rouge noir blanc gris dessus dessous couleur ouvre
        ferme marche fonctionne tombe tombee abime abimee dechire raye rayee envoyez envoye rien
        arrive arriver livrer livree delai compris voulu comprends pourriez serait serai avoir
        """,
    "en": """
        i you he she it we they me him her us them my your his its our their the a an this that
        these those and or but so if because of to in on at by for from with without about into
        over under after before since until while as is are am was were be been being do does did
        done don doesn didn isn aren wasn won can could cannot would should will shall may might
        must have has had having ve ll re not no yes yeah yep nope what which who whom whose where
        when why how all any some every each both none nothing something someone anyone nobody
        everything more most less very too just still already again also only even than then there
        here now today yesterday tomorrow week month year day days weeks months years thanks thank
        please hello hi hey bye goodbye sorry good great right correct sure wrong broken missing
        damaged order delivery delivered received bought buy want wanted need needed like get got
        give gave tell talk speak person human real agent help problem issue money back refund
        return returned warranty customer service call phone number email address change cancel
        yours mine send sent see take took make made came come arrived go going ahead new old same
        different one two first last pls plz thx u ur im ive dont doesnt didnt isnt cant wont
        i'm don't can't black white chair table bed sofa couch drawer works working work open close
        my colour color size price cost much many long pay card shipping ship stock quote claim car
        insurance policy never always out off up down left
        """,
    "es": """
        yo tu el ella usted nosotros ustedes ellos ellas me te se lo la le les los las un una unos
        unas de del al y o pero porque que si no ni en con sin por para sobre entre desde hasta
        segun este esta esto ese esa eso estos estas mi mis su sus nuestro nuestra es son soy eres
        somos era fue ser esta estan estoy estar hay he ha han hemos habia tengo tiene tienen tener
        hace hacer hago quiero quiere quisiera queria puedo puede pueden poder podria necesito debo
        donde cuando como cual cuales cuanto cuanta cuantos quien muy mas menos tambien ya aun
        todavia nunca siempre nada algo alguien nadie todo toda todos todas otro otra bien mal
        gracias hola adios buenos buenas dias tardes noches favor claro vale correcto acuerdo pedido
        entrega entregado recibido recibi comprado compre llegado llego roto rota falta faltan
        problema cambiar cancelar devolver devolucion garantia hablar persona asesor llamar cliente
        tienda factura pagar precio dinero semana mes ano dia hoy ayer manana nuevo nueva vez ahora
        estado envio direccion numero mi le nos os sofa silla mesa cama armario cajon seguro coche
        confirmo cierto perfecto exacto funciona gusta ayuda ayudar vosotros sois soi q xq tb
        """,
    "it": """
        ecco difetto
        io tu lui lei noi voi loro mi ti si ci vi lo la li le gli un uno una il i l dei degli delle
        del dello della di da in con su per tra fra al allo alla ai agli alle dal dalla nel nella
        nei sul sulla che chi cui e ed o ma se non anche ancora gia mai sempre piu meno molto poco
        troppo tutto tutta tutti tutte niente nulla qualcosa qualcuno nessuno questo questa questi
        queste quello quella quel mio mia miei mie tuo suo sua nostro vostro vostra vostri e sono
        sei siamo siete era stato stata essere ho hai ha abbiamo avete hanno avere faccio fa fare
        fatto voglio vuole vorrei volevo posso puo potete potrei devo bisogno dove quando come
        quale quali quanto quanta perche chi bene male grazie ciao buongiorno buonasera arrivederci
        prego favore scusi certo esatto corretto giusto accordo ordine consegna consegnato ricevuto
        comprato acquistato arrivato rotto rotta manca mancano problema cambiare annullare
        restituire reso garanzia parlare persona operatore chiamare cliente negozio fattura pagare
        prezzo soldi settimana mese anno giorno oggi ieri domani nuovo nuova volta adesso ora
        stato spedizione indirizzo numero divano sedia tavolo letto armadio cassetto auto
        assicurazione confermo perfetto funziona aiuto d nn xke cmq va bene riesco sta
        """,
    "de": """
        ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm ihnen mein meine meinen meinem
        meiner dein deine sein seine unser unsere euer eure ihre ihren der die das den dem des ein
        eine einen einem einer eines kein keine keinen und oder aber denn weil wenn dass ob als wie
        wo wann warum was wer wen welche welcher welches nicht nichts nie immer noch schon auch nur
        sehr zu mehr viel alles alle etwas jemand niemand ist sind bin bist war waren sein habe hab
        hat haben hatte hatten werden wird wurde worden kann konnen konnte will mochte wurde soll
        sollte muss darf mit ohne fur von vom bei beim nach aus auf an am im in ins um uber unter
        vor seit bis durch gegen zum zur ja nein doch bitte danke dankeschon hallo guten tag morgen
        abend tschuss wiedersehen richtig falsch genau stimmt bestellung lieferung geliefert
        erhalten bekommen gekauft angekommen kaputt gebrochen beschadigt fehlt fehlen problem
        andern stornieren zuruckgeben ruckgabe garantie sprechen mitarbeiter mensch anrufen kunde
        kundendienst laden rechnung bezahlen zahlen preis geld woche wochen monat monate jahr jahre
        heute gestern neu neue neuen mal jetzt status versand adresse nummer stuhl tisch bett
        schrank schublade versicherung auto bestatige einverstanden funktioniert hilfe gibt gerne
        gern ihnen ihr leider dieser diese dieses dies habt ok nen ne hier da dann
        """,
    "ar": "",
}

# Words that two languages share by chance and that mean little alone.
_NEUTRAL = set(
    fold("ok okay sofa no si a i o e y u d l table ticket email mail service sav cmd").split()
)

# Letter groups that are frequent in one language and rare in the five others.
_SPELLINGS: dict[Language, str] = {
    "fr": r"eau|eux\b|oux\b|ez\b|oi[rtsxe]|ais\b|ait\b|aient\b|elle\b|ette\b|ique\b|ement\b|"
    r"\bqu|ille|ouv|eur\b|age\b|euse\b|ier\b|iere\b|ance\b",
    "en": r"th|wh|ing\b|ght|sh[^t]|ck\b|oo|ly\b|ed\b|ew\b|ow\b|ould|ee|ness\b|ful\b|ay\b",
    "es": r"cion\b|ado\b|ados\b|ada\b|adas\b|ido\b|ando\b|iendo\b|ue[rlnv]|idad\b|mente\b|"
    r"ll[aeo]|illo\b|illa\b|ero\b|eza\b|aron\b|ieron\b|amos\b|emos\b|\bhue|\bcua",
    "it": r"zione\b|gli|cch|zz|tto\b|tta\b|tti\b|ato\b|ata\b|ati\b|uto\b|uta\b|sci|ggi|ghe|ghi|"
    r"chi|che\b|mente\b|are\b|ere\b|ire\b|iamo\b|ino\b|olo\b|ello\b|ella\b|ssi",
    "de": r"sch|ich|ung\b|ungen\b|keit\b|heit\b|cht|tz|pf|eit|eib|ein|ie[rlnb]|en\b|ge\w+t\b|"
    r"ck|kt\b|tt?er\b|uss|lich|stell|\bver|\bzu",
    "ar": r"(?!)",
}
_SPELLED = {language: re.compile(pattern) for language, pattern in _SPELLINGS.items()}

# Written letters that folding removes; counted on the text as typed.
_LETTERS: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"[êçœûîôëï]|[éèà]\b|\bà\b|\wé\w"),
    "es": re.compile(r"[ñ¿¡]|[íóáú]\w|[áí]\b"),
    "it": re.compile(r"[òì]|[ùà]\b|\bè\b"),
    "de": re.compile(r"[äöüß]"),
}
_ARABIC = re.compile(r"[\u0621-\u064a]+")
_IDENTIFIERS = re.compile(r"(?<!\S)\S*[\d@]\S*")

# Shared words that one language uses far more, or that stand alone in one only.
_LEANING: dict[str, dict[Language, float]] = {
    "non": {"fr": 1.0, "it": 0.6},
    "le": {"fr": 0.6, "it": 0.2, "es": 0.2},
    "des": {"fr": 0.7, "de": 0.3},
    "est": {"fr": 1.0},
    "allo": {"fr": 0.9, "it": 0.2},
    "me": {"fr": 0.2, "en": 0.2, "es": 0.2},
}

_ENOUGH = 0.85
_AHEAD = 0.3
_STAYS = 0.5


def _weights() -> dict[str, dict[Language, float]]:
    known: dict[str, set[Language]] = {}
    for language, words in _COMMON.items():
        for word in words.split():
            known.setdefault(fold(word), set()).add(language)
    shared = {
        word: {language: 1 / len(languages) ** 2 for language in languages}
        for word, languages in known.items()
        if word not in _NEUTRAL
    }
    return shared | _LEANING


_WEIGHTS = _weights()


def detect(text: str, now: str | None = None) -> Language | None:
    """The language of `text`, or None when it is too short or too ambiguous to tell.

    `now` is that of the conversation, which another one has to outdo.
    """
    typed = unicodedata.normalize("NFC", text[:MAX_CHARS]).lower()
    folded = _IDENTIFIERS.sub(" ", fold(text))
    words = tokens(folded)
    arabic = sum(map(len, _ARABIC.findall(folded)))
    if arabic >= 2 and arabic * 2 >= sum(map(len, words)):
        return "ar"
    scores = dict.fromkeys(LANGUAGES, 0.0)
    for word in words:
        known = _WEIGHTS.get(word)
        if known:
            for language, weight in known.items():
                scores[language] += weight
        elif word not in _NEUTRAL and len(word) > 3:
            for language in _spelled_like(word):
                scores[language] += 0.3
    for language, letters in _LETTERS.items():
        scores[language] += min(0.5 * len(letters.findall(typed)), 1.5)
    if now in scores:
        scores[now] += _STAYS
    return _clear_winner(scores)


@lru_cache(maxsize=8192)
def _spelled_like(word: str) -> tuple[Language, ...]:
    """The languages that a word has letter groups of; texts are made of the same words again."""
    return tuple(language for language, spelled in _SPELLED.items() if spelled.search(word))


def is_common(word: str) -> bool:
    """Whether a folded word is an everyday word of one of the languages."""
    return word in _WEIGHTS


def _clear_winner(scores: dict[Language, float]) -> Language | None:
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    best, second = scores[ranked[0]], scores[ranked[1]]
    # A long message is allowed more foreign words, but the same share of them.
    if best >= _ENOUGH and best - second >= max(_AHEAD, 0.1 * best):
        return ranked[0]
    return None
