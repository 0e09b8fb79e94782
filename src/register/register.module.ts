import { Module } from '@nestjs/common';
import { AccessModule, WaitingKinds } from '../access/index.js';
import { AuditModule } from '../audit/index.js';
import { IdentityModule } from '../identity/index.js';
import { RecordingsModule } from '../recordings/index.js';
import { INCIDENT_CONTROLLERS, INCIDENT_PROVIDERS } from './affected/incident-providers.js';
import { NOTICE_CONTROLLERS, NOTICE_PROVIDERS } from './notice/notice-providers.js';
import { NoticeVersions } from './notice/notice-versions.js';
import { RECORD_CONTROLLERS, RECORD_PROVIDERS } from './processing/record-providers.js';
import { ChangeProcessor } from './processors/change-processor.js';
import { ProcessorsController } from './processors/processors.controller.js';
import { ReadProcessors } from './processors/read-processors.js';
import { ReplayProcessors } from './processors/replay-processors.js';
import { waitsInRegister } from './waits-in-register.js';

@Module({
  imports: [AccessModule, AuditModule, IdentityModule, RecordingsModule],
  controllers: [...INCIDENT_CONTROLLERS, ...NOTICE_CONTROLLERS, ...RECORD_CONTROLLERS, ProcessorsController],
  providers: [
    ...INCIDENT_PROVIDERS,
    ...NOTICE_PROVIDERS,
    ...RECORD_PROVIDERS,
    ChangeProcessor,
    ReadProcessors,
    ReplayProcessors,
  ],
})
export class RegisterModule {
  constructor(waiting: WaitingKinds, notices: NoticeVersions) {
    waitsInRegister(waiting, notices);
  }
}
