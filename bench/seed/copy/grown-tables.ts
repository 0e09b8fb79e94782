import { QUEUES, UNITS } from '../seed-statements.js';
import type { GrownCall } from './grown-calls.js';
import type { Noise } from './noise.js';
import type { Tuples } from './tuples.js';

/** Words of a name and a telephone number. */
const VALUES_EACH = 3;
const VALUE_BYTES = 16;
/** A sealed text of one block: version, nonce, 32 bytes, tag. */
const SEALED_BYTES = 61;
const HASH_BYTES = 32;

/** By whom and for whom the calls are. */
export interface GrownPeople {
  readonly agents: readonly { readonly id: Buffer; readonly name: string }[];
  readonly ingestedBy: Buffer;
}

export interface GrownTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Writes the rows that the table has of a call. */
  readonly write: (tuples: Tuples, call: GrownCall, noise: Noise) => void;
}

/** What is copied in: each call is a contact with its caller, the values that this is found by, and a recording. */
export function grownTables(people: GrownPeople): GrownTable[] {
  return [CONTACT, CONTACT_PARTY, PARTY_INDEX, recording(people)];
}

const CONTACT: GrownTable = {
  name: 'contact',
  columns: ['id', 'source', 'linked_id', 'due_on', 'ticket', 'sealed_note', 'created_at'],
  write: (tuples, { contactId, place, dueOn, endedAtMs }, noise) => {
    tuples.begin(7).bytes(contactId).text('pbx-1').text(`seed-${place}`).day(dueOn);
    tuples.text(place % 3 === 0 ? `INC-${place}` : '');
    if (place % 4 === 0) tuples.bytes(noise.take(SEALED_BYTES));
    else tuples.none();
    tuples.instant(endedAtMs);
  },
};

const CONTACT_PARTY: GrownTable = {
  name: 'contact_party',
  columns: [
    ...['id', 'contact_id', 'kind', 'category', 'sealed_name', 'sealed_phone', 'sealed_email', 'sealed_organisation'],
    'provenance',
  ],
  write: (tuples, { partyId, contactId, place }, noise) => {
    tuples.begin(9).bytes(partyId).bytes(contactId).text('caller').text('customer-staff');
    tuples.bytes(noise.take(SEALED_BYTES)).bytes(noise.take(SEALED_BYTES));
    if (place % 2 === 0) tuples.bytes(noise.take(SEALED_BYTES));
    else tuples.none();
    tuples.bytes(noise.take(SEALED_BYTES)).text('http/pbx-1');
  },
};

/** Random, since they are of nobody who is looked for. */
const PARTY_INDEX: GrownTable = {
  name: 'party_index',
  columns: ['value', 'party_id', 'contact_id', 'due_on'],
  write: (tuples, { partyId, contactId, dueOn }, noise) => {
    for (let value = 0; value < VALUES_EACH; value += 1)
      tuples.begin(4).bytes(noise.take(VALUE_BYTES)).bytes(partyId).bytes(contactId).day(dueOn);
  },
};

/** One in two hundred is held for a complaint, one in a thousand restricted. */
function recording({ agents, ingestedBy }: GrownPeople): GrownTable {
  return {
    name: 'recording',
    columns: [
      ...['id', 'contact_id', 'source', 'external_id', 'direction', 'started_at', 'answered_at', 'ended_at', 'queue'],
      ...['unit', 'agent_id', 'agent_name', 'ordinary_due_on', 'due_on', 'held_through_on', 'hold_purposes'],
      ...['restricted', 'notice_version', 'notice_language', 'notice_evidence', 'codec', 'channels', 'sample_rate_hz'],
      ...['duration_ms', 'size_bytes', 'audio_sha256', 'ingested_by', 'created_at'],
    ],
    write: (tuples, call, noise) => {
      const { place, startedAtMs, endedAtMs, dueOn } = call;
      const agent = agents[call.agent];
      if (!agent) throw new RangeError('there is no such agent');
      const durationMs = endedAtMs - startedAtMs;
      tuples.begin(28).bytes(call.recordingId).bytes(call.contactId).text('pbx-1').text(`seed-${place}`);
      tuples.text('inbound').instant(startedAtMs);
      tuples.instant(startedAtMs + 15_000).instant(endedAtMs);
      tuples
        .text(QUEUES[call.queue] ?? '')
        .text(UNITS[call.unit] ?? '')
        .bytes(agent.id);
      tuples.text(agent.name).day(dueOn).day(dueOn).day(dueOn);
      tuples.texts(place % 200 === 0 ? ['complaint'] : []).boolean(place % 1000 === 0);
      tuples.text('2026-1').text('fi').text('plan').text('alaw').smallint(2).integer(8000).integer(durationMs);
      tuples
        .bigint(BigInt(58 + durationMs * 16))
        .bytes(noise.take(HASH_BYTES))
        .bytes(ingestedBy)
        .instant(endedAtMs);
    },
  };
}
