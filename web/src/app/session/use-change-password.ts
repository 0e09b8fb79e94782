import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { PRESENCE_KEY } from './presence.js';

/** Changes the own password; who is signed in is then looked at anew. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (passwords: { readonly current: string; readonly password: string }) =>
      answer(
        api.POST('/api/v1/me/password', {
          body: { currentPassword: passwords.current, newPassword: passwords.password },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: PRESENCE_KEY }),
  });
}
