import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import type { RequestInHand } from './requester.js';

/** The access rules as a floor below `access` may ask them: about one thing, by its facts. */
export interface Rules {
  /** Whether who is asking may do `verb` to this one `subject`. */
  allow(verb: string, subject: string, facts: Readonly<Record<string, unknown>>): boolean;
}

const kept = new WeakMap<RequestInHand, Rules>();

/** Lets the guard say which rules hold for a request. */
export function keepRules(request: RequestInHand, rules: Rules): void {
  kept.set(request, rules);
}

/** Injects the {@link Rules} for who is asking; refuses where no guard has passed. */
export const CurrentRules = createParamDecorator((_: unknown, context: ExecutionContext): Rules => {
  const rules = kept.get(context.switchToHttp().getRequest<RequestInHand>());
  if (!rules) throw new DomainError('forbidden', 'not-permitted', 'Your access rights do not cover this.');
  return rules;
});
