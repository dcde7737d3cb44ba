// An administrator's program: shows a registration where it was hidden, and hides it where it was shown.
import { signedFetch } from './signed_fetch.mjs';

const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, REGISTRATION_URL } = process.env;
const signer = {
  accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, sessionToken: AWS_SESSION_TOKEN, region: AWS_REGION, service: 'execute-api',
};

export const handler = async () => {
  const registration = await send('GET');
  registration.enabled = !registration.enabled;
  await send('PUT', JSON.stringify(registration));
  return `${registration.id} is ${registration.enabled ? 'shown' : 'hidden'}.`;
};

async function send(method, body) {
  const response = await signedFetch(signer, method, REGISTRATION_URL, body);
  if (!response.ok) throw new Error(`${method} ${REGISTRATION_URL}: ${response.status} ${await response.text()}`);
  return response.json();
}
