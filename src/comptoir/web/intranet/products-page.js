// <intranet-products>: the products; staff and administrators add, change and delete them.
import { html, nothing } from "./vendor/lit.js";
import { FormDialog } from "./shared/form-dialog.js";
import { money, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import "./ask.js";
import { ListView } from "./list-view.js";

const WRITERS = ["staff", "admin"];
const CENTS = /^\d{1,8}(?:[.,]\d{1,2})?$/;

class IntranetProducts extends ListView {
  get place() {
    return { name: "products", path: "/products", shape: "card" };
  }

  get #writes() {
    return WRITERS.includes(this.office.me.role);
  }

  render() {
    return html`<div class="column">
      <div class="top">
        <h2 tabindex="-1">${t("products.title")}</h2>
        ${this.#writes
          ? html`<button class="button primary" @click=${() => this.#dialog.show()}>
              ${icon("plus", 18)} ${t("products.add")}
            </button>`
          : nothing}
      </div>
      ${this.search()} ${this.rows((product) => this.#row(product))}
      <product-dialog .api=${this.api} @taken=${({ detail }) => this.take(detail)}></product-dialog>
      <ask-first></ask-first>
    </div>`;
  }

  get #dialog() {
    return this.renderRoot.querySelector("product-dialog");
  }

  #row(product) {
    const { name, description, price, stock } = product;
    return html`<div class="row">
      <span class="words">
        <b dir="auto">${name}</b>
        ${description ? html`<small dir="auto">${description}</small>` : nothing}
      </span>
      <span class="badge ${stock ? "" : "off"}">${t("products.inStock", stock)}</span>
      <b>${money(price)}</b>
      ${this.#writes
        ? html`<span class="doing">
            <button class="button icon" aria-label=${t("products.change", name)} title=${t("products.change", name)} @click=${() => this.#dialog.show(product)}>
              ${icon("pen")}
            </button>
            <button class="button icon" aria-label=${t("files.delete", name)} title=${t("files.delete", name)} @click=${() => this.#askToDelete(product)}>
              ${icon("bin")}
            </button>
          </span>`
        : nothing}
    </div>`;
  }

  #askToDelete(product) {
    this.renderRoot.querySelector("ask-first").ask({
      title: t("products.deleteTitle"),
      text: t("products.deleteText", product.name),
      yes: t("delete"),
      work: async () => {
        await this.api.delete(`/products/${product.id}`);
        this.drop(product);
        toast(t("products.deleted"));
      },
    });
  }
}

class ProductDialog extends FormDialog {
  render() {
    const { name = "", description = "", price, stock = 0 } = this.one ?? {};
    const shown = price === undefined ? "" : price.toFixed(2).replace(".", t("products.comma"));
    return this.form(
      t(this.one ? "products.changeTitle" : "products.add"),
      html`<label>
          ${t("products.name")}
          <input name="name" required maxlength="200" dir="auto" value=${name} />
        </label>
        <label>
          ${t("products.description")}
          <textarea name="description" maxlength="10000" dir="auto" .defaultValue=${description}></textarea>
        </label>
        <label>
          ${t("products.price")}
          <input name="price" required inputmode="decimal" value=${shown} />
          <small>${t("products.priceHint")}</small>
        </label>
        <label>
          ${t("products.stock")}
          <input name="stock" type="number" required min="0" max="2147483647" value=${stock} />
        </label>`,
      { work: (given) => this.#send(given) },
    );
  }

  async #send(given) {
    const typed = given.get("price").replace(/[\s\u00a0\u202f€]/g, "");
    if (!CENTS.test(typed)) return t("products.priceWrong");
    const body = {
      name: given.get("name").trim(),
      description: given.get("description").trim(),
      price: Number(typed.replace(",", ".")),
      stock: Number(given.get("stock")),
    };
    const product = this.one
      ? await this.api.put(`/products/${this.one.id}`, body)
      : await this.api.post("/products", body, this.once);
    toast(t("saved"));
    return void this.emit("taken", product);
  }
}

customElements.define("product-dialog", ProductDialog);
customElements.define("intranet-products", IntranetProducts);
