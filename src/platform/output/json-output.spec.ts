import { describe, expect, it } from '@jest/globals';
import { MovableClock } from '../../kernel/clock.js';
import { JsonOutput, type OutputLevel } from './json-output.js';
import { onBehalfOf, requestIdOf } from './request-in-context.js';

const AT = new Date('2026-11-24T07:00:00.000Z');
const REQUEST = { requestId: '0193a5b0-0000-4000-8000-000000000001', method: 'GET', route: '/api/v1/recordings/:id' };

function written(level: OutputLevel, say: (output: JsonOutput) => void): unknown[] {
  const lines: string[] = [];
  say(new JsonOutput(level, new MovableClock(AT), line => lines.push(line)));
  return lines.map(line => {
    expect(line.indexOf('\n')).toBe(line.length - 1);
    return JSON.parse(line) as unknown;
  });
}

describe('what the server says of itself', () => {
  it('is one object a line, with level, time and who speaks', () => {
    expect(
      written('info', output => {
        output.warn('a\nsentence', 'Speaker');
      }),
    ).toEqual([{ level: 'warn', time: AT.toISOString(), context: 'Speaker', message: 'a\nsentence' }]);
  });

  it('bears the id and the route template of the request on whose behalf it is said', async () => {
    const output: JsonOutput[] = [];
    const lines = written('info', made => {
      output.push(made);
      onBehalfOf(REQUEST, () => {
        made.error('inside');
      });
      made.error('outside');
    });
    expect(lines).toEqual([
      expect.objectContaining(REQUEST),
      expect.not.objectContaining({ requestId: expect.anything() }),
    ]);
    await onBehalfOf(REQUEST, async () => {
      await Promise.resolve();
      expect(
        written('error', made => {
          made.error('later');
        }),
      ).toEqual([expect.objectContaining(REQUEST)]);
    });
  });

  it.each([
    ['error', 1],
    ['warn', 2],
    ['info', 3],
  ] as const)('is at the level %s the gravest %d', (level, count) => {
    const lines = written(level, output => {
      output.error('one');
      output.warn('two');
      output.line('info', { message: 'three' });
      output.log();
    });
    expect(lines).toHaveLength(count);
  });

  it('has of an error its name and place, and nothing of its message or of a stack that is given with it', () => {
    const error = new TypeError('canary 240688U9367');
    const lines = written('info', output => {
      output.error(error);
      output.error('couldn’t do it', error.stack, 'Speaker');
      output.error({ canary: '240688U9367' });
    });
    expect(JSON.stringify(lines)).not.toContain('240688U9367');
    expect(lines[0]).toMatchObject({ message: expect.stringMatching(/^TypeError at /) });
  });
});

describe('the id of a request', () => {
  it.each(['0193a5b0-0000-7000-8000-00000000000A', 'abcdef0123456789', 'f'.repeat(64)])('is taken over: %s', given => {
    expect(requestIdOf(given)).toBe(given.toLowerCase());
  });

  it.each([
    undefined,
    '',
    'abc',
    'Testi Soittaja',
    '+358401234567',
    '240688U9367',
    'f'.repeat(65),
    'g'.repeat(32),
    '0193a5b0-0000-7000-8000-00000000000a\n',
    ['abcdef0123456789'],
  ])('is made anew for %j', given => {
    expect(requestIdOf(given)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
