// The words that the pages of every service share.

export const words = {
  fr: {
    "app.skipContent": "Aller au contenu",
    "error.unread": "Le service ne répond pas. Vérifiez votre connexion, puis réessayez.",
    "nav.label": "Navigation",
    cancel: "Annuler",
    close: "Fermer",
    copy: "Copier",
    copied: "Copié.",
    copyByHand: "Le texte est sélectionné : copiez-le avec le clavier.",
    "error.unreachable":
      "Le service ne répond pas. Vérifiez votre connexion : l'envoi reprendra de lui-même.",
    "error.signedOut": "Votre connexion a expiré. Reconnectez-vous, puis réessayez.",
    "error.tooLarge": "C'est trop volumineux. Raccourcissez votre message.",
    "error.tooMany": (s) => `Trop de demandes à la suite. Réessayez dans ${s} s.`,
    "error.service": (id) =>
      `Le service a rencontré un problème. Réessayez dans un instant${id ? ` (référence ${id})` : ""}.`,
    "error.refused": "La demande a été refusée. Vérifiez ce que vous avez saisi.",
    language: "Langue",
    retry: "Réessayer",
    offline: "Vous êtes hors ligne. Vos messages partiront au retour de la connexion.",
  },
  en: {
    "app.skipContent": "Skip to content",
    "error.unread": "The service cannot be reached. Check your connection, then try again.",
    "nav.label": "Navigation",
    cancel: "Cancel",
    close: "Close",
    copy: "Copy",
    copied: "Copied.",
    copyByHand: "The text is selected: copy it with the keyboard.",
    "error.unreachable":
      "The service cannot be reached. Check your connection: sending will resume by itself.",
    "error.signedOut": "Your sign-in has expired. Sign in again, then retry.",
    "error.tooLarge": "This is too large. Please shorten your message.",
    "error.tooMany": (s) => `Too many requests in a row. Try again in ${s} s.`,
    "error.service": (id) =>
      `The service ran into a problem. Try again in a moment${id ? ` (reference ${id})` : ""}.`,
    "error.refused": "The request was refused. Please check what you entered.",
    language: "Language",
    retry: "Retry",
    offline: "You are offline. Your messages will leave when the connection is back.",
  },
};
