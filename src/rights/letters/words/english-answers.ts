import type { LetterWords } from './letter-words.js';

export const ENGLISH_ANSWERS: Pick<LetterWords, 'answer' | 'access'> = {
  answer: {
    decision: right => `Decision: ${right}`,
    outcomes: {
      granted: 'We grant the request.',
      'partly-granted': 'We grant the request in part.',
      refused: 'We refuse the request.',
      'nothing-held': 'We hold no data that the request is about.',
      withdrawn: 'The request has been withdrawn and is not handled further.',
    },
    granted: {
      access:
        'You receive a copy of the call recordings about you and of the data about them. Data of other people are redacted as far as their rights require it.',
      rectification:
        'The data about the call recording are rectified. The sound is not changed; a supplementary statement attached to it is shown at each playback and with each copy.',
      erasure:
        'The data are erased: first their encryption keys are destroyed, then the recordings and the data about them.',
      restriction:
        'The data are only stored. They are used for anything else only on the grounds of Article 18(2), and we will inform you before the restriction is lifted.',
      portability: 'You receive the data that you provided in machine-readable form (JSON and WAV).',
      objection: 'Your data are no longer processed for the purposes that your objection is about.',
      'consent-withdrawal':
        'The processing that was based on consent has ended. The withdrawal does not affect the lawfulness of the processing before it.',
    },
    ground: 'The ground of the refusal:',
    grounds: {
      'not-identifiable-12-2':
        'We are not able to identify you in the data (Articles 11(2) and 12(2)). You may give further information that makes it possible.',
      'unfounded-12-5': 'The request is manifestly unfounded (Article 12(5)(b)).',
      'excessive-12-5': 'The request is excessive (Article 12(5)(b)).',
      'rights-of-others-15-4':
        'To give the data would adversely affect the rights or freedoms of others (Articles 15(4) and 20(4)), and redaction cannot protect them.',
      'security-or-crime-dpa-34':
        'To give the data could harm national security, defence or public order and security, or hinder the prevention or investigation of crime (Data Protection Act, section 34(1), item 1).',
      'serious-danger-dpa-34':
        'To give the data could cause serious danger to the health or care of the data subject, or to the rights of the data subject or of somebody else (Data Protection Act, section 34(1), item 2).',
      'supervision-dpa-34':
        'The data are used in supervision and inspection, and withholding them is necessary to safeguard an important economic or financial interest of Finland or the European Union (Data Protection Act, section 34(1), item 3).',
      'legal-obligation-17-3-b':
        'The processing is necessary for compliance with a legal obligation or for a task in the public interest (Article 17(3)(b)).',
      'legal-claims-17-3-e':
        'The processing is necessary for the establishment, exercise or defence of legal claims (Article 17(3)(e)).',
      'no-consent-or-contract-20':
        'The right covers only data that you provided yourself and that are processed by automated means on the basis of consent or a contract (Article 20(1)). These data are processed on neither basis.',
      'under-hold-17':
        'The recording is kept longer for another reason. Meanwhile you may ask for restriction of processing (Article 18). When the longer keeping ends, we take up the request for erasure again without a new request.',
      'accurate-16': 'The data are neither inaccurate nor incomplete for the purpose of the processing (Article 16).',
      'no-ground-17-1':
        'None of the conditions of erasure is met: the data are still needed, and there is a legal basis for the processing (Article 17(1)).',
      'no-ground-18-1': 'None of the conditions of restriction is met (Article 18(1)).',
      'compelling-grounds-21':
        'There are compelling legitimate grounds for the processing which override your interests, rights and freedoms, or it is needed for legal claims (Article 21(1)).',
      'no-consent-7-3': 'The processing is not based on consent (Article 7(3)).',
    },
    reason: 'Reasons:',
    reasonLeftOut:
      'The reasons are not stated further, because that would jeopardise the purpose of the restriction (Data Protection Act, section 34(3)).',
    ombudsman:
      'The data that you do not receive are given to the Data Protection Ombudsman if you ask for it (Data Protection Act, section 34(4)). You may ask us or the Office of the Data Protection Ombudsman.',
    basisOfPurposes: 'The legal basis of the processing, by purpose:',
    bases: {
      consent: 'consent (Article 6(1)(a))',
      contract: 'contract (Article 6(1)(b))',
      'legal-obligation': 'legal obligation (Article 6(1)(c))',
      'vital-interests': 'vital interests (Article 6(1)(d))',
      'public-task': 'public interest or official authority (Article 6(1)(e))',
      'legitimate-interest': 'legitimate interests (Article 6(1)(f))',
    },
    finalOn: finalOn =>
      `The erasure is final on ${finalOn}: by then the last backup of the key that could open the data has lapsed.`,
  },
  access: {
    heading: 'How your data are processed',
    purposes: 'The purposes of the processing:',
    purpose: {
      'service-development': 'development of customer service',
      'internal-training': 'internal training',
      complaint: 'handling of service complaints',
      'service-level-study': 'studies of service levels',
      'rights-request': 'handling of a data subject’s request',
    },
    categories: 'The categories of data:',
    recipients: 'The recipients of the data:',
    noRecipients: 'The data have been disclosed to nobody.',
    retention: 'How long the data are kept:',
    source: 'Where the data come from:',
    rights:
      'You have the right to request rectification or erasure of the data or restriction of their processing, to object to the processing, and to lodge a complaint with the supervisory authority.',
    consultations: 'When your data were read or played, with the day and the purpose:',
    noConsultations: 'Your data have been neither read nor played.',
    automated: 'Your data are the basis of no automated decision and of no profiling.',
  },
};
