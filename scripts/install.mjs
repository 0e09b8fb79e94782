import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, npm, root, say } from './process.mjs';

/** The oldest Node that the server runs on, where the lock file brings none. */
const OLDEST_NODE = [24, 7];

const lock = readPackages('package-lock.json');

/** Sees to it that node_modules is what package-lock.json says, and returns the Node to run everything with. */
export function ensureInstalled() {
  if (lacking().length > 0) {
    say('Installing the packages of package-lock.json ...');
    install(process.env.npm_node_execpath ?? process.execPath);
  }
  const node = rightNode();
  // npm leaves out optional packages that do not declare the Node it runs on; the Node it just brought suits them all.
  if (lacking().length > 0) {
    say(`Installing again with Node 24: Node ${process.versions.node} left packages out ...`);
    install(node);
  }
  const left = lacking();
  if (left.length > 0) throw new Refusal(`npm has not installed what this machine needs: ${left.join(', ')}.`);
  return node;
}

function install(node) {
  npm(node, ['ci', '--include=dev', '--include=optional', '--loglevel=error']);
}

/** The Node of the lock file (Linux on x64 and arm64), or a new enough one of the system. */
function rightNode() {
  const candidates = [join(root, 'node_modules/.bin/node'), process.execPath];
  const node = candidates.find(isNewEnough);
  if (node) return node;
  throw new Refusal(
    `Tallenne needs Node ${OLDEST_NODE.join('.')} or newer: npm has none for ${process.platform} on ${process.arch}, and this is Node ${process.versions.node}.`,
  );
}

function isNewEnough(node) {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  const [major, minor] = (stdout ?? '').replace('v', '').split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/** The packages of the lock file that are absent from node_modules, or there in another version. */
function lacking() {
  const installed = readPackages('node_modules/.package-lock.json');
  return Object.entries(lock)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .filter(([path, wanted]) => installed[path]?.version !== wanted.version && (installed[path] || isNeeded(wanted)))
    .map(([path]) => path);
}

/** Optional packages are needed when they say that they are for this machine; the rest belongs to such as are not. */
function isNeeded({ optional, os, cpu, libc }) {
  if (!optional) return true;
  if (!os && !cpu) return false;
  return fits(os, process.platform) && fits(cpu, process.arch) && fits(libc, libcFamily());
}

function fits(list, value) {
  return !list || list.includes(value);
}

function libcFamily() {
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
}

function readPackages(path) {
  return existsSync(join(root, path)) ? JSON.parse(readFileSync(join(root, path), 'utf8')).packages : {};
}
