import type { Mark } from '../../src/recordings/index.js';
import type { Answer, Client } from './client.js';
import { callMetadata } from './metadata.js';
import { RightsScenes } from './rights.js';
import type { TestServer } from './server.js';

/** With its guard band: 450 to 1,150 ms. */
export const MARK: Mark = { channel: 'all', fromMs: 600, toMs: 1000, reason: 'patient' };
export const HIDDEN_MS = { from: 450, to: 1150 };
export const REJECTED_BECAUSE = 'Kolmannen nimi kuuluu vielä.';

/** Nobody is searched for by itself, so that the case holds what the test takes up. */
const NOTHING_FOUND = { rights: ['erasure'], person: {} };

/** A case with one recording, which is being assessed. */
export interface AssessedCase {
  readonly caseId: string;
  readonly recordingId: string;
  readonly number: string;
}

/** What two rights officers do with redacted copies over HTTP: one marks, the other one listens and decides. */
export class RedactionScenes {
  constructor(
    private readonly server: TestServer,
    readonly author: Client,
    readonly second: Client,
  ) {}

  static async on(server: TestServer): Promise<RedactionScenes> {
    return new RedactionScenes(server, await server.as('oili.oikeus'), await server.as('satu.sijainen'));
  }

  async caseWith(audio: Buffer, filename = 'call.wav'): Promise<AssessedCase> {
    const { body } = await this.server.ingest().deliver(callMetadata(this.server.clock.now()), audio, filename);
    const { id: recordingId, code } = body as Readonly<Record<string, string>>; // ids and codes are text
    if (recordingId === undefined) throw new Error(`A recording was not taken: ${code ?? 'no code'}`);
    const scenes = new RightsScenes(this.server);
    const { id: caseId, number } = await scenes.register(await this.server.as('maija.malli'), NOTHING_FOUND);
    await scenes.takeUp(caseId, recordingId);
    return { caseId, number, recordingId };
  }

  begin({ caseId, recordingId }: AssessedCase, client = this.author, method = 'silence'): Promise<Answer> {
    return client.post(`/rights-requests/${caseId}/recordings/${recordingId}/redactions`, { method });
  }

  /** Begins a version; its address. */
  async begun(assessed: AssessedCase): Promise<string> {
    return this.at(assessed.caseId, (await this.begin(assessed)).body.id);
  }

  at(caseId: string, redactionId: unknown): string {
    return `/rights-requests/${caseId}/redactions/${String(redactionId)}`;
  }

  mark(url: string, marks: readonly Mark[] = [MARK], client = this.author): Promise<Answer> {
    return client.request('PUT', `${url}/marks`, { marks });
  }

  render(url: string, client = this.author): Promise<Answer> {
    return client.post(`${url}/rendering`);
  }

  approve(url: string, client = this.second): Promise<Answer> {
    return client.post(`${url}/approval`);
  }

  reject(url: string, client = this.second): Promise<Answer> {
    return client.post(`${url}/rejection`, { reason: REJECTED_BECAUSE });
  }

  /** The address of a copy that waits for its second person. */
  async rendered(assessed: AssessedCase, marks: readonly Mark[] = [MARK]): Promise<string> {
    const url = await this.begun(assessed);
    await this.mark(url, marks);
    const { status, body } = await this.render(url);
    if (body.state !== 'rendered') throw new Error(`A copy was not rendered: ${status} ${String(body.code)}`);
    return url;
  }

  /** The address of the audio, for a while. */
  async listening(url: string, client = this.second, as = 'copy'): Promise<string> {
    const { status, body } = await client.post(`${url}/listenings`, { as });
    if (status !== 201) throw new Error(`A copy may not be heard: ${status} ${String(body.code)}`);
    return String(body.audioUrl);
  }

  /** Listens to the whole copy; its bytes. */
  async hear(url: string, client = this.second, as = 'copy'): Promise<Buffer> {
    const { status, bytes } = await client.get(await this.listening(url, client, as));
    if (status !== 200) throw new Error(`A copy was not given: ${status}`);
    return bytes;
  }

  async stateOf({ caseId }: AssessedCase): Promise<unknown> {
    return (await this.author.get(`/rights-requests/${caseId}`)).body.state;
  }

  filesOf({ caseId }: AssessedCase): Promise<{ id: string }[]> {
    return this.server.sql('select id from dossier_file where dossier_id = $1', [caseId]);
  }
}
