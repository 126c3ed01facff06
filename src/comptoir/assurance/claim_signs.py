"""What a message may say of a claim, and of somebody hurt, as patterns over its plain words.

A pattern hears; what follows from it is `claim_telling`'s and `dialogue`'s to decide.
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
ROAD = re.compile(
    r"\b((?:rue|avenue|av|boulevard|bd|place|parking|autoroute|route|rond-point|chemin|quai)\b"
    r"(?! (?:et|ma|mon|mes|je|j'|on|il|elle|qui|quand|alors|pour|a|avec)\b)"
    r"[^.,;!?\n]{0,60}?(?=\s(?:et|ma|mon|je|j'|on|il|elle|qui|quand|alors|parce|car)\b|[.,;!?\n]|$)"
    r"|[AND]\d{1,4}\b)",
    re.IGNORECASE,
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
OF_A_CLAIM = re.compile(
    r"\b(?:vol|vole\w*|accident\w*|sinistre|declar\w+|constat|claim|theft|crash|siniestro|robo"
    r"|incidente|sinistro|furto|schaden|unfall)\b|حادث|سرقة"
)
TIME_AFTER = re.compile(
    r"\s*\b(?:hier|avant-hier|ce matin|ce soir|cette nuit|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi"
    r"|dimanche|la semaine|le \d|yesterday|last|this|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"\b.*$",
    re.IGNORECASE,
)
"""When it happened, said after where."""
_UNDERSTOOD = (
    r"(?:ok|okay|d accord|daccord|tres bien|entendu|compris|merci|vale|va bene|alright|in ordnung)"
)
NO_ANSWER = re.compile(
    rf"\W*(?:{_UNDERSTOOD}\W+)*(?:{_UNDERSTOOD}|(?:je|j|on|i|we|ich)\W+(?:y )?(?:vais|file|pars"
    r"|rappelle|reviens|am going|m going|will|ll|gehe|rufe)\b.*|(?:voy|vado)\b.*)\W*"
)
"""What is no place, time or story: that they understood, or what they are about to do."""
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
IN_DANGER = re.compile(
    r"\b(?:autoroute|rocade|periph\w*|bande d arret|voie rapide|[an] ?\d{1,4}|fumee|fume|feu"
    r"|flammes?|motorway|highway|hard"
    r" shoulder|smok\w+|fire|autopista|autovia|humo|fuego|autostrada|fumo|fuoco|autobahn|rauch\w*"
    r"|feuer)\b|الطريق السيار|دخان|نار"
)
"""Where a car that stands still is a danger."""
STOLEN_AWAY = re.compile(
    r"\b(?:nick\w*|swiped|stolen|stole|fauch\w+|chour\w+|piquee?s?|tiree?s?|derobe\w*|choure\w*"
    r"|volee?s?|robaron|robado"
    r"|rubat[oa]|geklaut|gestohlen)\b"
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
WHAT_NOW = re.compile(
    r"\b(?:what (?:now|do i do|should i do|next)|(?:on|je) (?:fais|fait) quoi|que faire|quoi faire"
    r"|que dois je faire|que hago|y ahora"
    r"|cosa (?:faccio|devo fare)|e adesso|was (?:jetzt|mache ich|soll ich tun))\b|ماذا افعل"
)
"""What somebody asks to whom something has just happened."""
