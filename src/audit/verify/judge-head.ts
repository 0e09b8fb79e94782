import type { CheckpointNote, KnownTree } from './checkpoint-note.js';
import type { Findings } from './findings.js';
import { TILE_WIDTH } from './grown-tree.js';
import type { HeadRow } from './log-queries.js';

/** What the head says must be what was signed, and possible. */
export function judgeHead(
  { origin, size, root, pruned_to }: HeadRow,
  signed: CheckpointNote | null,
  findings: Findings,
) {
  if (signed && signed.text !== `${origin}\n${size}\n${root.toString('base64')}\n`) {
    findings.add('checkpoint', 'The checkpoint does not say what the head of the log says.');
  }
  if (pruned_to < 0 || pruned_to > size || pruned_to % TILE_WIDTH !== 0) {
    findings.add('pruned-to', `The log cannot be pruned up to ${pruned_to}: no tile of it ends there.`);
  }
}

/** A log only grows, and keeps its name. What it had in its first leaves is judged when the tree has grown to them. */
export function judgeGrowth(
  now: Pick<KnownTree, 'origin' | 'size'>,
  earlier: readonly KnownTree[],
  findings: Findings,
): void {
  for (const { size, origin } of earlier) {
    if (size > now.size) {
      findings.add('not-continued', `The log was rewound: it has ${now.size} leaves, and had ${size} before.`);
    }
    if (origin !== now.origin) findings.add('not-continued', 'A checkpoint that was seen before is of another log.');
  }
}
