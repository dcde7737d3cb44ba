// What people do with a client: list, call, follow progress, answer a question, see errors. Prints what came of it.
// usage: clients.mjs first|second|remote|ai-sdk URL TOKEN
//        clients.mjs first-stdio|second-stdio PROGRAM
import { aiSdk } from './ai-sdk.mjs';
import { first, firstStdio, remote, second, secondStdio } from './sdk.mjs';

const [kind, url, token] = process.argv.slice(2);
const connect = { first, second, remote, 'ai-sdk': aiSdk, 'first-stdio': firstStdio, 'second-stdio': secondStdio }[kind];

const asked = [];
const client = await connect(url, token, question => {
  asked.push(question.message);
  return { action: 'accept', content: { name: `Ada of ${kind}` } };
});

const progress = [];
const outcome = {
  names: (await client.list()).map(tool => tool.name),
  echo: await client.call('echo', { from: kind }),
  followed: await client.call('test_tool_with_progress', {}, told => progress.push(told.progress)),
  answered: await client.call('test_input_required_result_elicitation', {}),
  failing: await client.call('failing', { message: 'out of stock' }),
  unknown: await client.call('no-such-tool', {}).then(result => ({ result }), error => ({ code: error.code, message: String(error.message ?? error) })),
};
const revision = client.revision();
await client.close();

process.stdout.write(JSON.stringify({ ...outcome, progress, asked, revision }));
