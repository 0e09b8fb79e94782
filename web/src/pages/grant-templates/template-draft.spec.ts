import { describe, expect, it } from '@jest/globals';
import { newTemplateOf, templateDraft, templateFaults } from './template-draft.js';

describe('a template of a usual post', () => {
  it('begins as an agent’s, for a year, without a name', () => {
    const draft = templateDraft(null);
    expect(draft).toMatchObject({ role: 'agent', validMonths: '12', ownCallsOnly: true });
    expect(templateFaults(draft)).toEqual(['name']);
  });

  it('is sent with its names as a list and its months as a number', () => {
    const draft = { ...templateDraft(null), name: 'Asiantuntija', queues: 'user-support\n devices ', validMonths: '6' };
    expect(templateFaults(draft)).toEqual([]);
    expect(newTemplateOf(draft)).toMatchObject({ queues: ['user-support', 'devices'], units: 'all', validMonths: 6 });
  });

  it.each(['', '0', '1.5', '25', 'x'])('does not last %j months', validMonths => {
    expect(templateFaults({ ...templateDraft(null), name: 'A', validMonths })).toEqual(['validMonths']);
  });
});
