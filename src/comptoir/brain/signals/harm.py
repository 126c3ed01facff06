"""Bodily harm, whatever the order of the words: each word has a role, rules read the roles.

"M'a ouvert l'arcade", "sliced my son's hand" and "mano hinchada" share no phrase, but all say
that a blow or a wound met a body. A word costs a few dictionary look-ups and a rule sees one
letter a word, so the vocabulary may be as wide as six languages need.
"""

from collections.abc import Iterator

from comptoir.brain.signals.roles import Roles

_ROLES = {
    # A child.
    "c": """
        fille filles fillette fils enfant enfants bebe bebes bb gamin gamine gosse gosses
        nourrisson mome momes neveu niece petitfils jumeau jumeaux jumelles child children kid
        kids baby toddler son daughter grandson granddaughter infant newborn hijo hija hijos hijas
        nino nina ninos ninas nieto nieta sobrino sobrina figlio figlia figli figlie bambino bambina
        bambini neonato nipote nipotino nipotina bimbo bimba kind kinder tochter sohn enkel enkelin
        baby saugling neffe nichte ابني ابنتي بنتي ولدي طفل* ابن ابنة بنت ولد رضيع* بيبي اطفال*
        حفيد* صغير*
        عيالي اولادي
    """,
    # Somebody else one knows, animals included.
    "p": """
        mari femme epouse epoux mere pere maman papa mamie papi mamy papy amie ami amis copain
        copine
        conjoint conjointe compagnon compagne oncle tante frere soeur voisin voisine invite invitee
        collegue cousin cousine belle-mere grand-mere tata tonton chien chienne chaton
        husband wife mother father mom mum dad nan gran granny grandma grandpa grandmother
        grandfather friend brother sister guest partner colleague uncle aunt neighbour neighbor dog
        marido mujer esposa esposo madre padre abuelo abuela hermano hermana amigo amiga suegra
        suegro perro novio novia marito moglie mamma papa nonno nonna fratello sorella suocera
        suocero zio zia cane compagna compagno mann frau mutter vater mama oma opa freund freundin
        bruder schwester schwiegermutter hund besuch زوج* امي ابي ابوي اختي والد* بابا ماما حماتي
        اخي اختي جدي جدتي
        صديق* حمات* خالي خالتي عمي عمتي مرتي
    """,
    # The one who writes, or whoever it happened to.
    "j": """
        me m moi nous lui us him her them mich uns ihn nos ci mi te leur
    """,
    "m": "mon ma mes mn my his our mis mio mia miei mie mein meine meinen meinem meiner notre",
    # Whose body it is, in German.
    "z": "mir sich ihm ihr dir",
    # Parts of a body that no furniture has.
    "b": """
        doigt doigts dwa mains pouce pouces ongle ongles paume poignet poignets coude coudes epaule
        epaules cuisse cuisses mollet mollets tibia tibias genou genoux orteil
        orteils fesse fesses hanche hanches coccyx nuque visage joues menton levre levres
        bouche nez oeil yeux paupiere paupieres sourcil arcade crane
        gorge langue ventre poitrine poumon poumons vertebre vertebres omoplate clavicule
        phalange machoire ligament tendon
        finger fingers fingertip thumb thumbs wrist wrists elbow elbows shoulder shoulders thigh
        thighs ankle ankles shin shins knee knees toe toes nose eye eyes eyelid eyelids
        lips cheek chin forehead skull throat tailbone coccyx hip rib ribs tooth teeth
        knuckle knuckles lungs
        dedo dedos pulgar mano manos muneca muneca codo hombro muslo pantorrilla tobillo espinilla
        rodilla rodillas nariz ojo ojos labio labios menton craneo garganta diente
        ceja cadera costilla costillas
        dito dita pollice mano mani polso gomito spalla coscia polpaccio caviglia stinco ginocchio
        ginocchia naso occhio occhi labbro labbra fronte mento cranio gola dente sopracciglio
        anca costola costole
        finger daumen handgelenk ellbogen ellenbogen schulter oberschenkel wade knochel schienbein
        knie zeh zehe zehen nase auge augen lippe lippen stirn kinn schadel hals zahn huften
        hufte rippe rippen steissbein augenbraue fingernagel
        اصبع* اصابع* يد يدي يده يدها ايدي راس راسي راسه راسها عين عيني عينه عيون* ركبت* كتف*
        انف* جبين* شفت* شفاه* جلد جلدي وجهي وجهه وجهها ظهري ظهره ظهرها قدمي قدمه قدمها قدم
        رجلي رجله رجلها كاحل* معصم* ذراع* كوع*
    """,
    # Parts that a person and a piece of furniture both have.
    "l": """
        pied pieds dos bras jambe jambes tete cou cotes main cheville chevilles front peau dent
        oreille oreilles talon chest skin lip piel frente pelle arm arms leg legs foot feet back
        head
        neck hand hands face brazo brazos pierna piernas pie pies espalda cabeza cuello cara
        braccio braccia gamba gambe piede piedi schiena testa collo viso faccia arm arme bein beine
        fuss fusse rucken kopf gesicht hand hande رجل ظهر
    """,
    # What hurts whoever stands beside it in the sentence.
    "H": """
        assomm* frappe frappee percut* renversee heurte heurtee blesse blessee coupe coupee griffe
        griffee brulee brule ecrase ecrasee ecorche ecorchee cogne cognee mordu mordue piquee
        electrocut* ejecte ejectee projete projetee entaille entaillee egratigne
        hit hurt injured crushed threw thrown cut burned burnt knocked scratched zapped
        flung pinned trapped
        golpeo golpeado corto cortado lastim* hirio herido quemo quemado aplasto tiro rajo
        travolto travolta urtato urtata punto punta colpito colpita ferito ferita schiacciato
        schiacciata sbalzat* tagliato tagliata bruciato
        getroffen verletzt eingeklemmt erwischt umgeworfen erschlagen
        اصاب* ضرب* جرح*
    """,
    # What happens to a part of a body.
    "h": """
        coupe coupee coupes coupait coupees couper coupure coupures entaill* taillad* entame*
        ecorch*
        egratign* griffe griffee griffure eraflure ecras* coinc* pinc* broy* happe happee ouvert
        ouverte
        fractur* casse cassee casses fele felee foule* foulure tordu* tordre luxee deboit*
        gonfl* enfl* saign* sang brul* touchee touche heurt* frapp* tape tapee cogn* bris*
        percut* plante*
        enfonce* transperc* piqu* arrach* sectionn* dechir* ouvrir bleu bleus bosse bosses bleuie
        plaie plaies blesse* blessure* rouge rouges irrit* demang* fourmill*
        larmoi* picot* pleure pleurent coule coulent gratt* chatouill* engourdi* hematome* points
        poin
        boursoufl* boutons sutur* luxation entorse
        morsure* traverse cloque* ampoule* ebouillant* rape* lacer* saigne* dechausse* choc bute
        buté
        heurté rentree disloqu* fourmille* paralys* tremble* fendu fendue
        cut cuts sliced slice slit slashed gashed gash crush* trapped traps pinch* jammed smash*
        hit hits
        broke broken fractur* sprain* twist* swollen swell* swelled bruis* bleed* bled burn* burnt
        scrap* scratch* stab* pierc* tore torn split bust busted banged bumped whack* struck smack*
        lacerat* scald* blister* dislocat* wedged stuck caught punctur* nicked grazed graze
        splinter* sore numb hurt hurts injur* ripped poked knocked hitting
        cracked catching
        corto cortado corte cortada rajo rajado aplast* pillo pillado atrap* golpe* roto rota
        rompio rompi
        torcid* torcio hinch* inchad* sangr* quemo quemad* quemadura* aranazo* clavo clavado clavada
        llorosos pica pican arrollo pellizc* ampolla ampollas arano tajo lesion* luxado torcedura
        chichon bulto hirio herid* morado morada dano dislo*
        tagli* schiacci* incastr* pizzic* rott* frattur* slogat* gonfi* sanguin* bruciat*
        vesciche escoriat* taglio lussat* storta storto bernoccolo punto graffi* colpi* battut*
        sbattut* ferit* livid* slogat* puntura
        brennen tranen gerotet gebrannt anschwoll* geschnitt* aufgeschn* aufgeschl* schnitt*
        eingeklem* gequetsch* quetsch* geprellt gebroch*
        verstauch* geschwoll* blut* verbran* zerkratz* gestoss* aufgeriss* gestoch* abgeriss*
        getroff* blau blaue verletz* wund wunde platzwunde beule prellung gestaucht blasen
        angeschlagen gerammt gehauen gestossen
        klemm* geklemmt
        حمرا حمراء احمر* تنزف دم دموع تدمع تحرق* جرح* انجرح* قطع* كسر* انكسر* تورم* انتفخ* متورم*
        حرق* احترق* دخل* ضرب* خبط* علق* نزف* ينزف*
    """,
    # Coming down on somebody.
    "f": """
        tombe tombee tombes tombees tomber tombait retombe retombee descendu descendue chute chuter
        chutes decroch* abattu abattue rabattu rabattue refermee
        degringol* atterri* devers* culbut* rabat* ejecte* projete* effondr* ecroul* bascul*
        glisse vautre*
        fell fall falls fallen falling toppled tipped dropped crashed landed collapsed slipped slid
        slammed swung plunged tumbled tipping toppling tips topples flipped tip topple dislodged
        cayo caido caida caer cae callo desplom* volco volcado vuelca derrumb* resbal* desprend*
        cedio
        cadut* caden* cade cadere crollat* ribaltat* scivolat* precipitat* rovesciat* staccat*
        venuto ceduto ribaltava
        gefallen fiel gekracht runtergekracht runtergefallen heruntergefallen gestürzt gesturzt
        sturzte umgekippt umgekipt gekippt gekracht umgefallen zugeschlagen zugeklappt abgestürzt
        abgesturzt gerutscht rutschte zusammengebrochen umfiel umkippt
        kippte umkippte gelost runtergefallen geknallt ausgerutscht
        سقط* وقع* طاح* طحت طيح* اوقع* انقلب* هوى وطاح* وسقط* ووقع*
    """,
    "o": """
        sur on onto over sobre encima addosso sopra su sul sulla sullo sulle auf contre against
        into aux
    """,
    "O": "dessus encima addosso علي عليا عليه عليها علينا فوقي فوقه",
    "w": """
        fait fais faire faisant laisse laisser let making made hizo hecho hacer dejado fatto fare
        lasciato lassen fallengelassen على فوق
    """,
    "a": """
        a ont est suis sont etait as has have had was were been ha ho he hat habe ist bin wurde e
    """,
    "g": "de du des d of vom von di del della do",
    # Harm that needs no other word.
    "i": """
        fracture fractures traumatologie cervicales brancard secouristes samu pompiers plastron
        fracture fractures pansement pansements tetanos tendinite itt entorse entorses foulure
        luxation plaie plaies balafre ecchymose*
        hematome* coquard torticolis minerve attelle bequille bequilles
        sutures commotion traumatisme contusion* evanoui* inconsciente etouff* suffoq* asphyxi*
        bronchite bronchiolite conjonctivite rhinite rhinopharyngite oedeme quincke anaphyla*
        ventoline
        inhalateur antihistaminique* cortisone gale malaise malaises rougeur rougeurs picotement*
        etourdissement* cloques etrangl* zona
        intoxiqu* intoxication punaises electrocut*
        convulsion* paralys* hemorrag*
        ambulance fainted collapsing anaphyla* epipen seizure chiropractor bandaged concussion
        stitches unconscious suffocat* choking choked whiplash paramedic*
        bleeding bled bedbugs dermatitis hospitalised hospitalized hospitalise hospitalisee
        puntos sutura ambulancia urgencias desmayo lesionado lesionada hospitalizado esguince*
        moreton* chichon desmay* asfixi* atragant* chinches
        escayola ambulancia conmocion
        ricoverat* medicat* sutura commozione ferita ferito ustion* slogatura distorsione svenut*
        soffoc* cimici ingessat* ambulanza
        lussazione contusione
        notaufnahme krankenhaus genaht ohnmachtig ohnmacht verbruht verstaucht prellung*
        platzwunde* gehirnersch* bewusstlos* notarzt
        krankenwagen bettwanzen zerstochen erstick* schnittwunde* knochenbruch
        كهربني كهربتني نتل* نتر* لسعت* قرص* لدغ* طفح احمرار ربو بق انجرح* انحرق* انكهرب* تكهرب* تسمم
        طحت انصاب* اختنق* اغمي* تورم* متورم* اسعاف* عملية غرز*
    """,
    # An ailment one may also have had before: it needs a cause beside it.
    "q": """
        lumbago sciatique hernie eczema urticaire dermato* pneumolog* asthm* allergi* tousse*
        maux toux eternu* tousse migraine* vertige* nausee nausees vomi* respir* oxygene
        ill sick dizzy dizziness itching itchy breathing unwell migraine migraines faint
        sciatica asthma* cough* sneez* headache* wheez* hives rash* breath* nausea*
        mareada mareado nauseas migrana picazon picor asfixia enfermo enferma ahog*
        alergi* ciatica urticaria tos tose* estornud* mareo* respir*
        bolle prurito macchie sfogo nausea vertigini malato malata emicrania mal respira
        orticaria allergi* asma toss* starnut*
        krank schwindel schwindlig ubel ubelkeit juckt jucken juckreiz brennen tranen allergi*
        bronchi*
        hexenschuss bandscheib* nesselsucht hust* nies* asthma kopfschmerz* atem* atmen
        حكة حبوب عطس* دوخ* غثيان ضيق حكه كح* مرض* مريض* وجع* الم يوجع* اختناق
        غضروف* تحسس* حساسي* تنفس* سعال* كحة ربو صداع
    """,
    "x": """
        depuis depui cause declench* provoqu* provok* aggrav* donne donner rend reveille* fait
        faute since because causing caused triggers triggered giving gave desde culpa causa da
        quando seit wegen durch منذ بسبب من بعد ريحة رائحة رائحه ريحته
    """,
    # Electricity that goes through somebody, and the verbs that say so.
    "e": """
        jus decharge decharges electricite chataigne chataignes secousse secousses shock shocks
        jolt zap
        calambre calambres calambrazo descarga corrientazo scossa scosse schlag stromschlag
        كهربا كهرباء كهربائية صدمة صعقة
    """,
    "t": """
        pris pri prise prend prends prendre prenait recu recois recoit ressenti senti mis met
        envoye envoie got get gets gave gives give giving felt receive received dio dado da preso
        dato da prende bekommen bekomme gekriegt gewischt versetzt einen
    """,
    # A splinter, which hurts only who has it.
    "u": "echarde echardes splinter splinters astilla astillas scheggia schegge splitter",
    # One who heals, and only says something beside an illness or a part of a body.
    "d": """
        medecin docteur hopital hospital ospedale urgences krankenhaus مستشفى doctor medico
        dottore arzt generaliste infirmier طبيب دكتور toubib pediatre
    """,
}
_RULES = (
    # A part of a body and what was done to it.
    ("injury", r"[hHf][^.]{0,20}b|b[^.]{0,20}[hHf]"),
    ("injury", r"[hH][^.]{0,6}(?:m[^.]?l|l[ga]{0,2}[mj]?[pc]|[pc]_l)"),
    ("injury", r"(?:ml(?!g)|lgm?[pc]|[pc]_l)[^.]{0,6}[hH]|z[^.]{0,5}l[^.,]{0,3}[hH]"),
    ("injury", r"f[.,]lh|[jp][^.]{0,2}[hHf][^.]{0,2}[bl](?!g)|[pc]_ah[^.]?l(?!g)"),
    # Harm by itself, an ailment and its cause, one who heals.
    ("injury", r"i|q[^.]{0,8}x|x[^.]{0,8}q|d[^.]{0,9}[ibq]|[bqpcH][^.]{0,9}d"),
    # A blow to somebody.
    ("injury", r"ja?H|[hH]j(?!b)|H[mj]?[pc]|[pc]H(?=$|[.,])"),
    # Something comes down on somebody; German says the verb last.
    (
        "tipping",
        r"f[^.wf]{0,4}[ow][^.]?(?:[jpcb]|ml|l(?![ga])|l[ga]{1,2}m?[pc])|j[^.w]{0,2}f[^.]{0,2}O",
    ),
    ("tipping", r"o[^.,]?(?:[zjpcb]|ml)[^.,]{0,2}f|z[^.,]?o[^.,]?l[^.,]?f"),
    ("child", r"f[^.wf]{0,4}[ow][^.]?c|c[aj_]{0,2}f(?:(?!o)|o[^.]?[bl])"),
    ("child", r"(?<!w)f[^.wf]{0,8}c|c[^.w]{0,8}f|c[aj_]{0,2}H(?=[.,ob])"),
    ("tipping", r"(?<!w)f[^.wf]{0,8}p|p[^.w]{0,3}f"),
    ("shock", r"t[^.,g]{0,2}e"),
    ("injury", r"[jpct][^.,]{0,4}u|u[^.,]{0,2}h"),
)
_HARM = Roles(_ROLES, _RULES)


def told(words: str) -> Iterator[tuple[str, int, int]]:
    """Each kind of harm that a plain message tells of, with where it begins and ends."""
    return _HARM.told(words)


def knows(word: str) -> bool:
    """Whether a plain word has a role here."""
    return _HARM.of(word) != "_"
