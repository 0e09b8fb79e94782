import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { RetentionRule } from '../../kernel/retention-rule.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Database } from '../../platform/database/index.js';
import type { Container } from '../audio/audio-facts.js';
import { Contact } from '../contact.entity.js';
import { openParty, type PartyFields } from '../party-fields.js';
import { Party, type PartyKind } from '../party.entity.js';
import { Recording, type Direction } from '../recording.entity.js';
import { placed } from '../redaction/copy-form.js';
import { redactedCopy } from '../redaction/redacted-copy.js';
import { RuleInForce } from '../retention-rule/rule-in-force.js';
import { OpenAudio } from './open-audio.js';

/** What is known of a call without opening anything. */
export interface CallToGive {
  readonly recordingId: string;
  readonly contactId: string;
  /** The Helsinki day on which it ended. */
  readonly callOn: Day;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly direction: Direction;
  readonly queue: string;
  readonly unit: string;
  readonly source: string;
  readonly notice: { readonly version: string; readonly language: string };
  readonly dueOn: Day;
  /** How long it is kept, such as `61 days`. */
  readonly rule: string;
  /** The rule that it is kept by; null where its version is unknown. */
  readonly keptBy: RetentionRule | null;
  readonly container: Container;
  /** Of the audio as it came, lower-case hex. */
  readonly sha256: string;
  readonly restricted: boolean;
}

/** A person in a contact, in clear. */
export interface PartyToGive {
  readonly kind: PartyKind;
  readonly provenance: string;
  readonly fields: PartyFields;
}

/**
 * Gives what is kept of single calls to whoever answers for their leaving: to a data subject, or to an authority. Over is over: from the day
 * after the last one nothing of it is given, whether the purge has run or not (design.md §1).
 */
@Injectable()
export class GiveOutCalls {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly audio: OpenAudio,
    private readonly rules: RuleInForce,
    private readonly clock: Clock,
  ) {}

  /** Those of `recordingIds` that are kept, in the order of time. */
  async calls(recordingIds: readonly string[]): Promise<CallToGive[]> {
    const orderBy = { startedAt: 'asc', id: 'asc' } as const;
    const where = { id: { $in: [...recordingIds] }, dueOn: { $gte: this.#today() } };
    const rows = await this.database.entities().find(Recording, where, { orderBy });
    const rules = await this.rules.byVersion();
    return rows.map(row => callOf(row, rules));
  }

  /** Everybody in a contact. The event is committed before this is asked. @throws KeyGone, DecryptionFailed */
  async parties(contactId: string): Promise<PartyToGive[]> {
    const em = this.database.entities();
    const contact = await em.findOne(Contact, { id: contactId, dueOn: { $gte: this.#today() } });
    if (!contact) return [];
    const key = await this.keyRing.open(contactId, parseDay(contact.dueOn));
    const parties = await em.find(Party, { contactId }, { orderBy: { kind: 'asc', id: 'asc' } });
    return parties.map(party => ({
      kind: party.kind,
      provenance: party.provenance,
      fields: openParty(key, party),
    }));
  }

  /**
   * The audio of a recording as it came, or decoded into a WAV file; null where it is over, lost or damaged. The event is committed
   * before this is asked.
   */
  async sound(recordingId: string, as: 'original' | 'wav'): Promise<AsyncIterable<Buffer> | null> {
    const where = { id: recordingId, dueOn: { $gte: this.#today() } };
    const recording = await this.database.entities().findOne(Recording, where);
    const audio = recording && (await this.audio.execute(recordingId, parseDay(recording.dueOn)));
    if (!audio) return null;
    if (as === 'original' || recording.container === 'wav') return audio.bytes();
    const nothingHidden = { marks: [], method: 'silence' } as const;
    return redactedCopy(await placed(recording, audio.bytes), nothingHidden, audio.bytes).bytes();
  }

  #today(): Day {
    return helsinkiDay(this.clock.now());
  }
}

function callOf(recording: Recording, rules: ReadonlyMap<number, RetentionRule>): CallToGive {
  const { id, contactId, startedAt, endedAt, direction, queue, unit, source, container, restricted } = recording;
  return {
    ...{ recordingId: id, contactId, startedAt, endedAt, direction, queue, unit, source, container, restricted },
    callOn: helsinkiDay(endedAt),
    notice: { version: recording.noticeVersion, language: recording.noticeLanguage },
    dueOn: parseDay(recording.dueOn),
    rule: inWords(rules.get(recording.ruleVersion)),
    keptBy: rules.get(recording.ruleVersion) ?? null,
    sha256: Buffer.from(recording.audioSha256).toString('hex'),
  };
}

function inWords(rule: RetentionRule | undefined): string {
  if (!rule) return 'unknown';
  return rule.kind === 'days' ? `${rule.days} days` : `the earlier of ${rule.days} days and ${rule.months} months`;
}
