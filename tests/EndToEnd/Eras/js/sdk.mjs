// The official TypeScript SDK: its first generation, which opens sessions, and its second, which speaks the stateless revision.
import { load } from '../../../Support/js/imports.mjs';

const about = { name: 'end-to-end', version: '1.0.0' };
const capabilities = { elicitation: {} };

/** @modelcontextprotocol/sdk over Streamable HTTP. */
export async function first(url, token, answer) {
  const { StreamableHTTPClientTransport } = await load('@modelcontextprotocol/sdk/client/streamableHttp.js');
  return sessions(new StreamableHTTPClientTransport(new URL(url), withToken(token)), answer);
}

/** The same client with a program of ours as its server. */
export async function firstStdio(command, _, answer) {
  const { StdioClientTransport } = await load('@modelcontextprotocol/sdk/client/stdio.js');
  return sessions(new StdioClientTransport(server(command)), answer);
}

/** The same client over stdio, with mcp-remote between. */
export async function remote(url, token, answer) {
  const { require } = await import('../../../Support/js/imports.mjs');
  const { StdioClientTransport } = await load('@modelcontextprotocol/sdk/client/stdio.js');
  const { dirname, join } = await import('node:path');
  const { mkdtempSync, rmSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(join(tmpdir(), 'mcp-remote-'));
  const client = await sessions(new StdioClientTransport({
    command: process.execPath,
    args: [join(dirname(require.resolve('mcp-remote/package.json')), 'dist/proxy.js'), url, '--header', `Authorization: Bearer ${token}`, '--allow-http', '--silent'],
    env: { ...process.env, MCP_REMOTE_CONFIG_DIR: folder },
  }), answer);
  return { ...client, close: async () => { await client.close(); rmSync(folder, { recursive: true, force: true }); } };
}

async function sessions(transport, answer) {
  const { Client } = await load('@modelcontextprotocol/sdk/client/index.js');
  const { ElicitRequestSchema, CallToolResultSchema } = await load('@modelcontextprotocol/sdk/types.js');
  const client = new Client(about, { capabilities });
  client.setRequestHandler(ElicitRequestSchema, request => answer(request.params));
  await client.connect(transport);
  return {
    list: async () => (await client.listTools()).tools,
    call: (name, args, onprogress) => client.callTool({ name, arguments: args }, CallToolResultSchema, { onprogress }),
    revision: () => transport.protocolVersion ?? 'unknown',
    close: () => client.close(),
  };
}

/** @modelcontextprotocol/client, held to the stateless revision. */
export async function second(url, token, answer) {
  const { StreamableHTTPClientTransport } = await load('@modelcontextprotocol/client');
  return stateless(new StreamableHTTPClientTransport(new URL(url), withToken(token)), answer);
}

/** The same client with a program of ours as its server. */
export async function secondStdio(command, _, answer) {
  const { StdioClientTransport } = await load('@modelcontextprotocol/client/stdio');
  return stateless(new StdioClientTransport(server(command)), answer);
}

async function stateless(transport, answer) {
  const { Client } = await load('@modelcontextprotocol/client');
  const client = new Client(about, { capabilities, versionNegotiation: { mode: { pin: '2026-07-28' } } });
  client.setRequestHandler('elicitation/create', request => answer(request.params));
  await client.connect(transport);
  return {
    list: async () => (await client.listTools()).tools,
    call: (name, args, onprogress) => client.callTool({ name, arguments: args }, { onprogress }),
    revision: () => client.getNegotiatedProtocolVersion(),
    close: () => client.close(),
  };
}

const server = command => ({ command, args: ['--stdio'], env: process.env });

const withToken = token => ({ requestInit: { headers: { Authorization: `Bearer ${token}` } } });
