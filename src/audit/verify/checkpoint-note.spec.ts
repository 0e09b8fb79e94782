import { describe, expect, it } from '@jest/globals';
import { NoteSigner, signedNote } from '../../platform/crypto/note-keys.js';
import { earlierCheckpoints, ownCheckpoint } from './checkpoint-note.js';
import { Findings } from './findings.js';
import { hashIn } from './sha256.js';
import { parseVerifierKey } from './signed-note.js';

/** The text of the example in c2sp.org/tlog-checkpoint. */
const ORIGIN = 'example.com/behind-the-sofa';
const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
const TEXT = `${ORIGIN}\n20852163\n${ROOT}\n`;

const own = NoteSigner.fromSeed(ORIGIN, Buffer.alloc(32, 1));
const other = NoteSigner.fromSeed(ORIGIN, Buffer.alloc(32, 2));
const stranger = NoteSigner.fromSeed('stranger.example/log', Buffer.alloc(32, 3));
const keyOf = ({ verifier }: NoteSigner) => parseVerifierKey(verifier.toString());

function said(findings: Findings): string[] {
  return findings.list().map(({ kind, sentence }) => `${kind}: ${sentence}`);
}

function read(note: string, ...signers: NoteSigner[]) {
  const findings = new Findings();
  const checkpoint = ownCheckpoint(note, signers.map(keyOf), findings);
  return { checkpoint, said: said(findings) };
}

function readEarlier(notes: readonly string[], ...signers: NoteSigner[]) {
  const findings = new Findings();
  const checkpoints = earlierCheckpoints(notes, signers.map(keyOf), findings);
  return { sizes: checkpoints.map(({ size }) => size), said: said(findings) };
}

const textOf = (size: number | string) => TEXT.replace('20852163', String(size));
const notSigned = 'signature: No trusted key has signed the checkpoint of size 20852163.';
const unreadable = 'checkpoint: The checkpoint of the log cannot be read.';

describe('ownCheckpoint', () => {
  it('says what was signed', () => {
    expect(read(signedNote(TEXT, [own]), own)).toEqual({
      checkpoint: { origin: ORIGIN, size: 20_852_163, root: hashIn(Buffer.from(ROOT, 'base64')), text: TEXT },
      said: [],
    });
  });

  it('reads an empty tree, and what stands behind the root', () => {
    expect(read(signedNote(textOf(0), [own]), own)).toMatchObject({ checkpoint: { size: 0 }, said: [] });
    expect(read(signedNote(`${TEXT}an extension\n`, [own]), own)).toMatchObject({
      checkpoint: { text: `${TEXT}an extension\n`, size: 20_852_163 },
      said: [],
    });
  });

  it('wants one trusted key of the log’s own name, and no more than one', () => {
    expect(read(signedNote(TEXT, [other, own]), own).said).toEqual([]);
    expect(read(signedNote(TEXT, [own]), own, other).said).toEqual([]);
    expect(read(signedNote(TEXT, [own])).said).toEqual([notSigned]);
    expect(read(signedNote(TEXT, [own]), other).said).toEqual([notSigned]);
    expect(read(signedNote(TEXT, [stranger]), own, stranger).said).toEqual([notSigned]);
  });

  it('goes on with what it can read, although nobody has signed', () => {
    expect(read(signedNote(TEXT, [stranger]), own).checkpoint).toMatchObject({ origin: ORIGIN, size: 20_852_163 });
  });

  it('finds a signature that is not what it says, also beside one that is', () => {
    const forged = other.signatureLine('another text\n');
    const id = other.verifier.id.toString('hex');
    const sentence = `signature: The checkpoint of size 20852163 bears a signature that is not that of ${ORIGIN}+${id}.`;

    expect(read(`${signedNote(TEXT, [own])}${forged}`, own, other).said).toEqual([sentence]);
    expect(read(`${TEXT}\n${forged}`, own, other).said).toEqual([sentence, notSigned]);
  });

  it.each([
    ['no note', TEXT],
    ['no origin', signedNote(TEXT.replace(ORIGIN, ''), [own])],
    ['a line before', signedNote(`\n${TEXT}`, [own])],
    ['no size', signedNote(textOf(''), [own])],
    ['a size with a zero before', signedNote(textOf('01'), [own])],
    ['a negative size', signedNote(textOf('-1'), [own])],
    ['a size of seventeen digits', signedNote(textOf('1'.repeat(17)), [own])],
    ['a size with something behind', signedNote(textOf('1a'), [own])],
    ['a root of 31 bytes', signedNote(TEXT.replace(ROOT, Buffer.alloc(31).toString('base64')), [own])],
    ['a root of 33 bytes', signedNote(TEXT.replace(ROOT, Buffer.alloc(33).toString('base64')), [own])],
    ['a root with something before', signedNote(TEXT.replace(ROOT, `=${ROOT}`), [own])],
    ['no root', signedNote(TEXT.replace(`${ROOT}\n`, ''), [own])],
  ])('cannot read %s', (_, note) => {
    expect(read(note, own)).toEqual({ checkpoint: null, said: [unreadable] });
  });
});

describe('earlierCheckpoints', () => {
  it('come from the smallest up', () => {
    const notes = [30, 4, 200].map(size => signedNote(textOf(size), [own]));

    expect(readEarlier(notes, own)).toEqual({ sizes: [4, 30, 200], said: [] });
    expect(readEarlier([], own)).toEqual({ sizes: [], said: [] });
  });

  it('need no key that is still trusted', () => {
    expect(readEarlier([signedNote(TEXT, [own])], other)).toEqual({ sizes: [20_852_163], said: [] });
    expect(readEarlier([signedNote(TEXT, [own])])).toEqual({ sizes: [20_852_163], said: [] });
  });

  it('must be signed by a trusted key where they say so', () => {
    const id = own.verifier.id.toString('hex');

    expect(readEarlier([`${TEXT}\n${own.signatureLine('another text\n')}`], own).said).toEqual([
      `signature: The checkpoint of size 20852163 that was seen before bears a signature that is not that of ${ORIGIN}+${id}.`,
    ]);
  });

  it('are each said to be unreadable, and the others read all the same', () => {
    expect(readEarlier(['no note', signedNote(textOf(5), [own]), signedNote('no checkpoint\n', [own])], own)).toEqual({
      sizes: [5],
      said: Array(2).fill('not-continued: A checkpoint that was seen before cannot be read.'),
    });
  });
});
