import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { temporaryFolder } from '../../src/platform/crypto/testing/temporary-folder.js';
import { withHashes, type PackedFile } from '../../src/rights/package/hash-entries.js';
import { packageCode } from '../../src/rights/package/package-code.js';
import { packZip } from '../../src/rights/package/pack-zip.js';
import { AT, collect, entries } from '../../src/rights/package/testing/sample-package.js';
import { describeWith } from '../support/describe-with.js';

describeWith('7z', 'a package', () => {
  it('is opened by 7z with its code and by no other, and its hashes hold', async () => {
    await using folder = await temporaryFolder();
    const code = packageCode();
    const packed: PackedFile[] = [];
    const zip = await collect(
      packZip(
        withHashes(entries(), file => packed.push(file), AT),
        code,
      ),
    );
    const path = join(folder.path, 'paketti.zip');
    writeFileSync(path, zip);
    const listing = execFileSync('7z', ['l', '-slt', path], { encoding: 'utf8' });
    expect(listing.match(/^Method = AES-256 Store$/gm)).toHaveLength(3);
    expect(listing.match(/^Encrypted = \+$/gm)).toHaveLength(3);
    execFileSync('7z', ['x', `-p${code}`, `-o${folder.path}/auki`, path]);
    for (const { name, sha256: hash } of packed)
      expect(sha256(readFileSync(join(folder.path, 'auki', name)))).toBe(hash);
    expect(packed.map(({ name }) => name)).toEqual(['puhelu-1.wav', 'tiedot.json', 'tiivisteet.sha256']);
    execFileSync('sha256sum', ['--check', '--strict', 'tiivisteet.sha256'], { cwd: join(folder.path, 'auki') });
    expect(spawnSync('7z', ['t', `-p${packageCode()}`, path]).status).not.toBe(0);
  });
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
