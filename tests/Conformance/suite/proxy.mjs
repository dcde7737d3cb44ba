import { once } from 'node:events';
import { createServer, request } from 'node:http';

/** The suite cannot send a token: a proxy adds it, and changes nothing else. */
export async function startProxy({ mcpUrl, token }) {
  const { hostname: host, port, pathname: path } = new URL(mcpUrl);
  const proxy = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, authorization: `Bearer ${token}` };
    const onward = request({ host, port, path, method: incoming.method, headers }, answer => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      outgoing.flushHeaders();
      answer.on('error', () => outgoing.destroy());
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return proxy;
}
