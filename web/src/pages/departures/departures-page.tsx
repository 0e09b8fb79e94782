import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { Departure } from '../../api/types.js';
import { may, useMe } from '../../app/session/me.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useDone } from '../../ui/use-done.js';
import { useList } from '../../ui/use-list.js';
import { DepartureDialog } from './departure-dialog.js';
import { ProposeDialog } from './propose-dialog.js';
import { useDepartureColumns } from './use-departure-columns.js';

/** Taking everything out to another system: who proposed it, who decided, and what came of it. */
export function DeparturesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [opened, setOpened] = useState<Departure | null>(null);
  const [proposing, setProposing] = useState(false);
  const { say, status } = useDone();
  const list = useList<Departure>(['departures'], cursor => {
    const query = cursor === undefined ? {} : { cursor };
    return answer(api.GET('/api/v1/departures', { params: { query } }));
  });
  return (
    <>
      <PageHeading title={t('departures.title')}>{t('departures.lead')}</PageHeading>
      {status}
      {may(me, 'propose', 'Departure') ? (
        <Button
          variant="secondary"
          mb="m"
          onClick={() => {
            setProposing(true);
          }}
        >
          {t('departures.propose')}
        </Button>
      ) : null}
      <ListView
        list={list}
        caption={t('departures.caption')}
        columns={useDepartureColumns(setOpened)}
        idOf={({ id }) => id}
        empty={t('departures.none')}
      />
      {proposing ? (
        <ProposeDialog
          onDone={() => {
            setProposing(false);
            say(t('departures.done.proposed'));
          }}
          onClose={() => {
            setProposing(false);
          }}
        />
      ) : null}
      {opened ? (
        <DepartureDialog
          departure={opened}
          onDone={outcome => {
            setOpened(null);
            say(t(`departures.done.${outcome}`));
          }}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </>
  );
}
