import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { Database } from '../../platform/database/index.js';
import type { Container } from '../audio/audio-facts.js';
import { OpenItem } from '../quarantine/open-item.js';
import { QuarantinedItem } from '../quarantine/quarantined-item.entity.js';
import { Recording } from '../recording.entity.js';
import { TrainingCopy } from '../training-copies/training-copy.entity.js';
import { isLost, OpenAudio } from './open-audio.js';
import { jsonFile, type TakenFile, type UnreadableUnit } from './taken-file.js';

/** Takes along what is no recording of a contact: what must be sorted out first, and training copies. Both are few. */
@Injectable()
export class TakeOutOthers {
  constructor(
    private readonly database: Database,
    private readonly openItem: OpenItem,
    private readonly audio: OpenAudio,
    private readonly trail: AuditTrail,
  ) {}

  /** Everything that is not over when its turn comes, by `today`, each with its event before it is opened. */
  async *files(today: () => Day, departureId: string, actor: Actor): AsyncGenerator<TakenFile | UnreadableUnit> {
    const em = this.database.entities();
    const living = { dueOn: { $gte: today() } };
    for (const item of await em.find(QuarantinedItem, living, { orderBy: { id: 'asc' } })) {
      if (item.dueOn < today()) continue;
      await this.#record('quarantined-item', item.id, departureId, actor);
      const file = { ...fileOf(item, item.audioFacts?.container), restricted: false };
      yield* this.#files('quarantined-item', 'to-sort-out', file, () => this.#delivered(item));
    }
    for (const copy of await em.find(TrainingCopy, living, { orderBy: { id: 'asc' } })) {
      if (copy.dueOn < today()) continue;
      await this.#record('training-copy', copy.id, departureId, actor);
      const { audioSha256, ...facts } = copy;
      const copied = { ...facts, audioSha256: Buffer.from(audioSha256).toString('hex') };
      const ofRestricted = await em.count(Recording, { id: copy.recordingId, restricted: true });
      const file = { ...fileOf(copy, copy.container), restricted: ofRestricted > 0 };
      yield* this.#files('training-copy', 'training-copies', file, () => Promise.resolve(copied));
    }
  }

  async *#files(
    kind: 'quarantined-item' | 'training-copy',
    folder: string,
    { id, dueOn, sizeBytes, ending, restricted }: UnitWithFile & Pick<TakenFile, 'restricted'>,
    read: () => Promise<unknown>,
  ): AsyncGenerator<TakenFile | UnreadableUnit> {
    const of = { kind, unitId: id, restricted };
    const hasAudio = typeof sizeBytes === 'number';
    const audio = hasAudio ? await this.audio.execute(id, parseDay(dueOn)) : null;
    const facts = await read().catch((error: unknown): null => {
      if (isLost(error)) return null;
      throw error;
    });
    if ((hasAudio && !audio) || facts === null) {
      yield { kind, unitId: id };
      return;
    }
    yield jsonFile({ ...of, name: `${folder}/${id}.json` }, facts);
    if (audio) yield { ...of, ...audio, name: `${folder}/${id}.${ending}` };
  }

  async #delivered(item: QuarantinedItem) {
    const { id, dueOn, source, externalId, reason, receivedAt, audioSha256 } = item;
    const { call: metadata, document } = await this.openItem.execute(item);
    const sha256 = audioSha256 ? Buffer.from(audioSha256).toString('hex') : null;
    return { id, dueOn, source, externalId, reason, receivedAt, audioSha256: sha256, metadata, document };
  }

  async #record(kind: string, unitId: string, departureId: string, actor: Actor): Promise<void> {
    const object = { kind: 'departure', id: departureId };
    await this.trail.recordAlone({ action: 'recording.exported', actor, object, facts: { kind, unitId } });
  }
}

interface UnitWithFile extends Pick<QuarantinedItem, 'id' | 'dueOn' | 'sizeBytes'> {
  /** Of the name of its audio; `bin` where nobody knows what it is. */
  readonly ending: Container | 'bin';
}

function fileOf({ id, dueOn, sizeBytes }: QuarantinedItem | TrainingCopy, container?: Container): UnitWithFile {
  return { id, dueOn, sizeBytes, ending: container ?? 'bin' };
}
