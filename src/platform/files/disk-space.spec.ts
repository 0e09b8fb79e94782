import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DiskSilent, DiskSpace, type Space } from './disk-space.js';

describe('the room on a disk', () => {
  it('is what the system tells of the file system that the folder is on', async () => {
    const space = await new DiskSpace(tmpdir()).read();
    const told = execFileSync('df', ['--block-size=1', '--output=size', tmpdir()], { encoding: 'utf8' });
    expect(space?.size).toBe(Number(told.split('\n')[1]));
    expect(space?.available).toBeGreaterThan(0);
    expect(space?.available).toBeLessThanOrEqual(space?.size ?? 0);
  });

  it('is unknown, not none, where there is no such folder', async () => {
    expect(await new DiskSpace(join(tmpdir(), 'nowhere-at-all')).read()).toBeNull();
  });

  it('is refused with what the system says where it cannot tell', async () => {
    await expect(new DiskSpace('/dev/null/inside').read()).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it('is asked for once, however often, while a file system hangs, and anew when it has answered', async () => {
    const [first, second] = [
      { size: 10, available: 2 },
      { size: 10, available: 1 },
    ];
    const hanging = Promise.withResolvers<Space>();
    let asked = 0;
    const disk = new DiskSpace('/mnt/away', () => {
      asked += 1;
      return asked === 1 ? hanging.promise : Promise.resolve(second);
    });
    for (let look = 0; look < 3; look += 1) await expect(disk.read(5)).rejects.toThrow(DiskSilent);
    expect(asked).toBe(1);
    hanging.resolve(first);
    expect(await disk.read()).toEqual(first);
    expect(await disk.read()).toEqual(second);
  });
});
