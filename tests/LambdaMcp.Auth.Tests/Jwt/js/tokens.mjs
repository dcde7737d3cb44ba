// Makes tokens, good and bad, with a library that knows nothing of the server's, and prints them with the key sets of two issuers.
// usage: tokens.mjs ISSUER OTHER_ISSUER RESOURCE NOW
// ISSUER names audiences, OTHER_ISSUER clients (as Amazon Cognito has no audience). What is in the tokens and must not be logged says PLANTED.
import { constants, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { load } from '../../../Support/js/imports.mjs';

const { CompactEncrypt, CompactSign, FlattenedSign, SignJWT, UnsecuredJWT, exportJWK, exportSPKI, generateKeyPair } = await load('jose');

const [issuer, other, resource, time] = process.argv.slice(2);
const now = Number(time);
const text = new TextEncoder();
const base64 = value => Buffer.from(value).toString('base64url');

// ---- keys

const pair = (algorithm, options) => generateKeyPair(algorithm, { extractable: true, ...options });
const rsa = await pair('RS256');
const pss = await pair('PS256');
const bound = await pair('RS256');
const encrypting = await pair('RS256');
const wrapping = await pair('RS256');
const leaked = await pair('RS256');
const p256 = await pair('ES256');
const p384 = await pair('ES384');
const p521 = await pair('ES512');
const edwards = await pair('EdDSA');
const others = await pair('RS256');
const foreign = await pair('RS256');
const foreignCurve = await pair('ES256');
const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
const secp256k1 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
const oct = base64('a-shared-secret-of-thirty-two-by');

const published = async (key, kid, more) => ({ ...await exportJWK(key), kid, ...more });
const keys = [
  await published(rsa.publicKey, 'rsa', { use: 'sig' }),
  await published(pss.publicKey, 'pss', { key_ops: ['verify'] }),
  await published(bound.publicKey, 'rs256-only', { alg: 'RS256' }),
  await published(encrypting.publicKey, 'encrypting', { use: 'enc' }),
  await published(wrapping.publicKey, 'wrapping', { key_ops: ['wrapKey'] }),
  await published(leaked.privateKey, 'leaked'),
  await published(p256.publicKey, 'p256'),
  await published(p384.publicKey, 'p384'),
  await published(p521.publicKey, 'p521'),
  await published(edwards.publicKey, 'edwards'),
  { ...small.publicKey.export({ format: 'jwk' }), kid: 'small' },
  { ...secp256k1.publicKey.export({ format: 'jwk' }), kid: 'secp256k1' },
  { kty: 'oct', k: oct, kid: 'oct' },
  { kty: 'RSA', kid: 'exponent-one', n: (await exportJWK(foreign.publicKey)).n, e: 'AQ' },
  { kty: 'EC', crv: 'P-256', kid: 'off-curve', x: base64(Buffer.alloc(32, 1)), y: base64(Buffer.alloc(32, 2)) },
  'no key', { kty: 'RSA', kid: 'no-modulus', e: 'AQAB' },
];

// ---- how tokens are made

const claims = { iss: issuer, sub: 'alice', aud: resource, client_id: 'inspector', iat: now - 10, exp: now + 600, scope: 'mcp tools:read' };
const header = { alg: 'RS256', kid: 'rsa', typ: 'at+jwt' };

// A member that is undefined is left out.
const signed = (more = {}, head = {}, key = rsa.privateKey) =>
  new CompactSign(text.encode(JSON.stringify({ ...claims, ...more }))).setProtectedHeader({ ...header, ...head }).sign(key);

const ownKeys = new Map();
for (const { privateKey } of [rsa, p256])
  ownKeys.set(privateKey, { key: await exportJWK(privateKey), format: 'jwk' });
// For what the library would not make: any text or bytes, signed right.
const rawSigned = (head, payload, key = rsa.privateKey, hash = 'sha256', more = {}) => {
  const content = `${base64(head)}.${base64(payload)}`;
  return `${content}.${sign(hash, Buffer.from(content), { ...(ownKeys.get(key) ?? { key }), dsaEncoding: 'ieee-p1363', ...more }).toString('base64url')}`;
};
const json = JSON.stringify;
const withText = (payload, head = json(header)) => rawSigned(head, payload);
const withHeader = head => rawSigned(typeof head === 'string' ? head : json(head), json(claims));
const withoutSignature = (head, payload = claims) => `${base64(json(head))}.${base64(json(payload))}.`;
const shared = (algorithm, secret, head = {}) => {
  const content = `${base64(json({ ...header, alg: algorithm, ...head }))}.${base64(json(claims))}`;
  return `${content}.${createHmac(`sha${algorithm.slice(2)}`, secret).update(content).digest('base64url')}`;
};

const good = await signed();
const [goodHeader, goodClaims, goodSignature] = good.split('.');
const spki = await exportSPKI(rsa.publicKey);
const der = Buffer.from(spki.split('\n').slice(1, -1).join(''), 'base64');
const jwk = await exportJWK(rsa.publicKey);
const foreignJwk = await exportJWK(foreign.publicKey);
const curveSigned = await signed({}, { alg: 'ES256', kid: 'p256' }, p256.privateKey);
const curveContent = curveSigned.slice(0, curveSigned.lastIndexOf('.'));
const curveSignature = Buffer.from(curveSigned.slice(curveContent.length + 1), 'base64url');
const rsaSignature = Buffer.from(goodSignature, 'base64url');
const flipped = bytes => Buffer.from(bytes.map((byte, index) => index === 20 ? byte ^ 1 : byte));
const admin = json({ ...claims, sub: 'admin' });
const nested = depth => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const otherSpelling = value => value.slice(0, -1) + alphabet[alphabet.indexOf(value.at(-1)) + 1];

const tokens = {
  // ---- good
  'RS256': good,
  'RS384': await signed({}, { alg: 'RS384' }, await as(rsa, 'RS384')),
  'RS512': await signed({}, { alg: 'RS512' }, await as(rsa, 'RS512')),
  'PS256': await signed({}, { alg: 'PS256', kid: 'pss' }, pss.privateKey),
  'PS384': await signed({}, { alg: 'PS384', kid: 'pss' }, await as(pss, 'PS384')),
  'PS512': await signed({}, { alg: 'PS512', kid: 'pss' }, await as(pss, 'PS512')),
  'ES256': curveSigned,
  'ES384': await signed({}, { alg: 'ES384', kid: 'p384' }, p384.privateKey),
  'ES512': await signed({}, { alg: 'ES512', kid: 'p521' }, p521.privateKey),
  'made in one go': await new SignJWT({ scope: 'mcp', client_id: 'inspector' }).setProtectedHeader({ alg: 'RS256', kid: 'rs256-only', typ: 'JWT' })
    .setIssuer(issuer).setSubject('bob').setAudience([resource, 'https://elsewhere.example']).setIssuedAt(now).setNotBefore(now).setExpirationTime(now + 60)
    .setJti('3f1c').sign(bound.privateKey),
  'no kid': await signed({}, { kid: undefined }),
  'no typ': await signed({}, { typ: undefined }),
  'typ in capitals': await signed({}, { typ: 'AT+JWT' }),
  'typ with application/': await signed({}, { typ: 'application/at+jwt' }),
  'another name for the audience': await signed({ aud: 'urn:mcp' }),
  'audience of a set': await signed({ aud: `${resource}/crm` }),
  'audience of a set and of all': await signed({ aud: [`${resource}/crm`, resource] }),
  'no audience, but a known client': await signed({ iss: other, aud: undefined, client_id: 'known-client', token_use: 'access' }, { kid: 'others' }, others.privateKey),
  'client without subject': await signed({ sub: undefined }),
  'fraction of a second': await signed({ exp: now + 60.5, iat: now - 0.25 }),
  'just expired': await signed({ exp: now - 59 }),
  'just early': await signed({ nbf: now + 60, iat: now + 60 }),
  'scope as list': await signed({ scope: ['mcp', 'tools:read'] }),
  'scp as list': await signed({ scope: undefined, scp: ['mcp', 'tools:read'] }),
  'scp as text': await signed({ scope: undefined, scp: 'mcp tools:read' }),
  'escapes in names': withText(json(claims).replace('"aud"', '"\\u0061ud"').replace('"iss"', '"i\\u0073s"')),
  'foreign jwk beside the true kid': await signed({}, { jwk: foreignJwk, jku: `${issuer}/evil/jku` }),
  'unknown claims': await signed({ realm_access: { roles: ['a', 'b'] }, 'https://elsewhere.example/claim': null }),

  // ---- algorithms
  'alg none': new UnsecuredJWT(claims).encode(),
  'alg None': withoutSignature({ ...header, alg: 'None' }),
  'alg NONE': withoutSignature({ ...header, alg: 'NONE' }),
  'alg nOnE': withoutSignature({ ...header, alg: 'nOnE' }),
  'alg none with space': withoutSignature({ ...header, alg: 'none ' }),
  'alg none with a signature': withHeader({ ...header, alg: 'none' }),
  'alg none in escapes': `${base64('{"\\u0061lg":"n\\u006fne","kid":"rsa"}')}.${base64(json(claims))}.`,
  'alg empty': withHeader({ ...header, alg: '' }),
  'alg missing': withHeader({ kid: 'rsa' }),
  'alg number': withHeader({ ...header, alg: 256 }),
  'alg null': withHeader({ ...header, alg: null }),
  'alg list': withHeader({ ...header, alg: ['RS256'] }),
  'alg in small letters': withHeader({ ...header, alg: 'rs256' }),
  'alg RS1': rawSigned(json({ ...header, alg: 'RS1' }), json(claims), rsa.privateKey, 'sha1'),
  'alg EdDSA': await signed({}, { alg: 'EdDSA', kid: 'edwards' }, edwards.privateKey),
  'alg ES256K': rawSigned(json({ ...header, alg: 'ES256K', kid: 'secp256k1' }), json(claims), secp256k1.privateKey),
  'HS256 with the public key in PEM': await new SignJWT(claims).setProtectedHeader({ ...header, alg: 'HS256' }).sign(text.encode(spki)),
  'HS256 with the public key in PEM and a line break': shared('HS256', spki.trim() + '\n'),
  'HS256 with the public key in DER': shared('HS256', der),
  'HS256 with the public key as JWK': shared('HS256', json(jwk)),
  'HS256 with the modulus': shared('HS256', Buffer.from(jwk.n, 'base64url')),
  'HS256 with no key': shared('HS256', ''),
  'HS256 with the published secret': shared('HS256', Buffer.from(oct, 'base64url'), { kid: 'oct' }),
  'HS384 with the public key': shared('HS384', spki),
  'HS512 with the public key': shared('HS512', spki),
  'RS256 claimed of a curve key': withHeader({ ...header, kid: 'p256' }),
  'ES256 claimed of an RSA key': await signed({}, { alg: 'ES256' }, p256.privateKey),
  'ES256 claimed of P-384': await signed({}, { alg: 'ES256', kid: 'p384' }, p256.privateKey),
  'ES384 claimed of P-256': await signed({}, { alg: 'ES384', kid: 'p256' }, p384.privateKey),
  'ES256 of secp256k1': rawSigned(json({ ...header, alg: 'ES256', kid: 'secp256k1' }), json(claims), secp256k1.privateKey),
  'PS256 of a key for RS256': await signed({}, { alg: 'PS256', kid: 'rs256-only' }, await as(bound, 'PS256')),
  'PSS under the name RS256': rawSigned(json(header), json(claims), rsa.privateKey, 'sha256', { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
  'SHA-512 under the name RS256': rawSigned(json(header), json(claims), rsa.privateKey, 'sha512'),
  'key for encryption': await signed({}, { kid: 'encrypting' }, encrypting.privateKey),
  'key with other operations': await signed({}, { kid: 'wrapping' }, wrapping.privateKey),
  'key whose private half is published': await signed({}, { kid: 'leaked' }, leaked.privateKey),
  'RSA key of 1024 bits': rawSigned(json({ ...header, kid: 'small' }), json(claims), small.privateKey),
  'RSA key with exponent 1': withHeader({ ...header, kid: 'exponent-one' }),
  'point that is on no curve': await signed({}, { alg: 'ES256', kid: 'off-curve' }, foreignCurve.privateKey),

  // ---- signatures
  'signature of another token': `${goodHeader}.${goodClaims}.${(await signed({ sub: 'bob' })).split('.')[2]}`,
  'claims of another token': `${goodHeader}.${base64(admin)}.${goodSignature}`,
  'header of another token': `${base64(json({ ...header, kid: 'rs256-only' }))}.${goodClaims}.${goodSignature}`,
  'one bit of the signature changed': `${goodHeader}.${goodClaims}.${base64(flipped(rsaSignature))}`,
  'one bit of a curve signature changed': `${curveContent}.${base64(flipped(curveSignature))}`,
  'signature with a zero before it': `${goodHeader}.${goodClaims}.${base64(Buffer.concat([Buffer.alloc(1), rsaSignature]))}`,
  'signature of zeros': `${goodHeader}.${goodClaims}.${base64(Buffer.alloc(256))}`,
  'curve signature of zeros': `${curveContent}.${base64(Buffer.alloc(64))}`,
  'curve signature in DER': rawSigned(json({ ...header, alg: 'ES256', kid: 'p256' }), json(claims), p256.privateKey, 'sha256', { dsaEncoding: 'der' }),
  'curve signature too short': `${curveContent}.${base64(curveSignature.subarray(0, 63))}`,
  'curve signature too long': `${curveContent}.${base64(Buffer.concat([curveSignature, Buffer.alloc(1)]))}`,
  'signature empty': `${goodHeader}.${goodClaims}.`,
  'signature truncated': `${goodHeader}.${goodClaims}.${base64(rsaSignature.subarray(0, 250))}`,
  'signature truncated by one character': good.slice(0, -1),
  'signature in another spelling': otherSpelling(good),
  'foreign signature under a true kid': await signed({}, {}, foreign.privateKey),
  'foreign signature without kid': await signed({}, { kid: undefined }, foreign.privateKey),
  'foreign curve signature without kid': await signed({}, { alg: 'ES256', kid: undefined }, foreignCurve.privateKey),

  // ---- names of keys, and keys that come along
  'kid is a path': await signed({}, { kid: '../../../../dev/null' }, foreign.privateKey),
  'kid is an absolute path': await signed({}, { kid: '/proc/sys/kernel/PLANTED' }, foreign.privateKey),
  'kid is SQL': await signed({}, { kid: "rsa' UNION SELECT 'PLANTED" }, foreign.privateKey),
  'kid is a command': await signed({}, { kid: 'rsa|/usr/bin/PLANTED' }, foreign.privateKey),
  'kid is a URL': await signed({}, { kid: `${issuer}/evil/kid` }, foreign.privateKey),
  'kid of the other issuer': await signed({}, { kid: 'others' }, others.privateKey),
  'kid in capitals': await signed({}, { kid: 'RSA' }),
  'kid with a zero at its end': await signed({}, { kid: 'rsa\u0000' }),
  'kid with a line break': await signed({}, { kid: 'rsa\r\nPLANTED: log line' }, foreign.privateKey),
  'kid in other letters': await signed({}, { kid: 'rѕa' }),
  'kid very long': await signed({}, { kid: 'k'.repeat(4000) }, foreign.privateKey),
  'kid empty': await signed({}, { kid: '' }),
  'kid number': withHeader({ ...header, kid: 0 }),
  'kid null': withHeader({ ...header, kid: null }),
  'kid list': withHeader({ ...header, kid: ['rsa'] }),
  'kid object': withHeader({ ...header, kid: { $ne: null } }),
  'embedded jwk': await signed({}, { kid: undefined, jwk: foreignJwk }, foreign.privateKey),
  'embedded jwk under a true kid': await signed({}, { jwk: { ...foreignJwk, kid: 'rsa' } }, foreign.privateKey),
  'embedded jwk under its own kid': await signed({}, { kid: 'mine', jwk: { ...foreignJwk, kid: 'mine' } }, foreign.privateKey),
  'jku': await signed({}, { kid: 'mine', jku: `${issuer}/evil/jwks.json` }, foreign.privateKey),
  'jku under a true kid': await signed({}, { jku: `${issuer}/evil/jwks.json` }, foreign.privateKey),
  'x5u': await signed({}, { kid: 'mine', x5u: `${issuer}/evil/chain.pem` }, foreign.privateKey),
  'x5c': await signed({}, { kid: undefined, x5c: [der.toString('base64')] }, foreign.privateKey),

  // ---- headers
  'crit': withHeader({ ...header, crit: ['exp'], exp: now + 60 }),
  'crit empty': withHeader({ ...header, crit: [] }),
  'payload not encoded': await unencoded(),
  'b64 without crit': withHeader({ ...header, b64: false }),
  'alg twice, none first': withHeader('{"alg":"none","alg":"RS256","kid":"rsa"}'),
  'alg twice, none last': withHeader('{"alg":"RS256","kid":"rsa","alg":"none"}'),
  'alg twice, once in escapes': withHeader('{"alg":"RS256","kid":"rsa","\\u0061lg":"none"}'),
  'kid twice': withHeader('{"alg":"RS256","kid":"mine","kid":"rsa"}'),
  'member of an embedded key twice': withHeader('{"alg":"RS256","kid":"rsa","jwk":{"kty":"oct","kty":"RSA"}}'),
  'header is a list': withHeader(json([header])),
  'header is no JSON': withHeader('{"alg":"RS256","kid":"rsa"'),
  'header with text behind it': withHeader(json(header) + ' {}'),
  'header with a comment': withHeader('{"alg":"RS256",/* */"kid":"rsa"}'),
  'header with a byte order mark': withHeader('\ufeff' + json(header)),
  'typ of an ID token': await signed({}, { typ: 'id_token+jwt' }),
  'typ of a proof': await signed({}, { typ: 'dpop+jwt' }),
  'typ of a logout token': await signed({}, { typ: 'logout+jwt' }),
  'typ number': withHeader({ ...header, typ: 1 }),

  // ---- claims
  'expired': await signed({ exp: now - 3600 }),
  'expired by the skew': await signed({ exp: now - 60 }),
  'expired in 1970': await signed({ exp: 0 }),
  'exp missing': await signed({ exp: undefined }),
  'exp text': await signed({ exp: String(now + 600) }),
  'exp null': await signed({ exp: null }),
  'exp true': await signed({ exp: true }),
  'exp negative': await signed({ exp: -1 }),
  'exp beyond all years': await signed({ exp: 1e15 }),
  'exp beyond all numbers': withText(json(claims).replace(/"exp":\d+/, '"exp":1e999')),
  'exp not a number': withText(json(claims).replace(/"exp":\d+/, '"exp":NaN')),
  'exp twice': withText(json({ ...claims, exp: now - 3600 }).replace('{', `{"exp":${now + 600},`)),
  'early': await signed({ nbf: now + 3600 }),
  'early by a second more than the skew': await signed({ nbf: now + 61 }),
  'nbf text': await signed({ nbf: 'now' }),
  'issued in the future': await signed({ iat: now + 3600 }),
  'iat list': await signed({ iat: [now] }),
  'audience of another server': await signed({ aud: 'https://elsewhere.example/mcp' }),
  'audience that begins alike': await signed({ aud: `${resource}x` }),
  'audience of the host alone': await signed({ aud: new URL(resource).origin }),
  'audience in capitals': await signed({ aud: resource.toUpperCase() }),
  'audience with a slash': await signed({ aud: `${resource}/` }),
  'audience with a query': await signed({ aud: `${resource}?a=b` }),
  'audience below a set': await signed({ aud: `${resource}/crm/more` }),
  'audience of a parent': await signed({ aud: `${resource}/..` }),
  'audience of two sets': await signed({ aud: [`${resource}/crm`, `${resource}/billing`] }),
  'audience missing': await signed({ aud: undefined }),
  'audience missing, and an unknown client': await signed({ iss: other, aud: undefined, client_id: 'PLANTED-client' }, { kid: 'others' }, others.privateKey),
  'audience empty': await signed({ aud: [] }),
  'audience number': await signed({ aud: 1 }),
  'audience null': await signed({ aud: null }),
  'audience object': await signed({ aud: { [resource]: true } }),
  'audience list with a number': await signed({ aud: [resource, 1] }),
  'audience twice': withText(json(claims).replace('{', '{"aud":"https://elsewhere.example",')),
  'audience twice, once in escapes': withText(json(claims).replace('{', '{"a\\u0075d":"https://elsewhere.example",')),
  'issuer unknown': await signed({ iss: 'https://PLANTED.example' }, {}, foreign.privateKey),
  'issuer with a slash': await signed({ iss: `${issuer}/` }),
  'issuer in capitals': await signed({ iss: issuer.toUpperCase() }),
  'issuer by another name': await signed({ iss: issuer.replace('127.0.0.1', 'localhost') }),
  'issuer with a space': await signed({ iss: `${issuer} ` }),
  'issuer missing': await signed({ iss: undefined }),
  'issuer list': await signed({ iss: [issuer] }),
  'issuer twice': withText(json(claims).replace('{', '{"iss":"https://elsewhere.example",')),
  'the other issuer, signed by this one': await signed({ iss: other, client_id: 'known-client', aud: undefined }),
  'subject missing': await signed({ sub: undefined, client_id: undefined }),
  'subject number': await signed({ sub: 7 }),
  'subject empty': await signed({ sub: '' }),
  'subject with a line break': await signed({ sub: 'alice\nPLANTED' }),
  'subject with hidden characters': await signed({ sub: 'alice\u202e' }),
  'subject very long': await signed({ sub: 'a'.repeat(2000) }),
  'half a surrogate pair': withText(json({ ...claims, sub: 'X' }).replace('"X"', '"\\ud800"')),
  'subject that is no UTF-8': withText(Buffer.from(json({ ...claims, sub: '\u00ff' }), 'latin1')),
  'jti with a control character': await signed({ jti: 'PLANTED\u001b[31m' }),
  'jti number': await signed({ jti: 12 }),
  'scope number': await signed({ scope: 7 }),
  'scope with a quotation mark': await signed({ scope: 'mcp "PLANTED' }),
  'scopes too many': await signed({ scope: Array.from({ length: 500 }, (_, index) => `scope-${index}`).join(' ') }),
  'scp number': await signed({ scope: undefined, scp: 1 }),
  'nested member twice': withText(json(claims).replace('{', '{"a":[{"b":1,"b":2}],')),
  'nested too deep': withText(json(claims).replace('{', `{"a":${nested(200)},`)),
  'claims are a list': withText(json([claims])),
  'claims are text': withText(json('claims')),
  'claims are no JSON': withText('PLANTED'),
  'claims with a comma too many': withText(json(claims).replace('}', ',}')),
  'claims empty': `${goodHeader}..${goodSignature}`,
  'bound to a key of the client': await signed({ cnf: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' } }),
  'ID token of Cognito': await signed({ iss: other, aud: undefined, client_id: 'known-client', token_use: 'id' }, { kid: 'others' }, others.privateKey),
  'ID token of Keycloak': await signed({ typ: 'ID' }),
  'refresh token of Keycloak': await signed({ typ: 'Refresh' }),
  'ID token with the hash of a token': await signed({ at_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng' }),
  'logout token': await signed({ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),

  // ---- form
  'header truncated': good.slice(5),
  'claims truncated': `${goodHeader}.${goodClaims.slice(0, -5)}.${goodSignature}`,
  'header alone': goodHeader,
  'without signature part': `${goodHeader}.${goodClaims}`,
  'header empty': `.${goodClaims}.${goodSignature}`,
  'four parts': `${good}.${goodSignature}`,
  'dots alone': '..',
  'padding at the end': `${good}==`,
  'padding inside': `${goodHeader}=.${goodClaims}.${goodSignature}`,
  'signature in plain base64': `${goodHeader}.${goodClaims}.${'+/'.repeat(171)}`,
  'space inside': `${goodHeader}. ${goodClaims}.${goodSignature}`,
  'line break at the end': `${good}\n`,
  'percent signs': good.replaceAll('.', '%2E'),
  'nested in an encrypted token': await new CompactEncrypt(text.encode(good)).setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', cty: 'JWT', kid: 'rsa' })
    .encrypt(await as(rsa, 'RSA-OAEP-256', 'publicKey')),
  'token in a token': withText(good),
  'as JSON': json(await new FlattenedSign(text.encode(json(claims))).setProtectedHeader(header).sign(rsa.privateKey)),
  'larger than 8 KB': await signed({ more: 'PLANTED'.repeat(1500) }),
  'larger than 1 MB': await signed({ more: 'PLANTED'.repeat(200_000) }),
};

process.stdout.write(json({ keys: { keys }, otherKeys: { keys: [await published(others.publicKey, 'others')] }, tokens }));

// The same key for another algorithm of its kind: the library's keys know theirs.
async function as({ privateKey, publicKey }, algorithm, half = 'privateKey') {
  const { importJWK } = await load('jose');
  const { alg, key_ops, ...bare } = await exportJWK(half === 'privateKey' ? privateKey : publicKey);
  return importJWK(bare, algorithm);
}

async function unencoded() {
  const jws = await new FlattenedSign(text.encode('PLANTED')).setProtectedHeader({ ...header, b64: false, crit: ['b64'] }).sign(rsa.privateKey);
  return `${jws.protected}.${goodClaims}.${jws.signature}`;
}
