import { once } from 'node:events';

/** The exit code or the signal with which a process ended; null while it runs. */
export const endOf = process => process.exitCode ?? process.signalCode;

/** Asks a process to end, and waits until it has. */
export async function stop(process) {
  if (endOf(process) !== null) return;
  process.kill('SIGTERM');
  await once(process, 'exit');
}
