import { useTranslation } from 'react-i18next';
import type fi from '../locales/fi.json';
import type { Problem } from '../api/problem.js';
import { isDay } from './format/helsinki.js';
import { useFormat } from './format/use-format.js';

type ProblemKey = `problems.${keyof typeof fi.problems}`;
type FaultKey = `passwordFaults.${keyof typeof fi.passwordFaults}`;
type FieldKey = `fields.${keyof typeof fi.fields}`;

/** The sentences of a problem; an unknown code gets a general one that names it. */
export function useProblemText(): (problem: Problem) => string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return problem => {
    const { code, details } = problem;
    const key = `problems.${code}`;
    if (!i18n.exists(key)) return t('problems.unknown', { code });
    const told = { ...toldIn(details), seconds: numberOf(details['retryAfterSeconds']), day: dayText(details) };
    const sentence = t(key as ProblemKey, told); // exists() has looked
    return [sentence, faultText(details), fieldsText(details)].filter(Boolean).join(' ');
  };

  /** What the server tells beside the code, by its own names: days as people write them. */
  function toldIn(details: Problem['details']): Record<string, string | number> {
    const told = Object.entries(details).flatMap(([name, value]): [string, string | number][] => {
      if (typeof value === 'number') return [[name, value]];
      return typeof value === 'string' ? [[name, isDay(value) ? format.day(value) : value]] : [];
    });
    return Object.fromEntries(told);
  }

  /** The last day that can be had, where the server names one. */
  function dayText({ latest }: Problem['details']): string {
    return typeof latest === 'string' ? format.day(latest) : '';
  }

  function faultText({ fault }: Problem['details']): string {
    const key = `passwordFaults.${typeof fault === 'string' ? fault : ''}`;
    return i18n.exists(key) ? t(key as FaultKey) : ''; // exists() has looked
  }

  /** The server names fields as `name: what is wrong`; only names that the client knows are repeated. */
  function fieldsText({ fields }: Problem['details']): string {
    const names = Array.isArray(fields) ? fields.map(field => String(field).split(/[:.]/)[0] ?? '') : [];
    const known = names.map(name => `fields.${name}`).filter(key => i18n.exists(key));
    if (known.length === 0) return '';
    return t('problems.check-fields', { fields: known.map(key => t(key as FieldKey)).join(', ') }); // exists() has looked
  }
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
