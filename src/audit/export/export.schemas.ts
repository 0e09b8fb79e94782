import { z } from 'zod';
import { eventSelection } from '../audit.schemas.js';

export const EXPORT_FORMATS = ['ndjson', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Which events are taken out, and how they are written. */
export const newExport = eventSelection.extend({ format: z.enum(EXPORT_FORMATS) });
export type NewExport = z.output<typeof newExport>;
