import type { Page } from 'playwright-core';
import { wav } from '../audio.js';
import { callMetadata } from '../metadata.js';
import type { BrowserHouse } from './browser-house.js';

export const TEN_THOUSAND = 10_000;
const WHEEL_PX = 2_000;

/** Copies of one call, a minute apart: for a list they are what calls are. The call itself is the newest, and can be heard. */
const COPIES = `
  insert into recording
  select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'external_id', 'copy-' || n,
    'started_at', r.started_at - n * interval '1 minute', 'ended_at', r.ended_at - n * interval '1 minute'))).*
  from recording r, generate_series(1, $1::int - 1) n`;

/** Fills the list with `count` calls. */
export async function fillWithCalls({ beside }: BrowserHouse, count: number): Promise<void> {
  const { status } = await beside.ingest().deliver(callMetadata(beside.clock.now()), wav());
  if (status !== 201) throw new Error(`The call answered ${status}.`);
  await beside.sql(COPIES, [count]);
  await beside.sql('analyze recording');
}

/** Turns the wheel from one end of the page to the other. */
export async function scrollThrough(page: Page, direction: 1 | -1): Promise<void> {
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.mouse.move(600, 400);
  for (let scrolled = 0; scrolled < height; scrolled += WHEEL_PX) await page.mouse.wheel(0, direction * WHEEL_PX);
}
