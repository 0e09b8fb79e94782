import { z } from 'zod';
import type { Purpose } from '../../../access/index.js';
import { anything } from './client.js';
import { aWhile, type Sitting } from './sitting.js';
import { seconds, type Activity } from './timeline.js';

const recording = z.object({
  id: z.uuid(),
  contactId: z.uuid(),
  ticket: z.string().nullable(),
  durationMs: z.int(),
});
const page = z.object({ items: z.array(recording) });
const details = recording.extend({ legs: z.array(z.object({ id: z.uuid(), durationMs: z.int() })) });
const playback = z.object({ id: z.uuid(), audioUrl: z.string() });

/** A row of a list, as far as the people of the demo look at it. */
export type Found = z.infer<typeof recording>;

/** What a playback or a reveal is for. */
export interface Stated {
  readonly purpose: Purpose;
  readonly reference?: string;
}

const HEARD_PARTLY_SHARE = 0.25;
const FIRST_BYTES = 128 * 1024;
/** The others close the window, and the playback ends by itself. */
const ENDED_SHARE = 0.85;

/** Lists recordings; `query` holds filters, such as `queue=devices`. */
export async function list({ client }: Sitting, query = ''): Promise<Found[]> {
  return (await client.get(`/recordings?limit=30${query === '' ? '' : `&${query}`}`, page)).items;
}

/** Searches by personal fields. */
export async function search({ client }: Sitting, terms: Readonly<Record<string, string>>): Promise<Found[]> {
  return (await client.post('/recordings/searches', terms, page, 200)).items;
}

/** Opens one recording and looks at it. Returns its other legs too. */
export async function open({ client }: Sitting, { id }: Pick<Found, 'id'>): Promise<z.infer<typeof details>> {
  return client.get(`/recordings/${id}`, details);
}

/** Reveals `fields` of the caller one after the other. */
export async function* reveal(
  sitting: Sitting,
  { id }: Pick<Found, 'id'>,
  fields: readonly string[],
  stated: Stated,
): Activity {
  for (const field of fields) {
    await sitting.client.post(`/recordings/${id}/reveals`, { field, ...stated }, anything);
    yield aWhile(sitting);
  }
}

/** States the purpose and listens, mostly to the end. */
export async function* listen(
  { client, random }: Sitting,
  { id, durationMs }: Pick<Found, 'id' | 'durationMs'>,
  stated: Stated,
): Activity {
  const granted = await client.post(`/recordings/${id}/playbacks`, stated, playback);
  yield seconds(1);
  const partly = random.chance(HEARD_PARTLY_SHARE);
  await client.hear(granted.audioUrl, partly ? FIRST_BYTES : undefined);
  const playedMs = partly ? Math.min(durationMs, seconds(random.between(5, 12))) : durationMs;
  yield playedMs;
  if (random.chance(ENDED_SHARE)) await client.delete(`/playbacks/${granted.id}`, { playedMs });
}
