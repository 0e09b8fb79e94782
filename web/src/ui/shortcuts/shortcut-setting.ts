import { useSyncExternalStore } from 'react';

const KEY = 'tallenne-shortcuts';
const listeners = new Set<() => void>();

/** Whether single keys do something; a person may turn that off in a browser for good (WCAG 2.1.4). */
export function shortcutsAreOn(): boolean {
  return localStorage.getItem(KEY) !== 'off';
}

export function turnShortcuts(on: boolean): void {
  if (on) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, 'off');
  for (const tell of listeners) tell();
}

export function useShortcutSetting(): boolean {
  return useSyncExternalStore(listen, shortcutsAreOn);
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
