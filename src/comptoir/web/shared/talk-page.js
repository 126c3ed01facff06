// The base of the customers' pages, whose home is the conversation.
import { css } from "../vendor/lit.js";
import { t } from "./i18n.js";
import "./navigation.js";
import { frame, Page } from "./page.js";

export class TalkPage extends Page {
  static properties = {
    /** Whether an adviser said something that was not seen. */
    news: { state: true },
  };

  static styles = [
    Page.styles,
    frame,
    css`
      toast-list {
        --toasts-above: 8rem; /* not over what is being written */
      }
      @media (max-width: 48rem) {
        toast-list {
          --toasts-above: 10rem;
        }
      }
    `,
  ];

  constructor(placeOf) {
    super(placeOf);
    this.news = false;
  }

  willUpdate() {
    if (this.isTalk) this.news = false;
  }

  get isTalk() {
    return this.place.name === "talk";
  }

  /** The talk, shown or not. */
  get talk() {
    return this.renderRoot.querySelector("main > :first-child");
  }

  // A new place is read from its title; the conversation keeps what was under way.
  arrive() {
    if (!this.isTalk || matchMedia("(hover: hover)").matches) this.enter();
  }

  enter() {
    if (this.isTalk) this.talk.focus();
    else super.enter();
  }

  /** Do `work(talk)` where one talks. */
  async inTalk(work) {
    location.hash = "#/";
    await new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    await this.updateComplete;
    work(this.talk);
  }

  /** The `[name, shape]` of places as <page-navigation> wants them, by the service's addresses. */
  places(names, to) {
    return names.map(([name, shape]) => ({
      name,
      shape,
      href: to(name),
      words: t(`nav.${name}`),
      news: name === "talk" && this.news && t("nav.news"),
    }));
  }

  /** The title of the window. */
  titled() {
    const { name, id } = this.place;
    const place = (id && this.title) || (this.isTalk ? t("app.lead") : t(`main.${name}`));
    return `${place} · ${t("app.name")}`;
  }

  skip() {
    return super.skip(t(this.isTalk ? "app.skip" : "app.skipContent"));
  }
}
