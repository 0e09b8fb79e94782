import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import {
  consoles,
  crowdedConstructors,
  forwardRefs,
  hiddenControllers,
  offsets,
  policiesElsewhere,
  undeclaredRoutes,
} from './code.js';
import { foreignEntities, relations } from './entities.js';
import { type Exception, type Finding, unused, violations } from './exceptions.js';
import {
  cycles,
  featuresSeenFromBelow,
  homelessFiles,
  sharedWithVerifier,
  importsOutOfPlace,
  impureKernel,
  sideDoors,
  upwardImports,
} from './floors.js';
import { CRYPTO_EXCEPTIONS, FILE_EXCEPTIONS, filesTouched, keysTouched } from './keys-and-bytes.js';
import { locksLong } from './locking-migrations.js';
import { readTree, type SourceTree } from './source-tree.js';
import { ownTime, TIME_EXCEPTIONS } from './time.js';

interface Rule {
  /** The rule, said as what the tree does. */
  readonly says: string;
  readonly find: (tree: SourceTree) => string[];
  /** What of the fixture breaks it: all of this, and nothing else there. */
  readonly wrong: readonly string[];
}

const RULES: readonly Rule[] = [
  {
    says: 'a module imports lower floors only',
    find: upwardImports,
    wrong: [
      'migrations/index.ts imports src/kernel/clock.ts',
      'src/access/looks-up.ts imports src/recordings/index.ts',
      'src/audit/looks-up.ts imports src/recordings/index.ts',
      'src/kernel/looks-up.ts imports src/platform/files/durable.ts',
      'src/reports/homeless.ts imports src/recordings/index.ts',
    ],
  },
  {
    says: 'a module imports another feature by its index only',
    find: sideDoors,
    wrong: [
      'src/cli/says.ts imports src/retention/side-door.ts',
      'src/retention/side-door.ts imports src/recordings/recordings.module.ts',
    ],
  },
  { says: 'every module has a floor', find: homelessFiles, wrong: ['src/reports/homeless.ts'] },
  {
    says: 'the sources import nothing from outside but the list of migrations, and migrations nothing of the sources',
    find: importsOutOfPlace,
    wrong: [
      'migrations/index.ts imports src/kernel/clock.ts',
      'src/recordings/out-of-place.ts imports migrations/index.ts',
      'src/recordings/out-of-place.ts imports test/support/audio.ts',
    ],
  },
  {
    says: 'access and audit import no feature',
    find: featuresSeenFromBelow,
    wrong: [
      'src/access/looks-up.ts imports src/recordings/index.ts',
      'src/audit/looks-up.ts imports src/recordings/index.ts',
    ],
  },
  {
    says: 'the verifier of the log shares no code with its writer',
    find: sharedWithVerifier,
    wrong: [
      'src/audit/verify/leans-on-the-writer.ts imports src/audit/looks-up.ts',
      'src/audit/verify/leans-on-the-writer.ts imports src/platform/crypto/key-ring.ts',
    ],
  },
  {
    says: 'the kernel knows no Nest, no ORM, no files and no network',
    find: impureKernel,
    wrong: [
      'src/kernel/impure.ts imports @mikro-orm/postgresql',
      'src/kernel/impure.ts imports @nestjs/common',
      'src/kernel/impure.ts imports node:fs',
    ],
  },
  {
    says: 'no files import each other in a ring',
    find: cycles,
    wrong: [
      'src/recordings/ring-one.ts -> src/recordings/ring-two.ts -> src/recordings/ring-three.ts -> src/recordings/ring-one.ts',
    ],
  },
  {
    says: 'no entity has a relation',
    find: relations,
    wrong: ['src/recordings/recording.entity.ts:5 has a manyToOne'],
  },
  {
    says: 'an entity is used in its own module only',
    find: foreignEntities,
    wrong: ['src/retention/foreign-entity.ts imports Recording of recordings'],
  },
  {
    says: 'keys are used in platform/crypto and platform/blobs only',
    find: tree => violations(keysTouched(tree), CRYPTO_EXCEPTIONS),
    wrong: [
      'src/identity/own-cipher.ts uses *',
      'src/identity/own-cipher.ts uses createCipheriv',
      'src/identity/own-cipher.ts uses createHmac',
      'src/identity/own-cipher.ts:5 uses subtle',
    ],
  },
  {
    says: 'files are written where bytes and keys are at home only, and no feature opens one',
    find: tree => violations(filesTouched(tree), FILE_EXCEPTIONS),
    wrong: [
      'src/kernel/impure.ts uses readFileSync',
      'src/kernel/looks-up.ts uses writeNewFile',
      'src/recordings/writes-files.ts uses createWriteStream',
      'src/recordings/writes-files.ts uses readFile',
      'src/recordings/writes-files.ts uses writeNewFile',
    ],
  },
  {
    says: 'who may do what is said in access/rules.ts only',
    find: policiesElsewhere,
    wrong: ['src/access/second-policy.ts imports defineAbility', 'src/recordings/own-policy.ts imports AbilityBuilder'],
  },
  {
    says: 'time comes from the clock only',
    find: tree => violations(ownTime(tree), TIME_EXCEPTIONS),
    wrong: [
      'src/recordings/own-time.ts:1 uses Date.now()',
      'src/recordings/own-time.ts:1 uses new Date()',
      'src/recordings/own-time.ts:2 uses the clock of the database',
    ],
  },
  {
    says: 'no page is found by an offset',
    find: offsets,
    wrong: ['src/recordings/pages.ts:1', 'src/recordings/pages.ts:2'],
  },
  {
    says: 'nothing but the command line writes to the console',
    find: consoles,
    wrong: ['src/recordings/talkative.ts:2'],
  },
  {
    says: 'no module refers forward',
    find: forwardRefs,
    wrong: ['src/recordings/forward.ts:1', 'src/recordings/forward.ts:5'],
  },
  {
    says: 'every route says once to whom it is open',
    find: undeclaredRoutes,
    wrong: [
      'src/recordings/hidden.ts:5',
      'src/recordings/undeclared.controller.ts:11',
      'src/recordings/undeclared.controller.ts:6',
    ],
  },
  {
    says: 'every controller stands in a file that says so',
    find: hiddenControllers,
    wrong: ['src/recordings/hidden.ts:3'],
  },
  {
    says: 'nothing is injected with more than five others',
    find: crowdedConstructors,
    wrong: ['src/recordings/crowded.ts:5'],
  },
  {
    says: 'a migration holds up nobody on a table that may be large',
    find: locksLong,
    wrong: [
      'migrations/9001-locks-long.ts:10 checks every row: add it "not valid", and validate it in a later migration (recording)',
      'migrations/9001-locks-long.ts:11 checks every row: add it "not valid", and validate it in a later migration (recording)',
      'migrations/9001-locks-long.ts:12 builds an index under a lock: build it concurrently, then add it "using index" (playback)',
      'migrations/9001-locks-long.ts:13 validates a constraint that no earlier migration has added (recording)',
      'migrations/9001-locks-long.ts:14 writes every row (recording)',
      'migrations/9001-locks-long.ts:15 writes every row (audit_pending)',
      'migrations/9001-locks-long.ts:16 locks the whole table (recording)',
      'migrations/9001-locks-long.ts:17 works concurrently inside a transaction: let isTransactional() say false',
      'migrations/9001-locks-long.ts:18 checks every row: add it "not valid", and validate it in a later migration (?)',
      'migrations/9001-locks-long.ts:3 makes an index without "concurrently" (recording)',
      'migrations/9001-locks-long.ts:4 makes an index without "concurrently" (contact)',
      'migrations/9001-locks-long.ts:5 changes the type of a column (recording)',
      'migrations/9001-locks-long.ts:6 adds a column whose default is computed for every row (recording)',
      'migrations/9001-locks-long.ts:7 adds a column that is computed for every row (recording)',
      'migrations/9001-locks-long.ts:8 looks at every row for null: add a check "not valid", validate it, and then set it (recording)',
      'migrations/9001-locks-long.ts:9 checks every row: add it "not valid", and validate it in a later migration (party_index)',
    ],
  },
];

const EXCEPTIONS: readonly [string, (tree: SourceTree) => Finding[], readonly Exception[]][] = [
  ['keys', keysTouched, CRYPTO_EXCEPTIONS],
  ['files', filesTouched, FILE_EXCEPTIONS],
  ['time', ownTime, TIME_EXCEPTIONS],
];

const fixture = readTree(join(import.meta.dirname, 'fixture'));
const real = readTree(join(import.meta.dirname, '..', '..'));

describe.each(RULES)('$says', ({ find, wrong }) => {
  it('is found broken in the fixture wherever it is', () => {
    expect(find(fixture).toSorted()).toEqual(wrong);
  });

  it('holds in the whole tree', () => {
    expect(find(real)).toEqual([]);
  });
});

describe('the web client', () => {
  it('is found when it reaches into the server', () => {
    expect(reachingOver(join(import.meta.dirname, 'fixture'))).toEqual([
      'web/src/reaches-over.ts imports src/recordings/own-time.ts',
    ]);
  });

  it('reaches the server by HTTP only', () => {
    expect(reachingOver(join(import.meta.dirname, '..', '..'))).toEqual([]);
  });
});

describe('the exceptions', () => {
  it.each(EXCEPTIONS)('for %s are all still needed', (_, find, exceptions) => {
    expect(unused(find(real), exceptions)).toEqual([]);
  });

  it('that nothing needs any more are found', () => {
    const left = { path: 'src/kernel/clock.ts', what: 'Date.now()', because: 'once' };
    expect(unused(ownTime(real), [...TIME_EXCEPTIONS, left])).toEqual(['src/kernel/clock.ts uses Date.now()']);
  });
});

describe('the reader of the sources', () => {
  it('has seen the whole tree', () => {
    expect(real.size).toBeGreaterThan(200);
    expect([...real.values()].filter(({ imports }) => imports.length > 0).length).toBeGreaterThan(150);
  });
});

function reachingOver(root: string): string[] {
  const files = [...readTree(root, ['web/src']).values()];
  return files.flatMap(({ path, imports }) =>
    imports
      .filter(({ target }) => target?.startsWith('web/') === false)
      .map(({ target }) => `${path} imports ${String(target)}`),
  );
}
