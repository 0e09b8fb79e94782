import type { Right } from '../../src/rights/case/rights.js';
import type { Answer, Client } from './client.js';
import { callMetadata } from './metadata.js';
import { RightsScenes } from './rights.js';
import type { TestServer } from './server.js';
import { wav } from './audio.js';

/** A recording as the telephone system delivered it. */
export interface Delivered {
  readonly id: string;
  readonly contactId: string;
  readonly dueOn: string;
}

/** A case with recordings that were taken up. */
export interface TakenUp {
  readonly id: string;
  readonly number: string;
  readonly path: string;
}

/** Nobody whom the search at receipt would find: what is taken up is what a test says. */
const NOBODY_HERE = { name: 'Ventti Vieraskävijä' };

/** What happens in a case before rights take effect; how recordings are found and claims decided is shown elsewhere. */
export class EffectScenes {
  readonly #rights: RightsScenes;
  #seed = 0;

  constructor(private readonly server: TestServer) {
    this.#rights = new RightsScenes(server);
  }

  async deliver(more: Record<string, unknown> = {}, seconds = 0.3): Promise<Delivered> {
    this.#seed += 1;
    const metadata = callMetadata(this.server.clock.now(), more);
    const { status, body } = await this.server.ingest().deliver(metadata, wav({ seconds, seed: this.#seed }));
    if (status !== 201) throw new Error(`A recording was not delivered: ${status}`);
    return { id: String(body.id), contactId: String(body.contactId), dueOn: String(body.dueOn) };
  }

  /** Registers a request and takes the recordings up, as somebody who was sure of them would. */
  async takenUp(client: Client, rights: readonly Right[], recordings: readonly Delivered[]): Promise<TakenUp> {
    const { id, number } = await this.#rights.register(client, { rights, person: NOBODY_HERE });
    for (const { id: recordingId, contactId } of recordings)
      await this.server.sql(
        `insert into rights_recording (case_id, recording_id, contact_id, call_on, queue, found_at, state)
         values ($1, $2, $3, '2026-11-24', 'user-support', now(), 'included')
         on conflict (case_id, recording_id) do update set state = 'included'`,
        [id, recordingId, contactId],
      );
    await this.server.sql(`update rights_case set state = 'assessing' where id = $1`, [id]);
    return { id, number, path: `/rights-requests/${id}` };
  }

  /** Two people have decided a claim. */
  async confirmed(taken: TakenUp, right: Right, outcome: string, by: readonly [string, string]): Promise<void> {
    await this.server.sql(
      `update rights_claim set state = 'confirmed', outcome = $3, decided_by = $4, confirmed_by = $5,
         decided_at = now(), confirmed_at = now() where case_id = $1 and right_kind = $2`,
      [taken.id, right, outcome, ...by],
    );
  }

  async state(taken: TakenUp, state: string): Promise<void> {
    const closed = state === 'closed' ? 'now()' : 'null';
    await this.server.sql(`update rights_case set state = $2, closed_at = ${closed} where id = $1`, [taken.id, state]);
  }

  play(client: Client, recordingId: string, purpose: string): Promise<Answer> {
    return client.post(`/recordings/${recordingId}/playbacks`, { purpose, reference: 'T-1' });
  }
}
