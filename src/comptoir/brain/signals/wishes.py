"""What the customer wants of us that a rule depends on: a person, a withdrawal, sending photos."""

import re

from comptoir.brain.words import any_of, phrases

# Every way to name one of us, said as one word before anything is looked for.
_ARTICLE = any_of("""
    a | au | aux | avec | un | une | l | le | la | d | de | des | du | vos | votre | vrai | vraie | autre
    to | with | an | the | your | real | live | actual | another | con | una | el | algun | alguna | su
    verdadera | otra | otro | il | lo | vero | vera | altro | altra | un altro | un altra | vostro | mit
    einem | einer | einen | eine | ein | ihrem | ihren | echten | echter | richtigen | wirklichen | dem | der | den
""")
_PERSON = phrases(
    r"""
    conseill(?:er|ere|ers|e) | humains? | humaine | etre humain | contact humain | quelqu un | operat(?:eur|rice)s?
    interlocut(?:eur|rice)s? | teleconseill\w+ | responsables? | superieurs? | manager | direct(?:eur|rice)
    hotline | standard telephonique | collaborateurs? | technicien | vend(?:eur|euse)
    (?:une? |vraie?s? |autre ){1,2}(?:personnes?|agents?|correspondant|collegue|etre humain) | d une (?:vraie )?personne
    (?:vos |des |vrais )(?:agents|equipes) | personne (?:reelle|physique|humaine|en chair)
    (?:le |votre |du |au |vos )(?:sav|service (?:clients?|clientele|apres vente|commercial))
    humans? | human being | (?:a |an |real |live |actual |another |physical ){1,2}(?:person|agent|people|body|one|rep)
    someone | somebody | anyone | anybody | real people | representative | advis[oe]r | operator | supervisor
    customer (?:service|support|care) | (?:your |the )?support team | sales ?person | staff member
    (?:una )(?:persona|agente) | persona real | alguien | humano | asesora? | operadora? | encargad[oa] | empleado
    servicio al cliente | atencion al cliente | (?:una? )(?:persona|agente|umano) | qualcuno | operatore | operatrice
    consulente | addetto | responsabile | servizio clienti | assistenza clienti | essere umano
    menschen | mensch | jemand(?:em|en)? | mitarbeiter(?:in|n)? | berater(?:in|n)? | kunden(?:dienst|service|berater)
    echten? person | (?:einer|eine) (?:\w+ )?person | vorgesetzten? | sachbearbeiter | ansprechpartner
    """
)
_NAMED = re.compile(rf"(?<!\w)(?:{_ARTICLE} ){{0,4}}?(?:{_PERSON.pattern})")

_WANT = any_of("""
    veux | vx | ve | voudrais | voudrait | voulons | veut | souhaite | souhaiterais | souhaitons | desire
    desirerais | aimerais | aimerait | aimerions | prefere | prefererais | exige | demande | reclame | besoin
    faut | faudrait | puis je | peux | pourrais | pourrait | possible | pouvez vous | pourriez vous
    y a t il | est ce qu on peut | want | wanna | would like | d like | need | prefer | demand | require
    can i | could i | may i | let me | is there | quiero | quisiera | queria | deseo | necesito | prefiero
    exijo | puedo | podria | me gustaria | hay | voglio | vorrei | volevo | desidero | preferisco | posso
    potrei | ho bisogno | c e | will | mochte | wurde gerne? | brauche | verlange | hatte gerne? | kann ich
    konnte ich | gibt es
""")
_TALK = any_of("""
    parler | discuter | echanger | dialoguer | joindre | contacter | appeler | avoir | communiquer
    voir | m entretenir | m adresser | etre mise? en (?:relation|contact) | (?:r?entrer|etre) en contact
    etre (?:transferee?|redirigee?) | talk | speak | chat | reach | contact | call | get | have | get in touch
    be (?:connected|transferred) | get through | hablar | contactar | comunicarme | llamar | que me atienda
    parlare | contattare | chiamare | avere | essere contattat[oa] | sprechen | reden | erreichen
    kontaktieren | verbunden werden
""")
_LATER = (
    r"(?!\s(?:le (?!plus|matin|soir|\d|lundi|mardi|mercredi|jeudi|vendredi|samedi)|la (?!semaine)|les|l|mon|ma|"
    r"mes|votre|vos|quel\w*|comment|ce qu\w*|que|qui|pourquoi|combien|si|par (?:mail|email|courriel))\b)"
)
_ASK = phrases(
    rf"""
    # I want (to talk to) a person.
    {{want}} (?:vraiment |absolument |juste |seulement |de |d |que |just |really |to |only |s il vous plait |svp ){{0,2}}#person
    {{want}} (?:(?!pas |not |nicht |no |non |que |qui )\w+ ){{0,3}}?(?:parle|{{talk}}) (?:directement |de vive voix |directly )?#person
    {{talk}} (?:directement |de vive voix |directly )?#person
    parlez #person
    #person (?:sprechen|reden)
    # Put me through.
    (?:passe[zr]?|donne[zr]?|mettez|mets|mettre|transfere[zr]?|bascule[zr]|redirige[zr]?|oriente[zr]?|connecte[zr]?|appele[zr]?|envoye[zr]?) (?:moi|nous|me) (?:\w+ ){{0,3}}?#person
    (?:mise?|mettre|mettez (?:moi|nous)|mets moi) en (?:relation|contact)
    (?:connect|transfer|put|pass|get|hand|give) (?:me|us) (?:\w+ ){{0,3}}?#person | put me through | escalate (?:this|my)
    (?:paseme|pasame|comuniqueme|ponganme|pongame|transfierame|conecteme) (?:\w+ ){{0,2}}?#person
    (?:mi passi|mi passa|passatemi|passami|mi metta|mettetemi|mi trasferisca) (?:\w+ ){{0,3}}?#person
    verbinden sie mich | verbinde mich | stellen sie mich durch | holen sie #person
    # Is anybody there?
    (?:y(?: a)?(?: t il)?|is there|hay|c e|ist da|ist hier) #person
    # Call me.
    (?:r?appele[zr]?|r?appelle|telephone[zr]?|contacte[zr]?) ?(?:moi|nous){_LATER}
    (?:qu on|que quelqu un|qu #person|que #person|que vous|que l on) (?:me |nous |m )(?:r?appell?(?:e|iez|ez)|contacte|contactiez|telephone)
    (?:pouvez vous|pourriez vous|peux tu|pourrais tu|vous pouvez|vous pourriez|#person (?:peut|pourrait|peut il)|on peut|peut on|merci de|veuillez|possible de) (?:svp |s il vous plait )?(?:me |nous |m )(?:r?appeler|telephoner|joindre|contacter){_LATER}
    {{want}} (?:etre |un |le |d un |d etre )?(?:rappelee?s?|rappel|rappel telephonique|rendez vous telephonique|recontactee?s?)(?! (?:de|du|des|que)\b)
    etre (?:rappelee?|recontactee?) | rappel telephonique | un rappel (?:svp|s il vous plait)
    (?:call|ring|phone) (?:me|us)(?: back)? | give me a call | have #person call | call ?back
    llam[ea]me | llamenme | me (?:puede|pueden|podria|podrian) llamar | (?:puede|podria)n? llamarme | que me llamen
    mi chiam(?:i|ate) | (?:ri)?chiama(?:te)?mi | mi richiami | mi (?:puo|potete|potrebbe|potreste) (?:ri)?chiamare
    essere (?:ri)?(?:chiamat|contattat)[oa]
    rufen sie (?:mich|uns|zuruck) | ruf mich | (?:konnen|konnten) sie mich (?:bitte )?(?:an|zuruck)rufen | ruckruf
    # A telephone number of ours.
    (?:votre|un|le|quel est le|quel) (?:numero(?: de (?:telephone|tel))?|tel|telephone) (?:#person|du (?:service|sav|magasin)|pour (?:vous|les|le|un|l|nous|joindre)|de (?:votre|vos|l assistance)|ou vous|svp|s il vous plait|client)
    votre (?:numero de )?(?:telephone|tel) | vous (?:appeler|joindre par|telephoner|avoir au telephone) | appeler (?:votre|le) service
    your (?:phone|telephone) number | (?:phone|telephone) number (?:to|for) | number (?:i can|to) call
    call you | reach you by phone | (?:speak|talk) on the phone
    numero de telefono (?:para|de atencion|#person) | su numero de telefono | vostro numero di telefono
    numero di telefono (?:per|del servizio|#person) | ihre telefonnummer | telefonnummer (?:fur|vom|des|#person)
    # No robot.
    (?:pas|plus|marre|sans|stop) (?:\w+ ){{0,4}}?(?:robots?|bots?|chatbots?|machine|ia|automate) .. #person
    (?:not|no) (?:a |more )?(?:robots?|bots?|chatbots?|machines?) .. #person
    # Arabic.
    (?:اريد|ارغب|اود|ابغي|بدي|احتاج|يمكن|يمكنني|ممكن|عايز) (?:\S+ ){{0,4}}?(?:شخص|موظف|انسان|مستشار|ممثل|خدمة العملاء|مسوول|احد|بشري)
    (?:التحدث|التكلم|اتحدث|اتكلم|اكلم) (?:مع|الي|الى) (?:\S+ )?(?:شخص|موظف|انسان|مستشار|ممثل|خدمة|مسوول|احد)
    حولني | حولوني | وصلني | اتصلوا بي | اتصل بي | كلموني | اتصلو بي | الاتصال بي
    """,
    want=_WANT,
    talk=_TALK,
)
_BARE = re.compile(
    r"^(?:(?:bonjour|bonsoir|hello|hi|salut|svp|s il vous plait|please|por favor|hola|bitte|oui|non|vite|stop)"
    r"[\s,!.]*){0,2}(?:#person|personne humaine|vraie? personne|agent|representante|representative)"
    r"(?:\s(?:humaine?|reel|reelle|en ligne|au telephone|vite|maintenant|tout de suite|stp|svp|disponible|"
    r"s il vous plait|s il te plait|please|now|por favor|per favore|bitte|merci|de suite))*[\s.!]*$"
)

# Said just before, in the same clause, these turn the wish around.
_UNWANTED = re.compile(
    r"\b(?:ne|n|don ?t|do not|doesn ?t|no|non|nicht|kein|keinen|keine)\s(?:\w+\s){0,2}?"
    r"(?:veux|ve|voudrais|souhaite|desire|tiens|cherche|faut|ai|want|need|wish|have|quiero|necesito|deseo|"
    r"voglio|desidero|ho|mehr|mit)\b(?:\s(?:pas|plus|jamais|aucune?ment))?(?:\s\w+){0,3}\s*$"
    r"|\b(?:veux|ve|souhaite|voudrais|tiens)\s(?:vraiment |surtout )?(?:pas|plus)\b(?:\s\w+){0,2}\s*$"
    r"|\b(?:pas (?:besoin|envie|la peine|necessaire|utile|question)|inutile|sans|plutot que|au lieu|evitez|eviter|"
    r"no need|without|instead of|rather than|sin (?:necesidad|tener)|no hace falta|senza|non serve|"
    r"ohne|anstatt|statt|لا اريد|لا ارغب|بدون|deja|already|ya he|gia|schon|hier j ai|j ai (?:deja )?(?:pu|du|essaye de))"
    r"(?:\s\S+){0,3}\s*$|\b(?:ne|n|do not|don ?t|no|non|لا)\s*$"
)
_NOT_AFTER = re.compile(r"^(?:\s\w+){0,1}\s(?:pas|plus)\b")
_CLAUSE = re.compile(
    r"[.,;:!?]|\b(?:mais|but|pero|aber|ma|sondern|لكن|je veux|i want|quiero|voglio|ich will|اريد)\b"
)

_PICTURE = r"(?:photos?|fotos?|pictures?|pics?|images?|cliches?|videos?|foto|fotografi[ae]s?|bilder?|bild|immagini)"
_HAS_PHOTOS = re.compile(
    rf"\b(?:envoie|envoye|envoyer|envoies|envoi|envoyees?|transmets|transmis|joins|joint|jointes?|mets|mis|ajoute|ajoutees?|"
    rf"poste|fournis|partage|telecharge|televerse|depose|voici|voila|pris|prends|fait|ai (?:des|les|une|plusieurs|\d+)|"
    rf"ci joint|ci jointe?s?|piece jointe|sending|send|sent|attached|attach|attaching|uploaded|uploading|upload|here are|"
    rf"here is|took|taken|have (?:some|the|a|\d+)|envio|enviado|enviare|envie|mando|adjunto|adjunta|adjuntas|aqui (?:estan|tiene|van|esta)|"
    rf"subido|tengo|he hecho|invio|inviato|invio|allego|allegat[oe]|ecco|mandato|caricato|ho fatto|schicke|sende|gesendet|"
    rf"geschickt|anbei|hochgeladen|hier sind|hier ist|angehangt|habe)\b(?:\s[^\s.?!]+){{0,4}}?\s{_PICTURE}\b"
    rf"|\b{_PICTURE}\b(?:\s[^\s.?!]+){{0,3}}?\s(?:ci jointes?|jointes?|en piece jointe|en pj|envoyees?|attached|below|adjuntas?|"
    rf"allegat[ae]|in allegato|anbei|im anhang|suivent|arrivent|to follow|on the way|gesendet|geschickt)\b"
    r"|(?:ارسلت|سارسل|ارسل|اليكم|اليك|مرفق|هذه|ارفقت)\s(?:\S+\s){0,3}?(?:ال)?(?:صور|صوره|صورة)"
)
_NO_PHOTOS = re.compile(
    rf"\b(?:pas|aucune?|sans|ni|plus)\s(?:\w+\s){{0,4}}?{_PICTURE}\b"
    rf"|\b(?:no|not|don ?t|without|haven ?t|can ?t|cannot|didn ?t|couldn ?t|any)\s(?:\w+\s){{0,4}}?{_PICTURE}\b"
    rf"|\b(?:no|sin|ninguna|non|senza|nessuna|keine?|ohne)\s(?:\w+\s){{0,4}}?{_PICTURE}\b"
    rf"|\b{_PICTURE}\s(?:non|no|nein|nicht|pas)\b"
    r"|(?:ليس لدي|ليست لدي|لا يوجد|لا توجد|لا املك|ماعندي|ما عندي|بدون)\s(?:\S+\s){0,2}?(?:صور|صورة|صوره)"
)
_MISSING_PHOTOS_ELSEWHERE = re.compile(
    rf"\b(?:sur|comme (?:sur|dans|en)|on|like in|in|de|en|conforme a|correspond)\s(?:\w+\s){{0,2}}?{_PICTURE}\s(?:de votre|du|sur|"
    rf"of|on|de la|de l)\b|\bpas\s(?:\w+\s){{0,2}}?(?:comme|conforme|pareil|la meme|identique|correspond\w*)\b(?:\s\w+){{0,3}}?\s{_PICTURE}"
    rf"|\b(?:arrive|arrivons|reussis|parviens|peux|able|manage|puedo|riesco|kann)\s(?:\w+\s){{0,3}}?(?:envoyer|joindre|charger|telecharger|send|upload|enviar|"
    rf"inviare|hochladen|senden)\b"
)
_QUESTION = re.compile(
    r"\?|^(?:\W*(?:bonjour|hello|hi|hola|salut|bonsoir|ciao|hallo)\W+)?(?:comment|quel|quelle|quels|quelles|combien|pourquoi|ou |faut il|"
    r"dois je|est ce|puis je|peut on|peux je|how|what|which|where|do i|should i|can i|may i|could i|como|cual|cuanto|"
    r"cuanta|puedo|debo|come|quale|quanto|posso|devo|wie|was|welche|kann ich|muss ich|darf ich|كيف|هل|ما|كم)\b"
)

_WITHDRAWS = re.compile(
    r"\bje me (?:retracte|desiste)\b|\b(?:veux|voudrais|souhaite|souhaiterais|desire|aimerais|vais|tiens a|decide de|decide) (?:me retracter|"
    r"me desister|exercer mon droit)|\b(?:exerce|exercer|user de|utilise|utiliser|fais valoir|faire valoir|j use de|"
    r"fais usage de|use de) (?:de )?(?:mon|notre) (?:droit (?:de|a la) |delai de )?retractation\b"
    r"|\bje retracte (?:mon|ma)\b|\bje renonce a (?:mon|ma|cet|l|cette|la) ?(?:achat|commande|contrat)\b"
    r"|\b(?:je vous notifie|je notifie|par la presente|voici|je vous informe de|vous faire part de)(?:\s\w+){0,6}? ma (?:retractation|"
    r"decision de me retracter)\b|\bretractation de (?:mon|ma) (?:achat|commande|contrat)\b"
    r"|\bi (?:\w+\s){0,4}?(?:withdraw|withdrawing|rescind)(?: myself)? from\b|\bi (?:hereby )?(?:withdraw|rescind|revoke) "
    r"(?:my|the|from|this)\b|\b(?:want|like|wish|going|intend) to (?:withdraw|rescind)\b|\b(?:exercise|exercising|use|using|"
    r"invoke) my (?:right (?:of|to)|cooling off|withdrawal)\b"
    r"|\b(?:ejerzo|ejercer|ejercito|usar|hacer uso de) (?:de )?mi derecho (?:de|a) (?:desistimiento|retracto|desistir)\b|\b(?:desisto|"
    r"desistir) (?:de|del)\b|\bquiero desistir\b|\bme retracto\b"
    r"|\b(?:esercito|esercitare|avvalermi del|far valere) (?:il )?(?:mio )?(?:diritto di )?recesso\b|\brecedo (?:da|dal|dall)\b|"
    r"\b(?:voglio|vorrei|desidero|intendo) recedere\b"
    r"|\bich (?:widerrufe|trete (?:\w+\s){0,4}zuruck)\b|\bhiermit widerrufe\b|\bwiderrufe ich\b|\bmochte (?:\w+\s){0,6}(?:widerrufen|"
    r"zurucktreten)\b|\b(?:mache|machen|mochte) (?:\w+\s){0,3}widerrufsrecht(?:s)? gebrauch\b|\bwiderrufsrecht gebrauch\b|"
    r"\bwill (?:\w+\s){0,5}(?:widerrufen|zurucktreten)\b"
    r"|(?:اريد|ارغب في|اود|اقرر|قررت)\s(?:العدول عن|التراجع عن|الانسحاب من|ممارسه حق العدول|ممارسة حق العدول)|"
    r"(?:اتراجع عن|اعدل عن|انسحب من)\s(?:الشراء|العقد|شراء|الطلب)"
)
_NOT_WITHDRAWING = re.compile(
    r"\b(?:ne|n) (?:me |souhaite |veux |voudrais )*(?:retracte|desiste|souhaite|veux|voudrais|renonce)?\s?(?:pas|plus|jamais)\b|"
    r"\b(?:don ?t|do not|not|nicht|no|non) (?:\w+\s){0,3}(?:withdraw|rescind|widerrufen|zurucktreten|desisto|desistir|"
    r"retracto|recedere|recedo)\b|\bsi je (?:me retracte|renonce)|\bif i (?:withdraw|rescind)|\bne me retracte\b"
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


def wants_person(words: str) -> bool:
    """Whether a plain message asks for a human being, a call back or a number to call."""
    words = _NAMED.sub("#person", words)
    if _BARE.search(words):
        return True
    for found in _ASK.finditer(words):
        # A denial may stand inside what was found: what counts is before the person.
        person = found.end() - len("#person") if found[0].endswith("#person") else found.start()
        before = words[max(0, person - 60) : person]
        clause = _CLAUSE.split(before)[-1]
        if not _UNWANTED.search(clause) and not _NOT_AFTER.search(words[found.end() :][:20]):
            return True
    return False


def photos(words: str) -> bool | None:
    """True when they send or have photos, False when they have none, None when nothing is said."""
    if _QUESTION.search(words) or _MISSING_PHOTOS_ELSEWHERE.search(words):
        return None
    if _NO_PHOTOS.search(words):
        return False
    return True if _HAS_PHOTOS.search(words) else None


def withdraws(words: str) -> bool:
    """Whether a plain message declares a withdrawal, rather than asks about the right to."""
    return any(
        _WITHDRAWS.search(sentence)
        and not _QUESTION.search(sentence.strip())
        and not _NOT_WITHDRAWING.search(sentence)
        for sentence in _SENTENCE.findall(words)
    )
