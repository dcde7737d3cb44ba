// Runs the official conformance suite against the whole product, deployed locally with the suite's tools beside the samples.
// usage: run.mjs [OPTION OF LambdaMcp.Local ...]
// LAMBDA_MCP_NODE_MODULES names the folder with the packages of tests/package.json: the suite, and the Node.js 22 that it needs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const modules = process.env.LAMBDA_MCP_NODE_MODULES ?? fail('LAMBDA_MCP_NODE_MODULES is not set: install tests/package.json and name its node_modules.');
const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const folder = mkdtempSync(join(tmpdir(), 'lambda-mcp-conformance-'));

const local = startLocal(process.argv.slice(2));
try {
  const proxy = await startProxy(await ready());
  const passed = await runSuite(proxy.address().port);
  proxy.close();
  process.exitCode = passed ? 0 : 1;
} finally {
  local.kill('SIGTERM');
  await once(local, 'exit');
  rmSync(folder, { recursive: true });
}

function startLocal(options) {
  const program = join(root, 'artifacts/net10.0/bin/LambdaMcp.Local/debug/LambdaMcp.Local.dll');
  const templates = ['template.yaml', 'src/Samples/template.yaml', 'tests/Conformance/template.yaml'];
  const args = templates.flatMap(template => ['--template', join(root, template)]);
  return spawn('dotnet', [program, ...args, '--port', '0', '--ready-file', join(folder, 'ready.json'), ...options],
    { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function ready() {
  const file = join(folder, 'ready.json');
  while (!existsSync(file)) {
    if (local.exitCode !== null) throw new Error(`LambdaMcp.Local ended with ${local.exitCode}`);
    await delay(100);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

// The suite cannot send a token: a proxy adds it, and changes nothing else.
async function startProxy({ mcpUrl, token }) {
  const target = new URL(mcpUrl);
  const proxy = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, authorization: `Bearer ${token}` };
    const { hostname: host, port, pathname: path } = target;
    const onward = request({ host, port, path, method: incoming.method, headers }, answer => {
      outgoing.writeHead(answer.statusCode, answer.headers);
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

async function runSuite(port) {
  const suite = spawn(join(modules, '.bin/node'), [
    join(modules, '@modelcontextprotocol/conformance/dist/index.js'), 'server',
    '--url', `http://localhost:${port}/mcp`, '--suite', 'active', '--spec-version', '2025-11-25',
    '--expected-failures', join(here, 'expected-failures.yaml'), '--output-dir', folder,
  ], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  suite.stdout.on('data', data => { output += data; });
  const [code] = await once(suite, 'close');
  const summary = output.slice(Math.max(0, output.indexOf('=== SUMMARY'))).trim();
  console.log(summary);
  const passed = summary.match(/^✓ /gm)?.length ?? 0;
  console.log(`${code === 0 ? passed : 0} passed, ${code === 0 ? 0 : 1} failed`);
  return code === 0;
}

function fail(reason) {
  console.error(reason);
  process.exit(2);
}
