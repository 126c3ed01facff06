"""The words of the furniture assistant, in its six languages. It decides nothing.

`say("ask_order", "en")` is a sentence; `{names}` in a sentence are filled by the caller.
"""

from datetime import date, datetime
from decimal import Decimal

from comptoir.meuble.skill import said_of_orders, said_of_photos, said_of_products

MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

PHRASES: dict[str, dict[str, str]] = {
    "automatic": {
        "fr": "Bonjour, je suis l'assistant automatique de Meuble de France.",
        "en": "Hello, I am the automatic assistant of Meuble de France.",
        "es": "Hola, soy el asistente automático de Meuble de France.",
        "it": "Buongiorno, sono l'assistente automatico di Meuble de France.",
        "de": "Guten Tag, ich bin der automatische Assistent von Meuble de France.",
        "ar": "مرحبًا، أنا المساعد الآلي لمتجر Meuble de France.",
    },
    "hello": {
        "fr": "Comment puis-je vous aider ? Je peux ouvrir une demande SAV, suivre une commande "
        "ou vous passer un conseiller.",
        "en": "How can I help you? I can open an after-sales claim, look up an order or put you "
        "through to an advisor.",
        "es": "¿En qué puedo ayudarle? Puedo abrir una reclamación posventa, consultar un pedido "
        "o ponerle en contacto con un asesor.",
        "it": "Come posso aiutarla? Posso aprire una pratica di assistenza, controllare un ordine "
        "o metterla in contatto con un consulente.",
        "de": "Wie kann ich Ihnen helfen? Ich kann eine Reklamation aufnehmen, eine Bestellung "
        "nachsehen oder Sie mit einem Berater verbinden.",
        "ar": "كيف يمكنني مساعدتك؟ يمكنني فتح طلب خدمة ما بعد البيع أو متابعة طلبية "
        "أو تحويلك إلى مستشار.",
    },
    "thanks": {
        "fr": "Avec plaisir. Puis-je faire autre chose pour vous ?",
        "en": "You are welcome. Is there anything else I can do for you?",
        "es": "Con mucho gusto. ¿Puedo ayudarle en algo más?",
        "it": "Con piacere. Posso fare altro per lei?",
        "de": "Gern geschehen. Kann ich sonst noch etwas für Sie tun?",
        "ar": "على الرحب والسعة. هل يمكنني مساعدتك في شيء آخر؟",
    },
    "goodbye": {
        "fr": "Merci de votre visite et à bientôt chez Meuble de France.",
        "en": "Thank you for your visit, and goodbye from all of us at Meuble de France.",
        "es": "Gracias por su visita y hasta pronto en Meuble de France.",
        "it": "Grazie della visita e a presto da Meuble de France.",
        "de": "Vielen Dank für Ihren Besuch und auf Wiedersehen bei Meuble de France.",
        "ar": "شكرًا لزيارتك وإلى اللقاء في Meuble de France.",
    },
    "nothing_created": {
        "fr": "Votre demande n'a pas été enregistrée : elle attendait votre accord.",
        "en": "Your claim was not recorded: it was waiting for your agreement.",
        "es": "Su reclamación no se ha registrado: esperaba su conformidad.",
        "it": "La sua pratica non è stata registrata: attendeva il suo consenso.",
        "de": "Ihre Reklamation wurde nicht erfasst: Sie wartete auf Ihre Zustimmung.",
        "ar": "لم يتم تسجيل طلبك لأنه كان بانتظار موافقتك.",
    },
    "empathy": {
        "fr": "Je suis désolé pour cette situation, et je comprends votre mécontentement.",
        "en": "I am sorry about this, and I understand how you feel.",
        "es": "Lamento esta situación y comprendo su malestar.",
        "it": "Mi dispiace per questa situazione e capisco il suo disappunto.",
        "de": "Das tut mir leid, und ich verstehe Ihren Unmut.",
        "ar": "يؤسفني ما حدث وأتفهم استياءك.",
    },
    "ask_order": {
        "fr": "Pour ouvrir votre demande, quel est votre numéro de commande ? Il a la forme "
        "CMD-2025-12345 et figure sur votre facture.",
        "en": "To open your claim, what is your order number? It looks like CMD-2025-12345 and is "
        "on your invoice.",
        "es": "Para abrir su reclamación, ¿cuál es su número de pedido? Tiene la forma "
        "CMD-2025-12345 y figura en su factura.",
        "it": "Per aprire la pratica, qual è il suo numero d'ordine? Ha la forma CMD-2025-12345 "
        "e si trova sulla fattura.",
        "de": "Um Ihre Reklamation aufzunehmen, wie lautet Ihre Bestellnummer? Sie hat die Form "
        "CMD-2025-12345 und steht auf der Rechnung.",
        "ar": "لفتح طلبك، ما هو رقم الطلبية؟ شكله CMD-2025-12345 وهو مكتوب على الفاتورة.",
    },
    "ask_order_to_follow": {
        "fr": "Pour suivre votre commande, quel est son numéro ? Le numéro de commande a la forme "
        "CMD-2025-12345.",
        "en": "To look it up, what is your order number? It looks like CMD-2025-12345.",
        "es": "Para consultarlo, ¿cuál es su número de pedido? Tiene la forma CMD-2025-12345.",
        "it": "Per controllare, qual è il suo numero d'ordine? Ha la forma CMD-2025-12345.",
        "de": "Um nachzusehen, wie lautet Ihre Bestellnummer? Sie hat die Form CMD-2025-12345.",
        "ar": "لمتابعة طلبيتك، ما هو رقمها؟ شكله CMD-2025-12345.",
    },
    "ask_problem": {
        "fr": "J'ai bien noté la commande {order}{product}. Que se passe-t-il ? Décrivez le "
        "problème avec le plus de détails possible.",
        "en": "I have noted order {order}{product}. What is wrong? Please describe the problem in "
        "as much detail as you can.",
        "es": "He anotado el pedido {order}{product}. ¿Qué ocurre? Describa el problema con todo "
        "el detalle posible.",
        "it": "Ho annotato l'ordine {order}{product}. Che cosa succede? Descriva il problema con "
        "più dettagli possibile.",
        "de": "Ich habe die Bestellung {order}{product} notiert. Was ist passiert? Bitte "
        "beschreiben Sie das Problem möglichst genau.",
        "ar": "سجلت الطلبية {order}{product}. ما المشكلة؟ صفها من فضلك بأكبر قدر من التفاصيل.",
    },
    "ask_problem_and_order": {
        "fr": "Je m'en occupe. Pouvez-vous décrire le problème en détail et me donner votre numéro "
        "de commande (CMD-2025-12345) ?",
        "en": "I will take care of it. Please describe the problem in detail and give me your "
        "order number (CMD-2025-12345).",
        "es": "Me ocupo de ello. ¿Puede describir el problema en detalle y darme su número de "
        "pedido (CMD-2025-12345)?",
        "it": "Me ne occupo. Può descrivere il problema in dettaglio e darmi il suo numero "
        "d'ordine (CMD-2025-12345)?",
        "de": "Ich kümmere mich darum. Bitte beschreiben Sie das Problem genau und nennen Sie mir "
        "Ihre Bestellnummer (CMD-2025-12345).",
        "ar": "سأهتم بالأمر. هل يمكنك وصف المشكلة بالتفصيل وإعطائي رقم الطلبية (CMD-2025-12345)؟",
    },
    "unknown_order": {
        "fr": "Je ne trouve pas la commande {order} : elle est introuvable dans nos registres. "
        "Pouvez-vous vérifier le numéro de commande ?",
        "en": "I cannot find order {order}: it is unknown in our records. Could you check the "
        "order number?",
        "es": "No encuentro el pedido {order}: no existe en nuestros registros. ¿Puede comprobar "
        "el número de pedido?",
        "it": "Non trovo l'ordine {order}: è sconosciuto nei nostri registri. Può controllare il "
        "numero d'ordine?",
        "de": "Ich finde die Bestellung {order} nicht: Sie ist bei uns unbekannt. Können Sie die "
        "Bestellnummer prüfen?",
        "ar": "لم أجد الطلبية {order} في سجلاتنا. هل يمكنك التحقق من رقم الطلبية؟",
    },
    "too_many_orders": {
        "fr": "Trop de numéros de commande inconnus ont été essayés depuis votre connexion. "
        "Réessayez dans une heure, ou demandez un conseiller.",
        "en": "Too many unknown order numbers were tried from your connection. Try again in an "
        "hour, or ask for an advisor.",
        "es": "Se han probado demasiados números de pedido desconocidos desde su conexión. "
        "Inténtelo en una hora o pida un asesor.",
        "it": "Dalla sua connessione sono stati provati troppi numeri d'ordine sconosciuti. "
        "Riprovi tra un'ora o chieda un consulente.",
        "de": "Von Ihrem Anschluss wurden zu viele unbekannte Bestellnummern versucht. Versuchen "
        "Sie es in einer Stunde oder fragen Sie nach einem Berater.",
        "ar": "جُربت أرقام طلبيات مجهولة كثيرة من اتصالك. حاول بعد ساعة أو اطلب مستشارًا.",
    },
    "recap": {
        "fr": "Voici le récapitulatif de votre demande :\n• Commande : {order}{product}\n"
        "• Problème : {problem}\n• Priorité : {priority}\n• Garantie : {warranty}\n"
        "Confirmez-vous ces informations ? (oui / non)",
        "en": "Here is the summary of your claim:\n• Order: {order}{product}\n"
        "• Problem: {problem}\n• Priority: {priority}\n• Warranty: {warranty}\n"
        "Is this correct, and do you confirm it? (yes / no)",
        "es": "Este es el resumen de su reclamación:\n• Pedido: {order}{product}\n"
        "• Problema: {problem}\n• Prioridad: {priority}\n• Garantía: {warranty}\n"
        "¿Confirma usted estos datos? (sí / no)",
        "it": "Ecco il riepilogo della sua pratica:\n• Ordine: {order}{product}\n"
        "• Problema: {problem}\n• Priorità: {priority}\n• Garanzia: {warranty}\n"
        "Conferma questi dati? (sì / no)",
        "de": "Hier ist die Zusammenfassung Ihrer Reklamation:\n• Bestellung: {order}{product}\n"
        "• Problem: {problem}\n• Priorität: {priority}\n• Garantie: {warranty}\n"
        "Bestätigen Sie diese Angaben? (ja / nein)",
        "ar": "هذا ملخص طلبك:\n• الطلبية: {order}{product}\n• المشكلة: {problem}\n"
        "• الأولوية: {priority}\n• الضمان: {warranty}\nهل تؤكد هذه المعلومات؟ (نعم / لا)",
    },
    "correct_what": {
        "fr": "D'accord, je n'enregistre rien. Que faut-il corriger : le numéro de commande ou la "
        "description du problème ?",
        "en": "All right, I record nothing. What should I correct: the order number or the "
        "description of the problem?",
        "es": "De acuerdo, no registro nada. ¿Qué debo corregir: el número de pedido o la "
        "descripción del problema?",
        "it": "Va bene, non registro nulla. Che cosa devo correggere: il numero d'ordine o la "
        "descrizione del problema?",
        "de": "In Ordnung, ich erfasse nichts. Was soll ich ändern: die Bestellnummer oder die "
        "Beschreibung des Problems?",
        "ar": "حسنًا، لن أسجل شيئًا. ماذا يجب تصحيحه: رقم الطلبية أم وصف المشكلة؟",
    },
    "created": {
        "fr": "Votre demande est enregistrée sous le numéro {ticket}. Nous vous répondons au plus "
        "tard le {response}, et une intervention est prévue avant le {intervention}.",
        "en": "Your claim is recorded as {ticket}. We will answer you by {response}, and someone "
        "will act on it before {intervention}.",
        "es": "Su reclamación está registrada con el número {ticket}. Le responderemos a más "
        "tardar el {response} y se intervendrá antes del {intervention}.",
        "it": "La sua pratica è registrata con il numero {ticket}. Le risponderemo entro il "
        "{response} e interverremo prima del {intervention}.",
        "de": "Ihre Reklamation ist unter der Nummer {ticket} erfasst. Wir antworten Ihnen bis "
        "zum {response} und werden vor dem {intervention} tätig.",
        "ar": "تم تسجيل طلبك بالرقم {ticket}. سنرد عليك في موعد أقصاه {response} "
        "وسيتم التدخل قبل {intervention}.",
    },
    "send_photos": {
        "fr": "Pour accélérer son traitement, envoyez-nous des photos du défaut : au moins "
        "{photos}.",
        "en": "To speed it up, please send us photos of the defect: at least {photos}.",
        "es": "Para agilizarlo, envíenos fotos del defecto: al menos {photos}.",
        "it": "Per accelerare, ci invii delle foto del difetto: almeno {photos}.",
        "de": "Damit es schneller geht, senden Sie uns bitte Fotos des Mangels: mindestens "
        "{photos}.",
        "ar": "لتسريع المعالجة، أرسل إلينا صورًا للعيب: {photos} على الأقل.",
    },
    "part_sent": {
        "fr": "Votre demande est enregistrée sous le numéro {ticket} et déjà réglée : la pièce "
        "manquante part à l'adresse de votre commande, sans frais. Si elle n'arrive pas ou ne "
        "convient pas, dites-le-nous.",
        "en": "Your claim is recorded as {ticket} and already settled: the missing part goes to "
        "the address of your order, free of charge. Should it not arrive or not fit, tell us.",
        "es": "Su reclamación está registrada como {ticket} y ya resuelta: la pieza que "
        "falta sale hacia la dirección de su pedido, sin gastos. Si no llega o no encaja, "
        "díganoslo.",
        "it": "La sua pratica è registrata come {ticket} e già risolta: il pezzo mancante parte "
        "per l'indirizzo del suo ordine, senza spese. Se non arriva o non va bene, ce lo dica.",
        "de": "Ihre Reklamation ist als {ticket} erfasst und bereits erledigt: das fehlende Teil "
        "geht kostenlos an die Adresse Ihrer Bestellung. Falls es nicht ankommt oder nicht passt, "
        "sagen Sie es uns.",
        "ar": "سُجل طلبك برقم {ticket} وتمت تسويته: ستُرسل القطعة الناقصة مجانًا إلى عنوان "
        "طلبيتك. إن لم تصل أو لم تكن مناسبة فأخبرنا.",
    },
    "already_created": {
        "fr": "Votre demande {ticket} est déjà enregistrée, il n'y a rien d'autre à confirmer.",
        "en": "Your claim {ticket} is already recorded; there is nothing else to confirm.",
        "es": "Su reclamación {ticket} ya está registrada; no hay nada más que confirmar.",
        "it": "La sua pratica {ticket} è già registrata; non c'è altro da confermare.",
        "de": "Ihre Reklamation {ticket} ist bereits erfasst; es gibt nichts weiter zu bestätigen.",
        "ar": "طلبك {ticket} مسجل بالفعل ولا يوجد شيء آخر لتأكيده.",
    },
    "nothing_to_confirm": {
        "fr": "Il n'y a rien à confirmer pour l'instant. Dites-moi ce qui ne va pas, ou donnez-moi "
        "votre numéro de commande.",
        "en": "There is nothing to confirm yet. Tell me what is wrong, or give me your order "
        "number.",
        "es": "De momento no hay nada que confirmar. Dígame qué ocurre o deme su número de pedido.",
        "it": "Per ora non c'è nulla da confermare. Mi dica che cosa non va o mi dia il suo numero "
        "d'ordine.",
        "de": "Im Moment gibt es nichts zu bestätigen. Sagen Sie mir, was nicht stimmt, oder "
        "nennen Sie mir Ihre Bestellnummer.",
        "ar": "لا يوجد شيء لتأكيده الآن. أخبرني ما المشكلة أو أعطني رقم الطلبية.",
    },
    "answer": {
        "fr": "{answer}\n\nSource : notre FAQ, « {question} »",
        "en": "{answer}\n\nSource: our FAQ, “{question}”",
        "es": "{answer}\n\nFuente: nuestras preguntas frecuentes, «{question}»",
        "it": "{answer}\n\nFonte: le nostre domande frequenti, «{question}»",
        "de": "{answer}\n\nQuelle: unsere häufigen Fragen, „{question}“",
        "ar": "{answer}\n\nالمصدر: أسئلتنا الشائعة، «{question}»",
    },
    "say_plainly": {
        "fr": "Pour que j'enregistre votre demande, répondez simplement « oui ».",
        "en": "To have me record your claim, please answer with a plain “yes”.",
        "es": "Para que registre su solicitud, responda simplemente «sí».",
        "it": "Perché io registri la sua richiesta, risponda semplicemente «sì».",
        "de": "Damit ich Ihre Anfrage aufnehme, antworten Sie bitte einfach mit „ja“.",
        "ar": "لأسجل طلبكم، أجيبوا ببساطة بكلمة «نعم».",
    },
    "no_noted": {
        "fr": "C'est noté. Si vous avez besoin d'autre chose, dites-le-moi.",
        "en": "Noted. If you need anything else, just tell me.",
        "es": "Entendido. Si necesita algo más, dígamelo.",
        "it": "Va bene. Se ha bisogno di altro, me lo dica.",
        "de": "In Ordnung. Wenn Sie noch etwas brauchen, sagen Sie es mir.",
        "ar": "حسنًا. إذا احتجت إلى شيء آخر فأخبرني.",
    },
    "handed_over": {
        "fr": "Je vous mets en relation avec un conseiller de notre service client : il a reçu le "
        "résumé de notre échange et vous répondra ici.",
        "en": "I am putting you through to an advisor of our customer service: they have the "
        "summary of our conversation and will answer you here.",
        "es": "Le pongo en contacto con un asesor de nuestro servicio de atención al cliente: ha "
        "recibido el resumen de la conversación y le responderá aquí.",
        "it": "La metto in contatto con un consulente del nostro servizio clienti: ha ricevuto il "
        "riepilogo della conversazione e le risponderà qui.",
        "de": "Ich verbinde Sie mit einem Berater unseres Kundendienstes: Er hat die "
        "Zusammenfassung erhalten und wird Ihnen hier antworten.",
        "ar": "سأحولك إلى مستشار من خدمة العملاء: لديه ملخص محادثتنا وسيرد عليك هنا.",
    },
    "passed_on": {
        "fr": "Votre message a été transmis au conseiller, qui vous répondra ici.",
        "en": "Your message has been passed on to the advisor, who will answer you here.",
        "es": "Su mensaje se ha transmitido al asesor, que le responderá aquí.",
        "it": "Il suo messaggio è stato trasmesso al consulente, che le risponderà qui.",
        "de": "Ihre Nachricht wurde an den Berater weitergeleitet, der Ihnen hier antworten wird.",
        "ar": "تم نقل رسالتك إلى المستشار وسيرد عليك هنا.",
    },
    "nobody_answered": {
        "fr": "Aucun conseiller n'a pu vous répondre en 30 minutes, et je vous prie de nous en "
        "excuser. Votre demande reste dans leur file ; en attendant, je reprends la conversation.",
        "en": "No advisor was able to answer you within 30 minutes, and we apologise. Your "
        "request stays in their queue; meanwhile I am back to help you.",
        "es": "Ningún asesor ha podido responderle en 30 minutos y le pedimos disculpas. Su "
        "solicitud sigue en su cola; mientras tanto, retomo la conversación.",
        "it": "Nessun consulente ha potuto risponderle entro 30 minuti e ce ne scusiamo. La sua "
        "richiesta resta in coda; nel frattempo riprendo io la conversazione.",
        "de": "Innerhalb von 30 Minuten konnte Ihnen leider kein Berater antworten. Ihre Anfrage "
        "bleibt in der Warteschlange; inzwischen helfe ich Ihnen weiter.",
        "ar": "لم يتمكن أي مستشار من الرد خلال 30 دقيقة ونعتذر عن ذلك. يبقى طلبك في قائمة "
        "الانتظار، وسأواصل أنا المحادثة.",
    },
    "order_status": {
        "fr": "Commande {order}{product} : {status}.",
        "en": "Order {order}{product}: {status}.",
        "es": "Pedido {order}{product}: {status}.",
        "it": "Ordine {order}{product}: {status}.",
        "de": "Bestellung {order}{product}: {status}.",
        "ar": "الطلبية {order}{product}: {status}.",
    },
    "order_not_shown": {
        "fr": "Pour voir cette commande, connectez-vous avec l'adresse e-mail confirmée de "
        "l'achat, ou donnez-moi cette adresse ici.",
        "en": "To see this order, sign in with the confirmed e-mail address of the purchase, or "
        "give me that address here.",
        "es": "Para ver este pedido, inicie sesión con el correo confirmado de la compra o "
        "indíquemelo aquí.",
        "it": "Per vedere questo ordine, acceda con l'e-mail confermata dell'acquisto oppure me la "
        "indichi qui.",
        "de": "Um diese Bestellung zu sehen, melden Sie sich mit der bestätigten E-Mail-Adresse "
        "des Kaufs an oder nennen Sie sie mir hier.",
        "ar": "للاطلاع على هذه الطلبية، سجل الدخول ببريد الشراء المؤكد أو أعطني هذا البريد هنا.",
    },
    "ticket_status": {
        "fr": "Votre demande {ticket} est au stade : {status}.",
        "en": "Your claim {ticket} is at this stage: {status}.",
        "es": "Su reclamación {ticket} está en esta fase: {status}.",
        "it": "La sua pratica {ticket} è in questa fase: {status}.",
        "de": "Ihre Reklamation {ticket} hat diesen Stand: {status}.",
        "ar": "طلبك {ticket} في هذه المرحلة: {status}.",
    },
    "unknown_ticket": {
        "fr": "Je ne trouve pas la demande {ticket} : elle est inconnue ou n'est pas la vôtre. "
        "Pouvez-vous vérifier son numéro ?",
        "en": "I cannot find claim {ticket}: it is unknown or not yours. Could you check its "
        "number?",
        "es": "No encuentro la reclamación {ticket}: no existe o no es suya. ¿Puede comprobar el "
        "número?",
        "it": "Non trovo la pratica {ticket}: è sconosciuta o non è sua. Può controllare il "
        "numero?",
        "de": "Ich finde die Reklamation {ticket} nicht: Sie ist unbekannt oder gehört nicht "
        "Ihnen. Können Sie die Nummer prüfen?",
        "ar": "لم أجد الطلب {ticket}: إما أنه غير معروف أو ليس لك. هل يمكنك التحقق من رقمه؟",
    },
    "ask_ticket": {
        "fr": "Quel est le numéro de votre demande SAV ? Il a la forme SAV-MDF-00001.",
        "en": "What is the number of your claim? It looks like SAV-MDF-00001.",
        "es": "¿Cuál es el número de su reclamación? Tiene la forma SAV-MDF-00001.",
        "it": "Qual è il numero della sua pratica? Ha la forma SAV-MDF-00001.",
        "de": "Wie lautet die Nummer Ihrer Reklamation? Sie hat die Form SAV-MDF-00001.",
        "ar": "ما هو رقم طلب الخدمة؟ شكله SAV-MDF-00001.",
    },
    "photos_noted": {
        "fr": "J'ai bien noté vos photos.",
        "en": "I have noted your photos.",
        "es": "He anotado sus fotos.",
        "it": "Ho annotato le sue foto.",
        "de": "Ich habe Ihre Fotos notiert.",
        "ar": "سجلت صورك.",
    },
    "complaint": {
        "fr": "Dites-moi ce qui s'est passé, ou demandez un conseiller : je vous le passe "
        "aussitôt.",
        "en": "Tell me what happened, or ask for an advisor and I will put you through at once.",
        "es": "Dígame qué ha pasado o pida un asesor y le paso enseguida.",
        "it": "Mi dica che cosa è successo, oppure chieda un consulente e la metto subito in "
        "contatto.",
        "de": "Sagen Sie mir, was passiert ist, oder fragen Sie nach einem Berater, dann verbinde "
        "ich Sie sofort.",
        "ar": "أخبرني بما حدث، أو اطلب مستشارًا وسأحولك إليه فورًا.",
    },
    "no_sure_answer": {
        "fr": "Je n'ai pas de réponse sûre à cette question, et je préfère ne rien inventer. Un "
        "conseiller peut vous répondre : demandez-moi un conseiller.",
        "en": "I have no certain answer to this question, and I would rather not invent one. An "
        "advisor can answer it: just ask me for an advisor.",
        "es": "No tengo una respuesta segura a esta pregunta y prefiero no inventarla. Un asesor "
        "puede responderle: pídame un asesor.",
        "it": "Non ho una risposta certa a questa domanda e preferisco non inventarla. Un "
        "consulente può risponderle: mi chieda un consulente.",
        "de": "Auf diese Frage habe ich keine sichere Antwort, und ich möchte nichts erfinden. Ein "
        "Berater kann sie beantworten: Fragen Sie mich nach einem Berater.",
        "ar": "ليست لدي إجابة مؤكدة عن هذا السؤال ولا أريد اختراعها. يمكن لمستشار أن يجيبك: "
        "اطلب مني مستشارًا.",
    },
    "out_of_scope": {
        "fr": "Je ne m'occupe que des meubles de Meuble de France : commandes, produits et "
        "service après-vente. En quoi puis-je vous aider ?",
        "en": "I only deal with the furniture of Meuble de France: orders, products and "
        "after-sales service. How can I help you with these?",
        "es": "Solo me ocupo de los muebles de Meuble de France: pedidos, productos y servicio "
        "posventa. ¿En qué puedo ayudarle?",
        "it": "Mi occupo solo dei mobili di Meuble de France: ordini, prodotti e assistenza. In "
        "che cosa posso aiutarla?",
        "de": "Ich kümmere mich nur um die Möbel von Meuble de France: Bestellungen, Produkte und "
        "Kundendienst. Wobei kann ich Ihnen helfen?",
        "ar": "أهتم فقط بأثاث Meuble de France: الطلبيات والمنتجات وخدمة ما بعد البيع. "
        "كيف يمكنني مساعدتك؟",
    },
    **said_of_orders.PHRASES,
    **said_of_products.PHRASES,
    **said_of_photos.PHRASES,
}

PRIORITIES = {
    "P1": {
        "fr": "urgente (P1)",
        "en": "urgent (P1)",
        "es": "urgente (P1)",
        "it": "urgente (P1)",
        "de": "dringend (P1)",
        "ar": "عاجلة (P1)",
    },
    "P2": {
        "fr": "importante (P2)",
        "en": "high (P2)",
        "es": "importante (P2)",
        "it": "importante (P2)",
        "de": "hoch (P2)",
        "ar": "مهمة (P2)",
    },
    "P3": {
        "fr": "normale (P3)",
        "en": "normal (P3)",
        "es": "normal (P3)",
        "it": "normale (P3)",
        "de": "normal (P3)",
        "ar": "عادية (P3)",
    },
}

WARRANTIES = {
    "legale_conformite": {
        "fr": "garantie légale de conformité jusqu'au {until}",
        "en": "legal guarantee of conformity until {until}",
        "es": "garantía legal de conformidad hasta el {until}",
        "it": "garanzia legale di conformità fino al {until}",
        "de": "gesetzliche Gewährleistung bis zum {until}",
        "ar": "الضمان القانوني للمطابقة حتى {until}",
    },
    "commerciale": {
        "fr": "garantie commerciale jusqu'au {until}",
        "en": "shop's own warranty until {until}",
        "es": "garantía comercial hasta el {until}",
        "it": "garanzia commerciale fino al {until}",
        "de": "Garantie des Geschäfts bis zum {until}",
        "ar": "الضمان التجاري حتى {until}",
    },
    "none": {
        "fr": "hors garantie, un conseiller étudiera votre demande",
        "en": "out of warranty, an advisor will look into your claim",
        "es": "fuera de garantía, un asesor estudiará su reclamación",
        "it": "fuori garanzia, un consulente esaminerà la pratica",
        "de": "außerhalb der Garantie, ein Berater prüft Ihre Reklamation",
        "ar": "خارج الضمان، سيدرس مستشار طلبك",
    },
    "unknown": {
        "fr": "à vérifier par un conseiller",
        "en": "to be checked by an advisor",
        "es": "por comprobar por un asesor",
        "it": "da verificare da un consulente",
        "de": "wird von einem Berater geprüft",
        "ar": "سيتحقق منه مستشار",
    },
}

ORDER_STATUSES = {
    "en_preparation": {
        "fr": "en préparation",
        "en": "being prepared",
        "es": "en preparación",
        "it": "in preparazione",
        "de": "in Vorbereitung",
        "ar": "قيد التحضير",
    },
    "expediee": {
        "fr": "expédiée",
        "en": "on its way",
        "es": "enviado",
        "it": "spedito",
        "de": "unterwegs",
        "ar": "تم الشحن",
    },
    "livree": {
        "fr": "livrée",
        "en": "delivered",
        "es": "entregado",
        "it": "consegnato",
        "de": "geliefert",
        "ar": "تم التسليم",
    },
    "annulee": {
        "fr": "annulée",
        "en": "cancelled",
        "es": "cancelado",
        "it": "annullato",
        "de": "storniert",
        "ar": "ملغاة",
    },
    "retournee": {
        "fr": "retournée",
        "en": "returned",
        "es": "devuelto",
        "it": "restituito",
        "de": "zurückgesandt",
        "ar": "مرتجعة",
    },
}
ON_DAY = {
    "delivered": {
        "fr": " le {day}",
        "en": " on {day}",
        "es": " el {day}",
        "it": " il {day}",
        "de": " am {day}",
        "ar": " في {day}",
    },
    "expected": {
        "fr": ", livraison prévue le {day}",
        "en": ", delivery expected on {day}",
        "es": ", entrega prevista el {day}",
        "it": ", consegna prevista il {day}",
        "de": ", Lieferung voraussichtlich am {day}",
        "ar": "، التسليم متوقع في {day}",
    },
}

TICKET_STATUSES = {
    "nouveau": {
        "fr": "nouvelle, en attente de prise en charge",
        "en": "new, waiting to be taken up",
        "es": "nueva, pendiente de atención",
        "it": "nuova, in attesa di presa in carico",
        "de": "neu, noch nicht bearbeitet",
        "ar": "جديد، بانتظار المعالجة",
    },
    "en_attente_preuves": {
        "fr": "en attente de vos photos",
        "en": "waiting for your photos",
        "es": "a la espera de sus fotos",
        "it": "in attesa delle sue foto",
        "de": "wartet auf Ihre Fotos",
        "ar": "بانتظار صورك",
    },
    "en_analyse": {
        "fr": "en cours d'analyse",
        "en": "being examined",
        "es": "en análisis",
        "it": "in esame",
        "de": "wird geprüft",
        "ar": "قيد الدراسة",
    },
    "en_attente_validation": {
        "fr": "en attente de validation",
        "en": "waiting for approval",
        "es": "pendiente de validación",
        "it": "in attesa di convalida",
        "de": "wartet auf Freigabe",
        "ar": "بانتظار الموافقة",
    },
    "intervention_planifiee": {
        "fr": "intervention planifiée",
        "en": "a visit is planned",
        "es": "intervención planificada",
        "it": "intervento pianificato",
        "de": "Termin ist geplant",
        "ar": "تم تحديد موعد التدخل",
    },
    "resolu": {
        "fr": "résolue",
        "en": "solved",
        "es": "resuelta",
        "it": "risolta",
        "de": "gelöst",
        "ar": "تم الحل",
    },
    "rejete": {
        "fr": "rejetée",
        "en": "rejected",
        "es": "rechazada",
        "it": "respinta",
        "de": "abgelehnt",
        "ar": "مرفوض",
    },
    "clos": {
        "fr": "close",
        "en": "closed",
        "es": "cerrada",
        "it": "chiusa",
        "de": "geschlossen",
        "ar": "مغلق",
    },
}

QUICK_REPLIES = {
    "confirm": {
        "fr": ["Oui, je confirme", "Non"],
        "en": ["Yes, I confirm", "No"],
        "es": ["Sí, confirmo", "No"],
        "it": ["Sì, confermo", "No"],
        "de": ["Ja, ich bestätige", "Nein"],
        "ar": ["نعم، أؤكد", "لا"],
    },
}


def say(key: str, language: str, **names: str) -> str:
    """One sentence of the assistant. Raises KeyError for a sentence it does not have."""
    return PHRASES[key][language].format(**names)


def price_text(price_eur: Decimal, language: str) -> str:
    """A price as people of that language write it, without a sign between thousands."""
    amount = f"{price_eur:.2f}"
    return f"{amount if language in {'en', 'ar'} else amount.replace('.', ',')} €"


def day_text(day: date | datetime, language: str) -> str:
    """A day as people of that language write it."""
    if language == "en":
        return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"
    separator = "." if language == "de" else "/"
    return f"{day.day:02}{separator}{day.month:02}{separator}{day.year}"
