// Converse and ConverseStream on this machine. Each request is held against the model of AWS's JavaScript SDK and its documentation; what is in order is
// answered as a conversation's file says.
// usage: node bedrock.mjs                       serves until standard input ends; says its URL in a line;
//                                               PUT /conversation gives it one, GET /requests tells what came since
//        node bedrock.mjs --judge FILE...       has AWS's own client call it, and tells what that client read, a line a file
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { load } from '../js/imports.mjs';
import { check } from './schema.mjs';
import { conversation, rulesFor } from './rules.mjs';
import { event, events, exception } from './frames.mjs';

const sdk = await load('@aws-sdk/client-bedrock-runtime');
const [mode, ...files] = process.argv.slice(2);
let requests = [];
let turns = [];

const problems = (modelId, operation, body, headers) => [
  ...check(operation === 'converse' ? sdk.ConverseRequest$ : sdk.ConverseStreamRequest$, { modelId, ...body }, '$', rulesFor(sdk, modelId)),
  ...conversation(body),
  ...(headers['content-type']?.startsWith('application/json') ? [] : [`The content type is ${headers['content-type']}.`]),
  ...(/Credential=[^/]+\/\d{8}\/[a-z0-9-]+\/bedrock\/aws4_request/.test(headers.authorization ?? '') ? [] : ['The request is not signed for the service bedrock.']),
];

const send = (response, status, body, headers = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

const server = createServer(async (request, response) => {
  if (request.url === '/requests') {
    send(response, 200, requests);
    return;
  }

  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = JSON.parse(Buffer.concat(chunks).toString());
  if (request.url === '/conversation') {
    turns = body.turns;
    requests = [];
    send(response, 200, {});
    return;
  }

  const [, model, operation] = /^\/model\/([^/]+)\/(converse|converse-stream)$/.exec(request.url) ?? [];
  const found = model === undefined ? [`There is no ${request.url}.`]
    : model !== encodeURIComponent(decodeURIComponent(model)) ? [`The model's id is not encoded: ${model}`]
      : problems(decodeURIComponent(model), operation, body, request.headers);
  requests.push({ path: request.url, body, problems: found });
  if (found.length > 0) {
    send(response, 400, { message: found.join('; ') }, { 'x-amzn-errortype': 'ValidationException' });
    return;
  }

  const turn = turns.shift();
  if (!turn) {
    send(response, 400, { message: 'The conversation has no more turns.' }, { 'x-amzn-errortype': 'ValidationException' });
  } else if (turn.error) {
    send(response, turn.error.status, { message: turn.error.message }, { 'x-amzn-errortype': turn.error.type });
  } else if (operation === 'converse') {
    const { content, stopReason, usage } = turn.answer;
    send(response, 200, { output: { message: { role: 'assistant', content } }, stopReason, usage, metrics: { latencyMs: 7 } });
  } else {
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
    const all = [...events(turn.answer)];
    for (const [type, payload] of all.slice(0, turn.exception?.after ?? turn.cut ?? all.length)) response.write(event(type, payload));
    if (turn.exception) response.write(exception(turn.exception));
    response.end();
  }
});

await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}`;
if (mode === '--judge') {
  for (const file of files) console.log(stringify(await judge(JSON.parse(await readFile(file, 'utf8')))));
  server.close();
  server.closeAllConnections();
} else {
  console.log(JSON.stringify({ url }));
  process.stdin.resume().on('end', () => process.exit());
}

// Every turn by both operations, as AWS's client reads them.
async function judge(script) {
  requests = [];
  // The client would speak HTTP/2, which this server does not.
  const { NodeHttpHandler } = await load('@smithy/node-http-handler');
  const client = new sdk.BedrockRuntimeClient({ endpoint: url, requestHandler: new NodeHttpHandler(), region: 'us-east-1', credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }, maxAttempts: 1 });
  const input = { modelId: 'us.amazon.nova-2-lite-v1:0', messages: [{ role: 'user', content: [{ text: 'Hello?' }] }] };
  const told = [];
  for (const turn of script.turns) {
    const streamed = await attempt(turn, async () => {
      const { stream } = await client.send(new sdk.ConverseStreamCommand(input));
      return await gather(stream);
    });
    const whole = await attempt(turn, async () => {
      const { output, stopReason, usage } = await client.send(new sdk.ConverseCommand(input));
      return { content: output.message.content, stopReason, usage };
    });
    told.push({ streamed, whole });
  }
  return { told, problems: requests.flatMap(request => request.problems) };
}

function stringify(value) {
  return JSON.stringify(value, (_, member) => member instanceof Uint8Array ? Buffer.from(member).toString('base64') : member);
}

async function attempt(turn, call) {
  turns = [turn];
  try {
    return await call();
  } catch (error) {
    return { error: error.name, message: error.message };
  }
}

async function gather(stream) {
  const blocks = [], answer = {};
  for await (const { contentBlockStart: start, contentBlockDelta: delta, messageStop: stop, metadata } of stream) {
    if (start) blocks[start.contentBlockIndex] = { toolUse: { ...start.start.toolUse, input: '' } };
    if (delta) {
      const block = blocks[delta.contentBlockIndex] ??= {};
      const { text, toolUse, reasoningContent } = delta.delta;
      if (text !== undefined) block.text = (block.text ?? '') + text;
      if (toolUse) block.toolUse.input += toolUse.input;
      if (reasoningContent?.redactedContent) block.reasoningContent = { redactedContent: reasoningContent.redactedContent };
      else if (reasoningContent) {
        const thought = (block.reasoningContent ??= { reasoningText: { text: '' } }).reasoningText;
        thought.text += reasoningContent.text ?? '';
        if (reasoningContent.signature) thought.signature = reasoningContent.signature;
      }
    }
    if (stop) answer.stopReason = stop.stopReason;
    if (metadata) answer.usage = metadata.usage;
  }
  const content = blocks.map(block => block.toolUse ? { toolUse: { ...block.toolUse, input: parse(block.toolUse.input) } } : block);
  return { content, ...answer };
}

function parse(input) {
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}
