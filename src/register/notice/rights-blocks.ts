import type { LegalBasis } from '../../rights/index.js';
import { list, paragraph, where, type TextBlock } from '../papers/text-block.js';
import type { NoticeFacts } from './notice-facts.js';
import type { Writing } from './writing.js';
import { numberOf } from './writing.js';

/** On which bases a right rests: GDPR arts. 21(1), 20(1) and 7(3). */
const OBJECTION: readonly LegalBasis[] = ['public-task', 'legitimate-interest'];
const PORTABILITY: readonly LegalBasis[] = ['consent', 'contract'];
const CONSENT: readonly LegalBasis[] = ['consent'];

/**
 * §15: the rights that the bases of the purposes give, how to use them, and to whom one can complain. The right to object stands apart
 * from the others (GDPR art. 21(4)).
 */
export function rightsBlocks(facts: NoticeFacts, writing: Writing): readonly TextBlock[] {
  const { rights: words } = writing.words;
  const [objection, portability, consent] = [OBJECTION, PORTABILITY, CONSENT].map(bases => on(bases, facts, writing));
  return [
    paragraph('rights.lead', words.lead),
    list('rights.list', [
      ...words.always,
      ...(portability ? [words.portability(portability)] : []),
      ...(consent ? [words.consent(consent)] : []),
      words.complaint,
    ]),
    paragraph('rights.objection', objection ? words.objection(objection) : words.noObjection),
    ...where(!portability, paragraph('rights.no-portability', words.noPortability)),
    ...where(!consent, paragraph('rights.no-consent', words.noConsent)),
    paragraph('rights.how', words.how(numberOf('officer'))),
    paragraph('rights.when', words.when),
    paragraph('rights.refused', words.refused),
    paragraph('rights.recipients-told', words.recipientsTold),
    paragraph('rights.authority', words.authority),
    paragraph('rights.authority-contact', facts.authority?.join('\n') ?? writing.words.open),
  ];
}

/** The purposes on one of `bases`, in a sentence; null where there is none. */
function on(bases: readonly LegalBasis[], { purposes }: NoticeFacts, { words, or }: Writing): string | null {
  const names = purposes.filter(({ basis }) => basis !== null && bases.includes(basis)).map(({ purpose }) => purpose);
  return names.length === 0 ? null : or(names.map(name => words.purposes.names[name]));
}
