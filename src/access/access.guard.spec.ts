import { Controller, Get, Post, UseFilters } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditTrail, LogGate, type EventDraft } from '../audit/index.js';
import { LAST_DAY } from '../kernel/calendar.js';
import { Clock, MovableClock } from '../kernel/clock.js';
import {
  Action,
  Anyone,
  CurrentRules,
  ProblemFilter,
  SignedIn,
  type RequestInHand,
  type Requester,
  type Rules,
} from '../platform/http/index.js';
import { Access, type Permissions } from './access.js';
import { AccessGuard } from './access.guard.js';
import { CurrentPermissions } from './current-permissions.js';
import { PersonFactsReader } from './person-facts.js';
import type { Role } from './roles.js';
import { ANNA, EERO, grant, MAIJA } from './testing/person.js';

@UseFilters(ProblemFilter)
@Controller()
class Routes {
  @Get('unopened')
  unopened(): string {
    return 'seen';
  }

  @Get('anyone')
  @Anyone()
  anyone(): string {
    return 'seen';
  }

  @Get('signed-in')
  @SignedIn()
  signedIn(@CurrentPermissions() { person, ability }: Permissions): object {
    return { id: person?.id ?? null, lists: ability.can('list', 'Grant') };
  }

  @Get('grants')
  @Action('list', 'Grant')
  grants(): string {
    return 'seen';
  }

  @Get('recordings')
  @Action('list', 'Recording')
  recordings(): string {
    return 'seen';
  }

  @Post('recordings')
  @Action('ingest', 'Recording')
  ingest(): string {
    return 'taken';
  }

  @Get('sessions')
  @SignedIn()
  sessions(@CurrentRules() rules: Rules): boolean[] {
    return [EERO, MAIJA].map(staffId => rules.allow('end', 'Session', { staffId }));
  }

  @Get('without-permissions')
  @Anyone()
  withoutPermissions(@CurrentPermissions() _: Permissions): string {
    return 'seen';
  }
}

const staff: Requester = { kind: 'staff', id: MAIJA, sessionId: ANNA, accessEpoch: 1, address: '192.0.2.1' };
const machine: Requester = { ...staff, kind: 'service', id: EERO, serviceRole: 'ingest', sessionId: null };

let app: NestFastifyApplication;
const gate = new LogGate();
let asks: Requester | undefined;
let role: Role;
const events: EventDraft[] = [];

/** Maija, with a grant of the role that the test names. */
const facts = {
  of: ({ id }: Pick<Requester, 'id'>) =>
    Promise.resolve({ id, active: true, boundThroughOn: LAST_DAY, enrolled: [], grants: [grant(role)] }),
};
const trail = { recordAlone: (draft: EventDraft) => Promise.resolve(events.push(draft)) };

beforeAll(async () => {
  const providers = [
    ...[Access, { provide: APP_GUARD, useClass: AccessGuard }, { provide: LogGate, useValue: gate }],
    { provide: PersonFactsReader, useValue: facts },
    { provide: AuditTrail, useValue: trail },
    { provide: Clock, useValue: new MovableClock(new Date('2026-11-24T07:00:00Z')) },
  ];
  const module = await Test.createTestingModule({ controllers: [Routes], providers }).compile();
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  const { instance } = { instance: app.getHttpAdapter().getInstance() };
  instance.addHook('onRequest', (request, _, done) => {
    if (asks) (request as unknown as RequestInHand).user = asks; // as Passport does it
    done();
  });
  await app.init();
});

afterAll(() => app.close());

beforeEach(() => {
  [asks, role] = [staff, 'administrator'];
  events.length = 0;
});

async function get(url: string, method: 'GET' | 'POST' = 'GET') {
  const { statusCode, body } = await app.inject({ method, url });
  return { statusCode, body };
}

async function refused(url: string): Promise<readonly [number, unknown]> {
  const { statusCode, body } = await get(url);
  return [statusCode, (JSON.parse(body) as { code: string }).code];
}

describe('the way to every route', () => {
  it('is closed where the route declares no opening, to whoever asks', async () => {
    expect(await refused('/unopened')).toEqual([403, 'route-not-opened']);
    asks = undefined;
    expect(await refused('/unopened')).toEqual([403, 'route-not-opened']);
  });

  it('is open to anyone where it says so, signed in or not', async () => {
    expect((await get('/anyone')).body).toBe('seen');
    asks = undefined;
    expect((await get('/anyone')).body).toBe('seen');
  });

  it.each(['/signed-in', '/grants'])('needs a person for %s', async url => {
    asks = undefined;
    expect(await refused(url)).toEqual([401, 'not-signed-in']);
    expect(events).toEqual([]);
  });

  it('is open to whoever is signed in where it says so, with what they may do at hand', async () => {
    expect(JSON.parse((await get('/signed-in')).body)).toEqual({ id: MAIJA, lists: true });
    role = 'agent';
    expect(JSON.parse((await get('/signed-in')).body)).toEqual({ id: MAIJA, lists: false });
    expect(events).toEqual([]);
  });

  it('is open to those whose rules allow the action on something at all', async () => {
    expect((await get('/grants')).body).toBe('seen');
    expect(events).toEqual([]);
  });

  it('is closed to the others, and that they asked is on record', async () => {
    role = 'agent';
    expect(await refused('/grants')).toEqual([403, 'not-permitted']);
    expect(events).toEqual([
      {
        action: 'route.refused',
        outcome: 'refused',
        actor: expect.objectContaining({ kind: 'staff', id: MAIJA }) as object,
        facts: { verb: 'list', subject: 'Grant' },
      },
    ]);
  });

  it('is open to a machine for its one thing', async () => {
    asks = machine;
    expect((await get('/recordings', 'POST')).body).toBe('taken');
    expect(await refused('/grants')).toEqual([403, 'not-permitted']);
    expect(events).toMatchObject([{ action: 'route.refused', actor: { kind: 'service', id: EERO } }]);
  });

  it('is closed to everybody where it shows of recordings, while the database may be a backup that nobody has accepted', async () => {
    role = 'team-lead';
    gate.close('alarm');
    expect(await get('recordings')).toEqual({ statusCode: 200, body: 'seen' });
    gate.close('not-continued');
    expect(await refused('recordings')).toEqual([503, 'log-closed']);
    role = 'administrator';
    expect(await refused('recordings')).toEqual([403, 'not-permitted']);
    expect(await get('grants')).toEqual({ statusCode: 200, body: 'seen' });
    expect(await get('signed-in')).toMatchObject({ statusCode: 200 });
    gate.open('not-continued');
    gate.open('alarm');
  });

  it('lets the floors below ask the rules about one thing, by its facts', async () => {
    expect(JSON.parse((await get('/sessions')).body)).toEqual([true, false]);
  });

  it('leaves nothing to be decided with where no guard has looked who asks', async () => {
    expect(await refused('/without-permissions')).toEqual([403, 'not-permitted']);
  });
});
