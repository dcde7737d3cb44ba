import { readFileSync } from 'node:fs';
import { load } from './modules.mjs';

/** Counts the checks, and shows what did not pass. */
export class Report {
  #expected;
  #met = new Set();
  #passed = 0;
  #failed = 0;

  constructor(expectedFailures) {
    this.#expected = load('yaml').parse(readFileSync(expectedFailures, 'utf8')).server ?? [];
  }

  add(revision, scenarios) {
    console.log(`\n${revision}`);
    for (const scenario of scenarios) this.#addScenario(scenario);
    for (const [name, isRequired] of [['required', true], ['beside that', false]]) {
      const checks = scenarios.filter(scenario => scenario.isRequired === isRequired).flatMap(scenario => scenario.checks);
      const [passed, failed] = [count(checks, 'SUCCESS'), count(checks, 'FAILURE')];
      console.log(`  ${name}: ${passed}/${passed + failed} checks, ${count(checks, 'WARNING')} warnings`);
    }
  }

  /** Prints the closing line. */
  print() {
    for (const name of this.#expected.filter(name => !this.#met.has(name))) {
      console.log(`${name} is expected to fail, and does not.`);
      this.#failed++;
    }
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0;
  }

  #addScenario({ scenario, checks }) {
    const passed = count(checks, 'SUCCESS');
    this.#passed += passed;
    console.log(`  ${checks.some(check => check.status === 'FAILURE') ? '✗' : '✓'} ${scenario}: ${passed} passed`);
    for (const check of checks.filter(({ status }) => status === 'FAILURE' || status === 'WARNING')) {
      const name = this.#expected.find(name => name === scenario || name === `${scenario}:${check.id}`);
      if (name) this.#met.add(name);
      else if (check.status === 'FAILURE') this.#failed++;
      console.log(`      ${name ? 'expected ' : ''}${check.status.toLowerCase()}: ${check.id}: ${check.description}`);
      console.log(`        ${check.errorMessage}`);
      if (check.details) console.log(`        ${JSON.stringify(check.details).slice(0, 1000)}`);
    }
  }
}

const count = (checks, status) => checks.filter(check => check.status === status).length;
