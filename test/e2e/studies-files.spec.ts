import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { checkCustody } from '../custody/check-custody.js';
import { describeWith } from '../support/describe-with.js';
import { findingsOf } from '../support/paper-findings.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { StudyScenes } from '../support/studies.js';
import { readTaggedPdf } from '../support/tagged-pdf.js';

const TODAY = helsinkiDay(NOW);
const DAY = addDays(TODAY, -5);

let server: TestServer;
let scenes: StudyScenes;

beforeAll(async () => {
  server = await startTestServer();
  scenes = await StudyScenes.of(server);
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('a study in a file', () => {
  it('is a record for each group and one for all; what is not told is empty', async () => {
    await scenes.calls(10, { day: DAY, waitMs: 20_000, talkMs: 60_000 }, { queue: '=1+1', ticket: 'INC-5' });
    await scenes.calls(3, { day: DAY, waitMs: 20_000, talkMs: 60_000 }, { queue: '=1+1' });
    const { bytes } = await scenes.liisa.get(`/studies/service-levels.csv?from=${DAY}&through=${DAY}&group=queue`);
    const [head, row, total, end] = bytes.toString('utf8').split('\r\n');
    expect(head).toBe(
      'queue,calls,answered,waited,numbered,repeated,ticketed,waiting-p50Ms,waiting-p90Ms,waiting-p95Ms,talking-p50Ms,talking-p90Ms,talking-p95Ms',
    );
    const numbers = '13,13,13,13,0,,20000,,,60000,,';
    expect([row?.endsWith(`,${numbers}`), total, end]).toEqual([true, `total,${numbers}`, '']);
    expect(row?.startsWith('=')).toBe(false); // no spreadsheet computes it
  });

  describeWith('qpdf', 'on paper', () => {
    it.each([
      ['fi', 'Palvelutasotutkimus'],
      ['sv', 'Undersökning av servicenivån'],
      ['en', 'Service-level study'],
    ])('is tagged from the first word to the last: %s', async (language, title) => {
      const path = `/studies/service-levels.pdf?from=${DAY}&through=${DAY}&group=hour&language=${language}`;
      const pdf = await readTaggedPdf((await scenes.liisa.get(path)).bytes);
      expect(JSON.stringify(pdf.title)).toContain(title);
      expect(findingsOf(pdf, language)).toEqual([]);
      const tables = pdf.tags.flatMap(({ kids }) => kids).filter(({ type }) => type === '/Table');
      expect(tables).toHaveLength(4);
    });
  });
});
