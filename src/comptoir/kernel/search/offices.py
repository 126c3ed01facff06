"""How people at work say what papers write otherwise: everyday words, acronyms, kinds of things.

A line of `_SAID` is a word and what papers have for it; the way back is another line, where there
is one. A line of `_KINDS` is a kind, a colon and things of it: who asks about one of those is
answered by what is said of the kind ("l'Espagne": "un pays étranger"), not the other way round.
"""

from collections.abc import Iterator

_SAID = """
bosser travailler oeuvrer
boulot job travail emploi poste
boîte entreprise société employeur établissement mail messagerie
patron directeur dirigeant employeur
collègue collaborateur salarié confrère
chef manager responsable supérieur encadrant hiérarchie
équipe service unité pôle
fric sous argent montant somme
thune argent
payer rémunérer rétribuer indemniser
toucher percevoir recevoir bénéficier
gagner toucher percevoir rapporter bénéfice gain
empocher percevoir
avantage bénéfice prestation
filer donner prêter remettre
passer prêter transmettre confier
refiler céder transmettre
piquer voler dérober
paumer perdre égarer
péter casser briser endommager
foutre mettre
virer licencier renvoyer exclure
viré licencié licenciement
licenciement renvoi rupture
engueuler réprimander avertissement blâme
sanction avertissement blâme mise pied
bouffe repas nourriture aliment
bouffer manger repas déjeuner
cantoche cantine restaurant
bagnole voiture véhicule automobile
caisse voiture véhicule fonds
toubib médecin docteur
vélo bicyclette cycle trottinette
trottinette engin
ordi ordinateur poste pc portable
portable téléphone mobile smartphone ordinateur pc
smartphone téléphone mobile
texto sms message
webcam caméra
visio visioconférence caméra réunion
visioconférence distance réunion
micro microphone
appli application logiciel
wifi réseau internet connexion
mdp mot passe
passe code
mail courriel message messagerie
pièce jointe fichier rechange
clé usb support amovible trousseau badge
bug bogue panne anomalie
planter panne arrêter
planté panne bloqué
ramer lent lenteur
imprimante copieur photocopieur impression
scanner numériser numérisation
photocopie copie reproduction
photocopier copier
pirater intrusion compromis piratage
hacker pirate attaquant
rançongiciel rançon chiffrement
arnaque fraude escroquerie hameçonnage
dossier répertoire fichier
taf travail
horaire planning heure
planning calendrier horaire programme
agenda calendrier
rdv rendez-vous
réunion séance assemblée
assemblée réunion séance
séance session réunion
ag assemblée générale
pv procès-verbal compte rendu
ordre jour sujet
vote voix scrutin suffrage
voter voix scrutin adopter
élire voix vote scrutin
majorité voix
quorum présent majorité
mandat durée élu
représentant délégué élu
délégué représentant élu
syndicat syndical représentant
syndic gestionnaire copropriété
rh ressources humaines personnel
drh ressources humaines personnel
ressources personnel
personnel salarié effectif collaborateur
cse comité social
ce comité
dsi informatique
dpo données protection délégué
rgpd données personnelles effacement
cnil autorité contrôle données
cdi contrat indéterminée
cdd contrat déterminée
cv candidature candidat
candidature candidat cv postuler
postuler candidature candidat
embauche recrutement engagement arrivée
nouveau arrivant arrivée
arriver arrivée entrée
débarquer arrivée
essai période
préavis délai départ
rtt repos réduction
cp congé payé
congé vacances absence repos
vacances congé
pont congé
férié chômé
week-end samedi dimanche
semaine hebdomadaire
trimestre trois mois
semestre six mois
an année annuel
quinzaine deux semaines quatorze quinze jours
heure supplémentaire dépassement
heures sup supplémentaires
supplémentaire majoration majoré majorée
nuit nocturne
pause repos coupure déjeuner repas
midi déjeuner
matin matinée
après-midi journée
soir soirée
tôt avance matin
tard soir retard
astreinte garde permanence
permanence garde astreinte
dérangement intervention
dispo disponible
dispense exempté dispensé
absent absence arrêt
malade maladie arrêt santé
arrêt maladie travail absence
hospitalisé hospitalisation hôpital
hôpital hospitalisation
accident sinistre blessure
blesser blessure accident blessé
blessure accident
enceinte grossesse maternité sono son
accouchement maternité naissance
papa paternité père
bébé enfant naissance
gosse enfant
gamin enfant
mariage pacs
pacs mariage partenaire
conjoint partenaire époux pacs
famille proche parent
proche parent famille
ayant droit conjoint enfant
décès obsèques deuil
enterrement obsèques décès
handicap handicapé invalidité
invalidité invalide incapacité
mutuelle complémentaire santé frais
complémentaire mutuelle
prévoyance décès incapacité invalidité
cotisation part prélèvement contribution
cotiser cotisation
remboursement remboursé prise charge
rembourser prise charge
couvert garanti pris charge
lunettes verres monture optique
verres lunettes optique
dentiste dentaire dent prothèse
couronne prothèse dentaire
kiné kinésithérapeute séance
ostéo ostéopathe
psy psychologue
médoc médicament pharmacie
pharmacie médicament
ordonnance prescription
prescrit ordonnance
sécu sécurité sociale assurance maladie
assurance maladie sécurité sociale
téléconsultation distance médecin
prime bonus gratification
salaire paie rémunération brut net
bulletin paie fiche
fiche paie bulletin
acompte avance
avance acompte auparavant préalable
épargne intéressement participation
retraite départ pension
ticket restaurant titre-restaurant resto reçu justificatif
navigo transport abonnement
abonnement transport
covoiturage voiture partage
taxi vtc chauffeur voiture
vtc chauffeur voiture taxi
train billet ferroviaire sncf
avion vol billet aérien
billet titre transport
péage autoroute
parking stationnement place
garer stationnement parking place
essence carburant kilométrique
kilomètre kilométrique km
hôtel hébergement nuitée nuit
nuitée nuit hôtel
dormir nuit loger hébergement hôtel
loger hébergement logement
resto restaurant repas
addition note repas
pourboire service
note frais dépense
dépense frais débours
justificatif reçu facture pièce
facture paiement règlement
devis offre proposition prix
offre proposition devis
fournisseur prestataire vendeur
prestataire fournisseur sous-traitant entreprise
sous-traitant prestataire
concurrence devis consultation
bon commande
commander commande achat
commande achat
valider validation approuver accord visa
approuver validation accord valider
accord autorisation validation
autorisation accord permission
autoriser permettre accepter admettre
admis accepté autorisé
signer signature signataire
signataire signature délégation
budget crédit enveloppe
enveloppe budget montant
seuil plafond limite montant
plafond maximum limite
maxi maximum plafond
mini minimum
dépasser excéder supérieur
excéder dépasser
amende pénalité facturé sanction
pénalité amende indemnité retenue
facturer facturé
facturé payer payant
gratuit gratuitement frais offert
pénalités retard
retard délai
rendre restituer retourner retour
restituer rendre retour
retour rendu restitution
emprunter emprunt prêt
prêter prêt emprunt
louer location loyer
caution dépôt garantie
abîmer dommage dégât dégradation
dégât dommage sinistre
perte perdu disparition
vol perte disparition
racheter rachat
garder conserver conservation
conserver conservation durée garder
archiver archive conservation
archive conservation
effacer supprimer suppression destruction
détruire destruction suppression
jeter détruire éliminer poubelle
broyer destruction
données informations renseignements
renseignement information
confidentiel secret confidentialité
secret confidentialité confidentiel
fuite violation divulgation
violation fuite incident
divulguer communiquer révéler
diffuser communiquer publier
afficher affichage
prévenir avertir informer aviser signaler
signaler déclarer alerter prévenir
alerter prévenir appeler
alerte alarme signal
sonner sonnerie alarme sirène
sirène alarme signal
évacuer évacuation sortir
évacuation sortie rassemblement
sortie issue évacuation
issue sortie porte
feu incendie flamme
incendie feu fumée
extincteur feu
pompier secours
secours pompier urgence
secouriste premiers secours
urgence secours urgent
urgent urgence immédiat
danger risque péril
exercice entraînement simulation
ascenseur élévateur monte-charge
escalier étage marche
étage niveau
couloir circulation dégagement
encombrer obstruer dégagé
hall entrée accueil
accueil réception standard
standard accueil téléphone
visiteur visite invité extérieur
invité visiteur extérieur
gardien garde surveillance concierge
concierge gardien
badge carte accès
alarme code
caméra vidéosurveillance vidéoprotection
vidéosurveillance caméra image
fouille contrôle sac
vestiaire casier armoire
casier vestiaire armoire
tenue vêtement habit blouse
blouse vêtement tenue
épi équipement protection individuelle
casque protection audio
gants protection main
chaussures sécurité
masque protection
produit chimique substance
dangereux nocif toxique
toxique dangereux chimique
poubelle déchet tri bac
tri déchet recyclage
recycler recyclage tri
ménage nettoyage entretien propreté
nettoyer nettoyage désinfecter laver
désinfecter désinfection nettoyage
propre propreté hygiène
hygiène propreté
frigo réfrigérateur froid
congelé surgelé congélation
congélateur congélation surgelé
chaud température chaleur degrés
froid température degrés
clim climatisation climatiseur froid
climatisation température
chauffage chauffer température
lumière éclairage lampe
éteindre extinction arrêt
allumer mise marche démarrer
allumé marche
démarrage mise route marche
brancher branchement raccorder prise
rallonge prolongateur prise
multiprise prise
coupure panne interruption courant électricité
électricité courant électrique
panne défaillance arrêt
dépanner intervention réparation
réparation intervention remise état
maintenance entretien
entretien maintenance professionnel
contrôle vérification visite
vérifier contrôler contrôle
inspection visite contrôle
technicien intervenant agent
spécialiste expert technicien
pièces détachées rechange
stock réserve inventaire
inventaire stock comptage
réapprovisionner commande stock
étiquette étiquetage code-barres
livraison réception
réceptionner réception
colis paquet livraison
palette charge
chariot élévateur cariste
tapis convoyeur bande
convoyeur tapis bande
lourd poids charge kg
objet article pièce produit
vitesse allure cadence
machine équipement appareil café
matériel équipement
sono enceinte son matériel
tente barnum chapiteau
barnum tente chapiteau
estrade praticable scène
chaise siège fauteuil
siège chaise assise
bureau poste table
open-space bureau plateau
écran moniteur affichage
formation stage session cours
stage formation
cours formation module
formateur intervenant animateur
prof formateur
inscrire inscription
inscription place demande
apprendre formation
diplôme certification titre
certif certification attestation
certification certificat diplôme
examen épreuve test évaluation
rater échouer échec
échouer échec
réussir réussite obtenir
cpf compte formation
apprenti alternant alternance
alternant apprenti alternance
stagiaire stage
intérim intérimaire temporaire
intérimaire temporaire
mi-temps partiel
plein temps complet
télétravail distance domicile maison
chez domicile
maison domicile
distance télétravail
étranger pays
déplacement mission voyage
mission déplacement
démissionner démission départ
quitter départ
partir départ quitter
départ sortie quitter
rompre résilier rupture
résiliation rupture fin
annuler annulation
annulation désistement
reporter report
report reporté
renouveler renouvellement reconduction
reconduction renouvellement
prolonger prolongation
prolongation supplémentaire
durée temps longtemps
date échéance
échéance terme date
délai durée avance réponse
immédiatement aussitôt sans délai
réclamation contestation recours
contester contestation recours
recours appel contestation
plaindre réclamation plainte
harcèlement agissement
discrimination égalité
alcool boisson ivresse
boire alcool boisson
ivre ivresse alcool alcootest
alcootest alcool dépistage
fumer tabac cigarette vapoter
clope cigarette tabac fumer
vapoter cigarette électronique fumer
drogue stupéfiant
chien animal
musique son bruit
bruit nuisance sonore
nuisance trouble bruit
règle consigne règlement
consigne instruction règle
obligé obligatoire tenu
obligatoire doit obligation imposé
facultatif choix libre
choix libre facultatif
interdit défendu proscrit
proscrire interdire
droit autorisé possible
exception dérogation sauf
dérogation exception
sauf exception hors
exclu sauf hors
compris inclus comprend
inclus compris comprend
contenir comprendre
manquer manquant absence
manquant disparu
suffire suffisant
copropriétaire lot copropriété
copropriété immeuble
lot local
charges tantièmes quote-part
quote-part part tantième
travaux chantier rénovation
chantier travaux
rénover rénovation travaux
façade extérieur mur
plaque enseigne
enseigne plaque façade
toit toiture terrasse
cave sous-sol
poussette vélo
local pièce salle
salle local pièce eau bain
sanitaire toilettes wc
toilettes sanitaire wc
wc toilettes sanitaires
douche bain
fontaine eau
micro-ondes réchauffer
réchauffer chaud
restes repas
allergie allergène intolérance
allergique allergène
périmé date dépassée
périmer date limite
vérif vérification contrôle
relevé mesure
mesurer relevé
compteur relevé consommation
consommer consommation
économie baisse réduction
économiser économie réduction
baisse diminution réduction
hausse augmentation
augmentation hausse révision
réviser révision indexation
révision indice
partager partagé part
étaler échelonner mensualité
échelonner mensualité
associé part actionnaire
actionnaire part associé
cadeau invitation avantage don
conflit intérêt
corruption cadeau
éthique déontologie
solde reliquat reste
reliquat solde reste
reste reliquat solde
trésorier trésorerie
secrétaire secrétariat
président présidence
adjoint suppléant remplaçant
suppléant remplaçant
remplacer remplaçant suppléance
remplaçant suppléant
sauvegarde copie restauration
restaurer restauration récupérer
récupérer restauration
correctif mise jour
antivirus protection logiciel
vpn réseau distance
compte utilisateur identifiant
session connexion
connecter connexion authentification
authentification identification connexion double
verrouiller verrouillage session
escalade niveau hiérarchie
niveau gravité priorité
priorité urgence niveau
gravité criticité niveau
incident panne
rappeler rappel
rappel relance
relancer relance rappel
répondre réponse
décrocher répondre
joindre contacter numéro
numéro téléphone
coordonnées adresse téléphone
responsable charge
interlocuteur contact
but objet objectif
objectif cible
indicateur valeur taux
taux pourcentage part
pourcent pourcentage taux
chiffre nombre valeur
moyenne moyen
bilan résultat
résultat bilan
cause raison origine
raison motif cause
motif raison cause
conséquence effet
"""
_KINDS = """
pays étranger : espagne italie portugal allemagne belgique suisse angleterre royaume-uni irlande
pays étranger : pologne maroc tunisie algérie turquie grèce canada japon chine états-unis
pays étranger : luxembourg pays-bas suède norvège
union européen : espagne italie portugal allemagne belgique irlande pologne grèce luxembourg suède
union européen : autriche
proche famille parent : soeur frère mère père cousin cousine oncle tante fils fille grand-mère
proche famille parent : grand-père neveu
animal : chien chat lapin oiseau
véhicule : voiture camion moto scooter camionnette fourgon utilitaire bus trottinette
aliment nourriture cuire : crêpe gâteau pizza sandwich saucisse viande poisson légume fromage
aliment nourriture cuire : salade soupe frite
boisson : café thé bière vin jus soda champagne apéritif
alcool : bière vin champagne apéritif whisky pastis
outil matériel : perceuse visseuse marteau scie tournevis meuleuse
meuble mobilier : chaise table armoire bureau étagère fauteuil canapé
mobilier : siège casier
vêtement tenue : short jupe pantalon chemise cravate jean basket
appareil électroménager : micro-ondes bouilloire cafetière grille-pain réfrigérateur radiateur
appareil électroménager : ventilateur
matériel informatique : ordinateur clavier souris écran imprimante casque webcam tablette
support : clé disque dvd
logiciel application : excel word teams zoom outlook photoshop chatgpt slack
site internet : facebook youtube instagram linkedin netflix amazon
réseaux sociaux : facebook instagram linkedin twitter tiktok
transport commun : bus métro train tramway tram rer
métier : électricien plombier peintre menuisier serrurier
produit nettoyage : javel détergent savon lessive
événement familial : mariage naissance décès pacs déménagement
fête : anniversaire noël pot apéritif
dommage sinistre : incendie inondation fuite vol tempête
praticien santé : ostéopathe kiné dentiste psychologue orthodontiste
document pièce : passeport permis attestation certificat facture contrat
candidat candidature : cv
donnée personnelle : cv téléphone adresse photo salaire
mois : janvier février mars avril mai juin juillet août septembre octobre novembre décembre
jour : lundi mardi mercredi jeudi vendredi samedi dimanche
"""


def meanings() -> Iterator[tuple[str, str]]:
    """Each word with the words it may stand for, a space between two."""
    for line in _SAID.strip().splitlines():
        word, _, others = line.partition(" ")
        yield word, others
    for line in _KINDS.strip().splitlines():
        kind, _, things = line.partition(" : ")
        for thing in things.split():
            yield thing, kind
