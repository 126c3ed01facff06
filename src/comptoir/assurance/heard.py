"""What a message of a conversation may say, as patterns over its plain words in six languages.

A pattern hears; what follows from it is `dialogue`'s to decide.
"""

import re

INJURED = re.compile(
    r"\b(?:blesse\w*|blessure\w*|hospital\w*|ambulance|samu|pompiers|mal (?:au|a la|aux)|saigne\w*"
    r"|injur\w+|hurts?|hurting|whiplash|bleeding|herid\w+|ferit\w+|verletzt\w*|inconsci\w*|mort|decede\w*|unconscious"
    r"|passed out|(?:not|stopped) breathing|respire (?:plus|pas)|ne repond (?:plus|pas)|evanoui\w*"
    r"|svenut\w*|muert[oa]s?|mort[oia]|bewusstlos\w*|ohnmachtig|dead|died|killed)\b"
    r"|جريح|جرحى|مصاب|فاقد الوعي|ينزف"
)
HELPLESS = re.compile(
    r"\b(?:inconsci\w*|unconscious|bleeding|saigne|(?:not|stopped) breathing|respire (?:plus|pas)"
    r"|evanoui\w*|svenut\w*|bewusstlos\w*|ohnmachtig)\b|فاقد الوعي|ينزف"
)
SUPPOSING = re.compile(
    r"\b(?:si|en cas|suis[- ]je|serais[- ]je|couvert\w*|garanti\w*|rembours\w*|if|covered|cover)\b"
)
NOBODY_HURT = re.compile(
    r"\b(?:pas|aucune?|sans|ni|no|not|nobody|none|personne n est|personne de|keine?|nessun\w*|sin"
    r"|niemand|nicht|keiner|nadie)"
    r"\W+(?:\w+\W+){0,2}?(?:blesse\w*|injur\w+|hurt|herid\w+|ferit\w+|verletzt\w*)"
    r"|\bunverletzt\b|لا جرحى|لم يصب"
)
HAPPENED = re.compile(
    r"\b(?:percut\w*|heurt\w*|arrach\w*|enfonc\w*|defonc\w*|tape\w* (?:dans|contre)"
    r"|rentre\w* d\w+|frein\w*|gliss\w*|recul\w*|cogn\w*|accroch\w*|vole\w*"
    r"|casse\w*|fissur\w*|grele\w*|ray\w+|brule\w*|emport\w*|derap\w*|perdu le controle|feu rouge"
    r"|stop|rond[ -]point|hit|crash\w* into|rear[ -]ended|stolen|broke\w*|skid\w*|sanglier"
    r"|chevreuil"
    r"|arbre|poteau|embouti\w*|vandalis\w*|robad\w+|robaron|tamponat\w*|rubat\w*|aufgefahren"
    r"|caillou\w*|pierre|gravillons?|projection|impact|stone|piedra|sasso|stein|ampel"
    r"|gestohlen|inond\w*|doubl\w*|tourn\w+|portiere|parking)\b"
)
PLACE = re.compile(
    r"\b(?:a|à|au|aux|sur|dans|devant|pres de|rue|avenue|boulevard|place|parking|autoroute"
    r"|route|at"
    r"|on|in|en|in der|auf)\s+((?:l'|la |le |les |the |un |une )?[\w'’-]+(?:[ -][\w'’-]+){0,5})",
    re.IGNORECASE,
)
ROAD = re.compile(
    r"\b((?:rue|avenue|av|boulevard|bd|place|parking|autoroute|route|rond-point|chemin|quai)\b"
    r"[^.,;!?\n]{0,60}|[AND]\d{1,4}\b)",
    re.IGNORECASE,
)
WITHDRAWS = re.compile(
    r"\bje (?:renonce|souhaite renoncer|veux renoncer|me retracte)\b|exerce mon droit de (?:renon"
    r"|retract)|\bi withdraw from\b|renonciation a mon contrat"
)
OTHER_THINGS = re.compile(
    r"\b(?:moto|scooter|habitation|appartement|maison|logement|mutuelle|sante|chien|home|health"
    r"|motorbike|hogar|casa|wohnung|studio|appart|villa|duplex|apartment|flat|house|vivienda|piso"
    r"|appartamento|haus|hausrat|(?:un|mon|notre|le|petit|grand|a|my) [tf][1-6](?: bis)?)\b"
)
INSURES = re.compile(
    r"\b(?:assur(?:er|ez|e|es|ance|ances)|devis|insur(?:e|es|ance|ing)|asegur(?:ar|a|an|ais|o)"
    r"|seguro|assicur(?:are|a|ate|azione)|versicher(?:n|ung|t))\b"
)
CALLS_OFF = re.compile(
    r"^\W*(?:non )?(?:stop|plus tard|later|rien)\b|\b(?:ne fai\w+ rien|rien faire|annul\w*|anul\w*"
    r"|laisse\w* tomber|oublie[zr]? (?:ca|tout|cela)|on (?:oublie|laisse)(?=\W*$| ?[,.;!])"
    r"|abandonn\w*|j arrete"
    r"|arrete[rz]? (?:tout|la|ca)|on verra|pas maintenant|pas la peine|non merci"
    r"|(?:on|se) s arrange\w*|a l amiable entre nous|entre nous finalement"
    r"|(?:veux|vais|souhaite|prefere) (?:plus|pas|ne pas|ne plus) (?:le |la |rien )?declar\w+"
    r"|(?:ne )?declare\w* rien|(?:rather|would) not (?:file|report|declare)"
    r"|(?:do not|don t) (?:file|report)\b|forget it|never ?mind|cancel\w*"
    r"|(?:do not|don t) do (?:it|anything)|not now|maybe later|(?:faccia|fare) niente"
    r"|lasc\w+ (?:stare|perdere)|no haga\w* nada|dejel[oa]|(?:machen|tun) sie nichts"
    r"|nichts (?:machen|tun)|abbrechen|lassen sie (?:es|das))\b|لا تفعل|الغاء|توقف"
)
NOTHING_CAME = re.compile(
    r"\b(?:rien (?:recu|eu|vu)|pas (?:encore )?(?:recu|eu)|recu aucun|toujours rien|ne recois"
    r"|not (?:received|got|arriv\w*)|have(?: not|n t) (?:received|got)|did(?: not|n t) (?:get"
    r"|receive"
    r"|arrive)|nothing (?:came|arrived)|no (?:he recibido|me llega)|non (?:ho ricevuto|arriva)"
    r"|nichts (?:bekommen|erhalten|da)|nicht (?:bekommen|erhalten))\b|لم (?:يصل|استلم|اتلق)"
)
RECALL = re.compile(
    r"\b(?:recapitul\w*|resume[rz]?|recap|summar\w+|riassum\w+|zusammenfass\w*|resum\w+)\b"
    r"|\b(?:que|qu) (?:avez vous|as tu|vous avez) (?:retenu|compris|note)"
    r"|(?:vous av(?:ez|iez)|tu a(?:s|vais))"
    r" (?:retenu|compris|note) (?:quel|quoi|combien)|ce que (?:vous avez"
    r"|tu as)"
    r" (?:retenu|compris|note)|what (?:have you|did you|do you) (?:noted?|understood"
    r"|understand|have"
    r"|got)|\bquel\w*\b.{0,40}\bdeja\b|\b(?:c est quoi|quel\w* est) mon\b"
    r"|\bque (?:has|ha) (?:anotado|entendido)|\bcosa (?:hai|ha) (?:annotato|capito)"
    r"|\bwas haben sie (?:notiert|verstanden)|ماذا (?:سجلت|فهمت)|\bagain\b.{0,20}\bmy\b"
    r"|\bmy\b.{0,20}\bagain$"
)
EXPLAIN = re.compile(
    r"\b(?:ca change quoi|(?:couvre|comprend|inclut|contient) quoi"
    r"|c est quoi|qu est ce|a quoi (?:ca )?sert|pourquoi"
    r"|comment (?:ca )?(?:marche"
    r"|fonctionne|se calcule)|ca (?:veut dire|signifie|marche)|what s|what (?:is|does|are)|why"
    r"|how does"
    r"|que es|que significa|por que|cos e|che cosa|cosa (?:significa|vuol)|perche|was (?:ist"
    r"|bedeutet)"
    r"|warum|wie funktioniert)\b|ما (?:هو|هي|معنى)|لماذا|كيف"
)
A_PRICE = re.compile(
    r"\b(?:(?:un|le|quel|juste un|a|the|just a|un nouveau|un autre|another|new) (?:devis|prix"
    r"|tarif"
    r"|price|quote|quotation)|combien|how much|cuanto|quanto|wie ?viel|presupuesto|preventivo"
    r"|angebot)\b|عرض سعر|(?<!\w)كم(?!\w)"
)
KEPT_ONES = re.compile(
    r"\b(?:mes|dernier\w*|ancien\w*|enregistre\w*|precedent\w*|deja|hier|revoir|retrouver|my|saved"
    r"|last|previous|mis|miei|meine?)\b"
)
OF_A_CLAIM = re.compile(
    r"\b(?:vol|vole\w*|accident\w*|sinistre|declar\w+|constat|claim|theft|crash|siniestro|robo"
    r"|incidente|sinistro|furto|schaden|unfall)\b|حادث|سرقة"
)
DOCUMENTS = re.compile(
    r"\b(?:attestation|releve d ?informations?|carte verte|memo|certificate|proof of insurance"
    r"|certificado|certificato|attestato|bescheinigung|bestatigung)\b"
)
WANTS_IT = re.compile(
    r"\b(?:veux|voudrais|besoin|faut|telecharg\w+|envo\w+|recevoir|avoir|obtenir|send|download"
    r"|need"
    r"|want|get|quiero|necesito|voglio|vorrei|mochte|brauche)\b"
)
BYE = re.compile(
    r"\W*(?!.*[?؟])(?:(?:\w+\W+){0,12}?(?:au revoir|goodbye|arrivederci|adios|auf wiedersehen)"
    r"|ciao|tchao|tchuss|bye|a plus|a\+)\W*"
)
BARE_YEARS = re.compile(
    r"\W*(?:depuis |for |about |environ )?(\d{1,2}) ?(?:ans?|years?|anos?|anni|jahren?"
    r"|سنوات|سنة)\W*"
)
MINE = re.compile(r"\b(?:mes|mon|ma|my|mis|mi|mio|miei|meine?n?)\b")
NOT_THIS = re.compile(
    r"\b(?:pas|not|no|non|nicht|kein\w*)\s+(?:le |la |l'|a |à |au |en |on |in |el |il |am )?[\w'-]+"
    r"\s*(?:,|mais|but|ma|sondern|sino)\s*",
    re.IGNORECASE,
)
"""What a correction says it was not: "pas mardi, lundi"."""
NO_ADDRESS = re.compile(r"\S*(?:@|[\w]-[\w]|\w\.\w)\S*")
"""One word that was meant as an address."""
GIVES_UP = re.compile(
    r"\b(?:tant pis|mejor no|meglio (?:di )?no|lieber nicht|plutot pas|finalement non|rather not"
    r"|sous la main|pas (?:de|d|mon|mes) (?:mail|e mail|adresse|code)|laisse tomber"
    r"|plus tard|never ?mind|do(?: not|n t) have (?:it|my|an?)|da igual|lasci (?:stare|perdere)"
    r"|egal|habe (?:ich )?nicht)\b"
)
CORRECTS = re.compile(
    r"\W*(?:(?:ah|euh|non|no|nein|en fait|pardon|plutot|enfin|oups|make (?:that|it)|actually|sorry"
    r"|i mean|perdon|mejor|scusi|anzi|entschuldigung|doch)\W+)+(?:a |de |c est )?\d+(?:[.,]\d+)?"
    r"(?: ?(?:ans?|years?|anos|anni|jahre))?\W*"
)
"""A figure in place of the one before it: "make that 30"."""
OWN_AGE = re.compile(r"(?:i m|i am|im) \d")
TIME_AFTER = re.compile(
    r"\s*\b(?:hier|avant-hier|ce matin|ce soir|cette nuit|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi"
    r"|dimanche|la semaine|le \d|yesterday|last|this|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"\b.*$",
    re.IGNORECASE,
)
"""When it happened, said after where."""
OTHER_GENERATION = re.compile(
    r"\W*(?:(?:non|nn|no|nein|pardon|plutot|enfin|en fait|oups|euh|c est|actually|sorry|i mean"
    r"|perdon|scusi|anzi)\W+)*"
    r"(?:la|le|une|un|the|el|il|die|der)\W+(\d|[iv]{1,4})\b"
    r"(?:\W+(?:non|pardon|plutot|en fait|desole|sorry|perdon|scusi|anzi|merci|plait|s|il|te|vous))*"
    r"\W*"
)
"""Of the car that was named, another one: "the 4, sorry"."""
_UNDERSTOOD = (
    r"(?:ok|okay|d accord|daccord|tres bien|entendu|compris|merci|vale|va bene|alright|in ordnung)"
)
NO_ANSWER = re.compile(
    rf"\W*(?:{_UNDERSTOOD}\W+)*(?:{_UNDERSTOOD}|(?:je|j|on|i|we|ich)\W+(?:y )?(?:vais|file|pars"
    r"|rappelle|reviens|am going|m going|will|ll|gehe|rufe)\b.*|(?:voy|vado)\b.*)\W*"
)
"""What is no place, time or story: that they understood, or what they are about to do."""
DECLARED = re.compile(
    r"\b(?:(?:le|la|l|vous|it|that|this|lo|es|das) (?:le |la |l )?(?:declar|signal|preven|avert"
    r"|notif|report|file"
    r"|denunci|comunic|meld)\w*|(?:declar|denunci)\w+(?:lo|rlo))"
)
"""A question about what is being told: "how long to report it?"."""
FOLLOWS_UP = re.compile(
    r"\W*(?:et (?:si|quand|pour|l|le|la|les|mon|ma|mes|ce qu)|and (?:if|when|for|the|my|what)|what if|y (?:si|cuando|el|la|mi)"
    r"|e (?:se|quando|il|la|i)|und (?:wenn|falls|das|die|der|mein))\b"
)
THANKS = re.compile(r"\b(?:merci\w*|mrc|thanks?|thx|gracias|grazie|danke\w*)\b|شكرا")
TO_INSURE = re.compile(
    r"\b(?:assurer|insure|asegurar|assicurare|versichern)\b|تامين (?:ال)?سيار|تامين عل[يى]"
)
OWN_AGE = re.compile(r"\b(?:j ai|g|j e|age[es]?|i m|i am|tengo|ho|ich bin)\b|عمري")
"""What makes a figure an age, whatever was asked."""
ASKS_UNTIL_WHEN = re.compile(
    r"\b(?:cuant\w+|combien|delai|how (?:long|many)|quant\w+|wie \w+)\b[^.!?;]{0,40}"
    r"(?<!je )(?<!je me )\b(?:desist|retract|renonc|withdraw|reced|recess|widerruf|arrepent)\w*"
)
"""Who asks how long one may withdraw has not withdrawn."""
HOW_LONG = re.compile(
    r"\b(?:combien de (?:temps|jours)|(?:quel )?delai|jusqu a quand|how (?:long|many days))\b"
)
DOES_NOT_KNOW = re.compile(
    r"\b(?:(?:sais|sait|connais|connait|souviens|rappelle) (?:pas|plus)|aucune idee|no idea"
    r"|(?:do not|don t|can t|cannot) (?:know|remember)"
    r"|non (?:(?:me )?lo )?(?:ricordo|so)"
    r"|no (?:lo )?se\b|no me acuerdo|ni idea|weiss (?:es |ich )?(?:das )?nicht|keine ahnung)\b"
    r"|لا (?:اعرف|اذكر|ادري)"
)
UNINSURED = re.compile(
    r"(?=.*\b(?:sans|plus d|pas d|without|no|sin|senza|ohne|keine) "
    r"(?:assurance|insurance|seguro|assicurazione|versicherung)\b)"
    r"(?=.*\b(?:roul\w+|condui\w+|driv\w+|conduc\w+|guid\w+|fahren?)\b).*"
)
"""Whether one may drive a car that nobody insures."""

WISHES = {
    "demander_devis": re.compile(
        r"\b(?:devis|un tarif|(?:a|me a|get a|the) (?:quote|quotation|price)|presupuesto|preventivo"
        r"|angebot)\b|عرض سعر"
    ),
    "declarer_sinistre": re.compile(
        r"\bdeclar\w+ (?:un|mon|l|le|cet|ce|une) (?:petit |autre )?"
        r"(?:accident|sinistre|vol|accro\w+|bris\w*)|\b(?:report|file|declare) (?:an?|my|the) (?:accident|claim|theft|crash)"
        r"|\bj ai eu (?:un|1) (?:accident|accro\w+|sinistre)|\bon m a (?:vole|embouti|percut\w+)"
        r"|\bi (?:had|ve had|have had) an? (?:accident|crash)"
        r"|\b(?:declarar|dar) (?:un|el|mi) (?:parte|siniestro|accidente|robo)"
        r"|\bhe tenido un accidente"
        r"|\bdenunciare (?:un|il|l) ?(?:incidente|sinistro|furto)|\bho avuto un incidente"
        r"|\b(?:einen|den|meinen) (?:unfall|schaden) (?:melden|gehabt)"
    ),
    "voir_contrats": re.compile(
        r"\b(?:voir|consulter|revoir|montre\w*|acceder a|affiche\w*)(?: moi)? (?:mes|mon) contrats?"
        r"|\b(?:see|show|view)(?: me)? my (?:contracts?|polic\w+)|\bver mis? contratos?"
        r"|\bvedere (?:i miei|il mio) contratt[io]|\bmeine? vertrage?\b.{0,20}\b(?:sehen|zeigen)"
        r"|\b(?:mon|une?|l|d|my|an?) ?(?:attestation|carte verte|releve d ?informations?"
        r"|certificate)\b"
    ),
}
"""What is plainly asked for, by the intent that serves it."""
BESIDE = {
    "fr": re.compile(r"[.!?;]+\s+|,?\s+(?:et|puis|sinon|ainsi que|plus)\s+", re.IGNORECASE),
    "en": re.compile(r"[.!?;]+\s+|,?\s+(?:and|also|plus)\s+", re.IGNORECASE),
    "es": re.compile(r"[.!?;]+\s+|,?\s+(?:y|además)\s+", re.IGNORECASE),
    "it": re.compile(r"[.!?;]+\s+|,?\s+(?:e|poi|inoltre)\s+", re.IGNORECASE),
    "de": re.compile(r"[.!?;]+\s+|,?\s+(?:und|außerdem)\s+", re.IGNORECASE),
    "ar": re.compile(r"[.!?؟;]+\s+|\s+و(?:أيضا)?\s*"),
}
"""Between two requests of one message, by language."""
WANTS_TO_KNOW = re.compile(
    r"(?:(?:je )?(?:veux|voudrais|aimerais|souhaite) |(?:aussi|egalement|also|surtout) |pour )*"
    r"(?:savoir|connaitre|dites moi|dis moi|expliquez moi|know|tell me|saber|sapere|wissen) "
)
"""Before a question that is asked in passing."""
