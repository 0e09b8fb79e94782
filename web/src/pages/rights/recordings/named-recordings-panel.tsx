import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { CaseRecording, NamedRecordings } from '../../../api/types.js';
import { Panel } from '../../../ui/panel.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import type { List } from '../../../ui/use-list.js';
import { useForm } from '../../../ui/use-form.js';
import { useCase } from '../case-in-view.js';
import { LongText } from '../../../ui/long-text.js';
import { RadiosOf } from '../../../ui/form-fields.js';
import { useCaseAct } from '../use-case-act.js';
import { recordingIdsIn, strangeLinesIn } from './recording-ids.js';
import { useCaseRecordings } from './use-case-recordings.js';

type Decision = NonNullable<NamedRecordings['recordings'][number]['decision']>;
const DECISIONS: readonly Decision[] = ['copy', 'redacted-copy'];

/** Names the recordings that an authority asks for, by their links. Naming others begins the decision anew. */
export function NamedRecordingsPanel() {
  const { t } = useTranslation();
  const { rightsCase, say } = useCase();
  const { id } = rightsCase;
  const known = useCaseRecordings(id);
  const form = useForm(
    { links: '', decision: 'copy' },
    { required: ['links'], check: useLinkCheck(), keptAs: 'named' },
  );
  const name = useCaseAct(
    id,
    (recordings: NamedRecordings['recordings']) =>
      answer(api.POST('/api/v1/disclosures/{id}/recordings', { params: { path: { id } }, body: { recordings } })),
    () => {
      form.reset({ links: '', decision: 'copy' });
      say(t('rights.disclosure.named'));
    },
  );
  return (
    <Panel title={t('rights.disclosure.name')}>
      <form
        className="form"
        noValidate
        onSubmit={form.onSubmit(({ links, decision }) => {
          const how = DECISIONS.find(one => one === decision) ?? 'copy';
          const added = recordingIdsIn(links).map(recordingId => ({ recordingId, decision: how }));
          const others = known.items.filter(one => !added.some(({ recordingId }) => recordingId === one.recordingId));
          name.mutate([...others.map(namedOf), ...added]);
        })}
      >
        <LongText
          labelText={t('rights.disclosure.links')}
          hintText={t('rights.disclosure.linksHint')}
          maxLength={20_000}
          {...form.field('links')}
        />
        <RadiosOf
          form={form}
          name="decision"
          label={t('rights.disclosure.how')}
          options={DECISIONS.map(value => ({ value, label: t(`rights.recordings.decisions.${value}`) }))}
        />
        <ProblemNotice error={name.error} />
        <div className="form__buttons">
          <Button type="submit" disabled={name.isPending || !isWhole(known)}>
            {t('rights.disclosure.sendNames')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

/** What is sent replaces what was named, so that all of it must be here. */
function isWhole({ isPending, error, hasMore }: List<CaseRecording>): boolean {
  return !isPending && !error && !hasMore;
}

function namedOf({ recordingId, assessment }: CaseRecording): NamedRecordings['recordings'][number] {
  return { recordingId, decision: assessment?.decision === 'redacted-copy' ? 'redacted-copy' : 'copy' };
}

/** Says which lines name no recording. */
function useLinkCheck() {
  const { t } = useTranslation();
  return ({ links }: { readonly links: string }): { links?: string } => {
    const strange = strangeLinesIn(links);
    return strange.length === 0 ? {} : { links: t('rights.disclosure.strangeLinks', { count: strange.length }) };
  };
}
