import { createMongoAbility } from '@casl/ability';
import fc from 'fast-check';
import type pg from 'pg';
import type { ServiceRole } from '../../src/access/roles.js';
import type { PersonFacts } from '../../src/access/policy-facts.js';
import { rulesFor, rulesForService } from '../../src/access/rules.js';
import type { AppAbility } from '../../src/access/subjects.js';
import { parseDay, type Day } from '../../src/kernel/calendar.js';
import { KINDS, questionsOf, type Facts, type Question } from './kinds.js';
import { inventedRules, type InventedRule } from './invented-rules.js';
import { day, person } from './people.js';
import { judgeBothWays, prepareRelations, type Judgement } from './two-sides.js';

const RUNS_A_ROUND = 100;
const MOST_RECORDINGS = 20;
const MOST_OTHERS = 8;

/** Who asks on which day, and about what: recordings always, and things of one other kind. */
export interface Sample {
  readonly who: PersonFacts | ServiceRole | readonly InventedRule[];
  readonly today: Day;
  readonly recordings: readonly Facts[];
  readonly others: { readonly kind: string; readonly things: readonly Facts[] };
}

/** How often something was asked, and how often allowed: a proof of what is never allowed proves nothing. */
export interface Tally {
  readonly question: Question;
  judged: number;
  allowed: number;
}

export interface PairsReport {
  readonly seed: number;
  /** Pairs of an ability and a recording, each judged for every verb, field and purpose. */
  readonly pairs: number;
  /** Pairs of an ability and something else that rules are about. */
  readonly otherPairs: number;
  readonly abilities: number;
  readonly judgements: number;
  readonly tallies: readonly Tally[];
  /** The smallest sample found on which the two sides differ, with what they say; null where they agree. */
  readonly counterexample: Counterexample | null;
}

export interface Counterexample extends Sample {
  readonly differences: readonly string[];
  readonly shrinks: number;
}

/** Judges random `pairs` both ways, by PostgreSQL behind `client` and in memory; ends at the first difference. */
export async function runPairs(
  client: pg.Client,
  { pairs, seed, onProgress = () => undefined }: { pairs: number; seed: number; onProgress?: (pairs: number) => void },
): Promise<PairsReport> {
  await prepareRelations(client);
  const count = new Count();
  let counterexample: Counterexample | null = null;
  for (let round = 0; count.pairs < pairs && !counterexample; round += 1) {
    counterexample = await runRound(client, seed + round, count);
    onProgress(count.pairs);
  }
  const { pairs: judged, otherPairs, abilities, judgements } = count;
  return { seed, pairs: judged, otherPairs, abilities, judgements, tallies: count.tallies(), counterexample };
}

/** Questions that were never allowed, or never refused. */
export function oneSided({ tallies }: PairsReport): string[] {
  return tallies
    .filter(({ judged, allowed }) => allowed === 0 || allowed === judged)
    .map(({ question, judged, allowed }) => `${nameOf(question)}: ${allowed} of ${judged} allowed`);
}

/** A question in the words of the rules, such as `reveal Recording name`. */
export function nameOf({ verb, kind, field }: Question): string {
  return [verb, kind, field].filter(Boolean).join(' ');
}

async function runRound(client: pg.Client, seed: number, count: Count): Promise<Counterexample | null> {
  const property = fc.asyncProperty(sample, async one => {
    const judgements = await judgeSample(client, one);
    count.add(one, judgements);
    return differences(judgements).length === 0;
  });
  const { counterexample, numShrinks } = await fc.check(property, { seed, numRuns: RUNS_A_ROUND });
  if (!counterexample) return null;
  const [smallest] = counterexample;
  return { ...smallest, shrinks: numShrinks, differences: differences(await judgeSample(client, smallest)) };
}

const others = Object.keys(KINDS).filter(kind => kind !== 'Recording');

const sample: fc.Arbitrary<Sample> = fc.record({
  who: fc.oneof(
    { arbitrary: person, weight: 40 },
    { arbitrary: inventedRules, weight: 8 },
    { arbitrary: fc.constantFrom<ServiceRole>('ingest', 'scim', 'metrics'), weight: 1 },
  ),
  today: fc.oneof({ arbitrary: fc.constant(parseDay('2026-11-24')), weight: 4 }, { arbitrary: day, weight: 1 }),
  recordings: things('Recording', MOST_RECORDINGS),
  others: fc
    .constantFrom(...others)
    .chain(kind => fc.record({ kind: fc.constant(kind), things: things(kind, MOST_OTHERS) })),
});

function things(kind: string, maxLength: number): fc.Arbitrary<Facts[]> {
  return fc.array(KINDS[kind]?.facts ?? fc.constant({}), { minLength: 1, maxLength, size: 'max' });
}

async function judgeSample(client: pg.Client, { who, today, recordings, others }: Sample): Promise<Judgement[]> {
  const ability = abilityOf(who, today);
  knowsFactsOf(ability);
  return [
    ...(await judgeBothWays(client, ability, 'Recording', recordings)),
    ...(await judgeBothWays(client, ability, others.kind, others.things)),
  ];
}

function abilityOf(who: Sample['who'], today: Day): AppAbility {
  if (typeof who === 'string') return rulesForService(who);
  return 'grants' in who ? rulesFor(who, today) : createMongoAbility<AppAbility>([...who]);
}

/** A rule with conditions about a kind that no sample is made of would go unproven. */
function knowsFactsOf({ rules }: AppAbility): void {
  const unknown = rules.find(({ conditions, subject }) => conditions && !(String(subject) in KINDS));
  if (unknown)
    throw new Error(`The rules have conditions on ${String(unknown.subject)}, which test/policy/kinds.ts lacks.`);
}

function differences(judgements: readonly Judgement[]): string[] {
  return judgements
    .filter(({ inMemory, inSql }) => inMemory !== inSql)
    .map(
      ({ question, place, inMemory }) => `${nameOf(question)} of no. ${place}: ${inMemory ? 'in memory' : 'SQL'} only`,
    );
}

class Count {
  pairs = 0;
  otherPairs = 0;
  abilities = 0;
  judgements = 0;
  readonly #tallies = new Map<string, Tally>(
    Object.keys(KINDS)
      .flatMap(questionsOf)
      .map(question => [nameOf(question), { question, judged: 0, allowed: 0 }]),
  );

  add({ recordings, others }: Sample, judgements: readonly Judgement[]): void {
    this.pairs += recordings.length;
    this.otherPairs += others.things.length;
    this.abilities += 1;
    this.judgements += judgements.length;
    for (const { question, inMemory } of judgements) {
      const tally = this.#tallies.get(nameOf(question));
      if (!tally) continue;
      tally.judged += 1;
      if (inMemory) tally.allowed += 1;
    }
  }

  tallies(): Tally[] {
    return [...this.#tallies.values()];
  }
}
