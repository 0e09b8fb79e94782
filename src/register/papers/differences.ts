import canonicalize from 'canonicalize';
import { linesOf, type TextBlock } from './text-block.js';

/** What became of a block from one version to another: `null` lines where it was not there. */
export interface Difference {
  readonly id: string;
  /** The heading that it stands under, as the later version says it. */
  readonly under: string;
  readonly before: readonly string[] | null;
  readonly after: readonly string[] | null;
}

/** The blocks that `after` has otherwise than `before`, in the order in which they are read; what is gone stands where it stood. */
export function differencesOf(before: readonly TextBlock[], after: readonly TextBlock[]): readonly Difference[] {
  const [old, young] = [new Map(before.map(asEntry)), new Map(after.map(asEntry))];
  const headings = { ...headingsOf(before), ...headingsOf(after) };
  return inOrder([...old.keys()], [...young.keys()]).flatMap(id => {
    const [was, is] = [old.get(id) ?? null, young.get(id) ?? null];
    if (same(was, is)) return [];
    return [{ id, under: headings[id] ?? '', before: was && linesOf(was), after: is && linesOf(is) }];
  });
}

function asEntry(block: TextBlock): readonly [string, TextBlock] {
  return [block.id, block];
}

/** The ids of both: those of the later one, and each that is gone after the one that stood before it. */
function inOrder(before: readonly string[], after: readonly string[]): readonly string[] {
  const order = [...after];
  for (const [n, id] of before.entries()) {
    if (order.includes(id)) continue;
    order.splice(order.indexOf(before[n - 1] ?? '') + 1, 0, id);
  }
  return order;
}

function headingsOf(blocks: readonly TextBlock[]): Readonly<Record<string, string>> {
  let under = '';
  return Object.fromEntries(
    blocks.map(block => {
      if (block.kind === 'heading') under = block.text;
      return [block.id, under];
    }),
  );
}

/** A kept version has its fields in another order than one made now. */
function same(one: TextBlock | null, other: TextBlock | null): boolean {
  return canonicalize(one) === canonicalize(other);
}
