import { isOver } from '../../kernel/retention-rule.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import { parsePersonalIdentityCode } from '../../kernel/personal-identity-code.js';
import { plannedFor, type Announcement } from './announcement.js';
import type { PartyCategory, PartyKind } from '../party.entity.js';
import type { PartyFields } from '../party-fields.js';
import { ordinaryDay, type AdoptedRule } from '../retention-rule/rule-for-call.js';
import type { RecordingMetadata } from './metadata.schemas.js';

/** Clocks of telephone systems run ahead of ours by this much at most. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** What is known of where a recording comes from. */
export interface SourceRules {
  readonly keepsIdentityCodes: boolean;
  readonly announcements: readonly Announcement[];
}

/** A source that nobody has set up: no structured identity codes, no announcement by plan (domain.md §1). */
export const UNKNOWN_SOURCE: SourceRules = { keepsIdentityCodes: false, announcements: [] };

export interface AcceptedParty {
  readonly kind: PartyKind;
  readonly category: PartyCategory;
  readonly fields: PartyFields;
  readonly codeInvalid: boolean;
}

/** The evidence that callers were told (privacy notice §5): of the call itself, by the source's dated plan, or by a person who answers for it. */
export interface NoticeEvidence {
  readonly version: string;
  readonly language: string;
  readonly evidence: 'call' | 'plan' | 'person';
}

/** Metadata as they may be kept: what the source may not give is gone, the last day is known. */
export interface AcceptedMetadata {
  readonly dueOn: Day;
  /** Version of the retention rule that the last day is by. */
  readonly ruleVersion: number;
  readonly parties: readonly AcceptedParty[];
  /** Names of fields that were dropped because the source may not deliver them. */
  readonly dropped: readonly string[];
  /** Null: nobody shows that the caller was told; to be sorted out. */
  readonly notice: NoticeEvidence | null;
}

/**
 * Decides what of `call` may be kept, from `source`, the adopted versions of the retention rule and the time alone.
 * @throws DomainError `starts-in-future`, `past-due`
 */
export function acceptMetadata(
  call: RecordingMetadata,
  source: SourceRules,
  rules: readonly AdoptedRule[],
  now: Date,
): AcceptedMetadata {
  if (call.endedAt.getTime() > now.getTime() + CLOCK_TOLERANCE_MS) throw inFuture();
  const { dueOn, ruleVersion } = ordinaryDay(rules, call.endedAt, now);
  if (isOver(dueOn, now)) throw pastDue();
  const today = helsinkiDay(now);
  return {
    dueOn,
    ruleVersion,
    parties: acceptedParties(call, source, today),
    dropped: source.keepsIdentityCodes ? [] : droppedFields(call),
    notice: noticeEvidence(call, source),
  };
}

/** What came, without the fields that its source may not deliver: nothing more is kept, wherever it is kept. */
export function withoutDropped(call: RecordingMetadata, { dropped }: AcceptedMetadata): RecordingMetadata {
  if (dropped.length === 0) return call;
  const caller = call.caller && { ...call.caller, personalIdentityCode: undefined };
  return { ...call, caller, patients: [] };
}

function acceptedParties(call: RecordingMetadata, { keepsIdentityCodes }: SourceRules, today: Day): AcceptedParty[] {
  const { category = 'unknown', ...callerFields } = call.caller ?? {};
  const caller = call.caller ? [party('caller', category, callerFields, keepsIdentityCodes, today)] : [];
  if (!keepsIdentityCodes) return caller;
  return [...caller, ...call.patients.map(patient => party('patient', 'unknown', patient, true, today))];
}

function party(
  kind: PartyKind,
  category: PartyCategory,
  fields: PartyFields,
  keepsCode: boolean,
  today: Day,
): AcceptedParty {
  const { personalIdentityCode: text, ...others } = fields;
  if (text === undefined || !keepsCode) return { kind, category, fields: others, codeInvalid: false };
  const code = parsePersonalIdentityCode(text, today);
  const personalIdentityCode = code.valid ? code.code : text;
  return { kind, category, fields: { ...others, personalIdentityCode }, codeInvalid: !code.valid };
}

function droppedFields(call: RecordingMetadata): string[] {
  return [
    ...(call.caller?.personalIdentityCode === undefined ? [] : ['caller.personalIdentityCode']),
    ...(call.patients.length === 0 ? [] : ['patients']),
  ];
}

/**
 * Evidence of the call itself overrides the plan. Nothing plays to those who are called: of an outgoing call the agent's
 * confirmation is `played` of the call itself, and the plan says only what it is that the agent tells (domain.md §1).
 */
function noticeEvidence(call: RecordingMetadata, { announcements }: SourceRules): NoticeEvidence | null {
  const planned = plannedFor(call, announcements);
  if (call.notice) {
    const { played, version = planned?.version ?? '', language = planned?.language ?? '' } = call.notice;
    return played ? { version, language, evidence: 'call' } : null;
  }
  if (call.direction === 'outbound') return null;
  return planned && { version: planned.version, language: planned.language, evidence: 'plan' };
}

function inFuture(): DomainError {
  return new DomainError('unprocessable', 'starts-in-future', 'The call lies in the future; check the clocks.');
}

/** The answer to a recording whose last day is over. */
export function pastDue(): DomainError {
  return new DomainError('gone', 'past-due', 'The last day kept of this recording is already over.');
}
