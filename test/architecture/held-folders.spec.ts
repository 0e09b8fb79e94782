import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

/** Where files lie into whose folders others write. */
const INBOXES = ['src/platform/files/inbox/*.ts', 'src/recordings/ingest/folders/*.ts'];
const USES_PATHS = /^import (?!type )[^;]*? from '(node:)?fs(\/promises)?';/m;

describe('the folders of an inbox', () => {
  it('are entered, read and emptied by handles alone, which no link leads elsewhere', () => {
    const files = globSync(INBOXES).filter(path => !path.endsWith('.spec.ts'));
    const byPath = files.filter(path => USES_PATHS.test(readFileSync(path, 'utf8')));
    expect(files.length).toBeGreaterThan(20);
    expect(byPath).toEqual(['src/platform/files/inbox/held-folder.ts']);
  });
});
