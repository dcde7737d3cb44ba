// What people do with a client: list, call, follow progress, answer a question, see errors. Prints what came of it.
// usage: clients.mjs first|second|remote|ai-sdk URL TOKEN
//        clients.mjs first-stdio|second-stdio PROGRAM
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
const folder = mkdtempSync(join(tmpdir(), 'clients-'));
// The tool answers once this is there.
const until = join(folder, 'all-told');
const follow = told => {
  progress.push(told.progress);
  if (progress.length === 3)
    writeFileSync(until, '');
};
const outcome = {
  names: (await client.list()).map(tool => tool.name),
  echo: await client.call('echo', { from: kind }),
  followed: await client.call('test_tool_with_progress', client.tellsProgress === false ? {} : { until }, follow),
  answered: await client.call('test_input_required_result_elicitation', {}),
  failing: await client.call('failing', { message: 'out of stock' }),
  unknown: await client.call('no-such-tool', {}).then(result => ({ result }), error => ({ code: error.code, message: String(error.message ?? error) })),
};
const revision = client.revision();
await client.close();
rmSync(folder, { recursive: true });

process.stdout.write(JSON.stringify({ ...outcome, progress, asked, revision }));
