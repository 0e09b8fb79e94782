import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert, RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { NewExport } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { Fact, Facts } from '../../ui/facts.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { download } from './download.js';
import { useFilterWords } from './filter-words.js';
import { logQuery, type LogAddress } from './log-filters.js';

type Format = NewExport['format'];
const FORMATS = ['ndjson', 'csv'] as const;

interface ExportDialogProps {
  readonly filters: LogAddress;
  readonly onClose: () => void;
}

/** Takes the events that the filters cover out of the log, into a file; the export is an event of its own. */
export function ExportDialog({ filters, onClose }: ExportDialogProps) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<Format>('ndjson');
  const taking = useExport({ ...logQuery(filters), format });
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    taking.mutate();
  };

  return (
    <Dialog title={t('log.export.title')} onClose={onClose}>
      <form className="form" onSubmit={send}>
        <Selection filters={filters} />
        <RadioButtonGroup
          name="format"
          labelText={t('log.export.format')}
          value={format}
          onChange={chosen => {
            setFormat(FORMATS.find(one => one === chosen) ?? format);
          }}
        >
          {FORMATS.map(one => (
            <RadioButton key={one} value={one} hintText={t(`log.export.formats.${one}.hint`)}>
              {t(`log.export.formats.${one}.name`)}
            </RadioButton>
          ))}
        </RadioButtonGroup>
        <InlineAlert>{t('log.export.logged')}</InlineAlert>
        {taking.isPending ? <Loading /> : null}
        <p role="status">{taking.data === undefined ? '' : t('log.export.done', { name: taking.data })}</p>
        <ProblemNotice error={taking.error} />
        <div className="form__buttons">
          <Button type="submit" disabled={taking.isPending}>
            {t('log.export.send')}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            {taking.data === undefined ? t('common.cancel') : t('common.close')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Which events will be in the file. */
function Selection({ filters }: { readonly filters: LogAddress }) {
  const { t } = useTranslation();
  const chosen = useFilterWords().inForce(filters);
  if (chosen.length === 0) return <p>{t('log.export.all')}</p>;
  return (
    <div>
      <p>{t('log.export.filtered')}</p>
      <Facts>
        {chosen.map(({ name, value }) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </Facts>
    </div>
  );
}

/** Resolves to the name of the file; a dialog that is closed meanwhile breaks the export off. */
function useExport(body: NewExport) {
  const [breaking] = useState(() => new AbortController());
  useEffect(
    () => () => {
      breaking.abort();
    },
    [breaking],
  );
  return useMutation({
    mutationFn: async () => {
      const { signal } = breaking;
      const content = await answer<Blob | undefined>(
        api.POST('/api/v1/audit/exports', { body, signal, parseAs: 'blob' }),
      );
      const name = `audit-events-${dayOf(new Date())}.${body.format}`;
      download(name, content ?? new Blob()); // no body where no event fits
      return name;
    },
  });
}
