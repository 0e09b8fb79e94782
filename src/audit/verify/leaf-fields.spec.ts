import { describe, expect, it } from '@jest/globals';
import { CanonicalLeaf } from './canonical-leaf.js';
import { fieldNamed, LEAF_FIELDS } from './leaf-fields.js';
import { leafOf, PLAYBACK } from './testing/playback.js';

/** The fields that are found in an event, by their names. */
function fieldsOf(event: object): Record<string, unknown> {
  const leaf = new CanonicalLeaf();
  const bytes = leafOf(event);
  leaf.read(bytes, 0, bytes.length);
  const found = LEAF_FIELDS.filter(name => leaf.has(fieldNamed(name)));
  return Object.fromEntries(found.map(name => [name, JSON.parse(leaf.json(fieldNamed(name)))]));
}

describe('the fields that the verifier looks into', () => {
  it('are found at their places in an event', () => {
    const { actor, facts, ...top } = PLAYBACK;
    expect(fieldsOf(PLAYBACK)).toEqual({
      ...{ v: top.v, id: top.id, at: top.at, action: top.action, outcome: top.outcome, purpose: top.purpose },
      ...{ recordingId: top.recordingId, concernsStaffId: top.concernsStaffId },
      ...{ 'actor.kind': actor.kind, 'actor.id': actor.id, 'facts.contactId': facts.contactId },
      ...{ 'facts.startedAt': facts.startedAt, 'facts.queue': facts.queue, 'facts.agentId': facts.agentId },
    });
  });

  it('are found under no other name, however much it is like theirs', () => {
    const likes = LEAF_FIELDS.filter(name => !name.includes('.')).flatMap(name => [
      ...[`${name}s`, name.slice(1), name.toUpperCase(), `${name.slice(0, -1)}_`, `_${name.slice(1)}`],
    ]);
    expect(fieldsOf(Object.fromEntries(likes.map(name => [name, 'no'])))).toEqual({});
    expect(fieldsOf({ facts: { queues: 'no', Queue: 'no', agentid: 'no' }, actor: { kinds: 'no', iD: 'no' } })).toEqual(
      {},
    );
  });

  it('are found in no other object', () => {
    expect(fieldsOf({ actor: { queue: 'no', v: 'no' }, facts: { kind: 'no', id: 'no' }, object: PLAYBACK })).toEqual(
      {},
    );
    expect(fieldsOf({ facts: [{ queue: 'no' }], actor: 'no', 'actor.id': 'no' })).toEqual({});
    expect(fieldsOf({ kind: 'no', queue: 'no', facts: { actor: { id: 'no' } } })).toEqual({});
  });

  it('are no others', () => {
    expect(() => fieldNamed('facts.note')).toThrow(new RangeError('The verifier does not look into facts.note.'));
    expect(() => fieldNamed('actor')).toThrow(RangeError);
  });
});
