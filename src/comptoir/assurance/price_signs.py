"""What a message may say of a price, and of what it is made of, as patterns over its plain words.

A pattern hears; what follows from it is `price_telling`'s and `standing_price`'s to decide.
"""

import re

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
    r"\b(?:j avais|avions|fait (?:chez vous|en|le|la)|autre jour|mes|dernier\w*|ancien\w*"
    r"|enregistre\w*|precedent\w*|deja|hier|revoir|retrouver|my|saved"
    r"|last|previous|mis|miei|meine?)\b"
)
BARE_YEARS = re.compile(
    r"\W*(?:depuis |for |about |environ )?(\d{1,2}) ?(?:ans?|years?|anos?|anni|jahren?"
    r"|سنوات|سنة)\W*"
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
OTHER_GENERATION = re.compile(
    r"\W*(?:(?:non|nn|no|nein|pardon|plutot|enfin|en fait|oups|euh|c est|actually|sorry|i mean"
    r"|perdon|scusi|anzi)\W+)*"
    r"(?:la|le|une|un|the|el|il|die|der)\W+(\d|[iv]{1,4})\b"
    r"(?:\W+(?:non|pardon|plutot|en fait|desole|sorry|perdon|scusi|anzi|merci|plait|s|il|te|vous))*"
    r"\W*"
)
"""Of the car that was named, another one: "the 4, sorry"."""
TO_INSURE = re.compile(
    r"\b(?:cherche|voudrais|veux|faut|besoin d) (?:une |l )?assurance|\blooking for (?:a |some "
    r"|car )*insurance"
    r"|\bbusco (?:un )?seguro|\bcerco (?:un |una )?assicurazione|\bsuche (?:eine )?versicherung"
    r"|\b(?:assurer|insure|asegurar|assicurare|versichern)\b|تامين (?:ال)?سيار|تامين عل[يى]"
)
OWN_AGE = re.compile(r"\b(?:j ai|g|j e|age[es]?|i m|i am|tengo|ho|ich bin)\b|عمري")
"""What makes a figure an age, whatever was asked."""
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
SUPPOSES = re.compile(
    r"\W*(?:et si|et en|et avec|et pour|mais si|si je|si on|and if|and with|what if|if i|y si|y con"
    r"|si lo|si la|e se|e con"
    r"|se la|und wenn|und mit|wenn ich|وإذا|واذا|اذا)\b"
)
"""What would change a price, tried out."""
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
KEPT_QUOTE = re.compile(
    r"\b(?:retrouv\w*|ressor\w*|recuper\w*|remontr\w*|revoir|renvoy\w*|find|look up|pull up"
    r"|get back|buscar?|busque|encontr\w*"
    r"|recuper\w*|ritrov\w*|trov\w*|finden|suchen)\b(?:\W+\w+){0,5}?\W+(?:devis|quotes?|quotation"
    r"|presupuesto|preventivo|angebot)\b"
)
"""Who looks for a quotation made before, whatever price they seem to ask."""
