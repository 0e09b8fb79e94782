import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { SimilarCase } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { RowButton } from '../../ui/row-button.js';
import { useCase } from './case-in-view.js';
import { useCaseAct } from './use-case-act.js';

/** Looks, when asked, for requests of the same person, and links them. The look opens other cases and is an event. */
export function SimilarCases() {
  const { t } = useTranslation();
  const { rightsCase, say } = useCase();
  const { id, permitted, linkedGroup } = rightsCase;
  const look = useLook(id);
  const link = useCaseAct(
    id,
    (withId: string) => sendLink(id, withId),
    () => {
      say(t('rights.similar.done'));
      look.mutate();
    },
  );
  const unlink = useCaseAct(
    id,
    () => answer(api.DELETE('/api/v1/rights-requests/{id}/links', { params: { path: { id } } })),
    () => {
      say(t('rights.similar.unlinked'));
      look.reset();
    },
  );
  const mayHandle = permitted.includes('handle');
  const columns = useSimilarColumns(mayHandle ? link.mutate : null);
  return (
    <Panel title={t('rights.similar.title')}>
      <p>{t(linkedGroup === null ? 'rights.similar.notLinked' : 'rights.similar.linked')}</p>
      <div className="form__buttons">
        <Button
          variant="secondary"
          disabled={look.isPending}
          onClick={() => {
            look.mutate();
          }}
        >
          {t('rights.similar.look')}
        </Button>
        {mayHandle && linkedGroup !== null ? (
          <Button
            variant="secondary"
            disabled={unlink.isPending}
            onClick={() => {
              unlink.mutate(undefined);
            }}
          >
            {t('rights.similar.unlink')}
          </Button>
        ) : null}
      </div>
      <div role="status">
        {look.data === undefined ? null : look.data.items.length === 0 ? (
          <p>{t('rights.similar.none')}</p>
        ) : (
          <DataTable
            caption={t('rights.similar.caption')}
            columns={columns}
            rows={look.data.items}
            idOf={one => one.id}
          />
        )}
      </div>
      <ProblemNotice error={look.error ?? link.error ?? unlink.error} />
    </Panel>
  );
}

function useLook(id: string) {
  return useMutation({
    mutationFn: () => answer(api.GET('/api/v1/rights-requests/{id}/similar', { params: { path: { id } } })),
    gcTime: 0,
  });
}

function sendLink(id: string, withId: string) {
  const body = { with: withId };
  return answer(api.POST('/api/v1/rights-requests/{id}/links', { params: { path: { id } }, body }));
}

function useSimilarColumns(onLink: ((id: string) => void) | null): Column<SimilarCase>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'number',
      header: t('rights.number'),
      rowHeader: true,
      cell: ({ id, number }) => <Link to={`/rights-requests/${id}`}>{number}</Link>,
    },
    { id: 'received', header: t('rights.received'), cell: ({ receivedOn }) => format.day(receivedOn) },
    {
      id: 'alike',
      header: t('rights.similar.alike'),
      cell: ({ alike }) => alike.map(field => t(`rights.person.${field}`)).join(', '),
    },
    {
      id: 'link',
      header: t('rights.similar.link'),
      cell: ({ id, number, linked }) =>
        linked ? (
          t('rights.similar.isLinked')
        ) : onLink === null ? null : (
          <RowButton
            act={t('rights.similar.link')}
            about={number}
            onClick={() => {
              onLink(id);
            }}
          />
        ),
    },
  ];
}
