"""What to tell someone in danger, before anything else is said about their claim.

One or two sentences for each kind of danger that the deterministic reader recognises, in the six
languages of the conversation. 15 is the French ambulance service, 18 the fire brigade; 112
reaches both, from any telephone in Europe.
"""

from collections.abc import Iterable, Mapping
from typing import Final

# Most urgent first: the order in which several dangers are answered.
ADVICE: Final[Mapping[str, Mapping[str, str]]] = {
    "injury": {
        "fr": "Si quelqu'un est blessé ou se sent mal, appelez tout de suite le 15 ou le 112. "
        "N'utilisez plus ce meuble et éloignez-vous-en.",
        "en": "If anyone is hurt or feels unwell, call 15 or 112 right now. Stop using this piece "
        "of furniture and move away from it.",
        "es": "Si alguien está herido o se encuentra mal, llame ahora mismo al 15 o al 112. Deje "
        "de usar este mueble y aléjese de él.",
        "it": "Se qualcuno è ferito o si sente male, chiami subito il 15 o il 112. Non usi più "
        "questo mobile e se ne allontani.",
        "de": "Wenn jemand verletzt ist oder sich unwohl fühlt, rufen Sie sofort die 15 oder die "
        "112 an. Benutzen Sie das Möbelstück nicht mehr und halten Sie Abstand.",
        "ar": "إذا أصيب أحد أو شعر بتوعك، فاتصلوا فورًا بالرقم 15 أو 112. "
        "توقفوا عن استخدام قطعة الأثاث وابتعدوا عنها.",
    },
    "smoke": {
        "fr": "Éloignez-vous et, si vous pouvez le faire sans risque, débranchez l'appareil. S'il "
        "y a des flammes ou de la fumée, sortez et appelez le 18 ou le 112.",
        "en": "Move away and, if you can do so safely, unplug it. If there are flames or smoke, "
        "get out and call 18 or 112.",
        "es": "Aléjese y, si puede hacerlo sin riesgo, desenchúfelo. Si hay llamas o humo, salga "
        "y llame al 18 o al 112.",
        "it": "Si allontani e, se può farlo senza rischi, stacchi la spina. Se ci sono fiamme o "
        "fumo, esca e chiami il 18 o il 112.",
        "de": "Gehen Sie auf Abstand und ziehen Sie den Stecker, wenn das gefahrlos möglich ist. "
        "Bei Flammen oder Rauch verlassen Sie den Raum und rufen die 18 oder die 112 an.",
        "ar": "ابتعدوا وافصلوا القابس عن الكهرباء إن أمكن ذلك دون خطر. "
        "إذا رأيتم لهبًا أو دخانًا، فاخرجوا واتصلوا بالرقم 18 أو 112.",
    },
    "shock": {
        "fr": "Ne touchez plus ce meuble : coupez le courant au disjoncteur avant de le "
        "débrancher. Après une décharge, appelez le 15 ou le 112, même si tout semble aller bien.",
        "en": "Do not touch it again: switch the power off at the fuse box before you unplug it. "
        "After an electric shock, call 15 or 112 even if everything seems fine.",
        "es": "No vuelva a tocarlo: corte la corriente en el cuadro eléctrico antes de "
        "desenchufarlo. Tras una descarga, llame al 15 o al 112, aunque todo parezca ir bien.",
        "it": "Non lo tocchi più: tolga la corrente dal quadro elettrico prima di staccare la "
        "spina. Dopo una scossa chiami il 15 o il 112, anche se tutto sembra a posto.",
        "de": "Fassen Sie es nicht mehr an: Schalten Sie den Strom am Sicherungskasten ab, bevor "
        "Sie den Stecker ziehen. Rufen Sie nach einem Stromschlag die 15 oder die 112 an, auch "
        "wenn alles in Ordnung scheint.",
        "ar": "لا تلمسوا قطعة الأثاث مجددًا: اقطعوا التيار من القاطع الكهربائي قبل فصل القابس. "
        "بعد أي صعقة كهربائية، اتصلوا بالرقم 15 أو 112 حتى لو بدا كل شيء على ما يرام.",
    },
    "collapse": {
        "fr": "N'utilisez plus ce meuble : ne vous asseyez pas, ne vous couchez pas dessus et "
        "n'y posez rien. Si la chute a blessé quelqu'un, appelez le 15 ou le 112.",
        "en": "Stop using it: do not sit or lie on it, and put nothing on it. If anyone was hurt "
        "in the fall, call 15 or 112.",
        "es": "Deje de usarlo: no se siente ni se tumbe encima y no ponga nada sobre él. Si "
        "alguien se ha hecho daño en la caída, llame al 15 o al 112.",
        "it": "Non lo usi più: non si sieda, non si sdrai e non vi appoggi nulla. Se qualcuno si "
        "è fatto male cadendo, chiami il 15 o il 112.",
        "de": "Benutzen Sie es nicht mehr: nicht daraufsetzen, nicht darauflegen und nichts "
        "darauf abstellen. Wenn sich jemand beim Sturz verletzt hat, rufen Sie die 15 oder die "
        "112 an.",
        "ar": "توقفوا عن استخدامه: لا تجلسوا ولا تستلقوا عليه ولا تضعوا شيئًا فوقه. "
        "إذا أصيب أحد عند السقوط، فاتصلوا بالرقم 15 أو 112.",
    },
    "tipping": {
        "fr": "Éloignez tout le monde du meuble, surtout les enfants, et n'ouvrez plus ses "
        "tiroirs ni ses portes. N'essayez pas de le retenir ni de le redresser seul.",
        "en": "Keep everyone away from it, children above all, and do not open its drawers or "
        "doors. Do not try to hold it or set it upright on your own.",
        "es": "Aleje a todo el mundo del mueble, sobre todo a los niños, y no abra sus cajones ni "
        "sus puertas. No intente sujetarlo ni enderezarlo usted solo.",
        "it": "Allontani tutti dal mobile, soprattutto i bambini, e non ne apra cassetti né ante. "
        "Non cerchi di trattenerlo o raddrizzarlo da solo.",
        "de": "Halten Sie alle vom Möbelstück fern, vor allem Kinder, und öffnen Sie keine "
        "Schubladen oder Türen mehr. Versuchen Sie nicht, es allein zu halten oder aufzurichten.",
        "ar": "أبعدوا الجميع عن قطعة الأثاث، ولا سيما الأطفال، ولا تفتحوا أدراجها أو أبوابها. "
        "لا تحاولوا إمساكها أو رفعها بمفردكم.",
    },
    "glass": {
        "fr": "Ne touchez pas le verre à mains nues et éloignez les enfants et les animaux. "
        "N'utilisez plus ce meuble ; en cas de coupure qui saigne beaucoup, appelez le 15 ou le "
        "112.",
        "en": "Do not touch the glass with bare hands, and keep children and pets away. Stop "
        "using this piece of furniture; if a cut bleeds heavily, call 15 or 112.",
        "es": "No toque el vidrio con las manos desnudas y aleje a los niños y a los animales. "
        "Deje de usar este mueble; si un corte sangra mucho, llame al 15 o al 112.",
        "it": "Non tocchi il vetro a mani nude e tenga lontani bambini e animali. Non usi più "
        "questo mobile; se un taglio sanguina molto, chiami il 15 o il 112.",
        "de": "Fassen Sie das Glas nicht mit bloßen Händen an und halten Sie Kinder und Tiere "
        "fern. Benutzen Sie das Möbelstück nicht mehr; bei stark blutenden Schnitten rufen Sie "
        "die 15 oder die 112 an.",
        "ar": "لا تلمسوا الزجاج بأيدٍ عارية وأبعدوا الأطفال والحيوانات. "
        "توقفوا عن استخدام قطعة الأثاث؛ وإذا نزف جرح بشدة، فاتصلوا بالرقم 15 أو 112.",
    },
    "spring": {
        "fr": "N'utilisez plus ce meuble et ne touchez pas le ressort, qui peut couper ou se "
        "détendre brusquement. Couvrez l'endroit et éloignez les enfants.",
        "en": "Stop using it and do not touch the spring: it may cut or snap loose. Cover the "
        "place and keep children away.",
        "es": "Deje de usarlo y no toque el muelle: puede cortar o soltarse de golpe. Cubra la "
        "zona y aleje a los niños.",
        "it": "Non lo usi più e non tocchi la molla: può tagliare o scattare. Copra il punto e "
        "tenga lontani i bambini.",
        "de": "Benutzen Sie es nicht mehr und fassen Sie die Feder nicht an: Sie kann schneiden "
        "oder herausspringen. Decken Sie die Stelle ab und halten Sie Kinder fern.",
        "ar": "توقفوا عن استخدامه ولا تلمسوا النابض، فقد يجرح أو ينفلت فجأة. "
        "غطوا الموضع وأبعدوا الأطفال.",
    },
    "child": {
        "fr": "Éloignez les enfants de ce meuble et ne les laissez plus s'en servir. Si un enfant "
        "est blessé ou se sent mal, appelez le 15 ou le 112.",
        "en": "Keep children away from this piece of furniture and do not let them use it. If a "
        "child is hurt or feels unwell, call 15 or 112.",
        "es": "Aleje a los niños de este mueble y no deje que lo usen. Si un niño está herido o "
        "se encuentra mal, llame al 15 o al 112.",
        "it": "Tenga i bambini lontani da questo mobile e non lo faccia usare. Se un bambino è "
        "ferito o si sente male, chiami il 15 o il 112.",
        "de": "Halten Sie Kinder von diesem Möbelstück fern und lassen Sie sie es nicht benutzen. "
        "Wenn ein Kind verletzt ist oder sich unwohl fühlt, rufen Sie die 15 oder die 112 an.",
        "ar": "أبعدوا الأطفال عن قطعة الأثاث ولا تدعوهم يستخدمونها. "
        "إذا أصيب طفل أو شعر بتوعك، فاتصلوا بالرقم 15 أو 112.",
    },
}


def advice(kinds: Iterable[str], language: str) -> str:
    """The advice for these dangers, most urgent first, each kind once; empty without danger.

    A language that has no words here is answered in French. Raises KeyError for an unknown kind,
    because a danger must never be passed over in silence.
    """
    wanted = {kind: ADVICE[kind] for kind in kinds}
    return " ".join(
        wanted[kind].get(language, wanted[kind]["fr"]) for kind in ADVICE if kind in wanted
    )
