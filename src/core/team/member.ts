import type { Node } from 'yaml';
import { suggestZones, zoneAdvice } from '../time/suggest';
import { isZone } from '../time/zone';
import type { Read } from './hours';
import { type MemberKey, keyOf, memberKeys, nearestKey } from './keys';
import type { Teammate } from './model';
import { periodsAt } from './period';
import { responseAt } from './response';
import type { Tree } from './tree';
import { type Defaults, daysAt, hoursAt, textAt, weekFrom } from './week';

/** A member as read, and where each of its keys has its value. */
export interface ReadMember {
  readonly member: Teammate;
  readonly places: ReadonlyMap<MemberKey, Node | null>;
}

/** Reads one entry of `members`; null when it names nobody. */
export function memberAt(tree: Tree, node: Node, defaults: Defaults): ReadMember | null {
  const entries = tree.entries(node);
  if (!entries) {
    const text = tree.text(node)?.slice(0, 40);
    tree.wrong(node, `A member is written as "- name: ${text ?? '…'}", with the other keys below it.`);
    return null;
  }
  const places = new Map<MemberKey, Node | null>();
  for (const { key, keyNode, value } of entries) {
    const known = keyOf(memberKeys, key);
    if (known === null) {
      const near = nearestKey(memberKeys, key);
      const advice = near ? ` Did you mean "${near}"?` : '';
      tree.wrong(
        keyNode,
        `"${key.slice(0, 40)}" is not a key of a member.${advice}`,
        'warning',
        near ? [near] : [],
      );
    } else if (places.has(known)) tree.wrong(keyNode, `"${key}" is here twice by two names. Keep one.`);
    else places.set(known, value);
  }
  const read = <T>(key: MemberKey, reader: (value: Node | null) => T | null): T | null =>
    places.has(key) ? reader(places.get(key) ?? null) : null;

  const login = read('login', (value) => textAt(tree, value, readLogin, 'a GitHub login'));
  const name = read('name', (value) => textAt(tree, value, readName, 'a name')) ?? login;
  const zone = read('zone', (value) =>
    textAt(tree, value, zoneReader(tree), 'a time zone such as Europe/Lisbon'),
  );
  const emails = read('emails', (value) => listAt(tree, value, readEmail, 'an e-mail address')) ?? [];
  const hours = read('hours', (value) => hoursAt(tree, value));
  const days = read('days', (value) => daysAt(tree, value));
  const leave = read('leave', (value) => periodsAt(tree, value)) ?? [];
  const onCall = read('onCall', (value) => periodsAt(tree, value)) ?? [];
  const groups = read('groups', (value) => listAt(tree, value, readName, 'a name of a group'));
  const response = read('response', (value) => responseAt(tree, value));
  if (name === null) {
    if (!places.has('name')) tree.wrong(node, 'This member has no name. Add "name: …".');
    return null;
  }
  // Hours that name their weekdays stand for themselves; the file's days are for those that do not.
  const ownWeek = hours?.kind === 'weekly';
  return {
    places,
    member: {
      name,
      ...(login === null ? {} : { login }),
      emails,
      zone,
      zoneFrom: zone === null ? 'unknown' : 'declared',
      week: weekFrom(hours ?? defaults.hours, days ?? (ownWeek ? null : defaults.days)),
      leave,
      onCall,
      ...(groups === null ? {} : { groups }),
      ...(response === null ? {} : { response }),
    },
  };
}

/** A list of texts, or one text alone. */
export function listAt<T>(
  tree: Tree,
  node: Node | null,
  read: (text: string) => Read<T>,
  expected: string,
): T[] | null {
  const items = tree.items(node) ?? [node];
  return items.flatMap((item) => textAt(tree, item, read, expected) ?? []);
}

/** Finding what was meant takes milliseconds, which a file full of mistakes does not get for each. */
function zoneReader(tree: Tree): (text: string) => Read<string> {
  return (text) => {
    if (isZone(text)) return { value: text };
    return tree.full ? { wrong: '' } : { wrong: zoneAdvice(text), fixes: suggestZones(text).zones };
  };
}

export function readName(text: string): Read<string> {
  const name = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return name === '' || name.length > 100 ? { wrong: 'A name has 1 to 100 letters.' } : { value: name };
}

function readLogin(text: string): Read<string> {
  const login = text.replace(/^@/, '');
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(login)
    ? { value: login }
    : { wrong: `"${text.slice(0, 40)}" is not a GitHub login.` };
}

function readEmail(text: string): Read<string> {
  return /^[^\s@<>]{1,200}@[^\s@<>]{1,200}$/.test(text)
    ? { value: text }
    : { wrong: `"${text.slice(0, 40)}" is not an e-mail address.` };
}
