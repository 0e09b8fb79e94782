import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button, InlineAlert, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';
import { download } from '../access-log/download.js';

/** Where somebody who asked fetches the answer, once, with a code that came another way. Nothing personal stands on it. */
export function DownloadPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { token = '' } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['download', token],
    queryFn: () => answer(api.GET('/api/v1/downloads/{token}', { params: { path: { token } } })),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  return (
    <>
      <PageHeading title={t('download.title')}>{data ? t('download.lead') : null}</PageHeading>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? (
        <Panel title={t(`download.kinds.${data.kind}`)}>
          <Facts>
            {data.controller === null ? null : <Fact name={t('download.from')}>{data.controller}</Fact>}
            <Fact name={t('download.file')}>{format.size(data.sizeBytes)}</Fact>
            <Fact name={t('download.until')}>{t('download.untilText', { day: format.day(data.expiresOn) })}</Fact>
            <Fact name={t('download.tries')}>{data.triesLeft}</Fact>
          </Facts>
          <CodeForm token={token} kind={data.kind} onRefused={() => void refetch()} />
        </Panel>
      ) : null}
    </>
  );
}

interface CodeFormProps {
  readonly token: string;
  readonly kind: 'letter' | 'package';
  readonly onRefused: () => void;
}

function CodeForm({ token, kind, onRefused }: CodeFormProps) {
  const { t } = useTranslation();
  const form = useForm({ code: '' }, { required: ['code'] });
  const fetching = useMutation({
    mutationFn: async (code: string) => {
      const call = api.POST('/api/v1/downloads/{token}', {
        params: { path: { token } },
        body: { code },
        parseAs: 'blob',
      });
      download(kind === 'package' ? 'aineisto.zip' : 'kirje.pdf', (await answer<Blob | undefined>(call)) ?? new Blob());
    },
    gcTime: 0,
    onError: onRefused,
  });
  if (fetching.isSuccess) return <InlineAlert>{t('download.done')}</InlineAlert>;
  return (
    <form
      className="form"
      noValidate
      onSubmit={form.onSubmit(({ code }) => {
        fetching.mutate(code.trim());
      })}
    >
      <TextInput labelText={t('download.code')} autoComplete="off" maxLength={100} {...form.field('code')} />
      {kind === 'package' ? <p>{t('download.packageHint')}</p> : null}
      <ProblemNotice error={fetching.error} />
      <div className="form__buttons">
        <Button type="submit" disabled={fetching.isPending}>
          {t('download.send')}
        </Button>
      </div>
    </form>
  );
}
