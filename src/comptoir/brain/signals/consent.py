"""Agreement, refusal and goodbye.

A yes is a message made of nothing but agreement: every word must be known as agreement or as
courtesy, so any reservation, question, condition, correction or instruction, in whatever words,
leaves it undecided. A no only has to begin as one: refusing is always safe.
"""

import re
from collections.abc import Container, Mapping
from typing import Literal

from comptoir.brain import Language
from comptoir.brain.words import any_of, bare, spelled, tokens

Consent = Literal["yes", "no"]
_Kind = Literal["yes", "fine", "light", "hello", "bye"]


def _phrases(listing: str) -> list[tuple[str, ...]]:
    parts = re.split(r"[|\n]", bare(listing))
    return [tuple(part.split()) for part in parts if part.strip()]


# Plain words, texting spelled out. "yes" agrees by itself.
_YES = _phrases("""
oui | ouais | ouai | ouaip | ouep | oue | ui | wi | yep | yup | yes | yeah | yea | aye | si
oui oui | mais oui | bien sur | bien sur que oui | evidemment | absolument | tout a fait
exact | exactement | effectivement | affirmatif | certainement | volontiers | avec plaisir
c est ca | c est bien ca | c est cela | c est bien cela | c est exact | c est exactement ca
c est juste | c est correct | c est tout a fait ca | tout a fait exact | c est bien le cas
tout est correct | tout est exact | tout est juste | tout est ok | tout est bon | tout est bien
tout est en ordre | c est tout bon | correct | les informations sont correctes
les informations sont exactes | les infos sont bonnes | les infos sont correctes
le recapitulatif est correct | le recap est correct | le recap est bon | le resume est correct
je confirme | je vous confirme | je le confirme | je confirme tout | j confirme | confirme
je confirme la demande | je confirme le ticket | je confirme le dossier | je confirme la creation
je confirme ces informations | je confirme les informations | je confirme le recapitulatif
je confirme que c est correct | je confirme que c est bien ca | je confirme que tout est correct
je vous le confirme | c est confirme | je valide | je valide tout | je le valide
je valide la demande | je valide le ticket | je valide le dossier | valide | c est valide | validez
j accepte | j approuve | je suis d accord | je suis ok | je suis pour | on est d accord
allez y | vas y | allons y | go | go go | fonce | foncez | faites | faites le | faites donc
fais le | faites comme ca | vous pouvez y aller | vous pouvez | tu peux y aller | tu peux
vous pouvez le faire | vous pouvez confirmer | vous pouvez valider | vous pouvez envoyer
vous pouvez creer le ticket | vous pouvez creer le dossier | vous pouvez ouvrir le dossier
vous pouvez creer la demande | vous pouvez l envoyer | vous pouvez proceder | procedez
vous pouvez ouvrir le ticket | vous pouvez enregistrer | vous pouvez transmettre
creez le ticket | creez le dossier | creez la demande | creez le | cree le ticket | cree le dossier
cree la demande | ouvrez le dossier | ouvrez le ticket | ouvre le dossier | ouvre le ticket
ouvrez la demande | envoyez la demande | envoyez le | enregistrez la demande | enregistrez
transmettez | transmettez la demande | je veux bien | je le veux bien | je veux bien oui
oui je veux | oui je le veux | oui je souhaite | oui j aimerais
yes please | yes sir | yes indeed | indeed | sure | sure thing | of course | definitely | absolutely
certainly | exactly | correct | that is correct | that s correct | thats correct | it is correct
it s correct | its correct | that is right | that s right | thats right | that s it | thats it
right | quite right | all correct | everything is correct | everything is right
everything looks correct | everything looks good | looks good | looks good to me | looks right
sounds good | that looks right | that looks correct | i confirm | i confirm it | i do confirm
i confirm that | i confirm this | i can confirm | confirmed | confirm | i agree | agreed | i accept
approved | go ahead | please go ahead | go for it | do it | please do | do so | please do so
please proceed | proceed | you can go ahead | you may go ahead | you can proceed | go on
create it | create the ticket | create the claim | please create it | please create the ticket
please create the claim | open the ticket | open the claim | open it | submit it | send it
file it | file the claim | yes you can | yes i do | yes it is | yes that is | yes it s right
claro | claro que si | por supuesto | desde luego | exacto | exactamente | eso es | asi es
correcto
es correcto | esta correcto | todo correcto | todo es correcto | todo esta correcto | es cierto
cierto | confirmo | lo confirmo | le confirmo | si confirmo | estoy de acuerdo | conforme | adelante
acepto | hagalo | hazlo | proceda | proceda por favor | puede proceder | cree el ticket
si quiero | si por favor | afirmativo | efectivamente
certo | certamente | certo che si | esatto | esattamente | corretto | e corretto | e tutto corretto
tutto corretto | e giusto | giusto | tutto giusto | confermo | lo confermo | le confermo
si confermo | sono d accordo | e cosi | proceda pure | procedete | proceda | prosegua | vada avanti
vai avanti | vada pure | faccia pure | avanti | accetto | assolutamente si | certamente si | si si
ja | jo | jawohl | jep | jap | ja ja | ja genau | ja bitte | ja gerne | ja gern | genau
genau so | stimmt | das stimmt | stimmt so | ja stimmt | stimmt genau | richtig | das ist richtig
ist richtig | alles richtig | korrekt | das ist korrekt | alles korrekt | ich bestatige
ich bestatige das | ich bestatige es | bestatigt | ich stimme zu | ich bin einverstanden
einverstanden | naturlich | selbstverstandlich | auf jeden fall | gerne | sehr gerne
machen sie das | machen sie das bitte | bitte machen sie das | bitte machen | mach das | nur zu
legen sie los | los | passt so | das passt so | jawoll | so ist es
نعم | اجل | ايوه | ايوا | اي نعم | بلي | نعم نعم | صحيح | هذا صحيح | نعم صحيح | كل شيء صحيح
موافق | موافقة | انا موافق | انا موافقة | اوافق | نعم اوافق | اؤكد | اوكد | نعم اوكد | اوكد ذلك
نعم اكد | بالتاكيد | اكيد | طبعا | بالطبع | بالضبط | تفضل | تفضلوا | تابع | تابعوا | استمر | مضبوط
c est sa | on fait comme ca | faisons comme ca | on part la dessus | on continue | continuez
continue
vous pouvez continuer | tu peux continuer | vous pouvez envoyer la demande | vous pouvez lancer
vous pouvez lancer la demande | vous pouver valider | vous pouvez tout valider | tu peux valider
tu peux envoyer | tu peux confirmer | tu peux le faire | tu peu valider | tu peu envoyer | lancez
lancez la declaration | lancez la demande | lance | lance la demande | envoie | envoyez
envoyez tout
ouvrez un dossier | ouvrez un ticket | creez un ticket | faites le necessaire | enregistre
vous avez raison | je suis sur | je suis sure | je suis certain | je suis certaine | marche conclu
sans probleme | ca me va tres bien | cela me va | cela me va tres bien | ca me va parfaitement
cela me convient | ca me convient parfaitement | cela me convient parfaitement | tout me convient
c est bien celui la | c est bien celle la | c est celui la | c est celle la
c est bien cette commande
il s agit bien de cette commande | il s agit bien de celle la | c est le bon | c est la bonne
c est bien le bon | c est bien la bonne | c est bien le mien | c est bien la mienne | c est bien moi
tout est conforme | tout est parfait | tout y est | tout correspond | rien a changer | rien a redire
rien a modifier | je ne vois pas d erreur | je n ai rien a ajouter | il n y a rien a changer
je prends | je suis partant | je suis partante | je donne mon accord | vous avez mon accord
c est entendu | je vous donne mon accord | c exacte | c est exacte
all good | all looks good | it all looks good | it all looks correct | it s all correct
its all correct
it is all correct | that s all correct | you can submit | u can submit | you can submit it
you can send it | you can create it | submit | please submit | please confirm it | i m sure
im sure
you re right | you are right | that s the one | that is the one | nothing to change
happy with that
i m happy with that | i m ok with that | i am ok with that | that works for me
sounds good to me | everything looks right | everything looks good to me | let s do it
let s do that | let s go | go for that one | yes to both | i do | indeed it is | spot on
absolutely right
dale | dale nomas | continue | continue por favor | siga | siga adelante | todo bien
me parece bien
me va bien | me viene bien | me viene genial | los datos son correctos | puede continuar
puede enviarlo | envielo | creelo | confirmado | si señor | es el correcto | es ese | esa es
confermo tutto | e proprio quello | proprio quello | facciamo cosi | mi va bene | per me va bene
ok x me | va benissimo cosi | i dati sono corretti | potete procedere | puo procedere
puo confermare | inviate pure | continui | continuate | tutto ok | ok per me | e quello giusto
stimmt alles | alles stimmt | alles richtig so | bitte abschicken | abschicken | mach mal | ja doch
konnen sie so anlegen | konnen sie machen | bitte fortfahren | weiter so | bitte weiter
passt alles
das passt | die daten stimmen | die angaben stimmen | sie konnen fortfahren | machen wir so
geht klar | klar | na klar | aber ja | ja klar
كمل | تمام كمل | المعلومات كلها صحيحة | المعلومات صحيحة | كلها صحيحة | يمكنكم المتابعة
يمكنك المتابعة
اوافق على ذلك | موافق على ذلك | اكمل | اكملوا | البيانات صحيحة | ايه | اه نعم | مزبوط
👍 | 👌 | ✅ | ✔
""")
_IS_RIGHT = """
    est bon | est bonne | est le bon | est la bonne | est correct | est correcte | est exact
    est exacte | est juste | est bien exact | est bien correct | me convient | me va | est ok
"""
_ARE_RIGHT = """
    sont bonnes | sont correctes | sont exactes | sont justes | sont bons | me conviennent | sont ok
"""


def _combined(*pairs: tuple[str, str]) -> list[tuple[str, ...]]:
    return [
        named + said
        for first, then in pairs
        for named in _phrases(first)
        for said in _phrases(then)
    ]


# What a recap shows, said to be right.
_YES += _combined(
    ("le recapitulatif | le recap | le resume | tout", _IS_RIGHT),
    (
        "les informations | les infos | les donnees | toutes les informations | les details",
        _ARE_RIGHT,
    ),
)

# These agree too, unless the customer arrives or leaves: "c'est bon, au revoir" grants nothing.
_FINE = _phrases("""
ok | okay | okey | oki | okk | okidoki | d accord | d ac | entendu | bien entendu
c est bon | c bon | c est ok | c est parfait | c est d accord | c est bon pour moi
ca me va | ca me convient | ca marche | ca roule | ca joue | parfait | super | impeccable
nickel | top | genial | excellent | tres bien | c est tres bien | bien | bon | good | great | fine
perfect | that s fine | thats fine | that s perfect | that s ok | that s okay | that is fine
it s fine | it s ok | fine by me | fine with me | alright | all right | works for me | very good
very well | cool | vale | de acuerdo | perfecto | esta bien | muy bien | genial | bueno | listo
va bene | d accordo | perfetto | ottimo | benissimo | va benissimo | molto bene
in ordnung | alles klar | passt | perfekt | sehr gut | gut | das ist gut
تمام | حسنا | جيد | ممتاز | طيب | اوكي | اوك
""")

# Courtesy that changes nothing.
_LIGHT = _phrases("""
merci | merci bien | merci beaucoup | merci a vous | merci d avance | grand merci | mille mercis
encore merci | s il vous plait | s il te plait | je vous prie | je vous en prie | monsieur | madame
ah | ah bon | oh | eh | eh bien | ben | bah | alors | donc | voila | la | compris | j ai compris
tout de suite | maintenant | pas de souci | pas de soucis | pas de probleme | sans souci | pour moi
de mon cote | cela | please | pls | plz | thanks | thank you | thank you very much | thanks a lot
many thanks | thx | cheers | well | then | now | so | no problem | gracias | muchas gracias
mil gracias | por favor | ahora | pues | senor | senora | grazie | grazie mille | tante grazie
molte grazie | per favore | per cortesia | prego | allora | danke | vielen dank | danke schon
dankeschon | danke sehr | bitte | bitte schon | also | na
شكرا | شكرا جزيلا | من فضلك | لو سمحت
😊 | 🙂 | 😀 | 😃 | 😄 | 😁 | 😉 | 🤗 | 🙏 | ❤ | ☺
""")

# One detail found right agrees to nothing, but takes nothing from a yes beside it.
_LIGHT += _combined(
    (
        """
        le numero | le modele | le creneau | l adresse | la date | la description | la reference
        l heure | le nom
        """,
        _IS_RIGHT,
    ),
    ("les dates | les coordonnees", _ARE_RIGHT),
    (
        "c est | c est bien",
        """
        le bon numero | le bon modele | le bon contrat | la bonne commande | la bonne adresse
        mon contrat | ma commande | mon adresse | mon numero | la bonne date | le bon produit
        cette commande | ce contrat | ce modele | le bon vehicule | mon vehicule
        """,
    ),
)

_HELLO = _phrases("""
bonjour | bonsoir | salut | coucou | hello | hi | hey | good morning | good evening | hola
buenos dias | buenas tardes | buongiorno | buonasera | hallo | guten tag | guten morgen
مرحبا | السلام عليكم
""")

_BYE = _phrases("""
au plaisir | au revoir | aurevoir | orevoir | adieu | a bientot | a la prochaine | a plus
a plus tard
a tantot | ciao | ciao ciao
tchao | chao | tchuss | bye | bye bye | byebye | goodbye | good bye | see you | see you soon
see you later | see ya | cya | have a nice day | have a good day | have a great day | good night
have a good one | have a nice evening | have a good evening | have a nice weekend | take care
bonne journee | bonne fin de journee | bonne soiree | bonne nuit | bon week end | bon weekend
bonne continuation | bonne apres midi | bon apres midi | bel apres midi | belle journee
belle soiree | excellente journee | excellente soiree | tres bonne journee | tres bonne soiree
c est tout | ce sera tout | ca sera tout | c est tout bon pour moi | rien d autre
je n ai plus de question | je n ai plus de questions | je n ai pas d autre question
je n ai pas d autres questions | j ai fini | on a fini | je vous laisse | je te laisse
je dois y aller | je dois vous laisser | bonne fin de semaine | bon dimanche | cordialement
that s all | thats all | that is all | that will be all | that ll be all | that s everything
nothing else | i m done | im done | i have to go | i must go | gotta go | no more questions
adios | hasta luego | hasta pronto | hasta manana | hasta la vista | eso es todo | es todo
nada mas
que tenga buen dia | que tenga un buen dia | buen fin de semana | nos vemos
arrivederci | arrivederla | a presto | buona giornata | buona serata | buona notte | buonanotte
buon weekend | e tutto grazie | questo e tutto | nient altro | ci vediamo | saluti | addio
tschuss | tschau | tschuessi | auf wiedersehen | auf wiederhoren | wiedersehen | bis bald
bis dann | bis spater | schonen tag | schonen tag noch | einen schonen tag
einen schonen tag noch | schonen abend | schonen abend noch | schones wochenende | gute nacht
das war s | das wars | das ist alles | das war alles | mehr nicht | machs gut | mach s gut
a plus dans le bus | a tres bientot | a tres vite | a vite | a toute a l heure | a tout a l heure
a demain | a lundi | a une prochaine fois | a une prochaine | a la revoyure | a la revoyance
on se reparle plus tard | on se reparle | on se recontacte | je reviendrai | je reviens plus tard
je reviendrai demain | je reviendrai plus tard | je repasserai | j ai termine | c est termine
j en ai fini | j en ai termine | c est bon j ai fini | je dois filer | je file | je me sauve
je dois partir | je dois te laisser | je vs laisse | jvs laisse | je me deconnecte | deconnexion
je ferme la discussion | je ferme la conversation | je ferme le chat | je ferme | je quitte
je quitte la conversation | je coupe | bises | bisous | bises a tous | bien a vous | bien a toi
bien cordialement | salutations | mes salutations | sinceres salutations
je vous souhaite une bonne journee | je vous souhaite une bonne soiree | bon retour | bon courage
passez une bonne journee | passez une bonne soiree | passez une excellente journee
passez de bonnes fetes | passez de belles fetes | bonnes fetes | joyeuses fetes | bonnes vacances
bonne fin d apres midi | bonne fin de soiree | bonne fin de semaine a vous | bon apetit
bon appetit
prenez soin de vous | portez vous bien | vous pouvez fermer la conversation | fin de conversation
vous pouvez fermer | vous pouvez clore la conversation | vous pouvez clore le chat | fin du chat
vous pouvez fermer le chat | vous pouvez fermer la conv | vous pouvez clore | fermez la conversation
vous pouvez raccrocher | ce sera tout pour aujourd hui | ce sera tout pour moi | ce serait tout
bne nuit | bne journee | bne soiree | bonn journee | bonn soiree | bonne soire | bone soiree
bjournee
bonnejournee | bonnesoiree | bonne journe | au revoire | o revoir | aurevoire | auervoir | a bientt
so long | farewell | talk to you later | talk later | ttyl | catch you later | laters | cheerio
until next time | signing off | i m off | i ll be off | got to go | i gotta go | have to run
gotta run | all the best | best regards | kind regards | have a great weekend | have a good weekend
enjoy your day | enjoy your evening | enjoy the rest of your day | end chat | close the chat
you can close the chat | you can close this chat | i m leaving | that ll do | that would be all
adeu | chau | hasta otra | hasta mas tarde | hasta el lunes | buen dia | feliz dia | feliz tarde
feliz noche | que pase buen dia | que pase un buen dia | que descanse | cuidate
que le vaya bien | me despido | un saludo | saludos | un abrazo | seria todo | ya esta todo
puede cerrar el chat | pueden cerrar el chat | tengo que irme | me voy | ya termine
buon pomeriggio | buon fine settimana | buona domenica | alla prossima | a domani | a dopo
un saluto | cordiali saluti | distinti saluti | stammi bene | devo andare | vado | ho finito
puo chiudere la chat | potete chiudere la chat | potete chiudere | chiudo | buon lavoro | e tutto
per me e tutto | buon proseguimento
ich muss los | ich muss gehen | muss los | schonen feierabend | schones wochenende noch
schonen abend ihnen | einen schonen abend | einen schonen abend noch | alles gute | bis morgen
bis demnachst | bis zum nachsten mal | mit freundlichen grussen | viele grusse | liebe grusse
ade | servus | pfiat di | war s das | ich bin fertig | sie konnen den chat schliessen
auf wiederschauen
das war s fur heute | das ware alles | mach es gut
في امان الله | في رعاية الله | تصبحون على خير | تصبح على خير | نهاركم سعيد | يوم سعيد | ليلة سعيدة
مساء سعيد | يومكم سعيد | يومك سعيد | نشوفكم على خير | اشوفكم على خير | بالسلامة | سلام | مع سلامة
خلاص كملت | انتهيت | هذا كل ما لدي | هذا كل شي | يسعد يومك | يومكم مبروك | اراكم لاحقا | اراك لاحقا
مع السلامة | وداعا | الي اللقاء | الى اللقاء | باي | هذا كل شيء | يوما سعيدا | طاب يومك | نهارك سعيد
👋
""")

# What may stand around a goodbye and still leave it one.
_AROUND_GOODBYE = frozenset(
    tokens("""
    allez merci mercis beaucoup bien a vous toi aussi tous toutes et pour votre ton l la le les
    cette aide
    reponse reponses reactivite patience gentillesse temps accueil c est bon tres parfait super ok
    d accord non oui no yes ja nein si s il te plait voila alors donc bon bonne de mon cote moi
    monsieur madame encore infiniment vraiment tout compris entendu je remercie tant pis aurait
    oui mrc mercii allez ben bah bon bonsoir bonjour salut hello slt bonne journee soiree nuit
    reglee regle utile necessaire autre chose aucune question c est ca ira ok dac ce n rien tout le
    monde equipe bises toute l explications precisions conseils infos que je voulais savoir souhaite
    une belle excellente tres soiree journee fin de week end weekend demain bientot puisque comme
    pour votre professionnalisme rapidite efficacite bon courage d ici la prochaine fois laissez
    tomber j abandonne compris dois il elle file prochainement plus tard lundi mardi
    renseignements informations info infos equipe service pas besoin rien autre aujourd hui
    the your you for all help helping time much very so lot many thanks thank great perfect nothing
    and i am good now have okay alright it that really everyone team support thx appreciate too
    never mind give up later bye goodbye day night weekend evening nice take care talk soon got go
    gotta guys folks see later helpful been kind
    muy buenos buenas dias noches tardes un saludo dia nada mas feliz lo necesitaba que era
    siete stati gentili gentilissimi fantastici lei voi un saluto a tutti buona giornata serata
    lasciamo perdere vabbe arrivederci per ora cosi
    schonen tag abend noch ihnen wunsche ich einen los muss dir euch feierabend
    gracias muchas por su ayuda todo muy amable y de perfecto vale grazie mille per l aiuto tutto
    va bene molto gentile e danke vielen dank fur ihre hilfe die sehr und alles gut noch bitte
    ان شاء الله يسعدكم خلاص يعطيكم العافية الف شكر لكم جدا جزيل الشكر
    شكرا جزيلا لك لكم على المساعدة لا نعم
    """)
)

# Said before a goodbye by one who has what they came for, or gives up.
_LEAVING = frozenset(
    tokens("""
    merci mercis remercie reviens reviendrai recontacte compris note tomber pis parfait super ok
    regle reglee resolu ira abandonne rien besoin thanks thank thx cheers great perfect sorted up
    mind
    gracias agradezco perfecto nada grazie ringrazio perfetto danke dank perfekt erledigt شكرا
    """)
)
# Said by one who still has something to settle.
_BUSINESS = frozenset(
    tokens("""
    veux voudrais souhaite aimerais peux pouvez pourriez pourrais faut faudrait attends attend
    annuler annulez commande canape fauteuil table chaise lit matelas armoire commode meuble buffet
    tiroir lampe tapis facture ticket sinistre accident livraison livre livreur colis remboursement
    rembourser rembourse retour casse cassee cassees manque panne abime abimee tache erreur probleme
    photos photo quand comment combien pourquoi quel quelle dites envoyez rappelez appelez repondez
    want need can could would when how why where order refund broken damaged missing delivery
    cancel call send please quiero necesito puede pedido roto rota falta devolver voglio vorrei
    ordine rotto rotta manca rimborso mochte will brauche kann bestellung kaputt fehlt اريد طلب
    مكسور طلبي
    """)
)

_LISTED: tuple[tuple[_Kind, list[tuple[str, ...]]], ...] = (
    ("light", _LIGHT),
    ("hello", _HELLO),
    ("bye", _BYE),
    ("fine", _FINE),
    ("yes", _YES),
)
_LEXICON: Mapping[tuple[str, ...], _Kind] = {
    phrase: kind for kind, phrases in _LISTED for phrase in phrases
}
_LONGEST = max(map(len, _LEXICON))
_FIRST_WORDS = frozenset(phrase[0] for phrase in _LEXICON)
_BYES = frozenset(_BYE)
_MOST_WORDS = 16

# Anything here makes a message more than an agreement: a question, a quotation, markup, a figure.
_ASIDE = re.compile(r"[^\w\s.,;:!¡'()\-👍👌✅✔😊🙂😀😃😄😁😉🤗🙏❤☺👋🏻-🏿]|[\d_]")
_SMILEY = re.compile(r"[:;]-?\)")
_PIECE = re.compile(r"[^\W\d_]+|[👍👌✅✔😊🙂😀😃😄😁😉🤗🙏❤☺👋]")
# "ouiii", "nooon".
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")


_A_PLUS = re.compile(r"(?<!\w)a ?\+(?!\w)")
# "Ciao" says both hello and goodbye.
_GREETINGS = (["ciao"], ["ciao", "a", "tutti"])


# A refusal even when a correction follows it.
_RECAPPED = any_of("""
    infos? | informations? | donnees? | dates? | adresse | numero | nom | prenom | modele | recap
    recapitulatif | resume | creneau | heure | horaire | vehicule | description | produit | lieu
    reference | couleur | solution | proposition | rendez vous
""")
_REFUSAL = any_of(
    spelled(
        r"""
kein | surtout pas | negatif
pas (?:exactement|vraiment|tout a fait|necessaire|la peine|interesse\w*)
sans facon | je ne suis pas interesse\w* | je n ai pas donne mon accord | je (?:m y oppose|decline)
(?:ce n|c) est pas (?:ce que|ce qu|se que|se qu|de|mon|ma|la|le|celui|celle|necessaire|possible
+|la peine)
ce ne sera pas (?:necessaire|utile|la peine) | ca ne sera pas (?:necessaire|utile)
vous (?:m avez|avez|n avez) (?:mal|rien|pas) (?:compris|note|bien compris|saisi) | tu as mal compris
(?:cela |ca |(?:la|le|les|l|ce|cette|mon) {recapped} (?:\w+ )?)(?:ne (?:me )?(?:convient
+|conviennent|correspond\w*|va) pas
+|(?:n |ne )?(?:est|sont) (?:pas (?:bon\w*|correct\w*|exact\w*|juste\w*|le bon|la bonne|possible
+|moi)
+|fau(?:x|sses?|sse)|incorrect\w*|inexact\w*|errone\w*|impossible\w*))
il ne s agit pas d\w* | (?:proposition|offre|demande) refusee? | refuse | hors sujet
(?:il y a|y a) (?:une|des) (?:erreurs?|fautes?) dans (?:le|la|votre|les|ce|mon|vos)
tout est (?:\w+ )?sauf | n (?:ouvrez|envoyez|enregistrez|annulez) (?:pas|rien)
je (?:voudrais|veux|souhaite|dois) (?:corriger|modifier|rectifier) (?:avant|d abord|le recap\w*
+|cela|ca)
(?:je|on|nous) (?:preferons|prefere) (?:ne pas|pas|plutot pas) | je ne donne pas suite
(?:please )?(?:don ?t|do not) (?:submit|confirm|proceed|file|book|validate|go ahead)
that ?s not (?:what|my|the|mine|how) | that is not (?:what|my|the|mine)
not (?:quite|exactly|at all)
neither of | none of (?:that|those|them|it) | you (?:misunderstood|got it wrong|have it wrong)
(?:eso |esto )?no es (?:eso|lo que|mi|el|la|correcto|asi) | no quiero que | ni hablar | que va
no me (?:conviene|interesa|sirve|viene bien) | esta mal | no (?:lo|la) (?:envie|haga|cree|mande)
non e (?:quello|quello che|il mio|la mia) | non mi (?:va|interessa|conviene) | nono | per niente
non (?:lo |la )?(?:invii|inviate|procedete|proceda|faccia) | non proprio
das stimmt (?:so )?nicht | das (?:ist|war) nicht (?:das|was|mein\w*)
(?:bitte )?(?:noch )?nicht (?:absenden
+|senden|anlegen|abschicken|erstellen) | nicht ganz | (?:das )?passt (?:mir )?nicht | kein interesse
لالا | لا لا | ما بدي | ما ابغي | مو صحيح | مش صحيح | غلط | لا تفتح\w* | لا ترسل\w* | ليس هذا
kein | surtout pas | certainement pas | absolument pas | pas du tout
pas question
hors de question | (?:je suis |on est )?pas? d ?ac(?:c|k)?or[dt]? | je ne suis pas d accord
je suis contre
je (?:ne )?(?:le )?confirme pas | je (?:ne )?valide pas | je refuse | je n accepte pas
j accepte pas
(?:ce n|c) est pas (?:correct|exact|ca|cela|bon|juste|le bon|la bonne|du tout ca|tout a fait ca)
(?:c est|tout est) (?:faux|inexact|incorrect|errone) | ca ne (?:me )?va pas | ca (?:me )?va pas
ca ne me convient pas | ca me convient pas | (?:ce n|c) est pas vrai | pas correct | pas exact
faux
incorrect | inexact | vous vous trompez | tu te trompes | vous faites erreur | pas comme ca
ne (?:le |la )?(?:faites|creez|confirmez|validez|envoyez|ouvrez|fais|cree) (?:pas|rien)
that ?s (?:not (?:right|correct|it)|wrong|incorrect)
that is (?:not (?:right|correct)|wrong|incorrect)
it ?s (?:wrong|not right|not correct|incorrect) | not correct | not right | wrong | absolutely not
certainly not | of course not | definitely not | no way | i don ?t (?:agree|confirm) | i disagree
i do not (?:agree|confirm) | i refuse
(?:please )?(?:don ?t|do not) (?:do|create|open|send) (?:it|that|this)
no es correcto | no esta bien | no es asi | no estoy de acuerdo | no (?:lo )?confirmo | no acepto
de ninguna manera | incorrecto | para nada | non e (?:corretto|giusto|cosi|esatto) | non va bene
non sono d accordo | non (?:lo )?confermo | non accetto | assolutamente no | sbagliato
das ist (?:nicht (?:richtig|korrekt)|falsch) | (?:das )?stimmt nicht | nicht richtig | falsch
auf keinen fall | (?:das )?bestatige ich nicht | ich bestatige (?:das )?nicht | keinesfalls
ich lehne ab
ich bin nicht einverstanden | nicht einverstanden
غير صحيح | ليس صحيحا | ليس صحيح | هذا خطا | خطا | لا اوافق | لا اوكد | لا اريد ذلك | ارفض
غير موافق | كلا
""",
        recapped=_RECAPPED,
    )
)

# A refusal only when it ends its clause: "pas encore", but not "pas encore reçu ma commande".
_STOP = any_of(r"""
nn | erreur | je vais (?:\w+ )?reflechir | je vais (?:\w+ )?reflechir (?:d abord|avant|encore)
je dois reflechir | laissez moi reflechir | mauvaise reponse | aucun | aucune | rien de tout ca
rather not | no thank you | i ll pass | i need to think | let me think | mejor no | quiza luego
meglio di no | ci devo pensare | preferisco di no | lo tengo que pensar | eher nicht | besser nicht
pas encore | pas maintenant | pas tout de suite | plus tard | annulez? | annule | annulez? tout
annulez? (?:ca|cela|la demande|le ticket|le dossier) | laissez? tomber | laisse tomber | oubliez?
oublie | oubliez? ca | stop | arretez? | arrete | arretez? tout
je (?:ne )?(?:le )?veux (?:pas|plus)
je (?:ne )?souhaite pas | je (?:ne )?prefere pas | il y a (?:une )?erreur | j ai change d avis
je change d avis | mieux vaut pas | vaut mieux pas | jamais | jamais de la vie | not yet | not now
not really | cancel | cancel (?:it|that|this|everything|the claim|the ticket) | forget it
never mind
nevermind | never | i don ?t want (?:it|that|this|to) | i do not want (?:it|that|this|to) | not ok
there is (?:a|an) (?:mistake|error) | i changed my mind | please don ?t | i d rather not
todavia no | aun no | ahora no | cancelar | cancele | cancelalo | dejalo | dejelo | no quiero
nunca
hay un error | non ancora | non adesso | annulla | annulli | annullare | lascia perdere
lasci perdere | non voglio | mai | c e un errore | noch nicht | jetzt nicht | lieber nicht
abbrechen | stornieren | vergessen sie es | vergiss es | ich will (?:das )?nicht | niemals
ich mochte (?:das )?nicht | ليس بعد | ليس الان | الغاء | الغ | لا اريد | توقف | 👎 | ❌
""")

_BEFORE_REFUSAL = spelled(
    r"(?:{aside}[\s,.!:;]+){0,3}",
    aside=any_of("""
        ecoutez | ecoute | bonsoir | excusez moi | merci mais | merci beaucoup mais | oui mais
        ouais mais
        non mais | pa | eso | mi dispiace | grazie ma | gracias pero | danke aber | bitte | naja
        ah | oh | euh | heu | hum | hmm | ben | bah | eh | bon | mais | alors | merci | bonjour | ok
        okay | d accord | desolee? | pardon | en fait | finalement | attendez | attends | well
        sorry | actually | wait | hold on | um | uh | hello | hi | thanks | lo siento | perdon
        bueno | hola | espere | scusi | aspetti | moment | ach | also | عفوا
    """),
)
_ENDS = r"(?=\s*(?:$|[,.;:!?)👎]))"
_COURTESY = spelled(
    r"(?:\s{please})?",
    please=any_of("""
        merci | svp | s il vous plait | s il te plait | please | thanks | por favor | per favore
        bitte
    """),
)
_GOES_ON = spelled(
    r"(?=\s{next}\b)",
    next=any_of("""
        merci | mais | c | ce | il | elle | je | j | le | la | l | les | vous | s | svp | monsieur
        madame | avec | dans | pour | au | que | de | with | works | suit | yet | todavia | but
        the | it | i | my | please | thanks | pero | es | el | gracias | ma | e
        grazie | aber | sondern | danke | bitte
    """),
)
# "Non" opens a French refusal, but "non funziona" and "no funciona" only say "not".
_AFTER_NON = spelled(
    r"(?=\s{next}\b)",
    next=any_of("""
        parce | car | finalement | ca | cela | non | merci | c | ce | ca | je | j | il | ils
        elle | on | tu | t | vous | nous | ne | n
        pas | mais | le | la | les | l | mon | ma | mes | un | une | desolee? | surtout | plutot
        annulez? | attends? | attendez | arretez? | jamais | rien | laissez? | stop | svp | s | y
        en | du tout | pour | sur | et | faux | pardon | grazie | absolument | vraiment | aucune?
        toujours | monsieur | madame
    """),
)
_AFTER_NO = spelled(
    r"(?=\s{next}\b)",
    next=any_of("""
        no | thanks | thank | thx | that | thats | it | its | i | im | please | dont? | do | wait
        not | sorry | this | cancel | stop | my | the | you | sir | absolutely | definitely
        gracias | grazie | danke | merci
    """),
)
_NO = re.compile(
    rf"^{_BEFORE_REFUSAL}(?:(?:non|no|niet|لا){_ENDS}|(?:nein|nope|nah|nan)\b|لا(?=\sشكرا)|"
    rf"(?:{_REFUSAL})(?:{_ENDS}|{_GOES_ON})|(?:{_STOP}){_COURTESY}{_ENDS}|no{_AFTER_NO})"
)
_FRENCH_NON = re.compile(rf"^{_BEFORE_REFUSAL}non{_AFTER_NON}")
_NON_GRAZIE = re.compile(rf"^{_BEFORE_REFUSAL}non?(?=\sgrazie\b)")
_ASKS_IN_A_WORD = re.compile(r"^\W*(?:\w+\W+){0,3}\?\W*$")


def read(folded: str, words: str, language: Language | None) -> Consent | None:
    """Yes, no, or None where the message is neither, both, or more than an answer.

    `folded` keeps every sign the customer typed; `words` is its plain form, spelled out.
    """
    words = _DRAWN_OUT.sub(r"\1", words)
    if _agrees(folded, words):
        return "yes"
    if _ASKS_IN_A_WORD.search(words):
        return None
    if _NO.search(words) or _refuses_in_french(words, language):
        return "no"
    return None


def says_goodbye(words: str) -> bool:
    """Whether a plain message closes the conversation and asks for nothing more."""
    pieces = _pieces(_A_PLUS.sub("a plus", words))
    if len(pieces) > 2 * _MOST_WORDS or "?" in words or pieces in _GREETINGS:
        return False
    rest, closes, length = [], False, 0
    while pieces:
        length = _longest_known(pieces, _BYES)
        closes = closes or length > 0
        if not length:
            rest.append(pieces[0])
        pieces = pieces[max(length, 1) :]
    if not closes or all(piece in _AROUND_GOODBYE for piece in rest):
        return closes
    return length > 0 and not _ASIDE.search(words) and _takes_leave(frozenset(rest))


def _takes_leave(rest: frozenset[str]) -> bool:
    """Whether what stands before a last goodbye thanks or gives up, and speaks of no business."""
    return bool(rest & _LEAVING) and not rest & _BUSINESS


def _refuses_in_french(words: str, language: Language | None) -> bool:
    if language == "it":
        return bool(_NON_GRAZIE.search(words))
    return bool(_FRENCH_NON.search(words))


def _agrees(folded: str, words: str) -> bool:
    if _ASIDE.search(_SMILEY.sub(" ", folded)):
        return False
    pieces = _pieces(words)
    if len(pieces) > _MOST_WORDS:
        return False
    kinds = set()
    while pieces:
        length = _longest_known(pieces, _LEXICON)
        if not length:
            return False
        kinds.add(_LEXICON[tuple(pieces[:length])])
        pieces = pieces[length:]
    return "yes" in kinds or ("fine" in kinds and not kinds & {"hello", "bye"})


def _pieces(words: str) -> list[str]:
    return _PIECE.findall(words)


def _longest_known(pieces: list[str], phrases: Container[tuple[str, ...]]) -> int:
    """How many of the first pieces make up the longest known phrase; 0 for none."""
    if pieces[0] not in _FIRST_WORDS:
        return 0
    for length in range(min(_LONGEST, len(pieces)), 0, -1):
        if tuple(pieces[:length]) in phrases:
            return length
    return 0
