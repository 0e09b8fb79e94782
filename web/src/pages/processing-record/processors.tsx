import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { Processor } from '../../api/types.js';
import { may, useMe } from '../../app/session/me.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { OpenButton } from '../../ui/open-button.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useDone } from '../../ui/use-done.js';
import { ProcessorDialog } from './processor-dialog.js';

/** Who processes for the controller; an administrator enters them. */
export function Processors() {
  const { t } = useTranslation();
  const me = useMe();
  const { say, status } = useDone();
  const [opened, setOpened] = useState<Processor | 'new' | null>(null);
  const { data, error } = useQuery({
    queryKey: ['processors'],
    queryFn: () => answer(api.GET('/api/v1/processors')),
  });
  const mayChange = may(me, 'change', 'Processor');
  const columns = useProcessorColumns(mayChange ? setOpened : null);
  const items = data?.items ?? [];
  return (
    <Panel title={t('processors.title')}>
      {status}
      <ProblemNotice error={error} />
      {mayChange ? (
        <Button
          variant="secondary"
          mb="s"
          onClick={() => {
            setOpened('new');
          }}
        >
          {t('processors.enter')}
        </Button>
      ) : null}
      {items.length > 0 ? (
        <DataTable caption={t('processors.caption')} columns={columns} rows={items} idOf={({ id }) => id} />
      ) : (
        <p>{data ? t('processors.none') : ''}</p>
      )}
      {opened ? (
        <ProcessorDialog
          processor={opened === 'new' ? null : opened}
          onDone={() => {
            setOpened(null);
            say(t('processors.done'));
          }}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </Panel>
  );
}

function useProcessorColumns(onOpen: ((processor: Processor) => void) | null): Column<Processor>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<Processor>[] = [
    {
      id: 'name',
      header: t('processors.name'),
      rowHeader: true,
      cell: ({ name, ended, version }) => (
        <>
          {name}
          <small>{ended ? t('processors.ended') : t('notice.one', { version })}</small>
        </>
      ),
    },
    { id: 'task', header: t('processors.task'), cell: ({ task }) => task },
    { id: 'country', header: t('processors.country'), cell: ({ country }) => country },
    {
      id: 'undertaking',
      header: t('processors.undertaking'),
      cell: ({ undertakingReference, undertakingOn }) => (
        <>
          {undertakingReference}
          <small>{format.day(undertakingOn)}</small>
        </>
      ),
    },
    {
      id: 'subs',
      header: t('processors.subProcessors'),
      cell: ({ subProcessors }) => subProcessors.map(({ name, country }) => `${name} (${country})`).join(', '),
    },
  ];
  if (!onOpen) return columns;
  return [
    ...columns,
    {
      id: 'open',
      header: t('samples.act'),
      cell: processor => (
        <OpenButton
          about={processor.name}
          onOpen={() => {
            onOpen(processor);
          }}
        />
      ),
    },
  ];
}
