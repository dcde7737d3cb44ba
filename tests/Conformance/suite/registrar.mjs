import { readFileSync } from 'node:fs';
import { signedFetch } from '../Node/signed_fetch.mjs';

/** Registers everything in the file through the registration API, as an administrator would; functions are named there, not their ARNs. */
export async function register(ready, file) {
  const arns = await functionArns(ready);
  for (const { function: name, ...registration } of JSON.parse(readFileSync(file, 'utf8'))) {
    const body = JSON.stringify({ ...registration, lambdaArn: arns[name] });
    const response = await signedFetch({ ...ready, service: 'execute-api' }, 'POST', ready.registerUrl, body);
    if (response.status !== 201) console.error(`${registration.type} ${registration.name}: ${response.status} ${await response.text()}`);
  }
}

async function functionArns(ready) {
  const response = await signedFetch({ ...ready, service: 'lambda' }, 'GET', `${ready.lambdaUrl}/2015-03-31/functions/`);
  const { Functions: functions } = await response.json();
  return Object.fromEntries(functions.map(({ FunctionName: name, FunctionArn: arn }) => [name, arn]));
}
