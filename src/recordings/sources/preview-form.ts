import type { AudioOfCall, DescribedCall } from '../ingest/formats/document.js';
import { readingOf } from '../ingest/formats/presets.js';
import { readDocument } from '../ingest/formats/read-document.js';
import type { SourceForm } from '../ingest/formats/source-form.js';
import type { NewPreview, Preview, PreviewedCall } from './previews.schemas.js';

const MAX_SHOWN = 20;

/**
 * What a pasted sample becomes in a form; nothing of it is kept.
 * @throws DomainError `document-unreadable`
 */
export function previewForm({ form, sample, name }: NewPreview): Preview {
  const { calls, unusable } = readDocument(Buffer.from(sample), asPasted(form), name);
  return {
    form: form.format === 'sidecar' ? form : { format: form.format, preset: form.preset, ...readingOf(form) },
    calls: calls.slice(0, MAX_SHOWN).map(shown),
    unusable: unusable
      .slice(0, MAX_SHOWN)
      .map(({ line, externalId, faults }) => ({ line, externalId, faults: [...faults] })),
    counts: { calls: calls.length, unusable: unusable.length },
  };
}

/** What the browser sends is UTF-8, however the file itself is written. */
function asPasted(form: SourceForm): SourceForm {
  if (form.format !== 'csv' && form.format !== 'asterisk-cdr') return form;
  return { ...form, csv: { ...readingOf(form).csv, encoding: 'utf-8' } };
}

function shown({ call, audio, line }: DescribedCall): PreviewedCall {
  const { externalId, linkedId = null, direction, startedAt, answeredAt, endedAt, queue, unit, agent, caller } = call;
  const [as = '', agentName = ''] = Object.entries(agent)[0] ?? [];
  return {
    ...{ line, externalId, linkedId, direction, queue, unit, agent: { as, name: agentName } },
    ...{ startedAt: startedAt.toISOString(), endedAt: endedAt.toISOString() },
    answeredAt: answeredAt?.toISOString() ?? null,
    caller: [caller?.name, caller?.phone, caller?.email, caller?.organisation].filter(Boolean).join(', '),
    audio: audioShown(audio),
  };
}

function audioShown(audio: AudioOfCall): PreviewedCall['audio'] {
  const names = audio.kind === 'named' ? [...audio.names] : [];
  return { kind: audio.kind, names, reason: audio.kind === 'none' ? audio.reason : '' };
}
