import type { NoticeWords } from './notice-words.js';

export const ENGLISH: NoticeWords = {
  title: 'Privacy notice on the recording of calls to user support',
  register: 'The call recordings of user support and their contact history.',
  sections: {
    register: 'Name of the register',
    about: 'What this notice is',
    controller: 'Controller',
    officer: 'Data protection officer',
    purposes: 'Purposes and legal bases of the processing of personal data',
    contents: 'Contents of the register and retention period',
    nature: 'Nature of the data',
    groups: 'Groups of data subjects',
    source: 'Sources of the data',
    disclosures: 'Disclosure of the data and recipients',
    transfers: 'Transfer of the data outside the EU or the EEA',
    protection: 'Storage and protection of the data',
    decisions: 'Automated decisions',
    access: 'Access to the data',
    rights: 'Rights of the data subject',
    giving: 'Provision of the data',
  },
  about: [
    'This notice tells which data arise when calls of user support are recorded, what they are used for, how long they are kept, and which rights the caller and others whom a call concerns have.',
    'It gives the information of Articles 13 and 14 of Regulation (EU) 2016/679 (General Data Protection Regulation). Articles named below are those of that Regulation. That Regulation is supplemented by the Finnish Data Protection Act (1050/2018).',
  ],
  open: 'not settled',
  officer: rights =>
    `The data protection officer can be contacted about anything that concerns the processing of personal data or the rights in section ${rights}:`,
  purposes: {
    lead: 'Calls are recorded in order to develop customer service. The data are processed for the following purposes only:',
    table: {
      caption: 'Purposes of the processing',
      headers: ['Purpose', 'Legal basis', 'Condition for processing data on health'],
    },
    names: {
      'service-development': 'development of customer service',
      'internal-training': 'internal training of the staff of user support and on-call duty',
      complaint: 'handling of complaints about the service',
      'service-level-study': 'studies of the level of service',
      'rights-request': 'handling of requests of data subjects',
    },
    bases: {
      consent: 'consent (Article 6(1)(a))',
      contract: 'contract (Article 6(1)(b))',
      'legal-obligation': 'legal obligation (Article 6(1)(c))',
      'vital-interests': 'vital interests (Article 6(1)(d))',
      'public-task': 'task in the public interest or exercise of official authority (Article 6(1)(e))',
      'legitimate-interest': 'legitimate interest (Article 6(1)(f))',
    },
    conditions: {
      'explicit-consent': 'explicit consent (Article 9(2)(a))',
      'employment-law': 'obligations of employment and social security law (Article 9(2)(b))',
      'vital-interests': 'vital interests (Article 9(2)(c))',
      'not-for-profit-body': 'activities of a not-for-profit body (Article 9(2)(d))',
      'made-public': 'data made public by the data subject (Article 9(2)(e))',
      'legal-claims': 'establishment, exercise or defence of legal claims (Article 9(2)(f))',
      'substantial-public-interest': 'substantial public interest (Article 9(2)(g))',
      'health-care': 'health care services and their management (Article 9(2)(h))',
      'public-health': 'public health (Article 9(2)(i))',
      'archiving-or-research': 'archiving, research or statistics (Article 9(2)(j))',
    },
    interest: purposes => `The legitimate interest of the controller is ${purposes}.`,
    bound: 'A call recording can be played only by stating for which of the purposes above it is played.',
    shares: 'An auditor sees how playbacks are shared among the purposes.',
    reference: purposes =>
      `The matter that the playback concerns must be named as well where the purpose is ${purposes}.`,
    announced:
      'Callers are told of the recording by an automatic recording announcement at the start of the call. The recording begins only after the announcement.',
    saidByAgent: 'In an outgoing call the member of staff tells the other party of the recording.',
    outgoing:
      'The recording of an outgoing call is taken into the register only if the member of staff has confirmed having told of it.',
    unannounced: length =>
      `Where it is not established that the other party of a call has been told of the recording, the call recording is kept apart from the others and is not played until the matter has been sorted out. It waits for at most ${length} and is deleted after that if the matter is still open.`,
    marked:
      'The details of a call say which version of the recording announcement was heard in it. The versions in use at present read as follows.',
    announcement: (version, language) => `Version ${version} of the recording announcement (${language}):`,
  },
  contents: {
    recorded: 'Calls are recorded automatically. A call recording holds what is said in the call.',
    lead: 'The register may hold the following data:',
    items: [
      'name, telephone number, e-mail address and unit or organisation of the caller',
      'personal identity code of the caller, if it is mentioned in the call',
      'name and personal identity code of a patient and other data about a patient, if they are mentioned in the call',
      'time, duration, direction, queue and unit of the call, and the reference of the support request',
      'name of the member of staff who handled the call',
      'which recording announcement was heard in the call',
      'the entries of the access log: who has played a call recording or handled data, when and for which purpose',
      'requests of data subjects and the documents of their handling',
    ],
    noCodes: 'Personal identity codes and data about patients are not entered automatically into fields of their own.',
    codes: sources =>
      `The personal identity code and data about a patient may also be entered into fields of their own where the call comes from the following telephone system: ${sources}. Otherwise they are not entered automatically into fields of their own.`,
    codeSearch:
      'Only a person named to handle complaints or requests of data subjects can search calls by personal identity code.',
    kept: length => `Call recordings and contact history are kept for ${length}.`,
    counted: 'The retention period is counted from the day on which the call ended.',
    heldLonger: ({ provisional, most, longest }) =>
      `A single call recording may be kept longer for the handling of a complaint or for training. This is decided by another person than the one who asked for it. While the decision is awaited, the call recording is kept for at most ${provisional} from the request even where the ordinary retention period ends before; this is possible once only for each call recording. It may be kept for at most ${most} at a time, and for at most ${longest} in all after the end of the ordinary retention period. During that time the recording is used only for the purpose for which it is kept.`,
    heldAlone:
      'Other recordings of the same call are deleted when the ordinary retention period ends. The contact history of the call is kept for as long as the last of its recordings.',
    heldForRequest:
      'A call recording is kept longer also where a data subject has asked for access, portability, rectification or restriction, while the request is handled. A request for erasure or an objection alone does not lengthen the retention period.',
    heldAfterRequest: length => `After the request has been handled the call recording is kept for another ${length}.`,
    trainingCopy: length =>
      `A copy of a call recording may be made for training. Data of the parties are not attached to it, and names and other identifying data are redacted. It is decided by another person than the one who asked for it. The copy is kept for at most ${length}.`,
  },
  nature: [
    'The data in the register are basic data.',
    'Data about a patient may also be mentioned in a call. Data on health belong to the special categories of personal data of Article 9.',
  ],
  groups: {
    lead: 'The register holds data about the following people (data subjects):',
    names: {
      'own-staff': 'the controller’s own staff (user support and on-call duty)',
      'customer-staff': 'staff of customers',
      partner: 'representatives of partners',
    },
    mentioned: 'other people who are mentioned in a call, such as patients',
  },
  source: {
    call: 'The data come from the call itself. No data are collected from other sources.',
    provenance:
      'The data of a party show from which telephone system they came and, where they were rectified, by whom.',
    others: contents =>
      `Where a person other than a party of the call is mentioned, the data about that person come from a party of the call (Article 14). These data are described in section ${contents}.`,
  },
  disclosures: {
    owned: 'The data belong to the controller. They are not disclosed to outsiders. Data are given only:',
    out: [
      'to data subjects themselves or their representatives, at the request of the data subject',
      'to an authority that has asked for the data in writing and has a right to them by law; two people decide on the disclosure, and it is recorded on which provision it rests and what was disclosed',
    ],
    noLinks: 'The data are not shared as links and not published on the internet.',
    forwarded:
      'Where the request of a data subject concerns patient data that belong to a customer’s register, the customer is told of the request.',
    processors: 'The following processors process personal data on behalf of the controller:',
    table: { caption: 'Processors', headers: ['Processor', 'Task', 'Country'] },
    subProcessor: (name, of) => `${name} (sub-processor of ${of})`,
    noProcessors: 'The controller uses no processors in this processing.',
  },
  transfers: 'No data are transferred outside the European Union or the European Economic Area.',
  protection: {
    lead: 'The data are kept only as long as the purpose of the processing requires. They are deleted when there is no lawful ground for processing them any more.',
    inFinland: length => `Call recordings and contact history are kept on a server in Finland for ${length}.`,
    stores: { caption: 'Places of storage', headers: ['What is kept', 'Country'] },
    storeNames: {
      recordings: 'call recordings',
      database: 'contact history and the rest of the database',
      keys: 'encryption keys',
      'log-copy': 'copy of the access log',
      backups: 'backups',
    },
    periods: { caption: 'Retention periods', headers: ['Data', 'Retention period'] },
    periodNames: {
      calls: 'call recordings and contact history',
      held: 'a call recording that is kept longer',
      log: 'access log, which holds nothing of the calls',
      requests: 'documents of a data subject’s request',
      keys: 'backup of a destroyed encryption key',
      training: 'copy of a call recording for training',
      unannounced: 'call recording that waits to be sorted out',
    },
    clause: clause => ` (source: ${clause})`,
    ofNotice: (sections, several) => `${several ? 'sections' : 'section'} ${sections} of the privacy notice`,
    atMost: length => `at most ${length}`,
    afterDestroying: length => `at most ${length} after the key was destroyed`,
    upTo: length => `at most ${length} after the end of the ordinary retention period`,
    afterClosing: length => `${length} after the matter was closed`,
    erasedEarlier:
      'A private call, a call recorded by mistake and any other call without a lawful ground are erased before the retention period ends. Two people decide on the erasure, and a deletion certificate remains.',
    sourcesLead:
      'The telephone system has a copy of its own of the call. Whoever maintains the telephone system answers for its deletion. The deletion certificate does not cover that copy. The copies and their retention periods:',
    sources: {
      caption: 'Copies of the telephone systems',
      headers: ['Telephone system', 'Where the copy is', 'Retention period'],
    },
    notStated: 'not stated by the maintainer',
    measuresLead: 'The data are protected as follows:',
    measures: [
      'The call recordings and the data of the parties of calls are encrypted.',
      'When the retention period ends, the encryption key is destroyed. The data cannot be read from the system after that, nor from backups once the backup of the key has been deleted as well.',
      'Each playback, search and look at the data is entered in an access log that cannot be changed afterwards.',
      'The data of the parties of a call are shown masked until the user opens a single item.',
    ],
    bound: 'Each of the processors above is bound to confidentiality.',
  },
  decisions: 'No automated decisions are made on the basis of the data, and they are not used for profiling.',
  access: [
    'Only separately named persons who handle support requests or maintain the system have access to the data. Access is given to a named person for a limited time and for a stated task.',
    'When a person moves to other duties, that person’s rights of access are examined.',
    'Everybody who has access to the data has signed a confidentiality undertaking. Without it a right of access does not work.',
  ],
  rights: {
    lead: 'The data subject, that is the person whose data are processed, has the right:',
    always: [
      'of access to the data (Article 15); access may be refused on a ground laid down by law, such as section 34 of the Data Protection Act',
      'to ask for rectification of the data (Article 16)',
      'to ask for erasure of the data (Article 17)',
      'to ask for restriction of the processing (Article 18), also while an answer on rectification or objection is pending',
    ],
    objection: purposes =>
      `The data subject has the right to object to the processing on grounds relating to their particular situation (Article 21) where the purpose is ${purposes}. Profiling, direct marketing and market and opinion studies can always be objected to.`,
    noObjection:
      'The data subject has the right to object to profiling, direct marketing and market and opinion studies (Article 21). The legal bases of the processing carry no right to object otherwise.',
    portability: purposes =>
      `to receive the data that they have given in a machine-readable form and to transmit them to another controller (Article 20) where the purpose is ${purposes}`,
    noPortability:
      'There is no right to data portability (Article 20), since the processing is based on neither consent nor contract.',
    consent: purposes =>
      `to withdraw consent at any time (Article 7(3)) where the purpose is ${purposes}; the withdrawal does not affect the lawfulness of the processing before it`,
    noConsent: 'The processing is not based on consent, so there is no consent to withdraw (Article 7(3)).',
    complaint: 'to lodge a complaint with the supervisory authority (Article 77)',
    how: officer =>
      `A request can be made in any form and is addressed to the data protection officer (section ${officer}). A written request is recommended, but a request made orally is written down and handled as well. The identity of who asks is verified where needed.`,
    when: 'A request is answered within one month of its receipt. The period may be extended by two months at most where requests are complex or numerous; who asked is told of the extension and the reasons for it within one month (Article 12(3)). The handling of a request is free of charge unless the request is manifestly unfounded or excessive (Article 12(5)).',
    refused:
      'Where a request is not granted, who asked is told the reasons and the possibility of lodging a complaint with the supervisory authority and of seeking a judicial remedy (Article 12(4)). Where access was restricted under section 34 of the Data Protection Act, the data are given to the Data Protection Ombudsman if the data subject asks for it.',
    recipientsTold:
      'Rectification, erasure and restriction are told to those to whom data have been disclosed (Article 19).',
    authority:
      'The supervisory authority in Finland is the Data Protection Ombudsman. Contact details of the Office of the Data Protection Ombudsman:',
  },
  giving: {
    voluntary:
      'Giving the data is neither a statutory nor a contractual requirement. A support request may, however, not be possible to handle if the data needed for it are not given.',
    otherWay: 'A caller who does not want the call to be recorded can contact user support as follows:',
  },
};
