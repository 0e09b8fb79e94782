export { CaseDocument, Delivery, Redaction } from './case/case-output.entity.js';
export { CaseRecording, Claim, JournalEntry, PersonSearch, Stop } from './case/case-rows.entity.js';
export { RightsCase } from './case/rights-case.entity.js';
export { RightsModule } from './rights.module.js';
