import { describe, expect, it } from '@jest/globals';
import { keyClusterFault, type FoundKeyCluster } from './check-key-cluster.js';

const SETTINGS = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_recycle: 'off',
  archive_mode: 'off',
};
const FOUND: FoundKeyCluster = { major: 18, system: '7', settings: SETTINGS, seesWal: true };

function fault(found: Partial<FoundKeyCluster>, archiveDeclared = false): string | null {
  return keyClusterFault({ ...FOUND, ...found }, { mainSystem: '8', archiveDeclared });
}

const faultWith = (changed: Partial<typeof SETTINGS>, archiveDeclared = false) =>
  fault({ settings: { ...SETTINGS, ...changed } }, archiveDeclared);

describe('the cluster of the keys', () => {
  it.each([15, 16, 17, 18, 19])('may be of version %i', major => {
    expect(fault({ major })).toBeNull();
  });

  it('may not be older', () => {
    expect(fault({ major: 14 })).toBe('PostgreSQL 15 or newer is needed, and this is 14');
  });

  it('may not be the one of the main database', () => {
    expect(fault({ system: '8' })).toMatch(/^this is the cluster of the main database; .* a cluster of their own$/);
  });

  it.each(['fsync', 'full_page_writes', 'synchronous_commit'])('must be durable: %s', name => {
    expect(faultWith({ [name]: 'off' })).toBe(
      `the cluster runs with ${name}=off, so a power cut could lose keys: turn it on and start again`,
    );
  });

  it('must let its log go', () => {
    expect(faultWith({ wal_recycle: 'on' })).toMatch(/^the cluster must run with wal_recycle=off: /);
  });

  it.each(['on', 'always'])('may keep its log elsewhere, archive_mode=%s, only where it is said for how long', mode => {
    expect(faultWith({ archive_mode: mode })).toMatch(/TALLENNE_KEYS_ARCHIVE_DAYS/);
    expect(faultWith({ archive_mode: mode }, true)).toBeNull();
  });

  it('must show which files of its log are left', () => {
    expect(fault({ seesWal: false })).toBe('the role cannot see which WAL files are left: grant pg_monitor to it');
  });
});
