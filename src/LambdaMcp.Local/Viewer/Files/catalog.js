// What the endpoint lists, and the form that calls a tool.
import { byId, h } from './dom.js';
import { askJson } from './server.js';
import { showForm } from './call.js';

let read = false;

export async function readCatalog(again = false) {
  if (read && !again) return;
  read = true;
  const status = byId('catalog-status');
  status.textContent = 'reading';
  try {
    const catalog = await askJson('api/catalog');
    byId('catalog').replaceChildren(
      part('Tools', catalog.tools, tool),
      part('Prompts', catalog.prompts, plain('name')),
      part('Resources', catalog.resources, plain('uri')),
      part('Resource templates', catalog.templates, plain('uriTemplate')));
    status.textContent = '';
  } catch (error) {
    read = false;
    status.textContent = error.message;
  }
}

function part(title, { json, error }, make) {
  const items = JSON.parse(json);
  return h('section', {}, h('h2', {}, `${title} `, h('small', {}, error ?? String(items.length))), h('ul', { className: 'cards' }, items.map(item => h('li', {}, make(item)))));
}

function tool(definition) {
  return [
    h('h3', {}, h('button', { className: 'link', onclick: () => showForm(definition) }, definition.name)),
    definition.title ? h('p', {}, definition.title) : null,
    h('p', { className: 'quiet clip' }, definition.description ?? ''),
  ];
}

const plain = address => item => [
  h('h3', {}, item.name ?? item[address]),
  item[address] !== item.name && item[address] ? h('p', { className: 'code' }, item[address]) : null,
  h('p', { className: 'quiet clip' }, item.description ?? ''),
];
