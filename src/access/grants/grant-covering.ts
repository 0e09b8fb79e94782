import { subject } from '@casl/ability';
import type { Day } from '../../kernel/calendar.js';
import type { Permissions } from '../access.js';
import type { Purpose } from '../purposes.js';
import type { GrantFacts, PersonFacts } from '../policy-facts.js';
import { rulesFor } from '../rules.js';
import type { AppAbility, RecordingFacts, RevealableField } from '../subjects.js';

/** What somebody does to a recording; `field` is the purpose of a playback, or the field of a reveal. */
export type RecordingUse =
  | { readonly verb: 'read' | 'set-ticket' }
  | { readonly verb: 'play'; readonly field: Purpose }
  | { readonly verb: 'reveal'; readonly field: RevealableField };

/**
 * The grant that a use of a recording falls under, for the log: the first, in the order of their making, whose rules
 * allow all of `uses` without any other. Undefined where no single one does.
 */
export function grantCovering(
  { person, today }: Pick<Permissions, 'person' | 'today'>,
  recording: RecordingFacts,
  ...uses: readonly RecordingUse[]
): GrantFacts | undefined {
  const facts = subject('Recording', { ...recording });
  return person?.grants.find(grant => {
    const alone = rulesOfOne(person, grant, today);
    return uses.every(use => ('field' in use ? alone.can(use.verb, facts, use.field) : alone.can(use.verb, facts)));
  });
}

/** By grant, since those of a person are read once an access epoch. */
const built = new WeakMap<GrantFacts, { readonly today: Day; readonly rules: AppAbility }>();

function rulesOfOne(person: PersonFacts, grant: GrantFacts, today: Day): AppAbility {
  const known = built.get(grant);
  if (known?.today === today) return known.rules;
  const rules = rulesFor({ ...person, grants: [grant] }, today);
  built.set(grant, { today, rules });
  return rules;
}
