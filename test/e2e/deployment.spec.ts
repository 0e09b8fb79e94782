import { execFile, execFileSync } from 'node:child_process';
import { appendFile, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readDeclaredConfig, readMigrationConfig } from '../../src/platform/config/index.js';
import { SILENT_LOG } from '../../src/platform/database/cluster-settings.js';
import { describeWith } from '../support/describe-with.js';
import { exampleSettings, unitSays } from '../support/units.js';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const SAID = {
  TALLENNE_STORES_COUNTRY: 'FI',
  TALLENNE_BACKUP_COUNTRY: 'FI',
  TALLENNE_PUBLIC_ORIGIN: 'https://tallenne.example.org',
};

interface Service {
  readonly image?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly privileged?: boolean;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly secrets?: readonly { readonly source: string }[];
  readonly ports?: readonly { readonly published: string }[];
  readonly healthcheck?: object;
  readonly depends_on?: object;
  readonly entrypoint?: readonly string[] | null;
  readonly networks?: Readonly<Record<string, { readonly ipv4_address?: string } | null>>;
  readonly volumes?: readonly { readonly type: string; readonly source: string; readonly target: string }[];
}

interface Network {
  readonly ipam?: { readonly config?: readonly { readonly ip_range?: string }[] };
}

interface Composition {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, Network>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

/** A folder with the secrets that an operator makes. */
async function withSecrets(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tallenne-deploy-'));
  await run('sh', [join(ROOT, 'deploy', 'make-secrets.sh'), 'tallenne.example.org'], {
    env: { ...process.env, SECRETS: join(folder, 'secrets') },
  });
  return folder;
}

describeWith('openssl', 'the secrets of a deployment', openssl => {
  let folder: string;
  const at = (name: string) => join(folder, 'secrets', name);

  beforeAll(async () => {
    folder = await withSecrets();
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are in a folder that nobody else enters, and the authority’s key is nobody else’s to read', async () => {
    expect((await stat(at(''))).mode & 0o777).toBe(0o700);
    expect((await stat(at('authority-key'))).mode & 0o777).toBe(0o400);
  });

  it.each([
    ['database', 'database'],
    ['keys-database', 'keys-database'],
    ['store', 'store'],
    ['proxy', 'tallenne.example.org'],
  ])('have a certificate for %s that the authority has signed for %s', async (part, host) => {
    const { stdout } = await run(openssl, [
      'verify',
      '-CAfile',
      at('authority'),
      '-verify_hostname',
      host,
      at(`${part}-certificate`),
    ]);
    expect(stdout).toContain('OK');
    const other = run(openssl, [
      'verify',
      '-CAfile',
      at('authority'),
      '-verify_hostname',
      'other',
      at(`${part}-certificate`),
    ]);
    await expect(other).rejects.toThrow();
  });

  it('are never made over those that open what is kept', async () => {
    const before = await readFile(at('owner'), 'utf8');
    const again = run('sh', [join(ROOT, 'deploy', 'make-secrets.sh')], { env: { ...process.env, SECRETS: at('') } });
    await expect(again).rejects.toThrow('is there already');
    expect(await readFile(at('owner'), 'utf8')).toBe(before);
  });
});

/** What of a composition says these files, as the tool renders them. */
async function composed(
  compose: string,
  files: readonly string[],
  said: object,
  ...options: readonly string[]
): Promise<Composition> {
  const named = [...files.flatMap(file => ['-f', join(ROOT, file)]), ...options];
  const env = { ...process.env, ...said };
  const { stdout } = await run(compose, [...named, 'config', '--format', 'json'], { env });
  return JSON.parse(stdout) as Composition;
}

describeWith('docker-compose', 'the composition', compose => {
  let composition: Composition;

  beforeAll(async () => {
    composition = await composed(compose, ['docker-compose.yml'], SAID);
  });

  it('refuses to start where nobody says that everything is in Finland', async () => {
    const unsaid = run(compose, ['-f', join(ROOT, 'docker-compose.yml'), 'config', '-q'], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME },
    });
    await expect(unsaid).rejects.toThrow(/must say FI|must say where/);
  });

  it('writes to nothing but volumes and memory, with no capability and no way to gain one', () => {
    for (const [name, service] of Object.entries(composition.services)) {
      expect([name, service.read_only, service.cap_drop, service.security_opt, service.privileged]).toEqual([
        name,
        true,
        ['ALL'],
        ['no-new-privileges:true'],
        undefined,
      ]);
    }
  });

  it('opens one port to the world, that of the proxy', () => {
    const open = Object.entries(composition.services).flatMap(([name, { ports }]) =>
      (ports ?? []).map(port => [name, port.published]),
    );
    expect(open).toEqual([['proxy', '443']]);
  });

  it('gives secrets as files, to those who need them: the owner of the tables to the migration alone', () => {
    const holders = (secret: string) =>
      Object.entries(composition.services)
        .filter(([, { secrets }]) => secrets?.some(({ source }) => source === secret))
        .map(([name]) => name);
    expect(holders('owner-url')).toEqual(['migrate']);
    expect(holders('owner')).toEqual(['database']);
    expect(holders('keys-url')).toEqual(['server-1', 'server-2']);
    expect(holders('store-key')).toEqual(['store']);
    expect(holders('authority-key')).toEqual([]);
    for (const { environment } of Object.values(composition.services)) {
      for (const [name, value] of Object.entries(environment ?? {})) {
        if (/PASSWORD|SECRET|TOKEN|_KEY|DATABASE_URL|OWNER_URL/.test(name))
          expect([name, value]).toEqual([name, expect.stringMatching(/^\/run\/secrets\//)]);
      }
    }
  });

  it('asks for no secret that the script does not make, and leaves none of them unused', async () => {
    const folder = await withSecrets();
    const made = execFileSync('ls', [join(folder, 'secrets')], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean);
    await rm(folder, { recursive: true, force: true });
    expect(Object.keys(composition.secrets).sort()).toEqual(made.filter(name => name !== 'authority-key').sort());
  });

  it('lets calls come from a provider’s bucket, with its key as files and a way out for the instances alone', async () => {
    const files = ['docker-compose.yml', 'deploy/with-bucket.yml'];
    const bucket = {
      TALLENNE_INBOX_BUCKET_URL: 's3://from-provider/calls',
      TALLENNE_INBOX_S3_ENDPOINT: 'https://s3.example.org',
      TALLENNE_INBOX_S3_COUNTRY: 'SE',
    };
    await expect(composed(compose, files, { ...SAID, ...bucket, TALLENNE_INBOX_S3_COUNTRY: '' })).rejects.toThrow(
      'must say in which country',
    );
    const { services } = await composed(compose, files, { ...SAID, ...bucket });
    const keys = ['inbox-access-key', 'inbox-secret-key'];
    const settings = await readFile(join(ROOT, 'docs', 'settings.md'), 'utf8');
    for (const [name, { secrets = [], networks = {}, environment = {} }] of Object.entries(services)) {
      const isServer = name.startsWith('server-');
      expect([name, secrets.filter(({ source }) => keys.includes(source)).length]).toEqual([name, isServer ? 2 : 0]);
      expect([name, 'outside' in networks]).toEqual([name, isServer || name === 'proxy']);
      if (!isServer) continue;
      expect(environment).toMatchObject({ ...composition.services[name]?.environment, ...bucket });
      for (const setting of Object.keys(environment).filter(one => one.includes('INBOX')))
        expect(settings).toContain(`\`${setting.replace(/_FILE$/, '')}\``);
      expect(secrets).toEqual(expect.arrayContaining([...(composition.services[name]?.secrets ?? [])]));
      expect(Object.keys(networks)).toEqual(expect.arrayContaining(['inside', 'front']));
    }
  });

  it('gives each part of a network an address of its own, or none of them: the first to come would take another’s', () => {
    const onFront = addressesOn('front');
    expect(Object.values(onFront)).toEqual(['172.30.7.2', '172.30.7.3', '172.30.7.4']);
    expect(Object.keys(onFront)).toEqual(['proxy', 'server-1', 'server-2']);
    expect(composition.networks.front?.ipam?.config).toMatchObject([{ ip_range: '172.30.7.128/25' }]);
    for (const network of Object.keys(composition.networks)) {
      const given = Object.values(addressesOn(network));
      expect([network, new Set(given).size]).toEqual([network, given.includes(undefined) ? 1 : given.length]);
    }
    expect(composition.services['server-1']?.environment?.TALLENNE_TRUSTED_PROXY).toBe(onFront.proxy);
  });

  it('starts its proxy whichever instance is away, and has it ask the instances by address: a name is looked up once', async () => {
    expect(composition.services.proxy?.depends_on).toBeUndefined();
    const site = await readFile(join(ROOT, 'deploy', 'nginx', 'in-compose.conf'), 'utf8');
    const asked = [...site.matchAll(/^ {4}server (\S+):8080 max_fails=0;$/gm)].map(([, host]) => host);
    expect(asked).toEqual(['server-1', 'server-2'].map(name => addressesOn('front')[name]));
    expect(asked).toHaveLength([...site.matchAll(/^ {4}server /gm)].length);
  });

  /** The addresses of a network, by service; undefined: by chance. */
  function addressesOn(network: string): Readonly<Record<string, string | undefined>> {
    const there = Object.entries(composition.services).filter(([, { networks = {} }]) => network in networks);
    const given = there.map(([name, { networks = {} }]) => [name, networks[network]?.ipv4_address] as const);
    return Object.fromEntries(given.sort(([one], [other]) => one.localeCompare(other)));
  }

  it('runs commands beside itself with all that an instance has but its address, which one of them has already', async () => {
    const whole = await composed(compose, ['docker-compose.yml'], SAID, '--profile', 'command');
    const [command, server] = [whole.services.command, whole.services['server-1']];
    expect(composition.services.command).toBeUndefined();
    expect(command?.entrypoint).toEqual(['node', 'dist/src/cli/main.js']);
    for (const what of ['environment', 'secrets', 'volumes', 'image', 'read_only', 'cap_drop'] as const)
      expect([what, command?.[what]]).toEqual([what, server?.[what]]);
    expect(command?.networks).toEqual({ inside: null });
    expect(command?.ports).toBeUndefined();
  });

  it('knows of each part whether it is well', () => {
    const without = Object.entries(composition.services).filter(([, { healthcheck }]) => healthcheck === undefined);
    // The image of the instances says it itself.
    expect(without.map(([name]) => name).sort()).toEqual(['server-1', 'server-2']);
  });
});

it('makes the image without the packages and the builds of the machine that makes it, at any depth', async () => {
  const ignored = (await readFile(join(ROOT, '.dockerignore'), 'utf8')).split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['**/node_modules', '**/dist', 'secrets', '*.env', '.git']));
});

describe('the store of the composition', () => {
  it('signs nothing by its image’s curl, which signs as its gateway does not take it', async () => {
    // What it signs instead, a gateway takes: whole-deployment.spec.ts.
    expect(await readFile(join(ROOT, 'deploy', 'store', 'start-ceph.sh'), 'utf8')).not.toContain('--aws-sigv4');
  });
});

describe('the log of the composition’s databases', () => {
  it('holds as little of statements, parameters and values as that of the embedded one, and the page says how', async () => {
    const script = await readFile(join(ROOT, 'deploy', 'postgres', 'with-tls.sh'), 'utf8');
    const given = [...script.matchAll(/-c (log_\w+)=(\S+)/g)].map(([, name, value]) => [name, value]);
    expect(Object.fromEntries(given)).toEqual(SILENT_LOG);
    const page = await readFile(join(ROOT, 'docs', 'postgresql.md'), 'utf8');
    const said = [...page.matchAll(/^(log_\w+) = (\S+)/gm)].map(([, name, value]) => [name, value]);
    expect(Object.fromEntries(said)).toEqual(SILENT_LOG);
  });
});

describeWith('nginx', 'the proxy’s configuration', nginx => {
  it.each(['tallenne.conf', 'in-compose.conf'])('%s lets no server of it log a whole request', async file => {
    const site = await readFile(join(ROOT, 'deploy', 'nginx', file), 'utf8');
    for (const server of site.split(/^server \{$/m).slice(1)) {
      expect(server).toMatch(/^ {4}access_log (off|\S+ tallenne);$/m);
      expect(server).toMatch(/^ {4}error_log \S+ emerg;$/m);
    }
  });

  it.each(['tallenne.conf', 'in-compose.conf'])('%s is what nginx takes', async file => {
    const folder = await withSecrets();
    const conf = join(ROOT, 'deploy', 'nginx');
    const site = (await readFile(join(conf, file), 'utf8'))
      .replaceAll('/etc/nginx/tallenne/', `${conf}/`)
      .replaceAll(
        /\/etc\/tallenne\/tls\/fullchain\.pem|\/run\/secrets\/proxy-certificate/g,
        join(folder, 'secrets', 'proxy-certificate'),
      )
      .replaceAll(/\/etc\/tallenne\/tls\/key\.pem|\/run\/secrets\/proxy-key/g, join(folder, 'secrets', 'proxy-key'))
      .replaceAll(/\/var\/log\/nginx|\/dev\/stdout/g, folder);
    const whole = `pid ${folder}/pid; events {} http { include ${conf}/log-format.conf;\n${site}\n}`;
    await writeFile(join(folder, 'nginx.conf'), whole.replaceAll(`${folder} tallenne;`, `${folder}/log tallenne;`));
    const { stderr } = await run(nginx, ['-t', '-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')]);
    expect(stderr).toContain('test is successful');
    expect(stderr).not.toContain('[warn]');
    await rm(folder, { recursive: true, force: true });
  });
});

/** Files beside the unit of an instance, for what lies elsewhere. */
const BESIDE = ['with-database.conf', 'with-keys-database.conf', 'with-store.conf', 'with-bucket.conf'] as const;

describe('the settings of systemd’s units, as the example gives them', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tallenne-credentials-'));
    const url = (user: string) => `postgresql://${user}:x@db.example.org/tallenne?sslmode=verify-full`;
    const urls = {
      'application-url': url('tallenne_app'),
      'owner-url': url('tallenne_owner'),
      'keys-url': url('keys'),
    };
    const keys = ['s3-access-key', 's3-secret-key', 'inbox-access-key', 'inbox-secret-key'];
    const secrets = { ...urls, token: 't'.repeat(64), ...Object.fromEntries(keys.map(name => [name, name])) };
    for (const [name, secret] of Object.entries(secrets)) await writeFile(join(folder, name), secret);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['everything on one machine', [], false],
    ['a database of one’s own, keys and recordings in folders', ['with-database.conf'], false],
    ['everything elsewhere', BESIDE, true],
  ])(
    'start an instance with %s, with the secrets that are handed over and no others',
    async (_shape, beside, whole) => {
      const { environment, credentials } = await unitSays(['tallenne@.service', ...beside], folder);
      const settings = await exampleSettings(whole);
      const config = readDeclaredConfig({
        ...(whole ? settings : { ...settings, DATABASE_COUNTRY: 'FI' }),
        ...environment,
      });
      expect(config).toMatchObject({ port: 8081, tokenSecret: 't'.repeat(64), trustedProxy: '127.0.0.1' });
      expect([config.database !== null, config.keysDatabaseUrl !== null, config.audioBucket !== null]).toEqual([
        beside.length > 0,
        whole,
        whole,
      ]);
      const files = Object.values(environment).filter(value => value.startsWith(`${folder}/`));
      expect(files.sort()).toEqual(credentials.map(name => join(folder, name)).sort());
    },
  );

  it('let the schema be brought up to date, which has the secrets of the database alone', async () => {
    const { environment, credentials } = await unitSays(['tallenne-migrate.service'], folder);
    expect(credentials).toEqual(['application-url', 'owner-url']);
    const { database } = readMigrationConfig({ ...(await exampleSettings(true)), ...environment });
    expect(database?.ownerUrl).toContain('tallenne_owner');
  });
});

describeWith('systemd-analyze', 'the units of systemd', analyze => {
  const unit = (name: string) => join(ROOT, 'deploy', 'systemd', name);

  it.each(['tallenne@.service', 'tallenne-migrate.service'])('%s is what systemd takes', async name => {
    expect(await faultsOf(unit(name))).toEqual([]);
  });

  it.each(BESIDE)('take secrets of what lies elsewhere from %s beside them', async name => {
    const folder = await mkdtemp(join(tmpdir(), 'tallenne-units-'));
    const [whole, beside] = [join(folder, 'tallenne@.service'), join(folder, `tallenne@.service.d/${name}`)];
    await cp(unit('tallenne@.service'), whole);
    await cp(unit(name), beside);
    expect(await faultsOf(whole)).toEqual([]);
    await appendFile(beside, 'LoadCredentials=a:b\n');
    expect(await faultsOf(whole)).toEqual([expect.stringContaining("Unknown key 'LoadCredentials'")]);
    await rm(folder, { recursive: true, force: true });
  });

  /** What `systemd-analyze` says of a unit and of what lies beside it, but that Tallenne is not installed here. */
  async function faultsOf(path: string): Promise<string[]> {
    const said = await run(analyze, ['verify', path]).then(
      ({ stderr }) => stderr,
      (error: unknown) => (error as { stderr: string }).stderr, // as execFile rejects
    );
    return said
      .split('\n')
      .filter(line => line !== '' && !line.includes('/opt/tallenne/node_modules/.bin/node is not executable'));
  }

  it('leave an instance the name of the boot, without which the brake of purges tells no stop from a clock that was set', async () => {
    for (const name of ['tallenne@.service', 'tallenne-migrate.service'])
      expect(await readFile(unit(name), 'utf8')).not.toMatch(/^(ProcSubset=pid|InaccessiblePaths=.*\/proc)/m);
  });

  it('leave an instance little to do harm with', async () => {
    const { stdout } = await run(analyze, ['security', '--offline=yes', unit('tallenne@.service')]);
    const [, exposure] = /Overall exposure level for \S+: ([\d.]+)/.exec(stdout) ?? [];
    expect(Number(exposure)).toBeLessThan(2);
  });
});
