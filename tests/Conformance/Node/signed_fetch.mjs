// HTTP requests with AWS's Signature Version 4.
import { createHash, createHmac } from 'node:crypto';

const sha256 = data => createHash('sha256').update(data).digest('hex');
const hmac = (key, data) => createHmac('sha256', key).update(data).digest();

/**
 * Sends a signed request; fetch adds nothing that would have to be signed. The path must need no escapes, and there is no query.
 * @param {{ accessKeyId, secretAccessKey, sessionToken?, region, service }} signer
 */
export async function signedFetch(signer, method, url, body = '') {
  const { host, pathname } = new URL(url);
  const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const headers = { host, 'x-amz-content-sha256': sha256(body), 'x-amz-date': time };
  if (signer.sessionToken) headers['x-amz-security-token'] = signer.sessionToken;

  const names = Object.keys(headers).sort();
  const canonical = [method, pathname, '', ...names.map(name => `${name}:${headers[name]}`), '', names.join(';'), headers['x-amz-content-sha256']];
  const scope = [time.slice(0, 8), signer.region, signer.service, 'aws4_request'];
  const key = scope.reduce(hmac, `AWS4${signer.secretAccessKey}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical.join('\n'))].join('\n')).toString('hex');

  const authorization = `AWS4-HMAC-SHA256 Credential=${signer.accessKeyId}/${scope.join('/')}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  delete headers.host;
  return fetch(url, { method, headers: { ...headers, authorization }, body: body || undefined });
}
