import { PassThrough, type Readable } from 'node:stream';
import type { ComingEnd, OpenStream, StopReason } from '../../identity/index.js';
import { serverSentEvent, type Requester } from '../../platform/http/index.js';
import type { ShownWork } from '../../platform/work/index.js';
import type { Permissions } from '../access.js';

/** So long before its end a session is said to end: time enough to finish a sentence, or to say that one is there. */
export const ANNOUNCED_BEFORE_MS = 5 * 60_000;
/** Somebody who does not read has so long to take the last words. */
const LAST_WORDS_MS = 1_000;
const NO_WORK = '[]';
const NOT_OF_THE_SESSION: readonly StopReason[] = ['refused', 'unchecked', 'shutdown'];

/** What one page of one person is told while it is open. Nothing personal: that something has changed, not what. */
export class ChangeStream implements OpenStream {
  readonly dependsOn = [];
  readonly isEndless = true;
  readonly #out = new PassThrough();
  #epoch: number;
  #told: Permissions;
  #announced: number | null = null;
  #work = NO_WORK;

  constructor(
    readonly requester: Requester,
    permissions: Permissions,
    since = requester.accessEpoch,
  ) {
    this.#epoch = since;
    this.#told = permissions;
    this.heartbeat();
    this.update(requester.accessEpoch, permissions);
  }

  /** The bytes of the answer. */
  get bytes(): Readable {
    return this.#out;
  }

  heartbeat(): void {
    this.#write(serverSentEvent('heartbeat'));
  }

  /** Tells of other rights than those that were told of before: of another epoch, or of grants that a day has begun or ended. */
  update(epoch: number, permissions: Permissions): void {
    const isSame = epoch === this.#epoch && haveSameRules(permissions, this.#told);
    this.#epoch = epoch;
    this.#told = permissions;
    if (!isSame) this.#write(serverSentEvent('rights-changed'));
  }

  /** Tells once that the session ends soon, and when it has been used after that, that it goes on. */
  announce({ at, because }: ComingEnd, now: Date): void {
    const inMs = at.getTime() - now.getTime();
    const announced = inMs <= ANNOUNCED_BEFORE_MS ? at.getTime() : null;
    if (announced === this.#announced) return;
    this.#announced = announced;
    if (announced === null) this.#write(serverSentEvent('session-goes-on'));
    else
      this.#write(serverSentEvent('session-ends-soon', { because, inSeconds: Math.max(0, Math.floor(inMs / 1000)) }));
  }

  /** Tells how far the work is that the person waits for, or that the house does and they may know of, when that has changed. */
  showWork(all: readonly ShownWork[]): void {
    const items = all.filter(work => this.#mayKnowOf(work)).map(({ ownerId: _, ...shown }) => shown);
    const work = JSON.stringify(items);
    if (work === this.#work) return;
    this.#work = work;
    this.#write(serverSentEvent('work', { items }));
  }

  #mayKnowOf({ ownerId, kind }: ShownWork): boolean {
    if (ownerId !== null) return ownerId === this.requester.id;
    const { ability } = this.#told;
    if (kind === 'log-verification') return ability.can('follow', 'AuditLog');
    return kind === 'reconciliation' && ability.can('read', 'Retention');
  }

  stop(because: StopReason): void {
    if (!NOT_OF_THE_SESSION.includes(because)) this.#write(serverSentEvent('session-ended', { because }));
    this.#out.end();
    setTimeout(() => this.#out.destroy(), LAST_WORDS_MS).unref();
  }

  /** Who does not read what little there is has gone. */
  #write(event: string): void {
    if (!this.#out.write(event)) this.#out.destroy();
  }
}

/** Rules are built once a person, epoch and day: mostly they are the same object. */
function haveSameRules(one: Permissions, other: Permissions): boolean {
  return one === other || JSON.stringify(one.ability.rules) === JSON.stringify(other.ability.rules);
}
