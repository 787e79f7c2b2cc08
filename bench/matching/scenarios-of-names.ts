import { OTHER_SUFFIX, SUFFIX, type World } from './world';

type Scenario = (world: World) => void;

const spell = (world: World, name: string): string =>
  world.chance.pick([
    name,
    name.toUpperCase(),
    name.toLowerCase(),
    name.charAt(0).toUpperCase() + name.slice(1),
    name.replace(/^[^.]+/, short => short.toUpperCase()),
  ]);
const one = (id: string) => ({ is: 'assets', ids: [id] }) as const;
const absent = { is: 'absent' } as const;

/** Alerts that name a machine by its name. */
export const scenariosOfNames: Readonly<Record<string, Scenario>> = {
  'full name, any case': world => {
    const full = `${world.newName()}.${SUFFIX}`;
    world.alert(spell(world, full), one(world.add({ hostnames: [spell(world, full)] })));
  },
  'short name, Axonius has the full one': world => {
    const name = world.newName();
    world.alert(spell(world, name), one(world.add({ hostnames: [spell(world, `${name}.${SUFFIX}`)] })));
  },
  'full name, Axonius has the short one': world => {
    const name = world.newName();
    world.alert(`${name}.${SUFFIX}`, one(world.add({ hostnames: [spell(world, name)] })));
  },
  'the name stands in second place': world => {
    const name = world.newName();
    const id = world.add({ hostnames: ['localhost', `${name}-mgmt.${SUFFIX}`, `${name}.${SUFFIX}`] });
    world.alert(`${name}.${SUFFIX}`, one(id));
  },
  'addresses and placeholders among the hostnames': world => {
    const name = world.newName();
    const id = world.add({ hostnames: ['localhost.localdomain', world.newAddress(), spell(world, name)] });
    world.alert(`${name}.${SUFFIX}`, one(id));
  },
  'two domains, full name given': world => {
    const name = world.newName();
    world.add({ hostnames: [`${name}.${OTHER_SUFFIX}`] });
    world.alert(
      spell(world, `${name}.${SUFFIX}`),
      one(world.add({ hostnames: [`${name}.${SUFFIX}`, name.toUpperCase()] })),
    );
  },
  'two domains, short name given': world => {
    const name = world.newName();
    const ids = [SUFFIX, OTHER_SUFFIX].map((suffix, index) =>
      world.add({ hostnames: [`${name}.${suffix}`], lastSeen: world.daysAgo(index * 45) }),
    );
    world.alert(spell(world, name), { is: 'ambiguous', ids });
  },
  'a bare name and a full one of another machine': world => {
    const name = world.newName();
    const ids = [name, `${name}.${OTHER_SUFFIX}`].map(hostname => world.add({ hostnames: [hostname] }));
    world.alert(spell(world, name), { is: 'ambiguous', ids });
  },
  'numbers that begin the same': world => {
    const name = world.newName();
    for (const other of [`${name}0`, `${name}7.${SUFFIX}`, `my${name}`, `${name}-old`])
      world.add({ hostnames: [other] });
    world.alert(name, one(world.add({ hostnames: [`${name}.${SUFFIX}`] })));
  },
  'absent; numbers that begin the same': world => {
    const name = world.newName();
    for (const other of [`${name}0`, `${name}7.${SUFFIX}`, `my${name}`, `${name}-old`])
      world.add({ hostnames: [other] });
    world.alert(world.chance.pick([name, `${name}.${SUFFIX}`]), absent);
  },
  'absent; a dot that is none': world => {
    const name = world.newName();
    world.add({ hostnames: [`${name}x${SUFFIX}`] });
    world.alert(`${name}.${SUFFIX}`, absent);
  },
  'absent; same short name in another domain': world => {
    const name = world.newName();
    world.add({ hostnames: [`${name}.${OTHER_SUFFIX}`, name.toUpperCase()], names: [name] });
    world.alert(spell(world, `${name}.${SUFFIX}`), absent);
  },
  'absent; a stranger’s domain': world => {
    const name = world.newName();
    world.add({ hostnames: [name.toUpperCase()], names: [name] });
    world.alert(`${name}.evil.example`, absent);
  },
  'absent; nothing like it': world => world.alert(`${world.newName()}.${SUFFIX}`, absent),
  'Windows domain and name': world => {
    const name = world.newName();
    world.add({ hostnames: [`${name}.${OTHER_SUFFIX}`] });
    world.alert(`CORP\\${name.toUpperCase()}$`, one(world.add({ hostnames: [spell(world, `${name}.${SUFFIX}`)] })), {
      kind: world.chance.pick(['hostname', 'auto']),
    });
  },
  'absent; an account': world => {
    const name = world.newName();
    world.add({ hostnames: [name] });
    world.alert(`CORP\\${name}`, absent, { kind: 'auto' });
  },
  'a name that Windows cut': world => {
    const long = `${world.newName()}-reception-desk`;
    world.alert(long.slice(0, 15).toUpperCase(), one(world.add({ hostnames: [`${long}.${SUFFIX}`] })));
  },
  'a name that Windows cut, two of them': world => {
    const long = `${world.newName()}-reception-desk`;
    const ids = ['1', '2'].map(number => world.add({ hostnames: [`${long}-${number}.${SUFFIX}`] }));
    world.alert(long.slice(0, 15).toUpperCase(), { is: 'ambiguous', ids });
  },
  'absent; 15 characters that no longer name begins with': world => {
    const long = `${world.newName()}-reception-desk`;
    world.add({ hostnames: [`${long.slice(0, 14)}.${SUFFIX}`] });
    world.alert(long.slice(0, 15).toUpperCase(), absent);
  },
  'a label of a console only': world => {
    const name = world.newName();
    world.alert(spell(world, name), one(world.add({ names: [spell(world, name)] })));
  },
  'a hostname and another machine’s label': world => {
    const name = world.newName();
    world.add({ names: [name], hostnames: [`${world.newName()}.${SUFFIX}`] });
    world.alert(spell(world, name), one(world.add({ hostnames: [`${name}.${SUFFIX}`] })));
  },
  'names in quotes, URLs, shares, defanged': world => {
    const full = `${world.newName()}.${SUFFIX}`;
    const id = world.add({ hostnames: [full] });
    const text = world.chance.pick([
      `"${full}"`,
      `${full}.`,
      `https://${full}:8443/login?next=/`,
      `hxxps://${full.replaceAll('.', '[.]')}/a,b`,
      `\\\\${full}\\c$`,
      full.replaceAll('.', '[dot]'),
      `[${full}]`,
      `${full}:3389`,
    ]);
    world.alert(text, one(id));
  },
  'several machines in one field': world => {
    const names = [world.newName(), world.newName(), world.newName()];
    const ids = names.map(name => world.add({ hostnames: [spell(world, `${name}.${SUFFIX}`)] }));
    world.alert(names.map(name => spell(world, name)).join(world.chance.pick([', ', ';', '\n', ' '])), {
      is: 'assets',
      ids,
    });
  },
  'absent; a name of no machine': world => {
    const name = world.chance.pick(['localhost', 'kali', 'unknown', 'N/A', 'localhost.localdomain', 'ubuntu']);
    world.add({ hostnames: [name] });
    world.alert(spell(world, name), absent);
  },
  'absent; a sentence': world => {
    world.add({ hostnames: ['server'] });
    world.alert(
      world.chance.pick(['the server does not answer', 'see the attached report', 'server of the finance team']),
      absent,
    );
  },
  'absent; an attack on the query': world => {
    world.alert(world.chance.pick(['x" or "1" == "1', 'x") or ("1" == "1', '.*', '^', 'a|b', '*']), absent);
  },
  'more machines of one name than can be told apart': world => {
    const name = world.newName();
    const ids = Array.from({ length: 55 }, () => world.add({ hostnames: [name] }));
    world.alert(name, { is: 'ambiguous', ids });
  },
};
