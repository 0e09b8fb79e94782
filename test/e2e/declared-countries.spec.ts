import { once } from 'node:events';

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Command, embeddedPlace, type EmbeddedPlace } from '../support/embedded-server.js';

const FOR_A_START_MS = 100_000;

let place: EmbeddedPlace;

beforeAll(async () => {
  place = await embeddedPlace();
});

afterAll(async () => {
  await place.remove();
});

/** What the command says when it ends by itself; it is stopped where it would go on. */
async function ended(env: Record<string, string>, parameters: readonly string[]) {
  const command = new Command(env, ...parameters);
  const late = setTimeout(() => command.child.kill('SIGTERM'), FOR_A_START_MS);
  if (command.child.exitCode === null) await once(command.child, 'close');
  clearTimeout(late);
  return { code: command.child.exitCode, output: command.output };
}

it.each([
  ['serve', []],
  ['backup', ['<root>/backup']],
  ['keys', ['backup', '<root>/keys.age', '--to', 'age1x']],
  ['import', ['<root>', '--source', 'pbx-1', '--url', 'http://127.0.0.1:1', '--token-file', 'none']],
])(
  'nothing is kept or brought by %s before its country is told',
  async (command, parameters) => {
    const env = place.env(`data-of-${command}`);
    for (const name of ['TALLENNE_STORES_COUNTRY', 'TALLENNE_BACKUP_COUNTRY']) {
      const told = Object.fromEntries(Object.entries(env).filter(([setting]) => setting !== name));
      const at = parameters.map(one => one.replace('<root>', place.root));
      const { code, output } = await ended(told, [command, ...at]);
      expect([code, output]).toEqual([1, expect.stringMatching(new RegExp(`^Wrong setting. ${name}: must say FI`))]);
    }
  },
  2.5 * FOR_A_START_MS,
);
