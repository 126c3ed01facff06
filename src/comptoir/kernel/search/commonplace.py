"""Words that say nothing of a subject: articles, pronouns, and how people put a question.

Folded, as `forms.fold` leaves them. They are indexed as any word, and asked for only where a
question has no other.
"""

from comptoir.kernel.search.forms import fold

_FRENCH = """
a ah ai aie aimerais ainsi alors an ans apres as assez au aucun aucune aujourd auquel aura aurai
aurait auras aussi autre autres aux avaient avais avait avant avec avez avoir avons ayant beaucoup
besoin bien bon bonjour bonsoir c ca car ce cela celle celles celui ces cet cette ceux chaque chez
ci coment combien comme comment connaitre cordialement d dans de deja depuis des deux devez devons
devrais devrait dire dit dites doit doivent donc dont dois du elle elles en encore entre es est et
etaient etais etait etant ete etes etre eu eux faire fais faisait fait faites fallait falloir
faudra faut font hier hui ici il ils j jai jamais je jusqu jusque l la laquelle le lequel les
lesquelles lesquels leur leurs lors lorsqu lorsque lui m ma mais maintenant me meme memes merci mes
mieux moi moins mon n ne ni non nos notre nous on ont ou oui par parce pareil parle pas peu peut
peuvent peux plus plutot pour pourquoi pourrai pourrait pourriez pouvez pouvoir pouvons pourrais
puis puisqu puisque puisse qu quand quant que quel quelle quelles quelqu quelque quelquefois quels
qui quoi rien s sa sais sait sans sauf savoir se selon sera serai serait seront ses si sinon soient
sois soit sommes son sont sous souhaite souhaiterais suis sur svp stp t ta tant te tel telle tels
tes toi ton toujours tous tout toute toutes tres trop tu un une va vais vas vers veut veulent veux
via vient viens voici voila voir vont vos votre vou voudrais voudrait voulais voulez vouloir vous
vraiment vs y
"""
_ENGLISH = """
a about after all also am an and any are as at be because been before being both but by can could
did do does doing don for from further get got had has have having he her here hers him his how i
if in into is it its just like ll m me more most much my no nor not now of off on once only or
other our ours out over own please re s same she should so some such t than thank thanks that the
their theirs them then there these they this those through to too under until up ve very want was
we were what when where which while who whom why will with would you your yours d need know tell
"""
_SPANISH = """
a al algo algun alguna algunas alguno algunos ante antes aqui asi aun aunque bajo bien cada como
con contra cual cuales cuando cuanta cuanto cuantos de del desde donde dos e el ella ellas ellos en
entre era eran es esa esas ese eso esos esta estaba estado estan estar estas este esto estos estoy
fue fueron gracias ha haber habia han hasta hay he hola la las le les lo los mas me mi mis mucho
muy nada ni no nos nosotros nuestra nuestro o os otra otro para pero poco por porque puede pueden
puedo que quien quiero quisiera se sea segun ser si sido sin sobre solo son soy su sus tambien tan
tanto te tengo tiene tienen toda todas todo todos tu tus un una uno unos usted ustedes y ya yo
hacer hago
"""
_ITALIAN = """
a abbiamo ad agli ai al alla alle allo anche ancora avere aveva avete c che chi ci ciao come con
contro cosa cui d da dagli dai dal dalla dalle dallo degli dei del dell della delle dello devo di
dopo dove due e ed era erano essere gli grazie ha hai hanno ho i il in io l la le lei li lo loro
lui ma me mi mia mie miei mio molto ne negli nei nel nell nella nelle nello no noi non nostra
nostro o ogni per perche piu poi posso prima puo qual quale quali quando quanta quanto quella
quelle quelli quello questa queste questi questo qui se sei senza si sia siamo siete solo sono sta
stato su sua sue sugli sui sul sulla sulle suo suoi tra tu tua tue tuo tutta tutti tutto un una uno
va vi voi vorrei fare faccio
"""
_GERMAN = """
aber alle allem allen aller alles als also am an andere auch auf aus bei bin bis bist bitte da
damit danke dann das dass dein deine dem den denn der des dich die dies diese diesem diesen dieser
dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch euer fur gegen
gewesen hab habe haben hallo hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre im in
indem ins ist ja jede jedem jeden jeder jedes jetzt kann kannst kein keine konnen konnte machen man
mein meine meinem meinen meiner mich mir mit mochte muss mussen nach nicht nichts noch nun nur ob
oder ohne sehr sein seine sich sie sind so soll sollte sondern sonst uber um und uns unser unsere
unter viel vom von vor wann war waren warum was weg weil welche welchem welchen welcher welches
wenn wer werde werden wie wieder wieviel will wir wird wo wurde wurden zu zum zur zwischen
"""
_ARABIC = """
في من على الى إلى عن مع هذا هذه ذلك تلك التي الذي الذين هو هي هم هن انا أنا انت أنت نحن كان كانت
يكون تكون كيف متى اين أين ماذا ما هل لماذا لم لن لا نعم قد كل بعض أن ان إن أو او ثم بعد قبل عند
عندما اذا إذا حتى لكن بين غير كم أي اي يا و ف ب ك ل اريد أريد ممكن يمكن شكرا مرحبا
"""


def _words(block: str) -> frozenset[str]:
    return frozenset(fold(word) for word in block.split())


COMMONPLACE = {
    "fr": _words(_FRENCH),
    "en": _words(_ENGLISH),
    "es": _words(_SPANISH),
    "it": _words(_ITALIAN),
    "de": _words(_GERMAN),
    "ar": _words(_ARABIC),
}
