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
    "in_english": (
        "",
        "",
        "Esta respuesta existe por ahora en francés y en inglés:",
        "Questa risposta esiste per ora in francese e in inglese:",
        "Diese Antwort gibt es bisher auf Französisch und Englisch:",
        "هذا الجواب متوفر حاليا بالفرنسية والإنجليزية:",
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
    "noted": ("Noté : {what}.", "Noted: {what}.", "Anotado: {what}.", "Annotato: {what}.",
              "Notiert: {what}.", "سجلت: {what}."),
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
}  # fmt: skip


def say(name: str, language: str, **facts: object) -> str:
    """A phrase in a language, with its facts."""
    return _ALL[name][LANGUAGES.index(language)].format(**facts)
