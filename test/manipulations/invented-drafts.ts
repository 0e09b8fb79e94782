import { AUDIT_ACTIONS, THE_SYSTEM, type Actor, type EventDraft, type Fact } from '../../src/audit/index.js';
import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';

const QUEUES = ['user-support', 'ward-systems', 'laboratory', 'imaging'];
const PURPOSES = ['service-development', 'internal-training', 'complaint'];
/** What a canonical form must not stumble over. */
const ODD_TEXTS = ['plain', 'quote " and \\', 'line\nfeed', 'bell \u0007', 'päivä', '€ 12', '𝄞 clef', ''];
const NUMBERS = [0, 7, -1, 4.5, 1e21, 1e-7, 123456789];

/** A draft as the product might make one: every optional field now and then, and texts that need escaping. */
export function inventedDraft(random: SeededRandom): EventDraft {
  const ofCall = random.chance(0.6);
  return {
    action: random.pick(AUDIT_ACTIONS),
    actor: inventedActor(random),
    ...(random.chance(0.3) ? { outcome: 'refused', reason: 'grant-missing' } : {}),
    ...(ofCall ? { recordingId: inventedId(random), object: { kind: 'recording', id: inventedId(random) } } : {}),
    ...(random.chance(0.2) ? { concernsStaffId: inventedId(random) } : {}),
    ...(random.chance(0.3) ? { purpose: random.pick(PURPOSES), reference: `INC-${random.between(1, 9999)}` } : {}),
    ...(ofCall || random.chance(0.5) ? { facts: { ...(ofCall ? callFacts(random) : {}), ...oddFacts(random) } } : {}),
    ...(random.chance(0.05) ? { texts: { reason: random.pick(ODD_TEXTS) } } : {}),
  };
}

/** A UUID of chance that is the same for the same seed. */
export function inventedId(random: SeededRandom): string {
  const hex = Array.from({ length: 32 }, () => random.between(0, 15).toString(16)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function inventedActor(random: SeededRandom): Actor {
  if (random.chance(0.1)) return THE_SYSTEM;
  return { kind: 'staff', id: inventedId(random), sessionId: inventedId(random), address: '192.0.2.7' };
}

function callFacts(random: SeededRandom): Record<string, Fact> {
  return {
    contactId: inventedId(random),
    startedAt: new Date(Date.UTC(2026, 10, random.between(1, 23), 9, 30, 0, random.between(0, 999))).toISOString(),
    queue: random.pick(QUEUES),
    ...(random.chance(0.8) ? { agentId: inventedId(random) } : {}),
  };
}

function oddFacts(random: SeededRandom): Record<string, Fact> {
  const facts: Record<string, Fact> = { note: random.pick(ODD_TEXTS), count: random.pick(NUMBERS) };
  if (random.chance(0.3)) facts.list = [random.pick(NUMBERS), random.pick(ODD_TEXTS)];
  if (random.chance(0.3)) facts.nested = { '€': true, ä: null, a: { b: false }, '10': 1, '9': 2, '𝄞': 0, '\ufb33': 0 };
  return facts;
}
