// Lists all tools page by page, with the official TypeScript SDK's client of either generation, and prints how many pages there were.
// usage: pages.mjs first|second URL TOKEN
import { load } from '../../../Support/js/imports.mjs';

const [kind, url, token] = process.argv.slice(2);
const about = { name: 'end-to-end', version: '1.0.0' };
const options = { requestInit: { headers: { Authorization: `Bearer ${token}` } } };

async function connect() {
  if (kind === 'first') {
    const { Client } = await load('@modelcontextprotocol/sdk/client/index.js');
    const { StreamableHTTPClientTransport } = await load('@modelcontextprotocol/sdk/client/streamableHttp.js');
    const client = new Client(about);
    await client.connect(new StreamableHTTPClientTransport(new URL(url), options));
    return client;
  }
  const { Client, StreamableHTTPClientTransport } = await load('@modelcontextprotocol/client');
  const client = new Client(about, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), options));
  return client;
}

const client = await connect();
const names = [];
let pages = 0;
let cursor = '';
do {
  const page = await client.listTools({ cursor: cursor || undefined });
  names.push(...page.tools.map(tool => tool.name));
  cursor = page.nextCursor;
  pages++;
} while (cursor);
await client.close();

process.stdout.write(JSON.stringify({ pages, names }));
