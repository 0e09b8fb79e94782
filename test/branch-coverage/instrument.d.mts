import type { FileCoverageData } from 'istanbul-lib-coverage';

export function instrument(text: string, path: string): { readonly code: string; readonly counts: FileCoverageData };
