import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const SERVERS = join(import.meta.dirname, '..', 'servers');

/** A server in a process of its own, so that it shares no event loop with what makes the load. */
export class ChildServer {
  readonly #child: ChildProcess;

  private constructor(
    readonly url: string,
    child: ChildProcess,
  ) {
    this.#child = child;
  }

  /** Starts `bench/servers/<name>` and waits for the address that it says. */
  static async start(name: string, env: NodeJS.ProcessEnv, parameters: readonly string[] = []): Promise<ChildServer> {
    const child = fork(join(SERVERS, `${name}.js`), parameters, { env: { ...process.env, ...env } });
    const url = await Promise.race([addressFrom(child), endOf(child, name)]);
    return new ChildServer(url, child);
  }

  /** Lets go of the child, which then ends by itself, and waits for it. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}

async function addressFrom(child: ChildProcess): Promise<string> {
  const [url] = (await once(child, 'message')) as [unknown]; // the event's first argument is what the child sent
  return String(url);
}

async function endOf(child: ChildProcess, name: string): Promise<never> {
  await once(child, 'exit');
  throw new Error(`the server ${name} ended before it listened`);
}
