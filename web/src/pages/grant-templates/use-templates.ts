import { useQuery } from '@tanstack/react-query';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';

export const TEMPLATES_KEY = ['grant-templates'] as const;

/** The templates of usual posts, by name. */
export function useTemplates() {
  const me = useMe();
  return useQuery({
    queryKey: TEMPLATES_KEY,
    queryFn: () => answer(api.GET('/api/v1/grant-templates')),
    enabled: may(me, 'list', 'GrantTemplate'),
  });
}
