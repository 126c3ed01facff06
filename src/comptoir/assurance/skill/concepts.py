"""Words that mean the same to an insurer, in six languages: "bagnole", "car" and "coche" are one.

A concept stands for each of its words wherever a question is compared with those somebody wrote.
Words are folded (no accents, no capitals); `*` stands for any ending.
"""

import re
from typing import Final

from comptoir.brain.words import tokens

_PHRASES: Final = """
    leave: me (?:casse|tire|barre|sauve)(?! l) | se (?:casse|barre) de chez
    + | get out of (?:my|the) | aller voir ailleurs | voir ailleurs
    comprehensive: tous? risques? | todo riesgo
    fine: (?:je|on) risqu\\w+ | qu est ce que je risque
    sell: a la casse
    month: tous les mois | chaque mois | par mois | every month | each month | per month
    + | a month | cada mes | al mes | ogni mese | al mese | jeden monat | im monat
    + | plusieurs fois | (?:deux|trois|quatre|dix|[2-9]|10) fois | en (?:deux|trois|quatre)
    + | a rate | a plazos
    password: mots? de passe | mdp | forgot my login
    pay: carte bleue | carte bancaire | debit card | credit card
    own_share: de ma poche | a ma charge | out of (?:my )?pocket | de mi bolsillo | a mio carico
    + | reste a charge | a mes frais
    breakdown: en panne | en rade | demarre (?:plus|pas) | veut pas demarrer | won t start
    + | broken? down | no arranca | non parte | springt nicht an | liegen geblieben
    + | flat battery | a plat | est morte | am strassenrand
    drunk: un coup dans le nez | un verre de trop | sous l emprise | had a drink
    after_sale: valeur a neuf | prix d achat
    spouse: mon conjoint | ma conjointe
    accident: rentre dedans | rentrer dedans | rentree dedans
    unpaid: passe a l as | a decouvert | pas paye | pas pu payer | pas passe | can t pay
    + | cannot pay | puedo pagar(?! (?:con|por|cada|al|en|mens))
    increase: plus cher | go up | went up | paye\\w* plus | payer plus | more expensive
    + | price rise
    moving: change of address | move house | moved house | moving house | changer d adresse
    today: tout de suite | ce soir | des maintenant | right away | right now | des demain
    short: (?:une|quelques|trois|deux|\\d+) (?:journee|semaines?|jours?|mois) seulement
    + | provisoire | juste pour (?:une?|deux|trois|quelques|\\d+) \\w+ | temporaire
    + | for a (?:day|week|month)
    hire_car: voiture de pret | voiture de location | hire car | courtesy car | rental car
    + | vehicule de remplacement | pretez une voiture | pretez vous une voiture
    + | coche de sustitucion
    long: combien de (?:temps|jours|annees|mois) | how (?:long|many (?:days|years|months))
    + | cuant[oa]s? (?:tiempo|dias|anos) | quant[oie] (?:tempo|giorni|anni)
    + | wie (?:lange|viele tage) | jusqu a quand | sous combien | quel delai | until when
    + | au bout de combien | quel preavis
"""
_WORDS: Final = """
    car: voiture* auto autos bagnole* caisse* vehicule* tire titine car cars vehicle* coche*
    + carro macchina* veicol* auto wagen fahrzeug* kfz pkw سيارة سيارتي السيارة
    leave: resili* quitt* partir pars partira barrer arret* cancel* leave leaving switch* stop*
    + terminat* anul* cancel* baja rescind* irme disd* recess* andarmene kundig* wechsel* الغاء
    + الغي فسخ
    withdraw: retract* renonc* regrett* withdraw* desist* arrepent* recesso ripens* widerruf*
    + تراجع تراجعت
    signed: signe signer signature souscri* signed bought sign firm* contrat* unterschr* abschl*
    + وقعت توقيع
    abroad: etranger* europe vacances voyage* espagne portugal italie belgique suisse allemagne
    + maroc tunisie algerie angleterre pologne croatie grece pays abroad overseas spain italy
    + germany belgium switzerland morocco holiday* extranjero viaj* italia alemania francia
    + marruecos portogallo estero spagna germania francia svizzera austria ausland spanien
    + italien osterreich schweiz frankreich polen turkei urlaub الخارج اسبانيا ايطاليا المغرب
    + تونس الجزائر
    drive: condui* volant conduc* driv* manej* guid* fahr* fahren قيادة يقود
    lend: pret* emprunt* lend* borrow* laisser passer prest* verleih* leih* اعارة
    relative: femme mari fils fille frere soeur mere pere ami amie pote copine copain conjoint*
    + cousin* niece neveu oncle tante beau belle voisin* collegue* gendre wife husband son
    + daughter brother sister friend* girlfriend boyfriend partner mum dad mujer marido hijo hija
    + herman* amig* novi* moglie marito figli* fratello sorella amic* frau mann sohn tochter
    + bruder schwester freund* زوجتي زوجي ابني ابنتي اخي اختي صديقي لصديقي لاخي
    bonus: bonus malus coef* coefficient* crm bonification بونوس بونيس مالوس المعامل معاملي
    accident: accident* accro* collision* percut* tape taper tapee cogne* embout* plie plier
    + crash* hit bump* siniestro* choque* choc choco accidente* incident* sinistr* unfall* حادث
    + الحادث
    fault: responsable* faute tort fault culpa* colpa schuld* torto
    glass: pare brise* parebrise* vitre* glace* lunette windscreen windshield glass window* luna
    + lunas parabrisas parabrezza vetro vetri cristall* scheibe* glas* زجاج
    stone: caillou* gravillon* impact* pierre stone* chip piedra sasso steinschlag
    theft: vol vole volee volent voler pique piquer piquee derobe* theft stolen steal* robo roba*
    + robar* furto ruba* diebstahl gestohlen geklaut سرقة سرقت سرقوا
    police: police plainte flics gendarm* commissariat policia denuncia polizia polizei الشرطة
    animal: animal* animaux sanglier* cerf* biche* chevreuil* gibier chien vache renard deer boar
    + fox dog jabali* ciervo* cinghial* capriolo wild* reh wildschwein* حيوان خنزير
    weather: grele* tempete* orage* vent arbre* branche* neige hail* storm* tree granizo tormenta
    + arbol grandine tempesta albero hagel* sturm* baum برد عاصفة شجرة
    flood: inond* crue* flood* inundac* alluvion* uberschwemm* فيضان
    breakdown: panne* depann* remorqu* batterie pneu* creve* creveson crevaison* breakdown* tow*
    + tyre tire battery averia* grua pinchazo bateria guasto traino batteria gomma panne*
    + abschlepp* reifen cle cles clef* keys llaves chiavi عطل تعطلت سحب
    month: mensuel* mensual* mensil* monthly monatlich* etal* fraction* echelonn* trimestre*
    + instal?ment* rata raten rate cuota* شهريا قسط اقساط
    pay: pay* paiement* regl* cheque* virement* carte especes pag* zahl* bezahl* ادفع الدفع
    debit: prelev* debit* recibo addebit* abbuch* lastschrift* اقتطاع
    bank: rib iban banque bancaire* bank* banco cuenta banca konto kontoverbindung بنك
    unpaid: impaye* rejet* refuse retard relance unpaid missed bounced impago devuelto insolut*
    + mahnung geplatzt
    refund: rembours* indemnis* dedommag* reimburs* refund* compensat* payout indemniz* rimbors*
    + erstatt* auszahl* تعويض اعوض
    excess: franchise* excess deductible* franquicia* franchigi* selbstbeteil* selbstbehalt* تحمل
    + التحمل
    paper: papier* document* justificatif* piece* attestation* certificat* paper* proof
    + documento* document* certificad* nachweis* bescheinig* unterlage* وثيقة وثائق شهادة
    report: declar* signal* preven* report* notif* parte denunci* meld* تصريح اصرح التصريح
    expert: expert* expertis* adjuster perit* perizia gutacht* خبرة الخبير
    garage: garage* garagiste* carross* mecan* repar* atelier repair* workshop mechanic* taller
    + carrozz* ripar* officina werkstatt* كراج اصلح
    moving: demenag* adresse* address* mudo mudar mudanza direccion indirizzo trasloc* umzug*
    + umzieh* ziehe العنوان انتقل
    sell: vendre vends vend vendu vendue vendons vente cede* ceder cession ferraille sell* sold
    + scrap* venta verkauf* بعت بيع
    newcar: achete* achat nouvelle neuve remplac* bought comprado nuevo comprato nuova gekauft
    + neues
    young: jeune* novice* debut* novel* young beginner* learner* neopatentat* fahranfanger* مبتدئ
    + شباب جديد
    add: ajout* rajout* add adding anad* agreg* aggiung* hinzu* eintrag* اضافة
    increase: augment* hausse* monte* grimpe* increas* rise* subir sube subido aument* gestieg*
    + erhoh* ارتفع زيادة
    data: donnees infos information* rgpd data privacy gdpr datos dati daten* privacidad بياناتي
    + بيانات
    hours: horaire* ouvr* ouvert* ferm* samedi dimanche open* hours horario* abren abierto orari*
    + apert* offnung* geoffnet samstag* sabado sabato ساعات تفتحون
    contact: contact* joindr* agence* telephone office* branch* oficina* agenzi* filiale*
    + erreich* وكالة اتصل
    drunk: alcool* bu ivre* ivresse bourre* drogue* cannabis alcohol* drunk drink* drugs bebid*
    + ubriac* ebbrezza betrunken الكحول
    work: travail* boulot* professionnel* metier taf livraison* livre* uber tournee* commut*
    + work* business delivery trabaj* lavor* arbeit* beruf* عمل العمل
    belongings: affaires sac ordi* ordinateur telephone bagage* valise* outils coffre objets
    + laptop bag phone luggage belongings maleta objetos oggetti gepack laptop اغراض
    value: valeur argus vaut neuf worth value valor valore wert neuwert قيمة
    km: km kilom* mileage mile* kilomet* chilomet* fahrleistung rouleur مسافة كيلومتر
    share: covoit* blabla* getaround ouicar location louer rental renting carshar* mitfahr*
    + vermiet*
    sue: juridique* avocat* litige* proces legal lawyer* dispute abogado juridic* avvocat*
    + anwalt* recht*
    hurt: bless* jambe* corpor* injur* hurt* lesion* herid* ferit* verletz* اصبت
    difference: differen* choisir compar* conseill* mieux versus better choose elegir diferenc*
    + scegliere differenz* unterschied* الفرق اختار
    third_party: tiers third terceros haftpflicht
    comprehensive: comprehensive todo kasko vollkasko شامل الشامل
    none: sans without sin senza ohne بدون
    fine: amende* punition fine penal* multa* strafe* غرامة
    refuse: refus* enfui* enfuit barre fuite refus* flee drove fuga fuggit* scapp* flucht*
    kicked: vire* jete* resilie* exclu* refuse* kicked dropped echado
    know: trouv* marque* ecrit* savoir voir find see encuentr* trov* finde*
    keep: gard* conserv* suit recup* transf* keep* follow* conserv* mant* mitnehm* احتفظ
    end: dispara* efface* fin finit part disappear* ends desaparec* sparisc* verschwind* يختفي
    gap: interrup* break gap
    form: constat* parte amistoso cid unfallbericht*
    validity: valable* valid* tient validez vale gilt gultig* صلاحية
    quote: devis tarif prix quote* price* presupuesto* preventiv* angebot* عرض السعر سعر
"""


def _by_line(text: str) -> list[tuple[str, str]]:
    joined = re.sub(r"\n\s*\+", " ", text)
    lines = (line.strip().split(":", 1) for line in joined.splitlines() if ":" in line)
    return [(name.strip(), words.strip()) for name, words in lines]


_SAID: Final = tuple(
    (
        f" #{name} ",
        re.compile(rf"(?<!\w)(?:{'|'.join(x.strip() for x in said.split(' | '))})(?!\w)"),
    )
    for name, said in _by_line(_PHRASES)
)
_WHOLE: Final[dict[str, set[str]]] = {}
_BEGINS: Final[dict[str, set[str]]] = {}
for _name, _said in _by_line(_WORDS):
    for _word in _said.split():
        _where = _BEGINS if _word.endswith("*") else _WHOLE
        _where.setdefault(_word.rstrip("*"), set()).add(f"#{_name}")
_SHORTEST, _LONGEST = min(map(len, _BEGINS)), max(map(len, _BEGINS))


def concepts(words: str) -> list[str]:
    """What the plain words of a question are about: a concept each, `#` before it."""
    found: list[str] = []
    for concept, said in _SAID:
        if said.search(words):
            found.append(concept)
    for word in tokens(words):
        named = set(_WHOLE.get(word, ()))
        for length in range(_SHORTEST, min(_LONGEST, len(word)) + 1):
            named |= _BEGINS.get(word[:length], set())
        found += sorted(named)
    return found
