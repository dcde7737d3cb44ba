// Lists the tools and makes the calls that standard input names, with the official TypeScript SDK's client, and prints what came back.
// usage: client.mjs URL TOKEN < [{"name": "...", "arguments": {...}}, ...]
import { load } from '../../Support/js/imports.mjs';

const { Client } = await load('@modelcontextprotocol/sdk/client/index.js');
const { StreamableHTTPClientTransport } = await load('@modelcontextprotocol/sdk/client/streamableHttp.js');

const [url, token] = process.argv.slice(2);
const calls = JSON.parse(await new Response(process.stdin).text());

const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { Authorization: `Bearer ${token}` } } });
const client = new Client({ name: 'end-to-end', version: '1.0.0' });
await client.connect(transport);
await client.ping();

const { tools } = await client.listTools();
// A hundred calls at once start many processes: the usual minute may be over before a busy machine has.
const results = await Promise.all(calls.map(call => client.callTool(call, undefined, { timeout: 300_000 }).catch(error => ({ thrown: String(error), code: error.code }))));
const session = transport.sessionId;
await transport.terminateSession();
await client.close();

process.stdout.write(JSON.stringify({ server: client.getServerVersion(), session, tools, results }));
