import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import type { AskedFactor } from '../../api/types.js';
import { openIdOutcome, openIdOutcomeIsTold } from './openid-outcome.js';
import { askedFactorOf } from './use-sign-in.js';

/** What a sign-in at the identity provider may come to, besides success. */
const REFUSALS = ['openid-refused', 'openid-cancelled', 'identity-not-linked', 'identity-provider-away'];
const AWAITS_SECOND_FACTOR = 'second-factor-required';

/** How a sign-in at the identity provider goes on at the sign-in page. */
interface OpenIdSignIn {
  /** The second factor that is asked for here as well. */
  readonly asked: AskedFactor | null;
  /** Why it did not succeed. */
  readonly error: Error | null;
  readonly cancel: () => void;
}

/** Takes up what the address told, once: says what went wrong, or asks for the second factor. */
export function useOpenIdSignIn(onSignedIn: () => Promise<unknown>): OpenIdSignIn {
  const [outcome] = useState(openIdOutcome);
  const resume = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/sessions/openid/second-factor')),
    onSuccess: onSignedIn,
  });
  useEffect(openIdOutcomeIsTold, []);
  const { mutate, reset, error } = resume;
  const awaits = outcome === AWAITS_SECOND_FACTOR;
  useEffect(() => {
    if (awaits) mutate();
  }, [awaits, mutate]);

  const asked = askedFactorOf(error);
  return { asked, error: asked ? null : (error ?? refusalOf(outcome)), cancel: reset };
}

/** An address can be made up: what is no code of ours is told as a sign-in that did not succeed. */
function refusalOf(outcome: string | null): Problem | null {
  if (outcome === null || outcome === AWAITS_SECOND_FACTOR) return null;
  if (outcome === 'sign-in-throttled') return new Problem(429, 'sign-in-busy');
  return new Problem(401, REFUSALS.includes(outcome) ? outcome : 'openid-refused');
}
