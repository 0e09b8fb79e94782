import { beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../kernel/clock.js';
import type { Database, EntityManager } from '../../platform/database/index.js';
import type { AuditTexts } from '../audit-texts.js';
import { THE_SYSTEM, type CommittedText, type EventDraft } from '../event.js';
import { OwnEvents } from '../watch/own-events.js';
import { AuditTrail } from './audit-trail.js';
import type { HotEffect } from './hot-effect.js';

const ID = '00000000-0000-7000-8000-000000000001';
const EFFECT: HotEffect = { name: 'test-effect', columns: [['id', 'uuid']], text: 'select id as key from wanted' };
const DRAFT: EventDraft = { action: 'log.pruned', actor: THE_SYSTEM };

describe('the way into the log', () => {
  let ownEvents: OwnEvents;
  let rows: object[];
  let kept: CommittedText[];
  let inserted: unknown[];
  let trail: AuditTrail;

  const em = { execute: (_: string, values: unknown[]) => Promise.resolve((inserted = values)) };

  beforeEach(() => {
    ownEvents = new OwnEvents();
    [rows, kept, inserted] = [[], [], []];
    const query = () => Promise.resolve(rows);
    const afterCommit = (_: unknown, act: () => void) => {
      act();
    };
    const keep = (...[, , , committed]: [unknown, unknown, unknown, CommittedText[]]) =>
      Promise.resolve(void kept.push(...committed));
    // It asks nothing else of them.
    trail = new AuditTrail(
      { query, afterCommit } as unknown as Database,
      new SystemClock(),
      { keep } as unknown as AuditTexts,
      ownEvents,
    );
  });

  it('has an event of an effect that was had, and remembers it as its own', async () => {
    rows = [{ key: ID }];

    expect(await trail.recordHot(EFFECT, [ID], DRAFT)).toBe(true);
    expect(ownEvents.waiting()).toHaveLength(1);
  });

  it('has none of an effect that was not had: there is nothing to look for in the tree', async () => {
    expect(await trail.recordHot(EFFECT, [ID], DRAFT)).toBe(false);
    expect(ownEvents.waiting()).toEqual([]);
  });

  it('tells what the leaf commits to its texts with, and nothing of search terms', async () => {
    const draft = { ...DRAFT, texts: { text: 'Valitus.' }, searched: { number: '0401234567' } };
    const told = await trail.recordCommitting(em as unknown as EntityManager, draft); // it is asked nothing else

    const leaf = inserted.find(value => Buffer.isBuffer(value)) ?? Buffer.alloc(0);
    const { commitments } = JSON.parse(leaf.toString()) as { commitments: Record<string, string> }; // a leaf
    expect(Object.keys(commitments)).toEqual(['number', 'text']);
    expect([...told]).toEqual([['text', commitments.text]]);
    expect(kept.map(({ name, text }) => [name, text])).toEqual([
      ['text', 'Valitus.'],
      ['number', null],
    ]);
  });
});
