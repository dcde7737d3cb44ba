// Runs mcp-remote, which brings remote servers to clients that only know stdio, as such a client would: it finds the issuer, prints the URL that
// the user is to visit, and waits for the answer at an address of its own. Calls a tool and prints its result.
// usage: mcp-remote.mjs URL TOOL FOLDER to keep its registration in
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { follow } from './browser.mjs';

const [url, tool, folder] = process.argv.slice(2);
const program = join(process.env.LAMBDA_MCP_NODE_MODULES, 'mcp-remote', 'dist', 'proxy.js');
// An empty PATH: it shall open no browser.
const child = spawn(process.execPath, [program, url, '--allow-http', '--transport', 'http-only', '--auth-timeout', '300'], { env: { MCP_REMOTE_CONFIG_DIR: folder, HOME: folder, PATH: '' } });
const errors = [];
let visited = false;
createInterface({ input: child.stderr }).on('line', line => {
  errors.push(line);
  const address = /^http:\/\/\S+\/auth\?\S+$/.exec(line.trim())?.[0];
  if (address && !visited) {
    visited = true;
    follow(address, { visit: true }).catch(error => errors.push(String(error)));
  }
});

const send = message => child.stdin.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
send({ id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'end-to-end', version: '1' } } });
child.on('exit', code => { console.error(errors.join('\n')); process.exit(code || 1); });
for await (const line of createInterface({ input: child.stdout })) {
  const message = JSON.parse(line);
  if (message.id === 1) {
    send({ method: 'notifications/initialized' });
    send({ id: 2, method: 'tools/call', params: { name: tool, arguments: {} } });
  }
  if (message.id !== 2)
    continue;
  process.stdout.write(JSON.stringify(message));
  child.removeAllListeners('exit');
  child.kill();
  break;
}
