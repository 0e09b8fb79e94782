import { fork, type ChildProcess, type ForkOptions, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const SERVERS = join(import.meta.dirname, '..', 'servers');

/** A process of its own, so that it shares no event loop with what makes the load: a server, or who asks one. */
export class ChildServer {
  readonly #child: ChildProcess;

  private constructor(
    /** What it said when it was ready: where it listens, for most. */
    readonly said: unknown,
    child: ChildProcess,
    private readonly ended: Promise<never>,
  ) {
    this.#child = child;
  }

  /** Starts `bench/servers/<name>` and waits until it says that it is ready. */
  static async start(name: string, env: NodeJS.ProcessEnv, parameters: readonly string[] = []): Promise<ChildServer> {
    const options: ForkOptions = { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] };
    const child = fork(join(SERVERS, `${name}.js`), parameters, options); // it writes its log, and nobody reads it
    const ended = endOf(child, name);
    return new ChildServer(await Promise.race([messageOf(child), ended]), child, ended);
  }

  /** Tells it something, and waits for what it says to that. */
  async ask(message: Serializable): Promise<unknown> {
    const said = Promise.race([messageOf(this.#child), this.ended]);
    this.#child.send(message);
    return said;
  }

  /** Lets go of the child, which then ends by itself, and waits for it. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}

async function messageOf(child: ChildProcess): Promise<unknown> {
  const [message] = (await once(child, 'message')) as [unknown]; // the event's first argument is what the child sent
  return message;
}

async function endOf(child: ChildProcess, name: string): Promise<never> {
  await once(child, 'exit');
  throw new Error(`${name} ended before it said what was asked of it`);
}
