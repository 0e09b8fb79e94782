import { numbered } from '../../platform/paper/numbered.js';
import { list, paragraph, stated, type Block, type Writing } from './block.js';
import type { DisclosureDraft, ForwardingDraft, RecipientDraft } from './letter-draft.js';

/** GDPR art. 19: to who was given the data. */
export function recipientBlocks(draft: RecipientDraft, { words: { others }, day }: Writing): Block[] {
  const disclosedOn = day(stated(draft.disclosedOn, 'disclosed'));
  return [
    paragraph(others.disclosed(stated(draft.disclosure, 'disclosed'), disclosedOn), 'disclosed'),
    paragraph(others.done[stated(draft.right, 'right')], 'right'),
    paragraph(stated(draft.effect, 'effect'), 'effect'),
    paragraph(others.asked),
  ];
}

/** To an authority, with what it asked for in writing. */
export function disclosureBlocks(draft: DisclosureDraft, { words: { others }, day }: Writing): Block[] {
  const requestedOn = day(stated(draft.requestedOn, 'authority-request'));
  const reference = stated(draft.authorityReference, 'authority-request');
  return [
    paragraph(others.authorityRequest(reference, requestedOn), 'authority-request'),
    paragraph(`${others.provision} ${stated(draft.provision, 'provision')}`, 'provision'),
    paragraph(`${others.scope} ${stated(draft.scope, 'scope')}`, 'scope'),
    paragraph(others.files),
    list(
      draft.files.map(({ name, sha256 }) => `${name}: ${sha256}`),
      'files',
    ),
    paragraph(others.decidedBy),
    list(draft.decidedBy.map(numbered), 'two-people'),
    paragraph(others.confidential),
  ];
}

/** GDPR art. 28(3)(e): to the customer whose register a request is about. */
export function forwardingBlocks(draft: ForwardingDraft, { words, day }: Writing): Block[] {
  return [
    paragraph(words.others.forwarded(day(stated(draft.receivedOn, 'received-on'))), 'received-on'),
    list(
      draft.rights.map(right => words.rights[right]),
      'request',
    ),
    paragraph(`${words.others.concerns} ${stated(draft.scope, 'scope')}`, 'scope'),
    paragraph(words.others.ownAnswer),
  ];
}
