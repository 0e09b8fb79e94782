import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import type { Page, Requester } from '../../platform/http/index.js';
import { csvOf } from './csv-of.js';
import { DayReport } from './day-report.js';
import { LateReviewsReport } from './late-reviews-report.js';
import { MatrixReport } from './matrix-report.js';
import { DAY_LINES, LATE_LINES, MATRIX_LINES, UNUSED_LINES } from './report-lines.js';
import type {
  DayQuery,
  DayRow,
  LateRow,
  MatrixRow,
  ReportExport,
  ReportName,
  ReportQuery,
  UnusedRow,
} from './reports.schemas.js';
import { UnusedReport } from './unused-report.js';

/** Shows the reports about access; each look is an event that is committed first. */
@Injectable()
export class ViewReport {
  constructor(
    private readonly trail: AuditTrail,
    private readonly matrixReport: MatrixReport,
    private readonly dayReport: DayReport,
    private readonly lateReviewsReport: LateReviewsReport,
    private readonly unusedReport: UnusedReport,
  ) {}

  async matrix(query: ReportQuery, requester: Requester): Promise<Page<MatrixRow>> {
    await this.#record(requester, 'matrix', { continued: query.cursor !== undefined });
    return this.matrixReport.page(query);
  }

  /** @throws DomainError `day-to-come` */
  async onDay(query: DayQuery, requester: Requester): Promise<Page<DayRow>> {
    await this.#record(requester, 'on-day', { on: query.on, continued: query.cursor !== undefined });
    return this.dayReport.page(query);
  }

  async lateReviews(query: ReportQuery, requester: Requester): Promise<Page<LateRow>> {
    await this.#record(requester, 'late-reviews', { continued: query.cursor !== undefined });
    return this.lateReviewsReport.page(query);
  }

  async unused(query: ReportQuery, requester: Requester): Promise<Page<UnusedRow>> {
    await this.#record(requester, 'unused', { continued: query.cursor !== undefined });
    return this.unusedReport.page(query);
  }

  /**
   * The whole report as CSV (RFC 4180), page by page as it is read. The first record is there before anything is sent.
   * @throws DomainError `day-to-come`
   */
  async *lines({ report, on }: ReportExport, requester: Requester): AsyncGenerator<string, undefined> {
    await this.#record(requester, report, { ...(on ? { on } : {}), format: 'csv' });
    if (report === 'matrix') yield* csvOf(MATRIX_LINES, query => this.matrixReport.page(query));
    // A day goes with `on-day`, and with nothing else (`reportExport`).
    if (on !== undefined) yield* csvOf(DAY_LINES, query => this.dayReport.page({ ...query, on }));
    if (report === 'late-reviews') yield* csvOf(LATE_LINES, query => this.lateReviewsReport.page(query));
    if (report === 'unused') yield* csvOf(UNUSED_LINES, query => this.unusedReport.page(query));
  }

  async #record(requester: Requester, report: ReportName, facts: Readonly<Record<string, string | boolean>>) {
    const draft = { action: 'access-report.viewed', actor: actorOf(requester) } as const;
    await this.trail.recordAlone({ ...draft, facts: { report, ...facts } });
  }
}
