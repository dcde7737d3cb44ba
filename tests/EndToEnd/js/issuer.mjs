// An authorization server as others run it (oidc-provider): PKCE, dynamic client registration, resource indicators, JWT access tokens, refresh
// tokens. Who comes is alice, and she agrees to everything. Prints its URL once it serves, and ends with its standard input.
// usage: issuer.mjs [SECONDS that access tokens live]
import { createServer } from 'node:http';
import { load } from '../../Support/js/imports.mjs';

const { default: Provider } = await load('oidc-provider');
const rsa = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
const lifetime = Number(process.argv[2] ?? 300);

const server = createServer();
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(url, {
  scopes: ['openid', 'offline_access', 'mcp', 'lambda-mcp/manage'],
  // A client that is known beforehand, for those who do not register.
  clients: [{ client_id: 'known-client', client_secret: 'of-the-known-client', grant_types: ['authorization_code', 'refresh_token'], redirect_uris: ['http://127.0.0.1:1/callback'] }],
  cookies: { keys: ['keys of one test alone'] },
  pkce: { required: () => true },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: true,
  features: {
    devInteractions: { enabled: false },
    registration: { enabled: true },
    resourceIndicators: {
      enabled: true,
      useGrantedResource: () => true,
      getResourceServerInfo: (_, resource) => ({
        scope: 'mcp lambda-mcp/manage', audience: resource, accessTokenTTL: lifetime, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  // Consent without a page to click on.
  loadExistingGrant: async context => {
    const { oidc } = context;
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope([...oidc.requestParamOIDCScopes].join(' '));
    for (const resource of Object.keys(oidc.resourceServers ?? {}))
      grant.addResourceScope(resource, [...oidc.requestParamScopes].join(' '));
    await grant.save();
    return grant;
  },
  jwks: { keys: [await signingKey('ES256', { name: 'ECDSA', namedCurve: 'P-256' }), await signingKey('RS256', rsa)] },
  ttl: { AuthorizationCode: 60, Grant: 3600, Interaction: 60, Session: 3600, RefreshToken: 3600, IdToken: 300 },
});
provider.on('server_error', (_, error) => console.error(error));

const callback = provider.callback();
server.on('request', (request, response) => {
  if (request.url.startsWith('/interaction/'))
    provider.interactionFinished(request, response, { login: { accountId: 'alice' }, consent: {} }).catch(error => { console.error(error); response.writeHead(500).end(); });
  else
    callback(request, response);
});
process.stdin.resume().on('end', () => process.exit());
console.log(url);

async function signingKey(alg, algorithm) {
  const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { key_ops, ext, ...key } = await crypto.subtle.exportKey('jwk', privateKey);
  return { ...key, kid: `${alg} of this test`, alg, use: 'sig' };
}
