/** Compares two runs of the suite: of a server by itself, and of the same server behind the bridge. */
export class Comparison {
  #passed = 0;
  #failed = 0;

  add(revision, direct, bridge) {
    console.log(`\n${revision}`);
    const totals = [direct, bridge].map(scenarios => scenarios.flatMap(({ checks }) => checks)).map(checks => `${count(checks, 'SUCCESS')} passed, ${count(checks, 'FAILURE')} failed, ${count(checks, 'WARNING')} warnings`);
    const rows = direct.flatMap((alone, i) => differences(alone, bridge[i]));
    for (const alone of direct) this.#passed += count(alone.checks, 'SUCCESS');
    this.#passed -= rows.filter(row => row.direct === 'SUCCESS').length;
    this.#failed += rows.filter(({ sign }) => sign === '✗').length;
    show(rows);
    console.log(`  the server by itself: ${totals[0]}\n  behind the bridge:    ${totals[1]}`);
  }

  /** Prints the closing line. */
  print() {
    console.log(`\n${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0;
  }
}

// The same check may be made several times in a scenario.
function numbered(checks) {
  const seen = new Map();
  return new Map(checks.map(check => {
    const times = (seen.get(check.id) ?? 0) + 1;
    seen.set(check.id, times);
    return [times === 1 ? check.id : `${check.id} (${times})`, check];
  }));
}

function differences({ scenario, checks: alone }, { checks: behind }) {
  const [direct, bridge] = [numbered(alone), numbered(behind)];
  const failsAlone = alone.some(({ status }) => status === 'FAILURE');
  // The suite leaves off where the protocol lets a server choose, and says so.
  const leftOff = behind.find(({ status, details }) => status === 'INFO' && /not applicable|is optional/.test(details?.message))?.details.message;
  return [...new Set([...direct.keys(), ...bridge.keys()])].flatMap(id => {
    const [one, other] = [direct.get(id), bridge.get(id)];
    if (one?.status === other?.status || [one?.status, other?.status].every(status => (status ?? 'INFO') === 'INFO')) return [];
    const row = { scenario, id, direct: one?.status ?? '-', bridge: other?.status ?? '-' };
    if ((other?.status ?? 'INFO') === 'INFO' && leftOff) return [{ ...row, sign: '○', why: leftOff }];
    // A check that failed and is not made any more was of what went wrong; one that is new, where the scenario broke off before, says nothing of the bridge.
    const isWorse = one?.status === 'SUCCESS' || (other?.status === 'FAILURE' && (one ? one.status === 'WARNING' : !failsAlone));
    return [{ ...row, sign: isWorse ? '✗' : '+', why: (isWorse && other?.errorMessage) || '' }];
  });
}

function show(rows) {
  const table = [['', 'scenario', 'check', 'by itself', 'behind the bridge', ''], ...rows.map(row =>
    [row.sign, row.scenario, row.id, row.direct.toLowerCase(), row.bridge.toLowerCase(), row.why])];
  const widths = table[0].map((_, column) => Math.max(...table.map(cells => cells[column].length)));
  for (const cells of rows.length > 0 ? table : []) console.log(`  ${cells.map((cell, column) => column < 5 ? cell.padEnd(widths[column]) : cell).join('  ').trimEnd()}`);
  if (rows.length === 0) console.log('  no differences');
}

const count = (checks, status) => checks.filter(check => check.status === status).length;
