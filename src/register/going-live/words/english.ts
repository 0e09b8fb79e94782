import type { GoingLiveWords } from './going-live-words.js';

export const ENGLISH: GoingLiveWords = {
  findings: {
    'retention-61-days-or-2-months': {
      title: 'Retention period: 61 days or two months',
      question:
        'Section 6 of the notice promises 61 days, and section 12 two months. Which is the retention period? Until then whichever ends first is kept.',
    },
    'legal-basis-per-purpose': {
      title: 'Legal basis for each purpose',
      question:
        'The notice names no legal basis of the processing (art. 13(1)(c)). What is the legal basis of each purpose? Objection, portability and withdrawal of consent depend on it.',
    },
    'article-9-condition': {
      title: 'Condition for processing data on health',
      question:
        'Data on the health of patients are mentioned in calls. On which condition of art. 9(2) does their processing rest for each purpose?',
    },
    'basic-data-or-patient-data': {
      title: 'Type of data, and patient data',
      question:
        'Section 7 of the notice says basic data only, but by section 6 calls hold patient data. How is section 7 put right?',
    },
    'patients-among-groups': {
      title: 'Patients among the groups',
      question: 'Section 8 of the notice does not mention patients. Are they added to the groups of data subjects?',
    },
    'wrong-cross-references': {
      title: 'Wrong cross-references',
      question:
        'Section 9 of the notice refers to 5 for 6, and section 15 to 2 for 4. How are the references put right?',
    },
    'requests-in-writing': {
      title: 'Requests in writing',
      question:
        'Section 15 of the notice asks for requests in writing. The form cannot be demanded. How is this put right?',
    },
    'announcement-names-quality-only': {
      title: 'Purposes in the announcement',
      question:
        'The announcement that callers hear names quality only, not complaints and training. Is the announcement changed, or are the other purposes given up?',
    },
    'listening-again-for-ticket': {
      title: 'Listening again to solve a ticket',
      question:
        'Section 14 of the notice speaks of handling support requests, which have no purpose of their own in section 5. Is a call played again to solve a ticket, and for which purpose?',
    },
    'co-operation-procedure': {
      title: 'Co-operation procedure',
      question:
        'Technical monitoring of staff goes through the co-operation procedure before it begins (Act 759/2004, section 21). When was it gone through?',
    },
    'staff-informed': {
      title: 'Staff informed',
      question: 'When were the staff told of the purpose, the beginning and the methods of the recording?',
    },
    'impact-assessment': {
      title: 'Data protection impact assessment',
      question: 'When was the impact assessment (art. 35) approved?',
    },
    'balancing-test': {
      title: 'Balancing test',
      question:
        'When was it assessed that the interests and rights of the data subjects do not override the legitimate interest (art. 6(1)(f))?',
    },
  },
  options: {
    '61-days': '61 days (section 6)',
    '2-months': 'Two months (section 12)',
    'announcement-changed': 'The announcement is changed',
    'purposes-narrowed': 'The other purposes are given up',
    'under-service-development': 'Played for service development, with the ticket as reference',
    'not-done': 'Not played again',
  },
};
