import { versionMismatch } from './scim-faults.js';

/** The version of a resource as an entity tag: weak, since the same resource may be written in different bytes. */
export function entityTag(version: number): string {
  return `W/"${version}"`;
}

/**
 * Lets a change pass whose `If-Match` names the version that there is (RFC 7644 §3.14); without one, any change.
 * @throws DomainError `scim-version-mismatch`
 */
export function checkVersion(ifMatch: string | undefined, version: number): void {
  if (ifMatch !== undefined && !names(ifMatch, version)) throw versionMismatch();
}

/** Whether the client has this version already, by its `If-None-Match`. */
export function isKnownVersion(ifNoneMatch: string | undefined, version: number): boolean {
  return ifNoneMatch !== undefined && names(ifNoneMatch, version);
}

/** Compared weakly: `W/"3"` and `"3"` are the same version. */
function names(header: string, version: number): boolean {
  return header.split(',').some(tag => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === `"${version}"`);
}
