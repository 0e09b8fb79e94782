import { SetMetadata } from '@nestjs/common';

export const UNATTENDED = Symbol('unattended');

/** A route that a page calls by itself: a call of it does not count as use and does not hold the session open. */
export function Unattended(): MethodDecorator {
  return SetMetadata(UNATTENDED, true);
}

const unattended = new WeakSet();

/** Remembers that the page asks, not its person. */
export function markUnattended(request: object): void {
  unattended.add(request);
}

export function isUnattended(request: object): boolean {
  return unattended.has(request);
}
