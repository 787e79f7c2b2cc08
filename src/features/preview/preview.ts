import type { DocumentNode, Preview } from '../../contract/preview';
import type { AlertRecord } from '../../contract/record';
import type { NotWritten } from '../../contract/vocabulary';
import type { Reply } from '../../contract/reply';
import type { AdfNode } from '../../domain/alert/document';
import { enrichAlert } from '../../runs/enrich-alert';
import { toProblem } from '../panel/panel-problem';
import type { ComposedTarget, ContextWrite, EnrichmentPorts } from '../../runs/ports';
import { RETENTION_MS } from '../../domain/pacing/retry';

/** What a run needs but for all that writes: field, record, claim, memory of alerts. */
export type PreviewPorts = Omit<EnrichmentPorts, 'claim' | 'release' | 'write' | 'rememberNotVisible' | 'enterStep'>;

/** A person waits, and Forge ends the function after 25 seconds. */
const ASK_WITHIN_MS = 15_000;
/** Later than any record: the run never finds that it isn't needed. */
const ALWAYS = '9999-12-31T00:00:00.000Z';

/** Runs an alert as an automatic run would, up to the write, and shows what would be written. */
export async function previewAlert(
  issue: { readonly id: string; readonly key: string },
  ports: PreviewPorts,
): Promise<Reply<Preview>> {
  const caught: { composed: ComposedTarget | null; write: ContextWrite | null } = { composed: null, write: null };
  const result = await enrichAlert(
    {
      issueId: issue.id,
      trigger: 'created',
      requestedBy: null,
      seenAt: ALWAYS,
      fresh: false,
      writeField: true,
      askWithinMs: ASK_WITHIN_MS,
      retry: { count: 0, retentionMs: RETENTION_MS },
      isCrowded: false,
    },
    {
      ...ports,
      compose: (report, alert) => {
        caught.composed = ports.compose(report, alert);
        return caught.composed;
      },
      claim: () => Promise.resolve({ ok: true, value: true }),
      release: () => Promise.resolve(),
      write: write => {
        caught.write = write;
        return Promise.resolve({ ok: true, value: write.record });
      },
      rememberNotVisible: () => Promise.resolve(),
      enterStep: () => undefined,
    },
  );
  switch (result.kind) {
    case 'enriched':
      return { ok: true, value: show(issue.key, result.record, caught) };
    case 'failed':
      return result.record === null || caught.write === null
        ? { ok: false, problem: toProblem(result.failure) }
        : { ok: true, value: show(issue.key, result.record, caught) };
    case 'unchanged':
    case 'busy':
      return refuse('busy', 'The alert changed while it was read.', 'Try again.');
    case 'newer-record':
      return refuse(
        'newer-record',
        `A newer version of this app enriched ${issue.key}; this version would leave it as it is.`,
        'Choose another alert, or update the app under Connected apps.',
      );
    case 'not-an-alert':
      return refuse(
        'not-an-alert',
        `${issue.key} is not an alert by these settings: its project or type is not chosen.`,
        'Choose another one, or change projects and issue types under Alerts.',
      );
    case 'not-visible':
      return refuse(
        'not-visible',
        `The app may not see ${issue.key}.`,
        'Check its security level and the app’s permissions in this project.',
      );
    case 'not-configured':
      return refuse('not-configured', 'Axonius is not connected yet.', 'Connect it under Connection first.');
  }
}

function show(
  key: string,
  record: AlertRecord,
  { composed, write }: { readonly composed: ComposedTarget | null; readonly write: ContextWrite | null },
): Preview {
  return {
    key,
    field: composed === null ? null : toField(composed),
    leftAlone: write?.target !== null ? null : whyLeftAlone(record),
    record,
  };
}

function toField({ value }: ComposedTarget): Preview['field'] {
  return value.kind === 'line'
    ? { kind: 'line', text: value.text ?? '' }
    : { kind: 'document', content: (value.document?.content ?? []).map(toNode) };
}

/** Drops what only Jira's editor reads. */
function toNode({ type, attrs, content, text, marks }: AdfNode): DocumentNode {
  return {
    type,
    ...(attrs === undefined ? {} : { attrs }),
    ...(content === undefined ? {} : { content: content.map(toNode) }),
    ...(text === undefined ? {} : { text }),
    ...(marks === undefined ? {} : { marks }),
  };
}

const REASONS: Readonly<Record<NotWritten, string>> = {
  'field-has-text':
    'The field holds text of people, so an automatic run would leave it alone and store the record only.',
  'field-missing': 'There is no target field, so a run would store the record only.',
  'field-not-editable': 'The app can’t edit the target field, so a run would store the record only.',
  'content-refused': 'Jira refuses what a run would write into the target field, so it would store the record only.',
};

function whyLeftAlone({ notWritten }: AlertRecord): string {
  return notWritten === null
    ? 'The alert already says exactly this, so a run would write nothing.'
    : REASONS[notWritten];
}

function refuse(kind: string, sentence: string, nextStep: string): Reply<never> {
  return { ok: false, problem: { kind, sentence, nextStep } };
}
