export { CaseDocument, Delivery, Redaction } from './case/case-output.entity.js';
export { CaseRecording, Claim, JournalEntry, PersonSearch, Stop } from './case/case-rows.entity.js';
export { Effect, RecipientNotice } from './effects/effect.entity.js';
export { RightsCase } from './case/rights-case.entity.js';
export { MailboxReminder, MailboxTest } from './handling/mailbox-test.entity.js';
export { SaidReminder } from './handling/said-reminder.entity.js';
export { Listening } from './redaction/listening.entity.js';
export { RightsModule } from './rights.module.js';
export { LEGAL_BASES, parseLegalBases, portability, type LegalBasis } from './effects/legal-bases.js';
