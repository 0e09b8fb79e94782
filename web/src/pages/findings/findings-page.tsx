import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { Finding } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useList, type List } from '../../ui/use-list.js';
import { useFindingColumns } from './finding-columns.js';
import { FindingDialog } from './finding-dialog.js';
import './findings.css';

const SHOWN = ['open', 'settled', 'all'] as const;
type Shown = (typeof SHOWN)[number];
const SETTLED: Readonly<Record<Shown, { settled?: string }>> = {
  open: { settled: 'false' },
  settled: { settled: 'true' },
  all: {},
};

/** What reviews have found: who answers for it, until when, and how it ended. */
export function FindingsPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const [opened, setOpened] = useState<Finding | null>(null);
  const shown = SHOWN.find(one => one === address.get('show')) ?? 'open';
  const columns = useFindingColumns(setOpened);

  return (
    <>
      <PageHeading title={t('findings.title')}>{t('findings.lead')}</PageHeading>
      <div className="finding-filter no-print">
        <Choice
          label={t('rounds.show')}
          value={shown}
          options={SHOWN.map(value => ({ value, label: t(`findings.shown.${value}`) }))}
          onChange={value => {
            setAddress({ show: value }, { preventScrollReset: true });
          }}
        />
      </div>
      <ListView
        list={useFindings(shown)}
        caption={t('findings.caption')}
        columns={columns}
        idOf={finding => finding.id}
        empty={t('findings.none')}
      />
      {opened ? (
        <FindingDialog
          finding={opened}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </>
  );
}

function useFindings(shown: Shown): List<Finding> {
  return useList(['findings', shown], cursor => {
    const query = { ...SETTLED[shown], ...(cursor === undefined ? {} : { cursor }) };
    return answer(api.GET('/api/v1/audit/findings', { params: { query } }));
  });
}
