import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Textarea } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { NewSourcePreview, SourceForm } from '../../api/types.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { PreviewedCalls } from './previewed-calls.js';

interface PreviewProps {
  readonly name: string;
  readonly form: SourceForm;
}

/** What a pasted sample becomes by what stands on the page now; the sample is kept nowhere. */
export function Preview({ name, form }: PreviewProps) {
  const { t } = useTranslation();
  const [sample, setSample] = useState('');
  const show = useMutation({
    mutationFn: (body: NewSourcePreview) => answer(api.POST('/api/v1/sources/previews', { body })),
    gcTime: 0,
  });
  const isOfForm = JSON.stringify(show.variables?.form) === JSON.stringify(form);
  const shown = isOfForm ? show.data : undefined; // what another form came to says nothing of this one
  return (
    <Panel title={t('sources.preview')}>
      <div className="form source-preview">
        <Textarea
          labelText={t('sources.sample')}
          hintText={t('sources.sampleHint')}
          fullWidth
          value={sample}
          onChange={event => {
            setSample(event.target.value);
          }}
        />
        <div>
          <Button
            variant="secondary"
            disabled={sample.trim() === '' || show.isPending}
            onClick={() => {
              show.mutate({ form, sample, name });
            }}
          >
            {t('sources.show')}
          </Button>
        </div>
      </div>
      <ProblemNotice error={isOfForm ? show.error : null} />
      <p role="status">
        {shown ? t('sources.previewCounts', { calls: shown.counts.calls, unusable: shown.counts.unusable }) : ''}
      </p>
      {shown ? <PreviewedCalls preview={shown} /> : null}
    </Panel>
  );
}
