import { z } from 'zod';
import { addDays, helsinkiDay } from '../../../kernel/calendar.js';
import { anything } from './client.js';
import { aWhile, type Sitting } from './sitting.js';
import type { Activity } from './timeline.js';

const BACK_DAYS = 13;
const SAMPLE = 6;
const LOOKED_AT = 12;
const ANSWERED_WITHIN_DAYS = 14;

const me = z.object({ id: z.uuid() });
const round = z.object({ id: z.uuid() });
const actor = z.object({ kind: z.string(), id: z.uuid().nullable() });
const event = z.object({ actor, concernsStaffId: z.uuid().nullable() });
const items = z.object({
  items: z.array(z.object({ eventId: z.uuid(), event, why: z.array(z.object({ because: z.string() })) })),
});
type Item = z.infer<typeof items>['items'][number];

/** The auditor draws a sample of the last two weeks and looks at it, together with what the ready questions have flagged. */
export async function* reviewRound(sitting: Sitting): Activity {
  const { client, now } = sitting;
  const { id: own } = await client.get('/me', me);
  const toOn = helsinkiDay(now());
  const period = { fromOn: addDays(toOn, -BACK_DAYS), toOn, sampleSize: SAMPLE };
  const { id } = await client.post('/audit/review-rounds', period, round);
  const drawn = await client.get(`/audit/review-rounds/${id}/items?limit=${LOOKED_AT}`, items);
  // What the auditor did, or what was done for them, is somebody else's to look at.
  const others = drawn.items.filter(item => item.event.actor.id !== own && item.event.concernsStaffId !== own);
  const striking = others.find(isStriking);
  for (const item of others) {
    yield aWhile(sitting);
    await client.post(
      `/audit/review-rounds/${id}/marks`,
      item === striking ? findingOf(item, toOn) : inOrder(item),
      anything,
    );
  }
}

function isStriking({ event: { actor: by }, why }: Item): boolean {
  return by.kind === 'staff' && by.id !== null && why.some(({ because }) => because !== 'sample');
}

function inOrder({ eventId }: Item): object {
  return { eventId, mark: 'in-order' };
}

function findingOf({ eventId, event: { actor: by } }: Item, today: Parameters<typeof addDays>[0]): object {
  const text = 'Lokista ei selviä, miksi tietoa tarvittiin. Selvitä, mihin työtehtävään käyttö liittyi.';
  return { eventId, mark: 'finding', text, ownerId: by.id, dueOn: addDays(today, ANSWERED_WITHIN_DAYS) };
}
