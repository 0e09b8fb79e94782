import { describe } from '@jest/globals';
import { optionalTool, type OptionalTool } from './optional-tool.js';

/** A suite that needs a tool: skipped without it. */
export function describeWith(tool: OptionalTool, title: string, suite: (path: string) => void): void {
  const path = optionalTool(tool);
  const run = path === null ? describe.skip : describe;
  run(title, () => {
    suite(path ?? '');
  });
}
