import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../src/platform/database/cluster-port.js';
import type { Issued } from './tls-authority.js';

const START_MS = 30_000;
const LOOK_MS = 50;

/** What rsyslog wrote of a message that it took. */
export interface Written {
  readonly facility: string;
  readonly app: string;
  readonly msgId: string;
  /** With its brackets. */
  readonly data: string;
  readonly text: string;
}

/** A real rsyslogd that takes syslog over TLS with its octets counted (RFC 5425), and writes it to a file. */
export class Rsyslog {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly port: number,
  ) {}

  /** @param clientsOf the file of the authority of clients, each of whom must have a certificate of it */
  static async start(program: string, own: Issued, clientsOf: string): Promise<Rsyslog> {
    const [folder, port] = [await mkdtemp(join(tmpdir(), 'tallenne-rsyslog-')), await freePort()];
    const path = join(folder, 'rsyslog.conf');
    await writeFile(path, configuration(folder, port, own, clientsOf));
    const child = spawn(program, ['-n', '-f', path, '-i', join(folder, 'pid')], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => said.push(String(piece)));
    const until = performance.now() + START_MS;
    while (child.exitCode === null && performance.now() < until) {
      if (await listens(port)) return new Rsyslog(child, folder, port);
      await wait(LOOK_MS);
    }
    child.kill('SIGKILL');
    throw new Error(`couldn't start rsyslogd: ${said.join('')}`);
  }

  /** What it has written so far. */
  async written(): Promise<Written[]> {
    const path = this.#file();
    if (!existsSync(path)) return [];
    const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
    return lines.map(writtenOf);
  }

  /** Ends it in order: what it took is in its file then. */
  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  #file(): string {
    return join(this.folder, 'written');
  }
}

/** As docs/observability.md gives it to operators, with other paths. */
function configuration(folder: string, port: number, own: Issued, clientsOf: string): string {
  const given = /```rsyslog\n([\s\S]*?)```/.exec(readFileSync(DOCUMENT, 'utf8'))?.[1];
  if (given === undefined) throw new Error('docs/observability.md gives no configuration of rsyslog');
  const changes: readonly (readonly [string, string])[] = [
    ['/etc/rsyslog.d/tls/ca.pem', clientsOf],
    ['/etc/rsyslog.d/tls/cert.pem', own.certificateFile],
    ['/etc/rsyslog.d/tls/key.pem', own.keyFile],
    ['port="6514"', `port="${port}" address="127.0.0.1"`],
    ['/var/log/tallenne/events.log', join(folder, 'written')],
  ];
  const adapted = changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`docs/observability.md no longer says ${from}`);
    return text.replaceAll(from, to);
  }, given);
  return `global(workDirectory="${folder}")\n${adapted}`;
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** A line of `RSYSLOG_SyslogProtocol23Format`: the message as it came. */
function writtenOf(line: string): Written {
  const [, priority, app = '', msgId = '', data = '', text = ''] =
    /^<(\d+)>1 \S+ \S+ (\S+) \S+ (\S+) (\[(?:[^"\]]|"(?:[^"\\]|\\.)*")*\]) ?([^]*)$/.exec(line) ?? [];
  if (priority === undefined) throw new Error('a line that is no message of RFC 5424');
  return { facility: String(Number(priority) >> 3), app, msgId, data, text };
}

const DOCUMENT = join(import.meta.dirname, '..', '..', 'docs', 'observability.md');
