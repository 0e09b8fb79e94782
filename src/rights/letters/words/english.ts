import { ENGLISH_ANSWERS } from './english-answers.js';
import type { LetterWords } from './letter-words.js';

export const ENGLISH: LetterWords = {
  locale: 'en-GB',
  titles: {
    receipt: 'Confirmation that your request was received',
    'identity-asked': 'Confirming your identity',
    'clarification-asked': 'Clarifying your request',
    'extension-notice': 'Notice of a longer time to answer',
    answer: 'Answer to a request of a data subject',
    'restriction-lifting': 'Notice before a restriction of processing is lifted',
    'recipient-notice': 'Notice to a recipient of personal data',
    'disclosure-cover': 'Disclosure of data to an authority',
    forwarding: 'To the controller: notice of a data subject’s request',
    'retention-final-day': 'Notice that an erasure becomes final',
  },
  reference: 'Reference',
  page: (page, pages) => `Page ${page} of ${pages}`,
  rights: {
    access: 'access to your own data (Article 15)',
    rectification: 'rectification of data (Article 16)',
    erasure: 'erasure of data (Article 17)',
    restriction: 'restriction of processing (Article 18)',
    portability: 'portability of data (Article 20)',
    objection: 'objection to processing (Article 21)',
    'consent-withdrawal': 'withdrawal of consent (Article 7(3))',
  },
  requested: receivedOn => `On ${receivedOn} we received a request about your data. It concerns the following rights:`,
  request: 'The request',
  contacts: 'Contacts',
  controller: 'Controller',
  dataProtectionOfficer: 'Data protection officer',
  regulation:
    'Articles are those of the General Data Protection Regulation (EU) 2016/679; the Data Protection Act is Finnish Act 1050/2018.',
  protection: {
    heading: 'Legal remedies',
    complaint:
      'If you consider that the processing of your personal data breaks the rules of data protection, you have the right to lodge a complaint with the supervisory authority (Article 77). In Finland it is the Data Protection Ombudsman:',
    ombudsman: 'Office of the Data Protection Ombudsman',
    remedy:
      'You also have the right to a judicial remedy (Article 79). In Finland an action against the controller is brought before a District Court. You need not lodge a complaint with the supervisory authority first.',
  },
  clock: {
    answerBy: lastOn =>
      `We will answer the request by ${lastOn} at the latest. If more time is needed because the request is complex or requests are many, we will tell you so, and why, before that day.`,
    freeOfCharge: 'The request costs you nothing. Please give the reference if you send us anything more.',
    doubt:
      'We cannot act on the request yet, because we are not certain that it comes from the person whom the data are about:',
    ways: 'You can show who you are in one of these ways:',
    noCopies:
      'A name and a personal identity code are not enough by themselves. Please send neither your personal identity code nor a copy of an identity document: we do not need them, and we keep no copies.',
    question: 'To find the data that you mean, we ask you to clarify the request:',
    stopped: stoppedOn =>
      `The time to answer stands still from ${stoppedOn} and runs on when we have received your reply.`,
    extended: (firstLastOn, newLastOn) =>
      `The request was to be answered by ${firstLastOn}. We extend the time (Article 12(3)): we will answer by ${newLastOn} at the latest.`,
    because: {
      complexity: 'The time is extended because the request is complex.',
      number: 'The time is extended because of the number of requests.',
    },
  },
  ...ENGLISH_ANSWERS,
  effects: {
    lifting: liftedOn =>
      `The processing of your personal data was restricted at your request. The restriction will be lifted on ${liftedOn}; from then on the data are again processed for their purposes. We inform you of this before the restriction is lifted (Article 18(3)).`,
    reason: 'Why the restriction is lifted:',
    erased: erasedOn =>
      `The data that your request was about were erased on ${erasedOn}. Their encryption keys were destroyed, so that the system can no longer read the data.`,
  },
  others: {
    disclosed: (disclosure, disclosedOn) =>
      `On ${disclosedOn} you received personal data from us (${disclosure}). Under Article 19 of the General Data Protection Regulation we inform you of the following:`,
    done: {
      rectification: 'The data disclosed to you have been rectified (Article 16).',
      erasure: 'The data disclosed to you have been erased from our register (Article 17).',
      restriction: 'The processing of the data disclosed to you has been restricted (Article 18).',
    },
    asked:
      'We ask you to do the same with your data, unless the law gives you a ground to act otherwise, and to inform those to whom you have passed the data on.',
    authorityRequest: (reference, requestedOn) =>
      `On ${requestedOn} you requested data in writing (${reference}). With this letter we disclose the following data.`,
    provision: 'The provision that the disclosure is based on:',
    scope: 'The scope of the disclosure:',
    files: 'The files and their hashes (SHA-256):',
    decidedBy: 'The disclosure was decided by:',
    confidential:
      'The material contains confidential personal data. The code that opens it is sent separately, in another way.',
    forwarded: receivedOn =>
      `On ${receivedOn} we received a request about data of your register. We inform you of it as your processor (Article 28(3)(e)). It concerns the following rights:`,
    concerns: 'The data that the request is about:',
    ownAnswer:
      'As far as the request concerns our own register, we answer it ourselves, and this notice does not extend our own time to answer. About your register you decide; we assist on request.',
  },
};
