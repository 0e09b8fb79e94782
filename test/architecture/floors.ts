import type { Import, SourceFile, SourceTree } from './source-tree.js';
import { moduleOf } from './source-tree.js';

/** Design §2. What stands on top has no floor number of its own: it may use everything. */
const FLOORS: Readonly<Record<string, number>> = {
  kernel: 0,
  platform: 1,
  audit: 2,
  identity: 3,
  access: 4,
  recordings: 5,
  retention: 6,
  rights: 7,
  register: 8,
};
const TOP = 9;
const ON_TOP = ['server', 'cli', 'app.module', 'main', 'mikro-orm.config'];
/** Floors whose files are imported one by one; of every other module only `index.ts` is. */
const OPEN_FLOORS = ['kernel', 'platform'];
const FEATURES = ['recordings', 'retention', 'rights', 'register'];

/** A module imports lower floors only. */
export function upwardImports(tree: SourceTree): string[] {
  return everyImport(tree)
    .filter(({ file, target }) => target.startsWith('src/') && moduleOf(target) !== file.module)
    .filter(({ file, target }) => !isBelow(moduleOf(target), file.module))
    .map(({ file, target }) => `${file.path} imports ${target}`);
}

/** What of another feature is not in its `index.ts` is its own; only tests look behind it. */
export function sideDoors(tree: SourceTree): string[] {
  return everyImport(tree)
    .filter(({ file }) => !file.isTest)
    .filter(({ file, target }) => target.startsWith('src/') && moduleOf(target) !== file.module)
    .filter(({ target }) => floorOf(moduleOf(target)) < TOP && !OPEN_FLOORS.includes(moduleOf(target)))
    .filter(({ target }) => target !== `src/${moduleOf(target)}/index.ts`)
    .map(({ file, target }) => `${file.path} imports ${target}`);
}

/** Modules that nobody gave a floor. */
export function homelessFiles(tree: SourceTree): string[] {
  return [...tree.values()]
    .filter(({ path, module }) => path.startsWith('src/') && floorOf(module) < 0)
    .map(({ path }) => path);
}

/** `src` leaves itself for the migrations only; migrations stay what they were, whatever `src` becomes. */
export function importsOutOfPlace(tree: SourceTree): string[] {
  return everyImport(tree)
    .filter(({ file, target }) =>
      file.path.startsWith('src/')
        ? !target.startsWith('src/') && !(file.module === 'mikro-orm.config' && target === 'migrations/index.ts')
        : !target.startsWith('migrations/'),
    )
    .map(({ file, target }) => `${file.path} imports ${target}`);
}

/** `access` and `audit` see ids and small fact objects, never a feature. */
export function featuresSeenFromBelow(tree: SourceTree): string[] {
  return everyImport(tree)
    .filter(({ file, target }) => ['access', 'audit'].includes(file.module) && FEATURES.includes(moduleOf(target)))
    .map(({ file, target }) => `${file.path} imports ${target}`);
}

const VERIFIER = 'src/audit/verify/';
const VERIFIER_MAY_USE = [VERIFIER, 'src/kernel/', 'src/platform/files/'];

/** The verifier of the log shares no code with what writes the log (ADR 0009): it states the formats a second time. */
export function sharedWithVerifier(tree: SourceTree): string[] {
  return everyImport(tree)
    .filter(({ file }) => file.path.startsWith(VERIFIER) && !file.isTest)
    .filter(({ target }) => !VERIFIER_MAY_USE.some(folder => target.startsWith(folder)))
    .map(({ file, target }) => `${file.path} imports ${target}`);
}

const IMPURE = /^(@nestjs\/|@mikro-orm\/|pg$|fastify|@fastify\/|node:(fs|net|https?|child_process|worker_threads)\b)/;

/** The kernel is pure: no Nest, no ORM, no input or output. */
export function impureKernel(tree: SourceTree): string[] {
  const kernel = [...tree.values()].filter(({ module, isTest }) => module === 'kernel' && !isTest);
  return kernel.flatMap(({ path, imports }) =>
    imports.filter(({ specifier }) => IMPURE.test(specifier)).map(({ specifier }) => `${path} imports ${specifier}`),
  );
}

/** Files that import each other in a ring, types included: each ring once, from its first file. */
export function cycles(tree: SourceTree): string[] {
  const rings = new Set<string>();
  const done = new Set<string>();
  const walk = (path: string, above: readonly string[]): void => {
    const at = above.indexOf(path);
    if (at >= 0) rings.add(ringOf(above.slice(at)));
    if (at >= 0 || done.has(path)) return;
    for (const { target } of tree.get(path)?.imports ?? []) if (target !== null) walk(target, [...above, path]);
    done.add(path);
  };
  for (const path of tree.keys()) walk(path, []);
  return [...rings].sort();
}

function ringOf(paths: readonly string[]): string {
  const first = paths.indexOf([...paths].sort()[0] ?? '');
  const ring = [...paths.slice(first), ...paths.slice(0, first)];
  return [...ring, ring[0]].join(' -> ');
}

function isBelow(lower: string, upper: string): boolean {
  const [below, above] = [floorOf(lower), floorOf(upper)];
  return below >= 0 && (below < above || (below === TOP && above === TOP));
}

function floorOf(module: string): number {
  return ON_TOP.includes(module) ? TOP : (FLOORS[module] ?? -1);
}

function everyImport(tree: SourceTree): { readonly file: SourceFile; readonly target: string }[] {
  return [...tree.values()].flatMap(file => file.imports.filter(isRelative).map(({ target }) => ({ file, target })));
}

function isRelative(found: Import): found is Import & { readonly target: string } {
  return found.target !== null;
}
