// <intranet-resources>: documents and links for everybody; administrators look after them.
import { html, nothing } from "./vendor/lit.js";
import { day, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import "./ask.js";
import { download, sizeOf } from "./attachment.js";
import { ListView } from "./list-view.js";
import "./resource-dialog.js";
import { to } from "./routes.js";

class IntranetResources extends ListView {
  get place() {
    return { name: "resources", path: "/ressources", shape: "file" };
  }

  get filter() {
    return { due: this.query.revoir === "oui" && "true" };
  }

  get #keeps() {
    return this.office.me.role === "admin";
  }

  render() {
    return html`<div class="column">
      <div class="top">
        <h2 tabindex="-1">${t("resources.title")}</h2>
        ${this.#keeps
          ? html`<button class="button primary" @click=${() => this.#dialog.show()}>
              ${icon("plus", 18)} ${t("resources.add")}
            </button>`
          : nothing}
      </div>
      <p class="quiet">${t("resources.text")}</p>
      ${this.search()}
      <nav class="chips" aria-label=${t("resources.title")}>
        ${this.#chip(undefined, "resources.all")} ${this.#chip("oui", "resources.due")}
      </nav>
      ${this.rows((resource) => this.#row(resource))}
      <resource-dialog
        .api=${this.api}
        .office=${this.office}
        .others=${this.list ?? []}
        @taken=${({ detail }) => this.take(detail)}
      ></resource-dialog>
      <ask-first></ask-first>
    </div>`;
  }

  get #dialog() {
    return this.renderRoot.querySelector("resource-dialog");
  }

  #chip(revoir, label) {
    return html`<a
      href=${to("resources", null, { ...this.query, revoir })}
      aria-current=${this.query.revoir === revoir ? "true" : nothing}
      >${t(label)}</a
    >`;
  }

  #row(resource) {
    const { title, type, owner, review_on: reviewOn, review_due: isDue, successor_id: next } = resource;
    const about = [
      type === "file" ? `${resource.file_name} (${sizeOf(resource.size_bytes)})` : hostOf(resource.url),
      owner && t("resources.by", owner),
      reviewOn && t("resources.review", day(reviewOn)),
    ];
    return html`<div class="row">
      <span class="sign" aria-hidden="true">${icon(type === "file" ? "file" : "next", 20)}</span>
      <span class="words">
        <b dir="auto">${title}</b>
        <small dir="auto">${about.filter(Boolean).join(" · ")}</small>
      </span>
      ${next ? html`<span class="badge off">${t("resources.replaced", this.#titleOf(next))}</span>` : nothing}
      ${isDue && !next ? html`<span class="badge warns">${t("resources.due")}</span>` : nothing}
      <span class="doing">
        ${this.#open(resource)}
        ${this.#keeps
          ? html`<button class="button icon" aria-label=${t("resources.change", title)} title=${t("resources.change", title)} @click=${() => this.#dialog.show(resource)}>
                ${icon("pen")}
              </button>
              <button class="button icon" aria-label=${t("files.delete", title)} title=${t("files.delete", title)} @click=${() => this.#askToDelete(resource)}>
                ${icon("bin")}
              </button>`
          : nothing}
      </span>
    </div>`;
  }

  #titleOf(id) {
    return this.list.find((one) => one.id === id)?.title ?? `n° ${id}`;
  }

  #open({ title, type, url, file_name: name }) {
    if (type === "file") {
      return html`<button class="button small" aria-label=${t("file.download", title)} @click=${() => download(this.api, url, name)}>
        ${icon("download", 18)} ${t("resources.fetch")}
      </button>`;
    }
    return html`<a class="button small" href=${url} target="_blank" rel="noopener noreferrer" aria-label=${t("resources.open", title)}>
      ${t("resources.follow")}
    </a>`;
  }

  #askToDelete(resource) {
    this.renderRoot.querySelector("ask-first").ask({
      title: t("resources.deleteTitle"),
      text: t("resources.deleteText", resource.title),
      yes: t("delete"),
      work: async () => {
        await this.api.delete(`/ressources/${resource.id}`);
        this.drop(resource);
        toast(t("resources.deleted"));
      },
    });
  }
}

function hostOf(url) {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}

customElements.define("intranet-resources", IntranetResources);
