import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, modules } from './modules.mjs';

const suite = join(modules, '@modelcontextprotocol/conformance');

/** The official suite. */
export class Suite {
  #folder;

  constructor(folder) {
    this.#folder = folder;
  }

  /**
   * Runs what a revision requires of servers, and what it reports beside that: extensions, and scenarios that are new or pending.
   * @returns {Promise<{ scenario, isRequired, checks }[]>} Each scenario with the suite's own checks.
   */
  async run(url, revision) {
    const folder = join(this.#folder, revision);
    mkdirSync(folder);
    const run = spawn(join(modules, '.bin/node'), [
      join(suite, 'dist/index.js'), 'server', '--url', url, '--requirements', revision, '--output-dir', folder,
    ], { stdio: ['ignore', process.env.CONFORMANCE_LOG ? 'inherit' : 'ignore', 'inherit'] });
    await once(run, 'close');

    const { server, not_scored: others } = load('yaml').parse(readFileSync(join(suite, 'requirements', `${revision}.yaml`), 'utf8'));
    const unscored = others.filter(({ leg }) => leg === 'server').map(({ scenario }) => scenario);
    return [...server, ...unscored].map(scenario => ({ scenario, isRequired: server.includes(scenario), checks: read(folder, scenario) }));
  }
}

// A scenario that broke off has left nothing.
function read(folder, scenario) {
  const results = readdirSync(folder).find(name => name.startsWith(`server-${scenario}-2`));
  const file = results && join(folder, results, 'checks.json');
  return file && existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : [{ id: scenario, status: 'FAILURE', description: 'The scenario runs', errorMessage: 'It broke off; its output has the reason.' }];
}
