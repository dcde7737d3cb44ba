// Packages are taken from the folder that LAMBDA_MCP_NODE_MODULES names: the checkout itself holds none.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

export const require = createRequire(join(process.env.LAMBDA_MCP_NODE_MODULES, 'resolve-from-here.js'));

export const load = async name => import(pathToFileURL(require.resolve(name)).href);
