import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Alarms } from './alarms.js';
import type { CheckHead } from './check-head.js';
import type { CheckNextTile } from './check-next-tile.js';
import type { CheckOwnEvents, OwnEventsFindings } from './check-own-events.js';
import type { Found } from './found.js';
import { LogGate } from './log-gate.js';
import { SelfAudit } from './self-audit.js';

const found = (kind: Found['kind']): Found => ({ kind, eventId: null, leafIndex: 3 });

describe('the self-audit of an instance', () => {
  const own = jest.fn<() => Promise<OwnEventsFindings>>();
  const head = jest.fn<() => Promise<readonly Found[]>>();
  const tile = jest.fn<() => Promise<readonly Found[]>>();
  const done: unknown[] = [];
  const alarms = {
    raise: (...all: Found[]) => Promise.resolve(done.push(...all.map(({ kind }) => kind))),
    settle: () => Promise.resolve(done.push('settle')),
  };
  let gate: LogGate;
  let selfAudit: SelfAudit;

  beforeEach(() => {
    done.length = 0;
    own.mockReset().mockResolvedValue({ found: [], late: false });
    head.mockReset().mockResolvedValue([]);
    tile.mockReset().mockResolvedValue([]);
    gate = new LogGate();
    // It asks nothing else of them.
    selfAudit = new SelfAudit(
      { execute: own } as unknown as CheckOwnEvents,
      { execute: head } as unknown as CheckHead,
      { execute: tile } as unknown as CheckNextTile,
      alarms as unknown as Alarms,
      gate,
    );
  });

  it('raises whatever its own events, the head and the next tile show, and then settles', async () => {
    own.mockResolvedValue({ found: [found('event-absent')], late: false });
    head.mockResolvedValue([found('head-not-continued')]);
    tile.mockResolvedValue([found('tile-differs'), found('event-differs')]);
    await selfAudit.execute();
    expect(done).toEqual(['event-absent', 'head-not-continued', 'tile-differs', 'event-differs', 'settle']);
  });

  it('settles also where it finds nothing: another instance may have raised an alarm, or an auditor cleared one', async () => {
    await selfAudit.execute();
    expect(done.at(-1)).toBe('settle');
  });

  it('closes playback while events are late, without an alarm, and opens it when they are not any more', async () => {
    own.mockResolvedValueOnce({ found: [], late: true });
    await selfAudit.execute();
    expect(gate.reasons()).toEqual(['late']);
    expect(done).toEqual(['settle']);
    await selfAudit.execute();
    expect(gate.reasons()).toEqual([]);
  });

  it.each([
    ['head', head],
    ['next tile', tile],
  ])('raises what its own events show before it asks for the %s, which may fail', async (_what, failing) => {
    own.mockResolvedValueOnce({ found: [found('event-absent')], late: false });
    failing.mockRejectedValueOnce(new TypeError('no database'));
    await expect(selfAudit.execute()).rejects.toThrow('no database');
    expect(done).toEqual(['event-absent']);
  });

  it.each([
    ['became of its events', own],
    ['became of the head', head],
    ['stands in the next tile', tile],
  ])(
    'closes playback as late where nobody could tell for five seconds what %s, until somebody can',
    async (_what, failing) => {
      const now = jest.spyOn(performance, 'now');
      const lookAt = async (ms: number): Promise<readonly string[]> => {
        now.mockReturnValue(ms);
        await selfAudit.execute().catch(() => undefined);
        return gate.reasons();
      };
      expect(await lookAt(1_000_000)).toEqual([]);
      failing.mockRejectedValueOnce(new TypeError('no answer')).mockRejectedValueOnce(new TypeError('no answer'));
      expect(await lookAt(1_005_000)).toEqual([]);
      expect(await lookAt(1_005_001)).toEqual(['late']);
      expect(await lookAt(1_006_000)).toEqual([]);
      now.mockRestore();
    },
  );
});
