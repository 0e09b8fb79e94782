import type { LogAction } from '../../api/types.js';
import { setLogFilters, type LogAddress } from './log-filters.js';

/** What is looked for in the log again and again: each a set of filters over what is looked at. */
export const LOG_VIEWS = [
  { name: 'everything', action: '', outcome: '' },
  { name: 'listened', action: 'playback.granted', outcome: '' },
  { name: 'revealed', action: 'field.revealed', outcome: '' },
  { name: 'taken', action: 'recording.exported', outcome: '' },
  { name: 'refused', action: '', outcome: 'refused' },
] as const satisfies readonly { name: string; action: LogAction | ''; outcome: string }[];

type LogView = (typeof LOG_VIEWS)[number];

/** The address of a view of what the filters cover; how they are narrowed to acts is the view's own. */
export function logViewAddress({ action, outcome }: LogView, filters: LogAddress): string {
  const address = new URLSearchParams(setLogFilters({ ...filters, action, outcome })).toString();
  return address === '' ? '/access-log' : `/access-log?${address}`;
}

/** The view that the filters are in, if any. */
export function logViewOf({ action, outcome }: Pick<LogAddress, 'action' | 'outcome'>): LogView['name'] | null {
  return LOG_VIEWS.find(view => view.action === action && view.outcome === outcome)?.name ?? null;
}

/** Where the log tells who listened to a recording. */
export function listenersAddress(recordingId: string): string {
  return `/access-log?${new URLSearchParams({ recording: recordingId, action: 'playback.granted' }).toString()}`;
}

/** Where the log tells what a person did. */
export function doingsAddress(staffId: string): string {
  return `/access-log?${new URLSearchParams({ staff: staffId }).toString()}`;
}
