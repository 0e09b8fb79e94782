import { describe, expect, it } from '@jest/globals';
import { isOpenMeanwhile } from './open-meanwhile.js';
import { VOCABULARY } from './subjects.js';

describe('what goes on while a restored backup is not accepted', () => {
  const actions = Object.entries(VOCABULARY).flatMap(([subject, verbs]) => verbs.map(verb => ({ verb, subject })));
  const waiting = actions.filter(action => !isOpenMeanwhile(action));

  it('is nothing that shows what was said, or who called', () => {
    const kinds = [...new Set(waiting.map(({ subject }) => subject))];
    expect(kinds.sort()).toEqual(
      [
        ...['CallNote', 'ComplaintCase', 'Erasure', 'Hold', 'Incident', 'QuarantinedItem', 'Recording', 'RightsCase'],
        ...['TrainingCopy', 'WeeklySample'],
      ].sort(),
    );
  });

  it('is of recordings their delivery, and what refuses by itself', () => {
    const open = actions.filter(({ subject }) => subject === 'Recording').filter(isOpenMeanwhile);
    expect(open.map(({ verb }) => verb).sort()).toEqual(['ingest', 'play']);
  });

  it('is of breaches all but what reveals whom they affected', () => {
    expect(waiting.filter(({ subject }) => subject === 'Incident').map(({ verb }) => verb)).toEqual([
      'reveal',
      'export',
    ]);
  });

  it('is nothing that nobody has thought of', () => {
    expect(isOpenMeanwhile({ verb: 'list', subject: 'Dream' })).toBe(false);
  });
});
