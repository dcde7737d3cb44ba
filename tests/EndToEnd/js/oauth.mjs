// Connects an official TypeScript client to a URL of which it knows nothing, follows the user's browser through the authorization, calls a
// tool, and once more when its token is no good any longer, and prints what happened.
// usage: oauth.mjs PACKAGE URL TOOL ARGUMENTS [RESOURCE to ask a token for, in the place of the one that the metadata name]
import { load } from '../../Support/js/imports.mjs';
import { follow } from './browser.mjs';

const [name, url, tool, args, resource] = process.argv.slice(2);
const parts = name === '@modelcontextprotocol/sdk' ? ['client/index.js', 'client/streamableHttp.js', 'client/auth.js'].map(part => `${name}/${part}`) : [name];
const { Client, StreamableHTTPClientTransport, UnauthorizedError } = Object.assign({}, ...await Promise.all(parts.map(load)));

const kept = { saved: 0 };
const seen = [];
const provider = {
  redirectUrl: 'http://127.0.0.1:1/callback',
  clientMetadata: {
    client_name: 'end-to-end', redirect_uris: ['http://127.0.0.1:1/callback'], grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'], token_endpoint_auth_method: 'none', application_type: 'native',
  },
  clientInformation: () => kept.client,
  saveClientInformation: client => { kept.client = client; },
  tokens: () => kept.tokens,
  saveTokens: tokens => { kept.tokens = tokens; kept.saved++; },
  codeVerifier: () => kept.verifier,
  saveCodeVerifier: verifier => { kept.verifier = verifier; },
  redirectToAuthorization: authorization => { kept.authorization = authorization; },
};
if (resource)
  provider.validateResourceURL = async () => new URL(resource);
// The SDK's own requests, noted by their URLs.
const fetchAndNote = async (input, init) => {
  const response = await fetch(input, init);
  seen.push(`${init?.method ?? 'GET'} ${new URL(input.url ?? input).href} ${response.status}`);
  return response;
};
const connect = async () => {
  const client = new Client({ name: 'end-to-end', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(new URL(url), { authProvider: provider, fetch: fetchAndNote });
  try {
    await client.connect(transport);
  } catch (error) {
    if (!(error instanceof UnauthorizedError))
      throw error;
    const answer = await follow(kept.authorization);
    await transport.finishAuth(answer.get('code'), answer.get('iss'));
    return connect();
  }
  return client;
};

try {
  const client = await connect();
  const call = () => client.callTool({ name: tool, arguments: JSON.parse(args) });
  const result = await call();
  kept.tokens.access_token = kept.tokens.access_token.replace(/[^.]+$/, 'c2lnbmVkIGJ5IG5vYm9keQ');
  await call();
  await client.close();
  process.stdout.write(JSON.stringify({ result, seen, authorization: kept.authorization.href, client: kept.client, tokens: kept.tokens, saved: kept.saved }));
} catch (error) {
  console.error(seen.join('\n'));
  throw error;
}
