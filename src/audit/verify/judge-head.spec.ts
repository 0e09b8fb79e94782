import { describe, expect, it } from '@jest/globals';
import { Findings } from './findings.js';
import { judgeGrowth, judgeHead } from './judge-head.js';
import type { HeadRow } from './log-queries.js';
import { hashIn } from './sha256.js';

const ROOT = Buffer.alloc(32, 7);
const HEAD: HeadRow = { origin: 'log.example/one', size: 1000, root: ROOT, checkpoint: '', pruned_to: 0 };
const SIGNED = {
  ...{ origin: HEAD.origin, size: HEAD.size, root: hashIn(ROOT) },
  text: `log.example/one\n1000\n${ROOT.toString('base64')}\n`,
};

function ofHead(head: Partial<HeadRow>, signed: typeof SIGNED | null = SIGNED): string[] {
  const findings = new Findings();
  judgeHead({ ...HEAD, ...head }, signed, findings);
  return findings.list().map(({ kind, sentence }) => `${kind}: ${sentence}`);
}

describe('judgeHead', () => {
  const other = ['checkpoint: The checkpoint does not say what the head of the log says.'];

  it('finds nothing in a head that is as it was signed', () => {
    expect(ofHead({})).toEqual([]);
  });

  it('wants name, size and root to be those that were signed, and nothing more', () => {
    expect(ofHead({ origin: 'log.example/two' })).toEqual(other);
    expect(ofHead({ size: 1001 })).toEqual(other);
    expect(ofHead({ root: Buffer.alloc(32, 8) })).toEqual(other);
    expect(ofHead({}, { ...SIGNED, text: `${SIGNED.text}an extension\n` })).toEqual(other);
  });

  it('says nothing of a checkpoint that could not be read: that was said', () => {
    expect(ofHead({ size: 1001 }, null)).toEqual([]);
  });

  it.each([0, 256, 512, 768])('takes it that %i leaves of a thousand are pruned', pruned_to => {
    expect(ofHead({ pruned_to })).toEqual([]);
  });

  it('takes it that a log of full tiles is pruned to its end', () => {
    expect(ofHead({ size: 1024, pruned_to: 1024 }, null)).toEqual([]);
  });

  it.each([-256, -1, 1, 255, 257, 1000, 1024])('finds that no tile of a thousand leaves ends at %i', pruned_to => {
    expect(ofHead({ pruned_to })).toEqual([
      `pruned-to: The log cannot be pruned up to ${pruned_to}: no tile of it ends there.`,
    ]);
  });
});

describe('judgeGrowth', () => {
  const now = { origin: 'log.example/one', size: 10 };
  const known = (size: number, origin = now.origin) => ({ origin, size, root: hashIn(ROOT) });

  function said(...earlier: ReturnType<typeof known>[]): string[] {
    const findings = new Findings();
    judgeGrowth(now, earlier, findings);
    return findings.list().map(({ kind, sentence }) => `${kind}: ${sentence}`);
  }

  it('finds nothing where the log has grown or stayed', () => {
    expect(said()).toEqual([]);
    expect(said(known(0), known(9), known(10))).toEqual([]);
  });

  it('finds each size that the log had and has no more', () => {
    expect(said(known(9), known(11), known(12))).toEqual([
      'not-continued: The log was rewound: it has 10 leaves, and had 11 before.',
      'not-continued: The log was rewound: it has 10 leaves, and had 12 before.',
    ]);
  });

  it('finds a checkpoint of another log', () => {
    expect(said(known(5, 'log.example/two'))).toEqual([
      'not-continued: A checkpoint that was seen before is of another log.',
    ]);
  });
});
