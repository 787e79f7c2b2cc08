import type { Editing, RunStep } from '../../contract/panel';
import type { AlertRecord } from '../../contract/record';
import type { Result } from '../../domain/pacing/failure';
import type { PushOutcome, QueuedAlert } from '../../runs/queued-alert';
import type { AlertDefinition, IssuePlace } from '../../runs/alert-scope';
import type { EnrichmentPorts } from '../../runs/ports';

/** What the person who looks may do, as Jira says it. */
export interface Rights {
  readonly editing: Editing;
  readonly isAdmin: boolean;
}

/** What one storage read tells the panel. */
export interface PanelSite extends AlertDefinition {
  /** Fields in which alerts name machines; none where no run has resolved their names yet. */
  readonly sourceFieldIds: readonly string[];
  readonly step: RunStep | null;
}

/** The issue around the panel, as far as the panel needs it. */
export interface PanelIssue extends IssuePlace {
  /** ISO 8601. */
  readonly createdAt: string | null;
  readonly record: AlertRecord | null;
  /** A newer version of the app wrote the record: it must not be overwritten. */
  readonly isNewerRecord: boolean;
}

/** What showing the panel needs of the outside. */
export interface ViewPorts {
  readSite(issueId: string): Promise<Result<PanelSite>>;
  readIssue(issueId: string): Promise<Result<PanelIssue>>;
  /** Names of those fields that are empty on the issue; none where Jira doesn't tell. */
  readEmptyFields(issueId: string, fieldIds: readonly string[]): Promise<readonly string[]>;
  /** Asks Jira as the person; no clear yes is a no. Never throws: without the person's consent `editing` is `ask`. */
  readRights(issueId: string): Promise<Rights>;
  now(): Date;
}

/** What a run that a person started needs beyond showing the panel. */
export interface RunPorts extends ViewPorts {
  /** Like `readRights`, but throws where the person has to consent first, so that Jira asks for it. */
  requireRights(issueId: string): Promise<Rights>;
  /** Like `readIssue`, with all that a run needs: the run that `startRun` starts right after reads nothing again. */
  openIssue(issueId: string): Promise<Result<PanelIssue>>;
  /** Ports of one run, which reports its steps to the panel. */
  startRun(): EnrichmentPorts;
  /** True for the one run at a time that a person starts to replace this record. */
  claimRun(before: AlertRecord | null): Promise<boolean>;
  releaseRun(before: AlertRecord | null): Promise<void>;
  push(alert: QueuedAlert, concurrency: number, delayMs: number): Promise<PushOutcome>;
  /** Tells panels where the run is; null: nothing runs. */
  tellStep(step: RunStep | null): Promise<void>;
  /** Writes the record alone. */
  writeRecord(issueId: string, record: AlertRecord): Promise<Result<null>>;
  sleep(ms: number): Promise<void>;
  remainingMs(): number;
}

/** Who asks, about which issue: both from the call's context. */
export interface Asker {
  readonly issueId: string;
  readonly accountId: string | null;
}
