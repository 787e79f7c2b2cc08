import * as z from 'zod';
import { createRandom } from '../../http/random';

const PLAN = z.strictObject({
  seed: z.number().optional(),
  duplicate: z.number().min(0).max(1).optional(),
  reorder: z.boolean().optional(),
  kill: z.number().min(0).max(1).optional(),
  delayMs: z.number().min(0).optional(),
});

/** How badly events and items are delivered: what Forge's at-least-once, unordered delivery permits. */
export type DeliveryPlan = z.infer<typeof PLAN>;

export interface DeliveryFaults {
  set(plan: DeliveryPlan): void;
  /** Platform milliseconds that each delivery of one event waits: one number, or two for a duplicate. */
  waits(): number[];
  /** The step at which an invocation is ended, or null. */
  killAtStep(): number | null;
}

/** Reads the body of `PUT /__local/delivery`. @throws ZodError that names what is wrong */
export function parseDeliveryPlan(json: unknown): DeliveryPlan {
  return PLAN.parse(json);
}

/** Deliveries that overtake each other are spread over this time. */
const REORDER_SPREAD_MS = 400;
/** A run makes some six calls, each of which is two steps; a later step means "after its last call". */
const LAST_STEP = 14;

export function createDeliveryFaults(): DeliveryFaults {
  let plan: DeliveryPlan = {};
  let random = createRandom(1);
  const wait = () => (plan.delayMs ?? 0) + (plan.reorder ? random() * REORDER_SPREAD_MS : 0);
  return {
    set(next) {
      plan = next;
      random = createRandom(next.seed ?? 1);
    },
    waits: () => (random() < (plan.duplicate ?? 0) ? [wait(), wait() + random() * REORDER_SPREAD_MS] : [wait()]),
    killAtStep: () => (random() < (plan.kill ?? 0) ? 1 + Math.floor(random() * LAST_STEP) : null),
  };
}
