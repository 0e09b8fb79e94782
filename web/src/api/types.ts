import type { paths } from './schema.js';

/** The JSON that a call answers with. */
type Answer<Operation> = Operation extends { responses: infer Responses } ? Json<Responses[keyof Responses]> : never;
type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;
type Body<Operation> = Operation extends { requestBody: { content: { 'application/json': infer Json } } }
  ? Json
  : never;
type Query<Operation> = Operation extends { parameters: { query?: infer Parameters } }
  ? NonNullable<Parameters>
  : never;

/** Without `review`, which can only be null so far: openapi-fetch leaves such fields out of its types. */
export type Me = Answer<paths['/api/v1/me']['get']>;
export type Settings = Answer<paths['/api/v1/settings']['get']>;
export type AskedFactor = Answer<paths['/api/v1/sessions/current/step-up/challenges']['post']>;
export type ShownFactor = Body<paths['/api/v1/sessions/second-factor']['post']>;
export type PasskeyAssertion = NonNullable<ShownFactor['passkey']>;
export type Passkey = Answer<paths['/api/v1/me/passkeys']['get']>['items'][number];
export type NewPasskey = Body<paths['/api/v1/me/passkeys']['post']>;
export type Session = Answer<paths['/api/v1/sessions']['get']>['items'][number];

export type RecordingPage = Answer<paths['/api/v1/recordings']['get']>;
export type RecordingItem = RecordingPage['items'][number];
export type RecordingSearch = Body<paths['/api/v1/recordings/searches']['post']>;
export type SavedSearch = Answer<paths['/api/v1/me/saved-searches']['get']>['items'][number];
export type SavedFilters = SavedSearch['filters'];
export type EarlierPlaybacks = Answer<paths['/api/v1/recordings/{id}/playbacks']['get']>;
export type RecordingDetails = Answer<paths['/api/v1/recordings/{id}']['get']>;
export type Party = RecordingDetails['parties'][number];
export type Peaks = Answer<paths['/api/v1/recordings/{id}/peaks']['get']>;
export type Playback = Answer<paths['/api/v1/recordings/{id}/playbacks']['post']>;
export type Revealed = Answer<paths['/api/v1/recordings/{id}/reveals']['post']>;
export type Purpose = Me['purposes'][number];
export type RevealableField = Revealed['field'];

export type Role = Me['roles'][number];
export type Grant = Me['grants'][number];
export type NewGrant = Body<paths['/api/v1/staff/{id}/grants']['post']>;
export type StaffItem = Answer<paths['/api/v1/staff']['get']>['items'][number];
export type StaffMember = Answer<paths['/api/v1/staff/{id}']['get']>;
export type NewStaff = Body<paths['/api/v1/staff']['post']>;
export type LinkedAccount = Answer<paths['/api/v1/staff/{id}/external-identities']['get']>['items'][number];
export type SeenAccount = Answer<paths['/api/v1/external-identities/seen']['get']>['items'][number];
export type StaffSession = Answer<paths['/api/v1/staff/{id}/sessions']['get']>['items'][number];
export type StaffUndertakings = Answer<paths['/api/v1/staff/{id}/undertakings']['get']>;
export type StaffChanges = Body<paths['/api/v1/staff/{id}']['patch']>;
export type NewEnrolment = Body<paths['/api/v1/staff/{id}/enrolments']['post']>;
export type EnrolmentLink = Answer<paths['/api/v1/staff/{id}/enrolments']['post']>;
export type WaitingEnrolment = Answer<paths['/api/v1/enrolments']['get']>['items'][number];

export type GrantProposal = Answer<paths['/api/v1/grant-proposals']['get']>['items'][number];
export type ProposalState = GrantProposal['state'];
export type ProposalDecision = Body<paths['/api/v1/grant-proposals/{id}/decision']['post']>;
export type GrantTemplate = Answer<paths['/api/v1/grant-templates']['get']>['items'][number];
export type NewTemplate = Body<paths['/api/v1/grant-templates']['post']>;
export type MatrixRow = Answer<paths['/api/v1/access-reports/matrix']['get']>['items'][number];
export type DayRow = Answer<paths['/api/v1/access-reports/on-day']['get']>['items'][number];
export type LateRow = Answer<paths['/api/v1/access-reports/late-reviews']['get']>['items'][number];
export type UnusedRow = Answer<paths['/api/v1/access-reports/unused']['get']>['items'][number];
export type ReportExport = Body<paths['/api/v1/access-reports/exports']['post']>;
export type UndertakingVersion = Answer<paths['/api/v1/undertakings']['get']>['items'][number];
export type MissingPerson = Answer<paths['/api/v1/undertakings/{version}/missing']['get']>['items'][number];
export type NewUndertaking = Body<paths['/api/v1/undertakings']['post']>;
export type PaperSignature = Body<paths['/api/v1/undertakings/{version}/paper-signatures']['post']>;
export type Tasks = Answer<paths['/api/v1/tasks']['get']>;

export type LogFilters = Omit<Query<paths['/api/v1/audit/events']['get']>, 'cursor' | 'limit'>;
export type LogEvent = Answer<paths['/api/v1/audit/events']['get']>['items'][number];
export type LogEventDetails = Answer<paths['/api/v1/audit/events/{id}']['get']>;
export type LogAction = NonNullable<LogFilters['action']>;
export type LogProof = Answer<paths['/api/v1/audit/events/{id}/proof']['get']>;
export type NewExport = Body<paths['/api/v1/audit/exports']['post']>;
export type LogState = Answer<paths['/api/v1/audit/log']['get']>;
export type LogAlarm = Answer<paths['/api/v1/audit/alarms']['get']>['items'][number];
export type ClosedBecause = LogState['closedBecause'][number];

export type ServiceAccount = Answer<paths['/api/v1/service-accounts']['get']>['items'][number];
export type NewServiceAccount = Body<paths['/api/v1/service-accounts']['post']>;
export type Source = Answer<paths['/api/v1/sources/{name}']['get']>;
export type SourceChange = Body<paths['/api/v1/sources/{name}']['put']>;
export type SourceForm = Source['form'];
export type Announcement = NonNullable<SourceChange['announcements']>[number];
export type SourcePreview = Answer<paths['/api/v1/sources/previews']['post']>;
export type NewSourcePreview = Body<paths['/api/v1/sources/previews']['post']>;
export type DirectoryGroup = Answer<paths['/api/v1/directory-groups']['get']>['items'][number];

export type Hold = Answer<paths['/api/v1/holds']['get']>['items'][number];
export type HoldDetails = Answer<paths['/api/v1/holds/{id}']['get']>;
export type HoldKind = Hold['kind'];
export type HoldState = Hold['state'];
export type HoldAct = Hold['permitted'][number];
export type NewHold = Body<paths['/api/v1/recordings/{id}/holds']['post']>;
export type NewExtension = Body<paths['/api/v1/holds/{id}/extensions']['post']>;
export type NewHoldReview = Body<paths['/api/v1/holds/{id}/reviews']['post']>;
export type Erasure = Answer<paths['/api/v1/erasures']['get']>['items'][number];
export type ErasureDetails = Answer<paths['/api/v1/erasures/{id}']['get']>;
export type ErasureState = Erasure['state'];
export type NewErasure = Body<paths['/api/v1/recordings/{id}/erasure']['post']>;

export type DueDay = Answer<paths['/api/v1/retention/due']['get']>['items'][number];
export type DueTotals = Answer<paths['/api/v1/retention/due']['get']>['totals'];
export type PurgeRun = Answer<paths['/api/v1/retention/purges']['get']>['items'][number];
export type RunCertificate = Answer<paths['/api/v1/retention/purges/{id}']['get']>;
export type FailedBlob = Answer<paths['/api/v1/retention/failed-blobs']['get']>['items'][number];
export type Certificate = Answer<paths['/api/v1/retention/certificates']['get']>['items'][number];
export type Whereabouts = Answer<paths['/api/v1/retention/whereabouts']['get']>;
export type Brake = Answer<paths['/api/v1/retention/brake']['get']>;
export type RaisedBrake = NonNullable<Brake['raised']>;
export type Statement = Answer<paths['/api/v1/retention/statements/{month}']['get']>;
export type Reconciliation = Answer<paths['/api/v1/retention/reconciliations']['get']>['items'][number];
export type ReconciliationDetails = Answer<paths['/api/v1/retention/reconciliations/{id}']['get']>;
export type RetentionRule = Answer<paths['/api/v1/retention/rules']['get']>['items'][number];
export type RulePreview = Answer<paths['/api/v1/retention/rules/{version}/preview']['get']>;
export type NewRule = Body<paths['/api/v1/retention/rules']['post']>;
export type RuleDecision = Body<paths['/api/v1/retention/rules/{version}/decision']['post']>;

export type Question = Answer<paths['/api/v1/audit/questions']['get']>['items'][number];
export type FlaggedEvent = Answer<paths['/api/v1/audit/questions/{name}']['get']>['items'][number];
export type EventCounts = Answer<paths['/api/v1/audit/event-counts']['get']>;
export type PurposeShare = Answer<paths['/api/v1/audit/purpose-shares']['get']>['items'][number];
export type Connections = Answer<paths['/api/v1/connections']['get']>;
export type ReviewRound = Answer<paths['/api/v1/audit/review-rounds']['get']>['items'][number];
export type ReviewRoundDetails = Answer<paths['/api/v1/audit/review-rounds/{id}']['get']>;
export type NewReviewRound = Body<paths['/api/v1/audit/review-rounds']['post']>;
export type ReviewItem = Answer<paths['/api/v1/audit/review-rounds/{id}/items']['get']>['items'][number];
export type NewMark = Body<paths['/api/v1/audit/review-rounds/{id}/marks']['post']>;
export type Finding = Answer<paths['/api/v1/audit/findings']['get']>['items'][number];
export type NewOutcome = Body<paths['/api/v1/audit/findings/{id}/outcome']['post']>;

export type OwnAccess = Answer<paths['/api/v1/me/accesses']['get']>['items'][number];
export type ComplaintCase = Answer<paths['/api/v1/complaint-cases']['get']>['items'][number];

export type AccessReview = Answer<paths['/api/v1/access-reviews']['get']>['items'][number];
export type AccessReviewDetails = Answer<paths['/api/v1/access-reviews/{id}']['get']>;
export type ReviewCampaign = Answer<paths['/api/v1/review-campaigns']['get']>['items'][number];
export type NewCampaign = Body<paths['/api/v1/review-campaigns']['post']>;
export type ForeseenCampaign = Answer<paths['/api/v1/review-campaigns/foreseen']['get']>;
export type ReviewedItem = AccessReviewDetails['items'][number];
export type NewDecision = Body<paths['/api/v1/access-reviews/{id}/decisions']['post']>['decisions'][number];
type Duties = Answer<paths['/api/v1/staff/{id}/duties']['get']>;
export type PresentDuties = NonNullable<Duties['present']>;
export type DutyChange = Duties['changes'][number];
export type ForeseenDuties = Answer<paths['/api/v1/staff/{id}/duties/preview']['post']>;
export type NewDuties = Body<paths['/api/v1/staff/{id}/duties']['post']>;
export type DutyBatch = Answer<paths['/api/v1/duty-batches']['get']>['items'][number];
export type BatchDecision = Body<paths['/api/v1/duty-batches/{id}/decision']['post']>;

export type Completeness = Answer<paths['/api/v1/completeness']['get']>;
export type CompletenessSource = Completeness['sources'][number];
export type CompletenessDay = Answer<paths['/api/v1/completeness/{source}']['get']>;
export type IngestAlarm = Completeness['alarms'][number];
export type ArrivalLine = Completeness['missing']['lines'][number];
export type NewExplanation = Body<paths['/api/v1/arrivals/explanations']['post']>;

/** One page of a list; `nextCursor` is null on the last one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export type QuarantinedItem = Answer<paths['/api/v1/quarantined-items']['get']>['items'][number];
export type QuarantinedDetails = Answer<paths['/api/v1/quarantined-items/{id}']['get']>;
export type ItemFields = Body<paths['/api/v1/quarantined-items/{id}']['patch']>['fields'];
export type GivenNotice = NonNullable<Body<paths['/api/v1/quarantined-items/{id}/filing']['post']>['notice']>;
export type SortingOutcome = Answer<paths['/api/v1/quarantined-items/filings']['post']>['items'][number];
export type AgentName = Answer<paths['/api/v1/agent-names']['get']>['items'][number];
export type AgentMapping = Body<paths['/api/v1/agent-names']['put']>;
export type MappedAgent = Answer<paths['/api/v1/agent-names']['put']>;

export type NewRightsRequest = Body<paths['/api/v1/rights-requests']['post']>;
export type RegisteredRequest = Answer<paths['/api/v1/rights-requests']['post']>;
export type RightsCaseItem = Answer<paths['/api/v1/rights-requests']['get']>['items'][number];
export type RightsCase = Answer<paths['/api/v1/rights-requests/{id}']['get']>;
export type Right = RightsCaseItem['rights'][number];
export type CaseState = RightsCaseItem['state'];
export type Claim = RightsCase['claims'][number];
export type CaseEntry = RightsCase['journal'][number];
export type Triage = Body<paths['/api/v1/rights-requests/{id}/triage']['post']>;
export type NewStop = Body<paths['/api/v1/rights-requests/{id}/stops']['post']>;
export type StopEnd = Body<paths['/api/v1/rights-requests/{id}/stops/{stopId}/end']['post']>;
export type NewPeriodExtension = Body<paths['/api/v1/rights-requests/{id}/extension']['post']>;
export type CaseDocument = Answer<paths['/api/v1/rights-requests/{id}/documents']['get']>['items'][number];
export type SimilarCase = Answer<paths['/api/v1/rights-requests/{id}/similar']['get']>['items'][number];
export type PersonSearch = Body<paths['/api/v1/rights-requests/{id}/searches']['post']>;
export type PersonSearchResult = Answer<paths['/api/v1/rights-requests/{id}/searches']['post']>;
export type CaseRecording = Answer<paths['/api/v1/rights-requests/{id}/recordings']['get']>['items'][number];
export type RecordingTriage = Body<paths['/api/v1/rights-requests/{id}/recordings/{recordingId}/triage']['post']>;
export type NewAssessment = Body<paths['/api/v1/rights-requests/{id}/recordings/{recordingId}/assessment']['post']>;
export type NewClaimDecision = Body<paths['/api/v1/rights-requests/{id}/claims/{claimId}/decision']['post']>;
export type RefusalGround = NonNullable<NewClaimDecision['ground']>;
export type ClaimOutcome = NewClaimDecision['outcome'];
export type CaseRedaction = Answer<paths['/api/v1/rights-requests/{id}/redactions']['get']>['items'][number];
export type RedactionMark = CaseRedaction['marks'][number];
export type CopyListening = Answer<paths['/api/v1/rights-requests/{id}/redactions/{redactionId}/listenings']['post']>;
type NewLetter = Body<paths['/api/v1/rights-requests/{id}/letters']['post']>;
export type LetterKind = NewLetter['kind'];
export type LetterParts = NonNullable<NewLetter['parts']>;
export type LetterPart = Answer<paths['/api/v1/rights-requests/{id}/letters/missing']['get']>['parts'][number];
export type MadePackage = Answer<paths['/api/v1/rights-requests/{id}/package']['post']>;
export type NewDelivery = Body<paths['/api/v1/rights-requests/{id}/deliveries']['post']>;
export type MadeDelivery = Answer<paths['/api/v1/rights-requests/{id}/deliveries']['post']>;
export type CaseDelivery = Answer<paths['/api/v1/rights-requests/{id}/deliveries']['get']>['items'][number];
export type CaseEffect = Answer<paths['/api/v1/rights-requests/{id}/effects']['get']>['items'][number];
export type EffectKind = CaseEffect['kind'];
export type NewCorrection = Body<paths['/api/v1/rights-requests/{id}/corrections']['post']>;
export type PeopleOfTriage = Answer<paths['/api/v1/rights-requests/people']['get']>;
export type YearFigures = Answer<paths['/api/v1/rights-requests/statistics']['get']>;
export type MailboxTest = Answer<paths['/api/v1/rights-mailbox/tests']['get']>['items'][number];
export type NewMailboxTest = Body<paths['/api/v1/rights-mailbox/tests']['post']>;
export type NewDisclosure = Body<paths['/api/v1/disclosures']['post']>;
export type NamedRecordings = Body<paths['/api/v1/disclosures/{id}/recordings']['post']>;
export type CaseRecipient = Answer<paths['/api/v1/rights-requests/{id}/recipients']['get']>['items'][number];

export type WeeklySample = Answer<paths['/api/v1/weekly-samples']['get']>['items'][number];
export type WeeklySampleDetails = Answer<paths['/api/v1/weekly-samples/{id}']['get']>;
export type SampledCall = WeeklySampleDetails['calls'][number];
export type NewSample = Body<paths['/api/v1/weekly-samples']['post']>;
export type CallNote = Answer<paths['/api/v1/call-notes']['get']>['items'][number];
export type TrainingCopy = Answer<paths['/api/v1/training-copies']['get']>['items'][number];
export type TrainingCopyState = TrainingCopy['state'];
export type TrainingCopyDetails = Answer<paths['/api/v1/training-copies/{id}']['get']>;
export type NewTrainingCopy = Body<paths['/api/v1/recordings/{id}/training-copies']['post']>;
export type CopyApproval = Body<paths['/api/v1/training-copies/{id}/approval']['post']>;
export type Departure = Answer<paths['/api/v1/departures']['get']>['items'][number];
export type WaitingGroup = Tasks['groups'][number];

export type IncidentItem = Answer<paths['/api/v1/incidents']['get']>['items'][number];
export type NewIncident = Body<paths['/api/v1/incidents']['post']>;
export type IncidentDetails = Answer<paths['/api/v1/incidents/{id}']['get']>;
export type IncidentListing = IncidentDetails['listings'][number];
export type WantedScope = Body<paths['/api/v1/incidents/{id}/listings']['post']>;
export type NewCommunication = Body<paths['/api/v1/incidents/{id}/communication']['post']>;
export type AffectedPerson = Answer<paths['/api/v1/incidents/{id}/listings/{number}']['get']>['items'][number];
export type AffectedRecording = Answer<
  paths['/api/v1/incidents/{id}/listings/{number}/recordings']['get']
>['items'][number];
export type AnnouncementWords = Answer<paths['/api/v1/announcement-texts']['get']>['items'][number];
export type NoticeState = Answer<paths['/api/v1/notice']['get']>;
export type NoticeVersion = NoticeState['versions'][number];
export type NoticeDifference = Answer<paths['/api/v1/notice/differences']['get']>['items'][number];
export type TextBlock = Answer<paths['/api/v1/notice/published']['get']>['texts']['fi'][number];
export type Processor = Answer<paths['/api/v1/processors']['get']>['items'][number];
export type NewProcessor = Body<paths['/api/v1/processors']['post']>;

export type PromiseList = Omit<Answer<paths['/api/v1/promises']['get']>, 'nextCursor'>;
export type RegisterPromise = PromiseList['items'][number];
export type PromiseStanding = RegisterPromise['standing'];
export type PromiseFigure = RegisterPromise['figures'][number];
export type PromiseIncident = Answer<paths['/api/v1/promise-incidents']['get']>['items'][number];
export type IncidentOutcome = Body<paths['/api/v1/promise-incidents/{id}/outcome']['post']>;
export type GoingLive = Omit<Answer<paths['/api/v1/going-live']['get']>, 'nextCursor'>;
export type OpenFinding = GoingLive['items'][number];
export type NewGoingLiveDecision = Body<paths['/api/v1/going-live/{finding}/decisions']['post']>;
export type ServiceLevelStudy = Answer<paths['/api/v1/studies/service-levels']['get']>;
export type StudyFigures = ServiceLevelStudy['total'];
