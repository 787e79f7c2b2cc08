import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import type { NamingRules, Observable } from '../../domain/observables/observable';
import { findAssets, type FindAssetsInput } from './find-assets';
import { sendJson, serveAnswers, type AnswerServer } from './testing/serve-answers';
import { tenantOf } from './testing/tenant-of';

jest.setTimeout(30_000);

let tenant: AnswerServer;
beforeAll(async () => {
  tenant = await serveAnswers();
});
afterAll(() => tenant.close());
beforeEach(() => {
  tenant.received.length = 0;
});

/** Time stands still, so that a busy machine decides nothing; the client's own timers run. */
const now = () => new Date('2026-11-24T01:00:00Z');

const naming: NamingRules = {
  suffixes: ['corp.example.com'],
  windowsDomains: {},
  namesOfNoMachine: [],
  sharedAddresses: [],
};
const name = (value: string): Observable => {
  const [short = '', ...rest] = value.toLowerCase().split('.');
  return { kind: 'hostname', value, field: 'f', short, full: rest.length === 0 ? null : `${short}.${rest.join('.')}` };
};
const address = (value: string): Observable => ({ kind: 'ip', value, field: 'f', address: value });

interface Asked {
  readonly query: string;
  readonly page: { readonly limit: number; readonly offset: number };
  readonly use_cache_entry: boolean;
}
const askedSchema: z.ZodType<Asked> = z.object({
  query: z.string(),
  page: z.object({ limit: z.number(), offset: z.number() }),
  use_cache_entry: z.boolean(),
});
const asked = (): readonly Asked[] => tenant.received.map(({ body }) => askedSchema.parse(body));
const isAnchored = ({ query }: Asked): boolean => query.includes('regex(');

const answer = (reply: (asked: Asked, response: ServerResponse) => void): void => {
  tenant.answerWith(({ body }, response) => {
    reply(askedSchema.parse(body), response);
  });
};
const asksFor = ({ query }: Asked, value: string): boolean =>
  new RegExp(`["(|]${value.replaceAll('.', '(\\\\[[.]\\\\]|[.])')}[")|]`).test(query.replaceAll('[.]', '.'));
const idOf = (index: number): string => index.toString(36).padStart(32, '0');
const device = (index: number, hostname: string, extra: object = {}): object => ({
  internal_axon_id: idOf(index),
  'specific_data.data.hostname': [hostname],
  ...extra,
});
const pageOf = (devices: readonly object[], { page }: Asked): object => ({
  assets: devices.slice(page.offset, page.offset + page.limit),
  meta: { page: { totalResources: devices.length } },
});

const find = async (
  observables: readonly Observable[],
  overrides: Partial<FindAssetsInput> = {},
  noteExpression: (ms: number) => void = () => undefined,
) =>
  findAssets(
    { observables, naming, facts: [], freshFromAxonius: false, way: 'together', withinMs: 20_000, ...overrides },
    { ...tenantOf(tenant, now), noteExpression },
  );
const found = async (...asking: Parameters<typeof find>) => {
  const result = await find(...asking);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

describe('questions', () => {
  it('are one for full names, addresses and MACs that are found exactly', async () => {
    answer((question, response) => {
      sendJson(
        response,
        pageOf(
          [
            device(1, 'WEB01.corp.example.com', { 'specific_data.data.network_interfaces.ips': ['10.20.4.17'] }),
            device(2, 'web02.corp.example.com', { 'specific_data.data.network_interfaces.mac': ['3c-52-82-a1-23-45'] }),
          ],
          question,
        ),
      );
    });
    const answerOfAll = await found([
      name('web01.corp.example.com'),
      address('10.20.4.17'),
      { kind: 'mac', value: '3C:52:82:A1:23:45', field: 'f', mac: '3C:52:82:A1:23:45' },
    ]);
    expect(answerOfAll.questions).toBe(1);
    expect(tenant.received).toHaveLength(1);
    expect(answerOfAll.observables.map(({ key, candidates }) => [key, candidates.map(({ id }) => id)])).toEqual([
      ['hostname:web01.corp.example.com', [idOf(1)]],
      ['ip:10.20.4.17', [idOf(1)]],
      ['mac:3C:52:82:A1:23:45', [idOf(2)]],
    ]);
    expect(answerOfAll.observables.every(({ askedInFull }) => askedInFull)).toBe(true);
    expect(asked()[0]).toMatchObject({ use_cache_entry: true });
  });

  it('ask Axonius to compute anew when told so', async () => {
    answer((question, response) => {
      sendJson(response, pageOf([], question));
    });
    await found([address('10.20.4.17')], { freshFromAxonius: true });
    expect(asked().map(({ use_cache_entry }) => use_cache_entry)).toEqual([false]);
  });

  it('are one for a short name, and the siblings of other domains are candidates', async () => {
    answer((question, response) => {
      const all = [device(1, 'web01.corp.example.com'), device(2, 'Web01.dmz.example.com')];
      sendJson(response, pageOf(isAnchored(question) ? all : all.slice(0, 1), question));
    });
    const [observable] = (await found([name('WEB01')])).observables;
    expect(observable?.candidates.map(({ displayName }) => displayName)).toEqual([
      'web01.corp.example.com',
      'Web01.dmz.example.com',
    ]);
    expect(observable?.tried).toEqual(['web01', 'web01.corp.example.com', 'web01 in any domain and any case']);
    expect(tenant.received).toHaveLength(1);
  });

  it('are few for hundreds of observables', async () => {
    const names = Array.from({ length: 250 }, (_, index) => name(`host${String(index)}.corp.example.com`));
    answer((question, response) => {
      const wanted = names.flatMap((observable, index) =>
        asksFor(question, observable.value) ? [device(index, observable.value)] : [],
      );
      sendJson(response, pageOf(wanted, question));
    });
    const { observables, questions } = await found([...names, ...names]);
    expect(questions).toBe(3);
    expect(observables.map(({ candidates }) => candidates.length)).toEqual(names.map(() => 1));
  });

  it('are none where nothing can be asked', async () => {
    const hostile: Observable = {
      kind: 'hostname',
      value: 'x" or "1" == "1',
      field: 'f',
      short: 'x" or "1" == "1',
      full: null,
    };
    expect(await found([hostile])).toMatchObject({ questions: 0, observables: [{ candidates: [], tried: [] }] });
    expect(await found([])).toEqual({ questions: 0, observables: [] });
    expect(tenant.received).toHaveLength(0);
  });
});

describe('asked apart', () => {
  it('a name is asked in two questions side by side, and what either finds is a candidate', async () => {
    answer((question, response) => {
      const twins = [device(1, 'dc01.corp.example.com'), device(2, 'Dc01.Corp.Example.com')];
      sendJson(response, pageOf(isAnchored(question) ? twins : twins.slice(0, 1), question));
    });
    const took: number[] = [];
    const { observables, questions } = await found([name('dc01.corp.example.com')], { way: 'apart' }, ms =>
      took.push(ms),
    );
    expect(observables[0]?.candidates.map(({ id }) => id).sort()).toEqual([idOf(1), idOf(2)]);
    expect(questions).toBe(2);
    expect(asked().map(isAnchored).sort()).toEqual([false, true]);
    expect(took).toEqual([0]);
  });

  it('addresses are asked exactly and alone', async () => {
    answer((question, response) => {
      sendJson(response, pageOf([], question));
    });
    expect((await found([address('10.20.4.17')], { way: 'apart' })).questions).toBe(1);
  });
});

describe('a name in another case', () => {
  it('is found beside one that is spelled as the alert spells it', async () => {
    answer((question, response) => {
      const twins = [device(1, 'dc01.corp.example.com'), device(2, 'Dc01.Corp.Example.com')];
      sendJson(response, pageOf(isAnchored(question) ? twins : twins.slice(0, 1), question));
    });
    const [observable] = (await found([name('dc01.corp.example.com')])).observables;
    expect(observable?.candidates).toHaveLength(2);
  });
});

describe('answers that are larger than the app reads', () => {
  const many = Array.from({ length: 20 }, (_, index) =>
    device(index, 'web01', { 'specific_data.data.owner': ['x'.repeat(1_000)] }),
  );
  const spoil = (limitOfTenant: number): void => {
    answer((question, response) => {
      const page = pageOf(many, question);
      if (question.page.limit > limitOfTenant) {
        response.setHeader('content-length', String(9 * 1024 * 1024));
        response.setHeader('content-type', 'application/json');
        response.end('{}');
      } else sendJson(response, page);
    });
  };

  it('are asked for again in smaller pages', async () => {
    spoil(5);
    const { observables } = await found([name('web01')]);
    expect(observables[0]?.candidates).toHaveLength(20);
  });

  it('fail where a single device is too large', async () => {
    spoil(0);
    expect(await find([name('web01')])).toMatchObject({ ok: false, failure: { kind: 'unexpected-answer' } });
    expect(tenant.received.length).toBeLessThan(5);
  });
});

describe('many candidates', () => {
  it('are cut at 50, and said', async () => {
    answer((question, response) => {
      sendJson(
        response,
        pageOf(
          Array.from({ length: 51 }, (_, index) => device(index, 'web01')),
          question,
        ),
      );
    });
    const [observable] = (await found([name('web01')])).observables;
    expect(observable).toMatchObject({ overLimit: true });
    expect(observable?.candidates).toHaveLength(50);
  });

  it('are all judged at 50', async () => {
    answer((question, response) => {
      sendJson(
        response,
        pageOf(
          Array.from({ length: 50 }, (_, index) => device(index, 'web01')),
          question,
        ),
      );
    });
    const [observable] = (await found([name('web01')])).observables;
    expect(observable).toMatchObject({ overLimit: false });
    expect(observable?.candidates).toHaveLength(50);
  });

  it('of one observable do not hide those of another', async () => {
    const flood = Array.from({ length: 3_000 }, (_, index) => device(index, 'web01.corp.example.com'));
    answer((question, response) => {
      const wanted = [...(asksFor(question, 'web01') ? flood : []), device(9_000, 'db01.corp.example.com')];
      sendJson(response, pageOf(wanted, question));
    });
    const { observables } = await found([name('web01.corp.example.com'), name('db01.corp.example.com')]);
    expect(observables).toMatchObject([{ overLimit: true }, { overLimit: false, candidates: [{ id: idOf(9_000) }] }]);
    expect(tenant.received.length).toBeLessThan(6);
  });

  it('are followed over pages that the tenant makes smaller than asked', async () => {
    const twelve = Array.from({ length: 12 }, (_, index) => device(index, 'web01.corp.example.com'));
    answer((question, response) => {
      const { offset } = question.page;
      sendJson(response, { assets: twelve.slice(offset, offset + 5), meta: { page: { totalResources: 12 } } });
    });
    const { observables, questions } = await found([name('web01.corp.example.com')]);
    expect(observables[0]?.candidates).toHaveLength(12);
    expect(questions).toBe(3);
  });

  it('that nothing explains are never matched: the tenant ignores what it is asked', async () => {
    answer((question, response) => {
      sendJson(
        response,
        pageOf(
          Array.from({ length: 20_000 }, (_, index) => device(index, `other${String(index)}`)),
          question,
        ),
      );
    });
    expect((await found([name('web01.corp.example.com')])).observables).toMatchObject([
      { overLimit: true, candidates: [] },
    ]);
    expect(tenant.received.length).toBeLessThan(4);
  });
});

describe('what goes wrong', () => {
  const failAt = (anchored: boolean, status: number): void => {
    answer((question, response) => {
      if (isAnchored(question) === anchored) sendJson(response, {}, status);
      else sendJson(response, pageOf([device(1, 'web01')], question));
    });
  };

  it('in the exact question is the failure of the whole', async () => {
    failAt(false, 401);
    expect(await find([name('web01')], { way: 'apart' })).toMatchObject({ ok: false, failure: { kind: 'auth' } });
    expect(await find([address('10.20.4.17')])).toMatchObject({ ok: false, failure: { kind: 'auth' } });
  });

  describe.each(['apart', 'together'] as const)('%s', way => {
    it('in the expression is the failure of the whole where it passes by itself', async () => {
      failAt(true, 503);
      expect(await find([name('web01')], { way })).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    });

    it('leaves the expression out where the tenant does not take it', async () => {
      failAt(true, 400);
      const { observables, provisional } = await found([name('web01')], { way });
      expect(observables).toMatchObject([
        { askedInFull: false, candidates: [{ id: idOf(1) }], tried: ['web01', 'web01.corp.example.com'] },
      ]);
      expect(provisional).toBeUndefined();
    });

    it('takes the exact spellings for a preliminary answer where the expression does not come in time', async () => {
      answer((question, response) => {
        if (!isAnchored(question)) sendJson(response, pageOf([device(1, 'web01')], question));
      });
      const took: number[] = [];
      expect(await found([name('web01')], { way, withinMs: 1_500 }, ms => took.push(ms))).toMatchObject({
        provisional: true,
        observables: [{ askedInFull: false, candidates: [{ id: idOf(1) }] }],
      });
      expect(took).toEqual([Infinity]);
      expect(tenant.received).toHaveLength(2);
    });
  });

  it('is asked in small lists where the tenant refuses a long query', async () => {
    const names = Array.from({ length: 40 }, (_, index) => name(`host${String(index)}.corp.example.com`));
    answer((question, response) => {
      if (question.query.length > 10_000) {
        sendJson(response, {}, 400);
        return;
      }
      const wanted = names.flatMap((observable, index) =>
        asksFor(question, observable.value) ? [device(index, observable.value)] : [],
      );
      sendJson(response, pageOf(wanted, question));
    });
    const { observables, questions } = await found(names, { way: 'apart' });
    expect(observables.every(({ candidates }) => candidates.length === 1)).toBe(true);
    expect(questions).toBe(6);
  });
});
