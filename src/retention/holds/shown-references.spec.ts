import { describe, expect, it } from '@jest/globals';
import { as, TODAY } from '../../access/testing/person.js';
import { ShownReferences } from './shown-references.js';

describe('the reference of a hold', () => {
  const who = { ability: as('team-lead'), person: null, today: TODAY };

  it('is never the number of a data subject’s case before somebody has said who sees which cases, or to whom sees none', () => {
    const unseen = { sql: "case when h.kind <> 'rights-request' or false then h.reference else '' end", values: [] };
    const references = new ShownReferences();
    expect(references.of(who, 2)).toEqual(unseen);
    references.byCases(() => null);
    expect(references.of(who, 2)).toEqual(unseen);
  });

  it('is shown of the cases that somebody sees', () => {
    const references = new ShownReferences();
    references.byCases((_who, taken) => ({ sql: `select number from seen where a = $${taken + 1}`, values: ['a'] }));
    expect(references.of(who, 2)).toEqual({
      sql:
        `case when h.kind <> 'rights-request' or h.reference in (select number from seen where a = $3) ` +
        `then h.reference else '' end`,
      values: ['a'],
    });
  });
});
