import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { audioContent, embeddedResource, imageContent, multipleContentTypes } from '../Node/content.mjs';
import { load } from '../suite/modules.mjs';

const types = load('@modelcontextprotocol/sdk/types.js');
const text = value => ({ content: [{ type: 'text', text: value }] });

// The schemas are those of the functions that the suite finds behind the endpoint.
const registered = new Map(JSON.parse(readFileSync(new URL('../registrations.json', import.meta.url), 'utf8')).filter(({ type }) => type === 'tool')
  .map(({ name, description, parameters }) => [name, { name, description, inputSchema: parameters ?? { type: 'object', properties: {} } }]));
const form = (message, properties) => ({ method: 'elicitation/create', params: { mode: 'form', message, requestedSchema: { type: 'object', properties } } });
const model = prompt => ({ method: 'sampling/createMessage', params: { messages: [{ role: 'user', content: { type: 'text', text: prompt } }], maxTokens: 100 } });
const roots = { method: 'roots/list' };
const schemas = { 'elicitation/create': types.ElicitResultSchema, 'sampling/createMessage': types.CreateMessageResultSchema, 'roots/list': types.ListRootsResultSchema };
const ask = ({ sendRequest }, question) => sendRequest(question, schemas[question.method]);
const options = (...names) => names.map(([name, title]) => ({ const: name, title }));

const userName = form('What is your name?', { name: { type: 'string' } });
const capital = model('What is the capital of France?');
const defaults = form('Please review the defaults.', {
  name: { type: 'string', default: 'John Doe' },
  age: { type: 'integer', default: 30 },
  score: { type: 'number', default: 95.5 },
  status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
  verified: { type: 'boolean', default: true },
});
const choices = form('Please choose.', {
  untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
  titledSingle: { type: 'string', oneOf: options(['value1', 'First Option'], ['value2', 'Second Option'], ['value3', 'Third Option']) },
  legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['Option One', 'Option Two', 'Option Three'] },
  untitledMulti: { type: 'array', items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
  titledMulti: { type: 'array', items: { anyOf: options(['value1', 'First Choice'], ['value2', 'Second Choice'], ['value3', 'Third Choice']) } },
});

async function report(_, { _meta, sendNotification }) {
  for (const progress of [0, 50, 100]) {
    if (_meta?.progressToken !== undefined) await sendNotification({ method: 'notifications/progress', params: { progressToken: _meta.progressToken, progress, total: 100 } });
    await delay(50);
  }
  return text('Progress was reported.');
}

async function log(_, { sendNotification }) {
  for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
    await sendNotification({ method: 'notifications/message', params: { level: 'info', data } });
    await delay(50);
  }
  return text('Messages were logged.');
}

const asking = question => async (_, extra) => text(`Elicitation completed: ${JSON.stringify(await ask(extra, question))}`);

const calls = {
  test_simple_text: async () => text('This is a simple text response for testing.'),
  test_image_content: imageContent,
  test_audio_content: audioContent,
  test_embedded_resource: embeddedResource,
  test_multiple_content_types: multipleContentTypes,
  test_error_handling: async () => ({ ...text('This tool intentionally returns an error for testing'), isError: true }),
  test_tool_with_progress: report,
  test_tool_with_logging: log,
  test_logging_tool: log,
  test_sampling: async ({ prompt }, extra) => text(`LLM response: ${(await ask(extra, model(prompt))).content.text}`),
  test_elicitation: async ({ message }, extra) =>
    text(`User response: ${JSON.stringify(await ask(extra, form(message, { username: { type: 'string' }, email: { type: 'string' } })))}`),
  test_elicitation_sep1034_defaults: asking(defaults),
  test_elicitation_sep1330_enums: asking(choices),
  test_streaming_elicitation: asking(userName),
  test_missing_capability: async (_, extra) => text(`LLM response: ${JSON.stringify(await ask(extra, capital))}`),
  test_input_required_result_elicitation: async (_, extra) => text(`Hello, ${(await ask(extra, userName)).content?.name}!`),
  test_input_required_result_sampling: async (_, extra) => text(`LLM response: ${(await ask(extra, capital)).content.text}`),
  test_input_required_result_list_roots: async (_, extra) => text(`Roots: ${JSON.stringify(await ask(extra, roots))}`),
  test_input_required_result_multiple_inputs: async (_, extra) =>
    text(`Answers: ${JSON.stringify(await Promise.all([userName, capital, roots].map(question => ask(extra, question))))}`),
  test_input_required_result_multi_round: async (_, extra) => {
    const name = (await ask(extra, userName)).content?.name;
    const color = (await ask(extra, form('What is your favorite color?', { color: { type: 'string' } }))).content?.color;
    return text(`${name} likes ${color}.`);
  },
  test_trigger_tool_change: async (_, { toggle, sendNotification }) => {
    toggle('toggled_tool');
    await sendNotification({ method: 'notifications/tools/list_changed' });
    return text('The list of tools changed.');
  },
  test_trigger_prompt_change: async (_, { toggle, sendNotification }) => {
    toggle('toggled_prompt');
    await sendNotification({ method: 'notifications/prompts/list_changed' });
    return text('The list of prompts changed.');
  },
  toggled_tool: async () => text('Here for now.'),
  test_custom_header: async ({ region }) => text(`Region: ${region}`),
  json_schema_2020_12_tool: async () => text('The schema was demanding.'),
};

export const tools = Object.entries(calls).map(([name, call]) => ({ ...registered.get(name), call }));
