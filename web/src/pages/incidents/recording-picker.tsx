import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { RecordingItem } from '../../api/types.js';
import { useMe } from '../../app/session/me.js';
import { DayField } from '../../ui/day-field.js';
import { isDay } from '../../ui/format/helsinki.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useList } from '../../ui/use-list.js';
import { knownNames } from '../recordings/known-names.js';

interface RecordingPickerProps {
  readonly chosen: readonly string[];
  readonly onChange: (id: string, isChosen: boolean, name: string) => void;
}

const NOTHING = { from: '', through: '', queue: '', ticket: '' };
type Search = typeof NOTHING;

/** Finds recordings by time, queue and ticket, and lets them be chosen: nobody knows them by their ids. */
export function RecordingPicker({ chosen, onChange }: RecordingPickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(NOTHING);
  const [sought, setSought] = useState<Search | null>(null);
  const set = (name: keyof Search) => (value: string | number | undefined) => {
    setTyped(before => ({ ...before, [name]: String(value ?? '') }));
  };
  const search = () => {
    setSought({ ...typed });
  };
  return (
    <fieldset
      className="form recording-picker"
      onKeyDown={event => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || event.target.type !== 'text')
          return;
        event.preventDefault(); // it would send the whole form
        search();
      }}
    >
      <legend>{t('incidents.pick')}</legend>
      <div className="form__row">
        <DayField label={t('fields.from')} value={typed.from} onChange={set('from')} />
        <DayField label={t('fields.to')} value={typed.through} onChange={set('through')} />
      </div>
      <div className="form__row">
        <QueueField value={typed.queue} onChange={set('queue')} />
        <TextInput labelText={t('fields.ticket')} value={typed.ticket} onChange={set('ticket')} fullWidth />
      </div>
      <div>
        <Button variant="secondary" onClick={search}>
          {t('incidents.search')}
        </Button>
      </div>
      <p className="logged">{t('incidents.logged.search')}</p>
      {sought ? <Found search={sought} chosen={chosen} onChange={onChange} /> : null}
    </fieldset>
  );
}

interface QueueFieldProps {
  readonly value: string;
  readonly onChange: (value: string | number | undefined) => void;
}

function QueueField({ value, onChange }: QueueFieldProps) {
  const { t } = useTranslation();
  const { grants } = useMe();
  const listId = useId();
  return (
    <>
      <TextInput labelText={t('fields.queue')} {...{ value, onChange }} list={listId} autoComplete="off" fullWidth />
      <datalist id={listId}>
        {knownNames('queue', grants, []).map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

function Found({ search, chosen, onChange }: RecordingPickerProps & { readonly search: Search }) {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useList<RecordingItem>(['recordings', 'of incident', search], cursor => {
    const query = { ...queryOf(search), limit: 50, ...(cursor === undefined ? {} : { cursor }) };
    return answer(api.GET('/api/v1/recordings', { params: { query } }));
  });
  const nameOf = ({ startedAt, queue, agent, ticket }: RecordingItem) =>
    [format.dateTime(startedAt), queue, agent.name, ticket].filter(Boolean).join(' · ');
  return (
    <>
      {list.isPending ? <Loading /> : null}
      <ProblemNotice error={list.error} onRetry={list.retry} />
      <p role="status">
        {list.isPending || list.error
          ? ''
          : t(list.hasMore ? 'incidents.foundFirst' : 'incidents.foundCount', { count: list.items.length })}
      </p>
      <div className="recording-picker__found" role="group" aria-label={t('incidents.pick')} tabIndex={0}>
        {list.items.map(item => (
          <Checkbox
            key={item.id}
            checked={chosen.includes(item.id)}
            onClick={({ checkboxState }) => {
              onChange(item.id, checkboxState, nameOf(item));
            }}
          >
            {nameOf(item)}
          </Checkbox>
        ))}
      </div>
      {list.hasMore ? (
        <Button variant="secondaryNoBorder" disabled={list.isFetchingMore} onClick={list.more}>
          {t('common.more')}
        </Button>
      ) : null}
    </>
  );
}

/** Whole days in Helsinki, as the list of recordings is asked for: nothing personal stands in an address. */
function queryOf({ from, through, queue, ticket }: Search) {
  return {
    ...(isDay(from) ? { from } : {}),
    ...(isDay(through) ? { to: through } : {}),
    ...(queue.trim() === '' ? {} : { queue: queue.trim() }),
    ...(ticket.trim() === '' ? {} : { ticket: ticket.trim() }),
  };
}
