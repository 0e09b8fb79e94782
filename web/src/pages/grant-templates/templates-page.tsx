import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { GrantTemplate } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { Dialog } from '../../ui/dialog.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Logged } from '../../ui/logged.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { RowButton } from '../../ui/row-button.js';
import { GrantWords } from '../person/grant-words.js';
import { TemplateForm } from './template-form.js';
import { TEMPLATES_KEY, useTemplates } from './use-templates.js';

/** What people in usual posts are granted; administrators keep it. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const mayChange = may(useMe(), 'change', 'GrantTemplate');
  const [edited, setEdited] = useState<GrantTemplate | 'new' | null>(null);
  const { data, error, isPending, refetch } = useTemplates();
  const remove = useRemove();
  const columns = useTemplateColumns(mayChange ? { onEdit: setEdited, onRemove: remove.mutate } : null);
  const close = () => {
    setEdited(null);
  };

  return (
    <div className="stack">
      <PageHeading title={t('templates.title')}>{t('templates.lead')}</PageHeading>
      {mayChange ? (
        <div className="form__buttons no-print">
          <Button
            onClick={() => {
              setEdited('new');
            }}
          >
            {t('templates.add')}
          </Button>
        </div>
      ) : null}
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {mayChange ? <Logged act="templateChanged" /> : null}
      <ProblemNotice error={remove.error} />
      {data && data.items.length > 0 ? (
        <DataTable caption={t('templates.caption')} columns={columns} rows={data.items} idOf={({ id }) => id} />
      ) : null}
      {data?.items.length === 0 ? <p>{t('templates.none')}</p> : null}
      <Link to="/grant-proposals">{t('templates.back')}</Link>
      {edited === null ? null : (
        <Dialog title={edited === 'new' ? t('templates.add') : t('templates.editTitle')} onClose={close}>
          <TemplateForm template={edited === 'new' ? null : edited} onDone={close} />
        </Dialog>
      )}
    </div>
  );
}

interface Acts {
  readonly onEdit: (template: GrantTemplate) => void;
  readonly onRemove: (id: string) => void;
}

function useTemplateColumns(acts: Acts | null): Column<GrantTemplate>[] {
  const { t } = useTranslation();
  const columns: Column<GrantTemplate>[] = [
    { id: 'name', header: t('templates.name'), rowHeader: true, cell: ({ name }) => name },
    { id: 'what', header: t('grants.scope'), cell: template => <GrantWords grant={template} /> },
    { id: 'months', header: t('templates.months'), align: 'end', cell: ({ validMonths }) => validMonths },
  ];
  if (!acts) return columns;
  return [
    ...columns,
    { id: 'change', header: t('templates.change'), cell: one => <Change template={one} acts={acts} /> },
  ];
}

function Change({ template, acts }: { readonly template: GrantTemplate; readonly acts: Acts }) {
  const { t } = useTranslation();
  const { id, name } = template;
  return (
    <div className="form__buttons no-print">
      <RowButton
        variant="secondary"
        act={t('templates.edit')}
        about={name}
        onClick={() => {
          acts.onEdit(template);
        }}
      />
      <RowButton
        act={t('templates.remove')}
        about={name}
        onClick={() => {
          acts.onRemove(id);
        }}
      />
    </div>
  );
}

function useRemove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/v1/grant-templates/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: TEMPLATES_KEY }),
  });
}
