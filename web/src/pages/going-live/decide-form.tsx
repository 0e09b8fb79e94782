import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { NewGoingLiveDecision } from '../../api/types.js';
import { ActForm } from '../../ui/act-form.js';
import { DayOf, RadiosOf } from '../../ui/form-fields.js';
import { dayOf, isDay } from '../../ui/format/helsinki.js';
import { useLanguage } from '../../ui/format/use-format.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import type { FindingFormProps } from './assign-form.js';
import { decisionOf, emptyDecision, requiredOf, type DecisionDraft } from './decision-draft.js';
import { RulePreviewed } from './rule-previewed.js';
import { useSend } from './use-send.js';

/** The owner decides: an option where there are some, the document that stands for it, and why. */
export function DecideForm({ finding, onDone, onCancel }: FindingFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [earlier, setEarlier] = useState(true);
  const form = useDecisionForm(finding);
  const path = { finding: finding.finding };
  const send = useSend(onDone, (body: NewGoingLiveDecision) =>
    answer(api.POST('/api/v1/going-live/{finding}/decisions', { params: { path }, body })),
  );
  const options = finding.options.map(({ option, text }) => ({ value: option, label: text[language] }));
  const byRule = finding.decided === 'by-rule';
  return (
    <ActForm
      logged={t(byRule ? 'goingLive.loggedRule' : 'goingLive.logged.decide')}
      button={t(byRule ? 'goingLive.propose' : 'goingLive.send.decide')}
      isPending={send.isPending}
      error={send.error}
      onSubmit={form.onSubmit(draft => {
        send.mutate(decisionOf(draft, earlier, finding));
      })}
      onCancel={onCancel}
    >
      {options.length > 0 ? (
        <RadiosOf form={form} name="option" label={t('goingLive.option')} options={options} />
      ) : null}
      {form.faultOf('option') ? <p className="form__fault">{t('goingLive.chooseOption')}</p> : null}
      {byRule ? (
        <>
          <DayOf form={form} name="inForceFrom" label={t('goingLive.inForceFrom')} />
          <Checkbox
            checked={earlier}
            onClick={({ checkboxState }) => {
              setEarlier(checkboxState);
            }}
          >
            {t('goingLive.appliesToEarlier')}
          </Checkbox>
          <RulePreviewed
            finding={finding.finding}
            option={form.values.option}
            inForceFrom={form.values.inForceFrom}
            appliesToEarlier={earlier}
          />
        </>
      ) : null}
      {finding.needsReference ? (
        <>
          <TextInput labelText={t('goingLive.referenceLabel')} {...form.field('reference')} />
          <DayOf form={form} name="referenceOn" label={t('goingLive.referenceOn')} />
        </>
      ) : null}
      <LongText
        labelText={t('fields.reason')}
        hintText={t('goingLive.reasonHint')}
        maxLength={1000}
        {...form.field('reason')}
      />
    </ActForm>
  );
}

function useDecisionForm(finding: FindingFormProps['finding']) {
  const { t } = useTranslation();
  const required = requiredOf(finding);
  const days = required.filter(name => name === 'inForceFrom' || name === 'referenceOn');
  return useForm<DecisionDraft>(emptyDecision(finding, dayOf(new Date())), {
    required,
    check: draft => Object.fromEntries(days.filter(name => !isDay(draft[name])).map(name => [name, t('form.day')])),
    keptAs: `going-live decision ${finding.finding}`,
  });
}
