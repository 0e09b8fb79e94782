import { ROUTES, type Asker } from '../../e2e/route-matrix.table.js';
import type { Role } from '../../../src/access/index.js';
import { StepRefused, type Walk, type Walker } from '../walk.js';

const MACHINES: readonly Asker[] = ['ingest', 'scim', 'metrics'];

/** Whatever the table of routes says is answered 200 without anything being there for it: lists, papers, counts, searches. */
export async function looking(walk: Walk): Promise<void> {
  const refused: string[] = [];
  for (const [name, { statuses, body }] of Object.entries(ROUTES)) {
    const [method = '', path = ''] = name.split(' ');
    const asker = (Object.keys(statuses) as Asker[]).find(one => statuses[one] === 200); // its own keys
    if (path.includes('{') || asker === undefined) continue;
    const step = walk.step(await walker(walk, asker), method, path, body === undefined ? {} : { body });
    await step.catch((error: unknown) => {
      if (!(error instanceof StepRefused)) throw error;
      refused.push(error.message);
    });
  }
  if (refused.length > 0) throw new StepRefused(refused.join('; '));
}

async function walker(walk: Walk, asker: Asker): Promise<Walker> {
  if (asker === 'anonymous') return walk.nobody();
  if (MACHINES.includes(asker)) return walk.machine(asker as 'ingest' | 'scim' | 'metrics'); // one of them
  return walk.as(asker as Role | 'none'); // what is left
}
