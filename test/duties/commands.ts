import type { Counts } from '../support/counts.js';
import { deepEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, startOfDay } from '../../src/kernel/calendar.js';
import type { Decider, Model, ModelDuties } from './model.js';
import type { Real } from './real.js';

type Command = fc.AsyncCommand<Model, Real>;
type Act = (model: Model, real: Real, counts: Counts) => Promise<void>;

/** One step: done on both sides, after which what works and what is being examined must be the same. */
class Step implements Command {
  constructor(
    private readonly name: string,
    private readonly counts: Counts,
    private readonly act: Act,
    private readonly possible: (model: Readonly<Model>) => boolean = () => true,
  ) {}

  check(model: Readonly<Model>): boolean {
    return model.active && this.possible(model);
  }

  async run(model: Model, real: Real): Promise<void> {
    await this.act(model, real, this.counts);
    this.counts.add('steps');
    this.counts.add(`step: ${this.name.replace(/ .*/, '')}`);
    await compare(model, real, this.counts);
  }

  toString(): string {
    return this.name;
  }
}

/** Everything that can happen to a person's access. */
export function commands(counts: Counts): fc.Arbitrary<Iterable<Command>> {
  return fc.commands(
    [
      ...times(2, give(counts)),
      ...times(4, change(counts)),
      ...times(5, decide(counts)),
      ...times(2, move(counts)),
      ...times(4, job(counts)),
      withdraw(counts),
      revoke(counts),
      fc.constant(new Step('recovery', counts, recovery)),
      fc.constant(new Step('deactivation', counts, deactivation)),
    ],
    { maxCommands: 16, size: 'max' },
  );
}

function times<T>(count: number, one: T): T[] {
  return Array<T>(count).fill(one);
}

const decider = fc.constantFrom<Decider>('manager', 'administrator');

function give(counts: Counts): fc.Arbitrary<Command> {
  const wanted = fc.record({
    by: decider,
    from: fc.constantFrom(0, 0, 0, 3),
    days: fc.constantFrom(2, 10, 40, 300),
    own: fc.boolean(),
  });
  return wanted.map(({ by, from, days, own }) => {
    const act: Act = async (model, real) => {
      const fromOn = addDays(model.today, from);
      const grant = { fromOn, untilOn: addDays(fromOn, days), ownCallsOnly: own };
      deepEqual(await real.give(by, grant), note(counts, 'give', model.give({ ...grant, grantedBy: by })));
    };
    return new Step(
      `give by ${by} from ${from} for ${days} ${own ? 'own' : 'all'}`,
      counts,
      act,
      ({ grants }) => grants.length < 5,
    );
  });
}

function change(counts: Counts): fc.Arbitrary<Command> {
  const value = fc.option(fc.constantFrom('A', 'B'), { nil: undefined });
  const fields = fc.constantFrom<keyof ModelDuties>('unit', 'title', 'queue', 'managerId');
  const duties = fc.record({
    ...{ unit: value, title: value, queue: value },
    managerId: fc.option(fc.constantFrom('manager', 'other', null), { nil: undefined }),
  });
  const asked = fc.record({
    wanted: fc.oneof(
      duties,
      fields.chain(field => duties.map(all => ({ [field]: all[field] }))),
    ),
    days: fc.constantFrom(-3, 0, 0, 2, 7, 20),
    firstTime: fc.option(fc.subarray<keyof ModelDuties>(['unit', 'title', 'queue', 'managerId'])),
  });
  return asked.map(({ wanted, days, firstTime }) => {
    const news = Object.fromEntries(
      Object.entries(wanted).filter(([, one]) => one !== undefined),
    ) as Partial<ModelDuties>;
    const act: Act = async (model, real) => {
      const before = model.reviews.length;
      const on = addDays(model.today, days);
      const opened = model.change(news, on, firstTime ?? []);
      const found = await real.change(news, on, firstTime);
      const kind = opened === undefined ? 'unchanged' : opened === null ? 'no review' : `review: ${opened.kind}`;
      counts.add(`change: ${kind}`);
      deepEqual(typeof found === 'string' ? 'one' : found, opened ? 'one' : opened);
      deepEqual(model.reviews.length - before, opened ? 1 : 0);
    };
    return new Step(`change ${JSON.stringify(news)} in ${days} first ${String(firstTime)}`, counts, act);
  });
}

function withdraw(counts: Counts): fc.Arbitrary<Command> {
  return fc.nat(9).map(n => {
    const act: Act = async (model, real) => {
      const place = n % model.changes.length;
      const change = model.changes[place];
      if (!change) return;
      deepEqual(await real.withdraw(place), note(counts, 'withdraw', model.withdraw(change)));
    };
    return new Step(`withdraw ${n}`, counts, act, ({ changes }) => changes.length > 0);
  });
}

function decide(counts: Counts): fc.Arbitrary<Command> {
  const wanted = fc.record({
    ...{ review: fc.nat(9), grant: fc.nat(9), all: fc.boolean() },
    decision: fc.constantFrom('keep', 'keep', 'narrow', 'revoke'),
    by: fc.constantFrom<Decider>('manager', 'manager', 'administrator', 'person'),
  });
  return wanted.map(({ review, grant, decision, by, all }) => {
    const act: Act = async (model, real) => {
      const place = lastOpen(model) ?? review % model.reviews.length;
      const examined = model.reviews[place];
      if (!examined) return;
      const grants = all
        ? [...examined.items.keys()].map(one => model.grants.indexOf(one))
        : [grant % model.grants.length];
      for (const one of grants) {
        const judged = model.grants[one];
        if (!judged) continue;
        const outcome = await real.decide(place, one, decision, by);
        deepEqual(outcome, note(counts, 'decide', model.decide(examined, judged, decision, by)));
      }
    };
    const name = `decide ${decision} by ${by} on ${all ? 'all' : grant} of ${review}`;
    return new Step(name, counts, act, ({ reviews, grants }) => reviews.length > 0 && grants.length > 0);
  });
}

/** Most decisions are about what is open. */
function lastOpen(model: Model): number | undefined {
  const place = model.reviews.findLastIndex(({ outcome }) => outcome === null);
  return place < 0 ? undefined : place;
}

function revoke(counts: Counts): fc.Arbitrary<Command> {
  return fc.nat(9).map(n => {
    const act: Act = async (model, real) => {
      const place = n % model.grants.length;
      const grant = model.grants[place];
      if (!grant) return;
      await real.revoke(place);
      model.revoke(grant);
    };
    return new Step(`revoke ${n}`, counts, act, ({ grants }) => grants.length > 0);
  });
}

function move(counts: Counts): fc.Arbitrary<Command> {
  return fc
    .constantFrom(1, 1, 3, 7, 14, 23, 31)
    .map(days => new Step(`move ${days}`, counts, (model, real) => moveBy(model, real, days)));
}

/** Days pass, and the job looks: or not, since a server may have been down. */
function job(counts: Counts): fc.Arbitrary<Command> {
  return fc.constantFrom(0, 1, 5, 15, 30).map(days => {
    const act: Act = async (model, real) => {
      await moveBy(model, real, days);
      await real.runJob();
      model.runJob();
      const due = model.reviews.filter(({ outcome, revokeOn }) => outcome === null && revokeOn <= model.today);
      deepEqual(due, []);
      deepEqual(await real.duties(), model.duties);
    };
    return new Step(`job after ${days}`, counts, act);
  });
}

async function moveBy(model: Model, real: Real, days: number): Promise<void> {
  model.today = addDays(model.today, days);
  real.clock.moveTo(startOfDay(model.today));
  return Promise.resolve();
}

const recovery: Act = async (model, real) => {
  const opened = model.open('recovery');
  deepEqual((await real.recover()) !== null, opened !== null);
};

const deactivation: Act = async (model, real) => {
  await real.deactivate();
  model.deactivate();
};

/** Every person begins with two grants, of one giver each. */
export async function begin(model: Model, real: Real): Promise<void> {
  await real.begin(model.today);
  for (const by of ['manager', 'administrator'] as const) {
    const grant = { fromOn: model.today, untilOn: addDays(model.today, 200), ownCallsOnly: false };
    deepEqual(await real.give(by, grant), model.give({ ...grant, grantedBy: by }));
  }
}

/** What works now, and every review with each of its decisions. */
async function compare(model: Model, real: Real, counts: Counts): Promise<void> {
  const working = model.working();
  deepEqual(
    await real.working(),
    working.map(grant => model.grants.indexOf(grant)),
  );
  const found = await real.reviews();
  deepEqual(
    found.map(told),
    model.reviews.map(({ kind, suspendOn, revokeOn, outcome, items }) => ({
      ...{ kind, suspendOn, revokeOn, outcome },
      decisions: [...items].sort(([a], [b]) => model.grants.indexOf(a) - model.grants.indexOf(b)).map(([, one]) => one),
    })),
  );
  const changes = found.map(({ duty_change_id: id }) => id).filter(id => id !== null);
  deepEqual(new Set(changes).size, changes.length);
  tally(model, working.length, counts);
}

function told({
  kind,
  suspend_on: suspendOn,
  revoke_on: revokeOn,
  outcome,
  decisions,
}: Awaited<ReturnType<Real['reviews']>>[number]) {
  return { kind, suspendOn, revokeOn, outcome, decisions };
}

function tally(model: Model, working: number, counts: Counts): void {
  const open = model.reviews.filter(({ outcome }) => outcome === null);
  const patient = open.some(({ kind, suspendOn }) => kind === 'recertification' && model.today < suspendOn);
  if (patient && working > 0) counts.add('seen: works before the deadline of a recertification');
  const undecided = open.some(({ suspendOn, items }) => suspendOn <= model.today && [...items.values()].includes(null));
  if (undecided) counts.add('seen: suspended');
}

function note(counts: Counts, what: string, outcome: string): string {
  counts.add(`${what}: ${outcome}`);
  return outcome;
}
