import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port that nobody has now: none of those that systems give to outgoing connections, for one might get it before it is served. */
export async function freePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const server = createServer().listen(port, '127.0.0.1');
    if (!await new Promise(known => server.on('listening', () => known(true)).on('error', () => known(false)))) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
