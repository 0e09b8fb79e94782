import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { defaultDataFolder } from './default-data-folder.js';

describe('defaultDataFolder', () => {
  const open = mkdtempSync(join(tmpdir(), 'tallenne-folder-'));
  chmodSync(open, 0o755);
  const shut = join(open, 'shut');
  mkdirSync(join(shut, 'clone'), { recursive: true });
  chmodSync(shut, 0o700);

  it('lies in the working folder', () => {
    expect(defaultDataFolder(join(shut, 'clone'), false)).toBe(join(shut, 'clone', 'demo-data'));
    expect(defaultDataFolder(open, true)).toBe(join(open, 'demo-data'));
  });

  it('lies elsewhere under root, where the user of PostgreSQL cannot pass through, and not with that of another clone', () => {
    const folder = defaultDataFolder(join(shut, 'clone'), true);
    expect(folder).toMatch(/^\/var\/tmp\/tallenne-[0-9a-f]{12}-demo-data$/);
    expect(defaultDataFolder(shut, true)).not.toBe(folder);
  });
});
