import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { RetentionRule } from '../../../api/types.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fact, Facts } from '../../../ui/facts.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { Loading } from '../../../ui/loading.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { DecideForm } from './decide-form.js';
import { Preview } from './preview.js';
import { useLengthText } from './use-length-text.js';

interface RuleDialogProps {
  readonly rule: RetentionRule;
  readonly onDone: (outcome: 'adopted' | 'discarded') => void;
  readonly onClose: () => void;
}

/** A proposed version, what it would move, and for a second administrator the decision. */
export function RuleDialog({ rule, onDone, onClose }: RuleDialogProps) {
  const { t } = useTranslation();
  const { version, mayDecide } = rule;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['retention-rules', 'preview', version],
    queryFn: () => answer(api.GET('/api/v1/retention/rules/{version}/preview', { params: { path: { version } } })),
    gcTime: 0,
  });
  return (
    <Dialog title={t('rules.one', { version })} onClose={onClose}>
      <RuleFacts rule={rule} />
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <Preview preview={data} /> : null}
      {mayDecide && data ? (
        <DecideForm version={version} onDone={onDone} onCancel={onClose} />
      ) : (
        <Button variant="secondary" mt="m" onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
    </Dialog>
  );
}

function RuleFacts({ rule }: { readonly rule: RetentionRule }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lengthText = useLengthText();
  const { clause, inForceFrom, appliesToEarlier, proposerName, proposedAt } = rule;
  const by = { name: proposerName ?? t('holds.nobody'), at: format.dateTime(proposedAt) };
  return (
    <Facts>
      <Fact name={t('rules.length')}>{lengthText(rule)}</Fact>
      <Fact name={t('rules.clause')}>{clause}</Fact>
      <Fact name={t('rules.inForceFrom')}>
        {format.day(inForceFrom)}
        <small>{t(appliesToEarlier ? 'rules.earlierToo' : 'rules.laterOnly')}</small>
      </Fact>
      <Fact name={t('proposals.by')}>{t('holds.byAt', by)}</Fact>
    </Facts>
  );
}
