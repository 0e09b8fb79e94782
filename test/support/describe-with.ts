import { describe } from '@jest/globals';
import { hasCeph } from './ceph.js';
import { optionalTool, type OptionalTool } from './optional-tool.js';

/** A suite that needs a tool: skipped without it. */
export function describeWith(tool: OptionalTool, title: string, suite: (path: string) => void): void {
  const path = optionalTool(tool);
  const run = path === null ? describe.skip : describe;
  run(title, () => {
    suite(path ?? '');
  });
}

/** A suite that needs a Ceph: skipped where its packages are not installed. */
export function describeWithCeph(title: string, suite: () => void): void {
  (hasCeph() ? describe : describe.skip)(title, suite);
}
