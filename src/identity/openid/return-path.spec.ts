import { describe, expect, it } from '@jest/globals';
import { returnPathOf } from './return-path.js';

describe('the way back after a sign-in', () => {
  it.each([['/'], ['/recordings'], ['/recordings?queue=user-support&cursor=abc'], ['/t/INC-10442'], ['/a%20b']])(
    'leads to a page of this client: %s',
    path => {
      expect(returnPathOf(path)).toBe(path);
    },
  );

  it.each([
    [undefined],
    [''],
    ['recordings'],
    ['https://evil.example/'],
    ['//evil.example/'],
    ['///evil.example'],
    ['/\\evil.example'],
    ['/\\/evil.example'],
    ['\\\\evil.example'],
    ['/\t/evil.example'],
    ['/\n/evil.example'],
    ['/.//evil.example'],
    ['/a/..//evil.example'],
    ['/%2e//evil.example'],
    ['javascript:alert(1)'],
    ['/api/v1/sessions/openid'],
    ['/./api/v1/me'],
    ['/recordings#part'.replace('/', ' /')],
    [`/${'a'.repeat(600)}`],
    ['/päivä'],
  ])('leads to the first page instead of %j', wanted => {
    expect(returnPathOf(wanted)).toBe('/');
  });

  it('loses the part after a number sign, which no server sees', () => {
    expect(returnPathOf('/recordings#part')).toBe('/recordings');
  });
});
