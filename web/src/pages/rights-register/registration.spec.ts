import { describe, expect, it } from '@jest/globals';
import { faultsOf, NOTHING_TYPED, requestOf, typedMoment } from './registration.js';

const NOW = new Date('2026-11-26T10:00:00Z');
const TYPED = { ...NOTHING_TYPED, receivedOn: '2026-11-26', receivedTime: '9.05', text: ' Haluan kopion. ' };

describe('a registration', () => {
  it('is sent with the moment in Helsinki and without empty fields', () => {
    expect(requestOf({ ...TYPED, name: ' Matti Mallikas ', phone: ' ' }, new Set(['access']), false)).toEqual({
      receivedAt: '2026-11-26T07:05:00.000Z',
      channel: 'e-mail',
      language: 'fi',
      text: 'Haluan kopion.',
      rights: ['access'],
      person: { name: 'Matti Mallikas' },
    });
  });

  it('names a representative only where there is one', () => {
    const typed = { ...TYPED, representativeName: 'Hanna Huoltaja', mandate: 'Huoltaja' };
    expect(requestOf(typed, new Set(), true).representative).toEqual({ name: 'Hanna Huoltaja', mandate: 'Huoltaja' });
    expect(requestOf(typed, new Set(), false)).not.toHaveProperty('representative');
    expect(requestOf({ ...typed, contact: 'hanna@example.fi' }, new Set(), true).representative).toHaveProperty(
      'contact',
      'hanna@example.fi',
    );
  });

  it('is faultless when its moment has passed', () => {
    expect(faultsOf(TYPED, false, NOW)).toEqual({});
    expect(faultsOf({ ...TYPED, receivedTime: '12.00' }, false, NOW)).toEqual({});
  });

  it('cannot have a moment that is none', () => {
    expect(faultsOf({ ...TYPED, receivedOn: '2026-02-30' }, false, NOW)).toEqual({ receivedOn: 'no-day' });
    expect(faultsOf({ ...TYPED, receivedTime: '25.00' }, false, NOW)).toEqual({ receivedTime: 'no-time' });
    expect(faultsOf({ ...TYPED, receivedOn: '2026-03-29', receivedTime: '3.30' }, false, NOW)).toEqual({
      receivedTime: 'no-time',
    });
  });

  it('cannot be of a request to come', () => {
    expect(faultsOf({ ...TYPED, receivedTime: '12.01' }, false, NOW)).toEqual({ receivedTime: 'future' });
    expect(faultsOf({ ...TYPED, receivedOn: '2026-11-27' }, false, NOW)).toEqual({ receivedOn: 'future' });
  });

  it('needs the name and the mandate of a representative', () => {
    expect(faultsOf(TYPED, true, NOW)).toEqual({ representativeName: 'missing', mandate: 'missing' });
  });

  it('can be of just now', () => {
    expect(typedMoment(NOW)).toEqual({ receivedOn: '2026-11-26', receivedTime: '12.00' });
  });
});
