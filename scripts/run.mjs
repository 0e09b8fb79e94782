import { join } from 'node:path';
import { buildServer, buildWeb } from './build.mjs';
import { check, test } from './check.mjs';
import { ensureInstalled } from './install.mjs';
import { Refusal, handOver, root, say, tool } from './process.mjs';
import { writeSbom } from './sbom.mjs';

/**
 * The way from a fresh clone to everything that can be done with it, for any Node >= 20 and npm 11 or 12: what is
 * missing or out of date is installed and built first, and all that follows runs on the Node of the lock file.
 */
const commands = {
  demo: node => serve(node, ['demo']),
  start: node => serve(node, ['serve']),
  tallenne: node => serve(node, []),
  bench: async node => {
    await buildServer(node);
    return handOver(node, [join(root, 'dist/bench/main.js'), ...parameters]);
  },
  kill: node => longTest(node, 'kill'),
  'desk-day': node => longTest(node, 'desk-day'),
  proofs: node => longTest(node, 'proofs'),
  manipulations: node => longTest(node, 'manipulations'),
  policy: node => longTest(node, 'policy'),
  duties: node => longTest(node, 'duties'),
  stalls: node => longTest(node, 'stalls'),
  stops: node => longTest(node, 'stops'),
  chaos: node => longTest(node, 'chaos'),
  revocations: node => longTest(node, 'revocations'),
  crashes: node => longTest(node, 'crashes'),
  histories: node => longTest(node, 'histories'),
  interleavings: node => longTest(node, 'interleavings'),
  studies: node => longTest(node, 'studies'),
  audio: node => longTest(node, 'audio'),
  erasure: node => longTest(node, 'erasure'),
  redaction: node => longTest(node, 'redaction'),
  package: node => longTest(node, 'package'),
  days: async node => {
    await buildWeb(node);
    return longTest(node, 'days');
  },
  screenshots: async node => {
    await buildWeb(node);
    return longTest(node, 'screenshots');
  },
  'client-figures': async node => {
    await buildWeb(node);
    return longTest(node, 'client-figures');
  },
  fuzz: node => longTest(node, 'fuzz'),
  s3: node => test(node, ['test/e2e/s3', '--selectProjects', 'e2e', ...parameters]),
  'api-fuzz': node => longTest(node, 'api-fuzz'),
  soak: node => longTest(node, 'soak'),
  apart: node => {
    process.env.TALLENNE_APART = '1';
    return test(node, ['--selectProjects', 'e2e', ...parameters]);
  },
  // Specs that take a part of something by turns take all of it.
  whole: async node => {
    await buildWeb(node);
    process.env.TALLENNE_WHOLE = '1';
    return test(node, [...parameters, '--selectProjects', 'e2e']);
  },
  // Unit specs need no build; specs that are asked further may.
  mutation: node => (parameters.some(one => one.startsWith('test/')) ? longTest : script)(node, 'mutation'),
  coverage: node => longTest(node, 'branch-coverage'),
  image: node => {
    process.env.TALLENNE_FROM_IMAGE = '1';
    return test(node, ['test/e2e/whole-deployment', '--selectProjects', 'e2e', ...parameters]);
  },
  build: async node => {
    await buildServer(node);
    await buildWeb(node);
  },
  check,
  sbom: node => writeSbom(node, ...parameters),
  test: node => test(node, parameters),
  format: node => handOver(node, [tool('prettier'), '--write', '.']),
};

const [name = '', ...parameters] = process.argv.slice(2);

/** Runs `test/<name>/main.ts` with the full counts that `npm test` has no time for. */
async function longTest(node, name) {
  await buildServer(node);
  return script(node, name);
}

function script(node, name) {
  const hook = join(root, 'src/platform/crypto/testing/run-typescript.mjs');
  return handOver(node, ['--import', hook, join(root, `test/${name}/main.ts`), ...parameters]);
}

async function serve(node, command) {
  await buildServer(node);
  await buildWeb(node);
  return handOver(node, [join(root, 'dist/src/cli/main.js'), ...command, ...parameters]);
}

try {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Refusal(`There is no "${name}": ${Object.keys(commands).join(', ')}.`);
  process.exitCode = (await command(ensureInstalled())) ?? 0;
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  if (error.message) say(error.message);
  process.exitCode = error.exitCode;
}
