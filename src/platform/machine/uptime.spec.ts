import { describe, expect, it } from '@jest/globals';
import { SystemUptime } from './uptime.js';

const NOWHERE = '/nowhere/boot_id';

describe('the uptime of a machine', () => {
  it('is that of the boot that the system names', () => {
    const named = new SystemUptime(import.meta.filename, 'linux');
    expect(named.bootId).toMatch(/^import /);
    expect(named.hidesBoot).toBe(false);
  });

  it('belongs to one process where nothing names the boot, which on Linux is kept from it', () => {
    const hidden = new SystemUptime(NOWHERE, 'linux');
    expect(hidden.hidesBoot).toBe(true);
    expect(hidden.bootId).toMatch(/^process:/);
    expect(new SystemUptime(NOWHERE, 'linux').bootId).not.toBe(hidden.bootId);
    expect(new SystemUptime(NOWHERE, 'darwin').hidesBoot).toBe(false);
  });
});
