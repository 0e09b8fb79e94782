import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { download } from '../access-log/download.js';

const NAME = 'completeness.csv';

/** The daily figures as a table; fetched by the client, so that an ended session is renewed first. */
export function CsvDownload({ days }: { readonly days: number }) {
  const { t } = useTranslation();
  const take = useMutation({
    mutationFn: async () => {
      const params = { query: { days } };
      const file = await answer<Blob | undefined>(api.GET('/api/v1/completeness.csv', { params, parseAs: 'blob' }));
      download(NAME, file ?? new Blob());
      return NAME;
    },
  });
  return (
    <div>
      <Button
        variant="secondary"
        disabled={take.isPending}
        onClick={() => {
          take.mutate();
        }}
      >
        {t('completeness.csv')}
      </Button>
      <p role="status">{take.data === undefined ? '' : t('reports.downloaded', { name: take.data })}</p>
      <ProblemNotice error={take.error} />
    </div>
  );
}
