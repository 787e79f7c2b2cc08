import type { PanelView } from '../../../src/contract/panel';
import type { AlertRecord, RecordedAsset, RecordedObservable } from '../../../src/contract/record';

export function anAsset(id: string, more: Partial<RecordedAsset> = {}): RecordedAsset {
  return {
    id,
    names: [`${id}.corp.example.com`],
    lastSeen: '2026-11-24T01:52:00Z',
    addresses: [],
    macs: [],
    adapters: [],
    link: '',
    ...more,
  };
}

export function anObservable(value: string, more: Partial<RecordedObservable> = {}): RecordedObservable {
  return {
    kind: 'hostname',
    value,
    field: 'customfield_1',
    outcome: 'matched',
    confidence: 'high',
    rule: 'full-name',
    because: 'the full name is identical',
    assetIds: [],
    others: [],
    tried: [],
    ...more,
  };
}

export function aRecord(more: Partial<AlertRecord> = {}): AlertRecord {
  return {
    v: 1,
    outcome: 'matched',
    confidence: 'high',
    assetCount: 0,
    unresolved: 0,
    written: true,
    issueId: '10001',
    notWritten: null,
    primary: null,
    assets: [],
    observables: [],
    rejected: [],
    failure: null,
    trigger: 'created',
    requestedBy: null,
    alertTime: '2026-11-24T01:58:00Z',
    startedAt: '2026-11-24T01:58:01Z',
    enrichedAt: '2026-11-24T01:58:02Z',
    contextSeconds: 2,
    questions: 1,
    input: '',
    fingerprint: '',
    block: null,
    choices: {},
    runs: [],
    notes: [],
    ...more,
  };
}

export function aView(more: Partial<PanelView> = {}): PanelView {
  return {
    record: aRecord(),
    keys: [],
    isNewerRecord: false,
    isConfigured: true,
    isAlert: true,
    isExpected: false,
    emptyFields: [],
    editing: 'allowed',
    isAdmin: false,
    viewer: 'me',
    step: null,
    ...more,
  };
}
