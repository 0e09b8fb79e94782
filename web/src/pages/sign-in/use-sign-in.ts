import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { PRESENCE_KEY } from '../../app/session/presence.js';
import { answer, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import type { AskedFactor } from '../../api/types.js';

interface Credentials {
  readonly username: string;
  readonly password: string;
}

export type SignIn = UseMutationResult<unknown, Error, Credentials>;

/** What is to be shown besides the password, where the server has asked for it. */
export function askedFactorOf(error: Error | null): AskedFactor | null {
  if (!(error instanceof Problem) || error.code !== 'second-factor-required') return null;
  const { challenge, methods, passkey } = error.details;
  return { challenge, methods, passkey } as AskedFactor; // as the server documents the problem
}

/** Starts a session; who is signed in is then looked at anew. */
export function useSignIn(): SignIn {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => answer(api.POST('/api/v1/sessions', { body: credentials })),
    onSuccess: () => client.invalidateQueries({ queryKey: PRESENCE_KEY }),
  });
}
