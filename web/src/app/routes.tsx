import type { RouteObject } from 'react-router';
import { FirstPage } from './first-page.js';
import { BrokenPage } from './layout/broken-page.js';
import { Frame } from './layout/frame.js';
import { NotFoundPage } from './layout/not-found-page.js';
import { openNotice, register } from './register-routes.js';
import { retention } from './retention-routes.js';
import { rights } from './rights-routes.js';
import { samples } from './sample-routes.js';
import { Needs } from './session/needs.js';
import { SessionGate } from './session/session-gate.js';
import { LogClosedNotice } from '../pages/log-state/log-closed-notice.js';
import { SearchMemory } from '../pages/recordings/search-memory.js';

const recordings: RouteObject[] = [
  {
    path: 'recordings',
    lazy: { Component: async () => (await import('../pages/recordings/recordings-page.js')).RecordingsPage },
  },
  {
    path: 'recordings/:id',
    lazy: { Component: async () => (await import('../pages/recording/recording-page.js')).RecordingPage },
  },
  { path: 't/:ticket', lazy: { Component: async () => (await import('../pages/ticket/ticket-page.js')).TicketPage } },
];

const staff: RouteObject[] = [
  { path: 'staff', lazy: { Component: async () => (await import('../pages/staff/staff-page.js')).StaffPage } },
  {
    path: 'staff/new',
    lazy: { Component: async () => (await import('../pages/staff/new-person-page.js')).NewPersonPage },
  },
  { path: 'staff/:id', lazy: { Component: async () => (await import('../pages/person/person-page.js')).PersonPage } },
];

const accessLog: RouteObject = {
  path: 'access-log',
  lazy: { Component: async () => (await import('../pages/access-log/access-log-page.js')).AccessLogPage },
};

const purposeShares: RouteObject = {
  path: 'purpose-shares',
  lazy: {
    Component: async () => (await import('../pages/purpose-shares/purpose-shares-page.js')).PurposeSharesPage,
  },
};

const logState: RouteObject = {
  path: 'log-state',
  lazy: { Component: async () => (await import('../pages/log-state/log-state-page.js')).LogStatePage },
};

const questions: RouteObject[] = [
  {
    path: 'questions',
    lazy: { Component: async () => (await import('../pages/questions/questions-page.js')).QuestionsPage },
  },
  {
    path: 'questions/:name',
    lazy: { Component: async () => (await import('../pages/questions/question-page.js')).QuestionPage },
  },
];

const reviewRounds: RouteObject[] = [
  {
    path: 'review-rounds',
    lazy: { Component: async () => (await import('../pages/review-rounds/review-rounds-page.js')).ReviewRoundsPage },
  },
  {
    path: 'review-rounds/:id',
    lazy: { Component: async () => (await import('../pages/review-rounds/review-round-page.js')).ReviewRoundPage },
  },
];

const findings: RouteObject = {
  path: 'findings',
  lazy: { Component: async () => (await import('../pages/findings/findings-page.js')).FindingsPage },
};

const serviceAccounts: RouteObject = {
  path: 'service-accounts',
  lazy: {
    Component: async () => (await import('../pages/service-accounts/service-accounts-page.js')).ServiceAccountsPage,
  },
};

const connections: RouteObject = {
  path: 'connections',
  lazy: { Component: async () => (await import('../pages/connections/connections-page.js')).ConnectionsPage },
};

const announcements: RouteObject = {
  path: 'announcements',
  lazy: { Component: async () => (await import('../pages/announcements/announcements-page.js')).AnnouncementsPage },
};

const sources: RouteObject[] = [
  announcements,
  { path: 'sources', lazy: { Component: async () => (await import('../pages/sources/sources-page.js')).SourcesPage } },
  {
    path: 'sources/:name',
    lazy: { Component: async () => (await import('../pages/sources/source-page.js')).SourcePage },
  },
];

const toSortOut: RouteObject = {
  path: 'to-sort-out',
  lazy: { Component: async () => (await import('../pages/to-sort-out/to-sort-out-page.js')).ToSortOutPage },
};

const agentNames: RouteObject = {
  path: 'agent-names',
  lazy: { Component: async () => (await import('../pages/agent-names/agent-names-page.js')).AgentNamesPage },
};

const directoryGroups: RouteObject = {
  path: 'directory-groups',
  lazy: {
    Component: async () => (await import('../pages/directory-groups/directory-groups-page.js')).DirectoryGroupsPage,
  },
};

const completeness: RouteObject = {
  path: 'completeness',
  lazy: { Component: async () => (await import('../pages/completeness/completeness-page.js')).CompletenessPage },
};

const complaintCases: RouteObject = {
  path: 'complaint-cases',
  lazy: {
    Component: async () => (await import('../pages/complaint-cases/complaint-cases-page.js')).ComplaintCasesPage,
  },
};

const grantProposals: RouteObject = {
  path: 'grant-proposals',
  lazy: { Component: async () => (await import('../pages/grant-proposals/proposals-page.js')).ProposalsPage },
};

const grantTemplates: RouteObject = {
  path: 'grant-templates',
  lazy: { Component: async () => (await import('../pages/grant-templates/templates-page.js')).TemplatesPage },
};

const accessReviews: RouteObject[] = [
  {
    path: 'access-reviews',
    lazy: { Component: async () => (await import('../pages/access-reviews/reviews-page.js')).ReviewsPage },
  },
  {
    path: 'access-reviews/:id',
    lazy: { Component: async () => (await import('../pages/access-reviews/review-page.js')).ReviewPage },
  },
];

const reviewCampaigns: RouteObject[] = [
  {
    path: 'review-campaigns',
    lazy: { Component: async () => (await import('../pages/review-campaigns/campaigns-page.js')).CampaignsPage },
  },
  {
    path: 'review-campaigns/:id',
    lazy: { Component: async () => (await import('../pages/review-campaigns/campaign-page.js')).CampaignPage },
  },
];

const dutyBatches: RouteObject = {
  path: 'duty-batches',
  lazy: { Component: async () => (await import('../pages/duty-batches/batches-page.js')).BatchesPage },
};

const accessReports: RouteObject = {
  path: 'access-reports',
  lazy: { Component: async () => (await import('../pages/access-reports/reports-page.js')).ReportsPage },
  children: [
    { index: true, lazy: { Component: async () => (await import('../pages/access-reports/matrix.js')).Matrix } },
    { path: 'on-day', lazy: { Component: async () => (await import('../pages/access-reports/on-day.js')).OnDay } },
    {
      path: 'late-reviews',
      lazy: { Component: async () => (await import('../pages/access-reports/late-reviews.js')).LateReviews },
    },
    { path: 'unused', lazy: { Component: async () => (await import('../pages/access-reports/unused.js')).Unused } },
  ],
};

const undertakings: RouteObject = {
  path: 'undertakings',
  lazy: { Component: async () => (await import('../pages/undertakings/undertakings-page.js')).UndertakingsPage },
};

const tasks: RouteObject = {
  path: 'tasks',
  lazy: { Component: async () => (await import('../pages/tasks/tasks-page.js')).TasksPage },
};

const newVersion: RouteObject = {
  path: 'undertaking',
  lazy: { Component: async () => (await import('../pages/undertaking/new-version-page.js')).NewVersionPage },
};

const ownPage: RouteObject = {
  path: 'me',
  lazy: { Component: async () => (await import('../pages/me/me-page.js')).MePage },
};

/** Every address of the client and what its page needs; each page is a file of its own and loaded when it is visited. */
export const routes: RouteObject[] = [
  {
    Component: Frame,
    ErrorBoundary: BrokenPage,
    HydrateFallback: () => null,
    children: [
      {
        path: 'downloads/:token',
        lazy: { Component: async () => (await import('../pages/download/download-page.js')).DownloadPage },
      },
      {
        path: 'accessibility',
        lazy: {
          Component: async () => (await import('../pages/accessibility/accessibility-page.js')).AccessibilityPage,
        },
      },
      openNotice,
      { path: 'enrol', lazy: { Component: async () => (await import('../pages/enrol/enrol-page.js')).EnrolPage } },
      {
        Component: SessionGate,
        children: [
          {
            Component: LogClosedNotice,
            children: [
              { index: true, Component: FirstPage },
              {
                element: <Needs verb="list" subject="Recording" />,
                children: [{ Component: SearchMemory, children: recordings }],
              },
              { element: <Needs verb="list" subject="ComplaintCase" />, children: [complaintCases] },
              {
                element: <Needs verb="list" subject="AuditEvent" />,
                children: [accessLog, purposeShares, ...questions],
              },
              { element: <Needs verb="list" subject="ReviewRound" />, children: reviewRounds },
              { element: <Needs verb="list" subject="Finding" />, children: [findings] },
              { element: <Needs verb="list" subject="AuditAlarm" />, children: [logState] },
              { element: <Needs verb="list" subject="Staff" />, children: staff },
              { element: <Needs verb="list" subject="ServiceAccount" />, children: [serviceAccounts, connections] },
              { element: <Needs verb="list" subject="Source" />, children: sources },
              { element: <Needs verb="list" subject="DirectoryGroup" />, children: [directoryGroups] },
              { element: <Needs verb="list" subject="QuarantinedItem" />, children: [toSortOut] },
              { element: <Needs verb="list" subject="AgentName" />, children: [agentNames] },
              { element: <Needs verb="read" subject="Completeness" />, children: [completeness] },
              retention,
              ...rights,
              ...samples,
              ...register,
              { element: <Needs verb="list" subject="GrantProposal" />, children: [grantProposals] },
              { element: <Needs verb="list" subject="GrantTemplate" />, children: [grantTemplates] },
              { element: <Needs verb="list" subject="AccessReview" />, children: accessReviews },
              { element: <Needs verb="list" subject="ReviewCampaign" />, children: reviewCampaigns },
              { element: <Needs verb="list" subject="DutyBatch" />, children: [dutyBatches] },
              { element: <Needs verb="read" subject="AccessReport" />, children: [accessReports] },
              { element: <Needs verb="list" subject="Undertaking" />, children: [undertakings] },
              tasks,
              newVersion,
              ownPage,
              { path: '*', Component: NotFoundPage },
            ],
          },
        ],
      },
    ],
  },
];
