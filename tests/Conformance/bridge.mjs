// Runs the official conformance suite against stdio servers behind the bridge, and against the same servers over HTTP by themselves, and compares
// them check by check: what a server passes by itself it must pass behind the bridge.
// usage: bridge.mjs [--revision REVISION] [--no-build] [--native] [--framework FRAMEWORK]
// LAMBDA_MCP_NODE_MODULES names the folder with the packages of tests/package.json: the suite, the server, and the Node.js 22 that they need.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Comparison } from './suite/comparison.mjs';
import { startProxy } from './suite/proxy.mjs';
import { buildBridge, servers, startBridge, startDirect } from './suite/servers.mjs';
import { fails, Suite } from './suite/suite.mjs';

const options = process.argv.slice(2);
const chosen = options[0] === '--revision' ? options.splice(0, 2).slice(1) : ['2025-11-25', '2026-07-28'];

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(join(tmpdir(), 'lambda-mcp-conformance-'));
const started = [];
try {
  const bridgeProgram = buildBridge(root, folder, options);
  const comparison = new Comparison();
  for (const [name, server] of Object.entries(servers)) {
    const direct = await startDirect(server);
    started.push(direct);
    const bridge = await startBridge(bridgeProgram, server);
    started.push(bridge);
    const proxy = await startProxy(bridge);
    for (const revision of chosen) {
      const alone = await run(`${name} direct`, direct.mcpUrl, revision, () => true);
      const failing = new Set(alone.filter(({ checks }) => fails(checks)).map(({ scenario }) => scenario));
      comparison.add(
        `${name}, ${revision}`, alone, await run(`${name} bridge`, `http://localhost:${proxy.address().port}/mcp`, revision, scenario => failing.has(scenario)));
    }
    proxy.close();
  }
  process.exitCode = comparison.print() ? 0 : 1;
} finally {
  for (const server of started) await server.stop();
  rmSync(folder, { recursive: true });
}

async function run(name, url, revision, mayFail) {
  return await new Suite(join(folder, name)).run(url, revision, mayFail);
}
