import { describe, expect, it } from '@jest/globals';
import { instrument } from '../branch-coverage/instrument.mjs';
import { apply } from '../mutation/apply.mjs';
import { AREAS, areaOf, percent, sourcesOf } from '../support/areas.js';

const at = (line: number, from: number, to: number) => ({ start: { line, column: from }, end: { line, column: to } });

describe('what is counted of a source', () => {
  const text = `
import { Injectable } from '@nestjs/common';
@Injectable()
export class Door {
  constructor(private readonly key: Key | null, readonly width = 90) {}
  open(hand?: Hand): string {
    if (!this.key) return 'shut';
    return hand ? hand.name : (this.key.name ?? 'open');
  }
}
`;

  it('is each arm that somebody wrote, and none that its decorators are turned into', () => {
    const { branchMap } = instrument(text, '/door.ts').counts;
    const kinds = Object.values(branchMap).map(({ type, loc, locations }) => [type, loc.start.line, locations.length]);
    expect(kinds).toEqual([
      ['default-arg', 5, 1],
      ['if', 7, 2],
      ['cond-expr', 8, 2],
      ['binary-expr', 8, 2],
    ]);
  });
});

describe('a mutant in its place', () => {
  it('does not draw in what stands beside it', () => {
    const logical = { location: at(2, 8, 14), mutatorName: 'LogicalOperator', replacement: 'a || b' };
    expect(apply('let x;\nreturn a && b && c;', logical)).toBe('let x;\nreturn (a || b) && c;');
  });

  it('stays a statement or a literal where it is one', () => {
    const call = { location: at(1, 1, 8), mutatorName: 'CallExpression', replacement: ';' };
    expect(apply('close();', call)).toBe(';;');
    const word = { location: at(1, 5, 8), mutatorName: 'StringLiteral', replacement: '""' };
    expect(apply("say('a');", word)).toBe('say("");');
  });
});

describe('the areas', () => {
  it('have sources, without what is only for tests', () => {
    for (const area of AREAS) {
      expect(sourcesOf(area).length).toBeGreaterThan(10);
      expect(sourcesOf(area).filter(path => /spec|contract|testing/.test(path))).toEqual([]);
    }
    expect(() => areaOf('cli')).toThrow('There is no area "cli": kernel, platform/crypto, access, audit, retention.');
  });

  it('are not whole where one place is missing', () => {
    expect([percent(9999, 10_000), percent(5, 5), percent(0, 0)]).toEqual(['99.9', '100.0', '100.0']);
  });
});
