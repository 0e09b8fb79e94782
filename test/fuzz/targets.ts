import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../../src/recordings/ingest/formats/json-reader.js';
import { readDocument } from '../../src/recordings/ingest/formats/read-document.js';
import type { SourceForm } from '../../src/recordings/ingest/formats/source-form.js';
import { byteRange } from '../../src/recordings/playback/byte-range.js';
import { AUDIO_TARGETS } from './audio-targets.js';
import { FORMS } from './forms.js';
import { plainOf } from './plain-json.js';
import type { Target } from './target.js';

const FOLDER = join(import.meta.dirname, '../data/formats');
const JSON_PIECES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ',',
  ':',
  '"__proto__"',
  '"constructor"',
  '\\ud800',
  '1e309',
  '-0',
  'null',
];
const CSV_PIECES = [
  ';',
  ',',
  '"',
  '""',
  '\r\n',
  '\n',
  '\0',
  '=1+1',
  '25.10.2026 3:30:00',
  '29.3.2026 3:30:00',
  '-1',
  'Tunniste',
];
const XML_PIECES = [
  ...['<', '>', '/>', '</', '&', '&amp;', '&#0;', '&a;', ']]>', '<![CDATA[', '<!--', '-->', '<?x ?>', ' a="b"', '<a>'],
  ...[
    '<!DOCTYPE a [<!ENTITY a "b">]>',
    ' xmlns="urn:ietf:params:xml:ns:recording:1"',
    ' xmlns:a="b"',
    '</a>',
    '<session id="x">',
  ],
];
const SIDECAR = Buffer.from(
  JSON.stringify({
    ...{ externalId: 'a', startedAt: '2026-03-01T07:15:00Z', endedAt: '2026-03-01T07:16:00Z', queue: 'q' },
    ...{
      agent: { extension: '1' },
      caller: { name: 'Testi', phone: '+358401234567' },
      channels: ['agent'],
      patients: [],
    },
  }),
);

/** Every reader of what comes from outside. */
export const TARGETS: readonly Target[] = [
  document('csv', ['operator.csv'], CSV_PIECES, [FORMS.operator]),
  document('asterisk', ['asterisk-master.csv', 'freepbx-report.csv'], CSV_PIECES, [FORMS.asterisk, FORMS.freepbx]),
  { name: 'json', examples: [SIDECAR, example('vcon-0.0.1.json')], pieces: JSON_PIECES, read: readAnyJson },
  document(
    'xml',
    ['siprec-rfc7865.xml', 'siprec-prefix.xml', 'siprec-oracle.xml', 'siprec-oracle-old.xml', 'siprec-partial.xml'],
    XML_PIECES,
    [FORMS.siprec],
  ),
  document('vcon', ['vcon-0.4.0.json', 'vcon-0.0.1.json'], [...JSON_PIECES, '"url"', '"critical":["x"]'], [FORMS.vcon]),
  document('freeswitch', ['freeswitch-a-leg.cdr.json'], [...JSON_PIECES, '%', '%ff', '%E4%BD'], [FORMS.freeswitch]),
  ...AUDIO_TARGETS,
  {
    name: 'range',
    examples: rangeExamples(),
    pieces: ['bytes=', '-', ',', '0', '9', ' ', '=', '18446744073709551616'],
    read: range,
  },
];

function document(
  name: string,
  files: readonly string[],
  pieces: readonly string[],
  forms: readonly SourceForm[],
): Target {
  return {
    name,
    examples: files.map(example),
    pieces,
    read: input => {
      forms.forEach(form => {
        check(input, form);
      });
    },
  };
}

function example(name: string): Buffer {
  return readFileSync(join(FOLDER, name));
}

/** What is wrong is said in words of ours, and a call lies in time. */
function check(input: Buffer, form: SourceForm): void {
  const { calls, unusable } = readDocument(input, form, 'pbx-1');
  for (const { faults } of unusable) {
    if (faults.length === 0 || faults.some(one => !/^[a-zA-Z.-]{1,40}(?::[a-z-]{1,40})?$/.test(one))) {
      throw new Error(`a fault that is no word of ours: ${JSON.stringify(faults)}`);
    }
  }
  for (const { call } of calls) {
    if (!(call.startedAt <= call.endedAt)) throw new Error('a call that ends before it begins');
  }
}

/** Whatever our reader takes, the one of the language takes as well, and finds the same. */
function readAnyJson(input: Buffer): void {
  check(input, FORMS.sidecar);
  const text = input.toString();
  const [ours, theirs] = [plainOf(readJson(text)), plainOf(JSON.parse(text))];
  if (ours !== theirs) throw new Error('another reading than that of the language');
}

function range(input: Buffer): void {
  for (const sizeBytes of [1, 1000, 2 ** 40]) {
    const asked = byteRange(input.toString('latin1'), sizeBytes);
    if (asked && !(asked.first >= 0 && asked.first <= asked.last && asked.last < sizeBytes)) {
      throw new Error('a range beyond the file');
    }
  }
}

function rangeExamples(): Buffer[] {
  return ['bytes=0-', 'bytes=0-999', 'bytes=-1', 'bytes=5-2', 'bytes=0-1,3-4', ''].map(text => Buffer.from(text));
}
