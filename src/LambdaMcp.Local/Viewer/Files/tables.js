// Sessions and registrations, as the tables have them.
import { byId, h, facts } from './dom.js';
import { askJson } from './server.js';

export async function readTables() {
  const status = byId('tables-status');
  status.textContent = 'reading';
  try {
    const { sessions, registrations } = await askJson('api/tables');
    byId('table-rows').replaceChildren(part('Sessions', sessions, 'pk'), part('Registrations', registrations, 'name'));
    status.textContent = '';
  } catch (error) {
    status.textContent = error.message;
  }
}

function part(title, rows, name) {
  return h('section', {}, h('h2', {}, `${title} `, h('small', {}, String(rows.length))),
    h('ul', { className: 'cards' }, rows.map(row => h('li', {}, h('h3', {}, row[name] ?? row.id),
      facts(Object.entries(row).filter(([column]) => column !== name).map(([column, value]) => [column, shown(column, value)]))))));
}

function shown(column, value) {
  return column === 'createdAt' || column === 'expiresAt' ? new Date(Number(value) * 1000).toLocaleString() : value;
}
