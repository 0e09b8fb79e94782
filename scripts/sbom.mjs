import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { Refusal, root, say } from './process.mjs';

/**
 * From the lock file: what it holds for other machines than this one is a part, too. Not `--omit dev`: npm then leaves out whatever a
 * tool of the build needs as well, such as the very framework that the server stands on.
 */
const PARAMETERS = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];

/** Writes what the product is made of (CycloneDX 1.5, JSON), by itself into `dist/sbom.cdx.json`. */
export function writeSbom(node, to = join(root, 'dist/sbom.cdx.json')) {
  const path = resolve(to);
  const sbom = ofTheProduct(JSON.parse(askNpm(node)));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(sbom, null, 2)}\n`);
  say(`${sbom.components.length} components in ${path}`);
}

function askNpm(node) {
  const npmCli = process.env.npm_execpath ?? '';
  const [command, ...before] = basename(npmCli) === 'npm-cli.js' ? [node, npmCli] : ['npm'];
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) };
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, env };
  const { status, stdout, stderr, error } = spawnSync(command, [...before, ...PARAMETERS], options);
  if (status !== 0) throw new Refusal(`npm couldn't tell what the product is made of: ${error?.message ?? stderr}`);
  return stdout;
}

/** Without what only builds and tests it. */
function ofTheProduct({ metadata, components, dependencies, ...rest }) {
  const shipped = shippedPackages();
  const kept = components.filter(part => shipped.has(part['bom-ref']));
  const refs = new Set([...kept.map(part => part['bom-ref']), metadata.component['bom-ref']]);
  return {
    ...rest,
    metadata: { ...metadata, component: named(metadata.component) },
    components: kept.map(part => licensed(named(part))),
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(on => refs.has(on)) })),
  };
}

/** By name and version. */
function shippedPackages() {
  const { packages } = readJson('package-lock.json');
  const shipped = Object.entries(packages).filter(([, { dev, link }]) => !dev && !link);
  return new Set(shipped.map(([path, { name, version }]) => `${name ?? nameIn(path)}@${version}`));
}

function nameIn(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** npm names our own packages after their folders. */
function named(part) {
  const ref = part['bom-ref'];
  const isOurs = part.properties?.some(({ name }) => name === 'cdx:npm:package:private');
  return isOurs ? { ...part, name: ref.slice(0, ref.lastIndexOf('@')) } : part;
}

/** npm finds no licence that stands in an unusual place. */
function licensed(part) {
  const id = readJson('scripts/licences-read-by-hand.json')[part['bom-ref']];
  return id && !part.licenses?.length ? { ...part, licenses: [{ license: { id } }] } : part;
}

function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
