import { anything } from './client.js';
import { askToErase, askToKeep, decideWhatIsAskedToErase, decideWhatIsAskedToKeep } from './keeping.js';
import { list, listen, open, reveal, search, type Found, type Stated } from './listening.js';
import { aWhile, type Sitting } from './sitting.js';
import type { Activity } from './timeline.js';

const QUEUES = ['user-support', 'clinical-applications', 'devices', 'network', 'on-call'] as const;
/** How often somebody finds that a call was no call to the desk. */
const PRIVATE_SHARE = 0.1;
const TRAINING: Stated = { purpose: 'internal-training' };

/** An agent goes back to a call of their own to finish its ticket. */
export async function* agentAtWork(sitting: Sitting): Activity {
  const { random } = sitting;
  if (random.chance(0.25)) yield* callerRingsAgain(sitting);
  const found = pickRecent(await list(sitting), sitting);
  if (!found) return;
  yield aWhile(sitting);
  await open(sitting, found);
  yield aWhile(sitting);
  const reference = found.ticket ?? (await addTicket(sitting, found));
  const stated = { purpose: 'service-development', reference } as const;
  yield aWhile(sitting);
  if (random.chance(0.3)) yield* reveal(sitting, found, [random.pick(['phone', 'name', 'organisation'])], stated);
  if (random.chance(0.8)) yield* listen(sitting, found, stated);
}

async function addTicket({ client, references }: Sitting, { contactId }: Found): Promise<string> {
  const ticket = references.ticket();
  await client.patch(`/contacts/${contactId}`, { ticket });
  return ticket;
}

/** The phone shows the number of somebody who has called before. */
async function* callerRingsAgain(sitting: Sitting): Activity {
  const { random, ledger, now } = sitting;
  const lately = ledger.lately(now(), 30);
  if (lately.length === 0) return;
  await search(sitting, { phone: random.pick(lately).call.caller.phone });
  yield aWhile(sitting);
}

/** The team lead follows how calls are answered: for the service level, for training, for a development item. */
export async function* teamLeadAtWork(sitting: Sitting): Activity {
  const { random, references, client } = sitting;
  const calls = await list(sitting, `queue=${random.pick(QUEUES)}`);
  for (let left = random.between(1, 2); left > 0; left--) {
    const found = pickRecent(calls, sitting);
    if (!found) break;
    yield aWhile(sitting);
    await open(sitting, found);
    yield aWhile(sitting);
    const development = { purpose: 'service-development', reference: references.developmentItem() } as const;
    yield* listen(sitting, found, random.pick([TRAINING, { purpose: 'service-level-study' }, development]));
    if (random.chance(PRIVATE_SHARE)) await askToErase(sitting, found);
  }
  yield* decideWhatIsAskedToKeep(sitting);
  if (random.chance(0.2)) await client.get('/retention/due', anything);
}

/** Somebody has complained of a call: it is found by the caller's number, or within the case by identity code. */
export async function* complaintHandlerAtWork(sitting: Sitting): Activity {
  const { client, random, ledger, references, now } = sitting;
  const lately = ledger.lately(now(), 25);
  if (lately.length === 0) return;
  const { caller } = random.pick(lately).call;
  const reference = references.complaint();
  const code = caller.personalIdentityCode;
  const terms = code === undefined ? { phone: caller.phone } : { personalIdentityCode: code };
  const [found] = await search(sitting, { ...terms, reference });
  if (!found) return;
  yield aWhile(sitting);
  const { legs } = await open(sitting, found);
  yield aWhile(sitting);
  const stated = { purpose: 'complaint', reference } as const;
  yield* reveal(sitting, found, random.chance(0.4) ? ['name', 'phone', 'note'] : ['name'], stated);
  for (const leg of [found, ...legs]) yield* listen(sitting, leg, stated);
  if (random.chance(0.3)) await askToKeep(sitting, found, 'complaint', reference);
  else if (random.chance(0.5)) await client.post('/complaint-cases/closures', { reference }, anything, 200);
}

/** The trainer looks for calls that new people can learn from. */
export async function* trainerAtWork(sitting: Sitting): Activity {
  const { random } = sitting;
  const calls = await list(sitting, `queue=${random.pick(QUEUES)}`);
  for (let left = random.between(1, 2); left > 0 && calls.length > 0; left--) {
    yield aWhile(sitting);
    yield* listen(sitting, random.pick(calls), TRAINING);
  }
}

/** Somebody has asked for what is held of them: every recording is looked for by name, and the newest two are heard. */
export async function* rightsOfficerAtWork(sitting: Sitting): Activity {
  const { random, ledger, references, now } = sitting;
  const lately = ledger.lately(now(), 55);
  if (lately.length === 0) return;
  const reference = references.rightsRequest();
  const stated = { purpose: 'rights-request', reference } as const;
  const found = await search(sitting, { name: random.pick(lately).call.caller.name, reference });
  for (const one of found.slice(0, 2)) {
    yield aWhile(sitting);
    await open(sitting, one);
    await askToKeep(sitting, one, 'rights-request', reference);
    yield* reveal(sitting, one, ['name', 'email'], stated);
    yield* listen(sitting, one, stated);
  }
  yield* decideWhatIsAskedToErase(sitting);
}

/** Rather one of the newest than an old one. */
function pickRecent(calls: readonly Found[], { random }: Sitting): Found | null {
  return calls.length === 0 ? null : random.pick(calls.slice(0, random.between(2, 12)));
}
