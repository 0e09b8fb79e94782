import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import { useLanguage } from '../../ui/format/use-format.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { download } from '../access-log/download.js';

const FORMATS = ['pdf', 'csv'] as const;
type Format = (typeof FORMATS)[number];

/** The statement as a page to print and as a table; fetched by the client, so that an ended session is renewed first. */
export function StatementDownloads({ month }: { readonly month: string }) {
  const { t } = useTranslation();
  const take = useTake(month);
  return (
    <div className="no-print">
      <div className="form__buttons">
        {FORMATS.map(format => (
          <Button
            key={format}
            variant="secondary"
            disabled={take.isPending}
            onClick={() => {
              take.mutate(format);
            }}
          >
            {t(`statements.download.${format}`)}
          </Button>
        ))}
      </div>
      <p role="status">{take.data === undefined ? '' : t('reports.downloaded', { name: take.data })}</p>
      <ProblemNotice error={take.error} />
    </div>
  );
}

function useTake(month: string) {
  const language = useLanguage();
  return useMutation({
    mutationFn: async (format: Format) => {
      const name = `retention-${month}.${format}`;
      download(name, (await fetchFile(month, format, language)) ?? new Blob());
      return name;
    },
  });
}

function fetchFile(month: string, format: Format, language: 'fi' | 'sv' | 'en'): Promise<Blob | undefined> {
  const path = { month };
  return format === 'csv'
    ? answer<Blob | undefined>(
        api.GET('/api/v1/retention/statements/{month}.csv', { params: { path }, parseAs: 'blob' }),
      )
    : answer<Blob | undefined>(
        api.GET('/api/v1/retention/statements/{month}.pdf', {
          params: { path, query: { language } },
          parseAs: 'blob',
        }),
      );
}
