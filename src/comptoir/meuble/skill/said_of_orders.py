"""What the assistant says of an order that is late, and of a withdrawal, in its six languages.

The law behind the words is the Code de la consommation: L216-6 and L216-7 for a late delivery,
L221-18 to L221-28 for a withdrawal.
"""

PHRASES: dict[str, dict[str, str]] = {
    "order_late": {
        "fr": "La livraison était prévue le {day} : elle est en retard, et je vous prie de nous en "
        "excuser. Vos droits (Code de la consommation, articles L216-6 et L216-7) : vous pouvez "
        "suspendre le paiement de ce qui reste dû, ou nous mettre en demeure de livrer dans un "
        "délai supplémentaire raisonnable ; si rien n'est livré dans ce délai, vous pouvez annuler "
        "la commande et être remboursé dans les 14 jours. Je peux vous passer un conseiller.",
        "en": "Delivery was expected on {day}: it is late, and we apologise. Your rights (French "
        "Consumer Code, articles L216-6 and L216-7): you may hold back what is still to be paid, "
        "or give us formal notice to deliver within a reasonable further time; if nothing is "
        "delivered by then, you may cancel the order and be refunded within 14 days. I can put "
        "you through to an advisor.",
        "es": "La entrega estaba prevista el {day}: lleva retraso y le pedimos disculpas. Sus "
        "derechos (Code de la consommation francés, artículos L216-6 y L216-7): puede suspender "
        "el pago pendiente o requerirnos la entrega en un plazo adicional razonable; si no se "
        "entrega en ese plazo, puede cancelar el pedido y recibir el reembolso en 14 días. Puedo "
        "ponerle con un asesor.",
        "it": "La consegna era prevista il {day}: è in ritardo e ce ne scusiamo. I suoi diritti "
        "(Code de la consommation francese, articoli L216-6 e L216-7): può sospendere il "
        "pagamento di quanto è ancora dovuto o intimarci di consegnare entro un termine "
        "supplementare ragionevole; se nulla viene consegnato entro quel termine, può annullare "
        "l'ordine ed essere rimborsato entro 14 giorni. Posso metterla in contatto con un "
        "consulente.",
        "de": "Die Lieferung war für den {day} vorgesehen: Sie ist verspätet, und wir bitten um "
        "Entschuldigung. Ihre Rechte (französischer Code de la consommation, Artikel L216-6 und "
        "L216-7): Sie können die noch offene Zahlung zurückhalten oder uns eine angemessene "
        "Nachfrist setzen; wird bis dahin nicht geliefert, können Sie vom Kauf zurücktreten und "
        "erhalten Ihr Geld binnen 14 Tagen. Ich kann Sie mit einem Berater verbinden.",
        "ar": "كان التسليم متوقعًا في {day}: لقد تأخر ونعتذر عن ذلك. حقوقك (قانون الاستهلاك "
        "الفرنسي، المادتان L216-6 وL216-7): يمكنك تعليق دفع ما تبقى، أو إنذارنا بالتسليم خلال "
        "مهلة إضافية معقولة؛ وإذا لم يتم التسليم خلالها فيمكنك إلغاء الطلبية واسترداد المبلغ "
        "خلال 14 يومًا. يمكنني تحويلك إلى مستشار.",
    },
    "order_change": {
        "fr": "Je ne peux ni modifier ni annuler une commande moi-même : un conseiller le peut, "
        "demandez-le-moi. Pour un achat à distance, vous pouvez aussi vous rétracter ici en "
        "écrivant : « je me rétracte de la commande CMD-… ».",
        "en": "I can neither change nor cancel an order myself: an advisor can, just ask me for "
        "one. For a distance purchase you may also withdraw here by writing: “I withdraw from the "
        "purchase CMD-…”.",
        "es": "No puedo modificar ni cancelar un pedido yo mismo: un asesor sí puede, pídamelo. "
        "Para una compra a distancia también puede desistir aquí escribiendo: «desisto de la "
        "compra CMD-…».",
        "it": "Non posso modificare né annullare un ordine da solo: un consulente può farlo, me lo "
        "chieda. Per un acquisto a distanza può anche recedere qui scrivendo: «recedo "
        "dall'acquisto CMD-…».",
        "de": "Ich kann eine Bestellung weder ändern noch stornieren: Ein Berater kann das, fragen "
        "Sie mich danach. Einen Fernkauf können Sie hier auch widerrufen; schreiben Sie: „Ich "
        "widerrufe den Kauf CMD-…“.",
        "ar": "لا أستطيع تعديل طلبية أو إلغاءها بنفسي: يمكن لمستشار ذلك، اطلبه مني. وإذا كان "
        "الشراء عن بعد فيمكنك التراجع هنا بكتابة: «أتراجع عن الشراء CMD-…».",
    },
    "email_not_of_order": {
        "fr": "Cette adresse e-mail n'est pas celle de la commande {order}, je ne peux donc pas "
        "vous la montrer. Vérifiez l'adresse, ou demandez un conseiller.",
        "en": "That e-mail address is not the one of order {order}, so I cannot show it to you. "
        "Please check the address, or ask for an advisor.",
        "es": "Ese correo no es el del pedido {order}, así que no puedo mostrárselo. Compruebe la "
        "dirección o pida un asesor.",
        "it": "Quell'e-mail non è quella dell'ordine {order}, quindi non posso mostrarglielo. "
        "Controlli l'indirizzo o chieda un consulente.",
        "de": "Diese E-Mail-Adresse gehört nicht zur Bestellung {order}, daher kann ich sie Ihnen "
        "nicht zeigen. Prüfen Sie die Adresse oder fragen Sie nach einem Berater.",
        "ar": "هذا البريد ليس بريد الطلبية {order}، لذلك لا يمكنني عرضها. تحقق من البريد أو اطلب "
        "مستشارًا.",
    },
    "ask_order_to_withdraw": {
        "fr": "J'ai bien lu votre déclaration de rétractation. Quel est le numéro de commande "
        "concerné (CMD-2025-12345) ? Votre accusé de réception portera la date de votre message.",
        "en": "I have read your withdrawal. Which order is it about: what is the order number "
        "(CMD-2025-12345)? Your receipt will bear the date of your message.",
        "es": "He leído su declaración de desistimiento. ¿Cuál es el número de pedido "
        "(CMD-2025-12345)? Su acuse de recibo llevará la fecha de su mensaje.",
        "it": "Ho letto la sua dichiarazione di recesso. Qual è il numero d'ordine "
        "(CMD-2025-12345)? La ricevuta porterà la data del suo messaggio.",
        "de": "Ich habe Ihren Widerruf gelesen. Wie lautet die Bestellnummer (CMD-2025-12345)? "
        "Ihre Empfangsbestätigung trägt das Datum Ihrer Nachricht.",
        "ar": "قرأت إعلان تراجعك عن الشراء. ما هو رقم الطلب (CMD-2025-12345)؟ سيحمل إيصال الاستلام "
        "تاريخ رسالتك.",
    },
    "withdrawal_received": {
        "fr": "J'ai bien reçu votre rétractation pour la commande {order}{product}, déclarée le "
        "{day} à {time} (UTC). Accusé de réception : {receipt}.",
        "en": "I have received your withdrawal from order {order}{product}, declared on {day} at "
        "{time} (UTC). Receipt: {receipt}.",
        "es": "He recibido su desistimiento del pedido {order}{product}, declarado el {day} a las "
        "{time} (UTC). Acuse de recibo: {receipt}.",
        "it": "Ho ricevuto il suo recesso dall'ordine {order}{product}, dichiarato il {day} alle "
        "{time} (UTC). Ricevuta: {receipt}.",
        "de": "Ich habe Ihren Widerruf der Bestellung {order}{product} erhalten, erklärt am {day} "
        "um {time} (UTC). Empfangsbestätigung: {receipt}.",
        "ar": "استلمت تراجعك عن الطلبية {order}{product}، المعلن في {day} الساعة {time} (UTC). "
        "إيصال الاستلام: {receipt}.",
    },
    "withdrawal_already": {
        "fr": "Votre rétractation pour la commande {order}{product} a déjà été reçue le {day} à "
        "{time} (UTC) : l'accusé de réception {receipt} reste valable.",
        "en": "Your withdrawal from order {order}{product} was received already on {day} at {time} "
        "(UTC): receipt {receipt} stands.",
        "es": "Su desistimiento del pedido {order}{product} ya se recibió el {day} a las {time} "
        "(UTC): el acuse de recibo {receipt} sigue siendo válido.",
        "it": "Il suo recesso dall'ordine {order}{product} è già stato ricevuto il {day} alle "
        "{time} (UTC): la ricevuta {receipt} resta valida.",
        "de": "Ihr Widerruf der Bestellung {order}{product} ist bereits am {day} um {time} (UTC) "
        "eingegangen: Die Empfangsbestätigung {receipt} gilt weiter.",
        "ar": "تم استلام تراجعك عن الطلبية {order}{product} في {day} الساعة {time} (UTC): يبقى "
        "الإيصال {receipt} صالحًا.",
    },
    "withdrawal_in_time": {
        "fr": "Le délai de 14 jours court jusqu'au {until} : vous l'avez respecté. Renvoyez ou "
        "rendez l'article au plus tard 14 jours après votre déclaration (article L221-23) ; la loi "
        "donne au vendeur 14 jours pour rembourser, à compter de la récupération de l'article ou "
        "de la preuve de son envoi (L221-24).",
        "en": "The 14 days run until {until}: you are in time. Send the article back within 14 "
        "days of your declaration (article L221-23); the law gives the seller 14 days to refund "
        "you, counted from having the article back or proof that it was sent (L221-24).",
        "es": "El plazo de 14 días corre hasta el {until}: está dentro del plazo. Devuelva el "
        "artículo en los 14 días siguientes a su declaración (artículo L221-23); la ley da al "
        "vendedor 14 días para reembolsar desde que recupera el artículo o recibe la prueba de "
        "envío (L221-24).",
        "it": "Il termine di 14 giorni corre fino al {until}: lei è in tempo. Restituisca "
        "l'articolo entro 14 giorni dalla dichiarazione (articolo L221-23); la legge dà al "
        "venditore 14 giorni per rimborsare, da quando riceve l'articolo o la prova della "
        "spedizione (L221-24).",
        "de": "Die Frist von 14 Tagen läuft bis zum {until}: Sie haben sie eingehalten. Senden Sie "
        "den Artikel binnen 14 Tagen nach Ihrer Erklärung zurück (Artikel L221-23); das Gesetz "
        "gibt dem Verkäufer 14 Tage zur Erstattung, ab Rückerhalt oder Nachweis der Absendung "
        "(L221-24).",
        "ar": "تستمر مهلة 14 يومًا حتى {until}: وأنت ضمن المهلة. أعد السلعة خلال 14 يومًا من "
        "إعلانك (المادة L221-23)؛ ويمنح القانون البائع 14 يومًا لرد المبلغ من استعادة السلعة أو "
        "إثبات إرسالها (L221-24).",
    },
    "withdrawal_before_delivery": {
        "fr": "La commande n'est pas encore livrée : vous pouvez vous rétracter dès maintenant, le "
        "délai de 14 jours ne commence qu'à la réception (article L221-18).",
        "en": "The order is not delivered yet: you may withdraw already, as the 14 days only begin "
        "on receipt (article L221-18).",
        "es": "El pedido aún no se ha entregado: puede desistir ya, pues los 14 días solo empiezan "
        "con la recepción (artículo L221-18).",
        "it": "L'ordine non è ancora consegnato: può recedere già ora, i 14 giorni iniziano solo "
        "alla ricezione (articolo L221-18).",
        "de": "Die Bestellung ist noch nicht geliefert: Sie können schon jetzt widerrufen, die 14 "
        "Tage beginnen erst mit dem Erhalt (Artikel L221-18).",
        "ar": "لم تُسلَّم الطلبية بعد: يمكنك التراجع الآن، فمهلة 14 يومًا لا تبدأ إلا عند الاستلام "
        "(المادة L221-18).",
    },
    "withdrawal_late": {
        "fr": "Le délai de 14 jours a pris fin le {until}. Votre déclaration est tout de même "
        "reçue : un conseiller l'examine et vous répond.",
        "en": "The 14 days ended on {until}. Your declaration is received all the same: an advisor "
        "will look at it and answer you.",
        "es": "El plazo de 14 días terminó el {until}. Su declaración se recibe igualmente: un "
        "asesor la examinará y le responderá.",
        "it": "Il termine di 14 giorni è scaduto il {until}. La sua dichiarazione è comunque "
        "ricevuta: un consulente la esaminerà e le risponderà.",
        "de": "Die Frist von 14 Tagen endete am {until}. Ihre Erklärung ist dennoch eingegangen: "
        "Ein Berater prüft sie und antwortet Ihnen.",
        "ar": "انتهت مهلة 14 يومًا في {until}. تم استلام إعلانك رغم ذلك: سيدرسه مستشار ويجيبك.",
    },
    "withdrawal_in_shop": {
        "fr": "Cette commande a été conclue en magasin : la loi n'y attache pas de droit de "
        "rétractation (il vaut pour les achats à distance). Votre déclaration est tout de même "
        "reçue : un conseiller l'examine et vous répond.",
        "en": "This order was made in a shop: the law gives no right to withdraw from it (that is "
        "for distance purchases). Your declaration is received all the same: an advisor will look "
        "at it and answer you.",
        "es": "Este pedido se hizo en tienda: la ley no le da derecho de desistimiento (solo las "
        "compras a distancia). Su declaración se recibe igualmente: un asesor la examinará y le "
        "responderá.",
        "it": "Questo ordine è stato fatto in negozio: la legge non vi lega un diritto di recesso "
        "(vale per gli acquisti a distanza). La sua dichiarazione è comunque ricevuta: un "
        "consulente la esaminerà e le risponderà.",
        "de": "Diese Bestellung wurde im Geschäft aufgegeben: Das Gesetz gibt dafür kein "
        "Widerrufsrecht (es gilt für Käufe auf Distanz). Ihre Erklärung ist dennoch eingegangen: "
        "Ein Berater prüft sie und antwortet Ihnen.",
        "ar": "تمت هذه الطلبية في المتجر: لا يمنح القانون حق التراجع عنها (فهو للشراء عن بعد). تم "
        "استلام إعلانك رغم ذلك: سيدرسه مستشار ويجيبك.",
    },
    "withdrawal_to_check": {
        "fr": "Un conseiller vérifie la commande et vous répond. Pour que je vous en dise plus, "
        "donnez-moi l'adresse e-mail de l'achat.",
        "en": "An advisor will check the order and answer you. For me to tell you more, give me "
        "the e-mail address of the purchase.",
        "es": "Un asesor comprobará el pedido y le responderá. Para decirle más, deme el correo "
        "electrónico de la compra.",
        "it": "Un consulente verificherà l'ordine e le risponderà. Perché io possa dirle di più, "
        "mi dia l'e-mail dell'acquisto.",
        "de": "Ein Berater prüft die Bestellung und antwortet Ihnen. Damit ich Ihnen mehr sagen "
        "kann, nennen Sie mir die E-Mail-Adresse des Kaufs.",
        "ar": "سيتحقق مستشار من الطلبية ويجيبك. لأخبرك بالمزيد، أعطني بريد الشراء الإلكتروني.",
    },
    "withdrawal_how": {
        "fr": "Pour vous rétracter ici, écrivez : « je me rétracte de la commande CMD-… ».",
        "en": "To withdraw here, write: “I withdraw from the purchase CMD-…”.",
        "es": "Para desistir aquí, escriba: «desisto de la compra CMD-…».",
        "it": "Per recedere qui, scriva: «recedo dall'acquisto CMD-…».",
        "de": "Um hier zu widerrufen, schreiben Sie: „Ich widerrufe den Kauf CMD-…“.",
        "ar": "للتراجع هنا، اكتب: «أتراجع عن الشراء CMD-…».",
    },
    "withdrawal_subject": {
        "fr": "Accusé de réception de votre rétractation {receipt}",
        "en": "Receipt of your withdrawal {receipt}",
        "es": "Acuse de recibo de su desistimiento {receipt}",
        "it": "Ricevuta del suo recesso {receipt}",
        "de": "Empfangsbestätigung Ihres Widerrufs {receipt}",
        "ar": "إيصال استلام تراجعك {receipt}",
    },
    "withdrawal_words": {
        "fr": "Votre déclaration : « {words} »",
        "en": "Your declaration: “{words}”",
        "es": "Su declaración: «{words}»",
        "it": "La sua dichiarazione: «{words}»",
        "de": "Ihre Erklärung: „{words}“",
        "ar": "إعلانك: «{words}»",
    },
}
