// What stands for a product without a picture: drawn for these pages on a 64 × 44 grid.
import { html, svg } from "./vendor/lit.js";

const drawings = {
  sofa: svg`<path d="M12 22v-8a4 4 0 0 1 4-4h32a4 4 0 0 1 4 4v8"/><path d="M12 31v-6a4 4 0 0 0-8 0v9a3 3 0 0 0 3 3h50a3 3 0 0 0 3-3v-9a4 4 0 0 0-8 0v6z"/><path d="M32 11v20M12 31h40M10 37v3M54 37v3"/>`,
  sofa3: svg`<path d="M10 22v-8a4 4 0 0 1 4-4h36a4 4 0 0 1 4 4v8"/><path d="M10 31v-6a4 4 0 0 0-8 0v9a3 3 0 0 0 3 3h54a3 3 0 0 0 3-3v-9a4 4 0 0 0-8 0v6z"/><path d="M24.5 11v20M39.5 11v20M10 31h44M8 37v3M56 37v3"/>`,
  corner: svg`<path d="M9 22v-9a4 4 0 0 1 4-4h34a4 4 0 0 1 4 4v9"/><path d="M9 30v-5a4 4 0 0 0-7 0v9a3 3 0 0 0 3 3h31v-7zM36 30v9a2 2 0 0 0 2 2h20a3 3 0 0 0 3-3V26a4 4 0 0 0-8 0v4zM30 10v20M6 37v3"/>`,
  armchair: svg`<path d="M22 22v-9a5 5 0 0 1 5-5h10a5 5 0 0 1 5 5v9"/><path d="M22 30v-5a4 4 0 0 0-8 0v9a3 3 0 0 0 3 3h30a3 3 0 0 0 3-3v-9a4 4 0 0 0-8 0v5zM20 37v3M44 37v3"/>`,
  stool: svg`<path d="M18 20c0-3 6-5 14-5s14 2 14 5-6 5-14 5-14-2-14-5z"/><path d="M18 20v12c0 3 6 5 14 5s14-2 14-5V20"/>`,
  table: svg`<path d="M7 14h50v4H7zM12 18l-2 20M52 18l2 20M14 24h36"/>`,
  desk: svg`<path d="M7 13h50v4H7zM11 17v22M53 17v22M36 17v10h17M44 22v.1"/>`,
  chair: svg`<path d="M24 25V8a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v17M21 25h22v4H21zM23 29l-2 11M41 29l2 11M27 12h10"/>`,
  bench: svg`<path d="M7 20h50v5H7zM12 25l-1 14M52 25l1 14M14 32h36"/>`,
  bed: svg`<path d="M7 40V9M7 32h50v8M57 32v-4a4 4 0 0 0-4-4H7"/><path d="M12 24v-4a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v4M31 24v-4a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v4"/>`,
  mattress: svg`<path d="M8 17h44a4 4 0 0 1 4 4v9a4 4 0 0 1-4 4H8a2 2 0 0 1-2-2V19a2 2 0 0 1 2-2z"/><path d="M6 26h50M16 17v3M28 17v3M40 17v3M16 31v3M28 31v3M40 31v3"/>`,
  wardrobe: svg`<path d="M16 5h32v32H16zM32 5v32M29 20v3M35 20v3M19 37v3M45 37v3"/>`,
  chest: svg`<path d="M12 10h40v26H12zM12 18.5h40M12 27h40M29 14h6M29 22.5h6M29 31.5h6M16 36v4M48 36v4"/>`,
  sideboard: svg`<path d="M6 15h52v20H6zM23 15v20M41 15v20M19 24v3M27 24v3M45 24v3M11 35v4M53 35v4"/>`,
  shelves: svg`<path d="M17 4v36M47 4v36M17 7h30M17 18h30M17 29h30M17 38h30M22 18v-7M26 18v-8M31 18l-2-8M40 29v-6h-7v6M23 38v-5"/>`,
  lamp: svg`<path d="M24 6h16l6 14H18zM32 20v17M24 40c0-2 3-3 8-3s8 1 8 3z"/>`,
  mirror: svg`<ellipse cx="32" cy="21" rx="13" ry="16"/><path d="m26 22 8-9M29 28l11-13M28 40h8M32 37v3"/>`,
  rug: svg`<path d="M12 13h40v20H12zM17 18h30v10H17zM12 13l-4-1M12 18l-4 0M12 23H8M12 28H8M12 33l-4 1M52 13l4-1M52 18h4M52 23h4M52 28h4M52 33l4 1M28 23l4-3 4 3-4 3z"/>`,
};

// By the first words of its kind or its name, accents aside; the first that fits.
const KINDS = [
  [/angle|meridienne/, "corner"],
  [/canape.*(3|trois|4|quatre)|premium/, "sofa3"],
  [/canape|sofa|banquette/, "sofa"],
  [/fauteuil/, "armchair"],
  [/pouf|tabouret/, "stool"],
  [/tapis/, "rug"],
  [/miroir/, "mirror"],
  [/lamp|suspension|applique/, "lamp"],
  [/bureau/, "desk"],
  [/banc/, "bench"],
  [/chaise/, "chair"],
  [/matelas|sommier/, "mattress"],
  [/\blit|tete/, "bed"],
  [/armoire|dressing/, "wardrobe"],
  [/commode|chevet/, "chest"],
  [/buffet|tv|enfilade|console/, "sideboard"],
  [/bibliotheque|etagere/, "shelves"],
  [/table/, "table"],
];
const SHELVES = { salon: "sofa", chambre: "bed", salle_a_manger: "table", decoration: "lamp" };

// By the first colour or matter that is named.
const TINTS = [
  [/bleu|marine|petrole/, "blue"],
  [/vert|sauge|olive|kaki|emeraude/, "green"],
  [/gris|anthracite|argent|metal|acier|chrome/, "grey"],
  [/noir|ebene|graphite/, "dark"],
  [/rose|terracotta|rouge|brique|corail|bordeaux|cuivre|rouille/, "rose"],
  [/chene|noyer|bois|pin|hetre|frene|acacia|manguier|teck|miel|camel|cognac|rotin|jaune|moutarde|ocre|dore/, "wood"],
];

/** The tint of what stands for `product`; its first colour decides. */
export function tint({ colors = [], materials = [] }) {
  const [named = ""] = [...colors, ...materials];
  return TINTS.find(([words]) => words.test(plain(named)))?.[1] ?? "plain";
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** A drawing of the kind of thing that `product` is. */
export function drawing({ type = "", name = "", category }) {
  const said = plain(`${type} ${name}`);
  const kind = KINDS.find(([words]) => words.test(said))?.[1] ?? SHELVES[category] ?? "shelves";
  return html`<svg
    viewBox="0 0 64 44"
    fill="none"
    stroke="currentColor"
    stroke-width="1.4"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${drawings[kind]}
  </svg>`;
}
