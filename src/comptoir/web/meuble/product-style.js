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
