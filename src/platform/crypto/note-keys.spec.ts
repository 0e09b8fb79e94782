import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NoteSigner, NoteVerifier, signedNote, signersOf, WrongNoteKey } from './note-keys.js';

/** The examples of golang.org/x/mod/sumdb/note: its key, its text, its signed note; the second key is of zeroes alone. */
const SECRET_LINE = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const VERIFIER_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCH_LINE =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';

/** The example of c2sp.org/signed-note: a verifier key and a note that it has signed. */
const SPECIFIED_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const SPECIFIED_NOTE =
  'This is an example message.\n\n' +
  '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

const peter = NoteSigner.parse(SECRET_LINE);
const enoch = NoteSigner.fromSeed('EnochRoot', Buffer.alloc(32));

function verifierOf(line: string): NoteVerifier {
  const [name = '', , encoded = ''] = line.split(/\+([0-9a-f]{8})\+/);
  return new NoteVerifier(name, Buffer.from(encoded, 'base64').subarray(1));
}

describe('the known notes', () => {
  it('are signed as golang.org/x/mod/sumdb/note signs them', () => {
    expect(signedNote(TEXT, [peter])).toBe(`${TEXT}\n${PETER_LINE}`);
    expect(signedNote(TEXT, [peter, enoch])).toBe(`${TEXT}\n${PETER_LINE}${ENOCH_LINE}`);
  });

  it('hold for their keys', () => {
    expect(peter.verifier.hasSigned(`${TEXT}\n${PETER_LINE}`)).toBe(true);
    expect(verifierOf(VERIFIER_KEY).hasSigned(`${TEXT}\n${PETER_LINE}`)).toBe(true);
    expect(verifierOf(SPECIFIED_KEY).hasSigned(SPECIFIED_NOTE)).toBe(true);
  });

  it('have the ids that their verifier keys name', () => {
    expect(peter.verifier.toString()).toBe(VERIFIER_KEY);
    expect(verifierOf(SPECIFIED_KEY).toString()).toBe(SPECIFIED_KEY);
  });
});

describe('a key that signs', () => {
  it('is written as it was read', () => {
    expect(peter.name).toBe('PeterNeumann');
    expect(peter.toSecretLine()).toBe(SECRET_LINE);
  });

  it('is read as it was written, whatever its name and its chance', () => {
    const names = fc.stringMatching(/^[a-z0-9./-]{1,40}$/);
    const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytes => Buffer.from(bytes));
    fc.assert(
      fc.property(names, seeds, (name, seed) => {
        const signer = NoteSigner.fromSeed(name, seed);
        const read = NoteSigner.parse(signer.toSecretLine());
        expect(read.verifier.hasSigned(signedNote('a text\n', [signer]))).toBe(true);
        expect(read.verifier.toString()).toBe(signer.verifier.toString());
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['a public key', VERIFIER_KEY],
    ['another id', SECRET_LINE.replace('c74f20a3', 'c74f20a4')],
    ['an id in capitals', SECRET_LINE.replace('c74f20a3', 'C74F20A3')],
    ['another name', SECRET_LINE.replace('Peter', 'Petra')],
    ['a space in the name', SECRET_LINE.replace('PeterNeumann', 'Peter Neumann')],
    ['no name', SECRET_LINE.replace('PeterNeumann', '')],
    ['another algorithm', SECRET_LINE.replace('+AYEK', '+AoEK')],
    ['one bit altered', SECRET_LINE.replace('FALVFG', 'FALVFH')],
    ['a key that is cut', SECRET_LINE.slice(0, -4)],
    ['a key that is longer', `${SECRET_LINE}AAAA`],
    ['a character that is not base64', SECRET_LINE.replace('FALVFG', 'FAL!VFG')],
    ['no key', SECRET_LINE.slice(0, SECRET_LINE.lastIndexOf('+'))],
    ['a space behind', `${SECRET_LINE} `],
    ['a second line', `${SECRET_LINE}\n${SECRET_LINE}`],
  ])('is refused with %s, in a sentence without a key', (_what, line) => {
    expect(() => NoteSigner.parse(line)).toThrow(new WrongNoteKey('the key of the log is damaged'));
  });

  it.each(['', 'a b', 'a+b', 'a\nb', 'a\tb', 'a\u00a0b', 'a\u2003b'])('has no such name as %j', name => {
    expect(() => NoteSigner.fromSeed(name, Buffer.alloc(32))).toThrow(WrongNoteKey);
  });

  it.each([0, 31, 33])('is not made of %i bytes', sizeBytes => {
    expect(() => NoteSigner.fromSeed('a', Buffer.alloc(sizeBytes))).toThrow(WrongNoteKey);
  });
});

describe('a key that verifies', () => {
  const note = signedNote(TEXT, [peter]);

  it('is read as it is handed on', () => {
    expect(NoteVerifier.parse(VERIFIER_KEY).toString()).toBe(VERIFIER_KEY);
    expect(NoteVerifier.parse(VERIFIER_KEY).hasSigned(note)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a key that signs', SECRET_LINE],
    ['another id', VERIFIER_KEY.replace('c74f20a3', 'c74f20a4')],
    ['another name', VERIFIER_KEY.replace('Peter', 'Petra')],
    ['another algorithm', VERIFIER_KEY.replace('+ARpc', '+Ahpc')],
    ['one bit altered', VERIFIER_KEY.replace('UPDh', 'UPDi')],
    ['a key that is cut', VERIFIER_KEY.slice(0, -4)],
    ['a key that is longer', `${VERIFIER_KEY}AAAA`],
    ['a character that is not base64', VERIFIER_KEY.replace('UPDh', 'UP!Dh')],
    ['a space behind', `${VERIFIER_KEY} `],
  ])('is refused with %s', (_what, line) => {
    expect(() => NoteVerifier.parse(line)).toThrow(new WrongNoteKey('the key of the log is damaged'));
  });

  it.each([
    ['the text', note.replace('answer', 'answers')],
    ['a signature', note.replace('x08go/ZJ', 'x08go/ZK')],
    ['the id of a signature', note.replace('x08g', 'x08h')],
    ['the name of a signature', note.replace('— Peter', '— Petra')],
    ['the dash of a signature', note.replace('—', '-')],
    ['a line feed of the text', note.replace('problem,\n', 'problem, ')],
    ['the blank line, which is not there', note.replace('\n\n', '\n')],
    ['a blank line, which is one more', note.replace('\n\n', '\n\n\n')],
    ['a line of text before', `before\n${note}`],
    ['the signature, which is cut', note.replace('BwJnAM=', 'BwJn')],
    ['the signature, which is not there', `${TEXT}\n`],
    ['everything', ''],
  ])('does not accept a note where this is another: %s', (_what, altered) => {
    expect(peter.verifier.hasSigned(altered)).toBe(false);
  });

  it('does not accept what another key has signed, of the same name or not', () => {
    const namesake = NoteSigner.fromSeed('PeterNeumann', Buffer.alloc(32, 1));

    expect(namesake.verifier.hasSigned(note)).toBe(false);
    expect(enoch.verifier.hasSigned(note)).toBe(false);
    expect(peter.verifier.hasSigned(signedNote(TEXT, [namesake]))).toBe(false);
  });

  it('does not accept a signature that another key has made under its own id', () => {
    const namesake = NoteSigner.fromSeed('PeterNeumann', Buffer.alloc(32, 1));
    const foreign = Buffer.from(namesake.signatureLine(TEXT).split(' ')[2] ?? '', 'base64');
    const forged = Buffer.concat([peter.verifier.id, foreign.subarray(4)]).toString('base64');

    expect(peter.verifier.hasSigned(`${TEXT}\n— PeterNeumann ${forged}\n`)).toBe(false);
  });

  it('finds its signature among those of a rotation and of others', () => {
    const newer = NoteSigner.fromSeed('PeterNeumann', Buffer.alloc(32, 2));
    const both = signedNote(TEXT, [newer, peter, enoch]);

    for (const { verifier } of [newer, peter, enoch]) expect(verifier.hasSigned(both)).toBe(true);
    expect(both.split('\n').filter(line => line.startsWith('— '))).toHaveLength(3);
  });

  it('names the keys that have signed, in the order of their signatures', () => {
    const newer = NoteSigner.fromSeed('PeterNeumann', Buffer.alloc(32, 2));
    const ids = [newer, peter].map(({ verifier }) => verifier.id.toString('hex'));

    expect(signersOf(signedNote(TEXT, [newer, peter]))).toEqual(ids);
    expect(signersOf('')).toEqual([]);
  });

  it('takes a text with blank lines up to the last of them', () => {
    const text = 'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n';

    expect(peter.verifier.hasSigned(signedNote(text, [peter]))).toBe(true);
  });

  it('has no text, and so no signature, without a blank line', () => {
    expect(peter.verifier.hasSigned(`\n${peter.signatureLine('')}`)).toBe(false);
  });

  it('may have an empty line for its text', () => {
    expect(peter.verifier.hasSigned(signedNote('\n', [peter]))).toBe(true);
  });
});
