"""What goes wrong with furniture: categories and severities, as patterns over plain words.

Patterns are written for `words.phrases`: plain words (no accents, apostrophes and hyphens
are spaces), ` .. ` for a short gap, `{name}` for a set below. The order of the categories
settles what a message that speaks of several is about: the cause admitted by the customer first,
then what was wrong on arrival, then the fault itself.
"""

from comptoir.brain.words import any_of

WORD_SETS = {
    "broken": any_of(r"""
        cass(?:e|ee|es|ees|er|ent|ait|ure) | brise\w* | romp(?:u|ue|us|ues|t) | fendu\w*
        fissur\w* | fele\w* | craque(?!le|ll)\w*
        pete\w* | pliee?s? | tordu\w* | deform\w+ | voile\w* | explose\w* | arrach\w+ | decoll\w+
        cede\w* | lache\w* | brok\w+
        breaks? | snapped | crack\w* | split | bent | warped | loose | came off | fell off
        detached | torn off | rot[oa]s?
        rompi\w+ | partid[oa]s? | rajad[oa]s? | doblad[oa]s? | suelt[oa]s? | rott[oaie]
        spezzat[oaie] | crepat[oaie]
        piegat[oaie] | staccat[oaie] | gebrochen | bricht | abgebrochen | zerbrochen | kaputt\w*
        verbogen | gerissen
        gesprungen | locker | wackelt | wackelig\w* | مكسور\w* | انكسر\w* | كسر | متشقق\w*
    """),
    "damaged": any_of(r"""
        cass(?:e|ee|es|ees) | brise\w* | fendu\w* | fissure\w* | fele\w*
        ray(?:e|ee|es|ees|ure|ures) | abime\w* | endommag\w+
        deterior\w+ | eventr\w* | creve\w* | eclats? | ebreche\w* | cabosse\w* | enfonce\w*
        chocs? | coups? | impacts?
        tach(?:e|ee|es|ees) | sali\w*
        sales? | dechir\w+ | trou(?:e|ee|es|ees|s)? | perce\w* | griff\w+ | ecorn\w+ | accroc\w*
        en miettes | en morceaux | tordu\w*
        mouille\w* | defonce\w* | en mauvais etat | pas en bon etat | amoch\w+ | scratch\w*
        damage\w* | broken | chip\w* | dent\w*
        crack\w* | shattered | smashed | torn | ripped | stain\w* | dirty | scuff\w* | bent
        rayad[oa]s? | danad[oa]s? | rot[oa]s?
        aranad[oa]s? | golpe\w* | abollad[oa]s? | manchad[oa]s? | rasgad[oa]s? | graffi\w*
        danneggiat[oaie] | rott[oaie] | rovinat[oaie]
        ammaccat[oaie] | macchiat[oaie] | strappat[oaie] | scheggiat[oaie] | zerkratzt\w* | kratzer
        beschadigt\w* | kaputt\w*
        gebrochen | delle\w* | verschmutzt | zerbrochen | zerrissen | schaden | مخدوش\w* | مكسور\w*
        تالف\w* | متضرر\w* | خدش\w* | ممزق\w*
    """),
    "arrival": any_of(r"""
        (?:a|lors de|pendant|apres|des|a sa|a leur) (?:la |l )?(?:livraison|reception|arrivee
        +|deballage|ouverture du carton)
        recue?s? | resu | (?:est|sont|m est) arrive\w*
        arrive[es]*s? (?:tout|toute|avec|casse|abime|en|raye|deja)\w* | arrivee?s | arrivee
        deball\w+ | en l ouvrant | en ouvrant le (?:carton|colis) | livree?s? | livre
        transport\w*
        livreurs? | transporteurs? | coursier | emballage\w* | cartons? | colis | on arrival
        upon (?:arrival|delivery)
        (?:was|were|been|got|have|had) delivered | delivered
        delivery (?:man|men|guys?|driver|team|people) | movers
        arrived | arrives | when it came | came (?:with|in) | received | unpack\w* | unboxing
        packag\w+ | in transit | shipping
        lleg(?:o|aron|ado) | entreg\w+ | recibi\w* | repartidor\w* | transportista\w* | embalaje
        al abrir | caja
        arrivat[oaie] | consegn\w+ | ricevut[oaie] | corrier[ei] | trasporto | imball\w+
        geliefert | lieferung | angekommen
        erhalten | bekommen | ausgepackt | auspacken | lieferant\w* | spedition | transport
        verpackung | kam an | kam (?:er|sie|es|so|bereits) an | وصل\w* | استلم\w* | توصيل | التوصيل
        تسليم
    """),
    "small_part": any_of(r"""
        vis | visserie | ecrous? | boulons? | chevilles? | tourillons? | rondelles? | cle allen
        patins? | cache vis | caches?
        notice | manuel | quincaillerie | taquets? | screws? | bolts? | nuts? | dowels? | washers?
        allen key | hex key | instructions?
        manual | pads? | caps? | tornillos? | tuercas? | tacos? | vit[ei] | bullon[ei]
        tassell[oi] | istruzioni | schrauben? | mutter\w*
        dubel | anleitung | aufbauanleitung | براغي | مسامير | برغي | مسمار
    """),
    "part": any_of(r"""
        pieces? | pieds? | planches? | panneaux? | etageres? | tablettes? | portes? | tiroirs?
        poignees? | lattes? | barres? | rails?
        charnieres? | accoudoirs? | coussins? | dossier | assise | plateau | colis | cartons?
        paquets? | sachets? | sacs? | housses? | fond
        montants? | traverses? | roulettes? | sommier | moitie | elements? | accessoires?
        telecommande | cables? | chaises? | table | vitre
        miroir | cle | boutons? | parts? | pieces? | legs? | feet | boards? | panels?
        shel(?:f|ves) | doors? | drawers? | handles? | slats?
        hinges? | armrests? | cushions? | box(?:es)? | packages? | parcels? | bags? | covers?
        wheels? | casters? | remote | knobs? | chairs?
        hardware | fittings | piezas? | patas? | tablas? | puertas? | cajon(?:es)? | tiradores?
        estantes? | cojin(?:es)? | cajas? | bultos?
        paquetes? | bisagras? | mando | herrajes | pezz[oi] | gamb[ae] | piedin[oi] | ant[ae]
        cassett[oi] | manigli[ae] | ripian[oi] | cuscin[oi]
        scatol[ae] | pacc[oh]\w* | cernier[ae] | telecomando | teile? | beine? | fusse? | bretter
        brett | turen? | schubladen? | griffe?
        kissen | pakete?s? | karton\w* | scharniere? | fernbedienung | قطع\w* | ارجل | رجل | ادراج
        درج | باب | مقبض | مقابض | رفوف | رف | صندوق | وسائد
    """),
    "frame": any_of(r"""
        pieds? | pattes? | accoudoirs? | dossiers? | cadres? | ossatures? | structures? | lattes?
        ressorts? | sangles? | plateaux? | montants?
        armatures? | traverses? | barres? | longerons? | tablettes? | etageres? | planches?
        panneaux? | caisson | socle | pietements?
        fond | cotes? | soudures? | bois | assise | chaises? | table | lit | sommier | armoire
        canape | fauteuil | bibliotheque | commode | meuble | banc | tabouret
        legs? | feet | arms? | armrests? | back(?:rest)? | frames? | structure | slats? | springs?
        boards? | base | joints? | wood | seat | supports? | shel(?:f|ves) | beam | table ?top
        bed | chair | sofa | bench | stool
        patas? | brazos? | respaldo | estructura | lamas? | muelles? | tablero | tablas? | somier
        marco | soporte | asiento | silla | mesa | cama | sofa
        gamb[ae] | piedin[oi] | bracciol[oi] | schienale | struttura | dogh[ae] | moll[ae] | telaio
        ripian[oi] | seduta | sedia | tavolo | letto | divano
        beine? | tischbein\w* | stuhlbein\w* | fusse? | armlehnen? | lehnen? | ruckenlehne | rahmen
        gestell | latten? | lattenrost | federn? | platte | tischplatte | brett\w* | bett | stuhl
        tisch | sofa
        رجل | ارجل | قدم | هيكل | اطار | ذراع | مسند | نابض | نوابض | لوح | الواح | سرير | كرسي
        طاولة | كنبة | اريكة | خزانة | ساق | سيقان
    """),
    "mechanism": any_of(r"""
        tiroirs? | charnieres? | gonds? | coulisses? | glissieres? | rails? | mecanismes? | verins?
        portes? | portillons? | abattants? | loquets?
        serrures? | poignees? | tetieres? | roulettes? | relax | repose pieds? | inclin\w+
        convertible | canape lit | clic clac | bz | dossier inclinable | rallonges? | allonges?
        fermetures? | zips? | systeme | coffre | couvercle | pistons? | drawers? | hinges?
        handles? | knobs?
        slides? | runners? | mechanisms? | doors? | latch\w* | locks? | recliner | gas lift
        wheels? | casters?
        footrest | zipper | sofa ?bed | lid | extension | caj(?:on|ones) | bisagras? | guias?
        mecanismos? | puertas? | cerradura | reclinable | pistones? | ruedas?
        cassett[oi] | cernier[ae] | guid[ae] | meccanism[oi] | ant[ae] | serratur[ae] | rotell[ae]
        pistoni? | schubladen? | scharniere? | schienen? | mechani\w+ | turen?
        schloss | verriegelung | rollen? | gasfeder | auszug | schlaffunktion | درج | ادراج
        مفصل\w* | باب | ابواب | الية | قفل | سحاب
    """),
    "stuck": any_of(r"""
        coinc\w+ | bloqu\w+ | grippe\w* | deraill\w+ | sort\w* (?:du|de son|des) rails?
        ne (?:s )?(?:ouvr\w+|ferm\w+|gliss\w+|coulisse\w*|depli\w+|repli\w+|verrouill\w+|tient
        +|tourne\w*|monte\w*|descend\w*|march\w+|fonctionn\w+|enclench\w+|clips\w*)
        (?:s )?(?:ouvr|ferm|gliss|depli|repli|inclin|verrouill|coulisse|tourn|march|fonctionn
        +|tien)\w* (?:un peu |tres |vraiment |plutot )?(?:pas|plus|mal|tout seul)
        impossible (?:de l |d |de (?:le |la |les )?)(?:ouvrir|fermer|deplier|replier|incliner
        +|verrouiller|bouger)
        glisse | couin\w+ | grinc\w+ | frott\w+ | force | se ferme mal | ferme mal | ouvre mal
        deregl\w+ | desalign\w+ | degond\w+ | jam(?:s|med|ming)? | stuck | stiff | sticks
        squeak\w* | creak\w* | off (?:its|the) (?:track|rail)s? | misaligned
        (?:won ?t|doesn ?t|don ?t|can ?t|cannot|will not|does not|not) (?:\w+ )?(?:open|close
        +|slide|shut|fold|unfold|recline|lock|work|stay|move|extend)\w*
        atasc\w+ | atranc\w+ | bloquead[oa]s? | encallad[oa]s?
        (?:no )?(?:se )?(?:abre|cierra|desliza|funciona|encaja)n?
        chirr\w+ | bloccat[oaie] | incastrat[oaie]
        (?:non )?(?:si )?(?:apre|chiude|scorre|aprono|chiudono|funziona) | cigola\w* | klemm\w*
        hakt | blockiert | verklemmt | geht nicht (?:auf|zu) | lasst sich nicht | schliesst nicht
        offnet nicht | quietsch\w* | knarr\w*
        عالق\w* | لا [يت](?:فتح|غلق|نفتح|نغلق|تحرك|عمل) | معلق | مسدود
    """),
    "electric": any_of(r"""
        moteurs? | telecommandes? | leds? | usb | prises? | alimentation | transfo\w* | chargeurs?
        batteries? | electri\w+ | cables? electriques? | ampoules? | eclairages? | lumieres?
        boitier | bandeau lumineux | ruban (?:led|lumineux) | interrupteurs? | lampes?
        lampadaires? | massage | chauffant\w*
        motors? | remotes? | remote control | sockets? | plugs? | power supply | adapter | charger
        battery | lights? | lighting | bulbs? | switch | lamp | wiring | outlet | motores? | mando
        enchufes? | bombillas? | luz | luces | lampara | cargador | interruptor
        motore | telecomando | presa | caricatore | luci | lampadina | lampada | interruttore
        motor | fernbedienung | steckdose | netzteil | stecker | licht | beleuchtung | lampe
        schalter | gluhbirne | محرك | المحرك | ريموت | جهاز التحكم | مقبس | مصباح | اضاءة
        كهرباء\w*
    """),
    "dead": any_of(r"""
        (?:ne |n )?(?:\w+ )?(?:march|fonctionn|allum|demarr|repond|charg|clignot)\w* (?:plus|pas
        +|mal|jamais)
        en panne | h ?s | mort\w* | eteint\w* | grille\w* | gresill\w* | clignot\w* | casse\w*
        defectueu\w+ | muet\w* | ne (?:\w+ )?plus du tout
        s allume(?:nt)? (?:plus|pas) | rien ne se passe
        ne (?:\w+ )?(?:monte|descend|bouge|leve|chauffe|vibre)\w* (?:plus|pas)
        tourne dans le vide | doesn ?t (?:\w+ )?work\w*
        (?:not|isn ?t|aren ?t|stopped|quit) (?:\w+ )?(?:work\w*|turn\w*|charg\w*|respond\w*)
        won ?t (?:turn on|start|charge|move|work) | dead | flicker\w* | broken | burnt out | faulty
        no power | defective
        no (?:funciona|enciende|carga|responde|va)n? | estropead[oa] | averiad[oa] | rot[oa]
        parpadea\w* | non (?:funziona|si accende|carica|risponde|va)(?:no)? | guast[oa] | rott[oa]
        lampeggia\w* | funktioniert nicht | geht nicht | defekt | kaputt | flackert | ladt nicht
        reagiert nicht | tot
        لا [يت]عمل | معطل\w* | لا [يت]ضيء | عطل | [يت]ومض
    """),
    "cover": any_of(r"""
        tissus? | cuirs? | velours | simili | revetements? | housses? | coutures? | vernis
        placages? | plaquages? | peintures? | laque\w* | teintes? | couleur | coloris | surface
        finition | melamine | stratifie | film | chants? | bordures? | passepoil | boutons?
        galons? | toile | cuirette | dessus
        fabrics? | leather | velvet | upholstery | seams? | stitch\w* | varnish | veneer | paint
        finish | coating | lacquer | laminate | edging | colou?r | cover | tela | tapiz\w+
        costuras? | cuero | piel | barniz | chapa | pintura | color | lacado
        tessuto | pelle | cucitur[ae] | vernice | impiallacciatura | rivestimento | colore
        finitura | stoff | leder | naht | nahte | lack | furnier | farbe | bezug | oberflache
        قماش | جلد | خياطة | طلاء | لون | ورنيش
    """),
    "worn": any_of(r"""
        dechir\w+ | craquel\w+ | craque\w* | ecaill\w+ | pel(?:e|ent|er|ee|ees|es) | decoll\w+
        decou\w+ | lach\w+ | effil\w+ | bouloch\w+ | peluch\w+ | decolor\w+ | deteint\w* | pali\w*
        jauni\w* | blanchi\w* | cloqu\w+ | gondol\w+ | raye?\w* | tach\w+ | trou\w* | use\w*
        part en (?:lambeaux|morceaux|poussiere) | s en va | abim\w+ | accroc\w* | gonfl\w+
        frois\w+ | eclat\w* | change de couleur | defai\w+ | ouvert\w*
        torn | tear\w* | rip\w* | peel\w* | crack\w* | flak\w* | pill\w* | fad\w+ | discolou?r\w*
        unravel\w* | fray\w* | split\w* | bubbl\w* | scratch\w* | chip\w* | stain\w*
        coming (?:off|apart|undone|loose) | came (?:off|apart|undone) | worn | losing
        rasg\w+ | agriet\w+ | pela\w* | descos\w+ | destin\w+ | despeg\w+ | desconch\w+ | rot[oa]s?
        mancha\w* | raya\w* | pilling | strapp\w+ | screpol\w+ | scuc\w+ | sbiad\w+ | scroll\w+
        graffi\w* | macchi\w* | rovina\w* | si stacca | pelucch\w+
        zerriss\w+ | reisst | risse? | blatter\w* | abblatter\w* | gerissen | loss?t sich | gelost
        verblass\w+ | ausgebleicht | knotchen | kratzer | zerkratzt | aufgeplatzt | aufgegangen
        flecken | ممزق\w* | تمزق\w* | [يت]*تقشر\w* | متشقق\w* | بهت\w* | انفك\w*
    """),
    "padding": any_of(r"""
        mousses? | garniss\w+ | rembourr\w+ | assises? | coussins? | matelas | surmatelas
        couchage | dossier | oreillers? | canape | fauteuil | foam | padding | cushions? | seats?
        filling | stuffing | mattress | topper | espuma | relleno | cojin(?:es)? | asientos?
        colchon
        schiuma | imbottitura | cuscin[oi] | seduta | sedute | materasso | schaum\w* | polster\w*
        kissen | sitz\w* | matratze | fullung | اسفنج | حشو\w* | وسائد | وسادة | مرتبة | المرتبة
        مقعد
    """),
    "sagging": any_of(r"""
        affaiss\w+ | tass\w+ | ecras\w+ | creus\w+ | bosse\w* | bossele\w* | defonce\w*
        enfonce\w* | s effondre\w* | avachi\w* | ramolli\w* | mol(?:le|les|lasse)? | mou(?:s)?
        trop (?:dure?s?|ferme?s?|mou|molle) | dure?s? comme | cuvette | creux | deform\w+
        aplati\w* | plate?s? | inconfortable\w* | perd\w* (?:sa|son) (?:fermete|forme|tenue)
        ne reprend pas | sans soutien | plus (?:de|aucun) (?:soutien|confort|maintien)
        trou au milieu | roule au milieu | mal au dos | mal de dos
        sag\w* | sunk\w* | sink\w* | lump\w* | flat\w* | collapsed in the middle
        too (?:soft|hard|firm) | dip(?:s|ped)? | uncomfortable
        lost (?:its|their) (?:shape|firmness) | no support | dent in the | hole in the middle
        back ?pain
        hundid[oa] | hunde\w* | bultos? | aplastad[oa]s? | deformad[oa]s?
        demasiado (?:blando|duro|blanda|dura) | incomod[oa] | affossat[oa] | sfondat[oa]
        avvallament\w+ | troppo (?:morbid|dur)[oa] | scomod[oa] | schiacciat[oa] | cede al centro
        durchgelegen | durchgesessen | kuhle\w* | eingesunken | sinkt ein | zu (?:weich|hart)
        unbequem | hangt durch | liegekuhle | ruckenschmerzen | platt | هابط\w* | [يت]هبط | غائر\w*
        غير مريح\w* | صلب جدا | طري جدا
    """),
    "smell": any_of(r"""
        odeurs?(?! (?:\w+ )?(?:de |d )?(?:brule|roussi|crame))
        sent\w* (?:\w+ )?(?:mauvais|fort|bizarre|le|la|l|tres|comme) | pu(?:e|ent|ait|anteur)
        empest\w+ | moisi\w* | moisiss\w+ | humidite | champignons? | insectes? | punaises?
        cafards? | mites? | bestioles? | vers? (?:a|de) bois | vermoulu\w* | acariens | puces
        allergi\w+ | demangeaisons? | eczema | boutons (?:rouges|partout|sur la peau)
        produits? chimiques? | solvants? | irrit\w+ | toux | nausee\w* | vomi\w* | urine | renferme
        pas propre
        smell\w* | stinks? | odou?rs? | mou?ld\w* | mildew | musty | bugs? | bedbugs? | insects?
        woodworm | cockroach\w* | allergic | rash | itch\w* | chemical | fumes | stench | huele
        olor\w* | moho | hongos | insectos? | chinches | polilla | cucarachas? | alergia\w*
        odore | puzza\w* | muff[ae] | insett[oi] | cimici | tarl[oi] | allergi\w+ | riecht | stinkt
        geruch\w* | schimmel\w* | insekten | wanzen | kafer | holzwurm\w* | allergisch\w* | muffig
        رائحة | رايحة | ريحة | عفن | حشرات | بق | حساسية
    """),
    "wrong": any_of(r"""
        mauvais\w*
        pas (?:le|la|les|du tout|celui|celle|ce que|ceux) (?:bon\w*|meme\w*|modele|couleur|coloris
        +|taille|produit|article|canape|table|chaise|fauteuil|lit|matelas|que|j)?
        erreur (?:de|d|sur|dans) | (?:au lieu|a la place) (?:de|d|du) | different\w* de
        autre (?:modele|couleur|coloris|produit|article|meuble) | ne correspond\w* (?:pas|en rien)
        non conforme\w* | pas conforme\w* | trompe\w*
        wrong | incorrect | instead of
        not (?:the|what) (?:\w+ )?(?:i ordered|we ordered|one|right|colou?r|model|same|chosen)
        different (?:from|than|colou?r|model|size) | mixed up | equivocad[oa] | incorrect[oa]
        en (?:lugar|vez) de | no es (?:el|la|lo) que | otr[oa] (?:color|modelo) | diferente
        sbagliat[oaie] | al posto di | invece (?:di|del) | non e (?:quello|quella|il|la)
        divers[oa] da | falsch\w* | statt | anstatt
        nicht (?:das|die|den|der) (?:bestellt\w*|richtig\w*) | verwechselt | خاطئ\w* | خطا | بدل\w*
        غير الذي | مختلف\w*
    """),
    "feature": any_of(r"""
        couleur\w* | coloris | teinte\w* | tissu | taille\w* | dimensions? | modeles? | produits?
        articles? | references? | matiere | finition | sens | angle | cote | version | commande
        colis | meuble\w* | canape\w* | fauteuil\w* | chaise\w* | table\w* | lit\w* | matelas
        armoire\w* | commode\w* | buffet | bureau\w* | etagere\w* | tapis | lampe\w* | pieds?
        housse\w*
        colou?r | size | model | item | product | material | fabric | version | order | furniture
        sofa | chairs? | table | bed | mattress | side | dimensions? | color | talla | tamano
        modelo | producto | articulo | tela | pedido | medidas? | mueble | colore | misura
        modello | prodotto | articolo | tessuto | ordine | dimensioni | mobile | divano
        farbe | grosse | modell | produkt | artikel | stoff | bestellung | ware | mobel\w* | masse
        لون | مقاس | حجم | موديل | منتج | قطعة | طلب
    """),
    "pet": any_of(r"""
        chats? | chiens? | chiots? | chaton | animal | animaux | lapin | cats? | dogs? | puppy
        kitten | pets? | gat[oai] | perr[oa] | cachorro | cane | cuccioli?o? | katze\w* | hund\w*
        قط\w* | كلب\w* | القط | الكلب
    """),
    "unusable": any_of(r"""
        inutilisable\w*
        impossible (?:de|d) (?:\w+ ){0,2}?(?:dormir|asseoir|utiliser|servir|monter|assembler
        +|ouvrir|deplier|coucher|ranger|installer|manger|travailler|allonger|construire)
        (?:ne |n )?(?:peux|peut|pouvons|peuvent|pouvoir|arrive|arrivons|parvient) (?:plus|pas
        +|meme plus|meme pas) (?:\w+ ){0,3}?(?:dormir|asseoir|utiliser|servir|monter|assembler
        +|coucher|ranger|installer|deplier|allonger|ouvrir|construire|manger)
        on (?:ne )?dort (?:plus|pas|par terre|sur) | dors (?:par terre|sur le|plus|pas)
        dormir (?:par terre|sur le (?:sol|canape)) | plus (?:utilisable|fonctionnel\w*|exploitable)
        bon a jeter | foutue?s? | hors (?:d )?usage | irrecuperable
        completement (?:mort|casse|detruit|hs|pete)\w*
        totalement (?:casse|detruit|ecrase|inutilisable|hs|affaisse)\w*
        en (?:deux|mille morceaux|miettes|morceaux) | ne sert (?:plus )?a rien
        ne tient (?:pas|plus) debout
        unusable | useless
        can ?(?:no|not|t)? (?:\w+ )?(?:use|sit|sleep|assemble|open|build|store) ..
        (?:can ?t|cannot|can not|couldn ?t|unable to|impossible to) (?:\w+ )?(?:use|sit|sleep
        +|assemble|build|open|put together|lie)\w*
        sleeping on the floor | completely (?:broken|destroyed|ruined|dead)
        totally (?:broken|flat|dead|ruined) | in (?:two|half|pieces) | nothing works
        inservible | inutilizable
        no (?:puedo|podemos|se puede) (?:\w+ )?(?:usar\w*|dormir|sentar\w*|montar\w*|utilizar\w*
        +|abrir\w*)
        imposible (?:de )?(?:usar|dormir|montar|sentarse) | partid[oa] en dos | inutilizzabile
        non (?:posso|possiamo|si puo|riesco|riusciamo) (?:\w+ )?(?:usar\w*|dormire|seder\w*
        +|montar\w*|utilizzar\w*|aprir\w*)
        impossibile (?:usar\w*|dormire|montar\w*|sedersi)
        unbrauchbar | nicht (?:mehr )?(?:benutzbar|nutzbar|brauchbar)
        (?:kann|konnen) (?:\w+ ){0,4}?nicht (?:mehr )?(?:\w+ )?(?:schlafen|sitzen|benutzen
        +|aufbauen|nutzen|offnen)
        komplett (?:kaputt|defekt)
        لا (?:استطيع|يمكن|يمكنني|نستطيع) (?:\S+ )?(?:النوم|الجلوس|استخدام\w*|تركيب\w*) | غير صالح
    """),
}

SYMPTOMS: dict[str, str] = {
    "Dommage_accidentel": r"""
        (?:j ai|on a|nous avons|je l ai|je les ai|i|i ve|we) (?:accidentellement
        + |malencontreusement |par accident |moi meme |tout |bien |accidentally )?(?:renvers\w+
        +|fait tomber|laisse tomber|ray(?:e|ee|es)|tach(?:e|ee|es)|brul(?:e|ee)|cogn\w+|casse
        +|abime|dechire|coupe|perce|mouille|dessin\w+|gribouill\w+|griff\w+|mordu|mordille|ronge
        +|saut\w+|vomi|fait pipi|urine)
        (?:en|me) (?:le |la |les |l )?(?:deplacant|demenageant|bougeant|nettoyant|demontant
        +|bricolant|percant|passant l aspirateur)
        (?:pendant|lors de|durant) (?:mon|notre|le|un) demenagement
        par (?:ma faute|accident|inadvertance|maladresse) | c est (?:de )?ma faute | maladroit\w*
        accidentellement
        (?:renvers|fait tomber|coul)\w* .. (?:cafe|vin|the|eau|jus|encre|soupe|huile|peinture
        +|vernis a ongles|verre|biere|sauce|chocolat|lait|bougie|coca)
        {pet} .. (?:mordu|mord|mange|griff\w+|ronge|dechir\w+|arrach\w+|fait (?:pipi|ses)|urine
        +|vomi|abime\w*|detruit|gratt\w+|saute|lacere|chewed|scratch\w*|bit|bitten|tore|torn
        +|ripp\w*|peed|destroyed|clawed|ate|ruined|aran\w+|mordi\w*|rompio|rompi\w*|graffi\w+
        +|mors\w+|rosicchiat\w*|zerkratzt|zerbissen|gefressen|angeknabbert|kaputt|خدش\w*|مزق\w*|عض)
        (?:mordu|griff\w+|ronge\w*|dechire\w*|abime\w*|detruit\w*|chewed|scratched|destroyed
        +|damaged|torn|aranad[oa]|mordid[oa]|graffiat[oa]|zerkratzt) (?:par|by|por|da|dal|dalla
        +|von) (?:\w+ )?{pet}
        (?:mon|ma|mes|notre|le|la|my|our|mi|mein\w*|mio|mia) (?:petite? |little )?(?:fils|fille
        +|enfants?|bebe|neveu|niece|mari|femme|son|daughter|kids?|child|children|husband|wife
        +|toddler|hijo|hija|nino|figlio|figlia|kind|kinder|sohn|tochter) (?:a|ont|has|have|ha|hat
        +|haben|accidentally)? ?(?:dessin\w+|gribouill\w+|renvers\w+|ray\w+|cass\w+|tach\w+
        +|saut\w+|coll\w+|vomi|urine|fait (?:tomber|pipi)|drew|drawn|spilled|spilt|scratched|broke
        +|jumped|ripped
        +|stained|pintado|derramado|rompio|rayo|ha rotto|rovesciat\w+|disegnat\w+|zerbrochen
        +|bemalt|verschuttet|zerkratzt)
        (?:degats? des eaux|inondation|fuite d eau|incendie|cambriol\w+|flood\w*|water leak
        +|burglar\w*|inundacion|allagamento|wasserschaden)
        (?:brulure|trou|trace|marque)s? (?:de|d) (?:cigarette|fer a repasser|casserole|plat chaud
        +|bougie)
        cigarette burn
        (?:i|we) (?:\w+ )?(?:spilled|spilt|dropped|knocked|scratched|burned|burnt|stained|broke
        +|cut|damaged|drilled)
        my fault | by accident | accidentally | while (?:moving|cleaning) it
        (?:se me|lo he|la he|he) (?:cayo|caido|derram\w+|roto|rayado|manchado|quemado) | derram\w+
        por accidente | sin querer | culpa mia
        (?:ho|mi e|l ho) (?:\w+ )?(?:rovesciat|versat|rott|graffiat|macchiat|bruciat|cadut)[oa]
        per sbaglio | colpa mia
        (?:habe|hab|haben) (?:ich |wir )?.. (?:verschuttet|fallen (?:ge)?lassen|zerkratzt
        +|verbrannt|umgestossen)
        aus versehen | meine schuld | سكبت | انسكب\w* | اوقعت | بالخطا
    """,
    "Usure_normale": r"""
        (?:use|usee|uses|usees|usure|tasse|tassee|fatigue|fatiguee|delave\w*|patine\w*|terni\w*
        +|worn|faded|gastad[oa]s?|desgast\w+|usurat[oaie]|consumat[oaie]|abgenutzt|verschlissen
        +|abgewetzt|مهترئ\w*|بال) .. (?:avec (?:le temps|les annees|l age|l usage)|a force|au fil
        +|depuis le temps|apres (?:\w+ )ans|apres des annees|quotidien\w*|normal\w*|with (?:age
        +|time|use)|over (?:time|the years)|after (?:\w+ )?years|con el (?:tiempo|uso|los anos)
        +|con il (?:tempo|uso)|con gli anni|im laufe|mit der zeit|nach (?:\w+ )?jahren|مع (?:الوقت
        +|الزمن|الاستخدام))
        (?<!fils )(?<!fille )(?<!enfant )(?<!bebe )(?:a|ont|has|is|are|tiene|ha|ist) (?:deja
        + |bientot |plus de |maintenant |about |already |over |more than |mas de |piu di
        + |uber )?(?:cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|[5-9]|[1-3]\d|five|six
        +|seven|eight|nine|ten|fifteen|twenty|cinco|seis|siete|ocho|diez|cinque|sei|sette|otto
        +|dieci|funf|sechs|sieben|acht|zehn) (?:ans|annees|years?|anos|anni
        +|jahre)(?: old)?(?! (?:de garantie|warranty))
        (?:vieux|vieil|vieille|ancien|ancienne|old|viej[oa]|vecchi[oa]|alte[rsn]?) .. (?:tass\w+
        +|us\w+|affaiss\w+|fatigu\w+|perdu|abim\w+|grinc\w+|worn|sag\w+|faded|gastad[oa]
        +|consumat[oa]|durchgelegen|abgenutzt)
        usure (?:normale|naturelle) | signes? d usure | traces? d usure | wear and tear | worn out
        normal wear | desgaste normal | normale usura | gebrauchsspuren
        a force d(?:e|utilisation| utilisation| usage)
        (?:use|uses|usee|usees|rape|rapee)s? (?:avec|par|a force|jusqu)
        (?:s est|se sont|est|sont) (?:bien )?(?:use|tasse|patine|delave|terni)\w* (?:avec|au fil
        +|depuis)
        (?:avec|au fil|par) (?:le temps|les annees|l usage|des ans|des annees|l age)
        over the years | con los anos | con gli anni | mit den jahren
    """,
    "Erreur_produit": r"""
        (?:recu|envoye|livre|sent|got|received|delivered|enviado|mandato|inviato|geschickt
        +|geliefert)
        + .. (?:alors que|tandis que|mais|while|but|although|cuando|pero|mentre|ma|obwohl|aber) ..
        + (?:commande\w*|voulais|choisi\w*|ordered|wanted|pedi\w*|ordinat\w*|bestellt\w*)
        (?:plus|moins|trop) (?:fonce|clair|grand|petit|large|haut|court|long)\w* .. (?:commande\w*
        +|prevu
        +|indique\w*|annonce\w*|celui|celle|sur le site)
        {wrong} .. {feature}
        {feature} .. (?:n est pas|est pas|n etait pas|isn t|is not|no es|non e
        +|ist nicht) (?:la bonne|le bon|les bon\w*|celui|celle|ceux|ce que|the one|what|the right
        +|el que|la que|lo que|quello|quella|das|der|die) ?(?:commande\w*|choisi\w*|demande\w*
        +|ordered|pedi\w*|ordinat\w*|bestellt\w*)?
        (?:couleur|coloris|taille|modele|dimensions?|colou?r|size|model|talla|tamano|modelo|colore
        +|misura|modello|farbe|grosse|modell) .. (?:ne correspond\w*|pas (?:la bonne|le bon
        +|conforme)|erron\w+|incorrect\w*|differ\w+|wrong|equivocad[oa]|sbagliat[oa]|falsch)
        (?:recu|envoye|livre|received|sent|got|delivered|recibido|enviado|ricevuto|inviato|mandato
        +|geliefert|erhalten|bekommen|geschickt) .. (?:au lieu d\w*|a la place|instead of
        +|rather than|en (?:vez|lugar) de|invece|al posto|statt|anstatt|بدل\w*)
        (?:pas|not|nicht|no|non) (?:ce|celui|celle|le modele|la couleur|what|the one|the item|das
        +|lo|la|el|quello) (?:\w+ ){0,3}?(?:que (?:j ai|nous avons|j avais) commande|commande\w*
        +|i ordered|we ordered|que pedi|que habia pedido|bestellt\w*|ordinat\w*)
        (?:trop (?:petite?s?|grande?s?|large|courte?)|too (?:small|big|large|short)
        +|demasiado (?:pequen|grand)\w+|troppo (?:piccol|grand)\w+|zu (?:klein|gross))
        + .. (?:pour (?:mon|le|ma) (?:matelas|sommier|lit)|que (?:prevu|commande|indique)
        +|for (?:my|the) mattress|than (?:ordered|described|advertised)|para mi colchon
        +|per il (?:mio )?materasso|fur (?:meine|die) matratze)
        (?:commande|ordered|pedi|ordinato|bestellt) .. (?:(?:mais |et |but )?(?:j ai recu
        +|on m a (?:livre|envoye)|recu|received|got|me llego|ho ricevuto|bekommen|geliefert))
        + .. (?:{feature}|un autre|une autre|du|en|a|une?)
        (?:divers|different|differente?)\w* (?:da|de|from|than|du|von) (?:quell[oa]|celui|celle
        +|ce que|the one|what|lo que|el que|la que)
        invers\w+ .. (?:commandes?|clients?|colis|adresses?) | commande de quelqu un d autre
        someone else s order
    """,
    "Piece_manquante": r"""
        (?:un|une|deux|certains|une partie|one|two|some|part) (?:des |du |of the |of my )(?:boxes
        +|colis
        +|cartons?|paquets?|pieces|parts|packages|meubles?) .. (?:never|jamais|pas|not|missing)
        (?:manqu\w+(?! (?:de|d) (?:clarte|precision|stabilite|confort|fermete|soutien|detail\w*
        +|solidite|tenue))|manke|missing|misses|lacks|falta\w*|manca\w*|fehl\w*|ينقص\w*|ناقص\w*
        +|مفقود\w*|نقص) .. (?:{small_part}|{part})
        (?:{small_part}|{part}) .. (?:manqu\w+(?! (?:de|d) \w+)|missing|absente?s?|falta\w*
        +|manca\w*|fehl\w*|oublie\w*|pas (?:dans|la|fourni\w*|livre\w*)|مفقود\w*|ناقص\w*
        +|ne sont pas|not (?:included|there|in the box))
        il (?:m |me |nous )?manque (?:une?|des|le|la|les|l|\d+|deux|trois|quatre|plusieurs|pas mal)
        me faltan? | mi manca\w* | mir fehl\w* | es fehl\w* | there (?:is|are|s) .. missing
        (?:is|are|was|were) missing | missing from
        (?:pas (?:de|d|recu (?:les|le|la|toutes?|tous)|trouve (?:les|le|la)|assez de)|sans|aucune?
        +|no|without|sin|senza|ohne|keine?) (?:{small_part}) (?:dans|fourni\w*|livre\w*|du tout
        +|in the|inside|en la|nella|im)
        (?:pas|pas tous|pas toutes|que|seulement|only|not all|solo|nur) (?:recu|livre|received
        +|recibi\w*|ricevut\w*|erhalten|bekommen)? ?(?:\w+ )?(?:tous les|toutes les|une partie
        +|la moitie|(?:un|deux|trois|\d) (?:des |sur )?|part of|half|of the|una parte|la mitad
        +|meta|ein teil) ?(?:colis|cartons?|pieces?|paquets?|chaises?|boxes|parcels|parts|packages
        +|piezas|cajas|pezzi|scatole|teile|pakete)
        (?:que|seulement|only|solo|nur) (?:\d+|une?|deux|trois|one|two|three|un[oa]?|dos|due|tre
        +|tres|zwei|drei) .. (?:sur|au lieu de|out of|instead of|de|su|von) (?:\d+|deux|trois
        +|quatre|cinq|six|huit)
        {arrival} .. (?:sans|without|sin|senza|ohne|بدون) (?:les? |la |ses |ces |the |its |las?
        + |los |el |i |le |die |den )?(?:{part}|{small_part})
        incomplete?s? | colis incomplet | incomplet[oa]s? | unvollstandig | ناقصة
    """,
    "Dommage_livraison": r"""
        {damaged} .. {arrival}
        {arrival} .. {damaged}
        (?:recu|livre\w*|received|delivered|recibi\w*|ricevut\w*|bekommen|erhalten) .. (?:hier
        +|ce matin|aujourd hui|today|yesterday|this morning|ayer|hoy|ieri|oggi|gestern
        +|heute)(?=.{0,150}{damaged})
        (?:a|des|lors de|on) (?:la |l )?(?:reception|livraison|arrivee|arrival|delivery)
        + .. {damaged}
        (?:livreurs?|transporteurs?|delivery (?:man|men|guys?|driver|team)|movers|repartidor\w*
        +|corrier[ei]|lieferant\w*) .. (?:cass\w+|abim\w+|ray\w+|cogn\w+|fait tomber|laisse tomber
        +|sali\w*|dechir\w+|brise\w*|endommag\w+|dropped|damaged|scratched|broke|hit|rompi\w+|rayo
        +|golpe\w+|rott\w+|danneggiat\w+|graffiat\w+|beschadigt|zerkratzt|fallen)
    """,
    "Odeur_hygiene": r"""
        {smell}
        reactions? allergiques? | allergic reaction | rend\w* malades?
        makes? (?:us|me) (?:sick|ill)
    """,
    "Probleme_montage": r"""
        (?:trous?|percages?|pre ?percage\w*|holes?|agujeros?|for[oi]|locher|loch|bohrung\w*|ثقوب
        +|ثقب) .. (?:mal|pas (?:en face|alignes?|perce|bon|au bon)|manqu\w+|decal\w+|absents?|trop
        +|wrong\w*|don ?t|not|misaligned|missing|no (?:coinciden|encajan|estan)|mal|non
        +|sbagliat\w+|nicht|falsch|fehl\w*|غير)
        (?:mal|pas|not|badly|wrongly) (?:pre )?(?:perce|perces|percee|drilled|alignes?|aligned)
        (?:vis|screws?|tornillos?|viti|schrauben?|براغي) .. (?:ne (?:rentr\w+|tien\w+
        +|correspond\w+|vont|se vissent)|rentr\w+ pas|tien\w+ pas|correspond\w+ pas
        +|trop (?:courte?s?|longue?s?|grosse?s?|petite?s?)|inadapt\w+|pas (?:les bonnes|adapt\w+
        +|la bonne)|don ?t fit|doesn ?t fit|too (?:short|long|big|small)|wrong size|no (?:encajan
        +|entran|encaja|entra)|non (?:entra\w*|vann?o)|passen nicht|passt nicht|zu (?:kurz|lang))
        (?:notice|manuel|mode d emploi|instructions?|manual|plan de montage|instrucciones
        +|istruzioni|anleitung|aufbauanleitung|التعليمات|دليل) .. (?:incompre\w+|pas clair\w*
        +|clarte|illisible|fausse?|erreurs?|erron\w+|complique\w*|incomplet\w*|en (?:chinois
        +|anglais|allemand|polonais)|manqu\w+ de|mal\b|nulle|unclear|wrong|confus\w+
        +|incomprehensible|hard to|make no sense|don ?t match|useless|no se (?:entiende\w*)
        +|confusas|incompleta?s?|non (?:\w+ )?(?:capisc\w+|chiar\w+)|poco chiar\w+|unverstandlich
        +|falsch|unklar|غير)
        (?:impossible|pas (?:possible)?|plus|n arrive (?:pas|plus)|arrive pas|unable|can ?t|cannot
        +|couldn ?t|impossible|no (?:puedo|podemos|consigo)|non (?:riesco|riusciamo|si riesce)
        +|kann|konnen|لا (?:استطيع|يمكنني)) (?:\w+ ){0,4}?(?:monter|assembler|emboiter|visser
        +|fixer|assemble|put (?:it )?together|build|mount|montar\w*|armar\w*|ensamblar|montar\w+
        +|assemblar\w+|aufbauen|zusammenbauen|montieren|تركيب\w*)
        (?:panneaux?|pieces?|elements?|planches?|montants?|rails?|parts|panels|pieces|piezas|pezzi
        +|teile|قطع) .. (?:ne s (?:emboit\w+|align\w+|assembl\w+|ajust\w+)|s emboit\w+ pas
        +|ne (?:rentr\w+|correspond\w+|vont|se montent) pas|don ?t (?:fit|align|line up|match)
        +|doesn ?t fit|no (?:encajan|coinciden|cuadran)|non (?:combacia\w*|si incastra\w*|entrano)
        +|passen nicht|nicht zusammen)
        (?:montage|assemblage|pose|installation|assembly|montaje|montaggio|aufbau|montage|تركيب)
        + .. (?:impossible|mal (?:fait|faite|realise\w*)|difficile|galere|rate\w*|bacle\w*
        +|incorrect\w*|faux|de travers|complique\w*|probleme\w*|badly|poorly|wrong|issue|problem
        +|incorrect\w*|mal|imposible|impossibile|schlecht|falsch|unmoglich)
        (?:technicien|monteur|installateur|poseur|montador|installer|montatore|tecnico|monteur\w*)
        + .. (?:mal (?:monte|pose|installe|fixe|fait)\w*|a (?:abime|casse|oublie|rate|perce)\w*
        +|de travers|a l envers|pose .. envers|badly|wrong\w*|incorrectly|male|falsch|schlecht)
        mal (?:monte|assemble|pose|fixe|installe)\w* | monte\w* (?:a l envers|de travers)
        (?:badly|poorly|wrongly|incorrectly) (?:assembled|installed|fitted|mounted)
        mal montad[oa] | montat[oa] male | falsch (?:montiert|aufgebaut)
    """,
    "Defaut_electrique": r"""
        {electric} .. {dead}
        (?:ne |n )?(?:march|fonctionn|allum|charg)\w* (?:plus|pas) .. {electric}
        courts? circuits? | decharges? electriques? | coups? de jus | pris (?:le jus|une decharge)
        electrocut\w* | electric shock | short circuit\w* | etincelles? | sparks?
        odeurs? (?:\w+ )?(?:de |d )?brule\w* | sent\w* (?:le )?(?:brule|roussi|crame)
        {electric} .. (?:fum\w+|brul\w+|chauff\w+|fondu\w*|smok\w+|overheat\w*|melt\w*|burn\w*
        +|quem\w+|humo|fuma\w*|bruci\w+|raucht|qualmt|heiss)
        (?:cortocircuito|scossa|kurzschluss|stromschlag|burning smell|huele a quemado
        +|odore di bruciato|verschmort|brandgeruch)
        صدمة كهربائية | تماس كهربائي | fume(?:e|es)?
        (?:s allume|s eteint) (?:plus|pas|tout seul|toute seule)
        (?:turns|switches) (?:on|off) by itself
        fauteuil (?:electrique|releveur|massant) .. (?:panne|plus|pas|bloque)
    """,
    "Defaut_mecanisme": r"""
        {mechanism} .. {stuck}
        {stuck} .. {mechanism}
        {mechanism} .. (?:cass\w+|arrach\w+|decroch\w+|hs|en panne|defectueu\w+|deboit\w+|sort\w*
        +|tombe\w*|deforme\w*|broken|broke|faulty|loose|(?:fell|came) (?:out|off|apart|loose)
        +|rot[oa]|rompio|rott[oa]
        +|guast[oa]|kaputt|defekt|gebrochen|مكسور\w*|معطل\w*|انكسر\w*)
        {mechanism} .. (?:ne|n) (?:\w+ ){1,2}?(?:plus|pas)
        (?:canape|fauteuil|lit|banquette|sofa|couch|chair|bed|recliner|divano|letto|sillon|bett
        +|sessel|schlafsofa) .. (?:ne s (?:ouvre|ferme|deplie|replie|incline)|s (?:ouvre|ferme
        +|deplie|replie|incline) (?:plus|pas)|se (?:deplie|replie|bloque)|(?:won ?t|doesn ?t
        +|can ?t) (?:open|close|fold|unfold|recline)|no (?:se )?(?:abre|cierra|reclina|despliega)
        +|non (?:si )?(?:apre|chiude|reclina)|lasst sich nicht (?:ausklappen|offnen|schliessen
        +|verstellen|ausziehen))
    """,
    "Defaut_revetement": r"""
        {cover} .. {worn}
        (?:tissu|cuir|couleur|teinte|velours) (?:a|ont) (?:passe|vire|tourne|terni)\w*
        {worn} .. (?:{cover}|assise|coussins?|accoudoirs?|plateau|dessus|seat|cushions?|armrest
        +|top)
        (?:se |s |me |il |elle )?(?:decou\w+|ecaill\w+|craquel\w+|bouloch\w+|peluch\w+|effiloch\w+
        +|rouill\w+|noirc\w+|jauni\w*|deteint\w*|decolor\w+|gondol\w+|cloqu\w+)
        bouloches? | peeling | pilling | fraying | discolou?r\w* | unravel\w* | descosid[oa]
        descascar\w* | scucit[oa] | screpolat[oa] | blattert | verfarbt | pillt
        (?:ray(?:e|ee|es|ees|ures?)|taches?|tachee?s?|dechiree?s?|dechirures?|eraflures?|accrocs?
        +|scratch\w*|stain\w*|torn|ripped|rips?|tear|rayad[oa]s?|rayas|manchad[oa]s?|manchas?
        +|rasgad[oa]s?|graffi\w*|macchi\w*|strappat[oa]|kratzer|zerkratzt|flecken?|zerrissen|riss
        +|خدش\w*|بقع\w*|ممزق\w*)
    """,
    "Defaut_structural": r"""
        {frame} .. {broken}
        {broken} .. (?:le |la |un |une |du |de la |the |a |one of the |el |il |das
        + |den )?(?:pieds?|accoudoirs?|lattes?|ressorts?|sangles?|cadre|ossature|structure|dossier
        +|leg|slats?|springs?|frame|armrest|pata|lama|muelle|gamba|doga|molla|bein|latte|feder
        +|rahmen|رجل|ساق)
        (?:non|not|pas|no|nicht) (?:\w+ )?(?:stab\w+|estable\w*) | bancal\w* | bancale?s?
        boit(?:e|eux|euse) | instable\w* | branl\w+ | penche\w*
        de travers | vacill\w+ | tangue\w* | pas (?:stable|droit\w*|de niveau|d aplomb)
        bouge (?:beaucoup|trop|dans tous) | ne tient pas (?:debout|droit) | wobbl\w* | unstable
        shaky | rock(?:s|ing) (?:back|when|on|a lot) | leans | leaning | unsteady | uneven | tilts?
        cojea\w* | tambalea\w* | inestable | se mueve mucho | torcid[oa] | traballa\w* | instabile
        storto | wackel\w* | kippelt | schief | instabil | غير مستقر\w* | يهتز | تهتز | مائل\w*
        (?:s est|se sont|s |a|est) (?:\w+ment )?(?:effondr\w+|ecroul\w+|lache|cede|decroche\w*
        +|desolidaris\w+|disloqu\w+|decloue\w*)
        collapsed | gave way | fell apart | caved in | derrumb\w+ | hundi[oó] | crollat[oa]
        sfondat[oa] | zusammengebrochen | eingebrochen | انهار\w*
        grinc\w+ | grincements? | craque (?:quand|des|a chaque|beaucoup) | craquements? | creak\w*
        squeak\w* | cruje | cruji\w* | chirria\w* | scricchiol\w+ | cigol\w+ | knarz\w* | knarr\w*
        quietsch\w* | صرير
        ressorts? .. (?:sort\w*|perc\w+|piqu\w+|depass\w+|traverse\w*|saut\w+|detendu\w*
        +|apparent\w*)
        springs? .. (?:out|through|pok\w+|popp\w+|stick\w+)
        muelles? .. (?:sal\w+|pinch\w+|suelt\w+) | moll[ae] .. (?:fuori|sporg\w+|pung\w+|uscit\w+)
        feder\w* .. (?:raus|heraus\w*|stich\w*|sticht|durch)
        (?:my|the|mon|ma|le|la|mi|il mio|la mia|mein\w*) (?:sofa|couch|chair|table|bed|desk
        +|wardrobe|armchair|shelf|bench|stool|dresser|bookcase|canape|chaise|table|lit|armoire
        +|bureau|fauteuil|etagere|commode|banc|tabouret|mesa|silla|cama|armario|tavolo|sedia|letto
        +|divano|armadio|tisch|stuhl|bett|schrank|sessel) .. {broken}
        {frame} (?:est|s est|is|has|e|es|ist) (?:\w+ )?{broken}
    """,
    "Defaut_confort": r"""
        {padding} .. {sagging}
        {sagging} .. {padding}
        affaiss\w+ | s affaisse | defonce\w* | avachi\w* | sagging | sags | saggy | lumpy
        hundid[oa] | affossat[oa] | durchgelegen | durchgesessen | liegekuhle
    """,
    "Autre": r"""
        {unusable}
        (?:j ai|on a|nous avons|il y a|ai|rencontre|a|y a|j|connait|have|got|there s|there is
        +|having|tengo|hay|ho|c e|habe|gibt) (?:un |une |des |de |eu |toujours |encore |plusieurs
        + |quelques |gros |petit |a |an |some |one |the |big |un |ein |eine |einen
        + |unos )*(?:probleme\w*|souci\w*|pepin\w*|defauts?|malfacons?|vice|anomalie\w*|problem\w*
        +|issues?|defect\w*|fault\w*|trouble|problema\w*|defecto\w*|averia|difett\w+|mangel|defekt)
        (?:probleme\w*|souci\w*|defauts?|problems?|issues?|problema|difetto|mangel|مشكلة
        +|عيب) (?:avec|sur|de|with|on|con|mit|في|مع)
        (?:est|sont|semble|is|are|esta|e|ist) (?:\w+ment |tout |toute |deja |vraiment |already
        + |completely )?(?:defectueu\w+|casse\w*|abime\w*|foutue?s?|pete\w*|hs|en panne|defective
        +|broken|faulty|damaged|ruined|defectuos[oa]|rot[oa]s?|danad[oa]s?|estropead[oa]
        +|difettos[oa]|rott[oa]|guast[oa]|danneggiat[oa]|rovinat[oa]|defekt|kaputt|beschadigt)
        mon produit est | ne (?:va|marche|fonctionne) (?:pas|plus) | ca marche (?:pas|plus)
        n est pas normal
        (?:declarer|signaler|ouvrir|faire|deposer|report|open|file|make|raise|abrir|poner|aprire
        +|segnalare|melden) .. (?:probleme|panne|defaut|sav|reclamation produit|a problem|a defect
        +|an issue|a claim|problema|incidencia|reclamo|mangel|schaden)
        مكسور\w* | معطل\w* | تالف\w* | مشكلة | no funciona | non funziona | funktioniert nicht
        geht nicht | doesn ?t work | not working | stopped working
        (?:me|nous) (?:plait|convient|plaisent) (?:plus|pas)
        (?:je )?(?:n |ne )?(?:aime|l aime|veux|en veux) plus
        change d avis .. (?:canape|table|lit|meuble|fauteuil)
    """,
}
"""An earlier category wins over a later one; the last is what a problem without a symptom is."""

SEVERITIES: dict[str, str] = {
    "Haute": r"""
        {unusable}
        (?:miroir|vitre|plateau en verre|verre|glace|mirror|glass (?:top|door|table)|espejo|vidrio
        +|cristal|specchio|vetro|spiegel|glasplatte) .. (?:cass\w+|bris\w+|fele\w*|fendu\w*|broken
        +|smashed|shattered|cracked|rot[oa]|rott[oa]|zerbrochen|kaputt|gebrochen|مكسور\w*)
        (?:cass\w+|bris\w+|broken|smashed|rot[oa]|rott[oa]|zerbrochen|kaputt) .. (?:miroir|vitre
        +|plateau en verre|mirror|glass (?:top|table)|espejo|cristal|specchio|spiegel)
        (?:cadre|structure|ossature|sommier|lit|dossier|canape|banquette|frame|bed|sofa|structure
        +|base|estructura|cama|struttura|letto|telaio|bett|rahmen|gestell)
        + .. (?:cass\w+ (?:en deux|net|completement)|en deux|effondr\w+|ecroul\w+|lache\w*|cede\w*
        +|collapsed|gave way|snapped|broken in|en dos|in due|durchgebrochen|zusammengebrochen)
        (?:moteur|relax electrique|fauteuil (?:releveur|electrique)|motor|motore|محرك|المحرك)
        + .. (?:panne|hs|mort|plus|pas|casse\w*|dead|broken|stopped|doesn ?t|not|won ?t
        +|no funciona|non funziona|defekt|kaputt|geht nicht|لا يعمل|معطل)
        (?:canape lit|convertible|clic clac|bz|sofa ?bed|lit coffre|coffre|schlafsofa|sofa cama
        +|divano letto|fauteuil|relax|recliner) .. (?:ne (?:s |se )?(?:ouvr|depli|ferm|repli
        +|inclin)\w* (?:plus|pas)|(?:s |se )?(?:ouvre|deplie|ferme|replie) (?:plus|pas)|bloque\w*
        +|won ?t (?:open|close|recline|unfold)|doesn ?t (?:open|recline|unfold)|stuck
        +|no (?:se )?abre|non si apre|lasst sich nicht|klemmt)
        (?:colis|cartons?|sommier|matelas|box|package|parcel|caja|bulto|scatola|pacco|paket
        +|karton) (?:\w+ )?(?:entiers?|manqu\w+|complet|missing|absent|entire|fehl\w*|falta|manca)
        (?:manqu\w+|missing|falta\w*|manca\w*|fehl\w*) (?:\w+ ){0,2}?(?:colis|carton
        +|toutes? les? vis|la moitie|tous les|box|package|parcel|half|all the|entire|caja|bulto
        +|scatola|meta|paket|karton)
        (?:vide|empty|vaci[oa]|vuoto|leer) .. (?:colis|carton|box) | defonce\w*
        (?:trop (?:petit|grand|large)\w*|too (?:small|big|large)) .. (?:matelas|sommier|mattress
        +|piece|porte)
        (?:produit|article|meuble) totalement different | nothing like what
        (?:porte|door|puerta|anta|tur) .. (?:tombee?|arrachee?|fell off|came off|cayo|caduta
        +|abgefallen)
        (?:pied|leg|pata|gamba|bein) .. (?:casse\w*|broken|broke|snapped|rot[oa]|rott[oa]
        +|gebrochen|abgebrochen)(?=.{0,60}(?:lit|bed|canape|sofa|chaise|chair|table))
        moisi partout | infest\w+ | punaises? de lit | bed ?bugs? | chinches | cimici | bettwanzen
    """,
    "Basse": r"""
        (?:un (?:tout )?(?:petit )?peu|leger|legere|legers|legeres|legerement|a peine|petite?s?
        +|minime\w*|mineure?s?|infime\w*|discrete?\w*|quasi invisible|pas grave|rien de grave
        +|pas urgent|juste|quelques (?:bouloches|rayures|taches|fils|traces|petit\w*|poils)
        +|cosmetique|esthetique|mais (?:ca reste |reste |toujours
        + |encore )?(?:utilisable|fonctionnel\w*)|utilisable quand meme|peu visible|presque pas)
        (?:slight\w*|a (?:little|bit|tiny|small)|small|minor|tiny|barely|just a|a few|cosmetic
        +|not (?:serious|urgent|a big deal)|still usable|faint|light scratch)
        (?:un poco|leve\w*|liger\w+|pequen[oa]s?|minim[oa]|apenas|algun[oa]s?|un po|legger\w+
        +|piccol[oaie]|minim[oa]|appena|qualche|leicht\w*|klein\w*|ein (?:bisschen|wenig)
        +|minimal\w*|kaum|einige|قليلا|بسيط\w*|صغير\w*|طفيف\w*)
        (?:manqu\w+|missing|falta\w*|manca\w*|fehl\w*|ينقص\w*|ناقص\w*) (?:\w+ ){0,3}?{small_part}
        {small_part} (?:\w+ ){0,2}?(?:manqu\w+|missing|falta\w*|manca\w*|fehl\w*)
        (?:patins?|cache vis|caches?|pads?)
        couin\w+ | grinc\w+ | grincements? | squeak\w* | creak\w* | chirr\w+ | cigol\w+
        quietsch\w* | knarr\w* | knarz\w* | bruit\w* | noise | ruido | rumore | gerausch
        bouloch\w+ | pilling | pelucch\w+ | knotchen | usb | notice | manuel d | instructions
        anleitung | istruzioni | instrucciones | fils? (?:tire|qui depasse)\w* | loose thread
        ne (?:me |nous )?(?:plait|convient) (?:plus|pas) | change d avis
        (?:avec|par|a) (?:un|une|mon|ma|mes) (?:couteau|cle|cles|ongle|stylo|chaussure)
        c est normal
    """,
    "Moyenne": r"""
        (?:matelas|couchage|sommier|mattress|colchon|materasso|matratze) .. (?:affaiss\w+|tass\w+
        +|creus\w+|sag\w*|hundid[oa]|affossat[oa]|durchgelegen)
    """,
}

USUAL_SEVERITY = {
    "Dommage_accidentel": "Moyenne",
    "Usure_normale": "Basse",
    "Erreur_produit": "Moyenne",
    "Piece_manquante": "Moyenne",
    "Dommage_livraison": "Moyenne",
    "Odeur_hygiene": "Moyenne",
    "Probleme_montage": "Moyenne",
    "Defaut_electrique": "Moyenne",
    "Defaut_mecanisme": "Moyenne",
    "Defaut_structural": "Moyenne",
    "Defaut_revetement": "Moyenne",
    "Defaut_confort": "Moyenne",
    "Autre": "Basse",
}
CRITICAL = "Critique"
