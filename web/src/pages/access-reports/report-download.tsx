import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { ReportExport } from '../../api/types.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { Logged } from '../../ui/logged.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { download } from '../access-log/download.js';

/** Takes the whole report out as a file; that is an event of its own. */
export function ReportDownload({ wanted }: { readonly wanted: ReportExport }) {
  const { t } = useTranslation();
  const take = useMutation({
    mutationFn: async () => {
      const content = await answer<Blob | undefined>(
        api.POST('/api/v1/access-reports/exports', { body: wanted, parseAs: 'blob' }),
      );
      const name = `access-${wanted.report}-${wanted.on ?? dayOf(new Date())}.csv`;
      download(name, content ?? new Blob());
      return name;
    },
  });
  return (
    <div className="no-print">
      <Button
        variant="secondary"
        disabled={take.isPending}
        onClick={() => {
          take.mutate();
        }}
      >
        {t('reports.download')}
      </Button>
      <p role="status">{take.data === undefined ? '' : t('reports.downloaded', { name: take.data })}</p>
      <Logged act="reportExported" />
      <ProblemNotice error={take.error} />
    </div>
  );
}
