import { answer, api } from '../../api/client.js';

/** The ready questions that the server knows. */
export const QUESTIONS = {
  queryKey: ['questions'],
  queryFn: () => answer(api.GET('/api/v1/audit/questions')),
} as const;
