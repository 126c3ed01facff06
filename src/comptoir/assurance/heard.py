"""What a message of a conversation may say, as patterns over its plain words in six languages.

A pattern hears; what follows from it is `dialogue`'s to decide.
"""

import re

INJURED = re.compile(
    r"\b(?:blesse\w*|blessure\w*|hospital\w*|hosto|hopital|ambulance\w*|samu|pompiers|urgences"
    r"|reanim\w*|mal (?:au|aux"
    r"|a la|a l|partout)|saign\w*|sang|fractur\w*|traumatis\w*|brulures?|jambe cassee|bras casse"
    r"|nez casse|cote cassee"
    r"|(?:jambe|bras|poignet|cheville|epaule|cote|nez|clavicule)s? (?:cassee?|fracturee?)"
    r"|bouge plus|coince\w*|incarcere\w*"
    r"|evanoui\w*|inconsci\w*|perdu connaissance|respire (?:plus|pas|mal)|ne (?:repond|respire"
    r"|bouge) (?:plus|pas)|mort"
    r"|morte|morts|decede\w*|tuee?|dans le coma|coup du lapin|minerve|sonnee?s?"
    r"|au sol|a terre|(?:cogne|tape|heurte)e? la tete|bloquee?s? (?:sous|dans)|sens? (?:pas|mal)"
    r"|(?:percut\w*|renvers\w*|heurt\w*|fauch\w*|tape|ecras\w*) (?:un|une|le|la|l) ?(?:pieton\w*"
    r"|cycliste|enfant|motard|dame"
    r"|monsieur|personne|gamin\w*|mamie|papi|ecolier)|hit (?:a|the) (?:pedestrian|cyclist|child|kid"
    r"|biker)|hit (?:his|her|my) head"
    r"|atropell\w+ a|investit[oa] un[ao]? (?:pedone|ciclista|bambin[oa]|persona)"
    r"|(?:fussganger|radfahrer|kind) (?:\w+ )?(?:angefahren|erfasst)|malaise|contractions|enceinte"
    r"|inanimee?|par terre"
    r"|allongee? (?:au|par|sur)"
    r"|injur\w+|hurts?|hurting|wounded|whiplash|bleed\w*|blood|broken (?:arm|leg|nose|rib|bone"
    r"|wrist|ankle)|fracture\w*"
    r"|faint\w*|collaps\w*|stuck under|pregnant|concuss\w*|unconscious|passed out|(?:not|stopped"
    r"|isn t|can t) (?:breath\w*|mov\w*"
    r"|respond\w*)|trapped|hospital"
    r"|paramedics?|dead|died|killed|in pain|(?:neck|back|head|chest) (?:hurts|pain)|sore neck"
    r"|herid\w+|sangr\w+|lesion\w*|ambulancia|hospital|inconsciente|desmay\w*|no respira"
    r"|no responde|atrapad\w+|muert[oa]s?"
    r"|le duele|me duele|duele el|hueso roto|pierna rota|brazo roto|grave(?:mente)? herid\w*"
    r"|ferit\w+|sanguin\w*|sangue|ambulanza|ospedale|incoscient\w*|svenut\w*|non (?:respira"
    r"|risponde|si muove)|incastrat\w*"
    r"|mort[oia]|fa male|rott[oa] (?:la gamba|il braccio)|gamba rotta|braccio rotto"
    r"|verletzt\w*|blut\w*|krankenwagen|rettungswagen|krankenhaus|bewusstlos\w*|ohnmachtig"
    r"|atmet nicht|reagiert nicht"
    r"|eingeklemmt|gebrochen|tot|gestorben|schmerzen|tut weh)\b"
    r"|جريح|جرحى|جرحي|مجروح|مصاب|اصيب|ينزف|تنزف|نزيف|دم |فاقد الوعي|اغمي|لا يتنفس|لا تتنفس|اسعاف"
    r"|مستشفى|مستشفي|مات|توفي|كسر في"
)
HELPLESS = re.compile(
    r"\b(?:inconsci\w*|unconscious|bleed\w*|saign\w*|sang partout|coince\w*|bloquee?s? sous"
    r"|inanimee?|faint\w*|trapped|(?:not"
    r"|stopped) breathing"
    r"|respire (?:plus|pas)|evanoui\w*|perdu connaissance|sangr\w+|no respira|desmay\w*|sanguin\w*"
    r"|svenut\w*"
    r"|non respira|blutet\w*|blutend\w*|bewusstlos\w*|ohnmachtig|atmet nicht|eingeklemmt)\b"
    r"|فاقد الوعي|ينزف|تنزف|نزيف"
)
SUPPOSING = re.compile(
    r"\b(?:si|en cas|suis[- ]je|serais[- ]je|couvert\w*|garanti\w*|rembours\w*|if|covered|cover)\b"
)
NOBODY_HURT = re.compile(
    r"\b(?:pas|aucune?|sans|ni|no|not|nobody|none|personne n est|personne de|keine?|nessun\w*|sin"
    r"|niemand|nicht|keiner|nadie)"
    r"\W+(?:\w+\W+){0,2}?(?:blesse\w*|injur\w+|hurt|herid\w+|ferit\w+|verletzt\w*)"
    r"|\b(?:personne n a rien|on n a rien|nous n avons rien|j ai rien|je n ai rien|rien eu"
    r"|nobody (?:was|is|got) (?:hurt|injured))\b"
    r"|\bunverletzt\b|لا (?:\w+ )?(?:جرح|مصاب)|لم يصب|(?:بدون|بلا|ما في|ليس هناك) (?:جرح|مصاب)"
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
    r"(?! (?:et|ma|mon|mes|je|j'|on|il|elle|qui|quand|alors|pour|a|avec)\b)"
    r"[^.,;!?\n]{0,60}?(?=\s(?:et|ma|mon|je|j'|on|il|elle|qui|quand|alors|parce|car)\b|[.,;!?\n]|$)"
    r"|[AND]\d{1,4}\b)",
    re.IGNORECASE,
)
WITHDRAWS = re.compile(
    r"\bje (?:renonce|souhaite renoncer|veux renoncer|me retracte)\b|exerce mon droit de (?:renon"
    r"|retract)|\bi withdraw from\b|renonciation a mon contrat"
)
OTHER_THINGS = re.compile(
    r"\b(?:motos?|scooters?|trottinettes?|velos?|quads?|mobylettes?|camping ?cars?|bateaux?"
    r"|habitations?"
    r"|appartements?|appart|maisons?|logements?|mutuelles?|mrh|sante|chiens?|chats?|animaux"
    r"|coloc\w*"
    r"|obseques|assurance vie|prevoyance|telephones?|smartphone|voyages?|home|health|dog|cat|pet"
    r"|bike"
    r"|scooter|motorcycle|boat|life insurance|travel insurance|moto\w*|bici\w*|perro|gato|cane"
    r"|gatto"
    r"|pets?|animals?|mascotas?|animali|haustiere?|fahrrader|hund|katze|motorrad|fahrrad|roller"
    r"|salud|salute|gesundheit|vida|handy"
    r"|motorbike|hogar|casa|wohnung|studio|appart|villa|duplex|apartment|flat|house|vivienda|piso"
    r"|appartamento|haus|hausrat|(?:un|mon|notre|le|petit|grand|a|my) [tf][1-6](?: bis)?)\b"
    r"|دراج|منزل|شقة|بيتي|صحي|كلب|قط"
)
INSURES = re.compile(
    r"\b(?:assur(?:er|ez|e|es|ance|ances|eriez|iez)|couvr(?:ez|es|ir)|devis|insur(?:e|es|ance|ing)"
    r"|asegur(?:ar|a|an|ais|o)"
    r"|seguro|assicur(?:are|a|ate|azione)|versicher(?:n|ung|t))\b"
    r"|تامين|تؤمن|تومن|نؤمن"
)
CALLS_OFF = re.compile(
    r"\b(?:on (?:ne )?declare (?:pas|plus|rien)|prefere (?:attendre|pas|ne pas)|change d avis|(?:s"
    r"|m|nous) arrang\w+"
    r"|(?:ne )?(?:veux|veut|voulons|souhaite) (?:pas|plus)(?=\W*$| (?:le|la|de|d|faire|continuer"
    r"|donner|que))|(?:n |l )?envo[iy]\w+ pas"
    r"|pas (?:l )?envoyer|(?:verrai|ferai|verra|fera) (?:ca |cela )?plus tard|(?:c est"
    r"|c etait) rien\b|don t (?:bother|send|want)"
    r"|do not (?:bother|send|want)|leave it|changed my mind|hold off|not any ?more|rather not"
    r"|no need"
    r"|(?:will|mochte) (?:doch )?(?:nichts?|nicht) (?:mehr )?(?:melden|senden)?|doch nicht"
    r"|lass(?:en sie)? (?:es|mal)|vergiss\w*"
    r"|vergessen sie|cambiato idea|non (?:voglio|denunci\w*|invi\w*|mandi\w*)|cambiado de (?:idea"
    r"|opinion)"
    r"|mejor no|meglio di no|lieber nicht|no lo declar\w+|non lo denunci\w*"
    r"|no (?:quiero|lo envi\w+|envi\w+|hace falta))\b|لا اريد|غيرت راي|لا ترسل"
    r"|^\W*(?:non )?(?:stop|plus tard|later|rien)\b|\b(?:ne fai\w+ rien|rien faire|annul\w*|anul\w*"
    r"|laisse\w* tomber|oublie[zr]? (?:ca|tout|cela)|on (?:oublie|laisse)(?=\W*$| ?[,.;!])"
    r"|abandonn\w*|j arrete"
    r"|arrete[rz]? (?:tout|la|ca)|on verra|pas maintenant|pas la peine|non merci"
    r"|(?:on|se) s arrange\w*|regeln (?:wir|das|es)|unter uns|entre nosotros|tra (?:di )?noi"
    r"|between (?:us|ourselves)|a l amiable entre nous|entre nous finalement"
    r"|(?:veux|vais|souhaite|prefere) (?:plus|pas|ne pas|ne plus) (?:le |la |rien )?declar\w+"
    r"|(?:ne )?declare\w* rien|(?:rather|would) not (?:file|report|declare)"
    r"|(?:do not|don t) (?:file|report)\b|forget it|never ?mind|cancel\w*"
    r"|(?:do not|don t) do (?:it|anything)|not now|maybe later|(?:faccia|fare) niente"
    r"|lasc\w+ (?:stare|perdere)|no haga\w* nada|dejel[oa]|(?:machen|tun) sie nichts"
    r"|nichts (?:machen|tun)|abbrechen|lassen sie (?:es|das))\b|لا تفعل|الغاء|توقف"
)
NOTHING_CAME = re.compile(
    r"\b(?:(?:recois|vois|ai) rien|rien (?:ne )?(?:vient|arrive)|arrive pas (?:le |mon )?(?:code"
    r"|mail)?|rien (?:recu|eu|vu)|pas (?:encore )?(?:recu|eu)|recu aucun|toujours rien|ne recois"
    r"|not (?:received|got|arriv\w*)|have(?: not|n t) (?:received|got)|did(?: not|n t) (?:get"
    r"|receive"
    r"|arrive)|nothing (?:came|arrived)|no (?:he recibido|me llega)|non (?:ho ricevuto|arriva)"
    r"|nichts (?:bekommen|erhalten|da)|nicht (?:bekommen|erhalten))\b|لم (?:يصل|استلم|اتلق)"
)
RECALL = re.compile(
    r"\b(?:recapitul\w*|resume[rz]?|recap|summar\w+|riassum\w+|zusammenfass\w*|resum\w+)\b"
    r"|\b(?:que|qu) (?:avez vous|as tu|vous avez) (?:retenu|compris|note)"
    r"|(?:je|j|on)(?: vous| t| te)? (?:ai|avais|avons)? ?(?:dit|donne|mis|indique) (?:quel\w*|quoi"
    r"|combien)"
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
ASKS_UNMARKED = re.compile(
    r"\bou (?:pas|non|quoi|bien)\W*$|\b(?:questions?|renseignements?|infos?|informations?) (?:sur"
    r"|a propos|concernant|about)\b"
    r"|\b(?:comment|pourquoi|quand est ce|est ce qu\w*|qu est ce"
    r"|c est (?:quoi|quand"
    r"|combien|qui|ou)|combien (?:de|d|j|ca|on|je|c|il|vous)|faut (?:il|t il|quoi|que je|que j|vous"
    r"|le|la|un|une|declarer"
    r"|prevenir|payer|faire)|(?:je|j|on) (?:fais|dois faire) (?:quoi|comment)|y a (?:t il|moyen)"
    r"|puis je|peut on|dois je"
    r"|ai je|suis je|serai je|c est (?:payant|compris|inclus|gratuit|obligatoire|possible|normal"
    r"|couvert|assure|rembourse)"
    r"|(?:je|j|on) (?:peux|peut|pourrai\w*) (?:quand|comment|avoir|encore|quand meme)|(?:ca"
    r"|cela) (?:va|marche|compte|change"
    r"|coute|couvre|prend|se passe|fait) (?:quoi|comment|combien|augmenter|changer|couter|me)"
    r"|savez vous|pouvez vous"
    r"|pourriez vous|avez vous|etes vous|quel(?:le|s|les)? (?:est|sont|age|formule|delai|papiers?"
    r"|difference|numero)"
    r"|(?:what|how|when|where|why|which|who) (?:is|are|do|does|did|can|should|would|will|long|much"
    r"|many|about|happens|if)"
    r"|(?:can|do|should|am|will|would|could|must|may) (?:i|you|we|it|they|my)|is (?:it|there|that"
    r"|my)|does (?:it|that|my)"
    r"|(?:como|cuando|cuanto|que|por que|donde) (?:se|puedo|hago|tengo|es|pasa|cuesta|hay|debo)"
    r"|(?:come|quando|quanto|cosa|dove"
    r"|perche) (?:si|posso|faccio|devo|e|succede|costa)|posso (?:avere|pagare|guidare|ancora)"
    r"|devo (?:pagare|avvisare|fare)"
    r"|(?:wie|wann|was|wo|warum|welche\w*) (?:kann|muss|ist|lange|viel|passiert|mache|soll|hoch"
    r"|kostet|sind)|(?:kann|muss|darf"
    r"|soll|bin|ist) (?:ich|man|das|es))\b|^(?:هل|كيف|متى|كم|لماذا|ماذا|ما)\s"
)
"""How questions go on, where nothing marks them and something else comes first."""
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
    r"|price|quote|quotation)|combien(?! d(?:e|u)? ?(?:temps|jours?|mois"
    r"|annees?|ans|semaines?|km|kilometres?|bornes?))|how much(?! time)|cuanto(?! tiempo)"
    r"|quanto(?! tempo)"
    r"|wie ?viel(?! (?:zeit|tage))|presupuesto|preventivo"
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
    r"\W*(?!.*[?؟])(?:\w+\W+){1,10}?(?:salut|bye|ciao|tchao|a plus|a bientot|a la prochaine|see you"
    r"|see ya|hasta luego"
    r"|a presto|tschuss|bis bald)\W*|\W*(?!.*[?؟])(?:(?:\w+\W+){0,12}?(?:au revoir|goodbye"
    r"|arrivederci|adios|auf wiedersehen)"
    r"|ciao|tchao|tchuss|bye|a plus|a\+)\W*"
)
BARE_YEARS = re.compile(
    r"\W*(?:depuis |for |about |environ )?(\d{1,2}) ?(?:ans?|years?|anos?|anni|jahren?"
    r"|سنوات|سنة)\W*"
)
MINE = re.compile(r"\b(?:mes|mon|ma|my|mis|mi|mio|miei|meine?n?)\b")
NOT_THIS = re.compile(
    r"\b(?:pas|not|no|non|nicht|kein\w*)\s+(?:le |la |l'|a |à |au |en |on |in |el |il |am )?[\w'-]+"
    r"\s*(?:[,:;]|mais|but|ma|sondern|sino)\s*",
    re.IGNORECASE,
)
"""What a correction says it was not: "pas mardi, lundi"."""
NO_ADDRESS = re.compile(r"\S*(?:@|[\w]-[\w]|\w\.\w)\S*")
"""One word that was meant as an address."""
GIVES_UP = re.compile(
    r"\b(?:(?:pas|sans) (?:de )?compte|no tengo (?:correo|e ?mail|cuenta)|non ho (?:la |una "
    r"|un )?(?:mail|email|e mail|account)"
    r"|habe keine (?:e ?mail|mail|adresse)|(?:veux|souhaite|prefere) pas|tant pis|mejor no"
    r"|meglio (?:di )?no|lieber nicht|plutot pas|finalement non|rather not"
    r"|sous la main|pas (?:de|d|mon|mes) (?:mail|e mail|adresse|code)|laisse tomber"
    r"|plus tard|never ?mind|do(?: not|n t) have (?:it|my|an?)|da igual|lasci (?:stare|perdere)"
    r"|egal|habe (?:ich )?nicht)\b"
)
TAKES_BACK = re.compile(
    r"\b(?:oups|enfin|mince|zut|oops|woops|ups|hoppla|ah|non|pardon|oubli\w*|trompe\w*|erreur"
    r"|en fait|plutot|finalement|javais dit|j avais dit"
    r"|c est pas|pas une|no|sorry"
    r"|actually|i meant?|mistake|wrong|perdon|equivoc\w*|en realidad|scusi|scusa|sbagliat\w*|anzi"
    r"|in realta|entschuldigung"
    r"|falsch|doch|eigentlich)\b|عفوا|اسف|خطا"
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
    r"\W*(?:et (?:si|quand|pour|l|le|la|les|mon|ma|mes|ce qu)"
    r"|and (?:if|when|for|the|my|what)|what if|y (?:si|cuando|el|la|mi)"
    r"|e (?:se|quando|il|la|i)|und (?:wenn|falls|das|die|der|mein))\b"
)
THANKS = re.compile(r"\b(?:merci\w*|mrc|thanks?|thx|gracias|grazie|danke\w*)\b|شكرا")
TO_INSURE = re.compile(
    r"\b(?:cherche|voudrais|veux|faut|besoin d) (?:une |l )?assurance|\blooking for (?:a |some "
    r"|car )*insurance"
    r"|\bbusco (?:un )?seguro|\bcerco (?:un |una )?assicurazione|\bsuche (?:eine )?versicherung"
    r"|\b(?:assurer|insure|asegurar|assicurare|versichern)\b|تامين (?:ال)?سيار|تامين عل[يى]"
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
        r"(?:accident|sinistre|vol|accro\w+|bris\w*)"
        r"|\b(?:report|file|declare) (?:an?|my|the) (?:accident|claim|theft|crash)"
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

ASKS = re.compile(
    r"(?:et |and |mais |but )?(?:comment|combien|quel(?:le|s|les)?|est ce|pourquoi|quand|que|qu"
    r"|c est quoi"
    r"|how|what|which|when|why|where|can|could|do|does|is|are|should|will"
    r"|cuant\w+|como|cual|quant[oiae]|quale|wie|wann|welche\w*)\b"
)
"""How questions begin, which people write without their mark."""

# ── Of a price that stands ────────────────────────────────────────────────────────────────

DEDUCTIBLE = re.compile(
    r"\b(?:franchi[sz]es?|deductible|excess|franquicia|franchigia|selbstbeteiligung|selbstbehalt)\b"
    r"|تحمل|خلوص"
)
DEDUCTIBLE_AMOUNT = re.compile(
    r"(?:franchi[sz]es?|deductible|excess|franquicia|franchigia|selbstbeteiligung|selbstbehalt"
    r"|تحمل|خلوص)\D{0,25}?(150|300|600)(?!\d)(?:\s*(?:€|euros?\b|eur\b|balles\b|يورو))?"
    r"|(?<!\d)(150|300|600)\s*(?:€|euros?\b|eur\b|balles\b|يورو)?\s*(?:de |d'|of |di |as )?"
    r"(?:la |the |my )?(?:franchi[sz]es?|deductible|excess|franquicia|franchigia"
    r"|selbstbeteiligung|selbstbehalt)",
    re.IGNORECASE,
)
HIGHER = re.compile(
    r"\b(?:plus (?:haut|elev|gross|grand|fort|import)\w*|augment\w+|mont\w+|max\w*|higher|highest"
    r"|raise|bigger|increase|mas alta|subir|sube|piu alta|alzare|alza|aument\w+|hoher\w*|hochst\w*"
    r"|erhoh\w+)\b|اعلى|رفع"
)
LOWER = re.compile(
    r"\b(?:plus (?:bas|petit|faib)\w*|baiss\w+|diminu\w+|redui\w+|mini\w*|moins (?:haut|elev)\w*"
    r"|lower|lowest|reduce|smaller|mas baja|bajar|baja|piu bassa|abbassare|ridurre|niedrig\w*"
    r"|senken|kleiner\w*)\b|اقل|خفض"
)
WITHOUT = re.compile(
    r"\b(?:sans|enleve\w*|retire\w*|supprim\w+|ote\w*|vire\w*|pas besoin|pas d|without|remove|drop"
    r"|don t need|sin|quit\w+|senza|togli\w*|ohne|entfern\w+|streich\w*)\b|بدون|احذف"
)
RETIRED = re.compile(
    r"\b(?:a la retraite|retraitee?s?|pensionnee?|au chomage|retired|jubilad[oa]|pensionat[oa]"
    r"|rentner(?:in)?|pensioniert|(?:travaille|bosse) (?:plus|pas)|en teletravail)\b|متقاعد"
)
TOO_DEAR = re.compile(
    r"\b(?:(?:trop|tres|super|hyper|vachement|si|aussi|un peu|bien|assez|plutot|carrement|tellement"
    r"|quand meme) (?:cher\w*|eleve\w*|salee?)|moins (?:cher\w*|eleve\w*)|c est cher|cher quand"
    r" meme|trop pour moi"
    r"|(?:baisser|diminuer|reduire|descendre|alleger) (?:le |la |mon |ma |ce |un peu (?:le |la )?)?"
    r"(?:prix|prime|tarif|facture|note|cout|montant|cotisation)|faire baisser|payer moins"
    r"|economis\w+"
    r"|ca (?:me )?pique|coute un bras|exorbitant|hors de prix|abuse|budget (?:serre|limite)"
    r"|(?:trop|too|so|very|pretty|quite) (?:expensive|dear|steep|pricey|much)|cheaper"
    r"|(?:lower|reduce|cut|bring down) (?:the |my |this )?(?:price|premium|cost|bill)"
    r"|bring (?:it|the price|that) down|save (?:some )?(?:money|on)|pay less|rip off"
    r"|(?:muy|demasiado|tan|mas) (?:car|barat)[oa]|pagar menos|abaratar|bajar el precio|ahorr\w+"
    r"|(?:troppo|cosi|molto|meno) car[oa]|costa (?:troppo|meno)|pagare (?:di )?meno|risparmi\w+"
    r"|abbassare il prezzo|economic[oa]"
    r"|(?:zu|so|sehr|ziemlich) teuer|gunstiger|billiger|weniger (?:zahlen|bezahlen)|sparen"
    r"|preis senken)\b|غالي|غالية|ارخص|ادفع اقل|تخفيض السعر"
)
ASKS_WHY = re.compile(
    r"\b(?:pourquoi|pk|pq|comment ca se fait|d ou vient|why|how come|por que|perche|come mai|warum"
    r"|wieso|weshalb)\b|لماذا|علاش|ليش"
)
OF_A_PRICE = re.compile(
    r"\b(?:prix|prime|tarif|cher|montant|price|premium|expensive|precio|prima|caro|prezzo|premio"
    r"|cara|preis|pramie|teuer|beitrag)\b|سعر|القسط|غالي"
)
DISCOUNT = re.compile(
    r"\b(?:remises?|rabais|ristournes?|promo\w*|code promo|geste commercial"
    r"|(?:un )?(?:petit )?geste"
    r"|negoci\w+|marchand\w+|(?:une|de|des) (?:petites? )?reductions?|discounts?|haggle|descuentos?"
    r"|(?:faites|fais|faire|pouvez|peux|pourriez)(?: vous| tu)? mieux|mieux (?:que|qu|place)"
    r"|align\w+"
    r"|battre|concurren\w+|beat|(?:price )?match|better (?:than|price|offer|deal)"
    r"|mejor\w* (?:el )?precio"
    r"|mejor que|meglio di|besser als|unterbiet\w+"
    r"|rebajas?|sconto|sconti|rabatt\w*|nachlass)\b|خصم|تخفيضات"
)
_PRICE_NOUN = (
    r"(?:prime|prix|tarif|price|premium|quote|devis|precio|prima|prezzo|premio|preis|pramie|cout"
    r"|montant|annual)"
)
ORDERS_A_PRICE = re.compile(
    rf"\b(?:met\w*|fixe\w*|appliqu\w+|chang\w+|baiss\w+|force\w*|ecris|ecrivez|affich\w+|donne\w*"
    r"|set|make|put|write|give|pon\w*|poner|metti\w*|imposta\w*|setz\w*|setze|mach\w*"
    r"|ignor\w*|oubli\w*|forget|admin\w*|systeme?|system|directeur|patron|developpeur|developer"
    rf"|desormais|maintenant|from now)\b(?:\W+\w+){{0,12}}?\W+{_PRICE_NOUN}\b(?:\W+\w+){{0,5}}?"
    r"\W+\d+(?:[.,]\d+)? ?(?:€|eur\w*|dollar\w*|centime\w*|cent\b|%)"
    r"|\b\d+ ?(?:%|pour ?cents?|percent)(?:\W+\w+){0,6}?\W+(?:pareil|idem|same|faites|aussi)\b"
    r"|\b(?:mets|mettez|met|set it|make it|pon|metti|mach)\b(?:\W+(?:moi|le|la|l|a|to|at|auf|un))*"
    r"\W+\d+ ?(?:€|eur\w*)(?! de)"
    rf"|\b(?:met\w*|fais|faites|appliqu\w+|set|make|give me)\b(?:\W+\w+){{0,4}}?\W+\d+ ?"
    r"(?:%|pour ?cent|percent)"
    rf"|\b{_PRICE_NOUN}\b(?:\W+\w+){{0,3}}?\W+(?:gratuit\w*|zero|nul|free|gratis|umsonst"
    rf"|kostenlos)\b"
)
"""A price that somebody would like us to say, whatever the tariff is."""
INCLUDED = re.compile(
    r"\b(?:compris\w*|inclus\w*|inclu|inclut|dedans|couvr\w+|couvert\w*|protege\w*|garanti\w*"
    r"|comporte|pris\w* en charge|included?|includes|covers?|covered|incluy\w+|incluid\w+|incluye"
    r"|cubr\w+|cubiert\w+|compres[oaie]|inclus[oaie]|includ\w+|copr\w+|copert\w+|enthalten"
    r"|inbegriffen"
    r"|gedeckt|abgedeckt|deckt|dabei|drin|mitversichert)\b|يشمل|مشمول|تشمل|تغطي|يغطي|مغطى"
)
GUARANTEES = {
    "vol": re.compile(r"\b(?:vols?|volee?|theft|stolen|robo|furto|diebstahl)\b|سرقة"),
    "incendie": re.compile(r"\b(?:incendies?|feu|fire|incendio|brand|feuer)\b|حريق"),
    "bris_glace": re.compile(
        r"\b(?:bris de (?:glaces?|vitres?)|pare ?brises?|vitres?|glass|windscreen|windshield|lunas?"
        r"|parabrisas|cristalli|vetri|parabrezza|glas\w*|windschutzscheibe|scheiben?)\b|زجاج"
    ),
    "dommages": re.compile(
        r"\b(?:dommages|(?:mes|nos) (?:propres )?degats|ma (?:propre )?(?:voiture|auto|caisse)"
        r"|own damage|my own car|danos propios|danni propri|eigenschaden|eigene schaden)\b"
    ),
    "assistance": re.compile(
        r"\b(?:assistances?|depann\w+|remorqu\w+|pannes?|breakdown|roadside|tow\w*|asistencia|grua"
        r"|averia|assistenza|soccorso|traino|pannenhilfe|pannen|abschlepp\w*)\b|عطل|سحب|مساعدة"
    ),
    "conducteur": re.compile(
        r"\b(?:conducteur|corporels?|mes blessures|driver (?:cover|injur\w+)|lesiones|infortuni"
        r"|fahrerschutz)\b"
    ),
    "protection_juridique": re.compile(
        r"\b(?:juridique|avocat|legal|juridica|giuridica|legale|rechtsschutz)\b"
    ),
    "cat_nat": re.compile(
        r"\b(?:catastrophes?|inondations?|floods?|natural disasters?|inundacion\w*|alluvion\w+"
        r"|uberschwemmung\w*|naturkatastroph\w+)\b|فيضان"
    ),
}
"""What people call each guarantee."""
FORMULA = re.compile(
    r"\b(?:tiers|tous? risques?|third party|comprehensive|fully comp\w*|a terceros|todo riesgo"
    r"|kasko|haftpflicht|teilkasko|vollkasko)\b|ضد الغير|شامل"
)
THIS_PRICE = re.compile(
    r"\b(?:quoi|ce (?:prix|devis|tarif)|dans (?:ca|le prix|le devis|la formule|cette formule)"
    r"|exactement|la dedans|ca (?:couvre|comprend|inclut)|qu est ce qui|what|this (?:price|quote)"
    r"|the (?:price|quote)|que (?:incluye|cubre)|este (?:precio|presupuesto)|cosa (?:copre"
    r"|comprende"
    r"|include|e compreso)|questo (?:prezzo|preventivo)|was (?:ist|deckt)|(?:diesem|im) (?:preis"
    r"|angebot))\b|ماذا|ما الذي|هذا السعر"
)
ADDS = re.compile(
    r"\b(?:ajout\w*|rajout\w*|avec|plus|sans|enleve\w*|retire\w*|add|with|without|remove|anad\w+"
    r"|agreg\w+|aggiung\w+|con|mit|ohne|hinzu\w*)\b"
)
ALL_FORMULAS = re.compile(
    r"\b(?:(?:les|des|toutes les|tes|vos|chaque|differentes|autres) (?:(?:3|trois|autres"
    r"|differentes)"
    r" )?(?:formules?|niveaux?|options?)\b.*|(?:all|each|every|other|different) (?:three "
    r"|3 )?(?:formulas?"
    r"|levels?|options|covers?|plans?)|(?:las|todas las|otras) (?:tres )?(?:modalidades|opciones"
    r"|formulas)|(?:le|tutte le|altre) (?:tre )?(?:formule|opzioni)|(?:alle|andere) (?:drei )?"
    r"(?:tarife|varianten|deckungen))\b|كل الصيغ"
)
BY_PERIOD = re.compile(
    r"\b(?:par mois|au mois|mensuel\w*|mensualite\w*|le mois|chaque mois|tous les mois|a month"
    r"|per month|monthly|al mes|por mes|mensual\w*|al mese|mensile|mensili|im monat|pro monat"
    r"|monatlich|par an|a l annee|annuel\w*|l annee|a year|per year|yearly|annually|al ano|por ano"
    r"|all anno|annuale|im jahr|pro jahr|jahrlich)\b|في الشهر|شهريا|في السنة|سنويا"
)
PAYS = re.compile(
    r"\b(?:pay\w+|regl\w+|prelev\w+|fractionn\w+|possible|instal?lments?|pag\w+|zahl\w+)\b|دفع"
)
BUDGET = re.compile(
    r"\b(?:budget|rentre\w*|tient|depass\w*|dans mes|max\w*|plafond|afford|within|presupuesto de"
    r"|me alcanza|rientra|passt)\b"
    r"(?:\W+\w+){0,8}?\W+\d+ ?(?:€|eur\w*|balles|boules|pounds|quid)"
)
COSTS = re.compile(
    r"\b(?:coute\w*|couter\w*|revient|costs?|cuesta|costaria|costa|costerebbe|kostet|kosten)\b|يكلف"
    r"|ثمن"
)
SUBSCRIBES = re.compile(
    r"\b(?:(?:ok|bon|et|alors) (?:et )?maintenant|(?:c est quoi |quelle est )?la suite"
    r"|what(?: s)? next|next steps?|y ahora|e adesso"
    r"|und jetzt|sou?scri[rstv]\w*|(?<!ai )(?<!as )(?<!avons )(?:sign(?:er|es|ons|ez)|je (?:le "
    r"|la )?signe)"
    r"|je (?:le |la |l )?(?:prends?|valide|veux celui|veux bien|garde)|ca me (?:va|convient|plait)"
    r"|(?:on|allez) (?:y va|part la dessus|fait (?:ca|comme ca))|je suis (?:partante?|interesse\w*)"
    r"|adher\w+|comment (?:on fait|ca se passe|je fais|faire) (?:ensuite|maintenant|apres|pour)"
    r"|sign (?:me )?up|(?:i ll|i will|let s) (?:take|go|do)|take it|buy (?:it|this|the)|take out"
    r"|get started|contrat\w+lo|contratar|lo (?:quiero|cojo|contrato)|me lo quedo|sottoscriv\w+"
    r"|acquist\w+|stipul\w+|lo prendo|mi va bene|abschliess\w+|(?:das )?nehme ich|ich nehme)\b"
    r"|اشترك|الاشتراك|اكتتب|موافق|اوقع"
)
SENDS = re.compile(
    r"\b(?:envo[iy]\w*|(?:par |un |mon |ma )(?:e )?mail|pdf|imprim\w+|telecharg\w+|sauvegard\w+"
    r"|enregistr\w+|ecrit|papier|recevoir|send|e ?mail (?:it|me)|download|print|save|enviar\w*"
    r"|envie\w*"
    r"|mandar\w*|mande\w*|guardar|inviar\w*|invi\w*|mandi|scaric\w+|salv\w+|schick\w+|senden"
    r"|zusenden"
    r"|herunterladen|speichern)\b|ارسل|ارسال|تحميل"
)
THINKS = re.compile(
    r"\b(?:reflechi\w*|je (?:vais )?(?:y )?(?:pense\w*|reviens|reviendrai|verrai|regarde\w*"
    r"|compare\w*)"
    r"|(?:vous|te) (?:redis|recontacte|tiens au courant)|on verra|plus tard|think (?:about|it)"
    r"|get back|sleep on it|shop around|pensar\w*|lo pienso|ci (?:penso|devo pensare|rifletto)"
    r"|riflett\w+|uberleg\w*|nachdenken|melde mich)\b|سافكر|افكر"
)
BEST_FORMULA = re.compile(
    r"\b(?:(?:formule|celle) (?:du haut|du dessus|au dessus|superieure|premium|haut de gamme)|(?:la"
    r"|le) (?:formule |version |couverture )?(?:plus (?:complete?|chere|large"
    r"|protectrice)"
    r"|mieux|meilleure?|maxi\w*|totale|top)|(?:formule|couverture) (?:complete|maxi\w*|totale|max)"
    r"|tout couvert|couvert(?:e)? pour tout|full(?:y)? (?:cover\w*|insur\w+)|the (?:best|highest"
    r"|top)"
    r" (?:cover\w*|level|formula)|la mas completa|cobertura (?:completa|total)|la piu completa"
    r"|copertura (?:completa|totale)|beste deckung|rundum\w*)\b|التغطية الكاملة"
)
MIDDLE_FORMULA = re.compile(
    r"\b(?:(?:formule|celle|la) (?:du milieu|intermediaire|moyenne|entre les deux)|the middle one"
    r"|middle (?:formula|cover|option)|la intermedia|la (?:de|del) medio|quella intermedia"
    r"|die mittlere)\b"
)
LEAST_FORMULA = re.compile(
    r"\b(?:(?:formule|celle) (?:du bas|du dessous|en dessous|inferieure)|(?:la|le) (?:formule "
    r"|version )?(?:moins chere?|plus (?:basique|simple|economique)"
    r"|minimum"
    r"|mini)|formule (?:de base|basique|mini\w*|eco\w*)|le strict minimum|the (?:cheapest"
    r"|most basic|lowest)"
    r" (?:formula|cover|option|one)|la mas (?:barata|basica)|la piu (?:economica|semplice)"
    r"|die (?:billigste|gunstigste|einfachste))\b"
)

# ── Of whoever answers ────────────────────────────────────────────────────────────────────

ROBOT = re.compile(
    r"\b(?:(?:t|tu|vous|c) (?:es|etes|est) qui|qui (?:es tu|etes vous|t es|me parle)|(?:tu t"
    r"|vous vous) appel\w+ comment"
    r"|comment (?:tu t|vous vous) appel\w+|who are you|what s your name|quien eres|como te llamas"
    r"|chi sei|come ti chiami"
    r"|wer bist du|wie heisst du)\b|\b(?:(?:vous|tu|t|c|ce|suis je|je parle|je cause|parle je"
    r"|on parle|discute|est ce que|a|avec"
    r"|un|une)"
    r"\W+(?:\w+\W+){0,5}?(?:robot|bot|chatbot|chat bot|ia|intelligence artificielle|machine"
    r"|ordinateur|programme|humaine?|vraie? (?:personne|gens|humain)|personne reelle"
    r"|vrai quelqu un)"
    r"|(?:are you|am i|is this|talking|speaking|r u|you re)\W+(?:\w+\W+){0,5}?(?:robot|bot|human"
    r"|machine|ai|computer|real(?: person)?|automated|person)"
    r"|(?:eres|es usted|hablo|estoy hablando|es esto)\W+(?:\w+\W+){0,5}?(?:robot|maquina|humano"
    r"|persona|bot|ia)|(?:sei|lei e|parlo|sto parlando|e)\W+(?:\w+\W+){0,4}?(?:robot|umano|bot"
    r"|persona (?:vera|reale)|una macchina o)|(?:bist du|sind sie|spreche ich|rede ich|ist das)\W+"
    r"(?:\w+\W+){0,5}?(?:roboter|maschine|mensch|bot|computer|ki))\b"
    r"|(?:هل|انت|انتم)[^.?؟]{0,20}(?:روبوت|انسان|آلة|الة|بشر|حقيقي)"
)
LANGUAGE_NAMES = {
    "fr": re.compile(r"\b(?:francais|french|frances|francese|franzosisch)\b|الفرنسية|بالفرنسية"),
    "en": re.compile(r"\b(?:anglais|english|ingles|inglese|englisch)\b|الانجليزية|انجليزي"),
    "es": re.compile(r"\b(?:espagnol|spanish|espanol|castellano|spagnolo|spanisch)\b|الاسبانية"),
    "it": re.compile(r"\b(?:italien|italian|italiano|italienisch)\b|الايطالية"),
    "de": re.compile(r"\b(?:allemand|german|aleman|tedesco|deutsch)\b|الالمانية"),
    "ar": re.compile(r"\b(?:arabe|arabic|arabo|arabisch)\b|العربية|عربي"),
}
SPEAKS = re.compile(
    r"\b(?:parl\w+|cause\w*|speak\w*|spoken|talk|habl\w+|sprech\w+|sprichst|repond\w*|reponse"
    r"|answer\w*"
    r"|reply|respond\w*|responda|continu\w+|switch|passe\w*|chang\w+|en (?:anglais|francais"
    r"|espagnol"
    r"|italien|allemand|arabe|ingles|frances|espanol|aleman|italiano)|in (?:english|french|spanish"
    r"|italian|german|arabic|inglese|francese|spagnolo|italiano|tedesco)|auf (?:deutsch|englisch"
    r"|franzosisch|spanisch|italienisch|arabisch))\b|تتكلم|تتحدث|تحدث|بالعربية|بالفرنسية"
    r"|بالانجليزية"
)
_SOMEBODY = (
    r"(?:voisine?|frere|soeur|mere|pere|belle mere|beau pere|beau frere|maman|papa|parents|ami[es]?"
    r"|copine?|copain|pote|collegue|patron|boss|chef|ex|ex (?:mari|femme)|femme|mari|compagnon"
    r"|compagne"
    r"|conjointe?|fils|fille|cousine?|oncle|tante|grand pere|grand mere|neveu|niece|client"
    r"|locataire"
    r"|neighbou?r|brother|sister|mother|father|mum|mom|dad|friend|colleague|wife|husband|son"
    r"|daughter"
    r"|girlfriend|boyfriend|partner|boss|vecin[oa]|herman[oa]|madre|padre|amig[oa]|mujer|marido"
    r"|hij[oa]"
    r"|novi[oa]|jefe|cunad[oa]|vicin[oa]|fratello|sorella|amic[oa]|moglie|marito|figli[oa]|collega"
    r"|nachbar\w*|bruder\w*|schwester|mutter|vater|freund\w*|frau|mann|mannes|sohn\w*|tochter"
    r"|kollege\w*)"
)
OF_ANOTHER = re.compile(
    rf"\b(?:de|du|d|a|of|del|della|di|von|des) ?(?:mon|ma|mes|son|sa|leur|notre|un|une|my|his|her"
    rf"|our|mi|su"
    rf"|mio|mia|suo|sua|meiner|meines|meinem)?\W*(?:autre )?{_SOMEBODY}\b"
    rf"|\b(?:my|his|her|our|mis?) {_SOMEBODY}s?\b"
    rf"|\b(?:mon|ma|ce que) (?:ex )?{_SOMEBODY} (?:paie|paye|a|habite|roule)\b"
    rf"|\b(?:autres? clients?|autre personne|quelqu un d autre|tous (?:les|vos) (?:clients?"
    rf"|contrats|assures)"
    r"|other customers?|another (?:customer|person)|someone else|all (?:your )?customers"
    r"|otro cliente"
    r"|otra persona|altri clienti|altro cliente|un altra persona|anderen? kunden?|anderer person"
    r"|(?:de|d|of) (?:m|mr|mme|monsieur|madame|mister|mrs|senor|signor|herrn?|frau) \w+)\b"
    r"|(?:جاري|اخي|اختي|صديقي|زوجتي|زوجي|ابي|امي|ابني|شخص اخر|زبون اخر|عملاء)"
)
ITS_DATA = re.compile(
    r"\b(?:son|sa|ses|leurs?|his|her|their|suo|sua|su|sus|seine?n?|ihre?n?) (?:tarif|contrats?"
    r"|bonus|prime|formule|devis|sinistres?"
    r"|adresse|numero|infos?|contracts?|policy|quote|price|premium|poliza|contrato|prima|contratto"
    r"|polizza|vertrag|beitrag)\b"
)
DATA_OF_ANOTHER = re.compile(
    rf"\b(?:contrats?|dossiers?|devis|sinistres?|bonus|adresse|numero|polic(?:e|y|ies)|assurances?"
    rf"|infos?|contracts?|quotes?"
    rf"|claims?|contratos?|polizas?|presupuestos?|contratt[oi]|polizz[ae]|preventiv[oi]|vertrag\w*"
    rf"|vertrage)\b"
    rf"(?:\W+\w+){{0,2}}?\W+(?:de|du|d|of|del|della|di|von)\W+(?:\w+\W+){{0,2}}?{_SOMEBODY}\b"
    rf"|\b{_SOMEBODY}(?: s)? (?:contracts?|polic(?:y|ies)|quotes?|claims?|insurance|bonus)\b"
    r"|(?:عقد|تامين) (?:جاري|اخي|اختي|صديقي)"
)
SOMEBODY = re.compile(rf"\b{_SOMEBODY}\b")
RESTARTS = re.compile(
    r"\b(?:efface\w* (?:tout|ca)|(?:on |je )?recommenc\w+|repart\w* (?:a|de) zero|reprend\w* (?:a"
    r"|de) zero|a zero|oublie\w* tout"
    r"|start (?:over|again|afresh)|reset|forget everything|empezar de nuevo|empecemos|borra todo"
    r"|ricominci\w+|da capo"
    r"|von vorn\w*|neu anfangen|noch ?mal von)\b|من جديد|من البداية"
)
A_NAME = re.compile(r"\b(?:de|d'|of|di|von|del|della)\s?[A-ZÀ-Ý][a-zà-ÿ]+[ -][A-ZÀ-Ý][a-zà-ÿ]+")
"""Somebody by first and last name, as written."""
SHOWS = re.compile(
    r"\b(?:(?:voir|consult\w*|montr\w*|affich\w*|donn\w*|communiqu\w*|dis moi|dites moi|acced\w+"
    r"|connaitre|savoir|list\w*|recuper\w+|see|show|view|give|tell|access|list|check|look (?:up|at)"
    r"|ver|dar|darme|dare|darmi|muestr\w*|ensen\w*|dame|deme|dime|digame|vedere|mostr\w*|dammi"
    r"|mi dia|dimmi|zeig\w*"
    r"|sehen"
    r"|gib|geben|nennen)\W+(?:\w+\W+){0,6}?(?:contrats?|dossiers?|devis|sinistres?|bonus|adresses?"
    r"|numeros?"
    r"|mails?|coordonnees|telephones?|polices?|assurances?|infos?|informations?|donnees"
    r"|attestations?"
    r"|clients?|prix|contracts?|polic(?:y|ies)|quotes?|claims?|address\w*|details|data|files?"
    r"|contratos?"
    r"|polizas?|presupuestos?|siniestros?|datos|direccion|contratt[oi]|polizz[ae]|preventiv[oi]"
    r"|sinistr[oi]"
    r"|dati|indirizzo|vertrag\w*|vertrage|angebote?|schaden|daten|adresse)"
    r"|(?:dire|dis|dites|savoir|tell|know|decir\w*|dirmi|sagen)\b(?:\W+\w+){0,8}?\W+(?:paie|paye"
    r"|pays?|paid|paga|zahlt"
    r"|a comme|habite|roule)"
    r"|quel(?:le|s|les)? (?:est|sont|formule|bonus|voiture)|what(?: s| is) (?:the|his|her|my)"
    r"|cual es|qual e"
    r"|wie (?:hoch|lautet)|combien (?:paie|il paie|elle paie))\b|اظهر|اعطني|ارني|عقد"
)

# ── While somebody signs in, or a claim is told ───────────────────────────────────────────

WHY_SIGN_IN = re.compile(
    r"\b(?:pourquoi|pk|a quoi (?:ca )?sert|c est (?:quoi|pour quoi)|obligatoire|oblige|necessaire"
    r"|utile"
    r"|why|what for|what s (?:the|that|this)|necessary|para que|por que|necesario|perche"
    r"|a cosa serve"
    r"|necessario|warum|wozu|wofur|notig)\b|لماذا|علاش|ليش"
)
SENT_ALREADY = re.compile(
    r"\b(?:envoye\w*|parti|partie|declare(?:e|s)?|enregistre\w*|transmis\w*|(?:est|deja|c est) fait"
    r"|valide\w*|sent"
    r"|submitted"
    r"|filed"
    r"|recorded|done|registered|enviad\w+|registrad\w+|hecho|inviat\w+|registrat\w+|fatto|gesendet"
    r"|abgeschickt|gemeldet|erledigt)\b|ارسل|سجل"
)
FINE = re.compile(
    r"\b(?:(?:va|vont|vais|allons|allait) (?:tres |plutot |tous |tout )?(?:bien|mieux)|ca va(?:\W*$"
    r"| (?:bien|mieux|merci|oui|pour (?:moi|nous|eux|lui|elle)\b))|rien de (?:grave|casse)"
    r"|plus de peur que de mal|indemnes?|sain et sauf|sains et saufs|(?:pas|aucun) (?:de )?(?:bobo"
    r"|mal)"
    r"|(?:is|are|am|m|re|was|were) (?:all |both )?(?:fine|ok|okay|alright|safe|unharmed)|unhurt"
    r"|(?:esta|estan|estamos|estoy) bien|(?:sto|sta|stiamo|stanno) bene|geht (?:es )?(?:mir |uns "
    r"|ihm |ihr"
    r" |allen )?gut|nichts passiert|ilesos?|illes[oi])\b|بخير|سليم"
)
NOBODY = re.compile(
    r"\W*(?:(?:non|no|nan|nein|la|لا)\W+)?(?:personne|nobody|no one|none|nadie|ninguno|nessuno"
    r"|niemand"
    r"|keiner?|aucune?|zero|لا احد|ما في|ماكاين)(?:\W+(?:non|merci|no|thanks|gracias|grazie"
    r"|danke))*\W*"
)
"""Who answers that nobody was hurt, where that was asked."""
TRAFFIC_LIGHT = re.compile(
    r"\b(?:feux? (?:rouges?|verts?|oranges?|tricolores?)|(?:au|le|un|du|aux) feux?(?! de)\b"
    r"|grill\w+ (?:le|un|au) feu)\b"
)
AT_A_PLACE = re.compile(
    r"\W*(?:(?:c etait|ca s est passe|cela s est passe|it was|it happened|fue|era|e successo|es war"
    r"|"
    r"juste|just|c est|vers|la)\W+)*(?:a|au|aux|en|sur|dans|devant|derriere|chez|pres|rue|avenue"
    r"|boulevard"
    r"|place|parking|autoroute|rocade|peripherique|in|at|on|near|outside|auf|am|im|vor|bei|nel"
    r"|nella"
    r"|nello|alla|al|sulla|sul|cerca|delante|frente)\b"
    r"|\W*(?:في|قرب|امام|على)\s"
)
"""Begins as a place does."""
BREAKDOWN = re.compile(
    r"\b(?:en rade|fumee|moteur (?:hs|mort|casse|a lache|fume)|surchauff\w+|voyant moteur|smok\w+"
    r"|humo|fumo|rauch\w*"
    r"|overheat\w*|(?:en |suis en |une |de |tombe\w* en )panne|panne (?:sur|seche|de)|(?:demarre"
    r"|roule"
    r"|avance)"
    r" (?:plus|pas)|veut (?:plus|pas) demarrer|depann\w+|remorqu\w+|batterie (?:a plat|morte|hs)"
    r"|crev(?:e|aison|er)\b|roue crevee|pneu (?:creve|a plat)|broke(?:n)? down|breakdown|(?:won t"
    r"|not)"
    r" start\w*|flat (?:tyre|tire|battery)|tow(?:ing|ed)?|averiad[oa]|averia|no arranca|pinchazo"
    r"|grua"
    r"|in panne|guasto|non parte|carro attrezzi|bucato|springt nicht an|liegen ?geblieben|panne"
    r"|abschlepp\w*|reifenpanne)\b|عطل|تعطلت|لا تشتغل"
)

NO_STORY = re.compile(
    r"\b(?:bonjour|bonsoir|salut|svp|merci|je|j|on|nous|il|elle|ma|mon|mes|ai|eu|avons|veux"
    r"|voudrais"
    r"|souhaite|aimerais|viens|vient|besoin|faut|faire|pour|avec|dans|une?|des|les|est|suis|ete"
    r"|declar\w+|signal\w+|accidents?|accro?chages?|sinistres?|vols?|bris|glaces?|voitures?|auto"
    r"|caisse"
    r"|bagnole|vehicule|petit\w*|gros\w*|grave\w*|hier|avant|aujourd|hui|matin|soir|midi|nuit"
    r"|demain"
    r"|avoir|avoit|sur|pres|juste|encore|comme|tres|cher|chez|aussi|hors|fait|about|into|after"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|dernier|derniere|passe|semaine|mois"
    r"|heures?"
    r"|mari|femme|fils|fille|mere|pere|cette|ce|vers|rue|route|avenue|boulevard|secours|aide|aidez"
    r"|hello|hi|the|my|had|have|has|got|want|would|like|need|to|report|declare|file|claim|accident"
    r"|crash|theft|car|yesterday|today|this|last|night|morning|evening|was|been|just|from|with"
    r"|husband"
    r"|wife|son|daughter|hola|buenos|dias|tenido|tuve|quiero|declarar|parte|accidente|siniestro"
    r"|coche"
    r"|ayer|hoy|manana|tarde|con|para|una?|buongiorno|salve|ho|avuto|vorrei|voglio|denunciare"
    r"|incidente|sinistro|auto|macchina|ieri|oggi|stamattina|stasera|un|hallo|guten|tag|ich|hatte"
    r"|habe|mochte|einen|eine|unfall|schaden|melden|gestern|heute|mit|meinem|meinen|dem)\b"
    r"|\d+|حادث\w*|تعرضت|اريد|التصريح|سيارت?ي?|امس|اليوم|السلام|عليكم|مرحبا"
)
"""What tells only that, when or to whom something happened."""

NO_CLAIMS = re.compile(
    r"\b(?:(?:pas|jamais|aucune?|zero|sans|no|never|not had any|without|nunca|ningun\w*|sin"
    r"|nessun\w*|mai"
    r"|keine?n?|nie)\W+(?:\w+\W+){0,4}?(?:sinistres?|accidents?|accro?chages?|claims?|crash\w*"
    r"|accidentes?"
    r"|siniestros?|incident[ei]|sinistr[oi]|unfall\w*|unfalle|schaden))\b|(?:لم|بدون|ولا"
    r"|ما عندي) .{0,12}حادث"
)
LONG_AGO = re.compile(
    r"\b(?:il y a|y a|depuis|l an (?:dernier|passe)|l annee (?:derniere|passee)|ces? \w+ dernieres?"
    r"|dernieres? annees?|en (?:19|20)\d\d|ans?|annees?|responsables?|(?:ma|de ma|pas ma|la) faute"
    r"|en tort"
    r"|at fault|my fault|years?|last year|in (?:19|20)\d\d|anos?|ano pasado|con culpa|anni"
    r"|anno scorso"
    r"|colpa|jahren?|letztes jahr|schuld\w*|selbst verschuldet\w*)\b|سنة|سنوات"
)
OFFERS = re.compile(
    r"\b(?:vous faites|tu fais|faites vous|proposez|proposes|avez vous|vous avez|vendez|assurance"
    r"|mutuelle|mrh|do you (?:do|offer|have"
    r"|sell)"
    r"|offer|haceis|hacen|tienen|ofrec\w+|fate|avete|offrite|bieten|haben sie|macht ihr)\b"
    r"|هل (?:لديكم|تؤمنون|عندكم)"
)
A_CAR = re.compile(
    r"\b(?:voitures?|autos?|vehicules?|bagnoles?|caisses?|cars?|vehicles?|coches?|macchin[ae]|wagen"
    r"|pkw)\b|سيارة"
)

FIELDS = {
    "when": re.compile(
        r"\W*(?:(?:c est|la|le|l|the|el|il|lo|die|das|der|plutot|non)\W+)*(?:date|jour|heure|moment"
        r"|day|time|fecha"
        r"|dia|hora|data|giorno|ora|datum|tag|uhrzeit|التاريخ|اليوم)\W*"
    ),
    "where": re.compile(
        r"\W*(?:(?:c est|la|le|l|the|el|il|lo|die|das|der|plutot|non)\W+)*(?:lieu|endroit|ville"
        r"|adresse|place|town|city"
        r"|location|lugar|sitio|luogo|posto|ort|stadt|المكان)\W*"
    ),
    "how": re.compile(
        r"\W*(?:(?:c est|la|le|les|l|the|el|las|il|lo|die|das|der|plutot|non)\W+)*(?:circonstances?"
        r"|histoire"
        r"|recit|circumstances|story|circunstancias|circostanze|umstande|الظروف)\W*"
    ),
}
"""Who names what is wrong with the recap, and not yet what is right."""
PREPOSITION = re.compile(r"^(?:à|a|en|in|at|auf|em|bei|em|في)\s+", re.IGNORECASE)
OWN_CONTRACT = re.compile(
    r"\b(?:quel(?:le|s|les)? (?:est|sont|formule|franchise|assurance|garanties?)|c est quoi"
    r"|c est quand|quand|combien"
    r"|a quoi|comment (?:connaitre|savoir)|est ce que|what(?: s| is| are)?|when|how much|cual es"
    r"|cuando|cuanto"
    r"|qual e|quando|quanto|wie hoch|wann|was)\b(?:\W+\w+){0,4}?\W+"
    r"(?:(?:mon|ma|mes|my|mi|mis|mio|mia|miei|mein\w*)\W+(?:\w+\W+)?(?:bonus|coefficient|crm"
    r"|franchises?|echeance|formule"
    r"|prime|cotisation|mensualite|contrats?|garanties?|couverture|assurance|deductible|excess"
    r"|premium|renewal|cover"
    r"|policy|franquicia|prima|poliza|vencimiento|cobertura|franchigia|premio|polizza|scadenza"
    r"|selbstbeteiligung"
    r"|beitrag|vertrag|deckung)|(?:je|j) (?:suis assuree?|paie|paye|ai comme (?:formule"
    r"|garanties?))"
    r"|(?:do i pay|am i paying|am i insured for|pago|pago al mes|zahle ich))\b"
)
"""What only somebody's own contract tells."""

IN_DANGER = re.compile(
    r"\b(?:autoroute|rocade|periph\w*|bande d arret|voie rapide|[an] ?\d{1,4}|fumee|fume|feu"
    r"|flammes?|motorway|highway|hard"
    r" shoulder|smok\w+|fire|autopista|autovia|humo|fuego|autostrada|fumo|fuoco|autobahn|rauch\w*"
    r"|feuer)\b|الطريق السيار|دخان|نار"
)
"""Where a car that stands still is a danger."""
COMPLAINS = re.compile(
    r"\b(?:c est (?:du vol|de l arnaque|une honte|abuse|inadmissible|scandaleux|n importe quoi)"
    r"|rapaces?|voleurs|escrocs?"
    r"|arnaqu\w+|bande d(?:e)? \w+|foutage|foutez de|honteux|scandal\w*|inadmissible|ras le bol"
    r"|marre de vous|rip ?off|daylight"
    r" robbery|thieves|scam|disgrace\w*|ladrones|estafa\w*|verguenza|ladri|truffa\w*|vergogna"
    r"|abzocke\w*|frechheit|betruger)\b"
)
BARE_MONTHS = re.compile(
    r"\W*(?:(?:depuis|environ|non|pardon|for|about|desde hace|da|seit)\W+)*(\d{1,2}) ?(?:mois"
    r"|months?|meses|mesi|monate?n?"
    r"|شهر|اشهر|شهور)(?:\W+(?:pardon|pas ans|non|desole|sorry|perdon|scusi|entschuldigung))*\W*"
)
IN_PLACE_OF = re.compile(
    r"\b(?:pas|non|not|no|nicht|kein\w*)\W+(?:de |a |the |los |i )?(\d+)\D{0,20}?\W(\d+)\b"
)
"""Two figures, the first of which it is not."""
FIRST_OF_TWO = re.compile(
    r"\b(?:(?:la|le|the|el|il|die|das|den) )?(?:premier\w*|1 ?ere?|first(?: one)?|primer\w*"
    r"|prim[oa]|erste\w*)\b|الاول"
)
SECOND_OF_TWO = re.compile(
    r"\b(?:(?:la|le|the|el|il|die|das|den) )?(?:deuxieme|seconde?|derniere?|2 ?e(?:me)?"
    r"|second(?: one)?|last(?: one)?|latter"
    r"|segund[oa]|second[oa]|zweite\w*|letzte\w*)\b|الثاني"
)
WANTS_PERSON = re.compile(
    r"\b(?:pass\w*|donn\w*|fil\w*|appel\w*|mett\w*|trouv\w*) ?(?:moi|nous)? (?:un|une|le|la|votre"
    r"|vos|un vrai|une vraie) ?"
    r"(?:vraie? )?(?:monsieur|dame|madame|chef|patron|gars|mec|nana|type|employee?|collegue"
    r"|superieur|expert|gestionnaire)\b"
)

SUPPOSES = re.compile(
    r"\W*(?:et si|et en|et avec|et pour|mais si|si je|si on|and if|and with|what if|if i|y si|y con"
    r"|si lo|si la|e se|e con"
    r"|se la|und wenn|und mit|wenn ich|وإذا|واذا|اذا)\b"
)
"""What would change a price, tried out."""
STOLEN_AWAY = re.compile(
    r"\b(?:nick\w*|swiped|stolen|stole|fauch\w+|chour\w+|piquee?s?|tiree?s?|derobe\w*|choure\w*"
    r"|volee?s?|robaron|robado"
    r"|rubat[oa]|geklaut|gestohlen)\b"
)
_FIVE_HUNDRED = re.compile(
    r"\b(une?|la|ma|une petite|a|my|una|mia|el|mi|eine?n?|meine?n?|die) 500\b"
    r"(?! ?(?:€|e\b|eur|euro|km|cc|cm3|balles))",
    re.IGNORECASE,
)


def with_makes(text: str) -> str:
    """A text with the make of the one car that people call by a number every sum may have."""
    return _FIVE_HUNDRED.sub(r"\1 fiat 500", text)


RESUMES = re.compile(
    r"\b(?:on en etait ou|ou (?:on )?en (?:etait|etions)|reven\w+ (?:a|au) (?:mon |notre )?devis"
    r"|reprenons|(?:re)?fai\w* le calcul"
    r"|refaire le calcul|recalcul\w*|suppose\w*|supposi\w*|hypotheses?|where were we|back to (?:my"
    r"|the|our) (?:quote|price)"
    r"|recalculate|what (?:did|do|have) you assum\w*|assumed|assumptions|volvamos|recalcul\w*"
    r"|ha supuesto|torniamo|ricalcol\w+"
    r"|ha supposto|zuruck zum angebot|neu berechnen|angenommen)\b"
)
REPEATS = re.compile(
    r"\b(?:repet\w+|redis|redites|redire|relis\w*|say (?:that|it) again|repeat|repita|repetir"
    r"|repite|ripet\w+|wiederhol\w+)\b"
    r"|اعد|كرر"
)
NO_SIGNING_IN = re.compile(
    r"\b(?:sans (?:me |m |avoir a |devoir )?(?:me |m )?(?:connect\w+|identifi\w+|inscri\w+|compte"
    r"|mail|e mail|code)"
    r"|without (?:signing|logging|an? account|my email)|sin (?:identificarme|iniciar sesion|correo)"
    r"|senza (?:accedere|registrarmi|mail)"
    r"|ohne (?:anmeldung|konto|e mail))\b"
)
HAS_HAPPENED = re.compile(
    r"\b(?:(?:j ai|on a|je viens d|on vient d|viens de|vient de|me suis|(?:on|il|elle|quelqu un"
    r"|une? \w+) m a|ils m ont)"
    r" (?:\w+ ){0,3}?(?:accident|accro\w+|percut\w*|heurt\w*|embout\w*|defonc\w*|enfonc\w*"
    r"|renvers\w*|derap\w*|crash\w*"
    r"|rentre\w* (?:dedans|dans)|perdu le controle)|(?:i|we|someone|somebody|he|she"
    r"|they) (?:\w+ ){0,2}?(?:crashed|bumped|rear"
    r" ended|smashed|scratched|dented|keyed|hit (?:a|an|my|the|me))|(?:he|hemos|acabo de"
    r"|acabamos de) (?:chocado|chocar|tenido un"
    r" (?:accidente|golpe))|me (?:han|ha) (?:chocado|golpeado|robado|rayado|roto|dado)"
    r"|me (?:robaron|dieron|rompieron|rayaron)"
    r"|(?:ho|abbiamo|mi hanno|mi ha) (?:\w+ )?(?:tamponato|urtato|rubato|rigato|investito"
    r"|avuto un incidente)"
    r"|(?:habe|hat|haben|wurde|ist) (?:\w+ ){0,4}?(?:gerammt|angefahren|aufgefahren|zerkratzt"
    r"|unfall))\b|صدمت|سرقوا|وقع لي حادث"
)

A_NUMBER_OF = re.compile(
    r"\b(?:numero|telephone|portable|adresse|mail|phone|number|address|telefono|direccion|indirizzo"
    r"|nummer|telefon)\b(?:\W+\w+){0,3}?"
    r"\W+(?:de|du|d|of|di|von)\b"
)

WHAT_THEY_PAY = re.compile(
    r"\b(?:combien (?:paie|paye|il|elle|a t il|il paie)|(?:paie|paye) combien|what(?: s| is"
    r"| does)? (?:\w+ ){0,3}(?:pay|paying|paid)|cuanto paga"
    r"|quanto paga|was zahlt|wie viel zahlt)\b"
)
BARE_DEDUCTIBLE = re.compile(r"(?<![\d.,])(?:150|300|600)(?![\d.,])(?! ?(?:ch|cv|km|ans|hp))")

YEARS_TAKEN_BACK = re.compile(
    r"\W*(?:(?:ah|euh|eh|non|no|nein|nan|mince|zut|pardon|oups|oops|enfin|plutot|en fait|en realite"
    r"|je voulais dire|je me suis"
    r" trompee?|c est|j ai|actually|sorry|i mean|it s|i m|make (?:it|that)|perdon|quise decir|mejor"
    r"|scusi|volevo dire|anzi"
    r"|entschuldigung|ich meinte|doch|(?P<since>depuis|for|since|desde hace|da"
    r"|seit))\W+)*(?P<years>\d{1,2})"
    r"(?: ?(?:ans?|years?|anos?|anni|jahren?|سنوات|سنة))?"
    r"(?:\W+(?:plutot|pardon|desolee?|sorry|en fait|actually|perdon|scusi|de permis|pas plus"
    r"|not \w+))*\W*"
)
"""Years alone, in place of those told before."""
AS_BEFORE = re.compile(
    r"\b(?:comme (?:avant|c etait|au debut)|remet\w* (?:comme|l ancien\w*|la|le|a)"
    r"|reven\w+ (?:en arriere|a l ancien\w*|au precedent)"
    r"|annul\w* (?:ca|ce changement|la modif\w*)|undo|as (?:it was|before)|put it back|go back to"
    r"|previous one|como antes"
    r"|come prima|wie (?:vorher|zuvor)|ruckgangig)\b|كما كان"
)

THAT_ONE = re.compile(
    r"\b(?:mett\w+|met\w*|passe\w*|prend\w*|la|le|une|it|make|raise|lower|subal[ao]|bajal[ao]"
    r"|la alce|la abbassi|sie|hoher|niedriger)\b"
)

WHETHER_INSURED = re.compile(
    r"\b(?:(?:vous|tu) (?:assure[zs]|couvre[zs]|faites|prenez)|assurez vous|couvrez vous"
    r"|do you (?:also |even )?(?:insure|cover)"
    r"|can you insure|(?:asegur(?:an|ais|a)|cubr(?:en|is))|assicurate|coprite|versichert ihr"
    r"|versichern sie)"
    r" (?:aussi |egalement |also |tambien |anche |auch )?(?:les?|la|l|des|un|une|mon|ma|mes|the|a"
    r"|an|my|el|las|los|una?|mi|i|gli|il"
    r"|eine?n?|meine?n?)?\b"
)
NO_OTHER_THING = re.compile(
    r"\b(?:voitur\w*|auto\w*|vehic\w*|bagnole\w*|caisse\w*|jeunes?|conduct\w*|malus\w*|resili\w*"
    r"|profil\w*|novice\w*|permis"
    r"|professionnels?|femme|mari|fils|fille|enfants?|passagers?|vols?|incendies?|bris|grele"
    r"|tempete\w*|degats?|dommages?|panne\w*"
    r"|depann\w*|assistance|accidents?|etranger|europe|cars?|vehicles?|drivers?|young|new|theft"
    r"|fire|glass|abroad|damage|breakdown"
    r"|coches?|conductor\w*|jovenes|robos?|lunas|danos|macchin\w*|giovani|furto|cristalli|danni"
    r"|wagen|fahrer\w*|junge|diebstahl|glas"
    r"|france|rayures?|inondation\w*|clefs?|cles|pneus?|roues?|bagages?|affaires|objets?|remorques?"
    r"|location|pret|covoiturage)\b"
)
KEPT_QUOTE = re.compile(
    r"\b(?:retrouv\w*|ressor\w*|recuper\w*|remontr\w*|revoir|renvoy\w*|find|look up|pull up"
    r"|get back|buscar?|busque|encontr\w*"
    r"|recuper\w*|ritrov\w*|trov\w*|finden|suchen)\b(?:\W+\w+){0,5}?\W+(?:devis|quotes?|quotation"
    r"|presupuesto|preventivo|angebot)\b"
)
"""Who looks for a quotation made before, whatever price they seem to ask."""
