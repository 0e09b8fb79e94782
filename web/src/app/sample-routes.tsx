import type { RouteObject } from 'react-router';
import { Needs } from './session/needs.js';

const readable: RouteObject = {
  path: 'weekly-samples/:id',
  lazy: { Component: async () => (await import('../pages/weekly-samples/sample-page.js')).SamplePage },
};

/** Weekly samples of calls, and notes on one's own calls. */
export const samples: RouteObject[] = [
  {
    element: <Needs verb="list" subject="WeeklySample" />,
    children: [
      {
        path: 'weekly-samples',
        lazy: { Component: async () => (await import('../pages/weekly-samples/samples-page.js')).SamplesPage },
      },
    ],
  },
  { element: <Needs verb="read" subject="WeeklySample" />, children: [readable] },
  {
    element: <Needs verb="list" subject="CallNote" />,
    children: [
      {
        path: 'call-notes',
        lazy: { Component: async () => (await import('../pages/call-notes/call-notes-page.js')).CallNotesPage },
      },
    ],
  },
];
