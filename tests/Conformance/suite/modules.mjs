import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The folder with the packages of tests/package.json. */
export const modules = process.env.LAMBDA_MCP_NODE_MODULES ?? fail();

/** Loads one of them. */
export const load = createRequire(join(modules, 'index.js'));

function fail() {
  console.error('LAMBDA_MCP_NODE_MODULES is not set: install tests/package.json and name its node_modules.');
  process.exit(2);
}
