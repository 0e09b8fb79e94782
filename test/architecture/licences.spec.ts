import { describe, expect, it } from '@jest/globals';
import { lockedPackages, readByHand, type LockedPackage } from './lock-file.js';

/**
 * Under what a package may be that comes with Tallenne, which is EUPL-1.2, and why. Permissive licences ask for their notice alone;
 * those in the appendix of the EUPL-1.2 let a work that is made from both be under them. Packages that only build and test
 * are given to nobody and are held to the same list all the same: what is one today may be the other tomorrow.
 */
const TAKEN: Readonly<Record<string, string>> = {
  MIT: 'permissive',
  'MIT-0': 'permissive, without the notice even',
  ISC: 'permissive',
  '0BSD': 'permissive, without the notice even',
  'BSD-2-Clause': 'permissive',
  'BSD-3-Clause': 'permissive',
  'BlueOak-1.0.0': 'permissive',
  'Python-2.0': 'permissive',
  'CC0-1.0': 'given to the public',
  'Apache-2.0': 'permissive, with a patent licence; its notices stay',
  'MPL-2.0': 'in the appendix of the EUPL-1.2; its files stay under it',
};

/** Licences that are right for what these packages are, and not for whatever comes next. */
const TAKEN_FOR: Readonly<Record<string, { readonly because: string; readonly packages: readonly string[] }>> = {
  'OFL-1.1': {
    because: 'a font, which may come with a program and is not sold by itself',
    packages: ['@fontsource/source-sans-3'],
  },
  'LGPL-3.0-or-later': {
    because: 'in the appendix of the EUPL-1.2; a package of its own, which anybody can replace',
    packages: ['codec-parser'],
  },
  'CC-BY-4.0': { because: 'data, with their maker named; for the build alone', packages: ['caniuse-lite'] },
};

/** What is wrong with a package, or null. An expression of SPDX is taken where one of its alternatives is, with all that it joins. */
function faultOf({ name, version, licence }: Pick<LockedPackage, 'name' | 'version' | 'licence'>): string | null {
  const alternatives = licence?.replace(/^\((.*)\)$/, '$1').split(' OR ') ?? [];
  const isTaken = alternatives.some(one => one.split(' AND ').every(id => isTakenFor(name, id)));
  return isTaken ? null : `${name}@${version}: ${licence ?? 'no licence'}`;
}

function isTakenFor(name: string, id: string): boolean {
  if (Object.hasOwn(TAKEN, id)) return true;
  return Object.hasOwn(TAKEN_FOR, id) && TAKEN_FOR[id]?.packages.includes(name) === true;
}

describe('the licences of packages', () => {
  const packages = lockedPackages();

  it('are all among those that Tallenne may come with', () => {
    expect(packages.length).toBeGreaterThan(500);
    expect(packages.map(faultOf).filter(fault => fault !== null)).toEqual([]);
  });

  it('are refused where they are unknown, not free, or for another package', () => {
    const fault = (licence: string | null, name = 'x') => faultOf({ name, version: '1.0.0', licence });
    expect(fault(null)).toBe('x@1.0.0: no licence');
    for (const licence of [
      'GPL-2.0-only',
      'SSPL-1.0',
      'UNLICENSED',
      'SEE LICENSE IN x',
      'OFL-1.1',
      'MIT AND SSPL-1.0',
    ]) {
      expect(fault(licence)).toBe(`x@1.0.0: ${licence}`);
    }
    expect(fault('(SSPL-1.0 OR MIT)')).toBeNull();
    expect(fault('OFL-1.1', '@fontsource/source-sans-3')).toBeNull();
    expect(fault('constructor')).not.toBeNull();
  });

  it('are in the list because a package has them', () => {
    const found = new Set(packages.flatMap(({ licence }) => licence?.replace(/[()]/g, '').split(/ OR | AND /) ?? []));
    expect(Object.keys({ ...TAKEN, ...TAKEN_FOR }).filter(id => !found.has(id))).toEqual([]);
    const names = new Set(packages.map(({ name }) => name));
    expect(Object.values(TAKEN_FOR).flatMap(({ packages: only }) => only.filter(name => !names.has(name)))).toEqual([]);
  });

  it('that somebody read by hand are of versions that are there', () => {
    const versions = new Set(packages.map(({ name, version }) => `${name}@${version}`));
    expect(readByHand().filter(version => !versions.has(version))).toEqual([]);
  });
});
