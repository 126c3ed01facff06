"""What the customer wants of us that a rule depends on: a person, a withdrawal, sending photos."""

import re

from comptoir.brain.signals.roles import Roles
from comptoir.brain.words import any_of, fold, phrases, plain, spelled

# Every way to name one of us, said as one word before anything is looked for.
_ARTICLE = any_of("""
    a | au | aux | avec | un | une | l | le | la | d | de | des | du | vos | votre | vrai | vraie
    autre
    to | with | an | the | your | real | live | actual | another | con | una | el | algun | alguna
    su
    verdadera | otra | otro | il | lo | vero | vera | altro | altra | un altro | un altra | vostro
    mit
    einem | einer | einen | eine | ein | ihrem | ihren | echten | echter | richtigen | wirklichen
    dem | der | den
""")
_PERSON = any_of(
    r"""
    conseill(?:er|ere|ers|e) | (?:un |une )conseil(?:le|ier|er|lier|iere|lere) | humains?
    humaine | etre humain | contact humain | quelqu un
    operat(?:eur|rice)s?
    interlocut(?:eur|rice)s? | teleconseill\w+ | responsables? | superieurs? | manager
    direct(?:eur|rice)
    standard telephonique | collaborateurs? | technicien | vend(?:eur|euse)
    (?:une? |vraie?s? |autre ){1,2}(?:personnes?|agents?|correspondant|collegue|etre humain)
    d une (?:vraie )?personne
    (?:vos |des |vrais )(?:agents|equipes) | personne (?:reelle|physique|humaine|en chair)
    (?:le |votre |du |au |vos )(?:sav|service (?:clients?|clientele|apres vente|commercial))
    humans? | human being
    (?:a |an |real |live |actual |another |physical ){1,2}(?:person|agent|people|body|one|rep)
    someone | somebody | anyone | anybody | real people | representative | advis[oe]r | operator
    supervisor
    customer (?:service|support|care) | (?:your |the )?support team | sales ?person | staff member
    (?:una )(?:persona|agente) | persona real | alguien | humano | asesora? | operadora?
    encargad[oa] | empleado
    servicio al cliente | atencion al cliente | (?:una? )(?:persona|agente|umano) | qualcuno
    operatore | operatrice
    consulente | addetto | responsabile | servizio clienti | assistenza clienti | essere umano
    menschen | mensch | jemand(?:em|en)? | mitarbeiter(?:in|n)? | berater(?:in|n)?
    kunden(?:dienst|service|berater)
    echten? person | (?:einer|eine) (?:\w+ )?person | vorgesetzten? | sachbearbeiter
    ansprechpartner
    """
)
_NAMED = re.compile(rf"(?<!\w)(?:{_ARTICLE} ){{0,4}}?{_PERSON}(?!\w)")

_WANT = any_of("""
    veux | vx | ve | voudrais | voudrait | voulons | veut | souhaite | souhaiterais | souhaitons
    desire
    desirerais | aimerais | aimerait | aimerions | prefere | prefererais | exige | demande
    reclame | besoin
    faut | faudrait | puis je | peux | pourrais | pourrait | possible | pouvez vous | pourriez vous
    y a t il | est ce qu on peut | want | wanna | would like | d like | need | prefer | demand
    require
    can i | could i | may i | let me | is there | quiero | quisiera | queria | deseo | necesito
    prefiero
    exijo | puedo | podria | me gustaria | hay | voglio | vorrei | volevo | desidero | preferisco
    posso
    potrei | ho bisogno | c e | will | mochte | wurde gerne? | brauche | verlange | hatte gerne?
    kann ich
    konnte ich | gibt es
""")
_TALK = any_of("""
    parler | discuter | echanger | dialoguer | joindre | contacter | appeler | avoir | communiquer
    voir | m entretenir | m adresser | etre mise? en (?:relation|contact)
    (?:r?entrer|etre) en contact
    etre (?:transferee?|redirigee?) | talk | speak | chat | reach | contact | call | get | have
    get in touch
    be (?:connected|transferred) | get through | hablar | contactar | comunicarme | llamar
    que me atienda
    parlare | contattare | chiamare | avere | essere contattat[oa] | sprechen | reden | erreichen
    kontaktieren | verbunden werden
""")
# "Rappelez-moi le prix" asks for a reminder, "rappelez-moi le matin" for a call.
_REMINDED = any_of(r"""
    le (?!plus|matin|soir|\d|lundi|mardi|mercredi|jeudi|vendredi|samedi) | la (?!semaine) | les
    l | mon | ma | mes | votre | vos | quel\w* | comment | ce qu\w* | que | qui | pourquoi
    combien | si | par (?:mail|email|courriel)
""")
_LATER = rf"(?! {_REMINDED}\b)"
_ASK = phrases(
    rf"""
    # I want (to talk to) a person.
    {{want}} (?:(?:{{really}}){{0,2}}#person|(?:etre |un |le |d un |d etre )?{{called_back}}
    +|(?:(?!{{unless}} )\w+ ){{0,3}}?(?:parle|{{talk}}) (?:directement |de vive voix )?#person)
    {{talk}} (?:directement |de vive voix |directly )?#person
    parlez #person
    #person (?:sprechen|reden)
    # Put me through.
    (?:passe[zr]?|donne[zr]?|mettez|mets|mettre|transfere[zr]?|bascule[zr]|redirige[zr]?
    +|oriente[zr]?|connecte[zr]?|appele[zr]?|envoye[zr]?) (?:moi|nous|me) (?:\w+ ){{0,3}}?#person
    (?:me |nous )(?:passer|mettre|transferer|donner|basculer) (?:\w+ ){{0,3}}?#person
    (?:mise?|mettre|mettez (?:moi|nous)|mets moi) en (?:relation|contact)
    (?:connect|transfer|put|pass|get|hand|give) (?:me|us) (?:\w+ ){{0,3}}?#person
    (?:transfer|put) me (?:through|over|please) | (?:can|could) you transfer me
    (?:relation|contact|ligne) (?:avec|directe? avec) #person
    comment (?:vous|la|les) (?:contacter|joindre|appeler)
    escalate (?:this|my) | numero verde
    (?:paseme|pasame|comuniqueme|ponganme|pongame|transfierame|conecteme) (?:\w+ ){{0,2}}?#person
    (?:mi passi|mi passa|passatemi|passami|mi metta|mettetemi
    +|mi trasferisca) (?:\w+ ){{0,3}}?#person
    verbinden sie mich | verbinde mich | stellen sie mich durch | holen sie #person
    # Is anybody there?
    (?:y(?: a)?(?: t il)?|is there|hay|c e|ist da|ist hier) #person
    # Call me.
    (?:r?appele[zr]?|r?appelle|telephone[zr]?|contacte[zr]?) ?(?:moi|nous){_LATER}
    (?:qu on|que quelqu un|qu #person|que #person|que vous|que l on) (?:me |nous
    + |m )(?:r?appell?(?:e|iez|ez)|contacte|contactiez|telephone)
    (?:pouvez vous|pourriez vous|peux tu|pourrais tu|vous pouvez|vous pourriez|#person (?:peut
    +|pourrait|peut il)|on peut|peut on|merci de|veuillez|possible de) (?:svp
    + |s il vous plait )?(?:me |nous |m )(?:r?appeler|telephoner|joindre|contacter){_LATER}
    etre (?:rappelee?|recontactee?) | rappel telephonique | un rappel (?:svp|s il vous plait)
    (?:call|ring|phone) (?:me|us)(?: back)? | give me a call | have #person call | call ?back
    llam[ea]me | llamenme | me (?:puede|pueden|podria|podrian) llamar | (?:puede|podria)n? llamarme
    que me llamen
    mi chiam(?:i|ate) | (?:ri)?chiama(?:te)?mi | mi richiami
    mi (?:puo|potete|potrebbe|potreste) (?:ri)?chiamare
    essere (?:ri)?(?:chiamat|contattat)[oa]
    rufen sie (?:mich|uns|zuruck) | ruf mich
    (?:konnen|konnten) sie mich (?:bitte )?(?:an|zuruck)rufen | ruckruf
    # A telephone number of ours.
    (?:votre|un|le|quel est le|quel) (?:numero(?: de (?:telephone|tel))?|tel|telephone) (?:#person
    +|du (?:service|sav|magasin)|pour (?:vous|les|le|un|l|nous|joindre)|de (?:votre|vos
    +|l assistance)|ou vous|svp|s il vous plait|client)
    votre (?:numero de )?(?:telephone|tel)
    vous (?:appeler|joindre par|telephoner|avoir au telephone) | appeler (?:votre|le) service
    your (?:phone|telephone) number | (?:phone|telephone) number (?:to|for)
    number (?:i can|to) call
    call you | reach you by phone | (?:speak|talk) on the phone
    numero de telefono (?:para|de atencion|#person) | su numero de telefono
    vostro numero di telefono
    numero di telefono (?:per|del servizio|#person) | ihre telefonnummer
    telefonnummer (?:fur|vom|des|#person)
    # No robot.
    (?:pas|plus|marre|sans|stop) (?:\w+ ){{0,4}}?(?:robots?|bots?|chatbots?|machine|ia|automate)
    + .. #person
    (?:not|no) (?:a |more )?(?:robots?|bots?|chatbots?|machines?) .. #person
    # Arabic.
    (?:اريد|ارغب|اود|ابغي|بدي|احتاج|يمكن|يمكنني|ممكن|عايز) (?:\S+ ){{0,4}}?(?:شخص|موظف|انسان
    +|مستشار|ممثل|خدمة العملاء|مسوول|احد|بشري)
    (?:التحدث|التكلم|اتحدث|اتكلم|اكلم) (?:مع|الي|الى) (?:\S+ )?(?:شخص|موظف|انسان|مستشار|ممثل|خدمة
    +|مسوول|احد)
    حولني | حولوني | وصلني | اتصلوا بي | اتصل بي | كلموني | اتصلو بي | الاتصال بي
    """,
    want=_WANT,
    talk=_TALK,
    really=any_of("""
        vraiment | absolument | juste | seulement | de | d | que | just | really | to | only
        s il vous plait | svp
    """)
    + " ",
    called_back="(?:r(?:e?contact|appel)l?ee?s?|rappel(?: telephonique)?|rendez vous telephonique)"
    r"(?! (?:de|du|des|que)\b)",
    unless="(?:pas|not|nicht|no|non|que|qui)",
)
_UNDENIED = r"(?<!N)(?<!N[^.,])(?<!N[^.,]{2})"
_END = r"(?=$|[.,])"
# The same wishes in any other order, and telephones: by the roles of words.
_CALLING = Roles(
    {
        # One of us; "#person" is said for most of them.
        "P": """
            person hotline vivant vivante soul persona agent agents agente agen dame vendeuse
            umain umin humin hummain humian gestionnaire assistant assistante employe employee
            salarie
            superviseur chargee correspondant collegue staff rep gens humaine humano umano umana
            patron chef boss
            superior gerente jefe capo chef mitarbeiterin موظف* انسان* مستشار* مدير* مسوول* شخص*
            ممثل* بشر* حد احد واحد
        """,
        "S": "service services sav accueil assistance support departement department reparto",
        # Talking to somebody.
        "T": """
            parler parle parlerai parlons reparler discuter causer papoter echanger echange
            dialoguer
            communiquer entretenir relais discute parlez parlais parlait contact parlr parlee
            talk talking speak speaking chatting explain discuss reach contact
            hablar hable comunicar comunicarme explicar contactar atienda atender
            parlare spiegare contattare comunicare sprechen reden erklaren erreichen erreichbar
            تكلم* اتكلم* تحدث* اتحدث* كلم* اكلم* احكي يكلم* يجيبني يرد التكلم التحدث
        """,
        "A": """
            appeler rappeler appelle rappelle appellent rappellent appelez rappelez appeliez
            rappeliez
            telephoner telephone telephoniez recontacter recontacte rappelee rappele
            appel appele joindre contacter contactez contacte rapeler rapelez rapele rapelle
            apeler apelez
            apele apelle rapellez rapeller appeller rappeller apeller recontactez recontacter
            rejoindre
            call ring calling callback llamar llame llamen llamarme llamada
            chiamare chiamarmi richiamare richiami chiami telefonare telefonarmi telefonata
            anrufen anruft zuruckrufen anruf ruckruf telefonieren
            يتصل تتصل اتصل الاتصال اتصال يعيط يكلمني اتصلوا
        """,
        # "M'appeler" in one word.
        "Z": """
            mapeler mappeler mappelle merappeler marappeler mapel mapele mapelle merapeler mapelez
        """,
        "L": """
            dispo disponible disponibles libre available free frei disponibile joignable متاح متوفر
        """,
        # What one may do with other things too.
        "t": "expliquer voir trouver obtenir rencontrer adresser confier avoir affaire",
        # A telephone and its number.
        "F": """
            tel telephonique phone vocal oral
            telefono telefonica telefonico telefonisch telefon voce
            هاتف تلفون تليفون
        """,
        "U": "ligne numero num numeros number numbers nummer telefonnummer rufnummer رقم",
        # Wanting, and asking whether.
        "W": """
            cherche cherchons voulons souhaitons aimerions essaie envie attends attend merci
            veuillez
            comment jpeu jpe jpeux jve jveu peu veux voudrais voudrait veut souhaite souhaiterais
            souhaitais aimerais prefere prefererais
            prefererai besoin faut faudrait peux peut pourrais pourrait pouvez pourriez pouvait
            possible
            exige demande reclame puis want wanna like need prefer rather demand can could may would
            quiero quisiera necesito prefiero puedo puede podria deseo
            voglio vorrei preferirei preferisco posso puo potrei potrebbe bisogno
            mochte will brauche kann konnte konnten kannst hatte
            اريد ارغب بدي عايز ابغى ابغي احتاج ممكن يمكن* يمكنني اقدر نفسي
        """,
        "I": """
            passer pass pase pasez passez donnez branchez mettez basculez transferez transfere
            redirigez
            connectez dirigez orientez filez faites transfer connect
            ponedme poneme pongame pasame paseme passami passatemi mettetemi verbinden verbinde
            حولني وصلني
        """,
        "Q": """
            quel quelle avez existe ya y what which have there is hay tienen tiene cual avete quale
            gibts gibt habt haben welche هل هناك ou where donde dove wo
        """,
        "V": "votre vos your su vostro vostra ihre ihr eure",
        "M": "me m moi nous us mi mich uns lui ci",
        "N": """
            pas plus jamais sans not don dont no non nicht kein keinen keine without inutile ne n لا
        """,
        "X": """
            robot robots bot bots chatbot machine maquina maquinita ia automate ordinateur
            programme computer maschine automa macchina tchatter ecrire روبوت الي
        """,
        # Whose number or call it is when it is not ours.
        "m": "mon ma mes my mio mia mein meine livreur driver transporteur livreurs repartidor",
        "C": """
            changer modifier change update corriger changed commande order contrat contract dossier
            mdf cmd commander souscrire payer signer certificato
        """,
        # What is made for so many persons.
        "B": """
            lit lits bed beds cama camas letto letti bett betten matelas mattress table tables
            mesa tavolo
            tisch bureau canape sofa couch chaise chair tente que that che dass
        """,
        "D": """
            le la les l quel quelle quels ce que qui pourquoi combien si the what how el il lo
            los das die der was
        """,
        "l": """
            bonjour bonsoir svp s il vous plait te un une des de du d client clientele clients
            apres vente humain reel please hi hello a an por favor bitte per favore el il avec to
            with customer direct directe urgent vite merci en allo stp livraison commercial
            reclamations reclamation facturation من فضلك لو سمحت مع
        """,
    },
    (
        # I want to talk to one of you, by telephone; is one of you free?
        (
            "talk",
            rf"{_UNDENIED}W[^.NXmB]{{0,6}}[TAt][^.NXmB]{{0,4}}(?:m?P|[FS])|W[^.NXm]{{0,3}}T_A|"
            rf"W[^.NC]{{0,4}}T[^.NC]{{0,4}}[AF]{_END}|(?:^|[.,])l?[TA]l?m?P|MA[^.N]?P",
        ),
        (
            "talk",
            rf"{_UNDENIED}[WQ][^.NX]{{0,5}}P[^.NX]{{0,6}}[TAt](?!D)|"
            r"P[^.NXm]{0,2}W[^.NX]{0,4}[TA](?!D)",
        ),
        (
            "talk",
            rf"{_UNDENIED}W[^.NXmB]{{0,3}}P[^.]{{0,4}}{_END}|"
            rf"(?<!N)(?<!N.)(?<!B)(?<!B.)Q[^.NC]{{0,4}}P[^.N]{{0,2}}{_END}",
        ),
        ("talk", r"P[^.NC]{0,3}L|W[^.N]{0,3}L[^.]{0,3}P|[TA][^.N,]{0,2}P[.,]N"),
        ("pass", r"MI[^.N]{0,2}P|I[^.N]?M?[^.N]{0,3}[PSF]|IMA|I[^.N]{0,5}[FA]"),
        (
            "call",
            rf"W[^.Nm]{{0,4}}MA(?![DV])|MWA(?![DV])|VA{_END}|W[lD]?A{_END}|W[^.NC]{{0,2}}T{_END}|"
            r"W[MV]T(?![PD])|W[^.NmC]{0,6}F_?[TA]|[WIP][^.N]{0,2}Z|^l*Z",
        ),
        # What is your number?
        (
            "number",
            r"(?<!C)(?<!C.)[QWI][^.NmC]{0,5}U[^.mC]{0,2}[FATSP](?![^.]{0,4}[mC])|"
            rf"[QTWI][^.NmC]{{0,4}}VU{_END}|QU[^.mC]{{0,4}}[TA]",
        ),
        ("number", rf"Q[^.mC]{{0,4}}F{_END}|QV[^.Cm]{{0,2}}Ul*{_END}"),
        # Nothing but one of you, a telephone or its number.
        ("alone", r"^[^.NmQCXBD_][^.NmQCXBD]{0,3}P[lDV.,]*$|^l*IM[lD]*$|^l*A[lD]*[.]?$"),
        ("alone", r"^[lD]{0,3}U[lSPFA]{1,6}$|^[lSPFU]{0,6}[PF][lDSPF]{0,6}$|^l*S[lDSPF]{0,6}$"),
        ("no robot", r"N[^.]{0,4}[TAW][^.]{0,3}X|N[^.,T]{0,3}X[^.]{0,5}P|P[^.]{0,4}N[^.T]{0,2}X"),
    ),
)
_BARE = re.compile(
    spelled(
        r"^(?:{before}[\s,!.]*){0,2}{named}(?:\s{after})*[\s.!]*$",
        before=any_of("""
            bonjour | bonsoir | hello | hi | salut | svp | s il vous plait | please | por favor
            hola | bitte | oui | non | vite | stop
        """),
        named=any_of("""
            #person | personne humaine | vraie? personne | agent | representante | representative
        """),
        after=any_of("""
            humaine? | reel | reelle | en ligne | au telephone | vite | maintenant | now | de suite
            tout de suite | stp | svp | disponible | s il vous plait | s il te plait | please
            por favor | per favore | bitte | merci
        """),
    )
)

# Said just before, in the same clause, these turn the wish around.
_UNWANTED = re.compile(
    spelled(
        r"(?<!\w)(?:{denied}(?:\s\S+){0,3}|{only}(?:\s\S+){0,3}|{just_before})\s*$",
        denied=any_of(r"""
            (?:ne|n) (?:\w+ )?(?:veux|voudrais|souhaite|desire|tiens|cherche|faut|ai)
            (?:don ?t|do not|doesn ?t|not) (?:\w+ )?(?:want|need|wish|have)
            no (?:quiero|necesito|deseo) | non (?:voglio|desidero|ho) | nicht (?:mehr )?mit
            (?:veux|ve|souhaite|voudrais|tiens) (?:vraiment |surtout )?(?:pas|plus)
        """),
        only=any_of("""
            pas (?:besoin|envie|la peine|necessaire|utile|question) | inutile | sans | plutot que
            au lieu | evitez | eviter | no need | without | instead of | rather than | ohne
            sin (?:necesidad|tener) | no hace falta | senza | non serve | anstatt | statt | keine?n?
            deja | already | ya he | gia | schon | j ai (?:pu|du|essaye de)
            لا اريد | لا ارغب | بدون
        """),
        just_before="(?:ne|n|do not|don ?t|no|non|لا)",
    )
)
_NOT_AFTER = re.compile(r"^(?:\s\w+)?\s(?:pas|plus)\b")
_CLAUSE = re.compile(
    spelled(
        r"[.,;:!?]|(?<!\w){turn}(?!\w)",
        turn=any_of("""
            mais | but | pero | aber | ma | sondern | je veux | i want | quiero | voglio | ich will
            لكن | اريد
        """),
    )
)

_PICTURE = any_of("""
    photos? | fotos? | pictures? | pics? | images? | cliches? | videos? | fotografi[ae]s? | bilder?
    bild | immagini | صور | صورة
""")
_HAS_PHOTOS = phrases(
    r"""
    {sent} (?:[^\s.?!]+ ){0,4}?{picture}
    {picture} (?:[^\s.?!]+ ){0,3}?{on_the_way}
    """,
    picture=_PICTURE,
    sent=any_of(r"""
        envoi(?:e|es)? | envoy(?:e|er|ee|ees) | enverr\w+ | transmets | transmis | joins | joint
        jointes?
        mets
        mis | ajoute | ajoutees? | poste | fournis | partage | telecharge | televerse | depose
        voici
        voila | pris | prends | fait | ai (?:des|les|une|plusieurs|\d+) | ci jointe?s?
        piece jointe
        sending | send | sent | attached | attach | attaching | uploaded | uploading | upload
        here (?:are|is) | took | taken | have (?:some|the|a|\d+) | envio | enviado | enviare | envie
        mando | adjunt[oa]s? | aqui (?:estan|tiene|van|esta) | subido | tengo | he hecho | invio
        inviato | allego | allegat[oe] | ecco | mandato | caricato | ho fatto | schicke | sende
        gesendet | geschickt | anbei | hochgeladen | hier (?:sind|ist) | angehangt | habe
        ارسلت | سارسل | ارسل | اليكم | اليك | مرفق | هذه | ارفقت
    """),
    on_the_way=any_of("""
        ci jointes? | jointes? | en piece jointe | en pj | envoyees? | attached | below | adjuntas?
        allegat[ae] | in allegato | anbei | im anhang | suivent | arrivent | to follow | on the way
        gesendet | geschickt
    """),
)
_NO_PHOTOS = phrases(
    r"""
    {no} (?:\S+ ){0,4}?{picture}
    {picture} (?:non|no|nein|nicht|pas)
    """,
    picture=_PICTURE,
    no=any_of("""
        pas | aucune? | sans | ni | plus | no | not | don ?t | without | haven ?t | can ?t | cannot
        didn ?t | couldn ?t | sin | ninguna | non | senza | nessuna | keine? | ohne | ليس لدي
        ليست لدي | لا يوجد | لا توجد | لا املك | ماعندي | ما عندي | بدون
    """),
)
# The shop's own pictures, and being unable to send.
_OTHER_PHOTOS = phrases(
    r"""
    (?:sur|dans|en|on|in|a) (?:\w+ ){0,2}?{picture} (?:de votre|du|sur|of|on|de la|de l)
    pas (?:\w+ ){0,2}?(?:comme|conforme|pareil|la meme|identique
    +|correspond\w*) (?:\w+ ){0,3}?{picture}
    (?:correspond\w*|conforme|comme) (?:\w+ ){0,3}?{picture}
    (?:arrive|arrivons|reussis|parviens|peux|pouvons) pas (?:\w+ ){0,3}?{send}
    (?:impossible (?:de |d )?|(?:can ?t|cannot|unable to|not able to) |no (?:puedo|consigo)
    + |non (?:riesco|posso) (?:a )?|nicht )(?:\w+ )?{send}
    """,
    picture=_PICTURE,
    send="(?:envoyer|joindre|charger|telecharger|send|upload|enviar|inviare|hochladen|senden)",
)
_QUESTION = re.compile(
    spelled(
        r"\?|^(?:\W*(?:bonjour|bonsoir|salut|hello|hi|hola|ciao|hallo)\W+)?{asking}(?!\w)",
        asking=any_of(r"""
            comment | quel\w* | combien | pourquoi | ou | faut il | dois je | est ce | puis je
            peut on | peux je | how | what | which | where | do i | should i | can i | may i
            could i | como | cual | cuant[oa] | puedo | debo | come | quale | quanto | posso | devo
            wie | was | welche | kann ich | muss ich | darf ich | كيف | هل | ما | كم
        """),
    )
)

_WITHDRAWS = phrases(
    r"""
    je me (?:retracte|desiste) | je retracte (?:mon|ma)
    {want} (?:me retracter|me desister|exercer mon droit)
    {use} (?:de )?(?:mon|notre) (?:droit (?:de|a la) |delai de )?retractation
    je renonce a (?:mon|ma|cet|l|cette|la) ?(?:achat|commande|contrat)
    {announce} (?:\w+ ){0,6}?ma (?:retractation|decision de me retracter)
    retractation de (?:mon|ma) (?:achat|commande|contrat)
    i (?:\w+ ){0,4}?(?:withdraw|withdrawing|rescind)(?: myself)? from
    i (?:hereby )?(?:withdraw|rescind|revoke) (?:my|the|from|this)
    (?:want|like|wish|going|intend) to (?:withdraw|rescind)
    (?:exercis(?:e|ing)|us(?:e|ing)|invoke) my (?:right (?:of|to)|cooling off|withdrawal)
    (?:ejerzo|ejercer|ejercito|usar|uso de) mi derecho (?:de|a) (?:desistimiento|retracto|desistir)
    (?:desisto|desistir) (?:de|del) | quiero desistir | me retracto
    (?:esercito|esercitare|avvalermi del|far valere) (?:il )?(?:mio )?(?:diritto di )?recesso
    notific\w+ (?:\w+ ){0,2}?(?:il |mio |proprio )*recesso
    recedo (?:da|dal|dall) | (?:voglio|vorrei|desidero|intendo) recedere
    ich (?:widerrufe|trete (?:\w+ ){0,4}zuruck) | hiermit widerrufe | widerrufe ich
    (?:mochte|will) (?:\w+ ){0,6}(?:widerrufen|zurucktreten) | widerrufsrechts? gebrauch
    (?:اريد|ارغب في|اود|اقرر|قررت) (?:العدول عن|التراجع عن|الانسحاب من|ممارسة حق العدول)
    (?:اتراجع عن|اعدل عن|انسحب من) (?:الشراء|العقد|شراء|الطلب)
    (?:اعلن|ابلغكم|اخطركم|اعلمكم) (?:\w+ )?ب?(?:تراجعي|عدولي|انسحابي) (?:عن|من)
    """,
    want=any_of("""
        veux | voudrais | souhaite | souhaiterais | desire | aimerais | vais | tiens a | decide de
    """),
    use=any_of("""
        exerce | exercer | user de | utilise | utiliser | fais valoir | faire valoir | j use de
        fais usage de | use de
    """),
    announce=any_of("""
        je vous notifie | je notifie | par la presente | voici | je vous informe de
        vous faire part de
    """),
)
_NOT_WITHDRAWING = phrases(
    r"""
    (?:ne|n) (?:\w+ ){0,2}?(?:retracte|desiste|souhaite|veux|voudrais|renonce) (?:pas|plus|jamais)
    (?:je me (?:retracte|desiste)|je renonce) (?:pas|plus|jamais)\b
    (?:don ?t|do not|not|nicht|no|non) (?:\w+ ){0,3}(?:withdraw|rescind|widerrufe\w*|zurucktreten
    +|desisto|desistir|retracto|recedere|recedo)
    # Not yet, or only perhaps.
    {perhaps} (?:\w+ ){0,3}?{withdrawing}
    # How it is done is what one asks before.
    {withdrawing} .. (?:comment (?:faire|m y|on|ca|dois|puis)|how (?:do|to|can|should)|como (?:lo
    +|se|hago|puedo)|come (?:si|posso|devo|faccio)|wie (?:mache|geht|muss|kann))
    # Somebody else's words.
    (?:dit|said|says|dice|sagt|ecrire|ecrit|write|phrase) (?:\W*\w+ ){0,2}\W*{withdrawing}
    """,
    withdrawing=any_of(r"""
        (?:je )?me (?:retracter?|desister?) | (?:je )?renonce\w* | retractation | withdraw\w*
        rescind\w* | widerruf\w* | zuruck\w* | desist\w* | recedo | recedere | اتراجع | اعدل
        التراجع | العدول
    """),
    perhaps=any_of(r"""
        si | quand | lorsque | au cas ou | avant que | hesite a | pense | if | when | in case
        may | might | thinking of | wenn | falls | bevor | vielleicht | cuando | quando | se
        qualora | tal vez | quizas | forse | peut etre | اذا | عندما | لو | ربما
    """),
)
_OF_WITHDRAWING = re.compile(
    r"\b(?:retract|withdraw|cooling off|widerruf|desist|recess|reced)|تراجع|عدول|العدول"
)
_REMIND_OF_ORDER = phrases(
    r"""
    {remind} (?:\w+ ){0,5}?{number}
    """,
    remind=any_of(r"""
        rappel\w* | redonn\w* | redire | redis | dis moi | donne\w* moi | quel est | c est quoi
        remind | tell me | what is | what s | what was | recuerd\w* | recordar\w* | cual es
        ricord\w* | qual e | erinner\w* | sag\w* mir | wie lautet | was ist | ذكرني | ما هو
    """),
    number=any_of(r"""
        (?:numero|n) (?:de |d )?(?:ma |la |notre )?commande | order number | numero (?:de |del )?
        + (?:mi )?pedido | numero (?:d |del |dell )?ordine | bestellnummer | رقم (?:ال)?طلب\w*
    """),
)
_WHETHER_HUMAN = phrases(
    r"""
    {you} (?:\w+ ){0,2}?{kind}
    """,
    you=any_of(r"""
        etes vous | vous etes | t es | tu es | es tu | parle a | parle avec | are you | you a
        am i (?:talking|speaking) to | eres | es usted | sei | lei e | sono con | bist du
        sind sie | هل انت | انت
    """),
    kind=any_of(r"""
        robots? | bot | chatbot | machine | ia | ai | humaine? | vraie personne | vrai humain
        human | real person | persona real | humano | umano | persona vera | roboter | mensch
        روبوت | انسان | الي
    """),
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
    return any(
        not _UNWANTED.search(_CLAUSE.split(words[max(0, start - 60) : start])[-1])
        for _, start, _ in _CALLING.told(words)
    )


def photos(words: str) -> bool | None:
    """True when they send or have photos, False when they have none, None when nothing is said."""
    if _QUESTION.search(words) or _OTHER_PHOTOS.search(words):
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


def speaks_of_withdrawing(text: str) -> bool:
    """Whether a message is about the right to withdraw, whatever it says of it."""
    return _OF_WITHDRAWING.search(fold(text)) is not None


def asks_for_order_number(text: str) -> bool:
    """Whether a message asks us to say the order's number again."""
    return _REMIND_OF_ORDER.search(plain(fold(text))) is not None


def asks_whether_human(text: str) -> bool:
    """Whether a message asks if a person or a machine answers."""
    return _WHETHER_HUMAN.search(plain(fold(text))) is not None
