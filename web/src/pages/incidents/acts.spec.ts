import { describe, expect, it } from '@jest/globals';
import type { IncidentDetails } from '../../api/types.js';
import { actsOfAuthority, actsOfSubjects } from './acts.js';

const incident = (more: Partial<IncidentDetails>) =>
  ({ notification: 'open', communication: 'open', mayHandle: true, mayConfirm: false, ...more }) as IncidentDetails;

describe('what may be said of an incident', () => {
  it('is that the authority was told, also after it was said that it is not, and once', () => {
    expect(actsOfAuthority(incident({}))).toEqual(['notified', 'not-notified']);
    expect(actsOfAuthority(incident({ notification: 'not-notified' }))).toEqual(['notified']);
    expect(actsOfAuthority(incident({ notification: 'notified' }))).toEqual([]);
  });

  it('is for the second person to agree or to send back', () => {
    expect(actsOfAuthority(incident({ notification: 'proposed', mayConfirm: true }))).toEqual([
      ...['notified', 'confirmed', 'sent-back'],
    ]);
  });

  it('is nothing for who reads', () => {
    const reader = incident({ mayHandle: false });
    expect([...actsOfAuthority(reader), ...actsOfSubjects(reader)]).toEqual([]);
  });

  it('is that people were told, also after it was said that they are not', () => {
    const acts = (['open', 'not-told', 'told'] as const).map(communication =>
      actsOfSubjects(incident({ communication })),
    );
    expect(acts).toEqual([['told', 'not-told'], ['told'], []]);
  });
});
