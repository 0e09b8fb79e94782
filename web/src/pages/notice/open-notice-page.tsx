import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import { asProblem } from '../../api/problem.js';
import { useFormat, useLanguage } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { PaperButton } from './paper-button.js';
import { TextBlocks } from './text-blocks.js';

/** The published privacy notice, for anybody: no sign-in. */
export function OpenNoticePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  const { data, isPending, error } = useQuery({
    queryKey: ['notice', 'published'],
    queryFn: () => answer(api.GET('/api/v1/notice/published')),
    retry: false,
  });
  if (isPending) return <Loading />;
  if (!data) {
    return (
      <>
        <PageHeading title={t('notice.title')} />
        {asProblem(error).status === 404 ? <p>{t('notice.none')}</p> : <ProblemNotice error={error} />}
      </>
    );
  }
  return (
    <>
      <PageHeading title={data.title[language]}>
        {t('notice.publishedOn', { version: data.version, day: format.date(data.publishedAt) })}
      </PageHeading>
      <PaperButton
        name={`tietosuojaseloste-${language}.pdf`}
        fetchPaper={() =>
          answer<Blob | undefined>(
            api.GET('/api/v1/notice/published/pdf', { params: { query: { language } }, parseAs: 'blob' }),
          )
        }
      />
      <TextBlocks blocks={data.texts[language]} />
    </>
  );
}
