import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './ports.mjs';
import { endOf, stop } from './processes.mjs';

/** The endpoint and the suite's functions, on this machine. */
export class Deployment {
  #local;
  #readyFile;

  constructor(local, readyFile) {
    this.#local = local;
    this.#readyFile = readyFile;
  }

  static async start(root, folder, options) {
    const program = join(root, 'artifacts/net10.0/bin/LambdaMcp.Local/debug/LambdaMcp.Local.dll');
    const readyFile = join(folder, 'ready.json');
    // Two functions have to know the registration API's URL before there is one.
    const port = await freePort();
    const local = spawn('dotnet', [
      program,
      '--template', join(root, 'template.yaml'),
      '--template', join(root, 'tests/Conformance/template.yaml'),
      '--port', port,
      '--parameter', `RegistrationApi=http://127.0.0.1:${port}/prod/register`,
      // What the suite changes, it expects to see within 1.5 seconds.
      '--parameter', 'RegistrationsMaxAgeSeconds=1',
      '--ready-file', readyFile,
      ...options,
    ], { stdio: ['ignore', process.env.CONFORMANCE_LOG ? 'inherit' : 'ignore', 'inherit'] });
    return new Deployment(local, readyFile);
  }

  /** What Local says of itself once it serves. */
  async ready() {
    while (!existsSync(this.#readyFile)) {
      if (endOf(this.#local) !== null) throw new Error(`LambdaMcp.Local ended with ${endOf(this.#local)}`);
      await delay(100);
    }
    return JSON.parse(readFileSync(this.#readyFile, 'utf8'));
  }

  async stop() {
    await stop(this.#local);
  }
}
