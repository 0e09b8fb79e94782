import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Expander, ExpanderContent, ExpanderTitleButton } from 'suomifi-ui-components';
import type { ReviewRoundDetails } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useEventWords } from '../access-log/event-words.js';
import { CopyableText } from '../log-state/copyable-text.js';
import '../log-state/log-state.css';
import { useDaysText } from './use-days-text.js';

const STEPS = ['export', 'seed', 'choose', 'order', 'take', 'questions'] as const;

/** How the sample was drawn, with all that it takes to draw it again from an export of the log. */
export function Recipe({ round }: { readonly round: ReviewRoundDetails }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const daysText = useDaysText();
  const numbers = { days: daysText(round), treeSize: round.treeSize, sampleSize: round.sampleSize };
  return (
    <Expander
      open={open}
      onOpenChange={() => {
        setOpen(!open);
      }}
    >
      <ExpanderTitleButton asHeading="h2">{t('rounds.recipe')}</ExpanderTitleButton>
      <ExpanderContent>
        <p>{t('rounds.recipeText')}</p>
        <ol className="recipe__steps">
          {STEPS.map(step => (
            <li key={step}>{t(`rounds.steps.${step}`, numbers)}</li>
          ))}
        </ol>
        <Ingredients round={round} />
      </ExpanderContent>
    </Expander>
  );
}

function Ingredients({ round }: { readonly round: ReviewRoundDetails }) {
  const { t } = useTranslation();
  const words = useEventWords();
  const { id, seed, treeSize, root, checkpoint, sampleSize, recipe } = round;
  return (
    <Facts>
      <Fact name={t('rounds.actions')}>
        <ul className="recipe__actions">
          {recipe.actions.map(action => (
            <li key={action}>
              {words.action({ action, facts: {} })} <code>{action}</code>
            </li>
          ))}
        </ul>
      </Fact>
      <Fact name={t('rounds.sampleSize')}>{sampleSize}</Fact>
      <Fact name={t('rounds.treeSize')}>{treeSize}</Fact>
      <Fact name={t('rounds.root')}>
        <code>{root}</code>
      </Fact>
      <Fact name={t('rounds.id')}>
        <code>{id}</code>
      </Fact>
      <Fact name={t('rounds.seed')}>
        <code>{seed}</code>
      </Fact>
      <Fact name={t('rounds.checkpoint')}>
        <CopyableText text={checkpoint} button={t('rounds.copyCheckpoint')} />
      </Fact>
    </Facts>
  );
}
