import fc from 'fast-check';
import type { Column } from '../../src/access/index.js';
import { PURPOSES } from '../../src/access/purposes.js';
import { ROLES } from '../../src/access/roles.js';
import { HOLD_KINDS, REVEALABLE_FIELDS, REVIEW_DECISIONS, VOCABULARY } from '../../src/access/subjects.js';
import { REVIEW_COLUMNS } from '../../src/access/reviews/review-columns.js';
import { NOBODY } from '../../src/kernel/ids.js';
import { QUARANTINE_COLUMNS } from '../../src/recordings/quarantine/item-rows.js';
import { NOTE_COLUMNS } from '../../src/recordings/samples/note-rows.js';
import { RECORDING_COLUMNS } from '../../src/recordings/recording-rows.js';
import { DAYS, PEOPLE, QUEUES, UNITS } from './people.js';

/** A thing that rules are about: its facts by name. */
export type Facts = Readonly<Record<string, unknown>>;

/** How things of one kind come about, and where their facts live. */
export interface Kind {
  readonly facts: fc.Arbitrary<Facts>;
  readonly columns: Readonly<Record<string, Column>>;
  /** A relation with columns of these names and types. */
  readonly relation: string;
  /** The row that holds some facts, where it is not a column a fact. */
  readonly asRow?: (facts: Facts) => Facts;
}

/** A verb on a kind, with the field where it is given field by field. */
export interface Question {
  readonly verb: string;
  readonly kind: string;
  readonly field?: string;
}

const staff = fc.constantFrom(...PEOPLE);
const staffOrNobody = fc.constantFrom(...PEOPLE, '');
const day = fc.constantFrom(...DAYS, ...DAYS.slice(2));

/** Recordings and reviews are read as the server reads them; whose facts no list filters by, from columns of the same kind. */
export const KINDS: Readonly<Record<string, Kind>> = {
  Recording: {
    facts: fc.record({
      queue: fc.constantFrom(...QUEUES),
      unit: fc.constantFrom(...UNITS),
      agentId: staff,
      ordinaryDueOn: day,
      dueOn: day,
      holdPurposes: fc.uniqueArray(fc.constantFrom(...PURPOSES), { maxLength: 2 }),
      heldThroughOn: day,
      restricted: fc.boolean(),
      exceptedThroughOn: day,
      blockedPurposes: fc.uniqueArray(fc.constantFrom(...PURPOSES), { maxLength: 2 }),
    }),
    columns: RECORDING_COLUMNS,
    relation: `
      select queue, unit, agent_id, ordinary_due_on, due_on, hold_purposes, held_through_on, restricted, excepted_through_on,
        blocked_purposes
      from recording`,
  },
  Hold: askedForCall(),
  TrainingCopy: askedForCall(),
  Erasure: askedForCall(),
  WeeklySample: kind({ queue: fc.constantFrom(...QUEUES) }),
  CallNote: {
    facts: fc.record({
      agentId: staff,
      writtenBy: staff,
      ordinaryDueOn: day,
      dueOn: day,
      restricted: fc.boolean(),
      blockedPurposes: fc.uniqueArray(fc.constantFrom(...PURPOSES), { maxLength: 2 }),
    }),
    columns: NOTE_COLUMNS,
    relation: `
      select r.agent_id, n.written_by, r.ordinary_due_on, r.due_on, r.restricted, r.blocked_purposes
      from call_note n join recording r on r.id = n.recording_id`,
  },
  RightsCase: kind({ subjectStaffId: staffOrNobody, preparedBy: staffOrNobody }),
  RetentionRule: kind({ proposedBy: staffOrNobody }),
  PurgeBrake: kind({ proposedBy: staffOrNobody }),
  Departure: kind({ proposedBy: staffOrNobody }),
  Notice: kind({ proposedBy: staffOrNobody }),
  Incident: {
    facts: fc.record({ preparedBy: staffOrNobody, staffIds: fc.uniqueArray(staff, { maxLength: 3 }) }),
    columns: {
      preparedBy: { sql: 'prepared_by', type: 'text' },
      staffIds: { sql: 'staff_ids', type: 'uuid', array: true },
    },
    relation: `select '' as prepared_by, '{}'::uuid[] as staff_ids`,
  },
  PromiseIncident: kind({ ownerId: staffOrNobody }),
  GoingLiveFinding: kind({ decidedBy: staffOrNobody }),
  Grant: kind({ staffId: staff, role: fc.constantFrom(...ROLES) }),
  GrantProposal: {
    facts: fc.record({
      staffId: staff,
      proposedBy: staffOrNobody,
      broughtAboutBy: fc.uniqueArray(staff, { maxLength: 3 }),
    }),
    columns: {
      staffId: { sql: 'staff_id', type: 'text' },
      proposedBy: { sql: 'proposed_by', type: 'text' },
      broughtAboutBy: { sql: 'brought_about_by', type: 'uuid', array: true },
    },
    relation: `select '' as staff_id, '' as proposed_by, '{}'::uuid[] as brought_about_by`,
  },
  DutyChange: kind({ staffId: staff }),
  DutyBatch: {
    facts: fc.record({ enteredBy: staffOrNobody, staffIds: fc.uniqueArray(staff, { maxLength: 3 }) }),
    columns: {
      enteredBy: { sql: 'entered_by', type: 'text' },
      staffIds: { sql: 'staff_ids', type: 'uuid', array: true },
    },
    relation: `select '' as entered_by, '{}'::uuid[] as staff_ids`,
  },
  Undertaking: kind({ staffId: staff }),
  AccessReview: {
    facts: fc.record({
      staffId: staff,
      reviewerIds: fc.uniqueArray(staff, { maxLength: 3 }),
      escalated: fc.boolean(),
      grantedBy: staffOrNobody,
    }),
    columns: {
      ...REVIEW_COLUMNS,
      escalated: { sql: 'escalated', type: 'boolean' },
      grantedBy: { sql: 'granted_by', type: 'text' },
    },
    relation: `select staff_id, reviewer_id, deputy_ids, false as escalated, '' as granted_by from access_review`,
    asRow: ({ staffId, reviewerIds, escalated, grantedBy }) => {
      const [reviewer = NOBODY, ...deputies] = reviewerIds as readonly string[]; // of the arbitrary above
      return { staff_id: staffId, reviewer_id: reviewer, deputy_ids: deputies, escalated, granted_by: grantedBy };
    },
  },
  Staff: kind({ staffId: staff }),
  Session: kind({ staffId: staff }),
  Enrolment: kind({ staffId: staff, createdBy: staffOrNobody }),
  ExternalIdentity: kind({ staffId: staff, proposedBy: staffOrNobody }),
  AuditEvent: kind({ actorId: staffOrNobody, concernsStaffId: staffOrNobody }),
  Finding: kind({ ownerId: staffOrNobody, actorId: staffOrNobody }),
  ServiceLevelStudy: kind({ queue: fc.constantFrom(...QUEUES, ''), unit: fc.constantFrom(...UNITS, '') }),
  QuarantinedItem: {
    facts: fc.record({ queue: fc.constantFrom(...QUEUES, ''), unit: fc.constantFrom(...UNITS, '') }),
    columns: QUARANTINE_COLUMNS,
    relation: 'select queue, unit from quarantined_item',
  },
};

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'hold Recording': HOLD_KINDS,
  'extend Hold': HOLD_KINDS,
  'reveal Recording': REVEALABLE_FIELDS,
  'play Recording': PURPOSES,
  'decide AccessReview': REVIEW_DECISIONS,
};

/** Everything that can be asked about things of a kind with facts; with each field, and without any. */
export function questionsOf(name: string): Question[] {
  return (VOCABULARY[name] ?? []).flatMap(verb => {
    const fields = FIELDS[`${verb} ${name}`] ?? [];
    return [{ verb, kind: name }, ...fields.map(field => ({ verb, kind: name, field }))];
  });
}

/** What is asked for a call lies beside that call's own facts. */
function askedForCall(): Kind {
  return kind({
    queue: fc.constantFrom(...QUEUES),
    unit: fc.constantFrom(...UNITS),
    agentId: staff,
    requestedBy: staff,
  });
}

/** Facts that are texts all. */
function kind(facts: Readonly<Record<string, fc.Arbitrary<string>>>): Kind {
  const names = Object.keys(facts);
  const columns = names.map(name => [name, { sql: `"${name}"`, type: 'text' }] as const);
  return {
    facts: fc.record({ ...facts }),
    columns: Object.fromEntries(columns),
    relation: `select ${names.map(name => `'' as "${name}"`).join(', ')}`,
  };
}
