import { z } from 'zod';

/** The environment variables of what arrives. */
export const arrivalVariables = {
  TALLENNE_AUDIO_AWAITED_HOURS: z.coerce.number().int().min(1).max(336).default(4),
  TALLENNE_SILENT_BELOW_DBFS: z.coerce.number().int().min(-96).max(-1).default(-50),
  TALLENNE_SILENT_USUAL_HOURS: z.coerce.number().int().min(1).max(48).default(2),
  TALLENNE_ARRIVAL_FIGURES_MONTHS: z.coerce.number().int().min(1).max(120).default(24),
};

/** When something is wrong with what arrives. */
export interface ArrivalSettings {
  /** Audio that is announced is missing when it has not come for so many hours. */
  readonly awaitedHours: number;
  /** A recording whose loudest sample is below so many dB of full scale is silent. */
  readonly silentBelowDbfs: number;
  /** A source is silent when nothing came in so many of its usual hours. */
  readonly silentUsualHours: number;
  readonly figuresMonths: number;
}

/** The settings from the environment. */
export function arrivalsOf(env: z.infer<z.ZodObject<typeof arrivalVariables>>): ArrivalSettings {
  return {
    awaitedHours: env.TALLENNE_AUDIO_AWAITED_HOURS,
    silentBelowDbfs: env.TALLENNE_SILENT_BELOW_DBFS,
    silentUsualHours: env.TALLENNE_SILENT_USUAL_HOURS,
    figuresMonths: env.TALLENNE_ARRIVAL_FIGURES_MONTHS,
  };
}
