import { askSource, type Asking, type SourceMemory } from './ask-source';
import type { RecordedFinding } from '../contract/record';
import type { Subject } from '../domain/matching/subject';
import type { ContextSource } from './source';

/** What one source answered about some machines, raw. */
export interface ContextReply {
  readonly key: string;
  readonly rows: unknown;
}

/** One context source, with what the app remembers of it. */
export interface RememberedSource {
  readonly source: ContextSource;
  /** Minutes that its rows may be served from the cache. */
  readonly cacheMinutes: number;
  readonly memory: SourceMemory<ContextReply>;
}

/** Asks all context sources side by side about the machines that were settled. One that fails costs its own finding. */
export async function askContext(
  sources: readonly RememberedSource[],
  subject: Subject,
  asking: Asking,
): Promise<readonly RecordedFinding[]> {
  const accepting = sources.filter(({ source }) => source.accepts(subject));
  return (await Promise.all(accepting.map(one => askOne(one, subject, asking)))).flat();
}

async function askOne(
  { source, cacheMinutes, memory }: RememberedSource,
  subject: Subject,
  asking: Asking,
): Promise<readonly RecordedFinding[]> {
  const answer = await askSource<Subject, ContextReply>(
    {
      items: [subject],
      keyOf: each => source.keyOf(each),
      ask: async () => {
        const said = await source.ask(subject, { withinMs: asking.withinMs, fresh: asking.fresh });
        if (!said.ok) return said;
        return { ok: true, value: { replies: [{ key: source.keyOf(subject), rows: said.value }], questions: 1 } };
      },
      minutesFor: () => cacheMinutes,
    },
    asking,
    memory,
  );
  if (answer.ok) return answer.value.replies.flatMap(({ rows }) => source.conclude(rows, subject));
  const nothing = { about: '', facts: [], link: null, asOf: null };
  return [{ ...nothing, source: source.id, state: 'failed', because: answer.failure.sentence }];
}
