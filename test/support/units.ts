import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const UNITS = join(import.meta.dirname, '..', '..', 'deploy', 'systemd');

/** What a unit and the files beside it say to its program, and which secrets systemd hands over for that. */
export interface UnitSays {
  readonly environment: Readonly<Record<string, string>>;
  readonly credentials: readonly string[];
}

/**
 * Reads files of deploy/systemd as systemd does.
 * @param folder stands for the folder of credentials, `%d`
 */
export async function unitSays(names: readonly string[], folder: string): Promise<UnitSays> {
  const texts = await Promise.all(names.map(name => readFile(join(UNITS, name), 'utf8')));
  const lines = texts.join('\n').replaceAll('%d', folder).replaceAll('%i', '8081').split('\n');
  const said = (key: string) =>
    lines.filter(line => line.startsWith(`${key}=`)).map(line => line.slice(key.length + 1));
  const pairs = said('Environment').flatMap(line => line.split(' ').map(pair => pairOf(pair)));
  return {
    environment: Object.fromEntries(pairs),
    credentials: said('LoadCredential').map(line => line.split(':')[0] ?? ''),
  };
}

/**
 * The example of /etc/tallenne/settings.env.
 * @param whole with what stands there for what lies elsewhere, too
 */
export async function exampleSettings(whole: boolean): Promise<Record<string, string>> {
  const text = await readFile(join(UNITS, 'settings.env.example'), 'utf8');
  const lines = text.split('\n').map(line => (whole ? line.replace(/^#(?=[A-Z_0-9]+=)/, '') : line));
  return Object.fromEntries(lines.filter(line => /^[A-Z]/.test(line)).map(pairOf));
}

function pairOf(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}
