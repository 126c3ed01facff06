// <resource-dialog>: adding a resource, or changing one: its link, owner, review and successor.
import { html, nothing } from "./vendor/lit.js";
import { FormDialog } from "./shared/form-dialog.js";
import { t } from "./shared/i18n.js";
import { toast } from "./shared/toasts.js";

class ResourceDialog extends FormDialog {
  static properties = {
    office: { attribute: false },
    /** Which resources may succeed this one. */
    others: { attribute: false },
  };

  render() {
    const one = this.one ?? {};
    const isFile = one.type === "file";
    return this.form(
      t(this.one ? "resources.changeTitle" : "resources.add"),
      html`<label>
          ${t("resources.name")}
          <input name="title" required maxlength="200" dir="auto" value=${one.title ?? ""} />
        </label>
        ${isFile
          ? nothing
          : html`<label>
              ${t("resources.url")}
              <input name="url" type="url" maxlength="2048" ?required=${this.one} value=${one.url ?? ""} />
              <small>${t("resources.urlHint")}</small>
            </label>`}
        ${this.one
          ? nothing
          : html`<label>
              ${t("resources.file")}
              <input name="file" type="file" />
              <small>${t("resources.fileHint")}</small>
            </label>`}
        ${this.#owner(one)}
        <label>
          ${t("resources.reviewOn")}
          <input name="review_on" type="date" value=${one.review_on ?? ""} />
        </label>
        ${this.#successor(one)}`,
      { work: (given) => this.#send(given) },
    );
  }

  #owner({ owner_id: id = this.office.me.id }) {
    return html`<label>
      ${t("resources.owner")}
      <select name="owner_id">
        ${this.office.people.named("").map(
          (person) => html`<option value=${person.id} ?selected=${person.id === id}>${person.username}</option>`,
        )}
      </select>
    </label>`;
  }

  #successor({ id, successor_id: next }) {
    return html`<label>
      ${t("resources.successor")}
      <select name="successor_id">
        <option value="">${t("resources.noSuccessor")}</option>
        ${this.others
          .filter((other) => other.id !== id)
          .map((other) => html`<option value=${other.id} ?selected=${other.id === next}>${other.title}</option>`)}
      </select>
    </label>`;
  }

  async #send(given) {
    const resource = this.one ? await this.#change(given) : await this.#add(given);
    if (typeof resource === "string") return resource;
    toast(t("saved"));
    return void this.emit("taken", resource);
  }

  #change(given) {
    const number = (name) => Number(given.get(name)) || null;
    return this.api.put(`/ressources/${this.one.id}`, {
      title: given.get("title").trim(),
      ...(given.has("url") && { url: given.get("url").trim() }),
      owner_id: number("owner_id"),
      review_on: given.get("review_on") || null,
      successor_id: number("successor_id"),
    });
  }

  #add(given) {
    const hasFile = given.get("file").size > 0;
    if (!hasFile) given.delete("file");
    if (!hasFile && !given.get("url").trim()) return t("resources.needsOne");
    if (hasFile) given.delete("url");
    for (const name of ["owner_id", "review_on", "successor_id"]) {
      if (!given.get(name)) given.delete(name);
    }
    return this.api.upload("/ressources", given, { headers: this.once });
  }
}

customElements.define("resource-dialog", ResourceDialog);
