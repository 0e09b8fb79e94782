import type { RouteObject } from 'react-router';
import { Needs } from './session/needs.js';

const views: RouteObject[] = [
  { index: true, lazy: { Component: async () => (await import('../pages/retention/due-days.js')).DueDays } },
  {
    path: 'whereabouts',
    lazy: { Component: async () => (await import('../pages/retention/whereabouts.js')).WhereaboutsPage },
  },
  {
    path: 'certificates',
    lazy: { Component: async () => (await import('../pages/retention/certificates.js')).Certificates },
  },
  { path: 'purges', lazy: { Component: async () => (await import('../pages/retention/purge-runs.js')).PurgeRuns } },
  {
    path: 'statements',
    lazy: { Component: async () => (await import('../pages/retention/statements.js')).Statements },
  },
  {
    path: 'reconciliations',
    lazy: { Component: async () => (await import('../pages/retention/reconciliations.js')).Reconciliations },
  },
];

const rules: RouteObject = {
  path: 'retention/rules',
  lazy: { Component: async () => (await import('../pages/retention/rules/rules-page.js')).RulesPage },
};

const holds: RouteObject = {
  path: 'holds',
  lazy: { Component: async () => (await import('../pages/holds/holds-page.js')).HoldsPage },
};

const erasures: RouteObject = {
  path: 'erasures',
  lazy: { Component: async () => (await import('../pages/erasures/erasures-page.js')).ErasuresPage },
};

const copies: RouteObject = {
  path: 'training-copies',
  lazy: {
    Component: async () => (await import('../pages/training-copies/training-copies-page.js')).TrainingCopiesPage,
  },
};

const departures: RouteObject = {
  path: 'departures',
  lazy: { Component: async () => (await import('../pages/departures/departures-page.js')).DeparturesPage },
};

/** Everything about what is kept and what is gone, in one frame. */
export const retention: RouteObject = {
  lazy: { Component: async () => (await import('../pages/retention/retention-frame.js')).RetentionFrame },
  children: [
    { path: 'retention', element: <Needs verb="read" subject="Retention" />, children: views },
    { element: <Needs verb="list" subject="RetentionRule" />, children: [rules] },
    { element: <Needs verb="list" subject="Hold" />, children: [holds] },
    { element: <Needs verb="list" subject="Erasure" />, children: [erasures] },
    { element: <Needs verb="list" subject="TrainingCopy" />, children: [copies] },
    { element: <Needs verb="list" subject="Departure" />, children: [departures] },
  ],
};
