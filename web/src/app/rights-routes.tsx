import type { RouteObject } from 'react-router';
import { Needs } from './session/needs.js';

const views: RouteObject[] = [
  { index: true, lazy: { Component: async () => (await import('../pages/rights/request-view.js')).RequestView } },
  {
    path: 'recordings',
    lazy: {
      Component: async () => (await import('../pages/rights/recordings/recordings-view.js')).RecordingsView,
    },
  },
  {
    path: 'copies',
    lazy: { Component: async () => (await import('../pages/rights/copies/copies-view.js')).CopiesView },
  },
  {
    path: 'copies/:recordingId',
    lazy: { Component: async () => (await import('../pages/rights/copies/copy-page.js')).CopyPage },
  },
  {
    path: 'decisions',
    lazy: { Component: async () => (await import('../pages/rights/decisions/decisions-view.js')).DecisionsView },
  },
  {
    path: 'answer',
    lazy: { Component: async () => (await import('../pages/rights/answer/answer-view.js')).AnswerView },
  },
  {
    path: 'effects',
    lazy: { Component: async () => (await import('../pages/rights/effects/effects-view.js')).EffectsView },
  },
  {
    path: 'journal',
    lazy: { Component: async () => (await import('../pages/rights/journal-view.js')).JournalView },
  },
];

const board: RouteObject[] = [
  { index: true, lazy: { Component: async () => (await import('../pages/rights/board/board-page.js')).BoardPage } },
  {
    path: 'statistics',
    lazy: { Component: async () => (await import('../pages/rights/board/year-page.js')).YearPage },
  },
  {
    path: 'mailbox',
    lazy: { Component: async () => (await import('../pages/rights/board/mailbox-page.js')).MailboxPage },
  },
];

/** The requests of the people in the recordings: registered by anyone, handled by few. */
export const rights: RouteObject[] = [
  {
    element: <Needs verb="register" subject="RightsCase" />,
    children: [
      {
        path: 'register-request',
        lazy: { Component: async () => (await import('../pages/rights-register/register-page.js')).RegisterPage },
      },
    ],
  },
  {
    element: <Needs verb="handle" subject="RightsCase" />,
    children: [
      {
        path: 'register-disclosure',
        lazy: { Component: async () => (await import('../pages/rights/disclosure/disclosure-page.js')).DisclosurePage },
      },
    ],
  },
  {
    element: <Needs verb="list" subject="RightsCase" />,
    children: [
      {
        path: 'rights-requests',
        lazy: { Component: async () => (await import('../pages/rights/board/board-frame.js')).BoardFrame },
        children: board,
      },
      {
        path: 'rights-requests/:id',
        lazy: { Component: async () => (await import('../pages/rights/case-page.js')).CasePage },
        children: views,
      },
    ],
  },
];
