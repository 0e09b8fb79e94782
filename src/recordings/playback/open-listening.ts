import type { ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Access } from '../../access/index.js';
import { LogGate } from '../../audit/index.js';
import { OpenStreams, type OpenStream, type StreamJudge, type StreamNow } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import { cutOff, type Requester } from '../../platform/http/index.js';
import type { PlaybackInHand } from './playback-in-hand.js';
import { FIND_MANY, objectionTo, type PlaybackRow } from './playback-row.js';

/** An answer with audio that is still being given. */
export interface Listening extends OpenStream {
  readonly playbackId: string;
  /** Has the refusal written down, as that of a next request would be. */
  readonly writeDown: () => void;
}

/** Watches over every audio answer of this instance: who may not listen on is cut off, also where nothing is being read. */
@Injectable()
export class OpenListening implements StreamJudge<Listening> {
  constructor(
    private readonly streams: OpenStreams,
    private readonly access: Access,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly gate: LogGate,
  ) {}

  /** Watches over `answer` to its end. `lookAgain` writes down, in an event, what it refuses. */
  watch(
    answer: ServerResponse,
    { id, recordingId }: PlaybackInHand,
    requester: Requester,
    lookAgain: () => Promise<unknown>,
  ): void {
    const listening: Listening = {
      playbackId: id,
      requester,
      dependsOn: [`recording:${recordingId}`],
      isEndless: false,
      stop: () => {
        cutOff(answer);
      },
      // The answer is cut off whether or not the event can be written: a stop needs none to be in effect.
      writeDown: () => void lookAgain().catch(() => undefined),
    };
    answer.once('close', this.streams.add(listening, this));
  }

  async judge(streams: readonly StreamNow<Listening>[]): Promise<readonly Listening[]> {
    if (this.gate.reasons().length > 0) return streams.map(({ stream }) => stream);
    const ids = new Set(streams.map(({ stream }) => stream.playbackId));
    const rows = await this.database.query<PlaybackRow>(FIND_MANY, [[...ids]]);
    const byId = new Map(rows.map(row => [row.id, row]));
    const refused: Listening[] = [];
    for (const now of streams)
      if (!(await this.#mayGoOn(now, byId.get(now.stream.playbackId)))) refused.push(now.stream);
    return refused;
  }

  async #mayGoOn({ stream, requester }: StreamNow<Listening>, row: PlaybackRow | undefined): Promise<boolean> {
    const objection = row && objectionTo(row, await this.access.of(requester), this.clock.now());
    if (objection?.kind === 'forbidden') stream.writeDown();
    return row !== undefined && objection === null;
  }
}
