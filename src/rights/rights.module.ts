import { Module } from '@nestjs/common';
import { AccessModule, WaitingKinds } from '../access/index.js';
import { AuditModule } from '../audit/index.js';
import { IdentityModule } from '../identity/index.js';
import { RecordingsModule } from '../recordings/index.js';
import { RetentionModule, ShownReferences } from '../retention/index.js';
import { ASSESSMENT_CONTROLLERS, ASSESSMENT_PROVIDERS } from './assessment/assessment-providers.js';
import { ANSWER_CONTROLLERS, ANSWER_PROVIDERS } from './answer/answer-providers.js';
import { BoardController } from './board/board.controller.js';
import { CaseItems } from './board/case-items.js';
import { casesSeen, ReadBoard } from './board/read-board.js';
import { ViewCase } from './board/view-case.js';
import { CASE_FILE_CONTROLLERS, CASE_FILE_PROVIDERS } from './case-file/case-file-providers.js';
import { CASE_PROVIDERS } from './case/case-providers.js';
import { EFFECT_CONTROLLERS, EFFECT_PROVIDERS } from './effects/effects-providers.js';
import { DISCLOSURE_CONTROLLERS, DISCLOSURE_PROVIDERS } from './disclosure/disclosure-providers.js';
import { HANDLING_CONTROLLERS, HANDLING_PROVIDERS } from './handling/handling-providers.js';
import { INTAKE_CONTROLLERS, INTAKE_PROVIDERS } from './intake/intake-providers.js';
import { REDACTION_CONTROLLERS, REDACTION_PROVIDERS } from './redaction/redaction-providers.js';
import { RequestStanding } from './standing/request-standing.js';
import { waitsInRights } from './waits-in-rights.js';
import { SEARCH_CONTROLLERS, SEARCH_PROVIDERS } from './search/search-providers.js';

@Module({
  imports: [AccessModule, AuditModule, IdentityModule, RecordingsModule, RetentionModule],
  controllers: [
    ...ANSWER_CONTROLLERS,
    ...DISCLOSURE_CONTROLLERS,
    ...CASE_FILE_CONTROLLERS,
    ...SEARCH_CONTROLLERS,
    ...ASSESSMENT_CONTROLLERS,
    ...EFFECT_CONTROLLERS,
    ...REDACTION_CONTROLLERS,
    ...INTAKE_CONTROLLERS,
    ...HANDLING_CONTROLLERS,
    BoardController,
  ],
  providers: [
    ...CASE_PROVIDERS,
    ...ANSWER_PROVIDERS,
    ...DISCLOSURE_PROVIDERS,
    ...CASE_FILE_PROVIDERS,
    ...SEARCH_PROVIDERS,
    ...ASSESSMENT_PROVIDERS,
    ...EFFECT_PROVIDERS,
    ...REDACTION_PROVIDERS,
    ...INTAKE_PROVIDERS,
    ...HANDLING_PROVIDERS,
    CaseItems,
    ReadBoard,
    RequestStanding,
    ViewCase,
  ],
  exports: [RequestStanding],
})
export class RightsModule {
  constructor(waiting: WaitingKinds, references: ShownReferences) {
    waitsInRights(waiting);
    references.byCases(casesSeen);
  }
}
