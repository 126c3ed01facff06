"""What the assistant says of products, in its six languages. Prices and stock are filled in."""

PHRASES: dict[str, dict[str, str]] = {
    "products_found": {
        "fr": "Voici ce que notre catalogue a de plus proche :",
        "en": "Here is what comes closest in our catalogue:",
        "es": "Esto es lo más parecido de nuestro catálogo:",
        "it": "Ecco che cosa c'è di più vicino nel nostro catalogo:",
        "de": "Das kommt in unserem Katalog am nächsten:",
        "ar": "هذا أقرب ما يوجد في كتالوجنا:",
    },
    "products_none": {
        "fr": "Je ne trouve aucun produit de notre catalogue qui corresponde à cela. Voulez-vous "
        "essayer un autre budget, un autre coloris ou un autre meuble ?",
        "en": "I cannot find any product of our catalogue that matches this. Would you like to try "
        "another budget, another colour or another piece of furniture?",
        "es": "No encuentro ningún producto de nuestro catálogo que corresponda a eso. ¿Quiere "
        "probar con otro presupuesto, otro color u otro mueble?",
        "it": "Non trovo nessun prodotto del nostro catalogo che corrisponda. Vuole provare con un "
        "altro budget, un altro colore o un altro mobile?",
        "de": "Ich finde in unserem Katalog kein Produkt, das dazu passt. Möchten Sie es mit einem "
        "anderen Budget, einer anderen Farbe oder einem anderen Möbel versuchen?",
        "ar": "لم أجد في كتالوجنا أي منتج يطابق ذلك. هل تريد تجربة ميزانية أخرى أو لون آخر أو "
        "قطعة أخرى؟",
    },
    "products_what": {
        "fr": "Quel meuble cherchez-vous ? Dites-moi par exemple son type, sa couleur ou votre "
        "budget.",
        "en": "What are you looking for? Tell me for instance the kind of furniture, a colour or "
        "your budget.",
        "es": "¿Qué mueble busca? Dígame por ejemplo el tipo, el color o su presupuesto.",
        "it": "Che mobile cerca? Mi dica per esempio il tipo, il colore o il suo budget.",
        "de": "Welches Möbel suchen Sie? Nennen Sie mir zum Beispiel die Art, die Farbe oder Ihr "
        "Budget.",
        "ar": "ما قطعة الأثاث التي تبحث عنها؟ اذكر لي مثلًا نوعها أو لونها أو ميزانيتك.",
    },
    "colour_yes": {
        "fr": "Oui, il existe dans ce coloris. Coloris proposés : {given}.",
        "en": "Yes, it comes in that colour. Colours: {given}.",
        "es": "Sí, existe en ese color. Colores: {given}.",
        "it": "Sì, esiste in quel colore. Colori: {given}.",
        "de": "Ja, es gibt ihn in dieser Farbe. Farben: {given}.",
        "ar": "نعم، يوجد بهذا اللون. الألوان: {given}.",
    },
    "colour_no": {
        "fr": "Il n'est pas proposé dans ce coloris. Coloris proposés : {given}.",
        "en": "It does not come in that colour. Colours: {given}.",
        "es": "No existe en ese color. Colores: {given}.",
        "it": "Non esiste in quel colore. Colori: {given}.",
        "de": "In dieser Farbe gibt es ihn nicht. Farben: {given}.",
        "ar": "لا يوجد بهذا اللون. الألوان: {given}.",
    },
    "colours": {
        "fr": "Coloris proposés : {given}.",
        "en": "Colours: {given}.",
        "es": "Colores: {given}.",
        "it": "Colori: {given}.",
        "de": "Farben: {given}.",
        "ar": "الألوان: {given}.",
    },
    "materials": {
        "fr": "Matières : {given}.",
        "en": "Materials: {given}.",
        "es": "Materiales: {given}.",
        "it": "Materiali: {given}.",
        "de": "Materialien: {given}.",
        "ar": "المواد: {given}.",
    },
    "size": {
        "fr": "Dimensions : {given}.",
        "en": "Dimensions: {given}.",
        "es": "Dimensiones: {given}.",
        "it": "Dimensioni: {given}.",
        "de": "Maße: {given}.",
        "ar": "الأبعاد: {given}.",
    },
}

LINE: dict[str, str] = {
    "fr": "{name} : {price}, {stock} (réf. {sku})",
    "en": "{name}: {price}, {stock} (ref. {sku})",
    "es": "{name}: {price}, {stock} (ref. {sku})",
    "it": "{name}: {price}, {stock} (rif. {sku})",
    "de": "{name}: {price}, {stock} (Art.-Nr. {sku})",
    "ar": "{name}: {price}، {stock} (المرجع {sku})",
}
"""One product, as it stands in its row."""

IN_STOCK: dict[str, str] = {
    "fr": "en stock ({count})",
    "en": "in stock ({count})",
    "es": "en stock ({count})",
    "it": "disponibile ({count})",
    "de": "auf Lager ({count})",
    "ar": "متوفر ({count})",
}
OUT_OF_STOCK: dict[str, str] = {
    "fr": "en rupture de stock",
    "en": "out of stock",
    "es": "agotado",
    "it": "non disponibile, esaurito",
    "de": "derzeit nicht auf Lager",
    "ar": "غير متوفر حاليًا",
}
