import { RETENTION_MS } from '../domain/pacing/retry';
import { queueAlert, queuedAlert, requestQueued } from './queued-alert';

const NOW = new Date('2026-11-24T08:00:00Z');
const after = (ms: number) => new Date(NOW.getTime() + ms);
const pressed = queueAlert({ issueId: '10001', trigger: 'manual', requestedBy: 'anna', fresh: true }, NOW);

describe('an alert in the queue', () => {
  it('comes out as it went in', () => {
    expect(queuedAlert.parse(JSON.parse(JSON.stringify(pressed)))).toEqual(pressed);
    expect(pressed).toEqual({
      issueId: '10001',
      trigger: 'manual',
      requestedBy: 'anna',
      seenAt: null,
      fresh: true,
      queuedAt: '2026-11-24T08:00:00.000Z',
    });
  });

  it('asks for its run: who asked, and which try it is', () => {
    expect(requestQueued(pressed, { retryCount: 2, retentionMs: 60_000 }, NOW)).toEqual({
      issueId: '10001',
      trigger: 'manual',
      requestedBy: 'anna',
      seenAt: null,
      fresh: true,
      decide: null,
      isCrowded: false,
      retry: { count: 2, retentionMs: 60_000 },
    });
    expect(requestQueued(pressed, { retryCount: 0, retentionMs: null }, NOW).retry.retentionMs).toBe(RETENTION_MS);
  });

  it('that waited stood in line behind others', () => {
    const first = { retryCount: 0, retentionMs: null };
    expect(requestQueued(pressed, first, after(1_500)).isCrowded).toBe(false);
    expect(requestQueued(pressed, first, after(1_501)).isCrowded).toBe(true);
  });

  it.each([
    ['names no issue', { ...pressed, issueId: '../1' }],
    ['comes from a way in that the queue doesn’t know', { ...pressed, trigger: 'backfill' }],
    ['was put in by another version', { issueId: '10001' }],
  ])('is not run where it %s', (_, body) => {
    expect(queuedAlert.safeParse(body).success).toBe(false);
  });
});
