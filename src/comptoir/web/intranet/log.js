// <room-log>: what is said in a room, by day and author; scrolled without a jump.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { language, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./message.js";

const NEAR_PX = 80;
const AHEAD_PX = 900;
const TOGETHER_MS = 5 * 60_000;
const SEQ_BITS = 2 ** 28;
const NO_CHANGE = Symbol.for("lit-noChange"); // what is drawn stays: a thousand are not compared

class RoomLog extends Element {
  static properties = {
    api: { attribute: false },
    me: { attribute: false },
    /** The room's key: another one is shown from its own place. */
    room: {},
    messages: { attribute: false },
    pending: { attribute: false },
    /** Numbers to names, for whoever has another name now. */
    names: { attribute: false },
    /** Messages that are answered and not among those loaded, by id. */
    answered: { attribute: false },
    /** After this `seq` all is new; null where nothing is. */
    newAfter: { attribute: false },
    /** The `seq` of the message an address leads to, or null. */
    target: { attribute: false },
    hasOlder: { type: Boolean },
    isAtEnd: { type: Boolean },
    unread: { type: Number },
    readOnly: { type: Boolean },
    isAway: { state: true },
    active: { state: true },
    /** Where the keyboard was last. */
    current: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        position: relative;
        display: grid;
        min-height: 0;
      }
      .scroll {
        position: relative;
        min-height: 0;
        overflow-y: auto;
        overscroll-behavior: contain;
        scrollbar-gutter: stable;
      }
      .scroll:focus-visible {
        outline-offset: -3px;
      }
      .inside {
        display: flex;
        flex-direction: column;
        justify-content: end;
        min-height: 100%;
        padding: 1rem 0 0.6rem;
      }
      .day,
      .new {
        display: flex;
        gap: 0.75rem;
        align-items: center;
        margin: 1rem clamp(0.75rem, 2.5vw, 1.5rem) 0.2rem;
        font-size: 0.8rem;
        font-weight: 600;
        color: var(--ink-soft);
      }
      .day::before,
      .day::after,
      .new::before {
        flex: 1;
        height: 1px;
        background: var(--line);
        content: "";
      }
      .new {
        margin-block: 0.4rem 0;
        color: var(--danger);
      }
      .new::before {
        background: var(--danger-line);
      }
      .older {
        min-height: 2.5rem;
        font-size: 0.85rem;
        text-align: center;
        color: var(--ink-soft);
      }
      .latest {
        position: absolute;
        inset-block-end: 0.75rem;
        inset-inline-end: 1.25rem;
        min-height: 2.75rem;
        border-color: var(--line-strong);
        box-shadow: var(--shadow);
      }
      .latest.news {
        border-color: var(--accent);
        background: var(--accent);
        color: var(--on-accent);
      }
    `,
  ];

  #shown = null; // the room that was drawn last
  #first = null;
  #lastKey = null;
  #keeping = null;
  #isPinned = true;
  #isPlaced = false; // nothing is read before one knows what is in sight
  #endTop = 0; // where the end was when it was last shown
  #growth = new ResizeObserver(() => this.#isPinned && this.#stay());

  constructor() {
    super();
    Object.assign(this, { messages: [], pending: [], names: new Map(), answered: new Map() });
    Object.assign(this, { isAway: false, active: null, current: null });
    Object.assign(this, { newAfter: null, target: null });
  }

  firstUpdated() {
    this.#growth.observe(this.renderRoot.querySelector(".inside"));
    this.#growth.observe(this.#scroller);
  }

  get #scroller() {
    return this.renderRoot.querySelector(".scroll");
  }

  /** Whether the last of what is said is in sight. */
  get showsEnd() {
    return this.#isPlaced && this.isAtEnd && !this.isAway;
  }

  /** Put the keyboard at the last message, where the arrows move. */
  focusLast() {
    this.#focus(this.renderRoot.querySelector("room-message:last-of-type"));
  }

  /** Show the end of what is loaded. */
  toEnd() {
    this.#isPinned = true;
    this.#toEnd();
  }

  willUpdate(changed) {
    if (changed.has("room") && this.#shown !== this.room) {
      Object.assign(this, { active: null, current: null, isAway: false });
    } else if (changed.has("messages") && this.messages[0]?.seq !== this.#first) {
      this.#keeping = this.#firstInSight();
    }
  }

  render() {
    return html`<div
        class="scroll"
        @scroll=${this.#scrolled}
        @pointermove=${this.#pointed}
        @pointerleave=${this.#left}
        @click=${this.#tapped}
        @focusin=${this.#focused}
        @keydown=${this.#pressed}
      >
        <div class="inside">
          ${this.hasOlder ? html`<p class="older">${t("log.older")}</p>` : nothing}
          <div role="list" aria-label=${t("log.label")}>${this.#items()}</div>
        </div>
      </div>
      ${this.isAtEnd && !this.isAway ? nothing : this.#latest()}`;
  }

  #items() {
    const items = [];
    let before = null;
    // A line above what is loaded would stand in the wrong place.
    let isNewDrawn = this.newAfter === null || this.messages[0]?.seq > this.newAfter + 1;
    const last = this.pending.at(-1) ?? this.messages.at(-1);
    for (const message of [...this.messages, ...this.pending]) {
      const { at, day } = timeOf(message);
      const isOtherDay = before?.day !== day;
      if (isOtherDay) items.push({ key: `day ${day}`, day: at });
      const isOthers = message.timestamp && message.from_user !== this.me.id;
      const isNew = !isNewDrawn && isOthers && message.seq > this.newAfter;
      if (isNew) {
        items.push({ key: "new", isNew });
        isNewDrawn = true;
      }
      const author = message.timestamp ? message.from_user : this.me.id;
      const isFollowing =
        !isOtherDay && !isNew && before.author === author && at - before.at < TOGETHER_MS;
      const headed = !isFollowing || Boolean(message.reply_to ?? message.replyTo);
      items.push({ key: keyOf(message), message, headed, isLast: message === last });
      before = { at, day, author };
    }
    const drawn = this.#drawn;
    this.#drawn = new Map();
    return repeat(
      items,
      ({ key }) => key,
      (item) => this.#item(item, drawn),
    );
  }

  #drawn = new Map(); // what each message was drawn from

  #item({ message, headed, day, isNew, isLast }, drawn) {
    if (day) return html`<div class="day" role="listitem">${dayName(day)}</div>`;
    if (isNew) return html`<div class="new" role="listitem">${t("log.new")}</div>`;
    const answered = this.#answered(message.reply_to ?? message.replyTo);
    const key = keyOf(message);
    const isStop = this.current === key || (isLast && this.current === null);
    const from = [
      ...[message, this.me, this.#author(message), answered, answered && this.#author(answered)],
      ...[headed, isStop, this.active === key, this.readOnly],
      this.target !== null && message.seq === this.target,
    ];
    this.#drawn.set(key, from);
    if (drawn.get(key)?.every((one, place) => one === from[place])) return NO_CHANGE;
    const [, me, author, , answeredAuthor, , , isHere, readOnly, isFound] = from;
    return html`<room-message
      data-key=${key}
      tabindex=${isStop ? 0 : -1}
      .api=${this.api}
      .me=${me}
      .message=${message}
      .author=${author}
      .answered=${answered}
      .answeredAuthor=${answeredAuthor}
      ?headed=${headed}
      ?active=${isHere}
      ?found=${isFound}
      ?readOnly=${readOnly}
    ></room-message>`;
  }

  #author({ from_user: id, username, timestamp }) {
    if (!timestamp) return this.me.username;
    return this.names.get(id) ?? username ?? t("person.erased");
  }

  #answered(id) {
    if (!id) return undefined;
    const here = this.messages[(id % SEQ_BITS) - this.messages[0]?.seq];
    return here ?? this.answered.get(id) ?? null;
  }

  #latest() {
    const { unread } = this;
    return html`<button
      class="button latest ${unread ? "news" : ""}"
      aria-label=${t("log.latest", unread)}
      @click=${() => this.emit("latest")}
    >
      ${icon("down")} ${unread ? html`<span>${t("log.unread", unread)}</span>` : nothing}
    </button>`;
  }

  // --- where one is

  updated() {
    const isOther = this.#shown !== this.room;
    const first = this.messages[0]?.seq ?? null;
    const last = (this.pending.at(-1) ?? this.messages.at(-1)) || null;
    const lastKey = last && keyOf(last);
    const isMine = last && !last.timestamp && lastKey !== this.#lastKey;
    this.#lastKey = lastKey;
    this.#first = first;
    const keeping = this.#keeping;
    this.#keeping = null;
    let place = () => this.#isPinned && this.#stay();
    if (isOther && (first !== null || this.pending.length || this.isAtEnd)) {
      this.#shown = this.room;
      this.#isPlaced = false;
      place = () => {
        this.#arrive();
        this.#isPlaced = true;
        if (this.showsEnd) this.emit("end-in-sight");
      };
    } else if (keeping) {
      place = () => this.#keep(keeping);
    } else if (isMine) {
      place = () => this.toEnd();
    }
    this.#onceDrawn(() => {
      place();
      this.#wantMore();
    });
  }

  // How high messages are is known once they are drawn, which is still before anything is painted.
  #onceDrawn(work) {
    const all = [...this.renderRoot.querySelectorAll("room-message")];
    const fresh = all.filter(({ hasUpdated }) => !hasUpdated);
    if (fresh.length) Promise.all(fresh.map((one) => one.updateComplete)).then(work);
    else work();
  }

  // A room is read from what is new in it, else from its end; or from where an address leads.
  #arrive() {
    this.#isPinned = false;
    const place =
      (this.target !== null && this.#elementOf(this.messages.find(({ seq }) => seq === this.target))) ||
      this.renderRoot.querySelector(".new");
    if (!place) return this.toEnd();
    const isTarget = place.localName === "room-message";
    place.scrollIntoView({ block: isTarget ? "center" : "start" });
    if (!isTarget) this.#scroller.scrollTop -= 24;
    if (isTarget) this.#focus(place);
    return this.#scrolled();
  }

  /** Go to a message that is loaded; says whether it is. */
  goTo(seq) {
    const place = this.#elementOf(this.messages.find((message) => message.seq === seq));
    if (!place) return false;
    this.#isPinned = false;
    place.scrollIntoView({ block: "center" });
    this.#focus(place);
    return true;
  }

  #elementOf(message) {
    const key = message && (keyOf(message));
    return key ? this.renderRoot.querySelector(`[data-key="${key}"]`) : null;
  }

  #firstInSight() {
    const { top } = this.#scroller.getBoundingClientRect();
    const all = [...this.renderRoot.querySelectorAll("room-message")];
    let [low, high] = [0, all.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle].getBoundingClientRect().bottom > top) high = middle;
      else low = middle + 1;
    }
    return all[low] ? { element: all[low], top: all[low].getBoundingClientRect().top } : null;
  }

  #keep({ element, top }) {
    if (!element.isConnected) return;
    this.#scroller.scrollTop += element.getBoundingClientRect().top - top;
  }

  #toEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#endTop = this.#scroller.scrollTop;
  }

  // What grows pushes the end away, unless somebody has just scrolled up.
  #stay() {
    if (this.#scroller.scrollTop < this.#endTop - 2) this.#scrolled();
    else this.#toEnd();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    const isAway = scrollHeight - scrollTop - clientHeight > NEAR_PX;
    this.#isPinned = !isAway && this.isAtEnd;
    if (isAway !== this.isAway) {
      this.isAway = isAway;
      if (!isAway) this.updateComplete.then(() => this.emit("end-in-sight"));
    }
    this.#wantMore();
  }

  #wantMore() {
    if (this.#shown !== this.room || !this.messages.length) return;
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    if (scrollTop < AHEAD_PX && this.hasOlder) this.emit("older");
    else if (!this.isAtEnd && scrollHeight - scrollTop - clientHeight < AHEAD_PX) this.emit("newer");
  }

  // --- the pointer and the keyboard

  #messageOf(event) {
    return event.composedPath().find(({ localName }) => localName === "room-message") ?? null;
  }

  // What moves under a pointer that rests takes nothing from the keyboard.
  #pointed(event) {
    const hasMoved = event.movementX || event.movementY;
    if (event.pointerType === "mouse" && hasMoved) this.#activate(this.#messageOf(event));
  }

  // A finger leaves with each touch.
  #left({ pointerType }) {
    if (pointerType === "mouse") this.active = null;
  }

  // A finger shows the tools of a message, and hides them again.
  #tapped(event) {
    if (matchMedia("(hover: hover)").matches) return;
    const isOther = event.composedPath().some(({ localName }) => ["button", "a"].includes(localName));
    if (isOther) return;
    const element = this.#messageOf(event);
    if (element && this.active === keyOf(element.message)) this.active = null;
    else this.#activate(element);
  }

  #focused(event) {
    const element = this.#messageOf(event);
    if (element) this.current = keyOf(element.message);
    // What a finger touches must not move before it is let go.
    if (event.composedPath()[0].matches(":focus-visible")) this.#activate(element);
  }

  #activate(element) {
    if (!element) return;
    this.active = keyOf(element.message);
  }

  #focus(element) {
    element?.focus({ preventScroll: true });
  }

  #pressed(event) {
    const here = this.#messageOf(event);
    if (!here || event.target.closest?.("dialog")) return;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && !event.altKey && !event.ctrlKey && !event.metaKey) {
      const all = [...this.renderRoot.querySelectorAll("room-message")];
      const next = all[all.indexOf(here) + step];
      event.preventDefault();
      if (!next) return void (step > 0 && this.emit("write"));
      next.scrollIntoView({ block: "nearest" });
      this.#focus(next);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.active = this.current = null;
      this.emit("write");
    }
  }
}

const keyOf = ({ clientId, id }) => clientId ?? id;

const times = new WeakMap();

// When a message was said, and on which day of the reader's; reckoned once.
function timeOf(message) {
  if (!times.has(message)) {
    const at = new Date(message.timestamp ?? message.at);
    times.set(message, { at, day: at.toDateString() });
  }
  return times.get(message);
}

function dayName(at) {
  const days = Math.round((startOf(new Date()) - startOf(at)) / 86_400_000);
  if (days === 0 || days === 1) {
    const words = new Intl.RelativeTimeFormat(language.current, { numeric: "auto" }).format(-days, "day");
    return words[0].toLocaleUpperCase() + words.slice(1);
  }
  const isOtherYear = at.getFullYear() !== new Date().getFullYear();
  return new Intl.DateTimeFormat(language.current, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(isOtherYear && { year: "numeric" }),
  }).format(at);
}

const startOf = (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate());

customElements.define("room-log", RoomLog);
