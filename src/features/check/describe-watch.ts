import type { CheckLine, WatchLineName } from '../../contract/check';
import type { NotWritten } from '../../contract/vocabulary';
import { lineOf } from './line';
import { seconds } from './describe-site';
import type { SeenField, WatchState } from './watch';

type Following = Extract<WatchState, { readonly kind: 'following' }>;

const TITLES: Readonly<Record<WatchLineName, string>> = {
  event: 'Event arrived',
  queued: 'Queued',
  asked: 'Axonius asked',
  written: 'Written',
  'read-back': 'Read back unchanged',
  found: 'Found by its result',
  panel: 'Panel shown',
};

const ORDER: readonly WatchLineName[] = ['event', 'queued', 'asked', 'written', 'read-back', 'found', 'panel'];

/** Jira's events usually come within a second or two. */
const LATE_MS = 15_000;
/** assumption: event-delay — Forge delivers product events within three minutes. */
const LATEST_MS = 3 * 60_000;
/** The search index follows writes within seconds. */
const INDEX_LAG_MS = 20_000;
const INDEX_LATEST_MS = 60_000;
const SLOW_RUN_MS = 30_000;

/** The steps of the watched alert, each with its time. */
export function describeWatch(state: WatchState, now: Date): readonly CheckLine[] {
  if (state.kind === 'idle') return everyLine('Nothing is being watched.');
  if (state.kind === 'waiting') return everyLine('Comes after you create an alert.');
  if (state.kind === 'ended' && state.alert === undefined) return everyLine('No alert was watched.');
  // What has ended after an alert was chosen has all its parts.
  const following = state as Following;
  const known = {
    watch: following.watch,
    alert: following.alert,
    event: following.event,
    look: following.look,
    panel: following.panel,
    ageMs: now.getTime() - Date.parse(following.alert.createdAt),
  };
  const event = describeEvent(known);
  return [
    event,
    describeQueued(known),
    describeAsked(known),
    describeWritten(known),
    describeReadBack(known),
    describeFound(known, now),
    describePanel(known),
  ];
}

type Known = Omit<Following, 'kind'> & { readonly ageMs: number };

function everyLine(sentence: string): readonly CheckLine[] {
  return ORDER.map(name => lineOf(name, TITLES[name])('waiting', sentence));
}

function when(at: string, { alert }: Known): { readonly at: string; readonly afterMs: number } {
  return { at, afterMs: Math.max(0, Date.parse(at) - Date.parse(alert.createdAt)) };
}

function describeEvent(known: Known): CheckLine {
  const line = lineOf('event', TITLES.event);
  const { event, look, ageMs } = known;
  const app =
    'Nothing is lost: the run starts when the event comes, and the sweep finds what no event announced within some five minutes.';
  if (event !== null) {
    const time = when(event.arrivedAt, known);
    return time.afterMs <= LATE_MS
      ? line('ok', 'Jira told the app of the new alert.', time)
      : line(
          'warn',
          `Jira told the app ${seconds(time.afterMs)} after the alert was created. That is late; Forge promises three minutes.`,
          {
            ...time,
            app,
            todo: 'Watch another alert later. If events stay late, see status.developer.atlassian.com.',
          },
        );
  }
  const trigger = look?.run?.trigger;
  if (trigger === 'created' || trigger === 'updated') return line('ok', 'Jira told the app of the new alert.');
  if (trigger !== undefined) {
    return line(
      'warn',
      `No event started the run: ${trigger === 'sweep' ? 'the sweep found the alert' : 'a person did'}.`,
      {
        app,
        todo: 'Watch another alert. If no event comes again, copy the text below for support.',
      },
    );
  }
  if (ageMs < LATE_MS) return line('waiting', 'Waiting for Jira’s event.');
  if (ageMs < LATEST_MS) {
    return line('warn', `The event is late: the alert is ${seconds(ageMs)} old. Forge promises three minutes.`, {
      app,
    });
  }
  return line('fail', 'No event came within three minutes.', {
    app,
    todo: 'Check under Output that automatic runs are on. Then copy the text below for support.',
  });
}

function describeQueued(known: Known): CheckLine {
  const line = lineOf('queued', TITLES.queued);
  const { event, look } = known;
  if (event !== null && event.queuedAt !== null) {
    return line('ok', 'The alert waits in the queue for its run.', when(event.queuedAt, known));
  }
  if (look?.run != null) return line('ok', 'The run started.', when(look.run.startedAt, known));
  if (event === null) return line('waiting', 'Comes after the event.');
  return line('warn', 'The queue takes no more for the moment: too many alerts came at once.', {
    app: 'Forge delivers the event again, up to four times; what is left then is found by the sweep.',
  });
}

function describeAsked(known: Known): CheckLine {
  const line = lineOf('asked', TITLES.asked);
  const { event, look, ageMs } = known;
  if (look?.run == null) {
    if (event === null || ageMs < LATEST_MS) return line('waiting', 'Comes when the run has its turn.');
    return line('fail', 'The run has not ended three minutes after it was queued.', {
      app: 'The queue tries it again for 24 hours.',
      todo: 'Look at the lines Storage and Test request above: check the site now.',
    });
  }
  const { run } = look;
  const time = when(run.startedAt, known);
  if (run.failure !== null) {
    return line('fail', `The run failed (${run.failure}).`, {
      ...time,
      app: run.isTriedAgain
        ? 'The app tries it again on its own; the alert says when.'
        : 'The alert says why. It runs again when you save the settings.',
      todo: 'Check the site above: it says what to fix.',
    });
  }
  if (run.outcome === 'no-observable') {
    return line('warn', 'The alert names no machine, so there was nothing to ask.', {
      ...time,
      app: 'The panel says which values were looked at.',
      todo: 'Create an alert with a hostname in its source field, and watch that one.',
    });
  }
  if (run.questions === 0) {
    return line('ok', 'The answer came from the cache: Axonius was asked about this machine minutes ago.', time);
  }
  const tookMs = Date.parse(run.enrichedAt) - Date.parse(run.startedAt);
  const asked = run.questions === 1 ? 'one request' : `${run.questions} requests`;
  return tookMs > SLOW_RUN_MS
    ? line('warn', `Axonius answered ${asked}, but the run took ${seconds(tookMs)}.`, {
        ...time,
        app: 'Runs wait in the queue and lose nothing.',
        todo: 'If it stays slow, ask who runs Axonius.',
      })
    : line('ok', `Axonius answered ${asked}; the run took ${seconds(tookMs)}.`, time);
}

const NOT_WRITTEN: Readonly<Record<NotWritten, readonly [string, string]>> = {
  'field-has-text': [
    'The field was left alone: somebody’s text is in it.',
    'Choose under Output whether the app may write below such text.',
  ],
  'field-missing': ['The site has no such target field.', 'Choose the target field under Alerts.'],
  'field-not-editable': ['Jira refused the target field.', 'Put it on the edit screen: Alerts names the screen.'],
  'content-refused': [
    'Jira refused what the app would have written, though the field can be edited.',
    'Send what *Copy for support* copies to whoever looks after the app: this site takes other documents than Jira’s documentation says.',
  ],
};

function describeWritten(known: Known): CheckLine {
  const line = lineOf('written', TITLES.written);
  const { look } = known;
  if (look?.run == null) return line('waiting', 'Comes after the answer.');
  const { run } = look;
  const time = when(run.enrichedAt, known);
  if (run.written) return line('ok', 'Field and record are written.', time);
  const kept = 'The result stands in the record: the panel shows it, and JQL finds it.';
  if (run.notWritten !== null) {
    const [sentence, todo] = NOT_WRITTEN[run.notWritten];
    return line(run.notWritten === 'field-has-text' ? 'warn' : 'fail', sentence, { ...time, app: kept, todo });
  }
  return run.failure === null
    ? line('warn', 'Only the record is written.', { ...time, app: kept })
    : line('fail', 'Nothing was written but why the run failed.', { ...time, app: 'The field stays as it was.' });
}

function describeReadBack(known: Known): CheckLine {
  const line = lineOf('read-back', TITLES['read-back']);
  const { look } = known;
  if (look?.run == null) return line('waiting', 'Comes after writing.');
  if (!look.run.written || look.field === null)
    return line('waiting', 'There is nothing to read back: the field was not written.');
  const said = readBack(look.field);
  return line(said.state, said.sentence, { ...when(look.at, known), app: said.app, todo: said.todo });
}

function readBack(field: SeenField): Pick<CheckLine, 'state' | 'sentence' | 'app' | 'todo'> {
  if (field.holds === 'line') {
    return field.isSameText
      ? { state: 'ok', sentence: 'The line reads as it was written.', app: null, todo: null }
      : { state: 'warn', sentence: 'The line reads otherwise than it was written.', app: KEPT, todo: ELSE_WRITES };
  }
  if (field.holds === 'nothing' || !field.hasTable) {
    return {
      state: 'fail',
      sentence: 'The field gives no table back.',
      app: KEPT,
      todo: 'Set the target field’s renderer to Wiki Style Renderer, and look whether an automation rule or another app changes the field.',
    };
  }
  if (!field.isSameText) {
    return { state: 'warn', sentence: 'The table’s text is no longer what was written.', app: KEPT, todo: ELSE_WRITES };
  }
  if (field.renderer === 'text') {
    return {
      state: 'warn',
      sentence: 'Jira keeps the table, and shows it as plain text: the field’s renderer draws no tables.',
      app: 'Every value stays readable; the panel shows all of it.',
      todo: 'In the field configuration, set the target field’s renderer to Wiki Style Renderer.',
    };
  }
  if (field.localId === 'dropped') {
    return {
      state: 'warn',
      sentence: 'Table and text are unchanged. Jira dropped the mark (localId) by which the app knows its table.',
      app: 'It knows its table by the title and by what it wrote instead.',
      todo: null,
    };
  }
  return {
    state: 'ok',
    sentence: 'Table, mark (localId) and visible text are as they were written.',
    app: null,
    todo: null,
  };
}

const KEPT = 'What stands there is treated as a person’s text and kept; the panel shows the result.';
const ELSE_WRITES = 'Look in the alert’s history for who changed it: a person, an automation rule or another app.';

function describeFound(known: Known, now: Date): CheckLine {
  const line = lineOf('found', TITLES.found);
  const { look } = known;
  if (look?.run == null) return line('waiting', 'Comes after writing.');
  if (look.found === 'found') {
    return line('ok', 'JQL finds the alert by axoniusOutcome.', look.foundAt === null ? {} : when(look.foundAt, known));
  }
  const app = 'Fields and panel are unaffected. Health counts nothing, and failed alerts are not found again.';
  if (look.found === 'unknown') {
    return line('fail', 'JQL does not know axoniusOutcome: the app’s search names are not there.', {
      app,
      todo: 'Update the app under Manage apps, wait a few minutes and watch another alert.',
    });
  }
  const waitedMs = now.getTime() - Date.parse(look.run.enrichedAt);
  if (waitedMs < INDEX_LAG_MS) return line('waiting', 'Jira’s search has not caught up yet.');
  if (waitedMs < INDEX_LATEST_MS) {
    return line('warn', `Jira’s search has not found the alert for ${seconds(waitedMs)}; it may only be slow.`, {
      app,
    });
  }
  return line('fail', 'Jira does not find the alert by axoniusOutcome: its record is not indexed.', {
    app,
    todo: 'Indexing can take minutes after the app was installed. Check again later; if it stays so, copy the text below for support.',
  });
}

function describePanel(known: Known): CheckLine {
  const line = lineOf('panel', TITLES.panel);
  const { panel, look } = known;
  if (panel !== null) return line('ok', 'Somebody opened the panel on this alert.', when(panel.at, known));
  return line('waiting', 'Nobody has opened the panel on this alert yet.', {
    todo: `${look?.run == null ? 'Then open' : 'Open'} the alert. If it shows no panel, choose Apps, Axonius asset intelligence, then “Show for all work items”.`,
  });
}
