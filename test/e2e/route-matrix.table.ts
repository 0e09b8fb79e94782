import { FIRST_UNDERTAKING } from '../../src/access/undertakings/undertaking-text.js';
import { ROLES } from '../../src/access/index.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';

/** Who asks: nobody, a named person without grants, one person for each role, and machines that deliver, that keep the staff and that measure. */
export const ASKERS = ['anonymous', 'none', ...ROLES, 'ingest', 'scim', 'metrics'] as const;
export type Asker = (typeof ASKERS)[number];

/** One route: how it is opened, what is asked of it, and the status that each asker gets. */
export interface RouteRow {
  /** As the route declares it, `x-tallenne-action` of the document. */
  readonly opening: string;
  readonly body?: unknown;
  /** The call ends the asker's session. */
  readonly endsSession?: boolean;
  /** The answer has no end: its beginning is enough. */
  readonly endless?: boolean;
  readonly statuses: Readonly<Record<Asker, number>>;
}

/** An id that belongs to nothing. */
export const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';

const HEARS = ['agent', 'team-lead', 'complaint-handler', 'trainer', 'rights-officer'] as const;
const REVEALS = ['agent', 'team-lead', 'complaint-handler', 'rights-officer'] as const;
const LOOKS_INTO_THE_LOG = ['data-protection-officer', 'auditor'] as const;
const REVIEWS = ['auditor'] as const;
const KNOWS_STAFF = [...LOOKS_INTO_THE_LOG, 'administrator'] as const;
const KNOWS_RETENTION = ['team-lead', 'rights-officer', ...KNOWS_STAFF] as const;
const KNOWS_DEPARTURES = ['rights-officer', ...KNOWS_STAFF] as const;
const SAMPLES = ['team-lead'] as const;
const READS_NOTES = ['agent', 'team-lead'] as const;
const ADMINISTERS = ['administrator'] as const;
const SORTS_OUT = ['team-lead'] as const;
const ASKS_TO_ERASE = ['agent', 'team-lead', 'complaint-handler', 'rights-officer'] as const;
const SEES_ERASURES = [...ASKS_TO_ERASE, ...LOOKS_INTO_THE_LOG] as const;
const SEES_COPIES = ['team-lead', 'trainer', 'rights-officer', ...LOOKS_INTO_THE_LOG] as const;
const ANSWERS_FOR_KEEPING = ['team-lead', 'rights-officer'] as const;
const ASKS_FOR_HOLDS = ['team-lead', 'complaint-handler', 'trainer', 'rights-officer'] as const;
const SEES_HOLDS = [...ASKS_FOR_HOLDS, ...LOOKS_INTO_THE_LOG] as const;
const DECIDES_HOLDS = ['team-lead', 'rights-officer'] as const;

const EXPLAINS_ARRIVALS = ['team-lead', 'administrator'] as const;
const KNOWS_ARRIVALS = [...EXPLAINS_ARRIVALS, ...LOOKS_INTO_THE_LOG] as const;

const HANDLES_CASES = ['rights-officer'] as const;
const READS_CASES = ['rights-officer', 'data-protection-officer'] as const;

const PUBLISHES = ['rights-officer', 'administrator'] as const;
const STUDIES = ['team-lead', 'data-protection-officer'] as const;
const SEES_RECORD = ['rights-officer', ...KNOWS_STAFF] as const;
const SETTLES_PROMISES = ['rights-officer', 'auditor'] as const;

const reason = 'Testi';
const settings = { keepsIdentityCodes: false, notice: null };
const preview = { form: { format: 'csv' }, sample: 'Tunniste' };
const template = { name: 'Asiantuntija', role: 'agent', validMonths: 6 };
const hold = { kind: 'complaint', reference: 'V-1', necessity: reason, until: '2027-06-01' };
const trainingCopy = { course: 'K-1', necessity: reason, until: '2027-06-01' };
const rule = { kind: 'days', days: 61, clause: '6 §', inForceFrom: '2027-02-01', appliesToEarlier: true, reason };
const processor = {
  ...{ name: 'Konesali Oy', task: 'tallennustila', country: 'FI', subProcessors: [] },
  ...{ undertakingReference: 'S-1', undertakingOn: '2026-01-15' },
};
const erasure = { ground: 'private-call', reason };
const grant = { role: 'agent', fromOn: '2026-11-24', untilOn: '2026-12-24', reason };

/** Every route of the server. Keys are the method and path as the OpenAPI document writes them. */
export const ROUTES: Readonly<Record<string, RouteRow>> = {
  'GET /healthz': anyone(200),
  'GET /readyz': anyone(200),
  'GET /metrics': action('read Metrics', ['metrics'], 200),
  'GET /api/v1/settings': anyone(200),

  'POST /api/v1/sessions': anyone(201, { username: 'maija.malli', password: DEMO_PASSWORD }),
  'POST /api/v1/sessions/second-factor': anyone(400, {}),
  'POST /api/v1/sessions/renewal': anyone(401),
  'GET /api/v1/sessions': signedIn(200),
  'DELETE /api/v1/sessions/current': { ...signedIn(204), endsSession: true },
  'DELETE /api/v1/sessions/{id}': signedIn(404),
  'POST /api/v1/sessions/current/step-up/challenges': signedIn(409),
  'POST /api/v1/sessions/current/step-up': signedIn(400, {}),
  'GET /api/v1/me/passkeys': signedIn(200),
  'POST /api/v1/me/passkeys/challenges': signedIn(409),
  'POST /api/v1/me/passkeys': signedIn(400, {}),
  'PATCH /api/v1/me/passkeys/{id}': signedIn(404, { name: 'Testi' }),
  'DELETE /api/v1/me/passkeys/{id}': signedIn(404),
  'GET /api/v1/me/recovery-codes': signedIn(200),
  'POST /api/v1/me/recovery-codes': signedIn(409),
  'GET /api/v1/sessions/openid': anyone(404),
  'GET /api/v1/sessions/openid/callback': anyone(404),
  'POST /api/v1/sessions/openid/second-factor': anyone(401),
  'POST /api/v1/enrolments/completion': anyone(400, {}),
  'GET /api/v1/me': signedIn(200, undefined, { ingest: 404 }),
  'GET /api/v1/me/changes': { ...signedIn(200, undefined, { ingest: 404 }), endless: true },
  'POST /api/v1/me/password': signedIn(400, {}),
  'POST /api/v1/me/undertaking': signedIn(204, { version: FIRST_UNDERTAKING, language: 'fi' }, { ingest: 404 }),

  'GET /api/v1/staff': action('list Staff', KNOWS_STAFF, 200),
  'POST /api/v1/staff/searches': action('list Staff', KNOWS_STAFF, 200, { name: 'malli' }),
  'GET /api/v1/staff/{id}': action('read Staff', KNOWS_STAFF, 404),
  'POST /api/v1/staff': action('create Staff', ADMINISTERS, 201, {
    ...{ username: 'uusi', displayName: 'Uusi Testi', unit: 'Käyttäjätuki', title: 'Testaaja' },
  }),
  'PATCH /api/v1/staff/{id}': action('change Staff', ADMINISTERS, 404, { displayName: 'Testi' }),
  'POST /api/v1/staff/{id}/enrolments': action('enrol Staff', ADMINISTERS, 404, {}),
  'GET /api/v1/enrolments': action('confirm Enrolment', ADMINISTERS, 200),
  'POST /api/v1/enrolments/{id}/confirmation': action('confirm Enrolment', ADMINISTERS, 404),
  'POST /api/v1/staff/{id}/deactivation': action('deactivate Staff', ADMINISTERS, 404, { reason }),
  'GET /api/v1/staff/{id}/sessions': action('list Session', ADMINISTERS, 404),
  'POST /api/v1/staff/{id}/session-endings': action('end Session', ADMINISTERS, 404, { reason }),
  'GET /api/v1/staff/{id}/undertakings': action('list Undertaking', KNOWS_STAFF, 404),
  'POST /api/v1/staff/{id}/reactivation': action('reactivate Staff', ADMINISTERS, 404, { reason }),
  'GET /api/v1/staff/{id}/external-identities': action('list ExternalIdentity', ADMINISTERS, 200),
  'POST /api/v1/staff/{id}/external-identities': action('link ExternalIdentity', ADMINISTERS, 404, {
    ...{ issuer: 'https://id.example.org', subject: 'nobody' },
  }),
  'GET /api/v1/external-identities/seen': action('list ExternalIdentity', ADMINISTERS, 200),
  'POST /api/v1/external-identities/{id}/confirmation': action('confirm ExternalIdentity', ADMINISTERS, 404),
  'DELETE /api/v1/external-identities/{id}': action('unlink ExternalIdentity', ADMINISTERS, 404),
  'GET /api/v1/grants': action('list Grant', KNOWS_STAFF, 200),
  'POST /api/v1/staff/{id}/grants': action('create Grant', ADMINISTERS, 404, grant),
  'POST /api/v1/grants/{id}/revocation': action('revoke Grant', ADMINISTERS, 404, { reason }),
  'GET /api/v1/service-accounts': action('list ServiceAccount', ADMINISTERS, 200),
  'POST /api/v1/service-accounts': action('create ServiceAccount', ADMINISTERS, 201, {
    name: 'pbx-9',
    expiresOn: '2026-12-24',
  }),
  'POST /api/v1/service-accounts/{id}/revocation': action('revoke ServiceAccount', ADMINISTERS, 404, { reason }),
  'POST /api/v1/service-accounts/{id}/tokens': action('rotate ServiceAccount', ADMINISTERS, 404, {
    ...{ expiresOn: '2026-12-24', overlapHours: 24 },
  }),
  'GET /api/v1/connections': action('list ServiceAccount', ADMINISTERS, 200),
  'GET /api/v1/directory-groups': action('list DirectoryGroup', ADMINISTERS, 200),
  'POST /api/v1/directory-groups/{id}/mapping': action('map DirectoryGroup', ADMINISTERS, 404, { templateId: null }),
  'GET /scim/v2/ServiceProviderConfig': provisions(200),
  'GET /scim/v2/ResourceTypes': provisions(200),
  'GET /scim/v2/ResourceTypes/{name}': provisions(404),
  'GET /scim/v2/Schemas': provisions(200),
  'GET /scim/v2/Schemas/{id}': provisions(404),
  'GET /scim/v2/Users': provisions(200),
  'POST /scim/v2/Users': provisions(400, {}),
  'GET /scim/v2/Users/{id}': provisions(404),
  'PUT /scim/v2/Users/{id}': provisions(404, { userName: 'nobody' }),
  'PATCH /scim/v2/Users/{id}': provisions(404, {}),
  'DELETE /scim/v2/Users/{id}': provisions(404),
  'GET /scim/v2/Groups': provisions(200),
  'POST /scim/v2/Groups': provisions(400, {}),
  'GET /scim/v2/Groups/{id}': provisions(404),
  'PUT /scim/v2/Groups/{id}': provisions(404, { displayName: 'nobody' }),
  'PATCH /scim/v2/Groups/{id}': provisions(404, {}),
  'DELETE /scim/v2/Groups/{id}': provisions(404),

  'GET /api/v1/grant-proposals': action('list GrantProposal', KNOWS_STAFF, 200),
  'POST /api/v1/grant-proposals/{id}/decision': action('decide GrantProposal', ADMINISTERS, 404, {
    ...{ outcome: 'refused', reason },
  }),
  'POST /api/v1/grant-proposals/{id}/withdrawal': action('withdraw GrantProposal', ADMINISTERS, 404),
  'POST /api/v1/grants/{id}/revocation-proposal': action('read AccessReport', KNOWS_STAFF, 404, { reason }),
  'GET /api/v1/grant-templates': action('list GrantTemplate', KNOWS_STAFF, 200),
  'POST /api/v1/grant-templates': action('change GrantTemplate', ADMINISTERS, 400, {}),
  'PUT /api/v1/grant-templates/{id}': action('change GrantTemplate', ADMINISTERS, 404, template),
  'DELETE /api/v1/grant-templates/{id}': action('change GrantTemplate', ADMINISTERS, 404),
  'GET /api/v1/undertakings': action('list Undertaking', KNOWS_STAFF, 200),
  'POST /api/v1/undertakings': action('publish Undertaking', ADMINISTERS, 400, {}),
  'GET /api/v1/undertakings/{version}/missing': action('list Undertaking', KNOWS_STAFF, 404),
  'POST /api/v1/undertakings/{version}/paper-signatures': action('import Undertaking', ADMINISTERS, 404, {
    ...{ staffId: UNKNOWN_ID, signedOn: '2026-11-24', evidence: 'A 12', language: 'fi' },
  }),
  'GET /api/v1/staff/{id}/duties': action('list DutyChange', KNOWS_STAFF, 404),
  'POST /api/v1/staff/{id}/duties/preview': action('enter DutyChange', ADMINISTERS, 404, { unit: 'Osasto' }),
  'POST /api/v1/staff/{id}/duties': action('enter DutyChange', ADMINISTERS, 404, { unit: 'Osasto', reason }),
  'POST /api/v1/duty-changes/{id}/withdrawal': action('enter DutyChange', ADMINISTERS, 404, { reason }),
  'GET /api/v1/duty-batches': action('list DutyBatch', KNOWS_STAFF, 200),
  'GET /api/v1/duty-batches/{id}': action('list DutyBatch', KNOWS_STAFF, 404),
  'POST /api/v1/duty-batches/{id}/decision': action('decide DutyBatch', ADMINISTERS, 404, {
    ...{ outcome: 'confirmed', reason },
  }),
  'GET /api/v1/access-reviews': action('list AccessReview', ROLES, 200),
  'GET /api/v1/access-reviews/{id}': action('list AccessReview', ROLES, 404),
  'POST /api/v1/access-reviews/{id}/decisions': action('decide AccessReview', ROLES, 404, {
    decisions: [{ grantId: UNKNOWN_ID, decision: 'keep', reason }],
  }),
  'PUT /api/v1/access-reviews/{id}/reviewer': action('reassign AccessReview', ADMINISTERS, 404, {
    reviewerId: UNKNOWN_ID,
  }),
  'GET /api/v1/review-campaigns': action('list ReviewCampaign', KNOWS_STAFF, 200),
  'GET /api/v1/review-campaigns/foreseen': action('open ReviewCampaign', ADMINISTERS, 200),
  'GET /api/v1/review-campaigns/{id}': action('list ReviewCampaign', KNOWS_STAFF, 404),
  'POST /api/v1/review-campaigns': action('open ReviewCampaign', ADMINISTERS, 400),
  'GET /api/v1/access-reports/matrix': action('read AccessReport', KNOWS_STAFF, 200),
  'GET /api/v1/access-reports/on-day': action('read AccessReport', KNOWS_STAFF, 400),
  'GET /api/v1/access-reports/late-reviews': action('read AccessReport', KNOWS_STAFF, 200),
  'GET /api/v1/access-reports/unused': action('read AccessReport', KNOWS_STAFF, 200),
  'POST /api/v1/access-reports/exports': action('read AccessReport', KNOWS_STAFF, 200, { report: 'matrix' }),
  'GET /api/v1/tasks': signedIn(200),

  'GET /api/v1/quarantined-items': action('list QuarantinedItem', SORTS_OUT, 200),
  'GET /api/v1/quarantined-items/causes': action('list QuarantinedItem', SORTS_OUT, 200),
  'GET /api/v1/quarantined-items/{id}': action('read QuarantinedItem', SORTS_OUT, 404),
  'PATCH /api/v1/quarantined-items/{id}': action('sort-out QuarantinedItem', SORTS_OUT, 404, {
    ...{ fields: { queue: 'on-call' }, reason },
  }),
  'POST /api/v1/quarantined-items/{id}/filing': action('sort-out QuarantinedItem', SORTS_OUT, 404, { reason }),
  'POST /api/v1/quarantined-items/{id}/explanation': action('sort-out QuarantinedItem', SORTS_OUT, 404, { reason }),
  'POST /api/v1/quarantined-items/{id}/destruction': action('sort-out QuarantinedItem', SORTS_OUT, 404, { reason }),
  'POST /api/v1/quarantined-items/filings': action('sort-out QuarantinedItem', SORTS_OUT, 200, {
    ...{ ids: [UNKNOWN_ID], reason },
  }),
  'POST /api/v1/quarantined-items/destructions': action('sort-out QuarantinedItem', SORTS_OUT, 200, {
    ...{ ids: [UNKNOWN_ID], reason },
  }),
  'GET /api/v1/agent-names': action('list AgentName', ADMINISTERS, 200),
  'PUT /api/v1/agent-names': action('map AgentName', ADMINISTERS, 422, {
    ...{ source: 'pbx-1', kind: 'extension', name: '9999', staffId: UNKNOWN_ID },
  }),

  'GET /api/v1/sources': action('list Source', ADMINISTERS, 200),
  'GET /api/v1/sources/{name}': action('list Source', ADMINISTERS, 404),
  'POST /api/v1/sources/previews': action('change Source', ADMINISTERS, 200, preview),
  'PUT /api/v1/sources/{name}': action('change Source', ADMINISTERS, 200, settings),

  'GET /api/v1/completeness': action('read Completeness', KNOWS_ARRIVALS, 200),
  'GET /api/v1/completeness.csv': action('read Completeness', KNOWS_ARRIVALS, 200),
  'GET /api/v1/completeness/{source}': action('read Completeness', KNOWS_ARRIVALS, 400),
  'POST /api/v1/arrivals/explanations': action('explain Completeness', EXPLAINS_ARRIVALS, 404, {
    ...{ source: 'pbx-9', externalId: 'nothing', reason: 'test-call' },
  }),

  'POST /api/v1/recordings': action('ingest Recording', ['ingest'], 415, {}),
  'POST /api/v1/recordings/uploads': action('ingest Recording', ['ingest'], 412, {}),
  'HEAD /api/v1/recordings/uploads/{id}': action('ingest Recording', ['ingest'], 412),
  'PATCH /api/v1/recordings/uploads/{id}': action('ingest Recording', ['ingest'], 412),
  'DELETE /api/v1/recordings/uploads/{id}': action('ingest Recording', ['ingest'], 412),
  'GET /api/v1/recordings': action('list Recording', HEARS, 200),
  'POST /api/v1/recordings/searches': action('list Recording', HEARS, 200, { phone: '+358401234567' }),
  'GET /api/v1/recordings/{id}': action('read Recording', HEARS, 404),
  'GET /api/v1/recordings/{id}/peaks': action('read Recording', HEARS, 404),
  'POST /api/v1/recordings/{id}/reveals': action('reveal Recording', REVEALS, 404, {
    field: 'name',
    purpose: 'complaint',
  }),
  'PATCH /api/v1/contacts/{id}': action('set-ticket Recording', HEARS, 404, { ticket: 'INC-1' }),
  'GET /api/v1/recordings/{id}/playbacks': action('read Recording', HEARS, 404),
  'GET /api/v1/me/saved-searches': action('list Recording', HEARS, 200),
  'POST /api/v1/me/saved-searches': action('list Recording', HEARS, 201, { name: reason, filters: {} }),
  'DELETE /api/v1/me/saved-searches/{id}': action('list Recording', HEARS, 404),
  'POST /api/v1/recordings/{id}/playbacks': action('play Recording', HEARS, 404, {
    purpose: 'complaint',
    reference: 'V-1',
  }),
  'HEAD /api/v1/playbacks/{id}/audio': action('play Recording', HEARS, 404),
  'GET /api/v1/playbacks/{id}/audio': action('play Recording', HEARS, 404),
  'DELETE /api/v1/playbacks/{id}': action('play Recording', HEARS, 404, {}),

  'POST /api/v1/recordings/{id}/holds': action('hold Recording', ASKS_FOR_HOLDS, 404, hold),
  'GET /api/v1/recordings/{id}/holds': action('list Hold', SEES_HOLDS, 200),
  'GET /api/v1/holds': action('list Hold', SEES_HOLDS, 200),
  'GET /api/v1/holds/{id}': action('list Hold', SEES_HOLDS, 404),
  'POST /api/v1/holds/{id}/approval': action('decide Hold', DECIDES_HOLDS, 404, {}),
  'POST /api/v1/holds/{id}/refusal': action('decide Hold', DECIDES_HOLDS, 404, { reason }),
  'POST /api/v1/holds/{id}/extensions': action('extend Hold', ASKS_FOR_HOLDS, 404, {
    ...{ necessity: reason, until: '2027-06-01' },
  }),
  'POST /api/v1/holds/{id}/reviews': action('review Hold', DECIDES_HOLDS, 404, { nextReviewOn: '2027-06-01', reason }),
  'POST /api/v1/holds/{id}/release': action('release Hold', ASKS_FOR_HOLDS, 404, { reason }),

  'POST /api/v1/recordings/{id}/erasure': action('erase Recording', ASKS_TO_ERASE, 404, erasure),
  'POST /api/v1/contacts/{id}/erasure': action('erase Recording', ASKS_TO_ERASE, 404, erasure),
  'GET /api/v1/erasures': action('list Erasure', SEES_ERASURES, 200),
  'GET /api/v1/erasures/{id}': action('list Erasure', SEES_ERASURES, 404),
  'POST /api/v1/erasures/{id}/confirmation': action('decide Erasure', ANSWERS_FOR_KEEPING, 404, {}),
  'POST /api/v1/erasures/{id}/refusal': action('decide Erasure', ANSWERS_FOR_KEEPING, 404, { reason }),
  'POST /api/v1/erasures/{id}/withdrawal': action('withdraw Erasure', ASKS_TO_ERASE, 404),

  'POST /api/v1/recordings/{id}/training-copies': action('copy-for-training Recording', ['trainer'], 404, trainingCopy),
  'GET /api/v1/training-copies': action('list TrainingCopy', SEES_COPIES, 200),
  'GET /api/v1/training-copies/{id}': action('list TrainingCopy', SEES_COPIES, 404),
  'POST /api/v1/training-copies/{id}/approval': action('decide TrainingCopy', ANSWERS_FOR_KEEPING, 404, {}),
  'POST /api/v1/training-copies/{id}/refusal': action('decide TrainingCopy', ANSWERS_FOR_KEEPING, 404, { reason }),
  'POST /api/v1/training-copies/{id}/release': action('release TrainingCopy', ANSWERS_FOR_KEEPING, 404),

  'GET /api/v1/weekly-samples/pools': action('sample Recording', SAMPLES, 200),
  'POST /api/v1/weekly-samples': action('sample Recording', SAMPLES, 409, { queue: 'a', week: '2026-11-16', calls: 5 }),
  'GET /api/v1/weekly-samples': action('list WeeklySample', [...SAMPLES, ...LOOKS_INTO_THE_LOG], 200),
  'GET /api/v1/weekly-samples/{id}': action('read WeeklySample', SAMPLES, 404),
  'PUT /api/v1/recordings/{id}/call-note': action('note Recording', SAMPLES, 404, { text: reason }),
  'GET /api/v1/call-notes': action('list CallNote', READS_NOTES, 200),
  'GET /api/v1/call-notes/{id}': action('read CallNote', READS_NOTES, 404),

  'GET /api/v1/retention/rules': action('list RetentionRule', KNOWS_STAFF, 200),
  'POST /api/v1/retention/rules': action('propose RetentionRule', ADMINISTERS, 201, rule),
  'GET /api/v1/retention/rules/{version}/preview': action('list RetentionRule', KNOWS_STAFF, 400),
  'POST /api/v1/retention/rules/{version}/decision': action('decide RetentionRule', ADMINISTERS, 400, {
    ...{ outcome: 'discarded', reason },
  }),

  'GET /api/v1/retention/due': action('read Retention', KNOWS_RETENTION, 200),
  'GET /api/v1/notice/published': anyone(404),
  'GET /api/v1/notice/published/pdf': anyone(404),
  'GET /api/v1/notice': action('read Notice', ROLES, 200),
  'GET /api/v1/notice/now': action('read Notice', ROLES, 200),
  'GET /api/v1/notice/differences': action('read Notice', ROLES, 400),
  'POST /api/v1/notice/versions': action('propose Notice', PUBLISHES, 400, {}),
  'GET /api/v1/notice/versions/{version}': action('read Notice', ROLES, 400),
  'GET /api/v1/notice/versions/{version}/pdf': action('read Notice', ROLES, 400),
  'POST /api/v1/notice/versions/{version}/decision': action('decide Notice', PUBLISHES, 400, {
    ...{ outcome: 'discarded', reason },
  }),
  'GET /api/v1/processing-record': action('read ProcessingRecord', SEES_RECORD, 200),
  'GET /api/v1/processing-record/pdf': action('read ProcessingRecord', SEES_RECORD, 200),
  'GET /api/v1/promises': action('read Promise', SEES_RECORD, 200),
  'GET /api/v1/promises/pdf': action('read Promise', SEES_RECORD, 200),
  'POST /api/v1/promises/checks': action('check Promise', SEES_RECORD, 200),
  'GET /api/v1/promise-incidents': action('list PromiseIncident', SEES_RECORD, 200),
  'GET /api/v1/promise-incidents/owners': action('list PromiseIncident', SEES_RECORD, 200),
  'POST /api/v1/promise-incidents/{id}/answer': action('answer PromiseIncident', PUBLISHES, 404, { text: reason }),
  'POST /api/v1/promise-incidents/{id}/owner': action('hand-over PromiseIncident', PUBLISHES, 404, {
    ...{ ownerId: UNKNOWN_ID, reason },
  }),
  'POST /api/v1/promise-incidents/{id}/outcome': action('settle PromiseIncident', SETTLES_PROMISES, 404, {
    ...{ outcome: 'corrected', text: reason },
  }),
  'GET /api/v1/going-live': action('list GoingLiveFinding', SEES_RECORD, 200),
  'PUT /api/v1/going-live/{finding}/owner': action('assign GoingLiveFinding', PUBLISHES, 400, {
    ...{ ownerId: UNKNOWN_ID, dueOn: '2027-01-01' },
  }),
  'GET /api/v1/going-live/{finding}/preview': action('list GoingLiveFinding', SEES_RECORD, 400),
  'POST /api/v1/going-live/{finding}/decisions': action('decide GoingLiveFinding', PUBLISHES, 400, { reason }),
  'POST /api/v1/going-live/{finding}/confirmation': action('confirm GoingLiveFinding', PUBLISHES, 400, {
    ...{ outcome: 'discarded', reason },
  }),
  'GET /api/v1/studies/service-levels': action('read ServiceLevelStudy', STUDIES, 200),
  'GET /api/v1/studies/service-levels.csv': action('read ServiceLevelStudy', STUDIES, 200),
  'GET /api/v1/studies/service-levels.pdf': action('read ServiceLevelStudy', STUDIES, 200),
  'GET /api/v1/processors': action('list Processor', SEES_RECORD, 200),
  'POST /api/v1/processors': action('change Processor', ADMINISTERS, 201, processor),
  'GET /api/v1/processors/{id}/versions': action('list Processor', SEES_RECORD, 404),
  'PUT /api/v1/processors/{id}': action('change Processor', ADMINISTERS, 404, { ...processor, ended: true }),
  'GET /api/v1/incidents': action('list Incident', READS_CASES, 200),
  'POST /api/v1/incidents': action('register Incident', HANDLES_CASES, 400, {}),
  'GET /api/v1/incidents/staff': action('register Incident', HANDLES_CASES, 200),
  'GET /api/v1/incidents/{id}': action('read Incident', READS_CASES, 404),
  'POST /api/v1/incidents/{id}/awareness': action('handle Incident', HANDLES_CASES, 400, {}),
  'POST /api/v1/incidents/{id}/notification': action('handle Incident', HANDLES_CASES, 404, {
    ...{ outcome: 'not-notified', reason },
  }),
  'POST /api/v1/incidents/{id}/notification/decision': action('confirm Incident', HANDLES_CASES, 404, {
    ...{ outcome: 'confirmed', reason },
  }),
  'POST /api/v1/incidents/{id}/communication': action('handle Incident', HANDLES_CASES, 404, {
    ...{ outcome: 'not-told', ground: 'no-high-risk', reason },
  }),
  'POST /api/v1/incidents/{id}/listings': action('handle Incident', HANDLES_CASES, 404, {
    ...{ calls: 'used', recordingIds: [UNKNOWN_ID] },
  }),
  'GET /api/v1/incidents/{id}/listings/{number}': action('read Incident', READS_CASES, 400),
  'GET /api/v1/incidents/{id}/listings/{number}/recordings': action('read Incident', READS_CASES, 400),
  'GET /api/v1/incidents/{id}/listings/{number}/file': action('export Incident', READS_CASES, 400),
  'POST /api/v1/incidents/{id}/people/{personId}/reveals': action('reveal Incident', HANDLES_CASES, 404, { reason }),
  'GET /api/v1/announcement-texts': action('list Source', ADMINISTERS, 200),
  'POST /api/v1/announcement-texts': action('change Source', ADMINISTERS, 201, {
    ...{ version: '2026-1', language: 'fi', text: 'Tämä puhelu tallennetaan.' },
  }),

  'GET /api/v1/departures': action('list Departure', KNOWS_DEPARTURES, 200),
  'POST /api/v1/departures': action('propose Departure', ADMINISTERS, 201, { to: 'Uusi järjestelmä', reason }),
  'POST /api/v1/departures/{id}/decision': action('decide Departure', ['rights-officer'], 404, {
    ...{ outcome: 'refused', reason },
  }),
  'GET /api/v1/retention/reconciliations': action('read Retention', KNOWS_RETENTION, 200),
  'GET /api/v1/retention/reconciliations/{id}': action('read Retention', KNOWS_RETENTION, 404),
  'GET /api/v1/retention/purges': action('read Retention', KNOWS_RETENTION, 200),
  'GET /api/v1/retention/certificates': action('read Retention', KNOWS_RETENTION, 200),
  'GET /api/v1/retention/certificates/{id}': action('read Retention', KNOWS_RETENTION, 404),
  'GET /api/v1/retention/certificates/{id}.txt': action('read Retention', KNOWS_RETENTION, 404),
  'GET /api/v1/retention/whereabouts': action('read Retention', KNOWS_RETENTION, 400),
  'GET /api/v1/retention/purges/{id}': action('read Retention', KNOWS_RETENTION, 404),
  'GET /api/v1/retention/failed-blobs': action('read Retention', KNOWS_RETENTION, 200),
  'GET /api/v1/retention/statements/{month}': action('read Retention', KNOWS_RETENTION, 400),
  'GET /api/v1/retention/statements/{month}.csv': action('read Retention', KNOWS_RETENTION, 400),
  'GET /api/v1/retention/statements/{month}.pdf': action('read Retention', KNOWS_RETENTION, 400),
  'GET /api/v1/retention/brake': action('read Retention', KNOWS_RETENTION, 200),
  'POST /api/v1/retention/brake/release-proposal': action('propose-release PurgeBrake', ADMINISTERS, 409, { reason }),
  'POST /api/v1/retention/brake/release': action('release PurgeBrake', ADMINISTERS, 409, { reason }),
  'GET /api/v1/audit/events': action('list AuditEvent', LOOKS_INTO_THE_LOG, 200),
  'GET /api/v1/audit/events/{id}': action('read AuditEvent', LOOKS_INTO_THE_LOG, 404),
  'GET /api/v1/audit/events/{id}/proof': action('read AuditEvent', LOOKS_INTO_THE_LOG, 404),
  'GET /api/v1/audit/log': action('follow AuditLog', LOOKS_INTO_THE_LOG, 200),
  'GET /api/v1/audit/log/checkpoint': action('follow AuditLog', LOOKS_INTO_THE_LOG, 200),
  'GET /api/v1/audit/log/consistency': action('follow AuditLog', LOOKS_INTO_THE_LOG, 400),
  'GET /api/v1/audit/log/tile/{path}': action('follow AuditLog', LOOKS_INTO_THE_LOG, 404),
  'GET /api/v1/audit/alarms': action('list AuditAlarm', KNOWS_STAFF, 200),
  'POST /api/v1/audit/alarms/{id}/clearance': action('clear AuditAlarm', REVIEWS, 404, { reason }),

  'POST /api/v1/audit/exports': action('export AuditEvent', LOOKS_INTO_THE_LOG, 200, { format: 'csv' }),
  'GET /api/v1/audit/questions': action('list AuditEvent', LOOKS_INTO_THE_LOG, 200),
  'GET /api/v1/audit/event-counts': action('list AuditEvent', LOOKS_INTO_THE_LOG, 400),
  'GET /api/v1/audit/purpose-shares': action('list AuditEvent', LOOKS_INTO_THE_LOG, 400),
  'GET /api/v1/audit/questions/{name}': action('list AuditEvent', LOOKS_INTO_THE_LOG, 400),
  'POST /api/v1/audit/review-rounds': action('open ReviewRound', REVIEWS, 201, {
    ...{ fromOn: '2026-11-23', toOn: '2026-11-24', sampleSize: 5 },
  }),
  'GET /api/v1/audit/review-rounds': action('list ReviewRound', LOOKS_INTO_THE_LOG, 200),
  'GET /api/v1/audit/review-rounds/{id}': action('read ReviewRound', LOOKS_INTO_THE_LOG, 404),
  'GET /api/v1/audit/review-rounds/{id}/items': action('read ReviewRound', LOOKS_INTO_THE_LOG, 404),
  'POST /api/v1/audit/review-rounds/{id}/marks': action('review AuditEvent', REVIEWS, 404, {
    ...{ eventId: UNKNOWN_ID, mark: 'in-order' },
  }),
  'POST /api/v1/audit/review-rounds/{id}/closure': action('close ReviewRound', REVIEWS, 404),
  'GET /api/v1/audit/findings': action('list Finding', LOOKS_INTO_THE_LOG, 200),
  'POST /api/v1/audit/findings/{id}/outcome': action('settle Finding', REVIEWS, 404, {
    ...{ outcome: 'no-fault', text: reason },
  }),
  'GET /api/v1/me/findings': signedIn(200),
  'POST /api/v1/me/findings/{id}/answer': signedIn(404, { text: reason }),
  'GET /api/v1/me/accesses': signedIn(200),

  'POST /api/v1/rights-requests': action('register RightsCase', ROLES, 201, {
    ...{ receivedAt: '2026-11-24T06:00:00Z', channel: 'oral', text: reason },
  }),
  'GET /api/v1/rights-requests': action('list RightsCase', READS_CASES, 200),
  'GET /api/v1/rights-requests/people': action('handle RightsCase', HANDLES_CASES, 200),
  'GET /api/v1/rights-requests/{id}': action('read RightsCase', READS_CASES, 404),
  'POST /api/v1/rights-requests/{id}/attachments': action('register RightsCase', ROLES, 404),
  'GET /api/v1/rights-requests/{id}/documents': action('read RightsCase', READS_CASES, 404),
  'GET /api/v1/rights-requests/{id}/documents/{documentId}': action('read RightsCase', READS_CASES, 404),
  'POST /api/v1/rights-requests/{id}/triage': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ rights: ['access'], officerId: UNKNOWN_ID },
  }),
  'POST /api/v1/rights-requests/{id}/moves': action('handle RightsCase', HANDLES_CASES, 404, { to: 'searching' }),
  'POST /api/v1/rights-requests/{id}/closing': action('handle RightsCase', HANDLES_CASES, 404, {}),
  'POST /api/v1/rights-requests/{id}/links': action('handle RightsCase', HANDLES_CASES, 404, { with: UNKNOWN_ID }),
  'DELETE /api/v1/rights-requests/{id}/links': action('handle RightsCase', HANDLES_CASES, 404),
  'GET /api/v1/rights-requests/{id}/effects': action('read RightsCase', READS_CASES, 404),
  'POST /api/v1/rights-requests/{id}/effects/{effectId}/confirmation': action(
    ...(['confirm RightsCase', HANDLES_CASES, 404, {}] as const),
  ),
  'POST /api/v1/rights-requests/{id}/restrictions': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ recordingIds: [UNKNOWN_ID], ground: '18-1-a', words: 'Syy' },
  }),
  'POST /api/v1/rights-requests/{id}/restriction-exceptions': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ recordingIds: [UNKNOWN_ID], ground: 'consent', until: '2026-12-01', words: 'Syy' },
  }),
  'POST /api/v1/rights-requests/{id}/restriction-liftings': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ recordingIds: [UNKNOWN_ID], words: 'Syy', informed: { on: '2026-11-24', channel: 'post' } },
  }),
  'POST /api/v1/rights-requests/{id}/corrections': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ recordingId: UNKNOWN_ID, field: 'ticket', value: 'T-1', why: 'Syy' },
  }),
  'POST /api/v1/rights-requests/{id}/statements': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ recordingId: UNKNOWN_ID, text: 'Lisäselvitys' },
  }),
  'POST /api/v1/rights-requests/{id}/purpose-blocks': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ recordingIds: [UNKNOWN_ID], purposes: ['complaint'], because: 'objection', words: 'Syy' },
  }),
  'POST /api/v1/rights-requests/{id}/purpose-unblocks': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ recordingIds: [UNKNOWN_ID], purposes: ['complaint'], words: 'Syy' },
  }),
  'POST /api/v1/rights-requests/{id}/erasures': action('handle RightsCase', HANDLES_CASES, 404, {
    recordingIds: [UNKNOWN_ID],
  }),
  'GET /api/v1/rights-requests/{id}/recipients': action('read RightsCase', READS_CASES, 404),
  'POST /api/v1/rights-requests/{id}/recipient-notices': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ recipient: { kind: 'departure', id: UNKNOWN_ID }, channel: 'post', sentOn: '2026-11-24' },
  }),
  'POST /api/v1/rights-requests/{id}/recipients-notified': action('handle RightsCase', HANDLES_CASES, 404, {}),
  'GET /api/v1/rights-requests/{id}/portability': action('read RightsCase', READS_CASES, 404),
  'GET /api/v1/rights-requests/{id}/similar': action('read RightsCase', READS_CASES, 404),
  'POST /api/v1/rights-requests/{id}/stops': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ kind: 'identity', stoppedAt: '2026-11-24T06:00:00Z', question: reason },
  }),
  'POST /api/v1/rights-requests/{id}/stops/{stopId}/end': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ resumedAt: '2026-11-24T06:00:00Z', answer: reason },
  }),
  'POST /api/v1/rights-requests/{id}/extension': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ reason: 'number', words: reason, noticeSentOn: '2026-11-24' },
  }),
  'GET /api/v1/rights-requests/{id}/redactions': action('read RightsCase', READS_CASES, 404),
  'POST /api/v1/rights-requests/{id}/recordings/{recordingId}/redactions': action(
    ...(['handle RightsCase', HANDLES_CASES, 404, { method: 'silence' }] as const),
  ),
  'PUT /api/v1/rights-requests/{id}/redactions/{redactionId}/marks': action('handle RightsCase', HANDLES_CASES, 404, {
    marks: [],
  }),
  'POST /api/v1/rights-requests/{id}/redactions/{redactionId}/rendering': action(
    ...(['handle RightsCase', HANDLES_CASES, 404] as const),
  ),
  'GET /api/v1/rights-requests/{id}/redactions/{redactionId}/peaks': action('read RightsCase', READS_CASES, 404),
  'POST /api/v1/rights-requests/{id}/redactions/{redactionId}/listenings': action(
    ...(['read RightsCase', READS_CASES, 404, {}] as const),
  ),
  'HEAD /api/v1/rights-requests/{id}/redactions/{redactionId}/listenings/{listeningId}/audio': action(
    ...(['read RightsCase', READS_CASES, 404] as const),
  ),
  'GET /api/v1/rights-requests/{id}/redactions/{redactionId}/listenings/{listeningId}/audio': action(
    ...(['read RightsCase', READS_CASES, 404] as const),
  ),
  'POST /api/v1/rights-requests/{id}/redactions/{redactionId}/approval': action(
    ...(['confirm RightsCase', HANDLES_CASES, 404] as const),
  ),
  'POST /api/v1/rights-requests/{id}/redactions/{redactionId}/rejection': action(
    ...(['handle RightsCase', HANDLES_CASES, 404, { reason }] as const),
  ),
  'POST /api/v1/rights-requests/{id}/searches': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ as: 'caller', phone: '+358401234567' },
  }),
  'GET /api/v1/rights-requests/{id}/recordings': action('read RightsCase', READS_CASES, 404),
  'POST /api/v1/rights-requests/{id}/recordings/{recordingId}/triage': action(
    ...(['handle RightsCase', HANDLES_CASES, 404, { state: 'included', reason }] as const),
  ),
  'POST /api/v1/rights-requests/{id}/recordings/{recordingId}/assessment': action(
    ...(['handle RightsCase', HANDLES_CASES, 404] as const),
    { whose: ['requester'], decision: 'copy', forwardToCustomer: false },
  ),
  'POST /api/v1/rights-requests/{id}/recordings/{recordingId}/assessment/confirmation': action(
    ...(['confirm RightsCase', HANDLES_CASES, 404, { prepared: '0'.repeat(64) }] as const),
  ),
  'POST /api/v1/rights-requests/{id}/claims/{claimId}/decision': action('handle RightsCase', HANDLES_CASES, 404, {
    outcome: 'withdrawn',
  }),
  'POST /api/v1/rights-requests/{id}/claims/{claimId}/confirmation': action(
    ...(['confirm RightsCase', HANDLES_CASES, 404, { prepared: '0'.repeat(64) }] as const),
  ),
  'POST /api/v1/rights-requests/{id}/forwarding': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ customer: 'Esimerkki', what: reason },
  }),
  'POST /api/v1/rights-requests/{id}/letters': action('handle RightsCase', HANDLES_CASES, 404, { kind: 'receipt' }),
  'GET /api/v1/rights-requests/{id}/letters/missing': action('handle RightsCase', HANDLES_CASES, 400),
  'POST /api/v1/rights-requests/{id}/package': action('handle RightsCase', HANDLES_CASES, 404, { channel: 'zip' }),
  'GET /api/v1/rights-requests/{id}/deliveries': action('read RightsCase', READS_CASES, 404),
  'POST /api/v1/rights-requests/{id}/deliveries': action('handle RightsCase', HANDLES_CASES, 404, {
    ...{ documentId: UNKNOWN_ID, channel: 'post', to: 'Testi' },
  }),
  'POST /api/v1/rights-requests/{id}/deliveries/{deliveryId}/ending': action(
    'handle RightsCase',
    HANDLES_CASES,
    404,
    {},
  ),
  'POST /api/v1/rights-requests/{id}/answering': action('handle RightsCase', HANDLES_CASES, 404, {
    deliveryId: UNKNOWN_ID,
  }),
  'GET /api/v1/rights-requests/{id}/file': action('export RightsCase', READS_CASES, 404),
  'POST /api/v1/rights-requests/{id}/file': action('export RightsCase', READS_CASES, 404, {
    code: 'K4MQ7-XW9TA-C3HJN-PRY2E',
  }),
  'GET /api/v1/rights-requests/statistics': action('list RightsCase', READS_CASES, 400),
  'POST /api/v1/disclosures': action('handle RightsCase', HANDLES_CASES, 201, {
    ...{ receivedAt: '2026-11-24T06:00:00Z', provision: reason, scope: reason, text: reason },
    authority: { name: reason, reference: '1', contact: reason },
  }),
  'POST /api/v1/disclosures/{id}/recordings': action('handle RightsCase', HANDLES_CASES, 404, {
    recordings: [{ recordingId: UNKNOWN_ID }],
  }),
  'POST /api/v1/disclosures/{id}/preparation': action('handle RightsCase', HANDLES_CASES, 404),
  'POST /api/v1/disclosures/{id}/decision': action('confirm RightsCase', HANDLES_CASES, 404, {
    ...{ outcome: 'confirmed', prepared: '0'.repeat(64) },
  }),
  'GET /api/v1/downloads/{token}': anyone(400),
  'POST /api/v1/downloads/{token}': anyone(400, { code: 'K4MQ7' }),
  'POST /api/v1/rights-mailbox/tests': action('handle RightsCase', HANDLES_CASES, 201, {
    ...{ sentAt: '2026-11-24T06:00:00Z', arrivedAt: null, note: reason },
  }),
  'GET /api/v1/rights-mailbox/tests': action('list RightsCase', READS_CASES, 200),

  'GET /api/v1/complaint-cases': action('list ComplaintCase', ['complaint-handler'], 200),
  'POST /api/v1/complaint-cases/closures': action('close ComplaintCase', ['complaint-handler'], 200, {
    reference: 'V-1',
  }),
  'POST /api/v1/complaint-cases/reopenings': action('reopen ComplaintCase', ['complaint-handler'], 404, {
    reference: 'V-9',
  }),
};

/** For a directory alone. */
function provisions(status: number, body?: unknown): RouteRow {
  return action('provision Directory', ['scim'], status, body);
}

/** The same status for everybody. */
function anyone(status: number, body?: unknown): RouteRow {
  return row('anyone', () => status, body);
}

/** 401 for nobody, the same for everybody else; machines are alike. */
function signedIn(status: number, body?: unknown, except: Partial<Record<Asker, number>> = {}): RouteRow {
  const exception = (asker: Asker): number | undefined =>
    except[asker === 'scim' || asker === 'metrics' ? 'ingest' : asker];
  return row('signed-in', asker => exception(asker) ?? (asker === 'anonymous' ? 401 : status), body);
}

/** `status` for the named askers, 401 for nobody, 403 for everybody else. */
function action(opening: string, allowed: readonly Asker[], status: number, body?: unknown): RouteRow {
  const refused = (asker: Asker): number => (asker === 'anonymous' ? 401 : 403);
  return row(opening, asker => (allowed.includes(asker) ? status : refused(asker)), body);
}

function row(opening: string, statusOf: (asker: Asker) => number, body: unknown): RouteRow {
  const statuses = Object.fromEntries(ASKERS.map(asker => [asker, statusOf(asker)])) as Record<Asker, number>; // of ASKERS
  return { opening, statuses, ...(body === undefined ? {} : { body }) };
}
