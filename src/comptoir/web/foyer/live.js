// What others do meanwhile: messages that are whole, answers that begin, who types, over socket.io.
//
// The socket only tells; the chat itself is read from the service. Without a socket (a proxy that
// lets none through) the pages look by themselves, now and then.
import { io } from "./vendor/socket.io.js";

export class Live extends EventTarget {
  #token;
  #socket = null;
  #joined = new Map(); // chat id → the seq after which messages are news
  #typesIn = null; // a chat id

  /** `token` gives the access token of the moment. */
  constructor(token) {
    super();
    this.#token = token;
  }

  get isConnected() {
    return this.#socket?.connected ?? false;
  }

  /** Connect as whoever is signed in now. */
  begin() {
    this.end();
    const socket = io(location.origin, {
      path: "/ws/socket.io",
      auth: (give) => give({ token: this.#token() }),
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelayMax: 15_000,
    });
    this.#socket = socket;
    socket.on("connect", () => {
      for (const [chatId, since] of this.#joined) this.#join(chatId, since());
      this.#tell("state", {});
    });
    socket.on("disconnect", () => this.#tell("state", {}));
    socket.on("new_message", (message) => this.#tell("message", message));
    socket.on("answering", (answering) => this.#tell("answering", answering));
    socket.on("user_typing", (typing) => this.#tell("typing", typing));
  }

  /** Hear nothing more. */
  end() {
    this.#socket?.disconnect();
    this.#socket = null;
  }

  /** Hear of a chat; after a cut, of what came since the message that `since()` numbers. */
  join(chatId, since) {
    this.#joined.set(chatId, since);
    if (this.isConnected) this.#join(chatId, since());
  }

  leave(chatId) {
    this.#joined.delete(chatId);
    if (this.isConnected) this.#socket.emit("leave_chat", { chat_id: chatId });
  }

  /** Tell the others in a chat that one types, or no longer. */
  typing(chatId, isTyping) {
    this.#typesIn = isTyping ? chatId : null;
    if (this.isConnected) this.#socket.emit("typing", { chat_id: chatId, is_typing: isTyping });
  }

  #join(chatId, since) {
    const asked = { chat_id: chatId, ...(since !== null && { since }) };
    this.#socket.emit("join_chat", asked, () => {
      if (this.#typesIn === chatId) this.typing(chatId, true); // what was typed before one was in
    });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
