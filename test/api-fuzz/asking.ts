import { ROUTES, type Asker } from '../e2e/route-matrix.table.js';
import type { Operation } from './document.js';
import type { Sent } from './draft.js';
import type { Answered, Exchanges } from './exchange.js';
import type { Faults } from './faults.js';
import { isLate, type Judge } from './judge.js';
import type { KnownIds } from './known-ids.js';
import type { Sum } from './sum.js';

/** Who asks, as far as an answer is held against it. */
export interface AskedBy {
  readonly name: string;
  /** Empty: nobody. */
  readonly token: string;
  readonly role: Asker;
  readonly isForeignPage: boolean;
}

/** What is asked and answered is written into. */
interface Into {
  readonly sum: Sum;
  readonly faults: Faults;
  readonly lastSaid: () => string;
}

/** Sends requests, holds each answer against what may be, and keeps the ids that it shows. */
export class Asking {
  constructor(
    private readonly exchanges: Exchanges,
    private readonly judge: Judge,
    private readonly ids: KnownIds,
    private readonly into: Into,
    /** Repeats the round. */
    private readonly round: string,
  ) {}

  /** @returns null where there was no answer, which is a fault. @param why whether a refusal of it is worth telling */
  async ask(operation: Operation, sent: Sent, by: AskedBy, why: boolean): Promise<Answered | null> {
    const answer = await this.exchanges.send(sent).catch(String);
    const note = (fault: string): void => {
      this.into.faults.add(operation.name, fault, this.#example(sent, answer, by.name));
    };
    if (typeof answer === 'string') {
      note(`gave no answer: ${answer}`);
      return null;
    }
    const from = { token: by.role === 'anonymous' ? '' : by.token, isForeignPage: by.isForeignPage };
    for (const fault of this.judge.faultsOf(operation, from, answer)) note(fault);
    this.into.sum.add(operation.name, answer.status, why ? refusalOf(answer) : '');
    if (isLate(answer)) this.into.sum.late += 1;
    this.#keepIds(sent, answer);
    return answer;
  }

  /** The same of somebody who may not, whatever they send. */
  async askInVain(operation: Operation, sent: Sent, by: AskedBy): Promise<void> {
    const answer = await this.ask(operation, sent, by, false);
    const mayNot = [401, 403].includes(ROUTES[operation.name]?.statuses[by.role] ?? 0);
    if (answer && answer.status < 400 && mayNot)
      this.into.faults.add(operation.name, `let in ${by.role}`, this.#example(sent, answer, by.name));
  }

  #keepIds({ target }: Sent, { status, type, headers, body }: Answered): void {
    if (status < 300 && body.length > 0 && /^application\/(scim\+)?json/.test(type))
      this.ids.read(target, JSON.parse(body.toString()) as unknown);
    const created = /\/uploads\/([0-9a-f-]{36})$/.exec(String(headers.location));
    if (created?.[1]) this.ids.note('uploads', created[1]);
  }

  #example({ method, target, headers, body }: Sent, answer: Answered | string, sender: string): string {
    const { authorization: _, cookie: __, ...shown } = headers;
    const asked = [
      sender,
      method,
      target.slice(0, 300),
      JSON.stringify(shown).slice(0, 300),
      String(body).slice(0, 700),
    ];
    const isAnswered = typeof answer !== 'string';
    const said = isAnswered && answer.status < 500 ? '' : `\n    ${this.into.lastSaid()}`;
    if (!isAnswered) return `${this.round} ${asked.join(' ')}${said}`;
    return `${this.round} ${asked.join(' ')}\n    -> ${answer.status} ${answer.body.toString().slice(0, 400)}${said}`;
  }
}

/** The code of a refusal, with what was wrong in which field. */
export function refusalOf({ status, body }: Answered): string {
  const [, code = ''] = /"code":"([a-z-]+)"/.exec(body.toString()) ?? [];
  const [fields = ''] = /"fields":\[[^\]]*/.exec(body.toString()) ?? [];
  return `${status} ${code} ${fields.slice(10, 90)}`.trim();
}

/** As a program signs a request, or a page. */
export function signed(sent: Sent, token: string, way: 'bearer' | 'page' | 'foreign-page'): Sent {
  if (token === '') return sent;
  const page = {
    cookie: `tallenne_access=${encodeURIComponent(token)}`,
    'sec-fetch-site': way === 'page' ? 'same-origin' : 'cross-site',
  };
  const signature = way === 'bearer' ? { authorization: `Bearer ${token.replace(/[^\x20-\x7e]/g, '?')}` } : page;
  return { ...sent, headers: { ...signature, ...sent.headers } };
}
