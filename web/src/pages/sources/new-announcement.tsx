import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from 'suomifi-ui-components';
import type { Announcement } from '../../api/types.js';
import { LANGUAGES } from '../../app/languages.js';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { isDay } from '../../ui/format/helsinki.js';
import { onEnter } from './on-enter.js';

const EMPTY = { version: '', language: 'fi', queue: '', direction: 'general', from: '', until: '' };
type Draft = typeof EMPTY;
const DIRECTIONS = ['inbound', 'internal', 'outbound'] as const;

/** A row for the plan; it is saved with the rest of the page. */
export function NewAnnouncement({ onAdd }: { readonly onAdd: (entry: Announcement) => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(EMPTY);
  const set = (some: Partial<Draft>) => {
    setDraft(before => ({ ...before, ...some }));
  };
  const text = (name: 'version' | 'queue') => ({
    value: draft[name],
    onChange: (value: string | number | undefined) => {
      set({ [name]: String(value ?? '') });
    },
  });
  const endsEarly = isDay(draft.from) && isDay(draft.until) && draft.until < draft.from;
  const hasDays = isDay(draft.from) && (draft.until === '' || isDay(draft.until)) && !endsEarly;
  const whole = draft.version.trim() !== '' && hasDays;
  const add = () => {
    if (!whole) return;
    onAdd(entryOf(draft));
    setDraft(EMPTY);
  };

  return (
    <fieldset className="form source-row" onKeyDown={onEnter(add)}>
      <legend>{t('sources.newEntry')}</legend>
      <div className="form__row">
        <TextInput labelText={t('sources.version')} maxLength={40} {...text('version')} />
        <Choice
          label={t('sources.language')}
          value={draft.language}
          options={LANGUAGES.map(value => ({ value, label: t(`languages.${value}`) }))}
          onChange={language => {
            set({ language });
          }}
        />
        <Choice
          label={t('sources.direction')}
          value={draft.direction}
          options={(['general', ...DIRECTIONS] as const).map(value => ({
            value,
            label: t(`sources.directions.${value}`),
          }))}
          onChange={direction => {
            set({ direction });
          }}
        />
      </div>
      <TextInput labelText={t('sources.queue')} hintText={t('sources.queueHint')} maxLength={120} {...text('queue')} />
      <div className="form__row">
        <DayField
          label={t('sources.from')}
          value={draft.from}
          onChange={from => {
            set({ from });
          }}
        />
        <DayField
          label={t('sources.until')}
          value={draft.until}
          problem={endsEarly ? t('sources.endsEarly') : undefined}
          onChange={until => {
            set({ until });
          }}
        />
      </div>
      <div>
        <Button variant="secondary" disabled={!whole} onClick={add}>
          {t('sources.add')}
        </Button>
      </div>
    </fieldset>
  );
}

/** Nothing plays to those who are called: an entry for outgoing calls says that the agent tells them. */
function entryOf({ version, language, queue, direction, from, until }: Draft): Announcement {
  const chosen = DIRECTIONS.find(one => one === direction) ?? null;
  return {
    ...{ version: version.trim(), language, from, until: until === '' ? null : until },
    ...{ queue: queue.trim() === '' ? null : queue.trim(), direction: chosen },
  };
}
