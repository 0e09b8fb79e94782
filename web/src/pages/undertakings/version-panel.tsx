import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { MissingPerson, UndertakingVersion } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useLanguage } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { Panel } from '../../ui/panel.js';
import { RowButton } from '../../ui/row-button.js';
import { useList } from '../../ui/use-list.js';
import { PaperDialog } from './paper-dialog.js';
import { UNDERTAKINGS_KEY } from './undertakings-key.js';

/** One version: its text, and the people who have not acknowledged it. */
export function VersionPanel({ version: { version, texts } }: { readonly version: UndertakingVersion }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [chosen, setChosen] = useState<MissingPerson | null>(null);
  const list = useList([...UNDERTAKINGS_KEY, version], cursor => {
    const query = cursor === undefined ? {} : { cursor };
    return answer(api.GET('/api/v1/undertakings/{version}/missing', { params: { path: { version }, query } }));
  });
  return (
    <Panel title={t('undertakings.oneTitle', { version })}>
      <p>{texts[language]}</p>
      <ListView
        list={list}
        caption={t('undertakings.missingCaption', { version })}
        columns={useMissingColumns(setChosen)}
        idOf={({ staffId }) => staffId}
        empty={t('undertakings.nobodyMissing')}
      />
      {chosen ? (
        <PaperDialog
          version={version}
          person={chosen}
          onClose={() => {
            setChosen(null);
          }}
        />
      ) : null}
    </Panel>
  );
}

function useMissingColumns(onPaper: (person: MissingPerson) => void): Column<MissingPerson>[] {
  const { t } = useTranslation();
  const me = useMe();
  const columns: Column<MissingPerson>[] = [
    {
      id: 'person',
      header: t('reports.person'),
      rowHeader: true,
      cell: ({ staffId, displayName }) => <Link to={`/staff/${staffId}`}>{displayName}</Link>,
    },
  ];
  if (!may(me, 'import', 'Undertaking')) return columns;
  const cell = (person: MissingPerson) =>
    person.staffId === me.id ? null : (
      <RowButton
        variant="secondary"
        act={t('undertakings.paper')}
        about={person.displayName}
        onClick={() => {
          onPaper(person);
        }}
      />
    );
  return [...columns, { id: 'paper', header: t('undertakings.paper'), cell }];
}
