// The requests as they come, each with its way as a waterfall.
import { byId, h, facts, milliseconds, bytes, pretty } from './dom.js';
import { ask, askJson, lines } from './server.js';

const most = 500;
const rows = new Map();
const words = { gateway: 'gateway', authorizer: 'authorizer', function: 'function', store: 'store', service: 'service' };

export async function watchRequests() {
  byId('filters').addEventListener('submit', event => event.preventDefault());
  for (const id of ['filter', 'only-errors', 'own']) byId(id).addEventListener('input', filterAll);
  setInterval(() => {
    if (!document.hidden) for (const row of rows.values()) if (row.trace.open) draw(row);
  }, 1000);
  for (;;) {
    try {
      const response = await ask('api/events');
      say('live', 'good');
      rows.clear();
      byId('request-list').replaceChildren();
      for await (const line of lines(response)) if (line.startsWith('data: ')) take(JSON.parse(line.slice(6)));
      say('Local has ended the connection; trying again', 'bad');
    } catch (error) {
      say(error.message, 'bad');
    }
    await new Promise(resume => setTimeout(resume, 2000));
  }
}

function say(text, mood) {
  byId('connection').textContent = text;
  byId('connection').className = mood;
}

function take(trace) {
  trace.received = performance.now();
  let row = rows.get(trace.number);
  if (!row) {
    row = makeRow(trace.number);
    rows.set(trace.number, row);
    const before = [...byId('request-list').children].find(item => Number(item.dataset.number) < trace.number);
    byId('request-list').insertBefore(row.item, before ?? null);
    if (rows.size > most) forget(Math.min(...rows.keys()));
  }
  row.trace = trace;
  draw(row);
  // What the details show has changed with it, and is asked for once it has come to rest.
  if (row.details.open && !trace.open) loadDetails(row);
}

function forget(number) {
  rows.get(number).item.remove();
  rows.delete(number);
}

function makeRow(number) {
  const row = { summary: h('summary'), body: h('div', { className: 'body' }), waterfall: h('ol', { className: 'waterfall', 'aria-label': 'Way of the request' }), messages: h('div') };
  row.details = h('details', { ontoggle: () => row.details.open && (draw(row), loadDetails(row)) }, row.summary, row.body);
  row.item = h('li', {}, row.details);
  row.item.dataset.number = number;
  row.body.append(row.waterfall, row.messages);
  return row;
}

function filterAll() {
  for (const row of rows.values()) filter(row);
  empty();
}

function filter(row) {
  const root = row.trace.hops[0];
  const text = byId('filter').value.trim().toLowerCase();
  const hay = [root.name, ...Object.values(root.notes), root.error ?? '', ...row.trace.hops.map(hop => hop.name)].join(' ').toLowerCase();
  row.item.hidden = (text !== '' && !hay.includes(text)) || (byId('only-errors').checked && !failed(row.trace)) || (root.notes.fromPage === true && !byId('own').checked);
}

function empty() {
  byId('no-requests').hidden = [...rows.values()].some(row => !row.item.hidden);
}

const failed = trace => trace.hops.some(hop => hop.error);

const elapsed = trace => trace.open ? trace.now + performance.now() - trace.received : Math.max(...trace.hops.map(hop => hop.end));

function draw(row) {
  const { trace } = row;
  const [root] = trace.hops;
  const { notes } = root;
  const total = Math.max(elapsed(trace), 0.1);
  const state = trace.open ? (notes.rpc || !root.name.startsWith('GET') ? 'running' : 'stream open') : String(notes.status ?? (root.error ? 'failed' : 'done'));
  row.item.className = trace.open ? 'open' : failed(trace) ? 'failed' : 'fine';
  row.summary.replaceChildren(
    h('span', { className: 'badge' }, root.error && !trace.open && notes.status < 400 ? `${state} error` : state),
    h('span', { className: 'what' }, h('b', {}, notes.rpc ?? root.name), notes.target ? h('span', { className: 'target' }, notes.target) : null),
    h('span', { className: 'who' }, [notes.principal, notes.revision, notes.answerBytes === undefined ? null : bytes(notes.answerBytes), notes.clientGone ? 'client left' : null].filter(Boolean).join(' · ')),
    h('span', { className: 'time' }, milliseconds(total)),
    h('span', { className: 'mini', 'aria-hidden': 'true' }, trace.hops.map(hop => bar(hop, total))));
  if (row.details.open) row.waterfall.replaceChildren(...tree(trace.hops).map(({ hop, depth }) => line(hop, depth, total)), ...leftOut(trace));
  filter(row);
  empty();
}

function leftOut(trace) {
  return trace.hopsLeftOut ? [h('li', { className: 'quiet' }, `and ${trace.hopsLeftOut} more`)] : [];
}

/** The hops as a tree is read: each before what it caused. */
function tree(hops) {
  const children = Map.groupBy(hops, hop => hop.parent ?? -1);
  const walk = (parent, depth) => (children.get(parent) ?? []).flatMap(hop => [{ hop, depth }, ...walk(hop.id, depth + 1)]);
  return walk(-1, 0);
}

function bar(hop, total) {
  const element = h('i', { className: `bar ${hop.kind}${hop.error ? ' error' : ''}${hop.end === null ? ' lasting' : ''}` });
  const start = Math.min(100, hop.start / total * 100);
  element.style.left = `${start}%`;
  element.style.width = `${Math.max(0, ((hop.end ?? total) - hop.start) / total * 100)}%`;
  return element;
}

function line(hop, depth, total) {
  const { notes } = hop;
  const told = [
    notes.kept === undefined ? null : notes.kept ? 'answer kept' : 'run',
    notes.cold === undefined ? null : notes.cold ? 'cold' : 'warm',
    notes.environment === undefined ? null : `environment ${notes.environment}`,
    notes.attempt === undefined ? null : `event, attempt ${notes.attempt}`,
    notes.init === undefined ? null : `init ${milliseconds(notes.init)}`,
    notes.billed === undefined ? null : `billed ${notes.billed} ms`,
    notes.memory ? `${notes.memory} MB` : null,
    notes.table, notes.refused,
    notes.status === undefined ? null : `HTTP ${notes.status}`,
  ].filter(Boolean).join(' · ');
  const label = h('span', { className: 'hop' }, h('span', { className: `kind ${hop.kind}` }, words[hop.kind] ?? hop.kind), ' ', h('b', {}, hop.name), told ? h('span', { className: 'told' }, told) : null,
    hop.error ? h('span', { className: 'error-text' }, hop.error) : null);
  label.style.paddingInlineStart = `${Math.min(depth, 5) * 0.8}rem`;
  const item = h('li', { className: hop.error ? 'error' : '' }, label,
    h('span', { className: 'track', 'aria-hidden': 'true' }, bar(hop, total)),
    h('span', { className: 'took' }, hop.end === null ? 'open' : milliseconds(hop.end - hop.start), h('span', { className: 'quiet' }, ` at ${milliseconds(hop.start)}`)));
  item.dataset.kind = hop.kind;
  item.dataset.depth = depth;
  item.dataset.start = hop.start;
  item.dataset.end = hop.end ?? '';
  return item;
}

async function loadDetails(row) {
  try {
    const found = await askJson(`api/traces/${row.trace.number}`);
    const { notes } = found.trace.hops[0];
    const name = id => found.trace.hops[id].name;
    row.messages.replaceChildren(
      facts([['request id', notes.requestId], ['session', notes.session && `${notes.session}…`], ['principal', notes.principal], ['revision', notes.revision],
        ['request', notes.requestBytes === undefined ? null : bytes(notes.requestBytes)], ['answer', notes.answerBytes === undefined ? null : bytes(notes.answerBytes)], ['at', new Date(found.trace.started).toLocaleTimeString()]]),
      ...text('Request', pretty(found.request)), ...text('Answer', pretty(found.answer)),
      ...found.lines.flatMap(each => text(`Log of ${name(each.hop)}`, each.lines.join('\n'))));
  } catch (error) {
    row.messages.replaceChildren(h('p', { role: 'alert' }, error.message));
  }
}

function text(title, content) {
  return content === '' ? [] : [h('section', {}, h('h3', {}, title), h('pre', { tabIndex: 0, 'aria-label': title }, content))];
}
