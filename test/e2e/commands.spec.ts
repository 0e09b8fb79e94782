import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { embeddedPlace, runCommand, type EmbeddedPlace } from '../support/embedded-server.js';

const run = promisify(execFile);
const SYSTEMD = join(import.meta.dirname, '..', '..', 'deploy', 'systemd');
const PERSON = ['--name', 'Maija Malli', '--unit', 'Tuki', '--title', 'Asiantuntija'];

let place: EmbeddedPlace;

beforeEach(async () => {
  place = await embeddedPlace();
});

afterEach(() => place.remove());

describe('a command where no server has begun a database', () => {
  it.each([
    [['staff', 'add', 'maija.malli', ...PERSON, '--administrator']],
    [['purge', '--dry-run']],
    [['audit', 'verify', '--key', 'example.org+00000000+AAAA']],
    [['backup', '<root>/backup']],
  ])('%j begins none of its own, and says so in a line', async parameters => {
    const at = parameters.map(one => one.replace('<root>', place.root));
    const { code, output } = await runCommand(place.env('data'), ...at);
    expect(code).not.toBe(0);
    expect(output.trim().split('\n')).toEqual([
      expect.stringContaining('There is no database yet in TALLENNE_DATA_DIR'),
    ]);
    expect(await readdir(place.root)).toEqual([]);
  });
});

describe('a command on a machine with systemd', () => {
  /** What deploy/systemd/tallenne asks systemd to run. Only that is looked at: there is no systemd here that would run it. */
  async function asked(beside: readonly string[], ...parameters: readonly string[]) {
    const [units, bin] = [join(place.root, 'units'), join(place.root, 'bin')];
    for (const name of ['tallenne@.service', 'tallenne-migrate.service'])
      await cp(join(SYSTEMD, name), join(units, name));
    for (const name of beside) await cp(join(SYSTEMD, name), join(units, 'tallenne@.service.d', name));
    await mkdir(bin);
    await writeFile(join(bin, 'systemd-run'), `#!/bin/sh\nprintf '%s\\0' "$@"\n`);
    await chmod(join(bin, 'systemd-run'), 0o755);
    const env = { PATH: `${bin}:${process.env.PATH ?? ''}`, UNITS: units };
    const { stdout } = await run('sh', [join(SYSTEMD, 'tallenne'), ...parameters], { env });
    const words = stdout.split('\0').slice(0, -1);
    const [shell, program] = [words.indexOf('/bin/sh'), words.indexOf('--')];
    return {
      options: words.slice(0, shell),
      shell: words.slice(shell, program),
      program: words.slice(program + 1),
    };
  }

  it('has the settings, the secrets and the user of an instance, and its words as they were said', async () => {
    const words = ['audit', 'accept-restore', '--reason', 'Kustannus $5, 100 % "varmaa"'];
    const { options, shell, program } = await asked(['with-database.conf', 'with-store.conf'], ...words);
    expect(options).toEqual(
      expect.arrayContaining([
        '--expand-environment=no',
        '--setenv=TALLENNE_KEYS_DIR=/var/lib/tallenne/keys',
        '--property=User=tallenne',
        '--property=WorkingDirectory=/opt/tallenne',
        '--property=EnvironmentFile=/etc/tallenne/settings.env',
        '--property=LoadCredential=token:/etc/tallenne/secrets/token',
        '--property=LoadCredential=application-url:/etc/tallenne/secrets/application-url',
        '--property=LoadCredential=s3-secret-key:/etc/tallenne/secrets/s3-secret-key',
        '--property=LimitCORE=0',
      ]),
    );
    expect(options.join('\n')).not.toMatch(/%|owner-url|keys-url/);
    expect(program).toEqual(['/opt/tallenne/node_modules/.bin/node', 'dist/src/cli/main.js', ...words]);

    const [sh = '', ...before] = shell;
    const env = { PATH: process.env.PATH, CREDENTIALS_DIRECTORY: '/run/credentials/of-it' };
    const { stdout } = await run(sh, [...before, '--', 'env'], { env });
    const files = stdout.split('\n').filter(line => /^\w+_FILE=/.test(line));
    expect(files.sort()).toEqual([
      'DATABASE_URL_FILE=/run/credentials/of-it/application-url',
      'TALLENNE_S3_ACCESS_KEY_FILE=/run/credentials/of-it/s3-access-key',
      'TALLENNE_S3_SECRET_KEY_FILE=/run/credentials/of-it/s3-secret-key',
      'TALLENNE_TOKEN_SECRET_FILE=/run/credentials/of-it/token',
    ]);
  });

  describeWith('systemd-analyze', 'for systemd itself', analyze => {
    it('is asked for with options and properties that it knows', async () => {
      const { options } = await asked(['with-database.conf'], 'audit', 'key');
      await expect(run(join(dirname(analyze), 'systemd-run'), [...options, '--version'])).resolves.toBeDefined();
      const lines = options.flatMap(option => (option.startsWith('--property=') ? [option.slice(11)] : []));
      expect(lines.length).toBeGreaterThan(8);
      const unit = join(place.root, 'asked.service');
      await writeFile(unit, ['[Service]', ...lines, 'ExecStart=/bin/true', ''].join('\n'));
      await expect(run(analyze, ['verify', unit])).resolves.toMatchObject({ stderr: '' });
    });

    it.each(['tallenne-backup.service', 'tallenne-backup.timer'])('takes %s', async name => {
      const stderr = await run(analyze, ['verify', join(SYSTEMD, name)]).then(
        said => said.stderr,
        (error: unknown) => (error as { stderr: string }).stderr, // as execFile rejects
      );
      const said = stderr
        .split('\n')
        .filter(line => line !== '' && !line.includes('/usr/local/sbin/tallenne is not executable'));
      expect(said).toEqual([]);
    });
  });
});
