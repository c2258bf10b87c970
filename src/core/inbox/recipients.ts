import { mentionsIn } from '../post/mentions';
import { plainText } from './plain';
import type { Line } from './sections';

/**
 * Whom a note is for, as it names them: by its title (`Refund retries · pune-dev → lisbon-dev, ops-dev`), and whoever
 * its opening mentions. Empty when it names nobody: then it is for whoever works next.
 */
export function recipientsOf(title: string, lines: readonly Line[]): string[] {
  const plain = plainText(title);
  const route = plain.lastIndexOf(' → ');
  const named = route < 0 ? [] : plain.slice(route + 3).split(',');
  const opening = lines.filter(({ section }) => section === 'opening').map(({ text }) => text);
  const mentioned = mentionsIn(opening.join('\n')).filter(({ kind }) => kind === 'person');
  const names = [...named, ...mentioned.map(({ name }) => name)]
    .map((name) => name.trim().replace(/^@/, ''))
    .filter((name) => name !== '' && name.length <= 100 && !/^\d{1,3} more$/.test(name));
  return names.filter((name, index) => names.findIndex((each) => same(each, name)) === index);
}

export function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
