import { checkHostileLists, checkHostileValues } from './hostile-aql';

describe('whatever the value, the tenant reads the query as it was intended, or there is none', () => {
  it('holds for 5,000 hostile values', () => {
    checkHostileValues(5_000);
  }, 60_000);

  it('holds for 100 queries of many values', () => {
    checkHostileLists(100);
  }, 60_000);
});
