import { checkHostileLists, checkHostileValues } from './hostile-aql';

describe('whatever the value, the tenant reads the query as it was intended, or there is none', () => {
  it('holds for 1,000,000 hostile values', () => {
    checkHostileValues(1_000_000);
  }, 3_600_000);

  it('holds for 10,000 queries of many values', () => {
    checkHostileLists(10_000);
  }, 3_600_000);
});
