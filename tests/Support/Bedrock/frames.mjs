// Messages of application/vnd.amazon.eventstream, and the events that ConverseStream makes of an answer.
import { crc32 } from 'node:zlib';

const encode = (headers, payload) => {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(Buffer.byteLength(value));
    return Buffer.concat([Buffer.from([Buffer.byteLength(name)]), Buffer.from(name), Buffer.from([7]), length, Buffer.from(value)]);
  }));
  const body = Buffer.from(JSON.stringify(payload));
  const frame = Buffer.alloc(16 + head.length + body.length);
  frame.writeUInt32BE(frame.length, 0);
  frame.writeUInt32BE(head.length, 4);
  frame.writeUInt32BE(crc32(frame.subarray(0, 8)), 8);
  head.copy(frame, 12);
  body.copy(frame, 12 + head.length);
  frame.writeUInt32BE(crc32(frame.subarray(0, frame.length - 4)), frame.length - 4);
  return frame;
};

export const event = (type, payload) => encode({ ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' }, payload);

export const exception = ({ type, message }) => encode({ ':exception-type': type, ':content-type': 'application/json', ':message-type': 'exception' }, { message });

const pieces = (text, length) => [...text].reduce((all, character) => {
  if (all.length === 0 || all.at(-1).length >= length) all.push('');
  all[all.length - 1] += character;
  return all;
}, []);

function* deltas(block) {
  if (block.toolUse) {
    const { input } = block.toolUse;
    for (const input_ of pieces(typeof input === 'string' ? input : JSON.stringify(input), 5)) yield { toolUse: { input: input_ } };
  } else if (block.reasoningContent?.reasoningText) {
    const { text, signature } = block.reasoningContent.reasoningText;
    for (const piece of pieces(text, 7)) yield { reasoningContent: { text: piece } };
    yield { reasoningContent: { signature } };
  } else if (block.reasoningContent) {
    yield block;
  } else {
    for (const text of pieces(block.text, 6)) yield { text };
  }
}

export function* events({ content, stopReason, usage }) {
  yield ['messageStart', { role: 'assistant' }];
  for (const [contentBlockIndex, block] of content.entries()) {
    if (block.toolUse) yield ['contentBlockStart', { start: { toolUse: { toolUseId: block.toolUse.toolUseId, name: block.toolUse.name } }, contentBlockIndex }];
    for (const delta of deltas(block)) yield ['contentBlockDelta', { delta, contentBlockIndex }];
    yield ['contentBlockStop', { contentBlockIndex }];
  }
  yield ['messageStop', { stopReason }];
  yield ['metadata', { usage, metrics: { latencyMs: 7 } }];
}
