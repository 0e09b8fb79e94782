import { describe, expect, it } from '@jest/globals';
import type { ShownWork } from '../../platform/work/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { as, EERO, MAIJA, TODAY } from '../testing/person.js';
import type { Role } from '../roles.js';
import { ChangeStream } from './change-stream.js';

const staff: Requester = { kind: 'staff', id: MAIJA, sessionId: 's', accessEpoch: 4, address: '192.0.2.1' };
const NOW = new Date('2026-11-24T07:00:00Z');
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const with_ = (role: Role): Permissions => ({ ability: as(role), person: null, today: TODAY });
const PERMISSIONS = with_('agent');
const HEARTBEAT = 'heartbeat {}';

function opened(permissions = PERMISSIONS, since?: number) {
  const stream = new ChangeStream(staff, permissions, since);
  return { stream, told: () => eventsOf(stream) };
}

/** What was told since it was asked last: the name and the data of each event. */
function eventsOf({ bytes }: ChangeStream): string[] {
  const text = (bytes.read() as Buffer | null)?.toString() ?? '';
  return [...text.matchAll(/event: (.*)\ndata: (.*)\n\n/g)].map(([, name, data]) => `${name} ${data}`);
}

function work(over: Partial<ShownWork> = {}): ShownWork {
  const about = { id: 'w', about: 'x', done: 1, total: 2, state: 'running' as const };
  return { ...about, kind: 'log-verification', ownerId: null, ...over };
}

describe('what a page is told while it is open', () => {
  it('is at once that it is heard, and nothing else where it knows of the present rights', () => {
    expect(opened().told()).toEqual([HEARTBEAT]);
    expect(opened(PERMISSIONS, 4).told()).toEqual([HEARTBEAT]);
    expect(new ChangeStream(staff, PERMISSIONS)).toMatchObject({ isEndless: true, dependsOn: [] });
  });

  it('is at once that the rights are others where it knows of those of another epoch', () => {
    expect(opened(PERMISSIONS, 3).told()).toEqual([HEARTBEAT, 'rights-changed {}']);
  });

  it('is that the rights are others with another epoch, or with other rules in the same one', () => {
    const { stream, told } = opened();
    told();
    stream.update(4, PERMISSIONS);
    stream.update(4, with_('agent'));
    expect(told()).toEqual([]);
    stream.update(4, with_('team-lead'));
    expect(told()).toEqual(['rights-changed {}']);
    stream.update(4, with_('team-lead'));
    expect(told()).toEqual([]);
    stream.update(5, with_('team-lead'));
    expect(told()).toEqual(['rights-changed {}']);
  });

  it('is once that the session ends within five minutes, in whole seconds', () => {
    const { stream, told } = opened();
    told();
    stream.announce({ at: inSeconds(300.001), because: 'idle' }, NOW);
    expect(told()).toEqual([]);
    stream.announce({ at: inSeconds(300), because: 'idle' }, NOW);
    stream.announce({ at: inSeconds(300), because: 'idle' }, inSeconds(10));
    expect(told()).toEqual(['session-ends-soon {"because":"idle","inSeconds":300}']);
    stream.announce({ at: inSeconds(299.5), because: 'too-old' }, NOW);
    expect(told()).toEqual(['session-ends-soon {"because":"too-old","inSeconds":299}']);
    stream.announce({ at: inSeconds(-5), because: 'idle' }, NOW);
    expect(told()).toEqual(['session-ends-soon {"because":"idle","inSeconds":0}']);
  });

  it('is that the session goes on, once it was used after it had been said to end', () => {
    const { stream, told } = opened();
    stream.announce({ at: inSeconds(60), because: 'idle' }, NOW);
    told();
    stream.announce({ at: inSeconds(1_800), because: 'idle' }, NOW);
    stream.announce({ at: inSeconds(1_700), because: 'idle' }, NOW);
    expect(told()).toEqual(['session-goes-on {}']);
  });

  it('is how far the work is that the person waits for, when that has changed, and never whose it is', () => {
    const { stream, told } = opened();
    told();
    const mine = work({ kind: 'reconciliation', ownerId: MAIJA });
    stream.showWork([mine, work({ ownerId: EERO })]);
    stream.showWork([mine]);
    const shown = '{"id":"w","about":"x","done":1,"total":2,"state":"running","kind":"reconciliation"}';
    expect(told()).toEqual([`work {"items":[${shown}]}`]);
    stream.showWork([{ ...mine, done: 2 }]);
    expect(told()).toEqual([`work {"items":[${shown.replace('"done":1', '"done":2')}]}`]);
    stream.showWork([]);
    expect(told()).toEqual(['work {"items":[]}']);
  });

  it.each([
    ['log-verification', ['data-protection-officer', 'auditor']],
    ['reconciliation', ['team-lead', 'rights-officer', 'data-protection-officer', 'auditor', 'administrator']],
  ] as const)('is how far the %s of the house is only for %j', (kind, roles) => {
    const all = [
      'agent',
      'team-lead',
      'rights-officer',
      'data-protection-officer',
      'auditor',
      'administrator',
    ] as const;
    const knowing = all.filter(role => {
      const { stream, told } = opened(with_(role));
      told();
      stream.showWork([work({ kind })]);
      return told().length > 0;
    });
    expect(knowing).toEqual(roles);
  });

  it('is nothing of other work of the house', () => {
    const { stream, told } = opened(with_('auditor'));
    told();
    for (const kind of ['rights-package', 'redacted-copy', 'audit-export'] as const) stream.showWork([work({ kind })]);
    expect(told()).toEqual([]);
  });

  it.each(['refused', 'unchecked', 'shutdown'] as const)('ends without a word that the session has: %s', because => {
    const { stream, told } = opened();
    told();
    stream.stop(because);
    expect([told(), stream.bytes.readableEnded || stream.bytes.destroyed]).toEqual([[], false]);
    stream.bytes.resume();
    return new Promise<void>(resolve => stream.bytes.once('end', resolve));
  });

  it('ends with why the session has, where it has', () => {
    const { stream, told } = opened();
    told();
    stream.stop('signed-out');
    expect(told()).toEqual(['session-ended {"because":"signed-out"}']);
  });

  it('ends for somebody who does not read', () => {
    const { stream } = opened();
    for (let beat = 0; beat < 10_000 && !stream.bytes.destroyed; beat++) stream.heartbeat();
    expect(stream.bytes.destroyed).toBe(true);
  });
});
