import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { Source, SourceChange } from '../../api/types.js';
import { Logged } from '../../ui/logged.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useDone } from '../../ui/use-done.js';
import { useSending } from '../../ui/use-sending.js';
import { AnnouncementPlan } from './announcement-plan.js';
import { Mapping } from './mapping.js';
import { OwnCopy } from './own-copy.js';
import { Preview } from './preview.js';
import { Reading } from './reading.js';
import { changeOf, draftOf, faultsOf, formOf, type SourceDraft } from './source-draft.js';
import { SOURCES } from './source-queries.js';
import './sources.css';

/** What a part of the page shows and changes. */
export interface DraftProps {
  readonly draft: SourceDraft;
  readonly onChange: (some: Partial<SourceDraft>) => void;
}

/** The settings of a source, all saved at once. */
export function SourceEditor({ source }: { readonly source: Source }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(source));
  const done = useDone();
  const save = useSave(source.name);
  const { tried, onSubmit } = useSending(
    () => faultsOf(draft),
    () => {
      save.mutate(changeOf(draft, source.form), {
        onSuccess: () => {
          done.say(t('sources.saved'));
        },
      });
    },
  );
  const part: DraftProps = {
    draft,
    onChange: some => {
      setDraft(before => ({ ...before, ...some }));
    },
  };

  return (
    <form className="stack" noValidate onSubmit={onSubmit}>
      <OwnCopy {...part} faults={tried ? faultsOf(draft) : []} />
      <AnnouncementPlan {...part} />
      <Reading {...part} />
      {draft.preset === 'sidecar' ? null : <Mapping {...part} />}
      <Preview name={source.name} form={formOf(draft, source.form)} />
      <Logged act="sourceChanged" />
      <ProblemNotice error={save.error} />
      {done.status}
      <div className="form__buttons">
        <Button type="submit" disabled={save.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

function useSave(name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SourceChange) => answer(api.PUT('/api/v1/sources/{name}', { params: { path: { name } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: SOURCES }),
  });
}
