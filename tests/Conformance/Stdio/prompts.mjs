import { load } from '../suite/modules.mjs';

const types = load('@modelcontextprotocol/sdk/types.js');
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const text = value => ({ type: 'text', text: value });
const messages = (...contents) => ({ messages: contents.map(content => ({ role: 'user', content })) });

export const prompts = [
  { name: 'test_simple_prompt', description: 'A prompt.', get: async () => messages(text('This is a simple prompt for testing.')) },
  {
    name: 'test_prompt_with_arguments',
    arguments: [{ name: 'arg1', required: true }, { name: 'arg2', required: true }],
    get: async ({ arg1, arg2 }) => messages(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  },
  {
    name: 'test_prompt_with_embedded_resource',
    arguments: [{ name: 'resourceUri', required: true }],
    get: async ({ resourceUri }) => messages(
      { type: 'resource', resource: { uri: resourceUri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' } },
      text('Please process the embedded resource above.')),
  },
  {
    name: 'test_prompt_with_image',
    get: async () => messages({ type: 'image', data: pixel, mimeType: 'image/png' }, text('Please analyze the image above.')),
  },
  {
    name: 'test_input_required_result_prompt',
    get: async (_, { sendRequest }) => {
      const requestedSchema = { type: 'object', properties: { context: { type: 'string' } }, required: ['context'] };
      const answer = await sendRequest(
        { method: 'elicitation/create', params: { mode: 'form', message: 'What context should the prompt use?', requestedSchema } }, types.ElicitResultSchema);
      return messages(text(`Use this context: ${answer.content?.context}`));
    },
  },
  { name: 'toggled_prompt', get: async () => messages(text('Here for now.')) },
];

export function complete(typed) {
  const values = ['testValue1', 'testValue2', 'paris', 'park', 'party'].filter(value => value.startsWith(typed));
  return { values, total: values.length, hasMore: false };
}
