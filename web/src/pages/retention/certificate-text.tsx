import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import { useLanguage } from '../../ui/format/use-format.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { download } from '../access-log/download.js';

/** The certificate as a text for whoever asked what became of a call; fetching it is an event. */
export function CertificateText({ unitId }: { readonly unitId: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const text = useMutation({
    mutationFn: () =>
      answer<string | undefined>(
        api.GET('/api/v1/retention/certificates/{id}.txt', {
          params: { path: { id: unitId }, query: { language } },
          parseAs: 'text',
        }),
      ),
  });
  const shown = useFocusAfter<HTMLPreElement>(text.data === undefined ? 0 : 1); // the button is gone then

  if (text.data === undefined) {
    return (
      <div className="dialog-acts">
        <p>{t('certificates.textHint')}</p>
        <Button
          variant="secondary"
          disabled={text.isPending}
          onClick={() => {
            text.mutate();
          }}
        >
          {t('certificates.showText')}
        </Button>
        <ProblemNotice error={text.error} />
      </div>
    );
  }
  const content = text.data;
  return (
    <section className="dialog-acts">
      <pre className="certificate-text" tabIndex={0} aria-label={t('certificates.asText')} ref={shown}>
        {content}
      </pre>
      <Button
        variant="secondary"
        onClick={() => {
          download(`certificate-${unitId}.txt`, new Blob([content], { type: 'text/plain;charset=utf-8' }));
        }}
      >
        {t('certificates.download')}
      </Button>
    </section>
  );
}
