import ts from 'typescript';
import type { Exception, Finding } from './exceptions.js';
import { codeOf, nodesOf, placeOf, type SourceFile, type SourceTree } from './source-tree.js';

const CLOCK = 'src/kernel/clock.ts';
const DATABASE_CLOCK =
  /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\(\s*\)|\bcurrent_(date|time|timestamp)\b|\blocaltime/i;

export const TIME_EXCEPTIONS: readonly Exception[] = [
  {
    path: 'src/cli/demo/demo.ts',
    what: 'new Date()',
    because: 'the demo’s past ends now, and its clock is made from that',
  },
  {
    path: 'src/identity/openid/openid-provider.ts',
    what: 'Date.now()',
    because: 'openid-client knows the machine’s clock only and is told how far ours is from it',
  },
  {
    path: 'src/platform/crypto/keys-folder.ts',
    what: 'Date.now()',
    because: 'the age of a file is by the clock that dated it',
  },
  {
    path: 'src/platform/blobs/local-blob-store.ts',
    what: 'Date.now()',
    because: 'the age of a file is by the clock that dated it',
  },
  {
    path: 'src/platform/blobs/s3-blob-store.ts',
    what: 'Date.now()',
    because: 'the age of an upload is by the clock that dated it, and nothing asks the store for its own',
  },
  {
    path: 'src/platform/files/inbox/inbox-place.ts',
    what: 'Date.now()',
    because: 'the age of a file is by the clock that dated it',
  },
  {
    path: 'src/retention/brake/clock-check.ts',
    what: 'Date.now()',
    because: 'it is this clock that is compared with the database',
  },
  {
    path: 'src/retention/brake/clock-check.ts',
    what: 'the clock of the database',
    because: 'it is this clock that is compared with the machine',
  },
];

/** Time that does not come from the injected `Clock`, so that neither a test nor the demo's past can move it. */
export function ownTime(tree: SourceTree): Finding[] {
  return codeOf(tree)
    .filter(({ path }) => path !== CLOCK)
    .flatMap(file => [...nodesOf(file.ast)].flatMap(node => timeIn(file, node)));
}

function timeIn(file: SourceFile, node: ts.Node): Finding[] {
  const what = timeOf(node);
  return what === null ? [] : [{ path: file.path, what, place: placeOf(file, node) }];
}

function timeOf(node: ts.Node): string | null {
  if (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && (node.arguments?.length ?? 0) === 0)
    return 'new Date()';
  if (ts.isCallExpression(node) && isNamed(node.expression, 'Date')) return 'Date()';
  if (ts.isPropertyAccessExpression(node) && isNamed(node.expression, 'Date') && node.name.text === 'now')
    return 'Date.now()';
  const text = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) ? node.getText() : '';
  return /\b(select|insert|update|delete)\b/i.test(text) && DATABASE_CLOCK.test(text)
    ? 'the clock of the database'
    : null;
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}
