import { Readable } from 'node:stream';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { newId } from '../../src/kernel/ids.js';
import { Database } from '../../src/platform/database/index.js';
import { CaseFiles } from '../../src/rights/case/case-files.js';
import type { Client } from './client.js';
import { wav } from './audio.js';
import { callMetadata } from './metadata.js';
import { RightsScenes } from './rights.js';
import { startTestServer, type TestServer } from './server.js';
import { WholeCases, type CaseAt } from './whole-case.js';

/** Who letters name. */
export const CONTACTS = {
  TALLENNE_CONTROLLER_NAME: 'Esimerkki Oy',
  TALLENNE_CONTROLLER_ADDRESS: 'Palvelutie 3; 33100 Tampere',
  TALLENNE_DPO_CONTACT: 'Tapio Tietosuoja; tietosuoja@esimerkki.invalid',
};

/** A recording as it was delivered, and by which number its person is found. */
export interface Recorded {
  readonly id: string;
  readonly audio: Buffer;
  readonly phone: string;
}

/** Cases that are decided; what is asked of them is what leaves them. */
export class DecidedCases {
  readonly scenes: RightsScenes;
  #serial = 0;
  #whole: WholeCases | undefined;

  constructor(private readonly server: TestServer) {
    this.scenes = new RightsScenes(server);
  }

  /** A recording of the person of a request, as it was delivered. */
  async recording(): Promise<Recorded> {
    this.#serial += 1;
    const person = { name: 'Testi Soittaja', phone: `+3584000000${10 + this.#serial}`, email: 't@example.org' };
    const [audio, now] = [wav({ seed: this.#serial }), this.server.clock.now()];
    const caller = { category: 'customer-staff', ...person };
    const { status, body } = await this.server.ingest().deliver(callMetadata(now, { caller }), audio);
    if (status !== 201) throw new Error(`A call was not taken: ${status} ${JSON.stringify(body)}`);
    return { id: String(body.id), audio, phone: person.phone };
  }

  /** Access granted by two people, with the original of `recording` to be given. */
  async granted({ id, phone }: Recorded): Promise<CaseAt> {
    this.#whole ??= await WholeCases.on(this.server);
    const at = await this.#whole.opened(['access'], { name: 'Testi Soittaja', phone });
    for (const found of await this.#whole.candidates(at)) {
      await this.#whole.sorted(at, { id: found }, found === id ? 'included' : 'released');
    }
    await this.#whole.assessed(at, { id });
    await this.#whole.decided(at, 'access');
    return at;
  }

  /** The same with no recording to be given, which no route leads to. */
  async grantedOfNothing(registrar: Client) {
    const request = await this.scenes.register(registrar, {
      person: { name: 'Testi Soittaja', phone: '+358400000099' },
    });
    await this.server.sql(`update rights_recording set state = 'released' where case_id = $1`, [request.id]);
    await this.claims(request.id, 'granted');
    return request;
  }

  async assess(caseId: string, decision: 'copy' | 'redacted-copy' | 'withheld'): Promise<void> {
    await this.server.sql(
      `update rights_recording set decision = $2, assessed_by = $3, confirmed_by = $4, assessed_at = $5, confirmed_at = $5
       where case_id = $1`,
      [caseId, decision, ...this.#two(), this.server.clock.now()],
    );
  }

  async claims(caseId: string, outcome: string): Promise<void> {
    await this.server.sql(
      `update rights_claim set state = 'confirmed', outcome = $2, decided_by = $3, confirmed_by = $4 where case_id = $1`,
      [caseId, outcome, ...this.#two()],
    );
    const now = this.server.clock.now();
    await this.server.sql(`update rights_case set state = 'decided', decided_at = $2 where id = $1`, [caseId, now]);
  }

  /** A version of a copy; an approved one has a file of the case. */
  async copy(caseId: string, recordingId: string, version: number, state: string, bytes?: Buffer): Promise<void> {
    const [fileId, sha256] = bytes ? await this.#file(caseId, bytes) : [null, null];
    const marks = JSON.stringify([{ channel: 0, fromMs: 100, toMs: 200, reason: 'third-person' }]);
    await this.server.sql(
      `insert into rights_redaction (id, case_id, recording_id, version, state, method, marks, file_id, sha256, author_id, original)
       values ($1, $2, $3, $4, $5, 'silence', $6, $7, $8, $9, '{}')`,
      [newId(this.server.clock.now()), caseId, recordingId, version, state, marks, fileId, sha256, this.#two()[0]],
    );
  }

  async #file(caseId: string, bytes: Buffer) {
    const files = this.server.app.get(CaseFiles);
    const stored = await files.store(caseId, Readable.from([bytes]));
    const made = { kind: 'copy', name: 'kopio.wav', mediaType: 'audio/wav' } as const;
    await this.server.app.get(Database).transaction(em => files.file(em, caseId, stored, made, { ...THE_SYSTEM }));
    return [stored.id, stored.sha256] as const;
  }

  #two(): [string, string] {
    return [this.server.ids.get('oili.oikeus') ?? '', this.server.ids.get('satu.sijainen') ?? ''];
  }
}

/** A server on which cases are answered, and who answers them. */
export async function startAnswerDesk() {
  const server = await startTestServer({ env: CONTACTS });
  const [maija, oili, tapio] = [
    await server.as('maija.malli'),
    await server.as('oili.oikeus'),
    await server.as('tapio.tietosuoja'),
  ];
  return { server, cases: new DecidedCases(server), maija, oili, tapio };
}
