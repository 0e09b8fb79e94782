import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

/** A page that is told of changes (`GET /me/changes`). */
export class ChangesReader {
  /** When each event came first, as `performance.now()` tells it. */
  readonly at = new Map<string, number>();
  /** What each event said last. */
  readonly last = new Map<string, unknown>();
  closedAt: number | null = null;
  #text = '';

  private constructor(private readonly answer: IncomingMessage) {
    answer.setEncoding('utf8');
    answer.on('data', (text: string) => {
      this.#take(text);
    });
    answer.on('error', () => undefined);
    answer.once('close', () => {
      this.closedAt = performance.now();
    });
  }

  /** Opens the stream and has seen its first event. */
  static async open(url: string, token: string, since?: number): Promise<ChangesReader> {
    const known = since === undefined ? '' : `?since=${since}`;
    const request = get(`${url}/api/v1/me/changes${known}`, {
      headers: { authorization: `Bearer ${token}` },
      agent: false,
    });
    const [answer] = (await once(request, 'response')) as [IncomingMessage]; // the event's only argument
    request.on('error', () => undefined);
    if (answer.statusCode !== 200) throw new Error(`the stream of changes answered ${answer.statusCode ?? 0}`);
    const reader = new ChangesReader(answer);
    await once(answer, 'data');
    return reader;
  }

  close(): void {
    this.answer.destroy();
  }

  #take(text: string): void {
    this.#text += text;
    const whole = this.#text.split('\n\n');
    this.#text = whole.pop() ?? '';
    for (const event of whole) {
      const [, name] = /^event: (.+)$/m.exec(event) ?? [];
      if (name === undefined) continue;
      if (!this.at.has(name)) this.at.set(name, performance.now());
      this.last.set(name, JSON.parse(/^data: (.+)$/m.exec(event)?.[1] ?? 'null'));
    }
  }
}
