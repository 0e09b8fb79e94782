import { eventsDuring, type LoggedEvent } from './log.js';
import type { TestServer } from './server.js';

const ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;
/** Of who signs in meanwhile. */
const BESIDE = ['session.started', 'session.ended'];

/** What an event says, in the words of a test: with names in the place of ids, and of what is sealed only what it is. */
export interface EventInWords {
  /** Action, outcome and reason. */
  readonly event: string;
  readonly by: string;
  readonly [part: string]: unknown;
}

/** Tells events in whole, so that nothing of them can change unseen. */
export class LogInWords {
  readonly #names = new Map<string, string>();

  constructor(private readonly server: TestServer) {
    for (const [username, id] of server.ids) this.#names.set(id, username);
  }

  name(id: string, name: string): void {
    this.#names.set(id, name);
  }

  /** The events of what is done, in their order. */
  async of(act: () => Promise<unknown>): Promise<EventInWords[]> {
    const events = await eventsDuring(this.server, act);
    return events.filter(({ action }) => !BESIDE.includes(action)).map(event => this.#inWords(event));
  }

  #inWords({ action, outcome, reason, actor, object, commitments, ...event }: LoggedEvent): EventInWords {
    const { recordingId, concernsStaffId, grantId, purpose, reference, facts } = event;
    const words = {
      ...{ event: [action, outcome, ...(reason === undefined ? [] : [reason])].join(' '), by: actor.id ?? actor.kind },
      ...{ object: object && `${object.kind} ${object.id}`, recordingId, concernsStaffId, grantId },
      ...{ purpose, reference, facts, sealed: commitments && Object.keys(commitments).sort() },
    };
    const text = JSON.stringify(words).replaceAll(ID, id => this.#names.get(id) ?? 'an id');
    return JSON.parse(text) as EventInWords; // without the parts that it does not have
  }
}
