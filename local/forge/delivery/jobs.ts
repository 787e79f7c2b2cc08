export interface JobStats {
  success: number;
  inProgress: number;
  failed: number;
}

export interface Jobs {
  add(queue: string, jobId: string, events: number): void;
  stats(queue: string, jobId: string): JobStats | undefined;
  succeed(queue: string, jobId: string): void;
  fail(queue: string, jobId: string): void;
  /** Items of the job that don't run yet are never delivered. False for an unknown job. */
  cancel(queue: string, jobId: string): boolean;
  cancelled(queue: string, jobId: string): boolean;
  clear(): void;
}

/** Kept so that memory stays flat over a long storm; the oldest are forgotten first. */
const KEPT_JOBS = 20_000;

export function createJobs(): Jobs {
  const jobs = new Map<string, JobStats & { cancelled: boolean }>();
  const id = (queue: string, jobId: string) => `${queue}\0${jobId}`;
  const end = (queue: string, jobId: string, how: 'success' | 'failed') => {
    const job = jobs.get(id(queue, jobId));
    if (!job) return;
    job.inProgress--;
    job[how]++;
  };
  return {
    add(queue, jobId, events) {
      jobs.set(id(queue, jobId), { success: 0, inProgress: events, failed: 0, cancelled: false });
      if (jobs.size > KEPT_JOBS)
        for (const [oldest] of jobs) {
          jobs.delete(oldest);
          break;
        }
    },
    stats(queue, jobId) {
      const job = jobs.get(id(queue, jobId));
      return job && { success: job.success, inProgress: job.inProgress, failed: job.failed };
    },
    succeed: (queue, jobId) => end(queue, jobId, 'success'),
    fail: (queue, jobId) => end(queue, jobId, 'failed'),
    cancel(queue, jobId) {
      const job = jobs.get(id(queue, jobId));
      if (job) job.cancelled = true;
      return job !== undefined;
    },
    cancelled: (queue, jobId) => jobs.get(id(queue, jobId))?.cancelled ?? false,
    clear: () => jobs.clear(),
  };
}
