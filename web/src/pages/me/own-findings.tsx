import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Textarea } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { Finding } from '../../api/types.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useList } from '../../ui/use-list.js';
import { FindingFacts } from '../findings/finding-facts.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';

const KEY = ['own-findings'] as const;

/** Findings that the person answers for, each with the field for their answer. */
export function OwnFindings() {
  const { t } = useTranslation();
  const { items, isPending, error, retry, hasMore, more, isFetchingMore } = useList(KEY, cursor =>
    answer(api.GET('/api/v1/me/findings', { params: { query: cursor === undefined ? {} : { cursor } } })),
  );
  const isNone = items.length === 0 && !isPending && !error;
  const waiting = items.some(({ answer: given, outcome }) => given === null && outcome === null);

  return (
    <Panel title={t('me.findings')} tone={waiting ? 'highlight' : 'plain'}>
      {isNone ? <p>{t('me.noFindings')}</p> : null}
      {waiting ? <p>{t('me.findingsText')}</p> : null}
      <p>{t('me.findingsLogged')}</p>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={retry} />
      {items.map(finding => (
        <article key={finding.id} className="own-finding">
          <FindingFacts finding={finding} />
          {finding.outcome === null ? <AnswerForm finding={finding} /> : null}
        </article>
      ))}
      {hasMore ? (
        <Button variant="secondary" mt="m" aria-disabled={isFetchingMore} onClick={more}>
          {t('common.more')}
        </Button>
      ) : null}
    </Panel>
  );
}

/** The answer may be given anew as long as the finding is not settled; the last one counts. */
function AnswerForm({ finding: { id, answer: given } }: { readonly finding: Finding }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [sent, setSent] = useState(false);
  const send = useAnswer(id);
  const isMissing = sent && text.trim() === '';

  function onSubmit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    setSent(true);
    if (text.trim() === '') event.currentTarget.querySelector('textarea')?.focus();
    else {
      send.mutate(text, {
        onSuccess: () => {
          setText('');
          setSent(false);
        },
      });
    }
  }

  return (
    <form className="form" noValidate onSubmit={onSubmit}>
      <Textarea
        labelText={given === null ? t('me.answer') : t('me.answerAnew')}
        hintText={t('me.answerHint')}
        required
        fullWidth
        maxLength={2000}
        value={text}
        status={isMissing ? 'error' : 'default'}
        statusText={isMissing ? t('form.required') : ''}
        onChange={event => {
          setText(event.target.value);
        }}
      />
      <ProblemNotice error={send.error} />
      <div className="form__row">
        <Button type="submit" disabled={send.isPending}>
          {t('me.sendAnswer')}
        </Button>
        <span role="status">{send.isSuccess && text === '' ? t('me.answerSent') : ''}</span>
      </div>
    </form>
  );
}

function useAnswer(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) =>
      answer(api.POST('/api/v1/me/findings/{id}/answer', { params: { path: { id } }, body: { text } })),
    onSuccess: async () => {
      for (const queryKey of [KEY, TASKS_KEY]) await client.invalidateQueries({ queryKey });
    },
  });
}
