import { SetMetadata } from '@nestjs/common';

export const UNATTENDED = Symbol('unattended');

/** A route that a page calls by itself: a call of it does not count as use and does not hold the session open. */
export function Unattended(): MethodDecorator {
  return SetMetadata(UNATTENDED, true);
}

/** What a page adds to a call that no act of its person led to, such as looking again; it can only make a call not count. */
export const UNATTENDED_HEADER = 'x-tallenne-unattended';

const unattended = new WeakSet();

/** Remembers that the page asks, not its person. */
export function markUnattended(request: object): void {
  unattended.add(request);
}

export function isUnattended(request: object): boolean {
  return unattended.has(request);
}
