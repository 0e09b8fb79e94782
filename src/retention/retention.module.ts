import { Module } from '@nestjs/common';
import { AccessModule, WaitingKinds } from '../access/index.js';
import { AuditModule } from '../audit/index.js';
import { IdentityModule } from '../identity/index.js';
import { RecordingsModule } from '../recordings/index.js';
import { BRAKE_CONTROLLERS, BRAKE_PROVIDERS } from './brake/brake-providers.js';
import { DueCalendar } from './calendar/due-calendar.js';
import { CERTIFICATE_CONTROLLERS, CERTIFICATE_PROVIDERS } from './certificates/certificate-providers.js';
import { PURGE_PROVIDERS } from './purge/purge-providers.js';
import { STATEMENT_CONTROLLERS, STATEMENT_PROVIDERS } from './statements/statement-providers.js';
import { CertifyDestroyedItems } from './sorted-out/certify-destroyed-items.js';
import { CertifyDestroyedItemsJob } from './sorted-out/certify-destroyed-items.job.js';
import { EndNotesJob } from './notes/end-notes.job.js';
import { STANDING_PROVIDERS } from './standing/standing-providers.js';
import { PreviewRule } from './rules/preview-rule.js';
import { ProposeRule } from './rules/propose-rule.js';
import { waitsInRetention } from './waits-in-retention.js';
import { ViewRetention } from './view-retention.js';
import { CountDue } from './purge/count-due.js';
import { DueDaysToPurge } from './purge/due-days-to-purge.js';
import { EraseOnRequest } from './erasures/erase-on-request.js';
import { ERASURE_PROVIDERS } from './erasures/erasure-providers.js';
import { RULE_PROVIDERS } from './rules/rule-providers.js';
import { RulesController } from './rules/rules.controller.js';
import { ErasuresController } from './erasures/erasures.controller.js';
import { CaseHolds } from './holds/case-holds.js';
import { HOLD_CONTROLLERS, HOLD_PROVIDERS } from './holds/hold-providers.js';
import { ShownReferences } from './holds/shown-references.js';
import { RetentionController } from './retention.controller.js';
import { RunPurges } from './purge/run-purges.js';
import { CarryOutDeparture } from './departure/carry-out-departure.js';
import { DEPARTURE_CONTROLLERS, DEPARTURE_PROVIDERS } from './departure/departure-providers.js';
import { ExportEverything } from './departure/export-everything.js';
import { ProveEmpty } from './departure/prove-empty.js';
import { Reconcile } from './reconciliation/reconcile.js';
import { RECONCILIATION_PROVIDERS } from './reconciliation/reconciliation-providers.js';
import { ReconciliationsController } from './reconciliation/reconciliations.controller.js';

@Module({
  imports: [AccessModule, AuditModule, IdentityModule, RecordingsModule],
  controllers: [
    ...BRAKE_CONTROLLERS,
    ...CERTIFICATE_CONTROLLERS,
    ErasuresController,
    RulesController,
    ...HOLD_CONTROLLERS,
    ReconciliationsController,
    ...DEPARTURE_CONTROLLERS,
    RetentionController,
    ...STATEMENT_CONTROLLERS,
  ],
  providers: [
    ...[...BRAKE_PROVIDERS, ...CERTIFICATE_PROVIDERS, ...PURGE_PROVIDERS, DueCalendar, ViewRetention],
    ...STATEMENT_PROVIDERS,
    ...HOLD_PROVIDERS,
    ...ERASURE_PROVIDERS,
    ...[CertifyDestroyedItems, CertifyDestroyedItemsJob, EndNotesJob],
    ...RULE_PROVIDERS,
    ...RECONCILIATION_PROVIDERS,
    ...DEPARTURE_PROVIDERS,
    ...STANDING_PROVIDERS,
  ],
  exports: [
    ...STANDING_PROVIDERS,
    PreviewRule,
    ProposeRule,
    CaseHolds,
    EraseOnRequest,
    CarryOutDeparture,
    ExportEverything,
    ProveEmpty,
    Reconcile,
    CountDue,
    DueDaysToPurge,
    RunPurges,
    ShownReferences,
  ],
})
export class RetentionModule {
  constructor(waiting: WaitingKinds, references: ShownReferences) {
    waitsInRetention(waiting, references);
  }
}
