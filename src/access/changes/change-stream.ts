import { PassThrough, type Readable } from 'node:stream';
import type { OpenStream, StopReason } from '../../identity/index.js';
import { serverSentEvent, type Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';

/** Somebody who does not read has so long to take the last words. */
const LAST_WORDS_MS = 1_000;
const NOT_OF_THE_SESSION: readonly StopReason[] = ['refused', 'unchecked', 'shutdown'];

/** What one page of one person is told while it is open. Nothing personal: that something has changed, not what. */
export class ChangeStream implements OpenStream {
  readonly dependsOn = [];
  readonly #out = new PassThrough();
  #epoch: number;
  #told: Permissions;

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
