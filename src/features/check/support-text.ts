import type { CheckLine } from '../../contract/check';
import type { Findings } from './findings';
import type { WatchState } from './watch';

/** What tells one installation of the app from another; Forge's own words. */
export interface Versions {
  readonly app: string;
  readonly environment: string;
  readonly settings: number;
}

/**
 * What may be sent to whoever supports the app. An allow-list: names and states of lines, kinds from closed sets, durations
 * and counts. No host, no JQL, no key, no account or issue id, no sentence.
 */
export function writeSupportText(
  versions: Versions,
  lines: readonly Pick<CheckLine, 'name' | 'state' | 'afterMs'>[],
  findings: Partial<Findings>,
  watch: WatchState,
): string {
  const details = { ...detailsOfSite(findings), ...detailsOfWatch(watch) };
  return [
    'Axonius asset intelligence: check',
    `app ${versionOf(versions.app)} environment ${ENVIRONMENTS.includes(versions.environment) ? versions.environment : 'unknown'} settings ${count(versions.settings)}`,
    `watch ${watch.kind}${watch.kind === 'ended' ? ` ${watch.because}` : ''}`,
    ...lines.map(({ name, state, afterMs }) =>
      [name, state, ...(details[name] ?? []), ...(afterMs === null ? [] : [`after=${count(afterMs)}ms`])].join(' '),
    ),
  ].join('\n');
}

type Details = Partial<Record<CheckLine['name'], readonly string[]>>;

function detailsOfSite({ storage, egress, question, rights, field, renderer, indexed }: Partial<Findings>): Details {
  return {
    storage: kindOf(storage),
    egress: kindOf(egress),
    question:
      question?.kind === 'answered'
        ? [
            `took=${count(question.milliseconds)}ms`,
            `questions=${count(question.questions)}`,
            `found=${count(question.found)}`,
            `in-full=${question.inFull ? 'yes' : 'no'}`,
          ]
        : question?.kind === 'failed'
          ? [`kind=${question.failure}`, `took=${count(question.milliseconds)}ms`]
          : kindOf(question),
    rights:
      rights?.kind === 'asked'
        ? [
            `projects=${rights.projects.length}`,
            `every=${rights.isEvery ? 'yes' : 'no'}`,
            `no-browse=${rights.projects.filter(({ browse }) => !browse).length}`,
            `no-edit=${rights.projects.filter(({ edit }) => !edit).length}`,
          ]
        : rights === undefined
          ? []
          : [`kind=${rights.failure}`],
    field:
      field === undefined
        ? []
        : [
            `target=${field.target}`,
            `sources-to-mend=${count(field.sourcesToMend)}`,
            `forms-without=${count(field.formsWithoutSource)}`,
          ],
    renderer: kindOf(renderer),
    indexed: kindOf(indexed),
  };
}

function detailsOfWatch(watch: WatchState): Details {
  if (watch.kind === 'idle' || watch.kind === 'waiting' || watch.look == null) return {};
  const { run, field, number } = watch.look;
  return {
    asked:
      run === null
        ? [`looks=${count(number)}`]
        : [
            `outcome=${run.outcome}`,
            `trigger=${run.trigger}`,
            `questions=${count(run.questions)}`,
            `took=${count(Date.parse(run.enrichedAt) - Date.parse(run.startedAt))}ms`,
            ...(run.failure === null ? [] : [`kind=${run.failure}`]),
          ],
    written:
      run === null
        ? []
        : [`written=${run.written ? 'yes' : 'no'}`, ...(run.notWritten === null ? [] : [`why=${run.notWritten}`])],
    'read-back':
      field === null
        ? []
        : [
            `holds=${field.holds}`,
            `table=${field.hasTable ? 'yes' : 'no'}`,
            `local-id=${field.localId}`,
            `text=${field.isSameText ? 'same' : 'other'}`,
            `renderer=${field.renderer ?? 'unknown'}`,
          ],
  };
}

function kindOf(finding: { readonly kind: string } | undefined): readonly string[] {
  return finding === undefined ? [] : [`kind=${finding.kind}`];
}

function count(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value)) : 'unknown';
}

/** Versions are Forge's own: digits and points; whatever else stands in their place is not passed on. */
function versionOf(text: string): string {
  return /^\d{1,6}(\.\d{1,6}){0,2}$/.test(text) ? text : 'unknown';
}

const ENVIRONMENTS = ['DEVELOPMENT', 'STAGING', 'PRODUCTION'];
