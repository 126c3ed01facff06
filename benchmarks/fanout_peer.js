// The bare broadcast of Node's `ws`: whatever one says, all hear. No names, nothing stored.
const { WebSocketServer, WebSocket } = require(process.argv[3]);
const server = new WebSocketServer({ port: Number(process.argv[2]), host: "127.0.0.1", perMessageDeflate: false });
server.on("connection", (socket) => {
  socket.on("message", (data) => {
    const said = JSON.parse(data.toString());
    if (said.type === "join") {
      socket.send(JSON.stringify({ type: "joined" }));
      return;
    }
    const frame = JSON.stringify(said);
    for (const each of server.clients) if (each.readyState === WebSocket.OPEN) each.send(frame);
  });
});
