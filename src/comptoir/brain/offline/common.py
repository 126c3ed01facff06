"""What any service's customers say: courtesy, anger, thanks, and what is nobody's business here."""

HUMAN, OUT_OF_SCOPE = "parler_humain", "hors_perimetre"
GREETING, THANKS, GOODBYE = "salutation", "remerciement", "au_revoir"
AGREEMENT, REFUSAL = "confirmation", "negation"
INFORMATION, COMPLAINT = "donner_information", "reclamation"

# Text that speaks to the machine instead of the shop. Looked for before anything else.
INSTRUCTIONS = r"""
ignor\w* .. (?:instructions?|consignes?|regles?|rules|prompt|anweisungen|instrucciones|istruzioni)
(?:oubli\w*|forget|disregard|olvida|dimentica|vergiss) .. (?:instructions?|consignes?|regles?
+|rules|prompt|instrucciones|istruzioni|anweisungen)
system prompt | prompt systeme
(?:tes|vos|your) (?:instructions|consignes) .. (?:systeme|initiales|internes|secretes|system
+|hidden)
(?:affiche|montre|revele|donne|reveal|show|print|repeat)\w* .. (?:prompt|tes instructions
+|vos instructions|your instructions|tes consignes)
tu es (?:maintenant|desormais) | you are now | act as | agis comme | fais comme si tu
pretend (?:to be|you)
jailbreak | developer mode | mode developpeur | mode admin\w* | sudo | drop table | script alert
select from
"""

CUES: dict[str, str] = {
    COMPLAINT: r"""
        (?:porter|porte|depose\w*|deposer) (?:une )?plainte | tribunal | avocat | ufc que choisir
        dgccrf
        mise en demeure | mettre en demeure | justice | prud hommes | mediateur
        repression des fraudes
        (?:sue you|legal action|lawyer|my lawyer|court|trading standards|consumer protection)
        (?:denunciar\w*|abogado|anwalt|verklage\w*|avvocato|denuncia)
        (?:geste commercial|dedommag\w+|indemnis\w+|compensation|compensaci\w+|risarciment\w+
        +|entschadigung)
        (?:service(?: client\w*)?|sav|accueil|magasin|site|robot|bot|vendeurs?|conseill\w+|livreurs?
        +|equipe|hotline|standard) .. (?:lamentable|nul|nulle|deplorable|incompetent\w*
        +|inadmissible|horrible|catastroph\w+|mediocre|honteu\w+|pourri\w*|scandaleu\w+|inexistant
        +|desagreable\w*|impoli\w*|mal poli\w*|agressi\w+|grossi\w+|insupportable|zero|injoignable
        +|irrespectueu\w+|pas serieu\w*|ne sert a rien)
        (?:lamentable|nul|deplorable|incompetent\w*|inadmissible|scandaleu\w+|honteu\w+
        +|catastroph\w+|pietre|horrible|mauvais) .. (?:service|accueil|sav|magasin|experience
        +|entreprise|enseigne|boite)
        personne (?:ne |n )?(?:me |nous |m )?(?:repond\w*|rappel\w*|traite|decroche|aide|s occupe)
        aucune (?:reponse|nouvelle de vous) | jamais de reponse
        (?:pas|jamais|sans) (?:eu |recu )?(?:de |une )?reponses? | vous ne repondez (?:pas|jamais)
        repond(?:ez|s)? jamais
        (?:service client|servizio (?:clienti|assistenza)|kundendienst|kundenservice|servicio
        +|customer service|sav) .. (?:repond\w*|risponde|responde|contesta|antwortet|answers?
        +|joignable)
        (?:ne )?(?:reviendrai|recommanderai|commanderai|acheterai) (?:jamais|plus|pas)
        (?:fichez|fiche|moquez|moque) de (?:moi|nous|vos clients) | avis negatifs?
        ridiculous | marre | ras le bol | j en ai assez | plus jamais chez vous
        dernier achat chez | je ne commanderai plus | fuyez
        (?:arnaque\w*|escroc\w*|voleurs?|honte|foutage de gueule|vous vous (?:moquez|foutez)
        +|se moque de|inadmissible|inacceptable|scandaleux|honteu\w+|n importe quoi|c est une honte
        +|de qui se moque)
        (?:decu\w*|mecontent\w*|insatisfait\w*|pas (?:content|contente|satisfait|satisfaite)
        +|tres mauvaise experience) .. (?:vous|service|experience|accueil|enseigne|magasin|achat
        +|commande|attente)
        (?:je suis|tres|vraiment|trop) (?:tres |vraiment |extremement )?(?:decue?|mecontente?
        +|insatisfaite?|enervee?|furieu(?:x|se)|en colere|outree?)
        (?:your|the) (?:\w+ )?(?:service|support|staff|company|store|team) .. (?:terrible|awful
        +|useless|rude|horrible|a joke|disgrace|unacceptable|bad|worst|incompetent|appalling
        +|pathetic)
        (?:terrible|awful|worst|poor|horrible|appalling|disgusting|lousy|bad) (?:\w+ )?(?:service
        +|experience|support|company)
        (?:nobody|no one) (?:ever )?(?:answers|replies|responds|calls|answered|replied|helps?)
        never again | scam\w* | rip ?off | fed up | unacceptable | outrageous
        i m (?:furious|angry|very disappointed|disappointed)
        (?:make|file|lodge|formal) a? ?complaint | complain about | very disappointed
        disappointed (?:with|by|in)
        (?:servicio|atencion) .. (?:pesim[oa]|horrible|lamentable|malisim[oa]|vergonzos[oa]|fatal
        +|mal[oa]|deplorable)
        (?:pesim[oa]|mal) (?:servicio|atencion) | estafa | verguenza | inaceptable
        nadie (?:me )?(?:responde|contesta) | hart[oa] | decepcionad[oa]
        servizio .. (?:pessimo|scadente|vergognoso|orribile|scarso) | pessimo servizio | vergogna
        inaccettabile | nessuno (?:mi )?risponde | stuf[oa] | delus[oa] | truffa
        (?:kundendienst|service|kundenservice) .. (?:schlecht|katastrophe|furchtbar|miserabel
        +|unverschamt|mies|unmoglich)
        (?:schlechter|miserabler|furchtbarer) (?:service|kundenservice) | unverschamt\w* | betrug
        inakzeptabel | niemand (?:antwortet|meldet|geht) | enttauscht | frechheit
        خدمة سيئة | خدمتكم سيئة | غير مقبول | شكوى | نصب | احتيال | لا احد يرد | محبط
    """,
    OUT_OF_SCOPE: r"""
        quelle heure | quel temps | (?:la )?meteo | il pleut | recette\w* | president
        premier ministre | elections?
        (?:raconte\w*|dis|fais|tell|connais|invente\w*) (?:moi |nous |me )?(?:une |un
        + |a )?(?:blague|histoire|conte|devinette|poeme|joke|story|riddle|poem)
        blagues? | capitale? (?:de|du|d) | horoscope | signe astro\w* | loto | bitcoin | crypto\w*
        bourse | actions en bourse
        football | match | ligue \d | coupe du monde | psg | restaurants? | pizza | hotel
        vols? pour | billet (?:d avion|de train) | film | serie tv | chanson | musique | jeu video
        (?:ecri\w*|redige\w*|write|compose) .. (?:poeme|code|programme|script|essay|poem
        +|lettre de motivation|dissertation|python|javascript|chanson)
        tradui\w+ | translate | traduc\w+ | uberset\w+
        (?:combien font|calcule\w*|what is \d+|\d+ (?:fois|times|plus|x) \d+) | racine carree
        theoreme
        qui (?:est|etait|a gagne|a invente|a ecrit) | who (?:is|was|won|invented|wrote)
        quien (?:es|fue|gano) | chi (?:e|ha vinto) | wer (?:ist|war|hat)
        what time is it | weather | wetter | clima | tiempo hace | che tempo | che ore | que hora
        wie spat | wie viel uhr | joke | chiste | barzelletta | witz
        medicament | symptomes de | avocat pour divorce | impots | passeport | carte d identite
        visa pour | mon ordinateur | mon iphone | wifi | smartphone
        sens de la vie | meaning of life | es tu (?:humain|un robot|vivant|une ia)
        are you (?:human|a robot|real|an ai) | tu m aimes | je t aime | i love you | mon ex
        petite amie
        sexe | porn\w* | drogue | bombe | pirater | hack\w*
        الطقس | وصفة | نكتة | كم الساعة | رئيس | مباراة
    """,
    INFORMATION: r"""
        (?:ma|mon|le|la|my|mi|il mio|meine) (?:numero (?:de )?|n )?(?:commande|order|pedido|ordine
        +|bestellung|ticket|dossier|telephone|email|mail|adresse|nom) (?:number )?(?:c est|est|is
        +|es|e|ist|:)
        (?:c est|voici|voila|here is|here s|it s|aqui esta|ecco|hier ist|es) (?:le |la |mon |ma
        + |my |the |il |die |meine )?(?:numero|n|commande|order number|number|pedido|ordine
        +|reference|ref|bestellnummer)
        (?:numero|n|number|reference|ref) (?:de |d )?(?:commande|order)? ?:? ?(?=cmd|\d)
        (?:je |j )?(?:ne |n )?(?:connais|ai|retrouve|trouve|sais|ai pas|me souviens
        +|possede) (?:pas|plus) .. (?:numero|reference|facture|commande|ticket de caisse|photos?)
        (?:i )?(?:don ?t|do not) (?:know|have|remember) .. (?:number|reference|receipt|order
        +|photos?|pictures?)
        lost (?:the|my) (?:number|receipt|invoice|order number)
        no (?:tengo|se|recuerdo) .. (?:numero|pedido|factura|foto)
        non (?:ho|conosco|ricordo|trovo) .. (?:numero|ordine|fattura|foto)
        (?:weiss|habe|kenne|finde) .. (?:nummer|rechnung|bestellnummer|fotos?) (?:nicht|nicht mehr)
        (?:habe|kenne) (?:die |meine )?(?:keine )?(?:bestellnummer|nummer|fotos?|rechnung)
        (?:je l ai|je les ai|l ai|on l a|nous l avons) (?:recu|achete|commande)\w* | livre\w* le \d
        recu\w* le \d | achete\w* (?:le|en|il y a) | date (?:d achat|de livraison) | bought it
        received it | purchased (?:it|on|in)
        lo (?:recibi|compre) | l ho (?:ricevuto|comprato|acquistato)
        (?:ich habe es|erhalten am|gekauft am)
        c est (?:a propos|au sujet) d\w* | je m appelle | mon nom est | my name is | me llamo
        mi chiamo | ich heisse | mein name ist
        رقم (?:ال)?طلب\w* | رقمي | لا اعرف رقم
    """,
    GREETING: r"""
        bonjour | bonsoir | salut | coucou | hello | hi | hey
        good (?:morning|evening|afternoon|day) | hola | buenos dias | buenas(?: tardes)? | ciao
        buongiorno | buonasera | salve | hallo | guten (?:tag|morgen|abend) | servus | gruss gott
        moin | yo | wesh | cc | re bonjour
        مرحبا\w* | السلام عليكم | اهلا\w* | صباح الخير | مساء الخير | سلام
    """,
    THANKS: r"""
        merci(?! de (?:me|nous|bien|\w+er)\b)\w* | remerci\w+ | thanks? | thank you | thx | ty
        cheers | gracias | agradezco
        grazie | ringrazio | danke\w* | vielen dank
        (?:super|genial|parfait|top|excellent|great|awesome|perfect|wonderful|very helpful
        +|tres satisfaite?|ravie?|content|contente|bravo|adore)
        شكرا | مشكور | ممتن
    """,
}

EMOTIONS: dict[str, str] = {
    "angry": r"""
        scandaleu\w+ | scandale | inadmissible\w* | inacceptable\w* | honteu\w+ | honte
        lamentable\w* | furieu\w+ | colere | arnaque\w* | escroc\w* | voleurs? | merde\w* | putain
        bordel | connards? | foutage | foutez | fout
        porter plainte | porte plainte | plainte | avocat | tribunal | justice | deplorable\w*
        degueulasse | incompetent\w* | nuls? | nulle | outree? | revoltant | intolerable | abuse\w*
        ridicule | n importe quoi | moquez | moque de | insupportable | pourri\w* | de la daube
        catastrophique | ras le bol | j exige
        furious | angry | outrageous | unacceptable | disgusting | disgrace\w* | ridiculous
        scam\w* | rip ?off | thieves | pathetic | useless | shit | fuck\w* | damn | sue you
        lawyer | appalling | worst | terrible service | joke of a
        inaceptable | verguenza | vergonzoso | estafa\w* | indignante | mierda | ladrones
        furios[oa] | denunciar\w* | pesim[oa] | vergogn\w+ | inaccettabile | truffa | schifo
        ladri | furibond[oa] | pessimo
        unverschamt\w* | frechheit | skandal\w* | inakzeptabel | wutend | betrug | scheisse
        sauerei | unmoglich | verklage\w*
        غاضب | فضيحة | غير مقبول | نصب | احتيال | عار
    """,
    "anxious": r"""
        peur | inquiet\w* | inquiete\w* | angoiss\w+ | stress\w* | panique\w* | terrifi\w+
        effray\w+ | dangereu\w+ | danger | crains? | craint | redoute | paniquee?
        choque(?:e|s)? par la chute | tremble
        worried | afraid | scared | anxious | terrified | frightened | dangerous | unsafe | nervous
        panick\w* | concerned
        preocupad[oa] | miedo | asustad[oa] | peligros[oa] | angustiad[oa] | preoccupat[oa] | paura
        spaventat[oa] | pericolos[oa]
        angst | besorgt | gefahrlich\w* | sorgen? | beunruhigt | خائف\w* | خوف | قلق\w* | خطير
        (?:eu|had) (?:un|an) accident
    """,
    "sad": r"""
        decue?s? | deception | triste\w* | peine\w* | desole\w* de constater | navree? | depite\w*
        dommage | desabusee? | pleur\w* | decourage\w*
        disappointed | disappointing | sad | upset | heartbroken | let down | decepcionad[oa]
        triste | desilusion\w* | delus[oa] | dispiace | enttauscht | traurig | schade | محبط | حزين
        خيبة
        (?:vole|stole|robaron|rubato|gestohlen)
    """,
    "frustrated": r"""
        (?:pas|plus|jamais|not|no|non|nicht|guere) (?:\w+ ){0,2}(?:contente?|satisfaite?|ravie?
        +|happy|satisfied|content[oa]|zufrieden|super|top|genial|parfait|great|perfect)
        agac\w+ | enerv\w+ | marre | lass\w+ | penible | fatigue[es]? (?:de|d)
        toujours (?:pas|rien|aucune?) | encore une fois | a chaque fois
        pour la (?:deuxieme|troisieme|\d\w+|enieme) fois | enieme | de retard | en retard
        depuis des (?:jours|semaines|mois) | ne sert a rien | ne comprend rien | comprend rien
        personne (?:ne |n )?(?:me |m )?(?:repond\w*|rappel\w*|traite) | jamais (?:de )?repon\w+
        repond jamais | pas (?:du tout )?(?:contente?|satisfaite?) | mecontente?s?
        insatisfaite?s? | c est long | trop long | j attends encore | ca suffit | j en ai assez
        desesper\w+ | frustr\w+ | decevant\w* | impatient\w* | relance\w* | serieusement
        galere\w*
        annoy\w+ | still (?:not|no|waiting|haven ?t|hasn ?t|nothing) | fed up | tired of | sick of
        frustrat\w+ | again and again | yet again | late | delayed | nobody (?:answers|replies)
        no one (?:answers|replies) | useless bot | not happy | unhappy
        waiting for (?:weeks|days|months) | third time | second time
        molest[oa] | hart[oa] | cansad[oa] | todavia no | otra vez | retraso | nadie responde
        frustrad[oa] | stuf[oa] | ancora (?:non|nulla|niente) | ritardo | fastidi\w+
        nessuno risponde | frustrat[oa]
        genervt | nervt | argerlich | immer noch (?:nicht|kein\w*) | schon wieder | verspat\w+
        niemand antwortet | frustriert | satt | منزعج | تاخر | تاخير | مللت | لا احد يرد
    """,
    "happy": r"""
        ravie?s? | enchante\w* | genial\w* | super | parfait\w* | excellent\w* | formidable | top
        magnifique\w* | merveilleu\w+ | adore\w* | j aime | tres (?:contente?|satisfaite?)
        (?:je suis|suis) (?:contente?|satisfaite?|heureu\w+) | bravo | impeccable | nickel
        merci (?:beaucoup|infiniment|mille fois|bien|bcp) | grand merci | mille mercis
        great | awesome | perfect | wonderful | amazing | excellent | love | lovely | happy with
        delighted | thank you | thanks | fantastic | brilliant
        genial | perfecto | encantad[oa] | muchas gracias | gracias | excelente | maravillos[oa]
        perfetto | fantastic[oa] | grazie mille | grazie | ottimo | felice | content[oa]
        wunderbar | perfekt | toll | begeistert | zufrieden | vielen dank | danke\w* | super
        شكرا جزيلا | رائع | ممتاز | سعيد
        😊 | 😀 | 😍 | 🙏 | ❤
    """,
}
