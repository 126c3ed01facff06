"""What a message of a conversation may say, as patterns over its plain words in six languages.

A pattern hears; what follows from it is `dialogue`'s to decide.
"""

import re

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
NOTHING_CAME = re.compile(
    r"\b(?:(?:recois|vois|ai) rien|rien (?:ne )?(?:vient|arrive)|arrive pas (?:le |mon )?(?:code"
    r"|mail)?|rien (?:recu|eu|vu)|pas (?:encore )?(?:recu|eu)|recu aucun|toujours rien|ne recois"
    r"|not (?:received|got|arriv\w*)|have(?: not|n t) (?:received|got)|did(?: not|n t) (?:get"
    r"|receive"
    r"|arrive)|nothing (?:came|arrived)|no (?:he recibido|me llega)|non (?:ho ricevuto|arriva)"
    r"|nichts (?:bekommen|erhalten|da)|nicht (?:bekommen|erhalten))\b|لم (?:يصل|استلم|اتلق)"
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
ASKS_WHY = re.compile(
    r"\b(?:pourquoi|pk|pq|comment ca se fait|d ou vient|why|how come|por que|perche|come mai|warum"
    r"|wieso|weshalb)\b|لماذا|علاش|ليش"
)
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
WHY_SIGN_IN = re.compile(
    r"\b(?:pourquoi|pk|a quoi (?:ca )?sert|c est (?:quoi|pour quoi)|obligatoire|oblige|necessaire"
    r"|utile"
    r"|why|what for|what s (?:the|that|this)|necessary|para que|por que|necesario|perche"
    r"|a cosa serve"
    r"|necessario|warum|wozu|wofur|notig)\b|لماذا|علاش|ليش"
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
COMPLAINS = re.compile(
    r"\b(?:c est (?:du vol|de l arnaque|une honte|abuse|inadmissible|scandaleux|n importe quoi)"
    r"|rapaces?|voleurs|escrocs?"
    r"|arnaqu\w+|bande d(?:e)? \w+|foutage|foutez de|honteux|scandal\w*|inadmissible|ras le bol"
    r"|marre de vous|rip ?off|daylight"
    r" robbery|thieves|scam|disgrace\w*|ladrones|estafa\w*|verguenza|ladri|truffa\w*|vergogna"
    r"|abzocke\w*|frechheit|betruger)\b"
)
WANTS_PERSON = re.compile(
    r"\b(?:pass\w*|donn\w*|fil\w*|appel\w*|mett\w*|trouv\w*) ?(?:moi|nous)? (?:un|une|le|la|votre"
    r"|vos|un vrai|une vraie) ?"
    r"(?:vraie? )?(?:monsieur|dame|madame|chef|patron|gars|mec|nana|type|employee?|collegue"
    r"|superieur|expert|gestionnaire)\b"
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
