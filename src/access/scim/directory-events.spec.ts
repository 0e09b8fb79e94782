import { describe, expect, it } from '@jest/globals';
import type { Actor, AuditTrail, EventDraft } from '../../audit/index.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ANNA, EERO, MAIJA } from '../testing/person.js';
import { DirectoryEvents } from './directory-events.js';
import * as faults from './scim-faults.js';

const THERE = 'in the transaction';
const em = { name: THERE } as unknown as EntityManager; // only handed on
const account = { kind: 'service', id: EERO, sessionId: null, address: '192.0.2.1' } as const;
const directory: Actor = account;
const requester: Requester = { ...account, serviceRole: 'scim', accessEpoch: 0 };

/** What the log was told, and where: in the transaction of a change, or alone. */
function events() {
  const told: [string, EventDraft][] = [];
  const trail = {
    record: (within: unknown, draft: EventDraft) => {
      told.push([(within as { name: string }).name, draft]);
      return Promise.resolve();
    },
    recordAlone: (draft: EventDraft) => {
      told.push(['alone', draft]);
      return Promise.resolve();
    },
  };
  return { told, events: new DirectoryEvents(trail as unknown as AuditTrail) };
}

const concerning = { object: { kind: 'staff', id: MAIJA }, concernsStaffId: MAIJA };
const refusal = { action: 'directory.refused', outcome: 'refused', actor: directory };

describe('what the log is told of a directory', () => {
  it('is what it did to a person, by the names of attributes alone', async () => {
    const { told, events: log } = events();
    await log.provisioned(em, { staffId: MAIJA, operation: 'changed', attributes: ['title'] }, directory);
    const facts = { operation: 'changed', attributes: ['title'] };
    expect(told).toEqual([[THERE, { action: 'directory.provisioned', actor: directory, ...concerning, facts }]]);
  });

  it('is how many came into a group and left it', async () => {
    const { told, events: log } = events();
    await log.groupChanged(em, { groupId: ANNA, operation: 'changed', added: 2, removed: 1 }, directory);
    const object = { kind: 'directory-group', id: ANNA };
    const facts = { operation: 'changed', added: 2, removed: 1 };
    expect(told).toEqual([[THERE, { action: 'directory-group.changed', actor: directory, object, facts }]]);
  });

  it('is what was refused while the rest goes on', async () => {
    const { told, events: log } = events();
    await log.refusedWithin(em, MAIJA, 'last-administrator', directory);
    expect(told).toEqual([[THERE, { ...refusal, reason: 'last-administrator', ...concerning }]]);
  });

  it.each([
    faults.notUnique(),
    faults.lastAdministrator(),
    faults.deactivatedElsewhere(),
    new DomainError('conflict', 'staff-exists', 'The user name is taken.'),
  ])('is by itself what a directory wanted that is not its to do: $code', async error => {
    const { told, events: log } = events();
    await expect(log.tellingRefusals(requester, MAIJA, () => Promise.reject(error))).rejects.toBe(error);
    expect(told).toEqual([['alone', { ...refusal, reason: error.code, ...concerning }]]);
  });

  it('names nobody where nobody was named yet', async () => {
    const { told, events: log } = events();
    const failing = log.tellingRefusals(requester, null, () => Promise.reject(faults.notUnique()));
    await expect(failing).rejects.toThrow(expect.objectContaining({ code: 'scim-not-unique' }));
    expect(told).toEqual([['alone', { ...refusal, reason: 'scim-not-unique' }]]);
  });

  it.each([faults.invalidPath(), faults.versionMismatch(), notFound(), new TypeError('odd')])(
    'is nothing of what was only said wrongly: %s',
    async error => {
      const { told, events: log } = events();
      await expect(log.tellingRefusals(requester, MAIJA, () => Promise.reject(error))).rejects.toBe(error);
      expect(told).toEqual([]);
    },
  );

  it('is nothing of what was done', async () => {
    const { told, events: log } = events();
    expect(await log.tellingRefusals(requester, MAIJA, () => Promise.resolve('done'))).toBe('done');
    expect(told).toEqual([]);
  });
});
