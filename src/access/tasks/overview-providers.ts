import type { Provider, Type } from '@nestjs/common';
import { ConnectionsController } from '../connections/connections.controller.js';
import { ReadConnections } from '../connections/read-connections.js';
import { DayReport } from '../reports/day-report.js';
import { LateReviewsReport } from '../reports/late-reviews-report.js';
import { MatrixReport } from '../reports/matrix-report.js';
import { ReportsController } from '../reports/reports.controller.js';
import { UnusedReport } from '../reports/unused-report.js';
import { ViewReport } from '../reports/view-report.js';
import { EndingGrants } from './ending-grants.js';
import { OtherTasks } from './other-tasks.js';
import { ReadTasks } from './read-tasks.js';
import { TasksController } from './tasks.controller.js';
import { WaitingKinds } from './waiting-kinds.js';
import { WaitingReviews } from './waiting-reviews.js';

/** What the access module provides of reports, of what waits for somebody and of connections, and their routes. */
export const OVERVIEW_PROVIDERS: Provider[] = [
  ...[ViewReport, MatrixReport, DayReport, LateReviewsReport, UnusedReport],
  ...[ReadTasks, OtherTasks, WaitingKinds, WaitingReviews, EndingGrants, ReadConnections],
];

export const OVERVIEW_CONTROLLERS: Type[] = [ReportsController, TasksController, ConnectionsController];
