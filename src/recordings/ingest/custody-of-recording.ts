import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { DueDays } from '../../platform/crypto/due-days.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Agent } from '../agents/find-agent.js';
import { Arrivals } from '../arrivals/arrivals.js';
import { orLeaveToReconciliation } from '../custody/leave-to-reconciliation.js';
import { endWaiting } from '../quarantine/end-waiting.js';
import { RecordingWaveform } from '../audio/waveform/recording-waveform.entity.js';
import { sealPeaks } from '../audio/waveform/sealed-peaks.js';
import { Recording } from '../recording.entity.js';
import type { Deliverer } from './deliverer.js';
import type { KeptDelivery } from './delivery.js';
import { Tombstones, type DeliveryName } from './tombstones.js';

/** Keys, days and the row of one recording. */
@Injectable()
export class CustodyOfRecording {
  constructor(
    private readonly keyRing: KeyRing,
    private readonly dueDays: DueDays,
    private readonly tombstones: Tombstones,
    private readonly arrivals: Arrivals,
    private readonly clock: Clock,
  ) {}

  async begin(id: string, dueOn: Day, key: DataKey): Promise<void> {
    await this.dueDays.ensure(dueOn);
    await this.keyRing.create(id, dueOn, key);
  }

  async end(id: string): Promise<void> {
    await this.keyRing.destroy(id);
  }

  /** The key of the item that waited for audio, when the audio was taken and the item's row is gone: after that commit. */
  async endWaited(itemId: string | null): Promise<void> {
    if (itemId !== null) await orLeaveToReconciliation(() => this.keyRing.destroy(itemId));
  }

  async lockOpen(em: EntityManager, days: readonly Day[]): Promise<void> {
    await this.dueDays.lockOpen(em, ...days);
  }

  /**
   * Writes the row and the line of the account, in the transaction that files the recording. Returns the item that waited for
   * its audio and has gone, if there was one.
   * @throws DomainError `erased`
   */
  async file(
    em: EntityManager,
    delivery: KeptDelivery,
    contactId: string,
    agent: Agent,
    { id: ingestedBy, channel }: Deliverer,
  ): Promise<string | null> {
    const { id: unitId, call, accepted } = delivery;
    await em.insert(Recording, this.#row(delivery, contactId, agent, ingestedBy));
    await insertWaveform(em, delivery);
    const { source, externalId } = call;
    const waitedAs = await endWaiting(em, source, externalId);
    const arrived = { source, externalId, channel, call, announced: true, audio: true } as const;
    await this.arrivals.note(em, { ...arrived, outcome: 'filed', unitId, dueOn: accepted.dueOn });
    await this.refuseErased(em, call, call.endedAt);
    return waitedAs;
  }

  /** After the insert of whatever is kept of a delivery, in its transaction. @throws DomainError `erased` */
  async refuseErased(em: EntityManager, delivery: DeliveryName, endedAt: Date | null): Promise<void> {
    await this.tombstones.refuseErased(em, delivery, endedAt);
  }

  #row({ id, call, accepted, audio }: KeptDelivery, contactId: string, agent: Agent, ingestedBy: string) {
    const { source, externalId, direction, startedAt, answeredAt = null, endedAt, queue, unit } = call;
    const { version, language, evidence } = accepted.notice;
    const notice = { noticeVersion: version, noticeLanguage: language, noticeEvidence: evidence };
    const days = { ordinaryDueOn: accepted.dueOn, dueOn: accepted.dueOn, heldThroughOn: accepted.dueOn };
    const due = { ...days, holdPurposes: [], restricted: false, ruleVersion: accepted.ruleVersion };
    const kept = { sizeBytes: audio.sizeBytes, audioSha256: audio.sha256, ingestedBy, createdAt: this.clock.now() };
    const took = { agentId: agent.id, agentName: agent.name, agentNamed: agent.named, agentNamedBy: agent.namedBy };
    const answered = { startedAt, answeredAt, endedAt, ...took };
    return {
      id,
      contactId,
      source,
      externalId,
      direction,
      queue,
      unit,
      ...answered,
      ...due,
      ...notice,
      ...audio.facts,
      loudestDbfs: audio.waveform?.loudestDbfs ?? null,
      channelRoles: call.channels,
      stretches: call.stretches,
      sourceSequence: call.sequence ?? null,
      ...kept,
    };
  }
}

/** Sealed under the unit's key. A recording whose audio could not be decoded has none, and is kept all the same. */
async function insertWaveform(em: EntityManager, { id, key, audio: { waveform } }: KeptDelivery): Promise<void> {
  if (!waveform) return;
  await em.insert(RecordingWaveform, { recordingId: id, sealedPeaks: sealPeaks(key, id, waveform) });
}
