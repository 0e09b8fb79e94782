import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import { may, useMe } from '../../app/session/me.js';
import { useFormat, useLanguage } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { PaperButton } from '../notice/paper-button.js';
import { TextBlocks } from '../notice/text-blocks.js';
import { Processors } from './processors.js';

/** The record of processing (GDPR art. 30) and the data for an impact assessment (art. 35), as they are now. */
export function ProcessingRecordPage() {
  const { t } = useTranslation();
  const me = useMe();
  const format = useFormat();
  const language = useLanguage();
  const { data, isPending, error } = useQuery({
    queryKey: ['processing-record'],
    queryFn: () => answer(api.GET('/api/v1/processing-record')),
  });
  return (
    <div className="stack">
      <PageHeading title={t('processingRecord.title')}>
        {t('processingRecord.lead')} {data ? t('processingRecord.asOf', { at: format.dateTime(data.asOf) }) : ''}
      </PageHeading>
      <PaperButton
        name={`seloste-kasittelytoimista-${language}.pdf`}
        fetchPaper={() =>
          answer<Blob | undefined>(
            api.GET('/api/v1/processing-record/pdf', { params: { query: { language } }, parseAs: 'blob' }),
          )
        }
      />
      {may(me, 'list', 'Processor') ? <Processors /> : null}
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} />
      {data ? <TextBlocks blocks={data.texts[language]} /> : null}
    </div>
  );
}
