"""The furniture trade's words: products, colours and materials, as customers write them.

Names are folded (no accents, no capitals) and apostrophes and hyphens are spaces.
"""

from comptoir.brain.words import named

PRODUCTS = named("""
    canapé: canape | canapes | canap | canapee | canape lit | canapes lits | canape convertible
    + | convertible | convertibles | clic clac | clicclac | bz | banquette | banquettes | sofa
    + | sofas | divan | divans | meridienne | canape d angle | canape angle | couch | couches
    + | settee | sofa bed | sofabed | sleeper sofa | loveseat | sectional | sofa cama | sillon cama
    + | divano | divani | divano letto | sofabett | schlafsofa | couchgarnitur | ecksofa
    + | schlafcouch | اريكة | ارائك | الاريكة | اريكتي | كنبة | كنبه | الكنبة | كنبتي | صوفا
    fauteuil: fauteuil | fauteuils | fauteuille | fauteil | fotey | fauteuil relax
    + | fauteuil releveur | releveur | fauteuil de bureau | rocking chair | armchair | armchairs
    + | arm chair | recliner | recliners | lounge chair | riser chair | sillon | sillones | butaca
    + | butacas | poltrona | poltrone | sessel | sessels | ohrensessel | relaxsessel | fernsehsessel
    + | كرسي بذراعين | فوتيه | فوتي
    table: table | tables | tabl | table a manger | table de cuisine | table de salle a manger
    + | table de repas | table extensible | table de jardin | dining table | dining tables
    + | kitchen table | tabletop | mesa | mesas | mesa de comedor | tavolo | tavoli | tavola
    + | tavolo da pranzo | tisch | tische | tisches | esstisch | esstische | kuchentisch | طاولة
    + | طاوله | الطاولة | طاولتي | طاولات | مائدة | موائد
    table basse: table basse | tables basses | tabl basse | table de salon | table gigogne
    + | tables gigognes | bout de canape | coffee table | coffee tables | side table | end table
    + | mesa de centro | mesita de centro | mesa baja | mesa auxiliar | tavolino | tavolini
    + | tavolino da salotto | couchtisch | couchtische | beistelltisch | طاولة القهوة | طاولة قهوة
    + | طاولة صغيرة
    chaise: chaise | chaises | chese | chaise de bureau | chaise haute | chair | chairs
    + | dining chair | office chair | desk chair | silla | sillas | silla de oficina | sedia | sedie
    + | sedia da ufficio | stuhl | stuhle | stuhls | burostuhl | esszimmerstuhl | esszimmerstuhle
    + | كرسي | كراسي | الكرسي | كرسيي | مقاعد
    tabouret: tabouret | tabourets | tabouret de bar | chaise de bar | stool | stools | bar stool
    + | barstool | barstools | taburete | taburetes | sgabello | sgabelli | hocker | barhocker
    + | طاولة بار | كرسي بار
    lit: lit | lits | li | lit coffre | lit mezzanine | lit superpose | lits superposes
    + | lit gigogne | lit double | lit simple | cadre de lit | cadre du lit | structure de lit
    + | lit bebe | lit enfant | bed | beds | bed frame | bedframe | bunk bed | bunk beds
    + | ottoman bed | storage bed | day bed | daybed | crib | cama | camas | litera | literas
    + | canape abatible | estructura de cama | letto | letti | letto contenitore | letto a castello
    + | bett | betten | bettes | bettgestell | hochbett | etagenbett | polsterbett | boxspringbett
    + | سرير | السرير | سريري | اسرة
    tête de lit: tete de lit | tetes de lit | tet de lit | headboard | headboards | cabecero
    + | cabezal | cabecera | testiera | testata | testata del letto | kopfteil | betthaupt
    + | ظهر السرير | لوح راس السرير
    matelas: matelas | matela | matlas | matelat | surmatelas | sur matelas | mattress
    + | mattresses | matress | mattress topper | topper | colchon | colchones | materasso
    + | materassi | matratze | matratzen | مرتبة | المرتبة | فراش | مرتبتي
    sommier: sommier | sommiers | somier | sommiers tapissiers | cadre a lattes | bed base
    + | box spring | boxspring | slatted base | slats | somieres | base de cama | rete
    + | rete a doghe | doghe | lattenrost | lattenroste
    armoire: armoire | armoires | armoir | penderie | penderies | placard | placards | wardrobe
    + | wardrobes | armoire a glace | cupboard | cupboards | armario | armarios | ropero | armadio
    + | armadi | guardaroba | schrank | schranke | schranks | kleiderschrank | kleiderschranke
    + | schwebeturenschrank | خزانة | خزائن | الخزانة | خزانه | دولاب | الدولاب | خزانتي
    dressing: dressing | dressings | walk in closet | walk in wardrobe | closet | closets
    + | vestidor | vestidores | cabina armadio | ankleidezimmer | begehbarer kleiderschrank
    + | ankleide | غرفة ملابس
    commode: commode | commodes | comode | chiffonnier | semainier | chest of drawers | dresser
    + | dressers | comoda | comodas | cajonera | cassettiera | cassettiere | kommode
    + | kommoden | تسريحة | شيفونيرة
    chevet: chevet | chevets | table de chevet | tables de chevet | table de nuit | tables de nuit
    + | bedside table | bedside tables | nightstand | nightstands | night stand | night table
    + | bedside cabinet | mesita de noche | mesilla | mesitas | mesillas | mesita | comodino
    + | comodini | nachttisch | nachttische | nachtschrank | nachtkastchen | كومودينو | طاولة جانبية
    buffet: buffet | buffets | bufet | bahut | enfilade | vaisselier | sideboard | sideboards
    + | credenza | aparador | aparadores | madia | credenze | anrichte | كونسول | بوفيه
    bibliothèque: bibliotheque | bibliotheques | biblioteque | bookcase | bookcases | bookshelf
    + | bookshelves | libreria | librerias | librerie | estanteria para libros | bucherregal
    + | bucherregale | bucherschrank | مكتبة | رف كتب
    étagère: etagere | etageres | etager | etajere | shelf | shelves | shelving | shelving unit
    + | estante | estantes | estanteria | estanterias | balda | repisa | scaffale | scaffali
    + | mensola | mensole | regal | regale | regals | wandregal | رف | رفوف | الرف
    meuble tv: meuble tv | meubles tv | meuble tele | meuble television | meuble de tele
    + | meubl tv | banc tv | tv stand | tv unit | tv cabinet | tv bench | media unit
    + | entertainment center | mueble tv | mueble de tv | mueble para la tele | mueble de television
    + | mobile tv | porta tv | mobile porta tv | tv mobel | tv schrank | fernsehschrank | lowboard
    + | tv bank | طاولة تلفاز | طاولة تلفزيون
    bureau: bureau | bureaux | buro | secretaire | desk | desks | standing desk | escritorio
    + | escritorios | scrivania | scrivanie | schreibtisch | schreibtische | schreibtischs | مكتب
    + | المكتب | مكتبي
    banc: banc | bancs | bout de lit | banc de lit | banc d entree | bench | benches | banco
    + | bancos | panca | panche | panchina | sitzbank | polsterbank | مقعد طويل
    pouf: pouf | poufs | pouffe | repose pied | repose pieds | ottoman | ottomans | footstool
    + | puf | pufs | puff | sitzhocker | sitzsack | بوف | مسند قدم
    miroir: miroir | miroirs | mirroir | miroire | mirror | mirrors | espejo | espejos | specchio
    + | specchi | spiegel | spiegels | wandspiegel | مراة | المراة | مرايا
    lampe: lampe | lampes | lampadaire | lampadaires | lampe de chevet | lampe de bureau
    + | luminaire | luminaires | applique | plafonnier | lamp | lamps | floor lamp | table lamp
    + | desk lamp | light fixture | lampara | lamparas | lampada | lampade | lampadario | stehlampe
    + | tischlampe | lampen | leuchte | stehleuchte | مصباح | لمبة | المصباح
    tapis: tapis | tapi | carpette | rug | rugs | carpet | carpets | alfombra | alfombras
    + | tappeto | tappeti | teppich | teppiche | laufer | سجادة | السجادة | سجاد
""")

COLOURS = named("""
    noir: noir | noire | noirs | noires | black | negro | negra | negros | negras | nero | nera
    + | neri | nere | schwarz | schwarze | schwarzer | schwarzen | schwarzes | اسود | سوداء
    blanc: blanc | blanche | blancs | blanches | white | blanco | blanca | blancos | blancas
    + | bianco | bianca | bianchi | bianche | weiss | weisse | weisser | weissen | weisses | ابيض
    + | بيضاء
    gris: gris | grise | grises | grey | gray | griss | grigio | grigia | grigi | grigie | grau
    + | graue | grauer | grauen | graues | رمادي | رمادية
    anthracite: anthracite | anthrazit | antracita | antracite
    beige: beige | beiges | بيج
    écru: ecru | crudo | naturel | naturelle
    crème: creme | cream | crema | ivoire | ivory | blanc casse | off white
    bleu: bleu | bleue | bleus | bleues | bleu marine | bleu canard | bleu nuit | blue | navy
    + | azul | azules | blu | azzurro | azzurra | blau | blaue | blauer | blauen | blaues | ازرق
    + | زرقاء
    vert: vert | verte | verts | vertes | vert sauge | green | verde | verdes | verdi | grun
    + | grune | gruner | grunen | grunes | اخضر | خضراء
    rouge: rouge | rouges | red | rojo | roja | rojos | rojas | rosso | rossa | rossi | rosse
    + | rot | rote | roter | roten | rotes | احمر | حمراء
    bordeaux: bordeaux | burgundy | burdeos
    jaune: jaune | jaunes | yellow | amarillo | amarilla | amarillos | amarillas | giallo | gialla
    + | gelb | gelbe | gelber | gelben | gelbes | اصفر | صفراء
    moutarde: moutarde | mustard | mostaza | senape | senf
    orange: orange | oranges | naranja | arancione | برتقالي
    terracotta: terracotta | terra cotta | brique
    rose: rose | roses | pink | rosa | وردي
    violet: violet | violette | violets | purple | morado | morada | viola | lila | violett
    + | بنفسجي
    marron: marron | marrons | brun | brune | brown | chocolat | marrone | braun | braune
    + | brauner | braunen | braunes | بني
    taupe: taupe
    camel: camel | cognac | caramel
    kaki: kaki | khaki | caqui | cachi
    turquoise: turquoise | turquesa | turchese | turkis
    doré: dore | doree | dores | dorees | or | gold | golden | dorado | dorada | dorato | dorata
    + | oro | ذهبي
    argenté: argente | argentee | silver | plateado | argento | silbern | silber | فضي
""")

MATERIALS = named("""
    bois: bois | bois massif | en bois | wood | wooden | solid wood | madera | madera maciza
    + | legno | legno massello | holz | massivholz | خشب | خشبي | خشبية
    chêne: chene | chene massif | oak | roble | rovere | quercia | eiche | بلوط
    noyer: noyer | walnut | nogal | noce | nussbaum
    hêtre: hetre | beech | haya | faggio | buche
    pin: pin | pin massif | pine | pino | kiefer
    teck: teck | teak | teca
    acacia: acacia | akazie
    manguier: manguier | mango wood
    bambou: bambou | bamboo | bambu | bambus
    rotin: rotin | rattan | osier | wicker | ratan | mimbre | vimini
    cuir: cuir | cuirs | simili cuir veritable | leather | cuero | piel | pelle | cuoio | leder
    + | echtleder | جلد | جلدي | جلدية
    simili: simili | simili cuir | similicuir | faux cuir | skai | faux leather | pleather
    + | polipiel | ecopelle | kunstleder
    tissu: tissu | tissus | fabric | cloth | upholstered | tela | tessuto | stoffa | stoff | قماش
    velours: velours | velour | velvet | terciopelo | velluto | samt | مخمل
    lin: lin | linen | lino | leinen
    coton: coton | cotton | algodon | cotone | baumwolle | قطن
    laine: laine | wool | lana | wolle | صوف
    microfibre: microfibre | microfiber | microfibra | mikrofaser
    bouclette: bouclette | boucle | bouclee
    verre: verre | verre trempe | glass | vidrio | cristal | vetro | glas | زجاج | زجاجية
    métal: metal | metalique | metallique | metallo | metall | معدن | معدني
    acier: acier | inox | steel | acero | acciaio | stahl | edelstahl
    laiton: laiton | brass | laton | ottone | messing
    marbre: marbre | marble | marmol | marmo | marmor | رخام
    céramique: ceramique | ceramic | ceramica | keramik
    plastique: plastique | plastic | plastico | plastica | kunststoff | plastik | بلاستيك
    mélaminé: melamine | agglomere | panneaux de particules | contreplaque | mdf | particle board
    + | plywood
""")
