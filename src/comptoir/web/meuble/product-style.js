// The look that a product has in a card and on its sheet.
import { css } from "./vendor/lit.js";

export const productStyle = css`
  .picture {
    display: grid;
    place-items: center;
    overflow: hidden;
    background: var(--surface-raised);
    color: var(--warm);
  }
  .picture svg {
    stroke-width: 2px;
  }
  .picture svg * {
    vector-effect: non-scaling-stroke;
  }
  .picture[data-tint="grey"] {
    background: color-mix(in srgb, #7f8792 22%, var(--surface));
    color: color-mix(in srgb, #5a626e 75%, var(--ink));
  }
  .picture[data-tint="blue"] {
    background: color-mix(in srgb, #4b76a8 20%, var(--surface));
    color: color-mix(in srgb, #3d648f 75%, var(--ink));
  }
  .picture[data-tint="green"] {
    background: color-mix(in srgb, #5f8b6c 20%, var(--surface));
    color: color-mix(in srgb, #47735a 75%, var(--ink));
  }
  .picture[data-tint="wood"] {
    background: color-mix(in srgb, #c08a4e 20%, var(--surface));
    color: color-mix(in srgb, #95632b 75%, var(--ink));
  }
  .picture[data-tint="rose"] {
    background: color-mix(in srgb, #c47d6d 20%, var(--surface));
    color: color-mix(in srgb, #a1513f 75%, var(--ink));
  }
  .picture[data-tint="dark"] {
    background: color-mix(in srgb, var(--ink) 12%, var(--surface));
    color: var(--ink);
  }
  .picture img {
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .price {
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  .stock {
    display: inline-flex;
    gap: 0.4rem;
    align-items: center;
    font-size: 0.85rem;
    color: var(--ink-soft);
  }
  .stock::before {
    content: "";
    width: 0.55rem;
    height: 0.55rem;
    border-radius: 50%;
    background: var(--line-strong);
  }
  .stock.many::before {
    background: var(--accent);
  }
  .stock.few::before {
    background: var(--warm);
  }
`;
