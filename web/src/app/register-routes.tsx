import type { RouteObject } from 'react-router';
import { Needs } from './session/needs.js';

const notice: RouteObject = {
  path: 'register/notice',
  lazy: { Component: async () => (await import('../pages/notice/notice-page.js')).NoticePage },
};

const processingRecord: RouteObject = {
  path: 'register/processing',
  lazy: {
    Component: async () => (await import('../pages/processing-record/processing-record-page.js')).ProcessingRecordPage,
  },
};

const incidents: RouteObject[] = [
  {
    path: 'incidents',
    lazy: { Component: async () => (await import('../pages/incidents/incidents-page.js')).IncidentsPage },
  },
  {
    path: 'incidents/:id',
    lazy: { Component: async () => (await import('../pages/incidents/incident-page.js')).IncidentPage },
  },
];

const promises: RouteObject = {
  path: 'register/promises',
  lazy: { Component: async () => (await import('../pages/promises/promises-page.js')).PromisesPage },
};

const goingLive: RouteObject = {
  path: 'register/going-live',
  lazy: { Component: async () => (await import('../pages/going-live/going-live-page.js')).GoingLivePage },
};

const studies: RouteObject = {
  path: 'register/studies',
  lazy: { Component: async () => (await import('../pages/studies/studies-page.js')).StudiesPage },
};

/** What the register says of itself, and of what went wrong. */
export const register: RouteObject[] = [
  { element: <Needs verb="read" subject="Notice" />, children: [notice] },
  { element: <Needs verb="read" subject="ProcessingRecord" />, children: [processingRecord] },
  { element: <Needs verb="read" subject="Promise" />, children: [promises] },
  { element: <Needs verb="list" subject="GoingLiveFinding" />, children: [goingLive] },
  { element: <Needs verb="list" subject="Incident" />, children: incidents },
  { element: <Needs verb="read" subject="ServiceLevelStudy" />, children: [studies] },
];

/** The published notice is there for anybody, signed in or not. */
export const openNotice: RouteObject = {
  path: 'notice',
  lazy: { Component: async () => (await import('../pages/notice/open-notice-page.js')).OpenNoticePage },
};
