import { byId } from './dom.js';
import { watchRequests } from './requests.js';
import { readCatalog } from './catalog.js';
import { readTables } from './tables.js';
import { readFunctions } from './functions.js';

const tabs = [...byId('tabs').children];
const open = { tools: readCatalog, tables: readTables, functions: readFunctions };
let shown = 'requests';

function show(tab, focus) {
  for (const each of tabs) {
    const chosen = each === tab;
    each.setAttribute('aria-selected', String(chosen));
    each.tabIndex = chosen ? 0 : -1;
    byId(each.getAttribute('aria-controls')).hidden = !chosen;
  }
  if (focus) tab.focus();
  shown = tab.getAttribute('aria-controls');
  open[shown]?.();
}

for (const tab of tabs) tab.addEventListener('click', () => show(tab, false));
byId('tabs').addEventListener('keydown', event => {
  const at = tabs.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  show(tabs[(to + tabs.length) % tabs.length], true);
});
byId('load-catalog').addEventListener('click', () => readCatalog(true));
byId('load-tables').addEventListener('click', readTables);
// Environments come and go; nothing is asked while nobody looks.
setInterval(() => {
  if (shown === 'functions' && !document.hidden) readFunctions();
}, 2000);
watchRequests();
