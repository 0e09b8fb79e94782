import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, parseDay } from '../../src/kernel/calendar.js';
import { LookAtCases } from '../../src/rights/search/look-at-cases.js';
import { checkCustody } from '../custody/check-custody.js';
import { CONTACTS } from '../support/decided-case.js';
import { HoldScenes } from '../support/holds.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { COPY, WholeCases } from '../support/whole-case.js';

let server: TestServer;
let cases: WholeCases;
let holds: HoldScenes;

beforeEach(async () => {
  server = await startTestServer({ env: CONTACTS });
  cases = await WholeCases.on(server);
  holds = new HoldScenes(server);
});

afterEach(async () => {
  await checkCustody(server);
  await server.stop();
});

/** What the nights in between do, and signs in anew. */
async function inDays(days: number): Promise<void> {
  holds.moveTo(holds.inDays(days));
  await server.app.get(LookAtCases).execute();
  await holds.endHolds();
  await holds.purge();
  await cases.signInAgain();
}

describe('a request that comes shortly before the last day of a recording', () => {
  it('of access, on day 60, is answered on day 75 with the recording itself, and its close lets it go after the days of the setting', async () => {
    const caller = cases.somebody();
    const call = await cases.called(caller);
    const unasked = await cases.called(cases.somebody());
    await inDays(60);
    const at = await cases.opened(['access'], caller);
    await inDays(15);
    expect([await cases.lastDay(call), await cases.lastDay(unasked)]).toEqual([expect.any(String), 404]);
    await cases.takenUp(at, caller, [call]);
    await cases.assessed(at, call, COPY);
    await cases.decided(at, 'access');
    const { id } = await cases.letter(at, { effects: { access: 'Saatte jäljennöksen.' } });
    expect((await cases.fetched(at)).get('puhelu-1.wav')?.equals(call.audio)).toBe(true);
    await cases.answered(at, await cases.sent(at, id));
    await cases.closed(at);
    await inDays(0);
    expect(await cases.lastDay(call)).toBe(holds.inDays(30));
    await inDays(30);
    expect(await cases.lastDay(call)).toBe(holds.today);
    await inDays(1);
    expect(await cases.lastDay(call)).toBe(404);
    expect(await server.sql('select id from recording where id = $1', [call.id])).toEqual([]);
  });

  it('of erasure prolongs nothing: what is taken up goes on its day, and what two people grant then finds it gone', async () => {
    const caller = cases.somebody();
    const call = await cases.called(caller);
    await inDays(60);
    const at = await cases.opened(['erasure'], caller);
    await cases.takenUp(at, caller, [call]);
    expect(await cases.lastDay(call)).toBe(call.dueOn);
    holds.moveTo(addDays(parseDay(call.dueOn), 1));
    await inDays(0);
    expect(await cases.lastDay(call)).toBe(404);
    expect(await server.sql('select id from recording where id = $1', [call.id])).toEqual([]);
    await cases.decided(at, 'erasure');
    const [effect] = await cases.effects(at);
    expect(effect?.result?.erasures).toMatchObject([{ recordingId: call.id, outcome: 'gone' }]);
  });
});
