// The functions and their environments.
import { byId, h, facts, milliseconds } from './dom.js';
import { askJson } from './server.js';

export async function readFunctions() {
  try {
    const functions = await askJson('api/functions');
    byId('function-list').replaceChildren(h('ul', { className: 'cards' }, functions.map(show)));
  } catch (error) {
    byId('function-list').replaceChildren(h('p', { role: 'alert' }, error.message));
  }
}

function show(each) {
  return h('li', {}, h('h3', {}, each.name), h('p', { className: 'quiet clip' }, each.description),
    facts([['runtime', each.runtime], ['memory', `${each.memorySizeMB} MB`], ['timeout', `${each.timeoutSeconds} s`], ['concurrency', each.reservedConcurrency], ['cold starts', each.coldStarts]]),
    each.environments.length === 0 ? null : h('ul', { className: 'environments', 'aria-label': `Environments of ${each.name}` }, each.environments.map(environment => h('li', { className: environment.status },
      `environment ${environment.number}: ${environment.status}, ${environment.invocations} ${environment.invocations === 1 ? 'invocation' : 'invocations'}`
      + (environment.init === null ? '' : `, init ${milliseconds(environment.init)}`) + (environment.memoryMB ? `, ${environment.memoryMB} MB` : '')))));
}
