// News on the desktop while the page is not looked at: only for whoever asked for them by a click.
import { keep, kept } from "./shared/kept.js";
import { t } from "./shared/i18n.js";
import { toKey } from "./routes.js";

const KEY = "comptoir.intranet.notices";

export class Notices {
  #office;

  constructor(office) {
    this.#office = office;
    office.addEventListener("called", ({ detail }) => this.#show(detail));
  }

  get areKnown() {
    return "Notification" in globalThis;
  }

  get areRefused() {
    return this.areKnown && Notification.permission === "denied";
  }

  get areOn() {
    return this.areKnown && Notification.permission === "granted" && kept(KEY) === true;
  }

  /** Show news from now on, if the browser lets us; says whether it does. */
  async begin() {
    const permission = await Notification.requestPermission();
    keep(KEY, permission === "granted" ? true : null);
    return permission === "granted";
  }

  end() {
    keep(KEY, null);
  }

  #show({ key, message, called }) {
    if (!called || !this.areOn || document.hasFocus()) return;
    const room = this.#office.rooms.get(key);
    const where = room.kind === "room" ? `${message.username} · ${room.name}` : message.username;
    try {
      const notice = new Notification(where ?? t("app.name"), {
        body: message.content.slice(0, 160),
        tag: `${key}.${message.seq}`,
        icon: "favicon.svg",
      });
      notice.addEventListener("click", () => {
        window.focus();
        location.hash = toKey(key, message.seq);
        notice.close();
      });
    } catch {
      // A phone's browser shows none from a page.
    }
  }
}
