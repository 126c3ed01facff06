"""What speaks for each intent in an insured person's message, as patterns over plain words.

Few and certain: the rest is learned from `utterances/`. Written for `words.phrases`.
"""

INTENTS = (
    "parler_humain",
    "authentification",
    "declarer_sinistre",
    "voir_sinistres",
    "voir_devis",
    "demander_devis",
    "voir_contrats",
    "faq_bonus_malus",
    "faq_attestation",
    "faq_resiliation",
    "faq_sinistre",
    "faq_garantie",
    "faq_paiement",
    "reclamation",
    "faq_autre",
    "hors_perimetre",
    "donner_information",
    "remerciement",
    "au_revoir",
    "confirmation",
    "negation",
    "salutation",
)
"""Every intent of the service."""

CUES: dict[str, str] = {
    "authentification": r"""
        (?:me |m |se )?(?:connect\w+|identifi\w+|authentifi\w+) | log ?in | sign ?in
        mot de passe | password | contrasena | passwort | espace (?:client|personnel)
        code .. (?:recu|recois|expire\w*|valide|marche|mail|sms|received|expired|work\w*)
        (?:renvoy\w+|resend|nouveau) .. code | (?:le|mon|my|voici le) code
        iniciar sesion | accedere | einloggen | anmelden | تسجيل الدخول | رمز | الكود
    """,
    "declarer_sinistre": r"""
        (?:declarer|signaler|report|declare|denunciare|melden|declarar|notificar) .. (?:sinistre
        +|accident|vol|degats?|claim|theft|damage|siniestro|robo|incidente|sinistro|furto|schaden
        +|unfall|incendie|bris|accidente)
        (?:j ai|on a|nous avons|je viens d|i ve|i|we|he|tuve|he tenido|ho avuto|hatte) (?:\w+
        + ){0,3}?(?:accident|accrochage|sinistre|crash|accidente|incidente|unfall|degat des eaux)
        on m a (?:vole|percute|accroche|raye|casse|rentre|pris|degrade|embouti|cambriole)
        (?:se|m) est fait (?:voler|percuter|cambrioler) | me suis fait (?:voler|percuter
        +|cambrioler|rentrer|accrocher|braquer)
        (?:was|been|got|my \w+ was) (?:stolen|hit|burgled|broken into|rear ended|flooded|damaged)
        me han robado | me robaron | mi hanno rubato | mi hanno tamponato | wurde gestohlen
        mir ist jemand (?:reingefahren|aufgefahren) | تعرضت لحادث | سرقت سيارتي | حادث سير
    """,
    "voir_sinistres": r"""
        (?:ou en est|suivi\w*|suivre|avancement|etat|nouvelles?|status|avance) .. (?:sinistres?
        +|dossiers?|accident|indemnis\w+|claims?|expert\w*|rembours\w+|vol|degat des eaux)
        (?:mes|mon|my|voir|liste|consulter) .. (?:sinistres?|claims?)
        quand .. (?:indemnise\w*|indemnisation|rembourse\w*|l expert)
        estado .. siniestro | stato .. (?:sinistro|pratica) | stand .. (?:schaden|schadens\w*)
        mein schaden | mis siniestros | i miei sinistri | ملف الحادث | حالة الملف
    """,
    "voir_devis": r"""
        (?:mes|mon|le|les|my|dernier|ancien|retrouver|revoir|consulter|afficher?) .. devis
        devis (?:\w+ ){0,4}?(?:deja|precedent|enregistre|recu|fait|fais|numero|hier|semaine)
        (?:my|saved|previous|last|see|find) .. quotes?
        (?:mi|mis|ver) .. presupuestos? | (?:mio|miei|vedere) .. preventiv\w
        (?:mein\w*|altes) .. angebote? | عرضي | عروضي | العرض السابق
    """,
    "demander_devis": r"""
        (?:un|nouveau|autre|faire|demander|obtenir|veux|voudrais|avoir|besoin d) .. (?:devis
        +|tarif|simulation|estimation|cotation)
        (?:combien|quel (?:prix|tarif)|prix|tarif|cout\w*) .. (?:assur\w+|couterait|coute\w*|payer
        +|payerais)
        (?:je |j |on )?(?:veux|voudrais|aimerais|souhaite|cherche|dois) .. (?:assurer|m assurer
        +|assurance)
        (?:quote|quotation|insure my|insurance for|how much .. insur\w+|price .. insur\w+)
        (?:presupuesto|cotizacion|asegurar|cuanto .. segur\w+) | (?:preventivo|assicurare|quanto
        +.. assicura\w+)
        (?:angebot|versichern|versicherung fur|was kostet) | تامين .. (?:سيارة|كم|سعر)
        (?:بكم|كم سعر|كم يكلف|شحال) .. تامين\w* | عرض سعر | دوفي
    """,
    "voir_contrats": r"""
        (?:mes|mon|voir|consulter|afficher?|montre\w*|liste|details? d\w*) .. contrats?
        (?:quelle (?:formule|garantie)|formule) .. (?:j ai|ai je|souscri\w+|mon contrat)
        (?:echeance|date de fin|expire|numero) .. contrat | mes assurances
        (?:my|see|view|show) .. (?:contracts?|polic(?:y|ies)|cover)
        (?:mi|mis|ver) .. (?:contratos?|polizas?) | (?:mio|miei|vedere) .. (?:contratt\w|polizz\w)
        (?:mein\w*|zeig\w*) .. (?:vertrag|vertrage|police\w*) | عقودي | عقدي | عقود التامين
    """,
    "faq_bonus_malus": r"""
        bonus | malus | coefficients? | crm | no claims? (?:bonus|discount) | bonificacion
        classe di merito | schadenfreiheits\w+ | sf klasse | بونيس | بونوس | مالوس
    """,
    "faq_attestation": r"""
        attestations? | carte verte | vignette | memo vehicule | releve d informations?
        certificat d assurance | green card | certificate of insurance | proof of insurance
        insurance certificate | carta verde | certificado de seguro
        certificato (?:di )?assicura\w+
        attestato di rischio | versicherungsbestatigung | versicherungsnachweis | evb
        grune karte | شهادة .. تامين | البطاقة الخضراء | اتيستاسيون
    """,
    "faq_resiliation": r"""
        resili\w+ | preavis | loi hamon | loi chatel | changer d assur\w+ | quitter votre
        annuler mon contrat | mettre fin .. contrat | cancel .. (?:policy|contract|insurance)
        cancellation | switch insurer | (?:cancelar|rescindir|dar de baja) .. (?:poliza|seguro
        +|contrato) | disd\w+ | recess\w+ | kundig\w+ | wechsel\w* .. versicher\w*
        الغاء .. (?:عقد|تامين) | فسخ
    """,
    "faq_sinistre": r"""
        (?:quels?|quelle|combien de|delai\w*|comment|que) .. (?:declarer|declaration|expert\w*
        +|constat|remplir|faire en cas)
        en cas d (?:accident|incendie|vol|urgence) | en cas de (?:sinistre|vol|bris|panne
        +|degat\w*)
        constat (?:amiable)? | franchise kilometrique | expertise | how (?:long|do i) .. claim
        what (?:to do|should i do) .. (?:accident|stolen|claim) | que hacer .. accidente
        parte amistoso | constatazione amichevole | cid | gutachter | unfallbericht
        ماذا افعل .. حادث | معاينة
    """,
    "faq_garantie": r"""
        (?:suis je|serai je|est ce que je suis|sommes nous) .. (?:couvert\w*|assure\w*|protege\w*)
        (?:couvre|couvrez|couvert\w*|prise? en charge|rembours\w+|garanti\w*|inclus\w*) | franchise
        (?:tous risques|au tiers|tiers plus|formules?) .. (?:couvr\w+|compren\w+|difference|quoi)
        (?:difference) .. (?:tiers|tous risques|formules?) | assistance 0 ?km | depannage
        (?:am i|is|are|does|what) .. (?:covered|cover|included|deductible|excess)
        (?:cubre|cubierto|cobertura|franquicia) | (?:copre|copert\w+|garanzi\w+|franchigia)
        (?:deckt|gedeckt|abgedeckt|selbstbeteiligung|versichert wenn|teilkasko|vollkasko)
        (?:يغطي|تغطي|مغطى|التغطية|الضمان)
    """,
    "faq_paiement": r"""
        pay\w+ | paiements? | preleve\w* | prelevements? | rib | iban | cotisations? | mensualis\w+
        echeanciers? | impaye\w* | facture\w* | cheque | carte bancaire | virement | mensualites?
        payments? | direct debit | instal?lments? | bill\w* | premium
        pag(?:ar|o|os|are|amento|amenti) | recibo | domicilia\w+ | cuota | rata | rate | addebito
        zahl\w+ | bezahl\w+ | beitrag\w* | lastschrift | rechnung | rate
        دفع | اداء | القسط | اقتطاع | الدفع
    """,
    "faq_autre": r"""
        horaires? | agences? | ouvert\w* .. (?:samedi|dimanche|midi|lundi) | adresse | coordonnees
        numero de telephone | changer .. (?:adresse|telephone|mail|nom|banque|coordonnees)
        application | appli | donnees personnelles | rgpd | parrain\w+ | qui etes vous
        opening hours | branch | office | change my (?:address|phone|email|name) | app
        horario | oficina | direccion | orari | agenzia | sede | offnungszeiten | filiale
        adresse andern | ساعات العمل | اوقات | وكالة | العنوان
    """,
}

AGAINST: dict[str, str] = {
    "declarer_sinistre": r"""
        (?:comment|delai\w*|combien de temps|how long|how do i|que faire|si |if
        +|en cas) .. (?:sinistre|accident|vol|claim|declar\w+|accidente|unfall)
        (?:ou en est|suivi|suivre|avancement|status|etat)
    """,
    "demander_devis": r"""
        (?:mon|mes|dernier|retrouver|revoir|my|saved|last) .. (?:devis|quotes?)
    """,
    "faq_garantie": r"""
        devis | quote
    """,
}
"""Intent -> patterns that take it back."""
