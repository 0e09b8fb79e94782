import { numbered } from '../../platform/paper/numbered.js';
import { heading, list, paragraph, stated, type Block, type Writing } from './block.js';
import { mayLeaveReasonsOut } from '../case/grounds.js';
import type { AccessInformation, AnswerDraft, Consultation, Decision, Refusal } from './letter-draft.js';

/** What is between the request and the remedies of an answer: each decision, then what art. 15(1) asks. */
export function answerBlocks({ decisions, access }: AnswerDraft, writing: Writing): Block[] {
  return [
    ...decisions.flatMap(decision => decided(decision, writing)),
    ...(access === null ? [] : accessBlocks(access, writing)),
  ];
}

function decided(decision: Decision, writing: Writing): Block[] {
  const { right, outcome, effect, refusal, finalOn } = decision;
  const { words, day } = writing;
  const granted = outcome === 'granted' ? [paragraph(words.answer.granted[right])] : [];
  const said = effect === null || effect.trim() === '' ? [] : [paragraph(effect, 'effect')];
  const final = finalOn === null ? [] : [paragraph(words.answer.finalOn(day(finalOn)), 'final-day')];
  const refused = outcome === 'refused' || outcome === 'partly-granted';
  return [
    heading(words.answer.decision(words.rights[right])),
    paragraph(words.answer.outcomes[outcome], 'decisions'),
    ...granted,
    ...said,
    ...final,
    ...(refused ? refusalBlocks(stated(refusal, 'ground'), writing) : []),
  ];
}

function refusalBlocks(refusal: Refusal, { words: { answer, access } }: Writing): Block[] {
  const ground = stated(refusal.ground, 'ground');
  const bases = refusal.basisOfPurposes.map(
    ({ purpose, basis }) => `${access.purpose[purpose]}: ${answer.bases[basis]}`,
  );
  return [
    paragraph(`${answer.ground} ${answer.grounds[ground]}`, 'ground'),
    paragraph(
      isLeftOut(refusal) ? answer.reasonLeftOut : `${answer.reason} ${stated(refusal.reason, 'reason')}`,
      'reason',
    ),
    ...(mayLeaveReasonsOut(ground) ? [paragraph(answer.ombudsman, 'ombudsman-on-request')] : []),
    ...(bases.length === 0 ? [] : [paragraph(answer.basisOfPurposes), list(bases, 'basis-of-purposes')]),
  ];
}

/** A reason that is not to be stated is not, even where the draft has one. */
function isLeftOut({ ground, reasonLeftOutBecause }: Refusal): boolean {
  const isJustified = reasonLeftOutBecause !== null && reasonLeftOutBecause.trim() !== '';
  return isJustified && ground !== null && mayLeaveReasonsOut(ground);
}

function accessBlocks(information: AccessInformation, writing: Writing): Block[] {
  const { access } = writing.words;
  const recipients = stated(information.recipients, 'data-recipients');
  const consultations = stated(information.consultations, 'consultations');
  return [
    heading(access.heading),
    paragraph(access.purposes),
    list(
      information.purposes.map(purpose => access.purpose[purpose]),
      'purposes',
    ),
    paragraph(access.categories),
    list(information.categories, 'categories'),
    ...(recipients.length === 0
      ? [paragraph(access.noRecipients, 'data-recipients')]
      : [paragraph(access.recipients), list(recipients, 'data-recipients')]),
    paragraph(`${access.retention} ${stated(information.retention, 'retention')}`, 'retention'),
    paragraph(`${access.source} ${stated(information.source, 'source')}`, 'source'),
    paragraph(access.rights, 'data-subject-rights'),
    ...(consultations.length === 0
      ? [paragraph(access.noConsultations, 'consultations')]
      : [
          paragraph(access.consultations),
          list(
            consultations.map(each => consulted(each, writing)),
            'consultations',
          ),
        ]),
    paragraph(access.automated, 'automated-decisions'),
  ];
}

function consulted({ on, purpose, staffName }: Consultation, { words: { access }, day }: Writing): string {
  const by = staffName === null || staffName.trim() === '' ? '' : `, ${numbered(staffName)}`;
  return `${day(on)}: ${access.purpose[purpose]}${by}`;
}
