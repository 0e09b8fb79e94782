import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { AUDIT_ACTIONS } from './actions.js';

const PAGE = join(import.meta.dirname, '../../docs/audit-events.md');

describe('the actions of the log', () => {
  it('are the ones that the page tells of, no more and no fewer', () => {
    const [, list = ''] = readFileSync(PAGE, 'utf8').split('## The actions');
    const told = [...list.matchAll(/`([a-z-]+\.[a-z-]+)`/g)].map(([, action]) => action);
    expect(told.sort()).toEqual([...AUDIT_ACTIONS].sort());
  });

  it('are each a noun and a past participle', () => {
    expect(AUDIT_ACTIONS.filter(action => !/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(action))).toEqual([]);
  });
});
