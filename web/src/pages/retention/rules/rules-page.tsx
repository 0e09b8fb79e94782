import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { may, useMe } from '../../../app/session/me.js';
import { answer, api } from '../../../api/client.js';
import type { RetentionRule } from '../../../api/types.js';
import { ListView } from '../../../ui/list-view.js';
import { PageHeading } from '../../../ui/page-heading.js';
import { useDone } from '../../../ui/use-done.js';
import { useList } from '../../../ui/use-list.js';
import { ProposeDialog } from './propose-dialog.js';
import { RuleDialog } from './rule-dialog.js';
import { useRuleColumns } from './use-rule-columns.js';

/** The versions of the rule by which calls are kept, the question that is open about it, and the way to change it. */
export function RulesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [opened, setOpened] = useState<RetentionRule | null>(null);
  const { say, status } = useDone();
  const list = useList(['retention-rules'], async () => ({
    ...(await answer(api.GET('/api/v1/retention/rules'))),
    nextCursor: null,
  }));
  const close = () => {
    setOpened(null);
  };
  return (
    <>
      <PageHeading title={t('rules.title')} actions={may(me, 'propose', 'RetentionRule') ? <Propose /> : null}>
        {t('rules.lead')}
      </PageHeading>
      <OpenQuestion rules={list.items} />
      {status}
      <ListView
        list={list}
        caption={t('rules.caption')}
        columns={useRuleColumns(setOpened)}
        idOf={({ version }) => String(version)}
        empty={t('rules.none')}
      />
      {opened ? (
        <RuleDialog
          rule={opened}
          onDone={outcome => {
            close();
            say(t(`rules.done.${outcome}`));
          }}
          onClose={close}
        />
      ) : null}
    </>
  );
}

/** What the privacy notice leaves open, as long as the rule in force does. */
function OpenQuestion({ rules }: { readonly rules: readonly RetentionRule[] }) {
  const { t } = useTranslation();
  const open = rules.find(({ inForce, openQuestion }) => inForce && !openQuestion.settled);
  if (!open) return null;
  return (
    <InlineAlert status="warning" mb="m" labelText={t('rules.openTitle')}>
      {t('rules.openText', { conflict: open.openQuestion.conflict })}
    </InlineAlert>
  );
}

function Propose() {
  const { t } = useTranslation();
  const [proposing, setProposing] = useState(false);
  return (
    <>
      <Button
        onClick={() => {
          setProposing(true);
        }}
      >
        {t('rules.propose')}
      </Button>
      {proposing ? (
        <ProposeDialog
          onClose={() => {
            setProposing(false);
          }}
        />
      ) : null}
    </>
  );
}
