import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root, run, say, tool } from './process.mjs';

const SKIPPED = new Set(['node_modules', 'dist', 'coverage']);

/** Builds the server into dist/, unless what is there was made from these very sources. */
export function buildServer(node) {
  const sources = [
    'src',
    'migrations',
    'bench',
    'nest-cli.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'package-lock.json',
  ];
  buildIfChanged('server', sources, 'dist/src/main.js', () => {
    rmSync(join(root, 'dist'), { recursive: true, force: true }); // a migration that was removed must not stay
    run(node, [tool('nest'), 'build']);
  });
}

/** Builds the web client into web/dist, unless what is there was made from these very sources. */
export function buildWeb(node) {
  if (!webScripts().build) return;
  buildIfChanged('web', ['web', 'package-lock.json'], 'web/dist/index.html', () => {
    npm(node, ['run', '--silent', 'build', '-w', 'web']);
  });
}

/** The scripts of web/package.json. */
export function webScripts() {
  return JSON.parse(readFileSync(join(root, 'web/package.json'), 'utf8')).scripts ?? {};
}

/** The mark is taken away first and set last: a build that was cut short is done again. */
function buildIfChanged(name, sources, result, build) {
  const mark = join(root, `.cache/built-${name}`);
  const fingerprint = fingerprintOf(sources);
  if (existsSync(join(root, result)) && existsSync(mark) && readFileSync(mark, 'utf8') === fingerprint) return;
  say(`Building the ${name} ...`);
  rmSync(mark, { force: true });
  build();
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(mark, fingerprint);
}

function fingerprintOf(sources) {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesUnder))
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

function filesUnder(path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found || path.endsWith('.spec.ts')) return [];
  if (found.isFile()) return [path];
  const names = readdirSync(join(root, path)).filter(name => !SKIPPED.has(name));
  return names.sort().flatMap(name => filesUnder(`${path}/${name}`));
}
