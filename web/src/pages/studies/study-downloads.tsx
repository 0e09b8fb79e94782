import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import { useLanguage } from '../../ui/format/use-format.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { download } from '../access-log/download.js';
import { queryOf, type AskedStudy } from './study-address.js';

/** The study as a table or on paper; fetched by the client, so that an ended session is renewed first. */
export function StudyDownloads({ asked }: { readonly asked: AskedStudy }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const query = queryOf(asked);
  const name = `palvelutasotutkimus-${asked.group}-${asked.from}-${asked.through}`;
  const csv = useDownload(`${name}.csv`, () =>
    answer<Blob | undefined>(api.GET('/api/v1/studies/service-levels.csv', { params: { query }, parseAs: 'blob' })),
  );
  const pdf = useDownload(`${name}-${language}.pdf`, () =>
    answer<Blob | undefined>(
      api.GET('/api/v1/studies/service-levels.pdf', { params: { query: { ...query, language } }, parseAs: 'blob' }),
    ),
  );
  const done = [csv, pdf].find(({ isSuccess }) => isSuccess)?.data;
  return (
    <div className="no-print">
      <div className="form__buttons">
        <DownloadButton text={t('studies.csv')} take={csv} />
        <DownloadButton text={t('studies.pdf')} take={pdf} />
      </div>
      <p role="status">{done === undefined ? '' : t('reports.downloaded', { name: done })}</p>
      <ProblemNotice error={csv.error ?? pdf.error} />
    </div>
  );
}

function useDownload(name: string, fetchFile: () => Promise<Blob | undefined>) {
  return useMutation({
    mutationFn: async () => {
      download(name, (await fetchFile()) ?? new Blob());
      return name;
    },
  });
}

function DownloadButton({ text, take }: { readonly text: string; readonly take: ReturnType<typeof useDownload> }) {
  return (
    <Button
      variant="secondary"
      disabled={take.isPending}
      onClick={() => {
        take.mutate();
      }}
    >
      {text}
    </Button>
  );
}
