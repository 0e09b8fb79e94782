import type { NewProcessor, Processor } from '../../api/types.js';

export type ProcessorDraft = Readonly<
  Record<'name' | 'task' | 'country' | 'undertakingReference' | 'undertakingOn' | 'subProcessors', string>
>;

/** A sub-processor a line: name; task; country. */
export function draftOf(processor: Processor | null): ProcessorDraft {
  return {
    name: processor?.name ?? '',
    task: processor?.task ?? '',
    country: processor?.country ?? 'FI',
    undertakingReference: processor?.undertakingReference ?? '',
    undertakingOn: processor?.undertakingOn ?? '',
    subProcessors: (processor?.subProcessors ?? [])
      .map(({ name, task, country }) => `${name}; ${task}; ${country}`)
      .join('\n'),
  };
}

/** Whether each line names a sub-processor, its task and its country's two letters. */
export function areSubProcessors(text: string): boolean {
  return linesOf(text).every(line => /^[^;]+;[^;]+;\s*[A-Z]{2}\s*$/.test(line));
}

export function processorOf({ subProcessors, country, ...terms }: ProcessorDraft): NewProcessor {
  const subs = linesOf(subProcessors).map(line => {
    const [name = '', task = '', where = ''] = line.split(';').map(part => part.trim());
    return { name, task, country: where as NewProcessor['country'] }; // the server knows which countries there are
  });
  const trimmed = Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, value.trim()]));
  return {
    ...(trimmed as Omit<ProcessorDraft, 'subProcessors' | 'country'>), // the same keys
    country: country.trim().toUpperCase() as NewProcessor['country'],
    subProcessors: subs,
  };
}

function linesOf(text: string): string[] {
  return text.split('\n').filter(line => line.trim() !== '');
}
