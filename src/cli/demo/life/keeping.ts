import { z } from 'zod';
import { addDays, helsinkiDay } from '../../../kernel/calendar.js';
import { anything } from './client.js';
import type { Found } from './listening.js';
import { aWhile, type Sitting } from './sitting.js';
import type { Activity } from './timeline.js';

const holds = z.object({
  items: z.array(z.object({ id: z.uuid(), state: z.string(), permitted: z.array(z.string()) })),
});
const erasures = z.object({
  items: z.array(z.object({ id: z.uuid(), targetId: z.uuid(), permitted: z.array(z.string()) })),
});

/** A complaint or a request takes longer than a call is kept. */
const KEPT_DAYS = 150;
const DECIDED_SHARE = 0.7;

const NECESSITY = {
  complaint: 'Reklamaation käsittely jatkuu asiakkaan kanssa, ja puhelua tarvitaan sen ratkaisemiseen.',
  'rights-request': 'Rekisteröidyn pyyntö on käsiteltävänä.',
} as const;

/** Asks to keep a call longer; for a complaint somebody else decides. */
export async function askToKeep(
  { client, now }: Sitting,
  { id }: Pick<Found, 'id'>,
  kind: keyof typeof NECESSITY,
  reference: string,
): Promise<void> {
  const until = addDays(helsinkiDay(now()), KEPT_DAYS);
  await client.post(`/recordings/${id}/holds`, { kind, reference, necessity: NECESSITY[kind], until }, anything);
}

/** Says that a call should not be here, unless somebody asks to keep it: somebody rang on their own affairs. */
export async function askToErase(sitting: Sitting, { id }: Pick<Found, 'id'>): Promise<void> {
  if (await isAskedFor(sitting, id)) return;
  const reason = 'Soittaja puhui omista yksityisistä asioistaan, ei tuesta.';
  await sitting.client.post(`/recordings/${id}/erasure`, { ground: 'private-call', reason }, anything);
}

/** Decides most of what others ask to keep; the rest waits for another day. */
export async function* decideWhatIsAskedToKeep(sitting: Sitting): Activity {
  const { client, random } = sitting;
  for (const { id, permitted } of (await client.get('/holds?state=requested', holds)).items) {
    if (!permitted.includes('approve') || !random.chance(DECIDED_SHARE)) continue;
    yield aWhile(sitting);
    await client.post(`/holds/${id}/approval`, {}, anything, 200);
  }
}

/** Confirms what others ask to erase, unless somebody has asked to keep it since. */
export async function* decideWhatIsAskedToErase(sitting: Sitting): Activity {
  const { client } = sitting;
  for (const { id, targetId, permitted } of (await client.get('/erasures?state=requested', erasures)).items) {
    if (!permitted.includes('decide')) continue;
    yield aWhile(sitting);
    if (!(await isAskedFor(sitting, targetId))) await client.post(`/erasures/${id}/confirmation`, {}, anything, 200);
  }
}

/** Whether anybody keeps a recording longer, or has asked to. */
async function isAskedFor({ client }: Sitting, recordingId: string): Promise<boolean> {
  const { items } = await client.get(`/recordings/${recordingId}/holds`, holds);
  return items.some(({ state }) => state === 'requested' || state === 'active');
}
