import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { asProblem } from '../api/problem.js';
import { useProblemText } from './use-problem-text.js';

interface ProblemNoticeProps {
  /** What a call threw; nothing is shown for null. */
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** Says in words what went wrong and what to do next. */
export function ProblemNotice({ error, onRetry }: ProblemNoticeProps) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  if (error === null || error === undefined) return null;
  const problem = asProblem(error);

  return (
    <div role="alert" className="problem-notice">
      <InlineAlert status="error">{textOf(problem)}</InlineAlert>
      {onRetry ? (
        <Button variant="secondary" mt="s" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      ) : null}
    </div>
  );
}
