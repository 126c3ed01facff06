"""The insurance trade's words: what is insured, and what happens to it.

Names are folded (no accents, no capitals) and apostrophes and hyphens are spaces.
"""

from comptoir.brain.words import named

KINDS = named("""
    auto: auto | autos | voiture | voitures | automobile | automobiles | vehicule | vehicules
    + | vehic | voitur | vroum | caisse | bagnole | bagnoles | berline | citadine | utilitaire
    + | suv | car | cars | vehicle | vehicles | coche | coches | automovil | macchina | macchine
    + | rca | wagen | kfz | pkw | autos | carro | vetura | veicolo | vehiculo | fahrzeug
    + | autoversicherung | kfz versicherung | سيارة | سيارتي | سيارات | عربية | طوموبيل
    + | طوموبيلتي | كرهبة | كرهبتي
    moto: moto | motos | scooter | scooters | scoot | deux roues | 2 roues | mobylette
    + | cyclomoteur | motard | 125 | quad | motorbike | motorcycle | motorbikes | moped
    + | motocicleta | ciclomotor | motociclo | motorino | motorrad | motorroller | roller
    + | دراجة نارية | دراجتي | موتور | سكوتر | موطو | موتو
    habitation: habitation | maison | maisons | appartement | appartements | appart | appt | studio
    + | logement | logements | domicile | locataire | residence | multirisque | mrh | villa
    + | pavillon | colocation | coloc | home | house | flat | apartment | tenant | renters | casa
    + | hogar | piso | vivienda | appartamento | abitazione | alloggio | wohnung | haus | hausrat
    + | hausratversicherung | wohngebaude | بيت | منزل | شقة | سكن | دار | البيت | المنزل | الشقة
    santé: sante | mutuelle | mutuelles | complementaire | complementaire sante | frais de sante
    + | health | medical | dental | salud | seguro medico | mutua | sanitaria | salute | mutua
    + | krankenversicherung | krankenzusatz | gesundheit | zahnzusatz | صحية | صحي | التعاضدية
    + | تعاضدية
""")
"""What is insured, where a word says so."""

EVENTS = named("""
    vol: vol | vols | vole | volee | voles | volees | volait | voler | cambriole | cambriolee
    + | cambriolage | cambriolages | cambrioleurs | cambrioleur | effraction | derobe | derobee
    + | piquee | pique | tire | stolen | theft | stole | thieves | burglary | burglars | burgled
    + | robbed | broken into | break in | broke into | robo | robado | robada | robaron | robaban
    + | hurto | ladrones | furto | rubato | rubata | rubati | rubate | ladri | diebstahl
    + | gestohlen | geklaut | einbruch | eingebrochen | einbrecher | سرقة | سرقت | سرق | سرقوا
    + | مسروقة | انسرقت | تسرقت | لصوص | سرقولي
    dégât des eaux: degat des eaux | degats des eaux | degat eaux | degat deau | degat d eau
    + | degats d eau | fuite | fuites | fuite d eau | inonde | inondee | inondes | inondation
    + | inondations | infiltration | infiltrations | canalisation | canalisations | deborde
    + | debordement | debordee | water damage | leak | leaks | leaking | flooded | flood | flooding
    + | burst pipe | pipe burst | inundacion | inundado | inundo | inundada | fuga | gotera
    + | goteras | danos por agua | tuberia | allagata | allagato | allagamento | perdita d acqua
    + | infiltrazione | infiltrazioni | tubo rotto | tubatura | wasserschaden | uberschwemmung
    + | uberschwemmt | wasserrohrbruch | rohrbruch | overflowed | تسرب | فيضان | غمر | غمرت
    + | تسريب | اضرار مياه | اضرار المياه
    incendie: incendie | incendies | feu | brule | brulee | flammes | cramee | crame | fire
    + | burned | burnt | caught fire | incendio | fuego | quemado | quemo | incendiado
    + | prendio fuego | incendiata | bruciato | bruciata | fuoco | brand | feuer | abgebrannt
    + | gebrannt | verbrannt | brannte | حريق | احترقت | احترق | نار | النار
    bris de glace: bris de glace | bris de vitre | bris de glaces | pare brise | parebrise
    + | pare brises | pare bris | vitre | vitres | lunette arriere | impact | gravillon | fissure
    + | windscreen | windshield | broken window | glass | window | parabrisas | luna | lunas
    + | cristal | parabrezza | vetro | vetri | finestrino | cristallo | windschutzscheibe
    + | frontscheibe | scheibe | heckscheibe | glasbruch | steinschlag | زجاج | زجاجة
    + | زجاج امامي
    grêle: grele | grelons | grelon | greler | hail | hailstorm | hailstones | granizo
    + | granizada | pedrisco | grandine | grandinata | hagel | hagelschaden | hagelschlag
    + | hagelkorner | برد
    tempête: tempete | tempetes | ouragan | tornade | vent violent | vents violents | bourrasque
    + | bourrasques | coup de vent | rafale | rafales | storm | storms | hurricane | gale | winds
    + | gust | tormenta | temporal | vendaval | tempesta | tromba d aria | vento forte | sturm
    + | orkan | sturmschaden | unwetter | windboe | عاصفة | العاصفة | رياح
    vandalisme: vandalisme | vandales | vandale | vandalise | vandalisee | rayee expres | rayures
    + | raye | rayee | rayer | tagge | tag | tags | pneus creves | pneus lacere | degrade
    + | degradation | degradations | degradee | crevaison volontaire | vandalism | vandalised
    + | vandalized | keyed | slashed | graffiti | vandalismo | vandalos | rayado | pintadas
    + | vandali | vandalizzata | graffiata | rigata | vandalismus | zerkratzt | besprayt
    + | zerstochen | mutwillig | تخريب | خربوا | خدشوا | خربش
    accident: accident | accidents | accidente | accrochage | accroche | accroches | accrochee
    + | collision | carambolage | percute | percutee | percuter | heurte | heurtee | embouti
    + | emboutie | emboutis | rentre dedans | rentree dedans | rentre dans | accrocher | choc
    + | tamponne | renverse | renversee | crash | crashed | hit | rear ended | bumped | collided
    + | scraped | reversed into | ran into | choque | choco | chocaron | colision | golpe
    + | golpeado | golpeo | atropello | incidente | incidenti | tamponamento | tamponato
    + | tamponata | scontro | urtato | investito | sinistro stradale | unfall | unfalle
    + | zusammenstoss | auffahrunfall | angefahren | aufgefahren | gerammt | blechschaden
    + | parkschaden | حادث | حوادث | حادثة | صدم | صدمت | صدمني | صدمتني | تصادم | اصطدمت
    + | كسيدة | اكسيدون
""")
"""What happened, in the order that decides between two: what was done to the thing before how."""
