// A form for a tool's arguments, the call, and what comes of it.
import { byId, h, milliseconds } from './dom.js';
import { ask, lines } from './server.js';
import { makeFields } from './fields.js';
import { showResult } from './result.js';

let running = null;

export function showForm(tool) {
  running?.abort();
  const { elements, read } = makeFields(tool.inputSchema ?? {});
  const send = h('button', { type: 'submit', className: 'main' }, 'Call');
  const cancel = h('button', { type: 'button', disabled: true, onclick: () => running?.abort() }, 'Cancel');
  const bar = h('progress', { hidden: true, 'aria-label': 'Progress' });
  const status = h('p', { role: 'status' });
  const output = h('div', { className: 'result', 'aria-label': 'Result', role: 'region' });
  const form = h('form', { noValidate: true, onsubmit: event => submit(event) }, elements, h('p', { className: 'row' }, send, cancel));
  byId('call').replaceChildren(h('h2', { tabIndex: -1 }, tool.name), h('p', {}, tool.description ?? ''), form, bar, status, output);
  byId('call').querySelector('h2').focus();
  byId('call').scrollIntoView({ block: 'nearest' });

  async function submit(event) {
    event.preventDefault();
    if (running) return;
    const values = read();
    if (!values) {
      status.textContent = 'Some fields cannot be read.';
      return;
    }
    const mine = running = new AbortController();
    const began = performance.now();
    [send.disabled, cancel.disabled, bar.hidden, status.textContent] = [true, false, false, 'running'];
    bar.removeAttribute('value');
    output.replaceChildren();
    try {
      await run(tool.name, values, mine.signal, bar, status, output);
      status.textContent = `answered in ${milliseconds(performance.now() - began)}`;
    } catch (error) {
      status.textContent = mine.signal.aborted ? 'cancelled' : 'failed';
      if (!mine.signal.aborted) output.append(h('p', { role: 'alert' }, error.message));
    }
    if (running === mine) running = null;
    [send.disabled, cancel.disabled, bar.hidden] = [false, true, true];
  }
}

async function run(name, values, signal, bar, status, output) {
  const response = await ask('api/call', { method: 'POST', signal, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, arguments: values }) });
  for await (const line of lines(response)) {
    const { message, failure } = JSON.parse(line);
    if (failure !== undefined) throw new Error(failure);
    const told = JSON.parse(message);
    if (told.method === 'notifications/progress') {
      const { progress, total, message: words } = told.params;
      if (typeof total === 'number' && total > 0) [bar.max, bar.value] = [total, Math.min(progress, total)];
      status.textContent = [words, total === undefined ? progress : `${progress} of ${total}`].filter(part => part !== undefined).join(': ');
    } else if (told.method) {
      output.append(h('pre', { className: 'quiet' }, `${told.method} ${JSON.stringify(told.params ?? {})}`));
    } else {
      showResult(output, told);
    }
  }
}
