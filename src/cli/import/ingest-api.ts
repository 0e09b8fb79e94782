import { z } from 'zod';
import { DomainError } from '../../kernel/errors.js';

const answered = z.object({
  id: z.string().default(''),
  quarantineId: z.string().default(''),
  dueOn: z.string().default(''),
  code: z.string().default(''),
});

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly said: z.output<typeof answered>;
}

export interface Delivered {
  readonly outcome: 'filed' | 'known' | 'quarantined' | 'refused' | 'failed';
  readonly code: string;
  readonly id: string;
  readonly dueOn: string;
}

interface Sent {
  readonly method: string;
  readonly headers?: Record<string, string>;
  readonly body?: FormData | Uint8Array<ArrayBuffer>;
}

/** `POST /recordings` of a server and what lies below, as a service account asks for it. */
export class IngestApi {
  readonly #api: string;

  constructor(
    url: string,
    private readonly token: string,
  ) {
    this.#api = `${url.replace(/\/+$/, '')}/api/v1/recordings`;
  }

  /** Rejects where no answer comes. */
  async send(place: string, sent: Sent): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.token}`, 'tus-resumable': '1.0.0', ...sent.headers };
    const response = await fetch(`${this.#api}${place}`, { ...sent, headers });
    const text = await response.text();
    const json: unknown = text.startsWith('{') ? JSON.parse(text) : {};
    return { status: response.status, headers: response.headers, said: answered.parse(json) };
  }
}

const OUTCOMES: Readonly<Record<number, Delivered['outcome']>> = { 200: 'known', 201: 'filed', 202: 'quarantined' };

/** What a delivery was answered with. @throws DomainError `import-not-permitted` */
export function deliveredOf({ status, said }: Answer): Delivered {
  if (status === 401 || status === 403) throw notPermitted();
  const { id, quarantineId, dueOn, code } = said;
  return { outcome: OUTCOMES[status] ?? 'refused', code, id: id || quarantineId, dueOn };
}

function notPermitted(): DomainError {
  return new DomainError('forbidden', 'import-not-permitted', 'The token is not one that may deliver to this server.');
}
