import { OTHER_SUFFIX, SUFFIX, type World } from './world';

type Scenario = (world: World) => void;

const one = (id: string) => ({ is: 'assets', ids: [id] }) as const;
const absent = { is: 'absent' } as const;
const card = (address: string | null, mac: string | null = null) => [
  { name: 'Ethernet', ...(mac === null ? {} : { mac }), ...(address === null ? {} : { ips: [address] }) },
];

/** Alerts in which time, addresses or several values decide. */
export const scenariosOfTimeAndAddress: Readonly<Record<string, Scenario>> = {
  'twins, the old one from before it was installed anew': world => {
    const hostnames = [`${world.newName()}.${SUFFIX}`];
    world.add({ hostnames, lastSeen: world.daysAgo(world.chance.integer(40, 200)) });
    world.alert(hostnames.join(), one(world.add({ hostnames, firstSeen: world.daysAgo(30) })));
  },
  'twins, an alert of long ago': world => {
    const hostnames = [`${world.newName()}.${SUFFIX}`];
    const then = world.add({ hostnames, firstSeen: world.daysAgo(400), lastSeen: world.daysAgo(50) });
    world.add({ hostnames, firstSeen: world.daysAgo(48) });
    world.alert(hostnames.join(), one(then), { at: world.daysAgo(60) });
  },
  'twins by serial, bare and full name': world => {
    const name = world.newName();
    const serials = [world.chance.hex(10).toUpperCase()];
    world.add({ hostnames: [name], serials, lastSeen: world.daysAgo(80) });
    world.alert(name, one(world.add({ hostnames: [`${name}.${SUFFIX}`], serials })));
  },
  'same name and a serial that the maker left out': world => {
    const name = world.newName();
    const serials = ['To be filled by O.E.M.'];
    const ids = [name, `${name}.${OTHER_SUFFIX}`].map((hostname, index) =>
      world.add({ hostnames: [hostname], serials, lastSeen: world.daysAgo(index + 1) }),
    );
    world.alert(name, { is: 'ambiguous', ids });
  },
  'not seen for long': world => {
    const full = `${world.newName()}.${SUFFIX}`;
    world.alert(full, one(world.add({ hostnames: [full], lastSeen: world.daysAgo(90) })));
  },
  'several machines merged into one asset': world => {
    const full = `${world.newName()}.${SUFFIX}`;
    world.alert(full, one(world.add({ hostnames: [world.newName(), full, world.newName()] })));
  },
  'address alone': world => {
    const address = world.newAddress();
    world.alert(
      world.chance.pick([address, `${address}:443`, address.replaceAll('.', '[.]')]),
      one(world.add({ interfaces: card(address) })),
    );
  },
  'address alone, another machine had it before': world => {
    const address = world.newAddress();
    world.add({ hostnames: [world.newName()], interfaces: card(address), lastSeen: world.daysAgo(12) });
    world.alert(address, one(world.add({ hostnames: [world.newName()], interfaces: card(address) })));
  },
  'address alone, two machines have it': world => {
    const address = world.newAddress();
    const ids = [1, 2].map(() => world.add({ hostnames: [world.newName()], interfaces: card(address) }));
    world.alert(address, { is: 'ambiguous', ids });
  },
  'IPv6 in another spelling': world => {
    const [high, low] = (world.newMac().replaceAll(':', '').slice(6).padStart(8, '1').match(/.{4}/g) ?? []).map(group =>
      group.toLowerCase(),
    );
    const long = `2001:0db8:${high}:0000:0000:0000:00a1:${low}`;
    const compressed = `2001:db8:${high?.replace(/^0+/, '')}::a1:${low?.replace(/^0+/, '')}`;
    const id = world.add({ interfaces: card(world.chance.pick([long, compressed])) });
    world.alert(world.chance.pick([long, long.toUpperCase(), `[${compressed}]:443`, `${compressed}%eth0`]), one(id));
  },
  'MAC in any spelling': world => {
    const mac = world.newMac();
    const bare = mac.replaceAll(':', '');
    const id = world.add({
      hostnames: [world.newName()],
      interfaces: card(null, world.chance.pick([mac, mac.toLowerCase()])),
    });
    const text = world.chance.pick([
      mac,
      mac.toLowerCase(),
      mac.replaceAll(':', '-'),
      bare.toLowerCase().match(/.{4}/g)?.join('.') ?? mac,
    ]);
    world.alert(text, one(id), { kind: world.chance.pick(['mac', 'auto', 'hostname']) });
  },
  'MAC of a docking station': world => {
    const mac = world.newMac();
    const ids = [1, 2].map(days =>
      world.add({
        hostnames: [`${world.newName()}.${SUFFIX}`],
        interfaces: card(null, mac),
        lastSeen: world.daysAgo(days),
      }),
    );
    world.alert(mac, { is: 'ambiguous', ids });
  },
  'name and address of one machine': world => {
    const name = world.newName();
    const address = world.newAddress();
    world.alert(`${name}, ${address}`, one(world.add({ hostnames: [`${name}.${SUFFIX}`], interfaces: card(address) })));
  },
  'name of one machine, address of another': world => {
    const full = `${world.newName()}.${SUFFIX}`;
    const address = world.newAddress();
    world.add({ hostnames: [`${world.newName()}.${SUFFIX}`], interfaces: card(address) });
    world.alert(`${full}, ${address}`, one(world.add({ hostnames: [full] })));
  },
  'absent; its address went to another machine': world => {
    const address = world.newAddress();
    world.add({ hostnames: [`${world.newName()}.${SUFFIX}`], interfaces: card(address) });
    world.alert(`${world.newName()}.${SUFFIX}, ${address}`, absent);
  },
  'absent; an address of no machine': world => {
    const address = world.chance.pick(['127.0.0.1', '169.254.10.1', '10.200.0.0/16', '0.0.0.0', '::1', 'fe80::1%eth0']);
    world.add({ hostnames: [world.newName()], interfaces: card(address.split(/[/%]/)[0] ?? address) });
    world.alert(address, absent);
  },
};
