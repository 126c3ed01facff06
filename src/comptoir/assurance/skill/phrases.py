"""What the assistant says, in the six languages. Facts stand in braces."""

from typing import Final

from comptoir.brain import LANGUAGES

_ALL: Final = {
    "automatic": (
        "Je suis l'assistant automatique.",
        "I am the automatic assistant.",
        "Soy el asistente automático.",
        "Sono l'assistente automatico.",
        "Ich bin der automatische Assistent.",
        "أنا المساعد الآلي.",
    ),
    "hello": (
        "Bonjour ! Un devis auto, vos contrats, un sinistre : que puis-je faire pour vous ?",
        "Hello! A car quotation, your contracts, a claim: what can I do for you?",
        "¡Hola! Un presupuesto, sus contratos, un siniestro: ¿qué puedo hacer por usted?",
        "Buongiorno! Un preventivo, i suoi contratti, un sinistro: cosa posso fare per lei?",
        "Guten Tag! Ein Angebot, Ihre Verträge, ein Schaden: was kann ich für Sie tun?",
        "مرحبا! عرض سعر للسيارة أو عقودكم أو حادث: كيف أساعدكم؟",
    ),
    "no_matter": (
        "Ce n'est pas grave : le prix suppose pour cela une valeur courante, et vous pourrez la"
        " préciser ensuite. Que savez-vous d'autre de la voiture ou du conducteur ?",
        "No matter: the price takes a usual value for it, and you can give it later. What else do"
        " you know of the car or its driver?",
        "No importa: el precio supone un valor habitual, y podrá precisarlo después. ¿Qué más sabe"
        " del coche o del conductor?",
        "Non importa: il prezzo suppone un valore comune, e potrà precisarlo in seguito. Che altro"
        " sa dell'auto o del conducente?",
        "Das macht nichts: Der Preis nimmt dafür einen üblichen Wert an, den Sie später angeben"
        " können. Was wissen Sie sonst vom Auto oder vom Fahrer?",
        "لا بأس: يفترض السعر قيمة معتادة ويمكنكم تحديدها لاحقا. ماذا تعرفون أيضا عن السيارة أو"
        " السائق؟",
    ),
    "thanks": (
        "Avec plaisir. Autre chose ?",
        "You are welcome. Anything else?",
        "Con mucho gusto. ¿Algo más?",
        "Prego. Altro?",
        "Gern geschehen. Noch etwas?",
        "على الرحب والسعة. هل من شيء آخر؟",
    ),
    "goodbye": (
        "Au revoir, et bonne route.",
        "Goodbye, and drive safely.",
        "Adiós, y buen viaje.",
        "Arrivederci e buon viaggio.",
        "Auf Wiedersehen und gute Fahrt.",
        "إلى اللقاء، ورحلة آمنة.",
    ),
    "ask_email": (
        "Pour cela je dois vous identifier : quelle est votre adresse e-mail ? Vous recevrez un"
        " code de connexion.",
        "For that I need to identify you: what is your e-mail address? You will receive a sign-in"
        " code.",
        "Para eso debo identificarle: ¿cuál es su correo electrónico (e-mail)? Recibirá un código.",
        "Per questo devo identificarla: qual è il suo indirizzo e-mail? Riceverà un codice.",
        "Dafür muss ich Sie identifizieren: wie lautet Ihre E-Mail-Adresse? Sie erhalten einen"
        " Code.",
        "لذلك يجب أن أتعرف عليكم: ما هو بريدكم الإلكتروني؟ ستصلكم رسالة فيها رمز.",
    ),
    "email_with_accents": (
        "Nous ne pouvons pas écrire à une adresse qui porte des accents avant le @. Avez-vous une"
        " autre adresse e-mail ?",
        "We cannot write to an address with accents before its @. Do you have another e-mail"
        " address?",
        "No podemos escribir a una dirección con acentos antes de la @. ¿Tiene otro correo"
        " electrónico?",
        "Non possiamo scrivere a un indirizzo con accenti prima della @. Ha un altro indirizzo"
        " e-mail?",
        "An eine Adresse mit Umlauten oder Akzenten vor dem @ können wir nicht schreiben. Haben"
        " Sie eine andere E-Mail-Adresse?",
        "لا يمكننا الكتابة إلى عنوان فيه حروف معلّمة قبل @. هل لديكم بريد إلكتروني آخر؟",
    ),
    "ask_code": (
        "Si cette adresse est connue, un code à six chiffres vient d'y être envoyé, valable dix"
        " minutes. Quel est ce code ?",
        "If this address is known, a six-digit code was just sent to it, valid for ten minutes."
        " What is the code?",
        "Si conocemos esa dirección, acabamos de enviarle un código de seis cifras. ¿Cuál es el"
        " código?",
        "Se l'indirizzo è noto, è stato inviato un codice di sei cifre. Qual è il codice?",
        "Falls wir diese Adresse kennen, wurde soeben ein sechsstelliger Code gesendet. Wie lautet"
        " der Code?",
        "إن كان هذا العنوان معروفا فقد أرسل إليه رمز من ستة أرقام. ما هو الرمز؟",
    ),
    "wrong_code": (
        "Ce code n'est pas le bon, ou il n'est plus valable. Redonnez le code, ou votre e-mail"
        " pour en recevoir un autre.",
        "That code is wrong, or no longer valid. Give the code again, or your e-mail to receive"
        " another.",
        "Ese código no es correcto o ya no vale. Repita el código, o su e-mail para recibir otro.",
        "Il codice non è giusto o non è più valido. Ripeta il codice, o l'e-mail per un altro.",
        "Dieser Code ist falsch oder abgelaufen. Nennen Sie den Code erneut, oder Ihre E-Mail für"
        " einen neuen.",
        "هذا الرمز غير صحيح أو انتهت صلاحيته. أعيدوا الرمز أو بريدكم لإرسال رمز آخر.",
    ),
    "signed_in": (
        "Vous êtes connecté.",
        "You are signed in.",
        "Ha iniciado sesión.",
        "Ha effettuato l'accesso.",
        "Sie sind angemeldet.",
        "تم تسجيل دخولكم.",
    ),
    "no_contracts": (
        "Vous n'avez aucun contrat chez nous.",
        "You have no contract with us.",
        "No tiene ningún contrato con nosotros.",
        "Non ha contratti con noi.",
        "Sie haben keinen Vertrag bei uns.",
        "ليس لديكم أي عقد عندنا.",
    ),
    "contracts": (
        "Vos contrats :",
        "Your contracts:",
        "Sus contratos:",
        "I suoi contratti:",
        "Ihre Verträge:",
        "عقودكم:",
    ),
    "no_quotes": (
        "Aucun devis n'est enregistré à votre nom.",
        "No quotation is kept under your name.",
        "No hay ningún presupuesto a su nombre.",
        "Nessun preventivo a suo nome.",
        "Unter Ihrem Namen ist kein Angebot gespeichert.",
        "لا يوجد أي عرض سعر باسمكم.",
    ),
    "quotes": (
        "Vos devis :",
        "Your quotations:",
        "Sus presupuestos:",
        "I suoi preventivi:",
        "Ihre Angebote:",
        "عروض أسعاركم:",
    ),
    "no_claims": (
        "Aucun sinistre n'est enregistré à votre nom.",
        "No claim is recorded under your name.",
        "No hay ningún siniestro a su nombre.",
        "Nessun sinistro a suo nome.",
        "Unter Ihrem Namen ist kein Schaden gemeldet.",
        "لا يوجد أي حادث مسجل باسمكم.",
    ),
    "claims": (
        "Vos sinistres :",
        "Your claims:",
        "Sus siniestros:",
        "I suoi sinistri:",
        "Ihre Schäden:",
        "حوادثكم:",
    ),
    "ask_car": (
        "Quelle voiture voulez-vous assurer (marque, modèle, année), et depuis combien d'années"
        " avez-vous le permis ?",
        "Which car do you want to insure (make, model, year), and for how many years have you held"
        " a licence?",
        "¿Qué coche quiere asegurar (marca, modelo, año) y cuántos años de experiencia tiene?",
        "Quale auto vuole assicurare (marca, modello, anno) e da quanti anni ha la patente?",
        "Welches Auto (Marke, Modell, Jahr) möchten Sie versichern, und seit wie vielen Jahren"
        " haben Sie den Führerschein?",
        "ما هي السيارة (النوع والطراز والسنة) ومنذ كم سنة لديكم رخصة السياقة؟",
    ),
    "price": (
        "{car}, {formula} : {annual} € par an, soit {monthly} € par mois, toutes taxes comprises"
        " (entre {low} et {high} € selon ce qui reste à préciser).",
        "{car}, {formula}: {annual} € a year, {monthly} € a month, taxes included (between {low}"
        " and {high} € depending on what is still open).",
        "{car}, {formula}: {annual} € al año, {monthly} € al mes, impuestos incluidos (entre {low}"
        " y {high} € según lo que falta por precisar).",
        "{car}, {formula}: {annual} € all'anno, {monthly} € al mese, tasse incluse (tra {low} e"
        " {high} € secondo quanto resta da precisare).",
        "{car}, {formula}: {annual} € im Jahr, {monthly} € im Monat, inklusive Steuern (zwischen"
        " {low} und {high} €, je nachdem, was noch offen ist).",
        "{car}، {formula}: {annual} € في السنة، {monthly} € في الشهر مع الضرائب (بين {low}"
        " و{high} € حسب ما لم يحدد بعد).",
    ),
    "recall": (
        "Voici ce que j'ai retenu : {what}. Dites-moi ce qui est à corriger.",
        "This is what I noted: {what}. Tell me what to correct.",
        "Esto es lo que he anotado: {what}. Dígame qué hay que corregir.",
        "Ecco cosa ho annotato: {what}. Mi dica cosa correggere.",
        "Das habe ich notiert: {what}. Sagen Sie mir, was zu ändern ist.",
        "هذا ما سجلته: {what}. أخبروني بما يجب تصحيحه.",
    ),
    "nothing_came": (
        "Regardez aussi dans les courriers indésirables (spam) ; le message peut mettre quelques"
        " minutes. Pour un nouveau code, redonnez votre adresse e-mail.",
        "Please look in your spam folder too; the message may take a few minutes. For a new code,"
        " give your e-mail address again.",
        "Mire también en el correo no deseado (spam); puede tardar unos minutos. Para otro código,"
        " repita su e-mail.",
        "Guardi anche nella posta indesiderata (spam); può volerci qualche minuto. Per un nuovo"
        " codice ripeta la sua e-mail.",
        "Sehen Sie auch im Spam-Ordner nach; es kann einige Minuten dauern. Für einen neuen Code"
        " nennen Sie Ihre E-Mail-Adresse noch einmal.",
        "انظروا أيضا في الرسائل غير المرغوبة (spam)، فقد تتأخر دقائق. للحصول على رمز جديد أعيدوا"
        " بريدكم الإلكتروني.",
    ),
    "documents": (
        "L'attestation et le relevé d'information de chaque contrat se téléchargent en PDF dans"
        " votre espace.",
        "The certificate and the insurance record of each contract can be downloaded as PDF in"
        " your personal space.",
        "El certificado y el historial de cada contrato se descargan en PDF en su espacio.",
        "Il certificato e l'attestato di ogni contratto si scaricano in PDF nella sua area.",
        "Bescheinigung und Schadenverlauf jedes Vertrags gibt es als PDF in Ihrem Bereich.",
        "يمكن تحميل شهادة التأمين وكشف المعلومات لكل عقد بصيغة PDF من فضائكم.",
    ),
    "assumed": (
        "J'ai supposé : {what}.",
        "I assumed: {what}.",
        "He supuesto: {what}.",
        "Ho supposto: {what}.",
        "Angenommen: {what}.",
        "افترضت: {what}.",
    ),
    "not_covered": (
        "Nous n'assurons que les voitures particulières : ni deux-roues, ni logement, ni santé.",
        "We insure private cars only: no motorbikes, homes or health.",
        "Solo aseguramos coches particulares: ni motos, ni hogar, ni salud.",
        "Assicuriamo solo auto private: né moto, né casa, né salute.",
        "Wir versichern nur private Autos: keine Motorräder, Wohnungen oder Gesundheit.",
        "نؤمن السيارات الخاصة فقط: لا الدراجات ولا السكن ولا الصحة.",
    ),
    "emergency": (
        "S'il y a un blessé, appelez d'abord les secours : le 15 ou le 112. Mettez-vous à l'abri"
        " et ne déplacez pas les blessés.",
        "If anyone is hurt, call the emergency services first: 15 or 112. Get to safety and do not"
        " move the injured.",
        "Si hay heridos, llame primero a emergencias: 112. Póngase a salvo y no mueva a los"
        " heridos.",
        "Se ci sono feriti, chiami prima i soccorsi: 112. Si metta al sicuro e non sposti i"
        " feriti.",
        "Bei Verletzten rufen Sie zuerst den Notruf 112. Bringen Sie sich in Sicherheit und"
        " bewegen Sie Verletzte nicht.",
        "إن كان هناك جريح فاتصلوا أولا بالإسعاف: 15 أو 112، وابتعدوا عن الخطر.",
    ),
    "sorry": (
        "Je suis désolé de ce qui vous arrive.",
        "I am sorry this happened to you.",
        "Siento lo que le ha ocurrido.",
        "Mi dispiace per l'accaduto.",
        "Es tut mir leid, dass Ihnen das passiert ist.",
        "يؤسفني ما حدث لكم.",
    ),
    "ask_claim": (
        "Pour préparer la déclaration, dites-moi {what}.",
        "To prepare the report, tell me {what}.",
        "Para preparar el parte, dígame {what}.",
        "Per preparare la denuncia, mi dica {what}.",
        "Um die Meldung vorzubereiten, sagen Sie mir {what}.",
        "لإعداد التصريح أخبروني {what}.",
    ),
    "anyone_hurt": (
        "Y a-t-il des blessés ?",
        "Is anyone hurt?",
        "¿Hay heridos?",
        "Ci sono feriti?",
        "Gibt es Verletzte?",
        "هل هناك جرحى؟",
    ),
    "when": (
        "quand cela s'est passé (date)",
        "when it happened (date)",
        "cuándo ocurrió (fecha)",
        "quando è successo (data)",
        "wann es geschah (Datum)",
        "متى حدث ذلك",
    ),
    "where": (
        "où (lieu)",
        "where (place)",
        "dónde (lugar)",
        "dove (luogo)",
        "wo (Ort)",
        "أين",
    ),
    "how": (
        "dans quelles circonstances",
        "in which circumstances",
        "en qué circunstancias",
        "in quali circostanze",
        "unter welchen Umständen",
        "في أي ظروف",
    ),
    "recap": (
        "Récapitulatif de votre déclaration : {kind}, {when}, lieu : {where}. Circonstances :"
        " {how}. Blessés : {injured}. Est-ce exact, et confirmez-vous l'envoi (oui ou non) ?",
        "Your report: {kind}, {when}, place: {where}. Circumstances: {how}. Injured:"
        " {injured}. Is this correct, and do you confirm it (yes or no)?",
        "Su parte: {kind}, {when}, en {where}. Circunstancias: {how}. Heridos: {injured}. ¿Es"
        " correcto y lo confirma (sí o no)?",
        "La sua denuncia: {kind}, {when}, a {where}. Circostanze: {how}. Feriti: {injured}. È"
        " corretto e conferma (sì o no)?",
        "Ihre Meldung: {kind}, {when}, in {where}. Umstände: {how}. Verletzte: {injured}. Stimmt"
        " das, und bestätigen Sie (ja oder nein)?",
        "تصريحكم: {kind}، {when}، في {where}. الظروف: {how}. جرحى: {injured}."
        " هل هذا صحيح وهل تؤكدون؟",
    ),
    "yes_word": ("oui", "yes", "sí", "sì", "ja", "نعم"),
    "no_word": ("non", "no", "no", "no", "nein", "لا"),
    "not_said": (
        "non précisé",
        "not said",
        "no indicado",
        "non precisato",
        "nicht angegeben",
        "غير محدد",
    ),
    "correct_it": (
        "Que faut-il corriger : la date, le lieu ou les circonstances ?",
        "What should be corrected: the date, the place or the circumstances?",
        "¿Qué hay que corregir: la fecha, el lugar o las circunstancias?",
        "Cosa va corretto: la data, il luogo o le circostanze?",
        "Was soll korrigiert werden: Datum, Ort oder Umstände?",
        "ما الذي يجب تصحيحه: التاريخ أم المكان أم الظروف؟",
    ),
    "claim_made": (
        "Votre sinistre est déclaré sous le numéro {number}. Gardez le constat et les photos : un"
        " gestionnaire vous contacte.",
        "Your claim is recorded as {number}. Keep the accident report and photos: a claims handler"
        " will contact you.",
        "Su siniestro queda registrado con el número {number}.",
        "Il suo sinistro è registrato con il numero {number}.",
        "Ihr Schaden ist unter der Nummer {number} erfasst.",
        "تم تسجيل الحادث برقم {number}.",
    ),
    "handed_over": (
        "Je passe la main à un conseiller : il a été prévenu, avec un résumé, et vous"
        " répondra ici.",
        "I am handing over to an adviser: they have been told, with a summary, and will answer"
        " here.",
        "Le paso con un asesor: ha sido avisado y le responderá aquí.",
        "La passo a un consulente: è stato avvisato e le risponderà qui.",
        "Ich übergebe an einen Berater: er ist informiert und antwortet Ihnen hier.",
        "سأحولكم إلى مستشار: تم إخباره وسيجيبكم هنا.",
    ),
    "passed_on": (
        "Votre message est transmis au conseiller.",
        "Your message has been passed on to the adviser.",
        "Su mensaje se ha transmitido al asesor.",
        "Il messaggio è stato inoltrato al consulente.",
        "Ihre Nachricht wurde an den Berater weitergeleitet.",
        "تم نقل رسالتكم إلى المستشار.",
    ),
    "given_back": (
        "Le conseiller vous a rendu la main : c'est à nouveau l'assistant automatique qui vous"
        " répond. Puis-je vous aider pour autre chose ?",
        "The adviser has handed back: the automatic assistant answers you again. Is there anything"
        " else I can do?",
        "El asesor ha terminado: vuelve a responderle el asistente automático. ¿Puedo ayudarle en"
        " algo más?",
        "Il consulente ha terminato: le risponde di nuovo l'assistente automatico. Posso aiutarla"
        " in altro?",
        "Der Berater hat zurückgegeben: es antwortet wieder der automatische Assistent. Kann ich"
        " noch etwas für Sie tun?",
        "أعاد المستشار المحادثة: يجيبكم المساعد الآلي من جديد. هل من شيء آخر؟",
    ),
    "bot_back": (
        "Aucun conseiller n'a pu répondre en 30 minutes ; votre demande reste dans leur file. En"
        " attendant, je vous aide à nouveau.",
        "No adviser could answer within 30 minutes; your request stays queued. Meanwhile I help"
        " again.",
        "Ningún asesor pudo responder en 30 minutos; su petición sigue en espera. Mientras tanto,"
        " le ayudo de nuevo.",
        "Nessun consulente ha risposto entro 30 minuti; la richiesta resta in coda. Intanto la"
        " aiuto io.",
        "Kein Berater konnte in 30 Minuten antworten; Ihre Anfrage bleibt in der Warteschlange."
        " Solange helfe ich wieder.",
        "لم يتمكن أي مستشار من الرد خلال 30 دقيقة؛ طلبكم باق في الانتظار، وسأساعدكم من جديد.",
    ),
    "withdrawn": (
        "Votre renonciation est reçue le {when} sous le numéro {number} ; ce message vous en donne"
        " reçu. Un conseiller vérifie le délai de 14 jours et vous confirme la suite.",
        "Your withdrawal was received on {when} as {number}; this message is your receipt. An"
        " adviser checks the 14 days and confirms what follows.",
        "Su desistimiento se recibió el {when} con el número {number}; este mensaje es su recibo.",
        "Il suo recesso è stato ricevuto il {when} con il numero {number}; questa è la ricevuta.",
        "Ihr Widerruf ist am {when} unter {number} eingegangen; dies ist Ihre Quittung.",
        "تم استلام عدولكم بتاريخ {when} برقم {number}؛ هذه الرسالة وصل بذلك.",
    ),
    "unknown": (
        "Je n'ai pas compris. Je peux faire un devis auto, montrer vos contrats, déclarer un"
        " sinistre, ou vous passer un conseiller.",
        "I did not understand. I can make a car quotation, show your contracts, report a claim, or"
        " hand you to an adviser.",
        "No he entendido. Puedo hacer un presupuesto, mostrar sus contratos, declarar un siniestro"
        " o pasarle con un asesor.",
        "Non ho capito. Posso fare un preventivo, mostrare i contratti, denunciare un sinistro o"
        " passarla a un consulente.",
        "Das habe ich nicht verstanden. Ich kann ein Angebot machen, Ihre Verträge zeigen, einen"
        " Schaden melden oder einen Berater rufen.",
        "لم أفهم. يمكنني إعداد عرض سعر أو إظهار عقودكم أو التصريح بحادث أو تحويلكم إلى مستشار.",
    ),
    "also": (
        "J'ai bien lu que vous souhaitez aussi {what} : dites-le-moi, j'y viens juste après.",
        "I have read that you would also like {what}: tell me, and I come to it right after.",
        "He leído que también desea {what}: dígamelo y lo vemos justo después.",
        "Ho letto che desidera anche {what}: me lo dica, e ci veniamo subito dopo.",
        "Ich habe gelesen, dass Sie auch {what} wünschen: sagen Sie es, und ich komme gleich dazu.",
        "قرأت أنكم تريدون أيضا {what}: أخبروني وسننتقل إليه بعد ذلك مباشرة.",
    ),
    "also_demander_devis": (
        "un devis",
        "a quotation",
        "un presupuesto",
        "un preventivo",
        "ein Angebot",
        "عرض سعر",
    ),
    "also_declarer_sinistre": (
        "déclarer un sinistre",
        "to report a claim",
        "declarar un siniestro",
        "denunciare un sinistro",
        "eine Schadenmeldung",
        "التصريح بحادث",
    ),
    "also_voir_contrats": (
        "voir vos contrats et attestations",
        "to see your contracts and certificates",
        "ver sus contratos y certificados",
        "vedere i suoi contratti e certificati",
        "Ihre Verträge und Bescheinigungen",
        "رؤية عقودكم وشهاداتكم",
    ),
    "noted": (
        "Noté : {what}.",
        "Noted: {what}.",
        "Anotado: {what}.",
        "Annotato: {what}.",
        "Notiert: {what}.",
        "سجلت: {what}.",
    ),
    "off_topic": (
        "Cela ne relève pas de l'assurance auto, je ne peux pas y répondre. Un devis, vos contrats"
        " ou un sinistre ?",
        "That is not about car insurance and I cannot answer it. A quotation, your contracts or a"
        " claim?",
        "Eso no es de seguros de coche y no puedo responder. ¿Un presupuesto, contratos,"
        " siniestro?",
        "Non riguarda l'assicurazione auto, non posso rispondere. Un preventivo, contratti,"
        " sinistro?",
        "Das betrifft nicht die Autoversicherung. Ein Angebot, Verträge oder ein Schaden?",
        "هذا لا يتعلق بتأمين السيارات ولا يمكنني الرد عليه.",
    ),
    "complaint": (
        "Je comprends votre mécontentement et j'en suis désolé. Souhaitez-vous un conseiller ?"
        " Écrivez « un conseiller » et il reprend la conversation.",
        "I understand your dissatisfaction and I am sorry. Would you like an adviser? Write “an"
        " adviser” and they take over.",
        "Entiendo su malestar y lo siento. ¿Desea un asesor?",
        "Capisco il disagio e mi dispiace. Desidera un consulente?",
        "Ich verstehe Ihren Ärger, es tut mir leid. Möchten Sie einen Berater?",
        "أتفهم استياءكم وأعتذر. هل تريدون مستشارا؟",
    ),
    "dropped": (
        "D'accord, rien n'est fait. Autre chose ?",
        "All right, nothing is done. Anything else?",
        "De acuerdo, no se hace nada. ¿Algo más?",
        "Va bene, non faccio nulla. Altro?",
        "In Ordnung, nichts wird getan. Noch etwas?",
        "حسنا، لن يتم أي شيء. هل من شيء آخر؟",
    ),
    "robot": (
        "Oui : je suis un assistant automatique, pas une personne. Si vous préférez un"
        " conseiller, écrivez « un conseiller » et il prend la suite.",
        "Yes: I am an automatic assistant, not a person. If you would rather have an adviser,"
        " write “an adviser” and one takes over.",
        "Sí: soy un asistente automático, no una persona. Si prefiere un asesor, escriba «un"
        " asesor» y él continúa.",
        "Sì: sono un assistente automatico, non una persona. Se preferisce un consulente,"
        " scriva «un consulente» e sarà lui a continuare.",
        "Ja: Ich bin ein automatischer Assistent, kein Mensch. Wenn Sie lieber einen Berater"
        " möchten, schreiben Sie „einen Berater“.",
        "نعم: أنا مساعد آلي ولست إنسانا. إن كنتم تفضلون مستشارا فاكتبوا «مستشار» وسيتولى"
        " المحادثة.",
    ),
    "speaks": (
        "Bien sûr, continuons en français.",
        "Of course, let us go on in English.",
        "Por supuesto, sigamos en español.",
        "Certo, continuiamo in italiano.",
        "Natürlich, machen wir auf Deutsch weiter.",
        "بالطبع، لنتابع بالعربية.",
    ),
    "own_only": (
        "Je ne peux donner aucune information sur une autre personne : ces données sont"
        " confidentielles. Vos propres contrats, devis et sinistres vous sont montrés une fois"
        " identifié par votre adresse e-mail.",
        "I cannot give any information about another person: such data is confidential. Your"
        " own contracts, quotations and claims are shown once you are identified by your"
        " e-mail address.",
        "No puedo dar información sobre otra persona: esos datos son confidenciales. Sus"
        " propios contratos, presupuestos y siniestros se muestran tras identificarse con su"
        " correo electrónico.",
        "Non posso dare informazioni su un'altra persona: sono dati riservati. I suoi"
        " contratti, preventivi e sinistri si mostrano dopo l'identificazione con la sua"
        " e-mail.",
        "Über andere Personen darf ich keine Auskunft geben: Diese Daten sind vertraulich."
        " Ihre eigenen Verträge, Angebote und Schäden sehen Sie, sobald Sie sich mit Ihrer"
        " E-Mail-Adresse anmelden.",
        "لا يمكنني إعطاء أي معلومات عن شخص آخر: هذه البيانات سرية. تظهر عقودكم وعروضكم"
        " وحوادثكم بعد التعرف عليكم ببريدكم الإلكتروني.",
    ),
    "no_discount": (
        "Je ne peux pas changer un prix sur demande : le tarif est le même pour tous et suit"
        " la voiture, le conducteur et les garanties choisies.",
        "I cannot change a price on request: the tariff is the same for everyone and follows"
        " the car, the driver and the cover chosen.",
        "No puedo cambiar un precio a petición: la tarifa es la misma para todos y depende del"
        " coche, del conductor y de las garantías.",
        "Non posso cambiare un prezzo su richiesta: la tariffa è uguale per tutti e dipende"
        " dall'auto, dal conducente e dalle garanzie.",
        "Ich kann einen Preis nicht auf Wunsch ändern: Der Tarif ist für alle gleich und"
        " richtet sich nach Auto, Fahrer und Deckung.",
        "لا يمكنني تغيير السعر عند الطلب: التعرفة واحدة للجميع وتتبع السيارة والسائق والضمانات"
        " المختارة.",
    ),
    "why_price": (
        "Le prix dépend de la voiture, de l'âge et du permis du conducteur, du bonus-malus, de"
        " la commune, de l'usage et de la formule ; ce qui n'est pas dit est supposé.",
        "The price depends on the car, the driver's age and licence, the bonus-malus, the"
        " commune, the use and the formula; what is not said is assumed.",
        "El precio depende del coche, de la edad y del carné del conductor, del bonus-malus,"
        " del municipio, del uso y de la modalidad; lo que no se dice se supone.",
        "Il prezzo dipende dall'auto, dall'età e dalla patente del conducente, dal"
        " bonus-malus, dal comune, dall'uso e dalla formula; ciò che non è detto si suppone.",
        "Der Preis hängt vom Auto, von Alter und Führerschein des Fahrers, vom Bonus-Malus,"
        " von der Gemeinde, der Nutzung und der Deckung ab; was nicht gesagt ist, wird"
        " angenommen.",
        "يعتمد السعر على السيارة وعمر السائق ورخصته والمعامل والبلدة والاستعمال والصيغة، وما"
        " لم يذكر يفترض.",
    ),
    "cheaper": (
        "Pour payer moins cher :",
        "To pay less:",
        "Para pagar menos:",
        "Per pagare meno:",
        "Um weniger zu zahlen:",
        "لدفع أقل:",
    ),
    "cheaper_by": (
        "{what} : {annual} € par an, soit {saved} € de moins.",
        "{what}: {annual} € a year, {saved} € less.",
        "{what}: {annual} € al año, {saved} € menos.",
        "{what}: {annual} € all'anno, {saved} € in meno.",
        "{what}: {annual} € im Jahr, {saved} € weniger.",
        "{what}: {annual} € في السنة، أي {saved} € أقل.",
    ),
    "cheapest": (
        "C'est déjà le prix le plus bas pour ce que vous m'avez dit. Votre bonus-malus exact,"
        " l'usage ou le stationnement peuvent encore le changer.",
        "This is already the lowest price for what you told me. Your exact bonus-malus, the"
        " use or the parking may still change it.",
        "Ya es el precio más bajo con lo que me ha dicho. Su bonus-malus exacto, el uso o el"
        " aparcamiento aún pueden cambiarlo.",
        "È già il prezzo più basso per ciò che mi ha detto. Il bonus-malus esatto, l'uso o il"
        " parcheggio possono ancora cambiarlo.",
        "Das ist bereits der niedrigste Preis für Ihre Angaben. Ihr genauer Bonus-Malus, die"
        " Nutzung oder der Stellplatz können ihn noch ändern.",
        "هذا أدنى سعر حسب ما قلتم. قد يغيره معاملكم الدقيق أو الاستعمال أو مكان الركن.",
    ),
    "monthly": (
        "{car}, {formula} : {monthly} € par mois, soit {annual} € par an, toutes taxes"
        " comprises.",
        "{car}, {formula}: {monthly} € a month, that is {annual} € a year, taxes included.",
        "{car}, {formula}: {monthly} € al mes, es decir {annual} € al año, impuestos"
        " incluidos.",
        "{car}, {formula}: {monthly} € al mese, cioè {annual} € all'anno, tasse incluse.",
        "{car}, {formula}: {monthly} € im Monat, also {annual} € im Jahr, inklusive Steuern.",
        "{car}، {formula}: {monthly} € في الشهر، أي {annual} € في السنة مع الضرائب.",
    ),
    "variants": (
        "Pour {car} par an : {what}.",
        "For {car}, a year: {what}.",
        "Para {car}, al año: {what}.",
        "Per {car}, all'anno: {what}.",
        "Für {car} im Jahr: {what}.",
        "لسيارة {car} في السنة: {what}.",
    ),
    "included": (
        "La formule de ce devis ({formula}) comprend : {what}.",
        "The formula of this quotation ({formula}) includes: {what}.",
        "La modalidad de este presupuesto ({formula}) incluye: {what}.",
        "La formula di questo preventivo ({formula}) comprende: {what}.",
        "Die Deckung dieses Angebots ({formula}) umfasst: {what}.",
        "تشمل صيغة هذا العرض ({formula}): {what}.",
    ),
    "included_yes": (
        "Oui : la garantie « {what} » est comprise dans ce devis ({formula}).",
        "Yes: “{what}” is included in this quotation ({formula}).",
        "Sí: «{what}» está incluido en este presupuesto ({formula}).",
        "Sì: «{what}» è compreso in questo preventivo ({formula}).",
        "Ja: „{what}“ ist in diesem Angebot enthalten ({formula}).",
        "نعم: «{what}» مشمول في هذا العرض ({formula}).",
    ),
    "included_no": (
        "Non : la garantie « {what} » n'est pas comprise dans ce devis ({formula}). La formule"
        " {other} la comprend : dites-moi si vous en voulez le prix.",
        "No: “{what}” is not included in this quotation ({formula}). The formula {other} includes"
        " it: tell me if you want its price.",
        "No: «{what}» no está incluido en este presupuesto ({formula}). La modalidad {other} lo"
        " incluye: dígame si quiere su precio.",
        "No: «{what}» non è compreso in questo preventivo ({formula}). La formula {other} lo"
        " comprende: mi dica se ne vuole il prezzo.",
        "Nein: „{what}“ ist in diesem Angebot nicht enthalten ({formula}). {other} enthält es:"
        " Sagen Sie mir, ob Sie den Preis möchten.",
        "لا: «{what}» غير مشمول في هذا العرض ({formula}). صيغة {other} تشمله: أخبروني إن أردتم"
        " سعرها.",
    ),
    "not_in_it": (
        "La garantie « {what} » n'est pas dans ce devis ({formula}) : le prix ne la compte pas.",
        "“{what}” is not in this quotation ({formula}): the price does not count it.",
        "«{what}» no está en este presupuesto ({formula}): el precio no lo cuenta.",
        "«{what}» non è in questo preventivo ({formula}): il prezzo non lo conta.",
        "„{what}“ ist nicht in diesem Angebot ({formula}): Der Preis rechnet es nicht.",
        "«{what}» ليس في هذا العرض ({formula}): السعر لا يحسبه.",
    ),
    "not_removable": (
        "La garantie « {what} » fait partie de la formule ({formula}) et ne s'enlève pas seule :"
        " une formule plus simple coûte moins cher. Laquelle voulez-vous voir ?",
        "“{what}” is part of the formula ({formula}) and cannot be removed by itself: a simpler"
        " formula costs less. Which one would you like to see?",
        "«{what}» forma parte de la modalidad ({formula}) y no se quita por separado: una modalidad"
        " más sencilla cuesta menos. ¿Cuál quiere ver?",
        "«{what}» fa parte della formula ({formula}) e non si toglie da solo: una formula più"
        " semplice costa meno. Quale vuole vedere?",
        "„{what}“ gehört zur Deckung ({formula}) und lässt sich nicht allein entfernen: Eine"
        " einfachere kostet weniger. Welche möchten Sie sehen?",
        "«{what}» جزء من الصيغة ({formula}) ولا يحذف وحده: صيغة أبسط تكلف أقل. أي صيغة تريدون؟",
    ),
    "deductible": (
        "franchise de {eur} €",
        "a deductible of {eur} €",
        "franquicia de {eur} €",
        "franchigia di {eur} €",
        "{eur} € Selbstbeteiligung",
        "تحمل قدره {eur} €",
    ),
    "deductible_of_no_use": (
        "Au tiers, la franchise ne change pas le prix : elle joue pour le vol, l'incendie et"
        " les dommages à votre voiture.",
        "In a third-party formula the deductible does not change the price: it concerns theft,"
        " fire and own damage.",
        "A terceros, la franquicia no cambia el precio: se aplica al robo, al incendio y a los"
        " daños propios.",
        "Con la sola RC la franchigia non cambia il prezzo: vale per furto, incendio e danni"
        " propri.",
        "Bei Haftpflicht ändert die Selbstbeteiligung den Preis nicht: Sie gilt für Diebstahl,"
        " Brand und eigene Schäden.",
        "في التأمين ضد الغير لا يغير التحمل السعر: فهو يخص السرقة والحريق وأضرار سيارتكم.",
    ),
    "subscribe": (
        "Parfait : ce devis est gardé et reste valable 30 jours. Pour souscrire il faut la"
        " carte grise, le permis, un relevé d'information de moins de trois mois et un RIB ;"
        " un conseiller finalise le contrat avec vous. Voulez-vous que je lui passe la main ?",
        "Very good: this quotation is kept and valid for 30 days. To take it out you need the"
        " registration, the licence, an insurance record of less than three months and bank"
        " details; an adviser completes the contract with you. Shall I hand you over?",
        "Muy bien: este presupuesto queda guardado y vale 30 días. Para contratar hacen falta"
        " el permiso de circulación, el carné, un historial de seguro de menos de tres meses y"
        " los datos bancarios; un asesor completa el contrato con usted. ¿Le paso con él?",
        "Benissimo: questo preventivo è conservato e vale 30 giorni. Per stipulare servono la"
        " carta di circolazione, la patente, un attestato di meno di tre mesi e l'IBAN; un"
        " consulente completa il contratto con lei. La passo a lui?",
        "Sehr gut: Dieses Angebot ist gespeichert und gilt 30 Tage. Für den Abschluss braucht"
        " es Fahrzeugschein, Führerschein, einen Schadenverlauf von höchstens drei Monaten und"
        " die Bankverbindung; ein Berater schließt den Vertrag mit Ihnen ab. Soll ich Sie"
        " weiterleiten?",
        "حسنا: هذا العرض محفوظ وصالح لثلاثين يوما. للاشتراك يلزم البطاقة الرمادية والرخصة وكشف"
        " معلومات لأقل من ثلاثة أشهر وبيانات البنك، ويكمل مستشار العقد معكم. هل أحولكم إليه؟",
    ),
    "sent": (
        "Ce devis est gardé, au même prix, pendant 30 jours : il se télécharge en PDF depuis"
        " sa carte. Identifiez-vous ici avec votre adresse e-mail et vous le retrouvez aussi"
        " dans votre espace.",
        "This quotation is kept, at the same price, for 30 days: it can be downloaded as a PDF"
        " from its card. Identify yourself here with your e-mail address and you find it in"
        " your space too.",
        "Este presupuesto se guarda, al mismo precio, 30 días: se descarga en PDF desde su"
        " ficha. Identifíquese aquí con su correo electrónico (e-mail) y lo encontrará también"
        " en su espacio.",
        "Questo preventivo è conservato, allo stesso prezzo, per 30 giorni: si scarica in PDF"
        " dalla sua scheda. Si identifichi qui con la sua e-mail e lo troverà anche nella sua"
        " area.",
        "Dieses Angebot ist 30 Tage zum selben Preis gespeichert: Es lässt sich als PDF von"
        " seiner Karte herunterladen. Melden Sie sich hier mit Ihrer E-Mail-Adresse an, dann"
        " finden Sie es auch in Ihrem Bereich.",
        "هذا العرض محفوظ بالسعر نفسه ثلاثين يوما: يمكن تحميله بصيغة PDF من بطاقته. عرفوا"
        " بأنفسكم هنا ببريدكم الإلكتروني لتجدوه أيضا في فضائكم.",
    ),
    "thinking": (
        "Bien sûr, prenez votre temps : le devis reste valable 30 jours, au même prix. Je suis"
        " là si vous avez une question.",
        "Of course, take your time: the quotation is valid for 30 days at the same price. I am"
        " here if you have a question.",
        "Por supuesto, tómese su tiempo: el presupuesto vale 30 días al mismo precio. Aquí"
        " estoy si tiene preguntas.",
        "Certo, si prenda il tempo che serve: il preventivo vale 30 giorni allo stesso prezzo."
        " Sono qui per ogni domanda.",
        "Natürlich, lassen Sie sich Zeit: Das Angebot gilt 30 Tage zum selben Preis. Ich bin"
        " da, wenn Sie Fragen haben.",
        "بالطبع، خذوا وقتكم: العرض صالح ثلاثين يوما بالسعر نفسه. أنا هنا لأي سؤال.",
    ),
    "listening": (
        "Je vous écoute : un devis auto, vos contrats, un sinistre, une question, ou un"
        " conseiller ?",
        "I am listening: a car quotation, your contracts, a claim, a question, or an adviser?",
        "Le escucho: ¿un presupuesto, sus contratos, un siniestro, una pregunta o un asesor?",
        "La ascolto: un preventivo, i suoi contratti, un sinistro, una domanda o un"
        " consulente?",
        "Ich höre: ein Angebot, Ihre Verträge, ein Schaden, eine Frage oder ein Berater?",
        "تفضلوا: عرض سعر أم عقودكم أم حادث أم سؤال أم مستشار؟",
    ),
    "not_that": (
        "Je n'ai pas bien compris ce point.",
        "I did not quite understand that.",
        "No he entendido bien ese punto.",
        "Non ho capito bene questo punto.",
        "Das habe ich nicht ganz verstanden.",
        "لم أفهم هذه النقطة جيدا.",
    ),
    "or_else": (
        "Ou dites-moi ce que vous voulez changer : formule, franchise, voiture, conducteur ; «"
        " un conseiller » pour quelqu'un.",
        "Or tell me what to change: formula, deductible, car, driver; “an adviser” for a"
        " person.",
        "O dígame qué quiere cambiar: modalidad, franquicia, coche, conductor; «un asesor»"
        " para hablar con alguien.",
        "O mi dica cosa cambiare: formula, franchigia, auto, conducente; «un consulente» per"
        " parlare con qualcuno.",
        "Oder sagen Sie, was sich ändern soll: Deckung, Selbstbeteiligung, Auto, Fahrer;"
        " „einen Berater“ für einen Menschen.",
        "أو أخبروني بما تريدون تغييره: الصيغة أو التحمل أو السيارة أو السائق؛ «مستشار» للتحدث"
        " إلى شخص.",
    ),
    "not_sent_yet": (
        "Non, rien n'est encore envoyé ni enregistré : la déclaration ne part qu'après votre"
        " oui. Confirmez-vous (oui ou non) ?",
        "No, nothing has been sent or recorded yet: the report only leaves after your yes. Do"
        " you confirm it (yes or no)?",
        "No, todavía no se ha enviado nada: el parte solo sale con su sí. ¿Lo confirma (sí o"
        " no)?",
        "No, non è ancora stato inviato nulla: la denuncia parte solo dopo il suo sì. Conferma"
        " (sì o no)?",
        "Nein, noch ist nichts gesendet: Die Meldung geht erst nach Ihrem Ja ab. Bestätigen"
        " Sie (ja oder nein)?",
        "لا، لم يرسل شيء بعد: لا يرسل التصريح إلا بعد موافقتكم. هل تؤكدون (نعم أو لا)؟",
    ),
    "waits_for_yes": (
        "Votre déclaration attend toujours votre accord : la confirmez-vous (oui ou non) ?",
        "Your report still waits for your agreement: do you confirm it (yes or no)?",
        "Su parte sigue esperando su acuerdo: ¿lo confirma (sí o no)?",
        "La sua denuncia attende ancora il suo accordo: la conferma (sì o no)?",
        "Ihre Meldung wartet noch auf Ihr Einverständnis: Bestätigen Sie (ja oder nein)?",
        "ما زال تصريحكم ينتظر موافقتكم: هل تؤكدونه (نعم أو لا)؟",
    ),
    "why_sign_in": (
        "Parce que vos données ne sont montrées qu'à vous : je vérifie votre adresse e-mail"
        " par un code à usage unique, sans mot de passe. Sans cela je peux toujours faire un"
        " devis ou répondre à une question.",
        "Because your data is shown to you alone: I check your e-mail address with a"
        " single-use code, no password. Without it I can still make a quotation or answer a"
        " question.",
        "Porque sus datos solo se le muestran a usted: compruebo su correo electrónico"
        " (e-mail) con un código de un solo uso, sin contraseña. Sin ello puedo hacer un"
        " presupuesto o responder a una pregunta.",
        "Perché i suoi dati si mostrano solo a lei: verifico la sua e-mail con un codice"
        " monouso, senza password. Senza, posso comunque fare un preventivo o rispondere a una"
        " domanda.",
        "Weil Ihre Daten nur Ihnen gezeigt werden: Ich prüfe Ihre E-Mail-Adresse mit einem"
        " Einmalcode, ohne Passwort. Auch ohne kann ich ein Angebot machen oder eine Frage"
        " beantworten.",
        "لأن بياناتكم لا تظهر إلا لكم: أتحقق من بريدكم الإلكتروني برمز يستعمل مرة واحدة دون"
        " كلمة سر. وبدون ذلك يمكنني إعداد عرض سعر أو الإجابة عن سؤال.",
    ),
    "offer_person": (
        "Souhaitez-vous parler à un conseiller ? Répondez oui, ou écrivez « un conseiller »,"
        " et il prend la suite.",
        "Would you like to speak to an adviser? Answer yes, or write “an adviser”, and one"
        " takes over.",
        "¿Desea hablar con un asesor? Responda sí, o escriba «un asesor», y él continúa.",
        "Desidera parlare con un consulente? Risponda sì, o scriva «un consulente», e"
        " continuerà lui.",
        "Möchten Sie mit einem Berater sprechen? Antworten Sie ja oder schreiben Sie „einen"
        " Berater“.",
        "هل تريدون التحدث إلى مستشار؟ أجيبوا بنعم أو اكتبوا «مستشار» وسيتولى المحادثة.",
    ),
    "get_to_safety": (
        "D'abord votre sécurité : gilet, tout le monde derrière la glissière, loin de la voiture ;"
        " sur autoroute appelez depuis une borne, et le 112 s'il y a de la fumée ou un danger.",
        "First your safety: vest on, everybody behind the barrier, away from the car; on a motorway"
        " call from an emergency phone, and 112 if there is smoke or danger.",
        "Primero su seguridad: chaleco, todos detrás del guardarraíl, lejos del coche; en autopista"
        " llame desde un poste, y al 112 si hay humo o peligro.",
        "Prima la sicurezza: gilet, tutti dietro il guardrail, lontano dall'auto; in autostrada"
        " chiami da una colonnina, e il 112 se c'è fumo o pericolo.",
        "Zuerst Ihre Sicherheit: Warnweste, alle hinter die Leitplanke, weg vom Auto; auf der"
        " Autobahn die Notrufsäule, bei Rauch oder Gefahr die 112.",
        "سلامتكم أولا: سترة، والجميع خلف الحاجز بعيدا عن السيارة؛ على الطريق السيار اتصلوا من عمود"
        " النجدة، وبالرقم 112 عند الدخان أو الخطر.",
    ),
    "deductible_now": (
        "La franchise de ce devis est de {eur} € (vol, incendie, dommages) ; 75 € pour le bris de"
        " glace. Vous pouvez choisir 150, 300 ou 600 €.",
        "The deductible (excess) of this quotation is {eur} € (theft, fire, own damage); 75 € for"
        " glass. You may choose 150, 300 or 600 €.",
        "La franquicia de este presupuesto es de {eur} € (robo, incendio, daños); 75 € para lunas."
        " Puede elegir 150, 300 o 600 €.",
        "La franchigia di questo preventivo è di {eur} € (furto, incendio, danni); 75 € per i"
        " cristalli. Può scegliere 150, 300 o 600 €.",
        "Die Selbstbeteiligung dieses Angebots beträgt {eur} € (Diebstahl, Brand, Schäden); 75 €"
        " bei Glas. Zur Wahl stehen 150, 300 oder 600 €.",
        "التحمل في هذا العرض {eur} € (سرقة، حريق، أضرار)؛ 75 € للزجاج. يمكنكم اختيار 150 أو 300 أو"
        " 600 €.",
    ),
    "not_sent": (
        "Non, aucun dossier n'est encore ouvert : rien n'est déclaré avant un récapitulatif et"
        " votre oui.",
        "No, no file is open yet: nothing is reported before a summary and your yes.",
        "No, todavía no hay ningún expediente abierto: nada se declara antes de un resumen y de su"
        " sí.",
        "No, nessuna pratica è ancora aperta: nulla si denuncia prima di un riepilogo e del suo"
        " sì.",
        "Nein, noch ist nichts eröffnet: Vor einer Zusammenfassung und Ihrem Ja wird nichts"
        " gemeldet.",
        "لا، لم يفتح أي ملف بعد: لا يصرح بشيء قبل ملخص وموافقتكم.",
    ),
    "restarted": (
        "C'est oublié, on recommence.",
        "Forgotten, let us start again.",
        "Olvidado, empezamos de nuevo.",
        "Dimenticato, ricominciamo.",
        "Vergessen, fangen wir neu an.",
        "تم النسيان، لنبدأ من جديد.",
    ),
}  # fmt: skip


def say(name: str, language: str, **facts: object) -> str:
    """A phrase in a language, with its facts."""
    return _ALL[name][LANGUAGES.index(language)].format(**facts)
