import { sourceForm } from '../../src/recordings/ingest/formats/source-form.js';

/** Forms as settings would have them, one for each reader. */
export const FORMS = {
  asterisk: sourceForm.parse({ format: 'asterisk-cdr', preset: 'asterisk' }),
  freepbx: sourceForm.parse({ format: 'asterisk-cdr', preset: 'freepbx' }),
  freeswitch: sourceForm.parse({ format: 'freeswitch', preset: 'freeswitch' }),
  siprec: sourceForm.parse({
    format: 'siprec',
    preset: 'siprec',
    mapping: { queue: { constant: 'user-support' }, direction: { constant: 'inbound' } },
  }),
  vcon: sourceForm.parse({
    format: 'vcon',
    preset: 'vcon',
    mapping: { queue: { constant: 'user-support' }, direction: { constant: 'inbound' } },
  }),
  sidecar: sourceForm.parse({ format: 'sidecar' }),
  operator: sourceForm.parse({
    format: 'csv',
    ...{
      durationUnit: 's',
      agentAs: 'username',
      audio: { kind: 'named', names: ['{Tiedosto}', '{@YYYYMMDD-HHmmss}.wav'] },
    },
    csv: { delimiter: ';', encoding: 'windows-1252', decimalComma: true },
    times: { kind: 'local', pattern: 'D.M.YYYY H:mm:ss', zone: 'Europe/Helsinki' },
    mapping: {
      direction: { constant: 'inbound' },
      ...{ externalId: { from: ['Tunniste'] }, startedAt: { from: ['Alkoi'] }, endedAt: { from: ['Päättyi'] } },
      ...{ duration: { from: ['Kesto'] }, agent: { from: ['Agentti'] }, note: { from: ['Huomautus'] } },
      ...{
        callerPhone: { from: ['Soittaja'] },
        callerName: { from: ['Nimi|"'], before: ['"'] },
        queue: { from: ['Jono'] },
      },
    },
  }),
};
