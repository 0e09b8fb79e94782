import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { NoticeState } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { useLanguage } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TextBlocks } from './text-blocks.js';

const NOW = 'now';

/** A version as it reads, or what a version made now would say. */
export function NoticeReader({ state }: { readonly state: NoticeState }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = chosen ?? String(state.published ?? NOW);
  const { data, isPending, error } = useQuery({
    queryKey: ['notice', 'text', shown],
    queryFn: () =>
      shown === NOW
        ? answer(api.GET('/api/v1/notice/now'))
        : answer(api.GET('/api/v1/notice/versions/{version}', { params: { path: { version: Number(shown) } } })),
  });
  const versions = state.versions.map(({ version }) => ({
    value: String(version),
    label: t('notice.one', { version }),
  }));
  return (
    <Panel title={t('notice.text')}>
      <div className="no-print">
        <Choice
          label={t('notice.version')}
          value={shown}
          options={[{ value: NOW, label: t('notice.now') }, ...versions]}
          onChange={setChosen}
        />
      </div>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} />
      {data ? <TextBlocks blocks={data.texts[language]} /> : null}
    </Panel>
  );
}
