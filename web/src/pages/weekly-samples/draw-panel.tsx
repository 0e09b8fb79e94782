import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { NewSample } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';
import { useWeekWords } from './use-week-words.js';
import { weeksBefore } from './weeks.js';

const SIZES = [3, 5, 10, 20] as const;

/** Chooses a week, a queue and how many; chance chooses the calls. */
export function DrawPanel() {
  const { t } = useTranslation();
  const weekWords = useWeekWords();
  const weeks = weeksBefore(dayOf(new Date()));
  const [week, setWeek] = useState(weeks[0] ?? '');
  const [wantedQueue, setQueue] = useState('');
  const [calls, setCalls] = useState<number>(SIZES[1]);
  const pools = useQuery({
    queryKey: ['sample-pools', week],
    queryFn: () => answer(api.GET('/api/v1/weekly-samples/pools', { params: { query: { week } } })),
  });
  const draw = useDraw();
  const open = pools.data?.pools.filter(({ drawn }) => !drawn) ?? [];
  const queue = open.find(pool => pool.queue === wantedQueue) ?? open[0];

  return (
    <Panel title={t('samples.draw')}>
      <p>{t('samples.drawText')}</p>
      <form
        className="form"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (queue) draw.mutate({ queue: queue.queue, week, calls });
        }}
      >
        <Choice
          label={t('samples.week')}
          value={week}
          options={weeks.map(value => ({ value, label: weekWords(value) }))}
          onChange={setWeek}
        />
        {pools.isPending ? <Loading /> : null}
        <ProblemNotice error={pools.error} onRetry={() => void pools.refetch()} />
        {pools.data && !queue ? <p role="status">{t('samples.nothingToDraw')}</p> : null}
        {queue ? (
          <>
            <Choice
              label={t('fields.queue')}
              value={queue.queue}
              options={open.map(pool => ({
                value: pool.queue,
                label: t('samples.queueWithCalls', { queue: pool.queue, count: pool.calls }),
              }))}
              onChange={setQueue}
            />
            <Choice
              label={t('samples.howMany')}
              value={String(calls)}
              options={SIZES.map(size => ({ value: String(size), label: String(size) }))}
              onChange={chosen => {
                setCalls(Number(chosen));
              }}
            />
            <InlineAlert>{t('samples.logged')}</InlineAlert>
            <ProblemNotice error={draw.error} />
            <div className="form__buttons">
              <Button type="submit" disabled={draw.isPending}>
                {t('samples.drawIt')}
              </Button>
            </div>
          </>
        ) : null}
      </form>
    </Panel>
  );
}

/** The sample that was drawn is opened. */
function useDraw() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: NewSample) => answer(api.POST('/api/v1/weekly-samples', { body })),
    onSuccess: async sample => {
      for (const queryKey of [['weekly-samples'], ['sample-pools'], TASKS_KEY])
        await client.invalidateQueries({ queryKey });
      await navigate(`/weekly-samples/${sample.id}`);
    },
  });
}
