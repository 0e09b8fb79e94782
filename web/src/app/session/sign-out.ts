import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { answer, api } from '../../api/client.js';
import { forget } from '../query-client.js';

/** Ends the session; what was on the screen is forgotten even if the server cannot be reached. */
export function useSignOut(): () => void {
  const navigate = useNavigate();
  const { mutate } = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/sessions/current')),
    onSettled: async () => {
      forget('left');
      await navigate('/');
    },
  });
  return () => {
    mutate();
  };
}
