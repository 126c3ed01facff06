"""Dangers told of: an event or a risk that the product caused, whatever the service sells.

A danger missed may hurt somebody, a danger imagined costs one sentence of advice: patterns are
wide, and only plain denials ("personne n'est blessé", "sans danger"), questions about a rule
and words that merely look alike ("verre fumé", "dossier qui bascule") take a reading back.
"""

import re

from comptoir.brain.signals import harm
from comptoir.brain.words import any_of, phrases, spelled

KINDS = ("glass", "tipping", "collapse", "spring", "smoke", "shock", "injury", "child")

# People and their bodies, said as one word before anything is looked for.
_MINE = any_of("""
    ma | mon | mes | sa | son | ses | notre | nos | la | le | les | l | une? | my | his | her | our
    the | a | mi | mis | su | el | mia | mio | sua | suo | il | lo | meine?[mnrs]? | seine?[mn]?
    ihre?[mn]? | unsere?[mnrs]? | den | die | das | dem | der | petite? | grande? | little | old
    own
""")
_CHILD = any_of("""
    filles? | fillettes? | fils | enfants? | bebes? | gamine?s? | petit fils | petite fille
    gosses?
    petits enfants | nourrisson | momes? | neveux? | niece | child | children | kids? | baby
    babies
    toddlers? | sons? | daughters? | grandson | granddaughter | infant | hij[oa]s? | nin[oa]s?
    niet[oa]s?
    figli[oaie]? | bambin[oaie] | neonato | bimb[oai] | kind | kinder | kindes | tochter | sohn
    enkel
    enkelin | saugling
""")
_RELATIVE = any_of("""
    mari | femme | mere | pere | maman | papa | grand mere | grand pere | mamie | papi | amie?
    amis
    copain | copine | conjointe? | compagnon | compagne | belle mere | beau pere | oncle | tante
    frere
    soeur | voisine? | invitee?s? | collegue | husband | wife | mother | father | mom | mum | dad
    grandmother | grandfather | grandma | grandpa | friend | brother | sister | guest | partner
    colleague | marido | mujer | esposa | madre | padre | abuel[oa] | herman[oa] | amig[oa] | marito
    moglie | mamma | nonn[oa] | fratello | sorella | mann | frau | mutter | vater | oma | opa
    freund | freundin | chien | chat | dog | cat
""")
_BODY = any_of("""
    doigts? | mains? | bras | jambes? | orteils? | tete | cuisses? | fesses? | genoux? | visage
    yeux
    oeil | front | epaules? | poignets? | chevilles? | mollets? | tibia | nez | dents? | fingers?
    hands?
    arms? | foot | feet | toes? | head | face | knees? | wrist | ankle | dedos? | manos? | brazos?
    piernas? | cabeza | cara | rodilla | dita | dito | mano | mani | braccio | gamba | testa
    schiena
    finger | hand | bein | fuss | kopf | knie | rucken
""")
# A foot, a leg, a back or an arm belongs to furniture as often as to people.
_MY_LIMB = (
    r"(?:mon|son|ton|my|his|her|mi|mio|mein|meinen) (?:pieds?|dos|legs?|arms?|back|pie|piede)"
)
_NAMES = (
    (re.compile(rf"(?<!\w)(?:{_MINE} ){{0,3}}?{_CHILD}(?!\w)"), "#child"),
    (re.compile(rf"(?<!\w){_MINE} (?:{_MINE} )?{_RELATIVE}(?!\w)"), "#relative"),
    (re.compile(rf"(?<!\w)(?:(?:{_MINE} )?{_BODY}|{_MY_LIMB})(?!\w)"), "#body"),
)

_SETS = {
    "someone": "(?:moi|nous|lui|elle|eux|me|us|him|her|them|mi|mir|uns|ihm|#child|#relative)",
    "down": "(?:tombee?s?|par terre|au sol)",
    "glass": any_of(r"""
        verres? | vitres? | vitrines? | vitrage | miroirs? | glace | glass | mirror | vidrio
        cristal
        espejo | vetr[oi] | specchio | glas | \w+glas | glass (?:table)?top
        glas(?:platte|tur|tisch|scheibe) | spiegel
    """),
    "bursts": any_of(r"""
        blew (?:up|out|apart) | explose\w* | implose\w* | eclatee?s? | vole\w* en eclats?
        exploded? | explodes
        shatter\w*
        burst | exploto | explotado | estallo | estallado | esplos[oa] | scoppiat[oa]
        frantumat[oa]
        explodiert | zersprungen | zersplittert | geplatzt | zerplatzt
    """),
    "breaks": any_of(r"""
        pete\w* | claqu\w+ | saute | vrill\w+ | tordue?s? | demantibul\w+ | disloqu\w+
        cass\w+ | bris\w+
        fendue?s? | fissur\w+ | lache\w* | cede\w* | craque\w* | rompue?s?
        rompt
        effondr\w+ | ecroul\w+ | plie\w* | broken? | breaks | snapped | cracked | collaps\w+
        gave way
        gave out | caved in | fell apart | romp\w+ | rot[oa] | cedio | cedido | derrumb\w+
        hundi\w+
        desplom\w+ | rott[oa] | cedut[oa] | crollat[oa] | sfondat[oa] | spezzat[oa] | gebrochen
        brach
        abgebrochen | zusammen\w+ | nachgegeben | eingebrochen | eingesturzt | zerbrochen | gerissen
    """),
    "falls": any_of(r"""
        tomb\w+ | bascul\w+ | renvers\w+ | fell | fallen? | falls | falling | tipped | tipping
        toppled
        ca(?:yo|yendo|ido|erse|er|e) | volc\w+ | vuelca | cadut[oaie] | cade | cadere | ribalt\w+
        gefallen | fiel | fallt | gekippt | umgekippt | gesturzt | sturzte | rutscht\w*
    """),
    "alone": any_of(r"""
        tout seul | toute seule | spontanement | sans raison | sans (?:\w+ ){0,4}touch\w+
        d un coup
        d un seul coup | soudain | soudainement | subitement | en pleine nuit | pendant la nuit
        sans prevenir | sans (?:aucun )?choc | by itself | on its own | for no reason | suddenly
        spontaneously | out of nowhere | sol[oa] | de repente | sin motivo | sin tocar\w*
        da sol[oa]
        all improvviso | improvvisamente | von allein\w* | von selbst | plotzlich | ohne grund
        without (?:\w+ ){0,3}touch\w+
    """),
    "under": any_of(r"""
        sous (?:moi|nous|lui|elle|mon|son|ma|notre|mes|le|leur) | en (?:m|s|nous|se|me) ?ass\w+
        quand (?:je|on|il|elle|nous|mon|ma|j) | alors que | pendant que | lorsque? | des que
        avec (?:moi|nous|lui|elle|mon|ma) | under (?:me|us|him|her|my|the weight)
        underneath (?:me|us)
        beneath (?:me|us|him|her|my) | when (?:i|my|he|she|we|our|someone)
        while (?:i|my|he|she|we)
        as (?:i|he|she|we) | with (?:me|us|him|her|my) | bajo mi\w* | cuando | al sentar\w+
        conmigo
        sotto di | sotto (?:mio|il) | mentre | quando (?:mi|si|ci|mio|mia) | con me
        als (?:ich|er|sie)
        als (?:wir|mein\w*) | unter (?:mir|uns|ihm|ihr|meinem|meiner)
    """),
    "sitting": any_of(r"""
        ass(?:is\w*|ey\w+|oi\w+|eoir) | allong\w+ | couch\w+ | dorm\w+ | endorm\w+ | dessus | dedans
        lev\w+ | poids | moi | nous | lui | elle | s(?:a|i)t(?:ting|s)? | lying | lay | slept
        sleeping
        asleep | on it | sit | stood | standing | leaned | me | us | him | her | weight | sent\w+
        dormi\w+ | acost\w+ | encima | sedut[oa] | sedev\w+ | sdraiat[oa] | dormend\w+ | sass
        gesessen | gesetzt | setzte | setzen | lag | gelegen | schlief | geschlafen | drauf | darauf
    """),
    "metal": any_of(r"""
        ressorts? | agrafes? | clous? | tiges? | fil de fer | ferraille | bout de metal | echardes?
        springs?
        staples? | nails? | wires? | metal bits? | splinters? | muelles? | grapas? | clavos?
        moll[ae]
        chiod[oi] | graffett[ae] | \w*feder\w* | nagel | klammern?
    """),
    "pokes": any_of(r"""
        sort | sortent | sortie?s? | sorti | ressort | ressortent | depass\w+ | perc\w+ | piqu\w+
        transperc\w+ | point(?:e|ent|ait) | travers\w+ | saillante?s? | jailli\w* | a travers
        sticking
        sticks | stuck out | pok\w+ | popp(?:ed|ing) out | came out | com(?:es?|ing) out | through
        protrud\w+ | stab\w+ | sharp | sobresal\w+ | sale | salido | asoma\w* | pinch\w+ | clava
        sporg\w+ | esc[eo]\w* | uscit[aoe] | pung\w+ | buca\w* | herausragt | rag(?:t|en) | stich\w*
        stechen | heraus\w* | raus | durchge\w+
    """),
    "device": any_of(r"""
        moteurs? | prises? | boitiers? | transfo\w* | cables? | chargeurs? | telecommandes?
        ampoules?
        batteries? | alimentation | adaptateur | fils? electriques? | mecanisme electrique
        lampes? | led
        motors? | plugs? | chargers? | adapt[eo]r | cables? | battery | transformers? | remote
        bulbs?
        lamps? | sockets? | enchufe | cargador | bateria | lampara | bombilla | motore | presa
        caricatore | batteria | lampada | cavo | stecker | netzteil | kabel | akku | lampe
        steckdose
    """),
    "cause": any_of("""
        depuis | a cause | cause | ca | qui | odeurs? | matelas | canape | meubles? | tapis | avec
    """),
    "burnt": any_of(r"""
        brulee?s? | brulait | brule | cramee?s? | crame | roussi | fondue?s? | carbonise\w*
        burn(?:t|ed|ing)
        scorched | melt\w+ | quemad[oa]s? | bruciat[oaie] | verbrannt\w* | verschmort\w*
        angebrannt
        geschmolzen
    """),
}

_TOLD: dict[str, str] = {
    "glass": r"""
        {glass} .. (?:{bursts}|{breaks} .. {alone})
        {bursts} .. {glass}
        (?:explosion|eclatement|bris spontane|tout seul|toute seule|la nuit|suddenly) .. {glass} ..
        + (?:cass|bris|fissur|broke|crack|explo)\w*
        (?:eclats?|debris|bouts|morceaux|shards?|splinters|fragmentos|schegge) (?:de |of
        + |di )?{glass}
        + .. (?:partout|dans|sur|everywhere|all over|in|por|ovunque|nel|nella)
        glassplitter
        (?:انكسر\w*|تكسر\w*) .. (?:زجاج|مراة) .. (?:لوحد\w*|فجاة|وحده\w*)
        زجاج\w* .. (?:انفجر\w*|تهشم\w*|تناثر\w*)
        (?:انفجر\w*|تهشم\w*) .. (?:زجاج|مراة)
    """,
    "tipping": r"""
        (?:a|ont|s est|se sont|est|va|allait|peut|pourrait) (?:\w+ )?bascul(?:e|ee|es|ees|er)
        bascul(?:e|ent|ait|ee?|er) (?:dangereusement|vers l avant|en avant|tout seul|toute seule
        +|sur {someone})
        bascul(?:e|ent|ait|er) (?:des qu|quand|lorsqu) .. (?:tiroir\w*|porte\w*|ouvr\w+)
        (?:failli|manque de|manque|risque de|menace de|risquait de) (?:me |nous |lui |l
        + |m )?(?:tomber|basculer|ecraser|se renverser|s effondrer|s ecrouler|se decrocher|ceder)
        (?:renvers|ecroul|effondr|abatt|decroch|ecras|tomb)\w* (?:dessus|sur) (?:{someone}|#body)
        s est renversee? (?:en avant|vers l avant|tout seul|toute seule|d un coup)
        (?:me|m|nous|lui|leur) (?:est|sont|etait) (?:presque |quasiment )?tombee?s? (?:dessus|sur)
        (?:tipp|toppl|keel)(?:ed|es|ing|s) (?:right |almost |nearly |forward )?over
        (?:tips|tipped|tipping|falls|fell|toppled) (?:forward|forwards)
        (?:fell|fall|fallen|falling|collapsed|tipped|came down|landed|toppled) (?:down
        + |over )?on(?:to| top of)? (?:{someone}|#body)
        (?:almost|nearly|could have) (?:fell|fallen|tipped|crushed|hit|fall|tip|crush)
        (?:se )?(?:volco|ha volcado|vuelca)
        (?:me|le|nos) (?:cayo|ha caido) (?:encima|sobre)
        (?:cayo|caido|volcado) (?:encima|sobre) (?:de )?(?:{someone}|#body)
        casi (?:se )?(?:me |le |nos )?(?:cae|cayo|vuelca|aplasta)
        (?:si e|e|stava per) (?:ribalt|rovesci)(?:at[oa]|arsi|are)
        si ribalta
        (?:cadut[oa]|cade|crollat[oa]) (?:addosso|sopra|su(?: di)? (?:me|lui|lei|#child|#relative)
        +|su #body|sull?a? #body)
        (?:umgekippt|umgesturzt|umgefallen|kippt um|kippte um|kippt nach vorne?|umzukippen|fallt um)
        auf (?:mich|ihn|sie|uns|#child|#relative|#body) (?:gefallen|gesturzt|gekippt)
        (?:fiel|sturzte|kippte|fallt) (?:fast |beinahe )?auf (?:mich|ihn|sie|uns|#child|#relative)
        (?:انقلب|انقلبت)
        (?:سقط|سقطت|وقع|وقعت) (?:\\S+ )?(?:علي|علينا|عليه|عليها|فوق|على (?:ابني|ابنتي|طفلي|راسي
        +|قدمي))
        كادت? (?:ان )?(?:تسقط|يسقط|تقع|يقع|تنقلب|ينقلب)
    """,
    "collapse": r"""
        (?:s est|c est|se sont|s etait) (?:\w+ment )?(?:effondr|ecroul)ee?s?
        (?:vient|viennent) de (?:s effondrer|s ecrouler)
        {breaks}(?: .. {under} .. {sitting}
        +| (?:sous|under|underneath|beneath) (?:{someone}|(?:mon|son|notre|le) poids|my weight)
        +| .. (?:suis|est|sommes|sont|etre) (?:\w+ment |presque |retrouvee?s? )*{down}
        +| .. (?:fell|to the floor|me cai|se cayo|[se]ono? cadut[oa]|\w*gefallen|gesturzt))
        (?:suis|est|sommes|sont) (?:\w+ment |retrouvee?s? )*{down} .. {breaks}
        (?:suis|est|sommes|failli) (?:\w+ )?(?:passe|passer|passee|tombee?|passes) (?:a|au
        +|o) travers
        (?:has|have|had|just|it|suddenly|completely|bed|chair|seat) (?:just |suddenly
        + |completely )?collapsed
        collapsed (?:last night|suddenly|completely|during|in the night|while)
        se (?:ha )?(?:derrumb|desplom)(?:o|ado|aron)
        (?:e|si e|sono) (?:\w+ )?(?:crollat|sfondat|schiantat|sfasciat)[oaie]
        (?:ha )?ceduto .. (?:sotto|mentre|sopra)
        (?:rott|spezzat|sfasciat|ceduto|cedut)[oa]? (?:sotto|mentre|con me|appena)
        (?:ist|sind) .. (?:zusammengebrochen|zusammengekracht|zusammengefallen|eingesturzt)
        bricht zusammen | brach .. zusammen
        (?:انهار|انهارت|انهد|انهدت|خسف|خسفت)
        (?:[اي]نكسر|[اي]نكسرت|تكسرت?) .. (?:فيني|فيه|فيها|بي|تحتي|تحته|تحتها|تحتنا|وانا جالس)
    """,
    "spring": r"""
        {metal} .. {pokes}
        {pokes} .. (?:un|une|des|les|le|the|a|of) {metal}
        sharp (?:metal|springs?|edges?)
        (?:bord|arete|angle|coin|metal|piece)s? .. (?:tranchante?s?|coupante?s?|acere\w*)
        (?:edge|corner|metal) .. (?:sharp|razor)
        (?:نابض|النابض|زنبرك|الزنبرك) .. (?:بارز|خرج|يخرج|حاد|برز)
    """,
    "smoke": r"""
        fumees? | fume\w* .. (?:sort?|sortait|sorti|echapp\w*|degag\w*)
        {device} .. (?:fume|fumait|fumer|brulante?s?|{burnt}|bouillante?s?|heiss
        +|(?:very|extremely|too|burning) hot
        +|chauff\w+ (?:trop|beaucoup|enormement|anormalement|fort|tres))
        {burnt} .. {device}
        burn(?:t|ing) (?:smell|plastic|odou?rs?|wires?|rubber)
        (?:odeurs?|sent|sentait|sens|pue|puait|odore|puzza|smell\w*|smelt|stinks?|stench|odou?r
        +|huele
        +|olor|riecht|stinkt|geruch) .. {burnt}
        (?:ca|qui|il|elle|s est mise? a|commence a|mis a) (?:\w+ )?(?:fume|fumait|fumer)
        (?:pris|prend|prendre|prenait) feu
        en (?:feu|flammes?)
        flammes? | etincelles? | sparks? | sparking | sparked | chispas? | scintille | funken
        (?:debut|depart) (?:d incendie|de feu)
        s est (?:enflammee?|embrasee?|consumee?)
        ca (?:crame|brule|cramait|brulait) | arcs? electriques?
        (?:noirci|roussi)e? .. {device} | {device} .. (?:noirci|roussi|explos|gonfl)\w*
        (?:batterie|pile|battery|akku|bateria|batteria) .. (?:explos|gonfl|swoll|leak|fui|coul)\w*
        (?:emanations?|vapeurs?|fumes|vapori|dampfe) .. (?:toxi\w+|acre\w*|irrit\w+|suffoc\w+
        +|gorge|tete|colle)
        (?:si scioglie|sciolt[oa]|fus[oa]|fonde) .. {device}
        {device} .. (?:scott\w+|sciolt[oa]|brucia\w*|fus[oa])
        surchauff\w+ | overheat\w* | sobrecalient\w+ | surriscald\w+ | uberhitz\w+
        smoke | smoking | smoldering
        (?:caught|catch|catches|catching|on|started a) fire | in flames
        humo | humea\w* | prendio fuego | en llamas | se incendio
        fuma | fumava | fumo | in fiamme | (?:ha preso|prende) fuoco
        rauch | raucht | rauchte | geraucht | rauchentwicklung | qualm | qualmt | brandgeruch
        verschmort | feuer gefangen | hat gebrannt
        (?:ال)?دخان | رائح[ةه] (?:حريق|احتراق|محترق\w*) | احترقت? | اشتعلت? | شرار\w* | شرر
        ريح[ةه] (?:حريق|محروق\w*|حرق|شياط) | ولع\w* | ذاب\w* | سخن\w* .. (?:حرق|كثير|جدا|نار)
        [يت]حترق
    """,
    "shock": r"""
        decharges? (?:electriques?|de courant|en (?:touchant|branchant)|quand)
        (?:pris|prends|prend|prendre|recu|recois|recoit|eu|donne|mis|envoie
        +|envoye) (?:\w+ )?(?:des? |une |du |le |un |la )(?:petite |grosse |coups? de
        + |coup d )?(?:decharges?|jus|chataignes?|courant)
        coups? de jus | electrocut\w* | electrise\w* | chocs? electriques? | courts? circuits?
        (?:fils?|cables?) (?:\w+ ){0,2}?(?:denude\w*|a nu|apparents?|arraches?|sectionne\w*)
        (?:picot|fourmill)\w+ .. (?:touch|metal|branch)\w*
        (?:sens|sent|passe|senti) (?:\w+ )?(?:le|du) courant
        (?:electric|electrical|static) shocks? | short circuit\w* | shorted out | zapped
        (?:got|gets|gave|gives|getting|giving) (?:me |him |her |us |my \w+ )?(?:a |an )?(?:little
        + |nasty |small )?shocks? (?:when|from|off|touching|while)
        (?:exposed|bare|frayed|live) (?:electrical )?(?:wires?|wiring|cables?)
        descarga electrica | calambre | cortocircuito | corto circuito | cables? pelad\w+
        scossa | scosse | folgorat[oa] | (?:fil[oi]|cav[oi]) scopert[oi]
        funken | gefunkt | funkt | schlag (?:bekommen|gekriegt|gewischt)
        stromschlag\w* | elektrischen schlag | kurzschluss\w* | freiliegende kabel
        صدمة كهربائية | صعقة\w* | صعقت\w* | صعقني | (?:تماس|ماس) كهربائي | سلك مكشوف | اسلاك مكشوفة
    """,
    "injury": r"""
        bless(?:e|ee|ure|ures|er|ait|ant)
        (?:me suis|s est|se sont|m a|l a|nous a|lui a) (?:\w+ ){0,2}?(?:coup|entaill|egratign
        +|ecorch|ouvert|brul|foul|tordu|fractur|lux|coinc|pinc|ecras|arrach|casse
        +|cogn)\w* (?:#body|#child|#relative|profond\w*)
        (?:me suis|m a) (?:\w+ ){0,2}?(?:coup|entaill|egratign|ecorch|brul|foul)ee? (?:avec|en|sur
        +|dessus|a|au|aux)
        (?:me suis|s est|m a) (?:\w+ )?(?:coupee?|blesse\w*|brulee?|entaillee?)(?=$|[ ,]*(?:et|,
        +|avec|dessus|hier|ce|a cause|avec))
        (?:me|te|se|nous|m|s) (?:suis |est |sont |a |ont )?(?:\w+ )?fait? (?:\w+ )?(?:mal|bobo)
        se faire (?:\w+ )?mal
        (?:me|te|se|s|nous) (?:couper|bruler) (?:#body|avec|dessus)
        saign\w+ | hemorragie | en sang | du sang | points? de suture
        fractures? (?:du?|de|au|ouverte) | entorse
        commotion | hematomes? | contusions? | traumatis\w+ | ambulance | pompiers | samu
        (?:aux?|a l|to|to the|in|in the|at the|en el|al|all|in|im|ins|في|الى) (?:hopital|urgences
        +|hospital|er|ospedale|krankenhaus|مستشفى)
        (?:se|s est|si e|me suis|me) (?:cogn|tap|golpe|fractur|ouvert|fendu
        +|entaill)\w* (?:\w+ )?(?:frente|cabeza|tete|front|pie|pied|bras|jambe|brazo|pierna
        +|espalda|chin|dos)
        arret de travail | arret maladie | je boite | boitille
        retrouvee?s? (?:\w+ )?(?:par terre|au sol|a terre|les quatre)
        (?:ended up|landed) on the (?:floor|ground) | passed out | black eye | nosebleed
        (?:me|nos) (?:\w+ ){0,2}?(?:al suelo|en el suelo)
        (?:sono|siamo|e) (?:cadut|scivolat|finit|rimast)[oai] (?:\w+ )?(?:terra|indietro|pavimento)
        auf (?:dem|den) boden (?:gelandet|gefallen|gelegen)
        failli (?:y (?:passer|rester|laisser)|me (?:tuer|blesser|couper|bruler|assommer)|perdre un)
        (?:c est|tres|vraiment|trop|extremement|produit|devenu) dangereu(?:x|se)(?![^.!]*\?)
        (?:choc|coup|pris|recu|prend\w*|frapp\w*|tap\w*|cogn\w*) .. (?:tete|visage
        +|crane)(?! (?:de|du|d))
        (?:suis|est|sommes|sont) (?:\w+ment )?tombee?s? (?:par terre|a la renverse|en arriere
        +|du lit|a cause|lourdement|violemment|de (?:sa|la|ma|tout))
        (?:reactions?|crises?|plaques?) (?:d )?(?:allergi\w*|asthme|cutanees?|urticaire|rouges)
        eczema | urticaire | demangeaisons? | vomi\w* | nausees? | nauseeux | intoxi\w+
        (?:maux|mal) (?:de |a |au |aux )?(?:la |l )?(?:#body|gorge|coeur|ventre) .. {cause}
        etourdi\w+ | irritations?
        boutons (?:rouges|partout|sur (?:le corps|la peau|les bras|tout|le visage))
        yeux (?:\w+ )?(?:rouges|irrites|qui (?:piquent|pleurent|brulent))
        gorge (?:\w+ )?(?:irritee|qui \w+)
        (?:arriv\w+|peu[xt]|pouv\w+|reussi\w+) (?:\w+ ){0,2}?respirer | respir\w+ (?:\w+ )?mal
        (?:barely|struggl\w+ to|couldn ?t|could not|can ?t|cannot|hard to) breathe?
        ahog\w+ | (?:puedo|puede|podia) respirar | (?:riesc|riusciv)\w+ (?:piu )?a respirare
        (?:keine?|kaum) luft (?:mehr )?(?:bekommen|gekriegt|kriegt|bekommt)
        malades? .. (?:depuis|a cause d\w+|avec) (?:ce|cet|cette|votre|vos|l arrivee|que (?:n|j
        +|on|l))
        (?:couverte?s?|plein\w*) de (?:piqures?|boutons|plaques|bleus|cloques)
        (?:morsures?|piqures?) d \w+ | chutes? .. (?:a cause|cause[er]? par|due? a)
        (?:s est|s etait|me suis) coupee? (?:chez|avec|dans|sur|au|aux|en)
        (?:du mal|mal|peine|difficultes?) a respirer | difficultes? respiratoires? | s etouffe\w*
        suffoqu\w*
        (?:suis|reste\w*|retrouvee?) (?:\w+ )?(?:coincee?|enfermee?|prisonni\w+) (?:dans|sous
        +|entre|avec)
        #relative (?:\w+ ){0,3}?(?:coincee?|enfermee?|bloquee?) (?:dans|sous|entre)
        allergies? (?:a cause|depuis|severe|respiratoire)
        (?:rend|rendu|rendue|rendent|rendait|tombee?s?) (?:\w+ )?malades?
        (?:tous|toutes|tout le monde|fils|fille|enfants) (?:\w+ )?malades?
        (?:piqu|mord|devor)\w* par (?:des|les) \w+ | piqures? (?:de|d) \w+ | punaises? de lit
        injur(?:ed|ies|ing) | injury | wound(?:ed|s)? | bleed(?:ing|s)? | bled | blood | stitches
        er visit
        (?:got|was|is|were|been|get|being|almost|nearly|getting|really|badly
        +|seriously) (?:\w+ )?hurt
        hurt (?:my|his|her|our|him|me|herself|himself|myself|someone|somebody)
        (?:cut|burned|burnt) (?:myself|himself|herself|ourselves) | emergency room | concussion
        bruis(?:e|es|ed|ing)
        allergic reactions? | rash | rashes | hives | itch\w* | vomit\w* | nausea | nauseous
        nauseated | throwing up
        dizz\w+ | (?:trouble|difficulty|hard to|can ?t|cannot) breath\w+
        burning eyes | bed ?bugs?
        (?:mak(?:e|es|ing)|made|feel|feeling|felt|got|getting) (?:me |us |him |her |them
        + |my \w+ )?(?:really |very |all )?(?:sick|ill|nauseous|unwell)
        herid[oa]s? | lesion\w* | lastim\w+ | sangr\w+ | puntos de sutura | fractura\w*
        vomit\w+ | mareos?
        (?:me|se) (?:he |ha )?(?:corte|cortado|quemado|queme|corto|quemo)
        sarpullido | ronchas | picor\w*
        reaccion alergica | (?:hizo|hecho|hice|hicimos|hicieron) dano
        (?:pone|ponen|puesto) (?:\w+ )?enferm[oa]s?
        ferit[oaie]
        (?:mi sono|si e) (?:\w+ )?(?:tagliat[oa]|fatt[oa] male|bruciat[oa]|ustionat[oa]) | sangue
        sanguinant\w*
        pronto soccorso | punti di sutura | frattura\w* | reazione allergica
        prurito | sfogo
        (?:fa|fanno|fatto) (?:\w+ )?(?:star|stare|stato) male
        verletz\w+ | geschnitten | blutet\w* | notaufnahme | genaht
        allergische reaktion | \w*ausschlag
        juckreiz | erbr[eo]ch\w+ | ubelkeit | schwindel\w* | atemnot | weh ?getan
        gequetscht | eingeklemmt
        (?:macht|machen|gemacht) (?:\w+ )?krank | krank geworden
        (?:جرح\w*|اصيبت?|اصابة|اصبت|نزيف|[يت]نزف|مستشفى|المستشفى|حساسية|حكة|غثيان|[يت]تقيا|صداع
        +|دوخة|اختناق)
    """,
    "child": r"""
        #child .. (?:failli|est tombee?|sont tombes|s est (?:blesse|coince|coupe|fait mal|cogne
        +|pris|etrangle|etouffe|electrocute|brule)\w*)
        #child .. (?:a (?:avale|ete (?:blesse|coince|ecrase|touche)\w*)|(?:en|est en) danger
        +|coincee? (?:dans|sous|entre)|aurait pu|risque de se|peut se (?:blesser|couper|coincer))
        #child .. (?:fell|nearly|almost|got (?:hurt|stuck|trapped|caught|cut|hit|shocked)
        +|was (?:hit|hurt|trapped)|choked|choking|swallowed|in danger|could have)
        #child .. (?:casi|se (?:cayo|ha caido|corto|atasco|trago)|en peligro|ha rischiato
        +|e cadut[oa]|si e (?:fatt|ferit|tagliat|incastrat)[oa]|in pericolo)
        #child .. (?:gefallen|heruntergefallen|gesturzt|verletzt|eingeklemmt|verschluckt|in gefahr
        +|hatte sich)
        (?:failli|tomb\w+|bascul\w+|effondr\w+|ecroul\w+|ecras\w+|bless\w+|renvers\w+
        +|decroch\w+) (?:\w+ ){0,2}?(?:sur|dessus) #child
        (?:failli|manque) (?:ecraser|blesser|tuer|etrangler|etouffer) #child
        (?:fell|fallen|falling|fall|tipped|collapsed|landed|toppled) (?:\w+ ){0,2}?(?:on
        +|onto) #child
        (?:hurt|injured|hit|crushed|cut|trapped|shocked|nearly killed) #child
        (?:cayo|caido|volco|cae) (?:encima|sobre) (?:de )?#child
        (?:cadut|crollat|ribaltat)[oa] (?:su|addosso a|sopra) #child
        auf #child .. (?:gefallen|gesturzt|gekippt)
        (?:dangereu\w+|danger|risque|dangerous|hazard|unsafe|risk|peligros[oa]|pericolos[oa]
        +|gefahrlich\w*) (?:pour|for|to|para|per|fur) #child
        (?:ابني|ابنتي|طفلي|طفلتي|الطفل|رضيعي) .. (?:سقطت?|وقعت?|كادت?|اصيبت?|جرح\w*|ابتلع\w*|علقت?)
        (?:على|علي|فوق) (?:ابني|ابنتي|طفلي|طفلتي|الطفل)
        (?:cm|centimetres?|metres?|inches|pas|cote) (?:du|de|d|of|from) #child
        خطر(?:ة)? على (?:ال)?(?:اطفال|طفل)
    """,
}
_READ = {kind: phrases(_TOLD[kind], **_SETS) for kind in KINDS}

# Look-alikes, cut out of the message before anything is looked for.
_HARMLESS = phrases(r"""
    (?:verres?|vitres?|gris|noir|chene|bois|plateau|miroirs?|coloris|teinte|couleur|saumon) fumee?s?
    smoked (?:glass|oak|grey|gray|wood|mirror)
    smoke (?:glass|oak|grey|gray|detectors?|alarms?|free)
    (?:rideau|ecran|detecteurs?|odeurs?|gout) de fumees? | fumee? de (?:cigarettes?|tabac)
    non fumeurs?
    (?:smoking|non smoking) (?:home|house|household|area) | fumo di sigarett\w+
    humo de (?:tabaco|cigarro)
    zigarettenrauch | vetro fume | vidrio ahumado | rauchglas | raucher\w* | nichtraucher\w*
    systeme bascul\w+ | mecanisme bascul\w+ | bascule vers (?:le site|la page)
    (?:couleur|rouge|rosso|rojo) (?:sang|sangue|sangre) | sang froid | bon sang | bloody
    service (?:des )?urgences? | c est (?:une )?urgence
    vernis? a ongles? | driver injury | lits? (?:pour )?(?:d )?(?:enfants?|bebes?)
    chambres? (?:d |de |pour )?(?:enfants?|bebes?|fils|fille)
    hospital (?:corners?|bed) | lit (?:d hopital|medicalise)
    (?:scratch|heart|wake|sleep) ?itch | itching to
    tombee?s? en (?:panne|miettes|lambeaux|morceaux|rade)
    tombee?s? sur (?:\w+ ){1,2}?(?:site|annonce|page|promo\w*|article|message|offre|repondeur|avis)
    (?:prix|budget|promos?|ventes|prices?) .. explos\w+ | explos\w+ .. (?:prix|budget)
    (?:mal au coeur|mal au ventre|malades?|vomir|la nausee|la migraine|mal|nausees?) (?:de|d
    +|rien qu\w+|a)
    + (?:voir|penser|lire|entendre|payer|constater)
    facon de parler
    laiss\w+ tomber | basculez
    tomb\w+ (?:de (?:ma|sa|la) chaise|de haut|des nues|d accord|a pic
    +|amoureu\w*|dans le panneau|juste)
    (?:coups?) (?:de coeur|de foudre|de main|d oeil|de fil|de tete|de pouce|du sort)
    (?:coup\w+) (?:le souffle|l herbe|l envie|la parole|l appetit|les vivres|court)
    (?:cass\w+|prend\w*|prise?s?|pren\w+) (?:nous )?(?:de |la |les |l )?(?:tete|pieds|oreilles|bras)
    (?:les )?yeux de la tete | un bras | an arm and a leg | un ojo de la cara
    un occhio della testa
    (?:retardateurs?|retardant) de flammes? | (?:flame|fire) (?:retardants?|resistant)
    rouge a levres | en mains? propres? | fait(?:e|es|s)? main | seconde main | clin d oeil
    pique\w* du nez | que lastima | lastima | pain in the \w+
    shock\w* .. (?:price|prices|bill|quote|premium|invoice|cost)
    (?:sick|ill) (?:of|and tired|with worry) | vomi (?:sur|dessus|dans|partout)
    bilan de sante | mal de dos | mal au dos | back ?pain
""")
_ROCKING = re.compile(r"\b(?:à|À) ?bascule\b(?!é)", re.IGNORECASE)
# A denial standing just before, in the same clause.
_DENIED = re.compile(
    spelled(
        r"(?<!\w){denial}(?:\s\S+){0,3}\s*$",
        denial=any_of(r"""
            personne n(?: \w+)? | aucune? | pas (?:de|d|ete|eu de|eu d) | sans(?: aucune?)? | ni
            jamais | heureusement (?:pas|personne) | n a pas ete | n est pas | ne s est pas
            ne sont pas | ne me suis pas | no one | nobody | none | not | no | without | isn t
            wasn t | didn t | never | neither | anti | nadie | ningun[oa]? | sin | nessun[oa]
            senza | niemand | keine?r? | nicht | ohne | لم | لا | ليس | بدون | لا احد
        """),
    )
)
_DENIED_AFTER = re.compile(r"^\s(?:pas|personne|nobody|nadie|nessuno)\b")
# Wanting to prevent, or asking what would happen, is not telling what did.
_SUPPOSED = re.compile(
    spelled(
        r"(?<!\w){supposing}(?:\s\S+){0,5}\s*$",
        supposing=any_of(r"""
            eviter | evite | empecher | prevenir | pour ne pas | contre (?:le|la|les|l) | prevent
            resist\w+ (?:a|au|aux) | avoid | against | evitar | impedir | evitare | impedire
            vermeiden | verhindern | gegen | en cas de? | in case of | en caso de | in caso di
            im falle | norme | ignifuge\w* | anti
        """),
    )
)
_IF = re.compile(r"\b(?:si|s|if|wenn|falls|se|اذا)\s(?:\S+\s){0,4}$")
_CLAUSE = re.compile(r"[.,;:!?]|\b(?:mais|but|pero|aber|ma|sondern|cependant|however|لكن)\b")
_REACH = 80
_MOST_LOOKS = 8


def kinds(words: str, typed: str = "") -> tuple[str, ...]:
    """The kinds of danger that a plain message tells of, in the order of `KINDS`.

    `typed` is the message with its accents: only they tell "à bascule" from "a basculé".
    """
    if _ROCKING.search(typed):
        words = words.replace("a bascule", "#")
    words = _HARMLESS.sub("#", words)
    told = {kind for kind, start, end in harm.told(words) if _is_real(start, end, words)}
    for name, said_as in _NAMES:
        words = name.sub(said_as, words)
    return tuple(kind for kind in KINDS if kind in told or _reads(kind, words))


def _reads(kind: str, words: str) -> bool:
    begin = 0
    for _ in range(_MOST_LOOKS):
        found = _READ[kind].search(words, begin)
        if not found:
            return False
        if _is_real(*found.span(), words):
            return True
        # What is denied may begin a phrase that is not: "pas une odeur de neuf, de brûlé".
        begin = found.start() + 1
    return False


def _is_real(start: int, end: int, words: str) -> bool:
    before = words[max(0, start - _REACH) : start]
    clause = _CLAUSE.split(before)[-1]
    if (
        _DENIED.search(clause)
        or _SUPPOSED.search(clause)
        or _DENIED_AFTER.search(words[end : end + 12])
    ):
        return False
    asked = "?" in words[end : end + 2 * _REACH]
    return not (asked and _IF.search(clause))
