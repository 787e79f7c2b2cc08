import { SUFFIX, type World } from './world';

type Scenario = (world: World) => void;

const one = (id: string) => ({ is: 'assets', ids: [id] }) as const;
const fullName = (world: World) => `${world.newName()}.${SUFFIX}`;
const aSerial = (world: World) => world.chance.hex(10).toUpperCase();
const card = (mac: string) => [{ name: 'Ethernet', mac }];

/** Alerts whose name several records have: a machine at several times, or machines of which one may have given itself the name. */
export const scenariosOfImpostors: Readonly<Record<string, Scenario>> = {
  'an impostor with another serial, both seen of late': world => {
    const hostnames = [fullName(world)];
    const ids = [0.1, 2].map(days =>
      world.add({
        hostnames,
        serials: [aSerial(world)],
        interfaces: card(world.newMac()),
        lastSeen: world.daysAgo(days),
      }),
    );
    world.alert(hostnames.join(), { is: 'ambiguous', ids });
  },
  'a name that went to another machine, the former one not seen for long': world => {
    const hostnames = [fullName(world)];
    world.add({ hostnames, serials: [aSerial(world)], lastSeen: world.daysAgo(world.chance.integer(31, 200)) });
    world.alert(hostnames.join(), one(world.add({ hostnames, serials: [aSerial(world)] })));
  },
  'an impostor of which nothing but the name is known': world => {
    const hostnames = [fullName(world)];
    world.add({ hostnames });
    const real = world.add({
      hostnames,
      serials: [aSerial(world)],
      lastSeen: world.daysAgo(world.chance.integer(1, 29)),
    });
    world.alert(hostnames.join(), one(real));
  },
  'an impostor with the serial of the real one': world => {
    const hostnames = [fullName(world)];
    const serials = [aSerial(world)];
    const ids = [0.1, 2].map(days =>
      world.add({ hostnames, serials, interfaces: card(world.newMac()), lastSeen: world.daysAgo(days) }),
    );
    world.alert(hostnames.join(), { is: 'ambiguous', ids });
  },
  'an impostor that says it was seen in the future': world => {
    const hostnames = [fullName(world)];
    const ids = [-900, 2].map(days =>
      world.add({ hostnames, serials: [aSerial(world)], lastSeen: world.daysAgo(days) }),
    );
    world.alert(hostnames.join(), { is: 'ambiguous', ids });
  },
  'a virtual machine and its clone': world => {
    const hostnames = [fullName(world)];
    const serials = [`VMware-${(world.chance.hex(32).match(/../g) ?? []).join(' ')}`];
    const ids = [0.1, 0.2].map(days =>
      world.add({ hostnames, serials, interfaces: card(world.newMac()), lastSeen: world.daysAgo(days) }),
    );
    world.alert(hostnames.join(), { is: 'ambiguous', ids });
  },
  'installed anew, the same hardware': world => {
    const hostnames = [fullName(world)];
    const hardware = { hostnames, serials: [aSerial(world)], interfaces: card(world.newMac()) };
    world.add({ ...hardware, lastSeen: world.daysAgo(world.chance.integer(5, 90)) });
    world.alert(hostnames.join(), one(world.add({ ...hardware, firstSeen: world.daysAgo(4) })));
  },
  'mixed case, another machine was seen 20 days ago': world => {
    const full = fullName(world);
    const ids = [
      world.add({ hostnames: [full], serials: [aSerial(world)], lastSeen: world.daysAgo(20) }),
      world.add({
        hostnames: [full.replace(/(^|\.)[a-z]/g, letter => letter.toUpperCase())],
        serials: [aSerial(world)],
        lastSeen: world.daysAgo(0.1),
      }),
    ];
    world.alert(full, { is: 'ambiguous', ids });
  },
};
