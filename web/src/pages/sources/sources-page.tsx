import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Button, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { Source } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Panel } from '../../ui/panel.js';
import { useForm } from '../../ui/use-form.js';
import { useList } from '../../ui/use-list.js';
import { draftOf } from './source-draft.js';
import { SOURCE_NAME, SOURCES } from './source-queries.js';

/** Where recordings come from, and how each source is set up. */
export function SourcesPage() {
  const { t } = useTranslation();
  const list = useList(SOURCES, async () => ({ ...(await answer(api.GET('/api/v1/sources'))), nextCursor: null }));

  return (
    <div className="stack">
      <PageHeading title={t('sources.title')}>{t('sources.lead')}</PageHeading>
      <p>
        <Link to="/announcements">{t('announcements.all')}</Link>
      </p>
      <p>
        <Link to="/agent-names">{t('agentNames.all')}</Link>
      </p>
      <ListView
        list={list}
        caption={t('sources.caption')}
        columns={useColumns()}
        idOf={({ name }) => name}
        empty={t('sources.none')}
        linked
      />
      <NewSource />
    </div>
  );
}

function useColumns(): Column<Source>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'name',
      header: t('sources.name'),
      rowHeader: true,
      cell: ({ name }) => <Link to={`/sources/${name}`}>{name}</Link>,
    },
    { id: 'form', header: t('sources.form'), cell: source => t(`sources.presets.${draftOf(source).preset}`) },
    {
      id: 'announcements',
      header: t('sources.plan'),
      cell: ({ announcements }) => t('sources.planned', { count: announcements.length }),
    },
    {
      id: 'keepsDays',
      header: t('sources.keepsDays'),
      cell: ({ keepsDays }) => (keepsDays === null ? t('sources.notSaid') : t('sources.days', { count: keepsDays })),
    },
  ];
}

/** A source is there when its settings are saved: a name is all that it takes to begin. */
function NewSource() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const form = useForm(
    { name: '' },
    {
      required: ['name'],
      check: ({ name }) => (SOURCE_NAME.test(name.trim()) ? {} : { name: t('sources.nameHint') }),
    },
  );
  return (
    <Panel title={t('sources.newTitle')}>
      <form
        className="form"
        noValidate
        onSubmit={form.onSubmit(({ name }) => {
          void navigate(`/sources/${name.trim()}`);
        })}
      >
        <TextInput
          labelText={t('sources.name')}
          hintText={t('sources.nameHint')}
          autoComplete="off"
          maxLength={64}
          {...form.field('name')}
        />
        <div>
          <Button type="submit">{t('sources.begin')}</Button>
        </div>
      </form>
    </Panel>
  );
}
