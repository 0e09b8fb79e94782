import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { NoteSigner, signedNote } from '../../platform/crypto/note-keys.js';
import { checkNote, parseVerifierKey } from './signed-note.js';

/** The example of c2sp.org/signed-note. */
const KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const TEXT = 'This is an example message.\n';
const LINE =
  '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

/** The example of golang.org/x/mod/sumdb/note: a text of two lines with two signatures. */
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETERS_NOTE =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n" +
  '\n' +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n' +
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';

const key = parseVerifierKey(KEY);
const signer = NoteSigner.fromSeed('log.example/one', Buffer.alloc(32, 1));
const namesake = NoteSigner.fromSeed('log.example/one', Buffer.alloc(32, 2));
const ownKey = parseVerifierKey(signer.verifier.toString());
const namesakesKey = parseVerifierKey(namesake.verifier.toString());

describe('parseVerifierKey', () => {
  it('reads the key of the specification', () => {
    expect(key.name).toBe('example.com/foo');
    expect(key.id.toString('hex')).toBe('530d903a');
    expect(key.key.asymmetricKeyType).toBe('ed25519');
  });

  it('reads a key with white space around, as files hold it', () => {
    expect(parseVerifierKey(` ${KEY}\n`).id.equals(key.id)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['no name', KEY.slice('example.com/foo'.length)],
    ['another name', KEY.replace('foo', 'bar')],
    ['a space in the name', KEY.replace('.com', ' com')],
    ['another id', KEY.replace('530d903a', '530d903b')],
    ['an id in capitals', KEY.replace('530d903a', '530D903A')],
    ['an id that is short', KEY.replace('530d903a', '530d903')],
    ['an id that is long', KEY.replace('530d903a', '530d903a0')],
    ['something before', `key ${KEY}`],
    ['something behind', `${KEY} more`],
    ['a line behind', `${KEY}\n${KEY}`],
    ['letters that are no base64', KEY.replace('Aeky', 'A-ky')],
  ])('refuses %s', (_, text) => {
    expect(() => parseVerifierKey(text)).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'verifier-key-wrong',
        message: 'A verifier key has the form <name>+<hash>+<base64>, and this is none.',
      }),
    );
  });

  it.each([
    ['of another algorithm', Buffer.concat([Buffer.of(2), Buffer.alloc(32, 5)])],
    ['of 31 bytes', Buffer.concat([Buffer.of(1), Buffer.alloc(31, 5)])],
    ['of 33 bytes', Buffer.concat([Buffer.of(1), Buffer.alloc(33, 5)])],
  ])('refuses a key %s, although it is named rightly', (_, bytes) => {
    const id = createHash('sha256').update('log.example/one\n').update(bytes).digest('hex').slice(0, 8);

    expect(() => parseVerifierKey(`log.example/one+${id}+${bytes.toString('base64')}`)).toThrow('this is none');
  });
});

describe('checkNote', () => {
  it('finds that the example of the specification is signed', () => {
    expect(checkNote(`${TEXT}\n${LINE}`, [key])).toEqual({ text: TEXT, signedBy: [key], forged: [] });
  });

  it('passes over signatures of others, and finds those of its keys wherever they stand', () => {
    const peter = parseVerifierKey(PETER);
    const checked = checkNote(PETERS_NOTE, [key, peter]);

    expect(checked).toMatchObject({ signedBy: [peter], forged: [] });
    expect(checked?.text.split('\n')).toHaveLength(3);
    expect(checkNote(PETERS_NOTE, [])).toMatchObject({ signedBy: [], forged: [] });
  });

  it.each([1, 2, 3, 5000])('passes over a signature of another kind, of %i bytes', sizeBytes => {
    const other = `— witness.example/one ${Buffer.alloc(4 + sizeBytes, 7).toString('base64')}\n`;

    expect(checkNote(`${TEXT}\n${other}${LINE}`, [key])).toMatchObject({ signedBy: [key], forged: [] });
  });

  it('tells two keys of one name by their ids', () => {
    const note = signedNote(TEXT, [signer, namesake]);

    expect(checkNote(note, [namesakesKey])).toMatchObject({ signedBy: [namesakesKey], forged: [] });
    expect(checkNote(note, [ownKey, namesakesKey])).toMatchObject({ signedBy: [ownKey, namesakesKey], forged: [] });
    expect(checkNote(signedNote(TEXT, [signer]), [namesakesKey])).toMatchObject({ signedBy: [], forged: [] });
  });

  it('finds a signature in a key’s name that is of another text', () => {
    const note = `${TEXT}\n${signer.signatureLine('another text\n')}`;

    expect(checkNote(note, [ownKey])).toMatchObject({ signedBy: [], forged: [ownKey] });
    expect(checkNote(note.replace('example', 'forged'), [ownKey])).toMatchObject({ signedBy: [], forged: [ownKey] });
  });

  it('takes no signature that has the right id and the name of another', () => {
    const note = `${TEXT}\n${LINE.replace('example.com/foo', 'example.com/bar')}`;

    expect(checkNote(note, [key])).toMatchObject({ signedBy: [], forged: [] });
  });

  it('takes everything before the last empty line for the text', () => {
    const text = 'one\n\ntwo\n';

    expect(checkNote(signedNote(text, [signer]), [ownKey])).toMatchObject({ text, signedBy: [ownKey] });
    expect(checkNote(signedNote('\n', [signer]), [ownKey])).toMatchObject({ text: '\n', signedBy: [ownKey] });
    expect(checkNote(`\n${LINE}`, [key])).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['a text without signatures', TEXT],
    ['a text with an empty line behind', `${TEXT}\n`],
    ['a text with two empty lines behind', `${TEXT}\n\n`],
    ['a last line that does not end', `${TEXT}\n${LINE.slice(0, -1)}`],
    ['a line that is no signature', `${TEXT}\n${LINE}more\n`],
    ['a signature without a dash', `${TEXT}\n${LINE.slice(2)}`],
    ['a signature with a hyphen for the dash', `${TEXT}\n${LINE.replace('—', '-')}`],
    ['a signature without a name', `${TEXT}\n${LINE.replace('example.com/foo ', '')}`],
    ['a name with a plus', `${TEXT}\n${LINE.replace('example.com/foo', 'example+foo')}`],
    ['something before the dash', `${TEXT}\n ${LINE}`],
    ['something behind the signature', `${TEXT}\n${LINE.replace('\n', ' more\n')}`],
    ['letters that are no base64', `${TEXT}\n${LINE.replace('Uw2Q', 'Uw-Q')}`],
    ['base64 without its end', `${TEXT}\n${LINE.replace('=', '')}`],
    ['base64 with another last letter for the same bytes', `${TEXT}\n${LINE.replace('QM=', 'QN=')}`],
    ['lines that end as on another system', `${TEXT}\n${LINE}`.replaceAll('\n', '\r\n')],
  ])('takes %s for no note', (_, note) => {
    expect(checkNote(note, [key])).toBeNull();
  });
});
