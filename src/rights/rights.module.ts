import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AuditModule } from '../audit/index.js';
import { IdentityModule } from '../identity/index.js';
import { RecordingsModule } from '../recordings/index.js';
import { RetentionModule } from '../retention/index.js';
import { BoardController } from './board/board.controller.js';
import { CaseItems } from './board/case-items.js';
import { ReadBoard } from './board/read-board.js';
import { ViewCase } from './board/view-case.js';
import { CASE_PROVIDERS } from './case/case-providers.js';
import { IntakeController } from './intake/intake.controller.js';
import { RegisterRequest } from './intake/register-request.js';

@Module({
  imports: [AccessModule, AuditModule, IdentityModule, RecordingsModule, RetentionModule],
  controllers: [IntakeController, BoardController],
  providers: [...CASE_PROVIDERS, CaseItems, ReadBoard, ViewCase, RegisterRequest],
})
export class RightsModule {}
