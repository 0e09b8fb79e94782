import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { download } from '../access-log/download.js';
import { caseFileCode } from './case-file-code.js';
import { useCase } from './case-in-view.js';

/** Takes the whole file of a case out, for the authority: what was written as JSON, or that with all documents in a ZIP. */
export function CaseFilePanel() {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const { id, number } = rightsCase;
  const json = useMutation({
    mutationFn: async () => {
      const call = api.GET('/api/v1/rights-requests/{id}/file', { params: { path: { id } }, parseAs: 'blob' });
      download(`${number}.json`, (await answer<Blob | undefined>(call)) ?? new Blob());
    },
    gcTime: 0,
  });
  const zip = useMutation({
    mutationFn: async () => {
      const code = caseFileCode();
      const call = api.POST('/api/v1/rights-requests/{id}/file', {
        params: { path: { id } },
        body: { code },
        parseAs: 'blob',
      });
      download(`${number}.zip`, (await answer<Blob | undefined>(call)) ?? new Blob());
      return code;
    },
    gcTime: 0,
  });
  return (
    <Panel title={t('rights.caseFile.title')}>
      <p>{t('rights.caseFile.lead')}</p>
      <ProblemNotice error={json.error ?? zip.error} />
      <div className="form__buttons">
        <Button
          variant="secondary"
          disabled={zip.isPending}
          onClick={() => {
            zip.mutate();
          }}
        >
          {t('rights.caseFile.zip')}
        </Button>
        <Button
          variant="secondary"
          disabled={json.isPending}
          onClick={() => {
            json.mutate();
          }}
        >
          {t('rights.caseFile.json')}
        </Button>
      </div>
      <div role="status">
        {json.isSuccess ? <p>{t('rights.caseFile.jsonDone')}</p> : null}
        {zip.data === undefined ? null : (
          <>
            <InlineAlert status="warning">{t('rights.caseFile.once')}</InlineAlert>
            <p>
              <code className="case-code">{zip.data}</code>
            </p>
          </>
        )}
      </div>
    </Panel>
  );
}
