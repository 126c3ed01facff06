"""Words that people take for each other, in French, and kin that no ending betrays.

A line is a family; each word stands for its root. `KIN` are verb and noun of one thing
("vendre", "vente"), `NEAR` mean nearly the same in a shop, an office or a contract.
"""

from collections.abc import Mapping

from comptoir.kernel.search.forms import french_root
from comptoir.kernel.text import bare

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
"""


def _table(block: str) -> dict[str, tuple[str, ...]]:
    """Each root and the other roots of its lines, in order."""
    table: dict[str, dict[str, None]] = {}
    for line in block.strip().splitlines():
        roots = list(
            dict.fromkeys(french_root(bare(word)) for word in line.replace("-", " ").split())
        )
        for root in roots:
            table.setdefault(root, {}).update(dict.fromkeys(r for r in roots if r != root))
    return {root: tuple(others) for root, others in table.items()}


KIN: Mapping[str, tuple[str, ...]] = _table(_KIN)
NEAR: Mapping[str, tuple[str, ...]] = _table(_NEAR)
