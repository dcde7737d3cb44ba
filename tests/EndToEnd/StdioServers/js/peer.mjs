// What people do with the clients of run-mcp-servers-with-aws-lambda. Prints what came of it.
// usage: peer.mjs invoke FUNCTION REGION
//        peer.mjs url URL REGION
import http from 'node:http';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { load } from '../../../Support/js/imports.mjs';

const [way, target, region] = process.argv.slice(2);
const peer = path.join(process.env.LAMBDA_MCP_NODE_MODULES, '@aws', 'run-mcp-servers-with-aws-lambda', 'dist', 'index.js');
const { LambdaFunctionClientTransport, StreamableHTTPClientWithSigV4Transport } = await import(pathToFileURL(peer));
const { Client } = await load('@modelcontextprotocol/sdk/client/index.js');

// It signs the host without its port, as function URLs have none; so that is the host that is said here.
const fetchAsSigned = (url, init) => new Promise((resolve, reject) => {
  const request = http.request(url, { method: init.method, headers: init.headers, signal: init.signal }, answer => resolve(new Response(
    [204, 304].includes(answer.statusCode) ? null : Readable.toWeb(answer), { status: answer.statusCode, headers: answer.headers })));
  request.on('error', reject).end(init.body);
});

const transport = way === 'url'
  ? new StreamableHTTPClientWithSigV4Transport(new URL(target), { service: 'lambda', region, fetch: fetchAsSigned })
  : new LambdaFunctionClientTransport({ functionName: target, regionName: region });
const client = new Client({ name: 'end-to-end', version: '1.0.0' });
await client.connect(transport);

process.stdout.write(JSON.stringify({
  server: client.getServerVersion(),
  tools: (await client.listTools()).tools.map(tool => tool.name),
  echo: await client.callTool({ name: 'echo', arguments: { message: 'hello' } }),
  read: await client.readResource({ uri: 'demo://resource/dynamic/text/9' }),
  prompt: await client.getPrompt({ name: 'args-prompt', arguments: { city: 'Rome' } }),
  failed: await client.readResource({ uri: 'demo://none' }).then(() => false, () => true),
}));
await client.close();
