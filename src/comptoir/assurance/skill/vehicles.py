"""The cars people name when they speak of their insurance: makes, and the models of each.

Folded as `words.plain` leaves a text. A model that is a bare number or a short everyday word
counts only beside its make or behind an article ("ma 308"); `slots.Vehicles` sees to that.
"""

from comptoir.brain.words import named

MAKES = named("""
    renault: clio | megane | scenic | grand scenic | captur | twingo | kadjar | kangoo | espace
    + | laguna | koleos | austral | arkana | talisman | trafic | master | modus | zoe | twizy
    + | fluence | 4l | r4 | r5 | 5 | super 5 | rafale | symbioz | safrane | duster
    peugeot: 106 | 107 | 108 | 205 | 206 | 206 plus | 207 | 208 | e 208 | 2008 | e 2008 | 3008
    + | 5008 | 306 | 307 | 308 | 309 | 301 | 405 | 406 | 407 | 408 | 508 | 607 | 807 | 1007
    + | 4007 | partner | rifter | traveller | expert | boxer | rcz | bipper
    citroen: c1 | c2 | c3 | c3 aircross | c3 picasso | c4 | c4 picasso | c4 cactus | c4 x | c5
    + | c5 aircross | c5 x | c6 | c8 | ami | ax | saxo | xsara | xsara picasso | picasso
    + | berlingo | jumpy | jumper | 2cv | zx | nemo | space tourer | grand c4 picasso
    dacia: sandero | sandero stepway | duster | logan | logan mcv | jogger | lodgy | dokker
    + | spring | bigster
    volkswagen: golf | polo | passat | tiguan | touran | t roc | t cross | up | id 3 | id 4 | id3
    + | id4 | coccinelle | caddy | transporter | scirocco | fox | arteon | touareg | sharan
    + | beetle | jetta
    vw: golf | polo | passat | tiguan | touran | t roc | t cross | up | id 3 | id 4 | id3 | id4
    + | beetle | caddy | transporter | jetta
    toyota: yaris | yaris cross | corolla | aygo | c hr | chr | rav4 | rav 4 | auris | prius
    + | avensis | camry | verso | land cruiser | hilux | proace
    ford: fiesta | focus | puma | kuga | mondeo | ka | c max | s max | b max | galaxy | ecosport
    + | mustang | mach e | transit | transit custom | tourneo connect | explorer | ranger
    opel: corsa | astra | mokka | crossland | grandland | insignia | zafira | meriva | adam
    + | karl | agila | vectra | vivaro | combo
    fiat: 500 | 500l | 500x | panda | punto | grande punto | tipo | bravo | doblo | ducato
    + | multipla | qubo | stilo
    audi: a1 | a2 | a3 | a4 | a5 | a6 | a7 | a8 | q2 | q3 | q4 | q5 | q7 | q8 | tt | e tron | rs3
    + | s3
    bmw: serie 1 | serie 2 | serie 3 | serie 4 | serie 5 | series 1 | series 3 | series 5 | x1
    + | x2 | x3 | x4 | x5 | x6 | i3 | i4 | ix | ix3 | z3 | z4 | m2 | m3 | m4 | 116 | 116d | 118
    + | 118d | 118i | 120d | 218 | 316 | 318 | 318d | 320 | 320d | 320i | 325 | 330 | 330d | 520
    + | 520d | 530d
    mercedes: classe a | classe b | classe c | classe e | classe s | class a | class c | a class
    + | c class | e class | cla | cls | gla | glb | glc | gle | vito | viano | sprinter | eqa | eqb
    + | c 180 | c180 | c 220 | c220 | e 200 | e 220 | a 180 | a180
    mercedes benz: classe a | classe b | classe c | a class | c class | e class | cla | gla | glc
    + | vito
    nissan: juke | qashqai | micra | leaf | note | x trail | xtrail | pulsar | ariya | navara
    + | almera | primera | townstar
    hyundai: i10 | i 10 | i20 | i 20 | i30 | i 30 | tucson | kona | ioniq | ioniq 5 | bayon
    + | santa fe | ix35 | ix20 | getz
    kia: picanto | rio | ceed | proceed | xceed | stonic | sportage | sorento | niro | soul | ev6
    + | ev9 | ev3
    seat: ibiza | leon | arona | ateca | tarraco | mii | altea | alhambra | toledo
    cupra: formentor | born | leon | ateca
    skoda: fabia | octavia | superb | karoq | kodiaq | kamiq | scala | citigo | enyaq | rapid
    + | yeti
    mini: cooper | cooper s | countryman | clubman | cabrio | one
    suzuki: swift | vitara | ignis | jimny | alto | sx4 | s cross | baleno | swace | celerio
    mazda: 2 | 3 | 6 | mazda2 | mazda3 | cx 3 | cx 30 | cx 5 | cx 60 | mx 5 | mx 30
    honda: civic | jazz | cr v | crv | hr v | hrv | accord | insight
    volvo: v40 | v50 | v60 | v70 | v90 | s60 | xc40 | xc60 | xc90 | ex30 | c30
    tesla: model 3 | model y | model s | model x
    ds: ds3 | ds4 | ds5 | ds7 | ds 3 | ds 4 | ds 7 | 3 crossback | 7 crossback
    alfa romeo: giulia | giulietta | mito | stelvio | tonale | 147 | 159
    alpine: a110
    jeep: renegade | compass | avenger | wrangler | cherokee
    land rover: defender | discovery | freelander | evoque | range rover
    range rover: evoque | sport | velar
    porsche: 911 | cayenne | macan | panamera | taycan | boxster | cayman
    mitsubishi: space star | outlander | pajero | asx | colt
    smart: fortwo | forfour
    lexus: ux | nx | rx | ct | is 300h
    subaru: forester | impreza | outback | xv
    mg: mg4 | zs | hs | mg 4
    jaguar: f pace | e pace | i pace | xf | xe
    chevrolet: matiz | spark | aveo | captiva | cruze
    lancia: ypsilon | delta
    byd: atto 3 | dolphin | seal
    yamaha: mt 07 | mt07 | mt 09 | xmax | tmax | t max | r1 | r6
    kawasaki: z650 | z 650 | z750 | z900 | z 900 | ninja
    ducati: monster | panigale | scrambler
    harley davidson: sportster | softail
    piaggio: vespa | mp3 | zip
    peugeot scooters: kisbee | speedfight
    abarth: 595
    ferrari: 812 | f8 | roma
    maserati: ghibli | grecale | levante
    lamborghini: urus | aventador
""")
