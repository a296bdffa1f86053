// node -r ./loopback.cjs …: whatever listens on a port listens on this machine alone; the playground has no option for it.
"use strict";

const { Server } = require("node:net");

const HOST = "127.0.0.1";
const { listen } = Server.prototype;

// listen(port[, host][, backlog][, callback]) or listen({port, host, …}[, callback]); a path or a handle is left as it is
Server.prototype.listen = function (first, ...rest) {
  if (typeof first === "number" || (typeof first === "string" && /^\d+$/.test(first))) {
    const unhosted = typeof rest[0] === "string" ? rest.slice(1) : rest;
    return listen.call(this, Number(first), HOST, ...unhosted);
  }
  if (first !== null && typeof first === "object" && first.port !== undefined) {
    return listen.call(this, { ...first, host: HOST }, ...rest);
  }
  return listen.call(this, first, ...rest);
};
