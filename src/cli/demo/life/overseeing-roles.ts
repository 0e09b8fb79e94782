import { z } from 'zod';
import { helsinkiDay } from '../../../kernel/calendar.js';
import { anything } from './client.js';
import { reviewRound } from './review-round.js';
import { aWhile, type Sitting } from './sitting.js';
import type { Activity } from './timeline.js';

const DAY_MS = 86_400_000;
const events = z.object({ items: z.array(z.object({ id: z.uuid() })) });
const runs = z.object({ items: z.array(z.object({ day: z.string() })) });

/** The auditor looks at playbacks and refusals of the last weeks, asks for certificates, and now and then draws a sample. */
export async function* auditorAtWork(sitting: Sitting): Activity {
  const { client, random } = sitting;
  const what = random.pick([
    'action=playback.granted',
    'outcome=refused',
    'action=field.revealed',
    'purpose=complaint',
  ]);
  const { items } = await client.get(`/audit/events?${what}&from=${daysAgo(sitting, 14)}`, events);
  yield aWhile(sitting);
  for (const { id } of items.slice(0, random.between(0, 3))) {
    await client.get(`/audit/events/${id}`, anything);
    yield aWhile(sitting);
  }
  if (random.chance(0.4)) yield* certificatesOfOneDay(sitting);
  if (random.chance(0.2)) yield* reviewRound(sitting);
  if (random.chance(0.3)) await client.get('/grants', anything);
}

async function* certificatesOfOneDay(sitting: Sitting): Activity {
  const { client, now } = sitting;
  const { items } = await client.get('/retention/purges', runs);
  yield aWhile(sitting);
  const calledOn = helsinkiDay(new Date(now().getTime() - 63 * DAY_MS));
  if (items.length > 0) await client.get(`/retention/certificates?on=${calledOn}`, anything);
}

/** The data protection officer looks at what the recordings were used for, and at what goes next. */
export async function* dataProtectionOfficerAtWork(sitting: Sitting): Activity {
  const { client, random } = sitting;
  const purpose = random.pick(['rights-request', 'complaint', 'internal-training']);
  await client.get(`/audit/events?purpose=${purpose}&from=${daysAgo(sitting, 30)}`, events);
  yield aWhile(sitting);
  await client.get('/retention/due', anything);
  yield aWhile(sitting);
  if (random.chance(0.5)) await client.get('/retention/purges', anything);
}

/** The administrator looks who is there and what they may do. */
export async function* administratorAtWork(sitting: Sitting): Activity {
  const { client, random } = sitting;
  await client.get('/staff', anything);
  yield aWhile(sitting);
  await client.get('/grants', anything);
  yield aWhile(sitting);
  if (random.chance(0.3)) await client.get('/service-accounts', anything);
}

function daysAgo({ now }: Sitting, days: number): string {
  return new Date(now().getTime() - days * DAY_MS).toISOString();
}
