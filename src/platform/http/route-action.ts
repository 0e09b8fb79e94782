import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';

/** What a route does, in the vocabulary of `access/rules.ts`: a verb and the kind of thing it is done to. */
export interface RouteAction {
  readonly verb: string;
  readonly subject: string;
}

/** How a route is opened: by an action that the rules must allow, to anyone signed in, or to anyone at all. */
export type RouteOpening =
  { readonly to: 'action'; readonly action: RouteAction } | { readonly to: 'signed-in' | 'anyone' };

export const ROUTE_OPENING = Symbol('route opening');

/** Declares the action that a route needs. A route without one of these three declarations is refused to everybody. */
export function Action(verb: string, subject: string): MethodDecorator {
  return opening({ to: 'action', action: { verb, subject } }, `${verb} ${subject}`);
}

/** Opens a route to everybody who is signed in, whatever their roles. */
export function SignedIn(): MethodDecorator {
  return opening({ to: 'signed-in' }, 'signed-in');
}

/** Opens a route to anyone, signed in or not. */
export function Anyone(): MethodDecorator {
  return opening({ to: 'anyone' }, 'anyone');
}

function opening(metadata: RouteOpening, shown: string): MethodDecorator {
  const documented = metadata.to === 'anyone' ? [] : [ApiBearerAuth()];
  return applyDecorators(SetMetadata(ROUTE_OPENING, metadata), ApiExtension('x-tallenne-action', shown), ...documented);
}

export const FRESH_SECOND_FACTOR = Symbol('fresh second factor');

/** A route whose effect leaves the house or binds others: who asks must have shown the second factor just now. */
export function FreshSecondFactor(): MethodDecorator {
  return applyDecorators(SetMetadata(FRESH_SECOND_FACTOR, true), ApiExtension('x-tallenne-step-up', true));
}
