import { Module } from '@nestjs/common';
import { AccessModule, WaitingKinds } from '../access/index.js';
import { AuditModule } from '../audit/index.js';
import { IdentityModule } from '../identity/index.js';
import { RecordingsModule } from '../recordings/index.js';
import { RetentionModule } from '../retention/index.js';
import { RightsModule } from '../rights/index.js';
import { INCIDENT_CONTROLLERS, INCIDENT_PROVIDERS } from './affected/incident-providers.js';
import { GOING_LIVE_CONTROLLERS, GOING_LIVE_PROVIDERS } from './going-live/going-live-providers.js';
import { GoingLiveState } from './going-live/going-live-state.js';
import { NOTICE_CONTROLLERS, NOTICE_PROVIDERS } from './notice/notice-providers.js';
import { NoticeVersions } from './notice/notice-versions.js';
import { RECORD_CONTROLLERS, RECORD_PROVIDERS } from './processing/record-providers.js';
import { ChangeProcessor } from './processors/change-processor.js';
import { ProcessorsController } from './processors/processors.controller.js';
import { ReadProcessors } from './processors/read-processors.js';
import { STUDY_CONTROLLERS, STUDY_PROVIDERS } from './studies/study-providers.js';
import { ReplayProcessors } from './processors/replay-processors.js';
import { PROMISE_CONTROLLERS, PROMISE_PROVIDERS } from './promises/promise-providers.js';
import { waitsInRegister } from './waits-in-register.js';

@Module({
  imports: [AccessModule, AuditModule, IdentityModule, RecordingsModule, RetentionModule, RightsModule],
  controllers: [
    ...[...NOTICE_CONTROLLERS, ...RECORD_CONTROLLERS, ProcessorsController, ...INCIDENT_CONTROLLERS],
    ...[...PROMISE_CONTROLLERS, ...GOING_LIVE_CONTROLLERS, ...STUDY_CONTROLLERS],
  ],
  providers: [
    ...[...NOTICE_PROVIDERS, ...RECORD_PROVIDERS, ChangeProcessor, ReadProcessors, ReplayProcessors],
    ...[...INCIDENT_PROVIDERS, ...PROMISE_PROVIDERS, ...GOING_LIVE_PROVIDERS, ...STUDY_PROVIDERS],
  ],
})
export class RegisterModule {
  constructor(waiting: WaitingKinds, notices: NoticeVersions, goingLive: GoingLiveState) {
    waitsInRegister(waiting, notices, goingLive);
  }
}
