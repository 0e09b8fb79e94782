import { subject } from '@casl/ability';
import type { GrantFacts, PersonFacts } from '../../src/access/policy-facts.js';
import { rulesFor } from '../../src/access/rules.js';
import { NO_EXCEPTION } from '../../src/access/subjects.js';
import { LAST_DAY, parseDay } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import type { Part } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import { MANY_PEOPLE, SMALL, type Crowd, type Site } from '../harness/site.js';
import type { Row } from './row.js';

const LISTENER = 'liisa.lupa';
const LIST = { method: 'GET', path: '/api/v1/recordings?limit=50' } as const;
const GRANTS_EACH = MANY_PEOPLE.grants / MANY_PEOPLE.staff;

/** One is too short for the clock. */
const AT_ONCE = 200;

/** What the rules cost of a request that is guarded by them. */
export const rulesOfARequest: Row = {
  name: 'rules-of-a-list',
  prepare: async site => ({
    name: 'rules-of-a-list',
    what: `building the ability of a person with ${GRANTS_EACH} grants and judging one recording by it, against a whole GET of a list of 50 out of ${SMALL.toLocaleString('en')} recordings by a team lead`,
    goal: { kind: 'time-at-most', ratio: 0.05 },
    by: 'latency',
    atOnce: 1,
    ours: { name: 'building and judging', operation: buildAndJudge },
    baseline: [await listing(site, null)],
  }),
};

/** A list among many people, whose rights must not weigh on who asks. */
export const listAmongMany: Row = {
  name: 'list-50-among-10k-people',
  prepare: async site => ({
    name: 'list-50-among-10k-people',
    what: `GET of a list of 50 out of ${SMALL.toLocaleString('en')} recordings by a team lead among ${MANY_PEOPLE.staff.toLocaleString('en')} more people with ${MANY_PEOPLE.grants.toLocaleString('en')} grants, against the same among those of the demo`,
    goal: { kind: 'time-at-most', ratio: 1.2 },
    by: 'latency',
    atOnce: 1,
    ours: await listing(site, MANY_PEOPLE),
    baseline: [await listing(site, null)],
  }),
};

async function listing(site: Site, crowd: Crowd | null): Promise<Part> {
  const client = await (await site.installation(SMALL, crowd)).as(LISTENER);
  const operation: Operation = async () => (await client.send(LIST, 200)).wholeMs;
  return { name: crowd ? `list among ${crowd.staff.toLocaleString('en')} people` : 'list', operation };
}

const TODAY = parseDay('2026-11-24');

const buildAndJudge: Operation = () => {
  const startedAtMs = performance.now();
  for (let done = 0; done < AT_ONCE; done += 1) {
    if (!rulesFor(PERSON, TODAY).can('read', subject('Recording', { ...RECORDING }))) throw new Error('it is refused');
  }
  return Promise.resolve((performance.now() - startedAtMs) / AT_ONCE);
};

const PERSON: PersonFacts = {
  id: newId(new Date()),
  active: true,
  boundThroughOn: LAST_DAY,
  enrolled: [],
  grants: Array.from({ length: GRANTS_EACH }, (_, place) => grantOf(`queue-${place}`)),
};

function grantOf(queue: string): GrantFacts {
  return {
    ...{ id: newId(new Date()), role: 'team-lead', queues: [queue], units: ['Ward systems'], ownCallsOnly: false },
    ...{ purposes: ['service-development', 'internal-training'], fromOn: TODAY, untilOn: LAST_DAY, suspended: false },
  };
}

/** In the scope of the first grant, which is looked at last. */
const RECORDING = {
  ...{
    queue: 'queue-0',
    unit: 'Ward systems',
    agentId: newId(new Date()),
    holdPurposes: [],
    heldThroughOn: '2026-12-31',
    restricted: false,
    exceptedThroughOn: NO_EXCEPTION,
    blockedPurposes: [],
  },
  ...{ ordinaryDueOn: '2027-01-24', dueOn: '2027-01-24' },
};
