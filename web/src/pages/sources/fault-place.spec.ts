import { describe, expect, it } from '@jest/globals';
import { faultPlace } from './fault-place.js';

describe('the place of a fault', () => {
  it.each([
    ['queue', 'sources.fields.queue'],
    ['caller.phone', 'sources.fields.callerPhone'],
    ['caller.personalIdentityCode', 'sources.parts.callerIdentityCode'],
    ['notice.language', 'sources.fields.noticeLanguage'],
    ['agent.extension', 'sources.fields.agent'],
    ['patients.name', 'sources.parts.patients'],
    ['caller', 'sources.parts.caller'],
    ['document', 'sources.parts.document'],
    ['session', 'sources.parts.session'],
    ['encoding', 'sources.parts.encoding'],
  ])('%s has the words of %s', (path, words) => {
    expect(faultPlace(path)).toBe(words);
  });

  it('is none where the client does not know it', () => {
    expect(['', 'constructor', 'else.phone'].map(faultPlace)).toEqual([null, null, null]);
  });
});
