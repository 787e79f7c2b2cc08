import type { Alert } from '../../domain/alert/alert';
import type { TargetValue } from '../../domain/alert/document';
import type { Report } from '../../domain/record/report';
import { mergeBlock } from './merge-block';
import { mergeLine } from './merge-line';
import { renderBlock } from './render-block';
import { renderLine } from './render-line';

/** The target field with the run's context merged in. */
export interface ComposedTarget {
  readonly value: TargetValue;
  /** `block` of the record: identity of our part as written. */
  readonly block: string;
  /** The field holds text of people and nothing of ours. */
  readonly humanText: boolean;
  /** The field holds our part just as the record says that it was written. */
  readonly intact: boolean;
  /** False where people's text leaves no room for ours: Jira would refuse the value. */
  readonly fits: boolean;
}

/** Renders a run for the field that the alert has, a paragraph or a single line, and merges it into what is there. */
export function composeTarget(
  report: Report,
  alert: Pick<Alert, 'id' | 'target' | 'record' | 'foreign'>,
): ComposedTarget {
  const written = alert.record?.block ?? null;
  const copied = alert.foreign?.kind === 'copied' ? alert.foreign : null;
  if (alert.target.kind === 'line') {
    const merged = mergeLine({
      text: alert.target.text,
      render: room => renderLine(report, room),
      writtenHash: written,
      copiedHash: copied?.block ?? null,
    });
    return {
      value: { kind: 'line', text: merged.text },
      block: merged.hash,
      humanText: merged.humanText && !merged.hadLine,
      intact: merged.intact,
      fits: merged.fits,
    };
  }
  const merged = mergeBlock({
    document: alert.target.document,
    block: room => renderBlock(report, room),
    issueId: alert.id,
    writtenHash: written,
    isClone: copied !== null,
  });
  return {
    value: { kind: 'document', document: merged.document },
    block: merged.hash,
    humanText: merged.humanText && !merged.hadBlock,
    intact: merged.intact,
    fits: merged.fits,
  };
}
