import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/index.js';
import type { AuditAction } from '../actions.js';
import type { LoggedEvent } from './logged-event.js';

/** Brings about once more what an event tells of, in the transaction of the acceptance. */
export type Replay = (em: EntityManager, event: LoggedEvent) => Promise<void>;

/** Runs at the end of an acceptance, in its transaction. */
export type Afterwards = (em: EntityManager) => Promise<void>;

/** What each feature does with the events that a restored backup does not know of (design §4). Features register in their constructors. */
@Injectable()
export class Replays {
  readonly #replays = new Map<string, Replay>();
  readonly #parts = new Map<string, Replay>();
  readonly #afterwards: Afterwards[] = [];

  /** Says how `action` is brought about once more. */
  on(action: AuditAction, replay: Replay): void {
    this.#replays.set(action, replay);
  }

  /**
   * Says what of `action` is brought about once more where the rest cannot be: the last day of what is there, so that its key opens it.
   * People are told of the event as of one that is not replayed.
   */
  inPart(action: AuditAction, replay: Replay): void {
    this.#parts.set(action, replay);
  }

  /** Says what is to be done at the end of every acceptance. */
  afterwards(act: Afterwards): void {
    this.#afterwards.push(act);
  }

  of(action: string): Replay | undefined {
    return this.#replays.get(action);
  }

  partOf(action: string): Replay | undefined {
    return this.#parts.get(action);
  }

  async finish(em: EntityManager): Promise<void> {
    for (const act of this.#afterwards) await act(em);
  }
}
