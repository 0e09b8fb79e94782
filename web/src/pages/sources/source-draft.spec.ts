import { describe, expect, it } from '@jest/globals';
import type { SourceForm } from '../../api/types.js';
import { changeOf, draftOf, EMPTY_FIELD, faultsOf, formOf, UNSET } from './source-draft.js';

const FORM: SourceForm = {
  ...{ format: 'csv', preset: 'plain', durationUnit: 's', agentAs: 'username' },
  csv: { delimiter: ';', encoding: 'windows-1252', decimalComma: true, columns: null },
  times: { kind: 'local', pattern: 'D.M.YYYY H:mm:ss', zone: 'Europe/Helsinki' },
  audio: { kind: 'named', names: ['{Tiedosto}'] },
  recorded: { from: ['Tila'], recordedWhen: ['OK'], reasons: {} },
  mapping: {
    externalId: { from: ['Tunniste'], unlisted: 'keep' },
    callerName: { from: ['Etunimi', 'Sukunimi'], join: ' ', unlisted: 'keep' },
    queue: { from: ['Jono'], table: { 600: 'user-support' }, unlisted: 'fault' },
  },
};

describe('the draft of a source', () => {
  it('gives back what it was made of, also what the page does not show', () => {
    expect(formOf(draftOf({ ...UNSET, form: FORM }), FORM)).toEqual(FORM);
  });

  const asterisk: SourceForm = { format: 'asterisk-cdr', preset: 'asterisk', mapping: {} };
  const headed = { delimiter: ';', encoding: 'windows-1252', decimalComma: true, columns: null } as const;
  it.each<[string, SourceForm]>([
    ['audio in the document', { ...FORM, audio: { kind: 'inline' } }],
    ['audio beside the document', { ...FORM, audio: { kind: 'beside' } }],
    ['times whose zone is not said', { ...FORM, times: { kind: 'iso' } }],
    ['times of a zone', { ...FORM, times: { kind: 'iso', zone: 'UTC' } }],
    ['an exchange as it is', asterisk],
    ['an exchange whose first line names the columns', { ...asterisk, csv: headed }],
    ['an exchange with columns of its own', { ...asterisk, csv: { ...headed, columns: ['uniqueid', 'start'] } }],
    ['rules that the page does not show', { ...FORM, outbound: {}, channels: ['caller', 'agent'], recorded: null }],
  ])('sends %s as it came', (_, form) => {
    expect(changeOf(draftOf({ ...UNSET, form }), form).form).toEqual(form);
  });

  it('goes by another preset where one is chosen, or columns are taken away', () => {
    const inline: SourceForm = { ...FORM, audio: { kind: 'inline' } };
    expect(formOf({ ...draftOf({ ...UNSET, form: inline }), preset: 'freepbx' }, inline).audio).toBeUndefined();
    expect(formOf({ ...draftOf({ ...UNSET, form: FORM }), preset: 'asterisk' }, FORM).csv).toBeUndefined();
    const named: SourceForm = { ...asterisk, csv: { ...headed, columns: ['uniqueid'] } };
    expect(formOf({ ...draftOf({ ...UNSET, form: named }), columns: ' ' }, named).csv).toBeUndefined();
    expect(formOf({ ...draftOf({ ...UNSET, form: FORM }), audioNames: '' }, FORM).audio).toBeUndefined();
  });

  it('leaves to the preset what nobody writes', () => {
    expect(formOf({ ...draftOf(UNSET), preset: 'asterisk' }, UNSET.form)).toEqual(asterisk);
  });

  it('reads places, a table and a constant as they are written', () => {
    const queue = { from: 'Jono; Ryhmä', table: '600 = user-support\nnonsense\n 601=devices ', constant: 'other' };
    const draft = { ...draftOf({ ...UNSET, form: FORM }), fields: { queue, agent: EMPTY_FIELD } };
    expect(formOf(draft, FORM).mapping).toEqual({
      queue: {
        ...{ from: ['Jono', 'Ryhmä'], unlisted: 'fault', constant: 'other' },
        table: { 600: 'user-support', 601: 'devices' },
      },
    });
  });

  it('says what cannot be sent', () => {
    const draft = draftOf(UNSET);
    expect(faultsOf(draft)).toEqual([]);
    expect(faultsOf({ ...draft, keepsDays: 'x', copyThrough: '2026-01-01' })).toEqual(['keepsDays', 'copyReference']);
    expect(faultsOf({ ...draft, keepsDays: '36500', copyThrough: '1.1.', copyReference: 'x' })).toEqual([
      'copyThrough',
    ]);
    expect(faultsOf({ ...draft, keepsDays: '36501' })).toEqual(['keepsDays']);
    const copyDeleted = { throughOn: '2026-01-01', reference: 'INC-1' };
    const whole = { ...draft, keepsDays: '14', copyThrough: '2026-01-01', copyReference: 'INC-1' };
    expect(changeOf(whole, UNSET.form)).toMatchObject({ keepsDays: 14, copyDeleted });
  });
});
