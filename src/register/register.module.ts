import { Module } from '@nestjs/common';
import { AccessModule, WaitingKinds } from '../access/index.js';
import { AuditModule } from '../audit/index.js';
import { IdentityModule } from '../identity/index.js';
import { RecordingsModule } from '../recordings/index.js';
import { NOTICE_CONTROLLERS, NOTICE_PROVIDERS } from './notice/notice-providers.js';
import { NoticeVersions } from './notice/notice-versions.js';
import { RECORD_CONTROLLERS, RECORD_PROVIDERS } from './processing/record-providers.js';
import { ChangeProcessor } from './processors/change-processor.js';
import { ProcessorsController } from './processors/processors.controller.js';
import { ReadProcessors } from './processors/read-processors.js';
import { STUDY_CONTROLLERS, STUDY_PROVIDERS } from './studies/study-providers.js';
import { waitsInRegister } from './waits-in-register.js';

@Module({
  imports: [AccessModule, AuditModule, IdentityModule, RecordingsModule],
  controllers: [...NOTICE_CONTROLLERS, ...RECORD_CONTROLLERS, ...STUDY_CONTROLLERS, ProcessorsController],
  providers: [...NOTICE_PROVIDERS, ...RECORD_PROVIDERS, ...STUDY_PROVIDERS, ChangeProcessor, ReadProcessors],
})
export class RegisterModule {
  constructor(waiting: WaitingKinds, notices: NoticeVersions) {
    waitsInRegister(waiting, notices);
  }
}
