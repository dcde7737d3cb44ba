// A tool's result. It is somebody else's: texts stay texts, links are no links, and images are only decoded, never run.
import { h } from './dom.js';

const images = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml']);

export function showResult(output, answer) {
  if (answer.error) {
    output.append(h('p', { role: 'alert' }, `JSON-RPC error ${answer.error.code}: ${answer.error.message}`), ...json('Data', answer.error.data));
    return;
  }
  const result = answer.result ?? {};
  output.classList.toggle('failed', result.isError === true);
  if (result.isError === true) output.append(h('p', { role: 'alert' }, 'The tool answered with an error.'));
  for (const block of Array.isArray(result.content) ? result.content : []) output.append(...show(block));
  output.append(...json('Structured content', result.structuredContent));
  if (!Array.isArray(result.content)) output.append(...json('Result', result));
}

function show(block) {
  switch (block?.type) {
    case 'text':
      return [h('pre', { tabIndex: 0, 'aria-label': 'Text' }, String(block.text))];
    case 'image':
      return images.has(block.mimeType)
        ? [h('img', { src: `data:${block.mimeType};base64,${block.data}`, alt: 'Image that the tool answered with' })]
        : json('Image', { mimeType: block.mimeType });
    case 'audio':
      return /^audio\/[\w.+-]+$/.test(block.mimeType) ? [h('audio', { controls: true, src: `data:${block.mimeType};base64,${block.data}` })] : json('Audio', { mimeType: block.mimeType });
    case 'resource_link':
      return [h('p', { className: 'code' }, `${block.name ?? 'resource'}: ${block.uri}`)];
    case 'resource':
      return [h('p', { className: 'code' }, String(block.resource?.uri)), h('pre', { tabIndex: 0 }, block.resource?.text ?? `${block.resource?.mimeType ?? 'binary'}`)];
    default:
      return json('Content', block);
  }
}

function json(title, value) {
  return value === undefined ? [] : [h('h3', {}, title), h('pre', { tabIndex: 0, 'aria-label': title }, JSON.stringify(value, null, 2))];
}
