import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, addMonths, helsinkiDay } from '../../src/kernel/calendar.js';
import { LookAtCases } from '../../src/rights/search/look-at-cases.js';
import { HELD_DAYS } from '../../src/rights/search/wanted-hold.js';
import { checkCustody } from '../custody/check-custody.js';
import { CONTACTS } from '../support/decided-case.js';
import { pdfText } from '../support/pdf-text.js';
import { HIDDEN_MS, MARK } from '../support/redaction.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { COPY, GRANTED, REDACTED, WholeCases, WITHHELD } from '../support/whole-case.js';

/** Of a case that is open, and of one that is closed today: domain.md §3, ADR 0015. */
const TODAY = helsinkiDay(NOW);
const HELD_UNTIL = addDays(TODAY, HELD_DAYS);
const LET_GO_ON = addDays(TODAY, 30);
const NO_PURPOSE = 'service-development';

let server: TestServer;
let cases: WholeCases;

beforeAll(async () => {
  server = await startTestServer({ env: CONTACTS });
  cases = await WholeCases.on(server);
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

/** What a closed case has held goes some days after. */
function look(): Promise<void> {
  return server.app.get(LookAtCases).execute();
}

interface ToldRecording {
  readonly file: string | null;
  readonly redactions: readonly object[];
  readonly consultations: readonly { readonly purpose: string; readonly staffName: string | null }[];
}

describe('access (GDPR art. 15)', () => {
  it('goes from an agent’s mailbox to the person’s hands: what is theirs as it was, what is others’ unheard', async () => {
    const { maija, oili, satu, tapio } = cases.by;
    const caller = cases.somebody();
    const [plain, shared] = [await cases.called(caller), await cases.called(caller)];
    const namesake = await cases.called({ ...cases.somebody(), name: caller.name });
    expect((await cases.play(maija, plain, NO_PURPOSE)).status).toBe(201);

    const at = await cases.registered(['access'], caller);
    expect(at.lastOn).toBe('2026-12-24');
    expect(await cases.state(at)).toBe('received');
    expectProblem(await maija.get(at.path), 403, 'not-permitted');
    for (const call of [plain, shared, namesake]) expect(await cases.lastDay(call)).toBe(HELD_UNTIL);

    const unknown = { identity: { method: null, doubt: 'Pyyntö tuli vieraasta osoitteesta.' } };
    expect((await cases.triage(at, ['access'], unknown)).body.state).toBe('triaged');
    const stop = { kind: 'identity', stoppedAt: NOW.toISOString(), question: 'Kuka soitti?' };
    expect((await oili.post(`${at.path}/stops`, stop)).body).toMatchObject({ state: 'identity-pending', lastOn: null });
    expectProblem(await cases.decide(at, 'access', GRANTED), 409, 'clock-stopped');
    const [open] = (await oili.get(at.path)).body.stops as { readonly id: string }[];
    const end = { resumedAt: NOW.toISOString(), answer: 'Soitettiin takaisin.' };
    expect((await oili.post(`${at.path}/stops/${open?.id ?? ''}/end`, end)).body).toMatchObject({
      ...{ lastOn: at.lastOn, lastOnWithoutStops: at.lastOn, stopped: false },
    });
    await cases.triage(at, ['access']);

    await cases.takenUp(at, caller, [plain, shared]);
    expectProblem(await cases.decide(at, 'access', GRANTED), 409, 'candidates-untriaged');
    await cases.sorted(at, namesake, 'released');
    expect(await cases.lastDay(namesake)).toBe(namesake.dueOn);
    expect((await cases.play(maija, shared, NO_PURPOSE)).status).toBe(201);
    await cases.assessed(at, plain, COPY);
    await cases.assessed(at, shared, REDACTED);
    expect(await cases.state(at)).toBe('assessing');
    expectProblem(await cases.decide(at, 'access', GRANTED), 409, 'copies-unapproved');
    const heard = await cases.redacted(at, shared, [MARK]);
    expect(await cases.state(at)).toBe('in-review');
    expectProblem(await oili.post(`${at.path}/letters`, { kind: 'answer' }), 409, 'claims-not-confirmed');
    expectProblem(
      await tapio.post(`${at.path}/claims/${(await cases.claim(at, 'access')).id}/decision`, GRANTED),
      403,
      'not-permitted',
    );
    expect((await cases.decided(at, 'access')).body).toMatchObject({ state: 'confirmed', caseState: 'decided' });
    expectProblem(await satu.post(`${at.path}/closing`, {}), 409, 'wrong-state');

    const { id: letterId, pdf } = await cases.letter(at, { effects: { access: 'Saatte kaksi jäljennöstä.' } });
    for (const words of [
      caller.name,
      at.number,
      'Saatte kaksi jäljennöstä.',
      'tietosuojavaltuutettu',
      'käräjäoikeudessa',
    ])
      expect(pdfText(pdf)).toContain(words);
    const posted = await cases.sent(at, letterId);
    expectProblem(await oili.post(`${at.path}/answering`, { deliveryId: posted }), 409, 'package-not-delivered');
    const files = await cases.fetched(at);
    expect([...files.keys()]).toEqual([
      ...['puhelu-1.wav', 'puhelu-2.wav', 'tiedot.json', 'tiedot.schema.json', 'kirje.pdf', 'tiivisteet.sha256'],
    ]);
    const data = JSON.parse(String(files.get('tiedot.json'))) as { readonly recordings: readonly ToldRecording[] };
    const copy = data.recordings.find(({ redactions }) => redactions.length > 0);
    const whole = data.recordings.find(({ redactions }) => redactions.length === 0);
    expect(files.get(whole?.file ?? '')?.equals(plain.audio)).toBe(true);
    expect(files.get(copy?.file ?? '')?.equals(heard)).toBe(true);
    expect(copy?.redactions).toEqual([MARK]);
    expectUnheard(heard, shared.audio);
    expect(whole?.consultations).toEqual([{ on: TODAY, purpose: NO_PURPOSE, staffName: null }]);
    expect(files.get('kirje.pdf')?.equals(pdf)).toBe(true);
    await cases.answered(at, posted);

    expect((await oili.post(`${at.path}/closing`, {})).body.state).toBe('closed');
    expect([await cases.lastDay(plain), (await oili.get(at.path)).body.dueOn]).toEqual([
      HELD_UNTIL,
      addMonths(TODAY, 24),
    ]);
    await look();
    expect([await cases.lastDay(plain), await cases.lastDay(shared)]).toEqual([plain.dueOn, shared.dueOn]);
    expect(plain.dueOn > LET_GO_ON).toBe(true);
    const [held] = await server.sql<{ until: string }>(
      `select max(until_on)::text as until from hold where recording_id = $1 and state = 'active'`,
      [plain.id],
    );
    expect(held?.until).toBe(LET_GO_ON);

    const logged = (await cases.logged(at, caller)).flatMap(action => /^rights-request\.(.*)/.exec(action)?.[1] ?? []);
    expect(logged.filter(action => action !== 'opened' && action !== 'recordings-kept')).toEqual(EXPECTED);
  });

  /** In the order in which it happened; attempts that were refused are told as well. */
  const EXPECTED = [
    'registered',
    'searched',
    'searched',
    'triaged',
    'clock-stopped',
    'claim-decided: clock-stopped',
    'clock-resumed',
    'triaged',
    'searched',
    'recording-taken-up',
    'recording-taken-up',
    'claim-decided: candidates-untriaged',
    'recording-released',
    'recording-assessed',
    'assessment-confirmed: not-second-person',
    'assessment-confirmed',
    'recording-assessed',
    'assessment-confirmed: not-second-person',
    'assessment-confirmed',
    'claim-decided: copies-unapproved',
    'marks-saved',
    'marks-saved',
    'copy-rendered',
    'copy-approved: not-second-person',
    'copy-approved: copy-not-heard',
    'copy-heard',
    'copy-approved',
    'letter-made: claims-not-confirmed',
    'claim-decided',
    'decision-confirmed: not-second-person',
    'decision-confirmed',
    'closed: wrong-state',
    'letter-made',
    'file-opened',
    'delivered',
    'moved: package-not-delivered',
    'package-begun',
    'package-made',
    'delivered',
    'download-fetched',
    'moved',
    'closed',
  ];

  /** Silence where it is marked, with its guard, and the original's own samples everywhere else. */
  function expectUnheard(copy: Buffer, original: Buffer): void {
    const header = 44; // of a plain WAV
    const [from, to] = [header + HIDDEN_MS.from * 16, header + HIDDEN_MS.to * 16];
    const samples = original.subarray(original.length - (copy.length - header));
    expect(new Set(copy.subarray(from, to))).toEqual(new Set([0]));
    expect(copy.subarray(header, from).equals(samples.subarray(0, from - header))).toBe(true);
    expect(copy.subarray(to).equals(samples.subarray(to - header))).toBe(true);
  }

  it('is refused in full with ground and reasons, the authority and the court, and gives nothing', async () => {
    const caller = cases.somebody();
    const call = await cases.called(caller);
    const at = await cases.opened(['access'], caller);
    await cases.takenUp(at, caller, [call]);
    await cases.assessed(at, call, WITHHELD);
    const reasons = 'Puhelussa puhuu vain toinen henkilö omista asioistaan.';
    expectProblem(await cases.decide(at, 'access', GRANTED), 422, 'recordings-withheld');
    const refused = { outcome: 'refused', ground: 'rights-of-others-15-4', reasons };
    expectProblem(await cases.decide(at, 'access', { ...refused, ground: undefined }), 422, 'ground-missing');
    expectProblem(await cases.decide(at, 'access', { ...refused, reasons: undefined }), 422, 'reasons-missing');
    await cases.decided(at, 'access', refused);
    const text = pdfText(await cases.answeredBy(at, {}));
    for (const words of ['15 artiklan 4 kohta', reasons, 'tietosuojavaltuutettu', 'käräjäoikeudessa'])
      expect(text).toContain(words);
    expectProblem(await cases.by.oili.post(`${at.path}/package`, { channel: 'zip' }), 409, 'nothing-to-give');
    await cases.closed(at);
    await look();
    expect(await cases.lastDay(call)).toBe(call.dueOn);
  });

  it('of somebody of whom nothing is held says what was searched, with the nil results on record', async () => {
    const { oili } = cases.by;
    const caller = cases.somebody();
    const at = await cases.opened(['access'], caller);
    await cases.takenUp(at, caller, []);
    await cases.decided(at, 'access', { outcome: 'nothing-held' });
    const searches = await server.sql<{ hits: number }>('select hits from rights_search where case_id = $1', [at.id]);
    expect(searches.length).toBeGreaterThanOrEqual(2);
    expect(searches.every(({ hits }) => hits === 0)).toBe(true);
    expectProblem(await oili.post(`${at.path}/letters`, { kind: 'answer' }), 422, 'letter-incomplete');
    const effect = 'Haimme puhelinnumerolla ja nimellä; puheluita ei ole.';
    expect(pdfText(await cases.answeredBy(at, { effects: { access: effect } }))).toContain(effect);
    await cases.closed(at);
  });

  it('that the person takes back ends with that, and what it held goes as for any other', async () => {
    const caller = cases.somebody();
    const call = await cases.called(caller);
    const at = await cases.opened(['access'], caller);
    expect(await cases.lastDay(call)).toBe(HELD_UNTIL);
    await cases.decided(at, 'access', { outcome: 'withdrawn' });
    const text = pdfText(await cases.answeredBy(at, {}));
    expect(text).toContain(at.number);
    expectProblem(await cases.by.oili.post(`${at.path}/package`, { channel: 'zip' }), 409, 'nothing-to-give');
    await cases.closed(at);
    await look();
    expect(await cases.lastDay(call)).toBe(call.dueOn);
  });
});
