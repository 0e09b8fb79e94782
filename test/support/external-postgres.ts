import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { columnTypes } from '../../src/platform/database/column-types.js';
import { APPLICATION_ROLE, OWNER_ROLE, keepAccessRules, runSql } from '../../src/platform/database/cluster-creation.js';
import { freePort } from '../../src/platform/database/cluster-port.js';
import { Postmaster } from '../../src/platform/database/cluster-postmaster.js';
import { CLUSTER_SETTINGS } from '../../src/platform/database/cluster-settings.js';
import { clusterAccount, makeReachable, type Account } from '../../src/platform/database/embedded-account.js';
import type { Binaries } from '../../src/platform/database/embedded-binaries.js';
import { type Certificates, makeCertificates } from './certificates.js';
import { endWithThisProcess } from './postgres.js';
import type { TestDatabase } from './server.js';

const run = promisify(execFile);
const PASSWORD = 'a-password-for-tests-only';
const SUPERUSER = 'postgres';
const STANDBY = 'standby';
/** Nobody is let in without TLS and a password. */
const ACCESS_RULES = `hostssl all all 127.0.0.1/32 scram-sha-256\nhostssl replication ${SUPERUSER} 127.0.0.1/32 scram-sha-256\n`;

/** A PostgreSQL of Debian, as an operator has one: with TLS, the two roles of Tallenne, and a standby where it is asked for. */
export interface ExternalPostgres {
  /** The file of the authority that vouches for it. */
  readonly authority: string;
  /** Makes an empty database of the owner, set up as docs/postgresql.md says. */
  createDatabase(name: string): Promise<TestDatabase>;
  /** Runs one statement as the superuser, in `postgres` where no other database is named. */
  sql<Row extends object>(text: string, database?: string): Promise<Row[]>;
  /** Makes a standby that every commit waits for. */
  addStandby(): Promise<void>;
  stopStandby(): Promise<void>;
  startStandby(): Promise<void>;
  stop(): Promise<void>;
}

export interface ExternalPostgresOptions {
  /** The program `postgres` of the version that is wanted, and `openssl`. */
  readonly postgres: string;
  readonly openssl: string;
  readonly settings?: Readonly<Record<string, string>>;
}

interface Place {
  readonly clusterDir: string;
  readonly account: Account | null;
  readonly binaries: Binaries;
}

/** Starts a cluster in a temporary folder; it ends with `stop`, or when this process ends anyhow. */
export async function startExternalPostgres(options: ExternalPostgresOptions): Promise<ExternalPostgres> {
  const primary = await newPlace(options.postgres);
  const release = endWithThisProcess(dirname(primary.clusterDir));
  const certificates = await certificatesFor(primary, options.openssl);
  await initialise(primary);
  const port = await freePort();
  const postmaster = await start(primary, port, { ...settingsOf(certificates), ...options.settings });
  const urlOf = (role: string, database: string): string =>
    `postgresql://${role}:${PASSWORD}@localhost:${port}/${database}?sslmode=verify-full&sslrootcert=${certificates.authority}`;
  const sql = <Row extends object>(text: string, database = SUPERUSER): Promise<Row[]> =>
    runOn<Row>(urlOf(SUPERUSER, database), text);
  const standby = new StandbyCluster(primary, port, settingsOf(certificates));
  return {
    authority: certificates.authority,
    sql,
    createDatabase: async name => {
      await sql(`create database ${name} owner ${OWNER_ROLE}`);
      await sql(`revoke all on database ${name} from public`);
      await sql(`grant connect on database ${name} to ${APPLICATION_ROLE}`);
      const [ownerUrl, applicationUrl] = [urlOf(OWNER_ROLE, name), urlOf(APPLICATION_ROLE, name)];
      return { name, ownerUrl, applicationUrl, superuserUrl: urlOf(SUPERUSER, name) };
    },
    addStandby: async () => {
      await standby.make();
      await sql(`alter system set synchronous_standby_names = '${STANDBY}'`);
      await sql('select pg_reload_conf()');
    },
    stopStandby: () => standby.stop(),
    startStandby: () => standby.start(),
    stop: async () => {
      await standby.remove();
      await postmaster.stop();
      await release();
    },
  };
}

/** A folder for a cluster, and who runs it by which programs. */
async function newPlace(postgres: string): Promise<Place> {
  const folder = dirname(dirname(postgres));
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'tallenne-external-')));
  const clusterDir = join(dataDir, 'postgres');
  const account = await clusterAccount(clusterDir);
  await makeReachable(dataDir, account);
  await mkdir(clusterDir, { mode: 0o700 });
  if (account) await chown(clusterDir, account.uid, account.gid);
  return { clusterDir, account, binaries: { folder, majorVersion: basename(folder) } };
}

/** PostgreSQL takes a key only from a file of its own or of root's. */
async function certificatesFor({ clusterDir, account }: Place, openssl: string): Promise<Certificates> {
  const folder = join(dirname(clusterDir), 'certificates');
  await mkdir(folder, { mode: 0o755 });
  const certificates = await makeCertificates(openssl, folder);
  if (account) await chown(certificates.key, account.uid, account.gid);
  return certificates;
}

async function initialise(place: Place): Promise<void> {
  const options = ['--no-locale', '--encoding=UTF8', `--username=${SUPERUSER}`, '--auth=reject', '--no-instructions'];
  await runProgram(place, 'initdb', [`--pgdata=${place.clusterDir}`, ...options]);
  await keepAccessRules(place.clusterDir, ACCESS_RULES);
  await runSql(place, 'template1', [
    `ALTER ROLE ${SUPERUSER} PASSWORD '${PASSWORD}'`,
    `CREATE ROLE ${OWNER_ROLE} LOGIN PASSWORD '${PASSWORD}'`,
    `CREATE ROLE ${APPLICATION_ROLE} LOGIN PASSWORD '${PASSWORD}'`,
  ]);
}

function settingsOf({ certificate, key }: Certificates): Record<string, string> {
  const tls = { ssl: 'on', ssl_cert_file: certificate, ssl_key_file: key };
  return { ...CLUSTER_SETTINGS, ...tls, wal_keep_size: '256MB' };
}

function start(place: Place, port: number, settings: Readonly<Record<string, string>>): Promise<Postmaster> {
  return Postmaster.start({ ...place, port, settings, onNotice: () => undefined });
}

async function runOn<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // A statement of the tests' own must not wait for a standby that a test has taken away.
    await client.query('set synchronous_commit = local');
    return (await client.query<Row>({ text, types: columnTypes })).rows;
  } finally {
    await client.end();
  }
}

async function runProgram({ binaries, account }: Place, name: string, parameters: string[]): Promise<void> {
  await run(join(binaries.folder, 'bin', name), parameters, { ...account, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' } });
}

/** The standby of a cluster, on this machine. */
class StandbyCluster {
  #place: Place | undefined;
  #port = 0;
  #postmaster: Postmaster | undefined;
  #release: (() => Promise<void>) | undefined;

  constructor(
    private readonly primary: Place,
    private readonly primaryPort: number,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  async make(): Promise<void> {
    const { binaries } = this.primary;
    this.#place = await newPlace(join(binaries.folder, 'bin', 'postgres'));
    this.#release = endWithThisProcess(dirname(this.#place.clusterDir));
    this.#port = await freePort();
    const way = `host=127.0.0.1 port=${this.primaryPort} user=${SUPERUSER} password=${PASSWORD} sslmode=require`;
    await runProgram(this.#place, 'pg_basebackup', [
      ...['-D', this.#place.clusterDir, '-d', `${way} application_name=${STANDBY}`],
      ...['--wal-method=stream', '--checkpoint=fast', '--write-recovery-conf', '--no-sync'],
    ]);
    await this.start();
  }

  async start(): Promise<void> {
    if (!this.#place) throw new Error('there is no standby yet');
    this.#postmaster = await start(this.#place, this.#port, this.settings);
  }

  async stop(): Promise<void> {
    await this.#postmaster?.stop();
    this.#postmaster = undefined;
  }

  async remove(): Promise<void> {
    await this.stop();
    await this.#release?.();
  }
}
