// The words of the intranet's pages in English.

export const en = {
  "app.name": "Intranet",
  "app.lead": "Rooms, messages and documents of the team",
  "app.arriving": "The intranet is on its way…",
  "app.skipWriting": "Skip to the message",
  "signIn.title": "Sign in",
  "signIn.why": "The rooms, messages and documents of your team.",
  "signIn.expired": "Your sign-in ended. What you had written is kept: sign in again to go on.",
  "signIn.name": "E-mail or username",
  "signIn.password": "Password",
  "signIn.do": "Sign in",
  "signIn.noAccount": "No account yet? Ask the person who administers the intranet.",
};
