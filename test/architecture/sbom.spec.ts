import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { lockedPackages } from './lock-file.js';

const ROOT = join(import.meta.dirname, '..', '..');

interface Sbom {
  readonly metadata: {
    readonly component: { readonly 'bom-ref': string; readonly name: string; readonly type: string };
  };
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly components: readonly {
    readonly 'bom-ref': string;
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly licenses?: readonly object[];
    readonly hashes?: readonly object[];
  }[];
}

describe('the list of what the product is made of', () => {
  let text = '';
  let sbom: Sbom;

  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'tallenne-sbom-'));
    try {
      const path = join(folder, 'sbom.json');
      const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'sbom', path], {
        ...{ cwd: ROOT, encoding: 'utf8' },
        env: { ...process.env, NODE_OPTIONS: '' },
      });
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/\d+ components in /);
      text = readFileSync(path, 'utf8');
    } finally {
      rmSync(folder, { recursive: true });
    }
    sbom = JSON.parse(text) as Sbom; // validated below
  });

  const faultsOf = (json: string) => new Validation.JsonStrictValidator(Spec.Version.v1dot5).validate(json);

  it('is valid by the schema of CycloneDX 1.5, which would find a fault', async () => {
    expect(await faultsOf(text)).toBeNull();
    expect(await faultsOf(text.replace('"bomFormat": "CycloneDX"', '"bomFormat": "other"'))).not.toBeNull();
    expect(await faultsOf(text.replace('"type": "application"', '"type": "thing"'))).not.toBeNull();
  });

  it('names each package of the lock file that comes with Tallenne, and no other', () => {
    const shipped = lockedPackages().filter(({ isDev }) => !isDev);
    const wanted = new Set(shipped.map(({ name, version }) => `${name}@${version}`));
    const told = new Set(sbom.components.map(({ name, version }) => `${name}@${version}`));
    expect([...wanted].filter(part => !told.has(part))).toEqual([]);
    expect([...told].filter(part => !wanted.has(part))).toEqual(['@tallenne/web@0.1.0']);
    expect(sbom.metadata.component).toMatchObject({ name: 'tallenne', type: 'application' });
  });

  it('says what needs what, within itself', () => {
    const parts = new Set(sbom.components.map(({ 'bom-ref': ref }) => ref));
    const told = sbom.dependencies.map(({ ref }) => ref).sort();
    expect(told).toEqual([...parts, sbom.metadata.component['bom-ref']].sort());
    expect(sbom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter(ref => !parts.has(ref))).toEqual([]);
    const own = sbom.dependencies.find(({ ref }) => ref === sbom.metadata.component['bom-ref']);
    expect(own?.dependsOn.length).toBeGreaterThan(40);
  });

  it('tells the licence, the address and the hash of each', () => {
    const parts = sbom.components.filter(({ name }) => name !== '@tallenne/web');
    expect(parts.filter(({ licenses }) => !licenses?.length).map(({ name }) => name)).toEqual([]);
    expect(parts.filter(({ purl }) => !purl.startsWith('pkg:npm/')).map(({ name }) => name)).toEqual([]);
    expect(parts.filter(({ hashes }) => !hashes?.length).map(({ name }) => name)).toEqual([]);
  });
});
