import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { type Acknowledged, inForceThrough, type Ledger, type NotedHold } from './ledger.js';
import { type Callers, wrong } from './traffic.js';

const RELEASE_SHARE = 0.4;
const LONGEST_DAYS = 6;

/** Takes the hold of a call one step on: asks for it, approves it, or releases it now and then. What is not answered is in doubt; what has ended must be refused. */
export async function changeHold(
  call: Acknowledged,
  callers: Callers,
  ledger: Ledger,
  random: SeededRandom,
): Promise<void> {
  const { hold } = call;
  if (!hold) return request(call, callers, ledger, random);
  if (hold.inDoubt || hold.id === null || hold.said === 'released') return;
  if (hold.said === 'requested') await decide(hold, 'approval', callers, ledger);
  else if (random.chance(RELEASE_SHARE)) await decide(hold, 'release', callers, ledger);
}

async function request(call: Acknowledged, { handler }: Callers, ledger: Ledger, random: SeededRandom): Promise<void> {
  const today = helsinkiDay(ledger.now());
  const wantedUntil = addDays(today, random.between(2, LONGEST_DAYS));
  const hold: NotedHold = {
    ...{ id: null, said: null, inDoubt: true, releasedOn: null },
    ...{ requestedOn: today, wantedUntil },
  };
  call.hold = hold;
  const wanted = { kind: 'complaint', reference: `CASE-${call.serial}`, necessity: 'Testi', until: wantedUntil };
  const answer = await handler.client.post(`/recordings/${call.id}/holds`, wanted);
  if (answer.status !== 201) throw wrong('a hold', answer);
  Object.assign(hold, { id: String(answer.body.id), said: 'requested', inDoubt: false });
  ledger.counts.requested += 1;
}

async function decide(
  hold: NotedHold,
  act: 'approval' | 'release',
  { decider }: Callers,
  ledger: Ledger,
): Promise<void> {
  const through = inForceThrough(hold);
  const isOver = through !== null && through < helsinkiDay(ledger.now());
  hold.inDoubt = !isOver;
  const answer = await decider.post(`/holds/${String(hold.id)}/${act}`, act === 'release' ? { reason: 'Testi' } : {});
  if (isOver && answer.status === 409) {
    ledger.counts.tooLate += 1;
    return;
  }
  if (isOver || answer.status !== 200) throw wrong(`the ${act} of a hold`, answer);
  hold.inDoubt = false;
  hold.said = act === 'approval' ? 'active' : 'released';
  if (act === 'release') hold.releasedOn = helsinkiDay(ledger.now());
  ledger.counts[act === 'approval' ? 'approved' : 'released'] += 1;
}
