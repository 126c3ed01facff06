// The part of the socket.io client that the agents' pages use, bundled by scripts/vendor into
// src/comptoir/web/vendor/socket.io.js.
export { io } from "socket.io-client";
