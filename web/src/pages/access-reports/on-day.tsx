import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { DayRow } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { DayField } from '../../ui/day-field.js';
import { dayOf, isDay } from '../../ui/format/helsinki.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { Tag } from '../../ui/tag.js';
import { useList } from '../../ui/use-list.js';
import { GrantWords } from '../person/grant-words.js';
import { ReportDownload } from './report-download.js';

const TONES = { 'whole-day': 'success', 'part-of-day': 'warning', not: 'neutral' } as const;

/** Who had access to what on a day. */
export function OnDay() {
  const { t } = useTranslation();
  const format = useFormat();
  const [address, setAddress] = useSearchParams();
  const asked = address.get('on') ?? '';
  const on = isDay(asked) ? asked : dayOf(new Date());
  const [day, setDay] = useState(on);
  const list = useList(['access-report', 'on-day', on], cursor => {
    const query = { on, ...(cursor === undefined ? {} : { cursor }) };
    return answer(api.GET('/api/v1/access-reports/on-day', { params: { query } }));
  });
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (isDay(day)) setAddress({ on: day }, { preventScrollReset: true });
  };

  return (
    <section aria-label={t('reports.onDay')}>
      <p>{t('reports.onDayText')}</p>
      <form className="form no-print" onSubmit={send}>
        <DayField label={t('reports.day')} value={day} onChange={setDay} required />
        <div className="form__buttons">
          <Button type="submit">{t('reports.showDay')}</Button>
        </div>
      </form>
      <ReportDownload key={on} wanted={{ report: 'on-day', on }} />
      <ListView
        list={list}
        caption={t('reports.onDayCaption', { day: format.day(on) })}
        columns={useDayColumns()}
        idOf={({ grant }) => grant.id}
        empty={t('reports.none')}
      />
    </section>
  );
}

function useDayColumns(): Column<DayRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'person',
      header: t('reports.person'),
      rowHeader: true,
      cell: ({ staffId, displayName }) => <Link to={`/staff/${staffId}`}>{displayName}</Link>,
    },
    { id: 'unit', header: t('reports.unit'), cell: ({ unit }) => unit || '–' },
    { id: 'grant', header: t('grants.scope'), cell: ({ grant }) => <GrantWords grant={grant} /> },
    {
      id: 'days',
      header: t('grants.days'),
      cell: ({ grant: { fromOn, untilOn } }) => `${format.day(fromOn)} – ${format.day(untilOn)}`,
    },
    {
      id: 'worked',
      header: t('reports.worked'),
      cell: ({ worked, because }) => (
        <>
          <Tag tone={TONES[worked]}>{t(`reports.workedStates.${worked}`)}</Tag>
          {because.map(why => (
            <small key={why}>{t(`reports.because.${why}`)}</small>
          ))}
        </>
      ),
    },
  ];
}
