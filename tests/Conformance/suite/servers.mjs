import { execFileSync, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { modules } from './modules.mjs';
import { freePort } from './ports.mjs';
import { endOf, stop } from './processes.mjs';

const node = join(modules, '.bin/node');
const shown = process.env.CONFORMANCE_LOG ? 'inherit' : 'ignore';

/** The servers that are compared: each a script, with its arguments for HTTP on a port and for standard input and output. */
export const servers = {
  'server-everything': {
    script: join(modules, '@modelcontextprotocol/server-everything/dist/index.js'), http: () => ['streamableHttp'], stdio: ['stdio'],
  },
  'a server with what the suite asks for': {
    script: fileURLToPath(new URL('../Stdio/server.mjs', import.meta.url)), http: port => ['http', port], stdio: ['stdio'],
  },
};

/** A server over HTTP by itself. */
export async function startDirect({ script, http }) {
  const port = await freePort();
  const server = spawn(node, [script, ...http(port)], { env: { ...process.env, PORT: port }, stdio: ['ignore', shown, shown] });
  while (!await answers(port)) {
    if (endOf(server) !== null) throw new Error(`The server ended with ${endOf(server)}`);
    await delay(100);
  }
  return { mcpUrl: `http://localhost:${port}/mcp`, stop: () => stop(server) };
}

/** The same server on standard input and output, behind the bridge as an HTTP server. */
export async function startBridge([program, ...args], { script, stdio }) {
  const token = 'conformance-of-the-bridge';
  const bridge = spawn(program, args, {
    env: {
      ...process.env,
      MCP_SERVER_PORT: '0',
      MCP_AUTH_TOKEN: token,
      LOG_LEVEL: 'Warning',
      STDIO_SERVER_COMMAND: node,
      STDIO_SERVER_ARGS: JSON.stringify([script, ...stdio]),
      STDIO_SERVER_ENV: JSON.stringify({ LAMBDA_MCP_NODE_MODULES: modules }),
      STDIO_SERVER_CLIENT_CAPABILITIES: 'elicitation,sampling,roots',
    },
    stdio: ['ignore', 'pipe', shown],
  });
  const mcpUrl = await new Promise((found, failed) => {
    bridge.on('exit', code => failed(new Error(`The bridge ended with ${code}`)));
    createInterface(bridge.stdout).on('line', line => {
      if (process.env.CONFORMANCE_LOG) console.log(line);
      if (line.startsWith('MCP endpoint: ')) found(line.slice('MCP endpoint: '.length));
    });
  });
  return { mcpUrl, token, stop: () => stop(bridge) };
}

/** Builds the bridge. @returns {string[]} What starts it. */
export function buildBridge(root, folder, options) {
  const project = join(root, 'src/LambdaMcp.StdioBridge');
  if (options.includes('--native')) {
    const framework = options[options.indexOf('--framework') + 1 || options.length] ?? 'net10.0';
    execFileSync('dotnet', [
      'publish', project, '-c', 'Release', '-v', 'q', '-p:PublishAot=true', `-p:LambdaFramework=${framework}`, '--use-current-runtime', '-o', folder,
    ], { stdio: ['ignore', shown, 'inherit'] });
    return [join(folder, 'bootstrap')];
  }
  if (!options.includes('--no-build')) execFileSync('dotnet', ['build', project, '-v', 'q'], { stdio: ['ignore', shown, 'inherit'] });
  return ['dotnet', join(root, 'artifacts/net10.0/bin/LambdaMcp.StdioBridge/debug/bootstrap.dll')];
}

async function answers(port) {
  const socket = connect(port, 'localhost');
  const isOpen = await new Promise(known => socket.on('connect', () => known(true)).on('error', () => known(false)));
  socket.destroy();
  return isOpen;
}
