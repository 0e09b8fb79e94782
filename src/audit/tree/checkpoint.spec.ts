import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkpointText, parseCheckpoint, proofText } from './checkpoint.js';

/** The example of c2sp.org/tlog-checkpoint. */
const ORIGIN = 'example.com/behind-the-sofa';
const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
const TEXT = `${ORIGIN}\n20852163\n${ROOT}\n`;
const SIGNATURE = 'Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=';
const NOTE = `${TEXT}\n— ${ORIGIN} ${SIGNATURE}\n`;
const CHECKPOINT = { origin: ORIGIN, size: 20_852_163, root: Buffer.from(ROOT, 'base64') };

describe('checkpointText', () => {
  it('writes the example of the specification', () => {
    expect(checkpointText(CHECKPOINT)).toBe(TEXT);
  });

  it('writes the size of an empty tree as 0', () => {
    expect(checkpointText({ ...CHECKPOINT, size: 0 })).toBe(`${ORIGIN}\n0\n${ROOT}\n`);
  });
});

describe('parseCheckpoint', () => {
  it('reads the example of the specification, with its signature and without', () => {
    expect(parseCheckpoint(TEXT)).toEqual(CHECKPOINT);
    expect(parseCheckpoint(NOTE)).toEqual(CHECKPOINT);
  });

  it('passes over extension lines', () => {
    expect(parseCheckpoint(`${TEXT}some extension\n`)).toEqual(CHECKPOINT);
  });

  it('reads whatever checkpointText writes', () => {
    const origins = fc.stringMatching(/^[a-z0-9./-]{1,40}$/);
    const roots = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytes => Buffer.from(bytes));
    fc.assert(
      fc.property(origins, fc.maxSafeNat(), roots, (origin, size, root) => {
        expect(parseCheckpoint(checkpointText({ origin, size, root }))).toEqual({ origin, size, root });
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['no origin', TEXT.replace(ORIGIN, '')],
    ['no size', TEXT.replace('20852163', '')],
    ['a size with a zero before', TEXT.replace('20852163', '020852163')],
    ['a size of two zeroes', TEXT.replace('20852163', '00')],
    ['a negative size', TEXT.replace('20852163', '-1')],
    ['a size in hexadecimal', TEXT.replace('20852163', '0x10')],
    ['a size that no number holds exactly', TEXT.replace('20852163', '9007199254740993')],
    ['a size that numbers do not count up to', TEXT.replace('20852163', '9007199254740994')],
    ['a size beyond all numbers', TEXT.replace('20852163', '12345678901234567890')],
    ['a root of 31 bytes', TEXT.replace(ROOT, Buffer.alloc(31).toString('base64'))],
    ['a root of 33 bytes', TEXT.replace(ROOT, Buffer.alloc(33).toString('base64'))],
    ['a root in hexadecimal', TEXT.replace(ROOT, CHECKPOINT.root.toString('hex'))],
    ['a root in another spelling of the same bytes', TEXT.replace('q2I=', 'q2J=')],
    ['a last line that does not end', TEXT.slice(0, -1)],
    ['lines that end as on another system', TEXT.replaceAll('\n', '\r\n')],
    ['a line before', `\n${TEXT}`],
  ])('refuses %s', (_what, text) => {
    expect(parseCheckpoint(text)).toBeNull();
  });
});

describe('proofText', () => {
  it('writes index, hashes and checkpoint as c2sp.org/tlog-proof has them', () => {
    const hashes = [
      'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=',
      'B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=',
      'EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=',
      'RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=',
      'AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=',
    ];
    const text = proofText(
      73_894,
      hashes.map(hash => Buffer.from(hash, 'base64')),
      NOTE,
    );

    expect(text).toBe(`c2sp.org/tlog-proof@v1\nindex 73894\n${hashes.join('\n')}\n\n${NOTE}`);
  });

  it('has no line between index and checkpoint for the only leaf of a tree', () => {
    expect(proofText(0, [], NOTE)).toBe(`c2sp.org/tlog-proof@v1\nindex 0\n\n${NOTE}`);
  });
});
