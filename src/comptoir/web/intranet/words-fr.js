// The words of the intranet's pages in French.

export const fr = {
  "app.name": "Intranet",
  "app.lead": "Salons, messages et documents de l'équipe",
  "app.arriving": "L'intranet arrive…",
  "app.skipWriting": "Aller au message",
  "signIn.title": "Se connecter",
  "signIn.why": "Les salons, messages et documents de votre équipe.",
  "signIn.expired": "Votre connexion a pris fin. Ce que vous aviez écrit est gardé : reconnectez-vous pour continuer.",
  "signIn.name": "E-mail ou nom d'utilisateur",
  "signIn.password": "Mot de passe",
  "signIn.do": "Se connecter",
  "signIn.noAccount": "Pas encore de compte ? Demandez-le à la personne qui administre l'intranet.",
};
