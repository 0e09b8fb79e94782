import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { PRESENCE_KEY } from '../../app/session/presence.js';
import { answer, api } from '../../api/client.js';

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Of the second factor. */
  readonly code?: string;
}

export type SignIn = UseMutationResult<unknown, Error, Credentials>;

/** Starts a session; who is signed in is then looked at anew. */
export function useSignIn(): SignIn {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => answer(api.POST('/api/v1/sessions', { body: credentials })),
    onSuccess: () => client.invalidateQueries({ queryKey: PRESENCE_KEY }),
  });
}
