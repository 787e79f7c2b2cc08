import { useEffect, useRef, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import type { CheckView } from '../../../src/contract/check';
import { ProblemMessage } from '../../shared/problem-message';
import { Waiting } from '../parts/waiting';
import type { TabProps } from '../tab-props';
import { call } from '../call';
import { Section } from '../parts/field';
import './check.css';
import { CheckLines } from './check-lines';
import { SupportText } from './support-text';
import { useCheck } from './use-check';
import { useSend } from './use-send';
import { WatchSection } from './watch-section';

/** What only this site can answer: by looking, and by watching one alert go its way. */
export function CheckTab({ view, onRecheck }: TabProps): ReactNode {
  const { check, show, reload } = useCheck();
  useAtEnd(check?.ok === true && check.value.site.isRunning, onRecheck);
  if (check === undefined) return <Waiting label="Loading the check" />;
  if (!check.ok)
    return <ProblemMessage problem={check.problem} actions={<Button onClick={reload}>Try again</Button>} />;
  return (
    <div className="check-tab">
      <SiteSection view={check.value} show={show} />
      <WatchSection view={check.value} show={show} isConnected={view.settings.address !== null} />
      <SupportText text={check.value.support} />
    </div>
  );
}

/** What a check found must not stand below a line that still says the opposite. */
function useAtEnd(isRunning: boolean, tell: () => void): void {
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !isRunning) tell();
    wasRunning.current = isRunning;
  }, [isRunning, tell]);
}

function SiteSection({
  view: { site },
  show,
}: {
  readonly view: CheckView;
  readonly show: (view: CheckView) => void;
}): ReactNode {
  const { isBusy, problem, send } = useSend(show);
  const isRunning = isBusy || site.isRunning;
  return (
    <Section
      title="This site"
      intro="What the app stands on, tried out with the app’s own rights. Nothing is written to any alert."
    >
      <div className="buttons">
        <Button appearance="primary" isDisabled={isRunning} onClick={() => void send(call('startCheck'))}>
          {isRunning ? 'Checking…' : site.startedAt === null ? 'Check now' : 'Check again'}
        </Button>
        <span role="status" className="subtle">
          {summary(site)}
        </span>
      </div>
      {problem === null ? null : <ProblemMessage problem={problem} />}
      <CheckLines lines={site.lines} label="What this site answers" />
    </Section>
  );
}

function summary({ isRunning, startedAt, lines }: CheckView['site']): string {
  if (startedAt === null) return '';
  const wrong = lines.filter(({ state }) => state === 'fail').length;
  const otherwise = lines.filter(({ state }) => state === 'warn').length;
  const left = lines.filter(({ state }) => state === 'waiting').length;
  if (isRunning) return `${lines.length - left} of ${lines.length} looked at.`;
  if (wrong > 0) return wrong === 1 ? 'One thing is wrong.' : `${wrong} things are wrong.`;
  if (otherwise > 0)
    return otherwise === 1 ? 'It works; one thing could be better.' : `It works; ${otherwise} things could be better.`;
  return left > 0 ? 'All right so far.' : 'All right.';
}
