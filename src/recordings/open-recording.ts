import { Injectable } from '@nestjs/common';
import { grantCovering, PURPOSES, REVEALABLE_FIELDS, type Permissions, type RevealableField } from '../access/index.js';
import { actorOf, AuditTrail, type EventDraft } from '../audit/index.js';
import { Database, type Statement } from '../platform/database/index.js';
import type { Requester } from '../platform/http/index.js';
import { AnnouncementText } from './announcement-texts/announcement-text.entity.js';
import { callFactsOf } from './call-facts.js';
import { Contact } from './contact.entity.js';
import { SaidOfCall } from './corrections/said-of-call.js';
import { OtherLegs } from './other-legs.js';
import { Party } from './party.entity.js';
import { SEALED_COLUMNS } from './party-fields.js';
import { asSubject, RecordingReader } from './recording-reader.js';
import type { Recording } from './recording.entity.js';
import { ITEM_COLUMNS, itemOf, mask, type RecordingRow } from './recording-rows.js';
import type { RecordingDetails } from './recordings.schemas.js';
import { notFound } from '../kernel/errors.js';

/** Opens one recording, masked, with what the person may do with it. */
@Injectable()
export class OpenRecording {
  constructor(
    private readonly database: Database,
    private readonly reader: RecordingReader,
    private readonly otherLegs: OtherLegs,
    private readonly saidOfCall: SaidOfCall,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `not-found` */
  async execute(id: string, requester: Requester, permissions: Permissions): Promise<RecordingDetails> {
    const recording = await this.reader.visible(id, requester, permissions, 'recording.opened');
    const draft = opened(recording, requester, permissions);
    const [row] = await this.trail.readWith<RecordingRow>(ONE_ITEM, [id], draft);
    if (!row) throw notFound();
    const [more, notice, said, legs] = await Promise.all([
      this.#contact(recording),
      this.#notice(recording),
      this.saidOfCall.shown(recording),
      this.otherLegs.execute(recording, permissions),
    ]);
    const { blockedPurposes } = recording;
    const people = { ...said, blockedPurposes: [...blockedPurposes] };
    return {
      ...itemOf(row),
      ...more,
      ...people,
      ...audioOf(recording),
      notice,
      legs,
      ...permittedOf(recording, permissions),
    };
  }

  async #contact({ contactId }: Recording): Promise<Pick<RecordingDetails, 'parties' | 'note'>> {
    const em = this.database.entities();
    const contact = await em.findOneOrFail(Contact, { id: contactId });
    const parties = await em.find(Party, { contactId }, { orderBy: { kind: 'asc', id: 'asc' } });
    return { parties: parties.map(maskedParty), note: mask(contact.sealedNote !== null) };
  }

  /** What the caller was told, in the words that are settled for that version. */
  async #notice({ noticeVersion, noticeLanguage, noticeEvidence }: Recording): Promise<RecordingDetails['notice']> {
    const told = { version: noticeVersion, language: noticeLanguage };
    const settled = await this.database.entities().findOne(AnnouncementText, told);
    return { ...told, evidence: noticeEvidence, text: settled?.text ?? null };
  }
}

function opened(recording: Recording, requester: Requester, permissions: Permissions): EventDraft {
  const { id } = recording;
  const grant = grantCovering(permissions, recording, { verb: 'read' });
  return {
    action: 'recording.opened',
    actor: actorOf(requester),
    object: { kind: 'recording', id },
    recordingId: id,
    ...(grant ? { grantId: grant.id } : {}),
    facts: callFactsOf(recording),
  };
}

const ONE_ITEM: Statement = {
  name: 'recording-item',
  text: `select ${ITEM_COLUMNS} from recording r join contact c on c.id = r.contact_id
    left join contact_party p on p.contact_id = r.contact_id and p.kind = 'caller' where r.id = $1`,
};

function maskedParty(party: Party): RecordingDetails['parties'][number] {
  const { id, kind, category, codeInvalid, provenance } = party;
  const fields = {
    name: mask(party[SEALED_COLUMNS.name] !== null),
    phone: mask(party[SEALED_COLUMNS.phone] !== null),
    email: mask(party[SEALED_COLUMNS.email] !== null),
    organisation: mask(party[SEALED_COLUMNS.organisation] !== null),
    personalIdentityCode: mask(party[SEALED_COLUMNS.personalIdentityCode] !== null),
  };
  return { id, kind, category, ...fields, codeInvalid, provenance };
}

type Audio = Pick<RecordingDetails, 'audio' | 'channelRoles' | 'stretches'>;

function audioOf(recording: Recording): Audio {
  const { codec, channels, sampleRateHz, sizeBytes } = recording;
  const { channelRoles, stretches } = recording;
  const heard = { channelRoles, stretches: [...stretches] };
  return { audio: { codec, channels, sampleRateHz, sizeBytes }, ...heard };
}

type Permitted = Pick<RecordingDetails, 'permitted' | 'permittedPurposes' | 'permittedFields'>;

function permittedOf(recording: Recording, { ability }: Permissions): Permitted {
  const facts = asSubject(recording);
  const permittedPurposes = PURPOSES.filter(purpose => ability.can('play', facts, purpose));
  const permittedFields: RevealableField[] = REVEALABLE_FIELDS.filter(field => ability.can('reveal', facts, field));
  return {
    permitted: [
      ...(permittedPurposes.length > 0 ? (['play'] as const) : []),
      ...(permittedFields.length > 0 && permittedPurposes.length > 0 ? (['reveal'] as const) : []),
      ...(ability.can('set-ticket', facts) ? (['set-ticket'] as const) : []),
    ],
    permittedPurposes,
    permittedFields,
  };
}
