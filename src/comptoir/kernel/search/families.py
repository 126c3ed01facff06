"""Words that people take for each other, in French, and kin that no ending betrays.

A line is a family; each word stands for its root. `KIN` are verb and noun of one thing
("vendre", "vente"); those of `near` mean nearly the same in a shop, an office or a contract.
"""

from collections.abc import Mapping

from comptoir.kernel.search import offices
from comptoir.kernel.search.forms import forms, french_root
from comptoir.kernel.text import bare

SHORTEST_ROOT = 4

_KIN = """
vendre vente vendeur
perdre perte perdu
recevoir réception reçu reçois reçoit réceptionner
choisir choix choisi
acheter achat acheteur
partir départ
souscrire souscription souscripteur souscrit
conduire conduite conducteur
construire construction constructeur construit
détruire destruction détruit
ouvrir ouverture ouvert ouvre
fermer fermeture fermé
couvrir couverture couvert couvre
protéger protection protège
entretenir entretien
déposer dépôt
mourir mort décès décéder
naître naissance né née
élire élection élu
rayer rayure
répondre réponse
inscrire inscription inscrit
réduire réduction réduit
détenir détention
permettre permission permis
remettre remise
promettre promesse
attendre attente
produire production produit
traduire traduction
séduire séduction
prévenir prévention préavis
intervenir intervention
retenir retenue
obtenir obtention
absence absent absenter
essayer essai
payer paiement paie paye
prêter prêt
emprunter emprunt
coûter coût
démarrer démarrage
régler règlement réglage
suivre suivi
prendre prise
reprendre reprise
surprendre surprise
mettre mise
joindre jointure joint
peindre peinture peint
teindre teinture teinte
éteindre extinction éteint
étendre extension étendu
suspendre suspension
défendre défense
répartir répartition
voir vue visible
vieillir vieux vieillissement ancienneté ancien
blanchir blanc blanche
jaunir jaune
rougir rouge
sécher sec sèche séchage
chauffer chaud chaleur chauffage
refroidir froid
humide humidité mouillé
profond profondeur
haut hauteur
large largeur
long longueur
lourd poids pèse peser
léger
plein remplir
vide vider
sale salir saleté
mesurer mesure dimension
lire lecture lecteur
écrire écriture écrit
dormir sommeil
fumer fumée fumeur
pleuvoir pluie
geler gel
neiger neige
brûler brûlure
voler vol voleur
mordre morsure
mentir mensonge mensonger
fraude frauder frauduleux
grève gréviste
juge juger jugement
roi royal
ville urbain
école scolaire
mer maritime
père paternité
mère maternité
dent dentaire
oeil yeux
enfant enfance
église religieux
"""

_NEAR = """
canapé sofa divan banquette convertible
fauteuil siège
chaise siège tabouret
armoire dressing penderie placard
commode buffet meuble
lit matelas sommier couchage
étagère bibliothèque rayonnage
tiroir coulisse
tissu textile housse revêtement
cuir peau
bois chêne massif
tache souillure trace auréole
nettoyer laver entretenir détacher lessiver
abîmer endommager casser détériorer briser dégrader
cassé défectueux panne
panne dysfonctionnement bloqué
défaut vice malfaçon anomalie
réparer dépanner remédier
remplacer échanger substituer
rembourser avoir
prix tarif coût montant cher
frais coût
gratuit offert
cher onéreux
promotion remise rabais réduction solde
payer régler acquitter
mensualité échéance fois
facture justificatif
reçu justificatif ticket
carte bancaire
chèque virement
livrer expédier envoyer acheminer
livreur transporteur chauffeur
colis paquet carton
délai durée temps
retard tardif
date jour
annuler rétracter
résilier arrêter quitter rompre mettre
retourner renvoyer rendre restituer
magasin boutique
commander acheter
commande achat
monter assembler montage assemblage
démonter
notice mode emploi manuel
vis visserie quincaillerie
voiture véhicule auto automobile
moto scooter
garage garagiste réparateur
conducteur chauffeur
accident sinistre choc collision accrochage
vol dérober cambriolage effraction
incendie feu
inondation dégât eau fuite
vitre pare-brise bris glace
tempête orage vent grêle
assurance police contrat
assureur compagnie
cotisation prime
franchise reste charge
indemnité indemniser dédommager compenser
indemniser rembourser
bonus malus réduction
blessé blessure corporel
maladie malade santé
médecin docteur médical
arrêt maladie
décès mort
déclarer signaler avertir prévenir informer
dépanneuse remorquage dépannage assistance
logement maison appartement habitation domicile
propriétaire bailleur
locataire
déménager déménagement adresse
congé vacances absence repos
salaire paie rémunération
employeur entreprise société
salarié employé collaborateur personnel
chef responsable manager supérieur hiérarchique
collègue
embauche recrutement
démission quitter départ
formation apprendre cours
télétravail distance domicile
ordinateur pc portable poste
imprimante imprimer
téléphone mobile portable
mot passe code
réseau wifi internet connexion
mail courriel email messagerie e-mail
logiciel application programme
fichier document
sauvegarde copie
pirate hameçonnage frauduleux arnaque
badge carte accès
réunion rendez-vous
salle bureau
repas cantine restaurant déjeuner
parking stationnement garer
frais déplacement mission
problème souci incident difficulté
question demande
conseiller service client
appeler téléphoner joindre contacter
horaire heure
ouvert horaire
lundi dimanche week-end
enfant bébé
chien chat animal
interdit défendu
obligatoire imposé
autorisé permis
dangereux risque danger
bruit bruyant sonore
lumière lampe ampoule éclairage
électricité courant électrique
brancher prise
batterie pile accu recharge
écran affichage
bouton touche
allumer démarrer
éteindre arrêter
température chaleur degrés
filtre
machine appareil
eau
poubelle déchet recycler jeter
construire bâtir ériger
bâtiment édifice
château forteresse
église chapelle
guerre bataille combat
soldat militaire armée
fondé créé
habitant population
maire mairie municipal
usine fabrique manufacture
ouvrier travailleur
métier profession travail
fête célébration
marché foire
pont
rivière fleuve
vieux ancien
début commencement
fin terme
enfant fils fille petit gamin bébé
parent père mère papa maman
époux épouse conjoint mari femme partenaire
ami copain camarade
frère soeur
grand-mère grand-père aïeul
homme monsieur
personne individu quelqu'un gens
habiter vivre résider loger demeurer
ville commune village bourg cité
quartier rue avenue
pays nation
région département province
campagne rural
forêt bois
arbre chêne hêtre pin
jardin parc pelouse
rivière cours fleuve
crue inondation débordement
montagne colline sommet
île insulaire
plage côte littoral bord
bateau navire barque
train gare chemin fer
avion vol aéroport
vélo bicyclette cycle
camion utilitaire poids-lourd
bus car autobus
métro transport tramway
route chaussée voie
permis conduire
vitesse rapide
freiner frein
pneu roue jante
moteur mécanique
essence carburant diesel
phare optique feu
rétroviseur rétro miroir
carrosserie tôle aile
plaque immatriculation
remorquer remorquage dépanneuse
tiers autrui
faute tort responsabilité responsable
victime blessé
police gendarmerie plainte
témoin témoignage
preuve justificatif attestation
attestation certificat document papier
formulaire papier imprimé
signer signature
dossier réclamation
plainte réclamation contestation
litige conflit différend
avocat juridique justice
tribunal juge
loi légal réglementation
règle règlement consigne
droit autorisation
devoir obligation
amende pénalité sanction
délai échéance limite
annuel an année
mensuel mois
hebdomadaire semaine
quotidien jour
matin réveil
soir nuit
hiver froid gel
été chaleur canicule août juillet
printemps saison
automne saison
vacances été séjour
férié fête
lundi mardi jour
heure horaire
ouvrir commencer
finir terminer achever
commencer débuter entamer
continuer poursuivre
suspendre interrompre bloquer
empêcher bloquer
refuser rejeter décliner
accepter admettre
choisir sélectionner opter
préférer choisir
changer modifier remplacer
modifier rectifier corriger
déplacer reporter décaler
reporter repousser différer
avancer anticiper
augmenter hausse majoration majorer
baisser diminuer réduire
doubler double deux
moitié demi
tiers trois
maximum plafond limite
minimum seuil plancher
moyenne moyen
total somme montant
somme montant argent
argent monnaie espèces liquide
banque bancaire
compte solde
prélever débiter prélèvement
verser virement versement
crédit prêt financement emprunt
dette impayé
acompte avance arrhes
caution dépôt garantie
facturer facture note
taxe impôt tva
prime bonus gratification
salaire traitement revenu
augmentation salaire
retraite pension
chômage emploi
embaucher recruter engager
candidat postulant
poste emploi fonction
stage stagiaire alternance apprenti
équipe groupe service
directeur direction dirigeant
patron employeur
réunion rencontre entretien
entretien rendez-vous
discuter parler échanger
expliquer préciser détailler
demander solliciter réclamer exiger
répondre réponse
écrire courrier lettre
lettre courrier
envoyer transmettre adresser
recevoir obtenir
donner remettre fournir
fournir procurer apporter
prendre emporter
garder conserver
ranger stocker entreposer
jeter éliminer débarrasser
débarrasser enlever reprendre
enlever retirer ôter supprimer
ajouter compléter
supprimer effacer
perdre égarer
retrouver récupérer
chercher rechercher trouver
voir consulter regarder
montrer afficher présenter
vérifier contrôler inspecter
contrôle vérification inspection
essayer tester
mesurer dimension taille
taille dimension format
grand large haut
petit mini
lourd poids kilo
volume capacité
nombre quantité
nombreux plusieurs
seul unique
ensemble groupe
neuf nouveau récent
ancien antique
occasion seconde
moderne contemporain
beau joli esthétique
couleur teinte nuance coloris
peindre peinture
brillant éclat lustre
terne mat
rayer rayure griffe
griffer griffure rayure
trou percer
percer perforer forer
fissure fente lézarde
déchirer déchirure accroc
casser rompre rupture
plier déformer courber
affaisser tasser creuser
gonfler gonflement
rouiller rouille corrosion oxydation
moisir moisissure
tache salir
poussière dépoussiérer
essuyer sécher
mouiller tremper humide
rincer eau
frotter brosser
brosse balai
éponge chiffon linge
savon lessive détergent
produit substance
huile cire vernis
cirer cire
colle coller
odeur sentir parfum
bruit grincement grincer craquer
vibrer trembler secousse
chauffer cuire
four cuisson
réfrigérateur frigo
congélateur glace givre
lave-linge machine laver
lave-vaisselle vaisselle
aspirateur aspirer
café cafetière
robinet évier
tuyau canalisation conduite
fuite écoulement
bouché obstrué encrassé
vidanger évacuer vider
boucher bouchon
douche baignoire
chauffage radiateur chaudière
cheminée poêle
fumée incendie
alarme sirène alerte
détecteur capteur
serrure clé verrou
verrouiller bloquer fermer
porte portail portière
fenêtre vitre baie
mur cloison paroi
toit toiture tuile
plafond plafonnier
sol plancher parquet
escalier étage marche
ascenseur étage
cave sous-sol
grenier combles
terrasse balcon extérieur
piscine bassin
clôture barrière haie
voisin voisinage
immeuble copropriété bâtiment
loyer bail location
louer location
colocation colocataire
étudiant étude université
école collège lycée
professeur enseignant instituteur
élève étudiant
livre ouvrage
journal presse
musique instrument orgue
théâtre spectacle scène
cinéma film
peintre artiste sculpteur
statue sculpture monument
musée exposition
messe église paroisse
moine abbaye monastère prieuré couvent
évêque religieux
prêtre curé
roi royal couronne
seigneur noble comte
révolution insurrection
bataille guerre
troupe armée soldat
ennemi adversaire
libérer libération
occuper occupation
résister résistance résistant
détruire démolir raser démanteler
restaurer rénover
ruine vestige reste
rempart muraille fortification enceinte
tour clocher donjon
moulin meunier
paysan agriculteur fermier
ferme exploitation
bétail vache bestiaux élevage
cheval équestre
pêche pêcheur poisson
chasse chasseur
vin vigne vignoble
blé céréale grain
mine mineur
fer métal acier
métal acier fer aluminium
tisser tissu textile
laine mouton
commerce négoce marchand
marchand négociant commerçant
riche fortune richesse
pauvre pauvreté
maladie épidémie peste
médicament remède
hôpital clinique soin
soigner soin
handicap handicapé invalide
grossesse enceinte maternité
accoucher naissance
mariage marier noces
divorce séparation
enterrement obsèques décès
héritage léguer succession
population habitant
recensement population
origine provenir
fonder fondation création
inventer invention inventeur
découvrir découverte
nommer nom appeler
célèbre connu
langue patois parler
tradition coutume
recette plat
manger repas nourriture
boire boisson
gâteau pâtisserie dessert
pain boulanger
viande boucher
végétarien légume
alcool ivresse ivre
fumer tabac cigarette
drogue stupéfiant
sport sportif
jeu jouer
animal bête
chat félin
oiseau volatile
insecte acarien
mordre morsure mordiller
identifiant compte login
connecter connexion
ordinateur machine
clavier touche
souris clic
cliquer lien
télécharger téléchargement
installer installation
mettre-à-jour actualiser
redémarrer relancer
lent ralentir ramer
bogue erreur dysfonctionnement
virus malveillant
sécurité protection
confidentiel secret privé
donnée information renseignement
renseigner informer
photo image cliché
vidéo film caméra
son micro casque audio
imprimer impression imprimante
encre toner cartouche
papier feuille
sauvegarder sauvegarde copie
serveur réseau
distance loin éloigné
près proche
étranger international
voyage déplacement séjour
hôtel hébergement
passeport identité
valise bagage
sac bagage
bijou bague collier
montre horloge
vêtement habit tenue
chaussure soulier
lunettes optique
cadeau offrir
anniversaire fête
fidélité points
parrainer parrainage
coupon promotionnel bon
avis opinion
qualité
solide résistant robuste
fragile délicat
confortable confort
pratique commode
automatique seul
manuel main
réglable ajuster
monter installer
visser vis
clou marteau
outil perceuse
planche panneau
pied piètement
dossier appui
accoudoir bras
coussin oreiller
couette couverture
drap linge
rideau voilage
tapis moquette
table plateau bureau
plateau dessus
luminaire lampe
miroir glace
cuisine cuisiner
chambre coucher
salon séjour
pièce chambre salle
"""


def _table(block: str) -> dict[str, tuple[str, ...]]:
    """Each root and the other roots of its lines, in order."""
    table: dict[str, dict[str, None]] = {}
    for line in block.strip().splitlines():
        roots = _roots(line)
        for root in roots:
            table.setdefault(root, {}).update(dict.fromkeys(r for r in roots if r != root))
    return {root: tuple(others) for root, others in table.items()}


def _roots(line: str) -> list[str]:
    words = line.replace("-", " ").split()
    return list(dict.fromkeys(french_root(bare(word)) for word in words))


KIN: Mapping[str, tuple[str, ...]] = _table(_KIN)
_NEAR_ROOTS: dict[str, tuple[str, ...]] = _table(_NEAR)
_NEAR_STEMS: dict[str, tuple[str, ...]] = {}
"""Of words whose root is too short to be theirs alone: "casier" has that of "cassé"."""


def _add(word: str, others: str) -> None:
    """Let `word` stand for others too, in that direction alone."""
    told = forms(word, "fr")
    is_own = len(told.root) >= SHORTEST_ROOT or told.root == told.word
    table, key = (_NEAR_ROOTS, told.root) if is_own else (_NEAR_STEMS, told.stem)
    new = (each for each in _roots(others) if each != told.root)
    table[key] = tuple(dict.fromkeys((*table.get(key, ()), *new)))


for _word, _others in offices.meanings():
    _add(_word, _others)


def near(stem: str, root: str) -> tuple[str, ...]:
    """The roots of what a French word of this stem and root may stand for."""
    return (*_NEAR_ROOTS.get(root, ()), *_NEAR_STEMS.get(stem, ()))
