import ts from 'typescript';
import type { Exception, Finding } from './exceptions.js';
import { codeOf, nodesOf, placeOf, type SourceFile, type SourceTree } from './source-tree.js';

/** Where keys and bytes are at home (design §2). */
const CRYPTO_HOMES = ['src/platform/crypto/', 'src/platform/blobs/'];
/** Hashing, chance and comparison need no key. */
const KEYLESS = ['createHash', 'hash', 'randomBytes', 'randomInt', 'randomUUID', 'timingSafeEqual'];

export const CRYPTO_EXCEPTIONS: readonly Exception[] = [
  {
    path: 'src/identity/passwords/password-hash.ts',
    what: 'argon2',
    because: 'passwords are hashed, not encrypted; no key is involved',
  },
  {
    path: 'src/identity/token-keys.ts',
    what: 'hkdfSync',
    because: 'the keys of the sign-in come from the token secret, protect no recording and outlive every due day',
  },
  {
    path: 'src/identity/token-keys.ts',
    what: 'createSecretKey',
    because: 'the same key as an object, so that checking a token does not make one at each request',
  },
  {
    path: 'src/identity/sign-in/sign-in-attempts.ts',
    what: 'createHmac',
    because: 'the throttle remembers names and addresses only in a form that nobody can read back',
  },
  {
    path: 'src/identity/second-factor/recovery-code.ts',
    what: 'createHmac',
    because: 'a code is short enough to be typed, so its hash needs a key, and it is bound to its person',
  },
  {
    path: 'src/identity/openid/openid-transactions.ts',
    what: 'createHmac',
    because: 'networks with a sign-in under way are counted only in a form that nobody can read back',
  },
  {
    path: 'src/identity/openid/sign-in-secret.ts',
    what: 'createHmac',
    because: 'state, nonce and verifier come from the browser’s secret, so that the database holds none of them',
  },
  ...['createPublicKey', 'verify'].map(what => ({
    path: 'src/audit/verify/signed-note.ts',
    what,
    because: 'the verifier shares no code with what it checks, and holds public keys only',
  })),
];

/** Ciphers, MACs and derived keys outside `platform/crypto` and `platform/blobs`. */
export function keysTouched(tree: SourceTree): Finding[] {
  const elsewhere = codeOf(tree).filter(({ path }) => !CRYPTO_HOMES.some(home => path.startsWith(home)));
  return elsewhere.flatMap(file => [
    ...importedFrom(file, /^(node:)?crypto$/).filter(({ what }) => !KEYLESS.includes(what)),
    ...identifiers(file, ['subtle', 'webcrypto']),
  ]);
}

/** Who may open files: the platform's own, and what stands on top. */
const FILE_HOMES = ['src/platform/', 'src/server/', 'src/cli/'];
/** Who may write them. */
const WRITING_HOMES = [
  'src/platform/blobs/',
  'src/platform/crypto/',
  'src/platform/files/',
  'src/platform/database/', // the embedded cluster
  'src/cli/demo/', // demo.json and the example file
];
const READING = [
  'readFile',
  'readFileSync',
  'readdir',
  'stat',
  'lstat',
  'realpath',
  'readlink',
  'access',
  'existsSync',
  'constants',
];
const FILES = /^(node:)?fs(\/promises)?$/;
const DURABLE = 'src/platform/files/durable.ts';
const DURABLE_READING = ['errnoOf', 'isMissing', 'nullFor', 'nullIfMissing', 'exists', 'readFully'];

export const FILE_EXCEPTIONS: readonly Exception[] = [
  {
    path: 'src/audit/stream/send-syslog.ts',
    what: 'readFile',
    because: 'certificates are read anew for each connection: they are renewed while the server runs',
  },
  ...['readFile', 'readdir'].map(what => ({
    path: 'src/audit/verify/log-folder.ts',
    what,
    because: 'the verifier reads an export offline, by code that shares nothing with what wrote it',
  })),
  ...(
    [
      ['src/cli/import/delivery-client.ts', 'openAsBlob'],
      ['src/cli/import/upload-in-pieces.ts', 'open'],
    ] as const
  ).map(([path, what]) => ({
    path,
    what,
    because: 'it sends the files of an old stock to a server, and only reads them',
  })),
  ...['appendFile', 'writeFile'].map(what => ({
    path: 'src/cli/import/report.ts',
    what,
    because: 'the report of an import, for whoever runs it: ids and codes',
  })),
  ...['readFile', 'link', 'mkdir', 'unlink', 'syncFolder', 'writeNewFile'].map(what => ({
    path: 'src/identity/token-keys.ts',
    what,
    because: 'the token secret is no key of a recording, and the first start has to keep it somewhere',
  })),
];

/** Files opened or written where neither audio nor keys are at home. */
export function filesTouched(tree: SourceTree): Finding[] {
  return codeOf(tree).flatMap(file => {
    const used = [...importedFrom(file, FILES), ...durableWriting(file)];
    if (isIn(file, WRITING_HOMES)) return [];
    return isIn(file, FILE_HOMES) ? used.filter(({ what }) => !READING.includes(what)) : used;
  });
}

function durableWriting(file: SourceFile): Finding[] {
  const names = file.imports.filter(({ target }) => target === DURABLE).flatMap(({ values }) => values);
  return names
    .filter(name => !DURABLE_READING.includes(name))
    .map(what => ({ path: file.path, what, place: file.path }));
}

function importedFrom(file: SourceFile, specifier: RegExp): Finding[] {
  const names = file.imports.filter(found => specifier.test(found.specifier)).flatMap(({ values }) => values);
  return names.map(what => ({ path: file.path, what, place: file.path }));
}

function identifiers(file: SourceFile, wanted: readonly string[]): Finding[] {
  return [...nodesOf(file.ast)]
    .filter(node => ts.isIdentifier(node) && wanted.includes(node.text))
    .map(node => ({ path: file.path, what: node.getText(file.ast), place: placeOf(file, node) }));
}

function isIn({ path }: SourceFile, homes: readonly string[]): boolean {
  return homes.some(home => path.startsWith(home));
}
