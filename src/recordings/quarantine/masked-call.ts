import type { RecordingMetadata } from '../ingest/metadata.schemas.js';
import { agentNameOf } from '../agents/find-agent.js';
import { mask } from '../recording-rows.js';
import type { MaskedCall } from './quarantined-items.schemas.js';

/** A call as its item shows it: what it was, and of its caller only which fields there are. */
export function maskedCall(call: RecordingMetadata): MaskedCall {
  const { linkedId = null, direction, startedAt, answeredAt, endedAt, queue, unit, channels, stretches } = call;
  const { sequence = null, ticket = null, note, patients, caller, notice } = call;
  return {
    ...{ linkedId, direction, queue, unit, channels, stretches, sequence, ticket },
    ...{ startedAt: startedAt.toISOString(), answeredAt: answeredAt?.toISOString() ?? null },
    endedAt: endedAt.toISOString(),
    agent: agentNameOf(call.agent),
    notice: notice
      ? { played: notice.played, version: notice.version ?? null, language: notice.language ?? null }
      : null,
    caller: caller ? maskedCaller(caller) : null,
    patients: patients.length,
    note: mask(note !== undefined),
  };
}

function maskedCaller(caller: NonNullable<RecordingMetadata['caller']>): MaskedCall['caller'] {
  const { category, name, phone, email, organisation, personalIdentityCode } = caller;
  return {
    category,
    name: mask(name !== undefined),
    phone: mask(phone !== undefined),
    email: mask(email !== undefined),
    organisation: mask(organisation !== undefined),
    personalIdentityCode: mask(personalIdentityCode !== undefined),
  };
}
