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
   * Some scenarios give a server a second and a half, however busy the machine is: one that fails is run up to three times more by itself, unless it `mayFail`.
   * @returns {Promise<{ scenario, isRequired, checks }[]>} Each scenario with the suite's own checks.
   */
  async run(url, revision, mayFail = () => false) {
    const folder = join(this.#folder, revision);
    await execute(url, folder, '--requirements', revision);

    const { server, not_scored: others } = load('yaml').parse(readFileSync(join(suite, 'requirements', `${revision}.yaml`), 'utf8'));
    const unscored = others.filter(({ leg }) => leg === 'server').map(({ scenario }) => scenario);
    const results = [...server, ...unscored].map(scenario => ({ scenario, isRequired: server.includes(scenario), checks: read(folder, scenario) }));
    for (const result of results.filter(({ scenario, checks }) => fails(checks) && !mayFail(scenario))) {
      for (let attempt = 1; attempt <= 3 && fails(result.checks); attempt++) {
        console.log(`  ${result.scenario} failed, and is run once more`);
        const again = join(folder, `again-${attempt}`);
        await execute(url, again, '--scenario', result.scenario, '--spec-version', revision, '--force');
        const checks = read(again, result.scenario);
        if (!fails(checks)) result.checks = checks;
      }
    }
    return results;
  }
}

export const fails = checks => checks.some(({ status }) => status === 'FAILURE');

async function execute(url, folder, ...what) {
  mkdirSync(folder, { recursive: true });
  const run = spawn(join(modules, '.bin/node'), [
    join(suite, 'dist/index.js'), 'server', '--url', url, ...what, '--timeout', '120000', '--output-dir', folder,
  ], { stdio: ['ignore', process.env.CONFORMANCE_LOG ? 'inherit' : 'ignore', 'inherit'] });
  await once(run, 'close');
}

// A scenario that broke off has left nothing.
function read(folder, scenario) {
  const results = readdirSync(folder).find(name => name.startsWith(`server-${scenario}-2`));
  const file = results && join(folder, results, 'checks.json');
  return file && existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : [{ id: scenario, status: 'FAILURE', description: 'The scenario runs', errorMessage: 'It broke off; its output has the reason.' }];
}
