// A server with what the suite asks for, in the revision with sessions: on standard input and output, or over HTTP by itself.
// usage: server.mjs stdio | http PORT
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { load } from '../suite/modules.mjs';
import { prompts, complete } from './prompts.mjs';
import { resources, templates, read } from './resources.mjs';
import { tools } from './tools.mjs';

const { Server } = load('@modelcontextprotocol/sdk/server/index.js');
const { StdioServerTransport } = load('@modelcontextprotocol/sdk/server/stdio.js');
const { StreamableHTTPServerTransport } = load('@modelcontextprotocol/sdk/server/streamableHttp.js');
const types = load('@modelcontextprotocol/sdk/types.js');

function newServer() {
  const server = new Server({ name: 'suite', version: '1.0.0' }, {
    capabilities: { tools: { listChanged: true }, prompts: { listChanged: true }, resources: { subscribe: true }, completions: {}, logging: {} },
  });
  const find = (entries, name) => entries.find(entry => entry.name === name) ?? refuse(`There is no ${name}`);
  const shown = ({ call, get, ...definition }) => definition;
  // What comes and goes does so for this client.
  const hidden = new Set(['toggled_tool', 'toggled_prompt']);
  const toggle = name => hidden.delete(name) || hidden.add(name);
  const visible = entries => entries.filter(({ name }) => !hidden.has(name)).map(shown);
  server.setRequestHandler(types.ListToolsRequestSchema, () => ({ tools: visible(tools) }));
  server.setRequestHandler(types.CallToolRequestSchema, ({ params }, extra) => find(tools, params.name).call(params.arguments ?? {}, { server, toggle, ...extra }));
  server.setRequestHandler(types.ListPromptsRequestSchema, () => ({ prompts: visible(prompts) }));
  server.setRequestHandler(types.GetPromptRequestSchema, ({ params }, extra) => find(prompts, params.name).get(params.arguments ?? {}, extra));
  server.setRequestHandler(types.ListResourcesRequestSchema, () => ({ resources }));
  server.setRequestHandler(types.ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: templates }));
  server.setRequestHandler(types.ReadResourceRequestSchema, ({ params }) => ({ contents: [read(params.uri) ?? refuse('There is no such resource', -32002, { uri: params.uri })] }));
  server.setRequestHandler(types.SubscribeRequestSchema, () => ({}));
  server.setRequestHandler(types.UnsubscribeRequestSchema, () => ({}));
  server.setRequestHandler(types.CompleteRequestSchema, ({ params }) => ({ completion: complete(params.argument.value) }));
  return server;
}

function refuse(message, code = -32602, data = undefined) {
  throw new types.McpError(code, message, data);
}

const transports = new Map();

async function handle(request, response) {
  const id = request.headers['mcp-session-id'];
  let transport = transports.get(id);
  if (id && !transport) {
    response.writeHead(404).end();
    return;
  }
  if (!transport) {
    transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: session => transports.set(session, transport),
      onsessionclosed: session => transports.delete(session),
    });
    await newServer().connect(transport);
  }
  await transport.handleRequest(request, response);
}

const [mode, port] = process.argv.slice(2);
if (mode === 'http') createServer(handle).listen(Number(port), 'localhost');
else await newServer().connect(new StdioServerTransport());
