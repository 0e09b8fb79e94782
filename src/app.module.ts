import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { AccessGuard, AccessModule } from './access/index.js';
import { AuditModule, ReviewModule } from './audit/index.js';
import { AuthenticationGuard, IdentityModule } from './identity/index.js';
import { ProblemFilter, SchemaPipe } from './platform/http/index.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';
import { RecordingsModule } from './recordings/index.js';
import { RegisterModule } from './register/index.js';
import { RetentionModule } from './retention/index.js';
import { RightsModule } from './rights/index.js';
import { LimitRequesterGuard } from './server/limits/limit-requester.guard.js';
import { MEASURE_PROVIDERS } from './server/measures/measure-providers.js';
import { MetricsController } from './server/measures/metrics.controller.js';
import { OperationsController } from './server/operations.controller.js';
import { Readiness } from './server/readiness.js';
import { SettingsController } from './server/settings.controller.js';
import { SpanOfUseCase } from './server/span-of-use-case.js';

/** The whole of Tallenne: every request passes who-is-it, is-it-too-much, may-they, is-it-well-formed, in this order. */
@Module({})
export class AppModule {
  static register(options: PlatformOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.register(options),
        ScheduleModule.forRoot(),
        AuditModule,
        IdentityModule,
        AccessModule,
        RecordingsModule,
        RetentionModule,
        RightsModule,
        RegisterModule,
        ReviewModule,
      ],
      controllers: [MetricsController, OperationsController, SettingsController],
      providers: [
        ...MEASURE_PROVIDERS,
        Readiness,
        { provide: APP_GUARD, useExisting: AuthenticationGuard },
        { provide: APP_GUARD, useClass: LimitRequesterGuard },
        { provide: APP_GUARD, useExisting: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: SpanOfUseCase },
        { provide: APP_PIPE, useClass: SchemaPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
