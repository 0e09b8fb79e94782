import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { download } from '../access-log/download.js';
import { ProblemNotice } from '../../ui/problem-notice.js';

interface PaperButtonProps {
  /** Of the file that the browser keeps. */
  readonly name: string;
  readonly fetchPaper: () => Promise<Blob | undefined>;
}

/** Fetches a PDF in the language in use; fetched by the client, so that an ended session is renewed first. */
export function PaperButton({ name, fetchPaper }: PaperButtonProps) {
  const { t } = useTranslation();
  const take = useMutation({
    mutationFn: async () => {
      download(name, (await fetchPaper()) ?? new Blob());
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
        {t('notice.pdf')}
      </Button>
      <p role="status">{take.isSuccess ? t('reports.downloaded', { name }) : ''}</p>
      <ProblemNotice error={take.error} />
    </div>
  );
}
