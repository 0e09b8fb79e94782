import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { busyForMs } from '../api/busy.js';
import { asProblem, type Problem } from '../api/problem.js';
import { useProblemText } from './use-problem-text.js';

interface ProblemNoticeProps {
  /** What a call threw; nothing is shown for null. */
  readonly error: unknown;
  /** Offered where the trouble may pass by itself. */
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
      <InlineAlert status={busyForMs(problem) === null ? 'error' : 'neutral'}>{textOf(problem)}</InlineAlert>
      {onRetry && mayPass(problem) ? (
        <Button variant="secondary" mt="s" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      ) : null}
    </div>
  );
}

/** What the server has refused, it will refuse again, except for a request too many. */
function mayPass(problem: Problem): boolean {
  return problem.status === 0 || problem.status >= 500 || busyForMs(problem) !== null;
}
