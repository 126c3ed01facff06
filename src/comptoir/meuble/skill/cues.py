"""What customers of a furniture shop want, by the words they ask it with.

Patterns are written for `words.phrases`; `#product` stands for any product named. `INTENTS` is
in order of precedence: the first intent with a cue wins, unless something in `AGAINST` takes it
back; where no cue speaks, the first topic of `HINTS` does.
"""

INTENTS = (
    "declarer_probleme",
    "suivi_ticket",
    "modifier_commande",
    "suivi_commande",
    "reclamation",
    "faq_retour",
    "faq_garantie",
    "faq_entretien",
    "faq_paiement",
    "faq_autre",
    "faq_livraison",
    "recherche_produit",
    "donner_information",
    "hors_perimetre",
    "parler_humain",
    "confirmation",
    "negation",
    "au_revoir",
    "salutation",
    "remerciement",
)

CUES: dict[str, str] = {
    "declarer_probleme": r"""
        (?:declarer|signaler|faire) (?:un |une )?(?:sav|panne|defaut|sinistre sur mon)
        produit (?:defectueu\w+|casse)
    """,
    "suivi_ticket": r"""
        (?:ou en est|ou en sont|a che punto|avancement|statut|etat|suivi|suivre|nouvelles?
        +|du nouveau|des nouvelles|avance|status|update|progress|news|any news|follow up|follow
        +|estado|novedades|stato|aggiornament\w+|novita|stand|neuigkeiten|neues) .. (?:ticket\w*
        +|dossier\w*|reclamation\w*|sav|demande\w*|dossiers sav|reparation\w*|intervention\w*
        +|claim\w*|case|request|complaint|repair\w*|caso|incidencia|reclamo|reclamacion|reparacion
        +|pratica|segnalazione|richiesta|riparazione|fall|anfrage|reklamation|reparatur|tickets?)
        (?:mon|ma|le|la|mes|my|the|mi|il mio|la mia|mein\w*) (?:ticket\w*|dossier sav
        +|reclamation sav|dossier|claim|case|incidencia|pratica|reklamation) .. (?:ou en|avanc\w+
        +|nouvelles?|en cours|traite\w*|regle\w*|quand|toujours|status|update|resolved|when|estado
        +|stato|status|stand)
        (?:ticket|dossier|claim|case|demande|reclamation|caso|fall) (?:sav )?(?:numero
        + |n )?(?:sav mdf|tkt|savmdf)
        (?:suite|reponse) (?:a|donnee a|de) (?:mon|ma|notre) (?:ticket|dossier|demande|reclamation
        +|declaration|sav)
        quand .. (?:technicien|reparateur|intervention|reparation|reparer|expert|remplacement
        +|piece de rechange)
        (?:technicien|reparateur) .. (?:quand|passe|vient|viendra|pas venu|toujours pas
        +|n est pas venu)
        when .. (?:technician|repair|replacement) | cuando .. (?:tecnico|reparacion)
        quando .. (?:tecnico|riparazione) | wann .. (?:techniker|reparatur)
        (?:j ai|on a|nous avons) (?:deja )?(?:ouvert|fait|declare|envoye|depose|cree) (?:un
        + |une )?(?:ticket|dossier|reclamation|demande|sav|sinistre) .. (?:nouvelles?|reponses?
        +|toujours|semaines?|mois|jours?|quand|ou en)
        حالة (?:ال)?(?:تذكرة|شكوى|ملف|بلاغ)\w* | (?:تذكرتي|شكواي|ملفي)
    """,
    "modifier_commande": r"""
        (?:annul\w+|cancel\w*|stornier\w+|annulla\w*|cancela\w*|الغاء) .. (?:commande\w*|achat
        +|livraison|order|purchase|delivery|pedido|compra|entrega|ordine|acquisto|consegna
        +|bestellung|lieferung|kauf|طلب\w*|الطلب|طلبية)
        (?:commande\w*|order|pedido|ordine|bestellung|طلبي|الطلب) .. (?:annul\w+|cancel\w*
        +|stornier\w+|الغاء)
        (?:chang\w+|modifi\w+|report\w+|decal\w+|repouss\w+|avanc(?:er|ez)|deplac\w+|remplac\w+
        +|ajout\w+|rajout\w+|retir\w+|enlev\w+|supprim\w+|corrig\w+|rectifi\w+|mettre a jour)
        + .. (?:livraison|adresse|commande\w*|date (?:de|du)|creneau|rendez vous|code postal|etage
        +|jour|heure|quantite|article|coloris|couleur|taille|point (?:de )?retrait|retrait|lieu)
        (?:livraison|adresse|commande\w*|rendez vous|creneau) .. (?:chang\w+|modifi\w+|report\w+
        +|decal\w+|repouss\w+|plus tard|une autre date|autre jour|fausse|erreur)
        (?:livrer|livrez|livraison|livre) .. (?:plus tot|plus tard|une autre adresse|autre adresse
        +|un autre jour|autre date|chez ma|chez mon|a la place)
        (?:serai|serons|suis|sera) (?:pas|absent\w*|en vacances) .. (?:livr\w+|jour|date)
        (?:absente?s?|pas la|pas chez moi) .. (?:livraison|jour|date|livr\w+)
        trompee? (?:d |de |dans l |dans la |sur l )?(?:adresse|taille|couleur|modele|quantite|date)
        (?:change|modify|reschedule|postpone|move|update|amend|delay|add|remove|swap|edit
        +|bring forward) .. (?:delivery|address|order|date|slot|appointment|item|colou?r|quantity
        +|size)
        (?:deliver\w*|delivery) .. (?:another (?:day|address|date)|different (?:day|address|date)
        +|later date)
        won ?t be (?:home|there|in) .. deliver\w*
        (?:cambiar|modificar|aplazar|retrasar|posponer|adelantar|anadir|quitar) .. (?:entrega
        +|direccion|pedido|fecha|articulo|color|talla)
        (?:cambiare|modificare|rimandare|posticipare|spostare|anticipare|aggiungere|togliere)
        + .. (?:consegna|indirizzo|ordine|data|articolo|colore)
        (?:andern|verschieben|verlegen|umbestellen|hinzufugen|umstellen)
        (?:lieferung|adresse|lieferadresse|termin|liefertermin|bestellung) .. (?:andern
        +|verschieben|verlegen)
        (?:تغيير|تعديل|تاجيل|تاخير موعد) .. (?:عنوان|العنوان|موعد|التوصيل|طلب\w*|الطلب|تاريخ)
        (?:venir|passer) (?:la |le |les )?(?:chercher|retirer|recuperer) .. (?:commande|magasin
        +|depot|entrepot)
        retirer (?:ma commande|en magasin a la place) | commande\w* par (?:erreur|megarde)
        (?:commande|pris) (?:deux fois|en double) | ordered (?:twice|by mistake)
    """,
    "suivi_commande": r"""
        (?:ou (?:est|sont|en est|en sont|se trouve)|ou c est|avancement|statut|etat|suivi|suivre
        +|tracking|track|nouvelles? de|des nouvelles|status|where (?:is|s|are)|when (?:is|will|are
        +|does|do)|donde esta\w*|estado|dov ?e|dove (?:e|sono)|stato|wo (?:ist|bleibt|bleiben
        +|sind)|verfolg\w+|اين|حالة|متي|متى) .. (?:cmd|commande\w*|colis|livraison|livreurs?|camion
        +|meubles?|achat|order|parcel|package|delivery|deliver\w*|#product|pedido|paquete|envio
        +|entrega|ordine|pacco|spedizione|consegna|bestellung|paket|lieferung|طلب\w*|الطلب|شحنة
        +|توصيل)
        (?:quand|kan|a quelle (?:date|heure)|quel jour|dans combien de temps|vers quelle heure
        +|wann|when|cuando|quando) .. (?:(?:je |me |serai |serons |sera |etre |vais |allez vous
        + |va |arriv\w+ |recev\w+ |recoi\w* ){1,3}|(?:livre\w*|arriv\w+|recev\w+|recoi\w*|expedi\w+
        +|deliver\w*|arrive|receive|get my|come|entreg\w+|consegn\w+|llega\w*|recib\w+|arriva\w*
        +|ricev\w+|geliefert
        +|kommt|bekomme|ankommt))
        (?:toujours|tjs|still|encore|jamais|ancora|todavia|aun|immer noch|bis heute|لم) (?:pas
        + |rien |not |non |no |nicht )?(?:ete )?(?:recu|livre\w*|arrive\w*|received|arrived
        +|delivered|come|recibi\w*|lleg\w+|ricevut\w*|arrivat\w*|erhalten|geliefert|bekommen
        +|angekommen|يصل\w*|استلم|تصل\w*)
        (?:pas|rien|not|haven ?t|hasn ?t|didn ?t|non|no
        +|nicht) (?:\w+ )?(?:encore )?(?:ete )?(?:recu|livre\w*|arrive\w*|received|arrived
        +|delivered|come|recibido|llegado|ricevut\w*|arrivat\w*|erhalten|geliefert|angekommen)
        (?:livraison|commande\w*|colis|delivery|order|entrega|pedido|consegna|ordine|lieferung
        +|bestellung|التوصيل|طلبي|الطلب) .. (?:retard\w*|en cours|pas arrive\w*|a du retard|late
        +|delayed|overdue|retras\w+|ritardo|verspat\w+|متاخر\w*|تاخر\w*|expedie\w*|shipped
        +|pas passe|pas venu\w*|n est pas venu\w*|prevue?s? (?:le|quand|pour)|annoncee?)
        (?:commande|colis|livraison|order|delivery|pedido|ordine|bestellung) .. (?:devait|devaient
        +|aurait du|was supposed|should have|debia|doveva|sollte)
        (?:retard|late|delay\w*|retraso|ritardo|verspatung|تاخير) .. (?:livraison|commande\w*
        +|delivery|order|entrega|pedido|consegna|ordine|lieferung)
        (?:j |je |nous |on |i m |i am |we re |estoy |sto |ich )(?:\w+ )?(?:attend\w*|waiting
        +|esperando|aspettando|warte) .. (?:commande\w*|livraison|colis|#product|meuble\w*|depuis
        +|order|delivery|pedido|ordine|bestellung|lieferung|seit|for)
        (?:livreur\w*|transporteur|camion|delivery (?:driver|man|guys)|driver|repartidor|corriere
        +|lieferant|fahrer) .. (?:pas (?:venu|passe|la|presente|appele)\w*|toujours pas
        +|never (?:came|showed)|didn ?t (?:come|show)|no (?:vino|ha venido)|non (?:e venuto|si e)
        +|nicht (?:gekommen|da)|quand|heure|devait|devaient)
        (?:colis|commande|parcel|package|order|paquete|pedido|pacco|paket) .. (?:livre|delivered
        +|entregado|consegnato|zugestellt|geliefert) .. (?:rien|pas|nothing|not|never|nada|no
        +|niente|non|nichts|nicht)
        (?:confirmation|preuve|bon|recapitulatif|recu|proof) (?:de |d |of )?(?:commande|achat
        +|livraison|order|purchase)
        (?:pas|rien) recu (?:de |la )?(?:mail|confirmation|email) | numero de suivi
        tracking number
        ma commande (?:a t elle|est elle) (?:bien )?(?:ete )?(?:expediee|prise|enregistree|validee
        +|partie)
        has my order (?:been )?(?:shipped|gone)
        (?:suivi|etat|statut) (?:de |d )?(?:commande|livraison|colis) | order status
        (?:ma|my|mi) (?:commande|order|pedido) (?:cmd)
    """,
    "reclamation": r"""
        (?:reclamation|plainte|complaint|queja|reclamo|reclamo|beschwerde) (?:contre|sur|a|about
        +|against|por|uber)
        deux heures d attente | rendez vous manque
        (?:livreurs?|transporteurs?|chauffeur) .. (?:refus\w+|impoli\w*|agressi\w+|desagreable\w*
        +|insult\w+)
        ridicul\w+
    """,
    "faq_retour": r"""
        (?:retourn(?:er|ez|e)|renvoy\w+|rendre|rend|retour\w*|send back|return\w*|give back
        +|devol\w+|restitui\w+|rendere|reso|resi|zuruckgeb\w+|zuruckschick\w+|ruckgabe|rucksend\w+
        +|retoure|umtausch\w*|ارجاع|استرجاع|اعادة) .. (?:article\w*|produit\w*|commande|#product
        +|meuble\w*|achat|frais|gratuit\w*|politique|conditions?|delai|jours|comment|possible
        +|item\w*|product\w*|order|policy|free|costs?|days|articul\w+|product\w+|politica|plazo
        +|gratis|articol\w+|prodott\w+|artikel|ware|frist|kosten|kostenlos|منتج|المنتج)
        (?:comment|how|como|come|wie|politique|policy|conditions?|delai\w*|frais|politica|plazo
        +|كيف|سياسة) .. (?:retour\w*|retourn\w+|renvoy\w+|return\w*|devol\w+|reso|restituzione
        +|ruckgabe|zuruckgeben|umtausch\w*|echang\w+|exchange|rembours\w+|refund\w*|ارجاع|استرجاع)
        ruckgabe\w* | retouren?\w* | politica de devolucion\w* | retractation | se retracter
        me retracter | retracte | droit de retour | withdraw\w* | cooling off | desistimiento
        desistir | recesso | recedere | widerruf\w* | حق العدول
        (?:echang\w+|exchange|swap|cambiar|cambio|cambiare|umtauschen|استبدال) .. (?:article
        +|produit|contre|taille|couleur|modele|#product|item|product|for|articulo|producto|por
        +|articolo|prodotto|con|gegen|artikel)
        (?:rembours\w+|refund\w*|money back|reembols\w+|rimbors\w+|erstatt\w+|geld zuruck|استرداد)
        satisfait ou rembourse
        (?:je |on )?(?:veux|voudrais|souhaite|aimerais|peux|puis) (?:je )?(?:le |la |les
        + |vous )?(?:rendre|retourner|renvoyer|echanger)
        (?:veux|voudrais|want|like|possible|peut|puis) .. (?:le |la |les |it )?(?:rendre|retourner
        +|renvoyer|return|send it back)
        (?:si|if) .. (?:ne me (?:plait|convient)|plait pas|convient pas|don ?t like|not happy)
        (?:reprenez|reprend\w*|reprise) .. (?:ancien\w*|vieux|article|meuble\w*|produit|#product)
    """,
    "faq_garantie": r"""
        garanti\w* | warrant\w+ | guarantee\w* | garanzi[ae] | gewahrleistung | garantie\w* | ضمان
        الضمان | sous garantie | extension de garantie | vices? caches? | conformite
    """,
    "faq_entretien": r"""
        (?:nettoy\w+|entreten\w+|entretien|lav(?:er|e|able|ables|age)|detach\w+|cirer|huiler
        +|proteg\w+|protection|impermeab\w+|depoussier\w+|desinfect\w+|raviver|nourrir|lustrer
        +|polir|vernir|clean\w*|wash\w*|maintain\w*|care|protect\w*|polish\w*|limpi\w+|lavar
        +|cuidar|cuidado|mantenimiento|proteger|puli\w+|pulizia|lavare|curare|manutenzione
        +|proteggere|reinig\w+|pfleg\w+|putzen|waschen|schutzen|saubern|تنظيف|انظف|العناية|غسل
        +|احمي)
        (?:enlever|retirer|oter|eliminer|faire partir|faire disparaitre|remove|get rid of|get out
        +|quitar|sacar|eliminar|togliere|rimuovere|eliminare|entfernen|ازالة|ازيل) .. (?:taches?
        +|rayures?|odeurs?|auréole|poils|traces?|vin|cafe|encre|moisissures?|stains?|scratch\w*
        +|smells?|odou?rs?|marks?|wine|coffee|ink|manchas?|olor\w*|macchi[ae]|graffi|odor[ei]
        +|flecken?|kratzer|geruch\w*|بقع\w*)
        (?:quel\w*|which|what|que|quale|welche\w*) (?:produit|product|producto|prodotto|mittel
        +|creme|lait|cire|huile|cleaner) .. (?:cuir|bois|tissu|velours|leather|wood|fabric|velvet
        +|cuero|piel|madera|tela|pelle|legno|tessuto|leder|holz|stoff|nettoy\w*|entret\w*|utiliser
        +|use|clean)
        (?:mettre|laisser|utiliser|resist\w+|put|use|leave) .. (?:dehors|exterieur|plein (?:air
        +|soleil)|humidite|pluie|outside|outdoors|in the sun|rain)
        (?:dehoussable\w*|en machine|lavable\w*|machine a laver|washable|machine wash)
        conseils? d entretien | care instructions | comment .. (?:rayure|tache|craquelures)
    """,
    "faq_paiement": r"""
        (?:pay(?:er|ez|e|ent|able\w*)?|paie(?:ment|r)?\w*|paiement\w*|regl(?:er|ement\w*)
        +|payment\w*|paying|paid|pagar|pago\w*|pagare|pagament\w+|bezahl\w+|zahl\w+|zahlung\w*
        +|الدفع|ادفع|دفع)
        (?:plusieurs fois|[234] fois|x ?[234]|3x|4x|10x|trois fois|quatre fois|sans frais|credit
        +|financement|mensualite\w*|echelonn\w+|installments?|instalments?|financing|klarna|alma
        +|oney|plazos|cuotas|financiacion|rate|rateizz\w+|finanziament\w+|raten\w*|finanzier\w+
        +|تقسيط|اقساط)
        (?:cartes?|card|tarjeta|carta|karte) (?:bancaire|bleue|cadeau|de credit|credit|gift
        +|de fidelite cadeau|regalo|di credito|kredit)
        cartes? cadeaux? | gift cards? | paypal | apple pay | google pay | virement\w* | cheques?
        especes | liquide | bitcoin en paiement | bank transfer | transferencia | bonifico
        uberweisung | visa | mastercard | amex | american express | cheques? cadeaux?
        factur\w+ | invoice\w* | receipt | fattura | rechnung | فاتورة | justificatif d achat
        (?:codes?|code) (?:promo\w*|reduction|avantage|de reduction) | promo code | discount code
        coupon\w* | bons? d achat | voucher\w* | codigo (?:promocional|de descuento)
        codice (?:sconto|promozionale) | gutschein\w* | rabattcode | كود خصم | قسيمة
        (?:preleve\w*|debite\w*|debit|charged|cobrad\w+|addebitat\w+|abgebucht) | acompte | arrhes
        deposit | anticipo | anzahlung
        (?:paiement|carte|payment|card|pago|tarjeta|pagamento|carta|zahlung|karte) .. (?:refus\w+
        +|declin\w+|reject\w*|echou\w+|passe pas|marche pas|fail\w*|rechazad\w+|rifiutat\w+
        +|abgelehnt)
    """,
    "faq_livraison": r"""
        (?:pick(?:ing)? (?:it |them )?up|collect(?:ing)?) .. (?:store|shop|warehouse|showroom)
        (?:combien|prix|cout\w*|tarifs?|frais|cost\w*|price|fee\w*|charges?|free|gratuit\w*
        +|offerte|cuanto|precio|coste|gastos|gratis|gratuit\w+|quanto|costo|costi|spese|was kostet
        +|kosten\w*|versandkosten|kostenlos\w*|كم|تكلفة|سعر|رسوم) .. (?:livraison\w*|livrer|port
        +|expedition|deliver\w*|shipping|postage|envio|entrega|consegna|spedizione|lieferung
        +|versand|التوصيل|توصيل|الشحن)
        (?:livraison\w*|livrer|deliver\w*|shipping|envio|entrega|consegna|spedizione|lieferung
        +|versand|توصيل|التوصيل) .. (?:combien|prix|coute\w*|tarifs?|gratuit\w*|offerte|payante
        +|cost\w*|price|free|much|gratis|cuesta|costa|kostet|kostenlos|delai\w*|temps|jours|long
        +|etage|domicile|a l etage|creneaux?|samedi|dimanche|soir|express|rapide|weekend|week end
        +|suisse|belgique|corse|etranger|zones?|days|time|times|abroad|upstairs|saturday|sunday
        +|evening|slots?|options?|plazo|tiempo|domicilio|sabado|tempi|giorni|domicilio|sabato
        +|dauer|lange|tage|samstag|ausland)
        (?:livrez|vous livrez|livre t on|est ce que vous livrez|delivrez|do you (?:deliver|ship)
        +|can you deliver|deliver to|ship to|entregan|envian|haceis envios|consegnate|spedite
        +|liefern sie|liefert ihr|versenden sie|هل توصلون|توصلون|هل تشحنون|هل يوجد توصيل)
        (?:delais?|combien de temps|temps|how long|how many days|plazos?|cuanto (?:tarda|tiempo)
        +|tempi|quanto (?:ci mette|tempo)|wie lange|lieferzeit\w*|lieferfrist|مدة|كم يستغرق)
        + .. (?:livr\w+|expedition|recevoir|deliver\w*|shipping|arrive|take|envio|entrega|llegar
        +|consegna|spedizione|arriv\w+|lieferung|dauert|versand|التوصيل|الشحن)
        (?:modes?|options?|conditions?|methods?) (?:de |d |of )?(?:livraison|delivery|shipping
        +|expedition)
        livraison\w* (?:a domicile|express|gratuite|standard|en point relais|le samedi
        +|sur rendez vous|a l etage|en suisse|en belgique|en corse)
        point relais | click and collect | retrait (?:en magasin|gratuit) | a quelle heure livrez
        monte\w* a l etage | (?:delivery|shipping) (?:fees?|costs?|times?|charges?|area|zones?)
        lieferzeiten? | liefergebiet
    """,
    "faq_autre": r"""
        (?:magasins?|boutiques?|showrooms?|stores?|shops?|show room|tiendas?|negozi\w*
        +|punt[oi] vendita|filial\w+|geschaft\w*|laden|laeden|متجر|متاجر|المتجر|فرع|فروع\w*|معرض)
        + .. (?:ou|adresse|pres|proche|ouvert\w*|horaires?|ferme\w*|paris|lyon|marseille|lille
        +|toulouse|nantes|bordeaux|parking|where|near|open\w*|close\w*|hours|address|donde|cerca
        +|abiert\w+|horario|dove|vicin\w+|apert\w+|orari\w*|wo|nahe|geoffnet|offnungszeiten|اين
        +|قريب|مفتوح)
        (?:ou|adresse|trouver|quel\w*|y a t il|avez vous|where|near(?:est)?|do you have|donde|hay
        +|tienen|dove|avete|wo|gibt es|haben sie|اين|هل) (?:\w+ ){0,4}?(?:magasins?|boutiques?
        +|showrooms?|stores?|shops?|tiendas?|negozi\w*|filial\w+|geschafte?\w*|laden|متجر\w*
        +|متاجر\w*|فرع|فروع\w*|معرض\w*)
        horaires? | heures? d ouverture
        ouvr\w+ (?:le |les |a |quand|jusqu|vous |t ils ) .. (?:dimanche|samedi|lundi|heures?|h
        +|feries?|midi|jours?)
        vous (?:etes )?ouvr?e?r?t?e?z? (?:le |les |a |quand)
        (?:vous ouvrez|etes vous ouvert\w*|ouvrez vous|fermez vous|vous fermez
        +|a quelle heure (?:ouvr|ferm)\w+)
        opening (?:hours|times) | open (?:on|at|until|today|tomorrow)
        what time do you (?:open|close) | horarios? | abren | abris | abiert[oa]s? (?:el|los|hoy)
        cierran | orari\w* | aprite | siete apert[ie] | chiudete | offnungszeiten | geoffnet
        wann (?:offnen|schliessen|haben sie) | ساعات العمل | مواعيد العمل | تفتحون | مفتوحون
        (?:mots? de passe|mdp|password|contrasena|clave|passwort|كلمة (?:ال)?(?:سر|مرور))
        (?:mon|un|le|my|an|mi|il mio|mein) (?:compte|account|cuenta|account|konto)(?: client)?
        compte client | (?:creer|supprimer|fermer|modifier|acceder|connecter) .. compte
        (?:create|delete|close|log ?in|access|sign in) .. account | me connecter | se connecter
        inscription | s inscrire | newsletter | desabonn\w+ | desinscri\w+ | unsubscribe
        adresse mail | changer .. (?:mon |d |l )?(?:e ?mail|adresse mail|numero de telephone)
        fidelite | loyalty | puntos? de fidelidad | programa de (?:fidelidad|puntos)
        (?:carta|punti) fedelta | treueprogramm | treuepunkte | treuekarte
        programme (?:de )?(?:fidelite|points) | parrain\w+ | referral | points (?:de )?fidelite
        carte de fidelite | carte du magasin
        (?:fabriqu\w+|fabrication|produits?|provien\w+|viennent|origine|made|manufactur\w+
        +|come from|origin|fabric[ao]\w*|hech[oa]s?|origen|prodott\w+|fabbric\w+|origine
        +|hergestellt|herkunft|produziert|مصنوع\w*|تصنع\w*) .. (?:ou|france|francais\w*|europe
        +|chine|pays|where|french|china|country|donde|francia|europa|dove|wo|frankreich|اين|فرنسا)
        (?:ou|where|donde|dove|wo) .. (?:fabriqu\w+|produit\w*|made|manufactured|fabrican
        +|prodott\w+|hergestellt)
        made in | fsc | pefc | ecologique\w* | eco ?responsable\w* | durable\w* | labels?
        certifi\w+ | recycl\w+ | eco part\w+ | eco mobilier | bois certifie
        (?:montage|monter|assemblage|assembly|assemble|install\w*|montaje|montaggio|montage
        +|aufbau\w*|تركيب) .. (?:a domicile|a la maison|service\w*|propos\w+|inclus\w*|compris\w*
        +|prix|tarifs?|combien|offert\w*|at home|service|included|offer|cost\w*|price|provide
        +|domicilio|servicio|incluid[oa]|servizio|inclus[oa]|inklusive|angebot\w*|kost\w+|خدمة)
        (?:proposez|faites|offrez|assurez|offer|provide|do you (?:do|have)|ofrecen|offrite|bieten)
        + .. (?:montage|assemblage|assembly|installation|montaje|montaggio|aufbau\w*)
        service (?:de )?montage | montage a domicile
        recrut\w+ | emploi | embauche\w* | stage | candidature | jobs? | careers? | hiring
        qui etes vous | a propos de vous | votre (?:entreprise|societe|histoire)
        donnees personnelles | rgpd | gdpr | privacy | cookies | catalogue papier
        decorat\w+ d interieur | architecte d interieur | service deco | conseils? deco
        carte .. magasin | parking | application mobile | appli mobile
        votre (?:appli|application|site)
    """,
    "recherche_produit": r"""
        (?:cherch\w+|recherch\w+|trouver|voudrais|veux|aimerais|souhaite|souhaiterais|besoin
        +|interesse\w*|envie|looking for|looking to|need|want|interested|would like|busco|buscando
        +|necesito|quiero|quisiera|interesa|cerco|cercando|vorrei|voglio|ho bisogno|suche|brauche
        +|mochte|hatte gern\w*|ابحث|اريد|احتاج|ارغب) .. #product
        (?:avez vous|avez|vous avez|you have|you sell|ta|t as|as tu|auriez vous|vendez vous|vendez
        +|proposez vous|proposez|faites vous|il y a|y a t il|existe\w*|reste t il|dispo\w*
        +|en stock|stock|do you (?:have|sell|stock|carry|offer)|have you got|got any|any|is there
        +|available|availability|tienen|teneis|tienes|venden|hay|disponible\w*|avete|vendete|c e
        +|ci sono|disponibil\w+|haben sie|habt ihr|verkaufen sie|gibt es|verfugbar|vorratig
        +|lieferbar|هل لديكم|عندكم|هل يوجد|لديكم|متوفر\w*) .. #product
        #product .. (?:dispo\w*|en stock|stock|existe\w*|available|in stock|disponible\w*
        +|disponibil\w+|verfugbar|vorratig|auf lager|lieferbar|متوفر\w*|pas cher\w*|moins cher\w*
        +|cheap\w*|barat[oa]s?|econom\w+|gunstig\w*|billig\w*|rupture|prix|promo\w*|soldes?
        +|combien|coute\w*|price|cost\w*|how much|on sale|precio|cuesta|oferta|costa|prezzo|sconto
        +|preis|kostet|angebot|سعر|رخيص\w*|بكم|de combien|quelle taille|dimensions?|mesure\w*
        +|convient|conseil\w*|recommand\w+|confortable\w*|pour (?:un|une|mon|ma|mes|petit\w*|lire
        +|dormir|deux|\d|\w+ personnes))
        (?:prix|combien|coute\w*|tarifs?|promo\w*|soldes?|reductions?|rabais|remise\w*|offres?
        +|price|how much|cost\w*|sale|discounts?|deals?|offers?|precio|cuanto|cuesta|ofertas?
        +|rebajas|descuento|prezzo|quanto|costa|offert[ae]|sconti|saldi|preis|was kostet|wie viel
        +|wieviel|angebote?|rabatt|سعر|بكم|كم سعر|عروض|تخفيض\w*) .. #product
        (?:conseill\w+|recommand\w+|suggest\w*|suger\w+|proposez|montre\w*|presente\w*|compar\w+
        +|difference|choisir|meilleur\w*|ideal\w*|quel\w*|advise|recommend\w*|suggest|show me
        +|compare|difference between|choose|best|which|what|aconsej\w+|recomiend\w+|comparar
        +|diferencia|mejor\w*|elegir|cual|consigli\w+|scegliere|miglior\w*|differenza|quale
        +|empfehl\w+|vergleich\w*|unterschied|beste\w*|welche\w*|zeigen|انصح\w*|تنصح\w*|افضل|الفرق
        +|ما هو) .. #product
        (?:promotions?|promos?|soldes?|ventes? privees?|nouveautes?|black friday|catalogue
        +|collections?|bons plans?|on sale|special offers|new arrivals|rebajas|ofertas|novedades
        +|saldi|offerte|novita|neuheiten|sonderangebote|ausverkauf|تخفيضات|عروض)
        (?:un|une|des|du|a|some|una|unos|unas|ein|eine|einen) #product .. (?:a moins de|moins de
        +|pas cher\w*|under|less than|for under|max\w*|budget|menos de|meno di|unter|en (?:bois
        +|cuir|tissu|velours|metal|verre|chene|rotin)|noir\w*|blanc\w*|gris\w*|bleu\w*|vert\w*
        +|beige|design|scandinave|moderne|industriel|vintage|pour)
        #product (?:en |in |aus |de |di )?(?:bois|cuir|tissu|velours|metal|verre|chene|rotin
        +|noir\w*|blanc\w*|gris\w*|bleu\w*|vert\w*|beige|design|scandinave|moderne|industriel
        +|extensible|d angle|convertible|leather|wooden|wood|velvet|glass) .. (?:dispo\w*|prix
        +|combien|stock|euros?|cm|personnes|places)
        (?:\d+|une?|deux|trois|quatre|six|huit) (?:places|personnes|tiroirs|portes)
        \d{2,3} ?x ?\d{2,3}
        (?:black|white|grey|gray|blue|green|red|brown|beige|leather|wooden|velvet|oak|round
        +|extendable|small|cheap) #product
    """,
    "hors_perimetre": r"""
        assurance\w* (?:auto|habitation|moto|voiture|sante|vie|maison)
        (?:assurer|resilier) .. (?:voiture|moto|auto|mutuelle|contrat) | bonus malus | carte verte
        sinistre auto | devis (?:auto|d assurance|assurance|pour une (?:peugeot|renault|voiture))
        (?:car|home|health|motor) insurance | seguro de (?:coche|hogar|vida) | assicurazione auto
        (?:auto|kfz) ?versicherung | تامين السيارة
        (?:mon|ma|une|acheter une|reparer ma|my) (?:voiture|telephone portable|iphone|ordinateur
        +|car|laptop|velo|machine a laver|lave linge|frigo|refrigerateur|four)
    """,
}

HINTS: dict[str, str] = {
    "suivi_ticket": r"""
        tickets? | dossiers? | sav | claim | case | repair\w* | reparation\w* | technicien
        technician | incidencia | reparacion | segnalazione | pratica | riparazione | reklamation
        reparatur | techniker | شكوى | ملف | تذكرة
    """,
    "modifier_commande": r"""
        annul\w* | cancel\w* | decal\w* | report(?:er|e) | modifi\w+ | repouss\w+ | reschedul\w+
        postpone | stornier\w+ | verschieb\w+ | aplazar | posticip\w+ | الغاء | تغيير | تعديل
    """,
    "faq_retour": r"""
        retour\w* | rendre | chang\w+ d avis | rembours\w+ | renvoy\w+ | echang\w+ | return\w*
        refund\w* | exchange | devol\w+ | reembols\w+ | reso | rimbors\w+ | restitu\w+ | zuruck\w*
        umtausch\w* | ارجاع | استرداد | استبدال
    """,
    "faq_paiement": r"""
        cartes? | virement | cheques? | euros? en trop | credit | card | money | dinero | tarjeta
        soldi | geld | euros? .. (?:debit|preleve)\w* | facture\w*
    """,
    "faq_livraison": r"""
        livr\w* | deliver\w* | shipping | pick(?: it)? up | collect | retirer | etages? | ascenseur
        transport\w* | envio\w* | entrega\w* | consegn\w* | spedizion\w* | liefer\w* | versand
        توصيل\w* | شحن\w*
    """,
    "suivi_commande": r"""
        cmd | commandes? | comandes? | colis | orders? | parcel\w* | package | pedidos? | paquete
        ordin[ei] | pacco | bestellung\w* | paket | طلب\w*
    """,
    "faq_autre": r"""
        magasins? | boutiques? | site | compte | adresse | mail | stores? | shop | website
        account | tienda\w* | negozi\w* | sito | laden | konto | webseite | متجر | موقع
    """,
    "recherche_produit": r"""
        #product .. \?$ | (?:quel\w*|which|what|cual|quale|welche\w*) .. #product
        #product .. (?:euros?|€|cm|x \d+|budget|places|personnes)
        pour (?:mon|ma|un|une) (?:salon|chambre|cuisine|terrasse|bureau|appartement|studio)
    """,
    "declarer_probleme": r"""
        #product
        (?:tiroirs?|portes?|pieds?|lattes?|coussins?|accoudoirs?|dossier|assise|poignees?
        +|charnieres?|ressorts?|mousse|housse|roulettes?|plateau|vis|notice|meubles?|drawers?
        +|doors?|legs?|cushions?|furniture|mueble\w*|cajon\w*|pata\w*|mobile|cassett\w+|gamb[ae]
        +|mobel\w*|schublade\w*|اثاث|درج|باب)
    """,
}
"""Topics, in order: what a message is taken for when no cue speaks."""

AGAINST: dict[str, str] = {
    "declarer_probleme": r"""
        (?:comment|quel produit|how (?:do|can|to|should)|come|como|wie|avec quoi|conseils? pour
        +|what (?:can|should) i use) .. (?:nettoy\w+|entreten\w+|enlever|detach\w+|laver|proteg\w+
        +|retirer|eviter|clean\w*|remove|get rid|protect|wash|limpi\w+|quitar|puli\w+|togliere
        +|rimuovere|entfern\w+|reinig\w+)
        ^(?:bonjour\W+|hello\W+)?(?:que|qu est ce que|what does|what is|quels?|est ce que|does|la
        +|the
        +|cosa|was) (?:\w+ ){0,3}?(?:couvre|couvert\w*|garanti\w*|prend en charge|cover\w*|cubre
        +|copre
        +|deckt|abgedeckt)(?!.{0,80}(?:mon|ma|mes|my|j ai|i have))
        (?:si|if|in case|en cas|wenn|falls|se) (?:\w+ ){0,3}?(?:arrive|casse|abime|endommage
        +|defectueu\w+|probleme|damaged|breaks?|faulty|defective|un defaut|de casse|rota|rotto
        +|kaputt|beschadigt) .. (?:que faire|comment|puis je|remplac\w+|rembours\w+|garanti\w*
        +|couvert|what|can i|covered|refund|how|\?)
        (?:resistan\w+|resiste|solide\w*|anti|garantie anti|resistant|scratch (?:proof|resistant)
        +|proof|traite) .. (?:ray\w+|tach\w+|eau|griff\w+|stain\w*|water|scratch\w*)
        ca (?:se )?(?:raye|tache|decolore) (?:facilement|vite)
        (?:livraison|commande|colis|delivery|order) .. (?:retard|late|delayed)(?!.{0,80}(?:casse
        +|abim|raye|dechir|broken|damaged|scratch))
        (?:probleme\w*|souci\w*|problem\w*|issue\w*|problema\w*) (?:de |avec (?:le |la |ma |mon
        + |un )?|with (?:my |the )?|con (?:el |la |mi )?)(?:paiement|carte|facture|livraison|compte
        +|connexion|commande en ligne|site|mot de passe|payment|card|invoice|account|login
        +|delivery|pago|tarjeta|cuenta)
    """,
    "suivi_ticket": r"""
        (?:comment|how (?:do|can|to)) .. (?:ouvrir|creer|declarer|open|file|create)
    """,
    "modifier_commande": r"""
        (?:retir\w+|enlev\w+|supprim\w+) .. (?:tache|rayure|odeur) | delai d annulation
        conditions? d annulation
    """,
    "suivi_commande": r"""
        (?:combien (?:coute|de temps)|how (?:much|long)|quels? (?:sont )?(?:les |vos )?(?:delais?
        +|frais|tarifs?)|livrez vous|do you (?:deliver|ship)) .. (?:livraison|livrer|livrez
        +|deliver\w*|shipping|suisse|belgique)
        (?:recu|received|recibido|ricevut\w|bekommen|erhalten) .. (?:factur\w+|invoice|fattura
        +|rechnung|rembours\w+|refund|reponse|answer|photos?|code|avoir|bon d achat)
        (?:facture|rechnung|invoice) .. (?:recue?|received|bekommen|erhalten)
        delais? de livraison .. (?:moyens?|habituels?|en general|\?)
        quand .. (?:ouvr\w+|soldes|promo\w*|magasin|en stock|disponible|reappro\w*)
        when .. (?:open|sale|back in stock) | (?:couleur|modele|produit|article) .. en stock
    """,
    "faq_autre": r"""
        (?:achete\w*|pris|commande|bought|purchased|compre|comprado|comprat\w|acquistat\w|gekauft)
        + .. (?:magasin|boutique|store|shop|tienda|negozio|laden)
    """,
    "faq_garantie": r"""
        garantie? .. (?:meilleur prix|du prix)
    """,
    "faq_entretien": r"""
        (?:service (?:de )?nettoyage mal|careless|i don ?t care|take care of yourself|don ?t care
        +|customer care|prendre soin)
    """,
    "faq_paiement": r"""
        (?:hors de question de payer|cher paye)
    """,
    "recherche_produit": r"""
        (?:un|une|des|de|a|an|the|un|ein|any) (?:gros |petit |vrai )?(?:probleme\w*|soucis?
        +|defauts?|panne|issues?|problem\w*|mangel|problema\w*)
        (?:veux|voudrais|souhaite|aimerais|want|would like|quiero|vorrei
        +|mochte) (?:\w+ ){0,3}?(?:retourn\w+|rendre|renvoy\w+|annul\w+|chang\w+|rembours\w+
        +|echang\w+|nettoy\w+|signal\w+|declar\w+|savoir si ma|savoir ou|return|cancel|change
        +|refund|exchange|clean|report|devolver|cancelar|cambiar|restituire|annullare|cambiare
        +|zuruckgeben|stornieren|umtauschen)
    """,
    "donner_information": r"""
        ^(?:\W*(?:comment|quel\w*|quand|pourquoi|combien|how|what|when|why|como|cuando|come|quando
        +|wie|wann))
    """,
    "hors_perimetre": r"""
        (?:quelle heure|what time|a que hora|a che ora|wann) .. (?:livr\w+|ouvr\w+|ferm\w+
        +|deliver\w*|open|close|magasin|passe\w*|arriv\w+)
    """,
}
