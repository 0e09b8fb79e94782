import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Completeness } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { CsvDownload } from './csv-download.js';
import { DayDialog } from './day-dialog.js';
import { ExplainDialog, type Missing } from './explain-dialog.js';
import { MissingCalls, MissingNumbers } from './missing-calls.js';
import { OpenAlarms } from './open-alarms.js';
import { SourcePanel } from './source-panel.js';
import { useCompleteness } from './use-completeness.js';
import './completeness.css';

const DAYS = ['7', '14', '31', '92'] as const;

/** Whether everything has come that should have: alarms first, then what is missing, then each source by the day. */
export function CompletenessPage() {
  const { t } = useTranslation();
  const [days, setDays] = useState('14');
  const { data, error, isPending, refetch } = useCompleteness(Number(days));
  return (
    <div className="stack">
      <PageHeading title={t('completeness.title')}>{t('completeness.lead')}</PageHeading>
      <div className="completeness__tools no-print">
        <Choice
          label={t('completeness.days')}
          value={days}
          options={DAYS.map(value => ({ value, label: t('completeness.lastDays', { count: Number(value) }) }))}
          onChange={setDays}
        />
        <CsvDownload days={Number(days)} />
      </div>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <Report report={data} /> : null}
    </div>
  );
}

function Report({ report }: { readonly report: Completeness }) {
  const { t } = useTranslation();
  const [explaining, setExplaining] = useState<Missing | null>(null);
  const [explained, setExplained] = useState(0);
  const [opened, setOpened] = useState<{ readonly source: string; readonly day: string } | null>(null);
  const heading = useFocusAfter<HTMLHeadingElement>(explained); // the row and its button are gone then
  const missing = { report, onExplain: report.mayExplain ? setExplaining : null };
  return (
    <>
      <Panel title={t('completeness.alarms')} headingRef={heading}>
        <OpenAlarms alarms={report.alarms} />
        <p role="status">{explained > 0 ? t('completeness.explained') : ''}</p>
      </Panel>
      <MissingCalls {...missing} />
      <MissingNumbers {...missing} />
      {report.sources.length === 0 ? <p>{t('completeness.noSources')}</p> : null}
      {report.sources.map(source => (
        <SourcePanel key={source.source} report={source} onOpen={setOpened} />
      ))}
      {explaining ? (
        <ExplainDialog
          missing={explaining}
          onDone={() => {
            setExplaining(null);
            setExplained(before => before + 1);
          }}
          onClose={() => {
            setExplaining(null);
          }}
        />
      ) : null}
      {opened ? (
        <DayDialog
          {...opened}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </>
  );
}
