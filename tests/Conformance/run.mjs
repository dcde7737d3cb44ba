// Runs the official conformance suite against the whole product, deployed locally, with the suite's tools, resources and prompts as functions.
// usage: run.mjs [--revision REVISION] [OPTION OF LambdaMcp.Local ...]
// LAMBDA_MCP_NODE_MODULES names the folder with the packages of tests/package.json: the suite, and the Node.js 22 that it needs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Deployment } from './suite/deployment.mjs';
import { startProxy } from './suite/proxy.mjs';
import { register } from './suite/registrar.mjs';
import { Report } from './suite/report.mjs';
import { Suite } from './suite/suite.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const options = process.argv.slice(2);
const chosen = options[0] === '--revision' ? options.splice(0, 2).slice(1) : ['2025-11-25', '2026-07-28'];

const folder = mkdtempSync(join(tmpdir(), 'lambda-mcp-conformance-'));
const suite = new Suite(folder);
const deployment = await Deployment.start(resolve(here, '../..'), folder, options);
try {
  const ready = await deployment.ready();
  await register(ready, join(here, 'registrations.json'));
  const proxy = await startProxy(ready);
  const report = new Report(join(here, 'expected-failures.yaml'));
  for (const revision of chosen) report.add(revision, await suite.run(`http://localhost:${proxy.address().port}/mcp`, revision));
  proxy.close();
  process.exitCode = report.print() ? 0 : 1;
} finally {
  await deployment.stop();
  rmSync(folder, { recursive: true });
}
