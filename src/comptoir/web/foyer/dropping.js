// Files that are dragged over a part of the page and dropped there.

export class Dropping {
  #host;
  #take;

  /** `take` is given the files; `host` is drawn anew when some are over it, and when they left. */
  constructor(host, take) {
    this.#host = host;
    this.#take = take;
    this.isOver = false;
  }

  over = (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    event.stopPropagation();
    this.#become(true);
  };

  left = (event) => {
    if (!event.currentTarget.contains(event.relatedTarget)) this.#become(false);
  };

  dropped = (event) => {
    event.preventDefault();
    event.stopPropagation();
    this.#become(false);
    this.#take([...event.dataTransfer.files]);
  };

  #become(isOver) {
    if (this.isOver === isOver) return;
    this.isOver = isOver;
    this.#host.requestUpdate();
  }
}
