import { skipToken } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { useOpened } from '../../ui/use-opened.js';

/** A note in full; its reading is an event. Null where there is none yet. */
export function useCallNote(id: string | null) {
  const params = { path: { id: id ?? '' } };
  return useOpened(
    ['call-note', id],
    id === null ? skipToken : () => answer(api.GET('/api/v1/call-notes/{id}', { params })),
  );
}
